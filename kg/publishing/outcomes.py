"""What became of each article that was to be published or validated."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Protocol, TypeVar

from kg.errors import Position, Problem
from kg.iris import Iris
from kg.publishing.gate import Case, Checked, Gate
from kg.publishing.inputs import Input, Unusable
from kg.validation import Finding, Report

ACCEPTED, UNCHANGED, REJECTED, UNUSABLE = "accepted", "unchanged", "rejected", "unusable"
SUPERSEDED, WAITING, RETRACTED, FAILED = "superseded", "waiting", "retracted", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article's fate: `accepted` for the new generation, `unchanged` (published already), `superseded` (another
    revision of it counts), `waiting` (its text is newer than that of its curated facts, which stay), `retracted` (it
    was taken back), `rejected` (did not conform), `unusable` (not read) or `failed` (not taken by a server).

    `accepted`, `set_aside` and `drafts` count facts, and `before` those of the revision whose place it takes. `reason`
    says what superseded it, why it was retracted, or why it failed. `publisher` is empty where the article names none.
    """

    name: str
    state: str
    headline: str = ""
    article: str = ""
    accepted: int = 0
    set_aside: int = 0
    drafts: int = 0
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    publisher: str = ""
    before: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing was refused."""
        return self.state in (ACCEPTED, UNCHANGED, SUPERSEDED, RETRACTED) and not self.set_aside


_PLAIN = tuple(each.name for each in fields(Outcome) if each.name not in ("problems", "findings"))


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole publish came to; `generation` is None where nothing changed, and `files` counts those written."""

    outcomes: tuple[Outcome, ...] = field(default=())
    generation: int | None = None
    files: int | None = None

    @property
    def clean(self) -> bool:
        """Whether every article, and every fact of each, was published."""
        return all(outcome.clean for outcome in self.outcomes)


def checked_safely(given: Input | Unusable, gate: Gate) -> tuple[Input | Unusable, Checked | None]:
    """The input with what came through the gate; unusable where it holds what RDF cannot, so that others go on."""
    (checked,) = checked_together([given], gate)
    return checked


def checked_together(inputs: Iterable[Input | Unusable], gate: Gate) -> list[tuple[Input | Unusable, Checked | None]]:
    """The same for several: one step for all of them before the next, which a processor's caches like better."""
    cases = [_unless_unusable(given, lambda one: gate.case(gate.reviewed(one))) for given in inputs]
    reported = [_unless_unusable(case, lambda one: _Reported(one, gate.report(one.mapped))) for case in cases]
    judged = [
        _unless_unusable(each, lambda one: (one.case.given, gate.judge(one.case, one.report))) for each in reported
    ]
    return [(each, None) if isinstance(each, Unusable) else each for each in judged]


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_T = TypeVar("_T", bound=_Named)
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class _Reported:
    """A case, and what the shapes say of it."""

    case: Case
    report: Report

    @property
    def name(self) -> str:
        return self.case.name


def _unless_unusable(given: _T | Unusable, step: Callable[[_T], _R]) -> _R | Unusable:
    """What a step makes of something with a name; unusable it stays, or becomes where it holds what RDF cannot."""
    if isinstance(given, Unusable):
        return given
    try:
        return step(given)
    except ValueError as error:  # pyoxigraph refuses an IRI or a half character
        problem = Problem("bad-character", f"This cannot be published: {error}.", "Take out what no text can hold.")
        return Unusable(given.name, (problem,))


def outcome_of(given: Input | Unusable, checked: Checked | None, iris: Iris) -> Outcome:
    """The outcome of an article by itself, before others and the store are looked at."""
    if isinstance(given, Unusable) or checked is None:
        return Outcome(given.name, UNUSABLE, problems=given.problems)
    known = given.facts.article
    return Outcome(
        given.name,
        ACCEPTED if checked.mapped else REJECTED,
        known.headline or "",
        (checked.mapped.article if checked.mapped else iris.article_of(known)).value,
        checked.accepted,
        checked.set_aside,
        checked.drafts,
        problems=(*given.problems, *checked.problems),
        findings=checked.findings,
        publisher=known.publisher or "",
    )


def values_of(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain values; `outcome_from` gives it back."""
    found = {name: getattr(outcome, name) for name in _PLAIN}
    return found | {name: [asdict(each) for each in getattr(outcome, name)] for name in ("problems", "findings")}


def outcome_from(values: Mapping[str, Any]) -> Outcome:
    """The outcome of which `values_of` made these values."""
    problems = tuple(Problem(**{**each, "position": _position(each)}) for each in values["problems"])
    findings = tuple(Finding(**{**each, "position": _position(each)}) for each in values["findings"])
    publisher = sys.intern(values["publisher"])  # few papers have very many articles
    return Outcome(**{**values, "problems": problems, "findings": findings, "publisher": publisher})


def _position(values: Mapping[str, Any]) -> Position | None:
    return Position(**values["position"]) if values["position"] else None


def counts(number: int, noun: str) -> str:
    """A number of things in words.

    >>> counts(1, "fact"), counts(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
