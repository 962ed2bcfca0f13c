"""What follows from several articles: happenings that are one, copies, contradictions, and what a correction disputes."""

from kg.occurrences.derivation import derive, derived_quads
from kg.occurrences.decisions import Separation, separation_quads, separations

__all__ = ["Separation", "derive", "derived_quads", "separation_quads", "separations"]
