"""Facts from articles by rules over a parse: names, offices, speech, meetings and visits, each tied to its words."""

from kg.extraction.parsing.language import load_nlp
from kg.extraction.pipeline import extract, extract_many

__all__ = ["extract", "extract_many", "load_nlp"]
