"""Countries and towns among the names: those that everybody knows, and those that only this article makes known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.extraction.articles.page import Page
from kg.extraction.names.cast import Cast
from kg.extraction.names.chains import Forms
from kg.extraction.names.countries import capitals, country_names, demonyms
from kg.extraction.names.folding import fold, fold_word
from kg.extraction.names.forms import Words
from kg.extraction.names.places import AMERICAN
from kg.extraction.names.realms import Realm

_IN_AMERICA = re.compile(
    r"\bGeorgia(?:’s|'s)? (?:[Gg]ov|[Ss]en|[Rr]ep|[Aa]ttorney|[Ss]ecretary of [Ss]tate|[Dd]emocrat|[Ll]egislat)"
    r"|, Georgia\b|\bAtlanta\b"
    rf"|\b(?:{'|'.join(sorted(AMERICAN))})\b"
)


def add_countries(page: Page, cast: Cast, forms: Forms) -> None:
    """Countries go before other bearers of their names, but not before somebody of that surname: 'Okoye and Jordan'."""
    state = _is_american(page.text)
    for words, bearer in _known_lands():
        if words in forms and len(words) == 1 and any(_is_surname(cast, key, words[0]) for key, _ in forms[words]):
            continue
        forms[words] = [("state:Georgia", "name") if state and bearer == ("name:Georgia", "name") else bearer]


@lru_cache(maxsize=1)
def _known_lands() -> tuple[tuple[Words, tuple[str, str]], ...]:
    """Each name of a country, a people or a capital, as names are compared, with whose it is and as what."""
    tables = ((country_names(), "name"), (demonyms(), "demonym"), (capitals(), "capital"))
    return tuple(
        (fold(name.replace("-", " - ").split()), (f"{form}:{country if form != 'capital' else name}", form))
        for table, form in tables
        for name, country in table.items()
    )


def add_realms(cast: Cast, forms: Forms, realms: Iterable[Realm]) -> None:
    """The countries and towns that only this article makes known, with their demonyms."""
    for realm in realms:
        key = cast.key_for(realm.type, realm.name)
        forms[fold((realm.name,))] = [(key, "name")]
        for demonym in realm.demonyms:
            forms[fold((demonym,))] = [(key, "demonym")]


def _is_surname(cast: Cast, key: str, word: str) -> bool:
    entity = cast.entities.get(key)
    return (
        entity is not None
        and entity.type == "Person"
        and " " in entity.name
        and fold_word(entity.name.split()[-1]) == word
    )


def _is_american(text: str) -> bool:
    """Whether 'Georgia' is the one beside Alabama: its governor or other states are spoken of, and not Tbilisi."""
    if "Georgia" not in text or "Tbilisi" in text or "Georgian" in text:
        return False
    return bool(_IN_AMERICA.search(text))
