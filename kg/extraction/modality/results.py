"""What an infinitive tells as done ('came from behind to beat'), and what is called off, as is 'as was the match'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.modality.modality_words import CALLING_OFF

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINNING = frozenset(
    "beat claim clinch defeat draw edge eliminate finish"
    " overcome qualify reach retain seal secure thrash upset win".split()
)
# verbs of a contest, with the words beside them that make what follows their outcome
_STRUGGLING = {
    **dict.fromkeys("battle bounce claw fight hit storm".split(), frozenset(("back", "through"))),
    "come": frozenset(("back", "through", "behind", "down")),
    "go": frozenset(("on",)),
    "hang": frozenset(("on",)),
    "hold": frozenset(("on",)),
}
_OF_THEMSELVES = frozenset(("rally", "recover"))
_REACH = 4  # words between the verb and what makes it one of a contest
_LIKEWISE = frozenset(("so", "nor", "neither"))


def is_outcome(verb: Token) -> bool:
    """'beat' of 'came from behind to beat', 'held on to beat'; not of 'came to Sela to beat'."""
    ruling = verb.head
    tied = verb.dep_ in ("advcl", "xcomp") and ruling.pos_ == "VERB" and ruling.i < verb.i
    return tied and verb.lemma_.lower() in _WINNING and _is_struggle(ruling)


def _is_struggle(ruling: Token) -> bool:
    beside = {t.lower_ for t in ruling.doc[ruling.i + 1 : ruling.i + 1 + _REACH]}
    lemma = ruling.lemma_.lower()
    return lemma in _OF_THEMSELVES or bool(beside & _STRUGGLING.get(lemma, frozenset()))


def stood_for(aid: Token) -> Token | None:
    """'called' of 'The concert was called off, as was the match': the verb that 'was' before its subject stands for."""
    likewise = any((c.dep_ == "mark" and c.lower_ == "as") or c.lower_ in _LIKEWISE for c in aid.lefts)
    alone = aid.pos_ == "AUX" and aid.dep_ in ("advcl", "conj") and not any(c.dep_ == "nsubj" for c in aid.lefts)
    return aid.head if likewise and alone and aid.head.pos_ == "VERB" and aid.head.i < aid.i else None


def is_called_off(verb: Token) -> bool:
    """'was cancelled', 'called off'; not 'called a protest'."""
    lemma = verb.lemma_.lower()
    return lemma in CALLING_OFF and (lemma != "call" or any(c.lower_ == "off" for c in verb.children))
