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
    FORMER,
    INCOMING,
    NOT_IN_POST,
    OFFICE_ADJECTIVES,
    OFFICE_PLURALS,
)
from kg.extraction.page import Page
from kg.extraction.post_owners import (
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
from kg.extraction.post_words import (
    ENDS_OF_POST,
    STATUS_OF_SEAT,
    THEN,
    WORD,
    Word,
    adherent_of,
    is_loose,
    is_office,
    last_office,
    one_of,
    tenure_of,
)
from kg.extraction.works import is_of_work

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HYPHENED = re.compile(r"\b(prime|foreign|finance|interior|defence|defense)-(minister|secretary)\b", re.IGNORECASE)
_ORDINALS = frozenset(("the", "The", "first", "second", "third", "fourth", "fifth"))
_ACRONYM = re.compile(r"(?!MP|PM|CEO|MEP|MSP|CFO)[A-Z]{2,5}")
_AT_THE_TIME = re.compile(r"\s+(?:at the time|of the (?:day|time))(?=\W|$)")
_SEEING_TO = ("minister", "secretary", "undersecretary")  # whose 'for East Korvian Affairs' is no body
_DEPUTIES = frozenset("deputy vice assistant associate shadow".split())
_ARTICLE = re.compile(r"^(?:an?|the) ")
_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))


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
    first = _first(page, cast, index, doc, words, head)
    return None if _is_of_an_open_time(words[first : head + 1]) else _split(cast, words, first, head)


def _is_of_an_open_time(words: Sequence[Word]) -> bool:
    """'future president', 'then president-elect': who had not the post at the time told of may have had it since."""
    tenures = {tenure_of(word) for word in words}
    return any(word.lower == "future" for word in words) or tenures >= {"former", "incoming"}


def _first(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word], head: int) -> int:
    """Where a post begins: before its adjectives, its body of several words, 'Transport and (Bridges Minister)'."""
    first = head
    while first > 0 and head - first < 7:
        before = words[first - 1]
        body = cast.at(before.start, before.end)
        whole = body is not None and (
            body.end == before.end or page.text[body.end : before.end] == ")"  # 'Harbour Council (HC) head'
        )
        if body and whole and cast.type_of(body.key) in ("Organization", "Country"):
            first = next(at for at, word in enumerate(words) if word.end > body.start)  # 'House of Representatives'
        elif before.lower.endswith("-elect") and is_office(before):
            break  # 'president-elect (Senator Okoye)': another post
        elif _modifies(page, index, doc, before) and not _is_of_the_sentence(words[first : head + 1], before):
            first -= 1
        elif _joins(words, first, head) and not _names_somebody(cast, words[first - 2]):
            first -= 2
        else:
            break
    return first


def _is_of_the_sentence(post: Sequence[Word], word: Word) -> bool:
    """'the reform bill President Okoye signed', 'depict Tory leader': small nouns before a capital are no part."""
    if post[0].text[0].islower() or not word.text[0].islower():
        return False
    known = OFFICE_ADJECTIVES | FORMER | ACTING | INCOMING | NOT_IN_POST
    if word.lower in known or word.lower.endswith(("-elect", "-old")) or THEN.match(word.text):
        return False
    return post[-1].text[0].isupper() or not (is_office(word) or is_loose(word))


def _joins(words: Sequence[Word], first: int, head: int) -> bool:
    """'President and CEO', 'Roads and (Bridges Minister)': what 'and' joins with a capital is part of the post."""
    if first < 2 or words[first - 1].lower not in ("and", "&") or not words[first].text[0].isupper():
        return False
    other = words[first - 2]
    if not other.text[0].isupper() or not other.text[-1].isalpha():
        return False
    return is_office(other) or (first < head and words[head].bare in ("minister", "secretary", "commissioner"))


def _names_somebody(cast: Cast, word: Word) -> bool:
    """'Ana Okoye and Health Minister Ben Adu': she is no part of his post."""
    mention = cast.at(word.start, word.end)
    return mention is not None and cast.type_of(mention.key) == "Person"


def _modifies(page: Page, index: int, doc: Doc, word: Word) -> bool:
    if (word.text[-1] in ',;:.!?)"”' and word.bare not in ("u.s", "u.k", "u.n")) or word.text[0] in '("“‘':
        return False
    if word.lower in FORMER | ACTING | INCOMING:
        return True
    if THEN.match(word.text) and word.bare in OFFICE_ADJECTIVES:
        return True  # 'Ex-Prime (Minister)'
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx <= word.start - offset < t.idx + len(t)), None)
    if token is None or token.ent_type_ in ("DATE", "TIME"):
        return False  # 'Last year President Okoye'
    return token.lower_ in ("managing", "shadow") or (
        token.pos_ in _MODIFIERS and token.tag_ not in ("VBG", "VBN", "CD")
    )


def _split(cast: Cast, words: Sequence[Word], first: int, head: int) -> Post | None:
    """Take tenure, country, body and party off the front of the words of a post."""
    tenure, organization, party = "current", None, None
    start = words[first].start
    at = first
    while at <= head:
        word = words[at]
        tenure = _joined(tenure, tenure_of(word))
        mention = cast.at(word.start, word.end)
        entity = cast.entities[mention.key] if mention else None
        adherent = adherent_of(words, at)
        if word.lower in FORMER | ACTING | INCOMING | NOT_IN_POST or (word.lower.endswith("-old")):
            at += 1
        elif at + 1 == head and word.lower.rstrip(".") in ("mr", "mrs", "ms"):
            at += 1  # 'Mr Justice Okoye'
        elif at + 1 < head and mention and mention.form == "demonym" and _ACRONYM.fullmatch(words[at + 1].text):
            break  # 'Scottish FA chief executive'
        elif at < head and (word.text in _ORDINALS or (word.lower == "local" and words[head].bare in STATUS_OF_SEAT)):
            at += 1  # 'the first female senator', not 'First Minister'; 'local MP'
        elif at < head and adherent and organization and words[head].bare in ("leader", "whip"):
            break  # 'Senate (Democratic Leader)'
        elif at < head and adherent:
            party, at = ADHERENTS[adherent], at + len(adherent.split())
        elif (
            at < head
            and mention
            and entity
            and entity.type != "Person"
            and not _is_remit(cast, organization, entity.type, words[at - 1])
            and _stands_before(cast, words, at, head, mention)
        ):
            organization = mention.key
            while at < head and words[at].start < mention.end:
                at += 1
        elif at < head and word.possessive:
            start, at = (words[at + 1].start, at + 1) if not mention else (start, at + 1)
            if mention:
                break
        elif at < head and word.text.islower() and word.lower not in OFFICE_ADJECTIVES and is_loose(word):
            at += 1
        else:
            break
    if at > head:
        return None
    behind, body = past_owner(cast, words, at, head)
    if behind > at:
        at, organization, start = behind, body, words[behind].start
    organization, at, rank = _nearest_body(cast, words, at, head, organization)
    behind_of = body_behind(cast, words, head)
    if organization and (is_opposed(words, organization, cast) or is_part_of(cast, words, head, organization)):
        organization = None
    if behind_of and words[head].bare not in _SEEING_TO and is_by_demonym(cast, words, head, organization):
        organization = behind_of  # 'the last British governor-general of India'
    while at < head and (tenure_of(words[at]) or words[at].lower in NOT_IN_POST):  # 'Korvia's (former) minister'
        tenure = _joined(tenure, tenure_of(words[at]))
        if THEN.match(words[at].text):
            break  # 'Ex-Prime Minister'
        at += 1
    title, tenure = _title(words, at, head, rank, tenure)
    return Post(title, tenure, organization or behind_of, party, start, words[-1].end)


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


# where the day of the news begins within a phrase: 'head of an inquiry on Thursday'
_TIME = re.compile(
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day$|(?:last|next|this) (?:week|month|year|spring|summer)$"
)


def post_of(page: Page, cast: Cast, index: int, doc: Doc, head: Token, first: int) -> Post | None:
    """The post of a noun phrase: its words from `first` to the head and a following 'of ...'."""
    last = head.i
    for child in head.rights:
        end = _before_aside(child)
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "to", "at")
            and child.i == last + 1
            and end - child.i < 9
            and not (child.lower_ == "at" and doc[child.i + 1].tag_ in ("PRP$", "CD"))
            and not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in doc[child.i : end + 1])
        ):
            last = end
    last = _with_second_half(doc, head, last)
    last = next((t.i - 1 for t in doc[head.i + 1 : last] if _TIME.match(f"{t.lower_} {t.nbor().lower_}")), last)
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


def _before_aside(link: Token) -> int:
    """The last token of 'of Orlen' in 'chair of Orlen, the insurer,': what tells more of the body is not its name."""
    for token in link.doc[link.i : link.right_edge.i]:
        behind = token.nbor()
        tells = behind.lower_ in ("the", "a", "an", "which", "who", "one") or _is_wider_place(link, behind)
        if token.text == "," and tells:
            return token.i - 1
    return link.right_edge.i


def _is_wider_place(link: Token, word: Token) -> bool:
    """'Sela' of 'mayor of Ostra, Sela': where the place lies whose post it is."""
    place = word
    while place.dep_ == "compound" and place.head.i > place.i:
        place = place.head
    return place.pos_ == "PROPN" and place.dep_ == "appos" and place.head.head.i == link.i and not place.n_rights


def _with_second_half(doc: Doc, head: Token, last: int) -> int:
    """The last token of a post whose noun a hyphen joins to another: 'governor-general of Sela'."""
    at = head.i + 1
    if last > head.i or at + 1 >= len(doc) or doc[at].text not in "-–" or doc[at].idx != head.idx + len(head):
        return last
    half = doc[at + 1]
    of = doc[half.i + 1] if half.i + 1 < len(doc) else None
    if of is None or of.lower_ not in ("of", "for") or of.sent != head.sent:
        return half.i
    named = next((c for c in of.children if c.dep_ == "pobj"), None)
    return named.i if named is not None and named.i - of.i < 9 else half.i


def with_tenure(post: Post, tenure: str) -> Post:
    return Post(post.title, tenure, post.organization, post.party, post.start, post.end)
