"""What belongs to a noun phrase: its words, who is joined to its head, whether it speaks of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import COLLECTIVES, COURTESY, OF_ANOTHER_POST, OFFICE_NOUNS, PEOPLE
from kg.extraction.parsing.syntax import is_cut_by_hyphen

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
_MEMBER_PREPOSITIONS = frozenset(("of", "from", "with", "in", "at", "for"))
_SHARES = frozenset("one two three four five another some several many most both none neither".split())
_HEDGING = frozenset("reportedly allegedly apparently purportedly supposedly".split())  # 'Reportedly 400 sailors'
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[ap]m)?")  # '14:20 Police say ...', as a live page has it
_OF_TWO_WORDS = frozenset(("attorneys general", "secretaries general", "solicitors general", "governors general"))


def is_same_post(post: str, title: str) -> bool:
    """Whether both name one post, one of them in fuller words: 'mayor' and 'city mayor', not 'deputy mayor'."""
    shorter, longer = sorted((post, title), key=len)
    return shorter == longer or (longer.endswith(" " + shorter) and not _is_another(longer, shorter))


def _is_another(longer: str, shorter: str) -> bool:
    before = longer.removesuffix(shorter).split()
    lieutenant = before[-1] == "lieutenant" and shorter == "governor"
    prime = before[-1] == "prime" and shorter == "minister"
    return lieutenant or prime or not OF_ANOTHER_POST.isdisjoint(before)


# what makes a source of somebody, behind a noun: 'close to the talks'
_KNOWING = frozenset("familiar close briefed involved present aware".split())
_LONGEST_KNOWING = 7  # tokens


def phrase(page: Page, index: int, head: Token) -> tuple[int, int]:
    """Where the noun phrase of `head` stands: with what precedes it and a short 'of ...', without clauses."""
    doc = head.doc
    left = head.i
    for child in head.subtree:
        if child.i < left and child.dep_ not in ("punct", "cc") and _contiguous(doc, child, head):
            left = child.i
    while left > 1 and doc[left - 1].text == "-" and is_cut_by_hyphen(doc[left - 2]):
        left -= 2  # 'e-scooters'
    right = head.i + (doc[head.i : head.i + 2].text.lower() in _OF_TWO_WORDS)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _MEMBER_PREPOSITIONS and child.i == right + 1:
            reach = _before_more(child, _before_charge(child))
            if reach - child.i <= 6 and not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in doc[child.i : reach + 1]):
                right = reach
        if child.lower_ in _KNOWING and child.i == right + 1:  # 'people familiar with the matter'
            reach = next((t.i - 1 for t in doc[child.i : child.right_edge.i + 1] if t.is_punct), child.right_edge.i)
            right = reach if child.i < reach <= child.i + _LONGEST_KNOWING else right
    while left < head.i and (doc[left].is_space or doc[left].is_punct or doc[left].lower_ in _HEDGING):
        left += 1
    left += left < head.i and doc[left].is_sent_start is True and bool(_CLOCK.fullmatch(doc[left].text))
    return page.where(index, doc[left : right + 1])


def _before_more(link: Token, reach: int) -> int:
    """The last token of 'of the voters' in 'leaders of the voters we met'."""
    for token in link.doc[link.i + 2 : reach + 1]:
        if token.dep_ == "relcl" and token.left_edge.i > link.i + 1:
            return token.left_edge.i - 1
    return reach


def _before_charge(link: Token) -> int:
    """The last token of 'of the bill' in 'accused supporters of the bill of lying'."""
    charge = next((t for t in link.subtree if t.i > link.i + 1 and t.lower_ == "of" and _has_deed(t)), None)
    return charge.i - 1 if charge is not None else link.right_edge.i


def _has_deed(link: Token) -> bool:
    return any(c.dep_ == "pcomp" for c in link.children)


def _contiguous(doc: Doc, child: Token, head: Token) -> bool:
    return not any(t.pos_ in ("VERB", "AUX", "CCONJ") and t.tag_ not in ("VBN", "VBG") for t in doc[child.i : head.i])


def joined(head: Token) -> Iterator[Token]:
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL and not _is_cut_off(head, child):
            yield child
            yield from joined(child)


def _is_cut_off(head: Token, child: Token) -> bool:
    """'Okoye, who was arrested; and Adu': behind a semicolon another part of the sentence begins."""
    return child.i - head.i > 1 and any(t.text == ";" for t in head.doc[child.left_edge.i - 2 : child.i])


def members_named(head: Token) -> list[Token]:
    """Those named after 'including': 'firms including Adu Lines and Sela Freight'."""
    if head.pos_ != "NOUN":
        return []
    for child in head.rights:
        if child.lower_ == "including" and child.dep_ == "prep":
            named = [c for c in child.children if c.dep_ == "pobj" and c.pos_ in ("PROPN", "NOUN")]
            return [member for first in named for member in (first, *joined(first)) if member.pos_ == "PROPN"]
    return []


def is_indefinite(head: Token) -> bool:
    return any(child.lower_ in ("a", "an", "one", "some", "another", "several", "many") for child in head.lefts)


def is_all_of_two(head: Token) -> bool:
    """'Both', 'the two', 'the pair' as a subject, with no noun of which they are two."""
    if head.dep_ not in ("nsubj", "nsubjpass") or any(c.dep_ in ("prep", "appos", "relcl") for c in head.rights):
        return False
    before = [c.lower_ for c in head.lefts]
    return (head.lower_ == "both" and not before) or (head.lower_ in ("two", "pair", "duo") and before == ["the"])


def _has_article(head: Token) -> bool:
    return any(child.dep_ in ("det", "poss") for child in head.lefts)


def is_share(head: Token) -> bool:
    """'one of the guests', 'several of the officials', 'one of them': some of many people."""
    if head.lower_ not in _SHARES:
        return False
    of = next((child for child in head.rights if child.lower_ == "of"), None)
    several = (child for child in of.children if child.dep_ == "pobj") if of is not None else ()
    return any(child.lower_ == "them" or (child.tag_ == "NNS" and is_people(child)) for child in several)


def is_people(head: Token) -> bool:
    """Whether the noun is one of people: they speak and act, margins and ratings do not."""
    noun, lemma = head.lower_, head.lemma_.lower()
    return noun in PEOPLE or lemma in PEOPLE or lemma in OFFICE_NOUNS or lemma in COLLECTIVES


def is_titled(words: str) -> bool:
    """Whether the last word is a title, so that the name behind it is its own."""
    last = words.split()[-1:] if words else []
    return bool(last) and (last[0].lower() in OFFICE_NOUNS or last[0].rstrip(".") in COURTESY)


def is_same_person(head: Token, joined: Token) -> bool:
    """'the report's author and director of the fund, Ana Okoye,': two nouns with one article are one person."""
    alone = head.tag_ == joined.tag_ == "NN" and is_people(head) and is_people(joined)
    return alone and joined.head.i == head.i and _has_article(head) and not _has_article(joined)


def bare(words: str) -> str:
    return re.sub(r"^(?:the|a|an|this|that|his|her|their|its)\s+", "", words, flags=re.IGNORECASE)
