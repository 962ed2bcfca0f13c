"""Events of all other kinds: attacks, accidents, deaths, protests, elections, takeovers, with those concerned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.event_words import ATTACKS, HURTING, NOUN_ROLES, NOUNS, VERBS, EventVerb
from kg.extraction.findings import Finding
from kg.extraction.happenings import Happening, finding_of
from kg.extraction.numbers import bound_of, number_of
from kg.extraction.references import References, Referent
from kg.extraction.syntax import actors, after, ancestors, is_passive, objects
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token


# what befalls somebody, and is seldom read wrong
_PERSONAL = frozenset(("death", "arrest", "conviction", "acquittal", "sentencing", "indictment", "charge", "murder"))
_DOERS = frozenset(("attacker",))
_OF_CROWDS = frozenset(("protest", "riot", "march"))
_DISASTERS = frozenset(
    "crash derailment collision explosion eruption collapse sinking capsizing bombing shelling attack shooting".split()
)
_ATTACKING = frozenset("missile rocket attack strike airstrike offensive raid assault bombardment".split())


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event while its parts are gathered."""

    kind: str
    trigger: Token
    rule: str
    parts: tuple[tuple[Referent, str], ...] = ()
    deaths: Token | None = None  # the noun that counts them
    injured: Token | None = None


def find_events(references: References) -> Iterator[Finding]:
    """The events that verbs and nouns tell of; the one that a noun names again counts once."""
    by_noun: dict[str, Finding] = {}
    for index, paragraph, doc in references.page.parsed():
        if paragraph.kind in ("caption", "headline", "subhead"):
            continue
        for token in doc:
            seen = _event(references, index, token)
            found = _finding(references, index, seen) if seen else None
            if found is None:
                continue
            if found.rule == "event-noun":
                kind = str(found.fields["kind"][0])
                if kind not in by_noun or len(found.fields) > len(by_noun[kind].fields):
                    by_noun[kind] = found
            else:
                yield found
    yield from by_noun.values()


def _event(references: References, index: int, token: Token) -> _Seen | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in VERBS:
        return _by_verb(references, index, token, VERBS[lemma])
    if token.pos_ == "NOUN" and lemma in NOUNS:
        return _by_noun(references, index, token, lemma)
    return None


def _by_verb(references: References, index: int, verb: Token, known: EventVerb) -> _Seen | None:
    """'Rebels attacked the port', 'the port was attacked by rebels', 'the blast killed twelve people'."""
    if verb.dep_ == "amod" or any(c.dep_ == "prt" for c in verb.children):
        return None
    doers, done_to = actors(verb), objects(verb)
    if verb.lemma_.lower() in ("kill", *HURTING) and any(_is_event_noun(doer) for doer in doers):
        return None  # the noun's own event gathers the dead
    kind = _kind_by_object(verb, known, done_to)
    if kind is None:
        return None
    parts = _parts(references, index, doers, known.subject) + _parts(references, index, done_to, known.object)
    if known.needs_object and not any(role == known.object for _, role in parts) and not _dead(verb):
        return None
    if not parts and not _dead(verb):
        return None
    types = {role: references.cast.type_of(r.key) for r, role in parts}
    if set(types.values()) <= {"UnnamedSource"} and not _dead(verb) and kind not in _OF_CROWDS:
        return None
    if (
        known.kind == "attack"
        and types.get("attacker") == "Person"
        and types.get("target") in ("Person", "Organization")
    ):
        return None  # with words
    cause = _cause(verb) if _dead(verb) else None
    return _Seen(cause or kind, verb, "event-verb", tuple(parts), deaths=_dead(verb), injured=_hurt(verb))


def _kind_by_object(verb: Token, known: EventVerb, done_to: list[Token]) -> str | None:
    """The kind of event that the object tells of: 'launched missiles', 'won the election'; None where there is none."""
    lemma = verb.lemma_.lower()
    thing = next((o.lemma_.lower() for o in done_to if o.pos_ in ("NOUN", "PROPN")), None)
    if lemma == "launch":
        return "attack" if thing in _ATTACKING else known.kind if thing else None
    if lemma == "win":
        return thing if thing in NOUNS else known.kind if thing else None
    if lemma in ("withdraw", "return"):
        return known.kind if after(verb, "from", "to") else None
    if lemma == "vote":
        return (
            known.kind if after(verb, "for", "against", "on") or any(c.dep_ == "xcomp" for c in verb.children) else None
        )
    if lemma in ("release", "destroy", "register", "leave"):
        return known.kind if any(o.ent_type_ in ("PERSON", "GPE", "LOC", "ORG", "FAC") for o in done_to) else None
    return known.kind


def _cause(verb: Token) -> str | None:
    """What killed them: 'twelve people died when a ferry capsized'."""
    joined = (verb, *(c for c in verb.children if c.dep_ == "conj"))
    for clause in (c for each in joined for c in each.children if c.dep_ == "advcl" and c.i > verb.i):
        known = VERBS.get(clause.lemma_.lower())
        if known and known.kind in _DISASTERS and any(c.lower_ in ("when", "after", "as") for c in clause.lefts):
            return known.kind
    return None


def _hurt(verb: Token) -> Token | None:
    """The noun that counts who was hurt, by the verb or one that it joins: 'ten people died and forty were injured'."""
    for each in (verb, *(c for c in verb.children if c.dep_ == "conj")):
        if each.lemma_.lower() in HURTING:
            return _counted(objects(each))
    return None


def _counted(heads: list[Token]) -> Token | None:
    """The first of the nouns that has a count."""
    return next((head for head in heads if number_of(head) is not None), None)


def _is_event_noun(token: Token) -> bool:
    return token.lemma_.lower() in NOUNS


def _parts(references: References, index: int, heads: list[Token], role: str | None) -> list[tuple[Referent, str]]:
    if role is None:
        return []
    return [(referent, role) for head in heads for referent in references.resolve(index, head) if referent.sure >= 0.4]


def _dead(verb: Token) -> Token | None:
    """The noun that counts the dead, where the verb says so: 'killed twelve people', 'twelve people died'."""
    if verb.lemma_.lower() == "die":
        return _counted(actors(verb))
    if verb.lemma_.lower() in ("kill", "murder", "drown"):
        return _counted(objects(verb))
    return None


def _by_noun(references: References, index: int, noun: Token, lemma: str) -> _Seen | None:
    """'the attack on the port', 'an earthquake in Valdoria', 'Valdoria's election'."""
    if noun.dep_ in ("compound", "nmod") or (lemma == "strike" and noun.dep_ == "pobj" and noun.head.lower_ == "on"):
        return None
    parts: list[tuple[Referent, str]] = []
    for preposition, role in NOUN_ROLES.items():
        if preposition in ("by", "between", "with") or lemma in ATTACKS:
            parts += _parts(references, index, after(noun, preposition), role)
    for owner in (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")):
        mention = references.cast.at(*references.page.where(index, owner))
        if mention and (owner.dep_ == "poss" or mention.form == "demonym") and lemma in ATTACKS:
            parts.append((Referent(mention.key, mention.start, mention.end, 0.9), "agent"))
    parts += _struck(references, index, noun)
    seen = _Seen(_kind(noun), noun, "event-noun", tuple(parts))
    return _with_losses(seen)


def _struck(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """Whom the event killed or hurt: 'the airstrike that killed X', 'the crash injured X'."""
    verbs = [c for c in noun.children if c.dep_ == "relcl"]
    if noun.dep_ == "nsubj" and noun.head.pos_ == "VERB":
        verbs.append(noun.head)
    parts: list[tuple[Referent, str]] = []
    for verb in verbs:
        role = "killed" if verb.lemma_ == "kill" else "injured" if verb.lemma_ in HURTING else None
        parts += _parts(references, index, objects(verb), role)
    return parts


def _kind(noun: Token) -> str:
    """The noun with the noun before it that tells its kind: 'missile attack', 'leadership election'."""
    kinds = [c.lower_ for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN" and c.i == noun.i - 1]
    return " ".join([*kinds, noun.lemma_.lower()])


def _with_losses(seen: _Seen) -> _Seen:
    """Add the dead and injured that the noun's verb counts: 'the blast killed twelve and injured forty'."""
    deaths, injured = seen.deaths, seen.injured
    for (
        verb
    ) in seen.trigger.subtree:  # 'a fire at a warehouse killed twelve', where the parser makes it 'a warehouse killed'
        if verb.tag_ == "VBN" and verb.dep_ == "acl" and any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
            counted = _counted([c for c in verb.children if c.dep_ == "dobj"])
            lemma = verb.lemma_.lower()
            deaths, injured = (
                (counted, injured) if lemma == "kill" else (deaths, counted if lemma in HURTING else injured)
            )
    for _, verb in ancestors(seen.trigger):
        if verb.pos_ != "VERB":
            continue
        for each in (verb, *(c for c in verb.children if c.dep_ in ("conj", "advcl") and c.pos_ == "VERB")):
            lemma = each.lemma_.lower()
            counted = _counted(objects(each))
            if lemma == "kill" and (
                is_passive(each) or any(a.i == seen.trigger.i for a in actors(each)) or each.i != verb.i
            ):
                deaths = counted if deaths is None else deaths
            elif lemma in HURTING:
                injured = counted if injured is None else injured
            elif lemma == "leave" and any(c.lower_ == "dead" for c in each.subtree):
                deaths = counted if deaths is None else deaths
        break
    return replace(seen, deaths=deaths, injured=injured)


def _befalls_somebody(references: References, seen: _Seen, parts: Sequence[Referent]) -> bool:
    """Whether it is a death, an arrest or a judgement of people by name, and of nobody else."""
    cast = references.cast
    named = [r.key for r in parts if cast.type_of(r.key) == "Person"]
    others = [r.key for r in parts if cast.type_of(r.key) not in ("Person", "Organization")]
    return (
        seen.rule == "event-verb"
        and seen.kind in _PERSONAL
        and bool(named)
        and not others
        and not cast.thin.intersection(named)
        and all(role not in _DOERS for _, role in seen.parts)
    )


def _numbered(name: str, noun: Token | None) -> dict[str, tuple[Value, ...]]:
    """A count with its bound: 'at least 50 people'."""
    number = number_of(noun) if noun is not None else None
    if noun is None or number is None:
        return {}
    bound = bound_of(noun)
    return {name: (number,), **({f"{name}_bound": (bound,)} if bound else {})}


def _finding(references: References, index: int, seen: _Seen) -> Finding | None:
    parts: dict[tuple[str, str], Referent] = {}
    for referent, role in seen.parts:
        parts.setdefault((referent.key, role), referent)
    fields: dict[str, tuple[Value, ...]] = {
        "kind": (seen.kind,),
        "participants": tuple({"entity": (key,), "role": (role,)} for key, role in parts),
        **_numbered("deaths", seen.deaths),
        **_numbered("injured", seen.injured),
    }
    spans = tuple((r.start, r.end) for r in parts.values())
    rule = "event-person" if _befalls_somebody(references, seen, list(parts.values())) else seen.rule
    found = finding_of(
        references,
        Happening(
            "Event",
            rule,
            index,
            seen.trigger,
            {},
            fields,
            spans,
            min((r.sure for r in parts.values()), default=0.9),
        ),
    )
    if found is None:
        return None
    told = set(found.fields)
    if seen.rule == "event-noun" and not told & {"participants", "date", "place", "deaths", "injured"}:
        return None
    return found
