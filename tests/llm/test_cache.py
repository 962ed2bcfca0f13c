"""The same question is asked once; another question, a broken file or a bad answer is not taken from the cache."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UnreadableInputError
from kg.llm import Cache, Endpoint, Limits, LlmDraft, Model, Usage, extract
from kg.llm.answers import Answer
from kg.llm.cache import question_digest
from kg.model import Article
from tests.llm.samples import ANSWER, ARTICLE, TEXT, asking, schema
from tests.llm.stub import raw, stub_endpoint, writes

DIGEST = "ab" + "0" * 62


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    with asking(writes(ANSWER), cache=Cache(tmp_path / "c")) as (stub, endpoint):
        first, second = (extract(ARTICLE, schema(), endpoint) for _ in range(2))
    assert len(stub.asked) == 1
    assert second == replace(first, usage=Usage(cached=1))


def other_text(endpoint: Endpoint, cache: Cache) -> tuple[Article, Endpoint]:
    return replace(ARTICLE, text=TEXT.replace("Kesmark in March", "Kesmark in April"), text_digest=None), endpoint


def other_day(endpoint: Endpoint, cache: Cache) -> tuple[Article, Endpoint]:
    return replace(ARTICLE, published="2031-03-05"), endpoint


def other_model(endpoint: Endpoint, cache: Cache) -> tuple[Article, Endpoint]:
    return ARTICLE, Endpoint(replace(endpoint.model, name="other"), endpoint.limits, cache)


def other_output(endpoint: Endpoint, cache: Cache) -> tuple[Article, Endpoint]:
    return ARTICLE, Endpoint(replace(endpoint.model, output="object"), endpoint.limits, cache)


def other_limit(endpoint: Endpoint, cache: Cache) -> tuple[Article, Endpoint]:
    return ARTICLE, Endpoint(endpoint.model, Limits(answer_tokens=100), cache)


@pytest.mark.parametrize("change", [other_text, other_day, other_model, other_output, other_limit])
def test_another_question_is_asked_anew(
    change: Callable[[Endpoint, Cache], tuple[Article, Endpoint]], tmp_path: Path
) -> None:
    cache = Cache(tmp_path)
    with asking(writes(ANSWER), cache=cache) as (stub, endpoint):
        extract(ARTICLE, schema(), endpoint)
        article, changed = change(endpoint, cache)
        extract(article, schema(), changed)
    assert len(stub.asked) == 2


def test_another_version_of_the_prompt_or_another_form_is_another_question(tmp_path: Path) -> None:
    with asking(writes(ANSWER), cache=Cache(tmp_path)) as (stub, endpoint):
        for version, form in (("1", {}), ("2", {}), ("1", {"type": "object"}), ("1", {})):
            assert isinstance(endpoint.ask([], form, version), Answer)
    assert len(stub.asked) == 3


def test_another_endpoint_is_asked_itself(tmp_path: Path) -> None:
    with stub_endpoint(writes(ANSWER)) as one, stub_endpoint(writes({"entities": [], "facts": []})) as other:
        drafts = [
            extract(ARTICLE, schema(), Endpoint(Model(stub.url, "m"), cache=Cache(tmp_path))) for stub in (one, other)
        ]
    assert [len(draft.facts.facts) for draft in drafts] == [1, 0]


def test_what_is_no_answer_is_not_kept(tmp_path: Path) -> None:
    with asking(writes("sorry"), raw(b"", 500), limits=Limits(tries=2), cache=Cache(tmp_path)) as (_, endpoint):
        extract(ARTICLE, schema(), endpoint)
    assert list(tmp_path.iterdir()) == []


WORDS = '{"entities": [], "facts": []}'
OTHERS: list[object] = [
    [],
    {"format": 1, "content": WORDS},
    {"format": 1, "digest": "of another question", "content": WORDS},
    {"format": 2, "digest": "DIGEST", "content": WORDS},
    {"format": 1, "digest": "DIGEST", "content": [WORDS]},
]
BROKEN = [b"", b"{", b"\xff", b"[" * 100_000, *(json.dumps(each).encode() for each in OTHERS)]


@pytest.mark.parametrize("data", BROKEN)
def test_a_broken_file_counts_as_none_and_is_mended(data: bytes, tmp_path: Path) -> None:
    with asking(writes(ANSWER), cache=Cache(tmp_path)) as (stub, endpoint):
        first = extract(ARTICLE, schema(), endpoint)
        (kept,) = tmp_path.rglob("*.json")
        kept.write_bytes(data.replace(b"DIGEST", kept.stem.encode()))
        second, third = (extract(ARTICLE, schema(), endpoint) for _ in range(2))
    assert (second, third, len(stub.asked)) == (first, _cached(first), 2)


def test_kept_words_that_are_no_answer_are_asked_for_again(tmp_path: Path) -> None:
    with asking(writes(ANSWER), cache=Cache(tmp_path)) as (stub, endpoint):
        first = extract(ARTICLE, schema(), endpoint)
        (kept,) = tmp_path.rglob("*.json")
        Cache(tmp_path).put(kept.stem, "no JSON")
        assert extract(ARTICLE, schema(), endpoint) == first
    assert len(stub.asked) == 2


def _cached(draft: LlmDraft) -> LlmDraft:
    return replace(draft, usage=Usage(cached=1))


def test_answers_are_kept_whole_and_for_their_owner_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    for content in ("first", "second \ud800"):
        cache.put(DIGEST, content)
    files = [each for each in (tmp_path / "c").rglob("*") if each.is_file()]
    assert files == [tmp_path / "c" / "ab" / f"{DIGEST}.json"]
    assert files[0].stat().st_mode & 0o077 == 0
    assert (cache.get(DIGEST), cache.get("0" * 64)) == ("second \ud800", None)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file")
    with pytest.raises(UnreadableInputError) as error:
        Cache(tmp_path / "c").put(DIGEST, "words")
    assert str(error.value) == f"{tmp_path / 'c'}: answers cannot be kept here: {os.strerror(20)}"


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "ab" / f"{DIGEST}.json").mkdir(parents=True)
    with pytest.raises(UnreadableInputError):
        Cache(tmp_path).put(DIGEST, "words")
    assert sorted(each.name for each in (tmp_path / "ab").iterdir()) == [f"{DIGEST}.json"]


def test_the_digest_tells_apart_where_parts_begin() -> None:
    assert len({question_digest("ab", "c"), question_digest("a", "bc"), question_digest("abc")}) == 3
