"""What an endpoint knows under a name becomes a proposal, and whatever it answers, kg says so and goes on."""

from __future__ import annotations

import pytest

from kg.errors import KgError
from kg.iris import Iris
from kg.linking import Candidate, propose
from kg.linking.reconciliation import Endpoint, reconcile
from kg.schema import load_schema
from tests.linking import endpoint as local
from tests.linking.endpoint import Reply, serving

TYPES, IRIS = load_schema(), Iris()
WD = "http://www.wikidata.org/entity/"


def held(name: str, *also: str, type: str = "Person", same_as: tuple[str, ...] = ()) -> Candidate:
    iri, article = IRIS.shared_entity(name).value, frozenset({"https://kg.example/article/1"})
    return Candidate(iri, type, (name, *also), frozenset(same_as), articles=article, types=(type,))


OKOYE, MARTEN, REHN = held("Ana Okoye", "Okoye"), held("Ivo Marten"), held("Tomas Rehn")
PARTY = held("Tide Party", type="PoliticalParty")


def asked(
    *candidates: Candidate, replies: tuple[Reply, ...] = (), **settings: float
) -> tuple[list[Candidate], list[str], list[float]]:
    """What is found, the queries that were sent, and the waits in seconds."""
    waits = list[float]()
    with serving(*replies) as (url, queries):
        endpoint = Endpoint(url, sleep=waits.append, **settings)  # type: ignore[arg-type]  # some are whole numbers
        return reconcile(candidates, endpoint, TYPES, IRIS), queries, waits


def test_names_and_other_names_are_found_for_people_and_bodies() -> None:
    found, _, _ = asked(OKOYE, PARTY, held("A. Okoye"))
    assert [(each.iri, each.type, each.names, each.articles) for each in found] == [
        (WD + "Q900001", "Person", ("Ana Okoye", "A. Okoye"), frozenset()),
        (WD + "Q900004", "PoliticalParty", ("Tide Party",), frozenset()),
    ]


def test_what_is_no_human_is_nobody() -> None:
    assert asked(REHN)[0] == []
    assert asked(held("Ana Okoye", type="Organization"))[0] == []


def test_what_was_found_is_proposed_and_its_iri_stays() -> None:
    found, _, _ = asked(OKOYE)
    assert [(each.keep, each.replace, each.score) for each in propose([OKOYE, *found], TYPES, IRIS)] == [
        (WD + "Q900001", OKOYE.iri, 0.7)
    ]


def test_two_humans_of_one_name_count_half() -> None:
    found, _, _ = asked(MARTEN)
    proposals = propose([MARTEN, *found], TYPES, IRIS)
    assert [(each.keep, each.score) for each in proposals] == [(WD + "Q900002", 0.35), (WD + "Q900003", 0.35)]


def test_bare_surnames_sources_and_what_is_known_already_are_not_looked_up() -> None:
    known = held("Ivo Marten", same_as=(WD + "Q900002",))
    assert asked(held("Okoye"), held("Ana Okoye", type="UnnamedSource"), known) == ([], [], [])


def test_names_go_in_batches_with_pauses() -> None:
    found, queries, waits = asked(OKOYE, MARTEN, PARTY, names=2, pause=1.5)
    assert (len(found), len(queries), waits) == (4, 2, [1.5])
    assert '"Ana Okoye"@en "Ana Okoye"@mul "Ivo Marten"@en "Ivo Marten"@mul' in queries[0]


def test_a_name_with_quotation_marks_does_not_leave_its_string() -> None:
    _, queries, _ = asked(held('Ana "} Okoye\\'))
    assert r'"Ana \"} Okoye\\"@en' in queries[0]


@pytest.mark.parametrize(
    "reply",
    [
        local.fail,
        local.cut_json,
        local.break_off,
        local.send_other_json,
        local.send_numbers,
        local.send_lists,
        local.send_half_characters,
    ],
    ids=lambda reply: reply.__name__,
)
def test_a_failure_that_passes_is_asked_again(reply: Reply) -> None:
    found, queries, waits = asked(OKOYE, replies=(reply, reply, local.answer))
    assert ([each.iri for each in found], len(queries), waits) == ([WD + "Q900001"], 3, [2.0, 4.0])


def test_a_busy_endpoint_says_when_to_come_back() -> None:
    found, _, waits = asked(OKOYE, replies=(local.be_busy, local.answer))
    assert ([each.iri for each in found], waits) == ([WD + "Q900001"], [7.0])


@pytest.mark.parametrize(
    ("reply", "tries", "message"),
    [
        (local.fail, 3, r"failed inside \(HTTP 500\) \(3 times\); nothing was changed, try again later"),
        (local.cut_json, 3, "gave an answer that is cut off or no SPARQL result"),
        (local.break_off, 3, "broke off in the middle of its answer"),
        (local.send_other_json, 3, "cut off or no SPARQL result"),
        (local.be_a_page, 1, "answers with text/html and not with JSON: is it a SPARQL endpoint"),
        (local.be_silent, 3, "gave no answer in 1 seconds"),
        (local.drip, 3, "was not done in 1 seconds"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_does_not_pass_is_said(reply: Reply, tries: int, message: str) -> None:
    waits = list[float]()
    with serving(reply) as (url, queries):
        with pytest.raises(KgError, match=message):
            reconcile([OKOYE], Endpoint(url, timeout=1, sleep=waits.append), TYPES, IRIS)
        assert (len(queries), len(waits)) == (tries, tries - 1)


def test_an_endpoint_that_asks_for_too_long_a_wait_is_left_alone() -> None:
    with serving(local.be_busy) as (url, queries):
        with pytest.raises(KgError, match=r"is busy \(HTTP 429\); nothing was changed"):
            reconcile([OKOYE], Endpoint(url, longest_wait=5), TYPES, IRIS)
        assert len(queries) == 1


def test_too_long_an_answer_is_refused() -> None:
    with serving() as (url, _), pytest.raises(KgError, match="answers with more than 100 bytes"):
        reconcile([OKOYE], Endpoint(url, size=100), TYPES, IRIS)


def test_where_nobody_listens_is_said() -> None:
    with serving() as (url, _):
        pass
    with pytest.raises(KgError, match="cannot be reached"):
        reconcile([OKOYE], Endpoint(url, sleep=lambda _: None), TYPES, IRIS)


@pytest.mark.parametrize("url", ["http://a..b/sparql", "http://a b/", "http://[::1", f"http://{'a' * 64}.example/"])
def test_an_address_that_can_be_nobodys_is_refused(url: str) -> None:
    with pytest.raises(KgError, match="this is no address of a SPARQL endpoint"):
        Endpoint(url)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example/", "wikidata"])
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(KgError, match="begins with http"):
        Endpoint(url)
