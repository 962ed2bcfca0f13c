"""Reads an article's graph as a report: its situations, with whose word each is and when it can have been."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kg.iris import Iris, digest, normal_name
from kg.names import plain_name
from kg.occurrences.keys import keys_of
from kg.occurrences.values import Report, Situation, Source, Window, Word
from kg.occurrences.windows import window_of
from kg.terms import Statement, is_iri, nf, oa, prov, rdf, schema, value_of
from kg.views import Quads
from kg.vocab import NF

COMPARED = frozenset(
    (
        nf.Agreement,
        nf.Appointment,
        nf.Event,
        nf.Meeting,
        nf.Membership,
        nf.OfficeHolding,
        nf.Restriction,
        nf.Visit,
    )
)  # the classes whose situations are held against each other; of one's own fact types nothing is presumed
_PARTS = "visitor destination participant party place person organization target authority member group".split()
_WORDS = "kind broadKind subject post action restrictionKind tenure format deathsBound injuredBound".split()
_NUMBERS = "deaths injured".split()
_OWN_PLACES = (value_of(schema.Place), value_of(schema.City))

_TERMS = {local: f"<{NF}{local}>" for local in (*_PARTS, *_WORDS, *_NUMBERS)}
_READ = frozenset(
    (
        *_TERMS.values(),
        *(rdf.type, schema.publisher, schema.datePublished, schema.dateModified, schema.correction, schema.isBasedOn),
        *(nf.textDigest, nf.denotes, nf.entityType, schema.name, nf.asserts, prov.wasAttributedTo, nf.ownWord),
        *(nf.polarity, nf.status, nf.certainty, nf.editorialState, nf.reviewedOn, nf.participation, nf.involves),
        *(nf.earliestStart, nf.latestEnd, nf.attestedOn, nf.evidence, nf.shows, oa.hasSelector, oa.exact),
    )
)

_TELLING = 50  # letters that two papers do not write by chance

_Said = Mapping[str, list[str]]  # the objects of each predicate, all as N-Triples write them
_Nodes = dict[str, dict[str, list[str]]]


def read_report(view: Quads, graph: NamedNode) -> Report | None:
    """What the article of a graph tells; None where the graph holds no article.

    Others may have written to a server: what has no name there, or is spoken of as a triple, is passed over.
    """
    named = (each for each in view.match(graph=graph) if isinstance(each.subject, NamedNode))
    told = (each for each in named if isinstance(each.object, NamedNode | Literal))
    return report_of(((str(each.subject), str(each.predicate), str(each.object)) for each in told), view.iris)


def report_of(statements: Iterable[Statement], iris: Iris) -> Report | None:
    """What an article tells whose graph says this, as a store keeps it; None where it is no article."""
    nodes = _nodes(statements)
    article = next((node for node, said in nodes.items() if schema.NewsArticle in said.get(rdf.type, ())), None)
    if article is None:
        return None
    source = _source(article, nodes[article])
    names, kinds = _mentions(nodes)
    words: dict[str, list[Word]] = {}
    for node, said in nodes.items():
        for asserted in said.get(nf.asserts, ()):
            if not COMPARED.isdisjoint(nodes.get(asserted, {}).get(rdf.type, ())):
                words.setdefault(asserted, []).append(_word(node, said, nodes))
    found = (_situation(node, nodes, source, names, kinds, told, iris) for node, told in words.items())
    return Report(source, tuple(sorted(found, key=lambda each: each.iri.value)))


def _nodes(statements: Iterable[Statement]) -> _Nodes:
    """What is said of each node that is of use here. An article's graph has no blank nodes and no triple terms."""
    nodes: _Nodes = {}
    for subject, predicate, object in statements:
        if predicate in _READ:
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(object)
    return nodes


def _first(said: _Said, term: str) -> str:
    values = said.get(term)
    return min(map(value_of, values)) if values else ""


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _source(article: str, said: _Said) -> Source:
    published = _first(said, schema.datePublished)
    return Source(
        NamedNode(value_of(article)),
        _first(said, schema.publisher),
        published[:10],
        published,
        _first(said, schema.dateModified),
        bool(said.get(schema.correction)),
        _first(said, schema.isBasedOn),
        _first(said, nf.textDigest),
    )


def _mentions(nodes: _Nodes) -> tuple[dict[str, str], dict[str, str]]:
    """The name and the class that the article itself gives each entity."""
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for said in nodes.values():
        for entity in said.get(nf.denotes, ()):
            names[value_of(entity)] = normal_name(_first(said, schema.name))
            kinds[value_of(entity)] = _first(said, nf.entityType)
    return names, kinds


def _word(node: str, said: _Said, nodes: _Nodes) -> Word:
    return Word(
        NamedNode(value_of(node)),
        _first(said, prov.wasAttributedTo),
        bool(said.get(nf.ownWord)),
        _local(_first(said, nf.polarity)),
        _local(_first(said, nf.status)),
        _local(_first(said, nf.certainty)),
        _local(_first(said, nf.editorialState)),
        _first(said, nf.reviewedOn),
        _quote(said, nodes),
    )


def _quote(said: _Said, nodes: _Nodes) -> str:
    """The digest of the letters of all that is quoted for an assertion; empty where that is little.

    What is quoted for one of its fields only, as a name is, does not count.
    """
    evidence = (nodes.get(each, {}) for each in said.get(nf.evidence, ()))
    whole = (node for node in evidence if nf.shows not in node)
    selectors = (nodes.get(each, {}) for node in whole for each in node.get(oa.hasSelector, ()))
    quotes = [value_of(each) for selector in selectors for each in selector.get(oa.exact, ())]
    if sum(map(len, quotes)) < _TELLING:
        return ""
    letters = sorted("".join(filter(str.isalnum, each)).casefold() for each in quotes)
    return digest(*letters) if sum(map(len, letters)) >= _TELLING else ""


def _situation(
    node: str,
    nodes: _Nodes,
    source: Source,
    names: Mapping[str, str],
    kinds: Mapping[str, str],
    words: list[Word],
    iris: Iris,
) -> Situation:
    said = nodes[node]
    type = next(_local(value_of(each)) for each in said[rdf.type] if each in COMPARED)
    held: dict[str, set[str]] = {}
    levels: dict[str, str] = {}
    for local in _PARTS:
        if values := said.get(_TERMS[local]):
            held[local] = {_token(each, names, kinds, iris) for each in map(value_of, values)}
            if local == "place":
                levels |= {
                    _token(each, names, kinds, iris): kinds[each] for each in map(value_of, values) if each in kinds
                }
    for part in said.get(nf.participation, ()):
        for each in nodes.get(part, {}).get(nf.participant, ()):
            held.setdefault("participant", set()).add(_token(value_of(each), names, kinds, iris))
    texts = {local: value for local in _WORDS if (value := _word_of(said, local))}
    return keys_of(
        Situation(
            NamedNode(value_of(node)),
            type,
            source,
            {local: frozenset(tokens) for local, tokens in held.items()},
            texts,
            {local: int(value) for local in _NUMBERS if (value := _first(said, _TERMS[local])).isdecimal()},
            frozenset(names.get(each, each) for each in map(value_of, said.get(nf.involves, ()))),
            levels,
            _window(said, words),
            tuple(sorted(words, key=lambda word: word.iri.value)),
        )
    )


def _word_of(said: _Said, local: str) -> str:
    """A free word in the form in which other spellings are equal, or a concept's local name."""
    found = said.get(_TERMS[local])
    return min((_local if is_iri(each) else plain_name)(value_of(each)) for each in found) if found else ""


def _window(said: _Said, words: list[Word]) -> Window | None:
    first, last, attested = (_first(said, term) for term in (nf.earliestStart, nf.latestEnd, nf.attestedOn))
    return window_of(first, last, attested, [word.status for word in words if word.status])


def _token(iri: str, names: Mapping[str, str], kinds: Mapping[str, str], iris: Iris) -> str:
    """The entity's IRI; for a place that is the article's own, its name, for its IRI is nobody else's."""
    own = iri.startswith(iris.mint("entity", "").value) and kinds.get(iri) in _OWN_PLACES
    return f"place {names[iri]}" if own else iri
