"""What follows from several articles: happenings that are one, copies, contradictions, disputes."""

from kg.occurrences.decisions import Separation, separation_quads, separations
from kg.occurrences.derivation import derive, derived_quads
from kg.occurrences.known import Known
from kg.occurrences.packing import packed, unpacked
from kg.occurrences.posts import is_single as is_single_post
from kg.occurrences.reports import report_of
from kg.occurrences.values import Report

__all__ = [
    "Known",
    "Report",
    "Separation",
    "derive",
    "derived_quads",
    "is_single_post",
    "packed",
    "report_of",
    "separation_quads",
    "separations",
    "unpacked",
]
