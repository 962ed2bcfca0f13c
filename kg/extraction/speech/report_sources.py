"""Whose word a report is: the article's, or that of the speaker in whose own words it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL, FORCES
from kg.extraction.parsing.syntax import agent, is_passive, nearest_subject, subject
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import speakers
from kg.extraction.speech.chains import told_in
from kg.extraction.speech.report_words import BESIDE
from kg.extraction.speech.reported_words import ASIDES, is_disputed, is_set_beside
from kg.extraction.speech.speaking_subjects import said_again, speaking_subject, told_by
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_QUOTING = frozenset("quote cite report".split())
_HANDED_ON = 0.98  # 'the paper reported that she said'
# verbs whose that-clause is somebody's word, though they do not say it aloud: 'an inquiry found that ...'
_TELLING = CLAUSAL | frozenset("find show discover determine establish learn believe think suspect fear hear".split())


def source_of(references: References, index: int, verb: Token, said: Span) -> tuple[str, float]:
    """Whose word the report is: that of the speaker whose reported clause it stands in."""
    token = said_again(verb) or verb
    if (paper := quoting(verb)) is not None:
        found = speakers(references, index, paper)
        return (found[0].key, _HANDED_ON) if found else (ARTICLE, 1.0)
    ruling = told_by(token)
    if ruling is not None and not _is_same_subject(token):
        found = speakers(references, index, speaking_subject(ruling))
        return (found[0].key if found else ARTICLE), BESIDE
    if token.dep_ == "ccomp" and said.end <= token.i:
        return ARTICLE, 1.0  # 'Officials say it is late, Okoye said': the last word is the paper's
    if is_disputed(token):
        return ARTICLE, 1.0  # 'said it was late, which Okoye denied'
    while token.head.i != token.i and not _is_apart(token):
        if token.dep_ == "ccomp" and token.head.lemma_ in _TELLING and token.head.pos_ == "VERB":
            found = speakers(references, index, speaking_subject(token.head))
            sure = _HANDED_ON if token.head.lemma_ == "report" else 0.95
            return (found[0].key, sure) if found else (ARTICLE, 0.8)
        if token.dep_ == "advcl" and token.lemma_.lower() in FORCES and any(c.lower_ in ASIDES for c in token.lefts):
            return ARTICLE, 1.0  # 'as she called for ...' is the article's own
        if token.dep_ == "advcl" and is_set_beside(token):
            return ARTICLE, 1.0
        token = token.head
    told = references.according(index, verb) or told_in(references, index, verb)
    return (told, _HANDED_ON) if told else (ARTICLE, 0.8 if told == "" else 1.0)


def quoting(verb: Token) -> Token | None:
    """The paper in 'the Courier quoted Okoye as saying', 'Okoye was quoted by the Courier as saying'."""
    cited = verb.head.head
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or cited.lemma_.lower() not in _QUOTING:
        return None
    return agent(cited) if is_passive(cited) else nearest_subject(cited)


def _is_same_subject(verb: Token) -> bool:
    """'Okoye said she had waited and warned ...': whoever of the two verbs the last one goes with, it is she."""
    own = subject(verb)
    return own is not None and own.pos_ == "PRON" and own.lower_ in ("he", "she", "it", "they", "i", "we")


def _is_apart(clause: Token) -> bool:
    """'Okoye said it was safe; engineers say it is not', ', however,': there another sentence begins."""
    first, last = sorted((clause.i, clause.head.i))
    between = clause.doc[first:last]
    return any(t.text == ";" or (t.lower_ == "however" and t.nbor(-1).text == ",") for t in between)
