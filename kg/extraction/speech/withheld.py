"""What somebody will not say or does not rule out: 'would not say whether it was late', 'did not rule out a strike'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_negated, nearest_subject
from kg.extraction.speech.report import Report
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Token

WITHHOLDING = frozenset(
    "say comment confirm elaborate disclose discuss reveal speculate specify answer identify name rule".split()
)
_LINKS = frozenset("on about to upon further whether".split())
_POINTING = frozenset("it this that these those so".split())
_ASKED = frozenset("asked pressed questioned".split())
_SPEAKERS = ("NOUN", "PROPN", "PRON")
_KEPT = ("ccomp", "dobj", "prt", "xcomp", "acomp", "conj")
_LEFT_OUT = frozenset(("I", "we", "you", "one", "there"))


def withheld(verb: Token, lemma: str) -> Iterator[Report]:
    """'would not say', which refuses, and 'has not ruled out'; both are told with their helping verb."""
    speaker = nearest_subject(verb)
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "neg")), None)
    if lemma not in WITHHOLDING or speaker is None or first is None or not _is_plain(verb, speaker):
        return
    out = any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.rights)
    refuses = first.lower_ == "would" and (lemma != "rule" or out)
    left_open = lemma == "rule" and out and first.lower_ in ("did", "does", "has", "have", "had")
    said = trimmed_words(verb.doc, first.i, _last(verb))
    if (refuses or left_open) and said[-1].lower_ not in _POINTING:
        rule = "speech-infinitive" if refuses else "speech-stance"
        yield Report(rule, verb, speaker, said, "refuse" if refuses else "state")


def _is_plain(verb: Token, speaker: Token) -> bool:
    """Whether a main clause says it, and of nothing that is only supposed."""
    main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    supposed = any(c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.lefts) for c in verb.children)
    asks = verb.sent[-1].text == "?"
    spoken = speaker.pos_ in _SPEAKERS and speaker.text not in _LEFT_OUT and speaker.i < verb.i
    helped = any(c.dep_ == "aux" and c.tag_ == "VB" for c in verb.lefts)  # 'would not have said'
    return main and spoken and is_negated(verb) and not (supposed or asks or helped)


def _last(verb: Token) -> int:
    """The last word of what is not said, without when or where it is not: 'when asked', 'on Thursday'."""
    kept = [c for c in verb.rights if c.dep_ in _KEPT or (c.dep_ == "prep" and c.lower_ in _LINKS and not _is_time(c))]
    kept = [c for c in kept if c.dep_ != "conj" or not any(t.dep_ == "nsubj" for t in c.lefts)]
    kept += [c for c in verb.rights if c.dep_ == "advcl" and c.tag_ == "VBG" and c.left_edge.i == c.i]
    last = max([verb.i, *(c.right_edge.i for c in kept)])
    asked = (t.i - 1 for t in verb.doc[verb.i + 1 : last] if t.lower_ == "when" and t.nbor().lower_ in _ASKED)
    return next(asked, last)


def _is_time(link: Token) -> bool:
    return any(c.ent_type_ in ("DATE", "TIME") for c in link.rights)
