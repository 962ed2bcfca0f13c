"""What a plain text shows of its article."""

from __future__ import annotations

import pytest

from kg.head_lines import after_head
from kg.model import Article
from kg.reading.plain import read_plain

BODY = "Two freighters lay at anchor off the mole of Port Amsel.\n\nNo boat would be let in, said the harbour master."


def read(head: str, tail: str = "") -> Article:
    return read_plain(f"Fog closes the port\n\n{head}\n\n{BODY}\n\n{tail}\n")


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        ("4 March 2031 14:20 CET", "2031-03-04T14:20:00+01:00", None),
        ("Published 4 March 2031, updated 5 March 2031", "2031-03-04", "2031-03-05"),
        ("4 March 2031\nUpdated 5 March 2031", "2031-03-04", "2031-03-05"),
        ("Updated 5 March 2031", "2031-03-05", "2031-03-05"),
        ("By Maren Ilk", None, None),
    ],
)
def test_the_times_are_told_apart(head: str, published: str | None, modified: str | None) -> None:
    article = read(head)
    assert (article.published, article.modified) == (published, modified)


@pytest.mark.parametrize(
    ("tail", "publisher"),
    [
        ("© 2031 The Harbour Post. All rights reserved.", "The Harbour Post"),
        ("Copyright © 2031 The Meridian", "The Meridian"),
        ("Stay up to date with notifications from The Harbour Post", "The Harbour Post"),
        ("All rights reserved", None),
        ("Copyright All rights reserved", None),
    ],
)
def test_the_paper_is_known_by_its_notices(tail: str, publisher: str | None) -> None:
    assert read("By Maren Ilk", tail).publisher == publisher


@pytest.mark.parametrize(
    ("head", "publisher", "authors"),
    [
        ("By Maren Ilk\nThe Velden Ledger\nThursday 12 June 2036 09:15", "The Velden Ledger", ("Maren Ilk",)),
        ("By Maren Ilk, The Velden Ledger\n12 June 2036", "The Velden Ledger", ("Maren Ilk",)),
        ("Maren Ilk · Velden Evening News · Posted: 4 March 2031", "Velden Evening News", ("Maren Ilk",)),
        ("By Maren Ilk, Political Editor", None, ("Maren Ilk",)),
        ("The Harbour Post | 3 May 2031\nBy Maren Ilk", "The Harbour Post", ("Maren Ilk",)),
        ("Reuters, 3 May 2031\nBy Maren Ilk", "Reuters", ("Maren Ilk",)),
        ("By Velden News, 3 May 2031", "Velden News", ("Velden News",)),
        ("Port Amsel, 3 May 2031\nBy Maren Ilk", None, ("Maren Ilk",)),
    ],
)
def test_the_paper_may_stand_beside_the_author(head: str, publisher: str | None, authors: tuple[str, ...]) -> None:
    article = read(head)
    assert (article.publisher, article.authors) == (publisher, authors)


@pytest.mark.parametrize(("end", "publisher"), [("Velden News Agency", "Velden News Agency"), ("What it means", None)])
def test_the_paper_may_end_the_title(end: str, publisher: str | None) -> None:
    assert read_plain(f"Fog closes the port | {end}\n\n3 May 2031\n\n{BODY}\n").publisher == publisher


def test_authors_may_stand_in_the_line_of_the_date() -> None:
    assert read("Maren Ilk · The Harbour Post · Posted: 4 March 2031").authors == ("Maren Ilk",)


@pytest.mark.parametrize(
    ("head", "tail", "authors"),
    [
        (
            "By Maren Ilk; Petra Lund, 4 March 2031\n\nMain Content\n\nFog closes the port",
            "",
            ("Maren Ilk", "Petra Lund"),
        ),
        ("By Maren Ilk, 4 March 2031\n\nCourtesy Seamen’s Hall", "", ("Maren Ilk",)),
        ("By Maren Ilk, 4 March 2031", "Posted by: Nils Orre, 5 March 2031 | 15:22\n\nI saw no fog.", ("Maren Ilk",)),
        ("Reuters, 4 March 2031", "", ("Reuters",)),
    ],
)
def test_whom_the_lines_before_the_body_name_as_authors_counts(head: str, tail: str, authors: tuple[str, ...]) -> None:
    assert read(head, tail).authors == authors


def test_a_list_is_part_of_the_body_and_none_of_its_entries_the_headline() -> None:
    entries = [
        "- Fees rise by a third in the port of Amsel",
        "- No boat is let in before Friday noon",
        "- The lamp burns",
    ]
    told = "The harbour master read out to the owners of boats in the hall what he had resolved, as follows:"
    article = read_plain("\n\n".join(["Meanwhile in the port...", "By Maren Ilk, 4 March 2031", told, *entries, BODY]))
    kinds = [block.kind for block in article.blocks]
    assert (article.headline, kinds) == ("Meanwhile in the port...", ["headline", "dateline", *["body"] * 6])


def test_an_address_above_the_body_is_the_page_s() -> None:
    assert read("Source: https://harbourpost.example/fog").url == "https://harbourpost.example/fog"
    assert read("By Maren Ilk", "https://harbourpost.example/other").url is None


def test_an_address_is_no_headline() -> None:
    head = "https://harbourpost.example/board\n\nBoard chief quits\n\nBy Maren Ilk\n4 March 2031"
    article = read_plain(f"{head}\n\n{BODY}")
    assert (article.url, article.headline) == ("https://harbourpost.example/board", "Board chief quits")


def test_a_dateline_is_the_place_that_the_first_paragraph_begins_with() -> None:
    article = read_plain("Fog\n\nPORT AMSEL, Valdoria (HP) — Two freighters lay at anchor.\n\nThey waited for noon.")
    assert article.dateline == "PORT AMSEL, Valdoria"


@pytest.mark.parametrize(
    ("line", "head", "published", "publisher"),
    [
        ("KESMARK, Nov 18, 2031 (Sela Wire) -- ", "Fog closes the port", "2031-11-18", "Sela Wire"),
        (
            "KESMARK, Nov 18, 2031 (Sela Wire) -- ",
            "By Maren Ilk, The Harbour Post\n\n19 November 2031",
            "2031-11-19",
            "The Harbour Post",
        ),
        ("KESMARK, Nov 18 (HP) — ", "Fog closes the port", None, None),
        ("KESMARK (AP) — ", "Fog closes the port", None, "AP"),
    ],
)
def test_a_dateline_tells_the_day_and_the_agency_where_no_line_does(
    line: str, head: str, published: str | None, publisher: str | None
) -> None:
    article = read_plain(f"{head}\n\n{line}{BODY}")
    assert (article.dateline, article.published, article.publisher) == ("KESMARK", published, publisher)


def test_a_head_in_three_lines_of_like_length_is_no_paragraph() -> None:
    headline = "The two largest parties of Sollen talk once more"
    article = read_plain(f"{headline}\nBy Maren Ilk and Petra Lund, The Northern Wire\n4 March 2031\n\n{BODY}")
    told = article.headline, article.authors, article.publisher, article.published
    assert told == (headline, ("Maren Ilk", "Petra Lund"), "The Northern Wire", "2031-03-04")


def test_one_picture_is_shown_for_a_caption_that_is_printed_twice() -> None:
    caption = "The mole on Friday (Nils Orre/Harbour Post)"
    images = read(f"{caption}\n{caption} (The Harbour Post)").images
    assert [(image.caption, image.credit) for image in images] == [("The mole on Friday", "Nils Orre/Harbour Post")]


@pytest.mark.parametrize(
    ("tail", "correction"),
    [
        ("Correction, 5 March 2031: It was three boats.", "It was three boats."),
        ("This article was amended on 5 March 2031. It was three boats.",) * 2,
        ("The minister asked for a correction: it was made.", None),
    ],
)
def test_a_correction_is_found(tail: str, correction: str | None) -> None:
    assert read("By Maren Ilk", tail).correction == correction


HEAD = """Headline: Ferry fares to rise: minister
URL: https://harbourpost.example/ferry
Date: 2 May 2031 09:30
Updated: 3 May 2031

Publisher: The Ledger of Ostra
Author: Maren Ilk and Petra Lund
"""


def test_lines_at_the_top_that_name_what_they_hold_are_taken_at_their_word() -> None:
    text = f"{HEAD}\n{BODY}\n"
    article = read_plain(text)
    assert (article.headline, article.url) == ("Ferry fares to rise: minister", "https://harbourpost.example/ferry")
    assert (article.published, article.modified) == ("2031-05-02T09:30:00", "2031-05-03")
    assert (article.publisher, article.authors) == ("The Ledger of Ostra", ("Maren Ilk", "Petra Lund"))
    assert [(each.kind, text[each.start : each.end]) for each in article.blocks] == [
        ("headline", "Ferry fares to rise: minister"),
        ("furniture", "https://harbourpost.example/ferry"),
        ("dateline", "Date: 2 May 2031 09:30"),
        ("dateline", "Updated: 3 May 2031"),
        ("furniture", "The Ledger of Ostra"),
        ("byline", "Maren Ilk and Petra Lund"),
        ("body", BODY.splitlines()[0]),
        ("body", BODY.splitlines()[2]),
    ]
    assert article.text == text
    assert after_head(text) == f"{BODY}\n"


def test_one_such_line_alone_is_a_headline() -> None:
    assert read_plain(f"Summary: what the minister said\n\n{BODY}").headline == "Summary: what the minister said"
