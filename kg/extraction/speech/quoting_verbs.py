"""What the parse tells of a verb beside a quotation: whether it is the one that tells the words, and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_under_way(verb: Token, end: int) -> bool:
    """Whether what is said has begun before the mark: 'said that until then, “…', 'said the banks, “…, remain …'."""
    between = [t for t in verb.doc[verb.i + 1 :] if t.idx + len(t) <= end and not t.is_punct and not t.is_space]
    that = next((n for n, t in enumerate(between) if t.lower_ == "that" and t.dep_ in ("mark", "det", "nsubj")), None)
    if that is not None:
        return len(between) > that + 1
    small = verb.doc.text[end:].lstrip("\"' ")[:1].islower()
    if (
        small
        and verb.lemma_ in ("say", "add", "argue", "warn")
        and any(t.dep_ == "dobj" and t.head.i == verb.i for t in between)
    ):
        return True  # 'said the banks, “even after all this, remain …”'
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.idx >= end and t.head.i != verb.i and t.i != verb.i
        for t in between
    )


def is_of_who(verb: Token) -> bool:
    """'(one official), who asked not to be named, (said)': told of the speaker in passing."""
    return verb.dep_ == "relcl" and any(c.tag_ == "WP" for c in verb.lefts)


def tagged_name(verb: Token) -> Token | None:
    """'“...,” tweeted actor Ana Okoye', where the parser makes the verb part of the name."""
    head = verb.head
    if verb.dep_ != "amod" or verb.i == 0 or verb.nbor(-1).text not in ('"', "'"):
        return None
    while head.dep_ == "compound" and head.i < head.head.i:
        head = head.head
    return head if head.pos_ == "PROPN" and head.i > verb.i else None


def adds_a_thing(verb: Token) -> bool:
    """'added the question “…” to the form': no words are spoken, a thing is put somewhere."""
    return verb.lemma_ in ("add", "put", "begin", "continue") and any(
        c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i > verb.i for c in verb.children
    )
