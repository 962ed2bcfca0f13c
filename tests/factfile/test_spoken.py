"""The words of a speech are those of its evidence: what may differ, and what may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import FactFileError
from kg.factfile import read_facts, read_facts_with_problems, write_facts
from kg.model import Evidence, Fact, text_digest
from kg.schema import load_schema
from tests.samples import ARTICLE, ASSERTED, facts_of

TYPES = load_schema()
INTERRUPTED = "“We share a strait,” Ms Okoye said. “You do not look after it by letter.\n\n“You do it across a table.”"
STRAIGHT = '"We share a strait," Ms Okoye said. "You do not look after it by letter."'


def problems(article: str, text: str, directness: str, *, of: str | None = None, quote: str | None = None) -> list[str]:
    """What is said of a speech with this text, whose evidence is the article or the quote from it."""
    shown = Evidence(
        article.index(quote or article), article.index(quote or article) + len(quote or article), quote or article, of
    )
    fields = {"speaker": "okoye", "force": "state", "text": text, "directness": directness}
    fact = Fact("SpeechAct", {**ASSERTED, **{key: (each,) for key, each in fields.items()}}, (shown,))
    facts = facts_of(fact, article=replace(ARTICLE, text=article, text_digest=text_digest(article)))
    try:
        read_facts(write_facts(facts).encode(), TYPES, lambda digest: article if digest else None)
    except FactFileError as error:
        return [f"{each.code}: {each.message}" for each in error.problems]
    return []


@pytest.mark.parametrize(
    ("article", "text"),
    [
        (INTERRUPTED, "We share a strait"),
        (INTERRUPTED, "“We share a strait. You do not look after it by letter. You do it across a table.”"),
        (INTERRUPTED, "We share a strait, You do not look after it by letter."),
        (INTERRUPTED, "We share a strait … You do it across a table."),
        (STRAIGHT, "We share a strait. You do not look after it by letter."),
        ("He said: 'It isn't late'", "It isn’t late"),
    ],
)
def test_direct_speech_may_differ_in_its_marks(article: str, text: str) -> None:
    assert problems(article, text, "direct") == []


@pytest.mark.parametrize(
    "text",
    [
        "We share a street",
        "We share the strait",
        "We share a strait. You look after it by letter.",
        "You do it across a table … We share a strait",
        "We share a strait. You do it across a table.",
    ],
)
@pytest.mark.parametrize("article", [INTERRUPTED, STRAIGHT])
def test_direct_speech_with_other_words_is_refused(article: str, text: str) -> None:
    assert problems(article, text, "direct") == [f"other-words: The evidence does not have these words: {text}"]


def test_the_evidence_of_the_text_itself_is_what_counts() -> None:
    assert problems(INTERRUPTED, "We share a strait", "direct", of="text", quote="You do it across a table.") == [
        "other-words: The evidence does not have these words: We share a strait"
    ]


@pytest.mark.parametrize("directness", ["indirect", "mixed"])
def test_of_other_speech_what_stands_in_quotation_marks_is_compared(directness: str) -> None:
    assert problems(INTERRUPTED, "they “share a strait” and talk", directness) == []
    assert problems(INTERRUPTED, "they “share a street” and talk", directness) == [
        "other-words: The evidence does not have these words: share a street"
    ]


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("they share a strait and talk", None),
        ("the street will be sold", "the words street, will, sold"),
        ("2 ministers share a strait", "the figure 2"),
        ("strait", None),
    ],
)
def test_reported_speech_that_its_evidence_does_not_show_is_a_warning(text: str, strange: str | None) -> None:
    article = "The ministers, sharing a strait, should talk, Ms Okoye said."
    fields = {"speaker": "okoye", "force": "state", "text": text, "directness": "indirect"}
    shown = Evidence(0, len(article), article)
    fact = Fact("SpeechAct", {**ASSERTED, **{key: (each,) for key, each in fields.items()}}, (shown,))
    facts = facts_of(fact, article=replace(ARTICLE, text=article, text_digest=text_digest(article)))
    _, found = read_facts_with_problems(write_facts(facts).encode(), TYPES, lambda digest: article if digest else None)
    assert [(each.code, each.message) for each in found] == (
        [("unlike-words", f"The evidence does not have {strange}.")] if strange else []
    )
