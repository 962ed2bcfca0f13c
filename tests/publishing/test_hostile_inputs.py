"""An input that holds what RDF cannot costs itself alone, and no input undoes more than it says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.api import publish
from kg.iris import canonical_url, is_web_address
from kg.store import Store, open_store
from tests.samples import OFFICE, VISIT, facts_of, write_sample

NOW = datetime(2031, 5, 6, tzinfo=UTC)
BAD = ["https://x.example/100%", "https://x.example/a[1]", "https://x.example:abc/", "https://x.example/{id}"]


def states(paths: list[Path], store: Store) -> list[str]:
    return [outcome.state for outcome in publish(paths, store, now=NOW).outcomes]


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_is_none_is_left_out_and_stops_nothing(tmp_path: Path, address: str) -> None:
    assert not is_web_address(address)
    page = {"@type": "NewsArticle", "headline": "Fog", "articleBody": "It was foggy.", "datePublished": "2031-05-06"}
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(page | {"url": address, "image": address, "publisher": "P"}), encoding="utf-8")
    good = write_sample(tmp_path, facts_of(VISIT))
    with open_store(tmp_path / "store", create=True) as store:
        assert states([bad, good], store) == ["accepted", "accepted"]


def test_addresses_that_differ_only_in_bytes_stay_two() -> None:
    first, second = (canonical_url(f"https://h.example/show?name=caf%{end}&utm_source=x") for end in ("E9", "E8"))
    assert (first, second) == ("https://h.example/show?name=caf%E9", "https://h.example/show?name=caf%E8")


def test_a_file_of_drafts_alone_undoes_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", create=True) as store:
        assert states([write_sample(tmp_path, facts_of(VISIT, OFFICE))], store) == ["accepted"]
        drafts = facts_of(replace(VISIT, draft=True), replace(OFFICE, draft=True))
        outcome = publish([write_sample(tmp_path, drafts)], store, now=NOW).outcomes[0]
        assert (outcome.state, outcome.reason) == (
            "superseded",
            "all its facts are drafts; the store keeps what it has",
        )
