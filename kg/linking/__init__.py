"""Which entities are one: authority files, countries, and proposals that a person accepts."""

from kg.linking.authority import read_authority
from kg.linking.candidates import Candidate, candidate_of, preferred
from kg.linking.explanations import EXPLANATIONS
from kg.linking.linker import Linker
from kg.linking.proposals import OF_TYPES, Proposal, code_of, propose
from kg.linking.records import Record, Register, may_be_one

__all__ = [
    "EXPLANATIONS",
    "OF_TYPES",
    "Candidate",
    "Linker",
    "Proposal",
    "Record",
    "Register",
    "candidate_of",
    "code_of",
    "may_be_one",
    "preferred",
    "propose",
    "read_authority",
]
