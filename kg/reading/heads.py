"""Labels what stands before the body: headline, standfirst, byline, dateline, captions; the rest is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.lines import Unit
from kg.reading.runs import BULLET

_KINDS = {"date": "dateline", "ago": "dateline", "lead": "related", "stop": "furniture", "note": "credit",
          "summary": "furniture", "name": "byline", "headline": "furniture"}  # fmt: skip
_REACH = 80  # units before the body among which its headline is looked for
_ADDRESS = re.compile(r"https?://\S+")
_HEADLINE_WORDS = range(2, 31)


def label_head(head: Sequence[Unit], linked: Sequence[Unit], body: Sequence[Unit]) -> list[str]:
    """The kind of each unit of the head.

    `linked` are the same units with lists of links told; `body` helps to tell the headline, whose words it shares.
    """
    links = {index for index, unit in enumerate(linked) if unit.look == "related"}
    headline = _headline(head, links, _stems(" ".join(unit.text for unit in body)))
    standfirst = _standfirst(head, links, headline)
    labels = []
    for index, unit in enumerate(head):
        if index == headline:
            labels.append("headline")
        elif index == standfirst:
            labels.append("standfirst")
        elif (
            (headline is not None and index < headline and unit.look == "standfirst")
            or unit.look is None
            or (unit.look == "name" and not _signs(head, index, headline))
        ):
            labels.append("furniture")
        else:
            labels.append(_KINDS.get(unit.look, unit.look))
    return labels


def _headline(head: Sequence[Unit], links: set[int], stems: set[str]) -> int | None:
    """The line that is most like a headline of this body: shares its words, stands near it, is repeated."""
    best, best_score = None, 0.0
    texts = [unit.text for unit in head]
    distance = 0
    signed = next((i for i in reversed(range(len(head))) if head[i].look in ("date", "byline", "ago")), None)
    for index in reversed(range(max(0, len(head) - _REACH), len(head))):
        unit = head[index]
        distance += unit.look is None
        if unit.look not in (None, "name", "headline") or unit.words not in _HEADLINE_WORDS or _is_none(unit.text):
            continue
        own = _stems(unit.text)
        shared = len(own & stems) / max(1, len(own))
        score = 2 * min(shared, 0.6) + min(unit.words, 10) / 8 + 0.4 * unit.heading + 3 * (unit.look == "headline")
        score += 0.3 * (texts.count(unit.text) > 1) - 0.05 * distance - 0.6 * (index in links)
        score -= 0.8 * unit.sentence * (not unit.text.endswith(("?", "!"))) + 0.8 * (unit.look == "name")
        score -= 0.5 * _follows_a_headline(head, index) + 0.6 * (signed is not None and index > signed)
        if score > best_score:
            best, best_score = index, score
    return best


def _is_none(text: str) -> bool:
    """Whether a line is an entry of a list, or an address, and no headline."""
    return BULLET.match(text) is not None or _ADDRESS.fullmatch(text) is not None


def _follows_a_headline(head: Sequence[Unit], index: int) -> bool:
    """Whether the line before could be the headline, so that this one is its standfirst."""
    before = head[index - 1] if index else None
    return before is not None and before.look is None and before.words >= 5 and before.text != head[index].text


def _standfirst(head: Sequence[Unit], links: set[int], headline: int | None) -> int | None:
    """The first longer line after the headline of which nothing says that it is something else."""
    if headline is None:
        return None
    passed = set() if headline in links else links  # a headline and its standfirst by themselves look like two links
    for index in range(headline + 1, len(head)):
        unit = head[index]
        plain = unit.look in (None, "standfirst") and unit.words >= 6 and index not in passed
        if plain and unit.text != head[headline].text:
            return index
    return None


def _signs(head: Sequence[Unit], index: int, headline: int | None) -> bool:
    """Whether a bare name is a byline: it stands after the headline, or just before it where none stands after."""
    beside = {head[place].look for place in (index - 1, index + 1) if 0 <= place < len(head)}
    if headline is None or (head[index].text.isupper() and not beside & {"date", "ago"}):
        return False
    if index > headline:
        return True
    signed = any(unit.look in ("name", "byline") for unit in head[headline + 1 :])
    return index == headline - 1 and not signed and bool(beside & {"date", "ago", "byline"} or headline - index == 1)


def _stems(text: str) -> set[str]:
    """The longer words of a text, cut short, so that `confirms` and `confirmed` are one."""
    return {word[:5] for word in re.findall(r"\w{4,}", text.casefold())}
