"""What goes with a sentence where it stands alone: whose word it is, and what doubts it."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import provisos, statement
from kg.descriptions.values import told_in_a_line
from kg.vocab import nf, rdf

ASSERTION = "https://kg.example/assertion/"


def test_a_line_says_whose_word_it_is_and_what_doubts_it(source: Source) -> None:
    told = statement(source, NamedNode(f"{ASSERTION}4kybcvywnyapkz5hih64"))
    assert told is not None
    assert told_in_a_line(told) == "Ana Okoye may visit Kesmark (on the word of Ana Okoye)"


def test_they_are_the_same_where_nothing_else_is_told(source: Source) -> None:
    nodes = list(source.subjects(rdf.type, nf.Assertion))
    told = {node: found.provisos for node in nodes if (found := statement(source, node))}
    assert {node: provisos(source, node) for node in nodes} == told
    words = Counter(each.partition(" of ")[0] for found in told.values() for each in found)
    assert words == {"on the word": 31, "contradicted": 9, "inferred, not stated": 8, "disputed": 2}
