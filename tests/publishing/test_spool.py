"""What is put away on disk comes back as it was."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.publishing.spool import Spool
from kg.store import ArticleChange, change, removal
from kg.vocab import schema, xsd


def article(name: str, *texts: str) -> ArticleChange:
    node, graph = NamedNode(f"https://kg.example/article/{name}"), NamedNode(f"https://kg.example/graph/{name}")
    said = [Triple(node, schema.headline, Literal(text)) for text in texts]
    said.append(Triple(node, schema.datePublished, Literal("2031-03-04T09:00:00+01:00", datatype=xsd.dateTime)))
    said.append(Triple(node, schema.about, Literal("Kesmark", language="en")))
    quads = [Quad(t.subject, t.predicate, t.object, graph) for t in said]
    return change(node, graph, quads, said[:1], said[1:], day="2031-03-04")


def test_changes_come_back_as_they_were_in_any_order() -> None:
    changes = [
        article("a", "Rain"),
        article("b", 'two\nlines "quoted"\t\\', "👩\u200d🚒 \x1b\u0085\u2028"),
        article("c"),
    ]
    changes.append(removal(NamedNode("https://kg.example/article/d"), NamedNode("https://kg.example/graph/d")))
    with Spool() as spool:
        kept = [spool.keep(each) for each in changes]
        assert [spool.change(each) for each in reversed(kept)] == changes[::-1]
        again = spool.keep(changes[0])
        assert spool.change(again) == changes[0]
    assert [each.digest for each in kept] == [each.digest for each in changes]
