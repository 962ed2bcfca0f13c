"""The fields of a situation in English words, as they stand inside a sentence."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.descriptions.dates import date_phrase, edge_phrase
from kg.descriptions.names import Source
from kg.descriptions.sentences import Phrase, Words
from kg.descriptions.values import Piece, Pieces, Ref, joined, plain
from kg.determiners import is_plural, may_be_description, placed
from kg.roles import behind, is_done_to
from kg.schema import FactType, Field
from kg.vocab import nf, rdf, schema

_EDGES = {"beginning": "from", "ending": "until"}


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
        plural = len(names) > 1 or any(is_plural(plain(each)) for each in named)
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
            suffered = [each for each in nodes if is_done_to(str(kind), _parts_of(source, each, field))]
            if suffered:
                whom = joined([pieces for each in suffered for pieces in _members(source, each, field)])
                others = _taking_part(source, [each for each in nodes if each not in suffered], field)
                return {noun.key: Words((kind, f" {behind(str(kind))} ", *whom)), field.key: others}
    return {}


def _parts_of(source: Source, node: NamedNode, field: Field) -> list[str]:
    """What somebody takes part as, in free words."""
    free = (each for each in field.fields if each.kind == "literal")
    return [source.text(node, NamedNode(each.path)) for each in free]


def _members(source: Source, node: NamedNode, field: Field) -> list[Pieces]:
    named = (each for each in field.fields if each.kind == "entity")
    return [inside(source, source.ref(who)) for each in named for who in source.iris(node, NamedNode(each.path))]


def inside(source: Source, ref: Ref) -> Pieces:
    """A name as it stands inside a sentence: with "the" where it takes it, a description in small letters."""
    kinds = (
        source.iris(NamedNode(ref.iri), rdf.type, source.view.iris.entities_graph)
        if may_be_description(ref.name)
        else ()
    )
    article, name = placed(ref.name, unnamed=nf.UnnamedSource in kinds, person=schema.Person in kinds)
    return (f"{article} ", Ref(ref.iri, name)) if article else (Ref(ref.iri, name),)


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
