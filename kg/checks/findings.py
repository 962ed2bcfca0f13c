"""What a check finds: its kind, a code that stays, and the sides of it with papers and words."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.iris import digest


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what it says, in which paper and article of which ISO day, by which words.

    `iri` is the assertion or entity; `disputed` where a correction has put it in doubt.
    """

    iri: str
    says: str
    source: str = ""
    paper: str = ""
    day: str = ""
    headline: str = ""
    quote: str = ""
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `code` stands for it as long as it is there, `remedy` says what to do about it."""

    kind: str
    code: str
    summary: str
    reasons: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    remedy: str = ""

    def as_dict(self) -> dict[str, object]:
        """The same, for JSON."""
        return asdict(self)


def code_of(kind: str, *iris: str) -> str:
    """The six letters and digits that stand for a finding about some nodes, in whatever order.

    >>> code_of("conflicts", "a", "b") == code_of("conflicts", "b", "a")
    True
    """
    return digest("check", kind, *sorted(iris))[:6]
