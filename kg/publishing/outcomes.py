"""What became of each article that was to be published or validated."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Problem
from kg.validation import Finding

ACCEPTED, UNCHANGED, REJECTED, UNUSABLE = "accepted", "unchanged", "rejected", "unusable"
SUPERSEDED, FAILED = "superseded", "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article's fate: `accepted` for the new generation, `unchanged` (published already), `superseded` (another
    revision of it is curated or newer), `rejected` (did not conform), `unusable` (not read) or `failed` (not taken by a
    server).

    `accepted`, `set_aside` and `drafts` count facts. `reason` says what superseded it, or why it failed.
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

    @property
    def clean(self) -> bool:
        """Whether nothing was refused."""
        return self.state in (ACCEPTED, UNCHANGED, SUPERSEDED) and not self.set_aside


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole publish came to; `generation` is None where nothing changed."""

    outcomes: tuple[Outcome, ...] = field(default=())
    generation: int | None = None

    @property
    def clean(self) -> bool:
        """Whether every article, and every fact of each, was published."""
        return all(outcome.clean for outcome in self.outcomes)


def counts(number: int, noun: str) -> str:
    """A number of things in words.

    >>> counts(1, "fact"), counts(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
