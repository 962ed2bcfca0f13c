"""What a graph that is written as RDF may say of the vocabulary, and of the nodes that kg makes from facts.

What kg says of its nodes follows from facts with evidence, and the guard lets through only what is said for certain. A
written graph could say the same without: of the node itself, by an axiom, or through a node of its own. Each rule looks
at one triple, so that several graphs together say no more than each of them may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pyoxigraph import NamedNode, Triple

from kg.errors import KgError
from kg.iris import Iris
from kg.schema import Schema
from kg.store import View
from kg.views import has
from kg.vocab import NF, OA, ORG, OWL, PROV, RDF, RDFS, SHAPES, rdf, rdfs

# Schema.org stands under either scheme, and both are met.
_SCHEMA_ORG = re.compile(r"https?://(?:www\.)?schema\.org/", re.IGNORECASE)
_OF_DATA = (NF.rstrip("#"), SHAPES, PROV, OA, ORG)
_OF_AXIOMS = (RDF, RDFS, OWL)
_AXIOMS = frozenset((rdfs.subClassOf, rdfs.subPropertyOf, rdfs.domain, rdfs.range, rdf.first))  # rdf:first of a union
# Schema.org's words that say of their object what kg says only of what is certain: a post, a membership, an event.
_TURNED = re.compile(r"(employee|member|event|subEvent)s?|superEvent|recordedAt")
_PLAIN = frozenset(("jobTitle", "worksFor", "memberOf"))
_PLAIN_TURNED = frozenset(("employee", "employees", "member", "members"))


class OwnGraphError(KgError):
    """What only kg itself writes: a graph, the vocabulary, or what follows from facts."""


def verify_sayable(graph: NamedNode, triples: Iterable[Triple], iris: Iris, types: Schema) -> None:
    """Raise OwnGraphError for a triple that says anything of the vocabulary, or of a node of kg's in its words."""
    rules = _Rules(iris, types)
    for triple in triples:
        if reason := rules.against(triple):
            raise OwnGraphError(_said(graph, triple, reason))


def verify_unclaimed(graph: NamedNode, triples: Iterable[Triple], view: View) -> None:
    """Raise OwnGraphError for a plain post or membership of somebody with another authority's IRI whom facts name."""
    for triple in triples:
        name = _of_schema_org(triple.predicate)
        node = triple.subject if name in _PLAIN else triple.object if name in _PLAIN_TURNED else None
        if isinstance(node, NamedNode) and has(view, node, graph=view.iris.entities_graph):
            raise OwnGraphError(_said(graph, triple, _of_made(node)))


def _said(graph: NamedNode, triple: Triple, reason: str) -> str:
    return f"{graph.value} says {triple.subject} {triple.predicate} {triple.object}: {reason}"


class _Rules:
    """The rules, for one store and one ontology."""

    def __init__(self, iris: Iris, types: Schema) -> None:
        self._made = tuple(iris.prefixes().values())
        self._terms = types.once(_Rules, lambda: frozenset(each.subject for each in types.vocabulary))

    def against(self, triple: Triple) -> str:
        """Why a triple is not taken; empty where it is."""
        subject, predicate, object = triple.subject, triple.predicate, triple.object
        if self._is_term(subject) or _stands_in(subject, _OF_AXIOMS):
            return _of_vocabulary(subject)
        axiom, made = _is_axiom(predicate), self._is_made(subject) or self._is_made(object)
        if axiom and (self._is_term(object) or object == rdf.type or _is_axiom(object)):
            return _of_vocabulary(object)
        if made and axiom:
            return "which is which among the nodes that kg makes is for `same_as` in a fact file, or `kg link`, to say"
        if self._is_made(subject) and (predicate == rdf.type or self._is_term(predicate)):
            return _of_made(subject)
        if self._is_made(object) and _TURNED.fullmatch(_of_schema_org(predicate)):
            return _of_made(object)
        return ""

    def _is_term(self, term: Any) -> bool:
        return term in self._terms or _stands_in(term, _OF_DATA) or bool(_of_schema_org(term))

    def _is_made(self, term: Any) -> bool:
        return _stands_in(term, self._made)


def _stands_in(term: Any, namespaces: tuple[str, ...]) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(namespaces)


def _of_schema_org(term: Any) -> str:
    """The local name of a term of schema.org, however it is spelled; empty for any other."""
    found = _SCHEMA_ORG.match(term.value) if isinstance(term, NamedNode) else None
    return found.string[found.end() :] if found else ""


def _is_axiom(term: Any) -> bool:
    """Whether a property says something of classes, properties or which node is which: those of OWL begin small."""
    of_owl = _stands_in(term, (OWL,)) and term.value.removeprefix(OWL)[:1].islower()
    return of_owl or term in _AXIOMS or _of_schema_org(term) == "sameAs"


def _of_vocabulary(term: Any) -> str:
    return f"{term} is of the vocabulary, which is not written here; give ontology files to `kg publish --ontology`"


def _of_made(node: Any) -> str:
    return (
        f"what {node} is, and all that the vocabulary and schema.org say of it, follows from a fact with its evidence;"
        " publish a fact file. Notes in other words, rdfs:comment or dcterms:subject, may be written"
    )
