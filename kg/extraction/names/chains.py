"""Joins the names of one person, body or place into one chain: every form, to those whom it may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from kg.extraction.lexicon import PARTY_NAMES, PARTY_WORDS
from kg.extraction.names.cast import Cast
from kg.extraction.names.countries import capitals, country_names, demonyms
from kg.extraction.names.folding import fold, fold_word
from kg.extraction.names.forms import FIRM_ENDS, ORGANIZATION_ENDS, Words, is_common, short_forms, spelt
from kg.extraction.names.given_names import is_given
from kg.extraction.names.places import CITIES, REGIONS

_PLACES = REGIONS | CITIES
Forms = dict[Words, list[tuple[str, str]]]  # case-folded words -> keys with the form of mention


def chains(cast: Cast, names: dict[Words, str], things: Collection[Words] = ()) -> Forms:
    """Every form of every name, to the entities that it may stand for."""
    forms: Forms = defaultdict(list)
    names = {words: label for words, label in names.items() if not _joins_two(words, names)}
    people = sorted((words for words, label in names.items() if label == "Person"), key=lambda words: -len(words))
    others = sorted(
        (w for w, label in names.items() if label in ("Organization", "Place")), key=lambda words: -len(words)
    )
    lone = {fold_word(words[0]) for words in names if len(words) == 1}
    shared = lone - {fold_word(words[0]) for words, label in names.items() if label == "Place" and len(words) == 1}
    for words in people:
        if len(words) > 1 or not forms.get(fold(words)):
            _add_person(cast, forms, words, lone)
    for words in others:
        if not forms.get(fold(words)):
            _add(cast, forms, words, names[words], shared if words not in things else set())
            if _goes_by_last(words, names):
                forms[fold(words[-1:])] = [(key, form) for key, form in forms[fold(words)]]
    return forms


def _goes_by_last(words: Words, names: dict[Words, str]) -> bool:
    """Whether 'Ostra Harriers' is the only body that the article calls 'Harriers', too, and no party or firm."""
    last = words[-1:]
    alone = names.get(last) in ("Organization", "Place") and names[words] == "Organization"
    if not alone or len(words) not in (2, 3) or not last[0].endswith("s") or not last[0][:1].isupper():
        return False
    usual = {*ORGANIZATION_ENDS, *FIRM_ENDS, *PARTY_WORDS, *PARTY_NAMES}
    only = sum(each[-1] == last[0] for each in names if len(each) > 1) == 1
    return only and last[0].lower() not in usual and not is_common(last[0].lower()) and "of" not in words


def _joins_two(words: Words, names: dict[Words, str]) -> bool:
    """'Okoye-Rehn', of talks: two surnames of the article with a hyphen between are nobody's name."""
    if len(words) != 3 or words[1] not in ("-", "–"):
        return False
    last = {each[-1] for each in names if each != words}
    return words[0] in last and words[2] in last


def _add_person(cast: Cast, forms: Forms, words: Words, lone: set[str]) -> None:
    """A new person, or another spelling of one whose first and last names are the same."""
    folded = fold(words)
    for key, entity in list(cast.entities.items()):
        known = fold(entity.name.split())
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
        folded = fold(form)
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
    first = fold_word(words[0])
    return (
        1 < len(words) < 4
        and first in lone
        and len(first) > 3
        and not is_common(first)
        and not is_given(first)
        and words[0] not in _PLACES
        and words[0] not in country_names()
        and words[0] not in demonyms()
        and words[0] not in capitals()
        and "of" not in words
        and fold_word(words[-1]).rstrip(".") not in ORGANIZATION_ENDS  # a town's club or council is not the town
    )


def _is_front(words: Words, form: Words) -> bool:
    return len(words) > 1 and (form == words[:1] or (len(words) == 3 and form == words[1:2]))
