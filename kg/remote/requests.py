"""What is sent to a server: queries and updates as SPARQLWrapper writes them, graphs by the Graph Store Protocol.

No redirect is followed: it would turn what is posted into a mere question, and take credentials to another server.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlencode
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    HTTPRedirectHandler,
    OpenerDirector,
    Request,
    build_opener,
)

from SPARQLWrapper import JSON, POST, URLENCODED, SPARQLWrapper

from kg.remote.addresses import Credentials
from kg.remote.exchanges import Send

AGENT = "kg (news facts as linked data)"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who kg says it is in a request: by one header, by a digest that the server asks for, or not at all."""

    header: str = field(default="", repr=False)
    digest: Credentials | None = None


def identity(credentials: Credentials | None, challenge: str = "") -> Identity:
    """How these credentials are shown: a token at once, a name and a password only as the server's challenge says."""
    if credentials is None:
        return Identity()
    if credentials.token:
        return Identity(f"Bearer {credentials.token}")
    if "digest" in challenge.lower():
        return Identity(digest=credentials)
    if not challenge:
        return Identity()
    pair = base64.b64encode(f"{credentials.user}:{credentials.password}".encode()).decode()
    return Identity(f"Basic {pair}")


class _Asking(SPARQLWrapper):
    """SPARQLWrapper with an opener of its own: the library's puts credentials into one that all of Python uses."""

    def __init__(self, url: str, who: Identity) -> None:
        super().__init__(url, updateEndpoint=url, returnFormat=JSON, agent=AGENT)
        self.setMethod(POST)
        self.setRequestMethod(URLENCODED)
        self.setOnlyConneg(True)
        self.who = who
        self.seconds = 60.0

    def _query(self) -> tuple[HTTPResponse, str]:
        return _open(self._createRequest(), self.endpoint, self.who, self.seconds), self.returnFormat


def query_request(url: str, sparql: str, accept: str, who: Identity, parameters: dict[str, str]) -> Send:
    """What sends a query, form-encoded (SPARQL 1.1 Protocol, section 2.1.2)."""

    def send(seconds: float) -> Any:
        asking = _Asking(url, who)
        asking.setQuery("ASK {}")  # the library looks through the text to tell queries from updates: this is one
        asking.queryString = sparql
        asking.addCustomHttpHeader("Accept", accept)
        for name, value in parameters.items():
            asking.addParameter(name, value)
        asking.seconds = seconds
        return asking.query().response

    return send


def update_request(url: str, update: str, who: Identity) -> Send:
    """What sends an update, form-encoded (SPARQL 1.1 Protocol, section 2.2.1)."""

    def send(seconds: float) -> Any:
        asking = _Asking(url, who)
        asking.setQuery("CLEAR DEFAULT")
        asking.queryString = update
        asking.addCustomHttpHeader("Accept", "*/*")
        asking.seconds = seconds
        return asking.query().response

    return send


def graph_request(method: str, url: str, graph: str, data: bytes | None, who: Identity) -> Send:
    """What sends one request of the SPARQL 1.1 Graph Store HTTP Protocol about a named graph."""
    mark = "&" if "?" in url else "?"
    request = Request(f"{url}{mark}{urlencode({'graph': graph})}", data, {"User-Agent": AGENT}, method=method)
    if data is not None:
        request.add_header("Content-Type", "application/n-triples")

    def send(seconds: float) -> Any:
        return _open(request, url, who, seconds)

    return send


def _open(request: Request, url: str, who: Identity, seconds: float) -> HTTPResponse:
    if who.header:
        request.add_header("Authorization", who.header)
    response: HTTPResponse = _opener(url, who.digest).open(request, timeout=seconds)
    return response


class _StayHere(HTTPRedirectHandler):
    """Takes a redirect for the answer."""

    def redirect_request(self, *_: object) -> None:
        return None


def _opener(url: str, digest: Credentials | None) -> OpenerDirector:
    if digest is None:
        return build_opener(_StayHere)
    known = HTTPPasswordMgrWithDefaultRealm()
    known.add_password(None, url, digest.user, digest.password)
    return build_opener(_StayHere, HTTPDigestAuthHandler(known))
