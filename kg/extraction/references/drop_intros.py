"""Whom a first paragraph only describes and the second names: 'A man was jailed.', then 'Ivo Rehn, 34, of Sela, ...'"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.names.given_names import gender_of
from kg.extraction.parsing.phrases import is_indefinite, is_people
from kg.extraction.references.discourse import Discourse, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.97
_AGED = re.compile(r", \d{1,2},| \(\d{1,2}\)")  # an age beside the name is how such a report begins to name
_HE = frozenset(
    "man father husband boy brother son grandfather gunman fisherman policeman businessman schoolboy widower".split()
)
_SHE = frozenset(
    "woman mother wife girl sister daughter grandmother businesswoman schoolgirl widow policewoman".split()
)
# what is done to somebody by courts and police, or before them
_BEFORE_COURT = frozenset(
    "accuse acquit admit appear arrest ban bail cause charge clear convict deny face fine find jail imprison order"
    " plead remand sentence".split()
)
_SUFFERING = frozenset(
    "airlift collapse die discover find hit hurt injure kill knock pronounce pull rescue rush shoot stab strike suffer"
    " take treat".split()
)
_CRIMES = _BEFORE_COURT - {"find", "order", "cause", "face"}


def introduced(so_far: Discourse, index: int, head: Token, span: tuple[int, int]) -> Referent | None:
    """Who 'a man' of the first paragraph is, where nobody else may be: named with an age, as the next one begins."""
    page = so_far.page
    if not is_indefinite(head) or head.tag_ != "NN" or head.dep_ not in ("nsubj", "nsubjpass") or not is_people(head):
        return None
    if index != _first(so_far) or index + 1 >= len(page.paragraphs) or head.sent.start > 0:
        return None
    opening = page.paragraphs[index]
    if any(so_far.cast.type_of(m.key) == "Person" for m in so_far.cast.within(opening.start, opening.end)):
        return None
    named = _named_first(so_far, index + 1)
    if named is None or not _fits(so_far, named[0], head) or not _goes_on(head, named[1]):
        return None
    return Referent(named[0], *span, _SURE)


def _first(so_far: Discourse) -> int | None:
    kinds = [each.kind for each in so_far.page.paragraphs]
    return kinds.index("body") if "body" in kinds else None


def _named_first(so_far: Discourse, index: int) -> tuple[str, Token] | None:
    """The person with whose full name and age a paragraph begins, as the subject of the verb that is returned."""
    page = so_far.page
    start = page.paragraphs[index].start
    mention = so_far.cast.at(start, start + 1)
    if mention is None or mention.start != start or mention.alone or so_far.cast.type_of(mention.key) != "Person":
        return None
    if not _AGED.match(page.text, mention.end):
        return None
    own = [t for t in page.tokens[index] if page.where(index, t)[1] == mention.end]
    subject = next((t for t in own if t.dep_ in ("nsubj", "nsubjpass")), None)
    return (mention.key, subject.head) if subject is not None else None


def _fits(so_far: Discourse, key: str, head: Token) -> bool:
    gender = so_far.cast.gender.get(key) or gender_of(so_far.cast.entities[key].name.split()[0])
    told = "he" if head.lower_ in _HE else "she" if head.lower_ in _SHE else None
    return gender is None or told is None or gender == told


def _goes_on(head: Token, verb: Token) -> bool:
    """Whether the second paragraph tells of the same person: of who is accused not what befalls a victim, and so on."""
    first, then = head.head.lemma_.lower(), verb.lemma_.lower()
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    guilty = any(c.lower_ == "guilty" for c in verb.rights)
    suffers = then in _SUFFERING and not guilty and (passive or then in ("die", "collapse", "suffer"))
    if first in _CRIMES or _is_guilty(head):
        return not suffers
    if first in _SUFFERING:
        return then not in _CRIMES
    return not suffers or first == then


def _is_guilty(head: Token) -> bool:
    """'A man has been found guilty'."""
    return any(c.lower_ == "guilty" for c in head.head.rights)
