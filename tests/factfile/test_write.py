"""Fact files are written for people, and read back equal."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.factfile import iterate_facts, read_facts, write_facts
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Image
from tests.factfile.test_read import FILE
from tests.schema.mini import mini_schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
LIKE_YAML = "yes No ~ null 2019 017 1e3 15:38 - ? = << ' \" \\n *a &a !a %a @a `a {a} :a a: 0x1F .inf 1_0 [2019..] it's"
ODD = [
    "a: b",
    "a #b",
    "- a",
    "a\nb",
    "a, b",
    "a ",
    " a",
    "\tb",
    "'a' \"b\"",
    "e\u0301",
    "\u2028",
    "\x85",
    "\ufeff",
    "\ufffe",
]
TRICKY = st.sampled_from([*LIKE_YAML.split(), *ODD, "\U0001f6a2", "\x00", "\x7f", "\u00a0a"])
WORDS = TEXT | TRICKY.filter(str.strip)
DATES = st.sampled_from(
    ["2019", "2019-01", "2019-01-04", "2019~", "2019-01/2019-03", "2019/..", "[2019..2020]", "201X"]
)
URLS = st.sampled_from(
    ["https://harbour.example/a?b=c&d=%20#e", "http://valdoria.example/", "https://x.example/{a}"[:18]]
)
EVIDENCE = st.builds(
    lambda start, quote, of: Evidence(start, start + len(quote), quote, of, verified=False),
    st.integers(0, 10**6),
    WORDS,
    st.none() | st.just("certainty"),
)
COMMON = {"certainty": st.just(("certain",)), "source": st.sampled_from([("article",), ("article", "a"), ("a",)])}
SPEECH = st.fixed_dictionaries(
    {"speaker": st.sampled_from([("a",), ("a", "b")]), "text": WORDS.map(lambda x: (x,))} | COMMON
)
NODE = st.fixed_dictionaries({"entity": st.just(("b",))}, optional={"role": WORDS.map(lambda word: (word,))})
EVENT = st.fixed_dictionaries(
    {"kind": WORDS.map(lambda word: (word,)), "status": st.just(("mooted",))} | COMMON,
    optional={
        "participants": st.lists(NODE, max_size=3).map(tuple),
        "deaths": st.integers(0, 10**6).map(lambda number: (number,)),
        "start": DATES.map(lambda date: (date,)),
    },
)
BY = st.none() | st.just("rule@1")


def _facts(kind: str, fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Fact]:
    evidence = st.lists(EVIDENCE, min_size=1, max_size=3).map(tuple)
    sure = st.none() | st.floats(0, 1)
    return st.builds(Fact, st.just(kind), fields, evidence, sure, BY, st.booleans())


ARTICLES = st.builds(
    Article,
    id=WORDS,
    url=st.none() | URLS,
    headline=st.none() | WORDS,
    published=st.sampled_from([None, "2019-01-04", "2019-01-04T15:38:00Z"]),
    authors=st.lists(WORDS, max_size=2).map(tuple),
    images=st.lists(st.builds(Image, st.none() | URLS, st.none() | WORDS, st.none() | WORDS), max_size=2).map(tuple),
)
ENTITIES = st.builds(
    lambda names, also, same: {
        "a": Entity("a", "Person", names[0], tuple(also), tuple(same), ("b",)),
        "b": Entity("b", "Country", names[1]),
    },
    st.tuples(WORDS, WORDS),
    st.lists(WORDS, max_size=2),
    st.lists(URLS, max_size=2),
)


@st.composite
def article_facts(draw: st.DrawFn) -> ArticleFacts:
    facts = draw(st.lists(_facts("SpeechAct", SPEECH) | _facts("Event", EVENT), max_size=4))
    return ArticleFacts(draw(ARTICLES), draw(ENTITIES), tuple(facts), curated=True)


@pytest.mark.parametrize("format", ["yaml", "json"])
@given(facts=article_facts())
def test_what_is_written_reads_back_equal(format: Any, facts: ArticleFacts) -> None:
    written = write_facts(facts, format, comments={0: "Rain\nfell. # \u2028"})
    assert read_facts(written.encode("utf-8"), mini_schema()) == facts


@given(st.lists(article_facts(), min_size=1, max_size=3))
def test_json_is_one_line_an_article(articles: list[ArticleFacts]) -> None:
    lines = [write_facts(each, "json") for each in articles]
    assert [line.count("\n") for line in lines] == [1] * len(lines)
    assert list(iterate_facts("".join(lines).encode("utf-8"), mini_schema())) == articles


def test_yaml_is_laid_out_for_people() -> None:
    facts = read_facts(FILE.encode(), mini_schema())
    few = dataclasses.replace(facts, article=dataclasses.replace(facts.article, text_digest=None))
    assert write_facts(few, comments={1: "A ship was seen."}) == (
        """kg: 1
article:
  id: '7'
  url: https://harbour.example/2023/06/20/talks
  headline: Okoye in Valdoria
  published: 2023-06-20T15:38:00+01:00
  publisher: The Harbour Post
  authors: [A. Writer, B. Writer]
  language: en-GB
  images:
    - {url: https://harbour.example/a.jpg, caption: Okoye}
entities:
  okoye: {type: Person, name: Ana Okoye, also: [Ms Okoye], same_as: [https://harbour.example/people/1]}
  '2': {type: Country, name: Valdoria}
facts:
  - type: Visit
    visitor: okoye
    destination: '2'
    date: '2023'
    status: mooted
    certainty: possible
    source: [article, okoye]
    evidence:
      - {start: 2, end: 28, quote: Ana Okoye flew to Valdoria}
      - {start: 2, end: 11, quote: Ana Okoye, of: visitor}
    confidence: 1.0
    by: visit-noun@1
    draft: true
    doubt: it is only mooted
  # A ship was seen.
  - type: Event
    kind: '1984'
    participants:
      - {entity: okoye, role: guest}
      - {entity: '2'}
    deaths: 12
    status: occurred
    certainty: certain
    source: article
    evidence:
      - {start: 0, end: 1, quote: '\U0001f6a2'}
"""
    )


@pytest.mark.parametrize("word", ["yes", "off", "15:38", "1_0", "2019", "0o17", "~", "null"])
def test_readers_of_older_yaml_take_the_text_for_text_too(word: str) -> None:
    written = write_facts(ArticleFacts(Article(id="hp-1", headline=word)))
    assert yaml.safe_load(written)["article"]["headline"] == word


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="yaml or json, not 'toml'"):
        write_facts(ArticleFacts(Article(id="hp-1")), "toml")
