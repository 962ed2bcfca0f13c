"""Articles of web archives."""

from __future__ import annotations

import gzip
import io

import brotli
import pytest

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading.archives import read_archive
from kg.reading.content import MAX_LINE, unpacked
from tests.reading.archive import page, warc_record

PAGE = page("Fog closes the port", "No boat would be let in before noon on Friday, said the harbour master.")


def read(data: bytes) -> list[str]:
    found = read_archive(io.BytesIO(data), "x")
    return [str(each.headline) if isinstance(each, Article) else f"error: {each}" for each in found]


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("", PAGE), ("gzip", gzip.compress(PAGE)), ("br", brotli.compress(PAGE)), ("gzip", PAGE), ("identity", PAGE)],
)
def test_a_page_is_unpacked_as_it_says(encoding: str, body: bytes) -> None:
    assert read(warc_record(body, encoding=encoding)) == ["Fog closes the port"]


def test_a_body_in_chunks_is_joined() -> None:
    chunked = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (PAGE[:50], PAGE[50:])) + b"0\r\n\r\n"
    record = warc_record(chunked)
    head, _, rest = record.partition(b"HTTP/1.1 200 OK\r\n")
    added = b"Transfer-Encoding: chunked\r\n"
    length = len(rest) - 4 + len(b"HTTP/1.1 200 OK\r\n") + len(added)
    lines = [
        b"Content-Length: %d" % length if line.startswith(b"Content-Length") else line for line in head.split(b"\r\n")
    ]
    assert read(b"\r\n".join(lines) + b"HTTP/1.1 200 OK\r\n" + added + rest) == ["Fog closes the port"]


@pytest.mark.parametrize(
    "record",
    [
        warc_record(PAGE, status="404 Not Found"),
        warc_record(PAGE, status="301 Moved Permanently"),
        warc_record(b"\x89PNG", media="image/png"),
        warc_record(b"x", kind="warcinfo", media="application/warc-fields"),
        warc_record(b"GET / HTTP/1.1", kind="request"),
    ],
)
def test_what_is_no_page_is_passed_over(record: bytes) -> None:
    assert read(record + warc_record(PAGE)) == ["Fog closes the port"]


def test_pages_kept_without_their_answer_and_texts_of_pages_are_read() -> None:
    text = b"Fog lifts\n\nBoats were let in on Saturday, said the harbour master.\n"
    records = warc_record(PAGE, kind="resource", media="text/html") + warc_record(
        text, kind="conversion", media="text/plain"
    )
    assert read(records) == ["Fog closes the port", "Fog lifts"]


def test_an_address_is_the_record_s_where_the_page_gives_none() -> None:
    given = page("Fog", "It lay on the town.", head="<link rel=canonical href='https://meridian.example/fog'>")
    records = warc_record(PAGE, url="<https://harbourpost.example/fog>") + warc_record(given)
    found = [each.url for each in read_archive(io.BytesIO(records), "x") if isinstance(each, Article)]
    assert found == ["https://harbourpost.example/fog", "https://meridian.example/fog"]


def test_a_broken_record_costs_itself_alone() -> None:
    good = warc_record(PAGE)
    assert read(good + warc_record(PAGE, length=10) + good) == [
        "Fog closes the port",
        "error: x, https://harbourpost.example/a: holds no answer of a web server",
        "error: x: a record does not begin where it should (b'00 OK\\r\\n'); reading on at the next",
        "Fog closes the port",
    ]
    assert read(good + good[:-100])[-1].endswith("before the end that it says")


def test_an_archive_full_of_faults_is_given_up() -> None:
    with pytest.raises(UnreadableInputError, match="x: more than 1,000 faults"):
        read(b"WARC/1.0\r\n\r\n" * 1_002)


@pytest.mark.parametrize("length", [300, 500, 99_999_999, 1 << 40])
@pytest.mark.parametrize("packed", [False, True])
def test_a_length_that_is_too_great_costs_that_record_alone(length: int, packed: bool) -> None:
    first, good = warc_record(PAGE, packed=packed), warc_record(PAGE, packed=packed)
    wrong = warc_record(PAGE, length=length, packed=packed)
    data = first + wrong + good + good
    found = list(read_archive(unpacked(io.BytesIO(data), "x"), "x"))
    assert [str(each) if isinstance(each, UnreadableInputError) else each.headline for each in found] == [
        "Fog closes the port",
        f"x, https://harbourpost.example/a: says that it has {length:,} bytes, but after 246 another begins",
        "Fog closes the port",
        "Fog closes the port",
    ]


def test_a_record_that_holds_another_archive_is_one_record() -> None:
    inner = warc_record(warc_record(PAGE) * 2, kind="resource", media="application/warc")
    assert read(inner + warc_record(PAGE)) == ["Fog closes the port"]


@pytest.mark.parametrize("length", [0, 1, 2 * MAX_LINE + 1, 2 * MAX_LINE + (1 << 20)])
def test_the_next_record_is_found_after_one_of_any_length(length: int) -> None:
    assert read(warc_record(b"x" * length, kind="metadata", media="x") + warc_record(PAGE)) == ["Fog closes the port"]


def test_the_last_record_says_how_much_of_it_is_missing() -> None:
    assert read(warc_record(PAGE, length=300)) == [
        "error: x, https://harbourpost.example/a: breaks off 50 bytes before the end that it says"
    ]
