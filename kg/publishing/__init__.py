"""Joins the stages: reads inputs, lets the gate decide, and publishes what conforms in one generation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad

from kg.iris import digest
from kg.mapping import Mapped
from kg.publishing.drafts import draft_files
from kg.publishing.gate import Checked, Gate, Rules
from kg.publishing.inputs import Input, Unusable, ending_of, find_files, kind_of, read_inputs
from kg.publishing.outcomes import ACCEPTED, REJECTED, SUPERSEDED, UNCHANGED, UNUSABLE, Outcome, Summary, counts
from kg.publishing.revisions import Revision, held_rank, rank_of
from kg.publishing.texts import Texts
from kg.publishing.verdicts import Verdict, validate_files
from kg.schema import Schema
from kg.store import ArticleChange, Snapshot, Store
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
    paths: Iterable[Path], store: Store, gate: Gate, texts: Texts, *, now: datetime, listen: Listener | None = None
) -> Summary:
    """Publish the articles and fact files at `paths` into one new generation of the store.

    What does not conform is left out and its report is kept in the store's `rejected/`. Of several revisions of one
    article, one in the store included, curated facts count before extracted ones, and then the newest. `listen` hears
    of each article as soon as it is checked. Raises StoreError where the store cannot be written; then nothing
    was published.
    """
    with store.snapshot() as held:
        batch = _Batch(store.digests(), held, gate.rules)
        for path in paths:
            for given in read_inputs(path, gate.types, texts):
                outcome = batch.add(given, None if isinstance(given, Unusable) else gate.check(given))
                if outcome.findings and not outcome.clean:
                    _keep_report(store, outcome)
                if listen:
                    listen(outcome)
    changes = [revision.change for revision in batch.newest.values()]
    published = store.publish(changes, now=now, vocabulary=vocabulary_quads(gate.types)) if changes else None
    return Summary(tuple(batch.outcomes), published.generation if published else None)


@dataclass(slots=True)
class _Batch:
    """What a publish has come to so far: every outcome, and of each article the revision that counts."""

    known: Mapping[str, str]
    held: Snapshot
    rules: Rules
    newest: dict[str, Revision] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, given: Input | Unusable, checked: Checked | None) -> Outcome:
        outcome = _outcome(given, checked)
        if isinstance(given, Input) and checked and checked.mapped:
            change = _change_of(checked.mapped)
            outcome = self._placed(outcome, Revision(rank_of(given.facts), given.name, len(self.outcomes), change))
        self.outcomes.append(outcome)
        return outcome

    def _placed(self, outcome: Outcome, revision: Revision) -> Outcome:
        """The outcome of a revision that may be published, as the store and what was given before leave it."""
        article, change = revision.change.article.value, revision.change
        outcome = replace(outcome, article=article)
        if self.known.get(article) == change.digest:
            outcome = replace(outcome, state=UNCHANGED)
        elif reason := self._reason_to_keep(revision):
            return replace(outcome, state=SUPERSEDED, reason=reason)
        earlier = self.newest.get(article)
        if earlier and earlier.rank.outranks(revision.rank):
            return replace(outcome, state=SUPERSEDED, reason=_told(earlier, revision))
        if earlier:
            told = replace(self.outcomes[earlier.place], state=SUPERSEDED, reason=_told(revision, earlier))
            self.outcomes[earlier.place] = told
        self.newest[article] = revision
        return outcome

    def _reason_to_keep(self, revision: Revision) -> str:
        """Why the store's own revision of an article stays, or nothing."""
        change = revision.change
        if self.rules.replace or change.article.value not in self.known:
            return ""
        held = held_rank(self.held, change.article, change.graph)
        if not held.outranks(revision.rank):
            return ""
        what = "curated facts" if held.reason(revision.rank) == "curated" else "a newer revision"
        return f"the store holds {what} of it; --replace publishes this all the same"


def _told(winner: Revision, loser: Revision) -> str:
    if winner.rank.outranks(loser.rank):
        return f"{winner.name} has the same article, {winner.rank.reason(loser.rank)}"
    return f"{winner.name} has the same article, and was given later"


def vocabulary_quads(types: Schema) -> Iterator[Quad]:
    """The ontology as the store keeps it, in a graph of its own."""
    graph = NamedNode(NF.rstrip("#"))
    for triple in types.vocabulary:
        if not isinstance(triple.subject, BlankNode) and not isinstance(triple.object, BlankNode):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _change_of(mapped: Mapped) -> ArticleChange:
    return change_of(mapped.article, mapped.graph, mapped.quads, mapped.claims, mapped.refutations, day=mapped.day)


def _outcome(given: Input | Unusable, checked: Checked | None) -> Outcome:
    if isinstance(given, Unusable) or checked is None:
        return Outcome(given.name, UNUSABLE, problems=given.problems)
    return Outcome(
        given.name,
        ACCEPTED if checked.mapped else REJECTED,
        given.facts.article.headline or "",
        "",
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
