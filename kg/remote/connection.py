"""A server that is asked, changed and given graphs: with retries, and with answers that are checked to be whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreError
from kg.remote.addresses import Address, Credentials, credentials_of, update_url
from kg.remote.exchanges import Bounds, RemoteError, Reply, Send, exchange
from kg.remote.replies import GRAPH, RESULTS, Row, Table, done, results, table, triples

Found = TypeVar("Found")
_PAGE = 5_000  # rows; Virtuoso sorts 10,000 at the most


@dataclass(frozen=True, slots=True)
class Patience:
    """How often something is asked before it is given up, how long one answer may take and how long a wait may be.

    Times are in seconds; the waits double from half a second on. `sleep` waits: tests give their own.
    """

    tries: int = 5
    seconds: float = 120.0
    longest_wait: float = 30.0
    sleep: Callable[[float], None] = time.sleep


class Connection:
    """What is known of a server while it is asked: its name, and how it wants to be told who asks."""

    def __init__(
        self,
        address: Address,
        patience: Patience | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.address = address
        self.patience = patience or Patience()
        self._environment = environment
        self._challenges: dict[str, str] = {}
        self._parameters: dict[str, str] = {}
        self._update_url: str | None = None
        self.server = ""

    def greet(self) -> None:
        """Find out what is there; raises RemoteError where it is no SPARQL endpoint."""
        reply, found = self._query("ASK {}", RESULTS, None, lambda url, reply: (reply, results(url, reply)))
        if not isinstance(found, bool):
            raise RemoteError(f"{self.address} answers a yes-or-no question with a table: is it a SPARQL endpoint?")
        self.server = "Fuseki" if reply.headers.get("Fuseki-Request-Id") else str(reply.headers.get("Server", ""))
        if self.server.startswith("Oxigraph"):
            self._parameters["union-default-graph"] = "true"
        known = self._credentials(self.address.query) is not None
        self._update_url = update_url(self.address, self.server, known=known)

    def table(self, sparql: str, *, bounds: Bounds | None = None) -> Table:
        """The answer to a SELECT. Raises RemoteError where it is no whole table."""
        return self._query(sparql, RESULTS, bounds, table)

    def rows(self, sparql: str) -> tuple[Row, ...]:
        """All rows of an answer. Raises RemoteError also where the server left some out."""
        table = self.table(sparql)
        if table.cut:
            raise RemoteError(
                f"{self.address} gives {table.cap} rows at the most, and there are more:"
                " let it give more (Virtuoso: ResultSetMaxRows)"
            )
        return table.rows

    def scan(self, variables: str, pattern: str) -> Iterator[Row]:
        """Every solution of a pattern, however many rows the server gives at once; the first variable comes in order
        where it takes several pages. Raises RemoteError where rows are missing all the same.
        """
        whole = self.count(pattern)
        rows = self.table(f"SELECT {variables} WHERE {{ {pattern} }}").rows
        if len(rows) < whole:
            rows = tuple(self._pages(variables, pattern))
        if len(rows) < whole:
            raise RemoteError(f"{self.address} gives {len(rows)} rows of {whole}: let it give more at once")
        return iter(rows)

    def _pages(self, variables: str, pattern: str) -> Iterator[Row]:
        key, last = variables.split()[0], ""
        while True:
            bound = f"FILTER (STR({key}) >= {Literal(last)})"
            query = f"SELECT {variables} WHERE {{ {pattern} {bound} }} ORDER BY STR({key}) LIMIT {_PAGE}"
            rows = self.table(query).rows
            if len(rows) < _PAGE:
                yield from rows
                return
            final = rows[-1][0]
            if isinstance(final, NamedNode) and final.value <= last:
                raise RemoteError(
                    f"{self.address} does not keep to FILTER and ORDER BY: its answers cannot be relied on"
                )
            kept = [row for row in rows if row[0] != final]  # the rest of its rows may stand on the next page
            if not kept or not isinstance(final, NamedNode):
                raise RemoteError(f"{self.address} gives too few rows at once for all that it has of {final}")
            yield from kept
            last = final.value

    def count(self, pattern: str) -> int:
        """How many solutions a pattern has."""
        ((number,),) = self.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(number.value) if isinstance(number, Literal) else 0

    def truth(self, sparql: str, *, bounds: Bounds | None = None) -> bool:
        """The answer to an ASK."""
        found = self._query(sparql, RESULTS, bounds, results)
        if not isinstance(found, bool):
            raise RemoteError(f"{self.address} answers with a table where yes or no was asked for")
        return found

    def graph(self, sparql: str, *, bounds: Bounds | None = None) -> tuple[Triple, ...]:
        """The answer to a CONSTRUCT or DESCRIBE. Raises RemoteError where it is no RDF."""
        return self._query(sparql, GRAPH, bounds, triples)

    def update(self, text: str) -> None:
        """Change the store. What is sent may be sent again, so it must come to the same when it is done twice."""
        url = self._update_url or self.address.update or self.address.query
        self._exchanged(url, lambda who: _requests().update_request(url, text, who), None, done)

    def put_graph(self, graph: NamedNode, ntriples: bytes) -> None:
        """Make these triples the content of a graph, by the Graph Store Protocol."""
        self._graph("PUT", graph, ntriples)

    def delete_graph(self, graph: NamedNode) -> None:
        """Take a graph away, by the Graph Store Protocol, where there is one."""
        try:
            self._graph("DELETE", graph, None)
        except RemoteError as error:
            if error.code not in (404, 410):
                raise

    def _graph(self, method: str, graph: NamedNode, data: bytes | None) -> None:
        url = self.address.graph_store
        if url is None:
            raise StoreError(f"{self.address} has no URL for graphs: give --graph-store-url")
        self._exchanged(
            url,
            lambda who: _requests().graph_request(method, url, graph.value, data, who),
            None,
            done,
        )

    def _query(self, sparql: str, accept: str, bounds: Bounds | None, read: Callable[[str, Reply], Found]) -> Found:
        url, more = self.address.query, self._parameters
        return self._exchanged(url, lambda who: _requests().query_request(url, sparql, accept, who, more), bounds, read)

    def _exchanged(
        self, url: str, request: Callable[[Any], Send], bounds: Bounds | None, read: Callable[[str, Reply], Found]
    ) -> Found:
        """What is read in the reply, after as many tries as it takes and patience allows."""
        for attempt in range(1, self.patience.tries + 1):
            try:
                return read(url, self._identified(url, request, bounds or Bounds(self.patience.seconds)))
            except RemoteError as error:
                wait = 0.25 * 2**attempt if error.wait is None else error.wait
                if not error.passing or attempt == self.patience.tries or wait > self.patience.longest_wait:
                    error.args = (f"{error}{f' ({attempt} tries)' if attempt > 1 else ''}",)
                    raise
                self.patience.sleep(wait)
        raise AssertionError("there is at least one try")

    def _identified(self, url: str, request: Callable[[Any], Send], bounds: Bounds) -> Reply:
        """The reply to a request, which says who asks once the server wants to know it."""
        credentials = self._credentials(url)
        who = _requests().identity(credentials, self._challenges.get(url, ""))
        try:
            return exchange(url, request(who), bounds)
        except RemoteError as error:
            if not credentials or error.code not in (401, 403) or url in self._challenges:
                raise
            self._challenges[url] = error.challenge or "basic"
        return exchange(url, request(_requests().identity(credentials, self._challenges[url])), bounds)

    def _credentials(self, url: str) -> Credentials | None:
        return credentials_of(url, self._environment)


def _requests() -> Any:
    from kg.remote import requests  # SPARQLWrapper takes 60 ms to import

    return requests
