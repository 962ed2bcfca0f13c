"""What a check reads: a generation of a store, and what may be one in it, which is worked out once for all checks."""

from __future__ import annotations

from functools import cached_property

from kg.linking import Candidate, Proposal, propose
from kg.publishing.links import held_candidates
from kg.schema import Schema
from kg.store.interface import AnySnapshot


class Checked:
    """A generation that is being checked."""

    def __init__(self, snapshot: AnySnapshot, types: Schema) -> None:
        self.snapshot, self.types = snapshot, types

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Every entity, in the order of their IRIs."""
        return held_candidates(self.snapshot, self.types)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """Which of them may be one, and who are namesakes."""
        return propose(self.candidates, self.types, self.snapshot.iris)
