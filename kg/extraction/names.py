"""Finds the names of an article and joins those of one person, body or place into one chain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.countries import capitals, country_names, demonyms
from kg.extraction.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from kg.extraction.lexicon import (
    FEMALE,
    MALE,
    OFFICE_ADJECTIVES,
)
from kg.extraction.name_candidates import Words, candidates, is_title, spelt
from kg.extraction.name_forms import (
    FIRM_ENDS,
    ORGANIZATION_ENDS,
    is_capital,
    is_common,
    names_a_body,
    short_forms,
)
from kg.extraction.name_types import elected
from kg.extraction.page import Page
from kg.extraction.places import AMERICAN, CITIES, REGIONS
from kg.extraction.realms import Realm, find_realms, surnames_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ACRONYM = re.compile(r"\s?\([\"“'‘]?([A-Z][A-Za-z]{0,8}[A-Z])[\"”'’]?\)")
_WORDS = re.compile(r"\w[\w.’'-]*|,|&")
_SMALL = frozenset("a an and at de for in of on the to und et y".split())
_IN_AMERICA = re.compile(
    r"\bGeorgia(?:’s|'s)? (?:[Gg]ov|[Ss]en|[Rr]ep|[Aa]ttorney|[Ss]ecretary of [Ss]tate|[Dd]emocrat|[Ll]egislat)"
    r"|, Georgia\b|\bAtlanta\b"
    rf"|\b(?:{'|'.join(sorted(AMERICAN))})\b"
)
PLACES = REGIONS | CITIES
_SET_APART = ("headline", "subhead")
_ROYAL = frozenset("prince princess king queen duke duchess emperor empress pope sultan sheikh emir".split())

Forms = dict[Words, list[tuple[str, str]]]  # case-folded words -> keys with the form of mention


def read_names(page: Page) -> Cast:
    """The cast of a parsed article."""
    cast = Cast()
    words = [[page.word(index, token) for token in doc] for index, _, doc in page.parsed()]
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    body = any(paragraph.kind == "body" for paragraph in page.paragraphs)
    for (_, paragraph, doc), own in zip(page.parsed(), words, strict=True):
        if (body and paragraph.kind in _SET_APART) or _is_shouted(own):
            continue  # a headline's capitals tell nothing; its names stand in the body
        for name, label in candidates(doc, own):
            votes[name][label] += 1
    proven = {_folded(name) for name, counted in votes.items() if _is_proven(name, counted)}
    firms = {name[0] for name, counted in votes.items() if len(name) == 1 and counted["Firmly"]}
    speaking = {name[0] for name, counted in votes.items() if len(name) == 1 and counted["Speaks"]}
    things = {name for name, counted in votes.items() if len(name) > 1 and _is_thing(name, counted, speaking)}
    types = {name: elected(name, spelt(name), counted) for name, counted in votes.items() if not is_title(name)}
    types = {name: _as_firm(name, label, firms, proven) for name, label in types.items()}
    realms = find_realms(page.text, *surnames_in(votes))
    types = {name: "Known" if spelt(name) in realms else label for name, label in types.items()}
    peoples = {*demonyms(), *(each for realm in realms.values() for each in realm.demonyms)}
    types = {name: label for name, label in types.items() if not _is_half_a_post(name, peoples)}
    forms = _chains(cast, types, things)
    _add_acronyms(page, cast, forms)
    _add_countries(page, cast, forms)
    _add_realms(cast, forms, realms.values())
    scanner = _Scanner(page, cast, forms)
    cast.settle([mention for index, own in enumerate(words) for mention in scanner.scan(index, own)])
    _note_titles(page, cast)
    _note_thin(cast, proven)
    return cast


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
    doubted = label == "Person" and len(name) > 1 and name[0] in firms and _folded(name) not in proven
    return "Organization" if doubted else label


def _is_proven(name: Words, counted: Counter[str]) -> bool:
    """Whether something besides the model tells that this names a person."""
    return bool(
        counted["Titled"] or counted["Described"] or counted["He"] > counted["It"] or name[0].casefold() in GIVEN_NAMES
    )


def _note_thin(cast: Cast, proven: set[Words]) -> None:
    """Learn who is a person by the model's word alone, without given name, title, age, trade, 'he' or bare surname."""
    alone = {m.key for m in cast.mentions if m.form == "name" and m.alone}
    for key, entity in cast.entities.items():
        if entity.type != "Person":
            continue
        forms = [_folded(form.replace("-", " - ").split()) for form in (entity.name, *entity.also)]
        if not any(form in proven for form in forms) and not (" " in entity.name and key in alone):
            cast.thin.add(key)


def _is_thing(name: Words, counted: Counter[str], speaking: set[str]) -> bool:
    """'Tessel Shore' beside 'Tessel said', or 'a Tessel Shore': a product, where nothing makes a firm of it."""
    firm = counted["Speaks"] or counted["Firmly"] or counted["Body"] or counted["Firm"] or counted["It"]
    return not firm and name[-1].lower() not in FIRM_ENDS and (name[0] in speaking or bool(counted["Thing"]))


def _chains(cast: Cast, names: dict[Words, str], things: Collection[Words] = ()) -> Forms:
    """Every form of every name, to the entities that it may stand for."""
    forms: Forms = defaultdict(list)
    names = {words: label for words, label in names.items() if not _joins_two(words, names)}
    people = sorted((words for words, label in names.items() if label == "Person"), key=lambda words: -len(words))
    others = sorted(
        (w for w, label in names.items() if label in ("Organization", "Place")), key=lambda words: -len(words)
    )
    lone = {_plain(words[0]) for words in names if len(words) == 1}
    shared = lone - {_plain(words[0]) for words, label in names.items() if label == "Place" and len(words) == 1}
    for words in people:
        if len(words) > 1 or not forms.get(_folded(words)):
            _add_person(cast, forms, words, lone)
    for words in others:
        if not forms.get(_folded(words)):
            _add(cast, forms, words, names[words], shared if words not in things else set())
    return forms


def _joins_two(words: Words, names: dict[Words, str]) -> bool:
    """'Okoye-Rehn', of talks: two surnames of the article with a hyphen between are nobody's name."""
    if len(words) != 3 or words[1] not in ("-", "–"):
        return False
    last = {each[-1] for each in names if each != words}
    return words[0] in last and words[2] in last


def _folded(words: Sequence[str]) -> Words:
    """The words as they are compared: without case and accents ('Erdoğan' is 'Erdogan')."""
    return tuple(_plain(word) for word in words)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    if word.isascii():
        return word.casefold()
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def _add_person(cast: Cast, forms: Forms, words: Words, lone: set[str]) -> None:
    """A new person, or another spelling of one whose first and last names are the same."""
    folded = _folded(words)
    for key, entity in list(cast.entities.items()):
        known = _folded(entity.name.split())
        if (
            entity.type == "Person"
            and len(words) > 1
            and len(known) > 1
            and (known[0], known[-1]) == (folded[0], folded[-1])
            and not _has_other_middle(known, folded)
        ):
            forms[folded].append((key, "name"))
            return
    if known_keys := [key for key, _ in forms.get(folded, [])]:
        cast.also(known_keys[0], spelt(words))
        return
    _add(cast, forms, words, "Person", lone)


def _has_other_middle(one: Words, two: Words) -> bool:
    """'Ahmad Wali Masood', 'Ahmad Shah Masood'."""
    a, b = one[1:-1], two[1:-1]
    return len(a) == len(b) == 1 and a != b and min(len(a[0].rstrip(".")), len(b[0].rstrip("."))) > 1


def _add(cast: Cast, forms: Forms, words: Words, type: str, lone: set[str]) -> None:
    key = cast.key_for("City" if type == "Place" and spelt(words) in CITIES else type, spelt(words))
    first = (words[:1],) if type == "Organization" and _is_known_by(words, lone) else ()
    for form in (words, *first, *short_forms(words, type)):
        folded = _folded(form)
        if (
            type == "Person"
            and len(folded) == 1
            and form != words[-1:]
            and folded[0] not in lone
            and _is_front(words, form)
        ):
            continue  # a first or middle name alone is a person only where the article uses it so
        if (key, "name") not in forms[folded]:
            forms[folded].append((key, "name"))


def _is_known_by(words: Words, lone: set[str]) -> bool:
    """Whether the article calls 'Tessel Cable' by its first word, too, which names nothing else."""
    first = _plain(words[0])
    return (
        1 < len(words) < 4
        and first in lone
        and len(first) > 3
        and not is_common(first)
        and first not in GIVEN_NAMES
        and words[0] not in PLACES
        and words[0] not in country_names()
        and words[0] not in demonyms()
        and words[0] not in capitals()
        and "of" not in words
        and _plain(words[-1]).rstrip(".") not in ORGANIZATION_ENDS  # a town's club or council is not the town
    )


def _is_front(words: Words, form: Words) -> bool:
    return len(words) > 1 and (form == words[:1] or (len(words) == 3 and form == words[1:2]))


def _add_acronyms(page: Page, cast: Cast, forms: Forms) -> None:
    """'the Harbour and Dock Workers Union (HDWU)': the letters stand for the name before them."""
    for found in _ACRONYM.finditer(page.text):
        letters = found.group(1)
        start = _spelt_out(page.text, found.start(), letters)
        if start is None:
            continue
        words = tuple(_WORDS.findall(page.text[start : found.start()]))
        known = forms.get(_folded(words))
        key = known[0][0] if known else cast.key_for("Organization", spelt(words))
        forms[_folded(words)] = forms[_folded((letters,))] = [(key, "name")]
        cast.also(key, letters)


def _spelt_out(text: str, end: int, letters: str) -> int | None:
    """Where the capital words begin whose initials the letters are, read from the right past small words."""
    left = [letter for letter in letters if letter.isupper()]
    paragraph = max(text.rfind("\n", 0, end), end - 160, 0)
    for word in reversed(list(re.finditer(r"\w[\w’'-]*", text[paragraph:end]))):
        if word.group()[0].isupper():
            if word.group()[0] != left[-1]:
                return None
            left.pop()
            if not left:
                return paragraph + word.start()
        elif word.group().lower() not in _SMALL:
            return None
    return None


def _add_countries(page: Page, cast: Cast, forms: Forms) -> None:
    """Countries go before other bearers of their names, but not before somebody of that surname: 'Okoye and Jordan'."""
    state = _is_american(page.text)
    for table, form in ((country_names(), "name"), (demonyms(), "demonym"), (capitals(), "capital")):
        for name, country in table.items():
            words = _folded(name.replace("-", " - ").split())
            if len(words) == 1 and any(_is_surname(cast, key, words[0]) for key, _ in forms.get(words, ())):
                continue
            if state and name == "Georgia":
                forms[words] = [("state:Georgia", "name")]
                continue
            forms[words] = [(f"{form}:{country if form != 'capital' else name}", form)]


def _add_realms(cast: Cast, forms: Forms, realms: Iterable[Realm]) -> None:
    """The countries and towns that only this article makes known, with their demonyms."""
    for realm in realms:
        key = cast.key_for(realm.type, realm.name)
        forms[_folded((realm.name,))] = [(key, "name")]
        for demonym in realm.demonyms:
            forms[_folded((demonym,))] = [(key, "demonym")]


def _is_surname(cast: Cast, key: str, word: str) -> bool:
    entity = cast.entities.get(key)
    return (
        entity is not None
        and entity.type == "Person"
        and " " in entity.name
        and _plain(entity.name.split()[-1]) == word
    )


def _is_american(text: str) -> bool:
    """Whether 'Georgia' is the one beside Alabama: its governor or other states are spoken of, and not Tbilisi."""
    if "Georgia" not in text or "Tbilisi" in text or "Georgian" in text:
        return False
    return bool(_IN_AMERICA.search(text))


class _Scanner:
    """Finds the known forms in the paragraphs, the longest first; where several bear a name, who was named first."""

    def __init__(self, page: Page, cast: Cast, forms: Forms) -> None:
        self._page, self._cast, self._forms = page, cast, forms
        self._order: dict[str, int] = {}  # the entities in the order in which the article names them
        self._latest: dict[str, int] = {}  # and when each was named last by a name of their own
        self._seen = 0
        self._is_shared = False
        self._longest: dict[str, int] = {}
        for form in forms:
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def scan(self, paragraph: int, words: Sequence[str]) -> Iterator[Mention]:
        doc = self._page.docs[paragraph]
        folded = _folded(words)
        index = 0
        while index < len(words):
            length = self._match(folded, index)
            if not length or not _may_stand(doc, words, index, length):
                index += 1
                continue
            title = words[index - 1].rstrip(".").lower() if index else ""
            key, form = self._choice(self._forms[tuple(folded[index : index + length])], title)
            start, _ = self._page.where(paragraph, doc[index])
            _, end = self._page.where(paragraph, doc[index + length - 1])
            if form == "name":
                self._cast.also(key, self._page.text[start:end])
            yield Mention(start, end, key, form, length == 1, self._is_shared)
            index += length

    def _match(self, folded: Sequence[str], index: int) -> int:
        longest = min(self._longest.get(folded[index], 0), len(folded) - index)
        return next((n for n in range(longest, 0, -1) if self._forms.get(tuple(folded[index : index + n]))), 0)

    def _choice(self, bearers: list[tuple[str, str]], title: str) -> tuple[str, str]:
        """Who is meant where several bear the name: whom the article named first."""
        if len(bearers) > 1 and title in MALE | FEMALE:
            others = FEMALE_NAMES if title in MALE else MALE_NAMES
            bearers = [b for b in bearers if not self._is_called(b[0], others)] or bearers
        chosen = min(bearers, key=lambda bearer: self._order.get(bearer[0], len(self._order)))
        self._is_shared = self._is_open([bearer[0] for bearer in bearers], chosen[0])
        if len(bearers) == 1:
            self._latest[chosen[0]] = self._seen
            self._seen += 1
        key, form = chosen
        if ":" in key:
            name = key.split(":", 1)[1]
            kind = "Place" if key.startswith("state:") else "City" if form == "capital" else "Country"
            key = self._cast.key_for(kind, name)
        self._order.setdefault(chosen[0], len(self._order))
        return key, form

    def _is_open(self, bearers: list[str], chosen: str) -> bool:
        """Whether the surname may mean somebody else, whom the article named in full since."""
        named = [key for key in bearers if key in self._latest]
        return len(named) > 1 and max(named, key=lambda key: self._latest[key]) != chosen

    def _is_called(self, key: str, given: frozenset[str]) -> bool:
        entity = self._cast.entities.get(key)
        return entity is not None and entity.name.split()[0].casefold() in given


def _may_stand(doc: Doc, words: Sequence[str], index: int, length: int) -> bool:
    """Whether these words are a name here: 'May' the month and 'Polish' the verb are not."""
    if not is_capital(words[index]) and words[index].casefold() != "al":
        return False
    token = doc[index]
    if length > 1:
        return all(is_capital(word) or not word.isalpha() or len(word) < 4 for word in words[index : index + length])
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
        return False
    if words[index].isupper() and len(words[index]) <= 3:
        return words[index].casefold() not in ("i", "a", "it")
    if index + 1 < len(words) and words[index + 1] == "-" and not doc[index].whitespace_ and token.ent_type_ == "":
        return False
    return bool(token.ent_type_ or token.pos_ in ("PROPN", "ADJ", "NOUN", "X") or not token.is_sent_start)


def _note_titles(page: Page, cast: Cast) -> None:
    """Learn 'he' or 'she' and 'the princess' from the titles that stand before people's names."""
    for key, entity in cast.entities.items():
        given = entity.name.split()[0].casefold()
        if entity.type == "Person" and " " in entity.name and given in MALE_NAMES | FEMALE_NAMES:
            cast.gender[key] = "he" if given in MALE_NAMES else "she"
    for mention in cast.mentions:
        if cast.type_of(mention.key) != "Person":
            continue
        before = page.text[max(0, mention.start - 30) : mention.start].split()
        inside = page.text[mention.start : mention.end].split()
        for word in (*before[-1:], *inside[:1]):
            title = word.rstrip(".").lower()
            if title in MALE:
                cast.gender[mention.key] = "he"
            elif title in FEMALE:
                cast.gender[mention.key] = "she"
            if title in _ROYAL:
                cast.titles.setdefault(title, set()).add(mention.key)
