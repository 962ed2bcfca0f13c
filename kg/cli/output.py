"""Where a command writes: stdout, a file that is whole or not there, and a terminal's line that says how far it is."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import sys
from codecs import lookup
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO

import click

STDIN = "kg.cli.stdin"
ERASE = "\r\x1b[K"


def speak_all_scripts() -> None:
    """Let no name end a command: files and pipes get UTF-8, a terminal of fewer letters a sign for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper) or lookup(stream.encoding).name == "utf-8":
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8")


@contextmanager
def open_output(output: Path | None) -> Iterator[IO[bytes] | gzip.GzipFile]:
    """A stream to stdout, or to a file that gets its name when all of it is written; packed where that ends in .gz."""
    if output is None or str(output) == "-":
        if sys.stdout is None:  # as `kg export >&-` has it
            raise click.ClickException("there is no stdout to write to: give -o FILE")
        with _named("stdout"), click.open_file("-", "wb") as stream:
            yield stream
            stream.flush()
        return
    target = output.resolve()
    if target.exists() and not target.is_file():
        with _named(str(output)), target.open("wb") as stream:  # a pipe or a device; a folder raises
            yield stream
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with _named(str(output), draft), draft.open("wb") as stream:
            if target.suffix.lower() == ".gz":
                with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:  # neither name nor time: the same bytes
                    yield packed
            else:
                yield stream
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except FileNotFoundError as error:
        raise click.ClickException(f"{output}: the folder {target.parent} does not exist") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def _named(output: str, draft: Path | None = None) -> Iterator[None]:
    """Let what the disk complains of name the output; of a full one it names nothing, and else the draft."""
    try:
        yield
    except OSError as error:
        if error.errno and error.filename in (None, str(draft)):
            error.filename = output
        raise


def watched(files: list[Path], *, quiet: bool) -> Iterator[Path]:
    """The files one by one; on a terminal, the last line of stderr says which one is being looked at."""
    shown = not quiet and has_status_line()
    for number, file in enumerate(files, start=1):
        if shown:
            click.echo(f"{ERASE}{number:,} of {len(files):,}  {one_line(file.name)[:60]} ", err=True, nl=False)
        yield file
    if shown:
        click.echo(f"{ERASE}writing ", err=True, nl=False)


def say(lines: Iterable[str]) -> None:
    """Lines for people, on stderr, in the place of the line that says how far it is."""
    text = "\n".join(lines)
    if text:
        click.echo((ERASE if has_status_line() else "") + harmless(shown(text)), err=True)


def harmless(text: str) -> str:
    """Lines of which nothing moves a terminal's cursor or turns its writing round; colours stay."""
    parts = re.split(r"(\x1b\[[\d;]*m)", text)  # every second one is a colour
    parts[::2] = ("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in part) for part in parts[::2])
    return "".join(parts)


def shown(text: str) -> str:
    """The text without the folder that holds what stdin held: nobody else knows of it."""
    context = click.get_current_context(silent=True)
    return text.replace(context.meta[STDIN], "") if context and STDIN in context.meta else text


def clear_status_line() -> None:
    """Take away the line that says how far it is."""
    if has_status_line():
        click.echo(ERASE, err=True, nl=False)


def has_status_line() -> bool:
    """Whether stderr is a terminal whose last line can be written over."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int | None:
    """The columns of the terminal that stdout is; None where it is a file or a pipe."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def one_line(words: str) -> str:
    """Words of an article as a terminal may show them: nothing that moves the cursor or turns the writing round."""
    return inert(" ".join(words.split()))


def inert(words: str) -> str:
    """Words of which nothing does anything to a terminal, colours neither."""
    return "".join(each if each.isprintable() else "\ufffd" for each in words)
