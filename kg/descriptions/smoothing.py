"""Makes the filled-in template of a sentence smooth: without the colon, or the "on", that English does not have there.

A colon is dropped before an infinitive ("promised to help"), as "on" is ("agreed to help"), before what is denied,
confirmed, announced, demanded or criticised for something, and before what is a thing for certain ("praised the
decision", "asked about the new rules"). Who is accused is accused "of doing" it, and who refused "saying" not.
"""

from __future__ import annotations

import re

from kg.descriptions.values import Piece, Pieces

_COLON_TO = re.compile(r"^([^:]*)(?<!\bfor):(?= to (?!the |an? |all )[a-z])")
_ON_TO = re.compile(r"(\bagree[sd]?) on (?=to (?!the |an? |all )[a-z])")  # "agreed on to share the costs"
_OF_DOING = re.compile(  # "accused Ana Okoye of withholding a letter"
    r": (?=[\"\u201c]?(?:not |[a-z]+ly )?[\"\u201c]?(?:not |[a-z]+ly )?[a-z]+(?:ing\b|\[ing\]))"
)
_ACCUSE = re.compile(r"\baccuse[sd]?\b")
_SAYING = re.compile(r"(\brefuse[sd]?): (?=[^\u201c]*(?:\b(?:not|never)\b|n[\u2019']t\b))")
_SAID_CALLED = re.compile(  # "said called the deal a mess"
    r"\b(?:criticised|praised|said): (?=(?:attacked|branded|called|characteri[sz]ed|criticised|criticized|decried|"
    r"denounced|described|dismissed|dubbed|hailed|labell?ed|praised|referred to|slammed) "
    r"(?:[A-Z]|(?:the|an?|it|this|that|his|her|its|their|him|them)\b))"
)
# What is no sentence for certain, without a look into a dictionary: "the decision", "a new law on the fairway".
_FINITE = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|did|does|\w+ed)\b"
_THING = (
    r"(?:the|an?|this|his|her|its|their) (?:(?:new|same|whole|full|early|recent|immediate|independent) )?[\w-]+"
    r"(?: (?:of|for|to|in|on|at|with|between|against|over|about)"
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
    (re.compile(rf"(\bask(?:s|ed)?): (?={_THING})"), " about"),
    (re.compile(rf"(\bwarn(?:s|ed)?): (?={_THING})"), " of"),
    (re.compile(rf"(\bapologise[sd]?): (?={_THING})"), " for"),
    (re.compile(r"(\bcall(?:s|ed)? for): (?=(?:the|an?|his|her|its|their) )"), ""),
)


def tidied(pieces: list[Piece]) -> Pieces:
    """Neighbouring words joined to one piece each and made smooth; single spaces, none before a comma at the end."""
    found: list[Piece] = []
    accused = False
    for piece in _joined(pieces):
        if isinstance(piece, str):
            words, mark, quoted = piece.partition("\u201c")  # quoted words stay as they are
            smooth = _smoothed(words) + mark + quoted
            if accused and _OF_DOING.match(piece):
                smooth = f" of {piece[2:]}"
            accused = accused or _ACCUSE.search(piece) is not None
            piece = re.sub(r"  +", " ", smooth)
        found.append(piece)
    if found and isinstance(found[-1], str):
        found[-1] = re.sub(r" +([,;:.]|$)", r"\1", found[-1])
    return tuple(found)


def _joined(pieces: list[Piece]) -> list[Piece]:
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
