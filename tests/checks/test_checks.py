"""What a check of a whole store finds, and how a person undoes a join."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.checks import KINDS, Finding, Joined, Side, check_store, joined, keep_apart, put_together
from kg.checks.checked import Checked
from kg.checks.telling import about
from kg.errors import KgError
from kg.iris import Iris
from kg.model import ArticleFacts, Entity
from kg.publishing import Gate, Texts, publish
from kg.schema import load_schema
from kg.store import Published, Store, open_store
from kg.validation import Validator
from kg.vocab import nf
from tests.occurrences.world import Desk, collision, meeting, office, story, types, visit

RULING = Path(__file__).parents[1] / "new_type"
COURIER = "The Kesmark Courier"
URL = "https://harbourpost.example/1"
NOW = datetime(2031, 4, 2, 8, tzinfo=UTC)
MENDED = {"modified": "2031-03-12", "correction": "Three died, not four."}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with open_store(tmp_path / "store", create=True) as store:
        yield Desk(store)


def found(at: Desk, *only: str) -> list[Finding]:
    return [replace(each, code="") for each in check_store(at.store, types(), only)]


def joins(at: Desk) -> list[Joined]:
    with at.store.snapshot() as snapshot:
        return list(joined(snapshot))


def test_a_contradiction_is_told_with_both_sides_their_papers_and_words(at: Desk) -> None:
    at.publish(story("1", "2031-03-10", collision(4)), story("2", "2031-03-11", collision(3), paper=COURIER))
    (finding,) = found(at, "conflicts")
    assert (finding.summary, finding.reasons) == ("event: Sollen, collision, 2031-03-10", ("deaths: 3 or 4",))
    assert [replace(side, iri="") for side in finding.sides] == [
        Side("", "3", COURIER, COURIER, "2031-03-11", "2", "Okay"),
        Side("", "4", "The Harbour Post", "The Harbour Post", "2031-03-10", "1", "Okay"),
    ]


def test_a_number_that_bounds_another_is_told_as_one(at: Desk) -> None:
    at.publish(story("1", "2031-03-10", collision(4, deaths_bound="at least")))
    at.publish(story("2", "2031-03-11", collision(3), paper=COURIER))
    (finding,) = found(at, "conflicts")
    assert (finding.reasons, [side.says for side in finding.sides]) == (
        ("deaths: 3 or at least 4",),
        ["3", "at least 4"],
    )


def test_a_code_stays_when_a_further_paper_tells_the_same(at: Desk) -> None:
    at.publish(story("1", "2031-03-10", collision(4)), story("2", "2031-03-11", collision(3), paper=COURIER))
    (before,) = check_store(at.store, types(), ["conflicts"])
    at.publish(story("3", "2031-03-12", collision(3)))
    (after,) = check_store(at.store, types(), ["conflicts"])
    assert (after.code, len(after.sides)) == (before.code, 3)


def test_a_disputed_fact_is_told_with_the_article_that_was_corrected(at: Desk) -> None:
    copy = story("2", "2031-03-11", collision(4), paper=COURIER, based_on=URL)
    at.publish(story("1", "2031-03-10", collision(3), **MENDED), copy)
    (finding,) = found(at, "disputes")
    assert finding.reasons == (
        "corrected: 1 (The Harbour Post, 2031-03-12)",
        "the article that this one copies was changed, and says otherwise now (deaths: 3 or 4)",
    )
    assert [(side.paper, side.disputed) for side in finding.sides] == [(COURIER, True)]


def test_two_holders_of_one_post_are_found_on_one_day_and_in_turns(at: Desk) -> None:
    at.publish(
        story("1", "2031-03-01", office("okoye")),
        story("2", "2031-03-05", office("rehn")),
        story("3", "2031-03-09", office("okoye")),
        story("4", "2031-03-20", office("brandt")),
        story("5", "2031-03-20", office("aalto"), paper=COURIER),
    )
    two, turns = found(at, "holders")
    assert two.reasons == ("two hold a post that only one can hold",)
    assert [(side.says, side.day) for side in two.sides] == [
        ("Henrik Aalto", "2031-03-20"),
        ("Jory Brandt", "2031-03-20"),
    ]
    assert turns.summary == "secretary general of Northern Council: Ana Okoye and Tomas Rehn"
    assert turns.reasons == ("Tomas Rehn is named between two days on which Ana Okoye is",)
    assert [(side.says, side.day) for side in turns.sides] == [
        ("Ana Okoye", "2031-03-01"),
        ("Tomas Rehn", "2031-03-05"),
        ("Ana Okoye", "2031-03-09"),
    ]


@pytest.mark.parametrize(("before", "again"), [({"end": "2031-03-04"}, {}), ({}, {"start": "2031-03-08"})])
def test_a_post_that_somebody_is_said_to_hold_a_second_time_is_no_finding(
    at: Desk, before: dict[str, str], again: dict[str, str]
) -> None:
    at.publish(
        story("1", "2031-03-01", office("okoye", **before)),
        story("2", "2031-03-05", office("rehn")),
        story("3", "2031-03-09", office("okoye", **again)),
    )
    assert found(at, "holders") == []


def test_a_person_with_posts_of_two_countries_is_a_namesake(at: Desk) -> None:
    post = {"post": "minister"}
    at.publish(
        story("1", "2031-03-01", office("okoye", organization="kesmark", **post)),
        story("2", "2031-03-02", office("okoye", organization="valdoria", **post), paper=COURIER),
    )
    (finding,) = found(at, "namesakes")
    reason = "articles have this person in posts of Kesmark and Valdoria at the same time"
    assert (finding.summary, finding.reasons) == ("Ana Okoye (Person)", (reason,))


def test_whom_articles_give_two_types_is_to_get_the_right_one(at: Desk) -> None:
    link = "https://authority.example/id/okoye"
    for number, kind in enumerate(("Person", "Organization"), start=1):
        facts = story(str(number), f"2031-03-0{number}", visit())
        at.publish(
            replace(facts, entities={**facts.entities, "okoye": Entity("okoye", kind, "Okoye", same_as=(link,))})
        )
    (finding,) = found(at, "namesakes")
    assert finding.reasons == ("articles say that it is of the types Person and Organization",)
    assert finding.remedy.startswith("If it is one, mend its type in the fact file that has it wrong")


def with_name(facts: ArticleFacts, name: str) -> ArticleFacts:
    return replace(facts, entities={**facts.entities, "okoye": Entity("okoye", "Person", name)})


def test_two_who_are_probably_one_are_found_with_the_code_that_links_them(at: Desk) -> None:
    at.publish(story("1", "2031-03-01", visit()), with_name(story("2", "2031-03-02", visit()), "Ana M. Okoye"))
    (finding,) = check_store(at.store, types(), ["duplicates"])
    assert finding.summary == "Ana M. Okoye (Person)"
    assert finding.reasons == ("one has a middle name or initial more, Ana M. Okoye and Ana Okoye",)
    assert finding.remedy == f"If they are one: kg link --accept {finding.code}"


def test_who_stands_in_three_articles_is_worth_a_record(at: Desk) -> None:
    for number in range(1, 4):
        at.publish(story(str(number), f"2031-03-0{number}", meeting("okoye", "rehn") if number < 3 else visit()))
    assert [(each.summary, each.reasons) for each in found(at, "provisional")] == [
        ("Ana Okoye (Person)", ("3 articles speak of this person by name only",))
    ]


def test_the_original_of_a_copy_that_is_not_there_is_an_orphan(at: Desk) -> None:
    at.publish(story("2", "2031-03-11", collision(4), paper=COURIER, based_on=URL))
    (finding,) = found(at, "orphans")
    original = Iris().article(url=URL, publisher=None, id=None, text_digest=None).value
    assert (finding.summary, finding.reasons) == (
        original,
        ("the article that another one copies is not in the store",),
    )


def test_nothing_is_found_in_a_store_in_which_all_agrees(at: Desk) -> None:
    at.publish(story("1", "2031-03-10", collision(3)), story("2", "2031-03-11", collision(3), paper=COURIER))
    assert found(at, *(kind for kind in KINDS if kind != "duplicates")) == []


def test_a_join_is_undone_and_made_again(at: Desk) -> None:
    at.publish(story("1", "2031-03-04", visit("mooted")), story("2", "2031-03-26", visit(date="2031-03-25")))
    (join,) = joins(at)
    assert (join.reason, join.status, join.sources, join.apart_by) == (
        "the same visitor and destination; both may be of 2031-03-25",
        "occurred",
        "1",
        None,
    )
    keep_apart(at.store, join.code, "R. Sand", now=NOW)
    assert at.difference() == (set(), set())
    assert [(each.code, each.apart_by) for each in joins(at)] == [(join.code, "R. Sand, 2031-04-02")]
    at.publish(story("1", "2031-03-05", visit("mooted")))  # a later revision is kept apart too
    assert [each.apart_by for each in joins(at)] == ["R. Sand, 2031-04-02"]
    put_together(at.store, join.code, now=NOW)
    assert at.difference() == (set(), set())
    assert [each.apart_by for each in joins(at)] == [None]


class Shared(Store):
    """A store in which somebody else decides something just before each of the first so many publishes."""

    def __init__(self, store: Store, others: list[Callable[[], object]]) -> None:
        super().__init__(store.path, store.base)
        self.others = others

    def publish(self, *given: Any, **named: Any) -> Published:
        if self.others:
            self.others.pop(0)()
        return super().publish(*given, **named)


def test_two_who_decide_at_the_same_time_are_both_heard(at: Desk) -> None:
    at.publish(story("1", "2031-03-04", visit("mooted")), story("2", "2031-03-26", visit(date="2031-03-25")))
    at.publish(story("3", "2031-03-10", collision(3)), story("4", "2031-03-11", collision(3), paper=COURIER))
    one, other = (each.code for each in joins(at))
    shared = Shared(at.store, [lambda: keep_apart(at.store, other, "A. Other", now=NOW)])
    keep_apart(shared, one, "R. Sand", now=NOW)
    assert {(each.code, each.apart_by) for each in joins(at)} == {
        (one, "R. Sand, 2031-04-02"),
        (other, "A. Other, 2031-04-02"),
    }
    again = Shared(at.store, [lambda: put_together(at.store, one, now=NOW)])
    put_together(again, other, now=NOW)
    assert {(each.code, each.apart_by) for each in joins(at)} == {(one, None), (other, None)}


def test_what_may_be_one_is_worked_out_once_for_all_checks(at: Desk) -> None:
    at.publish(story("1", "2031-03-04", visit("mooted")))
    with at.store.snapshot() as snapshot:
        checked = Checked(snapshot, types())
        first = checked.proposals, checked.candidates
        for check in KINDS.values():
            list(check(checked))
        assert all(one is other for one, other in zip(first, (checked.proposals, checked.candidates), strict=True))


def test_a_code_that_is_none_is_refused(at: Desk) -> None:
    with pytest.raises(KgError, match="there is no join abcdef now; `kg check --joins"):
        keep_apart(at.store, "abcdef", "", now=NOW)
    with pytest.raises(KgError, match="no decision has the code abcdef"):
        put_together(at.store, "abcdef", now=NOW)


def test_a_happening_of_ones_own_type_is_summed_up_by_its_class_and_whom_it_involves(tmp_path: Path) -> None:
    own = load_schema(shapes=[RULING / "shapes.ttl"], ontology=[RULING / "ontology.ttl"])
    with open_store(tmp_path / "store", create=True) as store:
        publish([RULING / "ruling.facts.yaml"], store, Gate(own, Validator(own), Iris(store.base)), Texts(), now=NOW)
        with store.snapshot() as snapshot:
            (told,) = snapshot.match(None, nf.asserts)
            assert isinstance(told.object, NamedNode)
            summary = about(snapshot, told.object)
    assert summary == "ruling: Court of Appeal, Sollen Harbour Board, Tidewater Line, 2031-05-15"
