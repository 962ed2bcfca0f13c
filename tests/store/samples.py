"""Articles for the tests of the store: small, fictional, and made from a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.iris import Iris
from kg.store import ArticleChange, Snapshot, change, removal
from kg.vocab import rdf, schema, xsd

IRIS = Iris()
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OKOYE = IRIS.shared_entity("Ana Okoye")


def article(number: int) -> NamedNode:
    """The IRI of an article of The Harbour Post."""
    return IRIS.article(url=f"https://harbourpost.example/{number}", publisher=None, id=None, text_digest=None)


def quads_of(number: int, headline: str) -> tuple[Quad, ...]:
    """What an article says."""
    node, graph = article(number), IRIS.graph(article(number))
    return (
        Quad(node, rdf.type, schema.NewsArticle, graph),
        Quad(node, schema.headline, Literal(headline), graph),
        Quad(node, schema.datePublished, Literal("2026-03-01T08:00:00Z", datatype=xsd.dateTime), graph),
        Quad(node, schema.mentions, OKOYE, graph),
    )


def claims_of(*names: str, entity: NamedNode = OKOYE) -> tuple[Triple, ...]:
    """The type and the names that an article gives an entity."""
    return (Triple(entity, rdf.type, schema.Person), *(Triple(entity, schema.name, Literal(name)) for name in names))


def publication(
    number: int, headline: str = "Rain in Valdoria", names: Iterable[str] = ("Ana Okoye",), day: str = "2026-03-01"
) -> ArticleChange:
    """The change that publishes an article which mentions Ana Okoye."""
    node = article(number)
    return change(node, IRIS.graph(node), quads_of(number, headline), claims_of(*names), day=day)


def withdrawal(number: int) -> ArticleChange:
    """The change that takes the article away."""
    return removal(article(number), IRIS.graph(article(number)))


def entity_quads(*names: str) -> set[Quad]:
    """What the graph of entities holds of Ana Okoye: her type, her name and her other names."""
    graph = IRIS.entities_graph
    quads = {Quad(OKOYE, schema.alternateName, Literal(name), graph) for name in names[1:]}
    return {Quad(OKOYE, rdf.type, schema.Person, graph), Quad(OKOYE, schema.name, Literal(names[0]), graph), *quads}


def contents(snapshot: Snapshot) -> set[Quad]:
    """All that a snapshot holds."""
    return set(snapshot.quads())
