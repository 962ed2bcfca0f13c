"""The article that started this, from its page dump to the published graph; the gold annotation says what is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from kg.api import publish, read_article
from kg.model import Article
from kg.store import Store, open_store
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared
SEED = SHARED / "seed" / "article.txt"
PREFIXES = """
PREFIX nf: <https://w3id.org/news-facts/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read_article(SEED)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("seed") / "store", create=True) as opened:
        summary = publish([SEED], opened, now=datetime(2026, 1, 1, tzinfo=UTC))
        assert [(outcome.state, outcome.findings, outcome.problems) for outcome in summary.outcomes] == [
            ("accepted", (), ())
        ]
        yield opened


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    with store.snapshot() as snapshot:
        return sorted(
            tuple(str(getattr(term, "value", term)) for term in row) for row in snapshot.query(PREFIXES + query).rows
        )


def gold() -> dict[str, list[dict[str, object]]]:
    path = SHARED / "gold" / "seed-independent.facts.yaml"
    document: dict[str, list[dict[str, object]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def test_what_stands_above_the_article_is_published(store: Store, article: Article) -> None:
    known = json.loads(json.dumps(gold()["article"]))
    assert ask(
        store,
        """SELECT ?headline ?author ?published ?publisher ?credit {
             ?a a schema:NewsArticle ; schema:headline ?headline ; schema:datePublished ?published ;
               schema:author/schema:name ?author ; schema:publisher/schema:name ?publisher ;
               schema:image/schema:creditText ?credit }""",
    ) == [(known["headline"], *known["authors"], known["published"], known["publisher"], "Leon Neal/PA")]
    standfirst = next(block for block in article.blocks if block.kind == "standfirst")
    assert ask(store, "SELECT ?d { ?a a schema:NewsArticle ; schema:description ?d }") == [
        ((article.text or "")[standfirst.start : standfirst.end],)
    ]


def test_whom_only_the_appeal_names_is_absent(store: Store) -> None:
    assert ask(store, 'SELECT ?n { ?e schema:name ?n FILTER(REGEX(?n, "Trump|Harris")) }') == []


def test_whole_quotations_stand_once_with_their_speakers(store: Store) -> None:
    """The gold's direct speech, without the comma before 'he said': four, two of them over three paragraphs."""
    document = gold()
    entities = json.loads(json.dumps(document["entities"]))
    wanted = [
        (entities[fact["speaker"]]["name"], str(fact["text"])[:300].removesuffix(","))
        for fact in json.loads(json.dumps(document["facts"]))
        if fact["type"] == "SpeechAct" and fact["directness"] == "direct"
    ]
    found = ask(
        store,
        """SELECT ?name ?text { ?g nf:asserts ?s ; nf:reportedIn ?a . ?s a nf:SpeechAct ; nf:text ?text ;
             nf:directness/skos:notation "direct" ; nf:speaker ?who . ?who schema:name ?name }""",
    )
    assert found == sorted(wanted)


def test_six_of_seven_offices_are_right(store: Store) -> None:
    document = gold()
    entities = json.loads(json.dumps(document["entities"]))
    wanted = {
        (entities[fact["person"]]["name"], str(fact["post"]).lower(), fact["tenure"])
        for fact in json.loads(json.dumps(document["facts"]))
        if fact["type"] == "OfficeHolding" and fact.get("certainty", "certain") == "certain"
    }
    found = {
        (name, post.lower(), tenure)
        for name, post, tenure in ask(
            store,
            """SELECT ?name ?post ?tenure { ?s a nf:OfficeHolding ; nf:person/schema:name ?name ; nf:post ?post ;
                 nf:tenure/skos:notation ?tenure }""",
        )
    }
    assert len(wanted) == 7
    assert len(found & wanted) >= 6


def test_nothing_comes_from_the_pull_quote_and_all_evidence_is_exact(store: Store, article: Article) -> None:
    text = article.text or ""
    spans = ask(
        store,
        """SELECT ?start ?end ?quote { ?e oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end .
             ?q oa:exact ?quote FILTER NOT EXISTS { ?q nf:truncated true } }""",
    )
    assert len(spans) > 20
    assert [span for span in spans if text[int(span[0]) : int(span[1])] != span[2]] == []
    left_out = [b for b in article.blocks if b.kind in ("pull-quote", "appeal", "furniture", "related")]
    assert {block.kind for block in left_out} >= {"pull-quote", "appeal"}
    assert [s for s in spans for b in left_out if int(s[0]) < b.end and int(s[1]) > b.start] == []


def test_reading_labels_every_block(article: Article) -> None:
    assert Path(article.origin or "").name == "article.txt"
    assert {block.kind for block in article.blocks} >= {
        "headline",
        "standfirst",
        "byline",
        "dateline",
        "caption",
        "body",
        "pull-quote",
        "furniture",
        "appeal",
    }
