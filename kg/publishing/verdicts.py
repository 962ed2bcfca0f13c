"""What the shapes say of some files, as text for people, JSON, or a W3C report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import Problem, UnreadableInputError
from kg.publishing.gate import Gate
from kg.publishing.graphs import known_of
from kg.publishing.inputs import Unusable, kind_of, read_inputs
from kg.publishing.outcomes import counts
from kg.publishing.texts import Texts
from kg.store import open_store
from kg.validation import Finding, Report, Validator, finding_dict, finding_text, report_turtle, validate_rdf


@dataclass(frozen=True, slots=True)
class Judged:
    """One article or RDF file: what its reader remarks, and what the shapes find; `strict` makes warnings count.

    `facts` is their number, drafts included, and None for RDF and for what cannot be used.
    """

    name: str
    facts: int | None
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    usable: bool = True
    drafts: int = 0
    strict: bool = False

    @property
    def conforms(self) -> bool:
        """Whether nothing stands against publishing it."""
        if self.strict and (self.problems or self.findings):
            return False
        return self.usable and not any(finding.severity == "violation" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in all files."""

    judged: tuple[Judged, ...]

    @property
    def usable(self) -> bool:
        """Whether every file could be read."""
        return all(each.usable for each in self.judged)

    @property
    def conforms(self) -> bool:
        """Whether nothing stands against publishing all of it."""
        return all(each.conforms for each in self.judged)

    def render(self, form: str) -> str:
        """The verdict as `text`, `json` or `turtle`."""
        if form == "turtle":
            findings = tuple(finding for each in self.judged for finding in each.findings)
            return report_turtle(Report(self.conforms, findings))
        if form == "json":
            return json.dumps([_as_dict(each) for each in self.judged], ensure_ascii=False, indent=1)
        return "\n".join(_as_text(each) for each in self.judged) + "\n" + self._count()

    def problems(self) -> Iterator[str]:
        """What the readers of the files remark, as text."""
        for each in self.judged:
            yield from (
                problem.render() if problem.position else f"{each.name}: {problem.render()}"
                for problem in each.problems
            )

    def _count(self) -> str:
        severities = [problem.severity for each in self.judged for problem in each.problems]
        severities += [finding.severity for each in self.judged for finding in each.findings]
        warnings = severities.count("warning") + severities.count("info")
        words = "All of it conforms." if self.conforms else "Not all of it conforms."
        noun = "article" if all(each.facts is not None for each in self.judged) else "input"
        errors = counts(len(severities) - warnings, "error")
        return f"{words} {counts(len(self.judged), noun)} checked, {errors}, {counts(warnings, 'warning')}."


def validate_files(paths: Iterable[Path], gate: Gate, texts: Texts, store: Path | None = None) -> Verdict:
    """Judge fact files, articles and RDF files; `store` knows the entities that RDF files speak of."""
    if store is not None:
        open_store(store).close()  # one that is none is refused at once
    judged: list[Judged] = []
    for path in paths:
        if kind_of(path) == "rdf":
            judged.append(_judge_rdf(path, gate, store))
            continue
        for given in read_inputs(path, gate.types, texts):
            if isinstance(given, Unusable):
                judged.append(Judged(given.name, None, given.problems, (), usable=False))
            else:
                facts = given.facts.facts
                drafts = sum(fact.draft for fact in facts)
                checked = gate.check(given)
                problems = (*given.problems, *checked.problems)
                judged.append(Judged(given.name, len(facts), problems, checked.findings, drafts=drafts))
    return Verdict(tuple(replace(each, strict=gate.rules.strict) for each in judged))


def _judge_rdf(path: Path, gate: Gate, store: Path | None) -> Judged:
    from kg.serialization import parse

    try:
        quads = list(parse(path))
        if store is None:
            return Judged(str(path), None, (), validate_rdf(path, quads, gate.validator).findings)
        findings = validate_rdf(path, quads, gate.validator, _context(quads, store, gate.validator)).findings
    except UnreadableInputError as error:
        return Judged(str(path), None, (error.problem,), (), usable=False)
    own = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    return Judged(str(path), None, (), tuple(f for f in findings if f.focus in own or f.focus.startswith("_:")))


def _context(quads: list[Quad], store: Path, validator: Validator) -> list[Triple]:
    with open_store(store) as opened, opened.snapshot() as snapshot:
        return known_of(quads, snapshot, validator.inverses)


def _as_text(judged: Judged) -> str:
    facts = "" if judged.facts is None else f", {counts(judged.facts, 'fact')}"
    drafts = f", {counts(judged.drafts, 'draft')} among them" if judged.drafts else ""
    state = "conforms" if judged.conforms else ("does not conform" if judged.usable else "cannot be used")
    lines = [f"{judged.name}: {state}{facts}{drafts}"]
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
        "drafts": judged.drafts,
        "problems": problems,
        "findings": [finding_dict(finding) for finding in judged.findings],
    }
