"""The name that stands beside a noun: 'the ambassador to Valdoria, Ana Okoye', 'the company, Orlen Lines'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CALLINGS, COLLECTIVES, OFFICE_NOUNS, PEOPLE
from kg.extraction.names.cast import Mention
from kg.extraction.parsing.phrases import is_share, is_titled
from kg.extraction.parsing.syntax import after, first_from
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

BODY_NOUNS = COLLECTIVES | frozenset(
    "owner operator manufacturer maker developer parent publisher subsidiary rival".split()
)
_PLACE_FOLLOWS = re.compile(r" (?:of|to|for|at|from) (?:the )?(?=[A-Z])")
_LONGEST_PLACE = 5  # words between 'ambassador to the' and the ambassador's name
_BESIDE = 0.97
_OF_EITHER = Sure(0.65, "which of the names has the post")  # the name may be another's
_LANDS = " (?:province|county|state|region|district|prefecture|borough)"
_CLOSES = re.compile(r"[,.)]|['’]s\b| (?:said|says|told|added|wrote|tweeted|announced|confirmed|warned)\b")


def named_beside(so_far: Discourse, index: int, head: Token, start: int, end: int) -> Referent | None:
    """'the ambassador to Valdoria, Ana Okoye', 'one of the guests, Ana Okoye': the name in apposition."""
    if head.pos_ == "PROPN" and (person := _before_body(so_far, start, end)):
        return person
    if head.lower_ in BODY_NOUNS and (body := _body_beside(so_far, index, head, start, end)):
        return body
    if head.lemma_.lower() not in PEOPLE | OFFICE_NOUNS and not is_share(head):
        return None
    for child in _beside(head):
        mention = so_far.cast.at(*so_far.page.where(index, child))
        if mention and so_far.cast.type_of(mention.key) == "Person":
            sure = _OF_EITHER if _may_be_of_another(head, child) else _BESIDE
            return Referent(mention.key, min(start, mention.start), max(end, mention.end), sure)
    if named := _named_as(so_far, index, head, start):
        return named
    limit = so_far.page.paragraphs[index].start + head.sent.end_char
    _, after_head = so_far.page.where(index, head)
    alone = head.tag_ not in ("NNS", "NNPS") and not is_share(head)
    mention = _person_behind(so_far, after_head, limit) if alone else None
    if mention is None:
        return None
    text = so_far.page.text
    apart = text[mention.start - 2] == ","
    if apart and (not _CLOSES.match(text, mention.end) or _is_subject(so_far, index, head, mention)):
        return None  # 'According to the mayor, Okoye was there', 'According to police, Okoye, 34, was held'
    return Referent(mention.key, start, mention.end, _BESIDE)


def _named_as(so_far: Discourse, index: int, head: Token, start: int) -> Referent | None:
    """'the captain, named as Goran Rehn,', 'a man identified by police as Goran Rehn'."""
    naming = [c for c in head.rights if c.dep_ == "acl" and c.lower_ in ("named", "identified")]
    names = [name for verb in naming for name in after(verb, "as") if name.pos_ == "PROPN"]
    mention = so_far.cast.at(*so_far.page.where(index, names[0])) if names and head.tag_ == "NN" else None
    if mention is None or so_far.cast.type_of(mention.key) != "Person":
        return None
    return Referent(mention.key, start, mention.end, _BESIDE)


def _before_body(so_far: Discourse, start: int, end: int) -> Referent | None:
    """'Ana Okoye of Harbour Bank', where the parser takes the bank for who speaks: she."""
    first = next((m for m in so_far.cast.within(start, end) if m.start == start), None)
    if first is None or so_far.cast.type_of(first.key) != "Person":
        return None
    joined = so_far.page.text[first.end : end].startswith((" of ", " from ", " at "))
    return Referent(first.key, first.start, first.end) if joined else None


def _is_subject(so_far: Discourse, index: int, head: Token, mention: Mention) -> bool:
    """Whether the name is the only subject of a verb, and the noun before it is none."""
    end = mention.end - so_far.page.paragraphs[index].start
    name = head.doc[first_from(head.doc, end) - 1]
    subjects = ("nsubj", "nsubjpass")
    if name.dep_ not in subjects or head.dep_ in subjects:
        return False
    return not any(c.dep_ in subjects and c.i > name.i for c in name.head.lefts)


def _beside(head: Token) -> Iterator[Token]:
    """The appositions of a noun, and theirs: 'her daughter, the actress Ana Okoye'; 'a man called Ivo Rehn'."""
    for child in head.children:
        if child.dep_ == "appos":
            yield child
            if child.pos_ == "NOUN" and child.lemma_.lower() in CALLINGS | OFFICE_NOUNS:
                yield from (c for c in child.children if c.dep_ in ("appos", "compound", "nmod") and c.pos_ == "PROPN")
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in ("call", "name"):
            yield from (c for c in child.children if c.dep_ == "oprd" and c.pos_ == "PROPN")


def _may_be_of_another(head: Token, name: Token) -> bool:
    """'a spokesman for the mayor, Ben Adu': whether the spokesman or the mayor is called so."""
    last = name.doc[name.left_edge.i - 2] if name.left_edge.i > 1 else head
    near = last.dep_ == "pobj" and last.head.dep_ == "prep" and last.head.head.i == head.i
    return near and last.pos_ == "NOUN" and last.tag_ == "NN" and last.lemma_.lower() in CALLINGS | OFFICE_NOUNS


def _body_beside(so_far: Discourse, index: int, head: Token, start: int, end: int) -> Referent | None:
    """'the ferry's owner, Orlen Lines', 'the company, Orlen Lines': the name in apposition."""
    for child in head.children:
        if child.dep_ == "appos" and child.text[:1].isupper() and child.i > head.i:
            mention = so_far.cast.at(*so_far.page.where(index, child))
            if mention and so_far.cast.type_of(mention.key) == "Organization":
                return Referent(mention.key, min(start, mention.start), max(end, mention.end), 0.95)
    return None


def _person_behind(so_far: Discourse, at: int, limit: int) -> Mention | None:
    """The person whose name stands right behind, or behind a place: '(ambassador) to the Union Ana Okoye'."""
    text = so_far.page.text
    if text[at : at + 7] == " named ":
        at += 6
    place = _PLACE_FOLLOWS.match(text, at, limit)
    steps = [at]
    if place:
        words = list(re.finditer(r"[A-Z][\w’'-]*(?: of| and|" + _LANDS + r")?(?=,? )", text[place.end() : limit]))
        steps += [place.end() + word.end() for word in words[:_LONGEST_PLACE]]
    for step in steps:
        start = step + (2 if text[step : step + 2] == ", " else 1)
        mention = so_far.cast.at(start, start + 1) if start < limit else None
        if mention and text[step : step + 2] != ", " and is_titled(text[at:step]):
            return None  # 'a spokesman for Mayor Ana Okoye' is not the mayor
        if mention and mention.start == start and so_far.cast.type_of(mention.key) == "Person":
            return mention if len(text[at:step].split()) <= _LONGEST_PLACE + 2 else None
    return None
