"""Plain-text dumps of news pages: every unit labelled, and the metadata that the page shows.

Nothing is deleted: the text stays as it was given, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.datelines import Dateline, dateline_at
from kg.head_lines import HeadLine, head_lines
from kg.iris import is_web_address
from kg.languages import language_of
from kg.model import Article, Block, Image, text_digest
from kg.reading.bylines import byline_names, says_by
from kg.reading.labels import label_units
from kg.reading.lines import Unit, unit_of, units
from kg.reading.times import published_time

_PUBLISHER = re.compile(
    r"(?:notifications from|newsletters? from|(?:©(?:\s*copyright)?"
    r"|copyright(?:\s*©)?)\s*\d{4}(?:\s*[–-]\s*\d{4})?,?|copyright(?: by)?)\s*(?:by\s+)?"
    r"((?:The )?[A-Z][\w&’'-]*(?: (?:of )?[A-Z][\w&’'-]*){0,4})",
    re.IGNORECASE,
)
_NO_PUBLISHER = re.compile(
    r"\s*\b(?:All|Copyright|Powered|Limited|Ltd|LLC|Inc|Terms|Privacy|Site|Reserved|Rights)\b.*$", re.IGNORECASE
)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified|amended)\b[^\d]{0,20}", re.IGNORECASE)
_CORRECTION = re.compile(r"^(?:Correction|Clarification)s?\b[^:.]{0,60}:\s*(.+)$", re.DOTALL)
_AMENDED = re.compile(
    r"^(?:This (?:article|story|report|headline) (?:was|has been) (?:amended|corrected|updated to correct)\b.+)$",
    re.DOTALL,
)
_CREDIT = re.compile(
    r"\s*\(([^()]+)\)\s*$|\s+(?:Photograph|Photo|Picture|Image|Credit|Foto|Crédit|Bild)s?(?: credits?"
    r"| by)?\s*:\s*([^:]{2,80})$"
)
_NAMED = r"[A-Z][\w&’'-]*"
_PAPER = re.compile(
    rf"(?:The )?(?:{_NAMED} (?:of |and )?){{0,4}}(?:Advertiser|Agency|Argus|Bulletin|Chronicle|Courier|Daily|Dispatch"
    r"|Echo|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury|Messenger|Mirror|Monitor|News"
    r"|Observer|Post|Press|Record|Recorder|Register|Review|Sentinel|Standard|Star|Sun|Telegraph|Times|Tribune|Weekly"
    rf"|Wire)(?: {_NAMED})?"
)
# agencies and stations whose names no word of theirs gives away
_AGENCY = re.compile(
    r"Reuters|(?:The )?Associated Press|AP|AFP|UPI|United Press International"
    r"|PA(?: Media)?|dpa|ANSA|EFE|TASS|Tass|Interfax|Xinhua|Kyodo(?: News)?|Bloomberg|BBC(?: News)?|CNN|NPR|CBC|RTÉ"
    r"|PR ?Newswire|GlobeNewswire|Agence(?: [A-Z][\w-]+){1,2}|Al Jazeera|Sky News|Deutsche Welle|DW|Euronews|Politico"
)
_BLOCKS = {
    "headline": "headline", "standfirst": "standfirst", "published": "dateline", "modified": "dateline",
    "author": "byline", "address": "furniture", "publisher": "furniture", "other": "furniture",
}  # fmt: skip
_PARTS = re.compile(r",\s+|\s+[|·•–—/]\s+")
_ADDRESS = re.compile(r"https?://\S+")

Labelled = Sequence[tuple[str, Unit]]


def read_plain(text: str, *, has_head: bool = True) -> Article:
    """The article in a plain text, its metadata and blocks; `has_head` False for a text that is only a body."""
    head = head_lines(text) if has_head else ()
    labelled = _labelled(text, head, has_head=has_head)
    named = _named(text, head)
    published, modified = _times(labelled)
    return Article(
        text_digest=text_digest(text),
        text=text,
        blocks=tuple(Block(label, unit.start, unit.end) for label, unit in labelled),
        url=_address(labelled),
        headline=_first(labelled, "headline"),
        description=_first(labelled, "standfirst"),
        dateline=dateline_of(labelled),
        published=published,
        modified=modified,
        publisher=named.get("publisher") or _publisher(labelled),
        authors=byline_names(f"By {named['author']}") if "author" in named else authors_of(labelled),
        language=language_of(body_words(labelled)),
        images=tuple(images_of(labelled)),
        correction=correction_of(labelled),
    )


def _labelled(text: str, head: Sequence[HeadLine], *, has_head: bool) -> Labelled:
    """Each unit with its kind: what the lines at the top name as such comes first, then what the rest looks like."""
    end = head[-1].end if head else 0
    found = list(units("\n" * end + text[end:]))
    named = [(_BLOCKS[line.kind], unit_of(text, _start(line), line.end)) for line in head if line.end > line.start]
    return [*named, *zip(label_units(found, has_head=has_head), found, strict=True)]


def _start(line: HeadLine) -> int:
    """Where the block of such a line begins: a time is read with the word that says of what it is."""
    return line.line if _BLOCKS[line.kind] == "dateline" else line.start


def _named(text: str, head: Sequence[HeadLine]) -> dict[str, str]:
    """What lines at the top name, by its kind; of two of a kind the first."""
    return {line.kind: text[line.start : line.end] for line in reversed(head) if line.end > line.start}


def texts_of(labelled: Labelled, *kinds: str) -> Iterator[str]:
    """The texts of the units of some kinds, in their order, each on one line."""
    return (unit.text for label, unit in labelled if label in kinds)


def body_words(labelled: Labelled) -> str:
    """Enough of the body to tell its language."""
    return " ".join(list(texts_of(labelled, "body", "headline"))[:40])


def _first(labelled: Labelled, kind: str) -> str | None:
    return next(texts_of(labelled, kind), None)


def dateline_of(labelled: Labelled) -> str | None:
    """The place that the first paragraph begins with, as agencies write it: `PORT AMSEL (HP) —`."""
    found = _filed(labelled)
    return found.place if found else None


def _filed(labelled: Labelled) -> Dateline | None:
    return dateline_at(_first(labelled, "body") or "")


def correction_of(labelled: Labelled) -> str | None:
    """What the article says that was wrong with it."""
    for text in texts_of(labelled, "body", "furniture", "standfirst", "credit"):
        match = _CORRECTION.match(text) or _AMENDED.match(text)
        if match:
            return match.group(match.lastindex or 0)
    return None


def authors_of(labelled: Labelled) -> tuple[str, ...]:
    """Those whom lines before the body call its authors ("By ..."); else whom bylines name, else the lines of dates.

    A line of a date may name them too: "A. Writer · Posted 4 March 2031".
    """
    head = list(takewhile(lambda each: each[0] != "body", labelled))
    lines = list(texts_of(labelled, "byline"))
    dated = list(texts_of(head, "dateline"))
    said = [text for text in texts_of(head, "byline", "dateline") if says_by(text)]
    found = ([name for text in texts for name in byline_names(text)] for texts in (said, lines, dated))
    signed = dict.fromkeys(next(filter(None, found), []))
    return tuple(name for name in signed if not _PAPER.fullmatch(name)) or tuple(signed)


def _times(labelled: Labelled) -> tuple[str | None, str | None]:
    """When it was published and changed: of the lines of dates those after the headline come first.

    Where no line says so, the day on which it was filed is that of its publication.
    """
    headline = next((index for index, (label, _) in enumerate(labelled) if label == "headline"), 0)
    lines = [*texts_of(labelled[headline:], "dateline", "byline"), *texts_of(labelled[:headline], "dateline")]
    published = modified = None
    for line in lines:
        changed = _UPDATED.search(line)
        modified = modified or (published_time(line[changed.start() :]) if changed else None)
        published = published or published_time(line[: changed.start()] if changed else line)
    filed = _filed(labelled)
    published = published or (published_time(filed.day) if filed and filed.day else None)
    return published or modified, modified


def _publisher(labelled: Labelled) -> str | None:
    """The paper as its notices name it, else as a line of the head does, else the agency of the dateline."""
    return _noticed(labelled) or _in_head(labelled) or _agency(labelled)


def _agency(labelled: Labelled) -> str | None:
    filed = _filed(labelled)
    name = filed.agency if filed else None
    return name if name and (_AGENCY.fullmatch(name) or _PAPER.fullmatch(name)) else None


def _in_head(labelled: Labelled) -> str | None:
    """A line before the body that is a paper's name, or the end of a byline or of a title: "By Maren Ilk, The Post"."""
    head = list(takewhile(lambda each: each[0] != "body", labelled))
    lines = list(texts_of(head, "furniture", "byline", "dateline"))
    parts = [_unsigned(part) for line in lines for part in (line, *_PARTS.split(line)[1:])]
    titled = [text.rpartition(" | ")[2] for text in texts_of(head, "headline", "furniture") if " | " in text]
    named = next((part for part in parts if _PAPER.fullmatch(part)), None) or next(iter(_dated_papers(labelled)), None)
    return named or next((name for name in titled if _PAPER.fullmatch(name) or _AGENCY.fullmatch(name)), None)


def _unsigned(part: str) -> str:
    """A part of a byline without its "By": a paper may sign, too."""
    return part.strip(" .").removeprefix("By ")


def _dated_papers(labelled: Labelled) -> tuple[str, ...]:
    """The papers that lines of dates before the body begin with: "Reuters, 3 May 2031"."""
    head = list(takewhile(lambda each: each[0] != "body", labelled))
    lines = list(texts_of(head, "dateline"))
    first = [_unsigned(_PARTS.split(line)[0]) for line in lines if _PARTS.search(line) and published_time(line)]
    return tuple(name for name in first if _PAPER.fullmatch(name) or _AGENCY.fullmatch(name))


def _noticed(labelled: Labelled) -> str | None:
    for text in texts_of(labelled, "furniture"):
        match = _PUBLISHER.search(text.replace("\u00a0", " "))
        name = _NO_PUBLISHER.sub("", match.group(1)).strip() if match else ""
        if name[:1].isupper():
            return name
    return None


def _address(labelled: Labelled) -> str | None:
    """The page's address, where a line before the body is one, as some archives put it at the top of a text."""
    for label, unit in labelled:
        if label in ("body", "subhead"):
            return None
        match = _ADDRESS.search(unit.text)
        if match and is_web_address(match.group()) and unit.words <= 40 and len(match.group()) >= len(unit.text) - 12:
            return match.group()
    return None


def images_of(labelled: Labelled) -> Iterator[Image]:
    """One picture a caption; the same caption again, whatever its credit, is the same picture."""
    pictures: dict[str, Image] = {}
    for text in texts_of(labelled, "caption"):
        credits = _CREDIT.search(text)
        caption = _CREDIT.sub("", _CREDIT.sub("", text)).strip()
        credit = (credits.group(1) or credits.group(2)) if credits else None
        pictures.setdefault(caption, Image(None, caption or None, credit))
    return iter(pictures.values())
