"""JSON-LD in compact form: one node object a line, with the prefixes as its context."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.serialization.lines import by_subject, reread
from kg.serialization.names import Names
from kg.vocab import rdf, xsd


def write_jsonld(lines: Iterator[str], names: Names) -> Iterator[str]:
    quads = reread(lines)
    first = next(quads, None)
    yield '{\n"@context": ' + json.dumps(names.used, ensure_ascii=False, sort_keys=True, indent=1)
    yield ',\n"@graph": ['
    nodes = _nodes(itertools.chain([first] if first else [], quads), names)
    yield from (("\n" if n == 0 else ",\n") + node for n, node in enumerate(nodes))
    yield "\n]\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _nodes(quads: Iterable[Quad], names: Names) -> Iterator[str]:
    for subject, its in by_subject(quads):
        node: dict[str, list[object]] = {}
        for quad in its:
            is_type = quad.predicate == rdf.type and not isinstance(quad.object, Literal)
            short = None if quad.predicate == rdf.type else names.short(quad.predicate.value)
            key = "@type" if is_type else short or quad.predicate.value
            node.setdefault(key, []).append(_jsonld_value(quad.object, names, is_type))
        compact = {key: values[0] if len(values) == 1 else values for key, values in node.items()}
        yield _json({"@id": _id(subject, names), **compact})


def _id(term: NamedNode | BlankNode | Triple, names: Names) -> str:
    if isinstance(term, NamedNode):
        return names.short(term.value) or term.value
    return str(term)


def _jsonld_value(term: NamedNode | BlankNode | Literal | Triple, names: Names, is_type: bool) -> object:
    if isinstance(term, Triple):
        raise KgError("JSON-LD cannot have a triple as an object: use nquads or trig")
    if not isinstance(term, Literal):
        return _id(term, names) if is_type else {"@id": _id(term, names)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == xsd.string:
        return term.value
    return {"@value": term.value, "@type": _id(term.datatype, names)}
