"""Events of all other kinds: attacks, accidents, deaths, protests, elections, takeovers, with those concerned."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.anchors import usual_word
from kg.extraction.circumstances import place_of, struck_place, time_of
from kg.extraction.dates import Time
from kg.extraction.discourse import Referent
from kg.extraction.event_kinds import kind_by_object
from kg.extraction.event_words import ATTACKS, FATAL, FIRING, HURTING, NOUN_ROLES, NOUNS, VERBS, EventVerb
from kg.extraction.findings import Finding
from kg.extraction.happenings import AHEAD, Happening, doubt_of, finding_of
from kg.extraction.happenings import named as named_of
from kg.extraction.known_events import sure_rule
from kg.extraction.modality import modality_of
from kg.extraction.numbers import bound_of, number_of
from kg.extraction.personal_events import PERSONAL_NOUNS, befallen, concerned, is_told_as_done, without_repeats
from kg.extraction.references import References
from kg.extraction.staged_events import is_dated_by_itself, staging_verb
from kg.extraction.syntax import actors, after, helpers, is_passive, objects
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
_BARE = 0.9
_DRAFTED = 0.9  # an event of which nobody who takes part is told
_WARS = frozenset("war conflict siege insurgency occupation".split())
_ACCIDENT = EventVerb("accident")


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event while its parts are gathered."""

    kind: str
    trigger: Token
    rule: str
    parts: tuple[tuple[Referent, str], ...] = ()
    deaths: Token | None = None  # the noun that counts them
    injured: Token | None = None
    told: Token | None = None  # the verb that says that it happened, where it is not the trigger


def find_events(references: References) -> Iterator[Finding]:
    """The events that verbs and nouns tell of; the one that a noun names again counts once."""
    by_verb: list[Finding] = []
    by_noun: dict[tuple[Value, ...], Finding] = {}
    for index, paragraph, doc in references.page.parsed():
        if paragraph.kind in ("caption", "headline", "subhead"):
            continue
        for token in doc:
            seen = _event(references, index, token)
            found = _finding(references, index, seen) if seen else None
            if found is None or seen is None:
                continue
            if seen.trigger.pos_ == "NOUN" and found.rule != "event-verb":
                key = _of_one_event(found)
                if key not in by_noun or _weight(found) > _weight(by_noun[key]):
                    by_noun[key] = found
            else:
                by_verb.append(found)
    yield from by_verb
    yield from without_repeats(by_verb, list(by_noun.values()))


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


def _event(references: References, index: int, token: Token) -> _Seen | None:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in VERBS:
        return _by_verb(references, index, token, VERBS[lemma])
    if token.pos_ == "VERB" and lemma in HURTING and not _counts_with_dead(token):
        return _by_verb(references, index, token, _ACCIDENT)
    if lemma == "toll" and (losses := toll_told(token)) is not None and (event := fatal_event(token)) is not None:
        return _Seen(kind_of(event), event, "event-toll", (), losses.deaths, None, losses.told)
    if (
        token.pos_ == "NOUN"
        and lemma in PERSONAL_NOUNS
        and (seen := _by_personal_noun(references, index, token, lemma))
    ):
        return seen
    if (token.pos_ == "NOUN" and lemma in NOUNS) or name_of_storm(token) is not None:
        return _by_noun(references, index, token, lemma)
    return None


def _by_verb(references: References, index: int, verb: Token, known: EventVerb) -> _Seen | None:
    """'Rebels attacked the port', 'the port was attacked by rebels', 'the blast killed twelve people'."""
    if verb.lemma_.lower() in ("find", "plead") and not _is_guilty(verb):
        return None
    if verb.lemma_.lower() == "plunge" and any(c.dep_ == "dobj" for c in verb.children):
        return None  # 'plunging the chamber into chaos'
    if verb.dep_ == "amod" or any(c.dep_ == "prt" for c in verb.children):
        return None
    doers, done_to = actors(verb), objects(verb)
    dead, hurt = dead_by(verb), hurt_by(verb)
    if verb.lemma_.lower() in FATAL | HURTING and any(is_event_noun(doer) for doer in doers):
        return None  # the noun's own event gathers the dead
    if dead is not None or (hurt is not None and verb.lemma_.lower() in HURTING):
        return _by_toll(references, index, verb, known, Losses(dead, hurt))
    kind = kind_by_object(verb, known, done_to)
    if kind is None:
        return None
    if verb.lemma_.lower() == "find" and not is_passive(verb):
        done_to = [c for g in verb.children if g.lower_ == "guilty" for c in g.lefts if c.dep_ == "nsubj"] or done_to
    parts = _parts(references, index, doers, known.subject) + _parts(references, index, done_to, known.object)
    if not parts or (known.needs_object and not any(role == known.object for _, role in parts)):
        return None
    if len(parts) > 1 and len({r.key for r, _ in parts}) == 1:
        return None  # nobody acquires himself
    types = {role: references.cast.type_of(r.key) for r, role in parts}
    if set(types.values()) <= {"UnnamedSource"} and kind not in _OF_CROWDS:
        return None
    if (
        known.kind == "attack"
        and types.get("attacker") == "Person"
        and types.get("target") in ("Person", "Organization")
    ):
        return None  # with words
    return _Seen(kind, verb, "event-verb", tuple(parts))


def _by_toll(references: References, index: int, verb: Token, known: EventVerb, losses: Losses) -> _Seen | None:
    """'twelve people died in a bus crash', 'rebels killed five soldiers', 'ten were hurt when a ferry capsized'."""
    cause = cause_of(verb)
    if cause is None and (losses.deaths is None or verb.lemma_.lower() == "leave"):
        return None
    doers = [doer for doer in actors(verb) if doer.pos_ != "PRON"] if known.subject == "attacker" else []
    told = ruling_of(verb)
    kind, trigger = cause or (kind_told(told) or known.kind, told)
    parts = _uncounted(_parts(references, index, doers, known.subject), losses)
    return _Seen(kind, trigger, "event-toll", parts, losses.deaths, losses.injured, told)


def _uncounted(parts: list[tuple[Referent, str]], losses: Losses) -> tuple[tuple[Referent, str], ...]:
    """Those concerned without those whom a number counts already."""
    return tuple(
        (r, role) for r, role in parts if role not in ("killed", "injured", "deceased") or losses.deaths is None
    )


def _parts(references: References, index: int, heads: list[Token], role: str | None) -> list[tuple[Referent, str]]:
    if role is None:
        return []
    return [(referent, role) for head in heads for referent in references.resolve(index, head) if referent.sure >= 0.4]


def _by_noun(references: References, index: int, noun: Token, lemma: str) -> _Seen | None:
    """'the attack on the port', 'an earthquake in Valdoria', 'Valdoria's election'."""
    if lemma == "fire" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in FIRING:
        return None  # 'opened fire', 'caught fire'
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
    losses = losses_of(noun)
    if losses is None and noun.pos_ == "PROPN":
        return None
    if losses is None:
        told = staging_verb(noun)
        rule = "event-staged" if told is not None else "event-noun"
        return _Seen(kind_of(noun), noun, rule, tuple(parts), told=told)
    if losses.told is None:
        return None  # 'twelve people died in the crash': the verb's own event gathers them
    rule = "event-toll" if noun.dep_ in ("nsubj", "nsubjpass") or losses.told.dep_ in ("relcl", "acl") else "event-noun"
    return _Seen(kind_of(noun), noun, rule, _uncounted(parts, losses), losses.deaths, losses.injured, losses.told)


def _by_personal_noun(references: References, index: int, noun: Token, lemma: str) -> _Seen | None:
    """ "X's death", 'the arrest of X by Y'; None where it befalls no person."""
    role, doing = PERSONAL_NOUNS[lemma]
    parts = _parts(references, index, befallen(noun), role)
    if not parts or any(references.cast.type_of(r.key) != "Person" for r, _ in parts):
        return None
    rule = "event-person" if is_told_as_done(noun) else "event-noun"
    return _Seen(lemma, noun, rule, (*parts, *_parts(references, index, after(noun, "by"), doing or None)))


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
    named = list(parts.values())
    roles = list(zip(named, (role for _, role in parts), strict=True))
    if seen.rule == "event-verb" and (rule := sure_rule(references.cast, seen.kind, roles, seen.trigger)):
        seen = replace(seen, rule=rule)
    shown = [(r.start, r.end) for r in named]
    if seen.told is not None:
        shown += _circumstances(references, index, seen, fields)
    found = finding_of(
        references,
        Happening(
            "Event", seen.rule, index, seen.told or seen.trigger, {}, fields,
            tuple(shown), _sureness(references, seen, named, fields), dated=seen.told is None,
        ),
    )  # fmt: skip
    if found is None:
        return None
    told = set(found.fields)
    if seen.rule == "event-noun" and not told & {"participants", "date", "place", "deaths", "injured"}:
        return None
    if seen.rule == "event-staged" and not told & {"date", "place"}:
        return replace(found, rule="event-noun") if "participants" in told else None
    time = time_of(references.page, index, seen.trigger) if seen.rule == "event-noun" and "date" in told else None
    if time is not None and is_dated_by_itself(references.page, index, seen.trigger, time.start):
        return replace(found, rule="event-staged", sure=found.sure / _DRAFTED)
    return _lasting(found, seen)


def _lasting(found: Finding, seen: _Seen) -> Finding:
    """'thousands have died in the war': it goes on; of one in which they 'were killed' it is not said to be over."""
    if seen.kind.split()[-1] not in _WARS or found.status != "occurred" or seen.rule == "event-staged":
        return found
    still = seen.told is not None and any(aid.lower_ in ("have", "has") for aid in helpers(seen.told))
    return replace(found, status="ongoing" if still else "unknown")


def _time_of_its_own(references: References, index: int, seen: _Seen) -> Time | None:
    """The time that stands with the event's own word: of 'the shooting that killed two' none."""
    time = time_of(references.page, index, seen.trigger)
    if time is None or seen.told is None or seen.told.dep_ not in ("relcl", "acl"):
        return time
    start, _ = references.page.where(index, seen.trigger.doc[seen.trigger.left_edge.i])
    _, end = references.page.where(index, seen.trigger.doc[seen.trigger.right_edge.i])
    return time if start <= time.start < end else None


def _sureness(references: References, seen: _Seen, parts: Sequence[Referent], fields: Collection[str]) -> float:
    """The doubt that the parts leave; a count doubts nobody but those who have a name.

    Dead of whom neither what killed them, nor where, nor when is said are no event that anybody could look up.
    """
    if seen.rule == "event-toll":
        bare = seen.kind in ("death", "killing") and not parts and not {"date", "place"} & set(fields)
        parts = named_of(references, parts)
        return min((r.sure for r in parts), default=_BARE if bare else 1.0)
    known = seen.rule not in ("event-verb", "event-noun")  # 'a federal court' there is not somebody else
    doubts = [doubt_of(references, r) if known else r.sure for r in parts]
    return min(doubts, default=1.0 if seen.rule == "event-staged" else _DRAFTED)


def _circumstances(
    references: References, index: int, seen: _Seen, fields: dict[str, tuple[Value, ...]]
) -> list[tuple[int, int]]:
    """Fill in date and place that stand with the event's own word, not with the verb that counts; their stretches."""
    spans = [references.page.where(index, seen.trigger)]
    counts = [each for each in (seen.deaths, seen.injured) if each is not None]
    spans += [references.page.where(index, count.doc[count.left_edge.i : count.i + 1]) for count in counts]
    told = modality_of(references, index, seen.told) if seen.rule == "event-staged" and seen.told is not None else None
    future = told is not None and told.status in AHEAD
    time = time_of(references.page, index, seen.told, future=future) if seen.told is not None else None
    time = time or _time_of_its_own(references, index, seen)
    if time is not None and references.page.text[time.start : time.end].lower().startswith(("since ", "until ", "by ")):
        time = None  # 'four people have died there since January'
    if time is not None:
        fields["date"] = (time.value,)
        spans.append((time.start, time.end))
    place = place_of(references, index, seen.trigger) or struck_place(references, index, seen.trigger)
    if place is not None:
        fields["place"] = (place[0],)
        spans.append(place[1:])
    return spans
