"""Facts that contradict each other, and facts that a correction has put in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from kg.checks.checked import Checked
from kg.checks.findings import Finding, code_of
from kg.checks.telling import about, name_of, side_of
from kg.store.interface import AnySnapshot
from kg.views import nodes, text, values
from kg.vocab import NF, nf, rdf, schema

_HOLDER = NF + "conflict-holder"


def conflict_findings(store: Checked) -> Iterator[Finding]:
    """Yield the contradictions: all of one kind about one happening together, with what each side says."""
    snapshot = store.snapshot
    yield from contradictions(snapshot, "conflicts", lambda kind: kind != _HOLDER)


def contradictions(snapshot: AnySnapshot, name: str, wanted: Callable[[str], bool]) -> Iterator[Finding]:
    """Yield the contradictions of the kinds that are wanted (a function of the kind's IRI)."""
    groups: dict[tuple[str, str], list[NamedNode]] = {}
    for quad in snapshot.match(None, rdf.type, nf.Conflict):
        node = quad.subject
        if isinstance(node, NamedNode) and wanted(kind := text(snapshot, node, nf.conflictKind)):
            groups.setdefault((_subject(snapshot, node), kind), []).append(node)
    for (subject, kind), found in sorted(groups.items()):
        said = {each: None for node in found for each in nodes(snapshot, node, nf.between)}
        sides = [side_of(snapshot, each, _says(snapshot, each, kind)) for each in said]
        sides.sort(key=lambda side: (side.says, side.day, side.paper, side.iri))
        first = min(said, key=lambda each: (text(snapshot, each, nf.attestedOn), each.value))
        situation = nodes(snapshot, first, nf.asserts)[0]
        reasons = sorted({text(snapshot, node, nf.reason) for node in found})
        yield Finding(
            name,
            code_of(name, subject, kind),
            about(snapshot, situation),
            tuple(reasons),
            tuple(sides),
            "Both stand until a paper corrects itself; correct your own fact file if it is wrong.",
        )


def _subject(snapshot: AnySnapshot, conflict: NamedNode) -> str:
    """What a contradiction is about: the happening of its sides, else the sides themselves."""
    situations = [each for word in nodes(snapshot, conflict, nf.between) for each in nodes(snapshot, word, nf.asserts)]
    joined = sorted({each.value for situation in situations for each in nodes(snapshot, situation, nf.occurrence)})
    return joined[0] if joined else " ".join(sorted(each.value for each in situations))


def _says(snapshot: AnySnapshot, assertion: NamedNode, kind: str) -> str:
    """What a side says of what they differ on."""
    (situation, *_) = nodes(snapshot, assertion, nf.asserts)
    local = kind.removeprefix(NF + "conflict-")
    if local in ("deaths", "injured"):
        bound = text(snapshot, situation, NamedNode(f"{NF}{local}Bound")).removeprefix(f"{NF}bound-").replace("-", " ")
        return f"{bound} {text(snapshot, situation, NamedNode(NF + local))}".lstrip()
    if local == "denied":
        return "no" if text(snapshot, assertion, nf.polarity) == nf.polarity_negative.value else "yes"
    if local == "place":
        return ", ".join(name_of(snapshot, each) for each in nodes(snapshot, situation, nf.place))
    if local == "date":
        return text(snapshot, situation, nf.earliestStart)
    if local == "status":
        return text(snapshot, assertion, nf.status).removeprefix(NF + "status-")
    if local == "tenure":
        return text(snapshot, situation, nf.tenure).removeprefix(NF + "tenure-")
    return ", ".join(name_of(snapshot, each) for each in nodes(snapshot, situation, nf.person))


def dispute_findings(store: Checked) -> Iterator[Finding]:
    """Yield the facts that rested on what was corrected since, and that nobody has reviewed."""
    snapshot = store.snapshot
    found: dict[NamedNode, list[NamedNode]] = {}
    for quad in snapshot.match(None, nf.disputes):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            found.setdefault(quad.object, []).append(quad.subject)
    for assertion, disputes in sorted(found.items(), key=lambda each: each[0].value):
        articles = {each for node in disputes for each in nodes(snapshot, node, nf.disputedBecause)}
        reasons = {each.value for node in disputes for each in values(snapshot, node, nf.reason)}
        reasons |= {f"corrected: {_headline(snapshot, each)}" for each in articles}
        situations = nodes(snapshot, assertion, nf.asserts)
        yield Finding(
            "disputes",
            code_of("disputes", assertion.value),
            about(snapshot, situations[0]) if situations else assertion.value,
            tuple(sorted(reasons)),
            (side_of(snapshot, assertion),),
            "Review it: publish its fact file with reviewed_by, and reviewed_on after the day of the correction.",
        )


def _headline(snapshot: AnySnapshot, article: NamedNode) -> str:
    papers = ", ".join(name_of(snapshot, each) for each in nodes(snapshot, article, schema.publisher))
    when = text(snapshot, article, schema.dateModified)[:10] or text(snapshot, article, schema.datePublished)[:10]
    return f"{text(snapshot, article, schema.headline)} ({papers}, {when})"
