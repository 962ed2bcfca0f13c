"""Whatever comes in: an article, or an error that a person understands; soon, and without asking the network."""

from __future__ import annotations

import gzip
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UnreadableInputError
from kg.model import Article, text_digest
from kg.reading import read_articles_with_problems
from tests.conftest import SHARED, needs_shared
from tests.reading.hostile import (
    GROUPS,
    Hostile,
    hostile_archives,
    hostile_bombs,
    hostile_feeds,
    hostile_markup,
    hostile_records,
    hostile_texts,
    mutated,
    mutations,
)

Group = Callable[[], Iterator[Hostile]]
LONGEST = 5.0  # seconds of the processor's time
_WATCHED: list[str] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        _WATCHED.append(f"{event} {arguments!r}")


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    _WATCHED.clear()
    yield
    assert _WATCHED == []


def read(hostile: Hostile, folder: Path) -> list[Article | UnreadableInputError]:
    """What is made of an input, checked for what must hold of anything."""
    name, ending, data = hostile
    path = folder / f"{name}{ending}"
    path.write_bytes(data)
    began = time.process_time()
    found = list(read_articles_with_problems(path))
    assert time.process_time() - began < LONGEST, name
    for each in found:
        if isinstance(each, UnreadableInputError):
            assert str(each).startswith(str(path)), each
            assert "Error" not in str(each).removeprefix(str(path)), each
        else:
            assert_sound(each)
    assert found, "an input without an article is told"
    return found


def assert_sound(article: Article) -> None:
    """Every block lies in the text, and the digest is the text's."""
    if article.text is not None:
        assert article.text_digest == text_digest(article.text)
        assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)
        assert "root:" not in article.text


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_hostile_inputs_are_read_or_refused(group: Group, tmp_path: Path) -> None:
    for hostile in group():
        read(hostile, tmp_path)


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_input_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    read(mutations(seed), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(1_000, 2_000, 100))
def test_a_thousand_mutated_inputs_are_read_or_refused(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 100):
        read(mutations(seed), tmp_path)


@pytest.mark.slow
@needs_shared
@pytest.mark.parametrize("page", sorted(SHARED.glob("pages/*.html.gz")), ids=lambda page: page.name)
def test_mutated_saved_pages_are_read_or_refused(page: Path, tmp_path: Path) -> None:
    data = gzip.decompress(page.read_bytes())
    for seed in range(5):
        read((f"{seed}", ".html", mutated(data, seed, times=200)), tmp_path)


def test_the_watch_on_the_network_sees_a_call() -> None:
    with socket.socket() as caller:
        caller.settimeout(0.01)
        caller.connect_ex(("127.0.0.1", 9))
    assert [event.split()[0] for event in _WATCHED] == ["socket.connect"]
    _WATCHED.clear()


@pytest.mark.parametrize(
    ("group", "name", "says"),
    [
        (hostile_bombs, "gzip-bomb", "unpacks to more than 100 times its size"),
        (hostile_bombs, "gzip-bomb-of-warc", "unpacks to more than 100 times its size"),
        (hostile_bombs, "gzip-cut-off", "its gzip data are damaged or cut off; fetch it again"),
        (hostile_bombs, "text-of-65-mb", "larger than 64 MiB; split it"),
        (hostile_markup, "nested-divs", "its elements are nested too deep; save the article alone, as text"),
        (hostile_markup, "nested-in-three-mb", "its elements are nested too deep"),
        (hostile_texts, "latin-1", "not UTF-8 at byte 8; save it as UTF-8"),
        (hostile_texts, "pdf-by-another-name", "holds control characters, so it is no page"),
        (hostile_feeds, "laughs-in-feed", "declares XML entities, which no feed needs"),
        (hostile_feeds, "laughs-in-feed-utf-16", "declares XML entities, which no feed needs"),
        (hostile_feeds, "feed-no-feed", "neither RSS nor Atom"),
        (hostile_archives, "warc-too-long", "says that it has 1,099,511,627,776 bytes, but after 350 another begins"),
        (hostile_records, "json-half-a-pair", "holds half a surrogate pair"),
        (hostile_records, "json-nested", "it is nested too deep"),
    ],
)
def test_a_refusal_says_why(group: Group, name: str, says: str, tmp_path: Path) -> None:
    assert says in str(read(named(group, name), tmp_path)[0])


@pytest.mark.parametrize(
    ("group", "name"),
    [
        (hostile_archives, "warc-negative"),
        (hostile_archives, "warc-too-short"),
        (hostile_archives, "warc-too-long"),
        (hostile_archives, "warc-no-length"),
        (hostile_archives, "warc-http-unknown"),
        (hostile_bombs, "line-of-100-mb"),
    ],
)
def test_what_follows_a_broken_part_is_read(group: Group, name: str, tmp_path: Path) -> None:
    found = read(named(group, name), tmp_path)
    assert isinstance(found[0], UnreadableInputError)
    assert isinstance(found[-1], Article)


def named(group: Group, name: str) -> Hostile:
    """The input of a name."""
    return next(each for each in group() if each[0] == name)
