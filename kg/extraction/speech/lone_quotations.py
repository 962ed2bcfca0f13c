"""Who says a quotation that has a paragraph to itself: whoever the last sentence before lets speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.parsing.syntax import is_negated, is_passive
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import is_quoting, is_real, speakers
from kg.extraction.speech.quoted_speakers import Attribution, surely_before
from kg.extraction.speech.speaking_subjects import speaking_subject

if TYPE_CHECKING:
    from spacy.tokens import Token


def from_report_before(page: Page, references: References, index: int) -> Attribution | None:
    """'Okoye said it was late.' and, in a paragraph by itself, '“We go.”': whoever the last sentence lets speak."""
    before = index - 1
    if before < 0 or page.paragraphs[before].kind != "body" or not page.tokens[before]:
        return None
    sentence = page.tokens[before][-1].sent
    verb, offset = _telling(sentence.root), page.paragraphs[before].start
    start, end = offset + sentence.start_char, offset + sentence.end_char
    quoted = page.quotation_at(offset + verb.idx) or page.quotation_at(end - 2)
    if not is_quoting(verb) or not is_real(verb) or is_passive(verb) or is_negated(verb) or quoted:
        return None
    found = speakers(references, before, speaking_subject(verb))
    return Attribution(tuple(found), None, before, start, end, surely_before(references, found)) if found else None


def _telling(root: Token) -> Token:
    """The verb of saying of a sentence, also where it interrupts it: 'The ban, Okoye said, was late.'"""
    inserted = (c for c in root.children if c.dep_ == "parataxis" and is_quoting(c))
    return root if is_quoting(root) else next(inserted, root)
