"""Who wrote an article."""

from __future__ import annotations

import pytest

from kg.reading.bylines import byline_names, is_byline, is_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Maren Ilk", ("Maren Ilk",)),
        ("By Maren Ilk and Petra Lund", ("Maren Ilk", "Petra Lund")),
        ("By MAREN ILK, NILS ORRE and PETRA LUND", ("MAREN ILK", "NILS ORRE", "PETRA LUND")),
        ("Maren Ilk, Petra Lund and Nils Orre in Sollen", ("Maren Ilk", "Petra Lund", "Nils Orre")),
        ("By Maren Ilk, Foreign editor", ("Maren Ilk",)),
        ("Maren Ilk Chief political correspondent", ("Maren Ilk",)),
        ("Maren Ilk · The Harbour Post · Posted: 4 March 2031", ("Maren Ilk",)),
        ("Petra Lund @petralund", ("Petra Lund",)),
        ("By Petra Lund Follow", ("Petra Lund",)),
        ("Petra Lund and AP", ("Petra Lund", "AP")),
        ("By The Harbour Post", ("The Harbour Post",)),
        ("Von Greta Lind und Jan de Vries", ("Greta Lind", "Jan de Vries")),
        ("Par Ilse Varga et Dov Amsden", ("Ilse Varga", "Dov Amsden")),
        ("Sea, News | Written by Maren Ilk", ("Maren Ilk",)),
        ("By Seán O’Brien-Ilk & Łucja Ødegård", ("Seán O’Brien-Ilk", "Łucja Ødegård")),
        ("Staff reporters", ()),
        ("Updated May 5, 2031 — The bridge in Kesmark fell on Monday.", ()),
        ("Published in Kesmark on 5 May 2031", ()),
        ("Monday 5 May 2031 in Kesmark", ()),
    ],
)
def test_a_byline_names_its_authors(text: str, names: tuple[str, ...]) -> None:
    assert byline_names(text) == names


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("By Maren Ilk", True), ("Maren Ilk, Political editor", True), ("Maren Ilk 7 hours ago", True),
        ("By noon the fog had gone", False), ("From the sea", False), ("Maren Ilk", False),
    ],
)  # fmt: skip
def test_a_byline_is_told_from_a_sentence(text: str, signs: bool) -> None:
    assert is_byline(text) is signs


@pytest.mark.parametrize(("text", "names"), [("Maren Ilk", True), ("Maren Ilk and Petra Lund", True), ("Fog", False)])
def test_a_line_of_names_holds_nothing_else(text: str, names: bool) -> None:
    assert is_names(text) is names
