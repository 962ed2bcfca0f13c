"""The program of a query process: reads pickled requests, opens the database read-only, writes pickled answers.

It is run by its path and imports nothing of kg. It ends with its parent, also in the middle of a query.
"""

from __future__ import annotations

import os
import pickle
import queue
import re
import resource
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

_PART = 1_000  # rows in one frame
_OVERHEAD = 16  # bytes that a term counts beside its text


def main() -> None:
    """Answer requests from stdin on stdout until stdin ends; argument: bytes of memory."""
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    output = os.fdopen(os.dup(1), "wb")
    _send(output, ("ready",))
    requests: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_receive, args=(requests,), daemon=True).start()
    databases: dict[str, pyoxigraph.Store] = {}
    while True:
        _answer(output, databases, requests.get())


def _receive(requests: queue.Queue[Any]) -> None:
    # In a thread of its own, so that the end of the parent ends the process whatever the query is doing.
    while True:
        try:
            requests.put(pickle.load(sys.stdin.buffer))
        except EOFError:
            os._exit(0)


def _send(output: BinaryIO, frame: Any) -> None:
    pickle.dump(frame, output)
    output.flush()


def _answer(output: BinaryIO, databases: dict[str, pyoxigraph.Store], request: Any) -> None:
    path, sparql, prefixes, union, max_rows, max_bytes = request
    try:
        if path not in databases:
            databases.clear()
            databases[path] = pyoxigraph.Store.read_only(path)
        result = databases[path].query(sparql, prefixes=prefixes, use_default_graph_as_union=union)
        for frame in _frames(result, max_rows, max_bytes):
            _send(output, frame)
    except SyntaxError as error:
        _send(output, ("error", _explained(sparql, prefixes, error)))
    except MemoryError:
        os._exit(1)
    except (OSError, ValueError, RuntimeError) as error:
        damaged = "Corruption: " in str(error)
        _send(output, ("damaged", str(error)) if damaged else ("error", f"the query failed: {error}"))


def _explained(sparql: str, prefixes: dict[str, str], error: SyntaxError) -> str:
    """What is wrong with a query; where it uses a prefix that nobody declared, just that."""
    if "Prefix not found" in str(error):
        declared = {*prefixes, *re.findall(r"(?i)\bPREFIX\s+([\w.-]*):", sparql)}
        used = dict.fromkeys(re.findall(r"(?<![\w<:/])([A-Za-z][\w.-]*):(?!//)[A-Za-z_]", sparql))
        unknown = [prefix for prefix in used if prefix not in declared]
        if unknown:
            known = ", ".join(sorted(declared))
            return f"there is no prefix `{unknown[0]}:`; declare it with PREFIX, or use one of {known}"
    return f"the query is not well-formed SPARQL: {error}"


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


if __name__ == "__main__":
    main()
