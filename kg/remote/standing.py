"""Which triples of the graph of entities stand after some articles change: only what these touch is looked at.

The rules are those of the store on disk: a triple stands where somebody supports it and no refutation is as new as the
newest support; an entity has one schema:name, and its other names are schema:alternateName.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.remote.books import chunks
from kg.remote.claims import NAMES, Said, name_counts, newest_days
from kg.remote.connection import Connection
from kg.remote.updates import terms
from kg.store.entities import canonical, preferred_name
from kg.vocab import schema


@dataclass(frozen=True, slots=True)
class Saying:
    """What an article will say of entities, and on which day; `touched`: the triples that may come or go with it."""

    article: NamedNode
    said: frozenset[Said]
    day: str
    touched: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Delta:
    """The quads of the graph of entities that are to be added, and those that are to be taken away."""

    added: tuple[Quad, ...] = ()
    removed: tuple[Quad, ...] = ()


def delta_of(connection: Connection, iris: Iris, sayings: Sequence[Saying]) -> Delta:
    """What changes in the graph of entities once these articles say what they will."""
    touched = {triple for each in sayings for triple in each.touched}
    if not touched:
        return Delta()
    besides = [each.article for each in sayings]
    plain = sorted((triple for triple in touched if triple.predicate not in NAMES), key=str)
    named = _subjects(triple for triple in touched if triple.predicate in NAMES)
    days = _newest_days(newest_days(connection, iris, plain, besides), sayings)
    counts = _name_counts(name_counts(connection, iris, named, besides), sayings)
    graph = iris.entities_graph
    wanted = {Quad(*_parts(triple), graph) for triple in plain if stands(days, triple)}
    wanted |= {Quad(*_parts(triple), graph) for entity in named for triple in names_of(entity, counts)}
    present = _present(connection, graph, _subjects(touched))
    looked_at, called = set(plain), set(named)
    ours = {
        quad for quad in present if quad.triple in looked_at or (quad.predicate in NAMES and quad.subject in called)
    }
    return Delta(
        tuple(sorted(wanted - ours, key=str)),
        tuple(present[quad] for quad in sorted(ours - wanted, key=str)),
    )


def stands(days: Mapping[tuple[Triple, int], str], triple: Triple) -> bool:
    """Whether a triple stands, by the newest days of its support and of its refutation."""
    return (triple, 1) in days and days[triple, 1] > days.get((triple, -1), "")


def names_of(entity: NamedNode, counts: Mapping[Triple, int]) -> Iterator[Triple]:
    """The triples that say what an entity is called, by how many articles support each name."""
    mine = {triple: count for triple, count in counts.items() if triple.subject == entity and count}
    names = {t.object: n for t, n in mine.items() if t.predicate == schema.name and isinstance(t.object, Literal)}
    name = preferred_name(names) if names else None
    if name is not None:
        yield Triple(entity, schema.name, name)
    others = {triple.object for triple in mine} - {name}
    yield from (Triple(entity, schema.alternateName, other) for other in others)


def _newest_days(held: Mapping[tuple[Triple, int], str], sayings: Iterable[Saying]) -> dict[tuple[Triple, int], str]:
    days = dict(held)
    for each in sayings:
        for said in each.said:
            key = said.triple, said.sign
            days[key] = max(each.day, days.get(key, ""))
    return days


def _name_counts(held: Mapping[Triple, int], sayings: Iterable[Saying]) -> dict[Triple, int]:
    counts = dict(held)
    for each in sayings:
        for said in each.said:
            if said.sign == 1 and said.triple.predicate in NAMES:
                counts[said.triple] = counts.get(said.triple, 0) + 1
    return counts


def _subjects(triples: Iterable[Triple]) -> list[NamedNode]:
    return sorted({triple.subject for triple in triples if isinstance(triple.subject, NamedNode)}, key=str)


def _parts(triple: Triple) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
    assert isinstance(triple.subject, NamedNode)
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.subject, triple.predicate, triple.object


def _present(connection: Connection, graph: NamedNode, subjects: Sequence[NamedNode]) -> dict[Quad, Quad]:
    """What the graph says of some nodes: each quad as kg writes it, and as the server does."""
    found: dict[Quad, Quad] = {}
    for some in chunks(subjects):
        for subject, predicate, object in connection.rows(
            f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} VALUES ?s {{ {terms(some)} }} }}"
        ):
            assert isinstance(subject, NamedNode)
            assert isinstance(predicate, NamedNode)
            assert object is not None
            quad = Quad(subject, predicate, object, graph)
            found[next(iter(canonical([quad])))] = quad
    return found
