"""A purge: what a retracted article said is erased, wherever the store has it.

First comes a generation without the article, loaded into a new database, because Oxigraph keeps the strings of what was
removed. Once that is current, the rest is erased. Each step may be done again, so a writer that was killed is followed
by one that finishes; the rows of the ledger go last.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from kg.errors import StoreLockedError
from kg.store import folder
from kg.store.archive import Place, blank, read_texts
from kg.store.drafts import Draft
from kg.store.indexing import remove
from kg.store.ledger import Ledger
from kg.store.lock import writer_lock
from kg.store.rebuilding import no_rebuilt
from kg.store.tombstones import LEFT


def write_anew(root: Path, draft: Draft) -> None:
    """Load a draft's quads into a new database, which has nothing of what was removed."""
    path = folder.temporary(root)
    path.mkdir()
    fresh = pyoxigraph.Store(path / folder.OXIGRAPH)
    fresh.bulk_extend(draft.store.quads_for_pattern(None, None, None, None))
    old, draft.path, draft.store = draft.path, path, fresh
    shutil.rmtree(old, ignore_errors=True)  # the draft's context removes what the engine's threads still write


def own_links(root: Path, ledger: Ledger, articles: Iterable[str]) -> set[str]:
    """The IRIs that were linked to others and stand in these articles alone: a link would keep the name in them."""
    old = {iri for (iri,) in ledger.rows("SELECT DISTINCT old FROM link")}
    rows = ledger.rows(
        "SELECT DISTINCT iri IN (SELECT value FROM json_each(:iris)), segment, start, length FROM revision"
        " JOIN article ON article.id = revision.article WHERE segment IS NOT NULL",
        iris=json.dumps(list(articles)),
    )
    own, others = ([Place(*place) for theirs, *place in rows if theirs == wanted] for wanted in (1, 0))
    found = {iri for text in read_texts(root, own if old else ()) for iri in old if f"<{iri}>" in text}
    for text in read_texts(root, others if found else ()):
        found -= {iri for iri in found if f"<{iri}>" in text}
        if not found:
            break
    return found


def finish_purges(root: Path, ledger: Ledger, current: int) -> None:
    """Erase what is left of purged articles; the ledger has a new transaction then. Does nothing where nothing is."""
    articles = {iri for (iri,) in ledger.rows(f"SELECT iri FROM article WHERE id IN ({LEFT})")}
    if not articles:
        return
    with no_rebuilt(root):
        for iri in own_links(root, ledger, articles):
            ledger.run("DELETE FROM link WHERE old = :iri", iri=iri)
        ledger.commit()  # as long as the history can say which they are
        ledger.begin()
        _remove_reports(root, articles)
        remove(root)  # the index is made anew from what is published
        _remove_parts(root)
        for number in folder.generations(root):
            if number != current:
                doomed = folder.temporary(root)
                folder.generation_path(root, number).rename(doomed)
                shutil.rmtree(doomed)
        blank(root, _places(ledger))
        ledger.erase(LEFT)
        ledger.commit()
        ledger.compact()
    ledger.begin()


def _remove_parts(root: Path) -> None:
    """Remove what a killed bulk publish prepared; one that is at work removes it itself in the end."""
    parts = root / folder.PARTS
    if parts.is_dir():
        with contextlib.suppress(StoreLockedError), writer_lock(parts):
            shutil.rmtree(parts)


def _places(ledger: Ledger) -> list[Place]:
    rows = ledger.rows(f"SELECT segment, start, length FROM revision WHERE segment IS NOT NULL AND article IN ({LEFT})")
    return [Place(*row) for row in rows]


def _remove_reports(root: Path, articles: set[str]) -> None:
    for path in (root / folder.REJECTED).glob("*.json"):
        try:
            article = json.loads(path.read_text("utf-8")).get("article")
        except (ValueError, AttributeError):  # cut or edited: nobody can tell whose it is
            article = None
        if article is None or article in articles:
            path.unlink()
