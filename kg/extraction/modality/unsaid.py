"""What an article does not tell as said: 'no evidence that she said', 'denied that she had said', 'a myth that'."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL, DOCUMENTS
from kg.extraction.parsing.syntax import ancestors, is_negated, is_none, nearest_subject
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.articles.page import Page

_HEARSAY = Sure(0.7, "whether it was said: somebody claims so")
_DENYING = frozenset("deny doubt disprove dispute refute rebut disbelieve debunk".split())
_PROVING = frozenset(
    "prove show establish confirm verify demonstrate suggest indicate believe think claim say assert find".split()
)
_GROUNDS = frozenset("evidence proof sign indication suggestion record trace question hint".split())
_STORIES = frozenset(
    "claim report rumour rumor allegation accusation suggestion belief idea notion myth theory speculation story"
    " hoax lie falsehood assertion".split()
)
_UNTRUE = frozenset(
    "untrue false wrong unlikely impossible inconceivable implausible doubtful incorrect nonsense lie myth hoax"
    " unthinkable fake unproven unclear".split()
)
_TRUE = frozenset("true clear certain correct case proven likely possible".split())
_AMISS = frozenset("falsely wrongly mistakenly incorrectly erroneously".split())
_AS_IF = frozenset(("though", "if"))
_CLAUSES = ("ccomp", "acl", "relcl", "csubj", "csubjpass", "advcl", "xcomp")
_HIGHEST = 12  # steps up the tree
_STAGED = re.compile(
    r"\b[Ii]n (?:the|an?|his|her|its|their|one|this|that|another) (?:[\w’'-]+ ){0,3}?"
    r"(?:film|movie|novel|play|sitcom|sketch|comedy|musical|drama|episode|parody|satire|cartoon)\b"
    r"(?! (?:festival|industry|review|maker))"
)
_FORGED = re.compile(
    r"\b(?:fake|faked|doctored|deepfake|fabricated|manipulated|AI-generated|forged|spoof|bogus|satirical)"
    r" (?:\w+ ){0,2}(?:videos?|clips?|images?|quotes?|quotations?|posts?|audio|recordings?|tweets?|screenshots?"
    r"|letters?|emails?|messages?|footage|articles?|statements?|interviews?|accounts?)\b"
)
_NEVER_SAID = re.compile(
    r"\s*(?:(?:But|However|Yet|In fact),? )?(?:He|She|They|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
    r" (?:said no such thing|(?:did not|didn[’']t|never|has never|had never) (?:actually )?"
    r"(?:say|said|make|made|write|wrote|written|post|posted|tweet|tweeted|utter|uttered)"
    r" (?:this|that|so|it|any(?:thing of the| such)|such|the (?:words|remark|quote)))\b"
)


def doubt_of(verb: Token) -> float:
    """How far what governs a verb of saying leaves it open that it was said: 0 where it says that it was not."""
    for lower, upper in islice(ancestors(verb), _HIGHEST):
        first, last = sorted((lower.i, upper.i))
        if any(t.text == '"' for t in verb.doc[first:last]):
            return 1.0  # '“Nobody believes that,” Okoye said.'
        if lower.dep_ not in _CLAUSES:
            if lower.dep_ in ("conj", "pobj", "pcomp", "prep") and upper.i < lower.i:
                continue
            return 1.0
        if any(c.dep_ == "mark" and c.lower_ in _AS_IF and c.nbor(-1).lower_ == "as" for c in lower.lefts if c.i):
            return 0.0  # 'made it look as though she had said'
        doubt = _by_noun(lower, upper) if upper.pos_ in ("NOUN", "PROPN") else _by_verb(lower, upper)
        if doubt is not None:
            return doubt
    return 1.0


def _by_noun(clause: Token, noun: Token) -> float | None:
    """'no evidence that she said so', 'the myth that she said so'; not 'the claim in which she said so'."""
    lemma, first = noun.lemma_.lower(), clause.left_edge
    that = first.lower_ == "that" and first.dep_ == "mark"
    if lemma in _GROUNDS and that:
        denied = is_negated(noun) or (noun.head.pos_ in ("VERB", "AUX") and is_negated(noun.head))
        return 0.0 if denied else None
    bare = noun.dep_ == "ROOT" and not any(
        c.tag_ in ("WDT", "WP", "WRB") for c in clause.lefts
    )  # 'A post claims she said'
    return _HEARSAY if lemma in _STORIES and (that or bare) else None


def _by_verb(clause: Token, verb: Token) -> float | None:
    """'denied that she had said so', 'It is not true that', 'nobody can prove that', 'falsely claimed that'."""
    lemma = verb.lemma_.lower()
    if clause.dep_ in ("relcl", "acl", "advcl"):
        return None
    if lemma in _DENYING or any(c.lower_ in _AMISS for c in verb.children):
        return 0.0 if clause.dep_ == "ccomp" else None
    if lemma == "be" or verb.pos_ == "ADJ":
        return _by_judgement(verb)
    own = nearest_subject(verb)
    nobody = own is not None and is_none(own)
    if lemma in _PROVING and clause.dep_ == "ccomp" and clause.i > verb.i and (nobody or is_negated(verb)):
        return 0.0
    written = own is not None and own.pos_ == "NOUN" and own.lemma_.lower() in DOCUMENTS
    return _HEARSAY if written and lemma in ("claim", "allege") and lemma in CLAUSAL else None


def _by_judgement(verb: Token) -> float | None:
    """'It is not true that she said so', 'That she said so is a myth'."""
    told = [c for c in verb.rights if c.dep_ in ("acomp", "attr")] if verb.pos_ != "ADJ" else [verb]
    untrue = any(t.lemma_.lower() in _UNTRUE for t in told)
    not_true = is_negated(verb) and any(t.lemma_.lower() in _TRUE for t in told)
    return 0.0 if untrue or not_true else None


def is_made_up(page: Page, index: int, verb: Token) -> bool:
    """Whether it is said in a film, or in what somebody forged: 'In the fake video, she says'."""
    start, _ = page.where(index, verb.sent)
    lead = page.text[start : page.where(index, verb)[0]]
    present = verb.tag_ in ("VBZ", "VBP")
    return bool(_FORGED.search(lead)) or (present and bool(_STAGED.search(lead)))


def is_taken_back(page: Page, index: int, end: int) -> bool:
    """Whether the next sentence says that it was not said: 'She did not say this.'"""
    behind = page.text[end : page.paragraphs[index].end].lstrip("\"”’'.")
    return bool(_NEVER_SAID.match(behind))
