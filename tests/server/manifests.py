"""The W3C's protocol tests, read from their manifests: requests to send, and what the responses are to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pyoxigraph import NamedNode, RdfFormat, Store

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT = "http://www.w3.org/2011/http#"
HTS = "http://www.w3.org/2011/http-statusCodes#"
CNT = "http://www.w3.org/2011/content#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_STATUSES = {
    "OK": range(200, 201),
    "Created": range(201, 202),
    "NoContent": range(204, 205),
    "NotFound": range(404, 405),
}


@dataclass(frozen=True)
class Expected:
    """What a response is to be; None where the test does not say."""

    statuses: tuple[range, ...]
    boolean: bool | None = None
    format: str | None = None
    location: bool = False
    content_type: str | None = None
    body: str | None = None


@dataclass(frozen=True)
class Request:
    """One request of a test."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    charset: str
    expected: Expected


@dataclass(frozen=True)
class Case:
    """One test: graphs that are to be there, and requests in their order."""

    name: str
    requests: tuple[Request, ...]
    graphs: dict[str, Path] = field(default_factory=dict)


def cases(path: Path) -> list[Case]:
    """The tests of a manifest, in its order; none where the reference material is not at hand."""
    if not path.is_file():
        return []
    return list(_Manifest(path).cases())


class _Manifest:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = Store()
        self.store.load(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri())

    def cases(self) -> Iterator[Case]:
        for entry in self._entries:
            action = self._one(entry, MF + "action")
            requests = self._list(self._one(action, HT + "requests")) if action else []
            graphs = {
                self._one(data, "http://www.w3.org/2000/01/rdf-schema#label").value: self.path.parent
                / unquote(self._one(data, UT + "graph").value).rpartition("/")[2]
                for data in self._all(entry, UT + "graphData")
            }
            yield Case(entry.value.rpartition("#")[2], tuple(map(self._request, requests)), graphs)

    @cached_property
    def _entries(self) -> list[Any]:
        heads = [quad.object for quad in self.store.quads_for_pattern(None, NamedNode(MF + "entries"), None)]
        return [entry for head in heads for entry in self._list(head)]

    def _request(self, node: Any) -> Request:
        body = self._one(node, HT + "body")
        response = self._one(node, HT + "resp")
        statuses = [
            range(int(name[10]) * 100, int(name[10]) * 100 + 100) if name.startswith("StatusCode") else _STATUSES[name]
            for name in (each.value.removeprefix(HTS) for each in self._all(response, MF + "expectedStatus"))
        ]
        boolean = self._one(response, MF + "expectedBoolean")
        format = self._one(response, MF + "expectedFormat")
        text = self._one(response, HT + "body")
        expected = Expected(
            tuple(statuses),
            None if boolean is None else boolean.value == "true",
            format and format.value,
            self._one(response, MF + "expectedLocation") is not None,
            self._headers(response).get("content-type"),
            self._one(text, CNT + "chars").value if text else None,
        )
        charset = self._one(body, CNT + "characterEncoding") if body else None
        return Request(
            self._one(node, HT + "methodName").value,
            self._one(node, HT + "absolutePath").value,
            self._headers(node),
            self._one(body, CNT + "chars").value if body else None,
            charset.value if charset else "UTF-8",
            expected,
        )

    def _headers(self, node: Any) -> dict[str, str]:
        headers = self._one(node, HT + "headers")
        return {
            self._one(each, HT + "fieldName").value: self._one(each, HT + "fieldValue").value
            for each in (self._list(headers) if headers else [])
        }

    def _all(self, node: Any, predicate: str) -> list[Any]:
        return [quad.object for quad in self.store.quads_for_pattern(node, NamedNode(predicate), None)]

    def _one(self, node: Any, predicate: str) -> Any:
        return next(iter(self._all(node, predicate)), None)

    def _list(self, head: Any) -> list[Any]:
        found: list[Any] = []
        while head != NamedNode(RDF + "nil"):
            found.append(self._one(head, RDF + "first"))
            head = self._one(head, RDF + "rest")
        return found
