"""Whom a pronoun means: 'he' and 'she', 'it', 'they', and 'I' within quotation marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CLAUSAL
from kg.extraction.names.cast import Mention
from kg.extraction.parsing.syntax import ancestors, subject, whom_it_moves
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.references.same_speaker import asker, body_that_goes_on, goes_on_speaking
from kg.extraction.references.several import OTHERS, SEVERAL, they

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNING = {"his": "he", "its": "it", "their": "they"}
_CONTESTED = 0.7  # a pronoun that may mean somebody else: a draft
_OF_ONES_DOING = 0.85  # of 'Adu's visit, in which he met the mayor', it is Adu
_DOINGS = frozenset(
    "visit trip tour stay speech address lecture testimony interview appearance presidency premiership tenure term"
    " reign stint spell campaign career mandate".split()
)
_OF_US = 0.75  # that 'we' are the body for which somebody speaks
_TOLD = 0.9  # of 'Orlen said it would', it is Orlen
_GOES_ON = 0.8  # of 'Orlen said it was late. It added', it is Orlen
_NEAR = 400  # code points: 'it' looks no further back
_MOST_NAMED = 30  # the nearest mentions of people
_FAR = 900  # code points: a pronoun looks no further back
_STOPS = re.compile(r"[.!?][\"”’]*\s+(?=[\"“‘A-Z])")


def pronoun(
    so_far: Discourse, index: int, head: Token, start: int, end: int, word: str | None = None
) -> Referent | None:
    """Whom or what the pronoun at `[start:end]` means, read as `word` if given; None where nobody is known."""
    word = word or head.lower_
    if word in ("i", "me", "we", "us"):
        alone = word in ("i", "me") or so_far.page.turn_at(start) is None  # 'we' of an answer are several
        speaker = so_far.speaker_at(start) if alone else None
        if not speaker or word in ("i", "me"):
            return Referent(speaker, start, end, 0.9) if speaker else None
        return Referent(so_far.body_of(speaker) or speaker, start, end, _OF_US if so_far.body_of(speaker) else 0.6)
    if word in ("he", "she", "him", "her"):
        gender = "he" if word in ("he", "him") else "she"
        if (traveller := _whose_doing(so_far, index, head, gender)) is not None:
            return Referent(traveller, start, end, _OF_ONES_DOING)
        own = {_own_subject(so_far, index, head), _other_pronoun(so_far, index, head, word)}
        own |= _behind_another(so_far, index, head) | _named_after(so_far, index, head)
        own |= {so_far.answerer_at(start), asker(so_far, index, head)}  # who answers in a turn is 'I'
        key = _object_before(so_far, index, head, gender, own) or _teller(so_far, index, head, gender, own)
        key = key or _beside(so_far, index, head, gender, own)
        key = key or _stranger_before(so_far, start) or _person_before(so_far, start, gender, own)
        clear = key and (not _is_contested(so_far, key, start, gender) or goes_on_speaking(so_far, index, head, key))
        sure = 0.8 if clear else _CONTESTED
        return Referent(key, start, end, sure) if key else None
    if word in ("they", "them"):
        if (ruling := _governing(so_far, index, head)) is not None:
            return Referent(ruling, start, end, SEVERAL)
        several = they(so_far, index, head, start, end)
        return several[0] if len(several) == 1 else None
    if word in ("some", "many", "others", "several") and head.dep_ in ("nsubj", "agent"):
        return Referent(so_far.cast.key_for("UnnamedSource", head.text), start, end, 0.7)
    if word == "it" and (body := body_that_goes_on(so_far, index, head)) is not None:
        return Referent(body, start, end, _GOES_ON)
    if word == "it":
        teller = _teller(so_far, index, head, None, {_own_subject(so_far, index, head)}, ("Organization", "Country"))
        return Referent(teller, start, end, _TOLD) if teller else _body_before(so_far, start, end)
    return None


def _whose_doing(so_far: Discourse, index: int, head: Token, gender: str) -> str | None:
    """'Okoye defended Ben Adu's trip to Norvik, during which he met the mayor': whose trip it is, not Okoye."""
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return None
    words = head.doc[head.sent.start : head.i]
    opens = next((t for t in reversed(words[-3:]) if t.lower_ in ("when", "where", "which")), None)
    if opens is None or not any(t.text == "," for t in words[-4:]):
        return None
    owner = next((t for t in reversed(words) if t.dep_ == "poss" and t.pos_ == "PROPN"), None)
    if owner is None or owner.head.lemma_.lower() not in _DOINGS:
        return None
    mention = so_far.cast.at(*so_far.page.where(index, owner))
    if mention is None or so_far.cast.type_of(mention.key) != "Person":
        return None
    between = so_far.cast.within(mention.end, so_far.page.where(index, head)[0])
    others = any(so_far.cast.type_of(each.key) == "Person" for each in between)
    return mention.key if so_far.cast.gender.get(mention.key, gender) == gender and not others else None


def _governing(so_far: Discourse, index: int, head: Token) -> str | None:
    """'how Korvia will deal with a man who they say lied': the land or body that is the subject just before."""
    if head.dep_ != "nsubj" or head.head.dep_ != "relcl":
        return None
    before = head.doc[head.sent.start : head.i]
    own = next((t for t in reversed(before) if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("PROPN", "NOUN")), None)
    mention = so_far.cast.at(*so_far.page.where(index, own)) if own is not None and own.pos_ == "PROPN" else None
    if own is None or mention is None or so_far.cast.type_of(mention.key) not in ("Country", "Organization"):
        return None
    return None if any(t.tag_ in ("NNS", "NNPS") for t in head.doc[own.i : head.i]) else mention.key


def _body_before(so_far: Discourse, start: int, end: int) -> Referent | None:
    """'it': the body last named or, where that is later, the last that was a subject ('the company')."""
    named = next(((m.start, m.key) for m in so_far.cast.before(start, "Organization", "Country")), None)
    described = next(((at, key) for at, key in reversed(so_far.bodies) if at < start), None)
    if described is not None and (named is None or named < described):
        named = described
    return Referent(named[1], start, end, 0.4) if named and start - named[0] < _NEAR else None


def _own_subject(so_far: Discourse, index: int, head: Token) -> str | None:
    """The subject of the same verb, whom 'him' or 'her' beside it cannot mean."""
    if head.dep_ not in ("dobj", "dative", "pobj", "nsubj"):
        return None
    verb = head.head if head.dep_ != "pobj" else head.head.head
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i != head.i), None)
    if own is not None and own.tag_ == "WP" and verb.dep_ == "relcl":
        own = verb.head  # 'Okoye, who had appointed him'
    if own is None and head.dep_ in ("dobj", "dative"):
        own = whom_it_moves(verb)  # 'called on the prime minister, Ana Okoye, to dismiss her': not Okoye
        own = next((c for c in own.children if c.dep_ == "appos"), own) if own is not None else None
    mention = so_far.cast.at(*so_far.page.where(index, own)) if own is not None else None
    return mention.key if mention else None


def _behind_another(so_far: Discourse, index: int, head: Token) -> set[str]:
    """Whom 'convicted the killer of Ivo Okoye and jailed him' only tells somebody else by."""
    if head.dep_ not in ("dobj", "dative"):
        return set()
    before = [t for t in head.sent if t.i < head.i]
    ruled = [(t, t.head) for t in before if t.dep_ == "poss"]
    ruled += [(t, t.head.head) for t in before if t.dep_ == "pobj" and t.head.lower_ == "of"]
    named = (so_far.cast.at(*so_far.page.where(index, t)) for t, up in ruled if up.lemma_.lower() in OTHERS)
    return {mention.key for mention in named if mention is not None}


def _named_after(so_far: Discourse, index: int, head: Token) -> set[str]:
    """Whom the rest of its clause names: 'He said Okoye had left', 'She left before Okoye did' are of somebody else."""
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return set()
    own = [c for c in head.head.rights if c.dep_ not in ("conj", "parataxis")]
    spans = (so_far.page.where(index, head.doc[c.left_edge.i : c.right_edge.i + 1]) for c in own if c.i > head.i)
    return {mention.key for span in spans for mention in so_far.cast.within(*span) if mention.form == "name"}


def _beside(so_far: Discourse, index: int, head: Token, gender: str, others: Collection[str | None]) -> str | None:
    """'Some have broken with Okoye and urged him to go': the one person whom its own sentence has named."""
    if head.dep_ not in ("dobj", "dative"):
        return None
    start, end = so_far.page.where(index, head.doc[head.sent.start : head.i + 1])
    if so_far.page.quotation_at(end) is not None:
        return None
    fits = {
        m.key
        for m in so_far.cast.within(start, end)
        if so_far.cast.type_of(m.key) == "Person"
        and so_far.cast.gender.get(m.key, gender) == gender
        and m.key not in so_far.cast.thin
        and so_far.page.quotation_at(m.start) is None
    }
    return next(iter(fits)) if len(fits) == 1 and not fits & set(others) else None


def _object_before(
    so_far: Discourse, index: int, head: Token, gender: str, others: Collection[str | None]
) -> str | None:
    """'The council named Okoye a rebel and levied fines against her': whom the verb before meets."""
    if head.dep_ not in ("dobj", "dative", "pobj"):
        return None
    verb = next((up for _, up in islice(ancestors(head), 3) if up.pos_ == "VERB"), head)
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ != "VERB" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
        return None
    met = (subject(c) if c.dep_ == "ccomp" else c for c in first.rights if c.dep_ in ("dobj", "ccomp") and c.i < verb.i)
    whom = next((each for each in met if each is not None), None)
    mention = so_far.cast.at(*so_far.page.where(index, whom)) if whom is not None else None
    person = mention is not None and so_far.cast.type_of(mention.key) == "Person" and mention.key not in others
    fits = mention is not None and so_far.cast.gender.get(mention.key, gender) == gender
    return mention.key if mention is not None and person and fits else None


def _other_pronoun(so_far: Discourse, index: int, head: Token, word: str) -> str | None:
    """Whom 'he' means that is the subject of a sentence with 'her' in it: she is somebody else."""
    others = ("he",) if word in ("she", "her") else ("she",)
    first = next((t for t in head.sent if t.i < head.i and t.lower_ in others and t.dep_ == "nsubj"), None)
    found = pronoun(so_far, index, first, *so_far.page.where(index, first)) if first is not None else None
    return found.key if found is not None else None


def _person_before(so_far: Discourse, start: int, word: str, others: Collection[str | None]) -> str | None:
    """Whom 'he' or 'she' means: the last subject of a main clause, where it stands at most a sentence before.

    Outside of quotation marks nobody is meant whom only the quoted words name.
    """
    quoted = so_far.page.quotation_at(start) is not None
    fits = [
        (at, key, main)
        for at, key, main in so_far.focus
        if start - _FAR < at < start
        and key not in others
        and so_far.cast.gender.get(key, word) == word
        and (quoted or not so_far.in_utterance(at))
    ]
    for at, key, main in reversed(fits):
        if main and len(_STOPS.findall(so_far.page.text, at, start)) <= 1:
            return key
    if fits:
        return fits[-1][1]
    people = so_far.cast.before(start, "Person")
    near = next(
        (
            m
            for m in people
            if m.key not in others
            and so_far.cast.gender.get(m.key, word) == word
            and (quoted or not so_far.in_utterance(m.start))
        ),
        None,
    )
    return near.key if near and start - near.start < 600 else None


def possessor(so_far: Discourse, index: int, head: Token) -> Referent | None:
    """Whom 'his', 'her' or 'its' means."""
    start, end = so_far.page.where(index, head)
    if head.lower_ == "their" and not any(at < start for at, _ in (*so_far.groups, *so_far.bodies)):
        return None
    return pronoun(so_far, index, head, start, end, _OWNING.get(head.lower_))


def _stranger_before(so_far: Discourse, start: int) -> str | None:
    """'One of the guests left. She said ...': whoever has no name and was the last subject, a sentence before.

    None where somebody with a name was a subject later.
    """
    first, end = next((each for each in reversed(so_far.strangers) if each[1] <= start), (0, 0))
    if not end or len(_STOPS.findall(so_far.page.text, end, start + 1)) != 1:
        return None
    later = any(end <= mention.start for mention in _named_before(so_far, start))
    focused = any(first < at < start for at, _, _ in so_far.focus)
    if later or focused or so_far.page.quotation_at(start) is not None:
        return None
    return so_far.cast.key_for("UnnamedSource", so_far.page.text[first:end])


def _named_before(so_far: Discourse, start: int) -> Iterator[Mention]:
    return islice(so_far.cast.before(start, "Person"), 1)


def _teller(
    so_far: Discourse,
    index: int,
    head: Token,
    gender: str | None,
    others: Collection[str | None],
    types: tuple[str, ...] = ("Person",),
) -> str | None:
    """Who tells it: 'Okoye said both leaders had told him they would go'; nobody within quotation marks."""
    if so_far.page.quotation_at(so_far.page.where(index, head)[0]):
        return None
    for lower, upper in ancestors(head):
        if lower.dep_ == "ccomp" and upper.lemma_.lower() in CLAUSAL and upper.pos_ == "VERB":
            told = subject(upper)
            mention = so_far.cast.at(*so_far.page.where(index, told)) if told is not None else None
            if mention is not None and so_far.cast.type_of(mention.key) in types and mention.key not in others:
                return mention.key if so_far.cast.gender.get(mention.key, gender) == gender else None
    return None


def _is_contested(so_far: Discourse, key: str, start: int, gender: str) -> bool:
    """Whether somebody else whom the pronoun fits was the subject, or was named, after the one it is taken for."""
    if key not in so_far.cast.gender and " " not in so_far.cast.entities[key].name:
        return True  # of a bare name nobody can tell
    if _is_overtaken(so_far, key, start, gender):
        return True  # 'He had read of Okoye and Adu. “It was late,” he said.'
    last = next((m.start for m in so_far.cast.before(start, "Person") if m.key == key), 0)
    last = max([last, *(at for at, known, _ in so_far.focus if known == key and at < start)])
    if any(max(last, start - _FAR) < at < start for at in so_far.newcomers):
        return True
    rivals = 0
    for mention in so_far.cast.before(start, "Person"):
        if mention.key == key or start - mention.start > _FAR:
            break
        if so_far.page.quotation_at(mention.start) is None and so_far.cast.gender.get(mention.key, gender) == gender:
            rivals += 1
    return rivals > 0


def _is_overtaken(so_far: Discourse, key: str, start: int, gender: str) -> bool:
    """Whether somebody else was a subject later, or was named near one who was no subject at all."""
    mains = [
        (at, known)
        for at, known, main in so_far.focus
        if main and start - _FAR < at < start and so_far.cast.gender.get(known, gender) == gender
    ]
    own = max((at for at, known in mains if known == key), default=-1)
    if own >= 0 and len(_STOPS.findall(so_far.page.text, own, start)) <= 1:
        return False
    return any(at > own for at, known in mains if known != key) or (
        own < 0 and _others_near(so_far, key, start, gender)
    )


def _others_near(so_far: Discourse, key: str, start: int, gender: str) -> bool:
    """Whether somebody else whom the pronoun fits was named not far before, outside of quotation marks."""
    near = (m for m in so_far.cast.before(start, "Person") if start - m.start < _FAR)
    return any(
        m.key != key and so_far.cast.gender.get(m.key, gender) == gender and so_far.page.quotation_at(m.start) is None
        for m in islice(near, _MOST_NAMED)
    )
