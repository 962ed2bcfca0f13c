"""Finds who belongs to a body that is no party: 'Nasa astronauts A and B', 'Okoye of the Harbour Trust'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import CALLINGS, FORMER, LEARNED, TRADES, TRADES_AT
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.forms import is_common, names_a_body
from kg.extraction.offices.holdings import belonging, holding, listed_after, starting, tenure_in
from kg.extraction.offices.post_words import RANKS, Word
from kg.extraction.offices.posts import Post
from kg.extraction.sureness import Sure

_PART_OF = re.compile(
    r",? (?:which is )?(?:an?|the|part) (?:[a-z-]+ ){0,3}"
    r"(?:agency|affiliate|subsidiary|arm|unit|division|member|branch) of (?:the )?"
)
_MEMBER_OF = re.compile(
    r"(?:, \d{1,3})?,? (?:who is )?(?:a|an|the|and(?! (?:is|was|has|had|became|remains)\b)) (?:\w+ ){0,3}"
    r"(?:member|agency|affiliate|subsidiary) of (?:the )?"
)
_KIND = r"(?:(?!and |or |with |by |of |in |at |for |on |from )[a-z-]+ )"
_TOPIC = r"(?: (?:of|in|on) (?:the )?[A-Z]?[a-z-]+(?: [A-Z]?[a-z-]+){0,3}?| for [a-z-]+(?: [a-z-]+)?)?"
_BODIES = r"(?:think[ -]tank|consultancy|charity|bank|brokerage|law firm|(?:rock |pop )?band)"
_SORT_OF_BODY = rf"(?:(?:the |an? )?(?:[\w.-]+ )?{_BODIES} )?"
_TRADE_AT = re.compile(
    rf"(?:, \d{{1,3}})?, (?:(?:an?|the|one of the) {_KIND}{{0,3}}|{_KIND}{{0,2}})(?P<trade>[A-Z]?[a-z]+){_TOPIC}"
    rf" (?P<link>at|of|for|with|from) {_SORT_OF_BODY}(?:[A-Z][\w.-]+['’]s |the )?(?=[A-Z])"
)
# 'Ana Okoye, a University of Ostra zoology student,'
_BODYS_OWN = re.compile(r"(?:, \d{1,3})?, (?:an?|the) (?:[a-z]+ )?(?=[A-Z])")
_OWN_TRADE = re.compile(r" (?:[a-z]{3,} ){0,2}?(?P<trade>[a-z]+)(?=[,.;)]| (?:who|from|and)\b)")
_PARLIAMENT = re.compile(
    r"\b(?:parliament|senate|assembly|knesset|duma|riksdag|bundestag)$|\bhouse of (?:representatives|commons|lords)"
    r"|^(?:the )?(?:u\.?s\.? |united states )?(?:house|congress)$",
    re.IGNORECASE,
)
_A_MEMBER = re.compile(r"\b[Aa]n? (?:[a-z-]+ ){0,2}?(?P<post>member) of (?:the )?$")
_FROM = re.compile(r" (?:from|of|at|with) the (?=[A-Z])")
_OF = re.compile(r" of (?:the )?(?=[A-Z])")
_SAID = re.compile(r"\b(?:says|said|added|warned|wrote|explained) $")
_SPEAKING = Sure(0.95, "whether who speaks for a body is a member of it")
_SPEAKS = re.compile(r",? (?:says?|said|told|adds|added|warns|warned|claims|claimed|believes)\b")
_STATE_OF = re.compile(r", (?:an?|the) (?:[a-z]+ )?(?=[A-Z])")
_STATE = re.compile(r" member(?: state| nation| country)?(?=[,.])")
_SPOKEN_FOR = Sure(0.85, "whether who speaks for a body is a member of it")
# 'ecologist Chip Adu of the University of Ostra', 'Okoye of Sela's National Harbour Agency'
_OF_BODY = re.compile(r"(?:(?P<apart>,)? of|(?P<from>,) from) (?:the )?(?P<whose>[\w.-]+['’]s )?(?=[A-Z])")
_CALLED = re.compile(r"(?:(?P<before>[\w-]+) )?(?P<calling>[A-Za-z-]+) $")
_FIELD = re.compile(r"[a-z]{3,}")  # 'neuroscience (professor)'
_NO_FIELDS = frozenset("and the for from with rival of".split()) | FORMER
_MOST_FIELDS = 2
_AND = re.compile(r",? (?:and|&) (?=[A-Z])")
_OF_WHAT = re.compile(r" (?:of|for) ")
_AWAY = 40  # code points


def trade_before(page: Page, cast: Cast, words: Sequence[Word], name: Mention) -> Iterator[Finding]:
    """'Sela Town striker Ben Adu', 'Ostra University neuroscience professor Sam Lind', 'Nasa astronauts A and B'."""
    title = page.text[words[-1].end : name.start].strip()  # 'professor' is a courtesy title, too
    trade, at = (title, len(words) - 1) if title in TRADES else (words[-1].bare, len(words) - 2)
    several = trade not in TRADES and trade.endswith("s") and trade[:-1] in TRADES
    if trade not in TRADES and trade != "member" and not several:
        return
    least = at - _MOST_FIELDS
    while at > max(least, 0) and _FIELD.fullmatch(words[at].text) and words[at].text not in _NO_FIELDS:
        at -= 1
    body = cast.at(words[at].start, words[at].end) if at >= 0 else None
    if body and trade == "member" and not _has_members(cast, body.key):
        return
    if body and body.end == words[at].end and cast.type_of(body.key) == "Organization":
        before = [word.lower for word in words if word.end <= body.start][-1:]
        tenure = "former" if FORMER.intersection(before) else "current"  # 'former Sela Town striker'
        for each in (name, *(listed_after(page, cast, name) if several else ())):
            yield belonging(each, body.key, (body.start, each.end), tenure)


def _has_members(cast: Cast, body: str) -> bool:
    """Not 'Board member Ana Okoye', whose board is not said; a seat in a parliament is an office."""
    name = cast.entities[body].name
    return not is_parliament(cast, body) and (" " in name or not is_common(name.lower()))


def member_of(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, a member of the Harbour Union,' and 'Unesco, an agency of the United Nations'."""
    found = _MEMBER_OF.match(text, name.end, name.end + 80)
    trade = _TRADE_AT.match(text, name.end, name.end + 80)
    noun = trade["trade"].lower() if trade else ""
    if found is None and trade and (is_trade_at(noun, trade["link"]) or noun == "member"):
        found = trade  # 'Ana Okoye, a researcher at the University of Ostra,'
    body = starting(cast, found.end()) if found else None
    if found and body and cast.type_of(body.key) == "Organization" and not _is_genitive(text, body):
        if not is_parliament(cast, body.key) or "member" not in found.group():  # a seat there is an office
            yield belonging(name, body.key, (name.start, body.end), tenure_in(found.group()))
        return
    found = _BODYS_OWN.match(text, name.end, name.end + _AWAY)
    body = starting(cast, found.end()) if found else None
    trade = _OWN_TRADE.match(text, body.end, body.end + _AWAY) if body else None
    if found and body and trade and trade["trade"] in TRADES and cast.type_of(body.key) == "Organization":
        yield belonging(name, body.key, (name.start, trade.end()), tenure_in(found.group()))


def member_before(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'A member of the Harbour Choir, Ana Okoye, said': the member's name between commas; a seat is an office."""
    body = cast.at(name.start - 3, name.start - 2) if text[name.start - 2 : name.start] == ", " else None
    if body is None or body.end != name.start - 2 or cast.type_of(body.key) != "Organization":
        return
    found = _A_MEMBER.search(text, max(0, body.start - _AWAY), body.start)
    opens = found is not None and text[max(0, found.start() - 2) : found.start()].strip()[-1:] in ("", *".!?”")
    if found is None or not (text[name.end : name.end + 1] in (",", ".") or (opens and _SPEAKS.match(text, name.end))):
        return
    if not is_parliament(cast, body.key):
        yield belonging(name, body.key, (found.start(), name.end), tenure_in(found.group()))
        return
    at = found.start("post")
    post = Post(text[at : body.end], tenure_in(found.group()), body.key, None, at, body.end)
    yield from holding("office-apposition", name, post, (found.start(), name.end))


def is_trade_at(noun: str, link: str = "at") -> bool:
    """Whether somebody of this trade 'at', 'from' or 'of' a body belongs to it; no expert 'for' or 'of' it does."""
    return noun in TRADES or bool(LEARNED.fullmatch(noun)) or (noun in TRADES_AT and link not in ("for", "of"))


def is_parliament(cast: Cast, body: str) -> bool:
    """Whether a body is one whose members hold a seat, as an office."""
    return bool(_PARLIAMENT.search(cast.entities[body].name))


def of_body(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Ecologist Chip Adu of the University of Ostra': whoever is of a body that says itself that it is one.

    Who speaks, and is 'from' or 'with' it, is a draft.
    """
    body = _body_beside(text, cast, name)
    if body is not None:
        yield belonging(name, body.key, (name.start, body.end))
        return
    if speaking := _speaks_for(text, cast, name):
        yield belonging(name, speaking.key, (name.start, speaking.end), sure=_SPEAKING)
        return
    of = _FROM.match(text, name.end, name.end + 12)
    body = starting(cast, of.end()) if of else None
    if body and cast.type_of(body.key) == "Organization" and _SPEAKS.match(text, body.end):
        yield belonging(name, body.key, (name.start, body.end), sure=_SPOKEN_FOR)


def _speaks_for(text: str, cast: Cast, name: Mention) -> Mention | None:
    """'said Ana Okoye of Orlen Research', 'Okoye of Orlen Research said': a body of two words or more."""
    of = _OF.match(text, name.end, name.end + 8)
    body = starting(cast, of.end()) if of else None
    if body is None or body.alone or body.form != "name" or cast.type_of(body.key) != "Organization":
        return None
    behind, before = _SPEAKS.match(text, body.end), _SAID.search(text, max(0, name.start - _AWAY), name.start)
    closed = text[body.end : body.end + 1] in (",", ".", ":")
    return body if " " in cast.entities[name.key].name and (behind or (before and closed)) else None


def _body_beside(text: str, cast: Cast, name: Mention) -> Mention | None:
    """The body behind 'of', or 'from' between commas, where it or the holder's calling tells that it is one."""
    of = _OF_BODY.match(text, name.end, name.end + _AWAY)
    if of is None:
        return None
    body = starting(cast, of.end()) or (starting(cast, of.start("whose")) if of["whose"] else None)
    if body is None or cast.type_of(body.key) != "Organization" or _is_genitive(text, body):
        return None
    if (of["apart"] or of["from"]) and text[body.end : body.end + 1] not in (",", "."):
        return None  # 'Okoye, of Orlen fame'
    if of["from"] and text[max(0, name.start - 3) : name.start] == "to ":
        return None  # 'a letter to Okoye, from the Harbour Trust,'
    calling = _CALLED.search(text, max(0, name.start - _AWAY), name.start)
    was = calling is not None and bool(FORMER & {(calling["before"] or "").lower(), calling["calling"].lower()})
    called = calling is not None and calling["calling"].lower() in CALLINGS | TRADES | RANKS and not of["from"]
    told = called or names_a_body(cast.entities[body.key].name.split())
    return body if told and not was and not _goes_on(text, cast, body) else None


def _is_genitive(text: str, body: Mention) -> bool:
    return text[body.end : body.end + 2] in ("'s", "’s")


def _goes_on(text: str, cast: Cast, body: Mention) -> bool:
    """'the School of Harbour (and Tide Studies)': whether the name may be but the half of a longer one."""
    following = _AND.match(text, body.end, body.end + _AWAY)
    other = starting(cast, following.end()) if following else None
    person = other is not None and cast.type_of(other.key) == "Person" and other.key not in cast.thin
    return following is not None and not person and bool(_OF_WHAT.search(text, body.start, body.end))


def state_after(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Korvia, a Nato member,'."""
    found = _STATE_OF.match(text, name.end, name.end + 20)
    body = starting(cast, found.end()) if found else None
    member = _STATE.match(text, body.end, body.end + 20) if body else None
    if body and member and cast.type_of(body.key) == "Organization":
        yield belonging(name, body.key, (name.start, member.end()))


def part_after(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Orlen Freight, a subsidiary of Tessel Cable': a body of a greater one."""
    found = _PART_OF.match(text, name.end, name.end + 80)
    body = starting(cast, found.end()) if found else None
    if found and body and body.key != name.key and cast.type_of(body.key) == "Organization":
        yield belonging(name, body.key, (name.start, body.end), tenure_in(found.group()))
