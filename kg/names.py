"""Which names tell one bearer from all others: full personal names and named organisations."""

from __future__ import annotations

import re
import unicodedata

from kg.iris import normal_name

TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron king queen prince princess pope "
    "president senator captain general colonel judge justice rev reverend saint st the".split()
)
_GENERIC = frozenset(
    "the a an our its their his her committee select council parliament congress senate house assembly cabinet "
    "government ministry department court supreme high police army navy union party company firm board "
    "commission agency bank embassy office opposition ministers officials university hospital school".split()
)


_OF_GOVERNMENTS = frozenset("committee department ministry".split())  # every country has them, by the same names
_PORTFOLIOS = frozenset(
    "affairs agriculture and culture defence defense economic economy education energy environment external finance "
    "fisheries foreign health home housing industry information interior internal justice labor labour of public "
    "science security trade transport treasury works".split()
)
AGENCIES = frozenset(
    "AP AFP PA AAP CP DPA dpa ANI PTI EFE ANSA UPI TASS IANS Reuters REUTERS Bloomberg Xinhua Interfax".split()
)
_BODIES = frozenset(
    "agency agencies associated bureau desk editors editorial media ministry network news newspaper newsroom "
    "reporters reuters staff team times today tribune".split()
)
_ASCII_APART = re.compile(r"[^A-Za-z0-9']")


def signs_as_body(name: str) -> bool:
    """Whether what signs an article is an agency, a paper or a desk, and no person.

    >>> [signs_as_body(name) for name in ("Reuters", "The Harbour Post", "USA TODAY", "Staff", "Maren Ilk")]
    [True, True, True, True, False]
    """
    words = normal_name(name).split()
    return name in AGENCIES or words[:1] == ["the"] or not _BODIES.isdisjoint(words)


def personal_words(name: str) -> tuple[str, ...]:
    """The words of a person's name in their normal form, without titles, full stops, and what has no letter.

    >>> personal_words("Dr. Ana M. Okoye"), personal_words("— —")
    (('ana', 'm', 'okoye'), ())
    """
    words = normal_name(name).replace(".", " ").split()
    return tuple(word for word in words if word not in TITLES and any(map(str.isalnum, word)))


def is_full_personal_name(name: str) -> bool:
    """Whether a name has a given name and a surname, titles not counted.

    >>> is_full_personal_name("Ana Okoye"), is_full_personal_name("Ms Okoye")
    (True, False)
    """
    return len(personal_words(name)) >= 2


def is_named_body(name: str) -> bool:
    """Whether a name tells one organisation from others, as 'the committee' and 'the Foreign Ministry' do not.

    >>> is_named_body("Tidewater Line"), is_named_body("the Committee"), is_named_body("Foreign Ministry")
    (True, False, False)
    """
    if name[:2].casefold() == "a " or name[:3].casefold() == "an ":
        return False
    words = normal_name(name).split()
    shared = _GENERIC | _PORTFOLIOS if not _OF_GOVERNMENTS.isdisjoint(words) else _GENERIC
    return any(letter.isupper() for letter in name) and not all(word in shared for word in words)


def plain_name(name: str) -> str:
    """A name without `the`, accents, full stops and hyphens, in which other spellings of it are equal.

    >>> plain_name("The José-María Núñez Fund")
    'jose maria nunez fund'
    """
    words = normal_name(_ASCII_APART.sub(" ", name) if name.isascii() else _without_accents(name)).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words).replace("’", "'")


def _without_accents(name: str) -> str:
    bare = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return "".join(letter if _is_of_word(letter) else " " for letter in bare)


def _is_of_word(letter: str) -> bool:
    """Whether a sign belongs to a word: the vowel signs of Hindi or Thai do, though they are no letters."""
    return letter.isalnum() or letter in "'’" or unicodedata.category(letter).startswith("M")
