"""How a person adds a fact to a fact file: the beginning that is written for them, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.factfile.additions import Place, changed_lines, with_named
from kg.factfile.edits import margin_of, with_fact
from kg.factfile.skeletons import Hint, skeleton_of, without_hints, without_unused
from kg.publishing.reviewing import Sheet, Stop
from kg.schema import FactType


@dataclass(frozen=True, slots=True)
class Beginning:
    """A fact file with the beginning of one more fact: its text, and the first line to be filled in, from 1."""

    text: str
    line: int
    _hints: tuple[Hint, ...]
    _sheet: Sheet
    _stop: Stop

    def finished(self, written: str) -> str:
        """What a person wrote, with keys for names, offsets for the words of the sentence, and nothing left empty."""
        used = without_unused(written, changed_lines(self._sheet.text, written), self._hints)
        return made_whole(used, self._sheet, self._stop)

    def ended(self, written: str) -> str:
        """What a person wrote, without the hints."""
        return without_hints(written, changed_lines(self._sheet.text, written), self._hints)

    def said(self, sheet: Sheet) -> list[str]:
        """What the facts say that a person wrote, as the file has them now."""
        before, facts = self._sheet.facts.facts, sheet.facts.facts
        return [sheet.show(index).said for index, fact in enumerate(facts) if fact not in before]


def made_whole(written: str, sheet: Sheet, stop: Stop) -> str:
    """What a person wrote, with keys for names, and offsets for the words of the sentence that was shown."""
    place = Place(sheet.facts.article.text or "", *stop.span)
    return with_named(written, changed_lines(sheet.text, written), sheet.types, place)


def beginning_of(of: FactType, sheet: Sheet, stop: Stop) -> Beginning:
    """The beginning of a fact of a type, under what is shown, with its sentence as evidence.

    The text of the article has to be at hand. Raises KgError where the file's facts do not stand on lines of their own.
    """
    text = sheet.facts.article.text or ""
    quote = text[slice(*stop.span)].rstrip()
    begun = skeleton_of(of, sheet.types, sheet.facts.entities, quote, margin_of(sheet.text))
    at = max((stop.before, *(index + 1 for index in sheet.begun_in(stop)))) if stop.fact is None else stop.fact + 1
    after, line = with_fact(sheet.text, at, begun.lines)
    return Beginning(after, line + begun.first, begun.hints, sheet, stop)
