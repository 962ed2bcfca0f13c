"""Whose word it is that something happened, and how far that makes it less sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL
from kg.extraction.modality.modality_words import ASKING, BELIEVING, HEDGES, TOLD_OF, UNREAL_MARKS
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import agent, ancestors, helpers, is_passive, subject, whom_it_moves
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Token


TOLD = Sure(0.97, "whether it is so, for others say it")  # by somebody who is known
_SINCE = frozenset("after since because as when".split())
_WHEN = frozenset("before after when while until".split())
_ALLEGATIONS = frozenset("allegation accusation claim suspicion rumour rumor insinuation".split())
_DEFINITE = frozenset("the this that these those".split())


PRESENT = Sure(0.75, "whether it happened: it may be a rule or a habit")


@dataclass(frozen=True, slots=True)
class Modality:
    """How an event is told of. `sure` (0..1) falls where the reading is a guess."""

    status: str = "occurred"
    certainty: str = "certain"
    polarity: str = "positive"
    source: str = ARTICLE
    sure: float = 1.0


def hedge_of(word: Token) -> str | None:
    """The certainty that an adverb leaves, or who tells it: 'reportedly said', 'is alleged to have said'; else None."""
    if word.dep_ == "xcomp" and is_passive(word.head) and word.head.lemma_.lower() in TOLD_OF:
        return TOLD_OF[word.head.lemma_.lower()]
    near = [*word.children, *_opening(word)]
    return next((HEDGES[c.lower_] for c in near if c.lower_ in HEDGES and c.dep_ in ("advmod", "neg")), None)


def _opening(verb: Token) -> list[Token]:
    """'Reportedly' of 'Reportedly 400 sailors took part', which the parser ties to the number."""
    own = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    first = own.doc[own.left_edge.i] if own is not None else None
    return [first] if first is not None and first.is_sent_start and first.i < verb.i else []


def as_told(references: References, index: int, word: Token, found: Modality) -> Modality | None:
    """The same as somebody tells it: whose word it is, and how far that makes it less sure."""
    page = references.page
    start, _ = page.where(index, word)
    aside = False
    for lower, upper in ((word, word), *ancestors(word)):
        aside = aside or (found.status == "occurred" and lower.i != upper.i and _holds_anyway(lower))
        hedge = None if aside else hedge_of(upper)
        if hedge and found.certainty == "certain":
            found = replace(found, certainty=hedge)
        if lower.i == upper.i:
            continue
        if not aside and _is_unreal(upper):
            return None
        lemma = upper.lemma_.lower()
        if not aside and found.certainty == "certain" and _is_alleged(lower, upper):
            found = replace(found, certainty="possible")
        believed = not aside and lower.dep_ in ("ccomp", "xcomp") and lemma in BELIEVING
        if believed and found.certainty == "certain":
            found = replace(found, certainty=BELIEVING[lemma])
        if found.source == ARTICLE and found.status == "mooted" and _is_asked_for(lower, upper):
            found = _of_asker(references, index, upper, found)
        said = lower.dep_ == "ccomp" and (lemma in CLAUSAL or lemma in BELIEVING) and not _is_where(lower)
        if found.source == ARTICLE and said:
            if lemma == "deny" and aside:
                continue  # 'denied that he had met Okoye, who was killed': that she was, nobody denies
            found = _of_speaker(references, index, upper, found)
            if lemma == "deny":
                found = replace(found, polarity="negative")
    if found.source == ARTICLE:
        told = references.speaker_at(start) or references.according(index, word)
        if told == "":
            return replace(found, sure=found.sure * 0.4)
        if told:
            return replace(found, source=told, sure=found.sure * TOLD)
    return found


def _is_where(clause: Token) -> bool:
    """'Unrest continued in Ostra, where a man was shot', 'Before they voted, she said': a clause of nobody's words."""
    ruling = clause.head
    if clause.i < ruling.i:
        return any(c.lower_ in _WHEN for c in clause.lefts if c.dep_ in ("mark", "advmod"))
    first = clause.left_edge.i  # the parser may tie 'where' to a verb behind 'and'
    where = next((t for t in clause.doc[ruling.i : clause.i] if t.lower_ in ("where", "when", "while")), None)
    return where is not None and where.i >= first - 1 and where.nbor(-1).text == ","


def _is_alleged(clause: Token, noun: Token) -> bool:
    """'an allegation that he had assaulted her', 'alleged hush money paid to two women'."""
    if clause.dep_ not in ("acl", "relcl", "ccomp") or noun.pos_ != "NOUN" or clause.pos_ not in ("VERB", "AUX"):
        return False
    if noun.lemma_.lower() in _ALLEGATIONS:
        of_it = any(c.lower_ in ("that", "which") and c.dep_ != "mark" for c in clause.lefts)
        return clause.dep_ != "acl" and not of_it  # not 'an allegation that was made', 'a claim filed by Okoye'
    return clause.dep_ == "acl" and not is_people(noun) and any(c.lower_ == "alleged" for c in noun.lefts)


def _is_unreal(verb: Token) -> bool:
    """'if she goes', 'whether she goes'."""
    marks = (c for c in verb.children if c.dep_ == "mark")
    return verb.pos_ in ("VERB", "AUX") and any(c.lower_ in UNREAL_MARKS for c in marks)


def _holds_anyway(clause: Token) -> bool:
    """Whether a clause that tells what was holds however sure that is which it hangs on.

    'is expected to meet Okoye, who lost her house', 'may resign after the pier fell',
    'If the man who shot her is found'.
    """
    ruling = clause.head
    if clause.dep_ == "advcl":
        return _is_past(clause) and _is_ahead(ruling) and any(c.lower_ in _SINCE for c in clause.lefts)
    if clause.dep_ == "acl":
        return clause.tag_ == "VBN" and _is_known(ruling, clause)
    if clause.dep_ != "relcl" or not _is_past(clause):
        return False
    above = next((up for _, up in ancestors(ruling) if up.pos_ in ("VERB", "AUX")), None)
    met = ruling.pos_ != "PRON" and above is not None and _is_ahead(above)  # not 'will jail anyone who voted'
    return met or _is_known(ruling, clause)


def _is_known(noun: Token, clause: Token) -> bool:
    """Whether the noun is told apart without the clause: a name, 'the man who', or a comma before the clause."""
    if noun.pos_ == "PRON" or any(c.lower_ in ("any", "every", "each") for c in noun.lefts):
        return False
    comma = any(t.text in (",", "—", "–") for t in noun.doc[noun.i + 1 : clause.i])
    return comma or noun.pos_ == "PROPN" or any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.lefts)


def _is_past(verb: Token) -> bool:
    """'fell', 'has fallen', 'was felled'."""
    first = next(iter(helpers(verb)), verb)
    return first.tag_ == "VBD" or (first.lemma_ == "have" and first.tag_ in ("VBZ", "VBP"))


def _is_ahead(verb: Token) -> bool:
    """'to meet', 'will meet', 'may meet'; not 'to have met'."""
    aids = helpers(verb)
    return any(aid.tag_ in ("TO", "MD") for aid in aids) and not any(aid.lemma_ == "have" for aid in aids)


def _is_asked_for(lower: Token, upper: Token) -> bool:
    """'urged her to resign', 'called for him to resign', 'she was urged to resign'; not 'she asked to resign'."""
    if upper.lemma_.lower() not in ASKING:
        return False
    if lower.dep_ == "advcl":
        called = any(c.lower_ in ("on", "upon") and upper.i < c.i < lower.i for c in upper.children)
        return called or any(c.dep_ == "mark" and c.lower_ == "for" for c in lower.children)
    return lower.dep_ == "xcomp" and (is_passive(upper) or whom_it_moves(lower) is not None)


def _of_asker(references: References, index: int, verb: Token, found: Modality) -> Modality:
    head = agent(verb) if is_passive(verb) else subject(verb)
    told = references.resolve(index, head) if head is not None else []
    return replace(found, source=told[0].key) if told else found


def _of_speaker(references: References, index: int, verb: Token, found: Modality) -> Modality:
    head = subject(verb)
    told = references.resolve(index, head) if head is not None and not is_passive(verb) else []
    if not told:
        return replace(found, sure=found.sure * 0.5)
    status = "planned" if found.status == "mooted" and found.sure == 0.7 else found.status  # 'said he would'
    certainty = "certain" if status == "planned" else found.certainty
    return replace(
        found, source=told[0].key, status=status, certainty=certainty, sure=min(1.0, found.sure + 0.2) * TOLD
    )
