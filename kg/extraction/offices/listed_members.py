"""Who a body is made up of: 'parties in the coalition including A and B', 'a Nato member', 'scientists from X'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.findings import Finding
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.forms import names_a_body
from kg.extraction.offices.body_members import is_parliament
from kg.extraction.offices.holdings import belonging, starting
from kg.extraction.sureness import Sure

_MEMBERS = r"(?:parties|members|partners|member states|member countries|countries|states|nations|unions|clubs)"
# the last also of 'the council of harbours (CH), including'
_INSIDE = re.compile(
    rf"\b(?:{_MEMBERS} (?P<how>in|of|within|outside)|those (?P<out>outside)) (?:the )?(?:[a-z-]+ ){{0,4}}\(?$",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"(?:\)| \([A-Z]{2,6}\))?,? (?:including|such as) (?:the )?(?=[A-Z])")
_WHOSE = re.compile(r"['’]s? members(?:, which| that)? (?:include|are) (?:the )?(?=[A-Z])")
_AND = re.compile(r"(?:,| and|, and) (?:the )?(?=[A-Z])")
_LETTERS = re.compile(r"[A-Z]{2,5}\b(?![-’'])")
# 'Nato member Korvia', 'Korvia is a Nato member'
_STATE = re.compile(r" member(?:[ -]state| nation| country|(?P<several>s| states| nations| countries))? $")
_NOT_NOW = re.compile(r"(?:\b(?:former|ex|non|prospective|aspiring|future|would-be|potential)[ -])$", re.IGNORECASE)
# 'scientists from the University of Ostra'
_PEOPLE = re.compile(
    r"\b(?P<who>(?:scientists|researchers|academics|engineers|astronomers|economists|biologists"
    r"|physicists|geologists|ecologists|psychologists|doctors|surgeons|epidemiologists|students|employees))"
    r" (?:from|at) (?:the )?(?:[A-Z][\w.-]*['’]s )?$",
    re.IGNORECASE,
)
_LINKED = re.compile(r"s (?:from|at) ")
_GROUP = Sure(0.9, "who they are, for no name is given")  # people who are only described
_REACH = 60  # code points
_TYPES = ("Organization", "Country")


def listed_members(text: str, cast: Cast, body: Mention) -> Iterator[Finding]:
    """The members that the words before or behind the name of a body give it."""
    before = text[max(0, body.start - _REACH) : body.start]
    including = _INCLUDING.match(text, body.end, body.end + _REACH)
    inside = _INSIDE.search(before) if including else None
    whose = _WHOSE.match(text, body.end, body.end + _REACH)
    opened = (including if inside else None) or whose
    if opened is not None:
        outside = inside is not None and "outside" in (inside["how"], inside["out"])
        for member in _listed(text, cast, opened.end()):
            found = belonging(member, body.key, (body.start, member.end))
            yield replace(found, polarity="negative") if outside else found
    people = _PEOPLE.search(before) if _LINKED.search(before[-40:]) else None
    if people is not None and names_a_body(cast.entities[body.key].name.split()):
        start = body.start - len(before) + people.start("who")
        key = cast.key_for("UnnamedSource", text[start : body.end])
        yield belonging(Mention(start, body.end, key), body.key, (start, body.end), sure=_GROUP)


def _listed(text: str, cast: Cast, at: int) -> Iterator[Mention]:
    """The bodies and lands that stand in a row from the offset on; capitals alone, as 'DA', name a body there."""
    while (member := starting(cast, at) or _by_letters(text, cast, at)) is not None:
        if cast.type_of(member.key) not in _TYPES:
            return
        yield member
        joint = _AND.match(text, member.end, member.end + 12)
        if joint is None:
            return
        at = joint.end()


def _by_letters(text: str, cast: Cast, at: int) -> Mention | None:
    found = _LETTERS.match(text, at)
    return Mention(at, found.end(), cast.key_for("Organization", found.group())) if found else None


def state_before(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Nato member Korvia', 'Nato members Korvia and Veltland': the lands whose names stand behind the word."""
    found = _STATE.search(text, max(0, name.start - _REACH), name.start)
    body = cast.at(found.start() - 1, found.start()) if found else None
    if found is None or body is None or body.end != found.start() or is_parliament(cast, body.key):
        return
    if cast.type_of(body.key) != "Organization" or text[body.start : body.end].lower().startswith("non-"):
        return
    if _NOT_NOW.search(text, max(0, body.start - _REACH), body.start):
        return
    for land in _listed(text, cast, name.start) if found["several"] else (name,):
        yield belonging(land, body.key, (body.start, land.end))
