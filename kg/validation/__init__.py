"""Facts and RDF against the SHACL shapes, with findings that a journalist understands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.schema import Schema
from kg.terms import TRUE, Statement, lines_of, nf, ntriples_of, oa, schema
from kg.validation.engines import ENGINES, Validate, engine_of
from kg.validation.findings import Finding, Report, code_of, finding_dict, report_of
from kg.validation.literals import marked, marked_term, unmarked
from kg.validation.rendering import finding_text, report_turtle
from kg.vocab import SHAPES, sh

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


SOUND = ("EntityMention", "Evidence", "EvidenceLength", "Position", "Quote")  # shapes of what the mapper knows is sound
UNSEEN = frozenset(  # properties and classes that no other bundled shape looks at
    (
        *(nf.EntityMention, nf.denotes, nf.entityType, schema.mentions, schema.alternateName, schema.sameAs),
        *(oa.TextPositionSelector, oa.TextQuoteSelector, oa.hasSelector, oa.start, oa.end, oa.exact),
        *(nf.broadKind, nf.broadRole, nf.inMonth, nf.onDay, nf.quotation, schema.inLanguage, schema.isPartOf),
    )
)


class Validator:
    """Shapes compiled once, to validate any number of graphs with.

    `inverses` are the properties by which the shapes ask who speaks of a node. Shapes that did not come with kg run in
    a process of their own, which ends at a limit of time or memory; KgError is raised then.
    """

    def __init__(self, types: Schema, engine: str = "auto") -> None:
        # The engine fills in a placeholder, such as {?value}, and knows which of several queries has found something.
        self._messages = {
            iri: info.message
            for iri, info in types.codes.items()
            if info.message and "{" not in info.message and not info.of_queries
        }
        self._engine, self._shapes, self._own = engine, types.shapes_ntriples, types.own_shapes
        self._validate = self._validate_with(self._shapes)
        found = re.findall(rf"^.* {re.escape(str(sh.inversePath))} <([^>]*)> \.$", self._shapes, re.MULTILINE)
        self.inverses = tuple(map(NamedNode, sorted(set(found))))
        self._axioms = types.axioms_ntriples
        self._axioms_of: dict[str, str] = {}
        for line in self._axioms.splitlines(keepends=True):
            name = line.partition(" ")[0]
            self._axioms_of[name] = self._axioms_of.get(name, "") + line

    def validate(self, triples: Iterable[Triple | Quad], context: Iterable[Triple] = ()) -> Report:
        """What the shapes say of the triples (the graphs of quads do not matter).

        `context` is what else must be known of the entities that they speak of: types and names.
        """
        plain = [each.triple if isinstance(each, Quad) else each for each in triples]
        text = serialize([*plain, *context], format=RdfFormat.N_TRIPLES)
        assert text is not None  # no output was given, so the text is returned
        return report_of([_unmarked(each) for each in self._validate(marked(text.decode()) + self._axioms)])

    def validate_statements(self, statements: Sequence[Statement], *, sound: bool = False) -> Report:
        """The same of statements, as quickly as can be: of the class axioms the engine gets those of the classes met.

        `sound`: whether all quotations and mentions of entities are known to be as the bundled shapes ask. Then these
        shapes are not asked, one of which is SPARQL and takes a quarter of the engine's time; and unless there are
        others, the engine does not get what no shape looks at.
        """
        if sound and not self._own:
            statements = [each for each in statements if each[1] not in UNSEEN and each[2] not in UNSEEN]
        met = {each[2] for each in statements}
        typed = (each for each in met if each[-1] == ">" and each[0] == '"')
        ill = {each: mark for each in typed if (mark := marked_term(each)) != each}
        if ill:
            statements = [(subject, predicate, ill.get(each, each)) for subject, predicate, each in statements]
        axioms = [self._axioms_of[name] for name in sorted(met & self._axioms_of.keys())]
        validate = self._without_sound if sound else self._validate
        return report_of([_unmarked(each) for each in validate(ntriples_of(lines_of(statements)) + "".join(axioms))])

    @cached_property
    def _without_sound(self) -> Validate:
        """The engine with all shapes but those that ask for what is sound by construction."""
        names = ("EvidenceLength",) if self._own else SOUND  # one's own shapes may refer to the others
        off = "".join(f"<{SHAPES}{name}> {sh.deactivated} {TRUE} .\n" for name in names)
        return self._validate_with(self._shapes + off)

    def _validate_with(self, shapes: str) -> Validate:
        if self._own:
            from kg.validation.bounded import bounded_engine  # most have no shapes of their own

            return bounded_engine(self._engine, shapes, self._messages, self._own)
        return engine_of(self._engine, shapes, self._messages)


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
