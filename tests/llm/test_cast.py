"""Entities are known by their names in the text, each once, under keys that code chooses."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kg.llm.alignment import ShownText
from kg.llm.cast import Cast, written
from kg.llm.forms import make_forms
from kg.model import Entity
from tests.llm.samples import schema

TEXT = "Mr. Orr and Ana\nOrr met the Article in O’Brien’s harbour. A ministry official smiled. Müller, 東京 and 7 left."
SHOWN = ShownText(TEXT, [(0, len(TEXT))])


def person(key: str, name: str, *also: str) -> dict[str, Any]:
    return {"key": key, "type": "Person", "name": name, "also": list(also)}


def taken(*given: dict[str, Any], shown: ShownText = SHOWN) -> tuple[dict[str, str], list[Entity], dict[str, int]]:
    """Our keys for the model's, the entities, and what was dropped."""
    dropped: Counter[str] = Counter()
    cast = Cast(make_forms(schema()).entity, dropped)
    keys = cast.take(list(given), shown, 100)
    return keys, list(cast.entities.values()), {reason: count for reason, count in dropped.items() if count}


def test_names_are_written_as_the_text_has_them_on_one_line() -> None:
    names = ["Ana Orr", "O'Brien", "a ministry official", "An Orr", "Anna Orr", " Müller "]
    assert [written(name, SHOWN) for name in names] == [
        "Ana Orr",
        "O’Brien",
        "a ministry official",
        None,
        None,
        "Müller",
    ]


def test_one_name_under_two_keys_is_one_entity() -> None:
    keys, entities, dropped = taken(person("a", "Ana Orr"), person("b", "Ana Orr", "Mr. Orr"))
    assert (keys, dropped) == ({"a": "ana-orr", "b": "ana-orr"}, {})
    assert entities == [Entity("ana-orr", "Person", "Ana Orr", ("Mr. Orr",))]


def test_one_name_of_two_types_is_two_entities() -> None:
    keys, entities, _ = taken(person("a", "Ana Orr"), person("b", "Ana Orr") | {"type": "Organization"})
    assert keys == {"a": "ana-orr", "b": "ana-orr-2"}
    assert [entity.type for entity in entities] == ["Person", "Organization"]


def test_another_name_that_two_bear_leads_to_neither() -> None:
    keys, _, _ = taken(person("a", "Ana Orr", "Mr. Orr"), person("b", "Müller", "Mr. Orr"), person("c", "Mr. Orr"))
    assert keys == {"a": "ana-orr", "b": "muller", "c": "mr-orr"}


def test_keys_are_never_the_reserved_one_nor_empty() -> None:
    keys, _, _ = taken(person("a", "Article"), person("b", "東京"), person("c", "7"))
    assert keys == {"a": "article-2", "b": "x", "c": "7"}


def test_a_name_that_was_not_shown_is_none() -> None:
    keys, entities, dropped = taken(person("a", "Müller"), shown=ShownText(TEXT, [(0, 20)]))
    assert (keys, entities, dropped) == ({}, [], {"entity:not-in-text": 1})


def test_only_what_facts_name_is_used() -> None:
    dropped: Counter[str] = Counter()
    cast = Cast(make_forms(schema()).entity, dropped)
    cast.take([person("a", "Ana Orr"), person("b", "Müller")], SHOWN, 100)
    assert cast.used(["muller", "article"]) == {"muller": Entity("muller", "Person", "Müller")}
    assert dropped["entity:unused"] == 1
