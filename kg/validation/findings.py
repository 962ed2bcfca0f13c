"""What validation says: findings, each with a stable code, and the report that holds them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.errors import Position


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation.

    `code` is the local name of the shape and of the constraint component: `Visit-destination:MinCount`.
    `severity` is violation, warning or info. `focus` is the IRI of the node, `path` the SPARQL property path,
    `value` the offending term as N-Triples. Where the fact is known: its number, its place in the file that it
    was read from, and the sentence that it was read in.
    """

    code: str
    severity: str
    message: str
    focus: str
    path: str | None
    value: str | None
    shape: str
    component: str
    fact: int | None = None
    position: Position | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All findings about one graph, in a fixed order.

    `conforms` means that nothing stands against publishing: no violation. (The W3C's own `sh:conforms`, in the
    Turtle report, is false for warnings too.)
    """

    conforms: bool
    findings: tuple[Finding, ...] = ()


def report_of(findings: list[Finding]) -> Report:
    """The report of some findings: sorted, each once."""
    kept = sorted(set(findings), key=lambda f: (f.focus, f.code, f.path or "", f.value or "", f.message))
    return Report(all(finding.severity != "violation" for finding in kept), tuple(kept))


def code_of(shape: str, component: str) -> str:
    """The code of a finding, from the IRIs of the shape and of the component.

    >>> code_of("https://w3id.org/news-facts/shapes#Visit-visitor", "http://www.w3.org/ns/shacl#MinCountConstraintComponent")
    'Visit-visitor:MinCount'
    """
    return f"{_local(shape)}:{_local(component).removesuffix('ConstraintComponent')}"


def finding_dict(finding: Finding) -> dict[str, object]:
    """A finding as plain values, for JSON."""
    return {key: value for key, value in asdict(finding).items() if value is not None}


def _local(iri: str) -> str:
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2]
