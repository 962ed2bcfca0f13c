"""What a fact begins with that a person writes down, and what of it is for the person alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from kg.factfile.read import loads
from kg.factfile.skeletons import Hint, skeleton_of, without_hints, without_unused
from kg.schema import load_schema
from tests.samples import ENTITIES, TEXT

SCHEMA = load_schema()
KNOWN = {key: ENTITIES[key] for key in ("okoye", "kesmark")}
VISIT = f"""\
  # {TEXT}
  - type: Visit
    # Entities: okoye (Ana Okoye), kesmark
    # Somebody new goes in with a type, as Ada Brook (Person). Types: Agent, City, Country,
    #   GovernmentOrganization, NewsMediaOrganization, Organization, Person, Place, PoliticalParty, UnnamedSource
    visitor:  # Who goes: an entity, or [one, another]
    destination:  # Where the visit goes: an entity, or [one, another]
    date:  # When, as precisely as the article says: 2031-03-05, 2031-03 or 2031 (or empty)
    status:  # How far along it is: cancelled, mooted, occurred, ongoing, planned, postponed, unknown
    certainty: certain  # How sure the source is: certain, possible, probable
    polarity: positive  # Whether the source affirms or denies: negative, positive
    basis: stated  # Whether the words say it or a reader must infer it: inferred, stated
    source: article  # Whose word it is: article, an entity, or [one, another]
    evidence:
      - {{quote: 'Foreign Minister Ana Okoye may travel to Kesmark next month, her office said on Tuesday.'}}  \
# cut it down to the words that show the fact
"""
FILLED = f"""\
  # {TEXT}
  - type: Visit
    visitor: [okoye]
    destination: kesmark
    date: 2031-04
    status: mooted
    certainty: possible
    polarity: positive
    basis: stated
    source: article
    evidence:
      - {{quote: Ana Okoye may travel to Kesmark}}
"""


def finished(text: str, hints: Iterable[Hint], before: str = "") -> str:
    """A text without what is empty and without hints, below what stood there before."""
    lines = range(before.count("\n"), text.count("\n"))
    return without_hints(without_unused(text, lines, hints), lines, hints)


def edited(*changes: tuple[str, str]) -> str:
    """The visit, filled in, with these changes."""
    text = VISIT
    for before, after in (
        ("visitor:", "visitor: [okoye]"),
        ("destination:", "destination: kesmark"),
        ("status:", "status: mooted"),
        (": certain ", ": possible "),
        (f"'{TEXT}'", "Ana Okoye may travel to Kesmark"),
        *changes,
    ):
        text = text.replace(before, after, 1)
    return text


def test_what_a_visit_must_have_and_may_have_and_what_may_stand_there() -> None:
    begun = skeleton_of(SCHEMA.types["Visit"], SCHEMA, KNOWN, TEXT)
    assert "".join(f"{line}\n" for line in begun.lines) == VISIT
    assert begun.lines[begun.first] == "    visitor:  # Who goes: an entity, or [one, another]"


HINTS = skeleton_of(SCHEMA.types["Visit"], SCHEMA, KNOWN, TEXT).hints


@pytest.mark.parametrize("date", [" date: 2031-04", " # date: 2031-04", " #date:   2031-04"])
def test_what_was_for_the_person_alone_goes(date: str) -> None:
    above = f"kg: 1  # a first\nfacts:  # an entity\n    visitor: x  {HINTS[3].comment}\n"
    text = above + edited((" date:", date))
    assert finished(text, HINTS, above) == above + FILLED
    assert finished(text.replace("\n", "\r\n"), HINTS, above) == (above + FILLED).replace("\n", "\r\n")


def test_what_is_left_empty_goes() -> None:
    assert finished(edited(), HINTS) == FILLED.replace("    date: 2031-04\n", "")
    below = edited(("{quote: Ana", "quote: Ana"), ("Kesmark}  #", "Kesmark # of 3\n        start: 4 #"))
    assert finished(below, HINTS).splitlines()[-2:] == [
        "      - quote: Ana Okoye may travel to Kesmark # of 3",
        "        start: 4",
    ]


def test_a_hint_that_was_changed_goes_and_what_a_person_wrote_behind_it_stays() -> None:
    text = edited((": cancelled, mooted", ": cancelled, planned"), ("to Kesmark}", "to Kesmark}  # sic"))
    assert finished(text, HINTS).splitlines()[-1] == "      - {quote: Ana Okoye may travel to Kesmark}  # sic"
    assert finished(text, HINTS).splitlines()[4] == "    status: mooted"
    behind = edited(("or [one, another]", "or [one, another]  # who else?"), ("(or empty)", "(or empty) # when?"))
    assert finished(behind, HINTS).splitlines()[2:5] == [
        "    visitor: [okoye]  # who else?",
        "    destination: kesmark",
        " # when?",
    ]


def test_a_list_on_lines_of_its_own_is_not_empty() -> None:
    begun = skeleton_of(SCHEMA.types["Event"], SCHEMA, KNOWN, TEXT)
    text = "".join(f"{line}\n" for line in begun.lines)
    listed = "      - {entity: okoye, role: guest}  # two?\n"
    hint = next(hint.comment for hint in begun.hints if hint.optional == "participants")
    for margin in ("", "  "):
        written = text.replace(f"{hint}\n", f"{hint}\n{listed[2 - len(margin) :]}")
        assert f"    participants:\n{listed[2 - len(margin) :]}    kind" not in finished(written, begun.hints)
        assert f"    participants:\n{listed[2 - len(margin) :]}" in finished(written, begun.hints)


def test_entities_with_line_breaks_in_their_names_stay_in_their_comment() -> None:
    odd = {"a": replace(ENTITIES["okoye"], key="a", name="Ana\u2028- type: Visit")}
    begun = skeleton_of(SCHEMA.types["Visit"], SCHEMA, odd, "One\u2028two \x07three.")
    assert begun.lines[:3] == ("  # One two three.", "  - type: Visit", "    # Entities: a (Ana - type: Visit)")
    assert loads("\n".join(begun.lines))[0]["evidence"] == [{"quote": "One\u2028two \x07three."}]


@pytest.mark.parametrize("name", SCHEMA.types)
def test_every_type_has_what_its_facts_must_have(name: str) -> None:
    of = SCHEMA.types[name]
    begun = skeleton_of(of, SCHEMA, KNOWN, TEXT, indent=0)
    (fact,) = loads(finished("\n".join(begun.lines), begun.hints))
    required = {field.key for field in SCHEMA.fields_of(of) if SCHEMA.is_required(field, of)}
    assert fact.keys() == {"type", "evidence", *required}
    assert (fact["type"], fact["evidence"]) == (name, [{"quote": TEXT}])
