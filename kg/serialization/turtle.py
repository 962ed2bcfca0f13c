"""Turtle and TriG: a line is graph, subject, predicate, object as they will be written."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Triple

from kg.serialization.lines import SPLIT, graph_of
from kg.serialization.names import Names
from kg.vocab import rdf


def turtle_line(quad: Quad | Triple, names: Names) -> str:
    # rdf:type is written ` a` in the line, so that it sorts before every other predicate.
    predicate = " a" if quad.predicate == rdf.type else names.turtle(quad.predicate)
    return SPLIT.join(("", names.turtle(quad.subject), predicate, names.turtle(quad.object)))


def trig_line(quad: Quad | Triple, names: Names) -> str:
    graph = graph_of(quad)
    return (names.turtle(graph) if graph else "") + turtle_line(quad, names)


def write_turtle(lines: Iterator[str], names: Names) -> Iterator[str]:
    first = next(lines, None)  # by now every prefix has been seen
    yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(names.used.items()))
    rows = (line.split(SPLIT) for line in itertools.chain([first] if first is not None else [], lines))
    for graph, in_graph in itertools.groupby(rows, key=lambda row: row[0]):
        indent = "\t" if graph else ""
        if graph:
            yield f"\n{graph} {{\n"
        for number, (subject, of_subject) in enumerate(itertools.groupby(in_graph, key=lambda row: row[1])):
            yield "\n" if number or not graph else ""
            yield from _subject(subject, of_subject, indent)
        if graph:
            yield "}\n"


def _subject(subject: str, rows: Iterable[list[str]], indent: str) -> Iterator[str]:
    yield f"{indent}{subject}"
    between = " "
    for predicate, same in itertools.groupby(rows, key=lambda row: row[2]):
        yield f"{between}{predicate.strip()} " + " , ".join(row[3] for row in same)
        between = f" ;\n{indent}\t"
    yield " .\n"
