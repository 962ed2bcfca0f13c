"""One publish to a server on its way: what it has done so far, and how it is begun and finished in the books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import Iris
from kg.remote import books
from kg.remote.books import Books
from kg.remote.connection import Connection
from kg.remote.updates import MODEST, REQUEST, Operation, forgetting, inserting, requests
from kg.vocab import ledger, xsd


@dataclass(slots=True)
class Run:
    """A publish on its way."""

    connection: Connection
    iris: Iris
    books: Books
    number: int
    started_at: str
    opened: bool = False
    changed: dict[NamedNode, bool] = field(default_factory=dict)  # True where the article was taken away
    unchanged: dict[NamedNode, None] = field(default_factory=dict)
    failed: dict[NamedNode, str] = field(default_factory=dict)
    retracted: dict[NamedNode, None] = field(default_factory=dict)  # left out, because somebody took them away
    besides: set[NamedNode] = field(default_factory=set)  # articles from which something may follow anew
    what: str = "publish"
    broken_off: bool = False
    articles: int = 0  # how many more there are than before
    quads: int = 0
    refused: int = 0  # articles in a row

    def send(self, operations: Iterable[Operation]) -> None:
        """Change the store; opens the run first, so that one that breaks off is seen."""
        modest = self.connection.server.startswith("Virtuoso")
        if not self.opened:
            operations = (*_opening(self), *operations)
        for text in requests(operations, MODEST if modest else REQUEST):
            self.connection.update(text)
        self.opened = True


def begin(connection: Connection, iris: Iris, started_at: str, what: str = "publish") -> Run:
    """A run after the last one in the books; nothing is written yet."""
    known = books.read_books(connection, iris)
    number = max([0, *(run.number for run in known.runs), *known.broken]) + 1
    return Run(connection, iris, known, number, started_at, what=what)


def close(run: Run) -> None:
    """Write down that the publish is finished, unless an article is not; then earlier ones that broke off are too."""
    if run.failed:
        return
    iris, graph = run.iris, run.iris.ledger_graph
    if not run.opened:  # nothing was given that changes anything, and something may have been left to derive
        run.send(())
    mended = [] if run.books.unfinished else [iris.run(number) for number in run.books.broken]
    gone = sum(run.changed.values())
    if run.books.broken:  # nobody knows how far those got
        articles, quads = books.totals(run.connection, iris)
    else:
        last = run.books.runs[0] if run.books.runs else None
        articles, quads = (last.articles if last else 0) + run.articles, (last.quads if last else 0) + run.quads
    numbers = {
        ledger.changed: len(run.changed) - gone,
        ledger.removed: gone,
        ledger.articles: articles,
        ledger.quads: quads,
    }
    node = iris.run(run.number)
    run.send(
        (
            *([forgetting(graph, mended)] if mended else ()),
            *inserting(Quad(node, term, _number(value), graph) for term, value in numbers.items()),
            *inserting([Quad(node, ledger.what, Literal(run.what), graph)]),
            *inserting([Quad(node, ledger.finishedAt, Literal(run.started_at), graph)]),
        )
    )


def _opening(run: Run) -> Iterator[Operation]:
    graph, node = run.iris.ledger_graph, run.iris.run(run.number)
    yield from inserting(
        [
            Quad(graph, ledger.base, Literal(run.iris.base), graph),
            Quad(graph, ledger.holds, run.iris.entities_graph, graph),
            Quad(node, ledger.number, _number(run.number), graph),
            Quad(node, ledger.startedAt, Literal(run.started_at), graph),
        ]
    )


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=xsd.integer)
