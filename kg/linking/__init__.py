"""Which entities are one: authority files, countries, and proposals that a person accepts."""

from kg.linking.authority import read_authority
from kg.linking.explanations import EXPLANATIONS
from kg.linking.linker import Linker
from kg.linking.records import Record, Register

__all__ = ["EXPLANATIONS", "Linker", "Record", "Register", "read_authority"]
