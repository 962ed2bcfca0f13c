"""What a query may say: checked word by word before any parser sees it; and what the engine says of one, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import QueryError
from kg.sparql_tokens import MAX_LENGTH, declared_in, spans, tokens, words_of

# What the engine says: 'error at 1:35: expected one of "(", IF, [\'0\' ..= \'9\' | ...]'
_STOPPED = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_PARTS = re.compile(r"\[(?:[^\]']|'[^']*')*\]|\"(?:[^\"\\]|\\.)*\"|[^,\s][^,\n]*")
_AWAITED = 6  # of what it expected, so many are told
_LAST_TRIED = frozenset(("OPTIONAL", "CONSTRUCT", "GRAPH", "ADD", "LATERAL", "SERVICE", "ENCODE_FOR_URI"))  # of all
_SENTENCE = re.compile(r"[A-Z][a-z]+ [a-z*]")
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_REFUSED = re.compile(r"((?:Variables|Blank nodes)(?: and blank nodes)? are not allowed in )([A-Z]+ [A-Z]+)")
_MEANT = {
    "The SELECT contains a variable that is unbound": (
        "a variable of SELECT is neither in GROUP BY nor within COUNT, MIN or the like"
    ),
    "The SELECT contains an expression with a variable that is unbound": (
        "an expression of SELECT has a variable that is neither in GROUP BY nor within COUNT, MIN or the like; what is "
        "grouped by gets a name there, as in GROUP BY (YEAR(?day) AS ?year), and SELECT has that name alone"
    ),
    "Duplicated variable name in SELECT": "SELECT names a variable twice",
    "The SELECT overrides an existing variable": "SELECT gives a name with AS that a variable has already",
    "SELECT * is not authorized with GROUP BY": "SELECT * does not go with GROUP BY: name the variables",
    "IRI parsing failed": "what stands in <> is no IRI",
}
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))
_UNSTABLE = frozenset(("NOW", "RAND", "UUID", "STRUUID", "BNODE"))
_FORMS = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may go to the engine. `union` is False where it chooses its graphs itself, by FROM.

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE; `stable` says that it gives the same answer whenever it is asked.
    """

    sparql: str
    prefixes: dict[str, str]
    union: bool
    form: str = ""
    stable: bool = True


def prepare(sparql: str, prefixes: Mapping[str, str]) -> Query:
    """Check a query before it is parsed; `prefixes` are those that it need not declare.

    Raises QueryError for an update, LOAD and SERVICE, and for a query that is too long or nested too deeply.
    """
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the query has {len(sparql)} characters; the limit is {MAX_LENGTH}")
    words = words_of(spans(sparql), "SERVICE")
    first = next((word for word in words if word in _FORMS | UPDATES), None)
    if any(word in UPDATES for word in words):
        raise QueryError("this is an update, and a query only reads; `kg publish` changes the store")
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: kg asks no other endpoint; query that one by itself")
    if first is None:
        raise QueryError("this is no query: it has none of SELECT, ASK, CONSTRUCT and DESCRIBE")
    return Query(sparql, dict(prefixes), "FROM" not in words, first, stable=_UNSTABLE.isdisjoint(words))


def explained(query: Query, error: str, what: str = "query") -> str:
    """What is wrong with a query that the engine could not read; where it uses a prefix that nobody declared, that.

    `what` it is called: a query, or an update.
    """
    known = {*query.prefixes, *declared_in(query.sparql)}
    used = (text.partition(":")[0] for kind, text in tokens(query.sparql) if kind == "name" and text[0] not in "?$@_")
    unknown = next((prefix for prefix in used if prefix not in known), None)
    if unknown is not None:
        return f"there is no prefix `{unknown}:`; declare it with PREFIX, or use one of {', '.join(sorted(known))}"
    told = _not_closed(query.sparql) or _in_words(error, query.sparql)
    return f"the {what} is not well-formed SPARQL: {told}"


def _not_closed(sparql: str) -> str | None:
    """Which brace or bracket of a query is not closed: the engine names what could stand there instead."""
    opened, offset = list[tuple[str, int]](), 0
    for kind, text in tokens(sparql):
        if kind == "other" and text in _CLOSING:
            opened.append((text, offset))
        elif kind == "other" and opened and text in _CLOSING.values():
            if text != _CLOSING[opened[-1][0]]:
                break
            opened.pop()
        offset += len(text)
    if not opened:
        return None
    bracket, start = opened[-1]
    line, column = sparql.count("\n", 0, start) + 1, start - sparql.rfind("\n", 0, start)
    return f"a `{_CLOSING[bracket]}` is missing: the `{bracket}` at {line}:{column} is not closed"


def _in_words(error: str, sparql: str) -> str:
    """The engine's message with what stands where it stopped, and without its classes of characters."""
    found = _STOPPED.match(error)
    if not found:
        return error
    line, column = int(found[1]), int(found[2])
    lines = sparql.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    rest = text[text.rfind(" ", 0, column) + 1 :].strip() if text[column - 1 :].strip() else ""
    where = f"error at {line}:{column}, before `{rest[:20]}`" if rest else f"error at {line}:{column}, at the end"
    meant = next((meaning for words, meaning in _MEANT.items() if words in found[3]), None)
    if meant:
        return f"{where}: {meant}"
    if refused := _REFUSED.search(found[3]):
        return f"{where}: {refused[1].lower()}{refused[2]}"
    awaited = [part for part in _PARTS.findall(found[3]) if part[0] != "[" and "\\" not in part]
    if sentence := next((part for part in awaited if _SENTENCE.match(part)), None):
        return f"{where}: {sentence}"
    if _LAST_TRIED.issuperset(awaited):
        return where
    some = ", ".join(awaited[:_AWAITED]) + (" ..." if len(awaited) > _AWAITED else "")
    return f"{where}: expected {some}" if some else where
