"""What an article as JSON says and kg cannot make use of."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.reading import read_article

NODE = {
    "@type": "NewsArticle",
    "headline": "Fog closes the port",
    "datePublished": "2031-03-04T18:00:00+01:00",
    "url": "https://harbourpost.example/fog",
    "articleBody": "No boat was let in on Friday.",
}
DATE = "Write it as 2031-03-04, or with its time and zone: 2031-03-04T18:00:00+01:00."
ADDRESS = "Write a whole web address: https://harbourpost.example/2031/03/04/okoye-options"
TEXT = "Write the article's text as one string, plain or as HTML."
UNDATED = "When the article was published cannot be read: `datePublished` is"


def told(**changed: Any) -> list[tuple[str, str, str]]:
    article = read_article(json.dumps({**NODE, **changed}).encode(), kind="json")
    return [(each.code, each.message, each.cure) for each in article.remarks]


@pytest.mark.parametrize(
    ("changed", "remark"),
    [
        ({"datePublished": "02/05/2031"}, ("unread-date", f'{UNDATED} "02/05/2031".', DATE)),
        ({"datePublished": "yesterday"}, ("unread-date", f'{UNDATED} "yesterday".', DATE)),
        ({"datePublished": "2032-13-45"}, ("unread-date", f'{UNDATED} "2032-13-45".', DATE)),
        ({"datePublished": 2031034}, ("unread-date", f"{UNDATED} 2031034.", DATE)),
        ({"dateModified": "today"}, ("unread-value", '`dateModified` cannot be read: it is "today".', DATE)),
        ({"url": "/fog"}, ("unread-value", '`url` cannot be read: it is "/fog".', ADDRESS)),
        ({"url": "fog", "@id": NODE["url"]}, ("unread-value", '`url` cannot be read: it is "fog".', ADDRESS)),
        (
            {"articleBody": ["No", "boat"]},
            ("unread-value", '`articleBody` cannot be read: it is ["No", "boat"].', TEXT),
        ),
        ({"articleBody": 5}, ("unread-value", "`articleBody` cannot be read: it is 5.", TEXT)),
        ({"articleBody": ""}, ("unread-value", '`articleBody` cannot be read: it is "".', TEXT)),
    ],
)
def test_a_value_that_cannot_be_read_is_told_once(changed: dict[str, Any], remark: tuple[str, str, str]) -> None:
    assert told(**changed) == [remark]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"datePublished": None},
        {"datePublished": "", "dateModified": ""},
        {"url": None, "mainEntityOfPage": {"@id": NODE["url"]}},
        {"url": [NODE["url"]]},
        {"articleBody": "", "text": "No boat was let in."},
        {"datePublished": 1930471200000},
    ],
)
def test_what_is_read_or_absent_is_not_remarked_on(changed: dict[str, Any]) -> None:
    assert told(**changed) == []


def test_a_long_value_is_cut() -> None:
    ((_, message, _),) = told(dateModified="x" * 100)
    assert message == f'`dateModified` cannot be read: it is "{"x" * 59}....'


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("By Lena Marsh and Tom Ford", ("Lena Marsh", "Tom Ford")),
        ("Lena Marsh, Tom Ford and Ivo Marten", ("Lena Marsh", "Tom Ford", "Ivo Marten")),
        ("By Lena Marsh", ("Lena Marsh",)),
        ("Harbour and Sons Press Agency", ("Harbour and Sons Press Agency",)),
        ({"name": "Lena Marsh and Tom Ford"}, ("Lena Marsh and Tom Ford",)),
        (["Lena Marsh", "Tom Ford"], ("Lena Marsh", "Tom Ford")),
    ],
)
def test_a_byline_as_an_author_names_each_of_them(author: Any, authors: tuple[str, ...]) -> None:
    assert read_article(json.dumps({**NODE, "author": author}).encode(), kind="json").authors == authors


def test_a_headline_loses_its_tags_as_the_text_does() -> None:
    changed = {**NODE, "headline": "Rise of <em>Salt</em> &amp; Fish"}
    assert read_article(json.dumps(changed).encode(), kind="json").headline == "Rise of Salt & Fish"
