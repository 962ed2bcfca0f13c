"""`kg review`: a person goes through drafts, a key a fact."""

from __future__ import annotations

import os
import pty
import select
import stat
import subprocess
import sys
import termios
from dataclasses import replace
from pathlib import Path

import pytest

from kg.factfile import write_facts
from tests.cli.running import run
from tests.samples import ENTITIES, MEETING, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

DRAFT = replace(VISIT, draft=True, confidence=0.76, by="visit-noun@1")
HEARSAY = replace(with_fields(MEETING, source="rehn", certainty="probable"), draft=True)
ASKED = "  [k]eep  [d]elete  [e]dit  [l]ater  [b]ack  [q]uit  [?] "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A fact file with an office and two drafts."""
    return write_sample(tmp_path, facts_of(OFFICE, DRAFT, HEARSAY))


def visit_of(place: str, file: Path) -> list[str]:
    """The visit as it is shown."""
    return [
        "",
        f"{place} · draft, 0.76 by visit-noun@1 · {file.name}:25",
        "  Foreign Minister [Ana Okoye may travel to Kesmark] next month, her office said on Tuesday.",
        "  → Ana Okoye may visit Kesmark.",
        "    possible; mooted; Ana Okoye (person), Kesmark (country)",
    ]


def meeting_of(place: str, file: Path, line: int) -> list[str]:
    """The meeting as it is shown."""
    return [
        "",
        f"{place} · draft · {file.name}:{line}",
        "  Foreign Minister [Ana Okoye] may travel to Kesmark next month, her office said on Tuesday.",
        "  → Ana Okoye and Tomas Rehn probably met for talks.",
        "    on the word of Tomas Rehn; probable; Tomas Rehn (person), Ana Okoye (person)",
    ]


def told(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def written(*facts: object) -> str:
    return write_facts(facts_of(*facts))  # type: ignore[arg-type]


def test_what_is_kept_is_no_draft_and_what_is_deleted_is_gone(file: Path) -> None:
    result = run("review", file, stdin="kd")
    assert (result.exit_code, result.stderr) == (0, "1 file: 1 kept, 1 deleted.\n")
    assert result.stdout.splitlines() == [
        "",
        "Okoye may travel",
        str(file),
        *visit_of("1 of 2", file),
        ASKED + "kept",
        *meeting_of("2 of 2", file, 37),
        ASKED + "deleted",
    ]
    assert told(file) == written(OFFICE, replace(DRAFT, draft=False))


def test_later_and_quit_leave_the_file_as_it_is(file: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="\nq")
    assert (result.exit_code, result.stderr, told(file)) == (0, "1 file: 1 left.\n", before)
    assert run("review", file, stdin="").stderr == "1 file: nothing decided.\n"
    assert told(file) == before


def test_back_takes_back_the_decision_before(file: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="bdbq")
    assert (result.stderr, told(file)) == ("1 file: nothing decided.\n", before)
    shown = [line for line in result.stdout.splitlines() if "of 2 ·" in line or line.startswith("  →")]
    visit, meeting = visit_of("1 of 2", file), meeting_of("2 of 2", file, 25)
    assert shown == [visit[1], visit[3], visit[1], visit[3], meeting[1], meeting[3], visit[1], visit[3]]


def test_an_unknown_key_says_what_there_is(file: Path) -> None:
    result = run("review", file, stdin="xq")
    assert result.stdout.splitlines()[8:] == [
        ASKED,
        "    k  keep: it is right, and no draft any more",
        "    d  delete: it is wrong",
        "    e  edit it in $EDITOR",
        "    l  later (or Enter): leave it as it is",
        "    b  back: take back the last decision in this file",
        "    q  quit: what was decided is saved",
        ASKED + "quit",
    ]


def test_a_reviewer_sees_all_that_nobody_has_reviewed(file: Path) -> None:
    result = run("review", file, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05", stdin="kdk")
    assert (result.exit_code, result.stderr) == (0, "1 file: 2 kept, 1 deleted.\n")
    signed = [with_fields(each, reviewed_by="R. Sand", reviewed_on="2031-03-05") for each in (OFFICE, HEARSAY)]
    assert told(file) == written(signed[0], replace(signed[1], draft=False))
    again = run("review", file, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05", stdin="")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "There is nothing to review.\n")


def test_a_day_needs_a_reviewer(file: Path) -> None:
    result = run("review", file, "--reviewed-on", "2031-03-05")
    assert result.exit_code == 2
    assert "--reviewed-by and --reviewed-on go together" in result.stderr


def test_where_nothing_is_a_draft_nothing_is_asked(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(OFFICE))
    result = run("review", file)
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "There is nothing to review: nothing is a draft.\n",
    )


def test_a_file_that_cannot_be_used_does_not_stop_the_others(file: Path) -> None:
    broken = file.with_name("broken.facts.yaml")
    broken.write_text(told(file).replace("mooted", "moot"), encoding="utf-8")
    result = run("review", file.parent, stdin="kk")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (1, "1 file: 2 kept.")
    assert result.stderr.splitlines()[0] == (f"{broken}:32:13: error[unknown-value]: `status` cannot be 'moot'.")
    assert told(file) == written(OFFICE, replace(DRAFT, draft=False), replace(HEARSAY, draft=False))


def test_facts_on_one_line_are_left_to_people(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(DRAFT), form="json")
    result = run("review", file)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{file}: its facts do not stand on lines of their own: edit it by hand",
        "There is nothing to review: nothing is a draft.",
    ]


def test_the_editor_opens_the_fact_and_is_asked_again_until_the_file_can_be_used(file: Path, tmp_path: Path) -> None:
    editor = tmp_path / "nano"
    log = tmp_path / "log"
    editor.write_text(
        f'#!/bin/sh\necho "$@" >> {log}\nif grep -q moot\\$ "$2"; then sed -i "s/moot$/planned/" "$2"; '
        'else sed -i "s/mooted/moot/" "$2"; fi\n'
    )
    editor.chmod(0o755)
    result = run("review", file, stdin="eekk", EDITOR=str(editor), VISUAL=None)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "1 file: 2 kept, 1 edited.")
    assert log.read_text() == f"+25 {file}\n" * 2
    planned = replace(with_fields(DRAFT, status="planned"), draft=False)
    assert told(file) == written(OFFICE, planned, replace(HEARSAY, draft=False))


def test_an_edit_can_be_taken_back_where_the_file_cannot_be_used(file: Path, tmp_path: Path) -> None:
    before = told(file)
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\necho "not: [yaml" > "$1"\n')
    editor.chmod(0o755)
    result = run("review", file, stdin="ebq", EDITOR=str(editor), VISUAL=None)
    assert (result.exit_code, told(file)) == (0, before)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(file: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        asked = b""
        while not asked.endswith(b"[?] "):
            asked += (piece := os.read(process.stdout.fileno(), 4096))
            assert piece, process.communicate()
        file.write_text(told(file).replace("mooted", "planned"), encoding="utf-8")
        _, problems = process.communicate(b"dk", timeout=60)
    meanwhile = f"{file} was changed by somebody else meanwhile; here is what it says now.\n"
    assert problems.decode() == meanwhile + "1 file: 1 kept.\n"
    planned = replace(with_fields(DRAFT, status="planned"), draft=False)
    assert told(file) == written(OFFICE, planned, HEARSAY)


def test_a_file_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    run("review", file, stdin="kk")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def _asked(terminal: int) -> bytes:
    """What a terminal shows by the time that a key is waited for."""
    shown = b""
    while termios.tcgetattr(terminal)[3] & termios.ICANON or not shown.endswith(b"[?] "):
        if not select.select([terminal], [], [], 0.05)[0]:
            continue
        shown += os.read(terminal, 4096)
    return shown


def test_at_a_terminal_a_key_is_enough_and_the_words_are_underlined(file: Path) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(slave)
        shown = _asked(master)
        os.write(master, b"k")
        _asked(master)
        os.write(master, b"d")
        process.wait(timeout=60)
    os.close(master)
    assert process.returncode == 0
    assert b"Foreign Minister \x1b[4mAna Okoye may travel to Kesmark\x1b[0m next month" in shown
    assert told(file) == written(OFFICE, replace(DRAFT, draft=False))


def test_a_text_that_is_not_at_hand_leaves_the_quote(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(DRAFT), text=False)
    result = run("review", file, stdin="q")
    assert "  [Ana Okoye may travel to Kesmark]" in result.stdout.splitlines()
    assert "warning[unverified]" in result.stderr
    assert (TEXT, ENTITIES["okoye"].name) == (facts_of().article.text, "Ana Okoye")
