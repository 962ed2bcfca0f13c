"""Where a reported clause ends before a second verb: one of the speaker's own, or of the article's.

'Okoye said the offences were grave and jailed him': a past tense behind 'and' may tell what was said or what the
speaker did.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES
from kg.extraction.parsing.phrases import is_people
from kg.extraction.parsing.syntax import is_passive, nearest_subject

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LATER = frozenset("later then afterwards afterward immediately promptly thereafter".split())
_MARKS = frozenset(('"', "“", "”"))
_BACK = frozenset(("him", "her", "them"))
_BODIES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_MOST_LINKED = 12
_SPEAKING = frozenset(FORCES) | {"call", "label", "brand", "describe", "ask"}
# what things do by themselves
_OF_THINGS = frozenset(
    "affect appear become begin breach break bring burn burst catch cause close collapse come contain continue"
    " cost crack crash create damage destroy drop end expire explode fail fall flood follow grow happen hit"
    " include increase injure involve kill last lead lose mean melt need occur open overturn prevent produce raise"
    " remain require result rise run show shrink sink slide slip slow spill spread start stop strike suffer swerve"
    " tear threaten turn veer violate work worsen".split()
)
# what only people do
_OF_PEOPLE = frozenset(
    "accuse apologise apologize appeal appoint arrest ask ban bar denounce depart describe dismiss fine fire hug"
    " jail label leave order pledge praise promise quit resign sack sentence shake sign sit smile sue suspend"
    " thank urge vote vow walk weep withdraw".split()
)


def before_second_verb(clause: Token, end: int) -> int:
    """'said he would go and hinted he would stay': a past tense cannot share 'would', so that it goes with 'said'."""
    if not any(c.tag_ == "MD" for c in clause.lefts):
        return end
    for child in clause.rights:
        shares = child.dep_ == "conj" and child.tag_ == "VBD" and child.i <= end
        if shares and not any(c.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass") for c in child.lefts):
            link = next((c for c in clause.rights if c.dep_ == "cc" and c.i < child.i), None)
            return link.i - 1 if link is not None and link.i > clause.i else child.left_edge.i - 1
    return end


def before_participle(clause: Token, verb: Token, end: int) -> int:
    """'saying he was ashamed of those who lost | and calling them lazy': a participle goes with 'saying'."""
    if verb.tag_ != "VBG":
        return end
    for token in clause.doc[clause.i + 1 : end + 1]:
        shares = token.dep_ == "conj" and token.tag_ == "VBG" and token.head.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB")
        if not shares or token.lemma_.lower() not in _SPEAKING or any(token.lefts):
            continue
        before = token.nbor(-1)
        if before.dep_ == "cc" and sum(t.text in _MARKS for t in clause.doc[verb.i : token.i]) % 2 == 0:
            return before.i - 1 - (before.nbor(-1).text == ",")
    return end


def before_present(clause: Token, verb: Token, end: int) -> int:
    """'said he would not run and Adu has decided': what is not put back in time behind 'said' is the article's."""
    if verb.tag_ != "VBD" or not is_put_back(clause):
        return end
    for child in clause.rights:
        own = next((c for c in child.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if child.dep_ == "conj" and child.i <= end and own is not None and own.pos_ == "PROPN" and is_present(child):
            link = next((c for c in clause.rights if c.dep_ == "cc" and clause.i < c.i < child.i), None)
            return link.i - 1 if link is not None else child.left_edge.i - 1
    return end


def is_put_back(verb: Token) -> bool:
    """'had gone', 'would go': told as a past verb of saying puts it back in time."""
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ == "VBD" or first.lower_ in ("would", "could", "might")


def is_present(verb: Token) -> bool:
    """'goes', 'has gone'."""
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ in ("VBZ", "VBP")


def before_own_act(clause: Token, verb: Token, end: int) -> int:
    """'said the offences were grave | and jailed him': what the clause's subject cannot have done the speaker did."""
    for second in _bare_pasts(clause, verb, end):
        if _is_of_the_speaker(second):
            return _before_link(second)
    return end


def may_be_own_act(clause: Token, verb: Token, said: Span) -> bool:
    """'said he was sorry and left the room': whether the words may run on into what the speaker did."""
    return any(not _is_within(second, verb) for second in _bare_pasts(clause, verb, said.end - 1))


def _bare_pasts(clause: Token, verb: Token, end: int) -> Iterator[Token]:
    """The past tenses that 'and' joins to the clause, without subject, helping verb or quotation mark of their own."""
    if verb.tag_ != "VBD" or clause.i < verb.i:
        return
    chain, waiting = [clause], [clause]
    while waiting and len(chain) < _MOST_LINKED:
        waiting = [c for each in waiting for c in each.rights if c.dep_ in ("conj", "ccomp") and _is_verb(c)]
        chain += waiting
    for second in sorted(chain[1:], key=lambda token: token.i):
        bare = second.dep_ == "conj" and second.tag_ in ("VBD", "VBN") and second.i <= end
        if not bare or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "aux", "auxpass", "mark") for c in second.lefts):
            continue
        if sum(t.text in _MARKS for t in clause.doc[verb.i : second.i]) % 2 == 0 and not _is_repeated(second):
            yield second


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def _is_repeated(second: Token) -> bool:
    """'said that it was late and that ...'."""
    return second.i > 0 and second.left_edge.i > 0 and any(t.lower_ == "that" for t in second.lefts)


def _is_of_the_speaker(second: Token) -> bool:
    """Whether only the speaker can have done it: no thing jails, and nobody does to himself what is done to 'him'."""
    own = _subject(second)
    if own is None or (own.pos_ == "PRON" and own.lower_ != "it"):
        return False
    back = any(c.lower_ in _BACK and c.dep_ in ("dobj", "dative") for c in second.rights)
    if not _is_alive(own):
        return back or (second.lemma_.lower() in _OF_PEOPLE and not _is_passive_too(second))
    others = (t for t in second.doc[own.i + 1 : second.i] if t.pos_ in ("NOUN", "PROPN") and _is_alive(t))
    return back and not any(other.dep_ != "compound" for other in others)


def _is_within(second: Token, verb: Token) -> bool:
    """Whether the words plainly go on: a passive or perfect that both verbs share, or what the subject alone does."""
    if second.lemma_ == "be" or _is_passive_too(second) or _is_perfect_too(second):
        return True
    own = _subject(second)
    if own is None or (own.pos_ == "PRON" and own.lower_ != "it"):
        return False
    if not _is_alive(own):
        return second.lemma_.lower() in _OF_THINGS
    speaker = nearest_subject(verb)
    many = speaker is not None and speaker.pos_ == "NOUN" and is_people(speaker) and speaker.tag_ == "NNS"
    crowd = many or (speaker is not None and speaker.lower_ in ("police", "authorities", "officials", "prosecutors"))
    return crowd and not any(c.lower_ in _BACK for c in second.rights)


def _is_passive_too(second: Token) -> bool:
    """'was arrested and charged', 'had been stabbed and robbed'."""
    return second.tag_ == "VBN" and is_passive(second.head) and not any(c.dep_ == "dobj" for c in second.rights)


def _is_perfect_too(second: Token) -> bool:
    """'had cracked and fallen'; not 'had erred and resigned an hour later'."""
    shared = any(c.lemma_ == "have" and c.dep_ == "aux" for c in second.head.lefts)
    later = any(t.lower_ in _LATER for t in second.subtree)
    back = any(c.lower_ in _BACK for c in second.rights)
    return second.tag_ == "VBN" and shared and not later and not back


def _subject(second: Token) -> Token | None:
    """The subject of the verb that a second one is joined to."""
    verb = second
    for _ in range(_MOST_LINKED):
        if verb.dep_ != "conj" or nearest_subject(verb) is not None:
            break
        verb = verb.head
    return nearest_subject(verb)


def _is_alive(noun: Token) -> bool:
    return noun.ent_type_ in _BODIES or noun.lower_ in ("who", "i", "we") or is_people(noun)


def _before_link(second: Token) -> int:
    """The last token before ', and' and the verb that it joins on."""
    at = second.left_edge.i - 1
    while at > 0 and (second.doc[at].text == "," or second.doc[at].dep_ == "cc"):
        at -= 1
    return at
