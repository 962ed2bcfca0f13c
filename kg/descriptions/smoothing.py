"""A sentence that was put together from parts made smooth: no colon, "on" or second name that English does not have.

A colon goes before an infinitive ("promised to help"), as "on" does ("agreed to help"); before what is denied,
confirmed, announced, demanded, or criticised for something; and before what is a thing for certain ("praised the
decision", "asked about the new rules", "promised her an answer"). Who is accused is accused "of doing" it, who refused
refused "saying" not. No name stands on both sides of a colon. Quoted words stay as they are.
"""

from __future__ import annotations

import re

from kg.descriptions.values import Piece, Pieces, Ref, plain

_COLON_TO = re.compile(r"^([^:]*)(?<!\bfor):(?= to (?!the |an? |all )[a-z])")
_ON_TO = re.compile(r"(\bagree[sd]?) on (?=to (?!the |an? |all )[a-z])")  # "agreed on to share the costs"
_OF_DOING = re.compile(  # "accused Ana Okoye of withholding a letter"
    r": (?=[\"\u201c]?(?:not |[a-z]+ly )?[\"\u201c]?(?:not |[a-z]+ly )?[a-z]+(?:ing\b|\[ing\]))"
)
_ACCUSE = re.compile(r"\baccuse[sd]?\b")
_SAYING = re.compile(r"(\brefuse[sd]?): (?=[^\u201c]*(?:\b(?:not|never)\b|n[\u2019']t\b))")
_SAID_CALLED = re.compile(  # "said called the deal a mess"
    r"\b(?:criticised|praised|said): (?=(?:attacked|branded|called|characteri[sz]ed|criticised|criticized|decried|"
    r"denounced|described|dismissed|dubbed|hailed|labell?ed|praised|puts?|referred to|slammed) "
    r"(?:[A-Z]|(?:the|an?|it|this|that|his|her|its|their|him|them)\b)|spoke (?:about|against|for|of)\b)"
)
# What is no sentence for certain, without a look into a dictionary: "the decision", "a new law on the fairway".
_FINITE = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|\w+ed)\b"
_THING = (
    r"(?:the|an?|this|his|her|its|their) (?:(?:new|same|whole|full|early|recent|immediate|independent) )?[\w-]+"
    r"(?: (?:of|for|to|in|on|at|by|with|between|against|before|from|over|about)"
    rf"(?: (?!{_FINITE})[\w\u2019'-]+){{1,4}})?$"
)
# Verbs that lose the colon, and the preposition that takes its place; in this order.
_WITHOUT_COLON = (
    (
        re.compile(
            r"(\b(?:den(?:y|ies|ied)|confirm(?:s|ed)?|announce[sd]?|demand(?:s|ed)?)|"
            r"\b(?:criticise[sd]?|praise[sd]?)(?=[^\u201c]* (?:for|over) )): "
            r"(?=(?:the|an?|any|his|her|its|their|plans (?:for|to)|responsibility for) )"
        ),
        "",
    ),
    (
        re.compile(
            rf"(\b(?:criticise[sd]?|praise[sd]?|promise[sd]?|offer(?:s|ed)?|propose[sd]?|refuse[sd]?)): (?={_THING})"
        ),
        "",
    ),
    (re.compile(r"(\bden(?:y|ies|ied)): (?!(?:no|any|every|some)thing\b|according|during)(?=[a-z]+ing )"), ""),
    (re.compile(rf"(\bask(?:s|ed)?): (?={_THING})"), " about"),
    (re.compile(rf"(\bwarn(?:s|ed)?): (?={_THING})"), " of"),
    (re.compile(rf"(\bapologise[sd]?): (?={_THING})"), " for"),
    (re.compile(r"(\bcall(?:s|ed)? for): (?=(?:the|an?|his|her|its|their) )"), ""),
)
_GIVEN = re.compile(r"\b(?:offer(?:s|ed)?|promise[sd]?|tells?|told) (?:the )?$")  # whom they gave it
_A_THING = re.compile(rf": (?={_THING})")


def smooth(pieces: list[Piece]) -> Pieces:
    """Neighbouring words joined to one piece each and made smooth; single spaces, none before a comma at the end."""
    found: list[Piece] = []
    accused = False
    for piece in _joined(pieces):
        if isinstance(piece, str):
            words, mark, quoted = piece.partition("\u201c")
            said = _smoothed(words) + mark + quoted
            if accused and _OF_DOING.match(piece):
                said = f" of {piece[2:]}"
            accused = accused or _ACCUSE.search(piece) is not None
            piece = re.sub(r"  +", " ", _behind(found, said))
        found.append(piece)
    if found and isinstance(found[-1], str):
        found[-1] = re.sub(r" +([,;:.]|$)", r"\1", found[-1])
    return tuple(found)


def _behind(before: list[Piece], said: str) -> str:
    """What is said behind a name, without that name, and without a colon where it is what somebody was given."""
    if not before or not isinstance(before[-1], Ref):
        return said
    said = _without(before[-1].name, said)
    return _A_THING.sub(" ", said) if _GIVEN.search(plain(tuple(before[-2:-1]))) else said


def _without(name: str, said: str) -> str:
    """What is said without the name before it: "criticised the ministry: the ministry for losing a letter"."""
    known = re.escape(name.removeprefix("the "))
    behind = re.match(rf": (?:to )?(?:the )?{known}(?= (?:as|because|for|of|on|over|to|who|whose) )", said)
    return said[behind.end() :] if behind else said


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces with neighbouring words as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += str(piece)
        elif piece != "":
            joined.append(str(piece) if isinstance(piece, str) else piece)
    return joined


def _smoothed(said: str) -> str:
    """Words of a sentence without the colon, or the "on", that English does not have there."""
    said = _SAID_CALLED.sub("", said)
    said = _ON_TO.sub(r"\1 ", _COLON_TO.sub(r"\1", said))
    said = _SAYING.sub(r"\1, saying: ", said)
    for verb, preposition in _WITHOUT_COLON:
        said = verb.sub(rf"\1{preposition} ", said)
    return said
