"""Fact files: one article's facts in YAML or JSON, read with every problem in a newsroom's words, and written."""

from kg.errors import FactFileError
from kg.factfile.explanations import EXPLANATIONS
from kg.factfile.locate import locate
from kg.factfile.read import iterate_facts, iterate_facts_with_problems, read_facts, read_facts_with_problems
from kg.factfile.write import digest_of_facts, write_facts

__all__ = [
    "EXPLANATIONS",
    "FactFileError",
    "digest_of_facts",
    "iterate_facts",
    "iterate_facts_with_problems",
    "locate",
    "read_facts",
    "read_facts_with_problems",
    "write_facts",
]
