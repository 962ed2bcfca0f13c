"""Atom feeds (RFC 4287): what was published last, what is new of an entity, what is new in the answer to a question."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.iris import digest
from kg.questions import bind
from kg.search import articles_by_day, statements_about
from kg.server.addresses import Addresses
from kg.server.asking import questions
from kg.server.problems import Problem
from kg.server.resources import address_of
from kg.server.sparql import problem_of
from kg.store import Snapshot
from kg.views import has
from kg.vocab import schema

MOST = 50  # entries
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ARTICLES = """SELECT ?article ?headline ?description ?published ?modified ?paper {
  { SELECT ?article ?published { %s ?article a schema:NewsArticle ; schema:datePublished ?published }
    ORDER BY DESC(?published) ?article LIMIT %d }
  ?article schema:headline ?headline .
  OPTIONAL { ?article schema:description ?description }
  OPTIONAL { ?article schema:dateModified ?modified }
  OPTIONAL { ?article schema:publisher/schema:name ?paper } } ORDER BY DESC(?published) ?article"""
_FACTS = """SELECT ?assertion ?type ?article ?headline ?day ?words ?source {
  { SELECT DISTINCT ?assertion ?situation ?article ?day {
      %s ?assertion nf:asserts ?situation ; nf:reportedIn ?article ; nf:attestedOn ?day }
    ORDER BY DESC(?day) ?assertion LIMIT %d }
  ?situation a ?type . FILTER (STRSTARTS(STR(?type), STR(nf:)))
  ?article schema:headline ?headline .
  OPTIONAL { ?assertion prov:wasAttributedTo/schema:name ?source }
  OPTIONAL { ?assertion nf:evidence ?evidence . ?evidence oa:hasSelector/oa:exact ?words .
    FILTER NOT EXISTS { ?evidence nf:shows ?field } } } ORDER BY DESC(?day) ?assertion ?words"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `link` is a path of this server, or an address."""

    id: str
    title: str
    updated: str
    link: str = ""
    summary: str = ""


async def publications(request: Request) -> Response:
    """The newest articles."""
    addresses = request.app.state.addresses
    entries = {}
    newest = await _by_index(request, "?article", lambda view: [iri for _, iri in articles_by_day(view, MOST)])
    for row in await _rows(request, _ARTICLES % (newest or "", MOST)):
        article = row["article"]
        entries[article] = Entry(
            article,
            row["headline"],
            _time(row.get("modified") or row["published"]),
            address_of(addresses, NamedNode(article)),
            " · ".join(row[each] for each in ("paper", "description") if each in row),
        )
    return _feed(request, f"{request.app.state.settings.title}: newest articles", entries.values())


async def of_entity(request: Request) -> Response:
    """What was said last of an entity: /feed/entity.atom?iri=IRI."""
    given = request.query_params.get("iri", "")
    try:
        iri = NamedNode(given)
    except ValueError as error:
        raise Problem(400, "what follows `iri=` is no IRI") from error
    with request.app.state.generations.current() as snapshot:
        if not (has(snapshot, iri) or has(snapshot, None, None, iri)):
            raise Problem(404, f"the graph knows nothing of {iri.value}")
    addresses = request.app.state.addresses
    entries: dict[str, Entry] = {}
    newest = await _by_index(request, "?assertion", lambda view: statements_about(view, iri.value, MOST))
    for row in await _rows(request, _FACTS % (newest or f"?situation nf:involves {iri} .", MOST)):
        assertion, kind = row["assertion"], _words(row["type"])
        if assertion in entries and kind in ("Relation", "Happening", "Situation"):
            continue
        source = f", as {row['source']} has it" if "source" in row else ""
        summary = f"“{row['words'].strip('“”')}”{source}" if "words" in row else source
        link = address_of(addresses, NamedNode(assertion))
        entries[assertion] = Entry(assertion, f"{kind}: {row['headline']}", _time(row["day"]), link, summary)
    return _feed(request, f"{_name(request, iri)}: what is new", entries.values())


async def of_question(request: Request) -> Response:
    """The answer to a saved question, a row an entry: /feed/question/NAME.atom?PARAMETER=VALUE."""
    question = questions().get(request.path_params["name"])
    if question is None:
        raise Problem(404, "there is no such question; `kg questions` lists them")
    with request.app.state.generations.current() as snapshot:
        published = _time(snapshot.manifest.created)
        try:
            text = await asyncio.to_thread(bind, question, dict(request.query_params), snapshot)
        except KgError as error:
            raise problem_of(error) from error
    entries = []
    for row in await _rows(request, text):
        days = sorted(value for value in row.values() if re.match(r"\d{4}-\d\d-\d\d", value))
        told = " · ".join(row.values())
        updated = _time(days[-1]) if days else published
        entries.append(Entry(f"urn:kg:row:{digest(question.name, told)}", told[:300], updated, summary=_listed(row)))
    entries.sort(key=lambda entry: (entry.updated, entry.id), reverse=True)
    return _feed(request, question.english, entries[:MOST])


def _listed(row: dict[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in row.items())


async def _by_index(request: Request, variable: str, find: Callable[[Snapshot], list[str]]) -> str | None:
    """VALUES with the newest, so that only they are sorted; None while there is no index that knows them."""
    state = request.app.state
    with state.generations.current() as snapshot:
        found = await asyncio.to_thread(state.asker.indexer.ask, snapshot, find)
    return None if found is None else f"VALUES {variable} {{ {' '.join(str(NamedNode(each)) for each in found)} }}"


async def _rows(request: Request, query: str) -> list[dict[str, str]]:
    try:
        answered = await request.app.state.asker.ask(query, "json")
    except KgError as error:
        raise problem_of(error) from error
    return [{name: term["value"] for name, term in row.items()} for row in _bindings(answered.body)]


def _bindings(body: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
    return found


def _name(request: Request, iri: NamedNode) -> str:
    with request.app.state.generations.current() as snapshot:
        names = (quad.object.value for quad in snapshot.match(iri, schema.name, None, snapshot.iris.entities_graph))
        return next(names, iri.value)


def _words(type: str) -> str:
    """A class's name as words: `OfficeHolding` is `Office holding`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", type)[-1]).capitalize()


def _time(value: str) -> str:
    """A date or a time as Atom has it, in UTC, so that texts sort as times do.

    >>> _time("2031-03-04T00:30:00+01:00")
    '2031-03-03T23:30:00+00:00'
    """
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):  # no time, or one that in UTC lies past the last year
        return "1970-01-01T00:00:00+00:00"


def _feed(request: Request, title: str, entries: Iterable[Entry]) -> Response:
    state = request.app.state
    kept = list(entries)
    here = state.addresses.url(request.url.path.removeprefix(state.addresses.root))
    if request.url.query:
        here += "?" + urlencode(list(request.query_params.multi_items()))
    with state.generations.current() as snapshot:
        updated = max((entry.updated for entry in kept), default=_time(snapshot.manifest.created))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title><id>{escape(here)}</id><updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>',
        f"<author><name>{_text(state.settings.title)}</name></author>",
        *(_entry(entry, state.addresses) for entry in kept),
        "</feed>\n",
    ]
    headers = {"Cache-Control": "no-cache"}
    return Response("\n".join(lines), headers=headers, media_type="application/atom+xml")


def _entry(entry: Entry, addresses: Addresses) -> str:
    link = f"<link href={quoteattr(addresses.url(entry.link.removeprefix(addresses.root)))}/>" if entry.link else ""
    summary = f"<summary>{_text(entry.summary)}</summary>" if entry.summary else ""
    return (
        f"<entry><id>{escape(entry.id)}</id><title>{_text(entry.title)}</title>"
        f"<updated>{entry.updated}</updated>{link}{summary}</entry>"
    )


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
