"""`kg review`: a person goes through drafts, a key a fact."""

from __future__ import annotations

import os
import pty
import select
import stat
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from kg.factfile import write_facts
from kg.model import ArticleFacts, Evidence, Fact, text_digest
from tests.cli.running import run
from tests.samples import ARTICLE, ENTITIES, MEETING, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

DRAFT = replace(VISIT, draft=True, confidence=0.76, by="visit-noun@1", doubt="the journey is only spoken of")
KEPT = replace(DRAFT, draft=False, doubt=None)
LED = replace(ARTICLE, url="https://harbourpost.example/2031/03/04/okoye-and-tomas-rehn")  # whom the text does not name
HEARSAY = replace(with_fields(MEETING, source="rehn", certainty="probable"), draft=True)
END = "  [b]ack  [q]uit  [?] quit"
ASKED = "  [k]eep  [d]elete  [e]dit  [a]dd  [l]ater  [b]ack  [q]uit  [?] "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A fact file with an office and two drafts."""
    return write_sample(tmp_path, facts_of(OFFICE, DRAFT, HEARSAY, article=LED))


def visit_of(place: str, file: Path) -> list[str]:
    """The visit as it is shown."""
    return [
        "",
        f"{place} · draft, 0.76 by visit-noun@1 · {file.name}:25",
        "  Foreign Minister [Ana Okoye may travel to Kesmark] next month, her office said on Tuesday.",
        "  → Ana Okoye may visit Kesmark.",
        "    the paper’s own word; possible; mooted",
        "    Ana Okoye (person), Kesmark (country)",
        "    In doubt: the journey is only spoken of",
    ]


def meeting_of(place: str, file: Path, line: int) -> list[str]:
    """The meeting as it is shown."""
    return [
        "",
        f"{place} · draft · {file.name}:{line}",
        "  Foreign Minister [Ana Okoye] may travel to Kesmark next month, her office said on Tuesday.",
        "  → Ana Okoye and Tomas Rehn probably met for talks.",
        "    on the word of Tomas Rehn; probable; occurred",
        "    Tomas Rehn (person), Ana Okoye (person)",
    ]


def told(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def written(*facts: Fact, but: str = "") -> str:
    """The fact file with these facts, and without this entity."""
    entities = {key: entity for key, entity in ENTITIES.items() if key != but}
    return write_facts(replace(facts_of(*facts, article=LED), entities=entities))


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
        END,
    ]
    assert told(file) == written(OFFICE, KEPT, but="rehn")


def test_later_and_quit_leave_the_file_as_it_is(file: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="l\nq")
    assert (result.exit_code, result.stderr, told(file)) == (0, "1 file: 1 left.\n", before)
    assert run("review", file, stdin="\n\n").stderr == "1 file: nothing decided.\n"
    assert told(file) == before


def test_back_takes_back_the_decision_before(file: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="bdbq")
    assert (result.stderr, told(file)) == ("There is nothing to take back.\n1 file: nothing decided.\n", before)
    shown = [line for line in result.stdout.splitlines() if "of 2 ·" in line or line.startswith("  →")]
    visit, meeting = visit_of("1 of 2", file), meeting_of("2 of 2", file, 24)
    assert shown == [visit[1], visit[3], visit[1], visit[3], meeting[1], meeting[3], visit[1], visit[3]]


def test_an_unknown_key_says_what_there_is(file: Path) -> None:
    result = run("review", file, stdin="xq")
    assert result.stdout.splitlines()[10:] == [
        ASKED,
        "    k  keep: it is right, and no draft any more",
        "    d  delete: it is wrong; whom nothing else names goes too",
        "    e  edit it in $EDITOR",
        "    a  add a fact that was missed: it begins with this sentence, in $EDITOR",
        "    l  later (or Enter, or Space): leave it as it is",
        "    b  back: take back the last decision",
        "    q  quit (or Esc): what was decided is saved",
        ASKED + "quit",
    ]


def test_a_reviewer_sees_all_that_nobody_has_reviewed(file: Path) -> None:
    result = run("review", file, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05", stdin="kdk")
    assert (result.exit_code, result.stderr) == (0, "1 file: 2 kept, 1 deleted.\n")
    signed = [with_fields(each, reviewed_by="R. Sand", reviewed_on="2031-03-05") for each in (OFFICE, HEARSAY)]
    assert told(file) == written(signed[0], replace(signed[1], draft=False), but="kesmark")
    again = run("review", file, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05", stdin="")
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", "There is nothing to review.\n")


def test_a_day_needs_a_reviewer(file: Path) -> None:
    result = run("review", file, "--reviewed-on", "2031-03-05")
    assert result.exit_code == 2
    assert "--reviewed-by and --reviewed-on go together" in result.stderr


@pytest.mark.parametrize("facts", [facts_of(OFFICE), facts_of()])
def test_where_nothing_is_a_draft_nothing_is_asked(tmp_path: Path, facts: ArticleFacts) -> None:
    result = run("review", write_sample(tmp_path, facts))
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        "There is nothing to review: nothing is a draft.\n",
    )


def test_a_draft_is_shown_whoever_has_reviewed_it_before(tmp_path: Path) -> None:
    signed = with_fields(DRAFT, reviewed_by="A. One", reviewed_on="2031-03-04")
    file = write_sample(tmp_path, facts_of(signed))
    result = run("review", file, "--reviewed-by", "R. Sand", stdin="q")
    assert result.stderr == "1 file: nothing decided.\n"


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_reviews_without_a_name(file: Path, name: str) -> None:
    before = told(file)
    result = run("review", file, "--reviewed-by", name, stdin="k")
    assert (result.exit_code, told(file)) == (2, before)
    assert "Invalid value for --reviewed-by: there is no name in it" in result.stderr


def test_a_file_that_cannot_be_used_does_not_stop_the_others(file: Path) -> None:
    broken = file.with_name("broken.facts.yaml")
    broken.write_text(told(file).replace("mooted", "moot"), encoding="utf-8")
    result = run("review", file.parent, stdin="kk")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "1 file: 2 kept.")
    assert result.stderr.splitlines()[0] == (f"{broken}:32:13: error[unknown-value]: `status` cannot be 'moot'.")
    assert told(file) == written(OFFICE, KEPT, replace(HEARSAY, draft=False))


def test_facts_in_json_are_not_gone_through(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(DRAFT), form="json")
    result = run("review", file)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{file}: this is JSON; YAML can be gone through (kg extract --format yaml)",
        "There is nothing to review.",
    ]


def test_an_article_is_no_fact_file(tmp_path: Path) -> None:
    article = tmp_path / "okoye.txt"
    article.write_text(TEXT)
    result = run("review", article)
    assert result.exit_code == 2
    assert f"{article} is no fact file; `kg extract {article} -o drafts` makes one" in result.stderr


def test_the_last_decision_in_a_file_can_be_taken_back_from_the_next(tmp_path: Path) -> None:
    first, second = (write_sample(tmp_path, facts_of(DRAFT), name) for name in "ab")
    before = told(first)
    result = run("review", tmp_path, stdin="dbkkbk")
    assert (result.exit_code, result.stderr) == (0, "2 files: 2 kept.\n")
    taken_out = "    draft: true\n    doubt: the journey is only spoken of\n"
    assert told(first) == told(second) == before.replace(taken_out, "")


def test_whom_only_a_deleted_fact_names_goes_with_it(tmp_path: Path) -> None:
    text = write_facts(facts_of(OFFICE, DRAFT))
    file = write_sample(tmp_path, facts_of(OFFICE, DRAFT))
    run("review", file, stdin="d")
    kesmark = "  kesmark: {type: Country, name: Kesmark}\n"
    assert told(file) == text[: text.index("  - type: Visit")].replace(kesmark, "")


def test_what_an_article_hides_in_its_words_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    words = "Okoye said she had \x1b[8mnot \x1b[0mseen it."
    article = replace(ARTICLE, text=words, text_digest=text_digest(words), headline="A \x1b[8mheadline")
    fact = replace(DRAFT, evidence=(Evidence(0, len(words) - 1, words[:-1]),))
    file = write_sample(tmp_path, facts_of(fact, article=article), text=False)
    result = run("review", file, stdin="q", color=True)
    assert "\x1b[8m" not in result.output
    assert "Okoye said she had \ufffd[8mnot \ufffd[0mseen it" in result.stdout


def test_a_file_that_may_not_be_written_is_not_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(file)
    monkeypatch.setattr(os, "access", lambda path, mode: path != file)  # noqa: ARG005  # root may write anything
    result = run("review", file, stdin="kq")
    assert result.stderr == f"That was not done. {file}: it may not be written\n1 file: nothing decided.\n"
    assert told(file) == before


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
    assert "  [e]dit  [b]ack  [q]uit  [?] " in result.stdout
    assert log.read_text() == f"+25 {file.with_name('.1.okoye.facts.yaml')}\n" * 2
    assert sorted(each.name for each in file.parent.iterdir()) == sorted(
        ["log", "nano", "okoye.facts.yaml", "okoye.txt"]
    )
    planned = with_fields(KEPT, status="planned")
    assert told(file) == written(OFFICE, planned, replace(HEARSAY, draft=False))


def emptying(folder: Path) -> str:
    editor = folder / "ed"
    editor.write_text('#!/bin/sh\necho "not: [yaml" > "$1"\n')
    editor.chmod(0o755)
    return str(editor)


def test_an_edit_can_be_taken_back_where_the_file_cannot_be_used(file: Path, tmp_path: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="ebq", EDITOR=emptying(tmp_path), VISUAL=None)
    assert (result.exit_code, told(file)) == (0, before)
    assert result.stderr.splitlines()[-1] == "1 file: nothing decided."


def test_of_what_an_edit_broke_the_nearest_is_told_and_the_rest_is_counted(file: Path, tmp_path: Path) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\nsed -i -e "s/certain$/sure/" -e "s/\\(polarity\\|basis\\): .*/\\1: so/" "$1"\n')
    editor.chmod(0o755)
    result = run("review", file, stdin="ebq", EDITOR=str(editor), VISUAL=None)
    told = [line for line in result.stderr.splitlines() if line.startswith(str(file))]
    wrong = ((27, 15, "polarity"), (28, 12, "basis"), (41, 15, "polarity"), (42, 12, "basis"), (18, 12, "basis"))
    assert told == [
        *(f"{file}:{line}:{column}: error[unknown-value]: `{key}` cannot be 'so'." for line, column, key in wrong),
        f"{file}: and 2 more problems",
    ]


def test_what_cannot_be_used_is_kept_beside_the_file(file: Path, tmp_path: Path) -> None:
    before = told(file)
    result = run("review", file, stdin="eq", EDITOR=emptying(tmp_path), VISUAL=None)
    old = file.with_name("okoye.facts.yaml.1.old")
    assert result.stderr.splitlines()[-2:] == [
        f"What you wrote is in {old}.",
        "1 file: nothing decided.",
    ]
    assert (told(file), told(old)) == (before, "not: [yaml\n")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("false", "The editor false failed (exit code 1)."),
        ("/no/editor", "The editor /no/editor cannot be run: [Errno 2] No such file or directory: '/no/editor'."),
        ("x '", "The editor x ' cannot be run: No closing quotation."),
    ],
)
def test_an_editor_that_fails_leaves_everything_as_it_was(file: Path, editor: str, words: str) -> None:
    before = told(file)
    result = run("review", file, stdin="eq", EDITOR=editor, VISUAL=None)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0].removesuffix(" Name one in $EDITOR.") == words
    assert told(file) == before


@contextmanager
def asked_about(file: Path) -> Iterator[tuple[Popen[bytes], Callable[[], None]]]:
    """A review in a process of its own, and what waits until it asks."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)]
    with Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, bufsize=0) as process:
        output = process.stdout
        assert output is not None

        def wait() -> None:
            shown = b""
            while not shown.endswith(b"[?] "):
                shown += (piece := os.read(output.fileno(), 4096))
                assert piece, process.communicate()

        yield process, wait


def press(process: Popen[bytes], key: bytes) -> None:
    assert process.stdin is not None
    process.stdin.write(key)


def test_what_somebody_else_wrote_meanwhile_is_not_lost(file: Path) -> None:
    with asked_about(file) as (process, wait):
        wait()
        file.write_text(told(file).replace("mooted", "planned"), encoding="utf-8")
        _, problems = process.communicate(b"dkq", timeout=60)
    meanwhile = f"That was not done: somebody else has changed {file} meanwhile. Here is what it says now.\n"
    assert problems.decode() == meanwhile + "1 file: 1 kept.\n"
    planned = with_fields(KEPT, status="planned")
    assert told(file) == written(OFFICE, planned, HEARSAY)


def test_what_somebody_else_wrote_since_is_not_taken_back(file: Path) -> None:
    with asked_about(file) as (process, wait):
        wait()
        press(process, b"k")
        wait()
        file.write_text(told(file).replace("mooted", "planned"), encoding="utf-8")
        _, problems = process.communicate(b"bq", timeout=60)
    since = f"That was not done: somebody else has changed {file} since.\n"
    assert problems.decode() == since + "1 file: 1 kept.\n"
    planned = with_fields(KEPT, status="planned")
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
    with Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(slave)
        shown = _asked(master)
        os.write(master, b"\x1b[A")  # an arrow
        shown += _asked(master)
        os.write(master, b"k")
        shown += _asked(master)
        os.write(master, b"d")
        shown += _asked(master)
        os.write(master, b"\r")
        process.wait(timeout=60)
    os.close(master)
    assert process.returncode == 0
    assert b"[?] kept\r\n" in shown
    assert b"Foreign Minister \x1b[4mAna Okoye may travel to Kesmark\x1b[0m next month" in shown
    assert told(file) == written(OFFICE, KEPT, but="rehn")


def test_a_text_that_is_not_at_hand_leaves_the_quote(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(DRAFT), text=False)
    result = run("review", file, stdin="q")
    assert "  [Ana Okoye may travel to Kesmark]" in result.stdout.splitlines()
    assert "warning[unverified]" in result.stderr
