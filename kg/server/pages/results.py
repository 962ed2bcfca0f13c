"""What a query found, for a page: a table, a chart where there are numbers or dates, a picture of a graph."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.server.pages.cells import Cell
from kg.server.pages.charts import Chart, chart
from kg.store.worker import named_order

SHOWN = 500  # rows of a table on a page
_NODES = 36
_SIDE = 110  # beside the outermost nodes, for their labels
_EDGES = 80
_GRAVITY = 0.7


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT, or the yes or no of an ASK; `total` counts the rows that are not shown too."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    boolean: bool | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a picture; `iri` is empty for a literal."""

    x: float
    y: float
    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A graph as a picture; edges are (x1, y1, x2, y2, label). `left_out` counts the triples that are not in it.

    Where all edges are of one predicate, `predicate` has its name, and they have no labels.
    """

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[tuple[float, float, float, float, str], ...]
    left_out: int
    predicate: str = ""


def read_table(body: bytes, prefixes: Mapping[str, str], sparql: str) -> Table:
    """The table of the answer to a query, in SPARQL 1.1 JSON."""
    found = json.loads(body)
    if "boolean" in found:
        return Table((), (), 0, boolean=found["boolean"])
    names = named_order(tuple(found["head"]["vars"]), sparql)
    bindings = found["results"]["bindings"]
    rows = tuple(tuple(_cell(row.get(name), prefixes) for name in names) for row in bindings)
    return Table(names, rows[:SHOWN], len(rows), chart=chart(names, rows))


def _cell(term: Mapping[str, object] | None, prefixes: Mapping[str, str]) -> Cell:
    if term is None:
        return Cell("")
    value, datatype = term["value"], str(term.get("datatype", ""))
    if term["type"] == "uri":
        return Cell(short(str(value), prefixes), str(value))
    if not isinstance(value, str):
        return Cell(json.dumps(value, ensure_ascii=False))
    return Cell(value, datatype=datatype)


def short(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI with a prefix where there is one for it."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def draw(body: bytes, prefixes: Mapping[str, str], name: Callable[[NamedNode], str | None]) -> Picture | None:
    """The picture of a graph in N-Triples: as many triples as can be read in it; None of an empty one.

    `name` gives what people call a node, where they call it something.
    """
    triples = [quad.triple for quad in islice(parse(body, format=RdfFormat.N_TRIPLES), 20_000)]
    shown, labels = _chosen(triples, prefixes, name)
    if not shown:
        return None
    keys = list(dict.fromkeys(key for one, _, other in shown for key in (one, other)))
    places = _laid_out(keys, [(one, other) for one, _, other in shown])
    width, height = 720.0, 200.0 + 14 * len(keys)
    at = {key: (_SIDE + x * (width - 2 * _SIDE), 30 + y * (height - 60)) for key, (x, y) in places.items()}
    nodes = tuple(Node(round(at[key][0], 1), round(at[key][1], 1), *labels[key]) for key in keys)
    predicates = {predicate for _, predicate, _ in shown}
    single = predicates.pop() if len(predicates) == 1 < len(shown) else ""
    edges = tuple(
        (*(round(each, 1) for each in (*at[one], *at[other])), "" if single else predicate)
        for one, predicate, other in shown
    )
    return Picture(width, height, nodes, edges, len(triples) - len(shown), single)  # type: ignore[arg-type]


def _chosen(
    triples: Sequence[Triple], prefixes: Mapping[str, str], name: Callable[[NamedNode], str | None]
) -> tuple[list[tuple[str, str, str]], dict[str, tuple[str, str]]]:
    """The triples that are drawn, with a key for each node, and what stands at each."""
    shown: list[tuple[str, str, str]] = []
    labels: dict[str, tuple[str, str]] = {}
    for triple in triples:
        keys = []
        for term in (triple.subject, triple.object):
            key = str(term)
            keys.append(key)
            if key not in labels and len(labels) < _NODES:
                labels[key] = _label(term, prefixes, name)
        if keys[0] in labels and keys[1] in labels and len(shown) < _EDGES:
            shown.append((keys[0], _tail(short(triple.predicate.value, prefixes)), keys[1]))
    return shown, labels


def _label(
    term: NamedNode | BlankNode | Literal | Triple,
    prefixes: Mapping[str, str],
    name: Callable[[NamedNode], str | None],
) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        return _cut(name(term) or short(term.value, prefixes)), term.value
    return _cut(term.value if isinstance(term, Literal) else str(term)), ""


def _tail(name: str) -> str:
    return name.partition(":")[2] if ":" in name and "//" not in name else name.rsplit("/", 1)[-1]


def _cut(text: str, limit: int = 28) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _laid_out(keys: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """Places between 0 and 1: nodes push each other away, edges pull (Fruchterman-Reingold); no chance in it.

    All are drawn a little to the middle, so that what hangs together with nothing else stays in sight.
    """
    count = len(keys)
    places = [
        [0.5 + 0.4 * math.cos(2 * math.pi * n / count), 0.5 + 0.4 * math.sin(2 * math.pi * n / count)]
        for n in range(count)
    ]
    numbers = {key: number for number, key in enumerate(keys)}
    edges = [(numbers[one], numbers[other]) for one, other in pairs if one != other]
    ideal = math.sqrt(1.0 / count)
    for step in range(120):
        moves = [[0.0, 0.0] for _ in keys]
        for one in range(count):
            for other in range(one):
                _push(places, moves, one, other, ideal)
        for one, other in edges:
            _pull(places, moves, one, other, ideal)
        heat = 0.1 * (1 - step / 120)
        for place, (x, y) in zip(places, moves, strict=True):
            x, y = x + _GRAVITY * (0.5 - place[0]), y + _GRAVITY * (0.5 - place[1])
            length = math.hypot(x, y) or 1e-9
            place[0] += x / length * min(length, heat)
            place[1] += y / length * min(length, heat)
    across, up = (_fitted([place[axis] for place in places]) for axis in (0, 1))
    return dict(zip(keys, zip(across, up, strict=True), strict=True))


def _fitted(values: Sequence[float]) -> list[float]:
    """The values stretched so that the least is 0 and the greatest 1; all 0.5 where they are one."""
    least, most = min(values), max(values)
    return [(each - least) / (most - least) if most - least > 1e-6 else 0.5 for each in values]


def _push(places: list[list[float]], moves: list[list[float]], one: int, other: int, ideal: float) -> None:
    x, y = places[one][0] - places[other][0], places[one][1] - places[other][1]
    far = max(math.hypot(x, y), 1e-3)
    force = ideal * ideal / (far * far)
    for place, sign in ((one, 1.0), (other, -1.0)):
        moves[place][0] += sign * x * force
        moves[place][1] += sign * y * force


def _pull(places: list[list[float]], moves: list[list[float]], one: int, other: int, ideal: float) -> None:
    x, y = places[one][0] - places[other][0], places[one][1] - places[other][1]
    force = math.hypot(x, y) / ideal
    for place, sign in ((one, -1.0), (other, 1.0)):
        moves[place][0] += sign * x * force
        moves[place][1] += sign * y * force
