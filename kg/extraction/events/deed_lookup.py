"""Which row of the tables a clause answers to: by a small word, its object, its subject, the phrase beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import names_in_tables
from kg.extraction.events.deed_objects import DEEDS_BY_OBJECT, DEEDS_BY_PHRASE, DEEDS_BY_SUBJECT, VERBS_WITH_NOUN
from kg.extraction.events.deed_words import DEEDS, DEEDS_BY_PARTICLE
from kg.extraction.events.deeds import Deed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

KNOWN_VERBS = frozenset((*DEEDS, *VERBS_WITH_NOUN, *(verb for verb, _ in DEEDS_BY_PARTICLE)))
_MEASURES = ("PERCENT", "MONEY", "QUANTITY", "CARDINAL")
_BESIDE = ("prt", "prep", "dobj", "acomp", "oprd", "advmod", "advcl")


def deed_of(verb: Token, things: list[Token], doers: list[Token]) -> Deed | None:
    """What the verb tells with what stands beside it; None where no table says so, or only of a small word."""
    lemma = verb.lemma_.lower()
    small = next((c.lower_ for c in verb.rights if c.dep_ == "prt"), "")
    name = f"{lemma} {small}" if small else lemma
    return (
        _with_noun(name, things, doers)
        or _with_small_word(verb, lemma)
        or _with_phrase(verb, things, name)
        or (None if small else DEEDS.get(lemma))
    )


def _with_small_word(verb: Token, lemma: str) -> Deed | None:
    beside = ((lemma, c.lower_) for c in verb.rights if c.dep_ in _BESIDE and not _is_of_time(c))
    return next((DEEDS_BY_PARTICLE[each] for each in beside if each in DEEDS_BY_PARTICLE), None)


def _is_of_time(link: Token) -> bool:
    """'over' of 'took the money over six years': how long, and no takeover."""
    return link.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in link.children)


def _with_noun(name: str, things: list[Token], doers: list[Token]) -> Deed | None:
    """'signed a decree'; of a verb without an object 'sales rose'."""
    direct = [thing for thing in things if thing.dep_ != "dative"]
    alone = all(thing.ent_type_ in _MEASURES for thing in things)  # 'sales rose 4 percent'
    return _by_one_of(DEEDS_BY_OBJECT, name, direct) or _by_one_of(DEEDS_BY_SUBJECT, name, doers if alone else [])


def _by_one_of(table: Mapping[tuple[str, str], Deed], name: str, nouns: Iterable[Token]) -> Deed | None:
    keys = ((name, each) for noun in nouns for each in names_in_tables(noun))
    return next((table[key] for key in keys if key in table), None)


def _with_phrase(verb: Token, things: list[Token], name: str) -> Deed | None:
    """'went on strike', 'challenged it in court': the deed with its noun, which the parser may hang on the object."""
    for link, noun in (phrase for head in (verb, *things) for phrase in _phrases(head)):
        found = _by_one_of(DEEDS_BY_PHRASE, f"{name} {link}", [noun])
        if found is not None:
            return replace(found, kind=found.kind.replace("{}", noun.lemma_.lower()))
    return None


def _phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """The preposition and the noun of each phrase behind a word: 'on', 'strike'; 'out of', 'talks'."""
    for link in (c for c in head.rights if c.dep_ in ("prep", "dative", "advmod", "prt")):
        for child in link.children:
            if child.dep_ == "pobj":
                yield link.lower_, child
            elif child.dep_ == "prep":
                yield from ((f"{link.lower_} {child.lower_}", noun) for noun in child.children if noun.dep_ == "pobj")
