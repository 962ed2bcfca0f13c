"""What may be one is proposed with its reasons, and namesakes are pointed out, never merged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.iris import Iris
from kg.linking import Candidate, candidate_of, code_of, propose
from kg.linking.candidates import pairs
from kg.linking.records import Record
from kg.schema import load_schema

TYPES, IRIS = load_schema(), Iris()
ID = "https://authority.example/id/"
ONE, TWO, THREE = (f"https://kg.example/article/{number}" for number in (1, 2, 3))


def shared(name: str, article: str = ONE, ties: tuple[str, ...] = (), same_as: tuple[str, ...] = ()) -> Candidate:
    iri, articles = IRIS.shared_entity(name).value, frozenset({article})
    return Candidate(iri, "Person", (name,), frozenset(same_as), frozenset(ties), articles, types=("Person",))


def own(name: str, local: str, type: str = "City", article: str = TWO) -> Candidate:
    return Candidate(f"{IRIS.base}entity/{local}", type, (name,), articles=frozenset({article}), types=(type,))


def known(name: str, local: str, article: str = THREE) -> Candidate:
    return Candidate(ID + local, "Person", (name,), articles=frozenset({article}), types=("Person",))


def merges(*candidates: Candidate, least: float = 0.0) -> list[tuple[str, str, float]]:
    found = propose(candidates, TYPES, IRIS, least)
    return [(each.keep, each.replace, each.score) for each in found if each.kind == "merge"]


def reasons(*candidates: Candidate) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.reasons) for each in propose(candidates, TYPES, IRIS, 0.0)]


@pytest.mark.parametrize(
    ("one", "other", "score", "reason"),
    [
        ("José Núñez", "Jose Nunez", 0.65, "the same name but for accents, hyphens or full stops"),
        ("Ana Okoye-Vane", "Ana Okoye Vane", 0.65, "the same name but for accents, hyphens or full stops"),
        ("Sir Osric Vane", "Osric Vane", 0.6, "the same name but for a title"),
        ("Ana M. Okoye", "Ana Okoye", 0.5, "one has a middle name or initial more"),
        ("A. Okoye", "Ana Okoye", 0.4, "an initial may stand for a given name"),
        ("Tomas Rehnberg", "Thomas Rehnberg", 0.3, "one letter apart"),
        ("Tomas Rehnberg", "Tomas Rehnbreg", 0.3, "one letter apart"),
    ],
)
def test_other_spellings_of_a_name_are_proposed(one: str, other: str, score: float, reason: str) -> None:
    (proposal,) = propose((shared(one), shared(other, TWO)), TYPES, IRIS, 0.0)
    assert (proposal.kind, proposal.score) == ("merge", score)
    assert proposal.reasons[0].startswith(f"{reason}, ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Okoye", "Ada Okoye"),
        ("A. Okoye", "B. Okoye"),
        ("Ana Okoye", "Ana Rehn"),
        ("Ana Okoye", "Okoye"),
        ("Ms Okoye", "Okoye"),
        ("Ann Lee", "Ian Lee"),
        ("Ana M. Okoye", "Ana B. Okoye"),
        ("— —", "?? ??"),
        ("St-Mr Dr-St", "Ms-Mr Dr-St"),
        ("राम मोदी", "रीमा मादु"),
    ],
)
def test_other_names_are_not_proposed_at_the_usual_score(one: str, other: str) -> None:
    assert merges(shared(one), shared(other, TWO), least=0.4) == []


def test_a_post_in_common_speaks_for_two_being_one() -> None:
    ties = ("Foreign Minister",)
    one, other = shared("Ana Okoye", ties=ties), shared("A. Okoye", TWO, ties)
    assert merges(one, other) == [(one.iri, other.iri, 0.58)]
    assert reasons(one, other)[0][1][1] == "both: Foreign Minister"


def test_an_iri_in_common_is_the_best_reason() -> None:
    wikidata = "http://www.wikidata.org/entity/Q900001"
    one, other = shared("Ana Okoye", same_as=(wikidata,)), shared("Ana Rehn", TWO, same_as=(wikidata,))
    assert reasons(one, other) == [("merge", (f"both are the same as {wikidata}",))]


def test_an_iri_of_an_authority_stays() -> None:
    one, other = shared("Ana Okoye"), known("Ana Okoye", "okoye")
    assert merges(one, other) == [(other.iri, one.iri, 0.7)]


def test_the_iri_that_more_articles_use_stays() -> None:
    one, other = shared("Ana Okoye"), replace(shared("Ana M. Okoye"), articles=frozenset({TWO, THREE}))
    assert merges(one, other) == [(other.iri, one.iri, 0.5)]


def test_places_of_one_name_are_proposed_each_once() -> None:
    places = [own("Sollen", local, article=f"https://kg.example/article/{local}") for local in "abcd"]
    assert merges(*places) == [(places[0].iri, each.iri, 0.7) for each in places[1:]]


def test_a_place_may_be_the_town_or_the_country_of_its_name_but_the_town_is_not_the_country() -> None:
    town, place, land = own("Sollen", "a"), own("Sollen", "b", "Place", THREE), own("Sollen", "c", "Country", ONE)
    assert merges(town, place, land) == [(town.iri, place.iri, 0.7), (place.iri, land.iri, 0.7)]


def test_a_crowd_of_one_name_is_compared_in_a_line() -> None:
    places = [own("Sollen", f"p{n:04}", article=f"https://kg.example/article/{n}") for n in range(300)]
    assert len(list(pairs(places, TYPES, IRIS))) == len(merges(*places)) == 299


def test_bodies_without_a_name_are_not_proposed() -> None:
    bodies = [own("the committee", local, "Organization", f"https://kg.example/{local}") for local in "ab"]
    assert reasons(*bodies) == []


def test_sources_without_a_name_are_not_proposed() -> None:
    sources = [own("a Tide Party MP", local, "UnnamedSource", f"https://kg.example/{local}") for local in "ab"]
    assert reasons(*sources) == []


def test_of_two_iris_from_elsewhere_the_one_that_names_the_other_stays() -> None:
    record, wikidata = known("Ana Okoye", "okoye"), "http://www.wikidata.org/entity/Q900001"
    both = replace(record, same_as=frozenset({wikidata})), replace(record, iri=wikidata, articles=frozenset({TWO}))
    assert [(keep, give) for keep, give, _ in merges(*both)] == [(record.iri, wikidata)]


def test_an_iri_that_articles_share_stays_before_one_of_a_single_article() -> None:
    one, other = own("Ana Okoye", "aaa", "Person", TWO), shared("Ana Okoye")
    assert merges(one, other) == [(other.iri, one.iri, 0.7)]


def test_a_person_and_a_body_of_one_name_are_not_proposed() -> None:
    assert merges(shared("Ana Okoye"), own("Ana Okoye", "x", "Organization")) == []


def test_a_source_that_is_possibly_somebody_is_proposed() -> None:
    okoye = shared("Ana Okoye")
    source = Candidate(
        f"{IRIS.base}entity/mp", "UnnamedSource", ("an MP",), articles=frozenset({TWO}), possibly=frozenset({okoye.iri})
    )
    assert reasons(okoye, source) == [("merge", ("an article says that they are possibly the same",))]


def test_two_records_of_one_authority_are_namesakes() -> None:
    captain, mp = known("Ivo Marten", "captain", ONE), known("Ivo Marten", "mp", TWO)
    why = f"one authority has both, {captain.iri} and {mp.iri}"
    assert reasons(captain, mp) == [("namesakes", (why,))]


def test_two_of_one_name_in_one_article_are_namesakes() -> None:
    one, other = own("Ivo Marten", "a", "Person"), own("Ivo Marten", "b", "Person")
    assert reasons(one, other) == [("namesakes", (f"one article speaks of both, {TWO}",))]


def test_one_who_may_be_either_of_two_namesakes_counts_half() -> None:
    captain, mp, ivo = known("Ivo Marten", "captain", TWO), known("Ivo Marten", "mp", THREE), shared("Ivo Marten")
    assert merges(captain, mp, ivo) == [(captain.iri, ivo.iri, 0.35), (mp.iri, ivo.iri, 0.35)]
    assert f"but it may as well be {mp.iri}" in reasons(captain, mp, ivo)[0][1]


def test_what_cannot_be_said_of_one_is_pointed_out() -> None:
    mixed = Candidate(
        IRIS.shared_entity("Ivo Marten").value,
        "Person",
        ("Ivo Marten",),
        same_as=frozenset({ID + "captain", ID + "mp"}),
        articles=frozenset({ONE}),
        types=("Organization", "Person"),
    )
    first, second = (
        "articles say that it is of the types Person and Organization",
        "articles say that it is the same as",
    )
    assert reasons(mixed) == [("namesakes", (first, f"{second} {ID}captain and as {ID}mp"))]


def test_records_of_authorities_are_compared_with_entities_and_not_with_each_other() -> None:
    records = [Record(ID + local, "Person", "Ana Okoye", place=f"desk.csv:{n}") for n, local in enumerate("ab", 2)]
    okoye = shared("Ana Okoye")
    assert reasons(*map(candidate_of, records)) == []
    assert merges(okoye, candidate_of(records[0])) == [(ID + "a", okoye.iri, 0.7)]
    assert reasons(okoye, candidate_of(records[0]))[0][1] == ("the same name, Ana Okoye", "authority desk.csv:2")


def test_proposals_do_not_depend_on_the_order_of_entities() -> None:
    found = [shared("Ana Okoye"), known("Ana Okoye", "okoye"), own("Sollen", "a"), own("Sollen", "b", article=THREE)]
    assert propose(found, TYPES, IRIS) == propose(found[::-1], TYPES, IRIS)


def test_a_code_stands_for_the_pair_whatever_else_is_proposed() -> None:
    pair = [shared("Ana Okoye"), known("Ana Okoye", "okoye")]
    more = [own("Sollen", "a"), own("Sollen", "b", article=THREE)]
    code = code_of(pair[0].iri, pair[1].iri)
    assert code in {each.code for each in propose(pair, TYPES, IRIS)}
    assert code in {each.code for each in propose([*more, *pair], TYPES, IRIS)}
