"""The page on which people ask in SPARQL: a form that works without a script, with answers as tables and pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.descriptions.names import Source
from kg.descriptions.terms import entries
from kg.errors import KgError
from kg.questions import Question, bind, remark
from kg.server.asking import Asker, questions
from kg.server.pages.metadata import page_head
from kg.server.pages.results import Picture, Table, draw, read_table, short
from kg.server.pages.site import page, with_source
from kg.server.problems import Problem
from kg.server.sparql import problem_of, verify_form
from kg.store import Snapshot
from kg.vocab import PREFIXES, rdf, schema

LONGEST = 100_000  # code points of a query on this page
FIRST = """\
# The newest statements of visits: who, where, how far along, on whose word
SELECT ?published ?visitor ?destination ?status ?word {
  ?visit a nf:Visit ; nf:visitor/schema:name ?visitor ; nf:destination/schema:name ?destination .
  ?said nf:asserts ?visit ; nf:attestedOn ?published ; nf:status/skos:notation ?status ;
        prov:wasAttributedTo/schema:name ?word .
}
ORDER BY DESC(?published)
LIMIT 20
"""
_DOWNLOADS = {
    "bindings": (("plain CSV", "csv"), ("JSON", "json"), ("XML", "xml")),
    "graph": (("Turtle", "turtle"), ("JSON-LD", "jsonld"), ("N-Triples", "ntriples")),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page shows below the query: a table, or a graph as Turtle with its picture, or what was wrong."""

    table: Table | None = None
    turtle: str = ""
    picture: Picture | None = None
    error: str = ""
    status: int = 200
    truncated: str = ""
    remark: str = ""
    downloads: tuple[tuple[str, str], ...] = ()


async def query(request: Request) -> Response:
    """The form; with a query or a saved question, its answer below it."""
    question = questions().get(request.query_params.get("question", ""))
    named = {each.name for each in question.parameters} if question else set[str]()
    given = {key: value for key, value in request.query_params.items() if key in named and value}
    asked, answer, filled = await _asked(request), None, given or (question.example if question else {})
    if question and not asked:
        try:
            asked = await with_source(request, lambda source: _bound(question, filled, source))
        except KgError as error:
            answer, filled = (_refused(error), filled) if given else (None, {})  # the example is of another store
    if asked:
        answer = await _answer(request, asked)
    if question and answer and answer.table and not answer.error:
        answer = replace(answer, remark=remark(question, filled, answer.table.total))
    head = page_head("Query", "Ask the graph in SPARQL; the prefixes are known, and every answer can be taken along.")
    shown = page(
        request,
        "query.html",
        head,
        status=answer.status if answer else 200,
        text=asked or (question.sparql if question else FIRST),
        answer=answer,
        questions=questions().values(),
        question=question,
        given=filled,
        prefixes=_prefixes(request),
    )
    if answer and answer.status == 503:
        shown.headers["Retry-After"] = "5"
    return shown


def _prefixes(request: Request) -> list[str]:
    """Those that a query need not declare."""
    with request.app.state.generations.current() as snapshot:
        return sorted(snapshot.prefixes)


def _refused(error: KgError) -> Answer:
    problem = problem_of(error)
    return Answer(error=problem.detail, status=problem.status)


def _bound(question: Question, given: Mapping[str, str], source: Source) -> str:
    """The question as a query, with these values of its parameters."""
    assert isinstance(source.view, Snapshot)
    return bind(question, given, source.view)


async def _asked(request: Request) -> str:
    if request.method == "POST":
        try:
            body = verify_form(await request.body()).decode("utf-8", "replace")
            fields = await asyncio.to_thread(parse_qs, body, max_num_fields=20)
        except ValueError as error:
            raise Problem(400, "the form of a query has at most 20 fields") from error
        return fields.get("query", [""])[0].replace("\r\n", "\n")[:LONGEST]
    return request.query_params.get("query", "").replace("\r\n", "\n")[:LONGEST]


async def _answer(request: Request, sparql: str) -> Answer:
    asker: Asker = request.app.state.asker
    with request.app.state.generations.current() as snapshot:
        prefixes = snapshot.prefixes
    try:
        graph = (await asker.prepare(sparql)).form in ("CONSTRUCT", "DESCRIBE")
        if not graph:
            answered = await asker.ask(sparql, "json")
            table = await asyncio.to_thread(read_table, answered.body, prefixes, sparql)
            shown = Answer(table=table, truncated=answered.truncated)
        else:
            lines = await asker.ask(sparql, "ntriples")
            turtle = (await asker.ask(sparql, "turtle")).body.decode("utf-8")
            picture = await with_source(request, lambda source: draw(lines.body, prefixes, partial(_name, source)))
            shown = Answer(turtle=turtle[:LONGEST], picture=picture, truncated=lines.truncated)
    except KgError as error:
        return _refused(error)
    return replace(shown, downloads=_downloads(request.app.state.addresses.root, sparql, shown))


def _downloads(root: str, sparql: str, shown: Answer) -> tuple[tuple[str, str], ...]:
    """Where the answer can be had, as far as it goes, in which formats; rows first of all for a spreadsheet."""
    more = {"partial": "true"} if shown.truncated else {}
    found = [
        (name, f"{root}/sparql?{urlencode({'query': sparql, 'format': form, **more})}")
        for name, form in _DOWNLOADS["bindings" if shown.table else "graph"]
    ]
    if shown.table and shown.table.boolean is None:
        found.insert(0, ("CSV for a spreadsheet", f"{root}/query/answer.csv?{urlencode({'query': sparql})}"))
    return tuple(found)


def _name(source: Source, node: NamedNode) -> str | None:
    """What the graph calls an entity, an article or an event; None where it has no name or headline, or is a term."""
    graph = None if schema.Event in source.values(node, rdf.type) else source.view.iris.entities_graph
    return source.text(node, schema.name, graph) or source.text(node, schema.headline) or None


async def terms(request: Request) -> Response:
    """What the editor offers as one types: prefixes, the vocabulary, and what else the graph uses."""
    asker: Asker = request.app.state.asker
    found = {entry.ref.iri: entry for entry in await with_source(request, entries)}
    used: set[str] = set()
    for question in ("SELECT DISTINCT ?t { ?s ?t ?o }", "SELECT DISTINCT ?t { ?s a ?t }"):
        try:
            table = await asyncio.to_thread(read_table, (await asker.ask(question, "json")).body, {}, question)
        except KgError:  # too large a graph for it: the vocabulary alone is offered
            continue
        used.update(row[0].iri for row in table.rows if row[0].iri)
    offered: list[dict[str, Any]] = []
    for iri in sorted({*found, *used}):
        label = short(iri, PREFIXES)
        if label != iri:
            entry = found.get(iri)
            offered.append(
                {"label": label, "detail": entry.kind if entry else "", "info": entry.definition if entry else ""}
            )
    return JSONResponse({"prefixes": _prefixes(request), "terms": offered}, headers={"Cache-Control": "no-cache"})
