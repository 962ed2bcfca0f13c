"""Which drafts of events an editor would only throw away: read from a figure of speech, a rule or the wrong thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.personal_events import concerned, roles_of
from kg.extraction.findings import Finding, confidence_of
from kg.extraction.modality.modality_words import ASKING, MOOTING, PLANNING
from kg.extraction.parsing.syntax import helpers, is_passive, whom_it_moves
from kg.extraction.references.references import References
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_PEOPLE = frozenset(
    "patient infected diagnosed deceased spouse hospitalised injured convicted graduate retiree".split()
)
_OF_THINGS = frozenset("vessel volcano involved".split())
_NOBODY = frozenset("one some another both others".split())
_MARKS = ('"', "“", "”")
# what tells nothing without what it was that somebody went to, looked into or wrote
_OF_SOMETHING = frozenset("participation attendance investigation study census infection".split())
# what befalls somebody, and tells nobody anything without him
_OF_SOMEBODY = frozenset(
    "death injury infection illness recovery treatment return candidacy birth arrest conviction hospitalisation escape"
    " flight ouster overthrow victory win defeat move migration resignation marriage".split()
)
# words, a restriction: each of a type of its own; and 'attended the event'
_OF_OTHER_TYPES = frozenset(("warning issuance", "advisory", "alert", "detention", "event attendance"))
_OF_ANYTHING = frozenset(("legal challenge", "attempt failure", *"tournament conference ceremony session".split()))
_BARE = frozenset("participation attendance".split())
_GUESSED = 0.33
_LETTING = frozenset("allow enable permit expect pressure lobby".split())


def is_worth_reviewing(references: References, trigger: Token, found: Finding) -> bool:
    """Whether a draft may be right: its roles are of such as can have them, its word is meant as it stands."""
    if trigger.pos_ == "VERB" and (trigger.tag_ in ("VBZ", "VBP") or _is_supposed(trigger, found)):
        return False  # 'The senate impeaches the official', 'predicts that Okoye beats Adu'
    if trigger.pos_ == "VERB" and confidence_of(found) < _GUESSED:
        return False
    if found.fields["kind"][0] == "death" and found.status == "ongoing":
        return False  # 'His aim was dying a martyr'
    if trigger.pos_ == "VERB" and found.status == "mooted" and _is_aim(trigger, found):
        return False
    if trigger.pos_ == "NOUN" and _is_so_called(trigger):
        return False
    if found.source == ARTICLE and references.page.quotation_at(found.spans[0][0]) is not None:
        return False  # in somebody's words, and nobody knows whose
    return all(_can_have(references, trigger, key, role) for key, role in roles_of(found))


def says_something(found: Finding, trigger: Token) -> bool:
    """Whether the finished draft tells what it is of: not 'attended the event', 'One study noted'."""
    kind = str(found.fields["kind"][0])
    if kind in _OF_OTHER_TYPES:
        return False
    bare = kind in _OF_SOMEBODY or (kind in _OF_ANYTHING and "place" not in found.fields)
    if bare and not found.fields.keys() & {"participants", "deaths"}:
        return False
    ahead = found.status == "planned" and kind != "investigation"
    if kind not in _OF_SOMETHING or ahead or "place" in found.fields:
        return True
    if kind in _BARE:
        return len(concerned(found)) > 1 or "date" in found.fields
    return trigger.pos_ == "VERB" or bool(concerned(found))


def _is_supposed(verb: Token, found: Finding) -> bool:
    """'would have died', 'expected them to return', 'a policy of not charging', 'events where ten are killed'."""
    aids = {aid.lower_ for aid in helpers(verb)}
    if "would" in aids and "have" in aids:
        return True
    of = verb.dep_ == "pcomp" and verb.head.lower_ == "of"
    if found.polarity == "negative" and verb.tag_ == "VBG" and (of or found.status == "ongoing"):
        return True
    now = bool(aids & {"is", "are"}) and not aids & {"being", "been", "has", "have", "will"}
    if now and is_passive(verb) and verb.tag_ == "VBN" and found.status == "ongoing":
        return True
    return verb.head.lemma_.lower() in _LETTING and whom_it_moves(verb) is not None


def _is_aim(verb: Token, found: Finding) -> bool:
    """'raised money to build it', 'so that he could start', 'cannot pass laws': nobody speaks of its coming."""
    if found.polarity == "negative" or verb.dep_ == "advcl":
        return True
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    aim = any(aid.tag_ == "TO" for aid in helpers(verb))
    return aim and verb.head.lemma_.lower() not in MOOTING | ASKING | PLANNING


def _is_so_called(noun: Token) -> bool:
    """'the "invasion" of tourists', 'an "island invasion" by crabs': so somebody calls it."""
    behind = noun.i + 1 < len(noun.doc) and noun.nbor().text in _MARKS
    before = any(t.text in _MARKS for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i])
    return behind and before


def _can_have(references: References, trigger: Token, key: str, role: str) -> bool:
    entity = references.cast.entities[key]
    if entity.name.lower() in _NOBODY:
        return False
    if role in _OF_PEOPLE:
        return entity.type in ("Person", "UnnamedSource")
    if role == "measure":
        return entity.type not in ("Person", "Organization")  # 'the parliament, which took effect'
    of_it = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ == "it" for c in trigger.children)
    return not (role in _OF_THINGS and (of_it or entity.type == "Person"))
