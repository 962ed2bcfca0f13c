"""Quads as lines that sort, and the lines of N-Triples and N-Quads, which are their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple

from kg.errors import KgError
from kg.serialization.names import Names
from kg.vocab import rdf, xsd

SPLIT = "\t"  # between the terms of a line: below every character of a term, so that lines sort as tuples do


def graph_of(quad: Quad | Triple) -> NamedNode | BlankNode | None:
    graph = quad.graph_name if isinstance(quad, Quad) else None
    return None if isinstance(graph, DefaultGraph) else graph


def ntriples_line(quad: Quad | Triple, _: Names) -> str:
    if isinstance(quad.object, Triple):
        return f"{quad.subject} {quad.predicate} {triple_term(quad.object)} ."
    return f"{quad.subject} {quad.predicate} {quad.object} ."


def nquads_line(quad: Quad | Triple, _: Names) -> str:
    return f"{quad} ."


def triple_term(triple: Triple) -> str:
    """A triple that is spoken of, as RDF 1.2 N-Triples writes it."""
    inner = triple_term(triple.object) if isinstance(triple.object, Triple) else str(triple.object)
    return f"<<( {triple.subject} {triple.predicate} {inner} )>>"


def write_lines(lines: Iterator[str], _: Names) -> Iterator[str]:
    return (line + "\n" for line in lines)


def _of_plain_terms(quad: Quad | Triple) -> None:
    if isinstance(quad.object, Triple):
        raise KgError(
            f"{quad.subject} speaks of a triple, as RDF 1.2 may, which JSON-LD and RDF/XML cannot hold:"
            " write Turtle, TriG, N-Triples or N-Quads"
        )


def shortened_line(quad: Quad | Triple, names: Names) -> str:
    """The line of a format that shortens all its IRIs."""
    literal = quad.object if isinstance(quad.object, Literal) else None
    typed = literal is not None and not literal.language and literal.datatype != xsd.string
    for term in (quad.subject, quad.object, literal.datatype if literal is not None and typed else None):
        if isinstance(term, NamedNode):
            names.short(term.value)  # so that the header knows it
    return merged_line(quad, names)


def merged_line(quad: Quad | Triple, names: Names) -> str:
    _of_plain_terms(quad)
    _note_predicate(quad, names)
    return SPLIT.join(("", str(quad.subject), str(quad.predicate), str(quad.object)))


def _note_predicate(quad: Quad | Triple, names: Names) -> None:
    if quad.predicate != rdf.type:  # which JSON-LD calls @type, and whose prefix RDF/XML has in any case
        names.short(quad.predicate.value)


def reread(lines: Iterator[str]) -> Iterator[Quad]:
    while batch := list(itertools.islice(lines, 10_000)):
        rows = (line.split(SPLIT) for line in batch)
        text = "".join(f"{s} {p} {o} {g} .\n" for g, s, p, o in rows)
        yield from pyoxigraph.parse(text, format=RdfFormat.N_QUADS)


def by_subject(quads: Iterable[Quad]) -> Iterator[tuple[NamedNode | BlankNode, list[Quad]]]:
    """Yield each subject of sorted quads with its quads. Raises KgError where a triple is a subject."""
    for _, same in itertools.groupby(quads, key=lambda quad: str(quad.subject)):
        its = list(same)
        subject = its[0].subject
        if isinstance(subject, Triple):
            raise KgError("JSON-LD and RDF/XML cannot have a triple as a subject: use nquads or trig")
        yield subject, its
