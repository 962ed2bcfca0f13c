"""The second reading gives what the fast one gives, and finds what would hurt it."""

from __future__ import annotations

import json
from math import isnan
from typing import Any

import pytest
import ryaml
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.factfile.json_tree import json_tree
from kg.factfile.tree import looks_dangerous
from kg.factfile.yaml_tree import yaml_tree

NUMBER_LIKE = st.text(alphabet="0123456789+-.eExobXOB_:~", min_size=1, max_size=7)
SPECIAL = """
    yes no on off y n true True TRUE false null Null ~ .inf -.inf .nan 2019-01-04 15:38 017 0o17 0x1F 1e3 1_000 = <<
"""
WORDS = st.sampled_from(SPECIAL.split())
SCALAR = WORDS | NUMBER_LIKE | st.text(max_size=12)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | SCALAR,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=6), inner, max_size=4),
    max_leaves=12,
)


def _fast(text: str) -> Any:
    return ryaml.loads(text)  # type: ignore[attr-defined]


@given(SCALAR)
def test_a_plain_scalar_means_the_same_to_both_readers(scalar: str) -> None:
    text = f"a: {scalar}\n"
    try:
        fast = _fast(text)
    except ValueError:
        return
    root, flaws = yaml_tree(text)
    if looks_dangerous(text) and flaws:
        return
    assert root is not None
    assert flaws == []
    if isinstance(fast, dict) and isinstance(fast.get("a"), float) and isnan(fast["a"]):
        assert isnan(root.data["a"])
        return
    assert root.data == fast
    assert repr(root.data) == repr(fast)


@given(DATA, st.booleans())
def test_a_document_means_the_same_to_both_readers(data: Any, flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=30)
    try:
        fast = _fast(text)
    except ValueError:
        return
    root, flaws = yaml_tree(text)
    if looks_dangerous(text) and flaws:
        return
    assert root is not None
    assert repr(root.data) == repr(fast)


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t~", max_size=40))
def test_whatever_the_second_reading_takes_so_does_the_fast_one(text: str) -> None:
    root, flaws = yaml_tree(text)
    if root is None or flaws or looks_dangerous(text):
        return
    assert repr(_fast(text)) == repr(root.data)


@given(st.text(alphabet="ab:-[]{}&*!'\", \n", max_size=30))
def test_every_tag_anchor_and_alias_looks_dangerous(text: str) -> None:
    try:
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return
    if any(getattr(each, "tag", None) is not None or getattr(each, "anchor", None) for each in events):
        assert looks_dangerous(text)


@given(DATA.filter(lambda data: "Infinity" not in json.dumps(data)), st.sampled_from([None, 1]), st.booleans())
def test_json_means_the_same_to_both_readers(data: Any, indent: int | None, ascii_only: bool) -> None:
    root, flaws = json_tree(json.dumps(data, indent=indent, ensure_ascii=ascii_only))
    assert flaws == []
    assert root is not None
    assert repr(root.data) == repr(data)


@given(st.text(alphabet='{}[]":,\\ \n019-.etrufalsn', max_size=30))
def test_json_is_refused_by_both_readers_or_by_neither(text: str) -> None:
    root, flaws = json_tree(text)
    try:
        data = json.loads(text)
    except ValueError:
        assert flaws
        return
    if root is not None and not flaws:
        assert repr(root.data) == repr(data)
    else:
        assert {each.code for each in flaws} <= {"duplicate-key", "json-syntax"}


def test_every_value_and_key_has_its_place() -> None:
    root, _ = yaml_tree("a:\n  - {b: 1}\n  - é: [x, y]\n")
    assert root is not None
    places = [root.at(path) for path in [("a",), ("a", 0, "b"), ("a", 1, "é", 1), ("a", 1, "é", 7)]]
    assert [(each.line, each.column) for each in places] == [(2, 3), (2, 9), (3, 12), (3, 8)]
    key = root.at(("a", 1, "é"), key=True)
    assert (key.line, key.column) == (3, 5)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 20_000, "- " * 20_000 + "a", "&a " + "[*a, " * 5000])
def test_nesting_is_stopped_before_it_hurts(text: str) -> None:
    root, flaws = yaml_tree(text)
    assert root is None
    assert {each.code for each in flaws} <= {"too-deep", "bad-alias"}
