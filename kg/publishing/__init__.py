"""Joins the stages: reads inputs, lets the gate decide, and publishes what conforms in one generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from kg.occurrences import derive
from kg.publishing.batches import Batch
from kg.publishing.chunks import MANY, Chunk, chunks_of
from kg.publishing.drafts import draft_files
from kg.publishing.files import publish_to_files
from kg.publishing.gate import Gate, Review, Rules
from kg.publishing.inputs import ending_of, find_files, kind_of, read_inputs
from kg.publishing.many import Progress, publish_many
from kg.publishing.outcomes import ACCEPTED, FAILED, Outcome, Summary, checked_safely, counts, outcome_of
from kg.publishing.parts import Job, make_part
from kg.publishing.pool import make_parts, part_name, processes, processors
from kg.publishing.reports import keep_report
from kg.publishing.revisions import revision_of
from kg.publishing.settling import Settled, publish_settled
from kg.publishing.spool import Kept, Spool
from kg.publishing.texts import Texts
from kg.publishing.values import Item, inputs_of
from kg.publishing.verdicts import Verdict, validate_files
from kg.publishing.vocabulary import ground_of, vocabulary_quads
from kg.store import Published
from kg.store.interface import AnyStore

__all__ = [
    "MANY",
    "Chunk",
    "Gate",
    "Item",
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
    "processes",
    "processors",
    "publish",
    "publish_many",
    "publish_to_files",
    "refused",
    "validate_files",
    "vocabulary_quads",
]

Listener = Callable[[Outcome], None]


def publish(
    items: Iterable[Item], store: AnyStore, gate: Gate, texts: Texts, *, now: datetime, listen: Listener | None = None
) -> Summary:
    """Publish articles and facts, and those of files, into one new generation of the store.

    What does not conform is left out and its report is kept in the store's `rejected/`. Of several revisions of one
    article, one in the store included, curated facts count before extracted ones, and then the newest. A text that
    comes without an address is the article that has the same text and one. `listen` hears of each article as soon as
    it is checked. Raises StoreError where the store cannot be written, and SchemaError where types of one's own do not
    go together with those that the store keeps; then nothing was published. A server may take some articles and not
    others: those have failed, and the reason is in the outcome.
    """
    with Spool() as spool:
        with store.snapshot() as held, held.digests() as digest_of:
            batch, ground = Batch(digest_of, held, gate.rules), ground_of(gate.types, held)
            for given in inputs_of(items, gate.types, texts):
                given, checked = checked_safely(given, gate)
                outcome = batch.take(outcome_of(given, checked, gate.iris), revision_of(given, checked, spool))
                if outcome.findings and not outcome.clean:
                    keep_report(store, outcome)
                if listen:
                    listen(outcome)
            settled = Settled(ground, *batch.settled())

        def attempt(settled: Settled) -> Published:
            changes = chain(settled.removals, (spool.change(each) for each in settled.kept if isinstance(each, Kept)))
            terms, judged = settled.ground.vocabulary, settled.ground.generation
            return store.publish(changes, now=now, vocabulary=terms, derive=derive, judged=judged)

        published = publish_settled(batch, settled, store, gate.types, attempt)
    return Summary(_with_failures(batch.outcomes, published), published.generation)


def refused(paths: Iterable[Path], gate: Gate, texts: Texts) -> Summary | None:
    """What became of inputs none of which is accepted, so that no store need be made for them; None where one is."""
    outcomes = []
    for path in paths:
        for given in read_inputs(path, gate.types, texts):
            outcome = outcome_of(*checked_safely(given, gate), gate.iris)
            if outcome.state == ACCEPTED:
                return None
            outcomes.append(outcome)
    return Summary(tuple(outcomes), None)


def _with_failures(outcomes: Iterable[Outcome], published: Published) -> tuple[Outcome, ...]:
    reasons = {article.value: reason for article, reason in published.failed}
    return tuple(
        replace(each, state=FAILED, reason=reasons[each.article])
        if each.state == ACCEPTED and each.article in reasons
        else each
        for each in outcomes
    )
