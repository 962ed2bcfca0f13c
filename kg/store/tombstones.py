"""Tombstones: what is left of an article that was taken away for good, in the ledger and as RDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.store.ledger import Ledger
from kg.store.values import Tombstone
from kg.vocab import nf, rdf

_ROWS = "SELECT iri, reason, recorded_at, purged FROM tombstone JOIN article ON article.id = tombstone.article"
_STANDS = "from_gen <= :g AND (to_gen IS NULL OR to_gen > :g)"
LEFT = (  # the articles that were purged and of which the ledger still has a revision: each writer asks for them
    "SELECT article FROM tombstone WHERE purged AND to_gen IS NULL"
    " AND EXISTS (SELECT 1 FROM revision WHERE revision.article = tombstone.article)"
)


_UNREADABLE = ("Cc", "Cs", "Zl", "Zp")
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # they turn the direction of what follows


@dataclass(frozen=True, slots=True)
class Purges:
    """How many articles were purged, and of how many of them something is left to erase."""

    all: int
    unfinished: int


def verify_reason(reason: str) -> None:
    """Raise StoreError for the reason of a retraction that is none, or not of words on one line."""
    if not reason.strip():
        raise StoreError("a retraction needs a reason, in words that readers understand")
    if unreadable := next((each for each in reason if category(each) in _UNREADABLE or each in _TURNING), None):
        raise StoreError(
            f"the reason of a retraction is shown to readers, and has the sign U+{ord(unreadable):04X} that none can"
            " read: write it in words, on one line"
        )


def read_tombstones(ledger: Ledger, generation: int) -> tuple[Tombstone, ...]:
    """The tombstones that stand in a generation, in the order of the articles' IRIs."""
    rows = ledger.rows(f"{_ROWS} WHERE {_STANDS} ORDER BY iri", g=generation)
    return tuple(_tombstone(*row) for row in rows)


def tombstone_of(ledger: Ledger, article: NamedNode) -> Tombstone | None:
    """The tombstone of an article in the newest generation."""
    rows = ledger.rows(f"{_ROWS} WHERE iri = :iri AND to_gen IS NULL", iri=article.value)
    return _tombstone(*rows[0]) if rows else None


def purges(ledger: Ledger) -> Purges:
    """What a ledger knows of purges: whoever copies the store looks before and after."""
    counts = f"SELECT (SELECT count(*) FROM tombstone WHERE purged), (SELECT count(*) FROM ({LEFT}))"
    return Purges(*ledger.rows(counts)[0])


def hidden(ledger: Ledger, generation: int, current: int) -> tuple[Tombstone, ...]:
    """The tombstones of today of articles that stood in an older generation, or were purged: it may not show them."""
    rows = ledger.rows(
        f"{_ROWS} WHERE from_gen > :g AND from_gen <= :current AND (to_gen IS NULL OR to_gen > :current)"
        " AND (purged OR EXISTS (SELECT 1 FROM revision WHERE revision.article = tombstone.article AND digest <> ''"
        " AND revision.from_gen <= :g AND (revision.to_gen IS NULL OR revision.to_gen > :g))) ORDER BY iri",
        g=generation,
        current=current,
    )
    return tuple(_tombstone(*row) for row in rows)


def set_tombstone(ledger: Ledger, tombstone: Tombstone, generation: int) -> None:
    """Record a tombstone; it takes the place of an earlier one of the article."""
    end_tombstone(ledger, tombstone.article, generation)
    ledger.run(
        "INSERT INTO tombstone SELECT id, :reason, :time, :purged, :g, NULL FROM article WHERE iri = :iri",
        iri=tombstone.article.value,
        reason=tombstone.reason,
        time=tombstone.recorded_at,
        purged=tombstone.purged,
        g=generation,
    )


def end_tombstone(ledger: Ledger, article: NamedNode, generation: int) -> None:
    """Record that an article may come back."""
    ledger.run(
        "UPDATE tombstone SET to_gen = :g WHERE to_gen IS NULL AND article = (SELECT id FROM article WHERE iri = :iri)",
        iri=article.value,
        g=generation,
    )


def tombstone_quads(standing: Iterable[Tombstone], graph: NamedNode) -> set[Quad]:
    """What the graph of tombstones says; the time is in the ledger alone, so that equal stores give equal bytes."""
    found = set[Quad]()
    for each in standing:
        found.add(Quad(each.article, rdf.type, nf.Tombstone, graph))
        found.add(Quad(each.article, nf.retractionReason, Literal(each.reason), graph))
    return found


def _tombstone(iri: str, reason: str, recorded_at: str, purged: int) -> Tombstone:
    return Tombstone(NamedNode(iri), reason, recorded_at, bool(purged))
