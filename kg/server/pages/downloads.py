"""Answers for a spreadsheet: CSV in which no cell is taken for a formula; `/sparql` gives it as the standard has it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.server.pages.cells import Cell
from kg.server.problems import Problem
from kg.server.sparql import problem_of
from kg.statements import safe_cell


async def spreadsheet(request: Request) -> Response:
    """The rows of a query as a CSV file. Raises Problem, for a graph or a yes or no too."""
    asker, sparql = request.app.state.asker, request.query_params.get("query", "")
    try:
        if (await asker.prepare(sparql)).form != "SELECT":
            raise Problem(400, "only the rows of a SELECT make a table")
        answered = await asker.ask(sparql, "json")
    except KgError as error:
        raise problem_of(error) from error
    headers = {"Content-Disposition": 'attachment; filename="answer.csv"', "Cache-Control": "no-cache"}
    table = Response(table_of(answered.body, answered.truncated), headers=headers, media_type="text/csv")
    if answered.truncated:
        table.raw_headers.append((b"x-kg-truncated", answered.truncated.encode()))  # words of any script
    return table


def table_of(body: bytes, truncated: str = "") -> bytes:
    """An answer in SPARQL's JSON as CSV for people; the last row says where a limit cut it.

    >>> table_of(b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "=1+1"}}]}}')
    b"a\\r\\n'=1+1\\r\\n"
    """
    told: dict[str, Any] = json.loads(body)
    names, table = told["head"]["vars"], io.StringIO()
    writer = csv.writer(table)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in told["results"]["bindings"])
    if truncated:
        writer.writerow([f"cut here: the answer goes over the limit of {truncated}"])
    return table.getvalue().encode("utf-8", "replace")


def _cell(term: dict[str, Any] | None) -> str:
    """The text of a term; a number keeps its minus."""
    if term is None:
        return ""
    value = term["value"] if isinstance(term["value"], str) else json.dumps(term["value"], ensure_ascii=False)
    return value if Cell(value, datatype=term.get("datatype", "")).number else safe_cell(value)
