"""Two predicates that are resolved before the engine runs, because it has no index for words or for spans of time.

`?x nf:matches "words"` becomes the IRIs that the full-text index finds: of articles, assertions, situations, entities.
`?x nf:attestedWithin "2031-03-01/2031-03-31"` becomes the days of the period, each of which the engine looks up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import QueryError
from kg.store.queries import Prepared, tokens
from kg.vocab import nf, xsd

MOST = 5_000  # rows of the index that words may stand for
MAX_SEARCHES = 20  # that a query may have: each takes time before the query's own deadline begins
MAX_DAYS = 3_700  # in a period
_EXAMPLES = {nf.matches.value: "cable letter", nf.attestedWithin.value: "2031-03-01/2031-03-31"}

Token = tuple[str, str]
Search = Callable[[str, int], tuple[list[str], bool]]  # the IRIs that match words, of so many rows; are there more


def resolve(prepared: Prepared, search: Search) -> tuple[Prepared, str | None]:
    """The query without these predicates, and by what it was cut: words that match more than MOST rows, or None.

    Raises QueryError where one does not stand in a triple of its own, and for a period that is none.
    """
    if "matches" not in prepared.sparql and "attestedWithin" not in prepared.sparql:
        return prepared, None
    pieces = list(tokens(prepared.sparql))
    told = [index for index, (kind, _) in enumerate(pieces) if kind != "space"]
    prefixes = {**prepared.prefixes, **_declared([pieces[index] for index in told])}
    cut = None
    searched: dict[str, tuple[list[str], bool]] = {}
    for before, place, after, beyond in zip(told, told[1:], told[2:], [*told[3:], None], strict=False):
        iri = _iri(pieces[place], prefixes)
        variable, value = pieces[before], pieces[after]
        if iri not in _EXAMPLES or not _is_predicate(variable, value):
            continue
        if not _is_variable(variable) or value[0] != "string" or (beyond and pieces[beyond][1][:1] in ";,^@"):
            name = pieces[place][1]
            raise QueryError(f'{name} stands in a triple of its own, with a string: `?x {name} "{_EXAMPLES[iri]}" .`')
        if iri == nf.matches.value:
            words = _text(value[1])
            if words not in searched:
                if len(searched) == MAX_SEARCHES:
                    raise QueryError(
                        f"the query has more than {MAX_SEARCHES} texts with nf:matches: ask in several queries"
                    )
                searched[words] = search(words, MOST)
            found, more = searched[words]
            written = _values(variable[1], map(NamedNode, found))
            cut = f"{MOST:,} matches of {value[1]}" if more else cut
        else:
            written = _within(variable[1], f"?day_of_{place}", _text(value[1]))
        pieces[before], pieces[place], pieces[after] = ("other", written), ("space", " "), ("space", " ")
    return replace(prepared, sparql="".join(text for _, text in pieces)), cut


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


def _declared(told: list[Token]) -> dict[str, str]:
    """The prefixes that the query declares itself."""
    return {
        name.removesuffix(":"): iri[1:-1]
        for (_, word), (_, name), (kind, iri) in zip(told, told[1:], told[2:], strict=False)
        if word.upper() == "PREFIX" and kind == "iri"
    }


def _is_predicate(before: Token, after: Token) -> bool:
    """Whether a term between these is a predicate: one may also describe the term, or ask what is said of it."""
    return after[0] == "string" or (_is_variable(after) and (_is_variable(before) or before[1] == ";"))


def _is_variable(token: Token) -> bool:
    return token[0] == "name" and token[1][:1] in "?$"


def _text(string: str) -> str:
    """What a string says that SPARQL wrote; Turtle writes it likewise. Raises QueryError where it is none."""
    try:
        triple = next(iter(parse(f"<x:s> <x:p> {string} .", format=RdfFormat.TURTLE)))
    except SyntaxError as error:
        raise QueryError(f"{string} is not a string as SPARQL writes it: {error}") from error
    return str(getattr(triple.object, "value", ""))
