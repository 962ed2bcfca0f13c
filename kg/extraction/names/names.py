"""Finds the names of an article and joins those of one person, body or place into one chain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from kg.extraction.articles.page import Page
from kg.extraction.interviews.turns import speakers_of
from kg.extraction.lexicon import FEMALE, MALE, OFFICE_ADJECTIVES, OFFICE_NOUNS
from kg.extraction.names.acronyms import add_acronyms
from kg.extraction.names.candidates import STORMS, candidates, is_title
from kg.extraction.names.cast import Cast
from kg.extraction.names.chains import chains
from kg.extraction.names.countries import country_names, demonyms
from kg.extraction.names.folding import fold
from kg.extraction.names.forms import FIRM_ENDS, TITLES, Words, is_capital, is_common, names_a_body, spelt
from kg.extraction.names.given_names import gender_of, is_given
from kg.extraction.names.grounds import without_shared
from kg.extraction.names.lands import add_countries, add_realms
from kg.extraction.names.realms import find_realms, surnames_in
from kg.extraction.names.scanner import Scanner
from kg.extraction.names.types import elected

_SET_APART = ("headline", "subhead")
_STORM = re.compile(
    r"\b(?:[Hh]urricanes?|[Tt]yphoons?|[Cc]yclones?|[Tt]ropical (?:[Ss]torm|[Dd]epression)) (?P<name>[A-Z][a-zà-ÿ]+)"
    r"(?! [A-Z][a-z])(?!['’]s\b)"
)
_PARTING = re.compile(r"([-\"“”])")
_ROYAL = frozenset("prince princess king queen duke duchess emperor empress pope sultan sheikh emir".split())
_OF_PEOPLE = frozenset(("Person", "Described", "He", "Speaks"))  # what speaks for a person and nothing else
_NOBODIES = frozenset("covid coronavirus ebola zika malaria utc gmt est edt cdt pst pdt cet bst a.m. p.m.".split())


def read_names(page: Page) -> Cast:
    """The cast of a parsed article."""
    cast = Cast()
    words = [[page.word(index, token) for token in tokens] for index, tokens in enumerate(page.tokens)]
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    body = any(paragraph.kind == "body" for paragraph in page.paragraphs)
    for (_, paragraph, doc), own in zip(page.parsed(), words, strict=True):
        if (body and paragraph.kind in _SET_APART) or _is_shouted(own):
            continue  # a headline's capitals tell nothing; its names stand in the body
        for name, label in candidates(doc, own):
            votes[name][label] += 1
    for name in _in_full(page, words, votes):
        votes[name]["Titled"] += 1
    for name in _by_first_surname(page, words, votes):
        votes[name]["Titled"] += 1
    for name in speakers_of(page.turns):
        votes[name]["Titled"] += 1
    storms = (found["name"] for found in _STORM.finditer(page.text))
    cast.storms = {storm for storm in storms if not is_common(storm.lower())}  # no 'Hurricane Center'
    votes = without_shared({name: each for name, each in votes.items() if not _is_storm(name, cast.storms)})
    proven = {fold(name) for name, counted in votes.items() if _is_proven(name, counted)}
    firms = {name[0] for name, counted in votes.items() if len(name) == 1 and counted["Firmly"]}
    speaking = {name[0] for name, counted in votes.items() if len(name) == 1 and counted["Speaks"]}
    things = {name for name, counted in votes.items() if len(name) > 1 and _is_thing(name, counted, speaking)}
    types = {
        name: elected(name, spelt(name), counted)
        for name, counted in votes.items()
        if not (is_title(name) or _is_nobody(name))
    }
    types = {name: _as_firm(name, label, firms, proven) for name, label in types.items()}
    realms = find_realms(page.text, *surnames_in(votes))
    types = {name: "Known" if spelt(name) in realms else label for name, label in types.items()}
    peoples = {*demonyms(), *(each for realm in realms.values() for each in realm.demonyms)}
    types = {name: label for name, label in types.items() if not _is_half_a_post(name, peoples)}
    forms = chains(cast, types, things)
    add_acronyms(page, cast, forms)
    add_countries(page, cast, forms)
    add_realms(cast, forms, realms.values())
    scanner = Scanner(page, cast, forms)
    cast.settle([mention for index, own in enumerate(words) for mention in scanner.scan(index, own)])
    _note_titles(page, cast)
    _note_thin(cast, proven)
    return cast


def _is_storm(name: Words, storms: Collection[str]) -> bool:
    """'Hurricane Ivo' and then 'Ivo': nobody, and nothing that acts; not 'Ivo Okoye'."""
    return name[-1] in storms and (len(name) == 1 or any(word.lower() in STORMS for word in name))


def _in_full(page: Page, words: Sequence[Sequence[str]], votes: Mapping[Words, Counter[str]]) -> set[Words]:
    """'Radu Castellan' of an article that goes on with 'Mr Castellan': two names, of which the model made nothing."""
    titled = {name[0] for name, counted in votes.items() if len(name) == 1 and counted["Titled"]}
    found: set[Words] = set()
    for tokens, own in zip(page.tokens, words, strict=True):
        for token, first, last in zip(tokens, own, own[1:], strict=False):
            if last not in titled or not is_capital(first) or not first.isalpha() or first.isupper():
                continue
            apart = token.pos_ != "PROPN" or token.head.i != token.i + 1 or first in TITLES
            office = first.lower() in OFFICE_NOUNS or is_common(first.lower()) or first in country_names()
            known = (first, last) in votes and not is_given(first)
            if not (apart or office or known or first in demonyms() or names_a_body((first, last))):
                found.add((first, last))
    return found


def _by_first_surname(page: Page, words: Sequence[Sequence[str]], votes: Mapping[Words, Counter[str]]) -> set[Words]:
    """'Okoye' of an article on 'Ramiro Okoye Vera': alone, as the subject of a clause, and nothing that is known."""
    people = (name for name, counted in votes.items() if counted["Titled"] or set(counted) <= _OF_PEOPLE)
    middle = {name[1] for name in people if len(name) == 3 and name[1].isalpha() and len(name[1]) > 2}
    return {
        (word,)
        for tokens, own in zip(page.tokens, words, strict=True)
        for token, word in zip(tokens, own, strict=True)
        if word in middle
        and token.dep_ in ("nsubj", "nsubjpass")
        and token.ent_type_ in ("", "PERSON", "ORG")
        and not any(child.dep_ in ("compound", "det", "flat") for child in token.children)
    }


def _is_nobody(name: Words) -> bool:
    """'COVID-19', 'UTC': an illness or a clock has a name, and is neither a body nor a place."""
    return all(word.casefold().split("-")[0] in _NOBODIES or not any(c.isalpha() for c in word) for word in name)


def _is_shouted(words: Sequence[str]) -> bool:
    """Whether a line is set in capitals."""
    spelt = [word for word in words if word.isalpha()]
    return len(spelt) > 2 and sum(word.isupper() for word in spelt) > 0.7 * len(spelt)


def _is_half_a_post(name: Words, peoples: Collection[str]) -> bool:
    """'British Defence', of 'British Defence Secretary': a demonym and what a minister sees to name no body."""
    if len(name) < 2 or names_a_body(name):
        return False  # 'Kesmark National Police'
    return name[0] in peoples and all(word.lower() in OFFICE_ADJECTIVES for word in name[1:])


def _as_firm(name: Words, label: str, firms: set[str], proven: set[Words]) -> str:
    """'Orlen Freight' is no person where 'Orlen's shareholders' are spoken of."""
    doubted = label == "Person" and len(name) > 1 and name[0] in firms and fold(name) not in proven
    return "Organization" if doubted else label


def _is_proven(name: Words, counted: Counter[str]) -> bool:
    """Whether something besides the model tells that this names a person."""
    return bool(counted["Titled"] or counted["Described"] or counted["He"] > counted["It"] or is_given(name[0]))


def _note_thin(cast: Cast, proven: set[Words]) -> None:
    """Learn who is a person by the model's word alone, without given name, title, age, trade, 'he' or bare surname."""
    alone = {m.key for m in cast.mentions if m.form == "name" and m.alone}
    for key, entity in cast.entities.items():
        if entity.type != "Person":
            continue
        forms = [fold(_PARTING.sub(r" \1 ", form).split()) for form in (entity.name, *entity.also)]
        if not any(form in proven for form in forms) and not (" " in entity.name and key in alone):
            cast.thin.add(key)


def _is_thing(name: Words, counted: Counter[str], speaking: set[str]) -> bool:
    """'Tessel Shore' beside 'Tessel said', or 'a Tessel Shore': a product, where nothing makes a firm of it."""
    firm = counted["Speaks"] or counted["Firmly"] or counted["Body"] or counted["Firm"] or counted["It"]
    return not firm and name[-1].lower() not in FIRM_ENDS and (name[0] in speaking or bool(counted["Thing"]))


def _note_titles(page: Page, cast: Cast) -> None:
    """Learn 'he' or 'she' and 'the princess' from the titles that stand before people's names."""
    for key, entity in cast.entities.items():
        gender = gender_of(entity.name.split()[0])
        if entity.type == "Person" and " " in entity.name and gender is not None:
            cast.gender[key] = gender
    for mention in cast.mentions:
        if cast.type_of(mention.key) != "Person":
            continue
        before = page.text[max(0, mention.start - 30) : mention.start].split()
        inside = page.text[mention.start : mention.end].split()
        for word in (*before[-1:], *inside[:1]):
            title = word.rstrip(".").lower()
            if title in MALE and not mention.shared:
                cast.gender[mention.key] = "he"
            elif title in FEMALE and not mention.shared:
                cast.gender[mention.key] = "she"
            if title in _ROYAL:
                cast.titles.setdefault(title, set()).add(mention.key)
