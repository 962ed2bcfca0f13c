"""What happens to things without a name, told by a verb: 'a train crashed', 'a bomb exploded', 'the pier collapsed'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.event_words import VERBS
from kg.extraction.parsing.syntax import actors, after, is_passive, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

VEHICLES = frozenset(
    "aircraft airliner ambulance balloon barge boat bus car coach ferry helicopter jet lorry minibus motorcycle plane"
    " ship submarine tanker taxi train tram trawler truck van vessel yacht".split()
)
_BUILT = frozenset(
    "balcony bridge building ceiling chimney cinema crane dam factory floor flyover grandstand house mall mill mine"
    " pier roof scaffolding school stadium stand tower tunnel viaduct wall warehouse".split()
)
_CHARGES = frozenset("ammunition bomb boiler device grenade landmine missile rocket shell tank".split()) | {"plant"}
# what a firm collapses into, and what a jet breaks unharmed
_NO_HARM = frozenset(
    "administration bankruptcy liquidation insolvency receivership debt loss chaos scandal barrier record".split()
)
_OF_THINGS = {
    **dict.fromkeys("crash overturn derail collide plunge sink capsize".split(), VEHICLES),
    "explode": _CHARGES | VEHICLES - {"coach"},
    "collapse": _BUILT,
    "erupt": frozenset(("volcano",)),
}


def kind_of_accident(verb: Token) -> str | None:
    """The kind of event that befell a thing without a name; None for what only sounds so ('talks collapsed')."""
    things = _OF_THINGS.get(verb.lemma_.lower())
    if things is None or verb.tag_ not in ("VBD", "VBN") or (is_passive(verb) and verb.lemma_.lower() != "derail"):
        return None
    befell = _loose_subject(verb) or (objects(verb) if is_passive(verb) else actors(verb))
    if any(c.dep_ == "dobj" for c in verb.children):
        return None  # 'crashed the party'
    if any(t.lemma_.lower() in _NO_HARM for t in after(verb, "into", "with", "under", "through", "in")):
        return None  # 'The mill collapsed into administration'
    return VERBS[verb.lemma_.lower()].kind if any(t.lemma_.lower() in things for t in befell) else None


def _loose_subject(verb: Token) -> list[Token]:
    """'truck' and 'bus' of 'A truck and a bus collided in Sela', where the parser sees no sentence."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.pos_ != "NOUN" or after(verb, "by") or any(c.dep_ == "aux" for c in verb.lefts):
        return []
    first = noun.head if noun.dep_ == "conj" else noun
    return [noun, first] if first.dep_ == "ROOT" else []


def is_shot_down(verb: Token) -> bool:
    """'shot down a jet', 'a drone was shot down': what flies is brought down."""
    down = verb.lemma_.lower() == "shoot" and any(c.lower_ == "down" for c in verb.children)
    return down and any(t.lemma_.lower() in VEHICLES | {"drone", "missile"} for t in objects(verb))
