"""What a publish has come to so far: every outcome, and of each article the revision that counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.mapping import Mapped
from kg.publishing.gate import Checked, Rules
from kg.publishing.inputs import Input, Unusable
from kg.publishing.outcomes import ACCEPTED, REJECTED, SUPERSEDED, UNCHANGED, UNUSABLE, Outcome
from kg.publishing.revisions import Revision, held_rank, held_twins, rank_of
from kg.publishing.spool import Spool
from kg.store import ArticleChange, removal
from kg.store import change as change_of
from kg.store.interface import AnySnapshot


@dataclass(slots=True)
class Batch:
    """The outcomes of one publish, and what is to be published; `known` and `held` are what the store has."""

    known: Mapping[str, str]
    held: AnySnapshot
    rules: Rules
    spool: Spool
    newest: dict[str, Revision] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)

    def add(self, given: Input | Unusable, checked: Checked | None) -> Outcome:
        """The outcome of one article, as far as it is known by now."""
        outcome = _outcome(given, checked)
        if isinstance(given, Input) and checked and checked.mapped:
            outcome = self._placed(outcome, self._revision(given, checked.mapped))
            if outcome.state == ACCEPTED and not checked.accepted and checked.drafts and outcome.article in self.known:
                self.newest.pop(outcome.article, None)
                outcome = replace(
                    outcome, state=SUPERSEDED, reason="all its facts are drafts; the store keeps what it has"
                )
        self.outcomes.append(outcome)
        return outcome

    def settle(self) -> Iterator[ArticleChange]:
        """All that is to be published, once everything was added; read as it is asked for."""
        addressed = {each.text: each for each in self.newest.values() if each.addressed and each.text}
        for revision in [each for each in self.newest.values() if not each.addressed and each.text]:
            self._join(revision, addressed.get(revision.text or ""))
        removals = [change for revision in self.newest.values() for change in self._take_the_place(revision)]
        changed = [each.change for each in self.newest.values() if self.outcomes[each.place].state == ACCEPTED]
        return chain(removals, map(self.spool.change, changed))

    def _revision(self, given: Input, mapped: Mapped) -> Revision:
        article, contents = given.facts.article, (mapped.quads, mapped.claims, mapped.refutations)
        kept = self.spool.keep(change_of(mapped.article, mapped.graph, *contents, day=mapped.day))
        addressed = bool(article.url or article.id)
        return Revision(rank_of(given.facts), given.name, len(self.outcomes), kept, article.text_digest, addressed)

    def _placed(self, outcome: Outcome, revision: Revision) -> Outcome:
        """The outcome of a revision that may be published, as the store and what was given before leave it."""
        article, change = revision.change.article.value, revision.change
        outcome = replace(outcome, article=article)
        earlier = self.newest.get(article)
        if earlier and earlier.rank.outranks(revision.rank):
            return replace(outcome, state=SUPERSEDED, reason=_told(earlier, revision))
        if self.known.get(article) == change.digest:
            outcome = replace(outcome, state=UNCHANGED)
        elif reason := self._reason_to_keep(revision):
            return replace(outcome, state=SUPERSEDED, reason=reason)
        if earlier:
            self._supersede(earlier, _told(revision, earlier))
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

    def _join(self, revision: Revision, twin: Revision | None) -> None:
        """Let a text without an address give way to the article, given or held, that has the same text and one."""
        if twin and twin.change.article.value in self.newest:
            curated = revision.rank.curated and not twin.rank.curated
            loser, winner = (twin, revision) if curated else (revision, twin)
            self._supersede(loser, f"{winner.name} has the same text" + (", curated" if curated else " and an address"))
        elif revision.text and not revision.rank.curated:
            for article in held_twins(self.held, revision.text, addressed=True):
                self._supersede(revision, f"the store holds this text as {article.value}")
                return

    def _take_the_place(self, revision: Revision) -> list[ArticleChange]:
        """The removals of what the store holds of the same text without an address."""
        if not (revision.addressed and revision.text and self.known):
            return []
        gone = list(held_twins(self.held, revision.text, addressed=False))
        if gone:
            reason = (
                f"takes the place of {', '.join(article.value for article in gone)}, the same text without an address"
            )
            self.outcomes[revision.place] = replace(self.outcomes[revision.place], reason=reason)
        return [removal(article, self.held.iris.graph(article)) for article in gone]

    def _supersede(self, revision: Revision, reason: str) -> None:
        outcome = self.outcomes[revision.place]
        self.outcomes[revision.place] = replace(outcome, state=SUPERSEDED, reason=reason)
        self.newest.pop(revision.change.article.value, None)


def _told(winner: Revision, loser: Revision) -> str:
    if winner.rank.outranks(loser.rank):
        return f"{winner.name} has the same article, {winner.rank.reason(loser.rank)}"
    return f"{winner.name} has the same article, and was given later"


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
        problems=(*given.problems, *checked.problems),
        findings=checked.findings,
    )
