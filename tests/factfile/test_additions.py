"""What a person wrote into a fact file is made whole: names become keys, and words of a sentence get offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.factfile import write_facts
from kg.factfile.additions import Place, changed_lines, with_named
from kg.factfile.edits import margin_of, with_entities, with_fact
from kg.factfile.read import loads
from kg.factfile.skeletons import skeleton_of, without_hints, without_unused
from kg.model import ArticleFacts
from kg.schema import load_schema
from tests.factfile.test_write import article_facts

SCHEMA = load_schema()
TEXT = "Ada Brook spoke. Ada Brook left. Ada, said Ada, and Ada Brook left."
KIND = "# What kind of event it is, in one or two words"
PLACE = "# Where it happened: an entity, or [one, another] (or empty)"
SECOND = Place(TEXT, 17, 32)
FILE = """\
kg: 1
entities:
  okoye: {type: Person, name: Ana Okoye, also: [Ms Okoye]}
  # the towns

# all facts
facts:
  - type: Event
    kind: storm
    participants:
      - {entity: Ada Brook (Person), role: guest}  # one
      - entity: "Ms Okoye"
    place: [Low Ferry (City), 'Low Ferry (City)']
    source: article
    evidence:
      - {quote: Ada Brook left}
      - quote: Ada Brook
        of: participants
      - {quote: Ada}
      - {quote: spoke}
      - {quote: Ada Brook, start: 0, end: 9}
"""
WHOLE = """\
kg: 1
entities:
  okoye: {type: Person, name: Ana Okoye, also: [Ms Okoye]}
  ada-brook: {type: Person, name: Ada Brook}
  low-ferry: {type: City, name: Low Ferry}
  # the towns

# all facts
facts:
  - type: Event
    kind: storm
    participants:
      - {entity: ada-brook, role: guest}  # one
      - entity: okoye
    place: [low-ferry, low-ferry]
    source: article
    evidence:
      - {start: 17, end: 31, quote: Ada Brook left}
      - start: 17
        end: 26
        quote: Ada Brook
        of: participants
      - {start: 17, end: 20, quote: Ada}
      - {quote: spoke}
      - {quote: Ada Brook, start: 0, end: 9}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_names_become_keys_and_words_of_the_sentence_get_offsets(end: str) -> None:
    text, whole = (each.replace("\n", end) for each in (FILE, WHOLE))
    assert with_named(text, range(99), SCHEMA, SECOND) == whole
    assert with_named(whole, range(99), SCHEMA, SECOND) == whole
    assert with_named(text, range(7), SCHEMA, SECOND) == text


def test_a_fact_that_begins_as_the_next_one_does() -> None:
    visit = "  # A\n  - type: Visit\n    visitor: {}\n"
    before = "kg: 1\nentities: {a: {type: Person, name: A}}\nfacts:\n" + visit.format("a")
    written = before.replace(visit.format("a"), visit.format("Bo (Person)") + visit.format("a"))
    lines = changed_lines(before, written)
    assert lines == range(5, 8)
    after = written.replace("Bo (Person)", "bo").replace("{a:", "{bo: {type: Person, name: Bo}, a:")
    assert with_named(written, lines, SCHEMA, SECOND) == after


def test_words_that_stand_in_the_sentence_twice_are_left_to_the_person() -> None:
    third = Place(TEXT, 33, len(TEXT))
    written = "kg: 1\nfacts:\n  - type: Visit\n    evidence: [{quote: Ada}, {quote: Ada Brook}]\n"
    offsets = written.replace("{quote: Ada B", "{start: 52, end: 61, quote: Ada B")
    assert with_named(written, range(9), SCHEMA, third) == offsets


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("Ada Brook", "Ada Brook"),  # nobody knows what that is
        ("Ada Brook (Pilot)", "Ada Brook (Pilot)"),
        ("Ann Ray", "Ann Ray"),  # two are called so
        ("Ann Ray (Place)", "b"),
        ("Ann Ray (City)", "ann-ray"),
        ("Article (Place)", "article-2"),
        ("a", "a"),
        ("article", "article"),
        ("\u6771 (City)", "x"),
    ],
)
def test_whom_a_value_names(given: str, key: str) -> None:
    entities = "entities: {a: {type: Person, name: Ann Ray}, b: {type: Place, name: Ann Ray}}\n"
    text = f"kg: 1\n{entities}facts:\n  - type: Visit\n    visitor: {given}\n"
    after = loads(with_named(text, range(9), SCHEMA, SECOND))
    assert after["facts"] == [{"type": "Visit", "visitor": key}]
    new = {key} - {given, "a", "b"}
    assert after["entities"].keys() == {"a", "b"} | new


@pytest.mark.parametrize(
    "written",
    [
        "facts: [",
        "facts:\n- type: Event\n  participants: x\nentities: [a]\n",
        "facts:\n- type: 7\n  a: b (Person)\n",
        "x",
    ],
)
def test_what_cannot_be_read_stays(written: str) -> None:
    assert with_named(written, range(9), SCHEMA, SECOND) == written


NEW = {"ada": {"type": "Person", "name": "Ada: #1"}}
LINE = "ada: {type: Person, name: 'Ada: #1'}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("entities: {}  # none\nfacts: []\n", f"entities:  # none\n  {LINE}\nfacts: []\n"),
        ("entities:\nfacts: []\n", f"entities:\n  {LINE}\nfacts: []\n"),
        ("entities: ~\nfacts: []\n", f"entities:\n  {LINE}\nfacts: []\n"),
        ("kg: 1\nfacts: []\n", f"kg: 1\nentities:\n  {LINE}\nfacts: []\n"),
        ("entities: {a: {name: A}}  # a\nfacts: []\n", f"entities: {{{LINE}, a: {{name: A}}}}  # a\nfacts: []\n"),
        ("entities: {\n  a: {name: A},\n}\nfacts: []\n", f"entities: {{{LINE}, \n  a: {{name: A}},\n}}\nfacts: []\n"),
        ("facts: []\nentities:\n a:\n  name: A\n # end", f"facts: []\nentities:\n a:\n  name: A\n {LINE}\n # end\n"),
        ("facts: []\r\nentities:\r\n  a: {name: A}", f"facts: []\r\nentities:\r\n  a: {{name: A}}\r\n  {LINE}\r\n"),
    ],
)
def test_entities_go_in_wherever_entities_stand(before: str, after: str) -> None:
    assert with_entities(before, NEW) == after


def test_the_lines_that_were_changed() -> None:
    assert changed_lines("a\nb\nc\n", "a\nx\ny\nc\n") == range(1, 3)
    assert changed_lines("a\r\nb\r\n", "a\nb\nb\n") == range(2, 3)
    assert changed_lines("a\n", "a\n") == range(1, 1)


@given(article_facts(), st.data())
def test_a_beginning_that_is_filled_in_changes_nothing_else(facts: ArticleFacts, data: st.DataObject) -> None:
    before = write_facts(facts, comments=dict.fromkeys(range(len(facts.facts)), "its: # sentence"))
    index = data.draw(st.integers(0, len(facts.facts)))
    sentence = data.draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    begun = skeleton_of(SCHEMA.types["Event"], SCHEMA, facts.entities, sentence, margin_of(before))
    text, _ = with_fact(before, index, begun.lines)
    text = text.replace(f"kind:  {KIND}", f"kind: storm  {KIND}").replace(
        f"place:  {PLACE}", f"place: Q (City)  {PLACE}"
    )
    used = without_unused(text, changed_lines(before, text), begun.hints)
    named = with_named(used, changed_lines(before, used), SCHEMA, SECOND)
    after = loads(without_hints(named, changed_lines(before, named), begun.hints))
    document = loads(before)
    (key,) = after["entities"].keys() - document["entities"].keys()
    added = after["facts"].pop(index)
    assert (added["kind"], added["place"], added["evidence"][0]["quote"]) == ("storm", key, sentence)
    assert after["entities"].pop(key) == {"type": "City", "name": "Q"}
    assert after == document
    kept = without_hints(named, changed_lines(before, named), begun.hints).splitlines()
    assert [line for line in before.splitlines() if line not in kept] in ([], ["facts: []"], ["entities: {}"],
                                                                          ["entities: {}", "facts: []"])  # fmt: skip
    assert not [line for line in kept if any(hint.comment in line for hint in begun.hints)]
