"""Saved HTML pages in whatever shape and encoding."""

from __future__ import annotations

import pytest

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading.pages import read_fragment, read_page
from tests.reading.archive import page

PROSE = (
    "Two freighters lay at anchor off the mole of Port Amsel and sounded their horns.",
    "The harbour master said that no boat would be let in before noon on Friday.",
)


def told(article: Article) -> list[tuple[str, str]]:
    text = article.text or ""
    return [(block.kind, text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "iso-8859-15", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding: str) -> None:
    declared = encoding if encoding not in ("utf-8-sig", "utf-16") else "utf-8"
    markup = page("Nebel über Größe", "Das Schiff läuft nicht aus, sagte die Ministerin am Freitag.").decode()
    data = markup.replace("<title>", f"<meta charset={declared}><title>").encode(encoding)
    assert told(read_page(data, "x"))[0] == ("headline", "Nebel über Größe")


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    markup = (
        page("Fog \u201cover\u201d the port", *PROSE).decode().replace("<title>", "<meta charset=iso-8859-1><title>")
    )
    assert read_page(markup.encode("cp1252"), "x").headline == "Fog \u201cover\u201d the port"


def test_a_charset_that_lies_harms_nothing() -> None:
    data = b"<meta charset=iso-8859-1>" + page("Größe", *PROSE)
    assert read_page(data, "x").headline == "Größe"


def test_the_text_runs_from_the_headline_to_the_end_of_the_body() -> None:
    data = (
        "<body><nav><a href=/>Home</a></nav><h1>Fog closes the port</h1><p class=standfirst>No boat in before "
        "Friday.</p>"
        f"<p>{PROSE[0]}</p><h2>What next</h2><p>{PROSE[1]}</p><footer><p>{PROSE[0]}</p></footer>"
    )
    assert told(read_page(data.encode(), "x")) == [
        ("headline", "Fog closes the port"),
        ("standfirst", "No boat in before Friday."),
        ("body", PROSE[0]),
        ("subhead", "What next"),
        ("body", PROSE[1]),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("skip past newsletter promotion", "furniture"),
        ("Enter your email address", "furniture"),
        ("Powered by", "furniture"),
        ("Boats at the mole", "caption"),
        ("© Harbour Pictures", "caption"),
    ],
)
def test_a_line_of_a_figure_that_is_the_pages_own_business_is_no_caption(line: str, kind: str) -> None:
    data = f"<h1>Fog closes the port</h1><p>{PROSE[0]}</p><figure><p>{line}</p></figure><p>{PROSE[1]}</p>"
    assert (kind, line) in told(read_page(data.encode(), "x"))


def test_a_headline_that_only_the_metadata_give_is_put_first() -> None:
    data = f"<title>Fog closes the port</title><p>{PROSE[0]}</p><p>{PROSE[1]}</p>"
    assert [kind for kind, _ in told(read_page(data.encode(), "x"))] == ["headline", "body", "body"]


def test_a_class_of_a_wrapper_hides_no_article() -> None:
    data = f"<h1>Fog closes the port</h1><div class='content related ads'><p>{PROSE[0]}</p><p>{PROSE[1]}</p></div>"
    assert [kind for kind, _ in told(read_page(data.encode(), "x"))] == ["headline", "body", "body"]


def test_a_page_that_scripts_build_has_the_body_of_its_json_ld() -> None:
    body = "\\n\\n".join(PROSE * 4)
    data = f'<h1>Fog</h1><script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{body}"}}</script>'
    assert [text for kind, text in told(read_page(data.encode(), "x")) if kind == "body"] == list(PROSE * 4)


def test_the_same_page_gives_the_same_text() -> None:
    assert read_page(page("Fog", *PROSE), "x") == read_page(page("Fog", *PROSE), "y")


def test_a_correction_and_the_pictures_are_found() -> None:
    note = "Correction, 12 March 2031: An earlier version said that three boats had sunk."
    figure = "<figure><img src=x><figcaption>The mole on Friday (Nils Orre/Harbour Post)</figcaption></figure>"
    article = read_page(page("Fog closes the port", *PROSE, f"</p>{figure}<p>", note), "x")
    assert article.correction == "An earlier version said that three boats had sunk."
    assert [(image.caption, image.credit) for image in article.images] == [
        ("The mole on Friday", "Nils Orre/Harbour Post")
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<html><body><div></div></body></html>", "x: this page holds no article"),
        (b"", "x: this is not a page that can be read"),
        (b"<p>" + b" " * (17 << 20), "x: a page of more than 16 MiB is no article"),
        (b"<p>\x01\x02\x03\x04</p>", "x: holds control characters"),
    ],
)
def test_what_holds_no_article_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInputError, match=says):
        read_page(data, "x")


def test_a_fragment_stands_under_what_is_known_of_it() -> None:
    known = {"headline": "Fog", "description": PROSE[0]}
    article = read_fragment(f"<h1>Fog</h1><p>{PROSE[0]}</p><p>{PROSE[1]}</p>", known, "x")
    assert told(article) == [("headline", "Fog"), ("body", PROSE[0]), ("body", PROSE[1])]
    assert told(read_fragment("", known, "x")) == [("headline", "Fog"), ("standfirst", PROSE[0])]
    with pytest.raises(UnreadableInputError, match="x: it has neither title nor text"):
        read_fragment(" ", {}, "x")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_a_page_nested_a_thousand_deep_is_read_whole(tag: str) -> None:
    nested = f"<{tag}>" * 1_000 + f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>" + f"</{tag}>" * 1_000
    assert told(read_page(f"<h1>Fog closes the port</h1>{nested}".encode(), "x")) == [
        ("headline", "Fog closes the port"),
        ("body", PROSE[0]),
        ("body", PROSE[1]),
    ]


def test_what_no_reader_sees_does_not_part_a_word() -> None:
    markup = page(
        "Fog over the har\u00adbour", "The trea&shy;surer, Ana\u200b Okoye&#8203;, said that no boat left.", PROSE[1]
    )
    article = read_page(markup, "x")
    assert article.headline == "Fog over the harbour"
    assert told(article)[1] == ("body", "The treasurer, Ana Okoye, said that no boat left.")
