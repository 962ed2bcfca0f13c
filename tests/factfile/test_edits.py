"""A fact file is edited a fact at a time, and every other line stays as a person wrote it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError
from kg.factfile import write_facts
from kg.factfile.edits import accepted, margin_of, with_fact, without_fact
from kg.factfile.read import loads
from kg.model import ArticleFacts, Fact
from tests.factfile.test_write import article_facts

FILE = """\
# by hand
kg: 1
article: {url: 'https://harbour.example/1'}   # the evening edition
facts:
  # Okoye may visit Kesmark.
  # (twice?)
  - type: Visit
    visitor: okoye   # her
    evidence:
      - {quote: may visit}
    draft: true
    doubt: "she may not: 'may'"

  # She left.
  - draft: true
    type: Departure
    text: |
      # no comment,
      but words
    evidence: [{quote: left}]
# the end

entities:
  okoye: {type: Person, name: Ana Okoye}
"""
VISIT = """\
  # Okoye may visit Kesmark.
  # (twice?)
  - type: Visit
    visitor: okoye   # her
    evidence:
      - {quote: may visit}
    draft: true
    doubt: "she may not: 'may'"
"""
DRAFT = """\
    draft: true
    doubt: "she may not: 'may'"
"""
LEFT = """\
  # She left.
  - draft: true
    type: Departure
    text: |
      # no comment,
      but words
    evidence: [{quote: left}]
"""
OKOYE = "entities:\n  okoye: {type: Person, name: Ana Okoye}\n"
SIGNED = {"reviewed_by": "R. Sand", "reviewed_on": "2031-03-05"}


def test_a_fact_goes_with_the_comments_above_it() -> None:
    assert without_fact(FILE, 0) == FILE.replace(VISIT, "").replace(OKOYE, "entities: {}\n")
    assert without_fact(FILE, 1) == FILE.replace(LEFT, "")


def test_the_last_fact_leaves_an_empty_list() -> None:
    alone = FILE.replace(LEFT, "")
    rest = alone.replace("facts:\n" + VISIT, "facts: []\n")
    assert without_fact(alone, 0) == rest.replace(OKOYE, "entities: {}\n")


def test_whom_nothing_else_names_goes_too() -> None:
    named = """\
kg: 1
entities:
  okoye: {type: Person, name: Ana Okoye}
  aide: {type: UnnamedSource, name: an aide, possibly_same_as: [okoye]}
  kesmark:
    type: Country
    name: Kesmark
  rehn: {type: Person, name: Tomas Rehn,
    also: [Rehn]}   # him
  rain: {type: Place, name: Rain}
facts:
  - type: Visit
    visitor: okoye
    destination: kesmark
    participants:
      - {entity: rehn}
  - type: SpeechAct
    speaker: aide
"""
    rehn = "  rehn: {type: Person, name: Tomas Rehn,\n    also: [Rehn]}   # him\n"
    assert without_fact(named, 0) == named[: named.index("  - type: Visit")].replace(rehn, "") + (
        "  - type: SpeechAct\n    speaker: aide\n"
    )


def test_a_comment_that_does_not_stand_right_above_a_fact_stays() -> None:
    between = "# ---- the evening edition ----\n\n    # of the Post\n\n"
    parted = FILE.replace("  # She left.\n", f"{between}  # She left.\n")
    assert without_fact(parted, 0) == parted.replace(VISIT, "").replace(OKOYE, "entities: {}\n")
    assert without_fact(parted, 1) == parted.replace(LEFT, "")


def test_the_end_of_a_text_in_lines_is_no_comment() -> None:
    last = FILE.replace("    evidence: [{quote: left}]\n# the end\n", "").replace("but words\n", "# and no end\n")
    gone = last[: last.index("  # She left")] + last[last.index("\nentities") :]
    assert without_fact(last, 1) == gone


def test_a_fact_is_no_draft_any_more() -> None:
    assert accepted(FILE, 0) == FILE.replace(DRAFT, "")
    assert accepted(FILE, 1) == FILE.replace("- draft: true", "- draft: false")


def test_a_fact_is_signed_above_its_evidence() -> None:
    name = "    reviewed_by: R. Sand\n    reviewed_on: 2031-03-05\n"
    taken = FILE.replace(DRAFT, "").replace("    evidence:\n", f"{name}    evidence:\n")
    assert accepted(FILE, 0, SIGNED) == taken
    other = {"reviewed_by": "A. Other", "reviewed_on": "2031-04-01"}
    assert accepted(taken, 0, other) == taken.replace("R. Sand", "A. Other").replace("2031-03-05", "2031-04-01")


def test_lines_keep_their_endings() -> None:
    windows = FILE.replace("\n", "\r\n")
    assert accepted(windows, 0, SIGNED) == accepted(FILE, 0, SIGNED).replace("\n", "\r\n")
    assert without_fact(windows, 1) == without_fact(FILE, 1).replace("\n", "\r\n")


def test_a_file_without_a_line_at_its_end() -> None:
    short = "kg: 1\nfacts:\n  - type: A\n    evidence: [{quote: a}]\n  - type: B\n    evidence: [{quote: b}]"
    assert without_fact(short, 1) == "kg: 1\nfacts:\n  - type: A\n    evidence: [{quote: a}]\n"
    assert without_fact(short, 0) == "kg: 1\nfacts:\n  - type: B\n    evidence: [{quote: b}]"


NEW = ("  # She came back.", "  - type: Return", "    visitor:")
NEW_LINES = "".join(f"{line}\n" for line in NEW)


@pytest.mark.parametrize(
    ("index", "expected", "line"),
    [
        (0, FILE.replace(VISIT, NEW_LINES + VISIT), 5),
        (1, FILE.replace(LEFT, NEW_LINES + LEFT), 14),
        (2, FILE.replace(LEFT, LEFT + NEW_LINES), 21),
    ],
)
def test_a_fact_is_put_before_the_comments_of_the_next(index: int, expected: str, line: int) -> None:
    assert with_fact(FILE, index, NEW) == (expected, line)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "entities: {}"])
def test_the_first_fact_of_a_file(end: str, last: str) -> None:
    text, after = f"kg: 1{end}facts: []{end}{last}", f"kg: 1{end}facts:{end}{NEW_LINES.replace(chr(10), end)}"
    assert with_fact(text, 0, NEW) == (f"{after}{last}{end if last else ''}", 3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("facts: []  # none yet\n", "facts:  # none yet\n"),
        ("facts: [ ]\n", "facts:\n"),
        ("facts:  # none yet\n", "facts:  # none yet\n"),
        ("facts: ~\n", "facts:\n"),
        ("'facts': null\n", "'facts':\n"),
        ("kg: 1", "kg: 1\nfacts:\n"),
    ],
)
def test_the_first_fact_wherever_there_is_none(before: str, after: str) -> None:
    assert with_fact(before, 0, NEW) == (f"{after}{NEW_LINES}", after.count("\n") + 1)
    assert margin_of(before) == 2


def test_a_last_line_without_an_end() -> None:
    assert with_fact("facts:\n  - type: A", 1, NEW) == (f"facts:\n  - type: A\n{NEW_LINES}", 3)


def test_facts_at_the_margin_get_one_that_is_there_too() -> None:
    assert [margin_of(each) for each in ("facts:\n- type: A\n", FILE, "facts: []\n")] == [0, 2, 2]
    with pytest.raises(KgError, match=r"^its facts do not stand on lines of their own: edit it by hand$"):
        with_fact("facts:\n- type: A\n", 1, NEW)


@pytest.mark.parametrize(
    "written",
    [
        "kg: 1\nfacts: [{type: A, draft: true}]\n",
        "kg: 1\nfacts:\n  - {type: A, draft: true}\n",
        "kg: 1\nfacts:\n  - type: A\n    draft:\n      true\n",
        "kg: 1\n",
    ],
)
@pytest.mark.parametrize("edit", [accepted, without_fact])
def test_what_does_not_stand_on_lines_of_its_own_is_left_to_people(
    edit: Callable[[str, int], str], written: str
) -> None:
    if edit is without_fact and "\n      true" in written:
        assert edit(written, 0) == "kg: 1\nfacts: []\n"
        return
    with pytest.raises(KgError, match=r"^its facts do not stand on lines of their own: edit it by hand$"):
        edit(written, 0)


def _names(fact: Fact, key: str) -> bool:
    return f"'{key}'" in repr(
        (fact.type, dict(fact.fields), [(each.quote, each.of) for each in fact.evidence], fact.by)
    )


@given(article_facts(), st.data())
def test_an_edit_changes_nothing_else(facts: ArticleFacts, data: st.DataObject) -> None:
    written = write_facts(facts, comments=dict.fromkeys(range(len(facts.facts)), "# its: sentence"))
    if not facts.facts:
        return
    index = data.draw(st.integers(0, len(facts.facts) - 1))
    rest = [*facts.facts[:index], *facts.facts[index + 1 :]]
    expected = loads(write_facts(dataclasses.replace(facts, facts=tuple(rest))))
    if _names(facts.facts[index], "a") and not any(_names(each, "a") for each in rest):
        del expected["entities"]["a"]  # nobody else names it; "b" is what "a" may be
    assert loads(without_fact(written, index)) == expected
    fact = facts.facts[index]
    kept = dataclasses.replace(fact, draft=False, fields={**fact.fields, **{k: (v,) for k, v in SIGNED.items()}})
    taken = (*facts.facts[:index], kept, *facts.facts[index + 1 :])
    assert loads(accepted(written, index, SIGNED)) == loads(write_facts(dataclasses.replace(facts, facts=taken)))
