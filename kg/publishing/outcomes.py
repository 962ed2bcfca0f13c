"""What became of each article that was to be published or validated."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Problem
from kg.validation import Finding

PUBLISHED, UNCHANGED, REJECTED, UNUSABLE = "published", "unchanged", "rejected", "unusable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article's fate: `published`, `unchanged`, `rejected` (did not conform) or `unusable` (not read).

    `published`, `set_aside` and `drafts` count facts; `superseded` says that a newer revision was given too.
    """

    name: str
    state: str
    headline: str = ""
    article: str = ""
    published: int = 0
    set_aside: int = 0
    drafts: int = 0
    superseded: bool = False
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was refused."""
        return self.state in (PUBLISHED, UNCHANGED) and not self.set_aside


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole publish came to; `generation` is None where nothing changed."""

    outcomes: tuple[Outcome, ...] = field(default=())
    generation: int | None = None

    @property
    def clean(self) -> bool:
        """Whether every article, and every fact of each, was published."""
        return all(outcome.clean for outcome in self.outcomes)
