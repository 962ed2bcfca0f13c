"""The answer to a query as a table that people read in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, starmap, zip_longest

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import QueryError
from kg.serialization import FORMATS
from kg.store import RESULT_FORMATS, Answer, write_answer
from kg.store.worker import named_order

_FITTING = {"bindings": ("table", *RESULT_FORMATS), "boolean": ("table", "json", "xml"), "graph": FORMATS}
_LINES = 6  # of a value; what is longer is read elsewhere
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
    names = named_order(answer.variables, sparql)
    order = [answer.variables.index(name) for name in names]
    rows = tuple(tuple(row[index] for index in order) for row in answer.rows)
    return replace(answer, variables=names, rows=rows) if names != answer.variables else answer


def table(answer: Answer, prefixes: Mapping[str, str], width: int | None = None) -> str:
    """Bindings as aligned columns with a line that counts; yes or no for ASK.

    If `width` is given, long values go on in the next lines of their row so that all fit, a few lines at most.
    """
    if answer.kind == "boolean":
        return "yes\n" if answer.boolean else "no\n"
    rows = [[_cell(term, prefixes) for term in row] for row in answer.rows]
    widths = _widths(answer.variables, rows, width)
    folded = [[_folded(cell, size) for cell, size in zip(row, widths, strict=True)] for row in rows]
    lines = [_line([_cut(head, size) for head, size in zip(answer.variables, widths, strict=True)], widths)]
    lines.append("  ".join("─" * size for size in widths))
    for row in folded:
        lines += [_line(parts, widths) for parts in zip_longest(*row, fillvalue="")]
    count = f"{len(rows)} row" + ("" if len(rows) == 1 else "s")
    whole = all(starmap(_holds, zip(chain(*folded), chain(*rows), strict=True)))
    hint = "" if whole else "; values cut: --format csv has them whole"
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
    """The columns' widths: what each needs; if `total` is given the widest give way until all fit.

    A column keeps room for its longest word, a date or an IRI, for as long as others can give way.
    """
    columns = [(head, *(row[i] for row in rows)) for i, head in enumerate(heads)]
    widths = [max(map(_columns, cells)) for cells in columns]
    if total is None:
        return widths
    room = max(total - 2 * (len(widths) - 1), 8 * len(widths))
    words = [max((_columns(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
    for least in (words, [1] * len(widths)):
        while sum(widths) > room and (loose := [i for i, size in enumerate(widths) if size > least[i]]):
            widths[max(loose, key=widths.__getitem__)] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _columns(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _folded(cell: str, width: int) -> list[str]:
    """The cell in lines of at most `width` columns; what the last of them cannot hold is cut off, with an ellipsis."""
    if _columns(cell) <= width:
        return [cell]
    lines, words = [""], cell.split()
    while words:
        word = words.pop(0)
        joined = f"{lines[-1]} {word}".lstrip()
        if _columns(joined) <= width:
            lines[-1] = joined
        elif len(lines) == _LINES:
            return [*lines[:-1], _cut(joined, width)]
        elif lines[-1]:
            lines.append("")
            words.insert(0, word)
        else:
            lines[-1] = _first(word, width)
            words.insert(0, word[len(lines[-1]) :])
            lines.append("")
    return lines


def _holds(lines: Sequence[str], cell: str) -> bool:
    return len(lines) < _LINES or "".join(lines).replace(" ", "") == cell.replace(" ", "")


def _cut(text: str, width: int) -> str:
    return text if _columns(text) <= width else _first(text, width - 1) + "…"


def _first(text: str, width: int) -> str:
    """As much of the beginning as `width` columns hold, and at least one character."""
    size = 1
    while size < len(text) and _columns(text[: size + 1]) <= width:
        size += 1
    return text[:size]


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(sign: str) -> int:
    """The columns of a sign: none for a mark upon the letter before it, or for one that nobody sees."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
