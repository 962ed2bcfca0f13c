"""A writer for the tests of faults: publishes, rolls back, retracts, purges, backs up and prunes at random, for ever.

Arguments: the store, a seed, and a folder for backups. Says on stdout what was acknowledged: the generation, what was
done, and to which article or folder.
"""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreError
from kg.store import ArticleChange, Retention, Store, change, open_store
from kg.store.snapshot import open_ledger
from kg.vocab import rdf, schema
from tests.store.samples import IRIS, NOW, article, claims_of, quads_of

ARTICLES = 6
DOINGS = ["publish"] * 4 + ["rollback", "rollback", "retract", "purge", "undo", "backup", "prune"]


def word_of(node: NamedNode) -> str:
    """A word that only this article uses; a compressor keeps it as it is."""
    return f"Wyqz{node.value.rsplit('/', 1)[-1]}"


def said(number: int, edition: int) -> ArticleChange:
    """What an article says in one of its editions."""
    node, word = article(number), word_of(article(number))
    source = IRIS.own_entity(node, word)
    claims = [*claims_of(f"Okoye {edition % 3}"), Triple(source, rdf.type, schema.Person)]
    claims.append(Triple(source, schema.name, Literal(word)))
    return change(node, IRIS.graph(node), quads_of(number, f"{word} {edition}"), claims, day="2026-03-01")


def main() -> None:
    """Go on until killed."""
    store, dice, backups = (
        open_store(Path(sys.argv[1]), create=True),
        random.Random(int(sys.argv[2])),
        Path(sys.argv[3]),
    )
    if store.retention() == Retention():
        store.keep(Retention(3))
    first = newest_of(store) if store.tombstones() else 0
    for edition in itertools.count():
        what = dice.choice(DOINGS)
        about = do(what, store, dice, first + edition // 20, edition, backups)
        print(store.history()[0].number, what, about, flush=True)


def newest_of(store: Store) -> int:
    """The number of the newest article that the store ever had and has not purged."""
    with open_ledger(store.path) as ledger:  # once: to ask the store of each number took seconds
        kept = {iri for (iri,) in ledger.rows("SELECT iri FROM article JOIN revision ON article.id = revision.article")}
    return max((number for number in range(10_000) if article(number).value in kept), default=0)


def do(what: str, store: Store, dice: random.Random, first: int, edition: int, backups: Path) -> str:
    """Do one thing; gives what it was done to, or `-`."""
    buried = {each.article for each in store.tombstones() if not each.purged}
    if what == "publish":
        changes = [said(first + number, edition) for number in dice.sample(range(ARTICLES), 2)]
        store.publish(changes, now=NOW)
    elif what == "rollback":
        store.roll_back(dice.choice([None, *(info.number for info in store.history())]), now=NOW)
    elif what in ("retract", "purge") and (live := sorted(store.digests())):
        node = NamedNode(dice.choice(live))
        store.retract(node, "Published by mistake.", now=NOW, purge=what == "purge")
        return node.value
    elif what == "undo" and buried:
        store.reinstate(dice.choice(sorted(buried, key=str)), now=NOW)
    elif what == "backup":
        target = backups / f"{sys.argv[2]}-{edition}"
        try:
            store.back_up(target, now=NOW)
        except StoreError as error:
            if "is being purged" not in str(error):  # by one who was killed: the next publish ends it
                raise
            return "-"
        return str(target)
    elif what == "prune":
        store.keep(Retention(dice.randrange(1, 5), bytes=dice.choice([None, 300_000])))
    return "-"


if __name__ == "__main__":
    main()
