"""Denials of what stands elsewhere: 'Okoye denied this', 'rejected that claim', 'was late, which Okoye denies'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL, FORCES, WITH_OF
from kg.extraction.speech.object_words import object_words
from kg.extraction.speech.report import Report
from kg.extraction.speech.reported_words import clause_words, is_infinitive, phrase_words, words_after
from kg.extraction.speech.told_words import trimmed_words
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

POINTED_AT = Sure(0.75, "what is denied: it stands in another sentence")  # what a pronoun points at is a guess
CLAIMS = frozenset(
    "claim allegation accusation charge report rumour rumor suggestion assertion insinuation notion".split()
)
_LOOSE_CLAIMS = frozenset("report suggestion notion".split())
_POINTING = frozenset("it this that these those them".split())
_DEMONSTRATIVE = frozenset("this that these those such".split())
_DENYING = frozenset("deny dispute rebut refute".split())
_TURNING_DOWN = frozenset("reject dismiss".split())  # a claim is denied so, an offer refused
_CLAIMING = ("state", "accuse", "announce", "warn", "predict", "criticise")
_TRYING = frozenset("court judge tribunal jury magistrate panel watchdog regulator".split())  # they rule on a claim


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told before, and whether as somebody's claim."""

    words: Span
    claimed: bool


def denials_of(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """What is denied where a pronoun, a demonstrative or a noun of claiming stands for it."""
    if lemma not in _DENYING | _TURNING_DOWN or speaker.lemma_.lower() in _TRYING:
        return
    thing = next((c for c in verb.rights if c.dep_ in ("dobj", "xcomp")), None)
    if thing is None and lemma in _DENYING and verb.dep_ == "relcl":
        yield from _beside_what_is_told(verb, speaker)
    elif thing is None:
        return
    elif is_pointing(thing):
        yield from _of_a_pronoun(verb, lemma, speaker, thing)
    elif thing.dep_ == "dobj" and lemma in _TURNING_DOWN and _is_claim(thing):
        whole = thing.left_edge.lower_ in ("the", "all", "any") and lemma == "reject"
        said = phrase_words(thing) if whole else object_words(verb, thing)
        alone = whole and not any(c.dep_ in ("relcl", "acl") for c in thing.rights)
        yield Report("speech-stance" if alone else "speech-object", verb, speaker, said, "deny")
    elif thing.dep_ == "dobj" and thing.left_edge.lower_ in _DEMONSTRATIVE and lemma in _DENYING:
        yield Report("speech-object", verb, speaker, object_words(verb, thing), "deny")


def _is_claim(thing: Token) -> bool:
    """'the claim', 'suggestions of a cover-up'; not 'her suggestion', which may be one of what to do."""
    if thing.lemma_.lower() not in _LOOSE_CLAIMS:
        return thing.lemma_.lower() in CLAIMS
    return any(c.lower_ == "of" or (c.dep_ in ("acl", "relcl", "ccomp") and not is_infinitive(c)) for c in thing.rights)


def is_pointing(thing: Token) -> bool:
    """Whether 'it', 'this' or 'doing so' is all that is denied."""
    alone = thing.lower_ in _POINTING and thing.left_edge.i == thing.right_edge.i
    return alone or thing.doc[thing.left_edge.i : thing.right_edge.i + 1].text.lower() in ("doing so", "having done so")


def _of_a_pronoun(verb: Token, lemma: str, speaker: Token, thing: Token) -> Iterator[Report]:
    """'denied this': what the clause before tells; where nobody knows what that is, the words themselves."""
    told = _told_before(verb, speaker)
    if told is not None and (told.claimed or lemma in _DENYING):
        yield Report("speech-object", verb, speaker, told.words, "deny", (), POINTED_AT)
    elif lemma in _DENYING and thing.lower_ not in ("it", "them"):
        own = trimmed_words(verb.doc, verb.i, thing.right_edge.i)
        yield Report("speech-object", verb, speaker, own, "deny", (), POINTED_AT)


def _told_before(verb: Token, speaker: Token) -> _Told | None:
    """What this sentence tells before the denial, else the one before, or what it is said to say there."""
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i and first.head.pos_ in ("VERB", "AUX"):
        first = first.head
    apart = next((c for c in verb.lefts if c.dep_ in ("ccomp", "parataxis") and _has_subject(c)), None)
    if first.i != verb.i and _is_anothers(first, verb, speaker):
        return _told_by(first, min(speaker.left_edge.i, verb.i) - 1)
    if apart is not None and apart.i < speaker.i:
        return _told_by(apart, speaker.left_edge.i - 1)
    return _of_the_sentence_before(verb)


def _is_anothers(first: Token, verb: Token, speaker: Token) -> bool:
    """'It was late, they said, but Okoye denied it': not 'Okoye stood up and denied it'."""
    return _has_subject(first) and any(c.dep_ in ("nsubj", "nsubjpass") and c.i == speaker.i for c in verb.lefts)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def _of_the_sentence_before(verb: Token) -> _Told | None:
    """None where it asks, quotes, or is another paragraph's."""
    start = verb.sent.start
    if start == 0:
        return None
    before = verb.doc[start - 1].sent
    if any(token.text in ('"', "?") for token in before):
        return None
    return _told_by(before.root, before.end - 1, before.start)


def _told_by(told: Token, last: int, first: int | None = None) -> _Told | None:
    """What a verb says to have been said or done, up to `last`; else its own clause."""
    lemma = told.lemma_.lower()
    claimed = FORCES.get(lemma) in _CLAIMING
    clause = next((c for c in told.children if c.dep_ == "ccomp"), None) if lemma in CLAUSAL else None
    said = clause_words(clause, told) if clause is not None else _charge(told)
    if said is None:
        said, claimed = trimmed_words(told.doc, told.left_edge.i if first is None else first, last), False
    within = trimmed_words(told.doc, said.start, min(said.end - 1, last))
    return _Told(within, claimed) if len(within) > 1 else None


def _charge(told: Token) -> Span | None:
    """'taking bribes' of 'was accused of taking bribes'."""
    of = next((c for c in told.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return words_after(of) if of is not None and told.lemma_.lower() in WITH_OF | {"suspect"} else None


def _beside_what_is_told(verb: Token, speaker: Token) -> Iterator[Report]:
    """'claims of fraud, which he denies'; 'was accused of lying, which he denies', 'a charge he denies': of lying."""
    noun = verb.head
    if any(c.dep_ == "dobj" and c.tag_ not in ("WDT", "WP") for c in verb.children):
        return
    last = verb.left_edge.i - 1
    more = any(c.i < last and c.dep_ in ("prep", "acl") for c in noun.rights)
    if noun.lemma_.lower() in CLAIMS and (more or noun.dep_ != "appos"):
        said = trimmed_words(verb.doc, noun.left_edge.i, last)
    elif (told := _clause_around(noun, last)) is not None:
        said = told
    else:
        return
    yield Report("speech-object", verb, speaker, said, "deny", (), POINTED_AT)


def _clause_around(noun: Token, last: int) -> Span | None:
    """The clause that a noun belongs to, without the noun where it only names what the clause tells."""
    up = noun.head if noun.dep_ == "appos" else noun
    last = noun.left_edge.i - 1 if noun.dep_ == "appos" else last
    while up.head.i != up.i and not (up.pos_ in ("VERB", "AUX") and up.dep_ in ("ccomp", "pcomp", "conj")):
        up = up.head
    if up.dep_ == "ccomp" and up.head.i < up.i and (said := clause_words(up, up.head)) is not None:
        return trimmed_words(noun.doc, said.start, min(said.end - 1, last))
    if up.pos_ not in ("VERB", "AUX"):
        return None
    told = _told_by(up, last) if up.dep_ != "pcomp" else None
    return told.words if told is not None else trimmed_words(noun.doc, up.left_edge.i, last)
