"""Facts and RDF against the SHACL shapes, with findings that a journalist understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.schema import Schema
from kg.validation.engines import ENGINES, engine_of
from kg.validation.findings import Finding, Report, code_of, finding_dict, report_of
from kg.validation.literals import marked, unmarked
from kg.validation.rendering import finding_text, report_turtle

__all__ = [
    "ENGINES",
    "Finding",
    "Report",
    "Validator",
    "code_of",
    "finding_dict",
    "finding_text",
    "report_turtle",
    "validate_rdf",
]


class Validator:
    """Shapes compiled once, to validate any number of graphs with."""

    def __init__(self, types: Schema, engine: str = "auto") -> None:
        # A message with a placeholder, such as {?value}, is for the engine to fill in.
        messages = {iri: info.message for iri, info in types.codes.items() if info.message and "{" not in info.message}
        self._validate = engine_of(engine, types.shapes_ntriples, messages)
        self._axioms = types.axioms_ntriples

    def validate(self, triples: Iterable[Triple | Quad], context: Iterable[Triple] = ()) -> Report:
        """What the shapes say of the triples (the graphs of quads do not matter).

        `context` is what else must be known of the entities that they speak of: types and names.
        """
        plain = [each.triple if isinstance(each, Quad) else each for each in triples]
        text = serialize([*plain, *context], format=RdfFormat.N_TRIPLES)
        assert text is not None  # no output was given, so the text is returned
        return report_of([_unmarked(each) for each in self._validate(marked(text.decode()) + self._axioms)])


def _unmarked(finding: Finding) -> Finding:
    return replace(finding, focus=unmarked(finding.focus), value=finding.value and unmarked(finding.value))


def validate_rdf(path: Path, quads: Iterable[Quad], validator: Validator, context: Iterable[Triple] = ()) -> Report:
    """What the shapes say of an RDF file, each finding with the line of its node where that is certain."""
    from kg.validation.places import place_of

    report = validator.validate(quads, context)
    text = path.read_text(encoding="utf-8", errors="replace") if path.suffix in (".ttl", ".trig", ".nt", ".nq") else ""
    return Report(
        report.conforms,
        tuple(replace(each, position=place_of(each.focus, text, str(path))) for each in report.findings),
    )
