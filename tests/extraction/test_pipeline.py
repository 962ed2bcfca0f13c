"""From an article to its facts: exact evidence, the same each time, and nothing breaks it."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from spacy.language import Language

from kg.api import read_article, to_quads, validate
from kg.extraction import extract, extract_many, load_nlp
from kg.extraction.pipeline import _model
from kg.model import Article, Block

DATA = Path(__file__).parents[2] / "data"
CASES = Path(__file__).parent / "cases"
ENDS = ("", "", ",", ";", ":", " —", " (", "“", "”", " and", " of", " to", " who", "’s")
DAY = "2031-05-06"
WORDS = (
    "said President Ana Okoye “ ” \" ' ‘ ’ ( ) , . : ; the of and was killed visited met with Valdoria — \n \n\n 2031"
    " Tuesday U.S. Mr al- d'Ostra including according to \u202e \U0001f600 \x00 \r\n called for agreement"
    " between elected"
).split(" ")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_nlp()


def articles() -> list[Article]:
    return [read_article(path) for path in sorted((*DATA.glob("*.html"), *DATA.glob("*.txt")))]


def test_evidence_is_exact_and_conforms_in_every_sample_article(nlp: Language) -> None:
    counts = []
    for facts in extract_many(articles(), nlp=nlp):
        text = facts.article.text or ""
        counts.append(len(facts.facts))
        wrong = [e for fact in facts.facts for e in fact.evidence if text[e.start : e.end] != e.quote]
        assert (facts.article.origin, wrong) == (facts.article.origin, [])
        assert (facts.article.origin, validate(facts).findings) == (facts.article.origin, ())
    assert min(counts) > 0


def test_the_same_article_gives_the_same_facts_alone_and_among_others(nlp: Language) -> None:
    some = articles()
    together = list(extract_many(some, nlp=nlp))
    assert [extract(article, nlp=nlp) for article in some] == together
    assert list(to_quads(together[0])) == list(to_quads(extract(some[0], nlp=nlp)))


def test_a_thread_loads_one_model_for_all_that_it_extracts() -> None:
    article = Article(text="Ana Okoye, the Foreign Minister, visited Kesmark on Tuesday.")
    model = _model()
    given, kept = extract(article, nlp=model), extract(article)
    assert _model() is model
    assert kept == given
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(_model).result() is not model


def test_blocks_that_are_no_part_of_the_story_give_no_facts(nlp: Language) -> None:
    text = "Foreign Minister Ana Okoye said that the bridge was safe."
    for kind in ("furniture", "appeal", "related", "pull-quote", "byline", "dateline", "credit"):
        article = Article(text=text, published=DAY, blocks=(Block(kind, 0, len(text)),))
        assert (kind, extract(article, nlp=nlp).facts) == (kind, ())
    body = Article(text=text, published=DAY, blocks=(Block("body", 0, len(text)),))
    assert [fact.type for fact in extract(body, nlp=nlp).facts] == ["OfficeHolding", "SpeechAct"]


def test_of_two_ministers_the_one_whom_the_headline_names_is_meant(nlp: Language) -> None:
    headline, body = "Okoye may travel", "The Foreign Minister said that the bridge was safe."
    named = "Foreign Minister Ana Okoye did not meet Hungary’s Foreign Minister, Tomas Rehn, in January."
    text = "\n\n".join((headline, body, named))
    starts = (0, len(headline) + 2, len(headline) + len(body) + 4)
    kinds = ("headline", "body", "body")
    blocks = tuple(
        Block(kind, start, start + len(words))
        for kind, start, words in zip(kinds, starts, (headline, body, named), strict=True)
    )
    facts = extract(Article(text=text, headline=headline, published=DAY, blocks=blocks), nlp=nlp)
    said = [(fact.fields["speaker"], fact.draft, fact.doubt) for fact in facts.facts if fact.type == "SpeechAct"]
    assert said == [(("ana-okoye",), True, "which of several is meant")]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " \n\n ",
        '"' * 5000,
        "“" * 5000,
        "'" * 5000,
        "(" * 3000,
        "Mr " * 3000,
        "A" * 100_000,
        "Ana Okoye, " * 300,
        "who is a member of the " * 300,
        "President " * 1000 + "Okoye said.",
        "According to Orlen,",
        "Orlen Mills, whose director, Ana Okoye",
        "Rains destroyed crops",
        "The storm, according to officials,",
        "“Open\n" * 500,
        "word " * 20_000,
        "Ana Okoye said: “Rain.\r\n\r\n“Fog.”\r\n",
        "\ufeffAna Okoye \U0001f600 said \x00 that it rained.",
    ],
    ids=lambda text: repr(text)[:24],
)
def test_no_text_breaks_it(text: str | None, nlp: Language) -> None:
    start = time.process_time()
    facts = extract(Article(text=text, published=DAY), nlp=nlp)
    assert [e for f in facts.facts for e in f.evidence if (text or "")[e.start : e.end] != e.quote] == []
    assert time.process_time() - start < 30


@pytest.mark.parametrize(
    "shown",
    [
        "Two people died in Sela on Monday, and three others were seriously injured",
        "crash in Sela on Monday killed two people and left three others badly hurt",
    ],
)
def test_the_words_for_a_toll_end_with_what_befell_those_counted(shown: str, nlp: Language) -> None:
    text = f"A {shown}." if shown.startswith("crash") else f"{shown}."
    facts = extract(Article(text=text, published=DAY), nlp=nlp).facts
    assert [each.quote for fact in facts if fact.type == "Event" for each in fact.evidence] == [shown]


@pytest.mark.parametrize("count", [400, pytest.param(12_000, marks=pytest.mark.slow)])
def test_no_sentence_that_is_cut_short_breaks_it(count: int, nlp: Language) -> None:
    dice = random.Random(count)
    whole = [case["text"] for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(file.read_text())]
    texts = ["\n\n".join(_cut(dice.choice(whole), dice) for _ in range(40)) for _ in range(count // 40)]
    made = extract_many((Article(text=text, published=DAY) for text in texts), nlp=nlp)
    for text, facts in zip(texts, made, strict=True):
        assert [e for f in facts.facts for e in f.evidence if text[e.start : e.end] != e.quote] == []


def _cut(text: str, dice: random.Random) -> str:
    """Some of the words of a text that follow each other, and what a sentence may be broken off with."""
    words = text.split(" ")
    start = dice.choice((0, dice.randrange(len(words))))
    return " ".join(words[start : dice.randrange(start, len(words)) + 1]) + dice.choice(ENDS)


def test_no_mixture_of_words_breaks_it(nlp: Language) -> None:
    dice = random.Random(5)
    texts = [" ".join(dice.choices(WORDS, k=300)) for _ in range(40)]
    made = extract_many((Article(text=text, published=DAY) for text in texts), nlp=nlp)
    for text, facts in zip(texts, made, strict=True):
        assert [e for f in facts.facts for e in f.evidence if text[e.start : e.end] != e.quote] == []
