"""Datelines: where, when and by whom a report was filed."""

from __future__ import annotations

import pytest

from kg.datelines import Dateline, dateline_at


@pytest.mark.parametrize(
    ("line", "place", "day", "agency"),
    [
        ("KESMARK — ", "KESMARK", None, None),
        ("ST. ORLEN — ", "ST. ORLEN", None, None),
        ("PORT AMSEL (HP) — ", "PORT AMSEL", None, "HP"),
        ("KESMARK, Sollen (Sela News) -- ", "KESMARK, Sollen", None, "Sela News"),
        ("KESMARK, Sollen—", "KESMARK, Sollen", None, None),
        ("KESMARK/OSTRA, May 3 (Sela News) - ", "KESMARK/OSTRA", "May 3", "Sela News"),
        ("PORT AMSEL, S.V. (HP) – ", "PORT AMSEL, S.V.", None, "HP"),
        ("OSTRA (Sela News) May 4 — ", "OSTRA", "May 4", "Sela News"),
        ("KESMARK, Nov. 18, 2031 /SelaNewswire/ -- ", "KESMARK", "Nov. 18, 2031", "SelaNewswire"),
        ("PORT AMSEL, 12 March 2031 (HP) - ", "PORT AMSEL", "12 March 2031", "HP"),
        ("Kesmark, Sollen, 3 May 2031 – ", "Kesmark, Sollen", "3 May 2031", None),
        ("(Sela News) - ", None, None, "Sela News"),
        ("ÉVORA (HP) — ", "ÉVORA", None, "HP"),
        ("SÃO ORLEN — ", "SÃO ORLEN", None, None),
        ("KESMARK (12 March 2031) — ", "KESMARK", "12 March 2031", None),
        ("GPE, May 3 (HP) — ", "GPE", "May 3", "HP"),  # too short for a town, but for what follows
    ],
)
def test_a_dateline_says(line: str, place: str | None, day: str | None, agency: str | None) -> None:
    text = f"{line}The fog lifted."
    assert dateline_at(text) == Dateline(place, day, agency, len(line))
    assert dateline_at(f"Fog\n{text}", 4, 4 + len(text)) == Dateline(place, day, agency, 4 + len(line))
    assert dateline_at(f"{line}and the fog lifted.") is None  # the report itself begins with a capital


@pytest.mark.parametrize("begin", ["Élan", "“We", "'We", "[The", "$5", "12 people", "1,200 people"])
def test_a_report_begins_with(begin: str) -> None:
    assert dateline_at(f"KESMARK — {begin} went.") == Dateline("KESMARK", None, None, 10)


@pytest.mark.parametrize("word", ["BREAKING", "BREAKING NEWS", "EXCLUSIVE", "UPDATE", "FACT CHECK", "OPINION"])
def test_what_a_desk_writes_before_a_report_is_no_place(word: str) -> None:
    assert dateline_at(f"{word} — The fog lifted.") == Dateline(None, None, None, len(word) + 3)
    assert dateline_at(f"{word}: KESMARK") is None


@pytest.mark.parametrize(
    "text",
    [
        "UN-Brokered talks began.",
        "NATO — which met on Monday — said so.",
        "Kesmark — The fog lifted.",  # a place without more may be a heading or a name
        "U.S. President John Orr - The man",
        "Okoye, May 3 and Rehn - The two",
        "KESMARK: The fog lifted.",
        "NATO — The alliance met.",
        "EU — The bloc met.",
        "U.S. — The country met.",
        "THE PRIME MINISTER - Ana Okoye - resigned.",
        "DR OKOYE — The mayor of Kesmark.",
        "MRS. OKOYE - The mayor of Kesmark.",
        "PART II — The fog.",
        "KESMARK - 3",
        "KESMARK, May 3 – 12: The fair",
        "Monday, May 5 — The fog lifted.",
        "On Monday, May 5 — The fog lifted.",
        "Updated May 5, 2031 — The fog lifted.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_at(text) is None
