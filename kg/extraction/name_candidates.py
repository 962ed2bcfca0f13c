"""Finds the stretches of a paragraph that may be names, each with the type that the words around it speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.countries import capitals, country_names
from kg.extraction.given_names import GIVEN_NAMES
from kg.extraction.lexicon import (
    ADHERENTS,
    CALLINGS,
    COLLECTIVES,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    OFFICE_PLURALS,
    PEOPLE,
    SAYING,
)
from kg.extraction.name_forms import TITLES, firms, is_capital, names_a_body, run_end, without_titles
from kg.extraction.name_grounds import LIES, councils, lying, waters
from kg.extraction.name_types import signs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

Words = tuple[str, ...]
_LABELS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group"}
_NO_NAME = frozenset("in on from by as after before and but".split())
_HEADS = frozenset(
    "ceo cfo coo president minister secretary spokesman spokeswoman spokesperson chairman director".split()
)
_HOLDERS = _HEADS | frozenset(
    "commandant commissioner commander chief ambassador governor mayor chair chairwoman envoy treasurer coach"
    " captain".split()
)
_LINKING = frozenset("of and for &".split())
_THINGS = frozenset(
    "base camp stadium bridge street avenue square prize award cup tower memorial drive road arena city town county"
    " island islands river lake valley bay mountain".split()
)
_BY_NAME = frozenset("congress senate parliament treasury kremlin vatican navy cabinet police government".split())
_OF_PLACES = frozenset("mayor governor premier king queen minister secretary ambassador president chancellor".split())
_WHOSE = frozenset("people children women men workers king queen lloyd moody girls boys".split())
_CHAMBERS = frozenset(("Representatives", "Commons", "Lords", "Councillors", "Assembly", "Keys", "Delegates"))
_STORMS = frozenset(
    "hurricane typhoon cyclone storm operation flight tropical".split()
)  # what bears a name and is nobody
_HEIGHTS = frozenset("mount lake fort cape port camp gulf river".split())
_TELLING = frozenset("tell inform assure".split())
_LONGEST_BODY = 8  # words of the body between an office and the name beside it
_CREDITS = frozenset("image images photo photograph picture credit file".split())
_OF_RANKS = frozenset(("Rear", "Vice", "Major", "Brigadier", "Lieutenant", "Deputy"))
_COMPASS = frozenset("north south east west central northern southern eastern western middle".split())
_NO_PEOPLE = ("ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "DATE", "PRODUCT")
_LAWS = frozenset("act bill law treaty code".split())


def is_title(name: Words) -> bool:
    """'Foreign Secretary', 'Oil Minister'."""
    return _is_office(name) or (len(name) > 1 and name[-1].lower() in _HEADS)


def candidates(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """The stretches that may be names, with the type that speaks for each."""
    titled: set[int] = set()
    for at in range(len(words) - 2):
        if words[at] == "House" and words[at + 1] == "of" and words[at + 2] in _CHAMBERS:
            titled.update(range(at, at + 3))
            yield tuple(words[at : at + 3]), "Firm"
    for start, end in firms(words):
        if doc[start].is_sent_start and doc[start].pos_ != "PROPN" and is_capital(words[start + 1]):
            start += 1  # '(Yesterday) Brandt and Sons'
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Firm"
    for start, end in councils(doc, words):
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Firm"
    for start, end in waters(doc, words):
        titled.update(range(start, end))
        yield tuple(words[start:end]), "Ground"
    behind = -1  # where the body of an office ends
    for index, word in enumerate(words[:-1]):
        if word.rstrip(".") in TITLES and is_capital(words[index + 1]) and not titled & {index, index + 1}:
            end = run_end(doc, words, index + 1)
            name = without_titles(words[index + 1 : end])
            if name and not names_a_body(name):
                titled.update(range(index, end))
                yield tuple(name), "Titled"
    for entity in doc.ents:
        label = _LABELS.get(entity.label_)
        if label is None or titled.intersection(range(entity.start, entity.end)):
            continue
        start, end = _whole(doc, words, label, *_tight(doc, words, entity.start, entity.end))
        if label == "Person" and end < len(words) and words[end][:2] in ("d'", "d’") and words[end][2:3].isupper():
            end += 1  # Valérie Marchand d'Ostra
        name = without_titles(words[start:end]) if label in ("Person", "Organization") else list(words[start:end])
        if label == "Organization" and 2 <= len(name) < end - start and not names_a_body(name):
            label = "Person"  # '(Secretary of) State Ana Okoye': whom an office stands before
        if start == behind and 2 <= len(name) <= 3 and not names_a_body(name):
            label = "Person"  # '(the ambassador to the United Nations) Ana Okoye'
        while len(name) > 2 and name[0].lower() in CALLINGS and _goes_by_name(label, name):
            name, label = name[1:], "Person"  # 'Farmer Ana Okoye'
        if len(name) > 2 and label == "Person" and name[1].lower() == "of" and name[0] not in GIVEN_NAMES:
            label = "Organization"  # 'Chiefs of Staff'
        if label in ("Person", "Place") and len(name) > 1 and _is_the_paper(doc, words, start):
            label = "Organization"  # 'told The Osk Echo'
        if len(name) > 1 and name[0].lower() in _STORMS:
            titled.update(range(start, end))
            continue
        if label == "Person" and name and (name[-1].lower() in _THINGS or name[0].lower() in _HEIGHTS):
            label = "Place"  # 'the Ana Okoye Bridge', 'Mount Okoye'
        if (
            label == "Organization"
            and len(name) > 2
            and name[-1].lower() in _HOLDERS
            and name[-2].lower() not in _LINKING
        ):
            name = _without_post(name)  # 'Coast Guard (Commandant)'
        held = _is_held(words, start)
        behind = entity.end if held else -1
        if held and label == "Organization" and len(name) > 3 and names_a_body(name[:-2]):
            yield tuple(name[:-2]), label
            name, label = name[-2:], "Person"  # 'the ambassador to the United Nations Ana Okoye'
        if (
            len(name) > 2
            and (name[0] in country_names() or name[0] in capitals())
            and (label == "Person" or (held and not names_a_body(name)))
        ):
            name, label = name[1:], "Person"  # 'the prime minister of Spain Ana Okoye'
        if (
            name
            and is_capital(name[0])
            and len(name) <= 10
            and name[0][0].isalpha()
            and not _is_office(name)
            and not _is_nobody(doc, start, name)
        ):
            yield tuple(name), label
            if label in ("Person", "Organization", "Place"):
                yield from ((tuple(name), sign) for sign in signs_of(doc, start, entity.root, name))
            titled.update(range(start, end))
    yield from _given(doc, words)
    yield from _behind_place(doc, words)
    yield from _beside_post(doc, words, titled)
    yield from _unlabelled(doc, words, titled)
    for found in lying(doc, words, titled):
        yield from ((found, LIES), (found, "In"))


def _is_the_paper(doc: Doc, words: Sequence[str], start: int) -> bool:
    """Whether 'The' with a capital, in the middle of a sentence, belongs to the name: no person has one."""
    first = start if words[start] == "The" else start - 1
    heard = first > 0 and doc[first - 1].lemma_.lower() in _TELLING and doc[start].ent_type_ in ("LOC", "FAC", "GPE")
    if doc[start].ent_type_ != "PERSON" and not heard:
        return False  # 'told The Hague' is rare, 'in The Gambia' is not
    return first > 0 and words[first] == "The" and not doc[first].is_sent_start and doc[first - 1].text[0].isalnum()


def _whole(doc: Doc, words: Sequence[str], label: str, start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity with a surname that the model left off, without a verb or preposition that it took in."""
    while start < end - 1 and (
        words[start].lower() in _NO_NAME or (doc[start].pos_ == "VERB" and doc[start].lemma_.lower() in SAYING)
    ):
        start += 1  # 'In Global Politics', 'Remarked Ana Okoye'
    while start + 1 < end < len(words) and words[end - 1] in _OF_RANKS and words[end].lower() in OFFICE_NOUNS:
        end -= 1  # 'IRGC Rear (Admiral)'
    while end > start + 1 and words[end - 1].lower() in _CREDITS:
        end -= 1  # 'Ana Okoye Image: ...'
    while label == "Person" and start < end < len(words) and _runs_on(doc, end) and _may_end(words[end]):
        end += 1  # '(Superintendent Graciano) Mijares'
    return start, end


def _without_post(name: Sequence[str]) -> list[str]:
    kept = list(name[:-1])
    while len(kept) > 1 and kept[-1].lower() in OFFICE_ADJECTIVES:
        kept.pop()
    return kept


def _goes_by_name(label: str, name: Sequence[str]) -> bool:
    return label == "Person" or (label == "Organization" and name[1].casefold() in GIVEN_NAMES)


def _may_end(word: str) -> bool:
    return is_capital(word) and word.lower() not in _CREDITS


def _runs_on(doc: Doc, end: int) -> bool:
    """Whether the parser ties the last token of a name to the proper noun behind it."""
    return doc[end].pos_ == "PROPN" and doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end


def _is_held(words: Sequence[str], start: int) -> bool:
    """Whether the words before are an office and its preposition: '(the ambassador to the) ...'."""
    at = start - 1 - (start > 0 and words[start - 1].lower() == "the")
    return at > 0 and words[at].lower() in ("of", "for", "to", "at") and words[at - 1].lower() in OFFICE_NOUNS


def _given(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """A given name and what follows with a capital: a person, unless the model takes it for a place or a body."""
    for index, word in enumerate(words[:-1]):
        if word.casefold() not in GIVEN_NAMES or not is_capital(word) or not is_capital(words[index + 1]):
            continue
        if doc[index].ent_type_ in _NO_PEOPLE and not _is_mistaken(doc, index):
            continue
        name = words[index : run_end(doc, words, index)]
        while len(name) > 1 and name[-1].lower() in _CREDITS:
            name = name[:-1]
        inside = [token.ent_type_ for token in doc[index + 1 : index + len(name)]]
        thing = name[-1].lower() in _THINGS or names_a_body(name)
        if 2 <= len(name) <= 4 and not thing and not any(t in ("DATE", "TIME") for t in inside):
            yield tuple(name), "Person"


def _is_mistaken(doc: Doc, index: int) -> bool:
    """Whether 'Ivo Rehn' is no work or product: two words that act or suffer, without an article."""
    if doc[index].ent_type_ not in ("WORK_OF_ART", "PRODUCT") or doc[index].dep_ != "compound":
        return False
    last = doc[index].head
    whole = last.i == index + 1 and (last.i + 1 == len(doc) or doc[last.i + 1].ent_iob_ != "I")
    before = doc[index - 1] if index > 0 else None
    bare = doc[index].ent_iob_ == "B" and (before is None or not (before.is_punct or before.pos_ == "DET"))
    return whole and bare and last.dep_ in ("nsubj", "nsubjpass", "dobj", "oprd")


def _behind_place(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """'the mayor of London Ana Okoye': whom an office of a known place stands before."""
    for index in range(len(words) - 4):
        if words[index].lower() not in OFFICE_NOUNS or words[index + 1] not in ("of", "for", "to"):
            continue
        first = index + 2 + (words[index + 2] == "the")
        for length in (3, 2, 1):
            place = spelt(words[first : first + length])
            start = first + length
            if (place in country_names() or place in capitals()) and start < len(words) and is_capital(words[start]):
                name = words[start : run_end(doc, words, start)]
                known = name[0].casefold() in GIVEN_NAMES or words[index].lower() in _OF_PLACES
                if known and 2 <= len(name) <= 4 and not names_a_body(name) and not _is_office(name):
                    yield tuple(name), "Titled"
                break


def _beside_post(doc: Doc, words: Sequence[str], taken: set[int]) -> Iterator[tuple[Words, str]]:
    """'The chief executive of Varna Water, Isolde Farrant, resigned': a name that the model names nothing.

    It stands between commas, or before a verb, right behind an office and the body that it is of.
    """
    for index in range(len(words) - 5):
        if words[index].lower() not in OFFICE_NOUNS or words[index + 1] not in ("of", "for", "to", "at"):
            continue
        first = index + 2 + (words[index + 2].lower() == "the")
        comma = next((n for n in range(first, min(first + _LONGEST_BODY, len(words))) if words[n] == ","), None)
        if comma is None or not all(is_capital(w) or w.lower() in _LINKING for w in words[first:comma]):
            continue
        end = run_end(doc, words, comma + 1)
        name = without_titles(words[comma + 1 : end])
        closed = end < len(words) and (words[end] == "," or doc[end].tag_ in ("VBD", "VBZ"))
        free = not taken & set(range(end - len(name), end)) and all(t.pos_ == "PROPN" for t in doc[comma + 1 : end])
        if closed and free and 2 <= len(name) <= 3 and not names_a_body(name) and not _is_office(name):
            yield tuple(name), "Titled"


def _unlabelled(doc: Doc, words: Sequence[str], taken: set[int]) -> Iterator[tuple[Words, str]]:
    """Two or three proper nouns in a row that the model names nothing, and that speak or are described as a person."""
    for token in doc:
        if (
            token.pos_ == "PROPN"
            and token.i not in taken
            and "Speaks" in (signs := list(signs_of(doc, token.i, token, [words[token.i]])))
        ):
            start = token.i
            while (
                start > 0 and doc[start - 1].pos_ == "PROPN" and is_capital(words[start - 1]) and start - 1 not in taken
            ):
                start -= 1
            name = without_titles(words[start : token.i + 1])
            if 2 <= len(name) <= 3 and not names_a_body(name) and not _is_office(name):
                yield tuple(name), "Person"
                signs += signs_of(doc, start, token, name)  # 'the charity Harbour Light'
                yield from ((tuple(name), sign) for sign in signs if sign == "Body")


def _is_nobody(doc: Doc, start: int, name: Sequence[str]) -> bool:
    """'Observers' at the head of a sentence, 'Republic Act No': a common noun, an office, or the name of a law."""
    token = doc[start]
    if _is_office(name) or not name[0][0].isalpha():
        return True
    alone = len(name) == 1 or name[1] == "of"
    if len(name) == 1 and name[0].lower() in COLLECTIVES - _BY_NAME and token.pos_ != "PROPN":
        return True  # 'the Group'
    if alone and token.is_sent_start and token.tag_ == "NNS" and token.lemma_.lower() in PEOPLE | OFFICE_NOUNS:
        return True
    if len(name) > 1 and name[-1].lower() in _HEADS:
        return True  # '(Courier CEO) Ana Okoye'
    return name[-1].lower().rstrip(".") in _LAWS or "Act" in name[1:]


def _is_office(name: Sequence[str]) -> bool:
    """'Foreign Secretary', 'Secretary of State', 'State': words of office only, which name nobody."""
    if len(name) == 2 and name[0].lower() in ADHERENTS and name[1].lower() in OFFICE_NOUNS:
        return True  # 'Labour MP'
    if len(name) > 1 and all(word.lower() in _COMPASS for word in name):
        return True  # 'Vice President North Central'
    return all(
        word.lower() in OFFICE_NOUNS
        or word.lower() in OFFICE_PLURALS
        or word.lower() in OFFICE_ADJECTIVES
        or word == "-"
        for word in name
    )


def _tight(doc: Doc, words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity without the article before it and the genitive behind it."""
    while start < end and (words[start].lower() in ("the", "a", "an") or not words[start][0].isalnum()):
        start += 1
    while end > start and (
        words[end - 1] in ("'s", "’s", "’") or (not words[end - 1][-1].isalnum() and words[end - 1][-1] != ".")
    ):
        end -= 1
    own = names_a_body(words[start:end])  # 'People's Alliance Party'
    for index in range(start, end):  # what goes on over a comma or a line is not one name
        if own and words[index] in ("'s", "’s") and words[index - 1].lower() in _WHOSE:
            continue
        if words[index] in (",", ";", ":", '"', "“", "”", "(", "'s", "’s") or doc[index].is_space:
            return start, index
    return start, end


def spelt(words: Sequence[str]) -> str:
    joined = " ".join(words)
    for gap, close in (
        (" ,", ","),
        (" - ", "-"),
        (" – ", "–"),
        (" 's", "'s"),
        (" ’s", "’s"),
        ("- ", "-"),
        (" -", "-"),
        (" ’", "’"),
        (" '", "'"),
    ):
        joined = joined.replace(gap, close)
    return joined
