"""Files opened, unpacked within bounds, and turned into text."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from kg.errors import UnreadableInputError
from kg.reading.content import MAX_TEXT, checked, decoded, open_content, read_lines, read_whole


@pytest.mark.parametrize(
    "data", ["Fog — närmare".encode(), b"\xef\xbb\xbf" + "Fog — närmare".encode(), "Fog — närmare".encode("utf-16")]
)
def test_utf_8_and_marked_utf_16_are_text(data: bytes) -> None:
    assert decoded(data, "x") == "Fog — närmare"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("Straße".encode("latin-1"), "x: not UTF-8 at byte 4; save it as UTF-8"),
        (b"fog\x00fog", "x: holds NUL characters"),
        (b"\x01\x02\x03fog", "x: holds control characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInputError, match=says):
        decoded(data, "x")


def test_a_packed_file_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", gzip.compress(b"fog")),
        ("b.txt.gz", b"fog"),
        ("c.gz", gzip.compress(b"f") + gzip.compress(b"og")),
    ):
        (tmp_path / name).write_bytes(data)
        with open_content(tmp_path / name) as stream:
            assert read_whole(stream, name) == b"fog"


def test_more_than_can_be_an_article_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="x: larger than 0 MiB; split it"):
        read_whole(io.BytesIO(b"fog"), "x", most=2)
    with pytest.raises(UnreadableInputError, match="more than 4,194,304 characters"):
        checked("a" * (MAX_TEXT + 1), "x")
    with pytest.raises(UnreadableInputError, match="more than 10,000 lines"):
        checked("\n" * 10_001, "x")


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_lines_keep_their_numbers_and_a_long_one_is_passed_over(end: bytes) -> None:
    stream = io.BytesIO(b"one\n\n" + b"x" * 3_000_000 + b"\nfour" + end)
    assert list(read_lines(stream, most=10)) == [(1, b"one"), (3, None), (4, b"four")]


def test_the_last_line_may_be_too_long() -> None:
    assert list(read_lines(io.BytesIO(b"one\n" + b"x" * 3_000_000), most=10)) == [(1, b"one"), (2, None)]
    assert list(read_lines(io.BytesIO(b"one\n" + b"x" * 11), most=10)) == [(1, b"one"), (2, None)]
