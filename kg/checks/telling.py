"""Says in words what stands in a store: names, papers, the words behind an assertion."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.checks.findings import Side
from kg.descriptions.names import BROAD, spoken
from kg.store.interface import AnySnapshot
from kg.views import has, nodes, subjects, text, values
from kg.vocab import NF, nf, oa, prov, rdf, schema

_ENTITIES = ("visitor", "destination", "participant", "party", "person", "organization", "member", "group", "target")
_LITERALS = ("kind", "post", "subject", "date")


def name_of(snapshot: AnySnapshot, entity: NamedNode) -> str:
    """The name by which an entity is called, else its IRI."""
    named = (quad.object for quad in snapshot.match(entity, schema.name, None, snapshot.iris.entities_graph))
    return next((each.value for each in named if isinstance(each, Literal)), entity.value)


def type_of(snapshot: AnySnapshot, situation: NamedNode) -> str:
    """What kind of situation it is, in words: visit, office holding; of a type of one's own the end of its IRI."""
    kinds = nodes(snapshot, situation, rdf.type)
    return spoken(next((each for each in kinds if each not in BROAD), situation).value)


def about(snapshot: AnySnapshot, situation: NamedNode) -> str:
    """What a situation is about, in a line: `visit: Ana Okoye, Kesmark, 2031-03-25`."""
    first = [each for local in _ENTITIES for each in nodes(snapshot, situation, NamedNode(NF + local))]
    involved = [*first, *nodes(snapshot, situation, nf.place), *nodes(snapshot, situation, nf.involves)]
    said = [text(snapshot, situation, NamedNode(NF + local)) for local in _LITERALS]
    if not said[-1]:  # a type of one's own has its day in a property of its own
        said[-1] = text(snapshot, situation, nf.earliestStart)
    named = [name_of(snapshot, each) for each in involved]
    return f"{type_of(snapshot, situation)}: {', '.join(dict.fromkeys(each for each in (*named, *said) if each))}"


def side_of(snapshot: AnySnapshot, assertion: NamedNode, says: str = "") -> Side:
    """An assertion with its paper, its words and whose it is."""
    article = next(iter(nodes(snapshot, assertion, nf.reportedIn)), None)
    source = next(iter(nodes(snapshot, assertion, prov.wasAttributedTo)), None)
    papers = [name_of(snapshot, each) for each in nodes(snapshot, article, schema.publisher)] if article else []
    return Side(
        assertion.value,
        says,
        name_of(snapshot, source) if source else "",
        papers[0] if papers else "",
        _day(snapshot, assertion, article),
        text(snapshot, article, schema.headline) if article else "",
        quote_of(snapshot, assertion),
        has(snapshot, None, nf.disputes, assertion),
    )


def _day(snapshot: AnySnapshot, assertion: NamedNode, article: NamedNode | None) -> str:
    """Since when the paper says so: the day of the article, or of its correction."""
    corrected = article is not None and has(snapshot, article, schema.correction)
    day = text(snapshot, article, schema.dateModified)[:10] if article is not None and corrected else ""
    return day or text(snapshot, assertion, nf.attestedOn)


def quote_of(snapshot: AnySnapshot, assertion: NamedNode) -> str:
    """The words that show the whole of an assertion; where there are several stretches, the first by its IRI."""
    for evidence in nodes(snapshot, assertion, nf.evidence):
        if not values(snapshot, evidence, nf.shows):
            for selector in nodes(snapshot, evidence, oa.hasSelector):
                if words := text(snapshot, selector, oa.exact):
                    return words
    return ""


def word_of(snapshot: AnySnapshot, situation: NamedNode) -> NamedNode | None:
    """The first assertion of a situation, or None where nobody asserts it."""
    return next(iter(subjects(snapshot, nf.asserts, situation)), None)
