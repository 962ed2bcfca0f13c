"""Who else takes part in an event, as the phrase beside its word names them: 'a funeral for Okoye'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.events.event_words import ATTACKS
from kg.extraction.events.personal_events import PERSONAL_NOUNS, befallen
from kg.extraction.events.seen_events import Seen, parts_of
from kg.extraction.parsing.syntax import after, is_passive
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.95
_NAMED = ("Person", "Organization", "Country", "PoliticalParty")
_IN_MEMORY = frozenset("funeral vigil memorial service burial wake".split())
_SUITS = frozenset("lawsuit suit motion complaint petition claim case appeal action".split())
_DECISIONS = frozenset("ruling judgment judgement verdict decision injunction order warrant".split())
_ATTACKED = ATTACKS | {"strike"}
_HITTING = frozenset("hit strike attack damage destroy target bomb".split())

Part = tuple[Referent, str]


def company_of(references: References, index: int, seen: Seen) -> list[Part]:
    """Those by name whom the words beside the event's own add, each with the role; nobody who takes part already."""
    known = {referent.key for referent, _ in seen.parts}
    found: list[Part] = []
    for heads, role in _beside(seen):
        for referent, each in parts_of(references, index, heads, role):
            if referent.key in known or referent.sure < _SURE or references.cast.type_of(referent.key) not in _NAMED:
                continue
            if referent.key not in references.cast.thin:
                known.add(referent.key)
                found.append((referent, each))
    return found


def _beside(seen: Seen) -> Iterator[tuple[list[Token], str]]:
    """Heads of phrases that may name somebody, each with the role that they would have."""
    word = seen.trigger
    nouns = [word] if word.pos_ == "NOUN" else [c for c in word.children if c.dep_ in ("dobj", "nsubjpass")]
    for noun in nouns:
        yield from _of_noun(noun, word if word.pos_ == "VERB" else seen.told)
        lemma = noun.lemma_.lower()
        if word.pos_ == "VERB" and lemma in PERSONAL_NOUNS and seen.kind.startswith(lemma):
            yield befallen(noun), PERSONAL_NOUNS[lemma][0]  # 'overturned the conviction of Okoye'
    if seen.told is not None and word.lemma_.lower() in _ATTACKED:
        yield from _owners(seen.told)


def _of_noun(noun: Token, verb: Token | None) -> Iterator[tuple[list[Token], str]]:
    """'a funeral (was held) for Okoye', 'a lawsuit by Orlen against Okoye'."""
    lemma = noun.lemma_.lower()
    links = [noun] if verb is None else [noun, verb]
    if lemma in _IN_MEMORY:
        yield [each for link in links for each in after(link, "for")], "buried" if lemma == "funeral" else "honoured"
    elif lemma in _SUITS:
        yield [c for c in noun.lefts if c.dep_ == "poss"] + after(noun, "by"), "claimant"
        yield [each for link in links for each in after(link, "against")], "defendant"
    elif lemma in _DECISIONS:
        yield [each for link in links for each in after(link, "against")], "target"


def _owners(verb: Token) -> Iterator[tuple[list[Token], str]]:
    """'Orlen' of "Orlen's refinery was hit by a drone strike", 'works belonging to Orlen were hit'."""
    if verb.lemma_.lower() not in _HITTING or not is_passive(verb):
        return
    for thing in (c for c in verb.lefts if c.dep_ == "nsubjpass"):
        belonging = [c for c in thing.rights if c.dep_ == "acl" and c.lemma_.lower() in ("belong", "own", "run")]
        yield [c for c in thing.lefts if c.dep_ == "poss"], "target"
        yield [each for clause in belonging for each in after(clause, "to", "by")], "target"
