"""Finds the known forms of names in the paragraphs: every mention, with who is meant where several bear the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import FEMALE, MALE
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.chains import Forms
from kg.extraction.names.folding import fold
from kg.extraction.names.forms import LETTERS, is_capital, is_particle
from kg.extraction.names.given_names import gender_of
from kg.extraction.names.grounds import COUNCIL, SEATS, WATERS

if TYPE_CHECKING:
    from spacy.tokens import Doc


_COURTESIES = {"mr": "he", "mrs": "she", "ms": "she", "miss": "she"}
_KIN = dict.fromkeys("husband brother father son uncle nephew".split(), "he")
_KIN |= dict.fromkeys("wife sister mother daughter aunt niece".split(), "she")
# 'her brother, Mirko,': whose surname nobody tells
_BY_FIRST_NAME = re.compile(
    rf"\b(?:[Hh]er|[Hh]is|[’']s) (?:\w+ )?({'|'.join(_KIN)}),? [A-Z][\w-]+(?! [A-Z])(?![\w’'-])"
)


class Scanner:
    """Finds the known forms in the paragraphs, the longest first; where several bear a name, who was named first."""

    def __init__(self, page: Page, cast: Cast, forms: Forms) -> None:
        self._page, self._cast, self._forms = page, cast, forms
        self._order: dict[str, int] = {}  # the entities in the order in which the article names them
        self._latest: dict[str, int] = {}  # and when each was named last by a name of their own
        self._seen = 0
        self._is_shared = False
        self._kin = {_KIN[each.group(1)] for each in _BY_FIRST_NAME.finditer(page.text)}
        self._longest: dict[str, int] = {}
        for form in forms:
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))

    def scan(self, paragraph: int, words: Sequence[str]) -> Iterator[Mention]:
        doc = self._page.docs[paragraph]
        folded = fold(words)
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
            index += length
            if index < len(words) and words[index] in LETTERS and self._cast.type_of(key) == "Person":
                _, end = self._page.where(paragraph, doc[index])  # 'Ana Okoye MP'
                index += 1
            yield Mention(start, end, key, form, length == 1, self._is_shared)

    def _match(self, folded: Sequence[str], index: int) -> int:
        longest = min(self._longest.get(folded[index], 0), len(folded) - index)
        return next((n for n in range(longest, 0, -1) if self._forms.get(tuple(folded[index : index + n]))), 0)

    def _choice(self, bearers: list[tuple[str, str]], title: str) -> tuple[str, str]:
        """Who is meant where several bear the name: whom the article named first."""
        if len(bearers) > 1 and title in MALE | FEMALE:
            other = "she" if title in MALE else "he"
            bearers = [b for b in bearers if self._gender(b[0]) != other] or bearers
        chosen = min(bearers, key=lambda bearer: self._order.get(bearer[0], len(self._order)))
        self._is_shared = self._is_open([bearer[0] for bearer in bearers], chosen[0]) or self._is_kin(chosen[0], title)
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

    def _is_kin(self, key: str, title: str) -> bool:
        """'Mr Dall' of an article with Ana Dall, or with Ida-Lu Dall and 'her brother, Mirko': perhaps not her."""
        called, entity = _COURTESIES.get(title), self._cast.entities.get(key)
        if called is None or entity is None or entity.type != "Person" or " " not in entity.name:
            return False
        known = self._gender(key)
        return known != called and (known is not None or called in self._kin)

    def _gender(self, key: str) -> str | None:
        entity = self._cast.entities.get(key)
        return gender_of(entity.name.split()[0]) if entity is not None else None


def _may_stand(doc: Doc, words: Sequence[str], index: int, length: int) -> bool:
    """Whether these words are a name here: 'May' the month and 'Polish' the verb are not."""
    small = words[index] == "al" or (length > 1 and words[index] in WATERS)  # 'the river Tarn'
    if not is_capital(words[index]) and not small:
        return False
    token = doc[index]
    if length > 1:
        rest = words[index + small : index + length]
        if rest[-1] == COUNCIL and rest[-2] in SEATS:
            rest = rest[:-2]  # 'Ebbing town council'
        return all(is_capital(word) or not word.isalpha() or len(word) < 4 or is_particle(word) for word in rest)
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
        return False
    if words[index].isupper() and len(words[index]) <= 3:
        return words[index].casefold() not in ("i", "a", "it")
    if index + 1 < len(words) and words[index + 1] == "-" and not doc[index].whitespace_ and token.ent_type_ == "":
        return False
    return bool(token.ent_type_ or token.pos_ in ("PROPN", "ADJ", "NOUN", "X") or not token.is_sent_start)
