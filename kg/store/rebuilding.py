"""A generation made anew from the ledger and the history alone: it holds what the one that was published held."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.iris import Iris
from kg.store import folder
from kg.store.archive import Place, change_of, quads_of, read_texts
from kg.store.chronicle import created, held
from kg.store.drafts import (
    FEW,
    Derive,
    Draft,
    apply,
    apply_bulk,
    apply_derived,
    apply_entities,
    apply_graph,
    apply_vocabulary,
    finish,
)
from kg.store.folder import Manifest
from kg.store.ledger import Ledger
from kg.store.links import Link, redirects, resolved
from kg.store.tombstones import hidden, read_tombstones, set_tombstone, tombstone_quads
from kg.store.values import Tombstone


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rebuilt generation is made of; articles that were retracted since are not in it."""

    generation: int
    created: str
    places: tuple[Place, ...]
    links: tuple[Link, ...]
    tombstones: tuple[Tombstone, ...]
    vocabulary: str
    vocabulary_place: Place | None


def planned(ledger: Ledger, generation: int, current: int) -> Plan:
    """What a generation is to be made of, as seen from the current one. Raises StoreError where there was none."""
    gone = hidden(ledger, generation, current)
    away = {each.article for each in gone}
    standing = {each.article: each for each in (*read_tombstones(ledger, generation), *gone)}
    places = [each.place for each in held(ledger, generation) if each.place and each.article not in away]
    return Plan(
        generation,
        created(ledger, generation),
        tuple(sorted(places)),
        ledger.links(generation),
        tuple(standing.values()),
        *ledger.vocabulary(generation),
    )


def rebuild(root: Path, target: Path, plan: Plan, base: str, derive: Derive | None = None) -> None:
    """Make at `target`, a folder that is not there yet, a store whose only generation is the planned one.

    Raises StoreError where the history of `root` is damaged.
    """
    (target / folder.GENERATIONS).mkdir(parents=True)
    with contextlib.closing(Ledger(target / folder.LEDGER, write=True)) as ledger:
        path = folder.temporary(target)
        path.mkdir()
        parent = Manifest(plan.generation - 1, None, plan.created, base, "", "", 0, 0, "", {})
        store, iris = pyoxigraph.Store(path / folder.OXIGRAPH), Iris(base)
        draft = Draft(path, store, ledger, iris, parent, plan.created, plan.generation, links=resolved(plan.links))
        draft.vocabulary = plan.vocabulary
        del store
        try:
            _fill(root, draft, plan)
            apply_derived(draft, derive)
            finish(target, draft)
        finally:
            draft.close()


def _fill(root: Path, draft: Draft, plan: Plan) -> None:
    changes = map(change_of, read_texts(root, plan.places))
    (apply if len(plan.places) < FEW else apply_bulk)(draft, changes)
    if plan.vocabulary_place:
        terms = {quad for text in read_texts(root, [plan.vocabulary_place]) for quad in quads_of(text)}
        apply_vocabulary(draft, terms, plan.vocabulary)
    apply_entities(draft)
    entities, buried = draft.iris.entities_graph, draft.iris.tombstones_graph
    for link in plan.links:
        draft.ledger.add_link(link, draft.generation)
    lead = redirects(plan.links, entities)
    draft.store.extend(lead)
    draft.quads += len(lead)
    for tombstone in plan.tombstones:
        set_tombstone(draft.ledger, tombstone, draft.generation)
    apply_graph(draft, buried, tombstone_quads(plan.tombstones, buried))


@contextlib.contextmanager
def rebuilt_lock(root: Path) -> Iterator[Path]:
    """The folder of rebuilt generations, for one process at a time; what a killed one left in it is removed."""
    path = root / folder.AS_OF
    path.mkdir(exist_ok=True)
    descriptor = os.open(path / folder.LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        for each in path.glob(f"{folder.TEMPORARY}*"):
            shutil.rmtree(each)
        yield path
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def no_rebuilt(root: Path) -> Iterator[None]:
    """Remove every rebuilt generation, and let nobody make one as long as the context lasts."""
    if not (root / folder.AS_OF).exists():
        yield
        return
    with rebuilt_lock(root) as path:
        for each in path.iterdir():
            if each.is_dir():
                each.rename(doomed := path / f"{folder.TEMPORARY}{each.name}")
                shutil.rmtree(doomed)
        yield
