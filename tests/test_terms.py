"""Terms and statements written as strings are what pyoxigraph writes, and lead back to its objects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg import vocab
from kg.terms import TRUE, integer, iri, is_iri, lines_of, literal, nf, ntriples_of, triples_of, typed, value_of, xsd

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NODE = "https://kg.example/entity/x"


@given(WORDS)
def test_words_are_written_as_pyoxigraph_writes_them(words: str) -> None:
    assert (literal(words), typed(words, xsd.date)) == (
        str(Literal(words)),
        str(Literal(words, datatype=vocab.xsd.date)),
    )
    assert (value_of(literal(words)), value_of(typed(words, xsd.date))) == (words, words)


@given(st.lists(WORDS))
def test_statements_are_the_lines_that_pyoxigraph_writes_and_reads(all_words: list[str]) -> None:
    triples = [Triple(NamedNode(NODE), vocab.nf.post, Literal(each)) for each in all_words]
    statements = [(iri(NODE), nf.post, literal(each)) for each in all_words]
    assert ntriples_of(lines_of(statements)).encode() == serialize(triples, format=RdfFormat.N_TRIPLES)
    assert list(triples_of(statements)) == triples


def test_numbers_and_truth_are_written_as_pyoxigraph_writes_them() -> None:
    assert (integer(12), TRUE) == (str(Literal(12)), str(Literal(True)))


def test_an_iri_is_known_from_a_literal() -> None:
    assert [(is_iri(each), value_of(each)) for each in (iri(NODE), literal("<a>"))] == [(True, NODE), (False, "<a>")]


@pytest.mark.parametrize("write", [iri, literal, lambda words: typed(words, xsd.date)])
def test_half_a_character_is_refused(write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"surrogates|must be a str"):
        write("https://kg.example/\ud800")


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid IRI"):
        iri("https://kg.example/a b")
