"""kg.server.tools: what a language model is given, directly and over the protocol."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError, QueryError
from kg.server import tools
from kg.store import Snapshot, open_store
from tests.server.test_sparql import OKOYE

VISIT = "https://kg.example/assertion/4kybcvywnyapkz5hih64"
WORDS = "Ana Okoye said on Tuesday that she was “looking at the options” for a visit to Kesmark"


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Iterator[Snapshot]:
    with open_store(store) as opened:
        yield opened.snapshot()


def test_search_finds_names_then_headlines_then_statements_whatever_their_case(snapshot: Snapshot) -> None:
    found = tools.search(snapshot, "okoye ana")
    named = {"kind": "entity", "iri": OKOYE, "name": "Ana Okoye", "type": "person", "words": "Ana Okoye\nMs Okoye"}
    assert found[0] == named
    kinds = [row["kind"] for row in found]
    assert kinds == sorted(kinds, key=["entity", "article", "statement"].index)
    first = tools.search(snapshot, "MAY TRAVEL", 1)[0]
    assert (first["kind"], first["name"]) == ("article", "Okoye confirms she may travel to Kesmark")
    assert tools.search(snapshot, "nobody at all") == []
    with pytest.raises(QueryError):
        tools.search(snapshot, "  ")


def test_describe_tells_names_and_facts_with_whose_word_they_are(snapshot: Snapshot) -> None:
    told = tools.describe(snapshot, "Ana Okoye", 50)
    assert (told["iri"], told["name"], told["jobTitle"]) == (OKOYE, ["Ana Okoye"], ["Foreign Minister"])
    assert {
        "assertion": VISIT,
        "type": "https://w3id.org/news-facts/ns#Visit",
        "status": "mooted",
        "certainty": "possible",
        "polarity": "positive",
        "source": "Ana Okoye",
        "words": WORDS,
        "headline": "Okoye confirms she may travel to Kesmark",
        "url": "https://harbourpost.example/2031/03/04/okoye-options",
        "day": "2031-03-04",
    } in told["facts"]
    with pytest.raises(KgError, match="no entity in the store"):
        tools.describe(snapshot, "Nobody")


def test_query_answers_and_says_where_it_was_cut(snapshot: Snapshot) -> None:
    assert tools.query(snapshot, f"SELECT ?n {{ <{OKOYE}> schema:name ?n }} LIMIT 1") == {
        "rows": [{"n": "Ana Okoye"}],
        "truncated": None,
    }
    assert tools.query(snapshot, "ASK {}") == {"boolean": True}
    assert tools.query(snapshot, "SELECT * { ?s ?p ?o }")["truncated"] == "200 rows"
    with pytest.raises(QueryError, match="this is an update"):
        tools.query(snapshot, "CLEAR ALL")


def test_evidence_gives_the_words_and_their_place(snapshot: Snapshot) -> None:
    found = tools.evidence(snapshot, VISIT)
    assert {
        "words": WORDS,
        "start": "911",
        "end": "997",
        "source": "Ana Okoye",
        "headline": "Okoye confirms she may travel to Kesmark",
        "url": "https://harbourpost.example/2031/03/04/okoye-options",
        "published": "2031-03-04T14:20:00+01:00",
    } in found
    assert {row.get("field") for row in found} >= {"https://w3id.org/news-facts/ns#destination"}
    for wrong in ("https://kg.example/assertion/none", "x> ?p ?o . <y", ""):
        with pytest.raises(KgError):
            tools.evidence(snapshot, wrong)


@pytest.mark.parametrize("tool", [tools.search, tools.describe, tools.query, tools.evidence])
@pytest.mark.parametrize(
    ("text", "told"),
    [("x" * 1_000_000, "has 1,000,000 characters; [0-9,]+ are allowed$"), ("a \ud800", "has half a character at 2")],
)
def test_what_no_answer_should_repeat_is_refused_in_few_words(
    snapshot: Snapshot, tool: Callable[[Snapshot, str], object], text: str, told: str
) -> None:
    with pytest.raises(KgError, match=told) as caught:
        tool(snapshot, text)
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (tools.search, '"'),
        (tools.search, "\0"),
        (tools.search, " ".join(["a*"] * 100)),
        (tools.describe, ""),
        (tools.describe, "\0"),
        (tools.describe, "http://["),
        (tools.describe, 'Ana Okoye" . ?s ?p ?o'),
        (tools.query, ""),
        (tools.query, "SELECT * { " + "{" * 3_000 + "}" * 3_000 + " }"),
        (tools.query, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
        (tools.query, "SELECT ?x { ?x nf:matches+ 'a' }"),
        (tools.evidence, "https://kg.example/assertion/x> ?p ?o . <y"),
    ],
)
def test_hostile_words_are_answered_with_what_is_wrong(
    snapshot: Snapshot, tool: Callable[[Snapshot, str], object], text: str
) -> None:
    with pytest.raises(KgError):
        tool(snapshot, text)
    assert tools.query(snapshot, "ASK {}") == {"boolean": True}


def test_numbers_beyond_all_measure_are_those_next_to_them(snapshot: Snapshot) -> None:
    assert tools.search(snapshot, "okoye", 10**30) == tools.search(snapshot, "okoye", tools.MOST)
    assert tools.search(snapshot, "okoye", -5) == tools.search(snapshot, "okoye", 1)
    assert tools.describe(snapshot, "Ana Okoye", -5) == tools.describe(snapshot, "Ana Okoye", 1)


def test_a_client_of_the_protocol_uses_the_tools(store: Path) -> None:
    pytest.importorskip("mcp")
    import anyio
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters

    words = ["-c", "from kg.cli import main; main()", "mcp", "--store", str(store)]

    async def talk() -> tuple[list[str], object, object, list[bool]]:
        async with Client(StdioServerParameters(command=sys.executable, args=words)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            asked = await client.call_tool("query", {"sparql": "ASK {}"})
            refused = await client.call_tool("query", {"sparql": "CLEAR ALL"})
            wrong: tuple[tuple[str, dict[str, object]], ...] = (
                ("search", {}),
                ("search", {"words": 5}),
                ("search", {"words": "a", "limit": "x"}),
                ("none", {}),
            )
            errors = [(await client.call_tool(name, given)).is_error for name, given in wrong]
            return names, asked.structured_content, refused.is_error, errors

    assert anyio.run(talk) == (["search", "describe", "query", "evidence"], {"boolean": True}, True, [True] * 4)
