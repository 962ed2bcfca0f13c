"""`kg link`, `kg unlink` and `--authority` from the command line."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from kg.iris import Iris
from kg.linking import code_of
from kg.model import Entity, Fact
from tests.cli.running import run
from tests.linking.endpoint import serving
from tests.samples import ARTICLE, ASSERTED, ENTITIES, OFFICE, TEXT, VISIT, facts_of, write_sample

OKOYE, INITIAL = (Iris().shared_entity(name).value for name in ("Ana Okoye", "A. Okoye"))
RECORD = "https://authority.example/id/okoye"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two papers on one minister, whose given name the second shortens."""
    other = replace(ARTICLE, url="https://meridian.example/okoye", publisher="The Meridian")
    initial = {**ENTITIES, "okoye": Entity("okoye", "Person", "A. Okoye")}
    write_sample(tmp_path / "facts", facts_of(VISIT, OFFICE, curated=True), "first")
    write_sample(tmp_path / "facts", replace(facts_of(VISIT, OFFICE, article=other), entities=initial), "second")
    assert run("publish", tmp_path / "facts", "--store", tmp_path / "store").exit_code == 0
    return tmp_path / "store"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An authority file that knows the minister."""
    file = tmp_path / "desk.csv"
    file.write_text(f"id,name,type,also\n{RECORD},Ana Okoye,Person,A. Okoye\n", encoding="utf-8")
    return file


def test_proposals_are_listed_with_their_reasons(store: Path) -> None:
    result = run("link", "--store", store)
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            f"{code_of(OKOYE, INITIAL)}  0.58  merge  Ana Okoye (Person)",
            f"    keep     {OKOYE}",
            f"    replace  {INITIAL}",
            "    because  an initial may stand for a given name, Ana Okoye and A. Okoye",
            "    because  both: Foreign Minister",
        ],
    )
    assert result.stderr == f"1 to merge, 0 pairs of namesakes. Accept: kg link --accept CODE... --store {store}\n"


def test_a_remedy_can_be_copied_where_the_folder_has_spaces(store: Path) -> None:
    moved = store.rename(store.with_name("our store"))
    assert run("link", "--store", moved).stderr.endswith(f"Accept: kg link --accept CODE... --store '{moved}'\n")
    assert run("link", "--store", moved, "--accept", OKOYE, INITIAL).stderr.endswith(f" --store '{moved}'\n")


def test_what_is_proposed_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    spoofed = {**ENTITIES, "okoye": Entity("okoye", "Person", "Ana \u202eOkoye", same_as=(RECORD,))}
    other = replace(ARTICLE, url="https://meridian.example/okoye")
    write_sample(tmp_path / "facts", replace(facts_of(VISIT, curated=True), entities=spoofed), "first")
    write_sample(tmp_path / "facts", facts_of(VISIT, article=other, curated=True), "second")
    assert run("publish", tmp_path / "facts", "--store", tmp_path / "store").exit_code == 0
    lines = run("link", "--store", tmp_path / "store").stdout
    assert ("\u202e" in lines, "Ana \ufffdOkoye" in lines) == (False, True)


def test_proposals_as_json_are_an_object_a_line(store: Path) -> None:
    (line,) = run("link", "--store", store, "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["kind"], found["keep"], found["replace"], found["score"]) == ("merge", OKOYE, INITIAL, 0.58)


def test_what_is_less_likely_is_left_out(store: Path) -> None:
    assert run("link", "--store", store, "--min-score", "0.6").stdout == ""


def test_a_merge_is_accepted_listed_and_undone(store: Path) -> None:
    before = run("export", "--store", store, "--format", "trig").stdout
    accepted = run("link", "--store", store, "--accept", code_of(OKOYE, INITIAL))
    assert (accepted.exit_code, accepted.stdout) == (0, "")
    assert "1 article rewritten (generation 2)." in accepted.stderr
    listed = json.loads(run("link", "--store", store, "--list", "--json").stdout)
    assert (listed["replaced"], listed["by"]) == (INITIAL, OKOYE)
    assert re.search(f"{INITIAL}  ->  {OKOYE}", run("link", "--store", store, "--list").stdout)
    assert "Nothing new" in run("publish", store.parent / "facts", "--store", store).stderr
    undone = run("unlink", INITIAL, "--store", store)
    assert undone.stderr == f"{INITIAL} is itself again: 1 article rewritten (generation 3).\n"
    assert run("export", "--store", store, "--format", "trig").stdout == before


def test_a_paper_that_an_article_names_without_the_is_merged_as_the_check_says(tmp_path: Path) -> None:
    paper = {**ENTITIES, "party": Entity("party", "NewsMediaOrganization", "Courier")}
    fields = {**ASSERTED, "member": ("okoye",), "group": ("party",), "tenure": ("current",)}
    member = Fact("Membership", fields, VISIT.evidence)
    facts = replace(facts_of(member, article=replace(ARTICLE, publisher="The Courier")), entities=paper)
    file, store = write_sample(tmp_path, facts), tmp_path / "store"
    assert run("publish", file, "--store", store).exit_code == 0
    found = json.loads(run("check", "--json", "--only", "namesakes", "--store", store).stdout)
    command = found["remedy"].partition(" If they are one: kg ")[2].split()
    assert (command[:2], command[4:]) == (["link", "--accept"], ["--store", str(store)])
    assert command[2:4] == [side["iri"] for side in found["sides"]]
    assert run(*command).exit_code == 0
    assert run("check", "--only", "namesakes", "--store", store).stderr == "Nothing found.\n"


def test_a_place_of_many_articles_is_one_finding_and_merged_by_one_command(tmp_path: Path) -> None:
    sollen = {**ENTITIES, "kesmark": Entity("kesmark", "City", "Sollen")}
    for number in range(3):
        article = replace(ARTICLE, url=f"https://harbourpost.example/sollen-{number}")
        write_sample(tmp_path / "facts", replace(facts_of(VISIT, article=article), entities=sollen), str(number))
    store = tmp_path / "store"
    assert run("publish", tmp_path / "facts", "--store", store).exit_code == 0
    found = json.loads(run("check", "--json", "--only", "duplicates", "--store", store).stdout)
    assert (found["summary"], len(found["sides"])) == ("Sollen (City)", 3)
    command = found["remedy"].removeprefix("If they are one: kg ").split()
    codes = command[2:4]
    assert command == ["link", "--accept", *codes, "--store", str(store)]
    accepted = run(*command)
    assert (accepted.exit_code, accepted.stderr.count("is now Sollen")) == (0, 2)
    assert run("check", "--only", "duplicates", "--store", store).stderr == "Nothing found.\n"
    asked = "SELECT (COUNT(DISTINCT ?city) AS ?cities) { ?city a schema:City }"
    assert run("query", "--store", store, "--format", "csv", asked).stdout.split() == ["cities", "1"]


def test_two_iris_are_merged(store: Path) -> None:
    assert run("link", "--store", store, "--accept", INITIAL, OKOYE).exit_code == 0
    answer = run("query", "--store", store, "ASK { GRAPH ?g { ?article schema:mentions <" + INITIAL + "> } }")
    assert answer.stdout == "no\n"


def test_the_redirect_of_a_merged_iri_can_be_asked_for(store: Path) -> None:
    run("link", "--store", store, "--accept", INITIAL, OKOYE)
    asked = run("query", "--store", store, "--format", "csv", f"SELECT ?by {{ <{INITIAL}> dcterms:isReplacedBy ?by }}")
    assert asked.stdout.split() == ["by", OKOYE]


def test_an_authority_file_names_entities_in_every_verb(store: Path, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Okoye may travel\n\n{TEXT}\n", encoding="utf-8")
    drafted = yaml.safe_load(run("extract", tmp_path / "a.txt", "--authority", desk).stdout)
    assert [each["same_as"] for each in drafted["entities"].values() if each["name"] == "Ana Okoye"] == [[RECORD]]
    proposed = run("link", "--store", store, "--authority", desk, "--json").stdout.splitlines()
    assert {(each["keep"], each["replace"]) for each in map(json.loads, proposed)} == {
        (RECORD, OKOYE),
        (RECORD, INITIAL),
    }
    assert run("publish", tmp_path / "facts", "--store", store, "--authority", desk).exit_code == 0
    found = run("query", "--store", store, "--format", "csv", f"SELECT ?a {{ ?a schema:mentions <{RECORD}> }}")
    assert len(found.stdout.split()) == 3


def test_namesakes_in_an_authority_are_a_warning(desk: Path, tmp_path: Path) -> None:
    desk.write_text(desk.read_text() + "https://authority.example/id/other,Ana Okoye,Person,\n", encoding="utf-8")
    file = write_sample(tmp_path / "facts", facts_of(VISIT, curated=True))
    plain = run("validate", file, "--authority", desk)
    assert (plain.exit_code, "warning[authority-namesakes]" in plain.stdout) == (0, True)
    assert run("validate", file, "--authority", desk, "--strict").exit_code == 1
    published = run("publish", file, "--store", tmp_path / "new", "--authority", desk)
    assert (published.exit_code, "authority-namesakes" in published.stderr) == (0, True)
    assert run("publish", file, "--store", tmp_path / "newer", "--authority", desk, "--strict").exit_code == 1


def test_a_broken_authority_file_is_said_with_its_line(desk: Path, tmp_path: Path) -> None:
    desk.write_text("id,name,type\nhttps://authority.example/id/okoye,Ana Okoye,Persn\n", encoding="utf-8")
    file = write_sample(tmp_path / "facts", facts_of(VISIT, curated=True))
    for words in (("validate", file), ("publish", file, "--store", tmp_path / "new"), ("link", "--store", tmp_path)):
        result = run(*words, "--authority", desk)
        assert result.exit_code == 2
    assert "Did you mean Person?" in run("validate", file, "--authority", desk).stderr
    assert f"{desk}:2:1: error[bad-authority]" in run("validate", file, "--authority", desk).stderr


def test_an_endpoint_gives_proposals_and_nothing_more(store: Path) -> None:
    before = run("export", "--store", store).stdout
    with serving() as (url, _):
        result = run("link", "--store", store, "--reconcile", url, "--json")
    proposed = {
        (each["keep"].rpartition("/")[2], each["replace"]) for each in map(json.loads, result.stdout.splitlines())
    }
    party = Iris().shared_entity("Tide Party").value
    assert proposed == {("Q900001", OKOYE), ("Q900001", INITIAL), ("Q900004", party)}
    assert run("export", "--store", store).stdout == before


def test_an_endpoint_that_refuses_is_said(store: Path) -> None:
    result = run("link", "--store", store, "--reconcile", "file:///etc/passwd")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "begins with http:// or https://" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--accept",),
        ("abcdef",),
        ("--accept", "https://a/", "https://b/", "https://c/"),
        ("--accept", "--list", "abcdef"),
    ],
)
def test_a_line_that_says_too_much_or_too_little_is_refused(store: Path, words: tuple[str, ...]) -> None:
    result = run("link", "--store", store, *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "to merge, give --accept and the codes of proposals, or the IRIs of two entities" in result.stderr


def test_what_was_never_linked_is_not_unlinked(store: Path) -> None:
    for iri, words in ((OKOYE, "was not linked to another IRI"), ("no iri", "is no IRI")):
        result = run("unlink", iri, "--store", store)
        assert (result.exit_code, result.stdout) == (2, "")
        assert words in result.stderr
