"""What the shapes say of some files, as text for people, JSON, or a W3C report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.errors import KgError, Problem
from kg.publishing.gate import Gate
from kg.publishing.inputs import Unusable, kind_of, read_inputs
from kg.publishing.texts import Texts
from kg.validation import Finding, Report, finding_dict, finding_text, report_turtle, validate_rdf


@dataclass(frozen=True, slots=True)
class Judged:
    """One article or RDF file: what its reader remarks, and what the shapes find."""

    name: str
    facts: int | None
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    usable: bool = True

    @property
    def conforms(self) -> bool:
        """Whether nothing stands against publishing it."""
        return self.usable and not any(finding.severity == "violation" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in all files; `strict` makes warnings count."""

    judged: tuple[Judged, ...]
    strict: bool = False

    @property
    def usable(self) -> bool:
        """Whether every file could be read."""
        return all(each.usable for each in self.judged)

    @property
    def conforms(self) -> bool:
        """Whether nothing stands against publishing all of it."""
        return all(each.conforms and not (self.strict and each.findings) for each in self.judged)

    def render(self, form: str) -> str:
        """The verdict as `text`, `json` or `turtle`."""
        if form == "turtle":
            findings = tuple(finding for each in self.judged for finding in each.findings)
            return report_turtle(Report(self.conforms, findings))
        if form == "json":
            return json.dumps([_as_dict(each) for each in self.judged], ensure_ascii=False, indent=1)
        return "\n".join(_as_text(each) for each in self.judged) + "\n" + self._count()

    def _count(self) -> str:
        findings = [finding for each in self.judged for finding in each.findings]
        violations = sum(finding.severity == "violation" for finding in findings)
        errors = sum(problem.severity == "error" for each in self.judged for problem in each.problems)
        words = "All of it conforms." if self.conforms else "Not all of it conforms."
        return (
            f"{words} {len(self.judged)} checked, {violations + errors} errors, {len(findings) - violations} warnings."
        )


def validate_files(paths: Iterable[Path], gate: Gate, texts: Texts, store: Path | None = None) -> Verdict:
    """Judge fact files, articles and RDF files; `store` knows the entities that RDF files speak of."""
    judged: list[Judged] = []
    for path in paths:
        if kind_of(path) == "rdf":
            judged.append(_judge_rdf(path, gate, store))
            continue
        for given in read_inputs(path, gate.types, texts):
            if isinstance(given, Unusable):
                judged.append(Judged(given.name, None, given.problems, (), usable=False))
            else:
                findings = gate.check(given).findings
                judged.append(Judged(given.name, len(given.facts.facts), given.problems, findings))
    return Verdict(tuple(judged), gate.rules.strict)


def _judge_rdf(path: Path, gate: Gate, store: Path | None) -> Judged:
    from kg.serialization import parse

    try:
        quads = list(parse(path))
    except KgError as error:
        return Judged(str(path), None, (Problem("unreadable", str(error)),), (), usable=False)
    context: list[Triple] = []
    if store is not None:
        from kg.store import open_store

        named = {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
        with open_store(store) as opened, opened.snapshot() as snapshot:
            context = list(snapshot.context(sorted(named, key=str)))
    report = validate_rdf(path, quads, gate.validator, context)
    return Judged(str(path), None, (), report.findings)


def _as_text(judged: Judged) -> str:
    count = "" if judged.facts is None else f", {judged.facts} facts"
    state = "conforms" if judged.conforms else ("does not conform" if judged.usable else "cannot be used")
    lines = [f"{judged.name}: {state}{count}"]
    lines += [_indented(problem.render()) for problem in judged.problems]
    lines += [_indented(finding_text(finding)) for finding in judged.findings]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.splitlines())


def _as_dict(judged: Judged) -> dict[str, object]:
    problems = [
        {
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "cure": problem.cure,
            "line": problem.position.line if problem.position else None,
            "column": problem.position.column if problem.position else None,
        }
        for problem in judged.problems
    ]
    return {
        "input": judged.name,
        "conforms": judged.conforms,
        "facts": judged.facts,
        "problems": problems,
        "findings": [finding_dict(finding) for finding in judged.findings],
    }
