"""Joins the stages: reads inputs, lets the gate decide, and publishes what conforms in one generation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.iris import digest
from kg.mapping import Mapped
from kg.publishing.drafts import draft_files
from kg.publishing.gate import Checked, Gate, Rules
from kg.publishing.inputs import Input, Unusable, find_files, kind_of, read_inputs
from kg.publishing.outcomes import ACCEPTED, REJECTED, SUPERSEDED, UNCHANGED, UNUSABLE, Outcome, Summary
from kg.publishing.texts import Texts
from kg.publishing.verdicts import Verdict, validate_files
from kg.schema import Schema
from kg.store import ArticleChange, Store
from kg.store import change as change_of
from kg.validation import finding_dict
from kg.vocab import NF

__all__ = [
    "Gate",
    "Outcome",
    "Rules",
    "Summary",
    "Texts",
    "Verdict",
    "draft_files",
    "find_files",
    "kind_of",
    "publish",
    "validate_files",
]

Listener = Callable[[Outcome], None]


def publish(
    paths: Iterable[Path], store: Store, gate: Gate, texts: Texts, *, now: datetime, listen: Listener | None = None
) -> Summary:
    """Publish the articles and fact files at `paths` into one new generation of the store.

    What does not conform is left out and its report is kept in the store's `rejected/`. Where one article is
    given several times, curated facts count before extracted ones, and then the newest revision. `listen` hears
    of each article as soon as it is checked. Raises StoreError where the store cannot be written; then nothing
    was published.
    """
    known = store.digests()
    newest: dict[str, _Revision] = {}
    outcomes: list[Outcome] = []
    for path in paths:
        for given in read_inputs(path, gate.types, texts):
            checked = None if isinstance(given, Unusable) else gate.check(given)
            change = _change_of(checked.mapped) if checked and checked.mapped else None
            outcome = _outcome(given, checked, change, known)
            if change and isinstance(given, Input):
                revision = _Revision(_rank(given), len(outcomes), change)
                earlier = newest.get(outcome.article, revision)
                if earlier.rank > revision.rank:
                    outcome = replace(outcome, state=SUPERSEDED)
                else:
                    newest[outcome.article] = revision
                    if earlier is not revision:
                        outcomes[earlier.place] = replace(outcomes[earlier.place], state=SUPERSEDED)
            if outcome.findings and not outcome.clean:
                _keep_report(store, outcome)
            outcomes.append(outcome)
            if listen:
                listen(outcome)
    changes = [revision.change for revision in newest.values()]
    published = store.publish(changes, now=now, vocabulary=vocabulary_quads(gate.types)) if changes else None
    return Summary(tuple(outcomes), published.generation if published else None)


@dataclass(frozen=True, slots=True)
class _Revision:
    rank: tuple[bool, str]
    place: int  # of its outcome
    change: ArticleChange


def vocabulary_quads(types: Schema) -> Iterator[Quad]:
    """The ontology as the store keeps it, in a graph of its own."""
    graph = NamedNode(NF.rstrip("#"))
    for triple in types.vocabulary:
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _rank(given: Input) -> tuple[bool, str]:
    """Which of several revisions of one article counts: curated before extracted, then the newest."""
    return given.facts.curated, given.facts.article.modified or given.facts.article.published or ""


def _change_of(mapped: Mapped) -> ArticleChange:
    return change_of(mapped.article, mapped.graph, mapped.quads, mapped.claims, mapped.refutations, day=mapped.day)


def _outcome(
    given: Input | Unusable, checked: Checked | None, change: ArticleChange | None, known: dict[str, str]
) -> Outcome:
    if isinstance(given, Unusable) or checked is None:
        return Outcome(given.name, UNUSABLE, problems=given.problems)
    state, article = REJECTED, ""
    if change:
        article = change.article.value
        state = UNCHANGED if known.get(article) == change.digest else ACCEPTED
    return Outcome(
        given.name,
        state,
        given.facts.article.headline or "",
        article,
        checked.accepted,
        checked.set_aside,
        checked.drafts,
        problems=given.problems,
        findings=checked.findings,
    )


def _keep_report(store: Store, outcome: Outcome) -> None:
    findings = [finding_dict(finding) for finding in outcome.findings]
    report = {"input": outcome.name, "headline": outcome.headline, "findings": findings}
    store.keep_report(digest(outcome.name, outcome.headline), json.dumps(report, ensure_ascii=False, indent=1))
