"""Every page of the story: there, valid, small, and without anything that a strict policy would stop."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.api import publish
from kg.server.static_files import FOLDER
from kg.store import open_store
from tests.samples import ARTICLE, VISIT, facts_of, write_sample
from tests.server.pages.conftest import browser
from tests.server.pages.reading import OKOYE, faults, get, linked_data, links, parsed, text_of

PAGE, QUERY_PAGE = 60_000, 200_000  # bytes, packed, with the style sheet
NOT_PAGES = (".ttl", ".jsonld", ".nt", ".csv", "/sparql", "/feed", "/watch")
PAGES = [
    "/",
    "/articles",
    "/statements",
    "/search?q=cable+lett",
    "/conflicts",
    "/vocabulary",
    "/vocabulary/Visit",
    "/query",
    OKOYE,
]


def crawled(site: TestClient) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from home, with its text."""
    waiting, seen = ["/"], {"/"}
    while waiting:
        path = waiting.pop()
        answer = site.get(path)
        assert answer.status_code == 200, path
        yield path, answer.text
        found = {each for each in links(parsed(answer.text), path) if not any(mark in each for mark in NOT_PAGES)}
        waiting += sorted(found - seen)
        seen |= found


def test_every_link_leads_somewhere_and_every_page_is_valid_and_small(site: TestClient) -> None:
    style = len(gzip.compress((FOLDER / "site.css").read_bytes()))
    wrong, kinds = [], set()
    for path, text in crawled(site):
        kinds.add(path.split("?")[0].split("/")[1])
        wrong += [(path, each) for each in faults(parsed(text))]
        if len(gzip.compress(text.encode())) + style > PAGE:
            wrong.append((path, "is too large"))
    assert wrong == []
    expected = "articles statements article assertion situation occurrence conflicts entity resource query vocabulary"
    assert kinds == {"", "search", *expected.split()}


def test_the_query_page_with_its_editor_is_small(site: TestClient) -> None:
    files = ((FOLDER / name).read_bytes() for name in ("site.css", "editor.js"))
    assert sum(len(gzip.compress(each)) for each in (site.get("/query").content, *files)) < QUERY_PAGE


@pytest.mark.parametrize("path", PAGES)
def test_a_page_tells_who_has_it_that_it_is_the_same(site: TestClient, path: str) -> None:
    tag = site.get(path).headers["etag"]
    assert (site.get(path, headers={"If-None-Match": tag}).status_code, tag[0]) == (304, '"')


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_strict_policy_and_a_title_for_others(site: TestClient, path: str) -> None:
    answer = site.get(path)
    policy = answer.headers["content-security-policy"]
    metas = {each.get("property"): each.get("content") for each in parsed(answer.text).iter() if each.get("property")}
    assert ("script-src 'self'" in policy, "unsafe" in policy) == (True, False)
    assert set(metas) == {"og:title", "og:description", "og:type", "og:site_name", "og:url"}
    assert all(metas.values())


def test_linked_data_of_a_person_says_plainly_only_what_the_guard_lets_through(site: TestClient) -> None:
    assert linked_data(get(site, OKOYE)) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": "https://authority.example/id/ana-okoye",
        "name": "Ana Okoye",
        "alternateName": ["Ms Okoye"],
    }


def test_linked_data_of_an_article_is_what_it_says_of_itself(site: TestClient) -> None:
    data = linked_data(get(site, "/article/tfmf2oyjqmhulbcridv2"))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "Okoye confirms she may travel to Kesmark"
    assert data["publisher"]["name"] == "The Harbour Post"


def test_linked_data_has_each_author_as_what_it_is(tmp_path: Path) -> None:
    article = replace(ARTICLE, authors=("Maren Ilk", "Sollen News Agency"))
    with open_store(tmp_path / "store", create=True) as store:
        files = [write_sample(tmp_path, facts_of(VISIT, article=article))]
        assert publish(files, store, now=datetime(2031, 3, 5, tzinfo=UTC)).clean
    with browser(tmp_path / "store") as site:
        (page,) = [path for path in links(get(site, "/articles"), "/articles") if path.startswith("/article/")]
        authors = linked_data(get(site, page))["author"]
    assert [(each["@type"], each["name"]) for each in authors] == [
        ("Person", "Maren Ilk"),
        ("Organization", "Sollen News Agency"),
    ]


@pytest.mark.parametrize("path", ["/articles?", OKOYE + "&"])
def test_a_list_that_has_no_such_page_says_how_many_it_has_and_leads_to_the_last(site: TestClient, path: str) -> None:
    answer = site.get(f"{path}page=99")
    page = parsed(answer.text)
    assert (answer.status_code, "There is no page 99: this list has 1 page." in text_of(page)) == (404, True)
    assert f"{path}page=1" in links(page, f"{path}page=99")


def test_a_page_that_is_not_there_says_so(site: TestClient) -> None:
    for path in ("/vocabulary/Nothing", "/entity/nobody", "/nothing/here/at/all"):
        answer = site.get(path)
        assert (answer.status_code, faults(parsed(answer.text))) == (404, [])


def test_a_statement_that_is_gone_is_said_to_have_been_corrected_or_taken_back(site: TestClient) -> None:
    words = "/assertion/gone: it was never published, or has been corrected or taken back since"
    assert words in text_of(parsed(site.get("/assertion/gone").text))
