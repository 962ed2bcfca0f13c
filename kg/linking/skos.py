"""Authority files in SKOS: each concept with a preferred label and a type of its own is a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.linking.fields import Line, bad_authority
from kg.vocab import NF, SCHEMA, rdf, schema, skos

_SAME = (skos.exactMatch, schema.sameAs)


def skos_lines(text: str, file: str) -> Iterator[Line]:
    """Yield the concepts of a Turtle file in the order of their IRIs; English labels are preferred, then those without
    a language, then the first."""
    try:
        quads = list(parse(input=text, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise bad_authority(file, error.lineno or 1, f"This is not Turtle: {error.msg}.") from error
    about: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            about.setdefault(quad.subject, []).append(quad)
        elif quad.object == skos.Concept:
            raise bad_authority(file, 1, "A concept here has no IRI.", "Name each concept <https://...>.")
    concepts = [node for node, said in about.items() if any(q.object == skos.Concept for q in said)]
    if not concepts:
        raise bad_authority(file, 1, "There is no skos:Concept in this file.")
    lines = text.splitlines()
    for node in sorted(concepts, key=str):
        yield _line(node, about[node], lines, _line_of(node, text, lines))


def _line(node: NamedNode, said: list[Quad], lines: list[str], number: int) -> Line:
    preferred = sorted(_literals(said, skos.prefLabel), key=_rank)
    others = sorted({*_literals(said, skos.altLabel), *preferred[1:]}, key=_rank)
    same = sorted({q.object.value for q in said if q.predicate in _SAME and isinstance(q.object, NamedNode)})
    classes = {q.object.value for q in said if q.predicate == rdf.type and isinstance(q.object, NamedNode)}
    ours = sorted(classes - {skos.Concept.value}, key=lambda iri: (not iri.startswith((SCHEMA, NF)), iri))
    names = [re.split("[#/]", iri)[-1] for iri in ours]
    return Line(
        number,
        node.value,
        preferred[0].value if preferred else "",
        names[0] if names else "",
        tuple(label.value for label in others),
        tuple(same),
        lines[number - 1] if number <= len(lines) else "",
    )


def _literals(said: list[Quad], predicate: NamedNode) -> list[Literal]:
    return [quad.object for quad in said if quad.predicate == predicate and isinstance(quad.object, Literal)]


def _rank(label: Literal) -> tuple[int, str, str]:
    language = (label.language or "").split("-")[0]
    return {"en": 0, "": 1}.get(language, 2), label.value, language


def _line_of(node: NamedNode, text: str, lines: list[str]) -> int:
    """The line in which a concept is first named: by its whole IRI, or by the end of it after a prefix."""
    if (place := text.find(f"<{node.value}>")) >= 0:
        return text.count("\n", 0, place) + 1
    local = re.compile(rf"^\s*[\w.-]*:{re.escape(re.split('[#/]', node.value)[-1])}(?![\w-])")
    return next((number for number, line in enumerate(lines, start=1) if local.search(line)), 1)
