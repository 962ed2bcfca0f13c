"""Breaks the triples of an article at random, in the ways that hands, extractors and other software break RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import EDTF_NS, NF, XSD, rdf

Triples = tuple[Triple, ...]
Mutate = Callable[[Triples, Random], Triples]

DATATYPES = [
    *(f"{XSD}{name}" for name in "string date dateTime gYear integer decimal double boolean anyURI token".split()),
    *(f"{XSD}{name}" for name in "nonNegativeInteger byte float time duration dateTimeStamp".split()),
    EDTF_NS + "EDTF",
    "https://harbourpost.example/datatypes#stamp",
]
DATES = """
    2031-05-15 2031-02-30 2031-13-01 2031-05-15Z 2031-05-15+14:00 2031-05-15-05:00 1066-10-14 -0044-03-15 0000-01-01
    12031-01-01 2031-5-15 31-05-15 2031 2031-05 2031-05-15T09:00:00 2031-05-15T24:00:00 2031-05-15T09:00:00.5+01:00
    2031-05-15T09:00:00Z 2031-05-15T25:00:00 [2031-05-01..2031-05-15] 2031-05-01/2031-05-15 2031-XX-15 2031~ soon
    2019-06-01 2029-02-29 2028-02-29 2031-05-15T09:00:60Z 9999-12-31
""".split()
WORDS = [
    *("", " ", "\n", "true", "TRUE", "1", "0", "none", "01", "+1", "-1", "1.0", "1.50", "1e3", "INF", "NaN", "0x1F"),
    *("99999999999999999999999999", "0.5", "-0", "１２", "٣", "é", "e\u0301", "\u00a0", "\u200b", "𝔘𝔫𝔦", "a" * 300),
    *("a" * 301, "𝔘" * 300, "𝔘" * 301, 'say "no"', "back\\slash", "tab\there", "line\r\nbreak", "\u0085", "sha256:0"),
    *("sha256:" + "0" * 64, "sha256:" + "A" * 64, "sha256:" + "0" * 64 + "\n", "\x0b"),
]
LANGUAGES = ["en", "en-GB", "EN", "de", "x-private"]
IRIS = [
    *("https://harbourpost.example/nobody", "urn:uuid:0", "https://example.org/é", "https://example.org/a%20b", "a:"),
    *(NF + "status-rumoured", NF + "status-occurred", NF + "certainty-certain", NF + "Nothing", NF + "Situation"),
    *(NF + "Happening", NF + "Agent", NF + "Relation", "https://schema.org/Event", "https://schema.org/NewsArticle"),
    *(NF + "tenure-current", NF + "tenure-former", NF + "status-ongoing", rdf.nil.value),
]


@dataclass(frozen=True, slots=True)
class Mutant:
    """The triples of an article after some mutations, in their order."""

    article: str
    mutations: tuple[str, ...]
    triples: Triples


def mutants(articles: Sequence[tuple[str, Triples]], count: int, seed: int) -> Iterator[Mutant]:
    """As many mutants, the same for the same seed: each of one article, with one to three mutations."""
    for number in range(count):
        random = Random(f"{seed} {number}")
        name, triples = articles[number % len(articles)]
        chosen = tuple(random.choices(list(MUTATIONS), k=random.choice([1, 1, 1, 2, 3])))
        for mutation in chosen:
            triples = MUTATIONS[mutation](triples, random)
        yield Mutant(name, chosen, triples)


def _drop_triple(triples: Triples, random: Random) -> Triples:
    return _without(triples, random.choice(triples))


def _drop_property(triples: Triples, random: Random) -> Triples:
    """All values of one property of one node."""
    lost = random.choice(triples)
    return tuple(each for each in triples if (each.subject, each.predicate) != (lost.subject, lost.predicate))


def _drop_node(triples: Triples, random: Random) -> Triples:
    lost = random.choice(triples).subject
    return tuple(each for each in triples if each.subject != lost)


def _change_datatype(triples: Triples, random: Random) -> Triples:
    return _with_literal(triples, random, lambda old: Literal(old.value, datatype=_datatype(random)))


def _change_language(triples: Triples, random: Random) -> Triples:
    return _with_literal(triples, random, lambda old: Literal(old.value, language=random.choice(LANGUAGES)))


def _change_date(triples: Triples, random: Random) -> Triples:
    dates = [each for each in triples if isinstance(each.object, Literal) and _is_date(each.object)]
    old = random.choice(dates)
    assert isinstance(old.object, Literal)
    return _replaced(triples, old, Literal(random.choice(DATES), datatype=old.object.datatype))


def _change_words(triples: Triples, random: Random) -> Triples:
    return _with_literal(triples, random, lambda old: Literal(random.choice(WORDS), datatype=_kept(old)))


def _change_iri(triples: Triples, random: Random) -> Triples:
    """One object becomes another node or class of the article."""
    objects = [each.object for each in triples if isinstance(each.object, NamedNode)]
    return _replaced(triples, _to_iri(triples, random), random.choice(objects))


def _change_iri_to_stranger(triples: Triples, random: Random) -> Triples:
    return _replaced(triples, _to_iri(triples, random), NamedNode(random.choice(IRIS)))


def _change_controlled_value(triples: Triples, random: Random) -> Triples:
    controlled = [each for each in triples if isinstance(each.object, NamedNode) and each.object.value.startswith(NF)]
    return _replaced(triples, random.choice(controlled), NamedNode(NF + random.choice(["status-rumoured", "x", ""])))


def _iri_for_literal(triples: Triples, random: Random) -> Triples:
    return _replaced(triples, _to_literal(triples, random), NamedNode(random.choice(IRIS)))


def _literal_for_iri(triples: Triples, random: Random) -> Triples:
    old = _to_iri(triples, random)
    assert isinstance(old.object, NamedNode)
    text = random.choice([old.object.value, *WORDS, *DATES])
    return _replaced(triples, old, Literal(text, datatype=_datatype(random)))


def _blank_for_value(triples: Triples, random: Random) -> Triples:
    return _replaced(triples, random.choice(triples), BlankNode("somebody"))


def _add_second_value(triples: Triples, random: Random) -> Triples:
    """A property that stands once gets a value that another node has for it."""
    first = random.choice(triples)
    others = [each.object for each in triples if each.predicate == first.predicate and each.object != first.object]
    return (*triples, Triple(first.subject, first.predicate, random.choice(others or [Literal("another")])))


def _add_triple(triples: Triples, random: Random) -> Triples:
    subject, predicate, value = (random.choice(triples) for _ in range(3))
    return _once((*triples, Triple(subject.subject, predicate.predicate, value.object)))


def _add_type(triples: Triples, random: Random) -> Triples:
    classes = [each.object for each in triples if each.predicate == rdf.type]
    return _once((*triples, Triple(random.choice(triples).subject, rdf.type, random.choice(classes))))


def _change_type(triples: Triples, random: Random) -> Triples:
    typed = [each for each in triples if each.predicate == rdf.type]
    return _replaced(triples, random.choice(typed), random.choice([each.object for each in typed]))


def _change_subject(triples: Triples, random: Random) -> Triples:
    old, new = random.choice(triples), random.choice(triples).subject
    return _once((*_without(triples, old), Triple(new, old.predicate, old.object)))


def _change_predicate(triples: Triples, random: Random) -> Triples:
    old, new = random.choice(triples), random.choice(triples).predicate
    return _once((*_without(triples, old), Triple(old.subject, new, old.object)))


def _swap_values(triples: Triples, random: Random) -> Triples:
    first = random.choice(triples)
    second = random.choice([each for each in triples if each.predicate == first.predicate])
    return _replaced(_replaced(triples, first, second.object), second, first.object)


def _merge_nodes(triples: Triples, random: Random) -> Triples:
    """Two nodes become one, wherever they stand."""
    old, new = random.sample(list(dict.fromkeys(each.subject for each in triples)), 2)
    return _once(
        tuple(
            Triple(
                new if each.subject == old else each.subject, each.predicate, new if each.object == old else each.object
            )
            for each in triples
        )
    )


MUTATIONS: dict[str, Mutate] = {
    function.__name__.strip("_").replace("_", " "): function
    for function in (
        *(_drop_triple, _drop_property, _drop_node, _change_datatype, _change_language, _change_date, _change_words),
        *(_change_iri, _change_iri_to_stranger, _change_controlled_value, _iri_for_literal, _literal_for_iri),
        *(_blank_for_value, _add_second_value, _add_triple, _add_type, _change_type, _change_subject),
        *(_change_predicate, _swap_values, _merge_nodes),
    )
}


def _datatype(random: Random) -> NamedNode:
    return NamedNode(random.choice(DATATYPES))


def _kept(literal: Literal) -> NamedNode | None:
    return None if literal.language else literal.datatype


def _is_date(literal: Literal) -> bool:
    return literal.datatype.value in (XSD + "date", XSD + "dateTime", EDTF_NS + "EDTF")


def _to_iri(triples: Triples, random: Random) -> Triple:
    return random.choice([each for each in triples if isinstance(each.object, NamedNode)])


def _to_literal(triples: Triples, random: Random) -> Triple:
    return random.choice([each for each in triples if isinstance(each.object, Literal)])


def _with_literal(triples: Triples, random: Random, change: Callable[[Literal], Literal]) -> Triples:
    old = _to_literal(triples, random)
    assert isinstance(old.object, Literal)
    return _replaced(triples, old, change(old.object))


def _replaced(triples: Triples, old: Triple, value: NamedNode | BlankNode | Literal | Triple) -> Triples:
    return _once((*_without(triples, old), Triple(old.subject, old.predicate, value)))


def _without(triples: Triples, lost: Triple) -> Triples:
    return tuple(each for each in triples if each != lost)


def _once(triples: Triples) -> Triples:
    return tuple(dict.fromkeys(triples))
