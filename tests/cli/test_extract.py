"""`kg extract`: fact files to edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import ROOT
from tests.samples import TEXT

OFFICE = "Tomas Rehn, the Foreign Minister of Kesmark, met Ana Okoye in Sollen on 4 March 2031."


def written(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def record(**fields: str) -> str:
    return json.dumps({"@type": "NewsArticle", "articleBody": OFFICE, **fields})


def test_a_fact_file_on_stdout_can_be_checked_and_published_at_once(tmp_path: Path) -> None:
    file = written(
        tmp_path, "a.jsonl", record(url="https://harbourpost.example/a", headline="A", datePublished="2031-03-05")
    )
    drafted = run("extract", file)
    assert (drafted.exit_code, drafted.stderr) == (0, "")
    assert drafted.stdout.startswith("kg: 1\n")
    assert f"# {OFFICE}\n" in drafted.stdout
    checked = run("validate", "-", "--texts", file, stdin=drafted.stdout)
    assert (checked.exit_code, checked.stdout.splitlines()[-1]) == (
        0,
        "All of it conforms. 1 article checked, 0 errors, 0 warnings.",
    )


def test_a_folder_gets_a_file_an_article(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", TEXT)
    written(tmp_path / "in", "b.jsonl", record(headline="First"), record(headline="Again"), record(headline="Again"))
    result = run("extract", tmp_path / "in", "-o", tmp_path / "out")
    names = ["a.facts.yaml", "b.facts.yaml", "b-again.facts.yaml", "b-again-2.facts.yaml"]
    assert (result.exit_code, result.stdout) == (0, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        str(tmp_path / "out" / name) for name in names
    ]
    assert sorted(path.name for path in (tmp_path / "out").glob("*.yaml")) == sorted(names)
    assert run("extract", "-q", tmp_path / "in", "-o", tmp_path / "other").output == ""


def test_names_with_full_stops_are_told_apart(tmp_path: Path) -> None:
    pages = [written(tmp_path, f"2031.03.0{day}.txt", f"{OFFICE} It was day {day}.") for day in (4, 5)]
    told = [run("extract", page, "-o", tmp_path / "drafts").stderr.split(": ")[0] for page in pages]
    assert told == [str(tmp_path / "drafts" / f"2031.03.0{day}.facts.yaml") for day in (4, 5)]


def test_a_draft_of_an_article_with_another_address_keeps_its_file(tmp_path: Path) -> None:
    for each in ("a", "b"):
        written(tmp_path / each, "index.json", record(url=f"https://harbourpost.example/{each}", headline="Talks"))
    drafts = tmp_path / "drafts"
    told = [run("extract", tmp_path / each / "index.json", "-o", drafts).stderr.split(": ")[0] for each in "abab"]
    assert told == [str(drafts / name) for name in ("index.facts.yaml", "index-2.facts.yaml") * 2]
    assert sorted(path.name for path in drafts.iterdir()) == [".drafted", "index-2.facts.yaml", "index.facts.yaml"]


def test_what_somebody_edited_is_not_written_over_and_stops_nothing(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", TEXT)
    written(tmp_path / "in", "b.txt", TEXT + " It rained.")
    edited = written(tmp_path / "out", "a.facts.yaml", "edited")
    result = run("extract", tmp_path / "in", "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    kept, made = result.stderr.splitlines()
    assert kept == (
        f"{edited}: kept as it is: it differs from what the rules find now and may hold edits; "
        "delete it to have it made anew"
    )
    assert made.startswith(f"{tmp_path / 'out' / 'b.facts.yaml'}: ")
    assert edited.read_text(encoding="utf-8") == "edited\n"


def test_a_file_that_would_be_the_same_is_no_edit(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", TEXT)
    first = run("extract", tmp_path / "in", "-o", tmp_path / "out")
    assert run("extract", tmp_path / "in", "-o", tmp_path / "out").stderr == first.stderr


def test_a_second_draft_of_an_article_says_where_the_first_is(tmp_path: Path) -> None:
    page = (ROOT / "data" / "11-ban-lifted.html").read_text(encoding="utf-8")
    pages, drafts = tmp_path / "pages", tmp_path / "drafts"
    pages.mkdir()
    (pages / "ban.html").write_text(page, encoding="utf-8")
    first = run("extract", pages, "-o", drafts).stderr
    assert "same article" not in first
    (pages / "a-ban.html").write_text(page.replace("five", "six"), encoding="utf-8")
    second = run("extract", pages, "-o", drafts).stderr.splitlines()
    counted = first.removeprefix(f"{drafts / 'ban.facts.yaml'}: ").strip()
    assert counted.endswith(" of them in doubt (draft: true)")
    assert [line.partition(" To carry")[0] for line in second] == [
        f"{drafts / 'a-ban.facts.yaml'}: {counted}; ban.facts.yaml is a draft of the same article: publish takes the"
        " newer text, of one date the one that it is given later.",
        first.strip(),
    ]
    both = run("extract", pages, "-o", tmp_path / "anew").stderr.splitlines()
    assert ["a-ban.facts.yaml is a draft of the same article" in line for line in both] == [False, True]
    (drafts / "ban.facts.yaml").unlink()
    (drafts / "a-ban.facts.yaml").unlink()
    assert "same article" not in run("extract", pages / "ban.html", "-o", drafts).stderr


@pytest.mark.parametrize("damage", ['{"article": {}}', '{"article": {"url": 5}}', '{"article": {"u', "[]"])
def test_a_record_of_a_draft_that_is_damaged_is_named(damage: str, tmp_path: Path) -> None:
    run("extract", ROOT / "data" / "11-ban-lifted.html", "-o", tmp_path)
    record = tmp_path / ".drafted" / "11-ban-lifted.facts.json"
    record.write_text(damage, encoding="utf-8")
    result = run("extract", ROOT / "data" / "06-rehn-interview.html", "-o", tmp_path)
    what = "what kg kept of a draft is damaged: delete it, and the draft counts as yours"
    assert (result.exit_code, result.stderr) == (2, f"Error: {record}: {what}\n")


def test_what_cannot_be_read_stops_nothing_else(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", record(headline="A"), '{"head', record(headline="B"))
    result = run("extract", file, "--format", "json")
    assert result.exit_code == 2
    assert [json.loads(line)["article"]["headline"] for line in result.stdout.splitlines()] == ["A", "B"]
    assert result.stderr.startswith(f"Error: {file}:2: ")


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    written(tmp_path / "in", "a.txt", TEXT)
    written(tmp_path / "in", "b.jsonl", record(headline="First"), "{", record(headline="Again"))
    written(tmp_path / "in", "c.txt", OFFICE)
    one, two = (run("extract", tmp_path / "in", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.stdout.count("kg: 1") == 4
    assert (two.stdout, two.exit_code) == (one.stdout, one.exit_code)
    assert two.stderr == one.stderr != ""


def test_a_model_is_not_asked_by_several_processes(tmp_path: Path) -> None:
    file = written(tmp_path, "a.txt", TEXT)
    result = run("extract", file, "--extractor", "llm", "--jobs", "2")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--jobs is for the rules" in result.stderr


def test_a_page_that_is_cut_off_is_warned_of_by_read_and_extract(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><h1>Fog closes the port</h1><div><p>No boat was let in on Friday", encoding="utf-8")
    assert "warning[cut-off]" in run("read", page).stderr
    assert "warning[cut-off]" in run("extract", page).stderr
