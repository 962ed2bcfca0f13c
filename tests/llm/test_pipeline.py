"""From articles to drafts: parts joined, the schema of a user's own, and an article that reaches no other."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.factfile import read_facts, write_facts
from kg.llm import Failure, Limits, LlmDraft, Usage, extract
from kg.llm.pipeline import extract_many
from kg.mapping.guard import is_plain
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact
from kg.schema import load_schema
from tests.llm.samples import ANSWER, ARTICLE, KESMARK, OBEDIENT, OKOYE, TEXT, VISIT, article_of, asking, schema
from tests.llm.stub import Reply, raw, writes

NEW_TYPE = Path(__file__).parent.parent / "new_type"
NOTHING: dict[str, Any] = {"entities": [], "facts": []}
LONG = article_of(
    (
        ("headline", "Okoye may visit Kesmark"),
        ("body", "Ana Okoye may visit Kesmark in March. Ms Okoye is busy. " + "Rain fell. " * 15),
        ("body", "Ms Okoye may visit Sollen in May, said Ms Okoye."),
    )
)


def visit(visitor: str, destination: str, quote: str) -> dict[str, Any]:
    evidence = [{"of": None, "quote": quote}]
    return VISIT | {"visitor": [visitor], "destination": [destination], "date": None, "evidence": evidence}


def test_the_parts_of_a_long_article_are_asked_for_one_by_one_and_their_entities_joined() -> None:
    first = ANSWER | {"facts": [visit("okoye", "kesmark", "Ana Okoye may visit Kesmark in March")]}
    second = {
        "entities": [
            {"key": "okoye", "type": "City", "name": "Sollen", "also": []},
            {"key": "o", "type": "Person", "name": "Ms Okoye", "also": []},
        ],
        "facts": [visit("o", "okoye", "Ms Okoye may visit Sollen in May")],
    }
    with asking(writes(first), writes(second), limits=Limits(part_length=250)) as (stub, endpoint):
        draft = extract(LONG, schema(), endpoint)
    shown = [json.loads(asked["messages"][1]["content"]) for asked in stub.asked]
    assert [[len(each["context"]), len(each["paragraphs"])] for each in shown] == [[0, 2], [1, 1]]
    assert draft.facts.entities == {
        "ana-okoye": Entity("ana-okoye", "Person", "Ana Okoye", ("Ms Okoye",)),
        "kesmark": Entity("kesmark", "Country", "Kesmark"),
        "sollen": Entity("sollen", "City", "Sollen"),
    }
    said = [(each.fields["visitor"], each.fields["destination"]) for each in draft.facts.facts]
    assert said == [(("ana-okoye",), ("kesmark",)), (("ana-okoye",), ("sollen",))]
    assert (draft.dropped, draft.usage) == ({}, Usage(2, 200))


def test_a_part_without_an_answer_does_not_take_the_others_with_it() -> None:
    with asking(writes("sorry"), writes(NOTHING), limits=Limits(part_length=250, tries=1)) as (_, endpoint):
        draft = extract(LONG, schema(), endpoint)
    assert draft.failures == (Failure(0, "answer-not-json", "the model did not write JSON"),)
    assert draft.usage.requests == 2


def test_a_quote_of_a_part_that_was_not_shown_does_not_count() -> None:
    stolen = ANSWER | {"facts": [visit("okoye", "kesmark", "Ms Okoye may visit Sollen in May")]}
    with asking(writes(stolen), writes(NOTHING), limits=Limits(part_length=250)) as (_, endpoint):
        draft = extract(LONG, schema(), endpoint)
    assert draft.dropped == {"entity:unused": 2, "fact:quote-not-read": 1}


def test_ten_thousand_facts_are_cut_at_the_limit() -> None:
    many = ANSWER | {"facts": [VISIT | {"date": f"{year:04}"} for year in range(10_000)]}
    with asking(writes(many)) as (_, endpoint):
        draft = extract(ARTICLE, schema(), endpoint)
    assert draft.dropped == {"fact:too-many": 9_700}
    assert sorted(str(fact.fields["date"][0]) for fact in draft.facts.facts) == [f"{year:04}" for year in range(300)]


def test_brackets_a_hundred_thousand_deep_are_no_answer() -> None:
    with asking(writes("[" * 100_000), raw(b"[" * 100_000), limits=Limits(tries=1)) as (_, endpoint):
        drafts = [extract(ARTICLE, schema(), endpoint) for _ in range(2)]
    assert [each.reason for draft in drafts for each in draft.failures] == ["answer-not-json", "not-json"]


def test_an_article_without_text_asks_nothing() -> None:
    with asking(writes(ANSWER)) as (stub, endpoint):
        assert extract(Article(url="https://harbourpost.example/1"), schema(), endpoint) == LlmDraft(
            ArticleFacts(Article(url="https://harbourpost.example/1"))
        )
    assert stub.asked == []


def test_a_text_without_a_digest_gets_one() -> None:
    with asking(writes(NOTHING)) as (_, endpoint):
        assert extract(replace(ARTICLE, text_digest=None), schema(), endpoint).facts.article == ARTICLE


def test_an_order_in_an_article_changes_nothing_but_the_drafts_of_that_article() -> None:
    innocent = article_of(
        (("headline", "Okoye may visit Kesmark in March"), ("body", "Ana Okoye may visit Kesmark in March."))
    )
    with asking(writes(OBEDIENT), writes(ANSWER)) as (stub, endpoint):
        poisoned, clean = extract_many([ARTICLE, innocent], schema(), endpoint)
    with asking(writes(ANSWER)) as (alone, endpoint):
        expected = extract(innocent, schema(), endpoint)
    assert (clean, stub.asked[1]) == (expected, alone.asked[0])
    (fact,) = poisoned.facts.facts
    assert fact == Fact(
        "Appointment",
        {
            "person": ("jory-brandt",),
            "post": ("Prime Minister",),
            "action": ("resigned",),
            "status": ("occurred",),
            "certainty": ("certain",),
            "polarity": ("positive",),
            "basis": ("stated",),
            "source": ("article",),
        },
        (Evidence(465, 507, "Jory Brandt has resigned as Prime Minister"),),
        0.5,
        "llm:stub-model/prompt-1@1",
        draft=True,
    )
    assert not is_plain(fact)


RULING: dict[str, Any] = {
    "entities": [
        {"key": "c", "type": "GovernmentOrganization", "name": "Court of Appeal", "also": []},
        {"key": "b", "type": "Organization", "name": "the harbour board", "also": []},
        {"key": "t", "type": "Organization", "name": "Tidewater Line", "also": []},
    ],
    "facts": [
        {
            "type": "Ruling",
            "court": "c",
            "outcome": "overturned",
            "date": "2031-05-15",
            "parties": [{"entity": "t", "side": "claimant"}, {"entity": "b", "side": "respondent"}],
            "status": "occurred",
            "certainty": "certain",
            "polarity": "positive",
            "basis": "stated",
            "source": ["article"],
            "evidence": [{"of": None, "quote": "The Court of Appeal on Thursday overturned the harbour board's ban"}],
        }
    ],
}


def test_a_fact_type_of_ones_own_needs_no_code() -> None:
    own = load_schema([NEW_TYPE / "shapes.ttl"], [NEW_TYPE / "ontology.ttl"])
    curated = read_facts(NEW_TYPE / "ruling.facts.yaml", own).facts[0]
    text = (NEW_TYPE / "ruling.txt").read_text(encoding="utf-8")
    with asking(writes(RULING)) as (_, endpoint):
        draft = extract(Article(text=text), own, endpoint)
    parties = (
        {"entity": ("tidewater-line",), "side": ("claimant",)},
        {"entity": ("the-harbour-board",), "side": ("respondent",)},
    )
    (fact,) = draft.facts.facts
    assert fact.fields == {**curated.fields, "court": ("court-of-appeal",), "parties": parties}
    assert list(draft.facts.entities) == ["court-of-appeal", "the-harbour-board", "tidewater-line"]
    assert (draft.dropped, draft.failures) == ({}, ())


SMALL = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["okoye", "article"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*VISIT, *OKOYE, "draft"]), inner, max_size=3)
    ),
    max_leaves=6,
)
QUOTES = st.builds(lambda start, length: TEXT[start : start + length], st.integers(0, len(TEXT)), st.integers(1, 80))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_a_model_writes_the_drafts_are_a_fact_file_without_problems(data: st.DataObject) -> None:
    facts = [VISIT | {"evidence": [{"of": None, "quote": data.draw(QUOTES)}]}]
    facts += [VISIT | {data.draw(st.sampled_from([*VISIT, "draft"])): data.draw(SMALL)} for _ in range(3)]
    entities = [OKOYE, KESMARK, OKOYE | {data.draw(st.sampled_from([*OKOYE])): data.draw(SMALL | QUOTES)}]
    reply: Reply = writes(json.dumps({"entities": entities, "facts": facts}))
    with asking(reply, limits=Limits(tries=1)) as (_, endpoint):
        draft = extract(ARTICLE, schema(), endpoint)
    read = read_facts(write_facts(draft.facts).encode(), schema(), lambda _: TEXT)
    assert (read.entities, read.facts) == (draft.facts.entities, draft.facts.facts)
    assert all(fact.draft for fact in read.facts)
