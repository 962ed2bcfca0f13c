"""Answers as tables that fit a terminal."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.store import Answer
from kg.tables import in_the_order_of, rendered, table
from kg.vocab import xsd

PREFIXES = {"entity": "https://kg.example/entity/", "schema": "https://schema.org/"}
NAME = NamedNode("https://schema.org/name")


def bindings(*rows: tuple[object, ...], truncated: str | None = None) -> Answer:
    names = tuple("abcdefg"[: len(rows[0])]) if rows else ("a",)
    return Answer("bindings", names, rows, truncated=truncated)  # type: ignore[arg-type]  # all of these are terms


def cells(term: object) -> str:
    return table(bindings((term,)), PREFIXES, 200).splitlines()[2]


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    answer = bindings((Literal("Ana Okoye"), NAME), (Literal("Rehn"), None))
    assert table(answer, PREFIXES, 80) == (
        "a          b\n"
        "─────────  ───────────\n"
        "Ana Okoye  schema:name\n"
        "Rehn\n"
        "(2 rows)\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        (NamedNode("https://kg.example/entity/okoye"), "entity:okoye"),
        (NamedNode("https://other.example/a"), "<https://other.example/a>"),
        (Literal("Okoye", language="en"), "Okoye"),
        (Literal("2031-03-04", datatype=xsd.date), "2031-03-04"),
        (BlankNode("b1"), "_:b1"),
        (Triple(NAME, NAME, Literal("x")), '<<( schema:name schema:name "x" )>>'),
        (None, ""),
        (Literal("two\nlines\tand  spaces"), "two lines and spaces"),
        (Literal("red\x1b[31m"), "red\N{REPLACEMENT CHARACTER}[31m"),
        (Literal("turned\u202eround"), "turned\N{REPLACEMENT CHARACTER}round"),
        (Literal("👩\u200d🚒"), "👩\u200d🚒"),
    ],
)
def test_a_cell_is_one_line_that_moves_no_cursor(term: object, cell: str) -> None:
    assert cells(term) == cell


def test_the_widest_columns_go_on_in_the_next_line_until_the_table_fits() -> None:
    answer = bindings((Literal("2031-03-04"), Literal("it was a ship of the line"), Literal("nobody saw the ship go")))
    assert table(answer, PREFIXES, 38) == (
        "a           b             c\n"
        "──────────  ────────────  ────────────\n"
        "2031-03-04  it was a      nobody saw\n"
        "            ship of the   the ship go\n"
        "            line\n"
        "(1 row)\n"
    )


def test_a_word_is_broken_only_where_nothing_else_gives_way() -> None:
    answer = bindings((Literal("x" * 30), Literal("y" * 90), Literal("z and z")))
    lines = table(answer, PREFIXES, 60).splitlines()
    assert lines[1] == f"{'─' * 26}  {'─' * 27}  ───"
    assert lines[2:] == [
        f"{'x' * 26}  {'y' * 27}  z",
        f"{'x' * 4}{' ' * 22}  {'y' * 27}  and",
        f"{' ' * 28}{'y' * 27}  z",
        f"{' ' * 28}{'y' * 9}",
        "(1 row)",
    ]


def test_what_six_lines_do_not_hold_is_cut() -> None:
    lines = table(bindings((Literal("one two " * 20),)), PREFIXES, 8).splitlines()
    assert lines[2:] == [*["one two"] * 5, "one two…", "(1 row; values cut: --format csv has them whole)"]
    lines = table(bindings((Literal("one two " * 5 + "one …"),)), PREFIXES, 8).splitlines()
    assert lines[2:] == [*["one two"] * 5, "one …", "(1 row)"]


def test_without_a_width_nothing_is_cut() -> None:
    lines = table(bindings((Literal("x" * 300), Literal("y" * 900))), PREFIXES).splitlines()
    assert lines[2:] == [f"{'x' * 300}  {'y' * 900}", "(1 row)"]


def test_wide_and_combining_characters_keep_the_columns_straight() -> None:
    lines = table(
        bindings((Literal("港湾"), Literal("b")), (Literal("e\u0301"), Literal("b"))), PREFIXES, 80
    ).splitlines()
    assert lines[2:4] == ["港湾  b", "e\u0301     b"]
    marked = table(
        bindings((Literal("दिल्ली"), Literal("b")), (Literal("เมือง"), Literal("b"))), PREFIXES, 80
    ).splitlines()
    assert marked[2:4] == ["दिल्ली  b", "เมือง   b"]
    assert table(bindings((Literal("港湾" * 20),)), PREFIXES, 9).splitlines()[2] == "港湾港湾"


@pytest.mark.parametrize(
    ("answer", "last"),
    [
        (bindings(), "(0 rows)"),
        (bindings((NAME,)), "(1 row)"),
        (bindings((NAME,), (NAME,)), "(2 rows)"),
        (bindings((NAME,), truncated="1 rows"), "(1 row, cut)"),
    ],
)
def test_the_last_line_counts(answer: Answer, last: str) -> None:
    assert table(answer, PREFIXES, 80).splitlines()[-1] == last


@pytest.mark.parametrize(("boolean", "word"), [(True, "yes\n"), (False, "no\n")])
def test_a_question_is_answered_with_a_word(boolean: bool, word: str) -> None:
    assert table(Answer("boolean", boolean=boolean), PREFIXES) == word


def test_a_graph_is_rendered_as_turtle() -> None:
    answer = Answer("graph", triples=(Triple(NAME, NAME, Literal("x")),))
    expected = b'@prefix schema: <https://schema.org/> .\n\nschema:name schema:name "x" .\n'
    assert b"".join(rendered(answer, "table", PREFIXES)) == expected
    assert b"".join(rendered(answer, "turtle", PREFIXES)) == expected


@pytest.mark.parametrize(
    ("answer", "form", "message"),
    [
        (
            bindings((NAME,)),
            "turtle",
            "the answer to SELECT cannot be written as turtle: table, json, xml, csv, tsv can",
        ),
        (Answer("boolean", boolean=True), "csv", "the answer to ASK cannot be written as csv: table, json, xml can"),
        (
            Answer("graph"),
            "csv",
            "the answer to CONSTRUCT or DESCRIBE cannot be written as csv: "
            "turtle, trig, nquads, ntriples, jsonld, rdfxml can",
        ),
    ],
)
def test_a_format_that_does_not_fit_is_refused(answer: Answer, form: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        list(rendered(answer, form, PREFIXES))
    assert str(caught.value) == message


def test_the_columns_of_select_all_stand_as_the_query_names_them() -> None:
    answer = Answer("bindings", ("o", "p", "subject"), ((Literal("1"), Literal("2"), Literal("3")),))
    turned = in_the_order_of(answer, "SELECT  DISTINCT * { ?subject ?p $o }")
    assert (turned.variables, turned.rows) == (("subject", "p", "o"), ((Literal("3"), Literal("2"), Literal("1")),))
    assert in_the_order_of(answer, "SELECT ?o ?p ?subject { ?subject ?p ?o }") == answer
    assert in_the_order_of(Answer("boolean", boolean=True), "ASK {}") == Answer("boolean", boolean=True)
