"""Two predicates that are resolved before the engine runs, because it has no index for words or for spans of time.

`?x nf:matches "words"` becomes the IRIs that the full-text index finds: of articles, assertions, situations, entities.
`?x nf:attestedWithin "2031-03-01/2031-03-31"` becomes the days of the period, each of which the engine looks up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import QueryError
from kg.sparql_tokens import declared_in, tokens
from kg.store.queries import Query
from kg.vocab import nf, xsd

MOST = 5_000  # rows of the index that words may stand for
MAX_SEARCHES = 20  # that a query may have
MAX_DAYS = 3_700  # in a period
_SHOWN = 80  # code points of a text, where it is told that there are more matches
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
MAX_WRITTEN = 8_000_000  # code points that all of it may become: the engine has to read them
_EXAMPLES = {nf.matches.value: "cable letter", nf.attestedWithin.value: "2031-03-01/2031-03-31"}

Token = tuple[str, str]
Near = Callable[[int], Token]  # the token so many places from one of them
Search = Callable[[str, int], tuple[list[str], bool]]  # the IRIs that match words, of so many rows; are there more


def is_resolvable(sparql: str) -> bool:
    """Whether a query may have one of these predicates; where not, there is nothing to resolve."""
    return "matches" in sparql or "attestedWithin" in sparql


def resolve(prepared: Query, search: Search) -> tuple[Query, str | None]:
    """The query without these predicates, and by what it was cut: words that match more than MOST rows, or None.

    In the template of a CONSTRUCT they stay as they are. Raises QueryError where one does not stand in a triple of its
    own, for a period that is none, and where what they become is too long.
    """
    if not is_resolvable(prepared.sparql):
        return prepared, None
    pieces = list(tokens(prepared.sparql))
    told = [index for index, (kind, _) in enumerate(pieces) if kind != "space"]
    words = [pieces[index] for index in told]
    searched = _Searched(search)
    room, gap = MAX_WRITTEN, ("space", " ")
    for place, iri in _asked(words, {**prepared.prefixes, **declared_in(prepared.sparql)}):
        variable, value = words[place - 1][1], words[place + 1][1]
        if iri == nf.matches.value:
            written = _values(variable, map(NamedNode, searched(value)))
        else:
            written = _within(variable, f"?day_of_{told[place]}", _text(value))
        room -= len(written)
        if room < 0:
            raise QueryError(
                f"what nf:matches and nf:attestedWithin stand for here takes more than {MAX_WRITTEN:,} characters:"
                " ask in several queries"
            )
        pieces[told[place - 1]], pieces[told[place]], pieces[told[place + 1]] = ("other", written), gap, gap
    return replace(prepared, sparql="".join(text for _, text in pieces)), searched.cut


def _asked(words: list[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield where each of these predicates is asked for, and its IRI. Raises QueryError as `resolve` does."""
    template = _template(words)
    for place, token in enumerate(words):
        iri, near = _iri(token, prefixes), partial(_near, words, place)
        if iri not in _EXAMPLES or (template is not None and place in template):
            continue
        if not (_is_predicate(near) or _is_in_path(near)):
            continue
        if template is None:
            raise QueryError(
                f"CONSTRUCT WHERE constructs what it asks: {token[1]} takes CONSTRUCT {{ ... }} WHERE {{ ... }}"
            )
        if not _is_alone(near):
            raise QueryError(
                f'{token[1]} stands in a triple of its own, with a string: `?x {token[1]} "{_EXAMPLES[iri]}" .`'
            )
        yield place, iri


class _Searched:
    """What some texts match; each is searched for once. `cut` tells of one that matches more."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._found: dict[str, list[str]] = {}
        self.cut: str | None = None

    def __call__(self, string: str) -> list[str]:
        words = _text(string)
        if words not in self._found:
            if len(self._found) == MAX_SEARCHES:
                raise QueryError(
                    f"the query has more than {MAX_SEARCHES} texts with nf:matches: ask in several queries"
                )
            self._found[words], more = self._search(words, MOST)
            self.cut = f"{MOST:,} matches of {_shown(string)}" if more else self.cut
        return self._found[words]


def _shown(string: str) -> str:
    """A string on one line, and not all of a very long one: it stands in a header of HTTP."""
    line = " ".join(_CONTROLS.sub(" ", string).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def days_of(period: str) -> tuple[date, ...]:
    """The days of a period, as in 2031-03-01/2031-03-31, or the one day that is named. Raises ValueError.

    >>> [str(day) for day in days_of("2031-02-28/2031-03-01")]
    ['2031-02-28', '2031-03-01']
    """
    first, _, last = period.partition("/")
    start, end = parse_day(first), parse_day(last or first)
    if not 0 <= (end - start).days < MAX_DAYS:
        raise ValueError(f"a period is two days, the earlier first, as in 2031-03-01/2031-03-31; {MAX_DAYS:,} at most")
    return tuple(start + timedelta(days) for days in range((end - start).days + 1))


def parse_day(value: str) -> date:
    """The day that an ISO date names. Raises ValueError."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("this is no day; write it as in 2031-03-04") from error


def day_literal(day: date) -> Literal:
    """A day as the store has it."""
    return Literal(day.isoformat(), datatype=xsd.date)


def _within(variable: str, day: str, period: str) -> str:
    try:
        days = days_of(period)
    except ValueError as error:
        raise QueryError(f"{period}: {error}") from error
    return f"{_values(day, map(day_literal, days))} {variable} {nf.attestedOn} {day}"


def _values(variable: str, terms: Iterable[NamedNode | Literal]) -> str:
    return f"VALUES {variable} {{ {' '.join(map(str, terms))} }}"


def _iri(token: Token, prefixes: Mapping[str, str]) -> str:
    kind, text = token
    if kind == "name" and ":" in text:
        prefix, _, local = text.partition(":")
        return prefixes.get(prefix, "") + local
    return text[1:-1] if kind == "iri" else ""


def _template(words: list[Token]) -> range | None:
    """The places within the template of a CONSTRUCT, where nothing is asked; None where its pattern is its template."""
    start = next(
        (place for place, (kind, text) in enumerate(words) if kind == "word" and text.upper() == "CONSTRUCT"), None
    )
    if start is None:
        return range(0)
    if words[start + 1 : start + 2] != [("other", "{")]:
        return None  # CONSTRUCT WHERE { ... }
    depth = 0
    for place in range(start + 1, len(words)):
        depth += {"{": 1, "}": -1}.get(words[place][1], 0)
        if not depth:
            return range(start, place)
    return range(start, len(words))


def _near(words: list[Token], place: int, offset: int) -> Token:
    """The token so many places on; past the ends an empty one."""
    at = place + offset
    return words[at] if 0 <= at < len(words) else ("other", "")


def _is_alone(near: Near) -> bool:
    """Whether a term is the predicate of a triple between a variable and a string, and of no other."""
    return _is_variable(near(-1)) and near(1)[0] == "string" and near(2)[1][:1] not in (";", ",", "^", "@")


def _is_predicate(near: Near) -> bool:
    """Whether a term is a predicate where it stands: one may also describe the term, or ask what is said of it."""
    before, after = near(-1), near(1)
    if after[0] == "string":
        return True
    if _is_variable(before) or before[1] in (";", "[", "]"):
        return after[0] in ("name", "iri") or after[1] in ("[", "(", "true", "false", "-") or after[1][:1].isdigit()
    return before[0] in ("name", "iri") and _is_variable(after)


def _is_in_path(near: Near) -> bool:
    """Whether a term is part of a property path: in parentheses, repeated, turned round, in a sequence or a choice."""
    (_, last), (kind, first) = near(-1), near(1)
    if (kind == "other" and first in ("+", "*", "?", "/")) or last in ("/", "!"):
        return True
    if first == "|" != near(2)[1] or (last in ("|", "^") and near(-2)[1] != last):
        return True
    opened = 0
    while near(-1 - opened)[1] == "(":
        opened += 1
    if not opened or near(-1 - opened)[0] == "word":  # of a function, of FILTER, of IN
        return False
    beyond = 1
    while opened and near(beyond)[1] in (")", "+", "*", "?"):
        opened -= near(beyond)[1] == ")"
        beyond += 1
    return beyond > 1 and (near(beyond)[0] in ("string", "name", "iri") or near(beyond)[1] in ("/", "|", "+", "*", "?"))


def _is_variable(token: Token) -> bool:
    return token[0] == "name" and token[1][:1] in "?$"


def _text(string: str) -> str:
    """What a string says that SPARQL wrote; Turtle writes it likewise. Raises QueryError where it is none."""
    try:
        triple = next(iter(parse(f"<x:s> <x:p> {string} .", format=RdfFormat.TURTLE)))
    except SyntaxError as error:
        raise QueryError(f"{string} is not a string as SPARQL writes it: {error}") from error
    return str(getattr(triple.object, "value", ""))
