"""SPARQL updates: checked word by word, applied to a copy in a process of their own, and given as changed graphs.

Nothing is changed here. Whoever asked validates the graphs and publishes them as a generation.
"""

from __future__ import annotations

import contextlib
import pickle
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.errors import QueryError
from kg.sparql_tokens import MAX_LENGTH, Span, spans, words_of
from kg.store import folder
from kg.store.lock import writer_lock
from kg.store.queries import UPDATES, Query, explained
from kg.store.snapshot import Snapshot
from kg.store.values import Limits
from kg.store.workers import confined, environment

_PROGRAM = Path(__file__).with_name("updater.py")
_BEFORE_GRAPH = frozenset(("GRAPH", "WITH", "TO", "ADD", "MOVE", "COPY", "CLEAR", "DROP", "CREATE", "USING"))
_BEGINNINGS = tuple(_BEFORE_GRAPH)
_BETWEEN = frozenset(("SILENT", "GRAPH", "NAMED"))


class UpdateOverrunError(QueryError):
    """An update that was stopped at its deadline, or broke its process: nothing was changed."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update that may go to the engine; `graphs` are the only ones that it can change, None where it may be any."""

    sparql: str
    graphs: frozenset[str] | None


def prepare_update(sparql: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Update:
    """Check an update before it is parsed; `default` and `named` are the graphs that the protocol has it use.

    Raises QueryError for a query, for LOAD and SERVICE, for one that is too long or nested too deeply, and where the
    update names its dataset itself as well.
    """
    if len(sparql) > MAX_LENGTH:
        raise QueryError(f"the update has {len(sparql)} characters; the limit is {MAX_LENGTH}")
    tokens = list(spans(sparql))
    words = words_of(tokens, "SERVICE", "LOAD")
    for refused in ("SERVICE", "LOAD"):
        if refused in words:
            raise QueryError(f"{refused} is refused: kg fetches nothing from elsewhere")
    if UPDATES.isdisjoint(words):
        raise QueryError("this is no update")
    if default or named:
        if {"USING", "WITH"} & set(words):
            raise QueryError("the update names its dataset (USING, WITH), and so does the request: leave out one")
        sparql = _with_dataset(sparql, tokens, default, named)
    return Update(sparql, _graphs(tokens))


def _with_dataset(sparql: str, tokens: list[Span], default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """The update with USING before the WHERE of each of its operations."""
    graphs = [NamedNode(iri) for iri in (*default, *named)]  # ValueError where one is no IRI
    clauses = " ".join(f"USING {graph}" for graph in graphs[: len(default)])
    clauses += " " + " ".join(f"USING NAMED {graph}" for graph in graphs[len(default) :])
    written, last = "", 0
    for kind, text, depth, start in tokens:
        if kind == "word" and text.upper() == "WHERE" and depth == 0:
            written, last = written + sparql[last:start] + clauses + " ", start
    return written + sparql[last:]


def _graphs(tokens: list[Span]) -> frozenset[str] | None:
    """The graphs that an update can change, where it names them all by whole IRIs."""
    expected = False
    graphs = set()
    for kind, text, _, _ in tokens:
        word = text.upper() if kind in ("word", "name") else ""
        runs_on = word not in _BEFORE_GRAPH and word.startswith(_BEGINNINGS)  # `GRAPHg:a` is g:a to the engine
        if kind == "iri":
            if "\\" in text or not re.match(r"<[A-Za-z][A-Za-z0-9+.-]*:", text):
                return None
            graphs.add(text[1:-1])
        elif (expected and word not in _BETWEEN and word != "DEFAULT") or word in ("ALL", "NAMED") or runs_on:
            return None
        expected = word in _BEFORE_GRAPH or (expected and word in _BETWEEN)
    return frozenset(graphs)


def changed_graphs(
    snapshot: Snapshot, update: Update, limits: Limits, *, base: str, wait: float = 10.0
) -> dict[NamedNode, tuple[Triple, ...]]:
    """The graphs that an update would change, with their new content.

    Raises QueryError where the update is not well-formed, fails, or goes over the limits of time and memory, and
    StoreLockedError where another writes for longer than `wait` seconds.
    """
    request = {
        "source": str(snapshot.path / folder.OXIGRAPH),
        "sparql": update.sparql,
        "prefixes": snapshot.prefixes,
        "base": base,
        "default": snapshot.iris.default_graph.value,
        "graphs": None if update.graphs is None else sorted(update.graphs),
    }
    # With the lock, because a writer removes the temporaries of others.
    with writer_lock(snapshot.root, wait), _copied(snapshot) as copy:
        told = _run({**request, "copy": str(copy)}, snapshot.prefixes, limits)
    return {NamedNode(graph): _triples(data) for graph, data in told.items()}


@contextlib.contextmanager
def _copied(snapshot: Snapshot) -> Iterator[Path]:
    path = folder.temporary(snapshot.root)
    try:
        folder.checkpoint(snapshot.path / folder.OXIGRAPH, path / folder.OXIGRAPH)
        yield path / folder.OXIGRAPH
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _run(request: dict[str, object], prefixes: Mapping[str, str], limits: Limits) -> dict[str, bytes]:
    try:
        done = subprocess.run(
            confined(_PROGRAM, limits.memory),
            input=pickle.dumps(request),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            check=False,
            env=environment(),
        )
    except subprocess.TimeoutExpired as error:
        message = f"the update was stopped after {limits.seconds:g} seconds: nothing was changed"
        raise UpdateOverrunError(message) from error
    if done.returncode:
        memory = f"{limits.memory >> 20} MB"
        raise UpdateOverrunError(
            f"the update broke its process, most likely by taking more than {memory}: nothing was changed"
        )
    (fault, message), changed = pickle.loads(done.stdout)
    if fault == "syntax":
        asked = Query(str(request["sparql"]), dict(prefixes), union=False, form="UPDATE")
        raise QueryError(explained(asked, message, "update"))
    if fault:
        raise QueryError(f"the update failed: {message}")
    graphs: dict[str, bytes] = changed
    return graphs


def _triples(data: bytes) -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(data, RdfFormat.N_TRIPLES))
