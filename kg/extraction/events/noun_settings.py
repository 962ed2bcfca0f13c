"""Whether the words around a noun of event say that it came about: 'after the launch of', 'At a briefing'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.modality.modality_words import FINDING, PLAN_NOUNS
from kg.extraction.parsing.syntax import helpers, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERAL = frozenset("any every each such no another whatever which what more many most few several some".split())
_COUNTING = frozenset("couple series string spate wave round number pair flurry dozen".split())
_KNOWN = frozenset("the this that these those".split())
_AFTER = frozenset("after following since during amid despite upon".split())
_AT = frozenset(("at", "during", "in", "on"))
_ANNOUNCING = frozenset("announce plan schedule order".split())
_SCHEDULING = frozenset("schedule set slate".split())
_REPORTING = frozenset("report tell learn hear".split())
_LOOSE = frozenset("of over about on with by from in at to".split())
# what is done with what takes place
STAGING = frozenset("hold stage conduct carry launch mount open begin start undertake make resume".split())
HOSTING = frozenset("host organise organize perform lead complete conclude run end".split())
# of whom it befalls: 'is facing an investigation', 'underwent an autopsy'
SUFFERING = frozenset("face undergo suffer".split())
_HAPPENING = frozenset(
    "begin start end take happen occur erupt break continue resume conclude follow come go last strike hit".split()
)
# what takes place when the clause says: 'attended a summit in May', 'The coup removed her in 2031'
_MEETING = frozenset("attend see witness experience survive join suffer mark watch execute".split())
_STRIKING = frozenset(
    "kill injure wound hit strike destroy damage force cause spark trigger leave shake rock remove close delay disrupt"
    " topple oust sweep tear devastate".split()
)
# 'The passage of the law is the main reason': it has been passed
_CAUSES = frozenset("reason factor cause result response milestone setback".split())
# what a verb makes of it leaves open whether it came about
_OPEN = frozenset(
    "agree disagree seek demand want urge propose consider oppose threaten avoid prevent plan request support allow ban"
    " allege deny fear expect predict forecast recommend suggest need require prepare await promise pledge vow offer"
    " block stop foil thwart plot discuss debate mean include call like prefer favour favor imagine warn risk"
    " authorise authorize prohibit forbid permit try attempt order announce schedule intend hope wish accuse"
    " charge suspect justify advocate contemplate rule".split()
)
_OPEN_NOUNS = frozenset(
    "risk threat fear danger possibility prospect chance likelihood case call demand bid plot proposal request"
    " right option need hope suspicion charge allegation accusation claim rumour rumor warning idea talk"
    " speculation question support opposition date deadline schedule timetable type kind sort form lack absence"
    " history number rate tool method way means act crime offence offense law bill rule ban ability power attempt"
    " effort intention victim condition conviction count suggestion sign evidence indication report campaign vote"
    " order warrant reward responsibility motive permission permit consent cost price time point process goal aim"
    " target expert style lot announcement decision".split()
)


def is_general(noun: Token) -> bool:
    """'any search', 'searches': of no single event."""
    if any(c.lower_ in _GENERAL for c in noun.lefts if c.dep_ in ("det", "amod", "nummod", "predet")):
        return True
    if counting_noun(noun) is not None:
        return False
    told = any(c.dep_ in ("det", "poss", "nummod") for c in noun.lefts)
    return not told and noun.tag_ == "NNS"


def is_known(noun: Token) -> bool:
    """'the search', "Okoye's search", 'their search'."""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _KNOWN) for c in noun.lefts)


def first_joined(noun: Token) -> Token:
    """The first of the nouns that 'and' joins, or the noun that counts: it stands for all of them in the clause."""
    for _ in range(5):
        if (counting := counting_noun(noun)) is not None:
            noun = counting
        elif noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
        else:
            break
    return noun


def counting_noun(noun: Token) -> Token | None:
    """'series' of 'a series of blasts', 'couple' of 'a couple of attacks': the clause is told of it."""
    up = noun.head.head
    counts = noun.dep_ == "pobj" and noun.head.lower_ == "of" and up.lemma_.lower() in _COUNTING
    return up if counts and any(c.lower_ in ("a", "the", "this", "another") for c in up.lefts) else None


def setting_of(noun: Token) -> str | None:
    """How its clause tells of it; None where that leaves open whether it came about.

    One of 'staged', 'suffered', 'met', 'after', 'at', 'on' (under way), 'subject', 'planned' and 'loose'.
    """
    first = first_joined(noun)
    up = first.head
    if read_as_adjective(noun) is not None:
        return "met"
    if first.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return _by_verb(first, up)
    if first.dep_ != "pobj":
        return None
    link, above = up.lower_, up.head
    while above.pos_ == "ADP" and above.head.i != above.i:
        above = above.head
    if link == "of" and above.lower_ == "part":
        return "at"  # 'was freed as part of a prisoner swap'
    if _leaves_open(above):
        return None
    if above.lemma_.lower() in PLAN_NOUNS:
        return "planned" if is_known(noun) else None
    if link in _AFTER:
        return "after" if link != "during" else "at"
    if link in _AT and above.pos_ in ("VERB", "AUX"):
        return "at"
    if link == "by" and first.head.dep_ == "agent":
        return "met"
    if above.lower_ == "according" or (link in ("on", "of") and above.lemma_.lower() in _REPORTING):
        return "loose"
    return "loose" if link in _LOOSE and is_known(noun) else None


def read_as_adjective(noun: Token) -> Token | None:
    """'removed' of 'A coup removed the mayor in 2031', where the parser takes it for 'a coup that was removed'."""
    verb = next((c for c in noun.rights if c.i == noun.i + 1 and c.dep_ == "acl" and c.tag_ == "VBN"), None)
    striking = verb is not None and verb.lemma_.lower() in _STRIKING
    return verb if verb is not None and striking and any(c.dep_ == "dobj" for c in verb.rights) else None


def _leaves_open(above: Token) -> bool:
    """Whether what it hangs on leaves it open: 'the risk of a search', 'may follow a search'."""
    if above.pos_ in ("VERB", "AUX"):
        return above.lemma_.lower() in _OPEN or any(aid.tag_ == "MD" and aid.lower_ != "will" for aid in helpers(above))
    return above.lemma_.lower() in _OPEN_NOUNS


def _by_verb(noun: Token, verb: Token) -> str | None:
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma = verb.lemma_.lower()
    aids = helpers(verb)
    ahead = any(aid.tag_ in ("MD", "TO") for aid in aids)
    if lemma == "follow" and verb.tag_ == "VBG" and noun.dep_ == "dobj" and not aids:
        return "after"  # 'officials, following an investigation, said'
    if lemma in STAGING | HOSTING and noun.dep_ in ("dobj", "nsubjpass"):
        usual = verb.tag_ in ("VBZ", "VBP") or (ahead and lemma in HOSTING)
        return None if usual else "staged"
    if lemma == "have" and noun.dep_ == "dobj" and verb.tag_ in ("VBD", "VBN") and not aids:
        return (
            "staged" if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts) else None
        )  # 'had its premiere'
    if lemma in SUFFERING and noun.dep_ == "dobj":
        return "suffered"
    if lemma in _HAPPENING and noun.dep_ == "nsubj":
        return "staged"
    if lemma in FINDING and noun.dep_ == "nsubj" and any(aid.lower_ == "will" for aid in aids):
        return "planned"  # 'Her statement on Thursday will reveal'
    if lemma in FINDING and noun.dep_ == "nsubj" and not ahead:
        return "subject" if verb.tag_ in ("VBD", "VBN", "VB") else None
    if lemma in _SCHEDULING and noun.dep_ == "nsubjpass" and not ahead:
        return "staged"  # 'The hearing is set for 3 June'
    if lemma in _ANNOUNCING and noun.dep_ in ("dobj", "nsubjpass") and not ahead:
        return "planned"
    if ahead or is_negated(verb):
        return None
    done = verb.tag_ in ("VBD", "VBN") and not any(aid.lower_ == "had" for aid in aids)
    if done and lemma in (_MEETING if noun.dep_ == "dobj" else _STRIKING if noun.dep_ == "nsubj" else ()):
        return "met"
    if noun.dep_ == "nsubj":
        past = (aids or [verb])[0].tag_ in ("VBD", "VBZ", "VBP") and verb.tag_ in ("VBD", "VBN")
        if lemma == "be":
            told = verb.tag_ == "VBD" or any(c.dep_ == "attr" and c.lemma_.lower() in _CAUSES for c in verb.rights)
            return "on" if is_under_way(verb) else "subject" if told and is_known(noun) else None
        return "subject" if past else None
    if lemma in _OPEN:
        return None
    known = is_known(noun) or noun.dep_ == "nsubjpass"
    return "subject" if known and verb.tag_ in ("VBD", "VBN") else None


def is_under_way(verb: Token) -> bool:
    """'is under way', 'were underway', 'is ongoing'."""
    return any(
        c.lower_ in ("underway", "ongoing") or verb.doc[c.i : c.i + 2].text.lower() in ("under way", "in progress")
        for c in verb.rights
    )
