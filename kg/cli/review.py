"""`kg review`: goes through drafts at a terminal, a fact at a time, and edits the fact files as it is told."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failures import FINDINGS
from kg.cli.options import PATHS, TEXTS, shapes_options, types_of
from kg.cli.output import harmless, open_output, say, terminal_width
from kg.cli.rules import REVIEWED_ON, review_of
from kg.errors import FactFileError, KgError

if TYPE_CHECKING:
    from kg.model import Fact
    from kg.publishing import Review
    from kg.publishing.reviewing import Sheet

_KEYS = {
    "k": "keep: it is right, and no draft any more",
    "d": "delete: it is wrong",
    "e": "edit it in $EDITOR",
    "l": "later (or Enter): leave it as it is",
    "b": "back: take back the last decision in this file",
    "q": "quit: what was decided is saved",
}
_SAME = {"\r": "l", "\n": "l", " ": "l", "\x04": "q", "\x1b": "q", "": "q"}
_ASKED = "  [k]eep  [d]elete  [e]dit  [l]ater  [b]ack  [q]uit  [?] "
_AGAIN = "  [e]dit it again  [b]ack to what it was  [q]uit "
_DONE = {"k": "kept", "d": "deleted", "e": "edited", "l": "left"}
_AT_A_LINE = frozenset("vi vim nvim nano pico emacs emacsclient micro joe mg kak".split())
_WIDTH = 100


@click.command()
@PATHS
@TEXTS
@click.option(
    "--reviewed-by",
    metavar="NAME",
    help="Who checks the facts. All that nobody has reviewed are shown, and the name stands on those that are kept.",
)
@REVIEWED_ON
@shapes_options
@click.pass_context
def review(
    context: click.Context,
    paths: tuple[Path, ...],
    texts: tuple[Path, ...],
    reviewed_by: str | None,
    reviewed_on: str | None,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Go through the drafts of fact files: each in plain English and in its sentence, to keep, delete, mend or leave.

    One key decides, and each decision is written into the file at once. Keys are read from stdin, whatever that is.

    \b
    kg review drafts
    kg review drafts --texts articles --reviewed-by "R. Sand"      all facts, not only drafts
    """
    from kg.publishing.inputs import find_files
    from kg.publishing.reviewing import sheet_of
    from kg.publishing.texts import Texts

    today = datetime.now(UTC).astimezone().date().isoformat()
    signed = review_of(reviewed_by, reviewed_on or (today if reviewed_by else None))
    types, known = types_of(shapes, ontology), Texts(texts)
    desk = _Desk(lambda path: sheet_of(path, types, known), signed)
    for path in find_files(paths, ("facts",)):
        if not desk.goes_through(path):
            break
    say([desk.total()])
    if desk.unusable:
        context.exit(FINDINGS)


@dataclass
class _Desk:
    """Where fact files are gone through: what becomes of each fact is counted by the key that decided it."""

    sheet_of: Callable[[Path], Sheet]
    signed: Review | None
    decided: Counter[str] = field(default_factory=Counter)
    files: int = 0
    unusable: int = 0

    def goes_through(self, path: Path) -> bool:
        """Ask about each fact of a file that is to be looked at; False where the person quits."""
        try:
            sheet = self.sheet_of(path)
        except KgError as error:
            say([_of(path, error)])
            self.unusable += 1
            return True
        waiting = self._waiting(sheet, 0)
        if waiting:
            self.files += 1
            headline = click.style(sheet.facts.article.headline or "An article without a headline", bold=True)
            click.echo(harmless(f"\n{headline}\n{path}"))
            say(problem.render() for problem in sheet.problems)
        return not waiting or self._asks(path, sheet, len(waiting))

    def _waiting(self, sheet: Sheet, at: int) -> list[int]:
        """The numbers of the facts that are to be looked at, from this one on."""
        facts = list(enumerate(sheet.facts.facts))[at:]
        return [index for index, fact in facts if (not _is_reviewed(fact) if self.signed else fact.draft)]

    def _asks(self, path: Path, sheet: Sheet, number: int) -> bool:
        """Go through a file of which so many facts are to be looked at; False where the person quits."""
        from kg.publishing.reviewing import text_of

        at, done = 0, list[tuple[str, int, str]]()  # the text, the place in it, and the key that was pressed there
        while left := self._waiting(sheet, at):
            index = left[0]
            click.echo(harmless("\n".join(_lines(path, sheet, index, f"{max(1, number - len(left) + 1)} of {number}"))))
            key = _pressed(_ASKED, _KEYS)
            if key == "q":
                return False
            if text_of(path) != sheet.text:
                say([f"{path} was changed by somebody else meanwhile; here is what it says now."])
                at, done = 0, []
            elif key == "b" and done:
                text, at, undone = done.pop()
                self.decided[undone] -= 1
                _write(path, text)
            elif key in _DONE:
                done.append((sheet.text, at, key))
                self.decided[key] += 1
                at = index + 1 if key in "kl" else index
                if not self._decides(key, path, index, sheet):
                    return False
            sheet = self.sheet_of(path)
        return True

    def _decides(self, key: str, path: Path, index: int, sheet: Sheet) -> bool:
        """Do what a key says to a fact; False where the person quits over it."""
        from kg.factfile.edits import accepted, without_fact

        if key == "e":
            return self._edits(path, sheet.lines[index], sheet.text)
        signature = {"reviewed_by": self.signed.by, "reviewed_on": self.signed.on} if self.signed else {}
        if key == "d":
            _write(path, without_fact(sheet.text, index))
        elif key == "k":
            _write(path, accepted(sheet.text, index, signature))
        return True

    def _edits(self, path: Path, line: int, before: str) -> bool:
        """Open the fact in an editor until the file can be used again; False where the person quits."""
        while True:
            _open_editor(path, line)
            try:
                self.sheet_of(path)
                return True
            except KgError as error:
                say([_of(path, error)])
            key = _pressed(_AGAIN, ("e", "b", "q"))
            if key == "b":
                _write(path, before)
            if key != "e":
                return key == "b"

    def total(self) -> str:
        """What became of the facts, in a line."""
        from kg.publishing import counts

        told = [f"{self.decided[key]} {word}" for key, word in _DONE.items() if self.decided[key]]
        if not self.files:
            return "There is nothing to review" + (": nothing is a draft." if not self.signed else ".")
        return f"{counts(self.files, 'file')}: {', '.join(told) or 'nothing decided'}."


def _of(path: Path, error: KgError) -> str:
    return str(error) if isinstance(error, FactFileError) or str(path) in str(error) else f"{path}: {error}"


def _lines(path: Path, sheet: Sheet, index: int, place: str) -> Iterator[str]:
    """A fact as a person judges it: where it stands, its sentence with its words marked, and what it says."""
    fact, shown = sheet.facts.facts[index], sheet.show(index)
    rule = f", {fact.confidence:.2f} by {fact.by}" if fact.confidence is not None and fact.by else ""
    kind = "draft" if fact.draft else "fact"
    marked = click.style(shown.words, underline=True) if _in_colour() else f"[{shown.words}]"
    stop = "" if shown.said.endswith((".”", "?”", "!”")) else "."
    yield ""
    yield click.style(f"{place} · {kind}{rule} · {path.name}:{sheet.lines[index]}", dim=True)
    yield from _indented(f"{shown.before}{marked}{shown.after}")
    yield from _indented(click.style(f"→ {shown.said}{stop}", bold=True), within="    ")
    yield from _indented("; ".join((*shown.manner, ", ".join(shown.named))), "    ", "    ")


def _is_reviewed(fact: Fact) -> bool:
    return "reviewed_by" in fact.fields


def _write(path: Path, text: str) -> None:
    with open_output(path) as file:
        file.write(text.encode())


def _in_colour() -> bool:
    return click.get_current_context().color is not False and sys.stdout.isatty()


def _indented(text: str, first: str = "  ", within: str = "  ") -> list[str]:
    width = min(_WIDTH, terminal_width() or _WIDTH)
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=within, break_long_words=False)


def _pressed(asked: str, keys: Iterable[str]) -> str:
    """The key that a person presses, of those; it is echoed as the word for what is done."""
    while True:
        click.echo(asked, nl=False)
        key = click.getchar() if sys.stdin.isatty() else sys.stdin.read(1)
        key = _SAME.get(key, key.lower())
        if key in keys:
            click.echo(_DONE.get(key, {"b": "back", "q": "quit"}.get(key, "")))
            return key
        click.echo("\n" + "\n".join(f"    {each}  {what}" for each, what in _KEYS.items()))


def _open_editor(path: Path, line: int) -> None:
    """Open a file at a line in the editor that the environment names, and wait for it."""
    named = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not named:
        click.edit(filename=str(path))
        return
    at = [f"+{line}", str(path)] if Path(named[0]).name in _AT_A_LINE else [str(path)]
    try:
        subprocess.run([*named, *at], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"the editor {named[0]} failed: {error}") from error
