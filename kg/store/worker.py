"""The program of a query process: reads pickled requests, opens the database read-only, writes answers.

`kg.store.confined` runs it, and it imports nothing of kg, save where an answer goes over its limits of rows. It ends
with its parent, also in the middle of a query. For one caller it answers rows, in pickled frames. For a server (`serve`
as its second argument) it answers bytes, in frames of a letter, a length and as many bytes: nobody need look inside.
"""

from __future__ import annotations

import os
import pickle
import queue
import re
import signal
import struct
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_PART = 1_000  # rows in one frame
_OVERHEAD = 16  # bytes that a term counts beside its text
_KEPT = 2  # databases that stay open: while a generation follows another, both are asked
_CHUNK = 1 << 18  # bytes of a serialized answer in one frame
_RESULTS = {
    "json": (pyoxigraph.QueryResultsFormat.JSON, 3),  # and the least bytes that a row takes
    "xml": (pyoxigraph.QueryResultsFormat.XML, 17),
    "csv": (pyoxigraph.QueryResultsFormat.CSV, 2),
    "tsv": (pyoxigraph.QueryResultsFormat.TSV, 1),
}
_ALL = re.compile(r"\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_NOT_XML = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

Databases = dict[tuple[str, bytes], pyoxigraph.Store]  # by path, and the mark of what lies there


def main() -> None:
    """Answer requests from stdin on stdout until stdin ends; argument: the folder that holds kg."""
    output = os.fdopen(os.dup(1), "wb")
    databases: Databases = {}
    if sys.argv[2:] == ["serve"]:
        _end_with_parent()
        _frame(output, b"R", b"")
        output.flush()
        while True:
            _serve(output, databases, _request(sys.stdin.buffer))
    _send(output, ("ready",))
    requests: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    while True:
        _answer(output, databases, requests.get())


def _end_with_parent() -> None:
    """Have the kernel end this process when its parent ends; a thread that waits for that costs each query 20 us."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _request(requests: BinaryIO) -> dict[str, Any]:
    try:
        request: dict[str, Any] = pickle.load(requests)
    except (EOFError, OSError):
        os._exit(0)
    return request


def _receive(requests: queue.SimpleQueue[Any]) -> None:
    # In a thread of its own, so that the end of the parent ends the process whatever the query is doing.
    while True:
        try:
            requests.put(pickle.load(sys.stdin.buffer))
        except (EOFError, OSError):  # OSError where the parent died before it read all that it was sent
            os._exit(0)


def _send(output: BinaryIO, frame: Any) -> None:
    pickle.dump(frame, output)
    output.flush()


def _database(databases: Databases, path: str, mark: bytes = b"") -> pyoxigraph.Store:
    if (path, mark) not in databases:
        while len(databases) >= _KEPT:
            del databases[next(iter(databases))]
        databases[path, mark] = pyoxigraph.Store.read_only(path)
    return databases[path, mark]


def _answer(output: BinaryIO, databases: Databases, request: Any) -> None:
    path, sparql, prefixes, union, max_rows, max_bytes = request
    try:
        result = _database(databases, path).query(sparql, prefixes=prefixes, use_default_graph_as_union=union)
        for frame in _frames(result, max_rows, max_bytes):
            _send(output, frame)
    except SyntaxError as error:
        _send(output, ("malformed", str(error)))
    except MemoryError:
        os._exit(1)
    except (OSError, ValueError, RuntimeError) as error:
        damaged = "Corruption: " in str(error)
        _send(output, ("damaged", str(error)) if damaged else ("error", f"the query failed: {error}"))


def _frames(result: Any, max_rows: int, max_bytes: int) -> Iterator[Any]:
    if isinstance(result, pyoxigraph.QueryBoolean):
        yield "head", "boolean", bool(result)
        yield "end", None
        return
    if isinstance(result, pyoxigraph.QuerySolutions):
        yield "head", "bindings", [variable.value for variable in result.variables]
        yield from _parts((tuple(solution) for solution in result), max_rows, max_bytes)
        return
    yield "head", "graph", None
    yield from _parts(_distinct(result), max_rows, max_bytes)


def _distinct(triples: Iterable[Triple]) -> Iterator[Triple]:
    # The union of graphs gives a triple once for each graph that has it.
    seen: set[Triple] = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _parts(rows: Iterable[Any], max_rows: int, max_bytes: int) -> Iterator[Any]:
    part: list[Any] = []
    count = size = 0
    for row in rows:
        count, size = count + 1, size + _size(row)
        if count > max_rows or size > max_bytes:
            yield "part", part
            yield "end", f"{max_rows} rows" if count > max_rows else f"{max_bytes} bytes"
            return
        part.append(row)
        if len(part) >= _PART:
            yield "part", part
            part = []
    yield "part", part
    yield "end", None


def _size(row: Any) -> int:
    terms = (row.subject, row.predicate, row.object) if isinstance(row, Triple) else row
    return sum(_OVERHEAD + len(t.value) if isinstance(t, NamedNode | Literal | BlankNode) else _OVERHEAD for t in terms)


class _Full(Exception):  # noqa: N818  # no fault: the answer is counted row by row instead
    pass


class _Buffer:
    """Where the engine writes an answer, up to so many bytes."""

    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self.room = limit

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise _Full
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


def _serve(output: BinaryIO, databases: Databases, request: dict[str, Any]) -> None:
    """Answer in bytes: frames `D` of data and one `E` with what cut the answer, or one `X` with what went wrong."""
    try:
        store = _database(databases, *request["database"])
        data, truncated = serialized(store, request)
        for start in range(0, len(data), _CHUNK):
            _frame(output, b"D", data[start : start + _CHUNK])
        _frame(output, b"E", (truncated or "").encode())
    except SyntaxError as error:
        _frame(output, b"X", f"syntax\n{error}".encode())
    except MemoryError:
        os._exit(1)
    except (OSError, ValueError, RuntimeError) as error:
        kind = "damaged" if "Corruption: " in str(error) else "failed"
        _frame(output, b"X", f"{kind}\n{error}".encode())
    output.flush()


def _frame(output: BinaryIO, letter: bytes, data: bytes) -> None:
    output.write(struct.pack(">cI", letter, len(data)) + data)


def _result(store: pyoxigraph.Store, request: dict[str, Any]) -> Any:
    return store.query(
        request["sparql"],
        prefixes=request["prefixes"],
        base_iri=request["base"],
        use_default_graph_as_union=request["union"],
        default_graph=_nodes(request["default"]),
        named_graphs=_nodes(request["named"]),
    )


def _nodes(iris: list[str] | None) -> list[Any] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def serialized(store: pyoxigraph.Store, request: dict[str, Any]) -> tuple[bytes, str | None]:
    """The answer's bytes in the format that the request names, and by which limit it was cut, or None.

    Raises SyntaxError, ValueError, OSError and RuntimeError as the engine does.
    """
    result, form = _result(store, request), request["format"]
    if isinstance(result, pyoxigraph.QueryTriples):
        return _graph(result, request)
    if isinstance(result, pyoxigraph.QueryBoolean) and form in ("csv", "tsv"):  # which the standard leaves open
        return (b"true\n" if result else b"false\n"), None
    if _is_turned(result, request["sparql"]):  # the engine writes its own order alone
        return _counted(result, request)
    format, least = _RESULTS[form]
    # So few bytes cannot hold more rows than are allowed, so the engine may write them without counting.
    buffer = _Buffer(min(request["bytes"], request["rows"] * least))
    try:
        result.serialize(buffer, format)
    except _Full:
        return _counted(_result(store, request), request)
    data = b"".join(buffer.parts)
    if form == "xml" and _NOT_XML.search(data):
        raise ValueError("XML cannot hold a control character that is in the answer: ask for json")
    return data, None


def named_order(variables: tuple[str, ...], sparql: str) -> tuple[str, ...]:
    """The variables of an answer, those of `SELECT *` in the order in which the query names them.

    >>> named_order(("o", "p", "s"), "SELECT * { ?s ?p ?o }")
    ('s', 'p', 'o')
    """
    if not _ALL.search(sparql):
        return variables
    places = {name: place for place, name in enumerate(dict.fromkeys(_VARIABLE.findall(sparql)))}
    return tuple(sorted(variables, key=lambda name: places.get(name, len(places))))


def _is_turned(result: Any, sparql: str) -> bool:
    """Whether the engine has the variables of `SELECT *` in another order than the query."""
    if not isinstance(result, pyoxigraph.QuerySolutions) or not _ALL.search(sparql):
        return False
    variables = tuple(variable.value for variable in result.variables)
    return named_order(variables, sparql) != variables


def _counted(result: Any, request: dict[str, Any]) -> tuple[bytes, str | None]:
    """A large answer, row by row, and where it was cut."""
    _find_kg()
    from kg.errors import KgError
    from kg.store.answers import write_bounded

    variables = tuple(variable.value for variable in result.variables)
    names = named_order(variables, request["sparql"])
    order = [variables.index(name) for name in names]
    rows = (tuple(solution[index] for index in order) for solution in result)
    try:
        return write_bounded(names, rows, request["format"], request["rows"], request["bytes"])
    except KgError as error:  # XML cannot say everything
        raise ValueError(str(error)) from error


def _graph(result: Any, request: dict[str, Any]) -> tuple[bytes, str | None]:
    triples: list[Triple] = []
    truncated = None
    for frame in _parts(_distinct(result), request["rows"], request["bytes"]):
        if frame[0] == "part":
            triples += frame[1]
        else:
            truncated = frame[1]
    _find_kg()
    from kg.errors import KgError
    from kg.serialization import serialize

    limit = request["bytes"]
    try:
        while len(data := b"".join(serialize(triples, request["format"], request["prefixes"]))) > limit and triples:
            del triples[len(triples) * limit // (len(data) + len(data) // 50) :]  # a fiftieth less, to be done with it
            truncated = f"{limit} bytes"
    except KgError as error:  # RDF/XML cannot say everything
        raise ValueError(str(error)) from error
    return data, truncated


def _find_kg() -> None:
    """Let a query process import kg, which it does without until then; where this module is imported kg is at hand."""
    if __name__ == "__main__" and sys.argv[1] not in sys.path:
        sys.path.append(sys.argv[1])


if __name__ == "__main__":
    main()
