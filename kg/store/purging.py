"""A purge: what a retracted article said is erased, wherever the store has it.

First comes a generation without the article, loaded into a new database, because Oxigraph keeps the strings of what was
removed. Once that is current, the rest is erased. Each step may be done again, so a writer that was killed is followed
by one that finishes; the rows of the ledger go last.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph

from kg.store import folder
from kg.store.archive import Place, blank
from kg.store.drafts import Draft
from kg.store.ledger import Ledger
from kg.store.rebuilding import no_rebuilt

# The articles that were purged and of which the ledger still has a revision.
_LEFT = "SELECT article FROM tombstone WHERE purged AND to_gen IS NULL INTERSECT SELECT article FROM revision"


def write_anew(root: Path, draft: Draft) -> None:
    """Load a draft's quads into a new database, which has nothing of what was removed."""
    path = folder.temporary(root)
    path.mkdir()
    fresh = pyoxigraph.Store(path / folder.OXIGRAPH)
    fresh.bulk_extend(draft.store.quads_for_pattern(None, None, None, None))
    old, draft.path, draft.store = draft.path, path, fresh
    shutil.rmtree(old, ignore_errors=True)  # the draft's context removes what the engine's threads still write


def finish_purges(root: Path, ledger: Ledger, current: int) -> None:
    """Erase what is left of purged articles; the ledger has a new transaction then. Does nothing where nothing is."""
    articles = {iri for (iri,) in ledger.rows(f"SELECT iri FROM article WHERE id IN ({_LEFT})")}
    if not articles:
        return
    with no_rebuilt(root):
        _remove_reports(root, articles)
        (root / folder.SEARCH).unlink(missing_ok=True)  # it is made anew from what is published
        for number in folder.generations(root):
            if number != current:
                doomed = folder.temporary(root)
                folder.generation_path(root, number).rename(doomed)
                shutil.rmtree(doomed)
        blank(root, _places(ledger))
        ledger.erase(_LEFT)
        ledger.commit()
        ledger.compact()
    ledger.begin()


def _places(ledger: Ledger) -> list[Place]:
    rows = ledger.rows(
        f"SELECT segment, start, length FROM revision WHERE segment IS NOT NULL AND article IN ({_LEFT})"
    )
    return [Place(*row) for row in rows]


def _remove_reports(root: Path, articles: set[str]) -> None:
    for path in (root / folder.REJECTED).glob("*.json"):
        if json.loads(path.read_text("utf-8")).get("article") in articles:
            path.unlink()
