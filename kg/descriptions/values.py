"""What a page says, as plain values: no HTML, and no RDF terms but the IRIs that links lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """Somebody or something that a text leads to: its IRI and the name that people read."""

    iri: str
    name: str


Piece = str | Ref  # a stretch of a sentence
Pieces = tuple[Piece, ...]
GAP = " … "  # between words that stand apart


def plain(pieces: Pieces) -> str:
    """The words of a sentence without its links.

    >>> plain((Ref("https://kg.example/entity/a", "Ana Okoye"), " resigned"))
    'Ana Okoye resigned'
    """
    return "".join(piece.name if isinstance(piece, Ref) else piece for piece in pieces)


def full_stop(words: str) -> str:
    """The full stop of a sentence, where its last words do not bring one.

    >>> full_stop("Ana Okoye resigned"), full_stop("Ana Okoye said: “I resign.”")
    ('.', '')
    """
    return "" if words.rstrip("”’\"'").endswith((".", "!", "?", "…")) else "."


def joined(values: Sequence[Pieces]) -> Pieces:
    """`a`, `a and b`, `a, b and c`."""
    if len(values) < 2:
        return values[0] if values else ()
    found: list[Piece] = [*values[0]]
    for each in values[1:-1]:
        found += [", ", *each]
    return (*found, " and ", *values[-1])


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a passage that shows one field: `sort` is who, where, when, what or how."""

    label: str
    sort: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article that are marked alike. `quoted` is False for what only surrounds the evidence.

    `starts` has the marks that begin with this stretch, `marks` all that lie on it.
    """

    text: str
    quoted: bool = True
    marks: tuple[Mark, ...] = ()
    starts: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article from `start` to `end`, in code points; `truncated`: only their beginning is kept."""

    kept: str
    start: int
    end: int
    truncated: bool = False

    @property
    def words(self) -> str:
        """The words; of a beginning the whole ones, and a sign that there are more.

        >>> Quote("three dead and two inj", 0, 30, truncated=True).words, Quote("three dead", 0, 10).words
        ('three dead and two …', 'three dead')
        """
        if not self.truncated:
            return self.kept
        whole = self.kept.rstrip()
        if whole == self.kept and " " in whole:
            whole = whole.rpartition(" ")[0].rstrip()
        return f"{whole} …"


@dataclass(frozen=True, slots=True)
class Passage:
    """The evidence of one statement: its words in the order of the article.

    `quotes` show the statement as a whole. `unverified`: nobody compared the evidence with the article.
    """

    stretches: tuple[Stretch, ...]
    quotes: tuple[Quote, ...]
    unverified: bool = False

    @property
    def start(self) -> int:
        """Where the first quotation begins."""
        return min(each.start for each in self.quotes)

    @property
    def end(self) -> int:
        """Where the last quotation ends."""
        return max(each.end for each in self.quotes)

    @property
    def truncated(self) -> bool:
        """Whether only the beginning of a quotation is kept."""
        return any(each.truncated for each in self.quotes)

    @property
    def quote(self) -> str:
        """All quotations as one, with ` … ` where words are left out."""
        return GAP.join(each.words for each in self.quotes)

    @property
    def telling(self) -> Quote:
        """The quotation that shows the most."""
        return max(self.quotes, key=lambda each: each.end - each.start)


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in one line. `day` is an ISO date, or empty where it is not known."""

    iri: str
    headline: str
    publisher: Ref | None
    day: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A controlled value in words: `notation` is what a fact file calls it."""

    iri: str
    notation: str
    name: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a situation with its values."""

    label: str
    values: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One assertion, as a card shows it.

    `sentence` is plain English; `kind` is the fact type; `status` is None for what does not happen at a time. `own`: it
    is the paper's own word, else that of `sources`. `parts` are the fields of the situation. `disputes` are the IRIs of
    statements that contradict it, `doubts` says why it is disputed since an article was corrected; `day` is the day
    of the article, `when` the first and the last day that it may be about. `provisos` are what goes with the sentence
    where it stands alone: on whose word it is, if not the paper's own, and why it is in doubt.
    """

    iri: str
    situation: str
    kind: Ref
    sentence: Pieces
    status: Label | None
    certainty: Label | None
    polarity: Label | None
    basis: Label | None
    editorial: Label | None
    sources: tuple[Ref, ...]
    own: bool
    passage: Passage | None
    article: ArticleLine
    parts: tuple[Part, ...]
    day: str
    when: tuple[str, str]
    involves: tuple[Ref, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""
    confidence: str = ""
    rule: str = ""
    disputes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    occurrence: str = ""
    provisos: tuple[str, ...] = ()

    @property
    def denied(self) -> bool:
        """Whether its source says that it is not so."""
        return self.polarity is not None and self.polarity.notation == "negative"

    @property
    def standing(self) -> str:
        """What pictures mark it as: `denied` where it is said not to be so, else its status, or `held`."""
        return "denied" if self.denied else self.status.notation if self.status else "held"

    @property
    def standing_words(self) -> str:
        """How far along it is, or is said not to be; empty where it has no status and is not denied."""
        return standing_words(self.status, self.polarity)


def told_in_a_line(told: Statement) -> str:
    """The sentence of a statement, with its provisos in brackets."""
    return f"{plain(told.sentence)} ({'; '.join(told.provisos)})" if told.provisos else plain(told.sentence)


_DENIED = {
    "occurred": "said not to have happened",
    "ongoing": "said not to be going on",
    "planned": "said not to be planned",
    "mooted": "said not to be considered",
}


def standing_words(status: Label | None, polarity: Label | None) -> str:
    """A status in words: never that something happened, where its source says that it did not.

    >>> occurred, no = Label("", "occurred", "occurred"), Label("", "negative", "negative")
    >>> standing_words(occurred, None), standing_words(occurred, no), standing_words(None, no)
    ('occurred', 'said not to have happened', 'said not to be so')
    """
    if polarity is not None and polarity.notation == "negative":
        return _DENIED.get(status.notation if status else "", "said not to be so")
    return status.name if status else ""
