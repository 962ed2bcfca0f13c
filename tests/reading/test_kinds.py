"""What kind of input a file or a content is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.reading.kinds import ENDINGS, kind_of, kind_of_content


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "txt"), ("A.HTML", "html"), ("a.htm.gz", "html"), ("a.json", "json"), ("a.jsonl.gz", "jsonl"),
        ("a.xml", "feed"), ("a.rss", "feed"), ("a.warc.gz", "warc"), ("a.facts.json", None), ("a.facts.yaml", None),
        ("a.ttl", None), ("a", None),
    ],
)  # fmt: skip
def test_a_name_says_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(Path(name)) == kind


def test_every_ending_has_a_kind() -> None:
    assert all(kind_of(Path(f"a{ending}")) for ending in ENDINGS)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"WARC/1.0\r\n", "warc"),
        (b'{"headline": "x"}', "json"),
        (b'{"headline": "x"}\n{"headline": "y"}', "jsonl"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "warc"),
        (b"\x1f\x8b damaged", "txt"),
        (b"Fog closes the port", "txt"),
    ],
)
def test_a_content_says_its_kind_by_its_beginning(data: bytes, kind: str) -> None:
    assert kind_of_content(data) == kind
