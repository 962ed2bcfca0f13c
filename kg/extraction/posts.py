"""Reads the words of a post: its title, whose post it is, and whether it is held, was held or is to be held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.lexicon import (
    ACTING,
    ADHERENTS,
    COURTESY,
    FORMER,
    INCOMING,
    NOT_IN_POST,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    OFFICE_PLURALS,
)
from kg.extraction.name_forms import names_a_body
from kg.extraction.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WORD = re.compile(r"\S+")
_THEN = re.compile(r"^(?:then|ex|former)-", re.IGNORECASE)
_ENDS_OF_POST = re.compile(r"-(?:elect|designate|designee)$")
COURTESY_WORDS = frozenset(word.lower() for word in COURTESY)
_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "adm": "admiral", "sgt": "sergeant", "maj": "major", "supt": "superintendent", "det": "inspector",
}  # fmt: skip
_HYPHENED = re.compile(r"\b(prime|foreign|finance|interior|defence|defense)-(minister|secretary)\b", re.IGNORECASE)
_PARLIAMENTS = frozenset("parliament congress senate assembly knesset duma riksdag bundestag house".split())
_ORDINALS = frozenset(("the", "The", "first", "second", "third", "fourth", "fifth"))
# ranks and honorifics: how somebody is called, not which office they hold
RANKS = frozenset(
    "general colonel captain admiral lieutenant sergeant major brigadier marshal sheikh ayatollah".split()
)
_LINKS = frozenset(("of", "for", "to", "at"))
_IN_TITLE = frozenset(("of", "for", "to", "at", "the", "and", "on"))
_BODIES = ("Organization", "Country", "City", "Place")
_RIVALS = frozenset("opponent critic supporter ally rival fellow lifelong".split())
_AT_THE_TIME = re.compile(r"\s+(?:at the time|of the (?:day|time))(?=\W|$)")
_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))
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
        return _ENDS_OF_POST.sub("", _THEN.sub("", word))

    @property
    def possessive(self) -> bool:
        return bool(re.search(r"(?:['’]s|s['’])$", self.text))


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the words before or after a name give it."""

    title: str
    tenure: str
    organization: str | None
    party: str | None
    start: int
    end: int


def ends_sentence(word: Word) -> bool:
    """Whether the full stop behind a word is not that of an abbreviation: 'Sen.', 'U.S.', 'J.'."""
    if not word.text.rstrip("\"”’'").endswith((".", "!", "?")):
        return False
    bare = word.bare
    return not (
        bare in _ABBREVIATED or bare in COURTESY_WORDS or "." in bare or len(bare) < 2 or bare in ("jr", "sr", "st")
    )


def post_ending(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word]) -> Post | None:
    """The post whose words end this list of words, if any."""
    head = _head(words)
    if head is None:
        return None
    return _split(cast, words, _first(page, cast, index, doc, words, head), head)


def _first(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word], head: int) -> int:
    """Where the words of a post begin: before its adjectives, its body of several words, 'Transport and (Bridges Minister)'."""
    first = head
    while first > 0 and head - first < 7:
        before = words[first - 1]
        body = cast.at(before.start, before.end)
        if body and body.end == before.end and cast.type_of(body.key) in ("Organization", "Country"):
            first = next(at for at, word in enumerate(words) if word.end > body.start)  # 'House of Representatives'
        elif _modifies(page, index, doc, before) and not _is_of_the_sentence(words[head], before):
            first -= 1
        elif _joins(words, first, head):
            first -= 2
        else:
            break
    return first


def _is_of_the_sentence(head: Word, word: Word) -> bool:
    """'the reform bill President Okoye signed': a small common noun before a capital title is no part of it."""
    if head.text[0].islower() or not word.text[0].islower():
        return False
    known = OFFICE_ADJECTIVES | FORMER | ACTING | INCOMING | NOT_IN_POST
    return word.lower not in known and not word.lower.endswith(("-elect", "-old")) and not _THEN.match(word.text)


def _joins(words: Sequence[Word], first: int, head: int) -> bool:
    """'President and CEO', 'Roads and (Bridges Minister)': what 'and' joins to the post with a capital is part of it."""
    if first < 2 or words[first - 1].lower not in ("and", "&") or not words[first].text[0].isupper():
        return False
    other = words[first - 2]
    if not other.text[0].isupper() or not other.text[-1].isalpha():
        return False
    return is_office(other) or (first < head and words[head].bare in ("minister", "secretary"))


def _head(words: Sequence[Word]) -> int | None:
    """The number of the noun of office that the words end with, before any 'of State', 'to Valdoria'."""
    last = len(words) - 1
    if last >= 0 and is_office(words[last]):
        return last
    plural: int | None = None
    for at in range(last - 1, max(last - 9, -1), -1):
        word, following = words[at], words[at + 1 :]
        if word.text[-1] in ",.;:" or (word.lower in ("said", "and") and not word.text[0].islower()):
            return plural
        if (
            is_office(word)
            and following[0].lower in _LINKS
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
    return _head(words) is not None


def is_post(head: Token) -> bool:
    """Whether a noun heads the words of a post: an office, or a seat in a parliament."""
    if head.lower_ in OFFICE_NOUNS:
        return True
    return head.lower_ == "member" and any(
        noun.lower_ in _PARLIAMENTS for of in head.children if of.lower_ == "of" for noun in of.children
    )


def is_office(word: Word) -> bool:
    bare = word.bare
    parts = bare.split("-")
    known = bare in OFFICE_NOUNS or bare in OFFICE_PLURALS or (len(parts) > 1 and {parts[0], parts[-1]} & OFFICE_NOUNS)
    return bool(known or (bare in _ABBREVIATED and word.text[0].isupper())) and not word.possessive


def _modifies(page: Page, index: int, doc: Doc, word: Word) -> bool:
    if (word.text[-1] in ',;:.!?)"”' and word.bare not in ("u.s", "u.k", "u.n")) or word.text[0] in '("“‘':
        return False
    if word.lower in FORMER | ACTING | INCOMING:
        return True
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx <= word.start - offset < t.idx + len(t)), None)
    if token is None or token.ent_type_ in ("DATE", "TIME"):
        return False  # 'Last year President Okoye'
    return token.pos_ in _MODIFIERS and token.tag_ not in ("VBG", "VBN", "CD")


def _split(cast: Cast, words: Sequence[Word], first: int, head: int) -> Post | None:
    """Take tenure, country, body and party off the front of the words of a post."""
    tenure, organization, party = "current", None, None
    start = words[first].start
    at = first
    while at <= head:
        word = words[at]
        tenure = tenure_of(word) or tenure
        mention = cast.at(word.start, word.end)
        entity = cast.entities[mention.key] if mention else None
        adherent = adherent_of(words, at)
        if word.lower in FORMER | ACTING | INCOMING | NOT_IN_POST or (word.lower.endswith("-old")):
            at += 1
        elif at < head and word.text in _ORDINALS:
            at += 1  # 'the first female senator', not 'First Minister'
        elif at < head and adherent:
            party, at = ADHERENTS[adherent], at + len(adherent.split())
        elif (
            at < head
            and mention
            and entity
            and entity.type != "Person"
            and mention.end < words[head].start
            and not _goes_on(words, mention.end)
            and not _is_half(cast, words, at, head, mention)
            and not _is_of_its_name(words, at, head)
        ):
            organization = mention.key
            while at < head and words[at].start < mention.end:
                at += 1
        elif at < head and word.possessive:
            start, at = (words[at + 1].start, at + 1) if not mention else (start, at + 1)
            if mention:
                break
        elif at < head and word.text.islower() and word.lower not in OFFICE_ADJECTIVES and _loose(word):
            at += 1
        else:
            break
    if at > head:
        return None
    behind, body = _past_owner(cast, words, at, head)
    if behind > at:
        at, organization, start = behind, body, words[behind].start
    for later in range(head - 1, at - 1, -1):  # 'the rail union Unite general secretary': the body nearest to the post
        inner = cast.at(words[later].start, words[later].end)
        if inner and inner.end < words[head].start and _is_behind_of(words, inner):
            organization, at = None, later + 1  # 'Bank of Kesmark President': what follows 'of' is not whose post it is
            break
        if (
            inner
            and inner.end < words[head].start
            and not _goes_on(words, inner.end)
            and not _is_half(cast, words, later, head, inner)
            and not _is_of_its_name(words, later, head)
            and cast.type_of(inner.key) in ("Organization", "Country")
        ):
            organization, at = inner.key, later + 1
            break
    if organization and _is_opposed(words, organization, cast):
        organization = None
    while at < head and (tenure_of(words[at]) or words[at].lower in NOT_IN_POST):  # 'Korvia's (former) minister'
        tenure = tenure_of(words[at]) or tenure
        at += 1
    title = re.sub(r"\s+(?:of|for|at|to|the)$", "", " ".join(word.text for word in words[at:]))
    title = _HYPHENED.sub(r"\1 \2", _ENDS_OF_POST.sub("", _THEN.sub("", title)))
    if _AT_THE_TIME.search(title):
        title, tenure = _AT_THE_TIME.sub("", title), "former"
    if head == len(words) - 1 and words[head].bare in OFFICE_PLURALS:
        title = one_of(title)
    return Post(title, tenure, organization or _tail(cast, words, head), party, start, words[-1].end)


def _goes_on(words: Sequence[Word], end: int) -> bool:
    """Whether 'and' follows: what looks like a body is the first half of '(Road Transport) and Bridges Minister'."""
    following = next((word for word in words if word.start >= end), None)
    return following is not None and following.lower in ("and", "&")


def _is_behind_of(words: Sequence[Word], inner: Mention) -> bool:
    first = next((n for n, word in enumerate(words) if word.end > inner.start), 0)
    return first > 0 and words[first - 1].lower == "of"


def _is_half(cast: Cast, words: Sequence[Word], at: int, head: int, inner: Mention) -> bool:
    """'(Fair) Trading Minister', 'Bank of (Kesmark) President': one word of a longer name or of what a minister sees to."""
    if at > 1 and words[at - 1].lower == "of" and words[at - 2].text[0].isupper():
        return True
    single = " " not in cast.entities[inner.key].name and cast.type_of(inner.key) == "Organization"
    return (
        single and at + 1 < head and words[at + 1].text[0].isupper() and words[head].bare in ("minister", "secretary")
    )


def _is_of_its_name(words: Sequence[Word], at: int, head: int) -> bool:
    """'US Attorney for the Middle District of Florida': the country's letters are part of what the post is called."""
    return words[at].bare.replace(".", "") in ("us", "states") and words[head].bare in ("attorney", "marshal", "magistrate")


def _is_opposed(words: Sequence[Word], body: str, cast: Cast) -> bool:
    """'anti-Sela commander': the body stands behind a prefix that turns it round."""
    return any(
        word.lower.startswith(("anti-", "pro-", "non-"))
        and (found := cast.at(word.start, word.end))
        and found.key == body
        for word in words
    )


def one_of(title: str) -> str:
    """The post that each of several holds.

    >>> one_of("foreign ministers")
    'foreign minister'
    """
    before, space, last = title.rpartition(" ")
    one = OFFICE_PLURALS.get(last.lower().rstrip("’'"), last)
    return before + space + (one.capitalize() if last[:1].isupper() else one)


def _past_owner(cast: Cast, words: Sequence[Word], at: int, head: int) -> tuple[int, str | None]:
    """Where the post begins behind whose it is: 'the Post's (editor)', 'Okoye (senior adviser)'; and the body, if it is one."""
    for owner in range(head - 1, at - 1, -1):
        mention = cast.at(words[owner].start, words[owner].end)
        person = (
            mention is not None
            and mention.end < words[head].start
            and cast.type_of(mention.key) == "Person"
            and mention.key not in cast.thin
        )
        if words[owner].possessive or person or words[owner].lower in _RIVALS:
            body = mention.key if mention is not None and cast.type_of(mention.key) in _BODIES else None
            return owner + 1, body
    return at, None


def _loose(word: Word) -> bool:
    """An adjective that says nothing of the post: 'embattled', 'popular'."""
    return word.lower.endswith(("ed", "ous", "ful", "ing", "ular", "old", "-term", "time"))


def tenure_of(word: Word) -> str | None:
    if word.lower in FORMER or _THEN.match(word.text):
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


def _tail(cast: Cast, words: Sequence[Word], head: int) -> str | None:
    """The body or country after 'of' or 'for'; a country after 'to' is where an ambassador is, not whose."""
    if head + 2 > len(words) - 1 or words[head + 1].lower not in ("of", "for"):
        return None
    named = [m for m in cast.within(words[head + 2].start, words[-1].end) if m.form != "demonym"]
    at = cast.at(words[head + 2].start, words[-1].end)
    mention = named[0] if named else at if at and at.form != "demonym" else None  # 'of the Sela city of Ostra'
    if mention is None or cast.type_of(mention.key) == "Person" or _is_portfolio(cast, words, head, mention):
        return None
    last = words[-1].start + len(words[-1].text.rstrip(",.;:'’\")s"))
    before = words[next(n for n, word in enumerate(words) if word.end > mention.start) - 1]
    if mention.form != "demonym" and before.text[0].isupper() and mention is not at:
        return None  # 'of the Sela Cable Makers': a part of a longer name
    if mention.end < last and cast.type_of(mention.key) not in ("Organization", "Country"):
        return None  # 'of the Kesmark police': the body is not the place
    if mention.end < last and named[-1].end >= last and cast.type_of(named[-1].key) != "Person":
        mention = named[-1]  # 'of cable management for Orlen'
    return mention.key


def _is_portfolio(cast: Cast, words: Sequence[Word], head: int, named: Mention) -> bool:
    """'Secretary of Transportation': what a minister sees to, not a body with that name."""
    if words[head].bare not in ("secretary", "minister", "undersecretary", "commissioner"):
        return False
    entity = cast.entities[named.key]
    return entity.type == "Organization" and " " not in entity.name and not entity.name.isupper()


# where the day of the news begins within a phrase: 'head of an inquiry on Thursday'
_TIME = re.compile(
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day$|(?:last|next|this) (?:week|month|year|spring|summer)$"
)


def post_of(page: Page, cast: Cast, index: int, doc: Doc, head: Token, first: int) -> Post | None:
    """The post of a noun phrase: its words from `first` to the head and a following 'of ...'."""
    last = head.i
    for child in head.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "to", "at")
            and child.i == last + 1
            and child.right_edge.i - child.i < 9
            and not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in doc[child.i : child.right_edge.i + 1])
        ):
            last = child.right_edge.i
    last = next((t.i - 1 for t in doc[head.i + 1 : last] if _TIME.match(f"{t.lower_} {t.nbor().lower_}")), last)
    if _is_of_work(page, cast, index, head):
        return None
    while first < head.i and doc[first].pos_ in ("DET", "PRON"):
        first += 1
    start, end = page.where(index, doc[first : last + 1])
    words = [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(page.text, start, end)]
    at = next((n for n, word in enumerate(words) if word.end >= page.where(index, head)[1]), None)
    return _split(cast, words, 0, at) if at is not None and words else None


_MAKERS = frozenset("director editor executive chief head".split())
_WORKS = frozenset(
    "film movie documentary play series sitcom show drama musical opera ballet novel book memoir study paper report video"
    " short trilogy sequel feature adaptation comedy thriller picture programme program podcast album production".split()
)
_OF_FILMS = re.compile(r"\b(?:films?|movies?|documentar(?:y|ies)|cinemas?|sitcoms?|box office|screenplay|tv series|novels?)\b", re.IGNORECASE)


def _is_of_work(page: Page, cast: Cast, index: int, head: Token) -> bool:
    """'director of the film', 'director of The Long Harbour': who made a work holds no office of it."""
    if head.lower_ not in _MAKERS:
        return False
    for noun in (c for of in head.children if of.lower_ in ("of", "behind") for c in of.children if c.dep_ == "pobj"):
        if noun.lower_ in _WORKS or any(c.lower_ in _WORKS for c in noun.lefts):
            return True
        mention = cast.at(*page.where(index, noun))
        body = mention is not None and cast.type_of(mention.key) != "Person" and names_a_body(cast.entities[mention.key].name.split())
        title = noun.pos_ == "PROPN" and not body and (mention is None or cast.type_of(mention.key) != "Country")
        if title and (noun.left_edge.text in ("The", "A", "An") or noun.left_edge.text in "\"“'" or _OF_FILMS.search(page.text)):
            return True
    return False


def with_tenure(post: Post, tenure: str) -> Post:
    return Post(post.title, tenure, post.organization, post.party, post.start, post.end)
