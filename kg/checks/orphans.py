"""What is pointed at and is not there, and entities that nobody speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.checks.checked import Checked
from kg.checks.findings import Finding, Side, code_of
from kg.checks.telling import name_of
from kg.store.interface import AnySnapshot
from kg.views import has, nodes
from kg.vocab import dcterms, nf, rdf, schema

_POINTERS = {
    nf.copyOf: "the article that another one copies is not in the store",
    nf.separates: "a decision keeps apart what no article tells any more",
    nf.possiblySameAs: "somebody may be the same as somebody who is not in the store",
    nf.denotes: "an article speaks of somebody of whom nothing is known",
    nf.asserts: "a fact says nothing",
    nf.evidence: "evidence is missing",
    dcterms.isReplacedBy: "an old IRI leads to one of which nothing is known",
}
_REMEDIES = {
    nf.copyOf: "Publish the original, so that its corrections reach the copy.",
    nf.separates: "Take the decision back: kg check --together CODE.",
}


def orphan_findings(store: Checked) -> Iterator[Finding]:
    """Yield each node of the store that is pointed at and says nothing, and each entity that no article mentions."""
    snapshot = store.snapshot
    for term, reason in _POINTERS.items():
        missing: dict[NamedNode, NamedNode] = {}
        for quad in snapshot.match(None, term):
            node, by = quad.object, quad.subject
            if not isinstance(node, NamedNode) or not isinstance(by, NamedNode) or node in missing:
                continue
            if node.value.startswith(snapshot.iris.base) and not has(snapshot, node):
                missing[node] = by
        for node, by in sorted(missing.items(), key=lambda each: each[0].value):
            remedy = _REMEDIES.get(term, "Publish the article again.")
            yield Finding(
                "orphans",
                code_of("orphans", node.value),
                node.value,
                (reason,),
                (Side(by.value, "points at it"),),
                remedy,
            )
    yield from _unmentioned(snapshot)


def _unmentioned(snapshot: AnySnapshot) -> Iterator[Finding]:
    graph = snapshot.iris.entities_graph
    entities = {quad.subject for quad in snapshot.match(None, schema.name, None, graph)}
    for entity in sorted(entities, key=str):
        if isinstance(entity, NamedNode) and not has(snapshot, None, schema.mentions, entity):
            kinds = [each.value for each in nodes(snapshot, entity, rdf.type)]
            name = name_of(snapshot, entity)
            reason = "no article mentions it"
            side = Side(entity.value, ", ".join(kinds))
            yield Finding(
                "orphans", code_of("orphans", entity.value), name, (reason,), (side,), "Report this as a fault of kg."
            )
