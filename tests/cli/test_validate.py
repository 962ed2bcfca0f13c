"""`kg validate`: reports on stdout, and the exit code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.api import load_facts
from kg.factfile import write_facts
from kg.model import Evidence, text_digest
from kg.serialization import parse
from kg.vocab import sh
from tests.cli.running import run
from tests.samples import MEETING, OFFICE, TEXT, VISIT, facts_of, write_sample

UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})  # needs two people


def test_what_conforms_exits_with_0(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, OFFICE))
    result = run("validate", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"{file}: conforms, 2 facts\nAll of it conforms. 1 article checked, 0 errors, 0 warnings.\n"
    )


def test_what_does_not_conform_exits_with_1(tmp_path: Path) -> None:
    good, bad = write_sample(tmp_path, facts_of(VISIT), "a"), write_sample(tmp_path, facts_of(UNFINISHED), "b")
    result = run("validate", tmp_path)
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith(f"{good}: conforms, 1 fact\n{bad}: does not conform, 1 fact\n  {bad}:")
    assert result.stdout.endswith("Not all of it conforms. 2 articles checked, 1 error, 0 warnings.\n")


def test_drafts_are_checked_too(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, replace(UNFINISHED, draft=True)))
    result = run("validate", file)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        1,
        f"{file}: does not conform, 2 facts, 1 draft among them",
    )


def test_what_cannot_be_read_exits_with_2(tmp_path: Path) -> None:
    write_sample(tmp_path, facts_of(UNFINISHED), "a")
    (tmp_path / "b.facts.yaml").write_text("kg: 1: 2", encoding="utf-8")
    result = run("validate", tmp_path)
    assert (result.exit_code, result.stderr) == (2, "")
    assert f"{tmp_path / 'b.facts.yaml'}: cannot be used\n" in result.stdout


def test_a_wrong_quotation_says_where_the_words_stand(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    text = file.read_text(encoding="utf-8").replace("start: 17, end: 48", "start: 16, end: 47")
    file.write_text(text, encoding="utf-8")
    result = run("validate", file)
    assert result.exit_code == 2
    assert "error[wrong-quote]" in result.stdout
    assert "These words stand at 17-48: did you mean start: 17, end: 48?" in result.stdout


def test_strict_makes_a_warning_count(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT), text=False)
    assert [run("validate", file, *words).exit_code for words in ((), ("--strict",))] == [0, 1]


def test_quiet_says_nothing_of_what_conforms(tmp_path: Path) -> None:
    good, bad = write_sample(tmp_path, facts_of(VISIT), "a"), write_sample(tmp_path, facts_of(UNFINISHED), "b")
    assert run("validate", "-q", good).output == ""
    assert "does not conform" in run("validate", "-q", bad).stdout


def test_json_is_one_list(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, UNFINISHED))
    result = run("validate", "--format", "json", file)
    (judged,) = json.loads(result.stdout)
    assert (result.exit_code, judged["conforms"], judged["facts"]) == (1, False, 2)
    assert [(each["code"], each["fact"]) for each in judged["findings"]] == [("Meeting-participants:MinCount", 1)]


def test_turtle_is_a_report_for_other_tools(tmp_path: Path) -> None:
    good, bad = write_sample(tmp_path, facts_of(VISIT), "a"), write_sample(tmp_path, facts_of(UNFINISHED), "b")
    for file, conforms in ((good, True), (bad, False)):
        result = run("validate", "--format", "turtle", file)
        quads = list(parse(result.stdout_bytes, "turtle"))
        assert result.exit_code == int(not conforms)
        assert [quad.object for quad in quads if quad.predicate == sh.conforms] == [Literal(conforms)]


def test_no_report_is_given_where_a_file_could_not_be_read(tmp_path: Path) -> None:
    good, bad = write_sample(tmp_path, facts_of(VISIT), "a"), tmp_path / "b.facts.yaml"
    bad.write_text("kg: 1: 2", encoding="utf-8")
    result = run("validate", "--format", "turtle", good, bad)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{bad}:1:6: error[yaml-syntax]: ")


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_both_engines_find_the_same(tmp_path: Path, engine: str) -> None:
    file = write_sample(tmp_path, facts_of(UNFINISHED))
    assert run("validate", file, "--engine", engine).stdout == run("validate", file).stdout


def test_a_fact_file_may_come_from_stdin() -> None:
    result = run("validate", "-", stdin=write_facts(facts_of(UNFINISHED), "json"))
    assert result.exit_code == 1
    assert result.stdout.startswith("stdin.facts.jsonl: does not conform, 1 fact\n")
    assert "stdin.facts.jsonl:1:" in result.stdout


def test_rdf_is_checked_with_what_a_store_knows(newsroom: Path, tmp_path: Path) -> None:
    whole = run("export", "--store", newsroom, "--entity", "Kesmark").stdout
    file = tmp_path / "new.ttl"
    cut = "\n\n".join(block for block in whole.split("\n\n") if " a schema:" not in block)
    file.write_text(cut, encoding="utf-8")
    assert run("validate", file).exit_code == 1
    result = run("validate", file, "--store", newsroom)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"{file}: conforms")
    piped = run("validate", "-", "--store", newsroom, stdin=cut)
    assert (piped.exit_code, piped.stdout.splitlines()[0]) == (0, "stdin.trig: conforms")


def test_drafts_are_checked_against_the_texts_that_extract_kept(tmp_path: Path) -> None:
    page = tmp_path / "rain.txt"
    page.write_text("Sollen, 4 March 2031\n\nAna Okoye will visit Kesmark next week, she said.\n", encoding="utf-8")
    run("extract", page, "-o", tmp_path / "drafts")
    result = run("validate", tmp_path / "drafts")
    assert (result.exit_code, "0 errors, 0 warnings" in result.stdout) == (0, True), result.stdout


def test_a_text_that_was_changed_is_called_another_text(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    (text,) = tmp_path.glob("*.txt")
    text.write_text(text.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    for words in ((file,), (file, "--texts", text)):
        result = run("validate", *words)
        assert f"{text} is another text than the one quoted (its text_digest differs), so " in result.stdout
        assert f"Extract its facts anew with `kg extract {text}`" in " ".join(result.stdout.split())
        assert "not at hand" not in result.stdout


def test_a_changed_text_is_known_by_its_name_in_a_folder_of_texts(tmp_path: Path) -> None:
    file = write_sample(tmp_path / "drafts", facts_of(VISIT), text=False)
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("a.txt", "okoye.txt", "z.txt"):
        (texts / name).write_text(f"{name} has rain.\n", encoding="utf-8")
    result = run("validate", file, "--texts", texts)
    assert f"{texts / 'okoye.txt'} is another text than the one quoted" in result.stdout


BY_HAND = """\
kg: 1
article:
  url: https://harbourpost.example/okoye
  published: '2031-03-04'
{digest}entities:
  okoye: {{type: Person, name: Ana Okoye}}
  kesmark: {{type: Country, name: Kesmark}}
facts:
  - type: Visit
    visitor: okoye
    destination: kesmark
    status: mooted
    certainty: possible
    polarity: positive
    basis: stated
    source: article
    evidence:
      - {{quote: Foreign Minister Ana Okoye may travel to Kesmark}}
"""


def by_hand(folder: Path, digest: str = "") -> Path:
    """A fact file that somebody has written with the words alone, of an article that lies beside it."""
    file = folder / "okoye.facts.yaml"
    file.write_text(BY_HAND.format(digest=digest and f"  text_digest: {digest}\n"), encoding="utf-8")
    (folder / "okoye.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text("Nothing happened.", encoding="utf-8")
    return file


def test_words_alone_are_looked_for_in_the_text_of_the_files_name(tmp_path: Path) -> None:
    file = by_hand(tmp_path)
    result = run("validate", file)
    assert result.stdout == (
        f"{file}: conforms, 1 fact\n"
        f"  {file}:3:3: warning[no-text-digest]: Nothing ties the evidence to a text; the one of this file's name was "
        "taken.\n"
        "      3 |   url: https://harbourpost.example/okoye\n"
        "            ^\n"
        f"        = Add text_digest: {text_digest(TEXT)}\n"
        "All of it conforms. 1 article checked, 0 errors, 1 warning.\n"
    )
    assert load_facts(file).facts[0].evidence == (Evidence(0, 48, TEXT[0:48]),)


def test_words_alone_are_looked_for_in_the_only_text_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    file = by_hand(tmp_path / "facts")
    (tmp_path / "facts" / "okoye.txt").rename(tmp_path / "text.txt")
    assert run("validate", file, "--texts", tmp_path / "text.txt").exit_code == 0
    assert "error[missing-offsets]" in run("validate", file).stdout


def test_words_alone_with_the_digest_of_another_text(tmp_path: Path) -> None:
    file = by_hand(tmp_path, other := text_digest("Nobody went."))
    assert run("validate", file).stdout == (
        f"{file}: cannot be used\n"
        f"  {file}:5:16: error[wrong-text]: The text of this file's name has another digest than this.\n"
        f"      5 |   text_digest: {other}\n"
        "                         ^\n"
        f"        = Its digest is {text_digest(TEXT)}: find out which of the two the evidence belongs to.\n"
        "Not all of it conforms. 1 input checked, 1 error, 0 warnings.\n"
    )
