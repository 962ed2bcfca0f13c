"""Joins the stages: reads inputs, lets the gate decide, and publishes what conforms in one generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path

from kg.publishing.batches import Batch
from kg.publishing.chunks import MANY, Chunk, chunks_of
from kg.publishing.drafts import draft_files
from kg.publishing.files import publish_to_files
from kg.publishing.gate import Gate, Review, Rules
from kg.publishing.inputs import ending_of, find_files, kind_of, read_inputs
from kg.publishing.many import Progress, publish_many
from kg.publishing.outcomes import Outcome, Summary, checked_safely, counts, outcome_of
from kg.publishing.parts import Job, make_part
from kg.publishing.pool import make_parts, part_name, processors
from kg.publishing.reports import keep_report
from kg.publishing.revisions import revision_of
from kg.publishing.spool import Kept, Spool
from kg.publishing.texts import Texts
from kg.publishing.verdicts import Verdict, validate_files
from kg.publishing.vocabulary import vocabulary_quads
from kg.store import Store

__all__ = [
    "MANY",
    "Chunk",
    "Gate",
    "Job",
    "Outcome",
    "Progress",
    "Review",
    "Rules",
    "Summary",
    "Texts",
    "Verdict",
    "chunks_of",
    "counts",
    "draft_files",
    "ending_of",
    "find_files",
    "kind_of",
    "make_part",
    "make_parts",
    "part_name",
    "processors",
    "publish",
    "publish_many",
    "publish_to_files",
    "validate_files",
    "vocabulary_quads",
]

Listener = Callable[[Outcome], None]


def publish(
    paths: Iterable[Path], store: Store, gate: Gate, texts: Texts, *, now: datetime, listen: Listener | None = None
) -> Summary:
    """Publish the articles and fact files at `paths` into one new generation of the store.

    What does not conform is left out and its report is kept in the store's `rejected/`. Of several revisions of one
    article, one in the store included, curated facts count before extracted ones, and then the newest. A text that
    comes without an address is the article that has the same text and one. `listen` hears of each article as soon as
    it is checked. Raises StoreError where the store cannot be written; then nothing
    was published.
    """
    with Spool() as spool:
        with store.snapshot() as held:
            batch = Batch(store.digests(), held, gate.rules)
            for path in paths:
                for given in read_inputs(path, gate.types, texts):
                    given, checked = checked_safely(given, gate)
                    outcome = batch.take(outcome_of(given, checked), revision_of(given, checked, spool))
                    if outcome.findings and not outcome.clean:
                        keep_report(store, outcome)
                    if listen:
                        listen(outcome)
            removals, kept = batch.settled()
        if not batch.newest:
            return Summary(tuple(batch.outcomes))
        changes = chain(removals, (spool.change(each) for each in kept if isinstance(each, Kept)))
        published = store.publish(changes, now=now, vocabulary=vocabulary_quads(gate.types))
    return Summary(tuple(batch.outcomes), published.generation)
