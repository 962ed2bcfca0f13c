"""Asks a person for one key, and opens a file at a line in the editor that the environment names."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import click

_AT_A_LINE = frozenset("vi vim gvim nvim nano pico emacs emacsclient micro joe mg kak".split())  # they take +LINE
_WAITING = {  # editors that come back at once, and what has them wait
    **dict.fromkeys("atom code code-insiders codium gedit mate subl zed".split(), ("--wait", "-w")),
    "gvim": ("--nofork", "-f"),
    "kate": ("--block", "-b"),
}


@contextmanager
def typing_shown(*, on: bool) -> Iterator[None]:
    """A terminal that shows what is typed while nobody asks for it, or does not."""
    if sys.stdin.isatty() and find_spec("termios"):
        import termios

        before = termios.tcgetattr(sys.stdin)
        mode = before[3] | termios.ECHO if on else before[3] & ~termios.ECHO
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, [*before[:3], mode, *before[4:]])
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal was closed
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
    else:
        yield


def pressed(keys: Mapping[str, str], enter: str = "l") -> str:
    """The key that a person presses, of those; each has a line that says what it does, and begins with its word.

    `enter` is what Enter and Space stand for.
    """
    asked = "  ".join(_asked(key, what.split(":")[0].split()[0]) for key, what in keys.items())
    while True:
        click.echo(f"  {asked}  [?] ", nl=False)
        key = _key()
        if key == "\r":
            key = enter
        if key in keys:
            if key == "q":
                click.echo("quit")
            return key
        click.echo("\n" + "\n".join(f"    {each}  {what}" for each, what in keys.items()))


def _asked(key: str, word: str) -> str:
    """`[k]eep`, or `[c] Visit` where the word does not begin with its key."""
    return f"[{key}]{word.removeprefix(key)}" if word.startswith(key) else f"[{key}] {word}"


def _key() -> str:
    """The next key: at a terminal the one that is pressed, else the next letter of stdin, where lines mean nothing."""
    if not sys.stdin.isatty():
        return next((key.lower() for key in iter(lambda: sys.stdin.read(1), "") if key not in "\r\n"), "q")
    try:
        key = click.getchar()
    except (EOFError, OSError):  # Ctrl-D, or the terminal was closed
        return "q"
    if not key:
        return "q"
    if key[:1] == "\x1b" and len(key) > 1:
        return key  # an arrow
    return {"\n": "\r", " ": "\r", "\x1b": "q"}.get(key[:1], key[:1].lower())


def failed_to_edit(path: Path, line: int) -> str | None:
    """Open a file at a line in the editor that the environment names, and wait for it; what went wrong, if anything."""
    named = next((name for key in ("VISUAL", "EDITOR") if (name := os.environ.get(key, "").strip())), "vi")
    try:
        words = shlex.split(named)
        name = Path(words[0]).name
        at = [f"+{line}"] if name in _AT_A_LINE else []
        waiting = _WAITING.get(name, ())
        words += waiting[:1] if not {*waiting} & {*words} else ()
        with typing_shown(on=True), _signals_left_to_the_editor():
            subprocess.run([*words, *at, str(path)], check=True)
    except subprocess.CalledProcessError as error:
        return f"The editor {named} failed (exit code {error.returncode})."
    except (OSError, ValueError) as error:
        return f"The editor {named} cannot be run: {error}. Name one in $EDITOR."
    return None


@contextmanager
def closing_interrupts() -> Iterator[None]:
    """Let the closing of the terminal be a KeyboardInterrupt, as Ctrl-C is, so that what was begun is put away."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        raise KeyboardInterrupt

    with _heard_by(stop, "SIGHUP"):
        yield


@contextmanager
def _signals_left_to_the_editor() -> Iterator[None]:
    """Let Ctrl-C mean what it means in the editor; where the terminal is closed, end when the editor has.

    Without this, Ctrl-C in vim would have the editor killed with all that is not saved.
    """
    heard: list[int] = []
    with _heard_by(lambda number, _: heard.append(number), "SIGINT", "SIGQUIT", "SIGHUP"):
        yield
    if getattr(signal, "SIGHUP", None) in heard:
        raise KeyboardInterrupt


@contextmanager
def _heard_by(handler: Callable[[int, FrameType | None], object], *names: str) -> Iterator[None]:
    """Have signals call this, those that this system has and that are not ignored."""
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {each: signal.getsignal(each) for each in numbers if signal.getsignal(each) != signal.SIG_IGN}
    for each in before:
        signal.signal(each, handler)
    try:
        yield
    finally:
        for each, old in before.items():
            signal.signal(each, old)
