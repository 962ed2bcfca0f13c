"""What a vote is about: 'vote to close the port', 'vote against bill'."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.parsing.syntax import after, is_negated
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_VOTE = "vote"
_SIDES = ("for", "against", "on")
_CASES = ("DATE", "TIME", "CARDINAL", "PERCENT")
_BEFORE = ("det", "predet")
_MOST = 10  # words of a kind


def with_matter(references: References, index: int, verb: Token, found: Finding) -> Finding:
    """The vote with its matter in its kind and its evidence, where a noun or an infinitive behind the verb tells it."""
    if found.fields["kind"] != (_VOTE,) or verb.lemma_.lower() != _VOTE or verb.tag_ == "VBG":
        return found
    words = _by_infinitive(verb) or _by_noun(verb)
    if not words or len(words) >= _MOST:
        return found
    _, last = references.page.where(index, words[-1])
    (start, end), *others = found.spans
    kind = f"{_VOTE} {_text(references, index, words)}"
    return replace(found, fields={**found.fields, "kind": (kind,)}, spans=((start, max(end, last)), *others))


def _text(references: References, index: int, words: list[Token]) -> str:
    """The words as the article has them, with what was left out between them: 'same-sex marriage'."""
    told = [references.page.text[slice(*references.page.where(index, word))] for word in words]
    apart = (" " if after.i > word.i + 1 else word.whitespace_ for word, after in pairwise(words))
    return "".join(chain.from_iterable(zip_longest(told, apart, fillvalue="")))


def _by_infinitive(verb: Token) -> list[Token]:
    """'to hand bill to committee' of 'voted 41 to 12 to hand the bill back to committee'."""
    done = next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"), None)
    mark = next((c for c in done.lefts if c.tag_ == "TO"), None) if done is not None else None
    thing = next((c for c in done.rights if c.dep_ == "dobj"), None) if done is not None else None
    if done is None or mark is None or thing is None or is_negated(done) or not _core(thing):
        return []
    beside = next((found for link in done.rights if link.i > thing.i and (found := _phrase(link))), [])
    return [mark, done, *_core(thing), *beside]


def _phrase(link: Token) -> list[Token]:
    """'to committee' of 'to the full committee', 'back to committee'."""
    if link.dep_ == "advmod":
        return next(([link, *found] for inner in link.rights if (found := _phrase(inner))), [])
    nouns = [c for c in link.children if c.dep_ == "pobj"] if link.dep_ == "prep" else []
    return next(([link, *core] for noun in nouns if (core := _core(noun))), [])


def _by_noun(verb: Token) -> list[Token]:
    """'against bill' of 'voted against the harbour bill'; whom somebody votes for takes part."""
    links = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in _SIDES)
    phrases = ((link, noun) for link in links for noun in after(verb, link.lower_) if noun.head == link)
    return next(([link, *core] for link, noun in phrases if noun.pos_ == "NOUN" and (core := _core(noun))), [])


def _core(noun: Token) -> list[Token]:
    """'police force' of 'its police force in Sela', 'state of emergency'; none of a pronoun, a number or a day."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in _CASES:
        return []
    words = [t for t in noun.doc[noun.left_edge.i : noun.i + 1] if not _is_before(t)]
    of = next((c for c in noun.rights if c.lower_ == "of" and c.i == noun.i + 1), None)
    inner = next((core for c in of.children if c.dep_ == "pobj" and (core := _core(c))), []) if of is not None else []
    return [*words, of, *inner] if of is not None and inner else words


def _is_before(word: Token) -> bool:
    """'the', 'its' and marks of quotation: no words of a kind."""
    return word.dep_ in _BEFORE or word.is_quote or (word.dep_ == "poss" and word.pos_ == "PRON")
