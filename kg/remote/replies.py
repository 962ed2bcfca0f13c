"""What a server's reply says: yes or no, a table, triples, or that a change was made; else what it says instead."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, Triple, parse, parse_query_results

from kg.remote.exchanges import RemoteError, Reply, words_of
from kg.views import Term

Row = tuple[Term | None, ...]
RESULTS = "application/sparql-results+json"
GRAPH = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_RESULTS = {RESULTS, "application/json"}
_GRAPHS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer. `cap`: how many rows the server gives at the most, where it says so."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    cap: int | None = None

    @property
    def cut(self) -> bool:
        """Whether the server left rows out."""
        return self.cap is not None and len(self.rows) >= self.cap


def results(url: str, reply: Reply) -> bool | tuple[tuple[str, ...], tuple[Row, ...]]:
    """Yes or no, or the variables and rows of a table. Raises RemoteError where it is neither."""
    if reply.kind not in _RESULTS:
        raise _odd(url, reply, "SPARQL results")
    try:
        found = _parsed(reply.body)
    except (SyntaxError, ValueError) as error:
        raise _cut(url, error) from error
    # Virtuoso 7.2 answers yes with a row, and no with none.
    return bool(found[1]) if not isinstance(found, bool) and found[0] == ("__ASK_RETVAL",) else found


def _parsed(body: bytes) -> bool | tuple[tuple[str, ...], tuple[Row, ...]]:
    found = parse_query_results(body, format=QueryResultsFormat.JSON)
    try:
        if isinstance(found, QueryBoolean):
            return bool(found)
        return tuple(each.value for each in found.variables), tuple(map(tuple, found))
    finally:
        del found  # or the traceback of a cut answer would keep it, and it may not be dropped in another thread


def table(url: str, reply: Reply) -> Table:
    """The table that a SELECT is answered with. Raises RemoteError where it is none."""
    found = results(url, reply)
    if isinstance(found, bool):
        raise RemoteError(f"{url} answers yes or no where a table was asked for")
    cap = str(reply.headers.get("X-SPARQL-MaxRows", ""))  # Virtuoso's word for it
    return Table(*found, int(cap) if cap.isdecimal() else None)


def triples(url: str, reply: Reply) -> tuple[Triple, ...]:
    """The triples that a CONSTRUCT is answered with. Raises RemoteError where it is no RDF."""
    format = _GRAPHS.get(reply.kind)
    if format is None:
        raise _odd(url, reply, "RDF")
    try:
        return tuple(quad.triple for quad in parse(reply.body, format=format))
    except (SyntaxError, ValueError) as error:
        raise _cut(url, error) from error


def done(url: str, reply: Reply) -> None:
    """Raise RemoteError where this does not say that a change was made."""
    # Servers answer a change with nothing, with a word, or with a page; but a page with a form asks for something.
    if "html" in reply.kind and b"<form" in reply.body.lower():
        raise _odd(url, reply, "the word that it is done")


def _odd(url: str, reply: Reply, wanted: str) -> RemoteError:
    what = "a web page" if "html" in reply.kind else reply.kind or "something of no kind"
    words = words_of(reply.body[:20_000].decode("utf-8", "replace"), reply.kind)
    said = f" ({words})" if words else ""
    return RemoteError(
        f"{url} answers with {what} and not with {wanted}{said}: is it the URL of a SPARQL endpoint?", general=True
    )


def _cut(url: str, error: Exception) -> RemoteError:
    return RemoteError(f"{url} gave an answer that is cut off or broken ({error})", passing=True, general=True)
