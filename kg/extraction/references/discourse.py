"""What an article has told so far: who was named, who spoke, who holds which post."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a phrase stands for. `sure` falls with the steps taken; `start` and `end` are the phrase's place."""

    key: str
    start: int
    end: int
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or held a post (in lower case), and the key of the body or country whose post it is."""

    post: str
    person: str
    organization: str | None = None
    start: int = 0  # where the article says so
    past: bool = False  # held it before


@dataclass(frozen=True, slots=True)
class Several:
    """A subject that 'they' may mean: several people or a body, by their keys; without any nobody known, or things."""

    start: int
    keys: tuple[str, ...] = ()
    main: bool = False  # of a main clause
    again: bool = False  # is itself a 'they'
    pair: bool = False
    spoke: bool = False
    things: bool = False


@dataclass
class Discourse:
    """What is known of one page while its phrases are resolved.

    `offices` is filled when offices have been read, `said` (stretches with their
    speaker's key) when quotations have been given to their speakers.
    """

    page: Page
    cast: Cast
    offices: list[Holder] = field(default_factory=list)
    posts: dict[str, str] = field(default_factory=dict)  # a post in lower case, to the article's own spelling
    focus: list[tuple[int, str, bool]] = field(default_factory=list)  # where people were subjects; of a main clause?
    newcomers: list[int] = field(default_factory=list)  # where 'a bystander' and the like were subjects
    strangers: list[tuple[int, int]] = field(default_factory=list)  # those words, from where to where
    bodies: list[tuple[int, str]] = field(default_factory=list)  # where 'the company' and the like were subjects
    voices: list[tuple[int, str]] = field(default_factory=list)  # where bodies by name were said to say something
    groups: list[tuple[int, str]] = field(default_factory=list)  # where several, or a body, were subjects
    several: list[Several] = field(default_factory=list)
    papers: list[tuple[int, str, str]] = field(default_factory=list)  # where somebody spoke in a writing, its noun, who
    mixed: set[int] = field(default_factory=set)  # where marks open within what is reported
    said: list[tuple[int, int, str]] = field(default_factory=list)
    answering: dict[int, str] = field(default_factory=dict)  # who speaks in a turn, by its number
    told: dict[str, list[tuple[int, str]]] | None = None  # ages and callings of people, once somebody asks for them

    def speaker_at(self, offset: int) -> str | None:
        """Who says the quotation or the turn that this offset lies in: '' where nobody knows, None outside of both."""
        at = bisect_right(self.said, (offset, 1 << 60, "")) - 1
        if at >= 0 and self.said[at][1] > offset:
            return self.said[at][2]
        return "" if self.page.quotation_at(offset) else self.answerer_at(offset)

    def body_of(self, speaker: str) -> str | None:
        """The one body in which the speaker has a post, or the speaker that is a body: whom 'we' may mean."""
        if self.cast.type_of(speaker) == "Organization":
            return speaker
        bodies = {each.organization for each in self.offices if each.person == speaker and not each.past}
        return bodies.pop() if len(bodies) == 1 else None

    def answerer_at(self, offset: int) -> str | None:
        """Who speaks in the turn that this offset lies in: '' where nobody knows, None outside of turns."""
        turn = self.page.turn_at(offset)
        return None if turn is None else self.answering.get(turn.number, "")

    def in_utterance(self, offset: int) -> bool:
        """Whether the offset lies in quoted speech, not only in a few words in marks."""
        stretch = self.page.quotation_at(offset)
        return stretch is not None and stretch.whole
