"""Articles of feeds; whole feeds are cases."""

from __future__ import annotations

import io

import pytest

from kg.errors import UnreadableInputError
from kg.model import Article, Image
from kg.reading.feeds import read_feed


def read(item: str, channel: str = "<title>The Harbour Post</title>") -> list[Article | UnreadableInputError]:
    feed = (
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<channel>{channel}<item>{item}</item></channel></rss>"
    )
    return list(read_feed(io.BytesIO(feed.encode()), "x"))


def first(item: str) -> Article:
    found = read(f"<title>Fog</title>{item}")[0]
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("BST", "+01:00"), ("GMT", "+00:00"), ("CEST", "+02:00"), ("EST", "-05:00"), ("+0530", "+05:30")],
)
def test_a_zone_by_its_name_is_not_taken_for_greenwich(zone: str, offset: str) -> None:
    assert first(f"<pubDate>Fri, 20 Jun 2031 15:38:00 {zone}</pubDate>").published == f"2031-06-20T15:38:00{offset}"


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        ("<dc:creator>Maren Ilk and Petra Lund</dc:creator>", ("Maren Ilk", "Petra Lund")),
        ("<author>desk@harbourpost.example (Maren Ilk)</author>", ("Maren Ilk",)),
        ("<author>desk@harbourpost.example</author>", ()),
    ],
)
def test_authors_are_people_and_not_their_mail(item: str, authors: tuple[str, ...]) -> None:
    assert first(item).authors == authors


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Lochmere Herald: Local", "Lochmere Herald"),
        ("World news | The Harbour Post", "The Harbour Post"),
        ("Harbour Post &gt; Breaking News", "Harbour Post"),
        ("The Harbour Post - Tide tables", "The Harbour Post - Tide tables"),
        ("World News", "World News"),
    ],
)
def test_the_title_of_a_feed_names_the_paper_without_its_section(title: str, publisher: str) -> None:
    article = read("<title>Fog</title><description>Fog lay over the port.</description>", f"<title>{title}</title>")[0]
    assert isinstance(article, Article)
    assert article.publisher == publisher


@pytest.mark.parametrize(
    ("declared", "encoding", "headline"),
    [
        ("iso-8859-1", "cp1252", "Fog \u201cover\u201d Gr\u00f6\u00dfe"),
        ("koi8-r", "koi8-r", "\u0422\u0443\u043c\u0430\u043d"),
        ("punycode", "utf-8", "Fog in Gr\u00f6\u00dfe"),
        ("rot13", "utf-8", "Fog"),
    ],
)
def test_a_feed_is_read_in_its_encoding_where_that_is_one_of_the_web(
    declared: str, encoding: str, headline: str
) -> None:
    feed = (
        f"<?xml version='1.0' encoding='{declared}'?><rss version='2.0'><channel><title>The Harbour Post</title>"
        f"<item><title>{headline}</title><description>Fog.</description></item></channel></rss>"
    )
    found = next(iter(read_feed(io.BytesIO(feed.encode(encoding)), "x")))
    assert isinstance(found, Article)
    assert found.headline == headline


def test_a_long_description_is_the_article() -> None:
    paragraph = "The harbour master said that no boat would be let in before noon on Friday. " * 4
    article = first(f"<description><![CDATA[<p>{paragraph}</p><p>{paragraph}</p>]]></description>")
    assert [block.kind for block in article.blocks] == ["headline", "body", "body"]
    assert article.description is None


def test_pictures_are_pictures_only() -> None:
    article = first(
        "<media:content url='https://harbourpost.example/1.jpg' type='image/jpeg'/>"
        "<enclosure url='https://harbourpost.example/1.mp3' type='audio/mpeg' length='1'/>"
    )
    assert article.images == (Image("https://harbourpost.example/1.jpg"),)


def test_an_entry_without_words_is_told_and_the_rest_is_read() -> None:
    found = read("</item><item><title>Fog</title>")
    assert [str(found[0]), found[1].headline if isinstance(found[1], Article) else ""] == [
        "x, entry 1: it has neither title nor text",
        "Fog",
    ]


def test_a_feed_of_too_many_entries_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="x: more than 10,000 entries; split the feed"):
        read("<item>" * 10_001)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Salt &amp;amp; fish", "Salt & fish"),
        ("The port&amp;#8217;s &lt;i&gt;Heron&lt;/i&gt;, home", "The port\u2019s Heron, home"),
        ("Salt: 3 &lt; 5 and 6 &gt; 4", "Salt: 3 < 5 and 6 > 4"),
    ],
)
def test_a_title_is_read_as_the_html_that_it_is(title: str, headline: str) -> None:
    found = read(f"<title>{title}</title><description>Rain.</description>")[0]
    assert isinstance(found, Article)
    assert found.headline == headline
