"""Plain-text dumps of news pages: every unit labelled, and the metadata that the page shows.

Nothing is deleted: the text stays as it was given, so that offsets hold. The body is the run of sentences from the
first that follows the page's head to the last; what stands before, between and after is labelled by how it looks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Article, Block, Image, text_digest
from kg.reading.lines import Unit, byline_names, units
from kg.reading.times import published_time

_DATELINE = re.compile(r"^([A-Z][A-Z .’'-]{2,40}(?:, [A-Z][\w. ]{1,30})?)(?: \([A-Z][\w ]+\))?\s*[—–-]+\s+\S")
_PUBLISHER = re.compile(
    r"(?:notifications from|©\s*(?:copyright\s*)?(?:\d{4}\s*)?|copyright\s*(?:\d{4}\s*)?(?:by\s*)?|newsletters? from) ?"
    r"((?:The )?[A-Z][\w&’'-]*(?: (?:of )?[A-Z][\w&’'-]*){0,4})"
)
_CREDIT = re.compile(r"\(([^()]+)\)\s*$")
_HEAD_LOOKS = ("date", "byline", "name", "caption", "credit")


def read_plain(text: str, *, has_head: bool = True) -> Article:
    """The article in a plain text, its metadata and blocks; `has_head` False for a text that is only a body."""
    found = list(units(text))
    labels = _labels(found, has_head=has_head)
    blocks = tuple(Block(label, unit.start, unit.end) for unit, label in zip(found, labels, strict=True))
    by_label: dict[str, list[Unit]] = {}
    for unit, label in zip(found, labels, strict=True):
        by_label.setdefault(label, []).append(unit)
    dates = [published_time(unit.text) for unit in by_label.get("dateline", ())]
    body = by_label.get("body", [])
    dateline = _DATELINE.match(body[0].text) if body else None
    publisher = _PUBLISHER.search("\n".join(unit.text for unit in by_label.get("furniture", ())))
    return Article(
        text_digest=text_digest(text),
        text=text,
        blocks=blocks,
        headline=_text_of(by_label.get("headline")),
        description=_text_of(by_label.get("standfirst")),
        dateline=dateline.group(1) if dateline else None,
        published=next((date for date in dates if date), None),
        publisher=publisher.group(1) if publisher else None,
        authors=tuple(dict.fromkeys(name for unit in by_label.get("byline", ()) for name in byline_names(unit.text))),
        images=tuple(_images(by_label.get("caption", ()))),
    )


def _text_of(found: list[Unit] | None) -> str | None:
    return found[0].text if found else None


def _images(captions: Sequence[Unit]) -> list[Image]:
    """One picture a caption; the same caption again, whatever its credit, is the same picture."""
    pictures: dict[str, Image] = {}
    for unit in captions:
        credit = _CREDIT.search(unit.text)
        caption = _CREDIT.sub("", _CREDIT.sub("", unit.text).strip()).strip()
        pictures.setdefault(caption, Image(None, caption, credit.group(1) if credit else None))
    return list(pictures.values())


def _labels(found: list[Unit], *, has_head: bool) -> list[str]:
    body_start = _body_start(found) if has_head else 0
    head = _head_labels(found[:body_start])
    return head + _body_labels(found[body_start:])


def _body_start(found: Sequence[Unit]) -> int:
    """Where the body begins: the first plain sentence after the head's last date, byline or caption."""
    plain = [index for index, unit in enumerate(found) if unit.sentence and unit.look is None]
    if not plain:
        return len(found)
    first_run = next((i for i in plain if i + 1 in plain or i + 2 in plain), plain[0])
    horizon = first_run + 12
    marks = [i for i, unit in enumerate(found[:horizon]) if unit.look in ("date", "byline")]
    if marks and marks[0] <= first_run + 2:
        last_mark = max(i for i in marks if i <= marks[0] + 4)
        return next((i for i in plain if i > last_mark), first_run)
    return first_run


def _head_labels(head: Sequence[Unit]) -> list[str]:
    labels = [_head_label(unit) for unit in head]
    headline = next(
        (i for i, unit in enumerate(head) if labels[i] == "" and not unit.sentence and unit.words >= 3), None
    )
    after = False
    for index, unit in enumerate(head):
        if index == headline:
            labels[index], after = "headline", True
        elif labels[index] == "":
            labels[index] = "standfirst" if after and unit.words >= 6 and "standfirst" not in labels else "furniture"
    return labels


def _head_label(unit: Unit) -> str:
    if unit.look in (None, "name"):
        return "byline" if unit.look == "name" else ""
    return {"date": "dateline"}.get(unit.look or "", unit.look or "")


def _body_labels(body: Sequence[Unit]) -> list[str]:
    last = max(
        (i for i, unit in enumerate(body) if unit.sentence and unit.look in (None, "date", "caption")), default=-1
    )
    whole = _plain(" ".join(unit.text for unit in body if unit.sentence))
    labels: list[str] = []
    for index, unit in enumerate(body):
        previous = labels[-1] if labels else ""
        labels.append(_body_label(unit, previous, inside=index <= last, whole=whole))
    return labels


def _body_label(unit: Unit, previous: str, *, inside: bool, whole: str) -> str:
    if unit.look in ("appeal", "furniture", "credit", "related"):
        return unit.look if not (unit.sentence and unit.words > 45 and unit.look != "appeal") else "body"
    if unit.look == "caption" and not (unit.sentence and unit.words > 40):
        return "caption"
    if previous == "appeal" and unit.look == "name":
        return "appeal"
    if previous == "pull-quote" and unit.look == "name":
        return "pull-quote"
    if not inside:
        return "body" if unit.sentence and unit.look is None else "furniture"
    if unit.sentence:
        return "body"
    if unit.words >= 5 and _plain(unit.text) in whole:
        return "pull-quote"
    if unit.look == "date":
        return "dateline"
    if unit.words >= 14 or unit.text[-1:] in ',:;—–”"’':
        return "body"
    return "subhead" if unit.words <= 12 else "body"


def _plain(text: str) -> str:
    """Words only, so that a pull-quote is found in the body whatever its quotation marks."""
    return " ".join(re.findall(r"\w+", text.casefold()))
