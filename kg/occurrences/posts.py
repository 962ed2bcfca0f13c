"""Which posts only one person can hold at one body at a time."""

from __future__ import annotations

_SINGLE = """
    president; prime minister; chancellor; taoiseach; premier; king; queen; pope; monarch; head of state;
    head of government; foreign minister; foreign secretary; home secretary; defence minister; defense minister;
    defence secretary; finance minister; energy minister; interior minister; justice minister; health minister;
    transport minister; education minister; environment minister; trade minister; chancellor of the exchequer;
    secretary of state; secretary general; director general; general secretary; chief executive; ceo;
    chief executive officer; chief of staff; chair; chairman; chairwoman; chairperson; leader; party leader; mayor;
    governor; speaker; attorney general; police chief; chief of police; army chief; captain; skipper; head coach
"""
_PLAIN = frozenset(" ".join(post.split()) for post in _SINGLE.split(";"))


def is_single(post: str) -> bool:
    """Whether a post is held by one at a time, as far as its words tell; what is not known is not presumed.

    >>> is_single("foreign minister"), is_single("deputy chair"), is_single("minister")
    (True, False, False)
    """
    return post in _PLAIN
