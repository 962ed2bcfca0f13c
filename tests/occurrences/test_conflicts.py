"""What contradicts what, and what a correction puts in doubt."""

from __future__ import annotations

import pytest

from kg.model import ArticleFacts, Fact
from tests.occurrences.test_increments import Memory
from tests.occurrences.test_occurrences import published, rows
from tests.occurrences.world import change_of, collision, meeting, office, story, visit

COURIER = "The Kesmark Courier"
CLASHES = "SELECT ?kind ?reason { ?c a nf:Conflict ; nf:conflictKind ?kind ; nf:reason ?reason }"
DOUBTS = """SELECT ?day ?reason { ?d nf:disputes/nf:attestedOn ?day ; nf:reason ?reason ; nf:disputedBecause ?a ;
    nf:editorialState nf:editorial-disputed . ?a schema:correction ?why }"""


def day(number: int, *facts: Fact, **more: str) -> ArticleFacts:
    """An article of 10 March by one paper, or of a later day by the other."""
    return story(str(number), f"2031-03-{number:02}", *facts, **more)


def both(one: Fact, other: Fact) -> set[tuple[str, ...]]:
    return rows(published(day(10, one), day(12, other, paper=COURIER)), CLASHES)


HAPPENED = "one says that it happened, the other that it did not"


def test_two_numbers_of_dead() -> None:
    assert both(collision(4), collision(3)) == {("conflict-deaths", "deaths: 3 or 4")}


def test_a_number_that_only_bounds_the_true_one_contradicts_none_within_its_bound() -> None:
    least = collision(3, deaths_bound="at least")
    assert both(least, collision(4)) == set()
    assert both(least, collision(2)) == {("conflict-deaths", "deaths: 2 or at least 3")}


def test_a_denial_of_what_another_reports() -> None:
    denied = meeting("okoye", "rehn", date="2031-03-03", polarity="negative")
    assert both(meeting("okoye", "rehn", "aalto", date="2031-03-03"), denied) == {("conflict-denied", HAPPENED)}


def test_a_denial_that_names_more_than_were_there_denies_nothing() -> None:
    denied = meeting("okoye", "rehn", "aalto", date="2031-03-03", polarity="negative")
    assert both(meeting("okoye", "rehn", date="2031-03-03"), denied) == set()


def test_two_days_of_one_collision() -> None:
    assert both(collision(3, "2031-03-09"), collision(3)) == {
        ("conflict-date", "they name different days: 2031-03-09 or 2031-03-10")
    }


def test_two_cities_of_one_meeting_of_three() -> None:
    who = ("okoye", "rehn", "aalto")
    one, other = (meeting(*who, date="2031-03-03", place=place) for place in ("sollen", "halvik"))
    assert both(one, other) == {("conflict-place", "they name different places")}


def test_a_visit_that_was_made_and_later_called_off() -> None:
    reason = "one says that it was called off, the other that it happened"
    assert both(visit(date="2031-03-09"), visit("cancelled", date="2031-03-09")) == {("conflict-status", reason)}


def test_a_plan_that_failed_contradicts_nothing() -> None:
    assert both(visit("planned", date="2031-03-11"), visit("cancelled", date="2031-03-11")) == set()


def on_one_day(one: Fact, other: Fact) -> set[tuple[str, ...]]:
    return rows(published(day(10, one), story("2", "2031-03-10", other, paper=COURIER)), CLASHES)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (office("okoye"), office("rehn"), ("conflict-holder", "two hold a post that only one can hold")),
        (
            office("okoye"),
            office("okoye", "former"),
            ("conflict-tenure", "one says that it holds, the other that it is over"),
        ),
        (
            office("okoye"),
            office("okoye", polarity="negative"),
            ("conflict-denied", "one says that it holds, the other that it does not"),
        ),
    ],
)
def test_a_post_of_which_two_papers_of_one_day_say_otherwise(one: Fact, other: Fact, found: tuple[str, str]) -> None:
    assert on_one_day(one, other) == {found}
    assert both(one, other) == set()  # two days later the post may have changed hands


def test_posts_that_many_can_hold_contradict_nothing() -> None:
    assert on_one_day(office("okoye", post="member"), office("rehn", post="member")) == set()


def test_what_is_only_possible_contradicts_nothing() -> None:
    assert both(collision(4, certainty="possible"), collision(3)) == set()


def test_a_contradiction_stands_in_both_directions() -> None:
    at = published(day(10, collision(4)), day(12, collision(3), paper=COURIER))
    query = "SELECT ?one ?other { ?a nf:conflictsWith ?b . ?a nf:attestedOn ?one . ?b nf:attestedOn ?other }"
    assert rows(at, query) == {("2031-03-10", "2031-03-12"), ("2031-03-12", "2031-03-10")}


def test_a_contradiction_goes_when_its_paper_mends_it() -> None:
    at = published(day(10, collision(4)), day(12, collision(3), paper=COURIER))
    publish(at, day(10, collision(3)))
    assert rows(at, CLASHES) == set()


def publish(at: Memory, article: ArticleFacts) -> None:
    change = change_of(article)
    at.given[change.article] = change
    at.lay()


MENDED = {"modified": "2031-03-12", "correction": "Three died, not four."}
URL = "https://harbourpost.example/10"


def test_a_reprint_of_what_was_corrected_is_disputed() -> None:
    at = published(day(10, collision(4)), day(11, collision(4), paper=COURIER, based_on=URL))
    assert (rows(at, CLASHES), rows(at, DOUBTS)) == (set(), set())
    publish(at, day(10, collision(3), **MENDED))
    reason = "the article that this one copies was changed, and says otherwise now (deaths: 3 or 4)"
    assert rows(at, DOUBTS) == {("2031-03-11", reason)}


def test_a_reprint_is_disputed_also_where_both_tell_it_on_the_word_of_somebody() -> None:
    mended = day(10, collision(3, source="aalto"), **MENDED)
    copy = day(11, collision(4, source="aalto"), paper=COURIER, based_on=URL)
    reason = "the article that this one copies was changed, and says otherwise now (deaths: 3 or 4)"
    assert rows(published(mended, copy), DOUBTS) == {("2031-03-11", reason)}
    other = day(11, collision(4, source="aalto"), paper=COURIER)
    assert rows(published(mended, other), DOUBTS) == set()


def test_a_review_after_the_correction_clears_it_and_one_before_does_not() -> None:
    at = published(day(10, collision(3), **MENDED))
    for reviewed, disputed in (("2031-03-12", 1), ("2031-03-13", 0)):
        publish(at, day(11, collision(4, reviewed_on=reviewed, reviewed_by="R. Sand"), paper=COURIER, based_on=URL))
        assert len(rows(at, DOUBTS)) == disputed


def test_what_is_told_on_the_word_of_a_paper_is_disputed_once_it_corrects_itself() -> None:
    at = published(day(10, collision(3), **MENDED), day(26, collision(4, source="post"), paper=COURIER))
    assert rows(at, DOUBTS) == {("2031-03-26", "the paper whose word this is has corrected itself (deaths: 3 or 4)")}


def test_it_is_also_where_the_paper_tells_the_mended_number_on_the_word_of_somebody() -> None:
    reason = "the paper whose word this is has corrected itself (deaths: 3 or 4)"
    told = day(11, collision(4, source="post"), paper=COURIER)
    assert rows(published(day(10, collision(3, source="aalto"), **MENDED), told), DOUBTS) == {("2031-03-11", reason)}
    assert rows(published(day(10, collision(3, source="aalto")), told), DOUBTS) == set()


@pytest.mark.parametrize("more", [{}, {"based_on": "https://harbourpost.example/10"}])
def test_a_corrected_article_that_gives_both_numbers_disputes_neither(more: dict[str, str]) -> None:
    both = day(10, collision(3, source="aalto"), collision(4, source="rehn"), **MENDED)
    for source in ("post", "rehn"):
        at = published(both, day(11, collision(4, source=source), paper=COURIER, **more))
        assert rows(at, DOUBTS) == set()


def test_what_another_paper_wrote_before_the_correction_is_disputed_and_what_it_wrote_after_is_not() -> None:
    reason = "this was written before another paper corrected its report of the same (deaths: 3 or 4)"
    mended = day(10, collision(3), **MENDED)
    assert rows(published(mended, day(11, collision(4), paper=COURIER)), DOUBTS) == {("2031-03-11", reason)}
    assert rows(published(mended, day(13, collision(4), paper=COURIER)), DOUBTS) == set()


def test_what_a_corrected_article_no_longer_says_is_disputed_in_its_copy() -> None:
    met = meeting("okoye", "rehn", date="2031-03-09")
    copy = day(11, collision(3), met, paper=COURIER, based_on=URL)
    reason = "the article that this one copies was corrected, and no longer says so"
    assert rows(published(day(10, collision(3), met, **MENDED), copy), DOUBTS) == set()
    assert rows(published(day(10, collision(3), **MENDED), copy), DOUBTS) == {("2031-03-11", reason)}


def test_a_correction_of_something_else_disputes_nothing() -> None:
    at = published(day(10, collision(4), **MENDED), day(11, collision(4), paper=COURIER, based_on=URL))
    assert rows(at, DOUBTS) == set()


def test_the_number_of_a_happening_is_the_newest_that_is_not_disputed() -> None:
    at = published(day(10, collision(3), **MENDED), day(26, collision(4, source="post"), paper=COURIER))
    assert rows(at, "SELECT ?n { ?o a nf:Occurrence ; nf:deaths ?n }") == {("3",)}
