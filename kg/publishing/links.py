"""Joins the store and linking: what may be one in a store, and the links that a person accepts or undoes."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.iris import Iris, is_web_address
from kg.linking import Candidate, Proposal, may_be_one, preferred, propose
from kg.linking.proposals import MERGE
from kg.linking.reconciliation import Endpoint, reconcile
from kg.occurrences import derive
from kg.schema import Schema
from kg.store import Published, Store, View
from kg.store.interface import AnySnapshot
from kg.store.links import resolved
from kg.validation import Validator, finding_text
from kg.vocab import nf, rdf, schema

_TIES = ((nf.person, nf.post), (nf.person, nf.organization), (nf.member, nf.group))


@dataclass(frozen=True, slots=True)
class Linked:
    """What accepting a link did: the entity that stays, the one that gave way, and the new generation."""

    keep: Candidate
    replaced: Candidate
    published: Published


def propose_links(store: Store, types: Schema, others: Iterable[Candidate] = (), least: float = 0.4) -> list[Proposal]:
    """What may be one in a store, and who are namesakes; `others` are entities of authorities to compare with."""
    with store.snapshot() as snapshot:
        return propose_in(snapshot, types, others, least)


def propose_in(
    snapshot: AnySnapshot, types: Schema, others: Iterable[Candidate] = (), least: float = 0.4
) -> list[Proposal]:
    """The same, of one generation."""
    return propose((*held_candidates(snapshot, types), *others), types, snapshot.iris, least)


def held_candidates(snapshot: AnySnapshot, types: Schema) -> list[Candidate]:
    """Every entity of a store as a candidate, in the order of their IRIs."""
    graph, name_of = snapshot.iris.entities_graph, {iri: name for name, iri in types.entity_types.items()}
    classes: dict[str, list[str]] = {}
    for quad in snapshot.match(None, rdf.type, None, graph):
        if isinstance(quad.subject, NamedNode) and (name := name_of.get(_text(quad.object))):
            classes.setdefault(quad.subject.value, []).append(name)
    said = {
        term: _objects(snapshot, term, graph)
        for term in (schema.name, schema.alternateName, schema.sameAs, schema.jobTitle)
    }
    articles, possible, ties = _subjects(snapshot, schema.mentions), _possible(snapshot), _ties(snapshot)
    found = []
    for iri, its in sorted(classes.items()):
        names = (*said[schema.name].get(iri, ()), *said[schema.alternateName].get(iri, ()))
        kinds = tuple(sorted(its, key=lambda name: (-len(types.subclasses[types.entity_types[name]]), name)))
        if names:
            found.append(
                Candidate(
                    iri,
                    kinds[0],
                    names,
                    same_as=frozenset(said[schema.sameAs].get(iri, ())),
                    ties=frozenset({*ties.get(iri, ()), *said[schema.jobTitle].get(iri, ())}),
                    articles=frozenset(articles.get(iri, ())),
                    possibly=frozenset(possible.get(iri, ())),
                    types=kinds,
                )
            )
    return found


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _objects(snapshot: AnySnapshot, term: NamedNode, graph: NamedNode | None = None) -> dict[str, tuple[str, ...]]:
    """The objects of a property by their subjects, in code-point order."""
    found: dict[str, set[str]] = {}
    for quad in snapshot.match(None, term, None, graph):
        found.setdefault(_text(quad.subject), set()).add(_text(quad.object))
    return {subject: tuple(sorted(objects)) for subject, objects in found.items()}


def _subjects(snapshot: AnySnapshot, term: NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in snapshot.match(None, term):
        found.setdefault(_text(quad.object), set()).add(_text(quad.subject))
    return found


def _possible(snapshot: AnySnapshot) -> dict[str, set[str]]:
    """What each entity is possibly the same as, as articles say it."""
    denoted = _objects(snapshot, nf.denotes)
    found: dict[str, set[str]] = {}
    for mention, others in _objects(snapshot, nf.possiblySameAs).items():
        for iri in denoted.get(mention, ()):
            found.setdefault(iri, set()).update(others)
    return found


def _ties(snapshot: AnySnapshot) -> dict[str, set[str]]:
    """The posts, organisations and groups that situations give to each entity."""
    found: dict[str, set[str]] = {}
    for holder, held in _TIES:
        situations = _objects(snapshot, held)
        for situation, people in _objects(snapshot, holder).items():
            for person in people:
                found.setdefault(person, set()).update(situations.get(situation, ()))
    return found


def accept_links(
    store: Store,
    pairs: Iterable[tuple[str, str]],
    types: Schema,
    validator: Validator,
    *,
    now: datetime,
    others: Iterable[Candidate] = (),
) -> Iterator[Linked]:
    """Merge each pair of entities of which the store has one or both; the IRI that stays is what `preferred` says.

    One generation a pair, so that each can be undone by itself. Raises KgError where the store has neither, where they
    are of kinds that cannot be one, and where an article would not conform any more; what was merged before stays so.
    """
    with store.snapshot() as snapshot:
        known = {each.iri: each for each in (*others, *held_candidates(snapshot, types))}
        iris = snapshot.iris

    def check(view: View, graphs: frozenset[NamedNode]) -> None:
        _check(view, graphs, validator)

    for one, other in pairs:
        keep, replaced = _pair(known, *_ends(store, one, other), iris)
        source = "UnnamedSource" in (keep.type, replaced.type)
        if not source and not may_be_one(keep.type, replaced.type, types):
            raise KgError(f"{keep.name} is a {keep.type} and {replaced.name} a {replaced.type}: they cannot be one")
        published = store.link(NamedNode(replaced.iri), NamedNode(keep.iri), now=now, check=check, derive=derive)
        yield Linked(keep, replaced, published)


def undo_link(store: Store, old: NamedNode, *, now: datetime) -> Published:
    """Undo the link of `old`, and all that followed from it. Raises StoreError where it was not linked."""
    return store.unlink(old, now=now, derive=derive)


def _ends(store: Store, one: str, other: str) -> tuple[str, str]:
    """The IRIs that stand for two now, which may have given their place away."""
    final = resolved(store.links())
    ends = final.get(one, one), final.get(other, other)
    if ends[0] == ends[1]:
        raise KgError(f"{one} and {other} are one already")
    return ends


def _pair(known: dict[str, Candidate], one: str, other: str, iris: Iris) -> tuple[Candidate, Candidate]:
    held = [iri for iri in (one, other) if iri in known and known[iri].articles]
    if not held:
        raise KgError(f"no article of this store speaks of {one} or of {other}")
    if len(held) == 1:
        alone = known[held[0]]
        iri = other if alone.iri == one else one
        if not is_web_address(iri):
            raise KgError(f"{iri} is no IRI: one begins with http:// or https:// and has no spaces")
        known = {iri: Candidate(iri, alone.type, alone.names), **known}
    return preferred(known[one], known[other], iris)


def pairs_of_codes(
    store: Store, codes: Iterable[str], types: Schema, others: Iterable[Candidate] = ()
) -> list[tuple[str, str]]:
    """The two IRIs that the code of each proposal stands for. Raises KgError where there is no such merge proposed."""
    proposed = {each.code: each for each in propose_links(store, types, others, 0)}
    return [_pair_of(proposed.get(code), code, store) for code in dict.fromkeys(codes)]


def _pair_of(found: Proposal | None, code: str, store: Store) -> tuple[str, str]:
    if found is None:
        place = shlex.quote(store.place)
        raise KgError(f"there is no proposal {code} now; `kg link --store {place}` lists them, with the same options")
    if found.kind != MERGE:
        pair = shlex.join((found.keep, found.replace, "--store", store.place))
        raise KgError(
            f"{code} points out namesakes; to merge them all the same give both IRIs: kg link --accept {pair}"
        )
    return found.keep, found.replace


def reconciled(store: Store, types: Schema, endpoint: Endpoint) -> list[Candidate]:
    """What an endpoint knows under the names of a store's entities."""
    with store.snapshot() as snapshot:
        return reconcile(held_candidates(snapshot, types), endpoint, types, snapshot.iris)


def _check(view: View, graphs: frozenset[NamedNode], validator: Validator) -> None:
    """Refuse a link after which an article would not conform."""
    for graph in sorted(graphs, key=str):
        triples = [quad.triple for quad in view.quads(graph)]
        met = {term for t in triples for term in (t.subject, t.object) if isinstance(term, NamedNode)}
        report = validator.validate((*triples, *view.context(sorted(met, key=str))))
        wrong = [finding for finding in report.findings if finding.severity == "violation"]
        if wrong:
            raise KgError(
                f"this link was not made, because an article would not conform any more:\n{finding_text(wrong[0])}"
            )
