"""Names looked up at a SPARQL endpoint with Wikidata's properties: what it has under them, for a person to judge."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError

from pyoxigraph import Literal

from kg.errors import KgError
from kg.iris import Iris, is_web_address
from kg.linking.candidates import Candidate
from kg.linking.countries import WIKIDATA
from kg.linking.records import key_of, tells_one
from kg.schema import Schema
from kg.uris import uri_of

HUMAN, DISAMBIGUATION = "Q5", "Q4167410"
AGENT = "kg (news facts as linked data)"
_PART = 1 << 16
_QUERY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?name ?item ?class ?label WHERE {{
  VALUES ?name {{ {names} }}
  {{ ?item rdfs:label ?name }} UNION {{ ?item skos:altLabel ?name }}
  OPTIONAL {{ ?item wdt:P31 ?class }}
  OPTIONAL {{ ?item rdfs:label ?label FILTER(LANG(?label) = "en") }}
}} LIMIT {rows}
"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL endpoint and how politely it is asked.

    `names` go into one question; `pause` is the time between questions, `timeout` that for one, in seconds; `tries`
    is how often a question is asked before it is given up, with longer waits each time or what Retry-After says.
    `rows` and `size` (bytes) bound an answer. `sleep` waits, `clock` tells the seconds: tests give their own.
    """

    url: str
    languages: tuple[str, ...] = ("en", "mul")
    names: int = 50
    pause: float = 1.0
    timeout: float = 30.0
    tries: int = 3
    rows: int = 5_000
    size: int = 32 << 20
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise KgError(f"{self.url}: the address of a SPARQL endpoint begins with http:// or https://")
        try:
            uri_of(self.url)
        except ValueError as error:
            raise KgError(f"{self.url}: this is no address of a SPARQL endpoint: {error}") from error


@dataclass(frozen=True, slots=True)
class _Item:
    """A row of an answer: the name that was asked for, an item with its class and its English label."""

    name: str
    iri: str
    kind: str
    label: str


class _PassingError(Exception):
    """A failure that another try may mend; `wait` is what the endpoint asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def reconcile(candidates: Iterable[Candidate], endpoint: Endpoint, types: Schema, iris: Iris) -> list[Candidate]:
    """What the endpoint has under the full names of candidates, in the order of the IRIs; of a human only for people.

    Entities that have a Wikidata IRI are not looked up. Raises KgError where the endpoint does not answer as it should.
    """
    wanted: dict[str, list[str]] = {}
    spelt: dict[str, None] = {}
    for each in candidates:
        if each.type == "UnnamedSource" or any(iri.startswith(WIKIDATA) for iri in each.iris):
            continue
        for name in each.names:
            if tells_one(name, each.type, types):
                spelt[name] = None
                wanted.setdefault(key_of(name), []).append(each.type)
    found: dict[str, dict[str, list[_Item]]] = {}
    for item in _items(sorted(spelt), endpoint):
        for type in dict.fromkeys(wanted.get(key_of(item.name), ())):
            found.setdefault(item.iri, {}).setdefault(type, []).append(item)
    chosen = (_candidate(iri, by_type, endpoint) for iri, by_type in sorted(found.items()))
    return [each for each in chosen if each and not each.iri.startswith(iris.base)]


def _candidate(iri: str, by_type: dict[str, list[_Item]], endpoint: Endpoint) -> Candidate | None:
    items = [item for items in by_type.values() for item in items]
    kinds = {item.kind.rpartition("/")[2] for item in items}
    if DISAMBIGUATION in kinds:
        return None
    fitting = [type for type in by_type if (type == "Person") == (HUMAN in kinds)]
    if not fitting:
        return None
    names = tuple(dict.fromkeys(name for item in by_type[fitting[0]] for name in (item.label, item.name) if name))
    return Candidate(iri, fitting[0], names, types=(fitting[0],), place=endpoint.url)


def _items(names: Sequence[str], endpoint: Endpoint) -> Iterator[_Item]:
    for start in range(0, len(names), endpoint.names):
        if start:
            endpoint.sleep(endpoint.pause)
        batch = names[start : start + endpoint.names]
        literals = " ".join(str(Literal(name, language=tag)) for name in batch for tag in endpoint.languages)
        yield from _ask(_QUERY.format(names=literals, rows=endpoint.rows), endpoint)


def _ask(query: str, endpoint: Endpoint) -> list[_Item]:
    for attempt in range(1, endpoint.tries + 1):
        try:
            return _read(_answer(query, endpoint))
        except _PassingError as error:
            wait = 2.0**attempt if error.wait is None else error.wait
            if attempt == endpoint.tries or wait > endpoint.longest_wait:
                times = "" if attempt == 1 else f" ({attempt} times)"
                raise KgError(f"{endpoint.url} {error}{times}; nothing was changed, try again later") from error
            endpoint.sleep(wait)
    raise AssertionError("there is at least one try")


def _answer(query: str, endpoint: Endpoint) -> bytes:
    """The bytes of an answer. Raises _PassingError, or KgError where asking again is of no use."""
    from SPARQLWrapper import JSON, POST, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, SPARQLWrapperException

    asking = SPARQLWrapper(uri_of(endpoint.url), agent=AGENT)
    asking.setQuery(query)
    asking.setMethod(POST)
    asking.setReturnFormat(JSON)
    asking.setTimeout(max(1, int(endpoint.timeout)))
    try:
        with asking.query().response as response:
            return _whole(response, endpoint)
    except EndPointInternalError as error:
        raise _PassingError("failed inside (HTTP 500)") from error
    except SPARQLWrapperException as error:
        raise KgError(
            f"{endpoint.url} refuses the question ({type(error).__name__}): is it a SPARQL endpoint?"
        ) from error
    except HTTPError as error:
        error.close()
        if error.code in (408, 429, 502, 503, 504):
            raise _PassingError(f"is busy (HTTP {error.code})", _seconds(error.headers.get("Retry-After"))) from error
        raise KgError(f"{endpoint.url} answers with HTTP {error.code}: is it a SPARQL endpoint?") from error
    except TimeoutError as error:
        raise _PassingError(f"gave no answer in {endpoint.timeout:g} seconds") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _PassingError(f"gave no answer in {endpoint.timeout:g} seconds") from error
        raise _PassingError(f"cannot be reached ({error.reason})") from error
    except OSError as error:
        raise _PassingError(f"broke off ({error})") from error


def _whole(response: Any, endpoint: Endpoint) -> bytes:
    """All of an answer that is JSON, within the time and the size that it may have."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind.endswith(("json", "+json")):
        raise KgError(f"{endpoint.url} answers with {kind or 'something'} and not with JSON: is it a SPARQL endpoint?")
    end, parts, size = endpoint.clock() + endpoint.timeout, list[bytes](), 0
    try:
        while part := response.read1(_PART):
            parts.append(part)
            size += len(part)
            if size > endpoint.size:
                raise KgError(f"{endpoint.url} answers with more than {endpoint.size} bytes")
            if endpoint.clock() > end:
                raise _PassingError(f"was not done in {endpoint.timeout:g} seconds")
    except HTTPException as error:
        raise _PassingError("broke off in the middle of its answer") from error
    if response.length:  # what was promised and did not come
        raise _PassingError("broke off in the middle of its answer")
    return b"".join(parts)


def _read(data: bytes) -> list[_Item]:
    try:
        rows = json.loads(data)["results"]["bindings"]
        return [_item(row) for row in rows if is_web_address(row["item"]["value"])]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _PassingError("gave an answer that is cut off or no SPARQL result") from error


def _item(row: dict[str, dict[str, str]]) -> _Item:
    values = [row.get(name, {}).get("value", "") for name in ("name", "item", "class", "label")]
    "".join(values).encode()  # raises TypeError for what is no text, ValueError for half a character
    return _Item(*values)


def _seconds(stamp: str | None) -> float | None:
    return float(stamp) if stamp and stamp.isdecimal() else None
