"""Mends two readings of clauses: 'held her outside parliament', 'Ivo Rehn, the suspect wanted over it, was held'."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHERE = frozenset("outside inside near alongside amid".split())
_SUBJECTS = ("nsubj", "nsubjpass")


def mend_clauses(doc: Doc) -> None:
    """Part 'her' from the place behind it, and a participle from the sentence that it only describes somebody in."""
    for token in doc:
        if token.tag_ == "PRP$" and token.lower_ == "her" and token.i + 2 < len(doc):
            _part_her(token, doc[token.i + 1])
        elif token.dep_ == "ROOT" and token.tag_ in ("VBD", "VBN"):
            _part_participle(token)


def _part_her(her: Token, link: Token) -> None:
    """'detained her | outside parliament': nobody has an outside parliament."""
    noun = her.head
    direct = noun.dep_ in ("dobj", "dative") and noun.head.pos_ == "VERB" and noun.head.i == her.i - 1
    if link.lower_ not in _WHERE or link.head.i != noun.i or noun.i < link.i or not direct:
        return
    verb = noun.head
    her.head, her.dep_, her.tag_ = verb, "dobj", "PRP"
    link.head, link.dep_, link.pos_ = verb, "prep", "ADP"
    noun.head, noun.dep_ = link, "pobj"


def _part_participle(verb: Token) -> None:
    """'Ivo Rehn, 41, the fugitive wanted over the raid, was extradited': he was, and he is the fugitive."""
    own = [c for c in verb.lefts if c.dep_ in _SUBJECTS]
    helped = any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    if (
        len(own) != 2
        or helped
        or own[0].pos_ != "PROPN"
        or own[1].pos_ not in ("NOUN", "ADJ")
        or own[1].i != verb.i - 1
    ):
        return
    name, noun = own
    between = verb.doc[noun.left_edge.i - 1]
    main = next((c for c in verb.rights if c.dep_ == "conj" and c.doc[c.left_edge.i - 1].text == ","), None)
    if between.text != "," or main is None or any(c.dep_ in ("cc", "dobj") for c in verb.rights):
        return
    if not any(c.dep_ in ("aux", "auxpass") for c in main.lefts) or any(c.dep_ in _SUBJECTS for c in main.lefts):
        return
    main.dep_, main.head = "ROOT", main
    passive = any(c.dep_ == "auxpass" for c in main.lefts)
    name.head, name.dep_ = main, "nsubjpass" if passive else "nsubj"
    noun.head, noun.dep_ = name, "appos"
    verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"
