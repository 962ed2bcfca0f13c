"""Finds the names of an article and joins those of one person, body or place into one chain."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.countries import capitals, country_names, demonyms
from kg.extraction.given_names import FEMALE_NAMES, GIVEN_NAMES, MALE_NAMES
from kg.extraction.lexicon import (
    ADHERENTS,
    CALLINGS,
    COLLECTIVES,
    FEMALE,
    MALE,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    PEOPLE,
    SAYING,
)
from kg.extraction.name_forms import (
    TITLES,
    firms,
    is_capital,
    names_a_body,
    run_end,
    short_forms,
    without_titles,
)
from kg.extraction.name_types import elected, signs_of
from kg.extraction.page import Page
from kg.extraction.places import AMERICAN, CITIES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LABELS = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place", "NORP": "Group"}
_ACRONYM = re.compile(r"\s?\([\"“'‘]?([A-Z][A-Za-z]{0,8}[A-Z])[\"”'’]?\)")
_WORDS = re.compile(r"\w[\w.’'-]*|,|&")
_SMALL = frozenset("a an and at de for in of on the to und et y".split())
_NO_NAME = frozenset("in on from by as after before and but".split())
_HEADS = frozenset(
    "ceo cfo coo president minister secretary spokesman spokeswoman spokesperson chairman director".split()
)
_THINGS = frozenset(
    "base camp stadium bridge street avenue square prize award cup tower memorial drive road arena city town county"
    " island islands river lake valley bay mountain".split()
)
_IN_AMERICA = re.compile(
    r"\bGeorgia(?:’s|'s)? (?:[Gg]ov|[Ss]en|[Rr]ep|[Aa]ttorney|[Ss]ecretary of [Ss]tate|[Dd]emocrat|[Ll]egislat)|, Georgia\b|\bAtlanta\b"
    rf"|\b(?:{'|'.join(sorted(AMERICAN))})\b"
)
_BY_NAME = frozenset("congress senate parliament treasury kremlin vatican navy cabinet police government".split())
_OF_PLACES = frozenset("mayor governor premier king queen minister secretary ambassador president chancellor".split())
_CHAMBERS = frozenset(("Representatives", "Commons", "Lords", "Councillors", "Assembly", "Keys", "Delegates"))
_SET_APART = ("headline", "subhead")
_STORMS = frozenset(
    "hurricane typhoon cyclone storm operation flight tropical".split()
)  # what bears a name and is nobody
_HEIGHTS = frozenset("mount lake fort cape port camp gulf river".split())
_CREDITS = frozenset("image images photo photograph picture credit file".split())
_LAWS = frozenset("act bill law treaty code".split())
_ROYAL = frozenset("prince princess king queen duke duchess emperor empress pope sultan sheikh emir".split())

Words = tuple[str, ...]
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
        for name, label in _candidates(doc, own):
            votes[name][label] += 1
    proven = {_folded(name) for name, counted in votes.items() if _is_proven(name, counted)}
    types = {name: elected(name, _spelt(name), counted) for name, counted in votes.items() if not _is_title(name)}
    forms = _chains(cast, types)
    _add_acronyms(page, cast, forms)
    _add_countries(page, cast, forms)
    scanner = _Scanner(page, cast, forms)
    cast.settle([mention for index, own in enumerate(words) for mention in scanner.scan(index, own)])
    _note_titles(page, cast)
    _note_thin(cast, proven)
    return cast


def _is_title(name: Words) -> bool:
    """'Foreign Secretary', 'Oil Minister'."""
    return _is_office(name) or (len(name) > 1 and name[-1].lower() in _HEADS)


def _is_shouted(words: Sequence[str]) -> bool:
    """Whether a line is set in capitals."""
    spelt = [word for word in words if word.isalpha()]
    return len(spelt) > 2 and sum(word.isupper() for word in spelt) > 0.7 * len(spelt)


def _is_proven(name: Words, counted: Counter[str]) -> bool:
    """Whether something besides the model tells that this names a person."""
    return bool(
        counted["Titled"] or counted["Described"] or counted["He"] > counted["It"] or name[0].casefold() in GIVEN_NAMES
    )


def _note_thin(cast: Cast, proven: set[Words]) -> None:
    """Learn who is a person by the model's word alone: no given name, title, age, trade, 'he', nor a surname used alone."""
    alone = {m.key for m in cast.mentions if m.form == "name" and m.alone}
    for key, entity in cast.entities.items():
        if entity.type != "Person":
            continue
        forms = [_folded(form.replace("-", " - ").split()) for form in (entity.name, *entity.also)]
        if not any(form in proven for form in forms) and not (" " in entity.name and key in alone):
            cast.thin.add(key)


def _candidates(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
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
        if len(name) > 1 and name[0].lower() in _STORMS:
            titled.update(range(start, end))
            continue
        if label == "Person" and name and (name[-1].lower() in _THINGS or name[0].lower() in _HEIGHTS):
            label = "Place"  # 'the Ana Okoye Bridge', 'Mount Okoye'
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
    yield from _unlabelled(doc, words, titled)


def _whole(doc: Doc, words: Sequence[str], label: str, start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity with a surname that the model left off, without a verb or preposition that it took in."""
    while start < end - 1 and (
        words[start].lower() in _NO_NAME or (doc[start].pos_ == "VERB" and doc[start].lemma_.lower() in SAYING)
    ):
        start += 1  # 'In Global Politics', 'Remarked Ana Okoye'
    while end > start + 1 and words[end - 1].lower() in _CREDITS:
        end -= 1  # 'Ana Okoye Image: ...'
    while label == "Person" and start < end < len(words) and _runs_on(doc, end) and _may_end(words[end]):
        end += 1  # '(Superintendent Graciano) Mijares'
    return start, end


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
        if doc[index].ent_type_ in ("ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "DATE", "PRODUCT"):
            continue
        name = words[index : run_end(doc, words, index)]
        while len(name) > 1 and name[-1].lower() in _CREDITS:
            name = name[:-1]
        inside = [token.ent_type_ for token in doc[index + 1 : index + len(name)]]
        thing = name[-1].lower() in _THINGS or names_a_body(name)
        if 2 <= len(name) <= 4 and not thing and not any(t in ("DATE", "TIME") for t in inside):
            yield tuple(name), "Person"


def _behind_place(doc: Doc, words: Sequence[str]) -> Iterator[tuple[Words, str]]:
    """'the mayor of London Ana Okoye': whom an office of a known place stands before."""
    for index in range(len(words) - 4):
        if words[index].lower() not in OFFICE_NOUNS or words[index + 1] not in ("of", "for", "to"):
            continue
        first = index + 2 + (words[index + 2] == "the")
        for length in (3, 2, 1):
            place = _spelt(words[first : first + length])
            start = first + length
            if (place in country_names() or place in capitals()) and start < len(words) and is_capital(words[start]):
                name = words[start : run_end(doc, words, start)]
                known = name[0].casefold() in GIVEN_NAMES or words[index].lower() in _OF_PLACES
                if known and 2 <= len(name) <= 4 and not names_a_body(name) and not _is_office(name):
                    yield tuple(name), "Titled"
                break


def _unlabelled(doc: Doc, words: Sequence[str], taken: set[int]) -> Iterator[tuple[Words, str]]:
    """Two or three proper nouns in a row that the model names nothing, and that speak or are described as a person."""
    for token in doc:
        if (
            token.pos_ == "PROPN"
            and token.i not in taken
            and "Speaks" in signs_of(doc, token.i, token, [words[token.i]])
        ):
            start = token.i
            while (
                start > 0 and doc[start - 1].pos_ == "PROPN" and is_capital(words[start - 1]) and start - 1 not in taken
            ):
                start -= 1
            name = without_titles(words[start : token.i + 1])
            if 2 <= len(name) <= 3 and not names_a_body(name) and not _is_office(name):
                yield tuple(name), "Person"


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
    return all(word.lower() in OFFICE_NOUNS or word.lower() in OFFICE_ADJECTIVES or word == "-" for word in name)


def _tight(doc: Doc, words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity without the article before it and the genitive behind it."""
    while start < end and (words[start].lower() in ("the", "a", "an") or not words[start][0].isalnum()):
        start += 1
    while end > start and (
        words[end - 1] in ("'s", "’s", "’") or (not words[end - 1][-1].isalnum() and words[end - 1][-1] != ".")
    ):
        end -= 1
    for index in range(start, end):  # what goes on over a comma or a line is not one name
        if words[index] in (",", ";", ":", '"', "“", "”", "(", "'s", "’s") or doc[index].is_space:
            return start, index
    return start, end


def _chains(cast: Cast, names: dict[Words, str]) -> Forms:
    """Every form of every name, to the entities that it may stand for."""
    forms: Forms = defaultdict(list)
    names = {words: label for words, label in names.items() if not _joins_two(words, names)}
    people = sorted((words for words, label in names.items() if label == "Person"), key=lambda words: -len(words))
    others = sorted(
        (w for w, label in names.items() if label in ("Organization", "Place")), key=lambda words: -len(words)
    )
    lone = {_plain(words[0]) for words in names if len(words) == 1}
    for words in people:
        if len(words) > 1 or not forms.get(_folded(words)):
            _add_person(cast, forms, words, lone)
    for words in others:
        if not forms.get(_folded(words)):
            _add(cast, forms, words, names[words], lone)
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
        cast.also(known_keys[0], _spelt(words))
        return
    _add(cast, forms, words, "Person", lone)


def _has_other_middle(one: Words, two: Words) -> bool:
    """'Ahmad Wali Masood', 'Ahmad Shah Masood'."""
    a, b = one[1:-1], two[1:-1]
    return len(a) == len(b) == 1 and a != b and min(len(a[0].rstrip(".")), len(b[0].rstrip("."))) > 1


def _add(cast: Cast, forms: Forms, words: Words, type: str, lone: set[str]) -> None:
    key = cast.key_for("City" if type == "Place" and _spelt(words) in CITIES else type, _spelt(words))
    for form in (words, *short_forms(words, type)):
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


def _is_front(words: Words, form: Words) -> bool:
    return len(words) > 1 and (form == words[:1] or (len(words) == 3 and form == words[1:2]))


def _spelt(words: Sequence[str]) -> str:
    joined = " ".join(words)
    for gap, close in (
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


def _add_acronyms(page: Page, cast: Cast, forms: Forms) -> None:
    """'the Harbour and Dock Workers Union (HDWU)': the letters stand for the name before them."""
    for found in _ACRONYM.finditer(page.text):
        letters = found.group(1)
        start = _spelt_out(page.text, found.start(), letters)
        if start is None:
            continue
        words = tuple(_WORDS.findall(page.text[start : found.start()]))
        known = forms.get(_folded(words))
        key = known[0][0] if known else cast.key_for("Organization", _spelt(words))
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


def _is_surname(cast: Cast, key: str, word: str) -> bool:
    entity = cast.entities.get(key)
    return (
        entity is not None
        and entity.type == "Person"
        and " " in entity.name
        and _plain(entity.name.split()[-1]) == word
    )


def _is_american(text: str) -> bool:
    """Whether 'Georgia' is the one beside Alabama: the article speaks of its governor or of other states, not of Tbilisi."""
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
