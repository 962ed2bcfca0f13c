"""Asks a person for one key, and opens a file at a line in the editor that the environment names."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

_AT_A_LINE = frozenset("vi vim nvim nano pico emacs emacsclient micro joe mg kak".split())  # they take +LINE


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
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
    else:
        yield


def pressed(keys: Mapping[str, str]) -> str:
    """The key that a person presses, of those; each has a line that says what it does, and begins with its word."""
    asked = "  ".join(f"[{key}]{what.split(':')[0].split()[0].removeprefix(key)}" for key, what in keys.items())
    while True:
        click.echo(f"  {asked}  [?] ", nl=False)
        key = _key()
        if key == "\r":
            key = "l" if "l" in keys else "q"
        if key in keys:
            if key == "q":
                click.echo("quit")
            return key
        click.echo("\n" + "\n".join(f"    {each}  {what}" for each, what in keys.items()))


def _key() -> str:
    """The next key: at a terminal the one that is pressed, else the next letter of stdin, where lines mean nothing."""
    if not sys.stdin.isatty():
        return next((key.lower() for key in iter(lambda: sys.stdin.read(1), "") if key not in "\r\n"), "q")
    try:
        key = click.getchar()
    except EOFError:  # Ctrl-D
        return "q"
    if key[:1] == "\x1b" and len(key) > 1:
        return key  # an arrow
    return {"\n": "\r", " ": "\r", "\x1b": "q"}.get(key[:1], key[:1].lower())


def failed_to_edit(path: Path, line: int) -> str | None:
    """Open a file at a line in the editor that the environment names, and wait for it; what went wrong, if anything."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(named)
        at = [f"+{line}"] if Path(words[0]).name in _AT_A_LINE else []
        with typing_shown(on=True):
            subprocess.run([*words, *at, str(path)], check=True)
    except subprocess.CalledProcessError as error:
        return f"The editor {named} failed (exit code {error.returncode})."
    except (OSError, ValueError) as error:
        return f"The editor {named} cannot be run: {error}. Name one in $EDITOR."
    return None
