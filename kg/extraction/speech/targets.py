"""Whom a criticism, an accusation or praise is of: whoever the word is said of, never somebody merely named in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES
from kg.extraction.parsing.phrases import joined
from kg.extraction.parsing.syntax import actors, after, is_negated, is_passive, nearest_subject, objects, subject
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import spoken_of, tokens_between
from kg.extraction.speech.forces import words_of_force

if TYPE_CHECKING:
    from spacy.tokens import Token

JUDGING = frozenset(("criticise", "accuse", "praise"))
_CLIMBED = frozenset("amod advmod attr acomp conj oprd xcomp npadvmod prep compound prt".split())
_SHARED = ("conj", "relcl", "acl", "xcomp")
_SPEAKER_S = frozenset("condemn deplore congratulate applaud commend praise".split())  # 'I condemn ...'
_MOST_STEPS, _MOST_JOINED, _SURE = 8, 15, 0.6
# what somebody does or answers for: who is behind it is criticised with it
_DEEDS = frozenset(
    "action behaviour behavior budget campaign claim comment conduct decision deal failure handling leadership"
    " move order performance plan policy proposal record refusal remark response role ruling silence speech stance"
    " statement strategy tactic verdict word work".split()
)
_HANDLED = frozenset(("handling", "record"))  # 'the handling of X': X has done nothing


def about(
    references: References, force: str, said: tuple[int, int], speaker: str, judged: tuple[int, Sequence[Token]] | None
) -> tuple[str, ...]:
    """The keys of whom `text[said]` is about: of words that judge whoever is judged, of others all that they name.

    `judged` has the paragraph and the words that the verb itself names as judged, where it does: 'criticised X'.
    """
    if force not in JUDGING:
        return spoken_of(references, *said, speaker)
    index, heads = judged or _by_words(references, force, *said)
    named = _named(references, index, heads, by_verb=judged is not None)
    return tuple(key for key in named if key != speaker and key not in references.cast.thin)


def judged_by(verb: Token) -> list[Token] | None:
    """Whom a verb that judges names as judged: 'criticised X', 'X was praised', 'blamed it on X'; None of others."""
    lemma = verb.lemma_.lower()
    if FORCES.get(lemma) not in JUDGING and lemma not in ("attack", "call"):
        return None
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    if clause is not None:
        return _doing(clause)  # 'alleged that X had lied'
    found = objects(verb)
    return found + after(verb, "on") if lemma == "blame" and not is_passive(verb) else found


def _by_words(references: References, force: str, start: int, end: int) -> tuple[int, list[Token]]:
    """The paragraph, and the words that the first word of this force is said of."""
    page = references.page
    index = bisect_right([each.start for each in page.paragraphs], start) - 1
    at = words_of_force(page.text[start:end], force)
    base = page.paragraphs[index].start
    if at is None:
        verbs = (t for t in tokens_between(page.docs[index], start - base, end - base) if t.pos_ in ("VERB", "AUX"))
        first = next((t for t in verbs if t.dep_ in ("ROOT", "ccomp", "parataxis")), None)
        return index, _doing(first) if first is not None and force == "accuse" else []
    inside = list(tokens_between(page.docs[index], start + at[0] - base, start + at[1] - base))
    return index, _said_of(inside[-1]) if inside else []


def _said_of(word: Token) -> list[Token]:
    """Who or what a word is said of: 'X' of 'X is a complete disgrace', 'X behaved shamefully', 'I condemn X'."""
    for _ in range(_MOST_STEPS):
        if word.lemma_.lower() in _SPEAKER_S and word.pos_ == "VERB":
            return objects(word)
        if word.pos_ in ("VERB", "AUX"):
            return _doing(word)
        if word.lower_ in ("doing", "fault"):
            return [c for c in word.lefts if c.dep_ == "poss"]  # "it was X's doing"
        if word.dep_ == "appos":
            return [word.head]
        if word.dep_ not in _CLIMBED:
            return []
        word = word.head
    return []


def _doing(verb: Token) -> list[Token]:
    if is_negated(verb):
        return []
    if is_passive(verb):
        return actors(verb)
    own = nearest_subject(verb)
    if own is None or own.tag_ in ("WP", "WDT"):
        own = subject(verb) if verb.dep_ in _SHARED else None
    return [own] if own is not None else []


def _named(references: References, index: int, heads: Sequence[Token], *, by_verb: bool) -> list[str]:
    """Those of the phrases that are somebody by name or a body, and who is behind a deed: "X's decision".

    A pronoun counts only as the object of a verb that judges: 'praised her'.
    """
    found: dict[str, None] = {}
    for head in heads:
        for each in (head, *islice(joined(head), _MOST_JOINED)):
            behind = after(each, "by")
            if each.lemma_.lower() in _DEEDS:
                behind += [c for c in each.lefts if c.dep_ == "poss"]
                behind += after(each, "of") if each.lemma_.lower() not in _HANDLED else []
            for word in behind if each.pos_ == "NOUN" and behind else (each,):
                if word.pos_ != "PRON" or by_verb:
                    found.update(dict.fromkeys(_who(references, index, word)))
    return list(found)


def _who(references: References, index: int, word: Token) -> list[str]:
    """The people whom the phrase names, and the bodies that it means: 'the media' are not whoever spoke last."""
    cast, found = references.cast, []
    for each in references.resolve(index, word):
        named = word.pos_ == "PRON" or any(m.key == each.key for m in cast.within(each.start, each.end))
        bodily = cast.type_of(each.key) == "Organization" and cast.entities[each.key].name[:1].islower()
        if each.sure >= _SURE and (named or bodily) and cast.type_of(each.key) != "UnnamedSource":
            found.append(each.key)
    return found
