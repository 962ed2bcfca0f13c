"""`kg review`: goes through drafts at a terminal, a fact at a time, and edits the fact files as it is told."""

from __future__ import annotations

import os
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failures import USAGE
from kg.cli.keyboard import failed_to_edit, pressed, typing_shown
from kg.cli.options import PATHS, TEXTS, shapes_options, types_of
from kg.cli.output import inert, one_line, open_output, say, terminal_width
from kg.cli.rules import REVIEWED_ON, review_of
from kg.errors import FactFileError, KgError

if TYPE_CHECKING:
    from kg.model import Fact
    from kg.publishing import Review
    from kg.publishing.reviewing import Sheet

_KEYS = {
    "k": "keep: it is right, and no draft any more",
    "d": "delete: it is wrong; whom nothing else names goes too",
    "e": "edit it in $EDITOR",
    "l": "later (or Enter, or Space): leave it as it is",
    "b": "back: take back the last decision",
    "q": "quit (or Esc): what was decided is saved",
}
_AGAIN = {"e": "edit it again", "b": "back to what it was", "q": "quit"}
_END = {"b": "back: take back the last decision", "q": "quit (or Enter)"}
_DONE = {"k": "kept", "d": "deleted", "e": "edited", "l": "left"}
_WIDTH = 100


@click.command()
@PATHS
@TEXTS
@click.option(
    "--reviewed-by",
    metavar="NAME",
    help="Who checks the facts, today if --reviewed-on names no day. All that nobody has reviewed are shown, and those "
    "that are kept get the name.",
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

    PATHS are fact files in YAML, and folders of them. One key decides, and each decision is written into the file at
    once. Keys that come before a fact is shown do not count, unless stdin is a pipe.

    \b
    kg review drafts
    kg review drafts --texts articles --reviewed-by "R. Sand"      all facts, not only drafts
    """
    from kg.publishing.inputs import find_files, kind_of
    from kg.publishing.reviewing import sheet_of
    from kg.publishing.texts import Texts

    today = datetime.now(UTC).astimezone().date().isoformat()
    signed = review_of(reviewed_by, reviewed_on or (None if reviewed_by is None else today))
    if sys.stdin is None:
        raise click.UsageError("there is no stdin to read keys from")
    for path in paths:
        if str(path) == "-" or (path.is_file() and kind_of(path) != "facts"):
            raise click.UsageError(f"{path} is no fact file; `kg extract {path} -o drafts` makes one of an article")
    types, known = types_of(shapes, ontology), Texts(texts)
    desk = _Desk(list(find_files(paths, ("facts",))), lambda path: sheet_of(path, types, known), signed)
    try:
        with typing_shown(on=False):
            desk.work()
    finally:
        say([desk.total()])
    if desk.unusable:
        context.exit(USAGE)


@dataclass(frozen=True, slots=True)
class _Step:
    """What was decided: the number of the file, the place in it, the key, and the file before and after."""

    file: int
    at: int
    key: str
    text: str
    after: str = ""


@dataclass
class _Desk:
    """Where fact files are gone through, one fact after the other."""

    files: Sequence[Path]
    sheet_of: Callable[[Path], Sheet]
    signed: Review | None
    done: list[_Step] = field(default_factory=list)
    unusable: bool = False
    _opened: tuple[int, Sheet] | None = None
    _numbers: dict[int, int] = field(default_factory=dict)  # how many facts of each file were to be looked at
    _shown: int | None = None

    def work(self) -> None:
        """Ask about each fact that is to be looked at, until the person quits."""
        place: tuple[int, int] | None = (0, 0)
        while place is not None:
            file, at = place
            if file == len(self.files):
                place = (self._back() or place) if self.done and pressed(_END) == "b" else None
                continue
            try:
                place = self._ask(file, at)
            except (KgError, OSError) as error:
                say([_message(self.files[file], error)])
                self.unusable = True
                place = file + 1, 0

    def total(self) -> str:
        """What became of the facts, in a line."""
        from kg.publishing import counts

        decided = Counter(step.key for step in self.done)
        if not any(self._numbers.values()):
            return "There is nothing to review" + (
                ": nothing is a draft." if not self.signed and self._numbers else "."
            )
        told = [f"{decided[key]} {word}" for key, word in _DONE.items() if decided[key]]
        return f"{counts(sum(map(bool, self._numbers.values())), 'file')}: {', '.join(told) or 'nothing decided'}."

    def _ask(self, file: int, at: int) -> tuple[int, int] | None:
        """Ask about the next fact of a file from this place on; gives the place to go on at, None where it ends."""
        from kg.publishing.reviewing import text_of

        path, sheet = self.files[file], self._open(file)
        left = [index for index, fact in list(enumerate(sheet.facts.facts))[at:] if self._wants(fact)]
        number = self._numbers.setdefault(file, len(left))
        if not left:
            return file + 1, 0
        if self._shown != file:
            headline = one_line(sheet.facts.article.headline or "An article without a headline")
            click.echo(f"\n{_styled(headline, bold=True)}\n{one_line(str(path))}")
            say(problem.render() for problem in sheet.problems)
            self._shown = file
        click.echo("\n".join(_lines(path, sheet, left[0], f"{max(1, number - len(left) + 1)} of {number}")))
        key = pressed(_KEYS)
        if key == "q":
            return None
        if key == "b":
            return self._back() or (file, at)
        if text_of(path) != sheet.text:
            say([f"That was not done: somebody else has changed {path} meanwhile. Here is what it says now."])
            self._close()
            return file, 0
        return self._decide(_Step(file, at, key, sheet.text, sheet.text), sheet, left[0])

    def _wants(self, fact: Fact) -> bool:
        return fact.draft or (self.signed is not None and "reviewed_by" not in fact.fields)

    def _decide(self, step: _Step, sheet: Sheet, index: int) -> tuple[int, int] | None:
        """Do what a key says to a fact, and tell that it is done; gives the place to go on at."""
        from kg.factfile.edits import accepted, without_fact

        path, signed = self.files[step.file], self.signed
        if step.key == "e":
            return self._edit(step, sheet.lines[index], index)
        after = sheet.text
        try:
            if step.key == "k":
                signature = {"reviewed_by": signed.by, "reviewed_on": signed.on} if signed else {}
                after = accepted(sheet.text, index, signature)
            elif step.key == "d":
                after = without_fact(sheet.text, index)
            if step.key != "l":
                self._write(path, after)
        except (KgError, OSError) as error:
            say([f"That was not done. {_message(path, error)}"])
            return step.file, step.at
        click.echo(_DONE[step.key])
        self.done.append(replace(step, after=after))
        return step.file, index if step.key == "d" else index + 1

    def _edit(self, step: _Step, line: int, index: int) -> tuple[int, int] | None:
        """Open a fact in an editor, until the file can be used again."""
        from kg.publishing.drafts import copy_beside

        path, key = self.files[step.file], "e"
        while key == "e":
            self._close()
            if (failed := failed_to_edit(path, line)) is not None:
                say([failed])
                return step.file, step.at
            try:
                after = self._open(step.file).text
            except (KgError, OSError) as error:
                say([_message(path, error)])
                key = pressed(_AGAIN)
            else:
                click.echo(_DONE["e"])
                self.done.append(replace(step, after=after))
                return step.file, index
        if key == "b":
            self._write(path, step.text)
            click.echo("back")
            return step.file, step.at
        say([f"{path} cannot be used as it is now; as it was before: {copy_beside(path, step.text)}"])
        return None

    def _back(self) -> tuple[int, int] | None:
        """Take back the last decision; None where there is none, or it cannot be taken back."""
        from kg.publishing.reviewing import text_of

        if not self.done:
            say(["There is nothing to take back."])
            return None
        step, path = self.done[-1], self.files[self.done[-1].file]
        try:
            if text_of(path) != step.after:
                say([f"That was not done: somebody else has changed {path} since."])
                return None
            if step.after != step.text:
                self._write(path, step.text)
        except (KgError, OSError) as error:
            say([f"That was not done. {_message(path, error)}"])
            return None
        self.done.pop()
        click.echo("back")
        return step.file, step.at

    def _open(self, file: int) -> Sheet:
        if self._opened is None or self._opened[0] != file:
            self._opened = file, self.sheet_of(self.files[file])
        return self._opened[1]

    def _close(self) -> None:
        self._opened = None

    def _write(self, path: Path, text: str) -> None:
        self._close()
        if path.exists() and not os.access(path, os.W_OK):
            raise KgError(f"{path}: it may not be written")
        with open_output(path) as file:
            file.write(text.encode())


def _message(path: Path, error: Exception) -> str:
    words = str(error) if isinstance(error, KgError) else f"{path}: {getattr(error, 'strerror', None) or error}"
    return words if isinstance(error, FactFileError) or str(path) in words else f"{path}: {words}"


def _lines(path: Path, sheet: Sheet, index: int, place: str) -> Iterator[str]:
    """A fact as a person judges it: where it stands, its sentence with its words marked, and what it says."""
    fact, shown = sheet.facts.facts[index], sheet.show(index)
    rule = f", {fact.confidence:.2f} by {one_line(fact.by)}" if fact.confidence is not None and fact.by else ""
    kind = "draft" if fact.draft else "fact"
    said, words = inert(shown.said), inert(shown.words)
    marked = _styled(words, underline=True) if _in_colour() else f"[{words}]"
    stop = "" if said.endswith((".", "?", "!", ".”", "?”", "!”")) else "."
    yield ""
    yield _styled(f"{place} · {kind}{rule} · {one_line(path.name)}:{sheet.lines[index]}", dim=True)
    if shown.lead:
        yield from (_styled(line, dim=True) for line in _indented(one_line(shown.lead)))
    yield from _indented(f"{inert(shown.before)}{marked}{inert(shown.after)}")
    for quote, of in shown.elsewhere:
        yield from _indented(f"and [{one_line(quote)}]{f' ({one_line(of)})' if of else ''}")
    yield from _indented(_styled(f"→ {said}{stop}", bold=True), within="    ")
    yield from _indented("; ".join(map(one_line, shown.manner)), "    ", "    ")
    yield from _indented(one_line(", ".join(shown.named)), "    ", "    ")


def _in_colour() -> bool:
    context = click.get_current_context()
    return bool(context.color is not False and sys.stdout and sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def _styled(text: str, **how: Any) -> str:
    return click.style(text, **how) if _in_colour() else text


def _indented(text: str, first: str = "  ", within: str = "  ") -> list[str]:
    width = min(_WIDTH, terminal_width() or _WIDTH)
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=within, break_long_words=False)
