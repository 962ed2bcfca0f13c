"""What is said of a shape that has no words of its own: its constraint, in plain ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.serialization.names import Names
from kg.validation.findings import Finding
from kg.vocab import PREFIXES, SH, rdf, sh

Node = NamedNode | BlankNode | Literal | Triple
_LISTED = 10  # values of sh:in that are told
_KINDS = {
    SH + "IRI": "an IRI",
    SH + "Literal": "a literal",
    SH + "BlankNode": "a node without an IRI",
    SH + "BlankNodeOrIRI": "a node, not a literal",
    SH + "BlankNodeOrLiteral": "a node without an IRI, or a literal",
    SH + "IRIOrLiteral": "an IRI or a literal",
}
_WORDS = {  # by the parameter of the constraint component, SHACL, section 4
    "minCount": "needs {} or more",
    "maxCount": "may have {} at most",
    "datatype": "is to be of the datatype {}",
    "class": "is to be of the class {}",
    "nodeKind": "is to be {}",
    "pattern": "is to match the pattern {}",
    "in": "is to be one of {}",
    "hasValue": "needs the value {}",
    "minInclusive": "is to be {} or more",
    "maxInclusive": "is to be {} or less",
    "minExclusive": "is to be more than {}",
    "maxExclusive": "is to be less than {}",
    "minLength": "is to have {} or more characters",
    "maxLength": "is to have {} characters at most",
}
_COUNTS = ("minCount", "maxCount")


class Wording:
    """The words for findings of some shapes (N-Triples), which are read when the first is asked for."""

    def __init__(self, shapes: str) -> None:
        self._text = shapes
        self._names = Names(PREFIXES)

    def worded(self, findings: list[Finding], data: str) -> list[Finding]:
        """The findings about the data (N-Triples), each with a message."""
        counts = _Counts(data)
        return [each if each.message else replace(each, message=self._message(each, counts.of)) for each in findings]

    def _message(self, finding: Finding, count: Callable[[str, str], int]) -> str:
        component = finding.component.removeprefix(SH).removesuffix("ConstraintComponent")
        parameter = component[:1].lower() + component[1:]
        values = {value for shape in self._shapes_of(finding) for value in self._values(shape, parameter)}
        if parameter not in _WORDS or len(values) != 1:
            return f"This breaks the rule {finding.code}."
        (value,) = values
        asked = _WORDS[parameter].format(self._told(parameter, value)).replace("have 0 at most", "have none")
        told = f"{self._subject(finding.path)} {asked}"
        if parameter in _COUNTS and finding.path and _is_iri(finding.path) and finding.focus[:1] not in '_"':
            told += f", has {count(finding.focus, finding.path)}"
        return f"{told}."

    @cached_property
    def _index(self) -> dict[str, dict[str, list[Node]]]:
        index: dict[str, dict[str, list[Node]]] = {}
        for quad in parse(self._text, RdfFormat.N_TRIPLES):
            index.setdefault(str(quad.subject), {}).setdefault(quad.predicate.value, []).append(quad.object)
        return index

    def _shapes_of(self, finding: Finding) -> list[str]:
        """The shape, or the property shapes without a name within it that are about the finding's path."""
        found, waiting = list[str](), [f"<{finding.shape}>"]
        while waiting:
            shape = waiting.pop()
            if self._is_about(shape, finding.path):
                found.append(shape)
            waiting += [str(each) for each in self._objects(shape, sh.property.value) if isinstance(each, BlankNode)]
        return found

    def _is_about(self, shape: str, path: str | None) -> bool:
        """Whether a shape is about a path; paths of more than one property are taken for equal."""
        own = next(iter(self._objects(shape, sh.path.value)), None)
        return own is None or str(own) == path or (isinstance(own, BlankNode) and not _is_iri(path or ""))

    def _values(self, shape: str, parameter: str) -> list[Node]:
        return self._objects(shape, SH + parameter)

    def _objects(self, subject: str, predicate: str) -> list[Node]:
        return self._index.get(subject, {}).get(predicate, [])

    def _subject(self, path: str | None) -> str:
        if path is None:
            return "What stands here"
        return self._names.turtle(NamedNode(path[1:-1])) if _is_iri(path) else path

    def _told(self, parameter: str, value: Node) -> str:
        if parameter == "in":
            items = [self._names.turtle(each) for each in self._items(value)]
            return ", ".join(items[:_LISTED]) + (" ..." if len(items) > _LISTED else "")
        if parameter == "nodeKind" and isinstance(value, NamedNode):
            return _KINDS.get(value.value, value.value)
        if isinstance(value, Literal) and parameter != "hasValue":
            return f"`{value.value}`" if parameter == "pattern" else value.value
        return self._names.turtle(value)

    def _items(self, head: Node) -> list[Node]:
        items = list[Node]()
        while first := self._objects(str(head), rdf.first.value):
            items += first[:1]
            head = next(iter(self._objects(str(head), rdf.rest.value)), rdf.nil)
        return items


class _Counts:
    """How many values a node has for a property, counted when that is first asked."""

    def __init__(self, data: str) -> None:
        self._data = data

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(" ".join(line.split(" ", 2)[:2]) for line in set(self._data.splitlines()))

    def of(self, focus: str, path: str) -> int:
        return self._counted[f"<{focus}> {path}"]


def _is_iri(path: str) -> bool:
    return path.startswith("<") and path.find(">") == len(path) - 1
