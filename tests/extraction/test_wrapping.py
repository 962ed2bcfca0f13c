"""A text fitted to a width gives the facts that it gives with a line for each paragraph."""

from __future__ import annotations

import json
import random
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from kg.extraction import extract
from kg.model import Article, ArticleFacts
from kg.reading import read_article

DATA = Path(__file__).parents[2] / "data"
TEXTS = ("01-okoye-options.txt", "03-orlen-collision.txt", "07-talks-in-sollen.txt")
HEAD = "Corvane chairman stays\n\nBy Ola Brekke, Vallan News\nTuesday 4 November 2031 12:00 CET\n\n"
Wrap = Callable[[str], str]


def plain(name: str) -> list[str]:
    """The paragraphs of a sample article, each on one line."""
    article = read_article(DATA / name)
    text = article.text or ""
    return [" ".join(text[block.start : block.end].split()) for block in article.blocks if block.kind == "body"]


def ragged(words: str) -> str:
    chosen, lines = random.Random(7), [""]
    for word in words.split():
        if len(lines[-1]) + len(word) > chosen.randint(40, 75):
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def told(facts: ArticleFacts) -> Counter[str]:
    """The facts with entities by their names, whatever the white space in their evidence."""

    def said(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: [said(each) for each in values] for key, values in value.items()}
        return facts.entities[value].name if value in facts.entities else value

    text = facts.article.text or ""
    assert all(text[e.start : e.end] == e.quote for fact in facts.facts for e in fact.evidence)
    return Counter(
        json.dumps(
            [
                fact.type,
                fact.draft,
                said(fact.fields),
                [[each.of, "".join(each.quote.split())] for each in fact.evidence],
            ],
            sort_keys=True,
        )
        for fact in facts.facts
    )


def as_text(paragraphs: list[str], wrap: Wrap) -> Article:
    return read_article(HEAD + "\n\n".join(map(wrap, paragraphs)))


def as_record(paragraphs: list[str], wrap: Wrap) -> Article:
    body = "\n\n".join(map(wrap, paragraphs))
    node = {"@type": "NewsArticle", "headline": "Corvane chairman stays", "articleBody": body}
    return read_article(json.dumps({**node, "datePublished": "2031-11-04"}).encode(), kind="json")


def as_page(paragraphs: list[str], wrap: Wrap) -> Article:
    body = "".join(f"<p>{wrap(each)}</p>" for each in paragraphs).replace("\n", "<br>")
    head = "<h1>Corvane chairman stays</h1><time datetime='2031-11-04'>4 November 2031</time>"
    return read_article(f"<html><body><article>{head}{body}</article></body></html>".encode(), kind="html")


@lru_cache
def unwrapped(name: str, read: Callable[[list[str], Wrap], Article]) -> Counter[str]:
    return told(extract(read(plain(name), str)))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("width", [50, 60, 72, 80, 100])
def test_a_text_fitted_to_a_width_gives_the_same_facts(name: str, width: int) -> None:
    def wrap(words: str) -> str:
        return textwrap.fill(words, width)

    assert told(extract(as_text(plain(name), wrap))) == unwrapped(name, as_text)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n   "])
def test_other_ends_of_lines_and_indented_lines_give_the_same_facts(name: str, end: str) -> None:
    def wrap(words: str) -> str:
        return textwrap.fill(words, 72).replace("\n", end)

    assert told(extract(as_text(plain(name), wrap))) == unwrapped(name, as_text)


@pytest.mark.parametrize("name", TEXTS)
def test_lines_broken_at_no_width_give_the_same_facts(name: str) -> None:
    assert told(extract(as_text(plain(name), ragged))) == unwrapped(name, as_text)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("read", [as_record, as_page])
def test_bodies_of_records_and_pages_with_broken_lines_give_the_same_facts(
    name: str, read: Callable[[list[str], Wrap], Article]
) -> None:
    def wrap(words: str) -> str:
        return textwrap.fill(words, 60)

    assert told(extract(read(plain(name), wrap))) == unwrapped(name, read)


def published(text: str) -> list[tuple[str, str]]:
    return [(fact.type, fact.evidence[0].quote) for fact in extract(read_article(text)).facts if not fact.draft]


def test_what_a_sentence_begun_on_the_line_before_denies_is_not_published() -> None:
    text = (
        "The company in Kalden rejected the reports on\nMonday. There is no evidence for the claim that\n"
        "Ivo Stettin resigned as chairman in May."
    )
    told = [("SpeechAct", "The company in Kalden rejected the reports")]
    assert (published(HEAD + text), published(text)) == (told, told)


@pytest.mark.parametrize("end", ["\n", "<br>"])
def test_what_ends_or_begins_where_nobody_can_tell_is_a_draft(end: str) -> None:
    first = "Ana Okoye, the mayor of Ostra, spoke to the town. Nobody believes that on Monday Per Olsen"
    second = "Ivo Stettin resigned as chairman in May. Gwen Tallis was appointed treasurer."
    text = f"{first}{end}{second}"
    article = (
        read_article(f"<html><body><h1>Chairman stays</h1><p>{text}</p></body></html>".encode(), kind="html")
        if end == "<br>"
        else Article(text=text)
    )
    facts = [(fact.type, fact.evidence[0].quote, fact.draft) for fact in extract(article).facts]
    assert ("OfficeHolding", "Ana Okoye, the mayor of Ostra", False) in facts
    assert [quote for kind, quote, draft in facts if "Stettin" in quote and not draft] == []
    assert [quote for kind, quote, draft in facts if "Tallis" in quote and kind == "Appointment" and not draft]


def test_evidence_keeps_the_line_breaks_of_the_text_and_fields_have_spaces() -> None:
    text = "Ida Holm, the finance minister,\r\n  said that the two-\r\nthirds rule would\r\nstay."
    (speech,) = [fact for fact in extract(Article(text=text)).facts if fact.type == "SpeechAct"]
    assert speech.fields["text"] == ("the two-thirds rule would stay",)
    assert speech.evidence[0].quote == text[:-1]
