"""What is told of somebody in the passive: 'was accused of', 'was warned by officials that', 'was urged to'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL, FORCES, NOMINAL, PASSIVE_TO_INFINITIVE
from kg.extraction.parsing.syntax import agent
from kg.extraction.speech.acts_of_saying import OPENING_QUESTIONS
from kg.extraction.speech.forces import force_of
from kg.extraction.speech.report import Report
from kg.extraction.speech.report_words import NAMING_WITH_AS, TELLING, WISHES
from kg.extraction.speech.reported_words import clause_words, is_infinitive, phrase_words, words_after
from kg.extraction.speech.stance_patterns import named_by
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def passive_reports(verb: Token, lemma: str) -> Iterator[Report]:
    """'was accused of ... by X', 'was urged by X to ...'."""
    by = agent(verb)
    accused = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if by is None or accused is None:
        return
    if accused.lower_ == "it":
        if lemma in CLAUSAL and (told := _told_by_agent(verb, by)) is not None:
            yield Report("speech-passive", verb, by, told, force_of(lemma))  # 'It was reported by the Post that ...'
        return
    after = next(
        (c for c in verb.children if c.lower_ in ("of", "for", "over") and c.dep_ == "prep" and c.i > verb.i), None
    )
    infinitive = next((c for c in verb.children if is_infinitive(c) and c.i > verb.i), None)
    if lemma == "ask" and (asked := _asked_by_agent(verb, by)) is not None:
        yield Report("speech-passive", verb, by, asked, "ask", (accused,), 0.98)
    elif lemma in TELLING and (told := _told_by_agent(verb, by)) is not None:
        yield Report("speech-passive", verb, by, told, force_of(lemma), (accused,))
    elif lemma in NAMING_WITH_AS and (named := named_by(verb, by)) is not None:
        yield Report("speech-object", verb, by, named, force_of(lemma), of=accused)
    elif lemma in PASSIVE_TO_INFINITIVE and infinitive is not None:
        force = WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-passive", verb, by, phrase_words(infinitive), force, (accused,))
    elif lemma == "petition" and after is not None and after.lower_ == "for":
        yield Report("speech-passive", verb, by, words_after(after), "ask", (accused,), 0.98)
    elif after is not None and lemma in ("accuse", "criticise", "criticize", "condemn", "praise", "blame", "denounce"):
        start = after.i + 1
        end = max(verb.right_edge.i, by.right_edge.i)
        if by.head.i > after.i and not _goes_on_behind(by, end):
            end = by.head.i - 1  # 'accused of lying | by Okoye, who leads the opposition'
        yield Report("speech-passive", verb, by, trimmed_words(verb.doc, start, end), force_of(lemma))
    elif lemma in NOMINAL and FORCES.get(lemma) in ("criticise", "praise", "confirm", "deny", "announce"):
        yield Report("speech-passive", verb, by, phrase_words(accused), force_of(lemma))


def _told_by_agent(verb: Token, agent: Token) -> Span | None:
    """'was warned by officials that it was late': the clause behind who said it."""
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "advcl") and c.i > agent.i), None)
    that = clause is not None and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts)
    return clause_words(clause, verb) if clause is not None and that else None


def _asked_by_agent(verb: Token, agent: Token) -> Span | None:
    """'was asked by reporters whether it was safe', 'was asked by the council about the bridge'."""
    clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "advcl") and c.i > agent.i), None)
    if clause is not None and clause.left_edge.lower_ in OPENING_QUESTIONS:
        return clause_words(clause, verb)
    about = next((c for c in (*verb.rights, *agent.rights) if c.lower_ == "about" and c.dep_ == "prep"), None)
    return words_after(about) if about is not None and about.i > agent.i else None


def _goes_on_behind(agent: Token, end: int) -> bool:
    """'accused of lying by Okoye for hiding it': whether more of what was said follows whoever said it."""
    behind = agent.doc[agent.i + 1 : end + 1]
    return bool(len(behind)) and behind[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in behind)
