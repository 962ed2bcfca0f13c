"""Mends sentences whose verb or subject the parser misses: 'The club sacked manager Carl Moss.', 'A bus overturned.'"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOMINAL = ("NOUN", "PROPN")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_PAST = ("VBD", "VBN")
_SUBORDINATE = ("relcl", "advcl")
_WITHIN = ("compound", "nmod", "amod")
# 'state-owned', 'Ostra based': words that stay adjectives behind a noun
_ADJECTIVAL = frozenset("base bear own lead back name call age know wound injure".split())
# what has no passive, so that 'a bus overturned' cannot mean one that was
_INTRANSITIVE = frozenset(
    "arrive capsize collapse collide crash demonstrate die drown emerge erupt explode fall gather happen meet occur"
    " overturn perish plunge protest resign sink step suffer travel".split()
)
_OF_NOUNS = ("of", "from")  # 'banker Tony Malik of Ostra': no matter of the verb's


def mend(doc: Doc) -> None:
    """Make the participle that the parser hangs on a noun the verb of a sentence that has no other."""
    for sentence in list(doc.sents):
        root = sentence.root
        if sentence[-1].text != "." or root.i == sentence.start:
            continue
        if root.pos_ in _NOMINAL:
            if not any(_is_main(token) for token in sentence):
                _mend_nominal(root)
        elif root.tag_ == "VBD":
            _mend_first_of_two(root)
            _mend_apposition(root)


def _is_main(token: Token) -> bool:
    """Whether a finite verb is that of a main clause: not 'who led the bank'."""
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    return token.tag_ in _FINITE and verb.dep_ not in (*_SUBORDINATE, "amod")


def _mend_nominal(root: Token) -> None:
    verb = next(_verbs_before(root), None)
    if verb is not None:
        _rule(verb, root)
        return
    behind = [c for c in root.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in _INTRANSITIVE]
    if len(behind) == 1 and not any(c.dep_ == "agent" for c in behind[0].children):
        verb = behind[0]
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        root.head, root.dep_ = verb, "nsubj"


def _mend_first_of_two(root: Token) -> None:
    """'The club sacked manager Carl Moss and left.': the second verb's subject is the first one's object."""
    own = next((c for c in root.lefts if c.dep_ == "nsubj" and c.pos_ in _NOMINAL), None)
    joining = (
        own is not None and any(c.dep_ == "cc" for c in own.rights) and not any(c.dep_ == "conj" for c in own.rights)
    )
    verb = next(_verbs_before(own), None) if own is not None and joining else None
    if own is None or verb is None:
        return
    word = next(c for c in own.rights if c.dep_ == "cc")
    _rule(verb, own)
    root.head, root.dep_ = verb, "conj"
    word.head = verb


def _mend_apposition(root: Token) -> None:
    """'Dame Ana Okoye, chair of the trust, resigned.': the noun between commas is not the subject."""
    noun = next((c for c in root.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    name = next((c for c in noun.lefts if c.dep_ == "nmod" and c.pos_ == "PROPN"), None) if noun is not None else None
    if noun is None or name is None or name.nbor().text != "," or noun.doc[noun.right_edge.i].text != ",":
        return
    if any(c.dep_ in ("det", "poss", "conj") for c in (*noun.lefts, *name.rights)):
        return
    name.head, name.dep_ = root, "nsubj"
    noun.head, noun.dep_ = name, "appos"


def _verbs_before(noun: Token) -> Iterator[Token]:
    """'sacked' of 'The club sacked manager Carl Moss': between a noun and a name's trade without article."""
    named = noun.pos_ == "PROPN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in noun.rights)
    for word in noun.doc[noun.left_edge.i : noun.i] if named else ():
        if (
            word.dep_ == "amod"
            and word.tag_ in _PAST
            and word.lemma_.lower() not in _ADJECTIVAL
            and _is_within(word, noun)
        ):
            before, behind = word.nbor(-1) if word.i > word.sent.start else word, word.nbor()
            subject = before.i != word.i and (before.pos_ in _NOMINAL or (before.pos_ == "ADJ" and before.is_title))
            if subject and behind.pos_ in ("NOUN", "ADJ") and behind.text[0].islower():
                yield word


def _is_within(word: Token, noun: Token) -> bool:
    while word.i != noun.i and word.dep_ in _WITHIN:
        word = word.head
    return word.i == noun.i


def _rule(verb: Token, thing: Token) -> None:
    """Give the verb the words before it for a subject and `thing` for an object, with what tells when and where."""
    doc, start = verb.doc, thing.left_edge.i
    own, moved = doc[verb.i - 1], [c for c in thing.rights if c.dep_ == "prep" and c.lower_ not in _OF_NOUNS]
    verb.head, verb.dep_, verb.tag_, verb.pos_ = verb, "ROOT", "VBD", "VERB"
    thing.head, thing.dep_ = verb, "dobj"
    for word in doc[start : verb.i]:
        if word.i != own.i and word.head.i >= verb.i:
            word.head, word.dep_ = own, "det" if word.pos_ == "DET" else "compound"
    own.head, own.dep_ = verb, "nsubj"
    for link in moved:
        link.head = verb
    name = next((c for c in thing.rights if c.dep_ == "appos" and c.left_edge.i == thing.i + 1), None)
    if name is not None:  # 'banker Tony Malik': the name is the head
        name.head, name.dep_ = verb, "dobj"
        thing.head, thing.dep_ = name, "compound"
