"""Who meets, and in which format: what the rules about meetings share."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.events.noun_settings import is_under_way
from kg.extraction.happenings.happenings import named
from kg.extraction.offices.holdings import listed_after
from kg.extraction.parsing.phrases import joined
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import MOST_JOINED, References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMATS = {
    "talk": "talks",
    "talks": "talks",
    "meeting": "talks",
    "discussion": "talks",
    "discussions": "talks",
    "negotiation": "talks",
    "dialogue": "talks",
    "summit": "summit",
    "call": "call",
    "conversation": "talks",
    "hearing": "hearing",
    "encounter": "other",
    "audience": "other",
    "interview": "other",
    "breakfast": "other",
    "lunch": "other",
    "dinner": "other",
    "session": "other",
}
_AND = re.compile(r" and (?=[A-Z])")
_ONGOING = frozenset(("talk", "talks", "negotiation", "discussion"))
SPOKEN = Sure(0.92, "whether they met, and all of them")
BY_OTHERS = Sure(0.9, "who met, for only whose people they are is told")
_PRIVATE = re.compile(
    r"\b(?:famil(?:y|ies)|relatives|victims?|survivors?|residents?|supporters?|fans?|patients?|children|students?|pupils?|parents?"
    r"|wife|husband|partner|son|daughter|mother|father|friends?|crowds?|voters?|people|men|women|man|woman|refugees?|migrants?"
    r"|mourners|staff|volunteers|workers|employees|nurses|doctors|teachers|veterans|troops|soldiers|evacuees|neighbours?|visitors|tourists|some|many|others|them|they)\b",
    re.IGNORECASE,
)


def are_all(references: References, index: int, heads: list[Token]) -> bool:
    """Whether everybody joined by 'and' is somebody known: else the meeting would lack one of those who were there.

    Of a list longer than is read it would lack many."""
    several = [each for head in heads for each in (head, *islice(joined(head), MOST_JOINED + 1))]
    return len(several) <= MOST_JOINED and all(
        each.dep_ == "appos" or references.resolve(index, each) for each in several
    )


def in_row(references: References, found: list[Referent]) -> list[Referent]:
    """With those whom the parser sets beside the first of three or more: 'Okoye, Adu and Rehn attended the meeting'."""
    page, cast = references.page, references.cast
    first = next((m for r in found[:1] for m in cast.within(r.start, r.end) if m.key == r.key), None)
    row = list(listed_after(page, cast, first)) if first else []
    if len(row) < 2 or not page.text[row[-2].end : row[-1].start].endswith(" and "):
        return found
    return distinct([*found, *(Referent(m.key, m.start, m.end) for m in row)])


def is_before_press(noun: Token) -> bool:
    """'a joint press conference', 'their news conference'."""
    return noun.lower_ == "conference" and any(c.lower_ in ("press", "news") for c in noun.lefts)


def goes_on(noun: Token) -> Token | None:
    """'are' of 'The talks are under way' and 'The firms are in talks': they are held now."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
    if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP"):
        return None
    if noun.dep_ == "pobj":
        return verb if noun.lemma_.lower() in _ONGOING and not any(c.dep_ == "det" for c in noun.lefts) else None
    return verb if noun.dep_ == "nsubj" and is_under_way(verb) else None


def subject_behind(noun: Token, verb: Token) -> list[Token]:
    """'Okoye' of 'In talks with Adu, Okoye asked', where the parser sets her beside Adu."""
    for other in after(noun, "with"):
        for name in other.children:
            if name.dep_ == "appos" and name.pos_ == "PROPN" and other.i < name.i < verb.i:
                before, behind = name.doc[other.i + 1 : name.left_edge.i], name.doc[name.i + 1 : verb.i]
                if before.text == "," and all(t.dep_ in ("aux", "neg", "advmod") for t in behind):
                    return [name]
    return []


def between(references: References, index: int, noun: Token) -> list[Referent]:
    """'talks between Okoye and Rehn': two names that the words join, however the parser ties them."""
    word = next((c for c in noun.rights if c.lower_ == "between"), None)
    if word is None:
        return []
    page, cast = references.page, references.cast
    _, end = page.where(index, word)
    first = cast.at(end + 1, end + 2)
    joint = _AND.match(page.text, first.end) if first else None
    second = cast.at(joint.end(), joint.end() + 1) if joint else None
    found = [m for m in (first, second) if m and cast.type_of(m.key) in ("Person", "Organization", "Country")]
    plain = len(found) == 2 and first and second and first.start == end + 1 and joint and second.start == joint.end()
    return [Referent(m.key, m.start, m.end) for m in found] if plain and _closed(page.text, found[-1].end) else []


def _closed(text: str, at: int) -> bool:
    """Whether a name is whole here: no genitive, no further name behind it."""
    return not re.match(r"['’]|[,]? and |-| [A-Z]", text[at : at + 5])


def is_company(references: References, both: list[Referent]) -> bool:
    """Whether these meet as sides: 'met the families of the dead' is no talks."""
    if len(named(references, both)) > 1:
        return True
    others = [references.cast.entities[r.key].name for r in both if references.cast.type_of(r.key) == "UnnamedSource"]
    return not any(_PRIVATE.search(name) for name in others)


def distinct(referents: list[Referent]) -> list[Referent]:
    return list({r.key: r for r in reversed(referents)}.values())[::-1]
