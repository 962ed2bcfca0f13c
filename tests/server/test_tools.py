"""kg.server.tools: what a language model is given, directly and over the protocol."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.api import publish
from kg.errors import KgError, QueryError
from kg.schema import load_schema
from kg.server import tools
from kg.server.tool_server import INSTRUCTIONS
from kg.store import Snapshot, open_store
from tests.conftest import ROOT
from tests.server.test_sparql import OKOYE
from tests.story import publish_story, reading

VISIT = "https://kg.example/assertion/4kybcvywnyapkz5hih64"
WORDS = "Ana Okoye said on Tuesday that she was “looking at the options” for a visit to Kesmark"


@pytest.fixture(scope="module")
def snapshot(store: Path) -> Iterator[Snapshot]:
    with open_store(store) as opened:
        yield opened.snapshot()


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """All articles of data/, with their contradictions."""
    with reading(publish_story(tmp_path_factory.mktemp("tools"))) as found:
        yield found


MAY_VISIT = {
    "iri": VISIT,
    "type": "visit",
    "day": "2031-03-04",
    "statement": "Ana Okoye may visit Kesmark",
    "sources": ["Ana Okoye"],
    "own_word": False,
    "status": "mooted",
    "certainty": "possible",
    "quote": WORDS,
    "link": "https://harbourpost.example/2031/03/04/okoye-options#:~:text=Ana%20Okoye%20said%20on%20Tuesday%20that"
    "%20she%20was%20%E2%80%9Clooking%20at%20the%20options%E2%80%9D%20for%20a%20visit%20to%20Kesmark",
    "article": "Okoye confirms she may travel to Kesmark",
    "publisher": "The Harbour Post",
}
FOUR_DEAD = "There was a collision in the Orlen Strait on 10 March 2031: 4 dead, 11 injured"


def test_search_finds_names_then_headlines_then_facts_whatever_their_case(snapshot: Snapshot) -> None:
    found = tools.search(snapshot, "okoye ana", 50)["found"]
    assert found[0] == {"kind": "entity", "iri": OKOYE, "name": "Ana Okoye", "type": "person", "words": "Ms Okoye"}
    kinds = [row["kind"] for row in found]
    assert kinds == sorted(kinds, key=["entity", "article", "fact"].index)
    assert tools.search(snapshot, "MAY TRAVEL", 1)["found"][0] == {
        "kind": "article",
        "iri": "https://kg.example/article/tfmf2oyjqmhulbcridv2",
        "name": "Okoye confirms she may travel to Kesmark",
        "day": "2031-03-04",
        "url": "https://harbourpost.example/2031/03/04/okoye-options",
    }
    with pytest.raises(QueryError):
        tools.search(snapshot, "  ")


def test_a_fact_that_is_found_says_whose_word_it_is_how_sure_and_in_which_words(snapshot: Snapshot) -> None:
    assert {"kind": "fact", **MAY_VISIT} in tools.search(snapshot, "options visit")["found"]


def test_a_fact_in_doubt_says_why_and_what_others_say(story: Snapshot) -> None:
    found = {row.get("statement"): row for row in tools.search(story, "collision", 50)["found"]}
    (reason,) = found[FOUR_DEAD]["disputed"]
    assert reason == "the article that this one copies was changed, and says otherwise now (deaths: 3 or 4)"
    against = [each["statement"] for each in found[FOUR_DEAD]["contradicted_by"]]
    assert "There was a collision in the Orlen Strait on 10 March 2031: 3 dead, 11 injured (contradicted)" in against
    assert [each["iri"].startswith("https://kg.example/assertion/") for each in against_of(found)] == [True] * 4
    denied = next(row for row in tools.describe(story, "Tomas Rehn", 50)["facts"] if "did not" in row["statement"])
    assert (denied["polarity"], denied["sources"]) == ("negative", ["Pernilla Dahl"])


def against_of(found: dict[str, dict[str, Any]]) -> list[dict[str, str]]:
    against: list[dict[str, str]] = found[FOUR_DEAD]["contradicted_by"]
    return against


def test_nothing_found_is_said_in_words_and_so_is_that_there_is_more(snapshot: Snapshot) -> None:
    assert tools.search(snapshot, "nobody at all") == {
        "found": [],
        "note": "Nothing matches: all words must stand in one name, headline or fact. Try fewer, or visi*.",
    }
    assert tools.search(snapshot, "okoya") == {
        "found": [],
        "note": "Nothing matches: all words must stand in one name, headline or fact. Did you mean Ana Okoye?",
    }
    with pytest.raises(KgError, match=r"exact name; did you mean Ms Okoye or Ana Okoye\?$"):
        tools.describe(snapshot, "Secretary Okoya")
    assert tools.search(snapshot, "okoye", 1)["more"] == (
        "There are more of the kind article and statement than 1: add words, or ask for more with `limit`."
    )
    told = tools.query(snapshot, "SELECT ?x { ?x nf:visiter ?y }")
    assert told == {"rows": [], "note": "nothing here is called nf:visiter, did you mean nf:visitor?"}
    told = tools.query(snapshot, "CONSTRUCT { ?x a ?y } WHERE { ?x a ?y FILTER(false) }")
    assert told == {"triples": [], "note": "No row: nothing in this store matches the query."}


def test_describe_tells_names_and_facts_with_whose_word_they_are(story: Snapshot) -> None:
    told = tools.describe(story, "Ana Okoye", 50)
    assert told["entities"] == [
        {
            "iri": OKOYE,
            "name": "Ana Okoye",
            "types": ["person"],
            "other_names": ["Ms Okoye"],
            "job title": ["Foreign Minister"],
        }
    ]
    assert MAY_VISIT in told["facts"]
    assert [fact["day"] for fact in told["facts"]] == sorted((fact["day"] for fact in told["facts"]), reverse=True)
    assert told["more"] == "These are the newest 50 facts: ask for more with `limit`, or `search` words."
    with pytest.raises(KgError, match="no entity in the store"):
        tools.describe(story, "Nobody")


def test_a_name_that_each_article_gives_to_its_own_means_all_of_them(story: Snapshot) -> None:
    asked = "SELECT DISTINCT ?who { ?who schema:name 'Sollen' ; a ?kind . ?fact nf:involves ?who } ORDER BY ?who"
    bearers = [str(getattr(who, "value", who)) for (who,) in story.query(asked).rows]
    told = tools.describe(story, "Sollen", 50)
    assert len(bearers) > 1
    assert [each["iri"] for each in told["entities"]] == bearers
    assert told["note"] == (
        f"{len(bearers)} bear this name, and nothing tells them apart. They may be one or several; the facts are about"
        " all of them."
    )
    about = {fact["iri"] for each in bearers for fact in tools.describe(story, each, 50)["facts"]}
    assert {fact["iri"] for fact in told["facts"]} == about


def test_of_two_who_bear_one_name_the_client_is_asked_for_an_iri_and_for_nothing_that_it_cannot_do(
    story: Snapshot,
) -> None:
    with pytest.raises(KgError) as caught:
        tools.describe(story, "Ivo Marten")
    assert str(caught.value) == (
        "Ivo Marten: 2 entities bear this name; give the IRI of one:\n"
        "  https://authority.example/id/ivo-marten-captain  Person: Ivo Marten, captain of the Orlen Star\n"
        "  https://authority.example/id/ivo-marten-mp  Person: Ivo Marten, MP for Skerrow"
    )


def test_query_answers_and_says_where_it_was_cut(snapshot: Snapshot) -> None:
    assert tools.query(snapshot, f"SELECT ?n {{ <{OKOYE}> schema:name ?n }} LIMIT 1") == {"rows": [{"n": "Ana Okoye"}]}
    assert tools.query(snapshot, "ASK {}") == {"boolean": True}
    assert tools.query(snapshot, "SELECT * { ?s ?p ?o }")["truncated"] == "200 rows"
    with pytest.raises(QueryError, match="this is an update"):
        tools.query(snapshot, "CLEAR ALL")


def test_evidence_gives_all_of_a_fact_and_the_words_with_their_places(snapshot: Snapshot) -> None:
    assert tools.evidence(snapshot, VISIT) == {
        **MAY_VISIT,
        "fields": {"visitor": ["Ana Okoye"], "destination": ["Kesmark"]},
        "evidence": [
            {"words": WORDS, "start": 911, "end": 997},
            {"words": "Ana Okoye", "start": 911, "end": 920, "shows": "visitor"},
            {"words": "looking at the options", "start": 951, "end": 973, "shows": "status"},
            {"words": "Kesmark", "start": 990, "end": 997, "shows": "destination"},
        ],
        "published": "2031-03-04T14:20:00+01:00",
        "url": "https://harbourpost.example/2031/03/04/okoye-options",
    }
    short = VISIT.replace("https://kg.example/assertion/", "assertion:")
    assert tools.evidence(snapshot, short) == tools.evidence(snapshot, VISIT)
    for wrong in ("https://kg.example/assertion/none", "assertion:none", "x> ?p ?o . <y", ""):
        with pytest.raises(KgError):
            tools.evidence(snapshot, wrong)


def test_the_evidence_of_a_fact_in_doubt_says_so(story: Snapshot) -> None:
    found = {row.get("statement"): row for row in tools.search(story, "collision", 50)["found"]}
    told = tools.evidence(story, found[FOUR_DEAD]["iri"])
    assert {key: told[key] for key in ("disputed", "contradicted_by", "certainty", "status")} == {
        key: found[FOUR_DEAD][key] for key in ("disputed", "contradicted_by", "certainty", "status")
    }


def test_an_answer_is_no_longer_than_a_client_takes(snapshot: Snapshot) -> None:
    name, values = "x" * 400, " ".join(map(str, range(200)))
    told = tools.query(snapshot, f"SELECT ?{name} {{ VALUES ?{name} {{ {values} }} }}")
    assert told["more"] == "Cut after 146 of 200: an answer has 60,000 letters at most."
    assert told["rows"] == [{name: str(number)} for number in range(146)]
    long = tools.query(snapshot, f"SELECT (CONCAT('{'x' * 1_000}', STR(?n)) AS ?x) {{ VALUES ?n {{ {values} }} }}")
    assert (len(tools.written(long)) < tools.LARGEST, "truncated" in long) == (True, True)


def test_what_nobody_sees_is_not_handed_on(snapshot: Snapshot) -> None:
    told = tools.query(snapshot, "SELECT ?x { BIND('ignore\u202e \U000e0041\U000e0042 caf\u00e9\u00a0au lait' AS ?x) }")
    assert told == {"rows": [{"x": "ignore\ufffd \ufffd\ufffd caf\u00e9\u00a0au lait"}]}


def test_types_of_ones_own_are_told_too(tmp_path: Path) -> None:
    own = ROOT / "tests" / "new_type"
    types = load_schema(shapes=[own / "shapes.ttl"], ontology=[own / "ontology.ttl"])
    with open_store(tmp_path / "store", create=True) as store:
        assert publish([own / "ruling.facts.yaml"], store, schema=types).clean
        with store.snapshot() as snapshot:
            (fact,) = tools.describe(snapshot, "Court of Appeal")["facts"]
            told = tools.evidence(snapshot, fact["iri"])
    assert (fact["type"], fact["statement"][:52]) == (
        "court ruling",
        "Court ruling: court Court of Appeal; outcome overturned"[:52],
    )
    assert told["fields"]["parties"] == ["Sollen Harbour Board (respondent)", "Tidewater Line (claimant)"]


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

    async def talk() -> tuple[Any, ...]:
        async with Client(StdioServerParameters(command=sys.executable, args=words)) as client:
            offered = (await client.list_tools()).tools
            names = [tool.name for tool in offered if tool.annotations and tool.annotations.read_only_hint]
            asked = await client.call_tool("search", {"words": "nobody at all"})
            refused = await client.call_tool("query", {"sparql": "CLEAR ALL"})
            wrong: tuple[tuple[str, dict[str, object]], ...] = (
                ("search", {}),
                ("search", {"words": 5}),
                ("search", {"words": "a", "limit": "x"}),
                ("describe", {"entity": None}),
                ("describe", {"entitty": "Ana Okoye", "x": 1}),
                ("none", {}),
            )
            answers = [await client.call_tool(name, given) for name, given in wrong]
            errors = [each.content[0].text for each in answers if each.is_error]  # type: ignore[union-attr]
            texts = [each.text for each in asked.content]  # type: ignore[union-attr]
            return names, texts, asked.structured_content, refused.is_error, errors, client.instructions

    nothing = {
        "found": [],
        "note": "Nothing matches: all words must stand in one name, headline or fact. Try fewer, or visi*.",
    }
    names, texts, structured, refused, errors, told = anyio.run(talk)
    assert (names, refused) == (["search", "describe", "query", "evidence"], True)
    assert errors == [
        "search: `words` is missing: give text.",
        "search: `words` is text, not 5.",
        'search: `limit` is a whole number, not "x".',
        "describe: `entity` is text, not null.",
        "describe: `entity` is missing: give text. There is no `entitty`; did you mean `entity`? "
        "There is no `x`. It takes `entity`, `limit`.",
        "Unknown tool: none",
    ]
    assert (list(map(json.loads, texts)), structured) == ([nothing], nothing)
    assert told == INSTRUCTIONS
