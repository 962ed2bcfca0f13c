"""`kg check` from the command line: what it prints, its exit code, and undoing a join."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.checks import KINDS
from kg.cli import check
from tests.cli.running import run
from tests.conftest import ROOT

DATA = ROOT / "data"
DIED = "died on Monday when a trawler struck the cable ship Orlen Star in fog in the Orlen Strait"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reprint, and the article that it copies once that was corrected; tests undo what they do."""
    store = tmp_path_factory.mktemp("check") / "store"
    files = [DATA / f"{name}.facts.yaml" for name in ("03b-orlen-collision-corrected", "04-courier-reprint")]
    assert run("publish", *files, "--texts", DATA, "--store", store).exit_code == 0
    return store


def test_findings_are_printed_and_the_exit_code_is_1(story: Path) -> None:
    result = run("check", "--only", "conflicts", "--store", story)
    assert (result.exit_code, result.stderr) == (1, "Found: conflicts 1.\n")
    assert result.stdout.splitlines() == [
        "oa6kdj  conflicts  event: Orlen Strait, collision, 2031-03-10",
        "    because  deaths: 3 or 4",
        "    - 3: The Harbour Post, 2031-03-12",
        f"      “Three people {DIED}”",
        "    - 4: The Kesmark Courier, 2031-03-11 (disputed)",
        f"      “Four people {DIED}”",
        "    do       Both stand until a paper corrects itself; correct your own fact file if it is wrong.",
    ]


def test_json_has_one_object_a_finding(story: Path) -> None:
    result = run("check", "--json", "--store", story)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (1, "")
    assert [each["kind"] for each in found] == ["conflicts", "disputes", "duplicates", "duplicates"]
    assert {key for each in found for key in each} == {"kind", "code", "summary", "reasons", "sides", "remedy"}


def test_a_remedy_names_the_store_and_can_be_copied(story: Path) -> None:
    result = run("check", "--json", "--only", "duplicates", "--store", story)
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["remedy"] for each in found] == [
        f"If they are one: kg link --accept {each['code']} --store {story}" for each in found
    ]
    assert f"    do       {found[0]['remedy']}\n" in run("check", "--only", "duplicates", "--store", story).stdout


def test_the_command_line_names_every_kind_of_finding() -> None:
    assert tuple(KINDS) == check.KINDS


def test_nothing_found_exits_with_0(story: Path) -> None:
    result = run("check", "--only", "holders", "--only", "orphans", "--store", story)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing found.\n")


def test_a_join_is_undone_and_made_again(story: Path) -> None:
    joins = [json.loads(line) for line in run("check", "--joins", "--json", "--store", story).stdout.splitlines()]
    code = joins[0]["code"]
    apart = run("check", "--apart", code, "--by", "R. Sand", "--store", story)
    assert (apart.exit_code, apart.stderr) == (
        0,
        f"{code} is kept apart (generation 2). To undo this: kg check --together {code} --store {story}\n",
    )
    kept = [json.loads(line) for line in run("check", "--joins", "--json", "--store", story).stdout.splitlines()]
    assert [each["code"] for each in kept if each["apart_by"]] == [code]
    assert run("check", "--together", code, "--store", story).exit_code == 0
    again = [json.loads(line) for line in run("check", "--joins", "--json", "--store", story).stdout.splitlines()]
    assert again == joins


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--joins", "--only", "conflicts"), "--joins, --only, --apart and --together exclude each other"),
        (("--by", "R. Sand"), "--by goes with --apart"),
        (("--apart", "abcdef"), "there is no join abcdef now"),
        (("--together", "abcdef"), "no decision has the code abcdef"),
    ],
)
def test_what_cannot_be_meant_is_refused(story: Path, words: tuple[str, ...], message: str) -> None:
    result = run("check", *words, "--store", story)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
