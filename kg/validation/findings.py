"""What validation says: findings, each with a stable code, and the report that holds them."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kg.errors import Position
from kg.vocab import SH

# Every blank node: its label means nothing outside the file, and each engine and each reading gives it another.
BLANK = "_:blank"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a validation.

    `code` is the local name of the shape and of the constraint component: `Visit-destination:MinCount`.
    `severity` is violation, warning or info (another severity of a shape: its IRI). `focus` is the IRI of the node
    (of a literal its N-Triples), `path` the SPARQL property path, `value` the offending term as N-Triples; BLANK
    stands for any blank node. Where the fact is known: its number, its place in the file that it was read from,
    and the sentence that it was read in.
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


def finding_of(
    *, shape: str, component: str, severity: str, message: str | None, focus: str, path: str | None, value: str | None
) -> Finding:
    """The finding of one result of an engine: shape, component and severity are IRIs, focus and value N-Triples."""
    return Finding(
        code=code_of(shape, component),
        severity=severity.removeprefix(SH).lower() if severity.startswith(SH) else severity,
        message=message or "",
        focus=focus[1:-1] if focus.startswith("<") else focus,
        path=path,
        value=value,
        shape=shape,
        component=component,
    )


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
