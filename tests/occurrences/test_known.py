"""Who knows what articles tell need not read it: what follows is the same."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, Quad

from kg.occurrences import Known, Report, derive, packed, unpacked
from kg.occurrences.reports import read_report
from kg.store import View
from kg.vocab import nf, rdf, schema
from tests.occurrences.world import IRIS, change_of, random_article

TEXT = "sha256:1"


def world(seed: int) -> View:
    """Thirty articles of a small world, some of which have one text."""
    chance, quads = random.Random(seed), pyoxigraph.Store()
    for number in range(30):
        quads.extend(change_of(random_article(chance, number, narrow=False)).quads)
    for quad in sorted(quads.quads_for_pattern(None, rdf.type, schema.NewsArticle), key=str)[::3]:
        if not any(True for _ in quads.quads_for_pattern(quad.subject, nf.textDigest, None, None)):
            quads.add(Quad(quad.subject, nf.textDigest, pyoxigraph.Literal(TEXT), quad.graph_name))
    return View(Path("memory"), quads, IRIS)


def reports(view: View) -> list[Report]:
    found = [read_report(view, graph) for graph in view.graphs()]
    return [each for each in found if each]


@pytest.mark.parametrize("seed", range(3))
def test_a_report_that_was_packed_is_the_same(seed: int) -> None:
    told = reports(world(seed))
    again = [unpacked(packed(each)) for each in told]
    assert again == told
    assert [each.keys for each in again] == [each.keys for each in told]
    assert any(each.keys for each in told)


@pytest.mark.parametrize("seed", range(3))
def test_what_follows_from_known_articles_is_what_follows_from_the_store(seed: int) -> None:
    view = world(seed)
    told = {each.source.article: each for each in reports(view)}
    texts: dict[str, list[NamedNode]] = {}
    for article, each in told.items():
        texts.setdefault(each.source.text, []).append(article)
    known = Known({article: partial(unpacked, packed(each)) for article, each in told.items()}, texts)
    graphs = frozenset(view.graphs())
    wanted = set(derive(view, graphs))
    assert set(derive(view, graphs, known)) == wanted
    assert {quad.predicate for quad, _ in wanted} >= {nf.copyOf, nf.indexKey, nf.joinedBy}


def test_what_others_wrote_into_an_articles_graph_is_passed_over() -> None:
    view = world(0)
    wanted = reports(view)
    quads = pyoxigraph.Store()
    quads.extend(view.quads())
    for situation in [quad for quad in view.quads() if quad.predicate == nf.asserts]:
        node, graph = situation.object, situation.graph_name
        assert isinstance(node, NamedNode)
        quads.add(Quad(node, nf.place, BlankNode("somewhere"), graph))
        quads.add(Quad(BlankNode("nobody"), nf.asserts, node, graph))
        if not any(True for _ in view.match(node, nf.injured)):
            quads.add(Quad(node, nf.injured, pyoxigraph.Literal("twelve"), graph))
    assert reports(View(Path("memory"), quads, IRIS)) == wanted


def test_an_article_that_is_known_is_not_read() -> None:
    view = world(0)
    told = reports(view)
    known = Known({each.source.article: partial(unpacked, packed(each)) for each in told}, {})
    empty = View(Path("memory"), pyoxigraph.Store(), IRIS)
    found = {
        quad.subject for quad, _ in derive(empty, frozenset(view.graphs()), known) if quad.predicate == nf.indexKey
    }
    assert found == {each.source.article for each in told if each.keys}
