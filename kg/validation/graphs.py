"""The graphs that the reference engine reads: rdflib's, with literals as they are written, and queries parsed once."""

from __future__ import annotations

import logging
import warnings
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import XSD, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.validation.literals import is_well_formed, order

# Of "abc"^^xsd:integer rdflib logs a traceback, which Python prints where nobody listens; the finding says it better.
logging.getLogger("rdflib").addHandler(logging.NullHandler())


class ReferenceGraph(Graph):
    """A graph that parses a query once: pyshacl asks the same one of each node, and parsing is most of its time."""

    def query(self, query_object: str | Query, *args: Any, **named: Any) -> Result:
        """The answer to a query, as rdflib's own graph gives it."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object, tuple(sorted((named.get("initNs") or {}).items())))
        return super().query(query_object, *args, **named)


class ReferenceLiteral(RdflibLiteral):
    """A literal that has a value where XML Schema gives it one, and compares as SPARQL says.

    rdflib's own puts literals of all datatypes into one order, and knows neither the year 0 nor the end of a day.
    """

    __slots__ = ()

    @property
    def ill_typed(self) -> bool:
        return not is_well_formed(str(self), str(self.datatype or XSD.string))

    @property
    def value(self) -> Any:
        value = super().value
        return _STAND_INS.get(str(self.datatype)) if value is None and not self.ill_typed else value

    def eq(self, other: Any) -> bool:
        compared = _order(self, other)
        if compared is not None:
            return compared == 0
        if self == other:
            return True
        if self.language or getattr(other, "language", None):
            return False
        raise TypeError(f"{self.n3()} and {other.n3()} cannot be compared")

    def neq(self, other: Any) -> bool:
        return not self.eq(other)

    def __lt__(self, other: Any) -> Any:
        return _holds(_order(self, other), -1)

    def __le__(self, other: Any) -> Any:
        return _holds(_order(self, other), -1, 0)

    def __gt__(self, other: Any) -> Any:
        return _holds(_order(self, other), 1)

    def __ge__(self, other: Any) -> Any:
        return _holds(_order(self, other), 1, 0)


class _Incomparable:
    """What comparing gives where it cannot be done: not true for pyshacl, and for rdflib's SPARQL an error."""

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is NotImplemented

    __hash__ = object.__hash__


# Dates that Python has not: pyshacl asks what they are, and only `order` asks when.
_STAND_INS = {str(XSD.date): date.min, str(XSD.dateTime): datetime.min, str(XSD.time): time.min}


def _order(one: RdflibLiteral, other: Any) -> int | None:
    if not isinstance(other, RdflibLiteral) or one.language or other.language:
        return None
    return order(*((str(each), str(each.datatype or XSD.string)) for each in (one, other)))


def _holds(compared: int | None, *wanted: int) -> bool | _Incomparable:
    return _Incomparable() if compared is None else compared in wanted


@lru_cache(maxsize=256)
def _prepared(query: str, prefixes: tuple[tuple[str, str], ...]) -> Query:
    return prepareQuery(query, dict(prefixes))


def graph_of(ntriples: str) -> Graph:
    """The graph of some N-Triples; raises SyntaxError for what is not N-Triples.

    rdflib's own parser rewrites literals (`"01"^^xsd:integer` becomes `"1"^^xsd:integer`), and a report would
    then show a value that stands nowhere in the data.
    """
    graph = ReferenceGraph()
    with warnings.catch_warnings(action="ignore", category=UserWarning):  # of "abc"^^xsd:boolean
        for quad in parse(ntriples, RdfFormat.N_TRIPLES):
            graph.add((_node(quad.subject), _node(quad.predicate), _node(quad.object)))
    return graph


def _node(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise SyntaxError(f"a triple cannot be a value here: {term}")
    if term.language:
        return ReferenceLiteral(term.value, lang=term.language)
    datatype = URIRef(term.datatype.value)
    if datatype in (XSD.token, XSD.normalizedString):  # rdflib would trim them, of more than XML Schema calls space
        literal = ReferenceLiteral(term.value)
        literal._datatype, literal._value = datatype, None
        return literal
    return ReferenceLiteral(term.value, datatype=None if datatype == XSD.string else datatype, normalize=False)
