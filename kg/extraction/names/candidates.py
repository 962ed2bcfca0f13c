"""Finds the stretches of a paragraph that may be names, each with the type that the words around it speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import (
    CALLINGS,
    COLLECTIVES,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    PEOPLE,
    PLATFORMS,
)
from kg.extraction.names.bodies import bodies
from kg.extraction.names.countries import capitals, country_names
from kg.extraction.names.extents import NO_NAME, REMITS, extent_of
from kg.extraction.names.families import with_surnames
from kg.extraction.names.forms import (
    TITLES,
    Words,
    firms,
    is_capital,
    is_office,
    names_a_body,
    run_end,
    spelt,
    without_titles,
)
from kg.extraction.names.given_names import is_given
from kg.extraction.names.grounds import LIES, councils, lying, waters
from kg.extraction.names.people import (
    LINKING,
    THINGS,
    behind_place,
    beside_post,
    described,
    given,
    nicknamed,
    of_families,
    unlabelled,
)
from kg.extraction.names.places import BODIES, CITIES, REGIONS
from kg.extraction.names.players import players
from kg.extraction.names.types import signs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABELS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group"}
_HEADS = frozenset(
    "ceo cfo coo president minister secretary spokesman spokeswoman spokesperson chairman director".split()
)
_HOLDERS = _HEADS | frozenset(
    "commandant commissioner commander chief ambassador governor mayor chair chairwoman envoy treasurer coach"
    " captain".split()
)
_BY_NAME = frozenset("congress senate parliament treasury kremlin vatican navy cabinet police government".split())
_CHAMBERS = frozenset(("Representatives", "Commons", "Lords", "Councillors", "Assembly", "Keys", "Delegates"))
_MOST_WORDS = 10
STORMS = frozenset("hurricane typhoon cyclone storm operation flight tropical".split())  # with names, and nobody
_SCORE = re.compile(r"\d{1,3}[-–—]\d{1,3}")
_HEIGHTS = frozenset("mount lake fort cape port camp gulf river".split())
_TELLING = frozenset("tell inform assure".split())
_LAWS = frozenset("act bill law treaty code".split())
_RUNNING = frozenset(("candidate", "candidates", "nominee", "nominees", "hopeful"))
_SEEING_TO = frozenset("secretary minister undersecretary commissioner".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# what is no name before one of these words: 'Commerce Secretary', 'Super Tuesday'
_BEFORE = {**dict.fromkeys(REMITS, _SEEING_TO), **dict.fromkeys("super good ash palm holy cyber".split(), _DAYS)}
_WORLDWIDE = frozenset(("International", "Worldwide", "Global"))
_SITTING = frozenset("house senate congress parliament commons lords assembly knesset duma".split())


def is_title(name: Words) -> bool:
    """'Foreign Secretary', 'Oil Minister', '(Lord Mayor) Candidate'."""
    return is_office(name) or name[-1].lower() in _RUNNING or (len(name) > 1 and name[-1].lower() in _HEADS)


def candidates(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """The stretches that may be names, with the type that speaks for each."""
    titled = {at + 1 for at, word in enumerate(words) if word == "#"}  # '#OstraRises'
    yield from _by_form(doc, words, titled)
    yield from _behind_titles(doc, words, titled)
    families = list(with_surnames(doc, words))
    lone = {alone for _, alone in families}
    yield from ((name, label) for name, label in _of_the_model(doc, words, titled) if name not in lone)
    for name, alone in families:
        yield from ((name, "Titled"), (alone, "Person"))
    yield from given(doc, words)
    yield from behind_place(doc, words)
    yield from beside_post(doc, words, titled)
    yield from unlabelled(doc, words, titled)
    for name in players(doc, words):
        yield name, "Plays"
    for found in lying(doc, words, titled):
        yield from ((found, LIES), (found, "In"))


def _of_the_model(doc: Doc, words: Sequence[str], titled: set[int]) -> Iterator[tuple[Words, str]]:
    """The names that the model finds, mended; their tokens join `titled`."""
    behind = -1  # where the body of an office ends
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None or titled.intersection(range(entity.start, entity.end)):
            continue
        start, end = extent_of(doc, words, label, entity)
        end = _before_score(words, start, end)
        if label == "Person" and end < len(words) and words[end][:2] in ("d'", "d’") and words[end][2:3].isupper():
            end += 1  # Valérie Marchand d'Ostra
        name, label = _typed(doc, words, start, end, label, after_body=start == behind)
        if len(name) > 1 and name[0].lower() in STORMS:
            titled.update(range(start, end))
            continue
        held = _is_held(words, start)
        behind = entity.end if held else -1
        body, name, label = _behind_office(*_by_ends(name, label), held=held)
        if body is not None:
            yield body
        if _may_be_name(doc, start, name):
            yield tuple(name), label
            if label in ("Person", "Organization", "Place"):
                yield from ((tuple(name), sign) for sign in signs_of(doc, start, entity.root, name))
            titled.update(range(start, end))


def _before_score(words: Sequence[str], start: int, end: int) -> int:
    """The end of 'Sela Town' in 'beat Sela Town 3-1'."""
    if end - start > 1 and _SCORE.fullmatch(words[end - 1]):
        return end - 1
    scored = end - start > 3 and _SCORE.fullmatch("".join(words[end - 3 : end]))
    return end - 3 if scored else end


def _typed(
    doc: Doc, words: Sequence[str], start: int, end: int, label: str, *, after_body: bool
) -> tuple[list[str], str]:
    """The words of a name without what stands before it, and its type by its first words."""
    name = without_titles(words[start:end]) if label in ("Person", "Organization") else list(words[start:end])
    if label == "Organization" and 2 <= len(name) < end - start and not names_a_body(name):
        label = "Person"  # '(Secretary of) State Ana Okoye': whom an office stands before
    if after_body and 2 <= len(name) <= 3 and not names_a_body(name):
        label = "Person"  # '(the ambassador to the United Nations) Ana Okoye'
    if label == "Person" and len(name) > 1 and name[0] in PLATFORMS:
        name = name[1:]  # 'on Twitter Okoye accused'
    while len(name) > 2 and name[0].lower() in CALLINGS and _goes_by_name(label, name):
        name, label = name[1:], "Person"  # 'Farmer Ana Okoye'
    if len(name) > 2 and label == "Person" and name[1].lower() == "of" and not is_given(name[0]):
        label = "Organization"  # 'Chiefs of Staff'
    if label in ("Person", "Place") and len(name) > 1 and _is_the_paper(doc, words, start):
        label = "Organization"  # 'told The Osk Echo'
    return name, label


def _by_ends(name: list[str], label: str) -> tuple[list[str], str]:
    """The name and its type by its first and its last word: 'the Ana Okoye Bridge', 'Coast Guard (Commandant)'."""
    if label == "Person" and name and (name[-1].lower() in THINGS or name[0].lower() in _HEIGHTS):
        label = "Place"  # 'the Ana Okoye Bridge', 'Mount Okoye'
    holder = label == "Organization" and len(name) > 2 and name[-1].lower() in _HOLDERS
    if holder and name[-2].lower() not in LINKING:
        name = _without_post(name)  # 'Coast Guard (Commandant)'
    return name, label


def _behind_office(name: list[str], label: str, *, held: bool) -> tuple[tuple[Words, str] | None, list[str], str]:
    """The body or land that an office before the name is of, if it stands within the name; the rest, and its type."""
    body: tuple[Words, str] | None = None
    if held and label == "Organization" and len(name) > 3 and names_a_body(name[:-2]):
        body = tuple(name[:-2]), label
        name, label = name[-2:], "Person"  # 'the ambassador to the United Nations Ana Okoye'
    elif held and (of := _body_at_head(name)):
        body = tuple(name[:of]), "Organization"
        name, label = name[of:], "Person"  # 'the Speaker of the House Ana Okoye'
    land = len(name) > 2 and (name[0] in country_names() or name[0] in capitals())
    if land and (label == "Person" or (held and not names_a_body(name))):
        name, label = name[1:], "Person"  # 'the prime minister of Spain Ana Okoye'
    elif held and (known := _land_at_head(name)) and not names_a_body(name):
        body = tuple(name[:known]), "Place"
        name, label = name[known:], "Person"  # 'the senator from Vermont Ana Okoye'
    return body, name, label


def _land_at_head(name: Sequence[str]) -> int:
    """How many words of a name are the region or the city that the office before it is of, with a person's behind."""
    for length in (2, 1):
        place = " ".join(name[:length])
        known = place in REGIONS or place in CITIES or place in country_names() or place in capitals()
        if known and 2 <= len(name) - length <= 3 and all(is_capital(word) for word in name[length:]):
            return length
    return 0


def _may_be_name(doc: Doc, start: int, name: list[str]) -> bool:
    if not name or not is_capital(name[0]) or len(name) > _MOST_WORDS or not name[0][0].isalpha():
        return False
    return not is_office(name) and not _is_nobody(doc, start, name)


def _by_form(doc: Doc, words: Sequence[str], titled: set[int]) -> Iterator[tuple[Words, str]]:
    """What its own words, or the noun before it, make a body or a water; their tokens join `titled`."""
    for at in range(len(words) - 2):
        if words[at] == "House" and words[at + 1] == "of" and words[at + 2] in _CHAMBERS:
            end = at + 3 + (words[at + 3 : at + 4] in (["Library"], ["Commission"]))  # 'the House of Commons Library'
            titled.update(range(at, end))
            yield tuple(words[at:end]), "Firm"
    for start, end in firms(words):
        if doc[start].is_sent_start and doc[start].pos_ != "PROPN" and is_capital(words[start + 1]):
            start += 1  # '(Yesterday) Brandt and Sons'
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Firm"
    for start, end, kind in bodies(doc, words):
        if not titled.intersection(range(start, end)):
            titled.update(range(start, end))
            yield tuple(words[start:end]), kind
    for start, end in of_families(doc, words):
        if not titled.intersection(range(start, end)):
            titled.update(range(start, end))
            yield tuple(words[start:end]), "Person"
    for start, end in (*nicknamed(doc, words), *described(doc, words)):
        if not titled.intersection(range(start, end)):
            titled.update(range(start, end))
            yield tuple(words[start:end]), "Titled"
    for start, end in councils(doc, words):
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Firm"
    for start, end in waters(doc, words):
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Ground"


def _behind_titles(doc: Doc, words: Sequence[str], titled: set[int]) -> Iterator[tuple[Words, str]]:
    """The people behind a title: 'Ms Okoye'; their tokens join `titled`."""
    for index, word in enumerate(words[:-1]):
        if word.rstrip(".") in TITLES and is_capital(words[index + 1]) and not titled & {index, index + 1}:
            end = run_end(doc, words, index + 1)
            name = without_titles(words[index + 1 : end])
            if name and not names_a_body(name):
                titled.update(range(index, end))
                yield tuple(name), "Titled"


def _body_at_head(name: Sequence[str]) -> int:
    """How many words of a name are the body that the office before it is of: 1 of 'House Ana Okoye', else 0."""
    for length in range(1, len(name) - 1):
        rest = [word for word in name[length:] if word != "-"]
        known = (length == 1 and name[0].lower() in _SITTING) or spelt(name[:length]) in BODIES
        whose = is_given(name[length]) and (names_a_body(name[:length]) or name[length - 1] in _WORLDWIDE)
        person = 2 <= len(rest) <= 3 and all(is_capital(w) for w in rest) and not names_a_body(rest)
        if (known or whose) and person and not is_office(rest) and not any(word.lower() in THINGS for word in rest):
            return length
    return 0


def _is_the_paper(doc: Doc, words: Sequence[str], start: int) -> bool:
    """Whether 'The' with a capital, in the middle of a sentence, belongs to the name: no person has one."""
    first = start if words[start] == "The" else start - 1
    heard = first > 0 and doc[first - 1].lemma_.lower() in _TELLING and doc[start].ent_type_ in ("LOC", "FAC", "GPE")
    if doc[start].ent_type_ != "PERSON" and not heard:
        return False  # 'told The Hague' is rare, 'in The Gambia' is not
    return first > 0 and words[first] == "The" and not doc[first].is_sent_start and doc[first - 1].text[0].isalnum()


def _without_post(name: Sequence[str]) -> list[str]:
    kept = list(name[:-1])
    while len(kept) > 1 and kept[-1].lower() in OFFICE_ADJECTIVES:
        kept.pop()
    return kept


def _goes_by_name(label: str, name: Sequence[str]) -> bool:
    return label == "Person" or (label == "Organization" and is_given(name[1]))


def _is_held(words: Sequence[str], start: int) -> bool:
    """Whether the words before are an office and its preposition: '(the ambassador to the) ...'."""
    at = start - 1 - (start > 0 and words[start - 1].lower() == "the")
    return at > 0 and words[at].lower() in ("of", "for", "to", "at", "from") and words[at - 1].lower() in OFFICE_NOUNS


def _is_nobody(doc: Doc, start: int, name: Sequence[str]) -> bool:
    """'Observers' at the head of a sentence, 'Republic Act No': a common noun, an office, or the name of a law."""
    token = doc[start]
    if is_office(name) or not name[0][0].isalpha() or name[0].lower() in NO_NAME:
        return True
    if len(name) == 1 and name[0].lower() in _BEFORE and start + 1 < len(doc):
        return doc[start + 1].lower_ in _BEFORE[name[0].lower()]
    alone = len(name) == 1 or name[1] == "of"
    if name[0].lower() in ("member", "members") and name[1:2] == ["of"]:
        return True  # 'Member of Parliament'
    if len(name) == 1 and name[0].lower() in COLLECTIVES - _BY_NAME and token.pos_ != "PROPN":
        return True  # 'the Group'
    if alone and token.is_sent_start and token.tag_ == "NNS" and token.lemma_.lower() in PEOPLE | OFFICE_NOUNS:
        return True
    if len(name) > 1 and name[-1].lower() in _HEADS:
        return True  # '(Courier CEO) Ana Okoye'
    return name[-1].lower().rstrip(".") in _LAWS or "Act" in name[1:]
