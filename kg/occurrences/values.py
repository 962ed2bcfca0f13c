"""What is known of an article, its situations and assertions when articles are held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

NOBODY = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Window:
    """The days (ordinals) between which something lies; `dated` where the article gives a date for it."""

    first: int
    last: int
    dated: bool

    @property
    def exact(self) -> bool:
        """Whether it is one day that the article gives."""
        return self.dated and self.first == self.last

    def meets(self, other: Window, tolerance: int = 0) -> bool:
        """Whether both may be one time, give or take so many days."""
        return self.first <= other.last + tolerance and other.first <= self.last + tolerance

    def holds(self, other: Window) -> bool:
        """Whether the other lies within this one."""
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a source: who published it and when (ISO), what it copies, whether it was corrected."""

    article: NamedNode
    publisher: str
    day: str
    published: str
    modified: str
    corrected: bool
    based_on: str
    text: str

    @property
    def newest_day(self) -> str:
        """The ISO day on which it was last changed, so far as it says."""
        return self.modified[:10] or self.day


@dataclass(frozen=True, slots=True)
class Word:
    """An assertion: one source's word. Values are local names of concepts (`polarity-positive`).

    `quote` is the digest of the words that show it, where they are so many that nobody writes the same by chance.
    """

    iri: NamedNode
    source: str
    own: bool
    polarity: str
    status: str
    certainty: str
    state: str
    reviewed_on: str
    quote: str

    @property
    def stands(self) -> bool:
        """Whether its publisher stands by it."""
        return self.state in ("editorial-current", "editorial-disputed")

    @property
    def sure(self) -> bool:
        """Whether it is said for certain, affirmed or denied."""
        return self.certainty == "certainty-certain" and self.stands

    @property
    def affirmed(self) -> bool:
        """Whether it is affirmed."""
        return self.polarity == "polarity-positive"


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation with what tells whether two are one.

    `parts` has, by the local name of a property, who and what stands in it: an IRI, or `place NAME` where a place is
    the article's own. `words` has free words and concepts, `numbers` counts. `names` are the names of all in it,
    `levels` the classes of its places.
    """

    iri: NamedNode
    type: str
    source: Source
    parts: Mapping[str, frozenset[str]]
    words: Mapping[str, str]
    numbers: Mapping[str, int]
    names: frozenset[str]
    levels: Mapping[str, str]
    window: Window | None
    said: tuple[Word, ...]
    keys: frozenset[str] = field(default=NOBODY, compare=False)

    def part(self, name: str) -> frozenset[str]:
        """Who or what stands in a property."""
        return self.parts.get(name, NOBODY)

    @property
    def denied(self) -> bool:
        """Whether all that speak of it deny it."""
        return not any(word.affirmed for word in self.said)


@dataclass(frozen=True, slots=True)
class Report:
    """What one article tells, as far as it may meet what others tell."""

    source: Source
    situations: tuple[Situation, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its situations."""
        return frozenset(key for situation in self.situations for key in situation.keys)
