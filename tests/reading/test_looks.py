"""What a line looks like on its own."""

from __future__ import annotations

import pytest

from kg.reading.lines import unit_of


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ("date", "Tuesday 4 March 2031 14:20 CET"),
        ("date", "Published March 4, 2031 at 3:05 p.m. ET"),
        ("ago", "2 hours ago"),
        ("ago", "Duration 1:30"),
        ("byline", "By Maren Ilk"),
        ("name", "Maren Ilk"),
        ("caption", "The quay at Halvik on Monday (Nils Orre/Harbour Post)"),
        ("caption", "The quay at Halvik on Monday. Photograph: Nils Orre/Harbour Post"),
        ("caption", "FILE - The quay at Halvik, with two ferries at their berths."),
        ("caption", "Passengers wait at the quay in Halvik, Monday, March 3, 2031."),
        ("credit", "Photograph: Nils Orre"),
        ("credit", "Getty Images"),
        ("note", "Additional reporting by Petra Lund"),
        ("note", "Orre reported from Halvik."),
        ("appeal", "Your support helps us to tell the story"),
        ("appeal", "Readers like you pay for our bureau in Sollen. Please give what you can."),
        ("furniture", "Sign up to The Tideline newsletter"),
        ("furniture", "Share this article"),
        ("furniture", "Advertisement"),
        ("furniture", "© 2031 The Harbour Post"),
        ("furniture", "***"),
        ("related", "Read more: how the strike began"),
        ("related", "Fog over Halvik – in pictures"),
        ("lead", "Related articles"),
        ("lead", "Most read"),
        ("lead", "More from Markets"),
        ("credit", "AFP/Getty Images"),
        ("credit", "Nils Orre | Moment | Getty Images"),
        ("caption", "The quay at Halvik (Nils Orre)"),
        ("stop", "Comments (12)"),
        ("summary", "Key points"),
        (None, "The ministers will sign on Thursday, she said."),
        (None, "“Your support matters to the crews,” the union’s leader told a crowd of islanders in Halvik."),
        (None, "The company has paid its readers of meters and its clerks since the spring of last year."),
        (None, "Islanders can sign up for the scheme from Monday, the council of Skerrow said in a letter."),
        (None, "The lifeboat crews asked the town to consider a donation to the fund for the lamps on the mole."),
        (None, "He told the inquiry that his ship had sent notifications to every boat in the strait that night."),
        (None, "The strike began on 4 March 2031."),
        (None, "The court of Valdoria upheld the ban on the fishing of terns on March 4, 2031."),
        (None, "By Friday the storm had passed Halvik."),
        (None, "From Monday, nobody will be let into the port."),
        (None, "Credit unions in Valdoria were closed on Monday."),
        (None, "The amendment was the work of Ivo Marten, of the opposition (Reform Alliance)."),
        (None, "Bloomberg to stand for mayor"),
        (None, "Witnesses reported from Halvik that two boats had sunk."),
        (None, "A toll for strangers"),
        (None, "In June 2031 the two countries agreed on a price for the cable, and in July they quarrelled again."),
    ],
)
def test_a_line_has_this_look(look: str | None, text: str) -> None:
    assert unit_of(text, 0, len(text)).look == look


def test_a_line_of_endless_length_is_prose_whatever_stands_in_it() -> None:
    text = "Subscribe to our newsletter. " * 40
    assert unit_of(text, 0, len(text)).look is None
