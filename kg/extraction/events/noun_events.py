"""Events that a noun tells of: 'the attack on the port', "Valdoria's election", 'the toll of the floods rose to 87'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.event_words import ATTACKS, FIRING, HURTING, NOUN_ROLES
from kg.extraction.events.nominal_events import circumstances_of
from kg.extraction.events.nominal_words import DEED_NOUNS, OCCASIONS
from kg.extraction.events.noun_settings import counting_noun, setting_of
from kg.extraction.events.personal_events import PERSONAL_NOUNS, befallen, is_told_as_done
from kg.extraction.events.seen_events import Seen, parts_of, uncounted
from kg.extraction.events.staged_events import is_scheduled, staging_verb
from kg.extraction.events.tolls import fatal_event, is_event_noun, kind_of, losses_of, toll_told
from kg.extraction.parsing.shown_clauses import clause_shown
from kg.extraction.parsing.syntax import actors, after, is_negated, objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.circumstances import place_of

if TYPE_CHECKING:
    from spacy.tokens import Token


_TAKEOVERS = frozenset(("takeover", "acquisition", "buyout", "purchase"))
_FROM_THE_AIR = frozenset("air drone missile rocket artillery retaliatory".split())
# whom 'of' names: 'the evacuation of Ostra', 'the sinking of the Vela'
_BEFALLEN = {"evacuation": "evacuated", "sinking": "vessel", "eruption": "volcano", "derailment": "involved"}
_NO_TARGETS = {"inauguration": "inaugurated", "coronation": "crowned", "impeachment": "impeached"}
_GAMES = frozenset(
    "olympiad olympics cup championship championships games gala expo fair biennale regatta derby".split()
)
# no events, or of types of their own
_VAGUE = frozenset(
    "couple number series business event change process talk meeting visit negotiation discussion conversation exchange"
    " work activity development all that this".split()
)
_CLOSING = frozenset("complete finalise finalize close conclude".split())


def told_by_noun(references: References, index: int, noun: Token) -> Seen | None:
    """The event that a noun names or counts the dead of."""
    lemma = noun.lemma_.lower()
    if (
        lemma in ("toll", "number")
        and (losses := toll_told(noun)) is not None
        and (event := fatal_event(noun)) is not None
    ):
        return Seen(kind_of(event), event, "event-toll", (), losses.deaths, None, losses.told)
    if noun.pos_ == "NOUN" and lemma in PERSONAL_NOUNS and (seen := _by_personal_noun(references, index, noun, lemma)):
        return seen
    if is_event_noun(noun):
        return _by_noun(references, index, noun, lemma)
    return _taking_place(references, index, noun, lemma)


def _taking_place(references: References, index: int, noun: Token, lemma: str) -> Seen | None:
    """'The first Rowing Olympiad took place in April': whatever takes place is an event."""
    verb = noun.head
    placed = noun.dep_ == "nsubj" and verb.lemma_.lower() == "take" and any(c.lower_ == "place" for c in verb.rights)
    named = noun.pos_ == "PROPN" and lemma not in _GAMES  # 'the Olympiad of Korvia took place'
    if not placed or named or verb.tag_ != "VBD" or lemma in _VAGUE or lemma in DEED_NOUNS or lemma in OCCASIONS:
        return None
    if is_negated(verb):
        return None
    shown = (references.page.where(index, noun), *clause_shown(references, index, verb))
    word = noun if place_of(references, index, verb) is None else verb  # 'The last draft in Korvia took place in 1973'
    return Seen(lemma, word, "event-staged", told=verb, shown=shown)


def _by_noun(references: References, index: int, noun: Token, lemma: str) -> Seen | None:
    """'the attack on the port', 'an earthquake in Valdoria', 'Valdoria's election'."""
    if lemma == "fire" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in FIRING:
        return None  # 'opened fire', 'caught fire'
    if noun.dep_ in ("compound", "nmod"):
        return None
    if lemma in _TAKEOVERS and (bought := _takeover(references, index, noun)) is not None:
        return bought
    if lemma == "strike" and noun.dep_ == "pobj" and noun.head.lower_ == "on":
        return _walkout(references, index, noun)
    parts: list[tuple[Referent, str]] = []
    for preposition, role in NOUN_ROLES.items():
        if preposition in ("by", "between", "with") or lemma in ATTACKS or _is_from_the_air(noun):
            befalls = _NO_TARGETS.get(lemma, role) if role == "target" else role
            parts += parts_of(references, index, after(noun, preposition), befalls)
    for owner in (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")):
        mention = references.cast.at(*references.page.where(index, owner))
        if mention and (owner.dep_ == "poss" or mention.form == "demonym") and lemma in ATTACKS:
            parts.append((Referent(mention.key, mention.start, mention.end, 0.9), "agent"))
    parts += parts_of(references, index, after(noun, "of"), _BEFALLEN.get(lemma))
    parts += _struck(references, index, noun)
    losses = losses_of(noun)
    told = staging_verb(noun) if losses is None else None
    if losses is None and told is None and noun.pos_ == "PROPN":
        return None
    if losses is None:
        rule = "event-staged" if told is not None or is_scheduled(noun) else "event-noun"
        if rule == "event-staged":
            counting = counting_noun(noun)
            shown = [references.page.where(index, noun.doc[counting.left_edge.i])] if counting is not None else []
            return Seen(kind_of(noun), noun, rule, tuple(parts), told=told, shown=tuple(shown))
        own, spans = circumstances_of(references, index, noun, setting_of(noun))
        return Seen(kind_of(noun), noun, rule, tuple(parts), shown=tuple(spans), own=own)
    if losses.told is None:
        return None  # 'twelve people died in the crash': the verb's own event gathers them
    rule = "event-toll" if noun.dep_ in ("nsubj", "nsubjpass") or losses.told.dep_ in ("relcl", "acl") else "event-noun"
    return Seen(kind_of(noun), noun, rule, uncounted(parts, losses), losses.deaths, losses.injured, losses.told)


def _is_from_the_air(noun: Token) -> bool:
    """'drone strikes on', 'a missile strike against': no walkout."""
    return noun.lemma_.lower() == "strike" and any(c.lower_ in _FROM_THE_AIR for c in noun.lefts)


def _takeover(references: References, index: int, noun: Token) -> Seen | None:
    """'Orlen completed its takeover of Tessel', "Orlen's acquisition of Tessel": both sides; None where one is left."""
    own = [c for c in noun.lefts if c.dep_ == "poss"]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB" and (not own or own[0].pos_ == "PRON"):
        own = actors(verb)
    buyers = parts_of(references, index, own or after(noun, "by"), "acquirer")
    bought = parts_of(references, index, after(noun, "of"), "acquired")
    if not buyers or not bought or {r.key for r, _ in buyers} & {r.key for r, _ in bought}:
        return None
    done = verb.pos_ == "VERB" and verb.lemma_.lower() in _CLOSING and noun.dep_ in ("dobj", "nsubjpass")
    return Seen("acquisition", noun, "event-verb" if done else "event-noun", (*buyers, *bought))


def _walkout(references: References, index: int, noun: Token) -> Seen | None:
    """'Drivers at Orlen Freight went on strike on Monday'."""
    verb = noun.head.head
    if verb.lemma_.lower() != "go" or noun.left_edge.i != noun.i:
        return None
    return Seen("strike", noun, "event-staged", tuple(parts_of(references, index, actors(verb), "striker")), told=verb)


def _by_personal_noun(references: References, index: int, noun: Token, lemma: str) -> Seen | None:
    """ "X's death", 'the arrest of X by Y'; None where it befalls no person."""
    role, doing = PERSONAL_NOUNS[lemma]
    parts = parts_of(references, index, befallen(noun), role)
    if not parts or any(references.cast.type_of(r.key) != "Person" for r, _ in parts):
        return None
    told = staging_verb(noun)
    rule = "event-person" if is_told_as_done(noun) or told is not None else "event-noun"
    return Seen(lemma, noun, rule, (*parts, *parts_of(references, index, after(noun, "by"), doing or None)))


def _struck(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """Whom the event killed or hurt: 'the airstrike that killed X', 'the crash injured X'."""
    verbs = [c for c in noun.children if c.dep_ == "relcl"]
    if noun.dep_ == "nsubj" and noun.head.pos_ == "VERB":
        verbs.append(noun.head)
    parts: list[tuple[Referent, str]] = []
    for verb in verbs:
        role = "killed" if verb.lemma_ == "kill" else "injured" if verb.lemma_ in HURTING else None
        parts += parts_of(references, index, objects(verb), role)
    return parts
