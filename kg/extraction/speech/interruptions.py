"""What is said where who says it stands in the middle: 'The bridge, officials said, was closed.'"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES
from kg.extraction.parsing.syntax import is_finite
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    Parts = tuple[Span, Span | None]

_CONCEDING = frozenset("while although though if unless because since".split())
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def interrupted(verb: Token) -> Parts | None:
    """The sentence that a reporting clause interrupts, and the clause with its commas; None where it does not."""
    ruling = verb.head
    while ruling.dep_ in (*_SUBJECTS, "aux", "auxpass"):
        ruling = ruling.head  # the parser may tie the clause to any word of the sentence's verb, or to its subject
    if verb.dep_ != "parataxis" or ruling.i < verb.i or not is_finite(ruling):
        return None
    behind = trimmed_words(verb.doc, verb.i + 1, ruling.right_edge.i) if verb.i < ruling.i else None
    lead = opened(verb, ruling, behind) if behind is not None else None
    return lead or _around(verb.doc, ruling, verb.left_edge.i, verb.right_edge.i)


def opened(verb: Token, clause: Token, said: Span) -> Parts | None:
    """'While it was bad, Okoye said, the city will recover': all of it, and the clause between the commas.

    Without the second comma what the sentence opens with may be the paper's own.
    """
    doc, own = verb.doc, next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    lead = next((c for c in (*verb.lefts, *clause.lefts) if c.dep_ == "advcl" and _is_conceding(c)), None)
    if own is None or lead is None or own.i != verb.i - 1 or said.start <= verb.i or doc[verb.i + 1].text != ",":
        return None
    first = own.left_edge.i
    quoted = doc[first - 1].text == '"'
    if doc[first - 1 - quoted].text != "," or not lead.i < first or lead.right_edge.i > first:
        return None
    return doc[lead.left_edge.i : said.end], doc[first - (not quoted) : verb.i + 2]


def relative(verb: Token, said: Span) -> Parts | None:
    """'the fleet, which officials say is lost': the fleet with what is said of it, and what stands between the two.

    None where it may be said of a whole clause: 'they stayed away, which she said was due to fog'.
    """
    thing, doc = verb.head, verb.doc
    if verb.dep_ != "relcl" or thing.pos_ not in ("NOUN", "PROPN") or thing.ent_type_ in ("DATE", "TIME"):
        return None
    opens = verb.left_edge.i
    last = opens - 1 - (doc[opens - 1].text == ",")
    while doc[last + 1].text == "," and thing.head.lower_ == "of" and thing.head.head.pos_ in ("NOUN", "PROPN"):
        thing = thing.head.head  # 'the flight of the Sela, which ...'
    plural = thing.tag_ in ("NNS", "NNPS")
    agrees = said[0].tag_ in ("VBD", "VBN", "MD") and said[0].lower_ not in ("was", "were")
    agrees = agrees or plural == (said[0].lower_ in ("were", "are", "have", "do") or said[0].tag_ == "VBP")
    reason = said[-1].i > said[0].i and said[1].lower_ in ("due", "because")
    if said.start != verb.i + 1 or last < thing.i or not agrees or reason:
        return None
    return doc[thing.left_edge.i : said.end], doc[last + 1 : verb.i + 1]


def _is_conceding(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _CONCEDING for c in clause.lefts)


def parted(according: Token, last: int) -> Parts | None:
    """The sentence that 'according to officials' parts in two, and that phrase, up to the token `last`.

    None of 'Witnesses, according to the paper, said ...': that is the witnesses' word.
    """
    ruling = according.head
    if ruling.i < according.i or ruling.lemma_.lower() in FORCES or not is_finite(ruling):
        return None
    return _around(according.doc, ruling, according.i, last)


def _around(doc: Doc, ruling: Token, first: int, last: int) -> Parts | None:
    """The clause of `ruling`, and the part of it from `first` to `last`, where commas stand at both sides of that.

    Of 'However, she added, it was late' what stands behind is all that was said.
    """
    first -= doc[first].text != ","
    last -= doc[last].text == '"' and doc[last - 1].text == ","  # 'she added, “there …'
    last += doc[last].text != ","
    heads = (ruling, *(c for c in ruling.lefts if c.dep_ in ("aux", "auxpass")))
    own = next((c for head in heads for c in head.lefts if c.dep_ in _SUBJECTS and c.tag_ not in ("WDT", "WP")), None)
    if last >= ruling.i or first < 0 or doc[first].text != "," or doc[last].text != "," or own is None:
        return None
    if any(t.text in ";:()" for t in doc[ruling.left_edge.i : ruling.i]):
        return None
    if own.i > last and all(t.dep_ in ("advmod", "cc", "punct") for t in doc[ruling.left_edge.i : first]):
        return _within_marks(doc, last + 1, ruling), None
    if any(t.text == '"' for t in doc[ruling.left_edge.i : ruling.i]):
        return None
    return trimmed_words(doc, ruling.left_edge.i, ruling.right_edge.i), doc[first : last + 1]


def _within_marks(doc: Doc, first: int, ruling: Token) -> Span:
    """What was said from `first` on: where marks open there and hold its verb, what they hold."""
    end = ruling.right_edge.i
    opens = next((t.i for t in doc[first : first + 2] if t.text == '"'), None)
    closes = next((t.i for t in doc[ruling.i : end + 1] if t.text == '"'), None)
    return trimmed_words(doc, *((first, end) if opens is None or closes is None else (opens + 1, closes - 1)))
