"""A situation of a type that nobody brought shapes of, as far as its own terms tell it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.values import Part, Piece, Pieces, joined
from kg.views import Term
from kg.vocab import NF, PROV, RDF, SCHEMA, rdf, rdfs, schema, skos

_KNOWN = (NF, PROV, RDF, SCHEMA)  # whose properties no type has of its own


def sentence_of_no_type(source: Source, situation: NamedNode) -> Pieces:
    """Its kind and what it says in its own terms, as in `Transfer: player Jon Eze; to Lindholm`."""
    kinds = " and ".join(each.name for each in source.kinds(situation)) or "situation"
    found: list[Piece] = [f"{kinds[:1].upper()}{kinds[1:]}"]
    for part in own_parts(source, situation):
        found += [f"{': ' if len(found) == 1 else '; '}{part.label} ", *joined([(each,) for each in part.values])]
    return tuple(found)


def own_parts(source: Source, situation: NamedNode) -> Iterator[Part]:
    """The properties that are not of the vocabularies that kg knows, with their values."""
    for term in source.properties(situation):
        if not term.value.startswith(_KNOWN):
            values = source.values(situation, term)
            yield Part(source.name(term), tuple(_named(source, each) for each in values))


def _named(source: Source, term: Term) -> Piece:
    """A value by its name; a node that has none by the names of those in it."""
    if not isinstance(term, NamedNode):
        return str(getattr(term, "value", term))
    if any(source.text(term, each) for each in (schema.name, skos.prefLabel, rdfs.label)):
        return source.ref(term)
    inner = [source.name(each) for one in source.properties(term) if one != rdf.type for each in source.iris(term, one)]
    return ", ".join(inner) or source.ref(term)
