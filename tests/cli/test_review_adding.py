"""`kg review` where the rules missed something: a fact is added, and the other sentences are shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.factfile import write_facts
from kg.model import Evidence, text_digest
from tests.cli.running import run
from tests.samples import ARTICLE, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

LONGER = f"{TEXT} She met Tomas Rehn there. Not yet.\n\nNobody in Kesmark knew of it, he said."
LONG = replace(ARTICLE, text=LONGER, text_digest=text_digest(LONGER))
DRAFT = replace(VISIT, draft=True)
MET = "She met Tomas Rehn there."
TYPES = (
    "  [1] Agreement  [2] Appointment  [3] Event  [4] Meeting  [5] Membership  [6] OfficeHolding  [7] Restriction  "
    "[8] SpeechAct  [9] Visit  [b]ack  [q]uit  [?] "
)
MEETING = """\
  # {sentence}
  - type: Meeting
    participants: [okoye, rehn]
    format: talks
    status: occurred
    certainty: certain
    polarity: positive
    basis: stated
    source: article
    evidence:
      - {{quote: {quote}}}
"""


def editor(folder: Path, script: str) -> str:
    """An editor that does this to the file with sed, and writes down with what it was called."""
    path = folder / "nano"
    path.write_text(f'#!/bin/sh\necho "$@" >> {folder / "log"}\nsed -i "{script}" "$2"\n')
    path.chmod(0o755)
    return str(path)


FILL = (
    "s/participants: /participants: [okoye, rehn] /; s/format: /format: talks /; "
    "s/    status:  #/    status: occurred  #/"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "drafts", facts_of(OFFICE, DRAFT, article=LONG))


def test_a_fact_is_added_under_the_one_that_is_shown(file: Path, tmp_path: Path) -> None:
    before = file.read_text()
    result = run("review", file, stdin="a4k", EDITOR=editor(tmp_path, FILL), VISUAL=None)
    assert (result.exit_code, result.stderr) == (0, "1 file: 1 kept, 1 added.\n")
    assert f"  [k]eep  [d]elete  [e]dit  [a]dd  [l]ater  [b]ack  [q]uit  [?] {TYPES}Meeting\nadded" in result.stdout
    added = MEETING.format(sentence=TEXT, quote=f"'{TEXT}'")
    assert file.read_text() == before.replace("    draft: true\n", "") + added
    assert (tmp_path / "log").read_text() == f"+42 {file.with_name('.1.okoye.facts.yaml')}\n"
    assert run("validate", file).exit_code == 0


def test_sentences_without_a_draft_are_shown_where_they_stand(file: Path, tmp_path: Path) -> None:
    before = file.read_text()
    result = run("review", file, "--missed", stdin="la4ll", EDITOR=editor(tmp_path, FILL), VISUAL=None)
    assert (result.exit_code, result.stderr) == (0, "1 file: 1 added, 3 left.\n")
    shown = result.stdout.splitlines()
    asked = "  [a]dd  [l]eave  [b]ack  [q]uit  [?] "
    assert shown[shown.index("2 of 3 · nothing found") :] == [
        "2 of 3 · nothing found",
        f"  {TEXT}",
        f"  [{MET}]",
        f"{asked}{TYPES}Meeting",
        "added",
        "  → Ana Okoye and Tomas Rehn met for talks.",
        "",
        "2 of 3 · 1 fact found",
        f"  {TEXT}",
        f"  [{MET}]",
        "  → Ana Okoye and Tomas Rehn met for talks.",
        f"{asked}left",
        "",
        "3 of 3 · nothing found",
        "  Not yet.",
        "  [Nobody in Kesmark knew of it, he said.]",
        f"{asked}left",
        "  [b]ack  [q]uit  [?] quit",
    ]
    assert file.read_text() == before + MEETING.format(sentence=MET, quote=MET)


def test_an_article_in_which_nothing_was_found(tmp_path: Path) -> None:
    file = write_sample(tmp_path / "drafts", facts_of(article=LONG))
    before = file.read_text()
    assert run("review", file, stdin="").stderr == "There is nothing to review: nothing is a draft.\n"
    result = run("review", file, "--missed", stdin="la4q", EDITOR=editor(tmp_path, FILL), VISUAL=None)
    assert result.stderr == "1 file: 1 added, 1 left.\n"
    assert file.read_text() == before.replace("facts: []", "facts:") + MEETING.format(sentence=MET, quote=MET)


def test_a_fact_that_was_added_is_taken_back(file: Path, tmp_path: Path) -> None:
    before = file.read_text()
    result = run("review", file, stdin="a4bq", EDITOR=editor(tmp_path, FILL), VISUAL=None)
    assert (result.stderr, file.read_text()) == ("1 file: nothing decided.\n", before)


def test_where_nothing_was_filled_in_nothing_is_added(file: Path, tmp_path: Path) -> None:
    before = file.read_text()
    result = run("review", file, stdin="a4q", EDITOR=editor(tmp_path, ""), VISUAL=None)
    assert (result.stderr, file.read_text()) == ("Nothing was added.\n1 file: nothing decided.\n", before)
    for given in ("abq", "aq", "a"):
        result = run("review", file, stdin=given, EDITOR="false", VISUAL=None)
        assert (result.stderr, file.read_text()) == ("1 file: nothing decided.\n", before)
    result = run("review", file, stdin="a4q", EDITOR="false", VISUAL=None)
    assert result.stderr == "The editor false failed (exit code 1).\n1 file: nothing decided.\n"
    assert file.read_text() == before


def test_what_is_filled_in_wrong_is_asked_for_again(file: Path, tmp_path: Path) -> None:
    before = file.read_text()
    wrong = (
        "s/participants:  /participants: [okoye, rehn]  /; s/format: talk /format: talks /; s/format:  /format: talk  /"
    )
    right = f"{wrong}; s/    status:  #/    status: occurred  #/"
    result = run("review", file, stdin="a4eq", EDITOR=editor(tmp_path, right), VISUAL=None)
    assert result.stderr.splitlines()[-2:] == [
        "      = Did you mean `talks`? It is one of: call, hearing, other, press conference, summit, talks.",
        "1 file: 1 added.",
    ]
    assert file.read_text() == before + MEETING.format(sentence=TEXT, quote=f"'{TEXT}'")


def test_a_reviewer_is_asked_about_what_was_added_too(file: Path, tmp_path: Path) -> None:
    result = run(
        "review", file, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05", stdin="a4lkl",
        EDITOR=editor(tmp_path, FILL), VISUAL=None,
    )  # fmt: skip
    assert result.stderr == "1 file: 1 kept, 1 added, 2 left.\n"
    signed = "    source: article\n    reviewed_by: R. Sand\n    reviewed_on: 2031-03-05\n"
    assert file.read_text().count("reviewed_by") == 1
    assert signed in file.read_text().partition("type: Meeting")[2]


def test_without_the_text_nothing_can_be_added(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(DRAFT), text=False)
    result = run("review", file, "--missed", stdin="aq")
    assert result.stderr.splitlines()[-2:] == [
        "That was not done: the article’s text is not at hand. Say where it is with --texts.",
        "1 file: nothing decided.",
    ]


def test_a_sentence_is_shown_with_the_facts_that_stand_in_it(tmp_path: Path) -> None:
    file = write_sample(tmp_path / "drafts", facts_of(OFFICE, VISIT))
    result = run("review", file, "--missed", stdin="a4l", EDITOR=editor(tmp_path, FILL), VISUAL=None)
    assert result.stderr == "1 file: 1 added, 1 left.\n"
    shown, asked = result.stdout.splitlines(), "  [a]dd  [l]eave  [b]ack  [q]uit  [?] "
    office, visit = "  → Ana Okoye is Foreign Minister.", "  → Ana Okoye may visit Kesmark."
    assert shown[4:] == [
        "1 of 1 · 2 facts found",
        f"  [{TEXT}]",
        office,
        visit,
        f"{asked}{TYPES}Meeting",
        "added",
        "  → Ana Okoye and Tomas Rehn met for talks.",
        "",
        "1 of 1 · 3 facts found",
        f"  [{TEXT}]",
        office,
        visit,
        "  → Ana Okoye and Tomas Rehn met for talks.",
        f"{asked}left",
        "  [b]ack  [q]uit  [?] quit",
    ]


def test_evidence_far_from_its_sentence_belongs_to_that_sentence(tmp_path: Path) -> None:
    at = LONGER.index("Nobody")
    far = replace(OFFICE, evidence=(*OFFICE.evidence, Evidence(at, at + 6, "Nobody", "person")))
    file = write_sample(tmp_path, facts_of(far, article=LONG))
    result = run("review", file, "--missed", stdin="lll")
    assert [line for line in result.stdout.splitlines() if " of " in line and "·" in line] == [
        "1 of 3 · 1 fact found",
        "2 of 3 · nothing found",
        "3 of 3 · 1 fact found",
    ]
    assert write_facts(facts_of(far, article=LONG)) == file.read_text()
    assert with_fields(far, post="x") != far
