"""The past as the ledger has it: which generation stood when, what articles said then, what differs from now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.store.archive import Place
from kg.store.ledger import Ledger
from kg.store.values import RevisionInfo

_AT = "{0}.from_gen <= :g AND ({0}.to_gen IS NULL OR {0}.to_gen > :g)"


@dataclass(frozen=True, slots=True)
class Held:
    """An article in a generation: what the history has of it; `place` is None where it was away."""

    article: NamedNode
    graph: NamedNode
    place: Place | None


def generation_at(ledger: Ledger, time: str, current: int) -> int:
    """The generation that readers saw at a time (ISO, UTC). Raises StoreError where there was none yet."""
    at = {"time": time, "current": current}
    row = ledger.rows("SELECT max(number) FROM generation WHERE created <= :time AND number <= :current", **at)[0]
    if row[0] is None:
        first = ledger.rows("SELECT min(created) FROM generation")[0][0]
        raise StoreError(f"the store has nothing of {time[:19]}Z: it began at {str(first)[:19]}Z")
    return int(row[0])


def created(ledger: Ledger, generation: int) -> str:
    """When a generation was recorded (ISO, UTC). Raises StoreError where there never was one of this number."""
    rows = ledger.rows("SELECT created FROM generation WHERE number = :g", g=generation)
    if not rows:
        raise StoreError(f"there is no generation {generation}: `kg history` lists those that there are")
    return str(rows[0][0])


def revisions(ledger: Ledger, article: NamedNode, current: int) -> tuple[RevisionInfo, ...]:
    """Every revision of an article up to a generation, newest first."""
    rows = ledger.rows(
        "SELECT revision.number, from_gen, recorded_at, generation.created, digest FROM revision"
        " JOIN article ON article.id = revision.article"
        " LEFT JOIN generation ON generation.number = to_gen AND to_gen <= :current"
        " WHERE iri = :iri AND from_gen <= :current ORDER BY revision.number DESC",
        iri=article.value,
        current=current,
    )
    return tuple(RevisionInfo(*row) for row in rows)


def alone(ledger: Ledger, current: int) -> dict[int, NamedNode]:
    """The only article that a generation changed or removed, by the generation's number, up to one."""
    rows = ledger.rows(
        "SELECT from_gen, min(iri) FROM revision JOIN article ON article.id = revision.article"
        " WHERE from_gen <= :current GROUP BY from_gen HAVING count(*) = 1",
        current=current,
    )
    return {number: NamedNode(iri) for number, iri in rows}


def place_of(ledger: Ledger, article: NamedNode, number: int) -> Place | None:
    """Where the history has a revision of an article; None where the article was away."""
    rows = ledger.rows(
        "SELECT segment, start, length FROM revision JOIN article ON article.id = revision.article"
        " WHERE iri = :iri AND revision.number = :number AND segment IS NOT NULL",
        iri=article.value,
        number=number,
    )
    return Place(*rows[0]) if rows else None


def held(ledger: Ledger, generation: int) -> list[Held]:
    """Every article of a generation."""
    rows = ledger.rows(
        "SELECT iri, graph, segment, start, length FROM article JOIN revision ON revision.article = article.id"
        f" WHERE digest <> '' AND {_AT.format('revision')}",
        g=generation,
    )
    return list(_held(rows))


def linked(ledger: Ledger) -> list[Held]:
    """The articles of which links make the store say something else than they do themselves."""
    rows = ledger.rows(
        "SELECT iri, graph, segment, start, length FROM article JOIN revision ON revision.article = article.id"
        " WHERE linked AND to_gen IS NULL ORDER BY iri"
    )
    return list(_held(rows))


def differences(ledger: Ledger, generation: int) -> list[Held]:
    """What an older generation held of every article of which the newest one holds something else."""
    rows = ledger.rows(
        "SELECT iri, graph, past.segment, past.start, past.length FROM article"
        f" LEFT JOIN revision AS past ON past.article = article.id AND past.digest <> '' AND {_AT.format('past')}"
        " LEFT JOIN revision AS live ON live.article = article.id AND live.to_gen IS NULL"
        " WHERE coalesce(past.digest, '') <> coalesce(live.digest, '') AND NOT EXISTS"
        " (SELECT 1 FROM tombstone WHERE tombstone.article = article.id AND tombstone.to_gen IS NULL)"
        " ORDER BY iri",
        g=generation,
    )
    return list(_held(rows))


def between(ledger: Ledger, first: int, last: int) -> list[tuple[NamedNode, int | None, int | None]]:
    """The articles that two generations hold otherwise, each with its revision in both; None where it was away.

    What was retracted since is left out.
    """
    joined = " ".join(
        f"LEFT JOIN revision AS {name} ON {name}.article = article.id AND {name}.digest <> ''"
        f" AND {_AT.format(name).replace(':g', f':{name}')}"
        for name in ("past", "live")
    )
    rows = ledger.rows(
        f"SELECT iri, past.number, live.number FROM article {joined}"
        " WHERE coalesce(past.digest, '') <> coalesce(live.digest, '') AND NOT EXISTS"
        " (SELECT 1 FROM tombstone WHERE tombstone.article = article.id AND tombstone.to_gen IS NULL) ORDER BY iri",
        past=first,
        live=last,
    )
    return [(NamedNode(iri), before, now) for iri, before, now in rows]


def _held(rows: list[tuple[str, str, int | None, int, int]]) -> Iterator[Held]:
    for iri, graph, segment, start, length in rows:
        place = None if segment is None else Place(segment, start, length)
        yield Held(NamedNode(iri), NamedNode(graph), place)


def retracted_place(ledger: Ledger, article: NamedNode) -> Place | None:
    """Where the history has what an article said when it was retracted."""
    rows = ledger.rows(
        "SELECT segment, start, length FROM article JOIN tombstone ON tombstone.article = article.id"
        " JOIN revision ON revision.article = article.id WHERE iri = :iri AND tombstone.to_gen IS NULL"
        " AND segment IS NOT NULL AND revision.from_gen < tombstone.from_gen"
        " AND (revision.to_gen IS NULL OR revision.to_gen >= tombstone.from_gen)",
        iri=article.value,
    )
    return Place(*rows[0]) if rows else None


def buried(ledger: Ledger, generation: int) -> dict[Place, NamedNode]:
    """The articles that are retracted in a generation, by where the history has what each said last; none purged."""
    rows = ledger.rows(
        "SELECT segment, start, length, iri FROM tombstone JOIN article ON article.id = tombstone.article"
        " JOIN revision ON revision.article = article.id WHERE NOT purged AND segment IS NOT NULL"
        f" AND {_AT.format('tombstone')} AND revision.from_gen < tombstone.from_gen"
        " AND (revision.to_gen IS NULL OR revision.to_gen >= tombstone.from_gen)",
        g=generation,
    )
    return {Place(*place): NamedNode(iri) for *place, iri in rows}


def graph_of(ledger: Ledger, article: NamedNode) -> NamedNode:
    """The graph of an article that the ledger knows."""
    return NamedNode(ledger.rows("SELECT graph FROM article WHERE iri = :iri", iri=article.value)[0][0])
