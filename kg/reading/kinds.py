"""What kind of input a file is, by its name or by how it begins."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

_KINDS = {".txt": "txt", ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl",
          ".ndjson": "jsonl", ".xml": "feed", ".rss": "feed", ".atom": "feed", ".warc": "warc"}  # fmt: skip
ENDINGS = tuple(ending + packed for ending in _KINDS for packed in ("", ".gz"))
FACTS = (".facts.yaml", ".facts.yml", ".facts.json", ".facts.jsonl")
_ENDING = re.compile(f"(?:{'|'.join(map(re.escape, (*FACTS, *ENDINGS)))})\\Z", re.IGNORECASE | re.ASCII)


def stem_of(name: str) -> str:
    """A file's name without the ending that says its kind: an article and its fact file have the same.

    >>> [stem_of(name) for name in ("St. Orlen.html.gz", "St. Orlen.facts.yaml", "2031.03.04.txt")]
    ['St. Orlen', 'St. Orlen', '2031.03.04']
    """
    found = _ENDING.search(name)
    return name[: found.start()] if found else name


def kind_of(path: Path) -> str | None:
    """`txt`, `html`, `json`, `jsonl`, `feed` or `warc`; None where the name says none of them."""
    name = path.name.lower().removesuffix(".gz")
    return None if name.endswith(FACTS) else _KINDS.get(Path(name).suffix)


def kind_of_content(data: bytes) -> str:
    """The kind of a content without a name, by its first bytes.

    >>> kind_of_content(b"<?xml version='1.0'?><rss version='2.0'>"), kind_of_content(b"Rain fell on Skerrow.")
    ('feed', 'txt')
    """
    start = beginning_of(data)[1].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(b"warc/"):
        return "warc"
    if start.startswith((b"{", b"[")):
        return "jsonl" if re.match(rb"\{[^\n]*\}\s*\n\s*\{", start) else "json"
    if start.startswith(b"<"):
        return "feed" if re.search(rb"<(?:rss|feed|rdf:rdf)[\s>]", start) and b"<html" not in start else "html"
    return "txt"


def beginning_of(data: bytes) -> tuple[bool, bytes]:
    """Whether a content is gzip, and its first bytes as they are unpacked."""
    if not data.startswith(b"\x1f\x8b"):
        return False, data[:4096]
    try:
        return True, zlib.decompressobj(47).decompress(data[: 1 << 16], 4096)
    except zlib.error:
        return True, b""
