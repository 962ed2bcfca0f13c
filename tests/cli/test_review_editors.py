"""`kg review` and editors that do something else than was thought: nothing that anybody wrote is lost."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.cli.test_review_adding import DRAFT, FILL, LONG, MEETING
from tests.samples import OFFICE, TEXT, facts_of, write_sample

HERE = "okoye.facts.yaml"
ADDED = MEETING.format(sentence=TEXT, quote=f"'{TEXT}'")
EMPTY_END = "  [e]dit  [b]ack  [q]uit  [?] "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "drafts", facts_of(OFFICE, DRAFT, article=LONG))


def script(file: Path, *lines: str) -> str:
    """An editor that runs these lines of shell; `$1` is the file that it is given, `$0.2` stands from the second on."""
    path = file.parent.parent / "editor"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)
    return str(path)


def beside(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir())


@pytest.mark.parametrize("key", ["e", "a4"])
@pytest.mark.parametrize(
    "does",
    ['rm "$1"', ': > "$1"', "printf 'a: \\377' > \"$1\"", "printf 'x: [' > \"$1\"; kill -9 $$"],
)
def test_whatever_an_editor_does_the_file_is_as_it_was(file: Path, key: str, does: str) -> None:
    before = file.read_text()
    result = run("review", file, stdin=f"{key}q", EDITOR=script(file, does), VISUAL=None)
    assert (result.exit_code, file.read_text()) == (0, before)
    assert result.stderr.endswith("1 file: nothing decided.\n")
    assert not any(name.startswith(".") for name in beside(file))


def test_a_copy_that_was_deleted_is_there_again(file: Path) -> None:
    before = file.read_text()
    does = ('if [ -e "$0.2" ]; then', f'sed -i "{FILL}" "$1"', "else", 'rm "$1"; touch "$0.2"', "fi")
    result = run("review", file, stdin="a4eq", EDITOR=script(file, *does), VISUAL=None)
    assert result.stderr.splitlines()[-1] == "1 file: 1 added."
    assert file.read_text() == before + ADDED


def test_what_somebody_else_wrote_while_the_editor_was_open_stays(file: Path) -> None:
    before = file.read_text()
    does = (f'sed -i "{FILL}" "$1"', f'sed -i s/mooted/planned/ "{file}"')
    result = run("review", file, stdin="a4q", EDITOR=script(file, *does), VISUAL=None)
    kept = file.with_name(f"{HERE}.1.old")
    assert result.stderr.splitlines() == [
        f"That was not done: somebody else has changed {file} meanwhile. Here is what it says now.",
        f"What you wrote is in {kept}.",
        "1 file: nothing decided.",
    ]
    assert file.read_text() == before.replace("mooted", "planned")
    assert "participants: [okoye, rehn]" in kept.read_text()


def test_whoever_takes_the_beginning_out_again_adds_nothing(file: Path) -> None:
    before = file.read_text()
    does = f'cp "{file}" "$1"; sed -i "s/$/\\r/" "$1"'
    result = run("review", file, stdin="a4q", EDITOR=script(file, does), VISUAL=None)
    assert result.stderr == "Nothing was added.\n1 file: nothing decided.\n"
    assert (file.read_text(), beside(file)) == (before, [HERE, "okoye.txt"])


def test_other_line_endings_take_no_hint_along(file: Path) -> None:
    before = file.read_text()
    does = (f'sed -i "{FILL}" "$1"', 'sed -i "s/$/\\r/" "$1"')
    result = run("review", file, stdin="a4q", EDITOR=script(file, *does), VISUAL=None)
    assert result.stderr == "1 file: 1 added.\n"
    assert file.read_bytes().decode() == (before + ADDED).replace("\n", "\r\n")


def test_what_is_changed_elsewhere_is_kept_too(file: Path) -> None:
    before = file.read_text()
    does = f'sed -i "{FILL}; s/kg: 1/kg: 1  # mine/; s/mooted/planned/" "$1"'
    result = run("review", file, stdin="a4q", EDITOR=script(file, does), VISUAL=None)
    assert result.stderr == "1 file: 1 added.\n"
    changed = before.replace("kg: 1\n", "kg: 1  # mine\n").replace("mooted", "planned")
    assert file.read_text() == changed + ADDED


def test_somebody_new_becomes_an_entity_and_goes_again_when_that_is_taken_back(file: Path) -> None:
    before = file.read_text()
    fill = FILL.replace("[okoye, rehn]", "[Ana Okoye, Ada Brook (Person)]")
    result = run("review", file, stdin="a4q", EDITOR=script(file, f'sed -i "{fill}" "$1"'), VISUAL=None)
    assert result.stderr == "1 file: 1 added.\n"
    entities = before.replace("facts:\n", "  ada-brook: {type: Person, name: Ada Brook}\nfacts:\n", 1)
    assert file.read_text() == entities + ADDED.replace("rehn", "ada-brook")
    file.write_text(before)
    run("review", file, stdin="a4bq", EDITOR=script(file, f'sed -i "{fill}" "$1"'), VISUAL=None)
    assert file.read_text() == before


def test_a_fact_that_is_edited_takes_somebody_new_too(file: Path) -> None:
    before = file.read_text()
    does = 'sed -i "s/visitor: okoye/visitor: [Ada Brook (Person), Tomas Rehn]/" "$1"'
    result = run("review", file, stdin="eq", EDITOR=script(file, does), VISUAL=None)
    assert result.stderr == "1 file: 1 edited.\n"
    entities = before.replace("facts:\n", "  ada-brook: {type: Person, name: Ada Brook}\nfacts:\n", 1)
    assert file.read_text() == entities.replace("visitor: okoye", "visitor: [ada-brook, rehn]")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("code", "--wait {}"),
        ("code -w", "-w {}"),
        ("kate", "--block {}"),
        ("gvim", "--nofork +25 {}"),
        ("vim", "+25 {}"),
    ],
)
def test_an_editor_with_a_window_of_its_own_is_waited_for(file: Path, words: str, given: str) -> None:
    before = file.read_text()
    name, *options = words.split()
    editor = Path(script(file, f'echo "$@" > "{file.parent.parent}/log"')).rename(file.parent.parent / name)
    result = run("review", file, stdin="eq", EDITOR=" ".join((str(editor), *options)), VISUAL=None)
    assert result.stderr == "Nothing was edited.\n1 file: nothing decided.\n"
    assert (file.parent.parent / "log").read_text() == f"{given.format(file.with_name(f'.1.{HERE}'))}\n"
    assert file.read_text() == before


def test_an_editor_named_by_spaces_alone_is_none(file: Path) -> None:
    result = run("review", file, stdin="eq", VISUAL=" ", EDITOR="false")
    assert result.stderr.splitlines()[0] == "The editor false failed (exit code 1)."


def test_enter_chooses_no_type_and_does_not_end_it(file: Path) -> None:
    shown = _at_a_terminal(file, "true", lambda asked, terminal: [asked(), os.write(terminal, b"a"), asked(),
                                                                os.write(terminal, b"\r"), asked()])  # fmt: skip
    assert b"[q]uit  [?] back\r\n" in shown


def test_ctrl_c_in_an_editor_is_the_editors(file: Path) -> None:
    before = file.read_text()
    does = ("trap 'echo caught' INT", f'sed -i "{FILL}" "$1"', "echo editing", "sleep 5 & wait; wait")

    def keys(asked: Callable[..., bytes], terminal: int) -> None:
        for key in (b"a", b"4"):
            asked()
            os.write(terminal, key)
        asked(b"editing\r\n")
        os.write(terminal, b"\x03")
        asked()

    shown = _at_a_terminal(file, script(file, *does), keys)
    assert b"caught\r\nadded\r\n  \xe2\x86\x92 Ana Okoye and Tomas Rehn met for talks.\r\n" in shown
    assert file.read_text() == before + ADDED


def test_where_the_terminal_is_closed_what_was_written_is_kept_and_the_file_is_as_it_was(file: Path) -> None:
    before = file.read_text()
    does = ("trap '' INT", f'sed -i "{FILL}" "$1"', "echo editing", "sleep 5")

    def keys(asked: Callable[..., bytes], terminal: int) -> None:
        for key in (b"a", b"4"):
            asked()
            os.write(terminal, key)
        asked(b"editing\r\n")

    _at_a_terminal(file, script(file, *does), keys)
    assert (file.read_text(), beside(file)) == (before, [HERE, f"{HERE}.1.old", "okoye.txt"])
    assert "participants: [okoye, rehn]" in file.with_name(f"{HERE}.1.old").read_text()


def test_where_the_terminal_is_closed_before_the_file_can_be_used(file: Path) -> None:
    before = file.read_text()

    def keys(asked: Callable[..., bytes], terminal: int) -> None:
        asked()
        os.write(terminal, b"e")
        asked()

    _at_a_terminal(file, script(file, 'echo "x: [" >> "$1"'), keys)
    assert (file.read_text(), beside(file)) == (before, [HERE, f"{HERE}.1.old", "okoye.txt"])
    assert file.with_name(f"{HERE}.1.old").read_text() == f"{before}x: [\n"


def test_a_terminal_that_is_gone_is_no_failure(file: Path) -> None:
    before = file.read_text()
    master, slave = pty.openpty()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=subprocess.PIPE) as process:
        os.close(slave)
        shown = b""
        while b"[?] " not in shown:
            shown += os.read(master, 4096)
        time.sleep(0.2)
        os.close(master)
        _, problems = process.communicate(timeout=60)
    assert (process.returncode, problems.decode().splitlines()[-1]) == (2, "1 file: nothing decided.")
    assert file.read_text() == before


def _at_a_terminal(file: Path, editor: str, keys: Callable[[Callable[..., bytes], int], object]) -> bytes:
    """What a terminal shows while keys are pressed, until it is closed."""
    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whatever the tests were begun by
        command = [sys.executable, "-c", "from kg.cli import main; main()", "review", str(file)]
        os.execve(sys.executable, command, {**os.environ, "TERM": "dumb", "EDITOR": editor, "VISUAL": ""})
    shown = b""

    def asked(until: bytes = b"[?] ") -> bytes:
        nonlocal shown
        piece, end = b"", time.monotonic() + 30
        while not piece.endswith(until) and time.monotonic() < end:
            if select.select([terminal], [], [], 0.05)[0]:
                piece += os.read(terminal, 4096)
        time.sleep(0.1)
        shown += piece
        return piece

    try:
        keys(asked, terminal)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)
    return shown


def test_on_a_full_disk_nothing_is_lost(file: Path) -> None:
    before = file.read_text()
    limit = (len(file.read_bytes()) + 200) // 512  # blocks: less than the copy needs
    command = f'ulimit -f {limit}; exec "$0" -c "from kg.cli import main; main()" review "$1"'
    given = {"input": b"a4qkq", "env": {**os.environ, "EDITOR": "true", "VISUAL": ""}, "capture_output": True}
    done = subprocess.run(["sh", "-c", command, sys.executable, str(file)], check=False, **given)  # type: ignore[call-overload]
    assert b"That was not done." in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.returncode != -signal.SIGXFSZ
    assert (file.read_text(), beside(file)) == (before, [HERE, "okoye.txt"])
