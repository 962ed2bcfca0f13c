"""Articles of RSS and Atom feeds: one an entry, with as much of its text as the feed carries."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import UnreadableInputError
from kg.iris import web_address
from kg.languages import tag_of
from kg.model import Article, Image
from kg.reading.content import read_whole
from kg.reading.encodings import encoding_of

_MAX_BYTES = 8 << 20
_MOST = 10_000  # entries
_LONG = 80  # words; a description with more is the article
_SECTION = frozenset(  # the words that the names of sections are made of
    "a africa all americas analysis and arts asia australia breaking business city climate comment commentary "
    "courts crime culture economy education entertainment environment eu europe features feed finance football "
    "from front full headlines health home homepage international latest law life lifestyle local main markets "
    "middle east money more most national news obituaries of opinion our page politics popular read recent "
    "regional rss science section society sport sports stories tech technology the top travel uk update updates "
    "us views weather world".split()
)
_INLINE = re.compile(r"</?(?:a|b|cite|em|i|mark|q|small|span|strong|sub|sup|u)(?: [^<>]*)?>", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|</?[a-z][^<>]*>", re.DOTALL | re.IGNORECASE)
_MAIL = re.compile(r"<?[^\s<>()]+@[^\s<>()]+>?")


def read_feed(stream: BinaryIO, name: str) -> Iterator[Article | UnreadableInputError]:
    """The articles of a feed; an error stands for each entry without text.

    Raises UnreadableInputError for what is neither RSS nor Atom, and for a document that declares entities.
    """
    data = read_whole(stream, name, _MAX_BYTES)
    if re.search(rb"<!ENTITY", data.replace(b"\x00", b""), re.IGNORECASE):
        raise UnreadableInputError(f"{name}: declares XML entities, which no feed needs; kg does not expand them")
    if len(re.findall(rb"<(?:\w+:)?(?:item|entry)[\s>]", data)) > _MOST:
        raise UnreadableInputError(f"{name}: more than {_MOST:,} entries; split the feed")
    feed = _parse(_in_utf_8(data), name)
    if not feed.entries:
        raise UnreadableInputError(f"{name}: a feed without entries")
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _article(entry, feed.feed, f"{name}, entry {number}")
        except UnreadableInputError as error:
            yield error


def _in_utf_8(data: bytes) -> bytes:
    """The feed as UTF-8, where its declaration names another encoding: the parser takes any that Python has."""
    declared = re.match(rb"""(\s*<\?xml[^>]{0,200}?encoding\s*=\s*["'])([^"']{1,60})""", data)
    if declared is None or declared.group(2).lower() == b"utf-8":
        return data
    body = data[declared.end() :]
    encoding = encoding_of(declared.group(2).decode("latin-1")) or "utf-8"
    return declared.group(1) + b"utf-8" + body.decode(encoding, "replace").encode("utf-8")


def _parse(data: bytes, name: str) -> Any:
    import feedparser

    try:
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except (ValueError, LookupError, RecursionError, AssertionError, TypeError, AttributeError, KeyError) as error:
        raise UnreadableInputError(f"{name}: this feed is broken beyond reading: {error}") from error
    if not feed.get("version"):
        raise UnreadableInputError(f"{name}: neither RSS nor Atom{_fault(feed)}")
    return feed


def _fault(feed: Any) -> str:
    error = feed.get("bozo_exception")
    return f": {error}" if error else ""


def _article(entry: Any, feed: Any, name: str) -> Article:
    """The article of one entry: the page that its HTML is, under the entry's title."""
    from kg.reading.pages import read_fragment

    body = max((each.get("value") or "" for each in entry.get("content") or ()), key=len, default="")
    summary = entry.get("summary") or ""
    if not body and len(summary.split()) >= _LONG:
        body, summary = summary, ""  # many feeds carry the whole article as its description
    known = {
        "headline": _plain(entry.get("title")),
        "description": _plain(summary),
        "published": _time(entry.get("published") or entry.get("issued") or dict.get(entry, "updated")),
        "modified": _time(dict.get(entry, "updated")),  # the dictionary's own `get` answers with `published`
        "publisher": _plain((entry.get("source") or {}).get("title"))
        or _plain(feed.get("publisher"))
        or _paper(_plain(feed.get("title"))),
        "authors": tuple(_authors(entry)),
        "section": next((_plain(tag.get("term")) for tag in entry.get("tags") or () if tag.get("term")), None),
        "language": tag_of(entry.get("language") or feed.get("language") or ""),
        "url": web_address(entry.get("link") or "") or web_address(entry.get("id") or ""),
        "id": _plain(entry.get("id")),
        "images": tuple(_images(entry)),
    }
    if known["modified"] == known["published"]:
        known["modified"] = None
    return read_fragment(body, {key: value for key, value in known.items() if value}, name)


def _paper(title: str | None) -> str | None:
    """The paper in the title of its feed, without the section: one part is its name where all others are sections.

    >>> [_paper(title) for title in ("The Harbour Post - World", "Sport | The Harbour Post", "Fog: a magazine")]
    ['The Harbour Post', 'The Harbour Post', 'Fog: a magazine']
    """
    parts = re.split(r"\s+[-\u2013\u2014|>\u00bb\u203a]+\s+|:\s+", title or "")
    names = [part for part in parts if not _SECTION.issuperset(re.findall(r"\w+", part.lower()))]
    return names[0] if len(names) == 1 else title


def _plain(value: Any) -> str | None:
    """A feed's text without its mark-up, on one line."""
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" in value:
        value = _MARKUP.sub(" ", _INLINE.sub("", value))
    return " ".join(html.unescape(value).split()) or None


def _time(value: Any) -> str | None:
    """A feed's time by our own reader: the parser takes BST and its like for UTC."""
    from kg.reading.times import published_time

    return published_time(value) if isinstance(value, str) else None


def _authors(entry: Any) -> Iterator[str]:
    from kg.reading.bylines import byline_names

    names = [author.get("name") or "" for author in entry.get("authors") or ()]
    written = entry.get("author") or ""
    if len(names) < 2 or "@" in written:  # the parser cuts addresses such as desk@paper.example in the middle
        names = [_MAIL.sub(" ", written).strip(" ()<>")]
    for name in dict.fromkeys(filter(None, names)):
        yield from byline_names(name) or (name,)


def _images(entry: Any) -> Iterator[Image]:
    caption, credit = _plain(entry.get("media_description")), None
    for each in entry.get("media_credit") or ():
        credit = _plain(each.get("content")) if isinstance(each, dict) else None
    pictures = [
        *(entry.get("media_content") or ()),
        *(entry.get("media_thumbnail") or ()),
        *(entry.get("enclosures") or ()),
    ]
    found: dict[str, Image] = {}
    for picture in pictures[:20]:
        url = picture.get("url") or picture.get("href")
        kind = picture.get("type") or picture.get("medium") or "image"
        url = web_address(url) if isinstance(url, str) else None
        if url and kind.startswith("image"):
            found.setdefault(url, Image(url, caption, credit))
    return iter(found.values())
