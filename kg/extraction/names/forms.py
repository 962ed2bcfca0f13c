"""What names are made of: titles, particles, and the shorter forms that a later sentence uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import ADHERENTS, COURTESY, OFFICE_ADJECTIVES, OFFICE_NOUNS, OFFICE_PLURALS
from kg.extraction.names.given_names import is_given

if TYPE_CHECKING:
    from spacy.tokens import Doc

Words = tuple[str, ...]
_COMPASS = frozenset("north south east west central northern southern eastern western middle".split())
TITLES = frozenset(COURTESY) | frozenset(
    "Queen King Pope Rabbi Imam Judge Justice Senator Rep Sen Gov Gen Col Capt Sgt Cllr Clr Coun Supt Insp Lt Maj"
    " Cmdr Mum Mom Dad Nan Gran Grandad".split()
)
PARTICLES = frozenset(
    "de del dela della delle dello dei degli dal dalla der den di da das do dos du van von vom la le el al bin binti bint"
    " ibn ben af av zu zum zur ter ten tot op y e st".split()
)
ORGANIZATION_ENDS = frozenset(
    "party congress committee commission council ministry department agency university college institute inc ltd plc llc"
    " ag gmbh nv spa asa oyj bv"
    " corp corporation company co group bank court police army navy force forces guard corps union association federation"
    " foundation trust society airlines airways air fc united club times post guardian herald tribune news press court"
    " senate parliament assembly office authority service services board bureau organization organisation movement front"
    " alliance coalition league network museum church hospital school team government administration nations center"
    " centre conference institute institution academy directorate secretariat observatory laboratory studios pictures"
    " hospice infirmary clinic choir orchestra records entertainment magazine journal gazette courier chronicle telegraph observer inquirer examiner bulletin broadcasting channel radio fund airport convention embassy"
    " watch initiative".split()
)
# last words of what may be a firm without saying so by 'Inc' or 'Ltd'
FIRM_ENDS = frozenset(
    "airlines automotive brewery brothers cable chemicals electric electronics energy financial foods freight holdings"
    " industries insurance international lines logistics manufacturing mills minerals mining motor motors oil paper"
    " petroleum pharmaceuticals power printing properties railways rail resources retail securities shipping software"
    " solutions steel stores systems technologies telecom textiles trading water works".split()
)
_JOINING = frozenset("of for on".split())
_NOT_LAST = frozenset("of for on in at to from with by as and".split())
_AND = frozenset(("and", "&"))
_KIN = frozenset("Sons Son Daughters Brothers Bros Partners Associates Co Company".split())
_LEGAL = frozenset("Ltd Limited Inc plc PLC LLC LLP LP GmbH AG".split())
_MOST_IN_FIRM = 3  # words before the 'and' of a firm
MARKS = frozenset('"“”')  # around a nickname
_NICKNAME = re.compile(r'(?<=\w )(["“]) ([\w-]+) (["”])(?= \w)')
_SUFFIXES = frozenset("jr sr ii iii iv".split())
LETTERS = frozenset("MP MEP MSP MLA QC KC OBE CBE MBE".split())  # behind a name, and no part of it
_GENERIC = frozenset(
    "party air airlines airways ag gmbh nv spa asa oyj bv inc ltd plc llc corp corporation company co group bank newspaper club fc".split()
)
_TOO_COMMON = frozenset(
    "the new north south east west northern southern eastern western united national international federal royal state"
    " central general great first american british european world global islamic democratic social public house supreme"
    " high people national city central human local".split()
)


def is_common(word: str) -> bool:
    """Whether a word (in lower case) is too common to stand for the body whose name it begins."""
    return word in _TOO_COMMON or word in ORGANIZATION_ENDS or word in OFFICE_NOUNS or word in OFFICE_ADJECTIVES


def is_capital(word: str) -> bool:
    """Whether a name may begin with the word.

    >>> is_capital("Okoye"), is_capital("al")
    (True, False)
    """
    return word[:1].isupper() and any(letter.isalpha() for letter in word)


def is_particle(word: str) -> bool:
    """'van', 'della', in small letters.

    >>> is_particle("della"), is_particle("Van")
    (True, False)
    """
    return word in PARTICLES


def run_end(doc: Doc, words: Sequence[str], index: int) -> int:
    """Where the name that begins at `index` ends: capital words, with hyphens and particles between them."""
    end = index
    while end < len(words) and end - index < 8:
        if end > index and words[end] in LETTERS:
            break
        if is_capital(words[end]) or words[end].rstrip(".").lower() in _SUFFIXES:
            end += 1
        elif words[end] == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_ and end + 1 < len(words):
            end += 2
        elif (inner := _inner_particle(words, end)) and is_capital("".join(words[end + inner : end + inner + 1])):
            end += inner
        elif (
            words[end].lower() in PARTICLES
            and end + 1 < len(words)
            and (is_capital(words[end + 1]) or words[end + 1] == "-")
        ):
            end += 1
        else:
            break
    return min(end, len(words))


def _inner_particle(words: Sequence[str], at: int) -> int:
    """How many words from `at` are particles in a row, in small letters: 2 of 'de la Cruz', 3 of 'von und zu Rehn'."""
    end = at
    while end < len(words) and (is_particle(words[end]) or (end > at and words[end] == "und")):
        end += 1
    return end - at


def without_titles(words: Sequence[str]) -> list[str]:
    """The name without the titles and offices before it.

    >>> without_titles(["President", "Ana", "Okoye"])
    ['Ana', 'Okoye']
    """
    kept = list(words)
    if names_a_body(kept):
        return kept
    while len(kept) > 2 and kept[-1] in LETTERS:
        kept.pop()  # 'Ana Okoye MP'
    while kept and (
        kept[0].rstrip(".") in TITLES
        or kept[0].lower().rstrip(".") in OFFICE_NOUNS
        or kept[0].lower() in ("ex", "-")
        or (len(kept) > 2 and kept[0].lower() in OFFICE_ADJECTIVES)  # '(Secretary of) State Ana Okoye'
    ):
        kept.pop(0)
    for at in range(len(kept) - 3, 0, -1):  # 'United States Representative Ana Okoye'
        if kept[at].lower() in OFFICE_NOUNS and kept[-1].lower().rstrip(".") not in _SUFFIXES:
            return kept[at + 1 :]
    return kept


def takes_in_link(words: Sequence[str]) -> bool:
    """'Ana Okoye of (Korvia)', where the model takes in the preposition; not 'Bishop Emeritus of'."""
    return words[-1] in _NOT_LAST and words[0].lower() not in OFFICE_NOUNS


def names_a_body(words: Sequence[str]) -> bool:
    """Whether the words themselves tell a body: by their last noun, or by the one before 'of' or 'for'.

    >>> names_a_body(["National", "Weather", "Centre"]), names_a_body(["Centre", "for", "Tides"])
    (True, True)
    """
    if not words:
        return False
    if words[-1].lower().rstrip(".") in ORGANIZATION_ENDS:
        return True
    at = next((n for n, word in enumerate(words) if word.lower() in _JOINING), 0)
    held = any(word.lower() in OFFICE_NOUNS for word in words[at:])  # 'Bank of Ostra Governor Ana Okoye'
    return at > 0 and not held and words[at - 1].lower() in ORGANIZATION_ENDS


def firms(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the firms stand that bear an 'and' in their name: 'Adu and Sons', 'Adu & Rehn Ltd'.

    >>> list(firms("They owe Brandt and Sons money".split())), list(firms("Tessel Cable and Orlen Freight Ltd".split()))
    ([(2, 5)], [])
    """
    for at in range(1, len(words) - 1):
        if words[at] not in _AND or not is_capital(words[at - 1]) or not is_capital(words[at + 1]):
            continue
        start = at - 1
        if words[at] == "&" and words[at + 1] in _KIN and at > 2 and words[at - 2] == "," and is_capital(words[at - 3]):
            yield at - 3, at + 2  # 'Brandt, Osei & Partners'
            continue
        while start > 0 and at - start < _MOST_IN_FIRM and is_capital(words[start - 1]):
            start -= 1
        while start < at - 1 and (words[start].rstrip(".") in TITLES or words[start].lower() in ("the", "a", "an")):
            start += 1
        following = words[at + 2] if at + 2 < len(words) else ""
        of_kin = words[at + 1].rstrip(".") in _KIN and following not in _JOINING
        of_two = words[at] == "&" and start == at - 1 and _are_surnames(words[start], words[at + 1])
        if (of_kin or of_two) and not is_capital(following):
            yield start, at + 2
        elif following.rstrip(".") in _LEGAL and (words[at] == "&" or start == at - 1):
            yield start, at + 3  # two firms of several words, joined by 'and', stay two


def _are_surnames(*words: str) -> bool:
    """'Castle & Vane'; not 'Q & A', 'Food & Drink', 'Ana & Ben'."""
    return all(len(word) > 2 and word[1:].islower() and not is_given(word) and not is_office((word,)) for word in words)


def short_forms(words: tuple[str, ...], type: str) -> Iterator[tuple[str, ...]]:
    """The shorter forms under which the same article may speak of somebody or something again.

    >>> list(short_forms(("Iain", "Duncan", "Smith"), "Person"))
    [('Smith',), ('Duncan', 'Smith'), ('Duncan',), ('Iain',)]
    >>> list(short_forms(("Ana", '"', "Nan", '"', "Okoye"), "Person"))
    [('Ana', 'Okoye'), ('Nan', 'Okoye'), ('Nan',), ('Okoye',), ('Ana',)]
    """
    if type == "Person":
        yield from _personal(words)
        return
    if type != "Organization":
        return
    if len(words) > 1 and words[-1].lower().rstrip(".") in _GENERIC and words[0].lower() not in _TOO_COMMON:
        yield words[:-1]
    if len(words) > 2:
        yield ("".join(word[0] for word in words if word[0].isupper()),)


def _personal(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    kept = words[:-1] if words[-1].lower().rstrip(".") in _SUFFIXES and len(words) > 2 else words
    if len(kept) < 2:
        return
    if len(kept) > 4 and kept[1] in MARKS and kept[3] in MARKS:
        first, nickname, surname = kept[:1], kept[2:3], kept[4:]
        yield from (first + surname, nickname + surname, nickname)  # 'Dean "Deano" Fairclough'
        yield from _personal(first + surname)
        return
    last = len(kept) - 1
    while last > 1 and (
        kept[last - 1] == "-" or (last > 1 and kept[last - 1].lower() in PARTICLES and kept[last - 1] != kept[0])
    ):
        last -= 1
    if kept[last] == "-":
        last -= 1
    yield kept[last:]
    if last != len(kept) - 1 and kept[-2] != "-":
        yield kept[-1:]
    if last > 1 and len(kept[last - 1].rstrip(".")) > 1:
        yield kept[last - 1 :]
    if last == 2 and len(kept) == 3 and len(kept[1].rstrip(".")) > 1:
        yield kept[1:2]  # 'Ana Okoye Rehn': of two surnames the first
    if len(kept[0].rstrip(".")) > 1:
        yield kept[:1]


def is_office(name: Sequence[str]) -> bool:
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
    return _NICKNAME.sub(r"\1\2\3", joined)
