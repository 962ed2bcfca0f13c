"""The graph of entities: which of its triples stand, from what articles support and refute.

A triple stands once, however many articles say it. An entity has one schema:name, the one that most articles use; its
other names are schema:alternateName. Only entities that a publish touched are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.store.ledger import Ledger
from kg.vocab import schema, xsd

_ANY = NamedNode("urn:kg:any")
NAMES = (str(schema.name), str(schema.alternateName))
_BY_VALUE = re.compile(
    r"\w*[iI]nteger|decimal|double|float|dateTime|boolean|date|time|duration|g[A-Z]|int|long|short|byte|unsigned"
)
_CANONICAL = {  # what the store surely gives back as it is, so that it need not be asked
    xsd.integer: re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII),
    xsd.boolean: re.compile("true|false"),
    xsd.date: re.compile(r"[12]\d{3}-\d\d-\d\d", re.ASCII),
    xsd.dateTime: re.compile(
        r"[12]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0[1-9]|1[0-3]):[0-5]\d)", re.ASCII
    ),
}


def canonical(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as the store gives them back: it keeps some literals by value, so that 1.50 becomes 1.5."""
    return {
        Quad(quad.subject, quad.predicate, as_stored(quad.object), quad.graph_name)
        if isinstance(quad.object, Literal) and not _is_text(quad.object)
        else quad
        for quad in quads
    }


def _is_text(literal: Literal) -> bool:
    return literal.datatype == xsd.string


def as_stored(literal: Literal) -> Literal:
    """The literal as the store gives it back: itself where it is text or in the form that the store keeps."""
    pattern = _CANONICAL.get(literal.datatype)
    return literal if pattern and pattern.fullmatch(literal.value) else _stored(literal)


@lru_cache(maxsize=50_000)
def _stored(literal: Literal) -> Literal:
    if literal.language or not _BY_VALUE.match(literal.datatype.value.rpartition("#")[2]):
        return literal
    store = Store()
    store.add(Quad(_ANY, _ANY, literal))
    (quad,) = store
    assert isinstance(quad.object, Literal)
    return quad.object


def canonical_triples(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples as the store gives them back."""
    return tuple(quad.triple for quad in canonical(Quad(t.subject, t.predicate, t.object) for t in triples))


def preferred_name(names: dict[Literal, int]) -> Literal:
    """The name by which an entity is called: of most articles, then the longest, then the first in code-point order.

    >>> preferred_name({Literal("A. Okoye"): 2, Literal("Okoye"): 2, Literal("Ana Okoye"): 1}).value
    'A. Okoye'
    """
    return min(names, key=lambda name: (-names[name], -len(name.value), name.value, str(name)))


def entity_changes(ledger: Ledger, store: Store, graph: NamedNode) -> Iterator[tuple[Quad, bool]]:
    """Yield the quads of the graph of entities that are to be added (True) or removed (False)."""
    named = set[str]()
    for subject, predicate, object, stands in ledger.touched():
        if predicate in NAMES:
            named.add(subject)
            continue
        quad = _quad(f"{subject} {predicate} {object}", graph)
        if (quad in store) != stands:
            yield quad, stands
    for subject in sorted(named):
        yield from _name_changes(ledger, store, graph, subject)


def _name_changes(ledger: Ledger, store: Store, graph: NamedNode, subject: str) -> Iterator[tuple[Quad, bool]]:
    entity = _quad(f"{subject} {schema.name} {subject}", graph).subject
    names, others = (_names(ledger, subject, predicate) for predicate in NAMES)
    wanted = {Quad(entity, schema.alternateName, other, graph) for other in {**names, **others}}
    if names:
        name = preferred_name(names)
        wanted.discard(Quad(entity, schema.alternateName, name, graph))
        wanted.add(Quad(entity, schema.name, name, graph))
    present = {
        quad
        for predicate in (schema.name, schema.alternateName)
        for quad in store.quads_for_pattern(entity, predicate, None, graph)
    }
    yield from ((quad, False) for quad in sorted(present - wanted, key=str))
    yield from ((quad, True) for quad in sorted(wanted - present, key=str))


def _names(ledger: Ledger, subject: str, predicate: str) -> dict[Literal, int]:
    found = ((_quad(f"{subject} {predicate} {text}").object, n) for text, n in ledger.supported(subject, predicate))
    return {name: articles for name, articles in found if isinstance(name, Literal)}


def term_of(written: str) -> object:
    """The term that N-Triples write like this."""
    return _quad(f"<a:a> <a:a> {written}").object


def _quad(triple: str, graph: NamedNode | str = "") -> Quad:
    quad: Quad = next(iter(parse(f"{triple} {graph} .", format=RdfFormat.N_QUADS)))
    return quad
