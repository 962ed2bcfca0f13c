"""Web archives for tests, written byte by byte, so that they can also be written wrong."""

from __future__ import annotations

import gzip


def warc_record(
    body: bytes,
    *,
    url: str = "https://harbourpost.example/a",
    kind: str = "response",
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    encoding: str = "",
    length: int | None = None,
    packed: bool = False,
) -> bytes:
    """One record; `length` is what it says of its length where that is a lie."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n" + (f"Content-Encoding: {encoding}\r\n" if encoding else "")
    block = (f"{http}\r\n".encode() if kind == "response" else b"") + body
    content_type = "application/http; msgtype=response" if kind == "response" else media
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-feed-beef-0000-{len(body):012}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2031-06-20T15:38:00Z\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    record = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(record, mtime=0) if packed else record


def page(headline: str, *paragraphs: str, head: str = "") -> bytes:
    """A small page with a headline and paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    top = f"<html lang=en><head><title>{headline}</title>{head}</head>"
    return f"{top}<body><h1>{headline}</h1>{body}</body></html>".encode()
