"""What a publish has come to so far: every outcome, and of each article the revision that counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.publishing.gate import Rules
from kg.publishing.inputs import CORRECTS_NOTHING, kind_of
from kg.publishing.outcomes import ACCEPTED, RETRACTED, SUPERSEDED, UNCHANGED, WAITING, Outcome, counts
from kg.publishing.revisions import Rank, Revision, held_beside, held_facts, held_rank, held_text, held_twins
from kg.publishing.spool import Kept
from kg.store import ArticleChange, Prepared, removal
from kg.store.interface import AnySnapshot


@dataclass(slots=True)
class Batch:
    """The outcomes of one publish, and what is to be published.

    `held` is what the store has, and `digest_of` gives the digest of an article there, or nothing. `earlier` has the
    revisions with an address that gave way to a newer one of the same article.
    """

    digest_of: Callable[[str], str]
    held: AnySnapshot
    rules: Rules
    newest: dict[str, Revision] = field(default_factory=dict)
    earlier: list[Revision] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def take(self, outcome: Outcome, revision: Revision | None) -> Outcome:
        """The outcome of one article, with its revision where it may be published, beside what is known by now."""
        if revision is not None:
            outcome = self._placed(outcome, replace(revision, place=len(self.outcomes)))
        self.outcomes.append(outcome)
        return outcome

    def settled(self) -> tuple[list[ArticleChange], list[Kept | Prepared]]:
        """What is to be taken away, and what is to be published, once everything was added."""
        addressed = {each.text: self.newest.get(each.change.article.value) for each in self.earlier}
        addressed |= {each.text: each for each in self.newest.values() if each.addressed}
        nameless: dict[str, Revision] = {}
        for revision in [each for each in self.newest.values() if not each.addressed and each.text]:
            self._join(revision, addressed.get(revision.text or ""))
            if revision.change.article.value in self.newest:
                self._keep_one(nameless, revision)
        removals = [change for revision in list(self.newest.values()) for change in self._take_the_place(revision)]
        return removals, [each.change for each in self.newest.values() if self.outcomes[each.place].state == ACCEPTED]

    def judge_again(self, digest_of: Callable[[str], str], held: AnySnapshot) -> None:
        """Hold what is to be published against a store that somebody has changed meanwhile."""
        self.digest_of, self.held = digest_of, held
        for article, revision in list(self.newest.items()):
            outcome = replace(self.outcomes[revision.place], state=ACCEPTED, reason="")
            self.outcomes[revision.place] = self._against_store(outcome, revision)
            if self.outcomes[revision.place].state not in (ACCEPTED, UNCHANGED):
                del self.newest[article]

    def _placed(self, outcome: Outcome, revision: Revision) -> Outcome:
        """The outcome of a revision that may be published, as the store and what was given before leave it."""
        article = revision.change.article.value
        earlier = self.newest.get(article)
        if earlier or self.digest_of(article):
            outcome = replace(outcome, problems=tuple(p for p in outcome.problems if p.code != CORRECTS_NOTHING))
        if earlier and earlier.rank.outranks(revision.rank):
            self._give_way(revision)
            return _given_way(outcome, revision, earlier)
        outcome = self._against_store(outcome, revision)
        if outcome.state not in (ACCEPTED, UNCHANGED):
            return outcome
        if earlier:
            self._give_way(earlier)
            self.outcomes[earlier.place] = _given_way(self.outcomes[earlier.place], earlier, revision)
        self.newest[article] = revision
        return outcome

    def _give_way(self, revision: Revision) -> None:
        if revision.addressed:
            self.earlier.append(revision)

    def _against_store(self, outcome: Outcome, revision: Revision) -> Outcome:
        """The outcome of a revision as far as the store decides it."""
        known = self.digest_of(outcome.article)
        if known == revision.change.digest:
            return replace(outcome, state=UNCHANGED)
        if words := self.held.retraction(revision.change.article):
            return replace(
                outcome, state=RETRACTED, reason=f"{words.rstrip('.')}; `kg retract --undo` lets it come back"
            )
        if known and not self.rules.replace and (kept := self._kept(revision)):
            return replace(outcome, state=kept[0], reason=kept[1])
        if known and outcome.drafts and not outcome.accepted:
            return replace(outcome, state=SUPERSEDED, reason="all its facts are drafts; the store keeps what it has")
        return replace(outcome, before=held_facts(self.held, revision.change.graph)) if known else outcome

    def _kept(self, revision: Revision) -> tuple[str, str] | None:
        """What becomes of a revision where the store's own stays, and why; None where it gives way."""
        article, graph = revision.change.article, revision.change.graph
        held = held_beside(self.held, article, graph, revision.rank)
        if not held.outranks(revision.rank):
            return None
        texts = {revision.text, held_text(self.held, article, graph)}
        if held.is_behind(revision.rank) and len(texts - {None}) == 2:
            return WAITING, _waits("their fact file")
        if held.reason(revision.rank) == "curated" and kind_of(Path(revision.name)) != "facts":
            return SUPERSEDED, f"the store holds curated facts of it; {_over('their fact file')}"
        return SUPERSEDED, f"the store holds {_what(held, revision.rank)}; --replace publishes this all the same"

    def _join(self, revision: Revision, twin: Revision | None) -> None:
        """Let a text without an address give way to the article, given or held, that has, or had, this text and one."""
        if twin and twin.change.article.value in self.newest:
            curated = revision.rank.curated and not twin.rank.curated
            if revision.text != twin.text and not curated:
                self._supersede(revision, f"{twin.name} has a newer text of the same article")
            elif revision.text == twin.text:
                loser, winner = (twin, revision) if curated else (revision, twin)
                self._supersede(
                    loser, f"{winner.name} has the same text" + (", curated" if curated else " and an address")
                )
        elif revision.text and not revision.rank.curated:
            for article in held_twins(self.held, revision.text, addressed=True):
                self._supersede(revision, f"the store holds this text as {article.value}")
                return

    def _keep_one(self, nameless: dict[str, Revision], revision: Revision) -> None:
        """Of two headlines over one text without an address, keep what outranks the other, or was given later."""
        earlier = nameless.get(revision.text or "")
        loser, winner = (revision, earlier) if earlier and earlier.rank.outranks(revision.rank) else (earlier, revision)
        if loser and winner:
            self._supersede(loser, f"{winner.name} has the same text under another headline")
        nameless[winner.text or ""] = winner

    def _take_the_place(self, revision: Revision) -> list[ArticleChange]:
        """The removals of what the store holds of the same text without an address."""
        if not revision.text or self.held.empty:
            return []
        held = held_twins(self.held, revision.text, addressed=False)
        gone = [article for article in held if article.value not in self.newest]
        ranks = (held_rank(self.held, article, self.held.iris.graph(article)) for article in gone)
        if not revision.addressed and not self.rules.replace and any(rank.outranks(revision.rank) for rank in ranks):
            self._supersede(revision, "the store holds this text under another headline, curated or newer")
            return []
        if gone:
            how = "without an address" if revision.addressed else "under another headline"
            reason = f"takes the place of {', '.join(article.value for article in gone)}, the same text {how}"
            self.outcomes[revision.place] = replace(self.outcomes[revision.place], reason=reason)
        return [removal(article, self.held.iris.graph(article)) for article in gone]

    def _supersede(self, revision: Revision, reason: str) -> None:
        outcome = self.outcomes[revision.place]
        self.outcomes[revision.place] = replace(outcome, state=SUPERSEDED, reason=reason)
        self.newest.pop(revision.change.article.value, None)


def _what(held: Rank, given: Rank) -> str:
    """What a store holds of an article that it keeps against a fact file, or a revision that is as curated."""
    reason = held.reason(given)
    if held.reviewed and not given.reviewed and reason in ("curated", "reviewed"):
        return "it reviewed, and this names no reviewer"
    if reason == "reviewed":
        lost = held.unsigned_by(given)
        return f"it reviewed, and {counts(lost, 'reviewed fact')} would lose {'its' if lost == 1 else 'their'} reviewer"
    if reason == "curated":
        return "curated facts of it, and this is a draft as the rules made it"
    if reason == "fuller":
        return "its whole text, and this is the beginning"
    return "it with its correction" if reason == "corrected" else "a newer revision of it"


def _over(file: str) -> str:
    return (
        f"to keep what was edited, extract it over {file} (`kg extract -o` its folder); "
        "--replace publishes this all the same"
    )


def _waits(file: str) -> str:
    return f"its text has changed since its facts were curated; {_over(file)}"


def _given_way(outcome: Outcome, loser: Revision, winner: Revision) -> Outcome:
    """The outcome of a revision of which another of the same article counts."""
    if winner.rank.is_behind(loser.rank) and None not in (winner.text, loser.text) and winner.text != loser.text:
        return replace(outcome, state=WAITING, reason=_waits(winner.name))
    return replace(outcome, state=SUPERSEDED, reason=_told(winner, loser))


def _told(winner: Revision, loser: Revision) -> str:
    if winner.rank.outranks(loser.rank):
        return f"{winner.name} has the same article, {winner.rank.reason(loser.rank)}"
    return f"{winner.name} has the same article, and was given later"
