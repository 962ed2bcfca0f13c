"""Events of all other kinds: attacks, accidents, deaths, protests, elections, takeovers, with those concerned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.anchors import usual_word
from kg.extraction.circumstances import time_of
from kg.extraction.descriptions import ANY_BODY
from kg.extraction.discourse import Referent
from kg.extraction.event_kinds import filed_against, fined_by, kind_by_object
from kg.extraction.event_words import ATTACKS, FATAL, FIRING, HURTING, NOUN_ROLES, NOUNS, VERBS, EventVerb
from kg.extraction.findings import Finding
from kg.extraction.happenings import Happening, finding_of
from kg.extraction.killings import is_mere_death
from kg.extraction.known_events import sure_rule
from kg.extraction.personal_events import PERSONAL_NOUNS, befallen, concerned, is_told_as_done, without_repeats
from kg.extraction.phrases import bare
from kg.extraction.references import References
from kg.extraction.seen_events import DRAFTED, Seen, circumstances, lasting, numbered, sureness
from kg.extraction.staged_events import is_dated_by_itself, is_scheduled, staging_verb
from kg.extraction.syntax import actors, after, is_passive, objects
from kg.extraction.thing_events import is_shot_down, kind_of_accident
from kg.extraction.tolls import (
    Losses,
    cause_of,
    dead_by,
    fatal_event,
    hurt_by,
    is_event_noun,
    kind_of,
    kind_told,
    losses_of,
    name_of_storm,
    ruling_of,
    toll_told,
)
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF_CROWDS = frozenset(("protest", "riot", "march"))
_TO_WHOM = {"file": filed_against, "fine": fined_by, "fin": fined_by}  # where it is not the verb's object
_ACCIDENT = EventVerb("accident")
_LOSS = EventVerb("death", object="deceased", needs_object=True)  # 'was killed', and nobody killed


def find_events(references: References) -> Iterator[Finding]:
    """The events that verbs and nouns tell of; the one that a noun names again counts once."""
    by_verb: list[Finding] = []
    by_noun: dict[tuple[Value, ...], Finding] = {}
    things: set[tuple[Value, ...]] = set()  # what befell a thing without a name, by a verb
    page = references.page
    for index, paragraph in enumerate(page.paragraphs):
        if paragraph.kind in ("caption", "headline", "subhead"):
            continue
        for token in page.tokens[index]:
            seen = _event(references, index, token)
            found = _finding(references, index, seen) if seen else None
            if found is None or seen is None:
                continue
            if found.rule == "event-staged" or (seen.trigger.pos_ == "NOUN" and found.rule != "event-verb"):
                key = _of_one_event(found)
                if seen.trigger.pos_ == "VERB" and key not in by_noun:
                    things.add(key)
                if key not in by_noun or _weight(found) > _weight(by_noun[key]):
                    by_noun[key] = found
            else:
                by_verb.append(found)
    yield from by_verb
    counted = [found for found in (*by_verb, *by_noun.values()) if found.rule == "event-toll"]
    for key in things:  # 'a train crashed': told with its dead elsewhere, 'twelve died when a train crashed'
        if any(_may_be_one(by_noun[key], found) for found in counted):
            del by_noun[key]
    yield from without_repeats(by_verb, list(by_noun.values()))


def _may_be_one(one: Finding, other: Finding) -> bool:
    """Whether two events of one kind have no day and no place that differs."""
    known = [name for name in ("kind", "date", "place") if name in one.fields and name in other.fields]
    return all(one.fields[name] == other.fields[name] for name in known)


def _of_one_event(found: Finding) -> tuple[Value, ...]:
    """What two nouns share that tell of one event: the kind, and the number of dead, the day or the person."""
    kind = usual_word(str(found.fields["kind"][0]))
    if found.rule == "event-toll":
        return (kind, *found.fields.get("deaths", ()))
    if found.rule == "event-staged":
        return (kind, *found.fields.get("date", ()))
    return (kind, *sorted(concerned(found))) if kind in PERSONAL_NOUNS else (kind,)


def _counts_with_dead(verb: Token) -> bool:
    """'two died and ten were injured': the verb of the dead tells of the hurt, too."""
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and dead_by(verb.head) is not None


def _is_guilty(verb: Token) -> bool:
    """'found him guilty', 'pleaded guilty'; not 'pleaded not guilty'."""
    return any(t.lower_ == "guilty" and t.i > verb.i and t.nbor(-1).lower_ != "not" for t in verb.subtree)


def _weight(found: Finding) -> tuple[bool, int]:
    return found.rule in ("event-toll", "event-person"), len(found.fields)


def _event(references: References, index: int, token: Token) -> Seen | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in VERBS:
        return _by_verb(references, index, token, _LOSS if is_mere_death(token) else VERBS[lemma])
    if token.pos_ == "VERB" and lemma in HURTING and not _counts_with_dead(token):
        return _by_verb(references, index, token, _ACCIDENT)
    if (
        lemma in ("toll", "number")
        and (losses := toll_told(token)) is not None
        and (event := fatal_event(token)) is not None
    ):
        return Seen(kind_of(event), event, "event-toll", (), losses.deaths, None, losses.told)
    if (
        token.pos_ == "NOUN"
        and lemma in PERSONAL_NOUNS
        and (seen := _by_personal_noun(references, index, token, lemma))
    ):
        return seen
    if (token.pos_ == "NOUN" and lemma in NOUNS) or name_of_storm(token) is not None:
        return _by_noun(references, index, token, lemma)
    return None


def _by_verb(references: References, index: int, verb: Token, known: EventVerb) -> Seen | None:
    """'Rebels attacked the port', 'the port was attacked by rebels', 'the blast killed twelve people'."""
    if _sounds_so(verb):
        return None
    if is_shot_down(verb):
        doing = tuple(_parts(references, index, actors(verb), "attacker"))
        return Seen("shootdown", verb, "event-staged", doing, told=verb)
    if verb.dep_ == "amod" or any(c.dep_ == "prt" for c in verb.children):
        return None
    doers, done_to = actors(verb), objects(verb)
    dead, hurt = dead_by(verb), hurt_by(verb)
    if verb.lemma_.lower() in FATAL | HURTING and any(_is_event(doer) for doer in doers):
        return None  # the noun's own event gathers the dead
    if dead is not None or (hurt is not None and verb.lemma_.lower() in HURTING):
        return _by_toll(references, index, verb, known, Losses(dead, hurt))
    kind = kind_by_object(verb, known, done_to)
    if kind is None:
        return None
    if verb.lemma_.lower() in _TO_WHOM:
        done_to = _TO_WHOM[verb.lemma_.lower()](verb)
    if verb.lemma_.lower() == "find" and not is_passive(verb):
        done_to = [c for g in verb.children if g.lower_ == "guilty" for c in g.lefts if c.dep_ == "nsubj"] or done_to
    parts = _parts(references, index, doers, known.subject) + _parts(references, index, done_to, known.object)
    if not parts and (accident := kind_of_accident(verb)) is not None and cause_of(verb) is None:
        return Seen(accident, verb, "event-staged", told=verb)  # counts where its day or place is told
    if not parts or (known.needs_object and not any(role == known.object for _, role in parts)):
        return None
    if len(parts) > 1 and len({r.key for r, _ in parts}) == 1:
        return None  # nobody acquires himself
    types = {role: references.cast.type_of(r.key) for r, role in parts}
    if known.kind == "departure" and types.get("origin") == "Organization":
        return None  # 'left the party'
    if set(types.values()) <= {"UnnamedSource"} and kind not in _OF_CROWDS:
        return None
    if (
        known.kind == "attack"
        and types.get("attacker") == "Person"
        and types.get("target") in ("Person", "Organization")
    ):
        return None  # with words
    return Seen(kind, verb, "event-verb", tuple(parts))


def _is_event(noun: Token) -> bool:
    """'an outbreak', 'an outbreak of a fever that has killed ten'."""
    of_event = noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_event_noun(noun.head.head)
    return of_event or is_event_noun(noun)


def _sounds_so(verb: Token) -> bool:
    """'found him a job', 'plunging the chamber into chaos': no conviction and no crash."""
    if verb.lemma_.lower() in ("find", "plead"):
        return not _is_guilty(verb)
    return verb.lemma_.lower() == "plunge" and any(c.dep_ == "dobj" for c in verb.children)


def _by_toll(references: References, index: int, verb: Token, known: EventVerb, losses: Losses) -> Seen | None:
    """'twelve people died in a bus crash', 'rebels killed five soldiers', 'ten were hurt when a ferry capsized'."""
    cause = cause_of(verb)
    if cause is None and (losses.deaths is None or verb.lemma_.lower() == "leave"):
        return None
    doers = [doer for doer in actors(verb) if doer.pos_ != "PRON"] if known.subject == "attacker" else []
    told = ruling_of(verb)
    kind, trigger = cause or (kind_told(told) or known.kind, told)
    parts = _uncounted(_parts(references, index, doers, known.subject), losses)
    return Seen(kind, trigger, "event-toll", parts, losses.deaths, losses.injured, told)


def _uncounted(parts: list[tuple[Referent, str]], losses: Losses) -> tuple[tuple[Referent, str], ...]:
    """Those concerned without those whom a number counts already."""
    return tuple(
        (r, role) for r, role in parts if role not in ("killed", "injured", "deceased") or losses.deaths is None
    )


def _parts(references: References, index: int, heads: list[Token], role: str | None) -> list[tuple[Referent, str]]:
    if role is None:
        return []
    return [(referent, role) for head in heads for referent in references.resolve(index, head) if referent.sure >= 0.4]


def _by_noun(references: References, index: int, noun: Token, lemma: str) -> Seen | None:
    """'the attack on the port', 'an earthquake in Valdoria', 'Valdoria's election'."""
    if lemma == "fire" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in FIRING:
        return None  # 'opened fire', 'caught fire'
    if noun.dep_ in ("compound", "nmod"):
        return None
    if lemma == "strike" and noun.dep_ == "pobj" and noun.head.lower_ == "on":
        return _walkout(references, index, noun)
    parts: list[tuple[Referent, str]] = []
    for preposition, role in NOUN_ROLES.items():
        if preposition in ("by", "between", "with") or lemma in ATTACKS:
            parts += _parts(references, index, after(noun, preposition), role)
    for owner in (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")):
        mention = references.cast.at(*references.page.where(index, owner))
        if mention and (owner.dep_ == "poss" or mention.form == "demonym") and lemma in ATTACKS:
            parts.append((Referent(mention.key, mention.start, mention.end, 0.9), "agent"))
    parts += _struck(references, index, noun)
    losses = losses_of(noun)
    if losses is None and noun.pos_ == "PROPN":
        return None
    if losses is None:
        told = staging_verb(noun)
        rule = "event-staged" if told is not None or is_scheduled(noun) else "event-noun"
        return Seen(kind_of(noun), noun, rule, tuple(parts), told=told)
    if losses.told is None:
        return None  # 'twelve people died in the crash': the verb's own event gathers them
    rule = "event-toll" if noun.dep_ in ("nsubj", "nsubjpass") or losses.told.dep_ in ("relcl", "acl") else "event-noun"
    return Seen(kind_of(noun), noun, rule, _uncounted(parts, losses), losses.deaths, losses.injured, losses.told)


def _walkout(references: References, index: int, noun: Token) -> Seen | None:
    """'Drivers at Orlen Freight went on strike on Monday'."""
    verb = noun.head.head
    if verb.lemma_.lower() != "go" or noun.left_edge.i != noun.i:
        return None
    return Seen("strike", noun, "event-staged", tuple(_parts(references, index, actors(verb), "striker")), told=verb)


def _by_personal_noun(references: References, index: int, noun: Token, lemma: str) -> Seen | None:
    """ "X's death", 'the arrest of X by Y'; None where it befalls no person."""
    role, doing = PERSONAL_NOUNS[lemma]
    parts = _parts(references, index, befallen(noun), role)
    if not parts or any(references.cast.type_of(r.key) != "Person" for r, _ in parts):
        return None
    told = staging_verb(noun)
    rule = "event-person" if is_told_as_done(noun) or told is not None else "event-noun"
    return Seen(lemma, noun, rule, (*parts, *_parts(references, index, after(noun, "by"), doing or None)))


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


def _without_any_body(
    references: References, parts: dict[tuple[str, str], Referent]
) -> dict[tuple[str, str], Referent]:
    """Those concerned without 'the jury' and 'the company', which name nobody, where anybody else is left."""
    kept = {at: r for at, r in parts.items() if bare(references.cast.entities[r.key].name).lower() not in ANY_BODY}
    return kept or parts


def _finding(references: References, index: int, seen: Seen) -> Finding | None:
    parts: dict[tuple[str, str], Referent] = {}
    for referent, role in seen.parts:
        parts.setdefault((referent.key, role), referent)
    parts = _without_any_body(references, parts)
    fields: dict[str, tuple[Value, ...]] = {
        "kind": (seen.kind,),
        "participants": tuple({"entity": (key,), "role": (role,)} for key, role in parts),
        **numbered("deaths", seen.deaths),
        **numbered("injured", seen.injured),
    }
    named = list(parts.values())
    roles = list(zip(named, (role for _, role in parts), strict=True))
    if seen.rule == "event-verb" and (rule := sure_rule(references.cast, seen.kind, roles, seen.trigger)):
        seen = replace(seen, rule=rule)
    shown = [(r.start, r.end) for r in named]
    if seen.told is not None:
        shown += circumstances(references, index, seen, fields)
    found = finding_of(
        references,
        Happening(
            "Event", seen.rule, index, seen.told or seen.trigger, {}, fields,
            tuple(shown), sureness(references, seen, named, fields), dated=seen.told is None,
        ),
    )  # fmt: skip
    if found is None:
        return None
    told = set(found.fields)
    if seen.rule == "event-noun" and not told & {"participants", "date", "place", "deaths", "injured"}:
        return None
    if seen.rule == "event-staged" and not told & {"date", "place"}:
        drafted = "participants" in told and seen.trigger.pos_ == "NOUN"
        return replace(found, rule="event-noun") if drafted else None
    time = time_of(references.page, index, seen.trigger) if seen.rule == "event-noun" and "date" in told else None
    if time is not None and is_dated_by_itself(references.page, index, seen.trigger, time.start):
        return replace(found, rule="event-staged", sure=found.sure / DRAFTED)
    return lasting(found, seen)
