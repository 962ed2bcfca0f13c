"""Whose post it is where the body was named before: 'Its chairman, Ana Okoye,', 'the company's chairman'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.lexicon import COLLECTIVES, PARTY_ENDS, PARTY_NAMES, PARTY_WORDS
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.forms import FIRM_ENDS, ORGANIZATION_ENDS
from kg.extraction.parsing.syntax import ancestors, first_from, nearest_subject, subject
from kg.extraction.references.appositions import BODY_NOUNS
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_REACH = 70  # code points before a post in which its owner is told
_OWNER = re.compile(
    r"(?:(?P<joint> and )?\b(?P<its>[Ii]ts|their)|\b[Tt]he (?:[A-Z][a-z]+ )?(?P<noun>[a-z]+)['’]s) "
    r"(?:(?:new|former|then|outgoing|acting|interim|current|present|first|deputy|long-(?:serving|time)) )*$"
)
_CALLED = (
    "agency|bank|charity|club|commission|committee|council|foundation|hospital|institute|ministry|museum|party|trust"
    "|union|university"
)
_LEADS = r"(?:[a-z]+ ){0,2}(?:boss|chair\w*|chief(?: executive)?|director|governor|head|leader|president|spokes\w+)"
# 'Council leader', 'director of the trust'
_IN_POST = re.compile(rf"^({_CALLED}) {_LEADS}$|\b(?:of|at|for) the ({_CALLED})$", re.IGNORECASE)
# what a body may be called; 'the museum' is one that says so in its name
_FIRM = frozenset("company firm business corporation".split())
_LANDS = dict.fromkeys(("country", "nation"), ("Country",)) | dict.fromkeys(("city", "town"), ("City",))
# by what a name ends with: 'the club's' of Ostra Town, 'the airline's' of Harbour Airways
_TOWNS_OWN = frozenset("united town city fc rovers athletic wanderers rangers albion county".split())
_BY_END = {
    "club": _TOWNS_OWN,
    "team": _TOWNS_OWN,
    "side": _TOWNS_OWN,
    "airline": frozenset(("airlines", "airways", "air")),
}
_OF_FIRMS = frozenset(
    "ag air airlines airways asa bank co company corp corporation entertainment gmbh inc llc ltd nv oyj pictures plc"
    " records spa studios".split()
)
_GOVERNING = re.compile(
    r"minister|president|premier|chancellor|ambassador|king|queen|emperor|emir|sultan|envoy|secretary|attorney|prosecutor"
    r"|leader|chief (?:medical|scientific|justice)|governor|speaker|taoiseach|mayor",
    re.IGNORECASE,
)
_SUBJECTS = ("nsubj", "nsubjpass")
_OWNERS = ("Organization", "Country")


def with_owners(references: References, offices: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, an office without a body with the one that the words before it stand for."""
    for each in offices:
        owner = _owner(references, each) if each.type == "OfficeHolding" and not each.fields["organization"] else None
        yield (
            each
            if owner is None
            else replace(
                each,
                fields={**each.fields, "organization": (owner.key,)},
                spans=(*each.spans, (owner.start, owner.end)),
                shown=(*each.shown, ("organization", owner.start, owner.end)),
            )
        )


def _owner(references: References, office: Finding) -> Mention | None:
    start = next(start for field, start, _ in office.shown if field == "post")
    page, cast = references.page, references.cast
    told = _OWNER.search(page.text, max(0, start - _REACH), start)
    post = str(office.fields["post"][0])
    within = _IN_POST.search(post) if told is None else None
    index = next((n for n, each in enumerate(page.paragraphs) if each.start <= start < each.end), None)
    if index is None:
        return None
    if within is not None:
        return _called(references, index, start, (within[1] or within[2]).lower())
    if told is None:
        return None
    if told["noun"] in _LANDS:
        return _land(references, index, told.start(), told["noun"]) if _GOVERNING.search(post) else None
    if told["noun"]:
        return _called(references, index, told.start(), told["noun"])
    beside = cast.at(told.start() - 1, told.start()) if told["joint"] else None
    if beside is not None and beside.end == told.start() and cast.type_of(beside.key) in _OWNERS:
        found: Mention | None = beside
    else:
        holder = None if told["its"] == "their" else str(office.fields["person"][0])
        found = _subject_before(references, index, told.start("its"), holder)
    fits = found is not None and (cast.type_of(found.key) == "Organization" or bool(_GOVERNING.search(post)))
    return found if fits else None


def _called(references: References, index: int, at: int, noun: str) -> Mention | None:
    """'the company's': the only body of the paragraph so far, and of the one before, that may be called so."""
    page, cast = references.page, references.cast
    first = page.paragraphs[max(0, index - 1)].start
    named = [
        m
        for m in cast.within(first, at)
        if cast.type_of(m.key) == "Organization" and m.form == "name" and not references.in_utterance(m.start)
    ]
    own = [m for m in named if _is_called(cast.entities[m.key].name.lower().split(), noun)]
    fits = [m for m in named if m in own or _may_be(references, m, noun, at)]
    if len({m.key for m in fits}) != 1 or (not own and _are_others(references, index, fits[-1], at)):
        return None
    return fits[-1]


def _land(references: References, index: int, at: int, noun: str) -> Mention | None:
    """'the country's', 'the city's': the only one of the paragraph so far, and of the one before."""
    first = references.page.paragraphs[max(0, index - 1)].start
    named = [m for m in references.cast.within(first, at) if references.cast.type_of(m.key) in _LANDS[noun]]
    return named[-1] if len({m.key for m in named}) == 1 else None


def _is_called(name: Sequence[str], noun: str) -> bool:
    return noun in name or name[-1] in _BY_END.get(noun, ())


def _are_others(references: References, index: int, body: Mention, at: int) -> bool:
    """Whether a body without a name, or a name that may be of one, is told of as well: 'a rival of Orlen'."""
    page, cast = references.page, references.cast
    if any(m.key in cast.thin for m in cast.within(page.paragraphs[max(0, index - 1)].start, at)):
        return True
    number = index if body.start >= page.paragraphs[index].start else index - 1
    doc, offset = page.docs[number], page.paragraphs[number].start
    last = doc[first_from(doc, body.start - offset)].sent
    return any(_is_nameless_body(t) for t in last if page.where(number, t)[0] < at)


def _is_nameless_body(noun: Token) -> bool:
    """'a rival', 'the bank'; not the 'group' of 'Tessel, the cable group,' or 'the cable group Tessel'."""
    beside = noun.dep_ in ("appos", "compound", "nmod", "attr") or any(c.dep_ == "appos" for c in noun.children)
    return noun.lower_ in BODY_NOUNS and noun.tag_ == "NN" and not beside and noun.dep_ != "poss"


def _may_be(references: References, body: Mention, noun: str, at: int) -> bool:
    """Whether a body is the company, the party, the charity, by its last word or by the article."""
    name = references.cast.entities[body.key].name
    words = name.lower().split()
    last = words[-1].rstrip(".")
    if noun == "party" and (PARTY_WORDS.intersection(words) or last in PARTY_NAMES or last in PARTY_ENDS):
        return True
    if noun in _FIRM and (last in _OF_FIRMS or last in FIRM_ENDS):
        return True
    called = rf"\b{noun} {re.escape(name)}\b|\b{re.escape(name)}, (?:an?|the) (?:[\w-]+ ){{0,3}}{noun}\b"
    if re.search(called, references.page.text[:at]):
        return True
    told = COLLECTIVES.intersection(words) or last in ORGANIZATION_ENDS
    return noun in _FIRM and not told and _is_alone(references.cast, body, at)


def _is_alone(cast: Cast, body: Mention, at: int) -> bool:
    """Whether the article has named no other body so far."""
    return all(m.key == body.key for m in cast.within(0, at) if cast.type_of(m.key) == "Organization")


def _subject_before(references: References, index: int, at: int, holder: str | None) -> Mention | None:
    """'its': the body that is the subject of the sentence, or of the one before where no name stands before 'its'.

    `holder` is whose post it is; without one only the sentence itself tells.
    """
    doc = references.page.docs[index]
    word = doc[first_from(doc, at - references.page.paragraphs[index].start)]
    below = {word.i}
    for lower, up in ancestors(word):
        below.add(lower.i)
        if up.pos_ in ("VERB", "AUX") and holder is None and lower.dep_ != "dobj":
            return None  # 'told the dockers that their leader had left'
        head = subject(up) if up.pos_ in ("VERB", "AUX") else None
        if head is not None and head.i not in below and head.i < word.i:
            return _body(references, index, head)
    if holder is None or any(
        m.key != holder for m in references.cast.within(at - (word.idx - word.sent.start_char), at)
    ):
        return None  # another name stands before it in the sentence
    return _sole_subject(references, *_sentence_before(references, index, word))


def _sentence_before(references: References, index: int, word: Token) -> tuple[int, Span | None]:
    """The sentence before that of the word, if need be in the paragraph before, and the paragraph's number."""
    if word.sent.start > 0:
        return index, word.doc[word.sent.start - 1].sent
    page = references.page
    if index == 0 or page.paragraphs[index - 1].kind != "body" or not page.tokens[index - 1]:
        return index, None
    return index - 1, page.tokens[index - 1][-1].sent


def _sole_subject(references: References, index: int, sentence: Span | None) -> Mention | None:
    """The body that is the subject of the sentence's verb, where no other body may be meant as well."""
    if sentence is None or sentence.root.pos_ not in ("VERB", "AUX"):
        return None
    head = nearest_subject(sentence.root)
    found = _body(references, index, head) if head is not None else None
    if found is None or references.in_utterance(found.start):
        return None
    others = [t for t in sentence if t.dep_ in (*_SUBJECTS, "dobj", "pobj", "conj") and t != head]
    return None if any(_may_own(references, index, t, found.key) for t in others) else found


def _may_own(references: References, index: int, noun: Token, owner: str) -> bool:
    """Whether 'its' may mean this noun as well: a body, what may be one, or the subject of what is told of."""
    named = references.cast.at(*references.page.where(index, noun))
    body = _body(references, index, noun)
    told = noun.head.dep_ == "ccomp" and noun.dep_ in _SUBJECTS and noun.tag_ in ("NN", "NNP")
    thin = named is not None and named.key in references.cast.thin
    return told or thin or _is_nameless_body(noun) or (body is not None and body.key != owner)


def _body(references: References, index: int, head: Token) -> Mention | None:
    """The body or country that a noun names by itself, alone: nobody of 'Orlen and Tessel'."""
    named = references.cast.at(*references.page.where(index, head))
    if named is None or references.cast.type_of(named.key) not in _OWNERS or named.form == "demonym":
        return None
    return None if any(c.dep_ == "conj" for c in head.children) else named
