"""Posts told in other ways: 'chosen to lead the union', 'won the presidency', 'two ministers resigned'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import OFFICE_PLURALS
from kg.extraction.offices.appointment_posts import Post, of_head
from kg.extraction.offices.appointment_words import REIGNS
from kg.extraction.offices.leaderships import LEADING, PANELS, over_panel
from kg.extraction.parsing.phrases import phrase
from kg.extraction.parsing.syntax import actors, after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINNING = {"win": "elected", "assume": "appointed", "regain": "elected"}
_LOST = frozenset("job post position role".split())
_DOUBTED = Sure(0.9, "whether the post changed hands")
_HOLDERS = frozenset(
    "ministers senators councillors directors mps deputies governors commissioners judges executives officers"
    " ambassadors generals prosecutors mayors lawmakers managers coaches".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """The post that a verb leads into or out of, by which action, and how sure."""

    post: Post
    action: str
    sure: float = 1.0


def post_entered(references: References, index: int, verb: Token) -> Turn | None:
    """'won the presidency', 'joined Orlen Freight as director', 'lost her job as director'."""
    gained = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    lemma = verb.lemma_.lower()
    if lemma in _WINNING:
        return next((_reign(references, index, verb, c) for c in gained if c.lower_ in REIGNS), None)
    if lemma == "join":
        bodies = [r for c in gained for r in references.resolve(index, c)]
        post = next((p for head in after(verb, "as") if (p := of_head(references, index, head))), None)
        named = [r for r in bodies if references.cast.type_of(r.key) == "Organization"]
        return Turn((post[0], post[1] or named[0].key, post[2]), "appointed") if post and named else None
    if lemma == "lose":
        jobs = [c for c in gained if c.lemma_.lower() in _LOST and any(p.tag_ == "PRP$" for p in c.lefts)]
        heads = [head for job in jobs for head in (*after(job, "as"), *after(verb, "as"))]
        post = next((p for head in heads if (p := of_head(references, index, head))), None)
        return Turn(post, "dismissed", _DOUBTED) if post else None
    return None


def _reign(references: References, index: int, verb: Token, noun: Token) -> Turn:
    land = next((r for of in after(noun, "of") for r in references.resolve(index, of)), None)
    body = land.key if land is not None and references.cast.type_of(land.key) in ("Country", "City", "Place") else None
    return Turn((REIGNS[noun.lower_], body, references.page.where(index, noun)), _WINNING[verb.lemma_.lower()])


def to_lead(references: References, index: int, verb: Token) -> Post | None:
    """'was chosen to lead the Progress Party': its leader."""
    for doing in (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.lemma_ in LEADING and c.tag_ == "VB"):
        for head in (c for c in doing.children if c.dep_ == "dobj"):
            body = next(iter(references.resolve(index, head)), None)
            if body is not None and references.cast.type_of(body.key) == "Organization" and head.pos_ == "PROPN":
                return LEADING[doing.lemma_], body.key, references.page.where(index, doing)
            if head.lemma_.lower() in PANELS and head.tag_ == "NN" and doing.lemma_ != "lead":
                place = references.page.where(index, head.doc[doing.i : head.i + 1])
                return over_panel(references, index, doing, head), None, place
    return None


def several_holders(references: References, index: int, verb: Token) -> tuple[Referent, Post] | None:
    """'Two ministers resigned': nobody by name, and the post that each had."""
    own = next((t for t in actors(verb) if t.lower_ in _HOLDERS), None)
    counted = own is not None and any(c.dep_ in ("nummod", "amod", "det") for c in own.lefts)
    if own is None or not counted or any(c.lower_ in ("the", "no", "any") for c in own.lefts):
        return None
    start, end = phrase(references.page, index, own)
    key = references.cast.key_for("UnnamedSource", references.page.text[start:end])
    post = OFFICE_PLURALS.get(own.lower_, own.lemma_.lower())
    return Referent(key, start, end), (post, None, references.page.where(index, own))
