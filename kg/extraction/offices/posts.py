"""Reads the words of a post: its title, whose post it is, and whether it is held, was held or is to be held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import (
    ACTING,
    ADHERENTS,
    FORMER,
    INCOMING,
    NOT_IN_POST,
    OFFICE_ADJECTIVES,
    OFFICE_PLURALS,
)
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.works import is_of_work
from kg.extraction.offices.post_extents import TIME, before_aside, first_of, with_second_half
from kg.extraction.offices.post_owners import (
    body_behind,
    goes_on_with_and,
    is_behind_of,
    is_by_demonym,
    is_half,
    is_of_its_name,
    is_opposed,
    is_part_of,
    past_owner,
)
from kg.extraction.offices.post_words import (
    ENDS_OF_POST,
    STATUS_OF_SEAT,
    THEN,
    WORD,
    Word,
    adherent_of,
    ends_pair,
    is_loose,
    last_office,
    one_of,
    tenure_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HYPHENED = re.compile(r"\b(prime|foreign|finance|interior|defence|defense)-(minister|secretary)\b", re.IGNORECASE)
_ORDINALS = frozenset(("the", "The", "first", "second", "third", "fourth", "fifth"))
_ACRONYM = re.compile(r"(?!MP|PM|CEO|MEP|MSP|CFO)[A-Z]{2,5}")
_AT_THE_TIME = re.compile(r"\s+(?:at the time|of the (?:day|time))(?=\W|$)")
_SEEING_TO = ("minister", "secretary", "undersecretary")  # whose 'for East Korvian Affairs' is no body
_DEPUTIES = frozenset("deputy vice assistant associate shadow".split())
_IN_NO_TIME = frozenset("future self-styled self-proclaimed self-declared so-called would-be".split())
_POSTED = frozenset("delegate representative ambassador envoy consul correspondent".split())
_ARTICLE = re.compile(r"^(?:an?|the) ")


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the words before or after a name give it."""

    title: str
    tenure: str
    organization: str | None
    party: str | None
    start: int
    end: int


def post_ending(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word]) -> Post | None:
    """The post whose words end this list of words, if any."""
    head = last_office(words)
    if head is None:
        return None
    first = min(first_of(page, cast, index, doc, words, head), head - ends_pair(words, head))
    return None if _is_of_an_open_time(words[first : head + 1]) else _split(cast, words, first, head)


def _is_of_an_open_time(words: Sequence[Word]) -> bool:
    """'future president', 'then president-elect', 'self-styled king': who had not the post at the time told of."""
    tenures = {tenure_of(word) for word in words}
    return any(word.lower in _IN_NO_TIME for word in words) or tenures >= {"former", "incoming"}


@dataclass(slots=True)
class _Front:
    """What stands before the words of a post, as far as it is read: up to the word number `at`."""

    start: int
    at: int
    tenure: str = "current"
    organization: str | None = None
    party: str | None = None


def _split(cast: Cast, words: Sequence[Word], first: int, head: int) -> Post | None:
    """Take tenure, country, body and party off the front of the words of a post."""
    front = _Front(words[first].start, first)
    while front.at <= head and _takes(cast, words, head, front):
        pass
    if front.at > head:
        return None
    behind, body = past_owner(cast, words, front.at, head)
    if behind > front.at:
        front.at, front.organization, front.start = behind, body, words[behind].start
    organization, at, rank = _nearest_body(cast, words, front.at, head, front.organization)
    behind_of = body_behind(cast, words, head)
    if organization and (is_opposed(words, organization, cast) or is_part_of(cast, words, head, organization)):
        organization = None
    if behind_of and words[head].bare not in _SEEING_TO and is_by_demonym(cast, words, head, organization):
        organization = behind_of  # 'the last British governor-general of India'
    at, tenure = _past_tenure(words, at, head, front.tenure)
    title, tenure = _title(words, at, head, rank, tenure)
    return Post(title, tenure, organization or behind_of, front.party, front.start, words[-1].end)


def _takes(cast: Cast, words: Sequence[Word], head: int, front: _Front) -> bool:
    """Read the next word before a post; whether there may be more."""
    at = front.at
    word = words[at]
    front.tenure = _joined(front.tenure, tenure_of(word))
    mention = cast.at(word.start, word.end)
    adherent = adherent_of(words, at)
    if _is_passed_over(words, at, head):
        front.at += 1
    elif at + 1 < head and mention and mention.form == "demonym" and _ACRONYM.fullmatch(words[at + 1].text):
        return False  # 'Scottish FA chief executive'
    elif at < head and (word.text in _ORDINALS or (word.lower == "local" and words[head].bare in STATUS_OF_SEAT)):
        front.at += 1  # 'the first female senator', not 'First Minister'; 'local MP'
    elif at < head and adherent and front.organization and words[head].bare in ("leader", "whip"):
        return False  # 'Senate (Democratic Leader)'
    elif at < head and adherent:
        front.party = ADHERENTS[adherent]
        front.at += len(adherent.split())
    elif at < head and mention and _is_its_body(cast, words, head, front, mention):
        front.organization = mention.key
        while front.at < head and words[front.at].start < mention.end:
            front.at += 1
    elif at < head and word.possessive:
        front.at += 1
        front.start = front.start if mention else words[front.at].start
        return mention is None
    elif at < head and word.text.islower() and word.lower not in OFFICE_ADJECTIVES and is_loose(word):
        front.at += 1
    else:
        return False
    return True


def _is_passed_over(words: Sequence[Word], at: int, head: int) -> bool:
    """'former', 'outgoing', '42-year-old', 'Mr' of 'Mr Justice Okoye': no words of the post."""
    word = words[at]
    courtesy = at + 1 == head and word.lower.rstrip(".") in ("mr", "mrs", "ms")
    return word.lower in FORMER | ACTING | INCOMING | NOT_IN_POST or word.lower.endswith("-old") or courtesy


def _is_its_body(cast: Cast, words: Sequence[Word], head: int, front: _Front, mention: Mention) -> bool:
    """Whether the name is of the body or the country whose post it is."""
    type = cast.type_of(mention.key)
    return (
        type != "Person"
        and not _is_remit(cast, front.organization, type, words[front.at - 1])
        and _stands_before(cast, words, front.at, head, mention)
    )


def _past_tenure(words: Sequence[Word], at: int, head: int, tenure: str) -> tuple[int, str]:
    """Where the post begins behind the words that tell its time, 'Korvia's (former) minister', and the tenure."""
    while at < head and (tenure_of(words[at]) or words[at].lower in NOT_IN_POST):
        tenure = _joined(tenure, tenure_of(words[at]))
        if THEN.match(words[at].text):
            break  # 'Ex-Prime Minister'
        at += 1
    return at, tenure


def _stands_before(cast: Cast, words: Sequence[Word], at: int, head: int, mention: Mention) -> bool:
    """Whether a name stands before the noun of the post, whole, and is no part of a longer one."""
    return (
        mention.end < words[head].start
        and not goes_on_with_and(words, mention.end)
        and not is_half(cast, words, at, head, mention)
        and not is_of_its_name(words, at, head)
    )


def _nearest_body(
    cast: Cast, words: Sequence[Word], at: int, head: int, organization: str | None
) -> tuple[str | None, int, list[str]]:
    """The body nearest to the post ('the rail union Unite general secretary'), where the post begins, and a rank."""
    for later in range(head - 1, at - 1, -1):
        inner = cast.at(words[later].start, words[later].end)
        if inner is None or inner.end >= words[head].start:
            continue
        if is_behind_of(words, inner):
            return None, later + 1, []  # 'Bank of Kesmark President': what follows 'of' is not whose post it is
        type = cast.type_of(inner.key)
        if (
            type in ("Country", "Organization")
            and _stands_before(cast, words, later, head, inner)
            and not _is_remit(cast, organization, type, words[later - 1])
        ):
            between = words[at : later + 1]  # 'deputy Labour (leader)'
            rank = [word.text for word in between if word.lower in _DEPUTIES and word.end <= inner.start]
            return inner.key, later + 1, rank
    return organization, at, []


def _title(words: Sequence[Word], at: int, head: int, rank: Sequence[str], tenure: str) -> tuple[str, str]:
    """The title without what tells its time, and the tenure that 'at the time' makes a former one."""
    title = re.sub(r"\s+(?:of|for|at|to|the)$", "", " ".join((*rank, *(word.text for word in words[at:]))))
    title = _ARTICLE.sub("", title)  # 'formerly a (deputy head)'
    title = _HYPHENED.sub(r"\1 \2", ENDS_OF_POST.sub("", THEN.sub("", title)))
    if _AT_THE_TIME.search(title):
        title, tenure = _AT_THE_TIME.sub("", title), "former"
    if head == len(words) - 1 and words[head].bare in OFFICE_PLURALS:
        title = one_of(title)
    return title, tenure


def _joined(tenure: str, other: str | None) -> str:
    """The tenure that two words give: a 'former acting mayor' is a former one."""
    return tenure if tenure == "former" else other or tenure


def _is_remit(cast: Cast, organization: str | None, type: str, before: Word) -> bool:
    """'UN (Middle East envoy)': behind a body a place is what the post sees to, not whose it is."""
    named = organization is not None and cast.type_of(organization) == "Organization"
    return named and type in ("Country", "City", "Place") and not before.possessive


def post_of(page: Page, cast: Cast, index: int, doc: Doc, head: Token, first: int) -> Post | None:
    """The post of a noun phrase: its words from `first` to the head and a following 'of ...'."""
    last = head.i
    for child in _ties(head):
        end = before_aside(child)
        if (
            child.dep_ == "prep"
            and (child.lower_ in ("of", "for", "to", "at") or _is_where_posted(head, child))
            and child.i == last + 1
            and end - child.i < 9
            and not (child.lower_ == "at" and doc[child.i + 1].tag_ in ("PRP$", "CD"))
            and not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in doc[child.i : end + 1])
        ):
            last = end
    last = with_second_half(doc, head, last)
    last = next((t.i - 1 for t in doc[head.i + 1 : last] if TIME.match(f"{t.lower_} {t.nbor().lower_}")), last)
    if is_of_work(page, cast, index, head):
        return None
    while first < head.i and doc[first].pos_ in ("DET", "PRON"):
        first += 1
    start, end = page.where(index, doc[first : last + 1])
    words = [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(page.text, start, end)]
    at = next((n for n, word in enumerate(words) if word.end >= page.where(index, head)[1]), None)
    if at is None or not words or _is_of_an_open_time(words[: at + 1]):
        return None
    return _split(cast, words, 0, at)


def _is_where_posted(head: Token, link: Token) -> bool:
    """'the union's delegate in Ostra': where somebody sent is, and acts for who sent them."""
    of_place = any(c.dep_ == "pobj" and c.pos_ == "PROPN" and c.ent_type_ != "DATE" for c in link.children)
    return link.lower_ == "in" and head.lemma_.lower() in _POSTED and of_place


def _ties(head: Token) -> list[Token]:
    """What follows a noun: of 'chairman and (chief executive) of Orlen' also what the parser hangs on the first."""
    shared = head.dep_ == "conj" and not any(c.dep_ == "prep" for c in head.rights)
    others = [c for c in head.head.rights if c.dep_ == "prep" and c.i == head.i + 1] if shared else []
    return [*others, *head.rights]


def with_tenure(post: Post, tenure: str) -> Post:
    return Post(post.title, tenure, post.organization, post.party, post.start, post.end)
