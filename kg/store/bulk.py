"""A bulk publish: very many prepared articles in one new generation, loaded as they lie on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.store import folder
from kg.store.bulk_ledger import new_entities, record_new
from kg.store.drafts import (
    Check,
    Derive,
    Draft,
    apply,
    apply_derived,
    apply_entities,
    apply_vocabulary,
    check_draft,
    finish,
    opened_draft,
)
from kg.store.ledger import Ledger
from kg.store.lock import writer_lock
from kg.store.prepared import Prepared, QuadsOf
from kg.store.values import ArticleChange, Published
from kg.store.writing import storing, utc, vocabulary_of

_ENTITIES = "entities.nq"


def publish_prepared(
    root: Path,
    prepared: Sequence[Prepared],
    others: Iterable[ArticleChange],
    *,
    now: datetime,
    vocabulary: Iterable[Quad] = (),
    check: Check | None = None,
    derive: Derive | None = None,
    wait: float = 0.0,
    keep: int = 10,
) -> Published:
    """Apply prepared changes, no two of one article, and `others` in one new generation, whole or not at all.

    As `kg.store.writing.publish` in all else.
    """
    with storing(root), writer_lock(root, wait):
        current = folder.read_current(root)
        folder.clear_leftovers(root, current)
        with contextlib.closing(Ledger(root / folder.LEDGER, write=True)) as ledger:
            ledger.recover(current)
            parent = folder.read_manifest(folder.generation_path(root, current))
            terms, digest = vocabulary_of(list(vocabulary))
            changed = [each for each in prepared if ledger.digest(each.article) != each.digest]
            others = list(others)
            if not changed and not others and digest in ("", parent.vocabulary):
                return Published(None, unchanged=tuple(each.article for each in prepared))
            with opened_draft(root, parent, ledger, utc(now)) as draft:
                known = ledger.known()
                fresh = [each for each in changed if not draft.links and each.article.value not in known]
                new = {each.article for each in fresh}
                apply(draft, others)
                apply(draft, (each.change() for each in changed if each.article not in new))
                _load(draft, fresh)
                if digest not in ("", parent.vocabulary):
                    apply_vocabulary(draft, terms)
                apply_entities(draft)
                apply_derived(draft, derive)
                check_draft(draft, check)
                finish(root, draft, replace(parent, vocabulary=digest or parent.vocabulary))
        folder.prune(root, draft.generation, keep)
    return Published(
        draft.generation,
        tuple(article for article, gone in draft.changed.items() if not gone),
        tuple(article for article, gone in draft.changed.items() if gone),
        tuple(each.article for each in prepared if each.article not in draft.changed),
    )


def entity_lines(prepared: Iterable[Prepared], graph: NamedNode, scratch: Path) -> Iterator[str]:
    """The graph of entities (N-Quads) that articles come to by themselves; a database in `scratch` is worked with."""
    with contextlib.closing(Ledger(scratch / folder.LEDGER, write=True)) as ledger:
        record_new(ledger.connection, prepared, 1, "")
        yield from new_entities(ledger.connection, graph)


def _load(draft: Draft, fresh: list[Prepared]) -> None:
    """Load articles that the store has never had, with the entities that nobody spoke of before."""
    if not fresh:
        return
    with ThreadPoolExecutor(1) as threads:  # the loader lets go of the interpreter, so the ledger is written beside it
        loading = threads.submit(draft.store.bulk_load, QuadsOf(fresh), RdfFormat.N_QUADS)  # type: ignore[arg-type]
        record_new(draft.ledger.connection, fresh, draft.generation, draft.recorded_at)
        file = draft.path / _ENTITIES
        added = _write(file, new_entities(draft.ledger.connection, draft.iris.entities_graph))
        loading.result()
    draft.store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    file.unlink()
    draft.changed.update((each.article, False) for each in fresh)
    draft.articles += len(fresh)
    draft.quads += sum(each.quads for each in fresh) + added


def _write(path: Path, lines: Iterator[str]) -> int:
    """Write the lines; gives their number."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, line in enumerate(lines, start=1):  # noqa: B007
            file.write(line)
    return count
