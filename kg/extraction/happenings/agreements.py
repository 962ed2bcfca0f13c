"""Agreements: who agreed with whom on what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.happenings.happenings import Happening, findings_of, named, people_of
from kg.extraction.lexicon import OFFICE_PLURALS, PACTS
from kg.extraction.parsing.syntax import actors, after, is_passive
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSING = frozenset(
    "sign reach strike agree conclude make seal ink broker negotiate announce approve ratify secure have".split()
)
_CORE = frozenset("heart core centre center helm forefront top head foundation".split())
_GOVERNING = dict.fromkeys(("governments", "leaders", "parliaments", "armies"), "")
_SPEAKING = frozenset("truce ceasefire armistice treaty".split())  # say what they are about
_BY_THE_WAY = Sure(0.92, "whether there was one: it is only mentioned by the way")  # 'the deal between X and Y'


def find_agreements(references: References) -> Iterator[Finding]:
    """The agreements that nouns of agreement and 'agree with' tell of."""
    return findings_of(references, _agreement)


def _agreement(references: References, index: int, token: Token) -> Happening | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma in PACTS:
        return _pact(references, index, token)
    if token.pos_ == "VERB" and lemma == "agree":
        parties = _parties(references, index, [*actors(token), *after(token, "with")])
        subject = _about(references, index, token) or _agreed(references, index, token)
        if subject and len(parties) > 1:
            return Happening(
                "Agreement",
                "agreement-verb",
                index,
                token,
                {"parties": parties},
                {"subject": (_words(references, subject),)},
                (subject,),
            )
    return None


def _agreed(references: References, index: int, verb: Token) -> tuple[int, int] | None:
    """'agree merger', 'agreed the terms of the sale': what is agreed; a pact by its noun is found by itself."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i > verb.i), None)
    if thing is None or thing.lemma_.lower() in PACTS:
        return None
    start = thing.left_edge.i + (thing.left_edge.dep_ in ("det", "poss") and thing.left_edge.i < thing.i)
    return _stretch(references, index, start, thing)


def _pact(references: References, index: int, noun: Token) -> Happening | None:
    """'signed a treaty with X', 'the deal between X and Y on fishing'."""
    heads = after(noun, "between", "with")
    ruling = noun.head if noun.head.pos_ == "VERB" and noun.head.lemma_.lower() in _CLOSING else None
    if ruling is not None and noun.dep_ in ("dobj", "nsubjpass"):
        heads = [
            *(state for doer in actors(ruling) for state in _states(doer)),
            *heads,
            *after(ruling, "with", "between"),
        ]
    heads = [head for head in (*_owners(noun), *heads) if not _is_placed(head)]
    between = _parties(references, index, after(noun, "between"))
    parties = between if len(between) > 1 else _parties(references, index, heads)  # not who announces their deal
    if len(parties) < 2:
        return None
    about = _about(references, index, noun) or _named_subject(references, index, noun)
    around = [noun, *((ruling,) if ruling is not None else ())]
    partners = [with_whom for each in around for with_whom in after(each, "with")]
    about = about or next(
        (found for each in (*around[1:], *partners) if (found := _about(references, index, each))), None
    )
    about = about or (_purpose(references, index, ruling, noun) if ruling is not None else None)
    if about is None and noun.lemma_.lower() not in _SPEAKING and (ruling is None or not is_passive(ruling)):
        return None
    subject = about or references.page.where(index, noun)
    fields = {"subject": (_words(references, subject),)}
    sure = 1.0 if ruling is not None and about is not None else _BY_THE_WAY
    return Happening("Agreement", "agreement-noun", index, noun, {"parties": parties}, fields, (subject,), sure)


def _is_placed(head: Token) -> bool:
    """'a pact with jobs at its heart': what the pact is about, and nobody whom it is made with."""
    at = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ == "at"), None)
    where = next((c for c in at.children if c.dep_ == "pobj"), None) if at is not None else None
    return where is not None and where.lemma_.lower() in _CORE and any(c.dep_ == "poss" for c in where.lefts)


def _owners(noun: Token) -> list[Token]:
    """'Korvia' of "Korvia's deal with Valdoria", both of 'a truce agreed by Korvia and Valdoria'."""
    made = [c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in _CLOSING]
    own = [c for c in noun.lefts if c.dep_ == "poss" and c.pos_ == "PROPN"] if after(noun, "with") else []
    return [*own, *(doer for verb in made for doer in actors(verb))]


def _states(doer: Token) -> list[Token]:
    """'The presidents of France and Spain signed a treaty': France and Spain did."""
    of = next((c for c in doer.rights if c.lower_ == "of" and c.dep_ == "prep"), None)
    whose = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    several = whose is not None and any(c.dep_ == "conj" for c in whose.children)
    return [whose] if whose is not None and several and doer.lower_ in OFFICE_PLURALS | _GOVERNING else [doer]


def _parties(references: References, index: int, heads: list[Token]) -> list[Referent]:
    found = people_of(references, index, heads)
    return found if named(references, found) else []


def _about(references: References, index: int, word: Token) -> tuple[int, int] | None:
    """What it is about: 'on fishing rights', 'to share the costs'."""
    for child in word.children:
        if child.i < word.i:
            continue
        if (
            child.lower_ in ("on", "over", "about", "for", "regarding")
            and child.dep_ == "prep"
            and child.right_edge.i > child.i
            and not any(c.ent_type_ in ("DATE", "TIME") for c in child.children)
        ):
            return _stretch(references, index, child.i + 1, child)
        if child.tag_ == "VB" and any(c.tag_ == "TO" for c in child.lefts):
            return _stretch(references, index, child.left_edge.i, child)
    return None


def _purpose(references: References, index: int, ruling: Token, noun: Token) -> tuple[int, int] | None:
    """'signed a deal with Orlen to buy trains', where the parser hangs the purpose on the verb."""
    clauses = (c for c in ruling.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > noun.i)
    clause = next((c for c in clauses if any(t.tag_ == "TO" for t in c.lefts)), None)
    return _stretch(references, index, clause.left_edge.i, clause) if clause is not None else None


def _stretch(references: References, index: int, start: int, head: Token) -> tuple[int, int]:
    end = head.right_edge.i
    while end > start and (head.doc[end].is_punct or head.doc[end].ent_type_ == "DATE"):
        end -= 1
    if end > start and end < head.right_edge.i and head.doc[end].pos_ == "ADP":
        end -= 1  # '(fishing) on Monday'
    return references.page.where(index, head.doc[start : end + 1])


def _named_subject(references: References, index: int, noun: Token) -> tuple[int, int] | None:
    """'a trade deal': what stands before the noun."""
    words = [c for c in noun.lefts if c.dep_ in ("compound", "amod")]
    return references.page.where(index, noun.doc[words[0].left_edge.i : noun.i + 1]) if words else None


def _words(references: References, span: tuple[int, int]) -> str:
    return " ".join(references.page.text[span[0] : span[1]].split())
