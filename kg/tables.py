"""The answer to a query as a table that people read in a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.serialization import FORMATS
from kg.store import RESULT_FORMATS, Answer, write_answer

_FITTING = {"bindings": ("table", *RESULT_FORMATS), "boolean": ("table", "json", "xml"), "graph": FORMATS}
_ALL = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_FORMS = {"bindings": "SELECT", "boolean": "ASK", "graph": "CONSTRUCT or DESCRIBE"}


def rendered(answer: Answer, form: str, prefixes: Mapping[str, str], width: int | None = None) -> Iterator[bytes]:
    """The answer in a result format, an RDF format, or as `table` of at most `width` columns (of a graph: Turtle).

    Raises QueryError where the format does not fit the answer.
    """
    if form == "table" and answer.kind != "graph":
        yield table(answer, prefixes, width).encode("utf-8", "replace")
        return
    form = "turtle" if form == "table" else form
    fitting = _FITTING[answer.kind]
    if form not in fitting:
        raise QueryError(f"the answer to {_FORMS[answer.kind]} cannot be written as {form}: {', '.join(fitting)} can")
    yield from write_answer(answer, form, prefixes)


def in_the_order_of(answer: Answer, sparql: str) -> Answer:
    """The answer to `SELECT *` with its columns in the order in which the query names them: engines choose any."""
    if not _ALL.search(sparql):
        return answer
    named = dict.fromkeys(_VARIABLE.findall(sparql))
    places = {name: place for place, name in enumerate(named)}
    order = sorted(range(len(answer.variables)), key=lambda index: places.get(answer.variables[index], len(places)))
    rows = tuple(tuple(row[index] for index in order) for row in answer.rows)
    return replace(answer, variables=tuple(answer.variables[index] for index in order), rows=rows)


def table(answer: Answer, prefixes: Mapping[str, str], width: int | None = None) -> str:
    """Bindings as aligned columns with a line that counts, cut to fit `width` if one is given; yes or no for ASK."""
    if answer.kind == "boolean":
        return "yes\n" if answer.boolean else "no\n"
    rows = [[_cell(term, prefixes) for term in row] for row in answer.rows]
    widths = _widths(answer.variables, rows, width)
    lines = [_line(answer.variables, widths), "  ".join("─" * size for size in widths)]
    lines += [_line(row, widths) for row in rows]
    count = f"{len(rows)} row" + ("" if len(rows) == 1 else "s")
    cut = any(_columns(cell) > size for row in rows for cell, size in zip(row, widths, strict=True))
    hint = "; values cut: --format csv has them whole" if cut else ""
    return "\n".join([*lines, f"({count}{', cut' if answer.truncated else ''}{hint})"]) + "\n"


def _cell(term: object, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, namespace in prefixes.items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value[len(namespace) :]}"
        return f"<{term.value}>"
    if isinstance(term, Triple):
        parts = (_cell(term.subject, prefixes), _cell(term.predicate, prefixes), _quoted(term.object, prefixes))
        return f"<<( {' '.join(parts)} )>>"
    return _printable(term.value) if isinstance(term, Literal) else _printable(str(term))


def _quoted(term: object, prefixes: Mapping[str, str]) -> str:
    return _printable(str(term)) if isinstance(term, Literal) else _cell(term, prefixes)


def _printable(text: str) -> str:
    """The text on one line, without what moves a terminal's cursor or its reading direction."""
    joined = " ".join(text.split())
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf") or c == "\u200d" else "\N{REPLACEMENT CHARACTER}"
        for c in joined
    )


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], total: int | None) -> list[int]:
    """The columns' widths: what each needs, the widest giving way until all fit, if `total` is given."""
    widths = [max(map(_columns, (head, *(row[i] for row in rows)))) for i, head in enumerate(heads)]
    if total is None:
        return widths
    room = max(total - 2 * (len(widths) - 1), 8 * len(widths))
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_fitted(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _fitted(cell: str, width: int) -> str:
    if _columns(cell) <= width:
        return cell + " " * (width - _columns(cell))
    kept = ""
    for character in cell:
        if _columns(kept + character) > width - 1:
            break
        kept += character
    return kept + "…" + " " * (width - 1 - _columns(kept))


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)
