"""Where a person decides about facts, one after the other, and the fact files that are edited as it is decided."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.editing import Edit, Quit, edited, message, write
from kg.cli.fact_lines import fact_lines, said_lines, sentence_lines, styled
from kg.cli.keyboard import pressed
from kg.cli.output import one_line, say
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Fact
    from kg.publishing import Review
    from kg.publishing.adding import Beginning
    from kg.publishing.reviewing import Sheet, Stop

_KEYS = {
    "k": "keep: it is right, and no draft any more",
    "d": "delete: it is wrong; whom nothing else names goes too",
    "e": "edit it in $EDITOR",
    "a": "add a fact that was missed: it begins with this sentence, in $EDITOR",
    "l": "later (or Enter, or Space): leave it as it is",
    "b": "back: take back the last decision",
    "q": "quit (or Esc): what was decided is saved",
}
_SENTENCE = {
    "a": _KEYS["a"],
    "l": "leave it (or Enter, or Space): nothing was missed",
    "b": _KEYS["b"],
    "q": _KEYS["q"],
}
_END = {"b": "back: take back the last decision", "q": "quit (or Enter)"}
_NO_TYPE = {"b": "back: add none", "q": "quit"}
_TYPE_KEYS = "123456789cdefghijklmnoprstuvwxyz"
_DONE = {"k": "kept", "d": "deleted", "e": "edited", "a": "added", "l": "left"}
_Place = tuple[int, tuple[int, int, int]]  # the number of a file, and the key of the stop in it from which on to go


@dataclass(frozen=True, slots=True)
class _Step:
    """What was decided: where, the key, and the file before and after."""

    place: _Place
    key: str
    text: str
    after: str = ""


@dataclass
class Desk:
    """Where fact files are gone through; `missed` stops at the other sentences too."""

    files: Sequence[Path]
    sheet_of: Callable[[Path], Sheet]
    signed: Review | None
    missed: bool = False
    done: list[_Step] = field(default_factory=list)
    unusable: bool = False
    _opened: tuple[int, Sheet] | None = None
    _numbers: dict[int, int] = field(default_factory=dict)  # how many stops of each file were to be looked at
    _shown: int | None = None

    def work(self) -> None:
        """Ask about each fact that is to be looked at, until the person quits."""
        place: _Place | None = _start(0)
        while place is not None:
            file = place[0]
            if file == len(self.files):
                place = (self._back() or place) if self.done and pressed(_END, enter="q") == "b" else None
                continue
            try:
                place = self._ask(place)
            except (KgError, OSError) as error:
                say([message(self.files[file], error)])
                self.unusable = True
                place = _start(file + 1)

    def total(self) -> str:
        """What became of the facts, in a line."""
        from kg.publishing import counts

        decided = Counter(step.key for step in self.done)
        if not any(self._numbers.values()):
            drafts_only = self._numbers and not self.signed and not self.missed
            return f"There is nothing to review{': nothing is a draft' if drafts_only else ''}."
        told = [f"{decided[key]} {word}" for key, word in _DONE.items() if decided[key]]
        return f"{counts(sum(map(bool, self._numbers.values())), 'file')}: {', '.join(told) or 'nothing decided'}."

    def _ask(self, place: _Place) -> _Place | None:
        """Ask about the next stop of a file from this place on; gives the place to go on at, None where it ends."""
        from kg.publishing.reviewing import text_of

        file, at = place
        path, sheet = self.files[file], self._open(file)
        left = [stop for stop in sheet.stops() if stop.key >= at and self._wants(sheet, stop)]
        number = self._numbers.setdefault(file, len(left))
        if not left:
            return _start(file + 1)
        if self._shown != file:
            self._head(path, sheet)
            self._shown = file
        key = self._key(path, sheet, left[0], f"{max(1, number - len(left) + 1)} of {number}")
        if key == "q":
            return None
        if key == "b":
            return self._back() or place
        if text_of(path) != sheet.text:
            say([f"That was not done: somebody else has changed {path} meanwhile. Here is what it says now."])
            self._close()
            return _start(file)
        step = _Step((file, left[0].key), key, sheet.text, sheet.text)
        return {"e": self._edit, "a": self._add}.get(key, self._decide)(step, sheet, left[0])

    def _wants(self, sheet: Sheet, stop: Stop) -> bool:
        """Whether a person is to look at a fact, or at a sentence in which no such fact begins."""
        if stop.fact is not None:
            return self._asks_for(sheet.facts.facts[stop.fact])
        return self.missed and not any(self._asks_for(sheet.facts.facts[index]) for index in sheet.begun_in(stop))

    def _asks_for(self, fact: Fact) -> bool:
        return fact.draft or (self.signed is not None and "reviewed_by" not in fact.fields)

    @staticmethod
    def _head(path: Path, sheet: Sheet) -> None:
        headline = one_line(sheet.facts.article.headline or "An article without a headline")
        click.echo(f"\n{styled(headline, bold=True)}\n{one_line(str(path))}")
        say(problem.render() for problem in sheet.problems)

    @staticmethod
    def _key(path: Path, sheet: Sheet, stop: Stop, place: str) -> str:
        """What a person presses when shown this."""
        if stop.fact is None:
            click.echo("\n".join(sentence_lines(sheet, stop, place)))
            return pressed(_SENTENCE)
        click.echo("\n".join(fact_lines(path, sheet, stop.fact, place)))
        return pressed(_KEYS)

    def _decide(self, step: _Step, sheet: Sheet, stop: Stop) -> _Place | None:
        """Keep, delete or leave, and tell that it is done; gives the place to go on at."""
        from kg.factfile.edits import accepted, without_fact

        file, path, signed, after = step.place[0], self.files[step.place[0]], self.signed, sheet.text
        try:
            if step.key == "k" and stop.fact is not None:
                signature = {"reviewed_by": signed.by, "reviewed_on": signed.on} if signed else {}
                after = accepted(sheet.text, stop.fact, signature)
            elif step.key == "d" and stop.fact is not None:
                after = without_fact(sheet.text, stop.fact)
            if step.key != "l":
                self._write(path, after)
        except (KgError, OSError) as error:
            say([f"That was not done. {message(path, error)}"])
            return step.place
        click.echo(_DONE[step.key])
        self.done.append(replace(step, after=after))
        return file, (stop.key if step.key == "d" else _behind(stop))

    def _edit(self, step: _Step, sheet: Sheet, stop: Stop) -> _Place | None:
        from kg.publishing.adding import made_whole

        assert stop.fact is not None
        return self._in_editor(step, sheet.lines[stop.fact], lambda written: made_whole(written, sheet, stop))

    def _add(self, step: _Step, sheet: Sheet, stop: Stop) -> _Place | None:
        """Ask for the type of a fact, and let the person fill in its beginning."""
        from kg.publishing.adding import beginning_of

        path = self.files[step.place[0]]
        if sheet.facts.article.text is None:
            say(["That was not done: the article’s text is not at hand. Say where it is with --texts."])
            return step.place
        types = dict(zip(_TYPE_KEYS, sheet.types.types.values(), strict=False))
        key = pressed(
            {key: f"{of.name}: {of.description}".rstrip(": ") for key, of in types.items()} | _NO_TYPE, enter="b"
        )
        if key not in types:
            click.echo("back" if key == "b" else "")
            return step.place if key == "b" else None
        click.echo(types[key].name)
        try:
            begun = beginning_of(types[key], sheet, stop)
        except KgError as error:
            say([f"That was not done. {message(path, error)}"])
            return step.place
        return self._in_editor(step, begun.line, begun.finished, begun)

    def _in_editor(
        self, step: _Step, line: int, finish: Callable[[str], str], begun: Beginning | None = None
    ) -> _Place | None:
        """Open a fact file in an editor until it can be used, and save it without what was for the person alone."""
        from kg.publishing.reviewing import text_of

        path = self.files[step.place[0]]

        def save(written: str) -> bool:
            if text_of(path) != step.text:
                return False
            after = begun.ended(written) if begun else written
            self._write(path, after)
            self.done.append(replace(step, after=after))
            return True

        text = begun.text if begun else step.text
        nothing = f"Nothing was {_DONE[step.key]}."
        try:
            self._may_write(path)
            edit = Edit(path, text, line, finish, self.sheet_of, save, (text, step.text), nothing)
            done = edited(edit)
        except Quit:
            return None
        except (KgError, OSError) as error:
            say([f"That was not done. {message(path, error)}"])
            return step.place
        self._close()
        if done:
            click.echo(_DONE[step.key])
            for said in begun.said(self._open(step.place[0])) if begun else ():
                click.echo("\n".join(said_lines(said)))
        return step.place

    def _back(self) -> _Place | None:
        """Take back the last decision; None where there is none, or it cannot be taken back."""
        from kg.publishing.reviewing import text_of

        if not self.done:
            say(["There is nothing to take back."])
            return None
        step = self.done[-1]
        path = self.files[step.place[0]]
        try:
            if text_of(path) != step.after:
                say([f"That was not done: somebody else has changed {path} since."])
                return None
            if step.after != step.text:
                self._write(path, step.text)
        except (KgError, OSError) as error:
            say([f"That was not done. {message(path, error)}"])
            return None
        self.done.pop()
        click.echo("back")
        return step.place

    def _open(self, file: int) -> Sheet:
        if self._opened is None or self._opened[0] != file:
            self._opened = file, self.sheet_of(self.files[file])
        return self._opened[1]

    def _close(self) -> None:
        self._opened = None

    def _write(self, path: Path, text: str) -> None:
        self._close()
        self._may_write(path)
        write(path, text)

    @staticmethod
    def _may_write(path: Path) -> None:
        if path.exists() and not os.access(path, os.W_OK):
            raise KgError(f"{path}: it may not be written")


def _start(file: int) -> _Place:
    return file, (0, 0, 0)


def _behind(stop: Stop) -> tuple[int, int, int]:
    """The least key that comes after a stop's."""
    before, kind, at = stop.key
    return (before, kind, at + 1) if stop.fact is None else (before + 1, 0, 0)
