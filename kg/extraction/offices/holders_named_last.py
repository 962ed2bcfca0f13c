"""Offices whose holder is named last: 'The new chairman is Ana Okoye', 'Her deputy will be Ben Adu'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.modality.modality import modality_of
from kg.extraction.offices.holdings import holding
from kg.extraction.offices.post_words import is_post
from kg.extraction.offices.posts import post_of, with_tenure
from kg.extraction.parsing.syntax import is_negated, nearest_subject
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_TENURES = {"VBZ": "current", "MD": "incoming"}
_DEFINITE = frozenset(("the", "this"))
_IN_TALES = frozenset("film movie novel play series story show".split())


def held_by(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """The office that 'is' or 'will be' somebody's by name; who 'was' the chairman may be so still."""
    post_noun = nearest_subject(verb)
    name = next((c for c in verb.rights if c.dep_ == "attr" and c.pos_ == "PROPN"), None)
    helper = next((c for c in verb.lefts if c.dep_ == "aux"), verb)
    if post_noun is None or name is None or helper.tag_ not in _TENURES or is_negated(verb):
        return
    if (helper is not verb and helper.lower_ != "will") or not _is_the_post(post_noun) or verb.dep_ == "ccomp":
        return
    mention = references.cast.at(*references.page.where(index, name))
    if mention is None or mention.alone or references.cast.type_of(mention.key) != "Person":
        return
    told = modality_of(references, index, verb)
    post = post_of(references.page, references.cast, index, verb.doc, post_noun, post_noun.left_edge.i)
    if told is None or post is None or post.organization == mention.key or references.page.text[post.end] == "-":
        return  # 'the commander-in-chief is'
    tenure = _TENURES[helper.tag_] if post.tenure == "current" else post.tenure
    span = (min(post.start, mention.start), max(post.end, mention.end))
    yield from holding("office-copula", mention, with_tenure(post, tenure), span, 1.0)


def _is_the_post(noun: Token) -> bool:
    """'the new chairman', 'her deputy', 'Orlen's director'; not 'a mayor', 'the best mayor', 'one of the directors'."""
    first = noun.left_edge
    definite = first.lower_ in _DEFINITE or any(c.dep_ == "poss" for c in noun.lefts)
    ranked = any(c.tag_ in ("JJS", "RBS") for c in noun.lefts)
    tale = any(c.lemma_.lower() in _IN_TALES for t in noun.rights for c in t.subtree)
    clause = any(c.dep_ in ("relcl", "acl") for c in noun.rights)
    alone = noun.lower_ == "deputy" and not any(c.dep_ in ("compound", "amod") for c in noun.lefts)  # of whom, is open
    return noun.tag_ == "NN" and is_post(noun) and definite and not (ranked or tale or clause or alone)
