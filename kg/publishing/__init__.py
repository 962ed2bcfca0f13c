"""Joins the stages: reads inputs, lets the gate decide, and publishes what conforms in one generation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.errors import Problem
from kg.iris import digest
from kg.publishing.batches import Batch
from kg.publishing.drafts import draft_files
from kg.publishing.gate import Checked, Gate, Review, Rules
from kg.publishing.inputs import Input, Unusable, ending_of, find_files, kind_of, read_inputs
from kg.publishing.outcomes import ACCEPTED, FAILED, Outcome, Summary, counts
from kg.publishing.spool import Spool
from kg.publishing.texts import Texts
from kg.publishing.verdicts import Verdict, validate_files
from kg.schema import Schema
from kg.store import Published
from kg.store.interface import AnyStore
from kg.validation import finding_dict
from kg.vocab import NF

__all__ = [
    "Gate",
    "Outcome",
    "Review",
    "Rules",
    "Summary",
    "Texts",
    "Verdict",
    "counts",
    "draft_files",
    "ending_of",
    "find_files",
    "kind_of",
    "publish",
    "validate_files",
]

Listener = Callable[[Outcome], None]


def publish(
    paths: Iterable[Path], store: AnyStore, gate: Gate, texts: Texts, *, now: datetime, listen: Listener | None = None
) -> Summary:
    """Publish the articles and fact files at `paths` into one new generation of the store.

    What does not conform is left out and its report is kept in the store's `rejected/`. Of several revisions of one
    article, one in the store included, curated facts count before extracted ones, and then the newest. A text that
    comes without an address is the article that has the same text and one. `listen` hears of each article as soon as
    it is checked. Raises StoreError where the store cannot be written; then nothing
    was published. A server may take some articles and not others: those have failed, and the reason is in the outcome.
    """
    with Spool() as spool:
        with store.snapshot() as held:
            batch = Batch(store.digests(), held, gate.rules, spool)
            for path in paths:
                for given in read_inputs(path, gate.types, texts):
                    given = given if isinstance(given, Unusable) else gate.reviewed(given)
                    outcome = batch.add(*_checked(given, gate))
                    if outcome.findings and not outcome.clean:
                        _keep_report(store, outcome)
                    if listen:
                        listen(outcome)
            changes = batch.settle()
        if not batch.newest:
            return Summary(tuple(batch.outcomes))
        published = store.publish(changes, now=now, vocabulary=vocabulary_quads(gate.types))
    return Summary(_with_failures(batch.outcomes, published), published.generation)


def _with_failures(outcomes: Iterable[Outcome], published: Published) -> tuple[Outcome, ...]:
    reasons = {article.value: reason for article, reason in published.failed}
    return tuple(
        replace(each, state=FAILED, reason=reasons[each.article])
        if each.state == ACCEPTED and each.article in reasons
        else each
        for each in outcomes
    )


def _checked(given: Input | Unusable, gate: Gate) -> tuple[Input | Unusable, Checked | None]:
    """The input with what came through the gate; unusable where it holds what RDF cannot, so that others go on."""
    if isinstance(given, Unusable):
        return given, None
    try:
        return given, gate.check(given)
    except ValueError as error:  # pyoxigraph refuses an IRI or a half character
        problem = Problem("bad-character", f"This cannot be published: {error}.", "Take out what no text can hold.")
        return Unusable(given.name, (problem,)), None


def vocabulary_quads(types: Schema) -> Iterator[Quad]:
    """The ontology as the store keeps it, in a graph of its own."""
    graph = NamedNode(NF.rstrip("#"))
    for triple in types.vocabulary:
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _keep_report(store: AnyStore, outcome: Outcome) -> None:
    findings = [finding_dict(finding) for finding in outcome.findings]
    report = {"input": outcome.name, "headline": outcome.headline, "findings": findings}
    store.keep_report(digest(outcome.name, outcome.headline), json.dumps(report, ensure_ascii=False, indent=1))
