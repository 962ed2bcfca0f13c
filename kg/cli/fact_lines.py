"""What a terminal shows of a fact, or of a sentence with what was found in it, to a person who judges it."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import inert, one_line, terminal_width
from kg.descriptions.values import full_stop

if TYPE_CHECKING:
    from kg.publishing.reviewing import Sheet, Stop

_WIDTH = 100


def fact_lines(path: Path, sheet: Sheet, index: int, place: str) -> Iterator[str]:
    """A fact as a person judges it: where it stands, its sentence with its words marked, and what it says."""
    fact, shown = sheet.facts.facts[index], sheet.show(index)
    rule = f", {fact.confidence:.2f} by {one_line(fact.by)}" if fact.confidence is not None and fact.by else ""
    kind = "draft" if fact.draft else "fact"
    words = inert(shown.words)
    marked = styled(words, underline=True) if _in_colour() else f"[{words}]"
    yield ""
    yield styled(f"{place} · {kind}{rule} · {one_line(path.name)}:{sheet.lines[index]}", dim=True)
    if shown.lead:
        yield from (styled(line, dim=True) for line in _indented(one_line(shown.lead)))
    yield from _indented(f"{inert(shown.before)}{marked}{inert(shown.after)}")
    for quote, of in shown.elsewhere:
        yield from _indented(f"and [{one_line(quote)}]{f' ({one_line(of)})' if of else ''}")
    yield from said_lines(shown.said)
    yield from _indented("; ".join(map(one_line, shown.manner)), "    ", "    ")
    yield from _indented(one_line(", ".join(shown.named)), "    ", "    ")
    if fact.draft and fact.doubt:
        yield from _indented(f"In doubt: {one_line(fact.doubt)}", "    ", "    ")


def said_lines(said: str) -> list[str]:
    """A fact in plain English."""
    return _indented(styled(f"→ {inert(said)}{full_stop(said)}", bold=True), within="    ")


def sentence_lines(sheet: Sheet, stop: Stop, place: str) -> Iterator[str]:
    """A sentence, under the one before it, and what was found in it."""
    from kg.publishing import counts

    lead, sentence = sheet.show_sentence(stop.span)
    found = counts(len(stop.found), "fact") if stop.found else "nothing"
    yield ""
    yield styled(f"{place} · {found} found", dim=True)
    if lead:
        yield from (styled(line, dim=True) for line in _indented(one_line(lead)))
    yield from _indented(one_line(sentence) if _in_colour() else f"[{one_line(sentence)}]")
    for index in stop.found:
        yield from said_lines(sheet.show(index).said)


def _in_colour() -> bool:
    context = click.get_current_context()
    return bool(context.color is not False and sys.stdout and sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def styled(text: str, **how: Any) -> str:
    return click.style(text, **how) if _in_colour() else text


def _indented(text: str, first: str = "  ", within: str = "  ") -> list[str]:
    width = min(_WIDTH, terminal_width() or _WIDTH)
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=within, break_long_words=False)
