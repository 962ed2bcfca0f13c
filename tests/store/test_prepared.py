"""Lines that are made for the bulk loader say the same, byte for byte, as what a single publish stores."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.store import change, stored_lines
from kg.store.archive import change_of
from kg.store.entities import as_stored, canonical, canonical_triples
from kg.vocab import nf, schema, xsd
from tests.store.samples import IRIS, OKOYE, article

DAY = "2031-03-05"
ARTICLE = article(1)
GRAPH = IRIS.graph(ARTICLE)
VALUES: list[Literal | NamedNode] = [
    Literal("Okoye"),
    Literal("Okoye", language="en-GB"),
    Literal("a _: b"),
    Literal("01", datatype=xsd.integer),
    Literal("1", datatype=xsd.integer),
    Literal("1.50", datatype=xsd.decimal),
    Literal("2031-03-05T10:00:00+00:00", datatype=xsd.dateTime),
    NamedNode("https://harbourpost.example/1"),
]


def in_graph(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, GRAPH)


def lines_of(triples: Iterable[Triple]) -> list[str]:
    return [str(triple) for triple in triples]


TRIPLES = [Triple(OKOYE, term, value) for term in (schema.name, nf.post) for value in VALUES]


@given(st.lists(st.sampled_from(TRIPLES), min_size=1), *[st.lists(st.sampled_from(TRIPLES))] * 2)
def test_the_lines_of_a_change_are_what_the_store_keeps_of_it(
    said: list[Triple], supported: list[Triple], refuted: list[Triple]
) -> None:
    lines = stored_lines(ARTICLE, GRAPH, *map(lines_of, (said, supported, refuted)), day=DAY)
    made = change(ARTICLE, GRAPH, (in_graph(triple) for triple in said), supported, refuted, day=DAY)
    kept = canonical(made.quads)
    assert sorted(lines.quads.decode().splitlines()) == sorted(f"{quad} ." for quad in kept)
    for text, triples in ((lines.claims, made.claims), (lines.refutations, made.refutations)):
        assert sorted(text.decode().splitlines()) == sorted({f"{each} ." for each in canonical_triples(triples)})
    assert {f"{' '.join(each)} {GRAPH}" for each in lines.said()} == {str(quad) for quad in kept}
    assert (lines.count, lines.digest, lines.altered) == (len(kept), made.digest, kept != set(made.quads))


def test_the_history_of_a_change_gives_it_back() -> None:
    import zstandard

    lines = stored_lines(ARTICLE, GRAPH, *map(lines_of, (TRIPLES[:1], TRIPLES[1:2], TRIPLES[2:3])), day=DAY)
    quads = [in_graph(TRIPLES[0])]
    kept = change_of(zstandard.decompress(lines.history).decode())
    assert kept == change(ARTICLE, GRAPH, quads, TRIPLES[1:2], TRIPLES[2:3], day=DAY)


@pytest.mark.parametrize(
    "triple", [Triple(BlankNode("b"), schema.name, Literal("x")), Triple(OKOYE, nf.post, BlankNode("b"))]
)
def test_a_blank_node_is_refused(triple: Triple) -> None:
    with pytest.raises(StoreError, match="has a blank node, which cannot be cited"):
        stored_lines(ARTICLE, GRAPH, lines_of([triple]), (), (), day=DAY)


def two_digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map("{:02}".format)


ZONES = st.one_of(
    st.sampled_from(["", "Z"]),
    st.builds("{}{}:{}".format, *map(st.sampled_from, ("+-", ("00", "01", "13", "14"), ("00", "59")))),
)
DAYS = st.builds("{:04}-{}-{}".format, st.integers(0, 9999), two_digits(0, 13), two_digits(0, 32))
CLOCKS = st.builds("{}:{}:{}".format, two_digits(0, 25), two_digits(0, 61), two_digits(0, 61))
WRITTEN = st.one_of(
    st.tuples(st.from_regex(r"\A[-+]?[0-9]{1,20}\Z"), st.just(xsd.integer)),
    st.tuples(st.sampled_from(["true", "false", "1", "0", "TRUE"]), st.just(xsd.boolean)),
    st.tuples(st.builds("{}{}".format, DAYS, ZONES), st.just(xsd.date)),
    st.tuples(st.builds("{}T{}{}".format, DAYS, CLOCKS, ZONES), st.just(xsd.dateTime)),
)


@given(WRITTEN)
def test_what_is_taken_to_be_as_the_store_keeps_it_is_so(written: tuple[str, NamedNode]) -> None:
    literal = Literal(written[0], datatype=written[1])
    store = pyoxigraph.Store()
    store.add(Quad(OKOYE, nf.post, literal))
    assert as_stored(literal) == next(iter(store)).object
