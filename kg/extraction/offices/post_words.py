"""Which words are of an office: its nouns, its tenure, the party of who holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import (
    ACTING,
    ADHERENTS,
    COURTESY,
    FORMER,
    INCOMING,
    OFFICE_NOUNS,
    OFFICE_PAIRS,
    OFFICE_PLURALS,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"\S+")
THEN = re.compile(r"^(?:then|ex|former)-", re.IGNORECASE)
ENDS_OF_POST = re.compile(r"-(?:elect|designate|designee)$")
COURTESY_WORDS = frozenset(word.lower() for word in COURTESY)
_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "adm": "admiral", "sgt": "sergeant", "maj": "major", "supt": "superintendent", "det": "inspector",
}  # fmt: skip
_SHORTENED = frozenset("jr sr st inc corp ltd co dept".split())
_PARLIAMENTS = frozenset("parliament congress senate assembly knesset duma riksdag bundestag house".split())


# ranks and honorifics: how somebody is called, not which office they hold
RANKS = frozenset(
    "general colonel captain admiral lieutenant sergeant major brigadier marshal sheikh ayatollah".split()
)
_LINKS = frozenset(("of", "for", "to", "at"))
_IN_TITLE = frozenset(("of", "for", "to", "at", "from", "the", "and", "on"))
SEATS = frozenset("post position office role job title seat".split())
STATUS_OF_SEAT = frozenset(
    "mp mep msp senator congressman congresswoman representative councillor lawmaker deputy member".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text without its comma, and its place."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def bare(self) -> str:
        """Lower case without possessive, full stop and tenure prefix."""
        word = re.sub(r"['’]s?$", "", self.lower).rstrip(".")
        return ENDS_OF_POST.sub("", THEN.sub("", word))

    @property
    def possessive(self) -> bool:
        return bool(re.search(r"(?:['’]s|s['’])$", self.text))


def ends_sentence(word: Word) -> bool:
    """Whether the full stop behind a word is not that of an abbreviation: 'Sen.', 'U.S.', 'J.'."""
    if not word.text.rstrip("\"”’'").endswith((".", "!", "?")):
        return False
    bare = word.bare
    return not (bare in _ABBREVIATED or bare in COURTESY_WORDS or "." in bare or len(bare) < 2 or bare in _SHORTENED)


def ends_pair(words: Sequence[Word], at: int) -> bool:
    """Whether a word and the one before it are a post in two words: 'harbour (master)'."""
    return at > 0 and f"{words[at - 1].lower} {words[at].bare}" in OFFICE_PAIRS


def last_office(words: Sequence[Word]) -> int | None:
    """The number of the noun of office that the words end with, before any 'of State', 'to Valdoria'."""
    last = len(words) - 1
    seen_to = last > 1 and words[last].bare == "justice" and words[last - 1].lower in ("of", "for")
    if ends_pair(words, last) and not words[last].possessive:
        return last
    if last >= 0 and is_office(words[last]) and not (seen_to and is_office(words[last - 2])):
        return last  # 'Minister of Justice' is no justice
    plural: int | None = None
    for at in range(last - 1, max(last - 9, -1), -1):
        word, following = words[at], words[at + 1 :]
        if word.text[-1] in ",.;:" or (word.lower in ("said", "and") and not word.text[0].islower()):
            return plural
        if (
            is_office(word)
            and (following[0].lower in _LINKS or (following[0].lower == "from" and word.bare in STATUS_OF_SEAT))
            and all(w.text[0].isupper() or w.lower in _IN_TITLE for w in following)
        ):
            if not following[-1].text[0].isupper() or following[-1].possessive:
                return None
            if word.bare not in OFFICE_PLURALS:
                return at
            plural = at  # 'chairman of the Chiefs of Staff'
    return plural


def ends_post(words: Sequence[Word]) -> bool:
    """Whether these words end with a post: 'the (Army Chief of Staff)'."""
    return last_office(words) is not None


def is_post(head: Token) -> bool:
    """Whether a noun heads the words of a post: an office, or a seat in a parliament."""
    if head.lower_ in OFFICE_NOUNS or (head.i and f"{head.nbor(-1).lower_} {head.lower_}" in OFFICE_PAIRS):
        return True
    return head.lower_ == "member" and any(
        noun.lower_ in _PARLIAMENTS and not _is_party(noun)
        for of in head.children
        if of.lower_ == "of"
        for noun in of.children
    )


def _is_party(noun: Token) -> bool:
    """'the Veltish National Congress': a party, or a congress that is no parliament."""
    return noun.lower_ == "congress" and any(c.lower_ in ("national", "people", "union") for c in noun.lefts)


def is_office(word: Word) -> bool:
    bare = word.bare
    parts = bare.split("-turned-")[-1].split("-")
    known = bare in OFFICE_NOUNS or bare in OFFICE_PLURALS or (len(parts) > 1 and {parts[0], parts[-1]} & OFFICE_NOUNS)
    return bool(known or (bare in _ABBREVIATED and word.text[0].isupper())) and not word.possessive


def one_of(title: str) -> str:
    """The post that each of several holds.

    >>> one_of("foreign ministers")
    'foreign minister'
    """
    before, space, last = title.rpartition(" ")
    one = OFFICE_PLURALS.get(last.lower().rstrip("’'"), last)
    return before + space + (one.capitalize() if last[:1].isupper() else one)


def is_loose(word: Word) -> bool:
    """An adjective that says nothing of the post: 'embattled', 'popular'."""
    return word.lower.endswith(("ed", "ous", "ful", "ing", "ular", "old", "-term", "time"))


def tenure_of(word: Word) -> str | None:
    if word.lower in FORMER or THEN.match(word.text):
        return "former"
    if word.lower in ACTING:
        return "acting"
    return "incoming" if word.lower in INCOMING or word.lower.endswith(("-elect", "-designate", "-designee")) else None


def adherent_of(words: Sequence[Word], at: int) -> str | None:
    """The party's adjective that begins here: 'Labour', 'Liberal Democrat'; 'conservative' with a small letter is none."""
    if not words[at].text[0].isupper():
        return None
    two = " ".join(word.bare for word in words[at : at + 2])
    return next((name for name in (two, words[at].bare) if name in ADHERENTS), None)
