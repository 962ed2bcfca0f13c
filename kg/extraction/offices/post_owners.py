"""Whose post it is: the body, the country or the person whose words stand before or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.post_words import Word

if TYPE_CHECKING:
    from kg.extraction.offices.posts import Post

_BODIES = ("Organization", "Country", "City", "Place")
_COMPASS = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern"
    " central".split()
)
_OF = re.compile(r" of (?:the )?")
_ENDS = re.compile(r"[,.;:)]|$| (?:and|said|says|told|who|has|had|was|is|will|met|in|on|at|to)\b")
_GOES_ON = re.compile(r"['’]s?\b|-| [A-Z]|,? and [A-Z]")
# what rules what: behind a name the place may also be where somebody comes from
_RULING = (
    (re.compile(r"(?i:\b(?:president|premier|minister|king|queen|chancellor|emperor|emir|sultan))$"), ("Country",)),
    (re.compile(r"(?i:\bgov(?:ernor|\.)?)$"), ("Place", "Country")),
    (re.compile(r"(?i:\b(?:mayor|(?:arch)?bishop))$"), ("City", "Place")),
)
_RIVALS = frozenset("opponent critic supporter ally rival fellow lifelong".split())


def land_behind(text: str, cast: Cast, name: Mention, post: Post) -> Mention | None:
    """'Prime Minister Ana Okoye of Korvia', 'Mayor Ben Adu of Ostra': the land or town behind the holder's name."""
    of = _OF.match(text, name.end, name.end + 8)
    land = cast.at(of.end(), of.end() + 1) if of and post.organization is None else None
    if of is None or land is None or land.start != of.end() or land.form == "demonym":
        return None
    types = next((types for pattern, types in _RULING if pattern.search(post.title)), ())
    goes_on = _GOES_ON.match(text, land.end) or ("the" in of.group() and not _ENDS.match(text, land.end))
    return land if cast.type_of(land.key) in types and not goes_on else None


def goes_on_with_and(words: Sequence[Word], end: int) -> bool:
    """Whether 'and' follows: what looks like a body is the first half of '(Road Transport) and Bridges Minister'."""
    following = next((word for word in words if word.start >= end), None)
    return following is not None and following.lower in ("and", "&")


def is_behind_of(words: Sequence[Word], inner: Mention) -> bool:
    first = next((n for n, word in enumerate(words) if word.end > inner.start), 0)
    return first > 0 and words[first - 1].lower == "of"


def is_half(cast: Cast, words: Sequence[Word], at: int, head: int, inner: Mention) -> bool:
    """'(Fair) Trading Minister', 'Bank of (Kesmark) President': one word of a longer name or of what a minister sees to."""
    if at > 1 and words[at - 1].lower == "of" and words[at - 2].text[0].isupper():
        return True
    single = " " not in cast.entities[inner.key].name and cast.type_of(inner.key) == "Organization"
    return (
        single and at + 1 < head and words[at + 1].text[0].isupper() and words[head].bare in ("minister", "secretary")
    )


def is_of_its_name(words: Sequence[Word], at: int, head: int) -> bool:
    """'US Attorney for the Middle District of Florida': the country's letters are part of what the post is called."""
    return words[at].bare.replace(".", "") in ("us", "states") and words[head].bare in (
        "attorney",
        "marshal",
        "magistrate",
    )


def is_opposed(words: Sequence[Word], body: str, cast: Cast) -> bool:
    """'anti-Sela commander': the body stands behind a prefix that turns it round."""
    return any(
        word.lower.startswith(("anti-", "pro-", "non-"))
        and (found := cast.at(word.start, word.end))
        and found.key == body
        for word in words
    )


def is_part_of(cast: Cast, words: Sequence[Word], head: int, body: str) -> bool:
    """'West Australian senator': a point of the compass before a demonym means a part of the country."""
    return any(
        words[at].lower in _COMPASS and (named := cast.at(words[at + 1].start, words[at + 1].end)) and named.key == body
        and named.form == "demonym" and named.start == words[at + 1].start
        for at in range(head)
    )  # fmt: skip


def is_by_demonym(cast: Cast, words: Sequence[Word], head: int, body: str | None) -> bool:
    """Whether the body of a post is told by a demonym before it, which may be the holder's: 'British governor of'."""
    before = cast.within(words[0].start, words[head].start)
    return any(named.key == body and named.form == "demonym" for named in before)


def past_owner(cast: Cast, words: Sequence[Word], at: int, head: int) -> tuple[int, str | None]:
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


def body_behind(cast: Cast, words: Sequence[Word], head: int) -> str | None:
    """The body or country after 'of' or 'for'; a country after 'to' is where an ambassador is, not whose."""
    if head + 2 > len(words) - 1 or words[head + 1].lower not in ("of", "for", "at"):
        return None
    named = [m for m in cast.within(words[head + 2].start, words[-1].end) if m.form != "demonym"]
    at = cast.at(words[head + 2].start, words[-1].end)
    mention = named[0] if named else at if at and at.form != "demonym" else None  # 'of the Sela city of Ostra'
    if mention is None or cast.type_of(mention.key) == "Person" or _is_portfolio(cast, words, head, mention):
        return None
    between = {word.lower for word in words[head + 1 :] if word.end <= mention.start}
    if words[head].bare == "member" and {"of", "for"} <= between:
        return None  # 'member of parliament for the Harbour Party'
    last = words[-1].start + len(words[-1].text.rstrip(",.;:'’\")s"))
    before = words[next(n for n, word in enumerate(words) if word.end > mention.start) - 1]
    if mention.form != "demonym" and before.text[0].isupper() and mention is not at:
        return None  # 'of the Sela Cable Makers': a part of a longer name
    if mention.end < last and cast.type_of(mention.key) not in ("Organization", "Country"):
        return None  # 'of the Kesmark police': the body is not the place
    final = named[-1] if named else mention
    behind = {word.lower for word in words if word.start >= mention.end and word.end <= final.start}
    ends = final.end >= last and "in" not in behind  # 'of the Norden Council in Korvia': where it sits
    if mention.end < last and ends and cast.type_of(final.key) != "Person":
        mention = final  # 'of cable management for Orlen'
    if words[head + 1].lower == "at" and cast.type_of(mention.key) != "Organization":
        return None  # 'bishop at Ostra'
    return mention.key


def _is_portfolio(cast: Cast, words: Sequence[Word], head: int, named: Mention) -> bool:
    """'Secretary of Transportation': what a minister sees to, not a body with that name."""
    if words[head].bare not in ("secretary", "minister", "undersecretary", "commissioner"):
        return False
    entity = cast.entities[named.key]
    return entity.type == "Organization" and " " not in entity.name and not entity.name.isupper()
