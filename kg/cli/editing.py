"""A person edits a copy of a fact file, until it can be used: the file itself never holds what is half done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from kg.cli.keyboard import closing_interrupts, failed_to_edit, pressed
from kg.cli.output import open_output, say
from kg.errors import FactFileError, KgError, Problem

_SHOWN = 5  # problems, above a prompt
_AGAIN = {"e": "edit it again", "b": "back: all as it was before", "q": "quit"}


class Quit(Exception):  # noqa: N818  # nothing went wrong
    """The person leaves."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be edited: a fact file, the text to begin with, and the line to look at, from 1.

    `finish` makes of what the person wrote what is looked through; `check` raises KgError where that cannot be used, in
    a file; `save` puts it where it belongs, and gives False where that has changed meanwhile. Whoever leaves one of the
    texts of `untouched` has done nothing, which `nothing` says.
    """

    path: Path
    text: str
    line: int
    finish: Callable[[str], str]
    check: Callable[[Path], object]
    save: Callable[[str], bool]
    untouched: tuple[str, ...]
    nothing: str


def edited(edit: Edit) -> bool:
    """Whether a person has edited a fact file to the end. What was written and not saved is kept beside it.

    Raises Quit, and OSError where there is no copy to be made.
    """
    copy = _free(edit.path, ".{n}.{name}")
    try:
        with closing_interrupts():
            write(copy, edit.text)
            shutil.copymode(edit.path, copy)
            done = _edited(edit, copy)
    except BaseException:
        _keep(edit, copy)
        raise
    if done is None:
        _keep(edit, copy)
    copy.unlink(missing_ok=True)
    return bool(done)


def _edited(edit: Edit, copy: Path) -> bool | None:
    """Whether it was edited; None where it was not, and what was written is to be kept."""
    text = edit.text
    while True:
        if not copy.exists():
            write(copy, text)
        failed = failed_to_edit(copy, edit.line)
        if failed is not None:
            say([failed])
            return None
        try:
            written = _read(copy)
            if _is_one_of(written, edit.untouched):
                say([edit.nothing])
                return False
            text = edit.finish(written)
            write(copy, text)
            edit.check(copy)
            if edit.save(text):
                return True
        except (KgError, OSError) as error:
            say(_told(edit, copy, error))
            key = pressed(_AGAIN, enter="e")
            if key == "q":
                raise Quit from None
            if key == "b":
                return False
        else:
            say([f"That was not done: somebody else has changed {edit.path} meanwhile. Here is what it says now."])
            return None


def write(path: Path, text: str) -> None:
    """Write a file that is whole or as it was."""
    with open_output(path) as file:
        file.write(text.encode())


def message(path: Path, error: Exception) -> str:
    """What went wrong with a file, with its name."""
    words = str(error) if isinstance(error, KgError) else f"{path}: {getattr(error, 'strerror', None) or error}"
    return words if isinstance(error, FactFileError) or str(path) in words else f"{path}: {words}"


def _told(edit: Edit, copy: Path, error: Exception) -> Iterator[str]:
    """What is wrong with what was written, under the file's own name: first what is where the person wrote."""
    from kg.publishing import counts

    if not isinstance(error, FactFileError):
        yield message(copy, error).replace(str(copy), str(edit.path))
        return
    problems = sorted(error.problems, key=lambda each: _rank(each, edit.line))
    for each in problems[:_SHOWN]:
        place = each.position and replace(each.position, file=str(edit.path))
        yield replace(each, position=place).render()
    if len(problems) > _SHOWN:
        yield f"{edit.path}: and {counts(len(problems) - _SHOWN, 'more problem')}"


def _rank(problem: Problem, line: int) -> tuple[bool, bool, int]:
    """Errors come before warnings, what is at a line or behind it before what is above it, the nearest first."""
    at = problem.position.line if problem.position else line
    return problem.severity != "error", at < line, abs(at - line)


def _read(copy: Path) -> str:
    try:
        return copy.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KgError(f"this is not UTF-8, from byte {error.start} on") from error


def _keep(edit: Edit, copy: Path) -> None:
    """Keep what a person wrote under a name that no command reads; a rename, since the disk may be full."""
    if copy.exists() and not _is_one_of(copy.read_bytes().decode("utf-8", "replace"), edit.untouched):
        kept = copy.replace(_free(edit.path, "{name}.{n}.old"))
        say([f"What you wrote is in {kept}."])
    copy.unlink(missing_ok=True)


def _is_one_of(text: str, others: Iterable[str]) -> bool:
    """Whether a text is one of others but for the ends of its lines."""
    return text.splitlines() in [each.splitlines() for each in others]


def _free(path: Path, form: str) -> Path:
    """A name beside a file that is not taken."""
    names = (path.with_name(form.format(name=path.name, n=n)) for n in count(1))
    return next(each for each in names if not each.exists())
