"""What a page says of its article, in the order in which it is believed."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from kg.reading.metadata import metadata_in

LD = '<script type="application/ld+json">{}</script>'


def known(head: str, body: str = "") -> dict[str, Any]:
    return metadata_in(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def test_json_ld_comes_before_open_graph_and_that_before_elements() -> None:
    head = LD.format('{"@type": "NewsArticle", "headline": "From JSON-LD"}')
    head += "<meta property='og:title' content='From OpenGraph'><meta property='og:description' content='Also']'>"
    assert known(head, "<h1>From the page</h1>")["headline"] == "From JSON-LD"
    assert (
        known("<meta property='og:title' content='From OpenGraph'>", "<h1>From it</h1>")["headline"] == "From OpenGraph"
    )
    assert known("", "<h1>From the page</h1>")["headline"] == "From the page"
    assert known("<title>From the title</title>")["headline"] == "From the title"


def test_of_several_articles_the_one_with_the_address_of_the_page_counts() -> None:
    head = "<link rel=canonical href='https://meridian.example/b'>"
    first = '{"@type":"NewsArticle","headline":"A","url":"https://meridian.example/a","author":"Petra Lund"}'
    second = '{"@type":"NewsArticle","headline":"B","url":"https://meridian.example/b/"}'
    head += LD.format(f"[{first},{second}]")
    assert known(head) == {"headline": "B", "url": "https://meridian.example/b/"}


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("<meta property='article:published_time' content='2031-03-04T14:20:00+01:00'>", "2031-03-04T14:20:00+01:00"),
        ("<meta name='pubdate' content='Tue, 04 Mar 2031 14:20:00 BST'>", "2031-03-04T14:20:00+01:00"),
        ("<meta itemprop='datePublished' content='2031-03-04'>", "2031-03-04"),
        ("<meta name='date' content='soon'><meta name='dc.date' content='2031-03-04'>", "2031-03-04"),
    ],
)
def test_the_date_of_a_page_keeps_its_zone(meta: str, published: str) -> None:
    assert known(meta)["published"] == published


def test_a_profile_is_no_author_and_neither_is_the_paper_where_people_sign() -> None:
    metas = "".join(f"<meta name='author' content='{name}'>" for name in
                    ("https://facebook.com/petra", "By Petra Lund", "The Meridian", "Petra Lund"))  # fmt: skip
    assert known(f"<meta property='og:site_name' content='The Meridian'>{metas}")["authors"] == ("Petra Lund",)


def test_authors_are_taken_from_the_page_where_nothing_else_names_them() -> None:
    assert known("", "<p>By <a rel=author href=x>Petra Lund</a></p>")["authors"] == ("Petra Lund",)


def test_the_paper_is_cut_from_the_end_of_a_headline() -> None:
    head = "<meta property='og:site_name' content='Meridian'>"
    head += "<meta property='og:title' content='Salt is up | The Meridian'>"
    assert known(head)["headline"] == "Salt is up"


def test_a_paper_is_known_by_its_title_and_address() -> None:
    head = "<link rel=canonical href='https://www.harbourpost.example/x'>"
    head += "<title>Salt is up - Sea - The Harbour Post</title>"
    assert known(head)["publisher"] == "The Harbour Post"


def test_a_script_is_no_address() -> None:
    assert "url" not in known("<link rel=canonical href='javascript:alert(1)'><meta property='og:url' content='x'>")


def test_a_language_is_a_tag() -> None:
    assert known("<meta property='og:locale' content='en_GB'>") == {"language": "en-GB"}


@pytest.mark.parametrize("said", ["en_GB", "en-GB"])
def test_the_language_of_a_page_is_a_tag(said: str) -> None:
    assert known(f"<meta property='og:locale' content='{said}'>")["language"] == "en-GB"
    assert known("<meta name='language' content='English'>")["language"] == "en"
    assert "language" not in known("<meta name='language' content='default'>")
