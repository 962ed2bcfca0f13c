"""`kg history`, `rollback`, `retract`, `backup`, `restore` and `--as-of`, told with the story in data/."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.iris import Iris
from kg.store.tables import WITHOUT
from tests.cli.running import run
from tests.conftest import ROOT
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, with_fields, write_sample
from tests.store.test_retracting import traces

DATA = ROOT / "data"
DEATHS = """SELECT ?headline ?reads {
    ?article a schema:NewsArticle ; schema:headline ?headline . FILTER (CONTAINS(?headline, "dead"))
    OPTIONAL { ?article schema:correction ?reads } }"""
IRIS = Iris()
COLLISION = "https://harbourpost.example/2031/03/10/orlen-strait-collision"
LETTER = "https://harbourpost.example/2031/03/06/cable-letter"
FOUR = [("Four dead as trawler and cable ship collide in Orlen Strait", "")]
THREE = [
    (
        "Three dead as trawler and cable ship collide in Orlen Strait",
        "An earlier version of this article said that four people had died. The coastguard has since found the fourth"
        " man, who had been taken to hospital in Skerrow under another name. The headline and the first sentence have"
        " been changed.",
    )
]


def publish(store: Path, *names: str) -> None:
    files = [file for name in names for file in sorted(DATA.glob(f"{name}-*.facts.yaml"))]
    result = run("publish", *files, "--store", store, "-q")
    assert (result.exit_code, result.stderr) == (0, "")


def answer(store: Path, query: str, *options: str) -> list[tuple[str, ...]]:
    result = run("query", query, "--store", store, "--format", "json", *options)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    names = found["head"]["vars"]
    return sorted(tuple(row.get(name, {}).get("value", "") for name in names) for row in found["results"]["bindings"])


def now() -> str:
    return datetime.now(UTC).isoformat()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The store after the correction, and a time after each publish; tests copy it before they write."""
    store, times = tmp_path_factory.mktemp("story") / "store", list[str]()
    for names in (("01", "02"), ("03",), ("03b", "05")):
        publish(store, *names)
        times.append(now())
    return store, times


@pytest.fixture
def store(told: tuple[Path, list[str]], tmp_path: Path) -> Path:
    return Path(shutil.copytree(told[0], tmp_path / "store"))


def test_what_was_believed_as_of_three_dates(told: tuple[Path, list[str]]) -> None:
    store, times = told
    assert [answer(store, DEATHS, "--as-of", time) for time in times] == [[], FOUR, THREE]
    assert answer(store, DEATHS) == THREE


def test_what_was_believed_can_be_exported(told: tuple[Path, list[str]], tmp_path: Path) -> None:
    store, times = told
    publish(tmp_path / "then", "01", "02", "03")
    expected = run("export", "--store", tmp_path / "then", "--format", "nquads").stdout
    assert run("export", "--store", store, "--as-of", times[1], "--format", "nquads").stdout == expected


def test_a_rollback_gives_the_answers_of_then(store: Path) -> None:
    result = run("rollback", "--store", store)
    assert result.stderr == (
        f"Went back: 1 article as before ({FOUR[0][0]}), "
        "1 article removed (Okoye to visit Kesmark on 25 March) (generation 4).\n"
    )
    assert answer(store, DEATHS) == FOUR
    assert run("rollback", "3", "--store", store).stderr == (
        "Went back: 2 articles as before, 0 articles removed (generation 5).\n"
    )
    assert answer(store, DEATHS) == THREE
    assert (
        run("rollback", "3", "--store", store).stderr
        == f"Nothing to undo: {store} holds the same as then, but for what was retracted since.\n"
    )


def test_the_history_of_an_article_is_listed(store: Path) -> None:
    run("rollback", "--store", store)
    shown = run("history", COLLISION, "--store", store).stdout
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "TIME", shown) == (
        "revision  generation  from (UTC)           to\n"
        "       3           4  TIME  now\n"
        "       2           3  TIME  TIME\n"
        "       1           2  TIME  TIME\n"
    )
    rows = [json.loads(line) for line in run("history", COLLISION, "--store", store, "--json").stdout.splitlines()]
    assert [(row["number"], row["generation"], row["digest"] == rows[0]["digest"]) for row in rows] == [
        (3, 4, True),
        (2, 3, False),
        (1, 2, True),
    ]
    assert [row["recorded_from"] for row in rows[:-1]] == [row["recorded_to"] for row in rows[1:]]
    marks = [line.split("  ")[-1] for line in run("history", "--store", store).stdout.splitlines()]
    assert marks[1] == "rollback to 2, current"


def test_a_generation_of_one_article_names_it(store: Path) -> None:
    run("retract", LETTER, "--reason", "Published by mistake.", "--store", store)
    rows = run("history", "--store", store).stdout.splitlines()[1:]
    assert rows[0].endswith(
        "  retract, current, MP accuses minister of sitting on cable letter"
    )  # the last that it had
    assert rows[2].endswith(f"  {THREE[0][0]}")  # of the article as it is now
    assert not rows[1].endswith(THREE[0][0])
    told = [json.loads(line) for line in run("history", "--store", store, "--json").stdout.splitlines()]
    named = {each["number"]: each.get("article") for each in told}
    assert named == {
        4: IRIS.article(url=LETTER).value,
        3: None,
        2: IRIS.article(url=COLLISION).value,
        1: None,
        0: None,
    }


def test_an_article_is_retracted_and_comes_back(store: Path, told: tuple[Path, list[str]]) -> None:
    said = run("retract", LETTER, "--reason", "Published by mistake.", "--store", store)
    iri = Iris().article(url=LETTER).value
    assert (said.exit_code, said.stderr) == (
        0,
        f"{LETTER} was retracted (generation 4).\nTo undo this: kg retract {iri} --undo --store {store}\n",
    )
    unknown = run("retract", "Okoye's letter", "--undo", "--store", store)
    assert unknown.exit_code == 2
    assert unknown.stderr.endswith(f"\nThese are retracted; give the IRI:\n  {iri}  Published by mistake.\n")
    again = run("publish", DATA / "02-cable-letter.facts.yaml", "--store", store)
    assert again.exit_code == 0
    assert again.stderr.endswith(
        "  (Published by mistake; `kg retract --undo` lets it come back)\n"
        f"Nothing was published to {store}: 1 retracted.\n"
    )
    query = "SELECT ?why { ?article a nf:Tombstone ; nf:retractionReason ?why }"
    assert answer(store, query) == [("Published by mistake.",)]
    letter = 'SELECT ?a { ?a schema:headline ?h FILTER (CONTAINS(?h, "cable letter")) }'
    assert [answer(store, letter, *words) for words in ([], ["--as-of", told[1][0]])] == [[], []]
    shown = run("history", LETTER, "--store", store).stdout.splitlines()
    assert re.sub(r"\d{4}\S+ \S+", "TIME", shown[0]) == "Retracted on TIME (UTC): Published by mistake."
    assert shown[2].endswith("  now                  away")
    undone = run("retract", LETTER, "--undo", "--store", store)
    assert undone.stderr == f"{LETTER} is published again (generation 5).\n"
    assert len(answer(store, letter)) == 1


def test_a_purge_leaves_no_word_and_names_the_backups(store: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    assert run("backup", backup, "--store", store).stderr == f"Backed up generation 3 of {store} to {backup}.\n"
    assert {name.split("/")[0] for name in traces(store, "withholding a letter")} == {
        "generations",
        "history",
        "search.sqlite",
    }
    said = run("retract", LETTER, "--reason", "Court order 12/31.", "--purge", "--store", store)
    assert re.sub(r"\d{4}-\S+ \S+ \(", "TIME (", said.stderr) == (
        f"{LETTER} was retracted, and what it said erased (generation 4).\n"
        "These backups may still have it; kg does not reach them. Delete them, or make them anew:\n"
        f"  {backup}  of TIME (UTC)\n"
    )
    for words in ("withholding a letter", "refused to release", "foul or sever", "sitting on cable letter", LETTER):
        assert (words, traces(store, words)) == (words, {})
    assert answer(store, DEATHS) == THREE
    restored = tmp_path / "restored"
    assert run("restore", backup, "--store", restored).stderr == f"Restored generation 3 to {restored}.\n"
    exports = [run("export", "--store", each, "--format", "nquads").stdout for each in (backup, restored)]
    assert exports[0] == exports[1] != ""


def test_how_much_stays_at_hand_is_set(store: Path) -> None:
    said = run("history", "--keep", "2", "--keep-bytes", "2GB", "--store", store)
    assert said.stderr == (
        "The newest 2 generations stay and as many as fit into 2,000,000,000 bytes. Removed: 0, 1.\n"
    )
    assert run("history", "--keep", "3", "--store", store).stderr == (
        "The newest 3 generations stay and as many as fit into 2,000,000,000 bytes.\n"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["retract", LETTER], 'give --reason "WORDS", or --undo, and not both'),
        (["retract", LETTER, "--reason", "x", "--undo"], "and not both"),
        (["retract", LETTER, "--undo", "--purge"], "and not both"),
        (["retract", LETTER, "--undo"], "was not retracted"),
        (["retract", LETTER, "--reason", " "], "needs a reason"),
        (["retract", "https://harbourpost.example/none", "--reason", "x"], "no article in the store has this"),
        (["retract", "Ana Okoye", "--reason", "x"], "Ana Okoye: no article in the store has this"),
        (["history", "https://harbour post/", "--json"], "no article in the store has this URL, IRI, id or headline"),
        (["rollback", "9"], "there is no generation 9: the current one is 3"),
        (["query", "ASK {}", "--as-of", "Tuesday"], "'Tuesday' is no time: write a date (2031-03-04) or a time"),
        (["query", "ASK {}", "--as-of", "2001-01-01"], "has nothing of 2001-01-01T23:59:59Z: it began at"),
        (["query", "ASK {}", "--as-of", "0001-01-01T00:00+14:00"], "has nothing of 0001-01-01T00:00:00Z: it began at"),
        (["history", "--keep-bytes", "much"], "'much' is no size: write 500MB or 20GB"),
        (["history", "--keep", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_done_is_said(told: tuple[Path, list[str]], words: list[str], says: str) -> None:
    result = run(*words, "--store", told[0])
    assert result.exit_code == 2
    assert says in result.stderr


def test_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    result = run("restore", tmp_path, "--store", tmp_path / "store")
    assert (result.exit_code, "is no backup made by `kg backup`" in result.stderr) == (2, True)


def test_a_time_to_come_is_said_to_be_one(told: tuple[Path, list[str]]) -> None:
    said = run("query", "ASK {}", "--as-of", "2199-01-01", "--store", told[0])
    assert (said.exit_code, said.stdout, said.stderr) == (
        0,
        "yes\n",
        "2199-01-01 is in the future; --as-of counts when kg published. For the days of articles ask nf:attestedOn.\n",
    )
    assert run("query", "ASK {}", "--as-of", told[1][-1], "--store", told[0]).stderr == ""


@pytest.mark.parametrize("ruin", ["garbage", "empty", "gone"])
def test_who_lost_the_ledger_still_reads_and_makes_a_store_anew(tmp_path: Path, ruin: str) -> None:
    other = replace(ARTICLE, url="https://harbourpost.example/two")
    files = write_sample(tmp_path, facts_of(VISIT), "a"), write_sample(tmp_path, facts_of(OFFICE, article=other), "b")
    old, new = tmp_path / "old", tmp_path / "new"
    assert run("publish", *files, "--store", old).exit_code == 0
    ledger, export = old / "ledger.sqlite", run("export", "--store", old).stdout_bytes
    if ruin == "gone":
        ledger.unlink()
    else:
        ledger.write_bytes(b"" if ruin == "empty" else b"nothing that is a database\n" * 500)
    for words in (("publish", files[0]), ("history",), ("rollback",)):
        refused = run(*words, "--store", old)
        assert refused.exit_code == 2
        assert WITHOUT in " ".join(refused.stderr.split())
    asked = run("query", "--store", old, "--format", "csv", "SELECT ?name { ?v nf:visitor/schema:name ?name }")
    assert (asked.exit_code, asked.stdout.split()) == (0, ["name", "Ana", "Okoye"])
    assert run("export", "--store", old).stdout_bytes == export
    assert run("publish", *files, "--store", new).exit_code == 0
    assert run("export", "--store", new).stdout_bytes == export


def test_what_changed_between_two_generations_is_told_article_by_article(tmp_path: Path) -> None:
    store, other = tmp_path / "store", replace(ARTICLE, url="https://harbourpost.example/two", headline="Another")
    first, second = facts_of(VISIT, OFFICE), facts_of(with_fields(VISIT, certainty="probable"), MEETING)
    assert run("publish", write_sample(tmp_path, first, "a"), "--store", store).exit_code == 0
    changed = write_sample(tmp_path, replace(second, article=replace(ARTICLE, headline="Okoye will travel")), "a")
    added = write_sample(tmp_path, facts_of(OFFICE, article=other), "b")
    assert run("publish", changed, added, "--store", store).exit_code == 0
    iri, new = (IRIS.article(url=str(each.url)).value for each in (ARTICLE, other))
    office, met, may = "Ana Okoye is Foreign Minister", "Ana Okoye and Tomas Rehn met for talks", "Ana Okoye may visit"
    kept = f"{may} Kesmark [mooted, possible, stated]", f"{may} Kesmark [mooted, probable, stated]"
    forth = [
        f"  - {office}",
        f"  - {kept[0]}",
        f"  + {kept[1]}",
        f"  + {met}",
        f"added    Another  {new}",
        f"  + {office}",
    ]
    back = [
        f"  - {met}",
        f"  - {kept[1]}",
        f"  + {kept[0]}",
        f"  + {office}",
        f"removed  Another  {new}",
        f"  - {office}",
    ]
    travel = f"changed  Okoye will travel  (was: Okoye may travel)  {iri}"
    assert run("history", "--store", store, "--diff", "1").stdout.splitlines() == [travel, *forth]
    travel = f"changed  Okoye may travel  (was: Okoye will travel)  {iri}"
    assert run("history", "--store", store, "--diff", "2..1").stdout.splitlines() == [travel, *back]
    assert run("history", "--store", store, "--diff", "2").stdout == ""
    as_json = run("history", "--store", store, "--diff", "1..2", "--json").stdout
    heads = {"state": "changed", "headline": "Okoye will travel", "was": "Okoye may travel"}
    changed_facts = {"removed": [office], "added": [met], "changed": [{"was": kept[0], "is": kept[1]}]}
    another = {"state": "added", "headline": "Another", "was": "", "removed": [], "added": [office], "changed": []}
    expected = [{"article": iri, **heads, **changed_facts}, {"article": new, **another}]
    assert list(map(json.loads, as_json.splitlines())) == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--diff", "x"), "Invalid value for '--diff': 'x' names no generations: write 3, or 3..5"),
        (("--diff", "0..9"), "there is no generation 9: `kg history` lists those that there are"),
        (("--diff", "0", "--keep", "3"), "--diff is of the whole store: it goes with --json alone"),
    ],
)
def test_generations_that_cannot_be_compared_are_refused(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    publish(tmp_path / "store", "01")
    result = run("history", "--store", tmp_path / "store", *words)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: {told}")
