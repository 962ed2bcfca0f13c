"""Findings as people read them, and the W3C validation report."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.iris import digest
from kg.validation.findings import BLANK, Finding, Report
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
    if position:
        lines += position.shown()
    if finding.sentence:
        lines.append(f"      “{finding.sentence}”")
    elif not position:
        lines.append(f"      about {'a node without an address' if finding.focus == BLANK else finding.focus}")
    if finding.value not in (None, BLANK):
        lines.append(f"      found {_short(finding.value)}")
    return "\n".join(lines)


def report_turtle(report: Report) -> str:
    """The W3C validation report (SHACL, section 3.6); equal reports give equal bytes.

    `sh:conforms` has the W3C's sense: it is false where there is any result, also a warning. Blank nodes of the data
    are the only ones; a path of more than one property is left out.
    """
    from kg.serialization import serialize

    prefixes = {"nfs": PREFIXES["nfs"], "rdf": RDF, "sh": SH}
    return b"".join(serialize(_triples(report), "turtle", prefixes)).decode()


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
        focus = finding.focus if finding.focus.startswith(("_:", '"')) else f"<{finding.focus}>"
        yield Triple(result, sh.focusNode, _term(focus))
        if finding.path and finding.path.startswith("<") and finding.path.find(">") == len(finding.path) - 1:
            yield Triple(result, sh.resultPath, _term(finding.path))
        if finding.value:
            yield Triple(result, sh.value, _term(finding.value))
        if finding.shape:
            yield Triple(result, sh.sourceShape, _term(f"<{finding.shape}>"))
        yield Triple(result, sh.sourceConstraintComponent, NamedNode(finding.component))
        ours = ":" not in finding.severity
        yield Triple(
            result, sh.resultSeverity, NamedNode(SH + finding.severity.capitalize() if ours else finding.severity)
        )
        yield Triple(result, sh.resultMessage, Literal(finding.message))


def _term(ntriples: str) -> NamedNode | BlankNode | Literal | Triple:
    term: NamedNode | BlankNode | Literal | Triple
    term = next(iter(parse(f"<a:a> <a:a> {ntriples} .", RdfFormat.N_TRIPLES))).object
    return term


def _short(value: str) -> str:
    """A value as Turtle would have it, cut where it is long: `"2000"^^xsd:integer`."""
    text, mark, datatype = value.rpartition('"^^<')
    if mark:
        name, namespace = next(((n, ns) for n, ns in PREFIXES.items() if datatype.startswith(ns)), ("", ""))
        local = datatype.removeprefix(namespace).removesuffix(">")
        value = f'{text}"^^{name}:{local}' if name else value
    return value if len(value) <= 100 else value[:99] + "…"
