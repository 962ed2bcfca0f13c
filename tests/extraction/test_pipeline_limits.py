"""What the extraction stage makes of articles that are very long, oddly encoded, undated or no articles at all."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

import kg
from kg.extraction import extract, extract_many, load_nlp
from kg.model import Article, ArticleFacts
from tests.conftest import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

SAID = "Foreign Minister Ana Okoye said on Monday that the bridge was safe."
FOUND = {"OfficeHolding", "SpeechAct"}
ODD = {
    "NUL": f"\0{SAID}\0",
    "astral": f"\U0001f6a2\U0001f6a2 {SAID} \U00010348",
    "right to left": f"\u05e9\u05dc\u05d5\u05dd \u202b {SAID} \u202c",
    "half a character": f"\ud800 {SAID}",
    "combining": f"Cafe\u0301 \u0301\n{SAID}",
    "unbalanced": f"{SAID}\n“We will not go. “And not you.\n”” ‘Ana's “",
}


@lru_cache(maxsize=1)
def model() -> Language:
    return load_nlp()


def found_in(text: str, published: str | None = "2031-05-06") -> ArticleFacts:
    return extract(Article(text=text, published=published), nlp=model())


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_characters_hide_no_fact_and_move_no_evidence(text: str) -> None:
    found = found_in(text)
    spans = [span for fact in found.facts for span in fact.evidence]
    assert {fact.type for fact in found.facts} == FOUND
    assert [span for span in spans if text[span.start : span.end] != span.quote] == []


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed 12\u00b2 people in Kesmark on Monday.",
        "Mirko Dall, 41\u00b9, left Kesmark on Monday.",
    ],
)
def test_a_raised_figure_is_no_number_and_stops_nothing(text: str) -> None:
    found = found_in(f"{text}\n\n{SAID}")
    assert {fact.type for fact in found.facts} >= FOUND
    assert [fact for fact in found.facts if "deaths" in fact.fields] == []


def test_a_sentence_of_many_verbs_is_read_for_its_times_once() -> None:
    begun = time.process_time()
    assert [fact.fields["deaths"] for fact in found_in("killed 5 and " * 300).facts] == [(5,)]
    assert time.process_time() - begun < 10


def test_line_ends_of_windows_change_no_fact() -> None:
    text = f"{SAID}\n\n“We won, all of us,” Ben Adu said.\n"
    plain, windows = found_in(text), found_in(text.replace("\n", "\r\n"))
    assert [(f.type, f.fields, f.evidence[0].quote) for f in windows.facts] == [
        (f.type, f.fields, f.evidence[0].quote) for f in plain.facts
    ]
    assert len(plain.facts) == 3


@pytest.mark.parametrize("published", [None, "", "yesterday", "2031-13-45"])
def test_without_a_day_of_publication_facts_have_no_dates(published: str | None) -> None:
    found = found_in(SAID, published)
    assert {fact.type for fact in found.facts} == FOUND
    assert [fact for fact in found.facts if "date" in fact.fields] == []


def test_articles_are_taken_as_they_are_asked_for() -> None:
    taken: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(40):
            taken.append(number)
            yield Article(text=SAID)

    assert next(extract_many(articles(), nlp=model())).facts
    assert 0 < len(taken) < 40


def test_a_text_without_words_loads_no_model() -> None:
    run = "from kg.extraction import extract; from kg.model import Article; import sys; extract(Article(text=' ')); "
    subprocess.run([sys.executable, "-c", run + "sys.exit('spacy' in sys.modules)"], check=True)


def test_what_the_model_keeps_of_words_goes_with_their_articles() -> None:
    list(
        extract_many(
            (Article(text=f"Foreign Minister Ana Zzokoye{number} spoke.") for number in range(20)), nlp=model()
        )
    )
    assert [number for number in range(20) if f"Zzokoye{number}" in model().vocab.strings] == []


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("Eva Halle was convicted of fraud on Monday.", False),
        ("Eva Halle could be convicted of fraud.", True),
        ("Ana Okoye said that Eva Halle died.", False),
        ("A clerk was convicted of fraud on Monday.", True),
    ],
)
def test_what_befalls_somebody_by_name_is_published_where_the_article_or_somebody_known_says_it(
    text: str, draft: bool
) -> None:
    assert [fact.draft for fact in found_in(text).facts if fact.type == "Event"] in ([draft], [])


@pytest.mark.parametrize(("who", "draft"), [("Ana Cogta", False), ("Gauteng Cogta", True)])
def test_the_word_of_a_name_that_only_the_parser_takes_for_a_person_is_a_draft(who: str, draft: bool) -> None:
    assert [fact.draft for fact in found_in(f"According to {who}, the province is ready.").facts] == [draft]


def test_the_pull_quote_of_the_story_is_no_second_speech() -> None:
    article = kg.read_article(ROOT / "data/07-talks-in-sollen.txt")
    facts = extract(article, nlp=model()).facts
    said = [str(fact.fields["text"][0]) for fact in facts if fact.type == "SpeechAct"]
    assert sum("good seamanship" in words for words in said) == 1


@pytest.mark.slow
def test_two_hundred_thousand_words_in_one_line_take_bounded_time() -> None:
    began = time.process_time()
    found = found_in("the sea was calm " * 50_000 + SAID)
    assert {fact.type for fact in found.facts} == FOUND
    assert time.process_time() - began < 180


def test_the_time_for_a_list_of_names_grows_with_its_length_and_not_with_its_square() -> None:
    def seconds(many: int) -> float:
        names = ", ".join(
            f"{given} {last}"
            for given in ("Ana", "Tomas", "Ivo", "Jory", "Henrik", "Dora", "Mara", "Osric")
            for last in ("Okoye", "Rehn", "Marten", "Brandt", "Aalto") * (many // 40)
        )
        began = time.process_time()
        found_in(f"{names} met in Kesmark on Monday.")
        return time.process_time() - began

    seconds(40)
    assert seconds(320) < 8 * seconds(80)  # sixteen times where each name reads them all


def test_a_meeting_of_more_people_than_are_read_is_a_draft() -> None:
    given = ("Ana", "Tomas", "Ivo", "Henrik", "Dora", "Mara")
    names = [f"{first} {last}" for first in given for last in ("Okoye", "Rehn", "Marten", "Brandt")]
    found = found_in(f"Ana Adu met {', '.join(names[:-1])} and {names[-1]} in Kesmark on Monday.")
    assert [fact.draft for fact in found.facts if fact.type == "Meeting"] == [True]
