"""The answers of web servers as archives keep them: status, media type and the unpacked body (RFC 9112)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from kg.errors import UnreadableInputError
from kg.reading.content import MAX_LINE

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\S+ +(\d{3})")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\n]{0,200}\n")
_PLAIN = ("", "identity", "none")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `media` is its Content-Type."""

    status: int
    media: str
    body: bytes


def parse_answer(data: bytes, place: str) -> Answer:
    """The answer in a record; raises UnreadableInputError for a body that is not packed as it says."""
    head = _END_OF_HEADERS.search(data[: 1 << 18])
    status = _STATUS.match(data)
    if head is None or status is None:
        raise UnreadableInputError(f"{place}: holds no answer of a web server")
    headers = _headers(data[: head.start()])
    media = headers.get("content-type", "")
    if int(status.group(1)) != 200 or not media.lower().startswith(("text/", "application/xhtml")):
        return Answer(int(status.group(1)), media, b"")
    body = data[head.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for encoding in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, encoding.strip(), place)
    return Answer(200, media, body)


def _headers(head: bytes) -> dict[str, str]:
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines()[1:])
    return {key.strip().lower(): value.strip() for key, colon, value in lines if colon}


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; a body that is not in chunks, as some crawlers keep it, as it is."""
    pieces, place = [], 0
    while size := _CHUNK_SIZE.match(body, place):
        length = int(size.group(1), 16)
        if length == 0:
            break
        pieces.append(body[size.end() : size.end() + length])
        place = size.end() + length
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, encoding: str, place: str) -> bytes:
    """The body as it was before it was packed; one that was kept unpacked in spite of what it says, as it is."""
    if encoding in _PLAIN:
        return body
    if encoding == "br":
        data = _unpacked_brotli(body)
    elif encoding in ("gzip", "x-gzip", "deflate"):
        data = _unpacked_zlib(body)
    else:
        raise UnreadableInputError(f"{place}: its body is packed as {encoding}, which kg does not unpack")
    if data is None:
        if body.lstrip()[:1] == b"<":
            return body
        raise UnreadableInputError(f"{place}: its body is not packed as {encoding}, though it says so")
    if len(data) > MAX_LINE:
        raise UnreadableInputError(f"{place}: a page that unpacks to more than {MAX_LINE >> 20} MiB is no article")
    return data


def _unpacked_zlib(body: bytes) -> bytes | None:
    for wbits in (47, -15):  # gzip and zlib by their headers; deflate without any, as some servers send it
        try:
            return zlib.decompressobj(wbits).decompress(body, MAX_LINE + 1)
        except zlib.error:
            continue
    return None


def _unpacked_brotli(body: bytes) -> bytes | None:
    import brotli

    try:
        data: bytes = brotli.Decompressor().process(body, output_buffer_limit=MAX_LINE + 1)
    except brotli.error:
        return None
    return data
