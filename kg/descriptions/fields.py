"""The fields of a situation in English words, as they stand inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.descriptions.dates import date_phrase, edge_phrase
from kg.descriptions.determiners import described, is_determined, the
from kg.descriptions.names import Source
from kg.descriptions.sentences import Phrase, Words
from kg.descriptions.values import Piece, Pieces, Ref, joined, plain
from kg.schema import FactType, Field
from kg.vocab import nf, rdf, schema

_AGAINST = ("charge", "charges")  # that are brought against somebody
_ONE = ("a ", "an ", "one ", "another ")  # with which a description of one begins
_PLURAL = re.compile(r"(?:[^su]s|men|people|children|police)$")
_BEHIND_HEAD = re.compile(r"[,;]? (?:about|at|behind|by|close|familiar|for|from|in|near|of|on|who|whose|with)\b")
_OF_WHOM = {"death": "deceased", "hospitalisation": "patient"}  # whose part in it nobody has to name
_EDGES = {"beginning": "from", "ending": "until"}
_BEHIND = r"(?:to|in|of|on|for|with|from|by)\b"
_COMMON_HEAD = re.compile(r"(?:[a-z][a-z’'-]* )+(?:of|for|in|on|at) ")
_THEIRS = re.compile(
    rf"\w[’']s? (?:(?!{_BEHIND})\w+ ){{0,2}}(?!\w*(?:news|ics)\b)[a-z]+[^\Wsui]s(?:$| {_BEHIND})"
)  # "Kesmark’s exports to Ostra"
_SHORTEST = 6  # letters of a participle that may say what a noun says: closed, killed


def fields_in_words(source: Source, situation: NamedNode, fact_type: FactType) -> dict[str, Words]:
    """The words of each field that has a value, by its key."""
    found = {field.key: _words(source, situation, field) for field in fact_type.fields}
    found |= _of_whom(source, situation, fact_type, found)
    return {key: words for key, words in found.items() if words.pieces}


def _words(source: Source, situation: NamedNode, field: Field) -> Words:
    path = NamedNode(field.path)
    values = source.values(situation, path)
    if field.kind == "concept":
        phrases = [_phrase(source, term) for term in values if isinstance(term, NamedNode)]
        return Words(joined([(Phrase(each),) for each in phrases]))
    if field.kind == "node":
        return _taking_part(source, [term for term in values if isinstance(term, NamedNode)], field)
    if field.kind == "entity":
        names = sorted((source.ref(term) for term in values if isinstance(term, NamedNode)), key=lambda ref: ref.name)
        named = [inside(source, ref) for ref in names]
        plural = len(names) > 1 or any(_is_plural(plain(each)) for each in named)
        return Words(joined(named), plural, jointly=field.min_count > 1 and len(names) > 2)
    texts = [_literal(term.value, field) for term in values if isinstance(term, Literal)]
    if field.verbatim and source.text(situation, nf.truncated) == "true":
        texts = [f"{each.rpartition(' ')[0] or each} …" for each in texts]  # only their beginnings are kept
    if field.verbatim and source.iris(situation, nf.quotation) and texts:
        texts = [f"“{each.strip('“”').rstrip(',')}”" for each in texts]
    return Words(joined([(each,) for each in texts]), len(texts) > 1)


def _taking_part(source: Source, nodes: list[NamedNode], field: Field) -> Words:
    inner = [nested_pieces(source, node, field, lambda ref: inside(source, ref)) for node in nodes]
    return Words(joined(sorted(inner, key=lambda each: plain(each).removeprefix("the "))), len(inner) > 1)


def _of_whom(source: Source, situation: NamedNode, fact_type: FactType, said: dict[str, Words]) -> dict[str, Words]:
    """`a conviction of Ana Okoye` in the place of `a conviction, with Ana Okoye (convicted)`.

    That is where the words for what it was, which a type has broader terms for, say the same as somebody's part in it.
    """
    nouns = [each for each in fact_type.fields if each.broad_path and len(said[each.key].pieces) == 1]
    for field in (each for each in fact_type.fields if each.kind == "node"):
        nodes = source.iris(situation, NamedNode(field.path))
        for noun in nouns:
            (kind,) = said[noun.key].pieces
            suffered = [each for each in nodes if _is_done_to(str(kind), _parts_of(source, each, field))]
            if suffered:
                whom = joined([pieces for each in suffered for pieces in _members(source, each, field)])
                others = _taking_part(source, [each for each in nodes if each not in suffered], field)
                how = " against " if str(kind).endswith(_AGAINST) else " of "
                return {noun.key: Words((kind, how, *whom)), field.key: others}
    return {}


def _parts_of(source: Source, node: NamedNode, field: Field) -> list[str]:
    """What somebody takes part as, in free words."""
    free = (each for each in field.fields if each.kind == "literal")
    return [source.text(node, NamedNode(each.path)) for each in free]


def _members(source: Source, node: NamedNode, field: Field) -> list[Pieces]:
    named = (each for each in field.fields if each.kind == "entity")
    return [inside(source, source.ref(who)) for each in named for who in source.iris(node, NamedNode(each.path))]


def _is_done_to(kind: str, parts: list[str]) -> bool:
    """Whether a noun names what a participle says was done, as "conviction" of "convicted"; so a death of the dead.

    >>> [_is_done_to(*each) for each in (("conviction", ["convicted"]), ("acquittal", ["acquitted"]), ("vote", []))]
    [True, True, False]
    """
    noun = kind.rpartition(" ")[2].lower()
    return _OF_WHOM.get(noun) in parts or any(
        part.endswith("ed") and len(part) >= _SHORTEST and noun.startswith((part[:-2], _single(part[:-2])))
        for part in parts
    )


def _single(stem: str) -> str:
    """A stem without the consonant that it doubles: acquit, of `acquitted`."""
    return stem[:-1] if stem[-1:] == stem[-2:-1] else stem


def inside(source: Source, ref: Ref) -> Pieces:
    """A name as it stands inside a sentence: with "the" where it takes it, a description in small letters."""
    name, common = ref.name, _is_common(ref.name)
    if common or described(name) != name:
        kinds = source.iris(NamedNode(ref.iri), rdf.type, source.view.iris.entities_graph)
        if nf.UnnamedSource in kinds:
            return (Ref(ref.iri, described(name)),)
        if common and schema.Person not in kinds and not is_determined(name) and not _is_plural(name.lower()):
            return ("the ", ref)
    return ("the ", ref) if the(name) else (ref,)


def _is_common(name: str) -> bool:
    """Whether a name is made of common words, as no proper name ends, or begins before its "of".

    >>> _is_common("Valdorian coastguard"), _is_common("town council of Kesmark"), _is_common("Bank of Kesmark")
    (True, True, False)
    """
    return name.rpartition(" ")[2].islower() or _COMMON_HEAD.match(name) is not None


def _is_plural(name: str) -> bool:
    """Whether a name is that of several, as `five MPs` and `Kesmark’s exports` are; whose head tells it.

    >>> [_is_plural(name) for name in ("five Valdorian MPs", "officials at the port", "two fishermen", "police")]
    [True, True, True, True]
    >>> [_is_plural(name) for name in ("the head of two committees", "his boss", "a member", "Brandt and Sons")]
    [False, False, False, False]
    >>> [_is_plural(name) for name in ("Kesmark’s exports to Ostra", "Kesmark’s duty on exports", "Kesmark’s press")]
    [True, False, False]
    """
    if _THEIRS.search(name):
        return True
    head = _BEHIND_HEAD.split(name, maxsplit=1)[0]
    return name[:1].islower() and not name.startswith(_ONE) and _PLURAL.search(head) is not None


def _phrase(source: Source, term: NamedNode) -> str:
    return source.words.phrases.get(term.value, source.name(term))


def _literal(text: str, field: Field) -> str:
    if field.time_role in _EDGES:
        return edge_phrase(text, _EDGES[field.time_role])
    return date_phrase(text) if field.time_role else text


def nested_pieces(
    source: Source, node: NamedNode, field: Field, named: Callable[[Ref], Pieces] = lambda ref: (ref,)
) -> Pieces:
    """A nested node: who takes part, and in brackets as what."""
    who: list[Piece] = []
    what: list[str] = []
    for each in field.fields:
        for value in source.values(node, NamedNode(each.path)):
            if isinstance(value, NamedNode) and each.kind == "entity":
                who += named(source.ref(value))
            else:
                what.append(source.name(value) if isinstance(value, NamedNode) else str(getattr(value, "value", "")))
    return (*who, *([f" ({', '.join(what)})"] if what else []))
