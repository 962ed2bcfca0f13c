"""Whether the words taken for what somebody said are all of it and nothing else, as far as the parse can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_negated
from kg.extraction.speech.reported_words import is_clause, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
_ASKING = frozenset(("which", "who", "whom", "whose"))
_NOTICING = frozenset("note observe comment remark say write report".split())
_MARKS = frozenset(('"', "“", "”", "'", "‘", "’", "''", "``"))


def wholeness(clause: Token, verb: Token, said: Span, heard: tuple[Token, ...]) -> float:
    """How sure it is that the words are all that was said: less where the clause lacks its verb or its subject."""
    if len(said) == 1 and said[0].pos_ == "PRON":
        return 0.85
    if len(said) and (said[0].lower_ in ("how", "why") or _is_noticed(verb, said)):
        return 0.85  # 'said how it would go on': what was said is not told
    whole = is_clause(said) and not _is_cut(clause, verb, said) and not _is_leaked(said)
    if not any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children):
        whole = False  # 'a mission which the agency said might take place'
    if lacks_what_it_tells_of(verb):
        whole = False
    if verb.lemma_ == "tell" and clause.i > verb.i and not heard:
        whole = False  # 'told NPR Okoye had left': the listener is among the words
    return 1.0 if whole else 0.85


def is_beside_another(verb: Token, said: Span) -> bool:
    """'While officials say it is safe, others ...': what follows the comma may be the article's own."""
    first = next((c for c in verb.children if c.dep_ == "mark"), None)
    return verb.dep_ == "advcl" and first is not None and verb.i < said.start and any(t.text == "," for t in said)


def is_broken_off(verb: Token, said: Span) -> bool:
    """'to ensure rates | are stable', 'for a port | to watch it', 'one of two things: ...': more of it follows."""
    doc, end = said.doc, said.end
    if end >= len(doc) or doc[end].sent != said[-1].sent or end <= verb.i:
        return False
    if doc[end].text == ":" and doc[end + 1 : end + 2].text != '"':
        return True  # but not 'said it was late: “We must go.”'
    if doc[end].tag_ == "TO" and end + 1 < len(doc) and doc[end + 1].tag_ == "VB":
        return True
    within = any(up.dep_ in ("relcl", "acl") for up in (verb, *verb.ancestors))  # 'who vowed to go | was held'
    joined = (
        said[-1].dep_ == "conj" and said[-1].pos_ == "PROPN"
    )  # 'the day it confirmed its first case and Ostra | had'
    return (joined or not within) and doc[end].tag_ in _FINITE and doc[end - 1].text != ","


def _is_cut(clause: Token, verb: Token, said: Span) -> bool:
    """Whether words are missing: the sentence goes on with a verb or noun, or its subject is a relative pronoun."""
    doc, end = said.doc, said.end
    if (
        end < len(doc)
        and doc[end].sent == verb.sent
        and doc[end].pos_ in ("VERB", "AUX", "NOUN", "PROPN")
        and end != verb.i
    ):
        return True
    own = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None and own.tag_ in ("WDT", "WP"):
        return True  # 'an answer which she says is final'
    return clause.i > verb.i and said[0].text in ("<", "(", ")")


def lacks_what_it_tells_of(verb: Token) -> bool:
    """'a promise that Okoye said she had been given': what stands before the relative clause is missing in her words.

    Not so of 'a speech in which she said that ...', 'the day when he said ...', 'Okoye, who said that ...'.
    """
    own = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ != "relcl" or own is None or own.tag_ in ("WDT", "WP"):
        return False
    asides = [
        c for c in verb.lefts if c.tag_ == "WRB" or (c.dep_ == "prep" and any(g.tag_ == "WDT" for g in c.children))
    ]
    return not asides and not any(c.tag_ == "WP$" for c in own.lefts)


def _is_noticed(verb: Token, said: Span) -> bool:
    """'noting which ships came back', 'commented on it — which is new'; not 'did not say who had come'."""
    asks = said[0].lower_ in _ASKING and verb.lemma_.lower() in _NOTICING
    return asks and said.start > verb.i and not is_negated(verb)


def lacks_its_head(verb: Token, said: Span) -> bool:
    """'was due to fog', 'which she called late', 'it to be late': what it is said of stands elsewhere."""
    if not len(said):
        return False
    first = said[0] if said[0].text != '"' or len(said) == 1 else said[1]
    if first.lower_ == "which" and first.tag_ == "WDT":
        return said.start != verb.i + 1  # 'did not say which it was'
    if first.pos_ == "PRON" and is_infinitive(said.root):
        return first.dep_ == "nsubj" and first.lower_ not in ("himself", "herself", "itself", "themselves")
    bare = first.tag_ == "VBN" and not any(t.dep_ in ("nsubj", "nsubjpass") for t in said)
    verbal = bare or first.tag_ in ("VBZ", "VBD", "MD") or (first.tag_ == "VBP" and first.pos_ == "AUX")
    return verbal and first.text.islower() and said[-1].text != "?"


def lacks_its_subject(said: Span) -> bool:
    """'at six, was the strongest': the thing that was so stands before the words."""
    root = said.root
    own = ("nsubj", "nsubjpass", "expl", "csubj", "csubjpass")
    return said[0].pos_ == "ADP" and root.tag_ in _FINITE and not any(c.dep_ in own for c in root.children)


def _is_leaked(said: Span) -> bool:
    """Whether 'I' or 'we' stands in the words outside of marks: a quotation whose marks are lost."""
    if any(t.text in _MARKS for t in said):
        return False
    return any(t.lower_ in ("i", "we", "our", "my") and t.pos_ in ("PRON", "DET") for t in said)
