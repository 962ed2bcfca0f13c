"""What nouns of saying tell to have been said: 'issued a warning that', 'made an appeal for', 'X's claim that'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_finite, is_passive
from kg.extraction.speech.article_words import before_relative
from kg.extraction.speech.report import Report
from kg.extraction.speech.reported_words import is_infinitive, phrase_words
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# verbs that only carry the noun: 'issue a warning', 'offer an apology'
CARRYING = frozenset("issue make give offer send deliver extend launch lodge file pay put repeat renew receive".split())
_ACTS = {
    **dict.fromkeys("warning alert".split(), "warn"),
    **dict.fromkeys("apology".split(), "apologise"),
    **dict.fromkeys("appeal plea call".split(), "call for"),
    **dict.fromkeys("pledge promise vow commitment undertaking".split(), "promise"),
    **dict.fromkeys(
        "assurance statement assertion claim remark condolence sympathy insistence contention".split(), "state"
    ),
    **dict.fromkeys("demand ultimatum".split(), "demand"),
    **dict.fromkeys("complaint objection".split(), "criticise"),
    **dict.fromkeys("denial".split(), "deny"),
    **dict.fromkeys("confirmation admission acknowledgement".split(), "confirm"),
    **dict.fromkeys("allegation accusation".split(), "accuse"),
    **dict.fromkeys("announcement declaration".split(), "announce"),
    **dict.fromkeys("proposal suggestion".split(), "propose"),
    "recommendation": "advise",
    "prediction": "predict",
    "threat": "warn",
    "refusal": "refuse",
    "tribute": "praise",
    "thanks": "thank",
    "request": "ask",
}  # fmt: skip
# what may be promised, asked for or judged without a clause
_WITH_THINGS = {
    "warning": ("about", "of", "against", "over", "to"),
    "alert": ("about", "over"),
    "apology": ("for", "over"),
    "appeal": ("for",),
    "plea": ("for",),
    "call": ("for",),
    "condolence": ("to", "for"),
    "sympathy": ("to",),
    "tribute": ("to",),
    "thanks": ("to", "for"),
    "complaint": ("about", "over", "against"),
    "objection": ("to",),
    "request": ("for",),
    "demand": ("for",),
    "commitment": ("to",),
}
# nouns whose owner has said what the clause behind them tells: 'Okoye's claim that ...'
OWNED = frozenset(
    "claim warning allegation assertion admission insistence contention suggestion pledge promise vow threat refusal"
    " denial declaration prediction accusation assurance complaint statement remark announcement demand".split()
)
_TELLING_THAT = OWNED - {"refusal", "vow"}
_TELLING_TO = frozenset("pledge promise vow threat refusal".split())
_OWNER_SURE = 0.95


def carried(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'issued a warning about the storm', 'gave an assurance that it was safe', 'made an appeal for calm'."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if lemma not in CARRYING or thing is None or is_passive(verb):
        return
    noun = thing.lemma_.lower() if thing.lower_ != "thanks" else "thanks"
    force = _ACTS.get(noun)
    if force is None or thing.tag_ == "NNP":
        return
    clause = _clause_of(thing, verb)
    if clause is not None:
        yield Report("speech-noun", verb, speaker, _clause_words(clause), force, _hearers(thing, verb))
    elif any(c.lower_ in _WITH_THINGS.get(noun, ()) and c.i > thing.i for c in (*thing.rights, *verb.rights)):
        yield Report("speech-noun", verb, speaker, _with_links(thing, verb), force, (), 0.97)


def owned(noun: Token) -> Iterator[Report]:
    """'Okoye's claim that it is safe', 'a warning by Okoye that it is not': what the owner of the noun has said."""
    lemma = noun.lemma_.lower()
    if noun.pos_ != "NOUN" or lemma not in OWNED or noun.tag_ != "NN":
        return
    owner = _owner(noun)
    clause = _clause_of(noun, None)
    if owner is None or clause is None or _is_denied_or_open(noun):
        return
    if (is_infinitive(clause) and lemma in _TELLING_TO) or (is_finite(clause) and lemma in _TELLING_THAT):
        yield Report("speech-noun", noun, owner, _clause_words(clause), _ACTS[lemma], (), _OWNER_SURE)


def _owner(noun: Token) -> Token | None:
    """'Okoye' of 'Okoye's claim', 'a claim by Okoye'."""
    own: Token | None = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if own is not None:
        return own
    by = next((c for c in noun.rights if c.lower_ in ("by", "from") and c.dep_ in ("prep", "agent")), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _is_denied_or_open(noun: Token) -> bool:
    """'any claim by Okoye that', 'no promise by her to': none need have been made."""
    return any(c.lower_ in ("any", "no", "every", "each", "another", "possible", "future", "if") for c in noun.lefts)


def _clause_of(noun: Token, verb: Token | None) -> Token | None:
    """The clause that tells what was said, behind the noun: with 'that', or an infinitive."""
    behind: tuple[Token, ...] = (*noun.rights, *(verb.rights if verb is not None else ()))
    for child in behind:
        if child.i < noun.i or child.dep_ not in ("acl", "ccomp", "relcl", "xcomp", "advcl"):
            continue
        that = any(c.lower_ == "that" and c.dep_ == "mark" for c in child.lefts)
        plain = is_infinitive(child) and (verb is None or child.head.i == noun.i)
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.lower_ != "that" for c in child.lefts)
        if (that and own) or plain:
            return child
    return None


def _clause_words(clause: Token) -> Span:
    if is_infinitive(clause):
        return phrase_words(clause)
    start, end = clause.left_edge.i, clause.right_edge.i
    while start < clause.i and (clause.doc[start].lower_ == "that" or clause.doc[start].is_punct):
        start += 1
    return trimmed_words(clause.doc, start, before_relative(clause.doc, start, end))


def _with_links(thing: Token, verb: Token) -> Span:
    """'a warning to residents about the storm', also where the parser ties the last words to the verb."""
    end = thing.right_edge.i
    for child in verb.rights:
        if child.dep_ in ("prep", "dative") and child.left_edge.i == end + 1:
            end = child.right_edge.i
    return trimmed_words(thing.doc, thing.left_edge.i, before_relative(thing.doc, thing.left_edge.i, end))


def _hearers(thing: Token, verb: Token) -> tuple[Token, ...]:
    """'a warning to residents that ...', 'gave the council an assurance that ...'."""
    links = [c for c in (*thing.rights, *verb.rights) if c.lower_ == "to" and c.dep_ in ("prep", "dative")]
    bare = [c for c in verb.rights if c.dep_ == "dative" and c.pos_ in ("NOUN", "PROPN")]
    return tuple(bare + [c for link in links for c in link.children if c.dep_ == "pobj"])
