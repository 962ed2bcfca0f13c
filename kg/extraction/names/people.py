"""Finds people whom the model names nothing: behind a given name, an office, or before a verb of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import ADHERENTS, CALLINGS, OFFICE_ADJECTIVES, OFFICE_NOUNS
from kg.extraction.names.countries import capitals, country_names
from kg.extraction.names.forms import (
    MARKS,
    Words,
    is_capital,
    is_office,
    is_particle,
    names_a_body,
    run_end,
    spelt,
    without_titles,
)
from kg.extraction.names.given_names import is_given
from kg.extraction.names.places import CITIES, REGIONS
from kg.extraction.names.types import signs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_PEOPLE = ("ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "DATE", "PRODUCT")
_OF_PLACES = frozenset("mayor governor premier king queen minister secretary ambassador president chancellor".split())
_LONGEST_BODY = 8  # words of the body between an office and the name beside it
CREDITS = frozenset("image images photo photograph picture credit file".split())
THINGS = frozenset(
    "base camp stadium bridge street avenue square prize award cup tower memorial drive road arena city town county"
    " island islands river lake valley bay mountain".split()
)
_NAMING = ("PROPN", "NOUN", "X")  # as what the model reads a given name that it does not know
_MOST_GIVEN = 3  # names before a particle
_ARTICLES_AND_LINKS = frozenset(
    "the a an this that these those his her its their our my your one some many most both all each every no any other"
    " another former late new old in on at by for from of as after before when while if and but or".split()
)
_CHIEFS = frozenset(("chief executive", "executive officer"))
LINKING = frozenset("of and for &".split())


def given(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """A given name and what follows with a capital: a person, unless the model takes it for a place or a body."""
    for index, word in enumerate(words[:-1]):
        if not is_given(word) or not is_capital(word) or not is_capital(words[index + 1]):
            continue
        if doc[index].ent_type_ in _NO_PEOPLE and not _is_mistaken(doc, index):
            continue
        name = words[index : run_end(doc, words, index)]
        while len(name) > 1 and name[-1].lower() in CREDITS:
            name = name[:-1]
        inside = [token.ent_type_ for token in doc[index + 1 : index + len(name)]]
        thing = name[-1].lower() in THINGS or names_a_body(name)
        if 2 <= len(name) <= 4 and not thing and not any(t in ("DATE", "TIME") for t in inside):
            yield tuple(name), "Person"


def of_families(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand that a particle parts, behind a given name: 'Luca della Torre', 'Ana dos Santos'."""
    for index, word in enumerate(words[:-2]):
        small = index + 1
        if not is_given(word) or not is_capital(word) or doc[index].pos_ not in _NAMING:
            continue
        while small < len(words) and is_capital(words[small]) and small - index < _MOST_GIVEN:
            small += 1
        if small + 1 >= len(words) or not is_particle(words[small]):
            continue
        if doc[small + 1].ent_iob_ == "I":
            continue  # the model has the name whole
        end = run_end(doc, words, index)
        if end > small and not names_a_body(words[index:end]) and words[end - 1].lower() not in THINGS:
            yield _first_of(doc, words, index), end


def nicknamed(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand that hold a nickname in quotation marks: 'Dean "Deano" Fairclough'."""
    for index in range(len(words) - 4):
        first, mark, nickname, closing, last = words[index : index + 5]
        marked = mark in MARKS and closing in MARKS and all(is_capital(w) for w in (first, nickname, last))
        if marked and (is_given(first) or doc[index].ent_type_ == doc[index + 4].ent_type_ == "PERSON"):
            yield _first_of(doc, words, index), run_end(doc, words, index + 4)


def _first_of(doc: Doc, words: Sequence[str], index: int) -> int:
    """'Nabil' of 'Nabil Hasan | al-Quaety', where the model takes both for one person's."""
    while (
        index > 0 and doc[index].ent_type_ == "PERSON" and doc[index].ent_iob_ == "I" and is_capital(words[index - 1])
    ):
        index -= 1
    return index


def _is_mistaken(doc: Doc, index: int) -> bool:
    """Whether 'Ivo Rehn' is no work or product: two words that act or suffer, without an article.

    Nor is who stands behind an office in what the model takes for one name: 'Orlen Chief Executive Eva Rehn'.
    """
    office = doc[index - 1].lower_ if index else ""
    if doc[index].ent_iob_ == "I" and (office in OFFICE_NOUNS or f"{doc[index - 2].lower_} {office}" in _CHIEFS):
        return True
    if doc[index].ent_type_ not in ("WORK_OF_ART", "PRODUCT") or doc[index].dep_ != "compound":
        return False
    last = doc[index].head
    whole = last.i == index + 1 and (last.i + 1 == len(doc) or doc[last.i + 1].ent_iob_ != "I")
    before = doc[index - 1] if index > 0 else None
    bare = doc[index].ent_iob_ == "B" and (before is None or not (before.is_punct or before.pos_ == "DET"))
    return whole and bare and last.dep_ in ("nsubj", "nsubjpass", "dobj", "oprd")


def behind_place(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
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
                known = is_given(name[0]) or words[index].lower() in _OF_PLACES
                if known and 2 <= len(name) <= 4 and not names_a_body(name) and not is_office(name):
                    yield tuple(name), "Titled"
                break


def beside_post(doc: Doc, words: Sequence[str], taken: set[int]) -> Iterator[tuple[Words, str]]:
    """'The chief executive of Varna Water, Isolde Farrant, resigned': a name that the model names nothing.

    It stands between commas, or before a verb, right behind an office and the body that it is of.
    """
    for index in range(len(words) - 5):
        if words[index].lower() not in OFFICE_NOUNS or words[index + 1] not in ("of", "for", "to", "at"):
            continue
        first = index + 2 + (words[index + 2].lower() == "the")
        comma = next((n for n in range(first, min(first + _LONGEST_BODY, len(words))) if words[n] == ","), None)
        if comma is None or not all(is_capital(w) or w.lower() in LINKING | {"the"} for w in words[first:comma]):
            continue
        end = run_end(doc, words, comma + 1)
        name = without_titles(words[comma + 1 : end])
        closed = end < len(words) and (words[end] == "," or doc[end].tag_ in ("VBD", "VBZ"))
        free = not taken & set(range(end - len(name), end)) and all(t.pos_ == "PROPN" for t in doc[comma + 1 : end])
        if closed and free and 2 <= len(name) <= 3 and not names_a_body(name) and not is_office(name):
            yield tuple(name), "Titled"


def described(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands beside the noun of its office, of which the model reads a place or nothing.

    'The energy minister, Ramiro Okoye Vera, resigned', 'Iolanthe Marsh, the former mayor,', 'Ffion Marsh, 48,'.
    """
    for token in doc:
        if token.dep_ in ("nsubj", "nsubjpass") and _opens_described(doc, words, token):
            yield token.i - 1, token.i + 1
        if token.dep_ != "appos" or token.pos_ != "PROPN" or token.head.lower_ not in OFFICE_NOUNS:
            continue
        first = next((n + 1 for n in range(token.i, token.head.i, -1) if not is_capital(words[n])), token.i + 1)
        labels = {each.ent_type_ for each in doc[first : token.i + 1]}
        closed = words[token.i + 1 : token.i + 2] == [","] and words[first - 1] == ","
        if closed and labels <= {"", "GPE"} and _may_be_full(words[first : token.i + 1]):
            yield first, token.i + 1


def _opens_described(doc: Doc, words: Sequence[str], last: Token) -> bool:
    """Whether a sentence begins with two capital words of nobody known, whom it gives a post, a trade or a 'who'."""
    at = last.i
    named = at == last.sent.start + 1 and is_capital(words[at - 1]) and is_capital(words[at])
    if not named or words[at + 1 : at + 2] != [","] or {t.ent_type_ for t in doc[at - 1 : at + 1]} - {"", "ORG"}:
        return False
    if doc[at - 1].lower_ in _ARTICLES_AND_LINKS or not _may_be_full(words[at - 1 : at + 1]):
        return False
    usual = OFFICE_NOUNS | CALLINGS
    beside = any(c.dep_ == "appos" and c.i > at and c.lower_ in usual for c in last.children)
    who = doc[at + 2].lower_ == "who" if at + 2 < len(doc) else False
    aged = at + 3 < len(doc) and words[at + 3] == "," and words[at + 2].isdecimal() and 5 < int(words[at + 2]) < 111
    return beside or who or aged


def _may_be_full(name: Sequence[str]) -> bool:
    """Whether two to four words are nothing but somebody's name."""
    place = " ".join(name) in REGIONS | CITIES or (bool(name) and name[0] in country_names())
    plain = without_titles(name) == list(name) and not names_a_body(name) and not is_office(name)
    return 2 <= len(name) <= 4 and plain and not place


def _last_of(token: Token) -> Token:
    """'Holt' for either name of 'Superintendent Nadia Holt': the last of the proper nouns that the parser joins."""
    while token.dep_ == "compound" and token.head.i == token.i + 1 and token.head.pos_ == "PROPN":
        token = token.head
    return token


def unlabelled(doc: Doc, words: Sequence[str], taken: set[int]) -> Iterator[tuple[Words, str]]:
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
            last = _last_of(token)
            name = without_titles(words[start : last.i + 1])
            if last.i > token.i and any(word.lower() in OFFICE_NOUNS | OFFICE_ADJECTIVES for word in name):
                continue  # 'Chief Executive (Technical Officer)'
            if words[last.i] in ADHERENTS.values():
                continue  # 'Rebel Tories'
            while len(name) > 2 and name[0].lower() in CALLINGS:
                name = name[1:]  # 'Resident Ivo Rehn'
            if 2 <= len(name) <= 3 and not names_a_body(name) and not is_office(name):
                yield tuple(name), "Person"
                signs += signs_of(doc, start, token, name)  # 'the charity Harbour Light'
                yield from ((tuple(name), sign) for sign in signs if sign == "Body")
