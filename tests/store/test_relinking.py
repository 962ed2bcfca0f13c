"""A link puts one IRI in the place of another in one generation, and undoing it leaves no trace but in the ledger."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.serialization import serialize
from kg.store import ArticleChange, Store, View, change, open_store
from kg.store.links import Link, redirects, resolved, substituted
from kg.store.values import digest_of
from kg.vocab import dcterms, nf, rdf, schema
from tests.store.samples import IRIS, NOW, article, contents, withdrawal
from tests.store.test_entities import recomputed

PEOPLE = [IRIS.shared_entity(name) for name in ("Ana Okoye", "A. Okoye", "Ana Maria Okoye", "Marek Tal")]
OKOYE, INITIAL, MARIA, TAL = PEOPLE
WIKIDATA = NamedNode("http://www.wikidata.org/entity/Q900001")
NAMES = ("Ana Okoye", "A. Okoye", "Okoye")


def said(number: int, *people: NamedNode, extra: tuple[Triple, ...] = (), day: str = "2031-03-01") -> ArticleChange:
    """What an article says that mentions some people, each by its own name."""
    node = article(number)
    graph = IRIS.graph(node)
    quads = [Quad(node, rdf.type, schema.NewsArticle, graph)]
    claims: list[Triple] = []
    for person in people:
        mention = IRIS.mint("mention", f"{number}-{person.value.rsplit('/', 1)[-1]}")
        quads += [Quad(node, schema.mentions, person, graph), Quad(mention, nf.denotes, person, graph)]
        quads += [Quad(mention, schema.sameAs, WIKIDATA, graph)] if person == INITIAL else []
        quads += [Quad(mention, nf.possiblySameAs, OKOYE, graph)] if person == MARIA else []
        claims += [Triple(person, rdf.type, schema.Person), Triple(person, schema.name, Literal(NAMES[number % 3]))]
        claims += [Triple(person, schema.sameAs, WIKIDATA)] if person == INITIAL else []
    return change(node, graph, quads, (*claims, *extra), day=day)


def export(store: Store) -> bytes:
    with store.snapshot() as snapshot:
        return b"".join(serialize(snapshot.quads(), "trig", snapshot.prefixes))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as store:
        store.publish([said(1, OKOYE, TAL), said(2, INITIAL), said(3, INITIAL, OKOYE, MARIA)], now=NOW)
        yield store


def quads(store: Store) -> set[Quad]:
    with store.snapshot() as snapshot:
        return contents(snapshot)


def test_a_link_rewrites_every_graph_and_leaves_a_redirect(store: Store) -> None:
    published = store.link(INITIAL, OKOYE, now=NOW)
    assert (published.generation, set(published.changed)) == (2, {article(2), article(3)})
    standing = [quad for quad in quads(store) if INITIAL in (quad.subject, quad.object)]
    assert standing == [Quad(INITIAL, dcterms.isReplacedBy, OKOYE, IRIS.entities_graph)]


def test_the_names_of_both_are_names_of_the_one(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    with store.snapshot() as snapshot:
        names = {quad.object for quad in snapshot.match(OKOYE, schema.name, None, IRIS.entities_graph)}
        others = {quad.object for quad in snapshot.match(OKOYE, schema.alternateName, None, IRIS.entities_graph)}
    assert (names, others) == ({Literal("Ana Okoye")}, {Literal("A. Okoye"), Literal("Okoye")})


@pytest.mark.parametrize("pair", [(INITIAL, OKOYE), (OKOYE, INITIAL), (OKOYE, WIKIDATA), (MARIA, OKOYE)])
def test_unlinking_gives_the_same_bytes_as_before(store: Store, pair: tuple[NamedNode, NamedNode]) -> None:
    before = export(store)
    store.link(*pair, now=NOW)
    assert export(store) != before
    store.unlink(pair[0], now=NOW)
    assert export(store) == before


def test_nothing_is_the_same_as_itself(store: Store) -> None:
    store.link(INITIAL, WIKIDATA, now=NOW)
    store.link(MARIA, OKOYE, now=NOW)
    with store.snapshot() as snapshot:
        assert [quad for quad in snapshot.quads() if quad.subject == quad.object] == []
        assert list(snapshot.match(None, nf.possiblySameAs)) == []
        (mention,) = {quad.subject for quad in snapshot.match(None, schema.sameAs, WIKIDATA, IRIS.graph(article(2)))}
        assert [quad.object for quad in snapshot.match(mention, nf.denotes)] == [WIKIDATA]


def test_what_an_entity_is_the_same_as_stays(store: Store) -> None:
    store.link(WIKIDATA, TAL, now=NOW)
    with store.snapshot() as snapshot:
        assert {quad.object for quad in snapshot.match(INITIAL, schema.sameAs)} == {WIKIDATA}


def test_publishing_the_same_again_after_a_link_changes_nothing(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    assert store.publish([said(2, INITIAL)], now=NOW).generation is None


def test_what_is_published_after_a_link_keeps_to_it(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    store.publish([said(4, INITIAL), said(2, INITIAL, TAL)], now=NOW)
    with store.snapshot() as snapshot:
        assert [quad.object for quad in snapshot.match(article(4), schema.mentions)] == [OKOYE]
        assert {quad.object for quad in snapshot.match(article(2), schema.mentions)} == {OKOYE, TAL}
    store.unlink(INITIAL, now=NOW)
    with store.snapshot() as snapshot:
        assert [quad.object for quad in snapshot.match(article(4), schema.mentions)] == [INITIAL]


def test_a_link_to_what_was_linked_itself_leads_to_the_end(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    store.link(OKOYE, WIKIDATA, now=NOW)
    store.link(MARIA, INITIAL, now=NOW)
    found = [(link.old, link.new) for link in store.links()]
    assert found == [(old.value, new.value) for old, new in ((INITIAL, OKOYE), (OKOYE, WIKIDATA), (MARIA, WIKIDATA))]
    with store.snapshot() as snapshot:
        replaced = {quad.subject: quad.object for quad in snapshot.match(None, dcterms.isReplacedBy)}
    assert replaced == {INITIAL: WIKIDATA, OKOYE: WIKIDATA, MARIA: WIKIDATA}


def test_what_is_one_already_is_not_linked(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    for pair in ((INITIAL, OKOYE), (OKOYE, INITIAL), (TAL, TAL)):
        with pytest.raises(StoreError, match="are one already"):
            store.link(*pair, now=NOW)


def test_what_was_not_linked_is_not_unlinked(store: Store) -> None:
    store.link(INITIAL, OKOYE, now=NOW)
    with pytest.raises(StoreError, match=f"in the place of {INITIAL.value}: unlink that"):
        store.unlink(OKOYE, now=NOW)
    with pytest.raises(StoreError, match="was not linked"):
        store.unlink(TAL, now=NOW)


def test_a_check_that_raises_stops_a_link(store: Store) -> None:
    before, links = export(store), store.links()

    def refuse(view: View, graphs: frozenset[NamedNode]) -> None:
        assert graphs == {IRIS.graph(article(2)), IRIS.graph(article(3))}
        assert any(view.match(INITIAL, dcterms.isReplacedBy))
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        store.link(INITIAL, OKOYE, now=NOW, check=refuse)
    assert (export(store), store.links()) == (before, links)


def test_links_of_a_generation_that_never_became_current_are_taken_back(store: Store) -> None:
    before = export(store)
    store.link(INITIAL, OKOYE, now=NOW)
    (store.path / "CURRENT").write_text("000001\n", "ascii")
    store.publish([said(5, TAL)], now=NOW)
    store.publish([withdrawal(5)], now=NOW)
    assert store.links() == ()
    assert export(store) == before


def supporters(store: Store) -> list[tuple[object, ...]]:
    """Every claim whose count of supporters is not what counting gives."""
    ledger = sqlite3.connect(store.path / "ledger.sqlite")
    try:
        return ledger.execute(
            "SELECT * FROM claim WHERE supporters <> (SELECT count(DISTINCT article) FROM support"
            " WHERE claim = id AND sign = 1 AND to_gen IS NULL)"
        ).fetchall()
    finally:
        ledger.close()


def expected(current: dict[NamedNode, ArticleChange], links: list[Link]) -> set[Quad]:
    """All that the store should hold, from scratch."""
    final = resolved(links)
    stored = {node: substituted(each, final) for node, each in current.items()}
    own = {quad for each in stored.values() for quad in each.quads}
    return own | recomputed(stored) | redirects(links, IRIS.entities_graph)


def random_change(dice: random.Random) -> ArticleChange:
    number, day = dice.randrange(4), f"2031-03-0{dice.randrange(1, 4)}"
    people = dice.sample(PEOPLE, dice.randrange(0, 4))
    if not people:
        return withdrawal(number)
    jobs = [Triple(dice.choice(PEOPLE), schema.jobTitle, Literal("Minister")) for _ in range(dice.randrange(3))]
    given = said(number, *people, extra=tuple(jobs[:1]), day=day)
    refuted = tuple(jobs[1:])
    return replace(given, refutations=refuted, digest=digest_of(given.quads, given.claims, refuted, day))


def run_sequence(seed: int, folder: Path, steps: int = 12) -> None:
    """Publish, withdraw, link and unlink at random, and compare the store with a recomputation after each step."""
    dice, current, links = random.Random(seed), dict[NamedNode, ArticleChange](), list[Link]()
    with open_store(folder, create=True) as store:
        for _ in range(steps):
            step = dice.random()
            if step < 0.5:
                changes = {each.article: each for each in (random_change(dice) for _ in range(dice.randrange(1, 3)))}
                store.publish(changes.values(), now=NOW)
                current = {node: each for node, each in {**current, **changes}.items() if each.quads}
            elif step < 0.8 or not links:
                old, new = dice.sample([*PEOPLE, WIKIDATA], 2)
                final = resolved(links)
                ends = final.get(old.value, old.value), final.get(new.value, new.value)
                if ends[0] != ends[1]:
                    store.link(old, new, now=NOW)
                    links.append(Link(*ends))
            else:
                gone = dice.choice(links)
                store.unlink(NamedNode(gone.old), now=NOW)
                links.remove(gone)
            with store.snapshot() as snapshot:
                held = contents(snapshot)
                assert snapshot.manifest.quads == len(held)
            assert held == expected(current, links)
            assert supporters(store) == []


@pytest.mark.parametrize("seed", range(12))
def test_support_counts_equal_full_recomputation_through_links(seed: int, memory: Path) -> None:
    run_sequence(seed, memory / "store")


@pytest.mark.slow
def test_support_counts_equal_full_recomputation_through_links_at_length(memory: Path) -> None:
    for seed in range(1000, 1300):
        run_sequence(seed, memory / str(seed))
        shutil.rmtree(memory / str(seed))
