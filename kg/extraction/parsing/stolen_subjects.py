"""Gives clauses of speech the subject that the parser ties to the verb: 'reported three malls | were damaged'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL
from kg.extraction.parsing.syntax import ancestors, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_TELLING = (CLAUSAL - {"tell", "inform", "assure", "warn", "advise", "urge"}) | frozenset(
    "find show discover determine establish believe think hope fear suspect know rule hear learn".split()
)
_JOINING = frozenset("after before since until as once while".split())
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def give_subjects(doc: Doc) -> None:
    """Tie the object of a verb of saying, or of 'after', to the clause behind it where that one lacks a subject."""
    for token in doc:
        _part_interrupted(token)
        if token.dep_ == "dobj" and token.i > token.head.i and token.head.lemma_.lower() in _TELLING:
            clause = _clause_behind(token) or _burned(token) or _said_in_turn(token) or _claimed(token)
            clause = clause or _loose_behind(token) or _heard(token)
            if clause is not None:
                _hand_over(token, clause)
        elif token.dep_ == "pobj" and token.head.lower_ in _JOINING and token.head.dep_ == "prep":
            clause = _clause_of(token)
            if clause is not None:
                _open_clause(token, clause)


def _part_interrupted(verb: Token) -> None:
    """'The depot, | says the army, | was empty': of two subjects the one behind the verb speaks."""
    if verb.dep_ != "parataxis" or verb.head.i < verb.i or verb.i == 0 or verb.nbor(-1).text != ",":
        return
    own = [c for c in verb.children if c.dep_ == "nsubj"]
    ruling = verb.head
    lacks = not any(c.dep_ in _SUBJECTS for c in ruling.children)
    if len(own) == 2 and own[0].i < verb.i < own[1].i and own[1].left_edge.i == verb.i + 1 and lacks:
        own[0].head, own[0].dep_ = ruling, "nsubjpass" if any(c.dep_ == "auxpass" for c in ruling.lefts) else "nsubj"


def _clause_behind(noun: Token) -> Token | None:
    """'reported three malls | were damaged': the clause right behind, which has no subject of its own."""
    clause = next((c for c in noun.head.rights if c.dep_ == "ccomp" and c.i > noun.i), None)
    if clause is None or not is_finite(clause) or any(c.dep_ in _SUBJECTS for c in clause.children):
        return None
    end = noun.right_edge.i
    for link in noun.head.rights:  # 'announced tests | by a clinic | found poison'
        if link.left_edge.i == end + 1 and any(c.dep_ == "pobj" for c in link.rights):
            end = link.right_edge.i
    if end >= clause.i:
        return None
    aside = noun.doc[end + 1].text == "," and noun.doc[noun.i + 1].text == ","  # 'the land, to be called Ostra, would'
    return clause if clause.left_edge.i in (end + 1, end + 1 + aside) else None


def _heard(noun: Token) -> Token | None:
    """'wept upon hearing her son | had been convicted': the clause right behind, which has no subject of its own.

    What 'and' joins to it ('and said') is then done by who wept.
    """
    verb = noun.head
    if verb.dep_ != "pcomp":
        return None
    ruling = verb.head.head
    clause = next((c for c in ruling.rights if c.dep_ == "advcl" and c.left_edge.i == noun.right_edge.i + 1), None)
    if clause is None or not is_finite(clause) or any(c.dep_ in (*_SUBJECTS, "mark") for c in clause.children):
        return None
    for link in [c for c in clause.rights if c.dep_ in ("cc", "conj")]:
        link.head = ruling
    return clause


def _claimed(noun: Token) -> Token | None:
    """'claimed Korvia, amongst others, | is arming': nobody claims a land and is arming."""
    clause = next((c for c in noun.head.rights if c.dep_ == "conj" and c.i > noun.i), None)
    helped = clause is not None and any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in clause.lefts)
    if noun.head.lemma_.lower() not in ("claim", "say", "state") or clause is None or not helped:
        return None
    own = any(c.dep_ in _SUBJECTS for c in clause.children)
    linked = any(c.dep_ == "cc" and c.i < clause.i for c in noun.head.rights)
    apart = noun.doc[noun.i + 1].text == "," and noun.doc[clause.left_edge.i - 1].text == ","
    return clause if apart and not own and not linked else None


def _loose_behind(noun: Token) -> Token | None:
    """'a statement saying the raid | hurt nobody', 'on hearing her son | had died': a clause that hangs further up."""
    at = noun.right_edge.i + 1
    if at >= noun.sent.end or noun.doc[at].pos_ not in ("VERB", "AUX") or any(c.dep_ == "conj" for c in noun.rights):
        return None
    word = noun.doc[at]
    clause = word.head if word.dep_ in ("aux", "auxpass") else word
    if clause.i < at or clause.dep_ not in ("advcl", "conj") or not is_finite(clause):
        return None
    own = any(c.dep_ in (*_SUBJECTS, "cc", "mark") for c in clause.children)
    above = [up.i for _, up in ancestors(noun.head)]
    return clause if clause.head.i in above and clause.i not in above and not own else None


def _burned(noun: Token) -> Token | None:
    """'said several boats | sank': nobody says a thing, so that the participle is a past tense."""
    if noun.head.lemma_.lower() != "say" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    clause = next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")), None)
    return None if clause is None or any(c.lower_ == "by" for c in clause.rights) else clause


def _said_in_turn(noun: Token) -> Token | None:
    """'reported officials, behind closed doors, stated it was late': two verbs of saying that no 'and' joins."""
    clause = next((c for c in noun.head.rights if c.dep_ == "conj" and c.i > noun.i), None)
    if clause is None or clause.tag_ not in _FINITE or clause.lemma_.lower() not in _TELLING:
        return None
    linked = any(c.dep_ == "cc" and noun.i < c.i < clause.i for c in noun.head.rights)
    own = any(c.dep_ in _SUBJECTS for c in clause.children)
    return None if linked or own or not any(c.dep_ == "ccomp" for c in clause.rights) else clause


def _clause_of(noun: Token) -> Token | None:
    """'left after one of them, aged 17, | escaped': a clause without subject behind what 'after' begins."""
    clauses = (c for c in noun.head.head.rights if c.dep_ == "advcl" and c.i > noun.i)
    clause = next(clauses, None)
    if clause is None or not is_finite(clause) or any(c.dep_ in (*_SUBJECTS, "mark") for c in clause.children):
        return None
    between = noun.doc[noun.right_edge.i + 1 : clause.left_edge.i]
    return clause if all(t.is_punct for t in between) else None


def _open_clause(noun: Token, clause: Token) -> None:
    link = noun.head
    passive = any(c.dep_ == "auxpass" for c in clause.children)
    noun.head, noun.dep_ = clause, "nsubjpass" if passive else "nsubj"
    link.head, link.dep_ = clause, "mark"


def _hand_over(noun: Token, clause: Token) -> None:
    verb = noun.head
    passive = any(c.dep_ == "auxpass" for c in clause.children)
    if clause.head.i == noun.i:
        clause.tag_ = "VBD"
    clause.head, clause.dep_ = verb, "ccomp"
    noun.head, noun.dep_ = clause, "nsubjpass" if passive else "nsubj"
