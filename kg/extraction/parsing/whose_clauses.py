"""Gives a clause with 'whose' its subject and its place: 'Orlen Mills, whose director, Ana Okoye, was arrested'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_LOOSE = ("appos", "dep", "conj", "nmod")


def tie_whose(doc: Doc) -> None:
    """Tie the noun behind 'whose' to the verb behind it, where the parser makes it stand beside its owner."""
    for word in doc:
        if word.tag_ != "WP$" or word.dep_ != "poss" or word.i < 2 or doc[word.i - 1].text != ",":
            continue
        noun, owner = word.head, doc[word.i - 2]
        if noun.dep_ in _LOOSE and noun.i > word.i and _swap(noun, owner):
            continue
        verb = _verb_behind(noun) if noun.dep_ in _LOOSE and noun.i > word.i else None
        if verb is None or owner.i in {t.i for t in verb.subtree} or verb.i in {t.i for t in noun.ancestors}:
            continue
        _subject_of(noun, verb)
        verb.head, verb.dep_ = owner, "relcl"


def _swap(noun: Token, owner: Token) -> bool:
    """Part 'Orlen Mills, whose director, Ana Okoye, was arrested, is in debt', read as if Orlen Mills was."""
    verb, last = owner.head, noun.right_edge.i
    if last + 1 == len(noun.doc):
        return False  # nothing follows: 'Orlen Mills, whose director'
    at = last + 1 + (noun.doc[last + 1].text == ",")
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    if owner.dep_ not in _SUBJECTS or first.i != at or verb.dep_ != "ROOT":
        return False
    main = next((c for c in verb.rights if c.dep_ in ("conj", "dep") and _takes_up(c, verb)), None)
    if main is None:
        return False
    _subject_of(noun, verb)
    main.dep_, main.head = "ROOT", main
    _subject_of(owner, main)
    verb.dep_, verb.head = "relcl", owner
    return True


def _takes_up(main: Token, verb: Token) -> bool:
    """Whether a verb behind a comma goes on with the sentence, without 'and' and without a subject of its own."""
    linked = any(c.dep_ == "cc" and verb.i < c.i < main.i for c in verb.rights)
    own = any(c.dep_ in (*_SUBJECTS, "mark") for c in main.lefts)
    return main.doc[main.left_edge.i - 1].text == "," and is_finite(main) and not own and not linked


def _subject_of(noun: Token, verb: Token) -> None:
    """Make the noun the subject of the verb."""
    noun.head, noun.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def _verb_behind(noun: Token) -> Token | None:
    """The finite verb without a subject right behind the noun, and a name between commas."""
    at = noun.right_edge.i + 1
    if at < noun.sent.end and noun.doc[at].text == ",":
        at += 1
    word = noun.doc[at] if at < noun.sent.end else None
    if word is None or word.pos_ not in ("VERB", "AUX"):
        return None
    verb = word.head if word.dep_ in ("aux", "auxpass") else word
    own = any(c.dep_ in (*_SUBJECTS, "mark") for c in verb.children)
    return verb if verb.dep_ in ("conj", "dep", "parataxis", "advcl") and is_finite(verb) and not own else None
