"""Hostile and broken inputs: each has a name, the ending of its file, and its bytes."""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterator

from tests.reading.archive import page, warc_record

Hostile = tuple[str, str, bytes]

_PROSE = "The trawler left Port Amsel at four in the morning, the harbour master said."
_PAGE = page(
    "Trawler lost off Skerrow", _PROSE, "“There was fog,” said the mate. Nobody saw the ship.", "The search goes on."
)
_ARTICLE = {"@type": "NewsArticle", "headline": "Trawler lost", "articleBody": _PROSE}
_FEED = (
    "<rss version='2.0'><channel><title>The Harbour Post</title><item><title>Trawler lost</title>"
    f"<description>{_PROSE}</description></item></channel></rss>"
)
_LAUGHS = (
    "<!DOCTYPE r [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)


def hostile_markup() -> Iterator[Hostile]:
    deep = 100_000
    yield "nested-divs", ".html", b"<div>" * deep + _PROSE.encode() + b"</div>" * deep
    yield "nested-unclosed", ".html", b"<html><body>" + b"<b><i>" * deep + _PROSE.encode()
    yield "nested-tables", ".html", b"<table><tr><td>" * (deep // 3) + _PROSE.encode()
    yield "nested-and-ended", ".html", b"<div>" * 2_000 + _PROSE.encode() + b"</x>" * 200_000
    yield "nested-in-three-mb", ".html", b"<div>" * 2_000 + _PROSE.encode() + b"</x>" * 700_000
    yield "nested-quotes-in-page", ".html", _PAGE.replace(b"<p>", b"<blockquote>" * 5_000 + b"<p>")
    yield "one-tag-never-closed", ".html", b"<p " + b"a" * 1_000_000
    yield "many-attributes", ".html", b"<p " + b"".join(b"a%d=1 " % n for n in range(50_000)) + b">" + _PROSE.encode()
    yield "a-long-attribute", ".html", b"<p class='" + b"related-" * 200_000 + b"'>" + _PROSE.encode()
    yield "open-comments", ".html", b"<!--" * 200_000 + _PAGE
    yield (
        "xxe-in-page",
        ".html",
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><h1>A headline of ours</h1><p>&x;</p>",
    )
    yield "laughs-in-page", ".html", _LAUGHS.encode() + b"<html><body><p>&a11;</p></body></html>"
    yield "endless-entities", ".html", _PAGE.replace(b"fog", b"&amp;" * 200_000)
    yield (
        "json-ld-nested",
        ".html",
        page("Deep", _PROSE, head="<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
    )
    yield "json-ld-graphs", ".html", page("Graph", _PROSE, head=_scripts(_graph(150)))
    yield "json-ld-many", ".html", page("Many", _PROSE, head=_scripts(json.dumps([_ARTICLE] * 20_000)))
    yield "json-ld-wrong-kinds", ".html", page("Kinds", _PROSE, head=_scripts(json.dumps(_wrong_kinds())))
    yield "meta-without-end", ".html", page("Metas", _PROSE, head="<meta name=author content='A. B.'>" * 20_000)
    yield "script-addresses", ".html", page("Addresses", _PROSE, head="<link rel=canonical href='javascript:alert(1)'>")
    yield "only-markup", ".html", b"<html><body><div></div></body></html>"
    yield "only-a-doctype", ".html", b"<!DOCTYPE html>"
    yield "many-lines", ".html", b"<ul>" + b"<li>Read more about it</li>" * 9_900 + b"</ul>"
    yield "many-paragraphs", ".html", (b"<p>" + _PROSE.encode() + b"</p>\n") * 9_900
    yield (
        "redirect",
        ".html",
        b"<meta http-equiv=refresh content='0; url=http://192.0.2.1/'>"
        b"<base href='http://192.0.2.1/'><h1>Go there now</h1>",
    )


def _scripts(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


def _graph(depth: int) -> str:
    return '{"@graph":[' * depth + json.dumps(_ARTICLE) + "]}" * depth


def _wrong_kinds() -> dict[str, object]:
    wrong: list[object] = [None, 1, 1.5, True, [], {}, [[]], [{}], {"name": []}, {"@id": 7}]
    keys = "headline description datePublished author publisher image inLanguage url mainEntityOfPage".split()
    keys += ["articleBody", "isBasedOn"]
    return {"@type": ["NewsArticle", 3, None], **{key: wrong[n % len(wrong)] for n, key in enumerate(keys)}}


def hostile_bombs() -> Iterator[Hostile]:
    yield "gzip-bomb", ".txt.gz", gzip.compress(b"A" * (40 << 20), 9, mtime=0)
    yield "gzip-bomb-of-lines", ".jsonl.gz", gzip.compress(b"\n" * (40 << 20), 9, mtime=0)
    yield "gzip-bomb-of-html", ".html.gz", gzip.compress(b"<p>" * (20 << 20), 9, mtime=0)
    yield "gzip-bomb-of-warc", ".warc.gz", gzip.compress(warc_record(b"A" * (40 << 20)), 9, mtime=0)
    yield "gzip-in-gzip", ".txt.gz", gzip.compress(gzip.compress(_PROSE.encode(), mtime=0), mtime=0)
    yield "gzip-cut-off", ".txt.gz", gzip.compress(_PROSE.encode() * 50, mtime=0)[:-12]
    yield "gzip-flipped", ".html.gz", _flipped(gzip.compress(_PAGE * 50, mtime=0))
    yield "gzip-by-name-only", ".html.gz", _PAGE
    yield "gzip-empty", ".json.gz", b""
    yield (
        "line-of-100-mb",
        ".jsonl",
        b'{"articleBody": "' + b"A" * (100 << 20) + b'"}\n' + json.dumps(_ARTICLE).encode(),
    )
    yield "text-of-65-mb", ".txt", b"A" * (65 << 20)
    yield "text-in-one-word", ".txt", b"A" * (5 << 20)
    yield "text-in-one-sentence", ".txt", b"By Ana Okoye and " * 100_000
    yield "text-of-open-brackets", ".txt", b"(" * 1_000_000 + b"\n" + b"A (B " * 50_000
    yield "text-of-blank-lines", ".txt", b"\n \t\n" * 500_000 + _PROSE.encode()
    yield "text-of-short-lines", ".txt", b"Home\nSport\n" * 50_000 + _PROSE.encode()


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(255 - byte for byte in data[middle : middle + 8]) + data[middle + 8 :]


def hostile_archives() -> Iterator[Hostile]:
    good = warc_record(_PAGE, url="https://harbourpost.example/good")
    yield "warc-too-long", ".warc", warc_record(_PAGE, length=1 << 40) + good
    yield "warc-too-short", ".warc", warc_record(_PAGE, length=20) + good
    yield "warc-negative", ".warc", warc_record(_PAGE, length=-5) + good
    yield "warc-huge-number", ".warc", good.replace(b"Content-Length: ", b"Content-Length: 9" + b"9" * 400)
    yield "warc-no-length", ".warc", good.replace(b"Content-Length", b"Content-Width") + good
    yield "warc-cut-off", ".warc", (good + good)[: len(good) + 300]
    yield "warc-empty", ".warc", b""
    yield "warc-no-warc", ".warc", _PAGE
    yield "warc-headers-without-end", ".warc", b"WARC/1.1\r\n" + b"X: y\r\n" * 500_000
    yield "warc-http-bomb", ".warc", warc_record(gzip.compress(b"<p>" * (20 << 20), 9, mtime=0), encoding="gzip")
    yield "warc-http-no-gzip", ".warc", warc_record(_PAGE, encoding="gzip") + good
    yield "warc-http-deflate", ".warc", warc_record(zlib.compress(_PAGE), encoding="deflate")
    yield "warc-http-unknown", ".warc", warc_record(_PAGE, encoding="snappy, gzip") + good
    yield "warc-http-headless", ".warc", good.replace(b"HTTP/1.1 200 OK\r\n", b"\r\n")


def hostile_records() -> Iterator[Hostile]:
    good = json.dumps(_ARTICLE)
    yield "json-nested", ".json", b"[" * 200_000
    yield "json-nested-objects", ".json", b'{"@graph":' * 100_000 + b"1" + b"}" * 100_000
    yield "json-huge-number", ".json", b'{"articleBody": ' + b"9" * 100_000 + b"}"
    yield (
        "json-half-a-pair",
        ".json",
        b'{"@type": "NewsArticle", "headline": "x", "articleBody": "Rain fell \\ud83d on it."}',
    )
    yield "json-wrong-kinds", ".json", json.dumps(_wrong_kinds()).encode()
    yield "json-remote-context", ".json", json.dumps({"@context": "http://192.0.2.1/c.jsonld", **_ARTICLE}).encode()
    yield "jsonl-bad-line", ".jsonl", f"{good}\n{{not json\n{good}\n".encode()
    yield "jsonl-nul", ".jsonl", f"{good}\n".encode() + b'\x00\x00\n"\xff"\n' + good.encode()
    yield "json-empty", ".json", b""
    yield "json-a-number", ".json", b"7"


def hostile_texts() -> Iterator[Hostile]:
    yield "latin-1", ".txt", "Das Unglück geschah in der Straße.".encode("latin-1")
    yield "utf-16", ".txt", _PROSE.encode("utf-16")
    yield "utf-16-unmarked", ".txt", _PROSE.encode("utf-16-le")
    yield "utf-32", ".txt", _PROSE.encode("utf-32")
    yield "bom", ".txt", b"\xef\xbb\xbf" + _PROSE.encode()
    yield "only-a-bom", ".txt", b"\xef\xbb\xbf"
    yield "crlf", ".txt", f"Trawler lost off Skerrow\r\n\r\n{_PROSE}\r\n\r\n{_PROSE}\r\n".encode()
    yield "old-mac-lines", ".txt", f"Trawler lost off Skerrow\r\r{_PROSE}\r".encode()
    yield "nul", ".txt", _PROSE.encode() + b"\x00" + _PROSE.encode()
    yield "nul-in-page", ".html", _PAGE.replace(b"fog", b"f\x00og")
    yield (
        "bidi-and-zero-width",
        ".txt",
        "\u202eThe trawler\u200b left\u2066 Port Amsel at four, he said.\u202c".encode(),
    )
    yield "astral", ".txt", ("𝕿𝖍𝖊 trawler 🚢 left Port Amsel at four, the master said. " * 30).encode()
    yield "lying-charset", ".html", b"<meta charset=utf-7>" + _PAGE
    yield "charset-of-no-text", ".html", b"<meta charset=base64>\xff" + _PAGE
    yield "utf-16-page", ".html", _PAGE.decode().encode("utf-16")
    yield "pdf-by-another-name", ".html", b"%PDF-1.7\n" + random.Random(1).randbytes(50_000)
    for seed, ending in enumerate((".txt", ".html", ".json", ".jsonl", ".xml", ".warc", ".html.gz", ".warc.gz")):
        yield f"random{ending}", ending, random.Random(seed).randbytes(30_000)


def hostile_feeds() -> Iterator[Hostile]:
    yield "laughs-in-feed", ".xml", (_LAUGHS + _FEED.replace(_PROSE, "&a11;")).encode()
    yield (
        "laughs-in-feed-utf-16",
        ".xml",
        ("<?xml version='1.0' encoding='utf-16'?>" + _LAUGHS + _FEED).encode("utf-16"),
    )
    yield (
        "xxe-in-feed",
        ".xml",
        ("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + _FEED.replace("lost", "&x;")).encode(),
    )
    yield "remote-dtd", ".xml", ("<!DOCTYPE rss SYSTEM 'http://192.0.2.1/rss.dtd'>" + _FEED).encode()
    yield "feed-nested", ".xml", b"<rss version='2.0'><channel>" + b"<item>" * 100_000
    yield "feed-nested-html", ".xml", _FEED.replace(_PROSE, "&lt;div&gt;" * 100_000).encode()
    yield "feed-cut-off", ".xml", _FEED[: len(_FEED) // 2].encode()
    yield "feed-of-nothing", ".xml", b"<rss version='2.0'><channel/></rss>"
    yield (
        "feed-no-feed",
        ".xml",
        b"<?xml version='1.0'?><urlset><url><loc>https://harbourpost.example/</loc></url></urlset>",
    )
    yield "feed-wrong-encoding", ".xml", ("<?xml version='1.0' encoding='klingon'?>" + _FEED).encode()


GROUPS: tuple[Callable[[], Iterator[Hostile]], ...] = (
    hostile_markup,
    hostile_bombs,
    hostile_archives,
    hostile_records,
    hostile_texts,
    hostile_feeds,
)


def mutations(seed: int) -> Hostile:
    """One of endlessly many: a good input with bytes flipped, cut, doubled or swapped for something nasty."""
    chance = random.Random(seed)
    bases: list[tuple[str, bytes]] = [
        (".html", _PAGE), (".xml", _FEED.encode()), (".json", json.dumps(_ARTICLE).encode()),
        (".txt", _PROSE.encode() * 3),
        (".jsonl", b"\n".join([json.dumps(_ARTICLE).encode()] * 3)), (".warc", warc_record(_PAGE) * 2),
        (".warc.gz", warc_record(_PAGE, packed=True) * 2), (".html.gz", gzip.compress(_PAGE, mtime=0)),
    ]  # fmt: skip
    ending, base = chance.choice(bases)
    return f"mutation-{seed}", ending, mutated(base, seed, times=chance.randint(1, 12))


def mutated(data: bytes, seed: int, times: int) -> bytes:
    """The bytes with so many places spoiled, the same for the same seed."""
    chance, spoiled = random.Random(seed), bytearray(data)
    for _ in range(times):
        _mutate(spoiled, chance)
    return bytes(spoiled)


def _mutate(data: bytearray, chance: random.Random) -> None:
    nasty = (
        b"\x00",
        b"\xff\xfe",
        b"<",
        b">",
        b"&#x110000;",
        b"\xed\xa0\x80",
        b"]]>",
        b"<!--",
        b"\r",
        b"9" * 30,
        b"{" * 50,
        b"<script>",
    )
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.randint(0, 40))
    match chance.randrange(4):
        case 0:
            data[start:end] = b""
        case 1:
            data[start:start] = chance.choice(nasty)
        case 2:
            data[start:start] = data[start:end] * chance.randint(1, 50)
        case _:
            data[start:end] = chance.randbytes(end - start)
