"""Ties a clause with 'that' to its verb of saying, where the parser makes a relative clause or the main one of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL
from kg.extraction.parsing.syntax import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_OF_A_MATTER = frozenset("about of regarding concerning on with for".split())  # 'told them of the plan that she had'
_WRITINGS = frozenset("statement letter email report tweet post interview speech message memo".split())
_SAID = ("ccomp", "xcomp", "oprd")
_FARTHEST = 4  # words between the verb and the noun that the clause hangs on
_RESULTING = frozenset("so such now provided given except order".split())  # 'so loudly that', 'now that'
_EVIDENCE = frozenset(("evidence", "proof"))  # 'claimed without evidence | that it was shut'
_CITING = frozenset("cite quote".split())


def tie_clauses(doc: Doc) -> None:
    """Mend a parse: 'told staff at a hearing | that it was shut', 'reported, citing officials, | that it was shut'."""
    for word in doc:
        if word.lower_ != "that" or word.i == 0:
            continue
        clause = word.head
        if _is_told_by(word, clause):
            clause.dep_ = "ccomp"
            continue
        if clause.i < word.i or not is_finite(clause) or clause.left_edge.i != word.i:
            verb = _made_minor(word, clause)
            if verb is not None:
                _rule(verb, clause, word)
            continue
        verb = next(_loose_verbs(word, clause), None)
        if verb is not None:
            clause.head, clause.dep_ = verb, "ccomp"
            word.dep_ = "mark"


def _is_told_by(that: Token, clause: Token) -> bool:
    """'told staff later | that it was shut', where the parser takes the clause for a circumstance of the telling."""
    verb = clause.head
    if that.dep_ != "mark" or clause.dep_ != "advcl" or not verb.i < that.i < clause.i:
        return False
    so = any(t.lower_ in _RESULTING for t in that.doc[verb.i : that.i])
    own = any(c.dep_ in _SUBJECTS and c.i > that.i for c in clause.lefts)
    return own and not so and verb.lemma_.lower() in CLAUSAL and _lacks_what_is_said(verb, clause)


def _loose_verbs(that: Token, clause: Token) -> Iterator[Token]:
    """The verb of saying in 'told staff at a hearing | that it was shut': what was said it has nowhere else."""
    noun = clause.head
    own = any(c.dep_ in _SUBJECTS and c.i != that.i for c in clause.lefts)
    unproven = clause.dep_ == "acl" and noun.lower_ in _EVIDENCE and noun.head.lower_ == "without"
    if (
        not (clause.dep_ == "relcl" or unproven)
        or not own
        or noun.i >= that.i
        or that.nbor(-1).i != _last_before(noun, that)
    ):
        return
    link = noun
    for _ in range(_FARTHEST):
        if link.dep_ == "prep" and link.lower_ in _OF_A_MATTER and link.head.lemma_.lower() not in _WRITINGS:
            return
        if link.pos_ == "VERB":
            break
        link = link.head
    hearer = noun.dep_ == "dobj" and noun.head.i == link.i
    if link.pos_ == "VERB" and link.lemma_.lower() in CLAUSAL and not hearer and _lacks_what_is_said(link, clause):
        yield link


def _last_before(noun: Token, that: Token) -> int:
    """The last word of a noun's phrase before the clause."""
    return max([noun.i, *(c.right_edge.i for c in noun.children if c.right_edge.i < that.i)])


def _lacks_what_is_said(verb: Token, clause: Token) -> bool:
    """Whether a verb of saying has nothing that is said but this clause: no other one, no quotation, no thing."""
    told = verb.lemma_.lower() in ("tell", "inform", "assure", "warn", "remind", "notify")
    if any(c.dep_ in _SAID and c.i != clause.i for c in verb.children):
        return False
    if not told and any(c.dep_ == "dobj" for c in verb.children):
        return False
    if any(t.text in ('"', ":") for t in verb.doc[verb.i : clause.i]):
        return False
    if any(t.lower_ == "that" and t.dep_ == "mark" for t in clause.doc[clause.i : clause.right_edge.i]):
        return False  # 'said in the speech that she gave | that it was shut'
    behind = verb.doc[clause.right_edge.i + 1 : clause.right_edge.i + 3]
    here = [t for t in behind if t.sent.start == verb.sent.start]
    return not any(t.text in ('"', ":") for t in here) and (
        told or bool([c for c in verb.lefts if c.dep_ in _SUBJECTS])
    )


def _made_minor(that: Token, clause: Token) -> Token | None:
    """The verb of 'The paper reported on Monday, citing officials, | that it was shut', where 'was' is the root."""
    if clause.dep_ != "ROOT" or that.nbor(-1).text != ",":
        return None
    verb = next((c for c in clause.lefts if c.dep_ == "ccomp" and c.lemma_.lower() in CLAUSAL), None)
    if verb is None or verb.i > that.i or not is_finite(verb) or not any(c.dep_ == "nsubj" for c in verb.lefts):
        return None
    aside = any(t.lemma_ in _CITING for t in that.doc[verb.i : that.i])
    own = any(c.dep_ in _SUBJECTS and c.i > that.i for c in clause.lefts)
    return verb if aside and own else None


def _rule(verb: Token, clause: Token, that: Token) -> None:
    """Make the verb of saying that of the sentence, and the clause what it says."""
    before = [c for c in clause.lefts if c.i < that.i and c.i != verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    clause.head, clause.dep_ = verb, "ccomp"
    that.dep_ = "mark"
    for word in before:
        word.head = verb
