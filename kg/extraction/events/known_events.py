"""Which events of free kinds are read right often enough to be published: what befalls people and firms by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction.events.deed_senses import is_out_of_a_contest
from kg.extraction.events.event_kinds import is_decided, is_signed, is_won
from kg.extraction.findings import Finding
from kg.extraction.modality.results import is_outcome
from kg.extraction.names.cast import Cast
from kg.extraction.parsing.syntax import after, helpers, is_negated, is_passive
from kg.extraction.references.discourse import Referent
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Token

# what befalls somebody, and is seldom read wrong
_PERSONAL = frozenset(
    "death arrest conviction acquittal sentencing indictment charge fine murder drowning stabbing shooting"
    " assassination kidnapping abduction extradition deportation impeachment killing release flight defection"
    " marriage".split()
) | frozenset(("guilty plea",))
# what people and bodies do to each other
_MUTUAL = frozenset("acquisition lawsuit impeachment founding expulsion extradition invasion".split())
# what one alone does, in so many words: 'voted against', 'withdrew from', 'launched missiles'
_DONE = frozenset("vote withdrawal ratification attack ruling".split())
# what a plain clause tells by itself of somebody by name
_PLAIN_OF_PEOPLE = frozenset(
    "abdication airlift diagnosis hospitalisation infection pardon poisoning retirement speech swearing-in"
    " withdrawal".split()
)
_PLAIN = frozenset(
    ("endorsement", "subpoena", "campaign end", "campaign launch", "campaign suspension", "court ruling")
) | frozenset(("emergency declaration",))
# what is read wrong now and then, or hardly worth a fact of its own
SELDOM_PLAIN = frozenset(
    "appearance attendance cap capture cooperation damage game limit loss participation quota restriction show signing"
    " study testimony".split()
) | {"documentary production", "seizure of power"}
_FICTION = frozenset("film movie novel play story episode game comic series".split())
_OWNING = frozenset(("affected",))
# who has done them is not told in passing: drafts
CRIMES = frozenset(
    "abduction abuse arson assault attack beating beheading blackmail bombing bribery deception embezzlement"
    " falsification forgery fraud harassment hostage-taking kidnapping killing looting lynching massacre"
    " molestation mugging murder poisoning robbery sabotage shooting smuggling stabbing stalking strangling theft"
    " torture trampling vandalism violation".split()
)
_OUT = frozenset(("pull", "drop"))
_RULING = frozenset("executive emergency presidential".split())
# what those in power sign, and nobody else; an order may be one for six bottles
_SIGNED = frozenset(
    "act amendment bill budget constitution decree law legislation ordinance resolution statute".split()
)
_PLAIN_STARTS = ("declaration of",)
_OF_STATES = frozenset(("declaration of war", "declaration of independence"))  # of somebody: on what he dislikes
# of whom alone it is told for sure: who is said to have done it is a draft
_SUFFERERS = {"hospitalisation": "patient", "infection": "infected", "poisoning": "victim"}
_OF_GROUPS = frozenset(("expulsion",))
_JUDGING = frozenset(
    "court police prosecutor body attacker kidnapper abductor authority releaser".split()
)  # may be unnamed
# of what verbs tell of any noun, what is seldom meant otherwise
_SURE_ACTS = frozenset(
    "abolition activation cancellation closure construction expansion introduction launch opening postponement"
    " presentation reconstruction relocation reopening repeal resumption suspension".split()
)
_KNOWN_OTHERWISE = SELDOM_PLAIN | CRIMES | _PLAIN | _PLAIN_OF_PEOPLE
_BODIES = ("Organization", "PoliticalParty", "Country")
_PLACES = {"Place", "City", "Country"}
_PLAYING = {"Person", *_BODIES}
_SURE = 0.95
_PAIR = 2


def sure_rule(cast: Cast, kind: str, parts: Sequence[tuple[Referent, str]], verb: Token) -> str | None:
    """The rule that publishes an event that a verb tells of; None where its kind or those concerned leave doubt."""
    named = [(r, role) for r, role in parts if cast.type_of(r.key) != "UnnamedSource"]
    others = {role for r, role in parts if cast.type_of(r.key) == "UnnamedSource"}
    if kind in _OF_GROUPS and named and others == {"expelled"} and all(r.sure >= 0.75 for r, _ in parts):
        return "event-mutual"  # 'expelled three Korvian diplomats'
    if not named or not others <= _JUDGING or cast.thin.intersection(r.key for r, _ in named):
        return None
    types = {role: cast.type_of(r.key) for r, role in named}
    sure = all(r.sure >= _SURE for r, role in named if (kind, role) != ("fine", "authority"))  # 'The regulator fined'
    if kind in _PERSONAL and "Person" in types.values() and _is_of_a_person(kind, types, len(named)):
        return "event-person"
    if sure and not others and _is_contest(cast, types, verb, [r.key for r, _ in named]):
        return "event-contest"
    return "event-mutual" if sure and _is_mutual(kind, types, verb, {r.key for r, _ in named}, len(named)) else None


def is_plain(cast: Cast, kind: str, parts: Sequence[tuple[Referent, str]], verb: Token) -> bool:
    """Whether a clause tells of somebody by name, as done, what is seldom read wrong."""
    of_people = kind in _PLAIN_OF_PEOPLE
    known = of_people or kind in _PLAIN or _is_act_of_state(kind, verb) or kind.startswith(_PLAIN_STARTS)
    if not known or not parts or verb.tag_ not in ("VBD", "VBN") or verb.dep_ == "acl" or is_negated(verb):
        return False
    if verb.lemma_.lower() == "bring" or (verb.lemma_.lower() in _OUT and not is_out_of_a_contest(verb)):
        return False  # 'brought her to the clinic', 'pulled out on Monday', 'dropped out'
    if kind == "endorsement" and all(role != "endorsed" for _, role in parts):
        return False  # 'endorsed the cheque'
    if any(role != _SUFFERERS.get(kind, role) for _, role in parts):
        return False
    if kind in _OF_STATES and any(cast.type_of(r.key) == "Person" for r, _ in parts):
        return False
    if cast.thin.intersection(r.key for r, _ in parts) or any(r.sure < _SURE for r, _ in parts):
        return False
    return {cast.type_of(r.key) for r, _ in parts} <= ({"Person"} if of_people else _PLAYING)


def is_plainly_told(cast: Cast, found: Finding, parts: Sequence[tuple[Referent, str]], verb: Token, at: int) -> bool:
    """Whether a main clause tells it as done, of nobody but who has a name; its verb stands at `at`."""
    kind = str(found.fields["kind"][0])
    if kind in _KNOWN_OTHERWISE or kind.startswith(_PLAIN_STARTS) or kind.endswith((" win", "signing")):
        return False  # who signed or declared what: see `is_plain`
    if not parts or not is_told_as_done(found, parts, verb):
        return False
    if cast.thin.intersection(r.key for r, _ in parts) or any(r.sure < _SURE for r, _ in parts):
        return False
    if not is_passive(verb) and all(r.start > at for r, _ in parts):
        return False  # 'Sela and Ostra recognised Korvia', of which nobody knows Sela and Ostra
    if not (found.source == ARTICLE or {"date", "place"} & found.fields.keys() or len(parts) > 1):
        return False
    return {cast.type_of(r.key) for r, _ in parts} <= _PLAYING


def is_sure_act(cast: Cast, found: Finding, parts: Sequence[tuple[Referent, str]]) -> bool:
    """Whether what a verb tells of any noun is seldom meant otherwise: what bodies do, and whom somebody selects.

    'Korvia introduced a plan', 'Adu selected Okoye'; not 'Okoye introduced the band', 'reopened the wound'.
    """
    last = str(found.fields["kind"][0]).split()[-1]
    if last == "selection":
        return len(parts) >= _PAIR
    return last in _SURE_ACTS and all(cast.type_of(r.key) in _BODIES for r, _ in parts)


def is_told_as_done(found: Finding, parts: Sequence[tuple[Referent, str]], verb: Token) -> bool:
    """Whether a finite main clause in the past tells it for certain."""
    if is_negated(verb) or any(t.lemma_.lower() in _FICTION for t in after(verb, "in")):
        return False
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in ("ROOT", "conj", "ccomp") or found.status != "occurred":
        return False
    if any(role in _OWNING for _, role in parts):
        return False  # "Sela's parliament was suspended", of Sela
    return not any(aid.tag_ in ("MD", "TO") for aid in helpers(verb)) and found.certainty == "certain"


def _is_act_of_state(kind: str, verb: Token) -> bool:
    """'signed a decree', 'signed an executive order'; not 'signed a petition', 'signed an order for six bottles'."""
    noun, _, signing = kind.rpartition(" ")
    if signing != "signing":
        return False
    orders = [c for c in verb.children if c.lemma_.lower() == "order"]
    return noun in _SIGNED or (noun == "order" and any(c.lower_ in _RULING for o in orders for c in o.lefts))


def _is_of_a_person(kind: str, types: Mapping[str, str], number: int) -> bool:
    """Whether those concerned are people, but for the body that judges or kills; who killed by name is a draft."""
    if kind == "killing":
        return types.get("killed") == "Person" and types.get("attacker") in (None, "Organization", "Country")
    if kind == "marriage":
        return number == _PAIR and set(types.values()) == {"Person"}
    return not _PLACES & set(types.values()) and not types.get("attacker")


def _is_contest(cast: Cast, types: Mapping[str, str], verb: Token, keys: Sequence[str]) -> bool:
    """'Okoye won the election', 'Sela Town beat Ostra United', 'Adu was defeated'."""
    scored = any(letter.isdigit() for key in keys for letter in cast.entities[key].name)
    done = verb.tag_ in ("VBD", "VBN") or is_outcome(verb)
    if scored or not set(types.values()) <= _PLAYING or not done or is_negated(verb):
        return False  # 'Ostra United 3-1' is no name
    return is_won(verb) if set(types) == {"winner"} else set(types) in ({"winner", "loser"}, {"loser"})


def _is_mutual(kind: str, types: Mapping[str, str], verb: Token, keys: set[str], number: int) -> bool:
    if is_decided(verb):
        return set(types) == {"deciding body"} and set(types.values()) <= {"Organization"}
    if is_signed(verb):
        return set(types.values()) == {"Person"}
    if kind in _DONE and len(types) == 1 and number == 1:
        return verb.tag_ in ("VBD", "VBN") and set(types.values()) <= _PLAYING
    if kind == "fine" and "fined" in types:
        return types["fined"] == "Organization" and number == len(keys) and verb.tag_ in ("VBD", "VBN")
    if kind == "founding" and set(types) == {"founded"}:
        return types["founded"] == "Organization"  # 'The club was founded in 2011'
    if kind not in _MUTUAL or len(types) < _PAIR or len(keys) != number:
        return False
    done_to = types.get("acquired") or types.get("founded") or "Organization"
    return set(types.values()) <= _PLAYING and done_to in _BODIES
