"""Articles in schema.org documents."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Image
from kg.reading.structured import articles_in, loads_leniently, metadata_of

ARTICLE = {"@type": "NewsArticle", "headline": "Salt is up"}


@pytest.mark.parametrize(
    "document",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebSite"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]},
    ],
)
def test_an_article_is_found_wherever_it_stands(document: Any) -> None:
    assert list(articles_in(document)) == [ARTICLE]


@pytest.mark.parametrize("kind", ["Article", "ReportageNewsArticle", "BlogPosting", ["Thing", "OpinionNewsArticle"]])
def test_every_kind_of_article_is_one(kind: Any) -> None:
    assert len(list(articles_in({"@type": kind}))) == 1


@pytest.mark.parametrize(
    "text", ['{"a": 1}', '<!-- {"a": 1} -->', '//<![CDATA[\n{"a": 1}\n//]]>', '{"a": 1,}', '{"a": 1};', ' {"a":\n1} ']
)
def test_json_by_hand_is_read(text: str) -> None:
    assert loads_leniently(text) == {"a": 1}


def test_what_is_no_json_is_nothing() -> None:
    assert (loads_leniently("{a: 1}"), loads_leniently("[" * 100_000)) == (None, None)


def test_the_fields_of_an_article_are_read_in_all_their_forms() -> None:
    node = {
        "headline": "Salt &amp; herring",
        "datePublished": ["2031-03-04T14:20:00Z"],
        "author": [{"name": "By Maren Ilk"}, "Petra Lund", {"name": "Maren Ilk"}, "https://x.example/p"],
        "publisher": {"@type": "Organization", "name": "The Meridian"},
        "articleSection": ["Sea", "Markets"],
        "inLanguage": {"name": "en"},
        "mainEntityOfPage": {"@id": "https://meridian.example/salt"},
        "isBasedOn": "https://harbourpost.example/salt",
        "correction": {"text": "It was pepper."},
        "image": [{"url": "https://meridian.example/1.jpg", "caption": "A pan", "creditText": "Nils Orre"}],
    }
    assert metadata_of(node) == {
        "headline": "Salt & herring",
        "published": "2031-03-04T14:20:00+00:00",
        "authors": ("Maren Ilk", "Petra Lund"),
        "publisher": "The Meridian",
        "section": "Sea",
        "language": "en",
        "url": "https://meridian.example/salt",
        "based_on": "https://harbourpost.example/salt",
        "correction": "It was pepper.",
        "images": (Image("https://meridian.example/1.jpg", "A pan", "Nils Orre"),),
    }


def test_values_with_their_language_or_as_a_list_of_json_ld_are_read() -> None:
    node = {
        "headline": [{"@value": "Fog at port", "@language": "en"}],
        "datePublished": {"@value": "2031-03-04"},
        "author": {"@list": [{"name": "Ada Brook"}, {"name": "Tom Ford"}]},
        "identifier": {"@type": "PropertyValue", "value": 77},
        "inLanguage": "English (UK)",
        "url": "https://meridian.example/fog?page[0]=1",
        "articleSection": True,
    }
    assert metadata_of(node) == {
        "headline": "Fog at port",
        "published": "2031-03-04",
        "authors": ("Ada Brook", "Tom Ford"),
        "id": "77",
        "language": "en",
        "url": "https://meridian.example/fog?page%5B0%5D=1",
    }


def test_no_article_of_a_long_list_is_left_out() -> None:
    assert len(list(articles_in([ARTICLE] * 1001))) == 1001


def test_an_article_is_found_however_deep() -> None:
    document: Any = ARTICLE
    for _ in range(5000):
        document = {"@graph": [document]}
    assert list(articles_in(document)) == [ARTICLE]


def test_whom_an_article_only_refers_to_is_found_in_its_document() -> None:
    document = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "headline": "Fog",
                "author": [{"@id": "#ilk"}, {"@id": "#lost"}],
                "publisher": {"@id": "#post"},
            },
            {"@type": "Organization", "@id": "#post", "name": "The Harbour Post"},
            {"@type": "Person", "@id": "#ilk", "name": "Maren Ilk"},
        ]
    }
    (node,) = articles_in(document)
    found = metadata_of(node)
    assert (found["headline"], found["authors"], found["publisher"]) == ("Fog", ("Maren Ilk",), "The Harbour Post")
