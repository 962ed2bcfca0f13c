"""What the full-text index answers: what matches some words, the best or the newest first, and with which words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.errors import QueryError
from kg.store.fulltext import LIVE, Index, day_of, numbers, token
from kg.store.rows import ARTICLE, ENTITY, STATEMENT

KINDS = {"article": ARTICLE, "statement": STATEMENT, "entity": ENTITY}
ORDERS = ("best", "newest", "oldest")
OPEN, CLOSE = "\x02", "\x03"  # around the words that match
RANKED = 2_000  # of the newest that match, so many of a kind are ranked
MOST_WORDS = 60  # in a search
_WORDS = 16  # about so many in a snippet
_SHOWN = 80  # code points of the words in an error
_NO_TEXT = re.compile("[\ud800-\udfff]")  # surrogates, which have no UTF-8


class NoWordError(QueryError):
    """Nothing to search for: signs, but no word."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, an entity by any of its IRIs, days (ISO), kinds, and how many of each kind at most.

    `order` is one of ORDERS, for what has a day; the best are the newest where there are no words.
    """

    words: str = ""
    entity: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = tuple(KINDS)
    limit: int = 20
    order: str = "best"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that matches. `node` is its IRI, `about` that of a statement's situation, `label` its type in words.

    `snippet` is its text around the words that match, which stand between OPEN and CLOSE. `title` is a headline or a
    name; `article` (an IRI) and `url` are the article's. A statement has the title, IRI and URL of its article.
    """

    kind: str
    node: str
    about: str | None
    label: str
    day: str
    snippet: str
    title: str = ""
    article: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of each kind; `more` names the kinds of which there are more than were asked for."""

    hits: tuple[Hit, ...] = ()
    more: frozenset[str] = field(default_factory=frozenset)


def expression(words: str, entity: tuple[str, ...] = ()) -> str:
    """The words as FTS5 asks for them, each of them or each "phrase" quoted: none of its signs means anything.

    A word that ends with `*` stands for all that begin so. Raises QueryError where no word is left, and for what is no
    Unicode, such as bytes of a command line in another encoding.

    >>> expression('cable "Orlen Strait" OR -x:y')
    '{title text names} : ("cable" AND "Orlen Strait" AND "OR" AND "-x:y")'
    """
    if _NO_TEXT.search(words):
        raise QueryError(f"{_short(words)}: this is no Unicode text; give the words in UTF-8")
    parts = []
    for index, part in enumerate(words.replace("\0", " ").split('"')):
        parts += [part] if index % 2 else part.split()
    terms = [_quoted(part) for part in parts if any(map(str.isalnum, part))]
    if len(terms) > MOST_WORDS:
        raise QueryError(f"{len(terms)} words are too many to search for: {MOST_WORDS} at most")
    if not terms and not entity:
        raise NoWordError(f"{_short(words)}: there is no word in this to search for")
    asked = [f"{{title text names}} : ({' AND '.join(terms)})"] if terms else []
    return " AND ".join([*asked, *([f"about : {one_of(entity)}"] if entity else [])])


def _short(words: str) -> str:
    """The words as an error shows them: not all of a very long text."""
    return repr(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def one_of(choices: Iterable[str]) -> str:
    """What FTS5 is asked for so that one of these (IRIs of entities, or facets) is in a row."""
    return f"({' OR '.join(map(token, choices))})"


def _quoted(part: str) -> str:
    stem = part.rstrip("*")
    return f'"{stem}"' + ("*" if stem != part else "")


def search(index: Index, generation: int, wanted: Wanted) -> Found:
    """What matches in a generation, kind by kind, in the order that is wanted.

    Raises QueryError where there is nothing to look for, and for words that nothing can be made of.
    """
    asked = expression(wanted.words, wanted.entity)
    hits, more = list[Hit](), set[str]()
    for kind in wanted.kinds:
        found = _best(index, generation, asked, kind, wanted)
        hits += _hits(index, asked, kind, found[: wanted.limit])
        if len(found) > wanted.limit:
            more.add(kind)
    return Found(tuple(hits), frozenset(more))


def _best(index: Index, generation: int, asked: str, kind: str, wanted: Wanted) -> Sequence[int]:
    """The numbers of the rows that match, one more than are wanted."""
    order = "best" if kind == "entity" else wanted.order  # who has no day has no order of days
    ranked, way = bool(wanted.words) and order == "best", "ASC" if order == "oldest" else "DESC"
    most = RANKED if ranked else wanted.limit + 1
    rank = "bm25(words, 4.0, 2.0, 1.0, 0.0)" if ranked else "0"
    since = wanted.since or (date.min.isoformat() if order == "oldest" else "")  # what has no day is not the oldest
    first, last = numbers(KINDS[kind], since, wanted.until)
    rows = index.rows(
        f"SELECT id FROM (SELECT words.rowid AS id, {rank} AS rank FROM words JOIN row ON row.id = words.rowid"
        f" WHERE words MATCH :asked AND words.rowid BETWEEN :first AND :last AND {LIVE}"
        f" ORDER BY words.rowid {way} LIMIT :most) ORDER BY rank, id {way} LIMIT :limit",
        asked=asked,
        first=first,
        last=last,
        g=generation,
        most=most,
        limit=wanted.limit + 1,
    )
    return [int(number) for (number,) in rows]


def _hits(index: Index, asked: str, kind: str, ids: Sequence[int]) -> list[Hit]:
    """The hits of these rows, in their order. All are read in one pass: to find each anew among many takes longer."""
    rows = index.rows(
        f"SELECT words.rowid, node, row.about, label, url, whole, highlight(words, 0, '{OPEN}', '{CLOSE}'),"
        f" snippet(words, 1, '{OPEN}', '{CLOSE}', '…', {_WORDS})"
        " FROM words JOIN row ON row.id = words.rowid WHERE words MATCH :asked"
        " AND words.rowid BETWEEN :first AND :last AND +words.rowid IN (SELECT value FROM json_each(:ids))",
        asked=asked,
        first=min(ids, default=0),
        last=max(ids, default=-1),
        ids=json.dumps(ids),
    )
    found = {row[0]: row for row in rows}
    return [_hit(index, kind, found[number]) for number in ids]


def _hit(index: Index, kind: str, row: tuple[Any, ...]) -> Hit:
    number, node, about, label, url, whole, title, text = row
    if kind != "statement":
        snippet = "\n".join((title, text) if OPEN in text else (title,))
        title = title.replace(OPEN, "").replace(CLOSE, "")
        return Hit(kind, node, about, label, day_of(number), snippet, title, node if kind == "article" else "", url)
    ((article, url, title),) = index.rows(
        "SELECT node, url, title FROM row JOIN words ON words.rowid = row.id WHERE row.id = :whole",
        whole=whole,
    )
    return Hit(kind, node, about, label, day_of(number), text, title, article, url)


def matching(index: Index, generation: int, words: str, most: int) -> tuple[list[str], bool]:
    """The IRIs of what matches some words, of `most` rows, and whether there are more rows.

    The newest come first: entities, statements each with its situation, articles.
    """
    found = index.rows(
        f"SELECT node, row.about FROM words JOIN row ON row.id = words.rowid WHERE words MATCH :asked AND {LIVE}"
        " ORDER BY words.rowid DESC LIMIT :most",
        asked=expression(words),
        g=generation,
        most=most + 1,
    )
    return list(dict.fromkeys(iri for row in found[:most] for iri in row if iri)), len(found) > most
