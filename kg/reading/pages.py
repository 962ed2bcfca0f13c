"""Saved HTML pages: what the page says of itself, and its lines from the headline to the end of the body, labelled.

The lines are those that a browser shows, one empty line between two, and are labelled by the same rules as a plain
text, with what the markup says of each. Trafilatura votes on which of them are body. Nothing is fetched, and no entity
or DTD of the page is resolved.
"""

from __future__ import annotations

import codecs
import copy
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import UnreadableInputError
from kg.languages import language_of
from kg.line_breaks import line_breaks
from kg.model import Article, Block, text_digest
from kg.reading.content import checked, is_binary
from kg.reading.elements import Line, joined, lines_of
from kg.reading.encodings import encoding_of
from kg.reading.labels import label_units, words_of
from kg.reading.lines import Unit, unit_of
from kg.reading.metadata import article_bodies, metadata_in
from kg.reading.plain import Labelled, authors_of, body_words, correction_of, dateline_of, images_of, read_plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OPENED = re.compile(rb"<(/?)(div|section|article|main|table|script|style)\b", re.IGNORECASE)
_MAX_DEPTH = 256  # of elements in elements, in a page that trafilatura reads; it recurses
_MAX_VOTED = 3 << 20  # bytes of a page that trafilatura reads in reasonable time
_MAX_NESTED = 1 << 20  # bytes of a page that may nest 2,048 deep, libxml2's most; others 256, for the parser's time
_MAX_BYTES = 16 << 20
_MAX_ELEMENTS = 20_000  # of a page that trafilatura reads in reasonable time
# NUL, and what no reader sees: soft hyphens, zero-width spaces and joiners of words
_UNSEEN = re.compile(
    "[\x00\xad\u200b\u2060\ufeff]|&(?:shy|ZeroWidthSpace|NoBreak|#173|#x0*ad|#8203|#x200b|#8288|#x2060|#65279|#xfeff);",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,30})\s[^<>]{8000,}>")
_RIGHTS = re.compile(r"©|\bcopyright\b", re.IGNORECASE)  # a picture's credit, where it stands beside one
_BODY = ("body", "subhead", "pull-quote")
_TOP = ("headline", "standfirst", "byline", "dateline", "caption", *_BODY)


def read_page(data: bytes, name: str) -> Article:
    """The article in an HTML page; raises UnreadableInputError where the page holds no text."""
    if len(data) > _MAX_BYTES:
        raise UnreadableInputError(
            f"{name}: a page of more than {_MAX_BYTES >> 20} MiB is no article; save the article alone"
        )
    tree = parse_page(data, name)
    known = metadata_in(tree)
    units = _units(tree, known, name, voted=len(data) <= _MAX_VOTED)
    labelled = _from_headline(list(zip(label_units(units), units, strict=True)), known)
    whole = _whole_body(tree, labelled)
    if whole is not None:
        labelled = _top(known) + whole
    if not labelled and not known.get("headline"):
        raise UnreadableInputError(f"{name}: this page holds no article: neither headline nor text was found")
    return replace(_article(labelled or _top(known), known), cut_off=is_cut_off(data))


def read_fragment(html: str, known: dict[str, Any], name: str) -> Article:
    """The article of a piece of HTML without a head of its own, as feeds carry, under what is known of it."""
    labelled = _top(known)
    if html.strip():
        tree = parse_page(f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace"), name)
        units = _units(tree, known, name, voted=False)
        whole = [
            each for each in zip(label_units(units, has_head=False), units, strict=True) if each[1].look != "headline"
        ]
        repeats = {words_of(unit.text) for label, unit in whole if label == "body"}
        labelled = [each for each in labelled if each[0] == "headline" or words_of(each[1].text) not in repeats] + whole
    if not labelled:
        raise UnreadableInputError(f"{name}: it has neither title nor text")
    return _article(labelled, known)


def parse_page(data: bytes, name: str) -> HtmlElement:
    """The tree of a page in whatever encoding it is; scripts of markup are not run and nothing is fetched.

    Raises UnreadableInputError for what is no page, and for one nested so deep that the parser would lose its rest.
    """
    from lxml import etree, html

    text = _UNSEEN.sub("", _decoded(data))
    if is_binary(text):
        raise UnreadableInputError(f"{name}: holds control characters, so it is no page")
    text = _LONG_TAG.sub(_without_attributes, text)
    parser = html.HTMLParser(no_network=True, remove_comments=False, huge_tree=len(text) <= _MAX_NESTED)
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInputError(f"{name}: this is not a page that can be read: {error}") from error
    last = parser.error_log.last_error  # after this one the parser stops, and says nothing else
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        raise UnreadableInputError(f"{name}: its elements are nested too deep; save the article alone, as text")
    return tree


def is_cut_off(data: bytes) -> bool:
    """Whether a page ends in mid-document: within a tag, or an element that must be closed, and without `</body>`.

    The end tags of `body` and `html` may be left out (HTML, 13.1.2.4), those of the others may not.

    >>> [is_cut_off(page) for page in (b"<body><p>Fog", b"<body><div><p>Fog", b"<body><p>Fog</p><im", b"<div>Fog")]
    [False, True, True, False]
    """
    data = data.replace(b"\x00", b"")  # of UTF-16
    if not re.search(rb"<body\b", data, re.IGNORECASE) or re.search(rb"</(?:body|html)\b", data, re.IGNORECASE):
        return False
    opened = Counter(name.lower() if not slash else b"/" + name.lower() for slash, name in _OPENED.findall(data))
    unclosed = any(opened[name] > opened[b"/" + name] for name in opened if name[:1] != b"/")
    return unclosed or re.search(rb"<[A-Za-z/!][^<>]*$", data[-4096:]) is not None


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag without its attributes where they are thousands, which the parser needs minutes for."""
    return f"<{tag.group(1)}>" if len(tag.group().split(None, 2001)) > 2000 else tag.group()


def _decoded(data: bytes) -> str:
    """The page's text: by its byte-order mark, as UTF-8 where it is that, else as it declares, else Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = re.search(rb"charset=[\"']?\s*([\w-]{2,40})", data[:4096], re.IGNORECASE)
    named = encoding_of(declared.group(1).decode("ascii")) if declared else None
    for encoding in ("utf-8", named or "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    declares_utf8 = declared is not None and declared.group(1).lower() in (b"utf-8", b"utf8")
    return data.decode("utf-8" if declares_utf8 else "latin-1", "replace")


def _units(tree: HtmlElement, known: dict[str, Any], name: str, *, voted: bool) -> list[Unit]:
    """The page's lines as units, with what markup and trafilatura say of them."""
    lines = list(lines_of(tree))
    checked("\n".join(line.text for line in lines), name)
    lines = list(_unbroken(lines))
    votes = _votes(tree) if voted else frozenset()
    lines = _without_wrappers(lines, votes)
    headline = words_of(known.get("headline") or "")
    return [_unit(line, votes, headline) for line in lines]


def _unbroken(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, of which those that only a `<br>` parts are one where a text would go on."""
    text = "".join(("\n" if line.broken_off else "\n\n") + line.text for line in lines)[2:]
    inner = {each.start for each in line_breaks(text) if each.goes_on}
    end, running = -2, list[Line]()
    for line in lines:
        if running and not (line.broken_off and end in inner):
            yield joined(running)
            running = []
        running.append(line)
        end += (1 if line.broken_off else 2) + len(line.text)
    if running:
        yield joined(running)


def _votes(tree: HtmlElement) -> frozenset[str]:
    """The lines that trafilatura takes for body, as words only."""
    if _depth(tree) > _MAX_DEPTH or sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        return frozenset()
    import trafilatura

    document = trafilatura.bare_extraction(
        copy.deepcopy(tree), include_comments=False, include_tables=False, favor_precision=True, with_metadata=False
    )
    text = "" if document is None or isinstance(document, dict) else document.text or ""
    return frozenset(words_of(line) for line in text.split("\n") if line.strip())


def _depth(tree: HtmlElement) -> int:
    from lxml import etree

    deepest, depth = 0, 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_wrappers(lines: list[Line], votes: frozenset[str]) -> list[Line]:
    """The lines without a hint that holds for most of the body: a wrapper's class says nothing."""
    words: Counter[str | None] = Counter()
    for line in lines:
        if words_of(line.text) in votes:
            words[line.hint] += len(line.text)
    wrong = {hint for hint, size in words.items() if hint and size > 0.5 * words.total()}
    return [replace(line, hint=None) if line.hint in wrong else line for line in lines] if wrong else lines


def _unit(line: Line, votes: frozenset[str], headline: str) -> Unit:
    unit = replace(unit_of(line.text, 0, len(line.text)), broken_off=line.broken_off)
    own = words_of(line.text)
    heading = line.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if own == headline or (line.tag == "h1" and unit.words >= 3 and line.hint in (None, "byline", "date")):
        return replace(unit, look="headline", heading=True)
    look = _look(line, unit)
    voted = own in votes or all(words_of(part) in votes for part in line.text.split("\n"))
    return replace(unit, look=look, heading=heading, vote=look is None and voted)


def _look(line: Line, unit: Unit) -> str | None:
    """What a line looks like, markup first: a hint for bylines, dates and standfirsts holds only for short lines."""
    if line.hint == "byline":
        return "byline" if unit.words <= 20 and unit.look in (None, "name", "byline") else unit.look
    if line.hint == "date":
        return "date" if unit.look == "date" else unit.look
    if line.hint == "standfirst":
        return "standfirst" if unit.words <= 70 else unit.look
    if line.hint == "caption" and unit.look in ("furniture", "appeal") and not _RIGHTS.search(unit.text):
        return unit.look
    if line.hint is not None:
        return line.hint
    if line.linked > 0.9 and unit.look is None and (not unit.sentence or unit.words <= 25):
        return "related" if unit.words >= 4 else "furniture"
    if unit.look == "caption" and line.tag == "p" and unit.words > 60:
        return None
    return unit.look


def _from_headline(labelled: list[tuple[str, Unit]], known: dict[str, Any]) -> Labelled:
    """The lines from the headline to the last of the body, and the notes right after it."""
    bodies = [index for index, (label, _) in enumerate(labelled) if label in _BODY]
    if not bodies:
        return []
    end = bodies[-1] + 1
    while end < len(labelled) and labelled[end][0] == "credit":
        end += 1
    headlines = [index for index, (label, _) in enumerate(labelled[: bodies[0]]) if label == "headline"]
    if headlines:
        return [(label, unit) for label, unit in labelled[headlines[0] : end]]
    start = next((index for index in range(max(0, bodies[0] - 8), end) if labelled[index][0] in _TOP), bodies[0])
    return _top(known)[:1] + labelled[start:end]


def _top(known: dict[str, Any]) -> list[tuple[str, Unit]]:
    """The headline and standfirst that the page's metadata give."""
    said = (("headline", known.get("headline")), ("standfirst", known.get("description")))
    return [(kind, unit_of(text, 0, len(text))) for kind, text in said if text]


def _whole_body(tree: HtmlElement, labelled: Labelled) -> list[tuple[str, Unit]] | None:
    """The body that JSON-LD gives, where it is far more than the page shows, as on pages built by scripts."""
    shown = sum(unit.words for label, unit in labelled if label in _BODY)
    longest = max(article_bodies(tree), key=len, default="")
    article = read_plain(longest, has_head=False) if len(longest) > 200 else None
    if article is None or len(longest.split()) < 2 * shown + 50:
        return None
    broken = {each.end for each in line_breaks(longest)}
    return [
        (block.kind, replace(unit_of(longest, block.start, block.end), broken_off=block.start in broken))
        for block in article.blocks
    ]


def _article(labelled: Labelled, known: dict[str, Any]) -> Article:
    text, blocks = _joined(labelled)
    paper = (known.get("publisher") or "").casefold()
    if all(name.casefold() == paper for name in known.get("authors", ())):
        known["authors"] = authors_of(labelled) or known.get("authors", ())
    known.setdefault("dateline", dateline_of(labelled))
    known.setdefault("description", next((unit.text for label, unit in labelled if label == "standfirst"), None))
    known.setdefault("correction", correction_of(labelled))
    known.setdefault("language", language_of(body_words(labelled)))
    pictures = tuple(images_of(labelled))
    if pictures and not any(image.caption for image in known.get("images", ())):
        known["images"] = (*known.get("images", ()), *pictures)
    return Article(text=text, text_digest=text_digest(text), blocks=blocks, **known)


def _joined(labelled: Sequence[tuple[str, Unit]]) -> tuple[str, tuple[Block, ...]]:
    """The text of an article, an empty line between two units but where the page breaks a line, and its blocks."""
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    for kind, unit in labelled:
        gap = ("\n" if unit.broken_off else "\n\n") if pieces else ""
        position += len(gap)
        pieces += [gap, unit.written]
        blocks.append(Block(kind, position, position + len(unit.written)))
        position += len(unit.written)
    return "".join(pieces), tuple(blocks)


def paragraphs_of(article: Article) -> Iterator[str]:
    """The body's paragraphs, subheads among them."""
    for block in article.blocks:
        if block.kind in ("body", "subhead"):
            yield (article.text or "")[block.start : block.end]
