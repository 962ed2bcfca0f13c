"""What follows from several articles: happenings that are one, copies, contradictions, disputes."""

from kg.occurrences.decisions import Separation, separation_quads, separations
from kg.occurrences.derivation import derive, derived_quads
from kg.occurrences.posts import is_single as is_single_post

__all__ = ["Separation", "derive", "derived_quads", "is_single_post", "separation_quads", "separations"]
