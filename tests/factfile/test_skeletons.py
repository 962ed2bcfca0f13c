"""What a fact begins with that a person writes down, and what of it is for the person alone."""

from __future__ import annotations

import pytest

from kg.factfile.read import loads
from kg.factfile.skeletons import skeleton_of, without_hints
from kg.schema import load_schema
from tests.samples import ENTITIES, TEXT

SCHEMA = load_schema()
KNOWN = {key: ENTITIES[key] for key in ("okoye", "kesmark")}
VISIT = f"""\
  # {TEXT}
  - type: Visit
    # entities: okoye (Ana Okoye), kesmark (Kesmark). Anybody else goes under `entities:` first.
    visitor:  # an entity, or [one, another]
    destination:  # an entity, or [one, another]
    # date:  # 2031-03-05, 2031-03 or 2031
    status:  # cancelled, mooted, occurred, ongoing, planned, postponed, unknown
    certainty: certain  # certain, possible, probable
    polarity: positive  # negative, positive
    basis: stated  # inferred, stated
    source: article  # an entity, or [one, another]
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


def test_what_a_visit_must_have_and_may_have_and_what_may_stand_there() -> None:
    begun = skeleton_of(SCHEMA.types["Visit"], SCHEMA, KNOWN, TEXT)
    assert "".join(f"{line}\n" for line in begun.lines) == VISIT
    assert begun.lines[begun.first] == "    visitor:  # an entity, or [one, another]"


def test_what_was_for_the_person_alone_goes() -> None:
    begun = skeleton_of(SCHEMA.types["Visit"], SCHEMA, KNOWN, TEXT)
    edited = VISIT
    for before, after in (
        ("visitor:", "visitor: [okoye]"),
        ("destination:", "destination: kesmark"),
        ("# date:", "date: 2031-04"),
        ("status:", "status: mooted"),
        (": certain ", ": possible "),
        ("'Foreign Minister Ana Okoye may travel to Kesmark next month, her office said on Tuesday.'",) * 2,
    ):
        edited = edited.replace(before, after, 1)
    edited = edited.replace(f"'{TEXT}'", "Ana Okoye may travel to Kesmark")
    above = "kg: 1  # a first\nfacts:  # an entity\n"
    assert without_hints(above + edited, begun.hints) == above + FILLED
    crlf = edited.replace("\n", "\r\n")
    assert without_hints(crlf, begun.hints) == FILLED.replace("\n", "\r\n")


@pytest.mark.parametrize("name", SCHEMA.types)
def test_every_type_has_what_its_facts_must_have(name: str) -> None:
    of = SCHEMA.types[name]
    begun = skeleton_of(of, SCHEMA, KNOWN, TEXT, indent=0)
    (fact,) = loads("\n".join(begun.lines))
    required = {field.key for field in SCHEMA.fields_of(of) if SCHEMA.is_required(field, of)}
    assert fact.keys() == {"type", "evidence", *required}
    assert (fact["type"], fact["evidence"]) == (name, [{"quote": TEXT}])
    assert loads(without_hints("\n".join(begun.lines), begun.hints)) == [fact]
