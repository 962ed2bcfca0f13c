"""Findings as people read them, and the W3C validation report."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.iris import digest
from kg.validation.findings import Finding, Report
from kg.vocab import PREFIXES, RDF, SH, rdf, sh


def finding_text(finding: Finding) -> str:
    """A finding for people: place, severity and code, message, then the sentence or node that it is about.

    >>> finding = Finding("Visit-visitor:In", "violation", "Say who goes.", "https://a/1", None, None, "", "")
    >>> print(finding_text(finding))
    violation[Visit-visitor:In]: Say who goes.
          about https://a/1
    """
    position = finding.position
    place = f"{position}: " if position else ""
    lines = [f"{place}{finding.severity}[{finding.code}]: {finding.message}"]
    if position and position.text:
        gutter = f"{position.line:>5} | "
        lines += [gutter + position.text, " " * (len(gutter) + position.column - 1) + "^"]
    if finding.sentence:
        lines.append(f"      “{finding.sentence}”")
    elif not position:
        lines.append(f"      about {finding.focus}")
    if finding.value is not None and not finding.value.startswith("_:"):
        lines.append(f"      found {_short(finding.value)}")
    return "\n".join(lines)


def report_turtle(report: Report) -> str:
    """The W3C validation report (SHACL, section 3.6); equal reports give equal bytes, and no blank nodes.

    `sh:conforms` has the W3C's sense: it is false where there is any result, also a warning.
    """
    text = serialize(_triples(report), format=RdfFormat.TURTLE, prefixes={"rdf": RDF, "sh": SH, "nfs": PREFIXES["nfs"]})
    assert text is not None  # no output was given, so the text is returned
    lines = text.decode().splitlines()
    prefixes = sorted(line for line in lines if line.startswith("@prefix"))
    return "\n".join([*prefixes, *(line for line in lines if not line.startswith("@prefix"))]) + "\n"


def _triples(report: Report) -> Iterator[Triple]:
    node = NamedNode("urn:kg:report")
    yield Triple(node, rdf.type, sh.ValidationReport)
    yield Triple(node, sh.conforms, Literal(not report.findings))
    for finding in report.findings:
        result = NamedNode(
            "urn:kg:result:" + digest(finding.focus, finding.code, finding.path or "", finding.value or "")
        )
        yield Triple(node, sh.result, result)
        yield Triple(result, rdf.type, sh.ValidationResult)
        yield Triple(
            result,
            sh.focusNode,
            _term(finding.focus if finding.focus.startswith(("_:", '"')) else f"<{finding.focus}>"),
        )
        if finding.path and finding.path.startswith("<") and finding.path.find(">") == len(finding.path) - 1:
            yield Triple(result, sh.resultPath, _term(finding.path))
        if finding.value:
            yield Triple(result, sh.value, _term(finding.value))
        if finding.shape:
            yield Triple(result, sh.sourceShape, _term(f"<{finding.shape}>"))
        yield Triple(result, sh.sourceConstraintComponent, NamedNode(finding.component))
        yield Triple(result, sh.resultSeverity, NamedNode(SH + finding.severity.capitalize()))
        yield Triple(result, sh.resultMessage, Literal(finding.message))


def _term(ntriples: str) -> NamedNode | BlankNode | Literal | Triple:
    term: NamedNode | BlankNode | Literal | Triple
    term = next(iter(parse(f"<a:a> <a:a> {ntriples} .", RdfFormat.N_TRIPLES))).object
    return term


def _short(value: str) -> str:
    return value if len(value) <= 100 else value[:99] + "…"
