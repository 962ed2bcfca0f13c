"""Events of all other kinds: attacks, accidents, deaths, protests, elections, takeovers, with those concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.among_the_dead import among_the_dead
from kg.extraction.events.bare_events import is_told_bare
from kg.extraction.events.carried import carried_over
from kg.extraction.events.clause_company import in_its_role, with_company
from kg.extraction.events.clause_events import told_by_clause
from kg.extraction.events.company import company_of
from kg.extraction.events.dated_events import is_told_of_a_day, undated
from kg.extraction.events.event_mentions import one_event_each, without_vaguer
from kg.extraction.events.groups import with_group
from kg.extraction.events.known_events import is_plain, is_plainly_told, is_sure_act, sure_rule
from kg.extraction.events.nominal_events import told_by_deed_noun
from kg.extraction.events.noun_company import with_noun_company
from kg.extraction.events.noun_events import told_by_noun
from kg.extraction.events.personal_events import PERSONAL_NOUNS, concerned, is_charge_alone, without_repeats
from kg.extraction.events.scenes import scene_of
from kg.extraction.events.seen_events import (
    DRAFTED,
    Seen,
    circumstances,
    is_dated_as_agreed,
    lasting,
    numbered,
    sureness,
)
from kg.extraction.events.staged_events import is_dated_by_itself
from kg.extraction.events.things_told import named_by_prize, named_by_thing
from kg.extraction.events.verb_events import told_by_verb
from kg.extraction.events.votes import with_matter
from kg.extraction.events.worth_reviewing import is_worth_reviewing, says_something
from kg.extraction.findings import PUBLISHED, Finding, confidence_of
from kg.extraction.happenings.happenings import Happening, doubt_of, finding_of
from kg.extraction.parsing.phrases import bare
from kg.extraction.parsing.syntax import after
from kg.extraction.references.descriptions import ANY_BODY
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.anchors import usual_word
from kg.extraction.times.circumstances import place_of, time_of
from kg.extraction.times.set_years import by_its_year
from kg.model import Value
from kg.roles import without_matter

if TYPE_CHECKING:
    from spacy.tokens import Token


_TELLING = {"participants", "date", "place", "deaths", "injured"}
_OF_CLAUSES = ("event-clause", "event-act", "event-deed")
_DRAFTED_CLAUSES = ("event-clause", "event-act")
_NOMINAL = ("event-nominal", "event-settled")
_DONE = ("occurred", "ongoing")
_OWN_DOINGS = frozenset(("attendance", "participation", "study", "interview"))  # of a paper: how it came by the news
_GUESSED = 0.55  # of a clause whose ruling verb leaves open whether it comes to it


def find_events(references: References) -> list[Finding]:
    """The events that verbs and nouns tell of, each with what the article tells of it elsewhere."""
    return carried_over(_told_events(references), references.page)


def _told_events(references: References) -> Iterator[Finding]:
    """The events of each verb and noun; the one that a noun names again counts once."""
    by_verb: list[Finding] = []
    by_clause: list[Finding] = []
    by_deed: list[Finding] = []
    by_noun: dict[tuple[Value, ...], Finding] = {}
    counting: set[Token] = set()
    things: set[tuple[Value, ...]] = set()  # what befell a thing without a name, by a verb
    page = references.page
    for index, paragraph in enumerate(page.paragraphs):
        if paragraph.kind in ("caption", "headline", "subhead"):
            continue
        for token in page.tokens[index]:
            seen = _event(references, index, token)
            found = _finding(references, index, seen) if seen else None
            if found is None or seen is None or (token in counting and found.rule == "event-toll"):
                continue
            if token.pos_ != "VERB" and found.fields.get("deaths") and seen.told is not None:
                counting.add(seen.told)  # 'the blast, which officials say killed ten': the noun's own event has them
            if found.rule in _OF_CLAUSES:
                by_clause.append(found)
            elif found.rule in _NOMINAL:
                by_deed.append(found)
            elif found.rule == "event-staged" or (seen.trigger.pos_ == "NOUN" and found.rule != "event-verb"):
                key = _of_one_event(found)
                if seen.trigger.pos_ == "VERB" and key not in by_noun:
                    things.add(key)
                if key not in by_noun or _weight(found) > _weight(by_noun[key]):
                    by_noun[key] = found
            else:
                by_verb.append(found)
    yield from by_verb
    counted = [found for found in (*by_verb, *by_noun.values()) if found.rule == "event-toll"]
    _drop_counted(things, by_noun, counted)
    told = list(without_repeats(by_verb, without_vaguer(list(by_noun.values()))))
    told = [found for found in told if not any(_tells_less(found, clause) for clause in by_clause)]
    others = [*by_verb, *one_event_each(told, page)]
    yield from others[len(by_verb) :]
    by_clause = list(_told_once(by_clause, others))
    yield from by_clause
    yield from _told_once(by_deed, [*others, *by_clause])


def _drop_counted(
    things: set[tuple[Value, ...]], by_noun: dict[tuple[Value, ...], Finding], counted: list[Finding]
) -> None:
    """Take out 'a train crashed' that is told with its dead elsewhere: 'twelve died when a train crashed'."""
    for key in things:
        told = by_noun[key].fields.keys() & {"date", "place"}
        if any(_may_be_one(by_noun[key], found) and told <= found.fields.keys() for found in counted):
            del by_noun[key]


def _told_once(by_clause: list[Finding], others: list[Finding]) -> Iterator[Finding]:
    """The events of clauses, each once, but for those that another rule has found."""
    kept: list[Finding] = []
    for found in sorted(by_clause, key=lambda each: -len(each.fields)):
        if not any(_is_the_same(found, other) for other in (*others, *kept)):
            kept.append(found)
    yield from kept


def _is_the_same(found: Finding, other: Finding) -> bool:
    """Whether another event has its kind and somebody of its own, or nobody, and no other day or place."""
    kinds = [{usual_word(w) for w in without_matter(str(each.fields["kind"][0])).split()} for each in (found, other)]
    heads = {usual_word(_head(str(each.fields["kind"][0]))) for each in (found, other)}
    if not kinds[0] & kinds[1] & heads or not _may_be_one(found, other, ("date", "place", "deaths")):
        return False
    if _is_done_to(found, other):
        return False
    if found.polarity != other.polarity or (found.status in _DONE) != (other.status in _DONE):
        return False
    who, others = concerned(found), concerned(other)
    return bool(who & others) or not who or not others


def _is_done_to(found: Finding, other: Finding) -> bool:
    """'conviction reversal' beside 'conviction': what was done with another event is an event of its own."""
    words, of = str(found.fields["kind"][0]).split(), str(other.fields["kind"][0])
    return len(words) == 2 and words[0] == of and of in PERSONAL_NOUNS


def _head(kind: str) -> str:
    """'removal' of 'bench removal', 'lifting' of 'lifting of ban'."""
    return without_matter(kind).split(" of ")[0].split()[-1]


def _tells_less(noun: Finding, clause: Finding) -> bool:
    """'on trial in Sela' of 'Okoye was put on trial in Sela': a noun's event of nobody, told by the clause."""
    (start, end), (first, last) = noun.spans[0], clause.spans[0]
    if noun.rule != "event-noun" or concerned(noun) or not concerned(clause) or not (first <= start and end <= last):
        return False
    kinds = [{usual_word(word) for word in str(each.fields["kind"][0]).split()} for each in (noun, clause)]
    return kinds[0] == kinds[1] and _may_be_one(noun, clause, ("date", "place"))


def _may_be_one(one: Finding, other: Finding, fields: tuple[str, ...] = ("kind", "date", "place")) -> bool:
    """Whether two events of one kind have no day and no place that differs."""
    known = [name for name in fields if name in one.fields and name in other.fields]
    return all(one.fields[name] == other.fields[name] for name in known)


def _of_one_event(found: Finding) -> tuple[Value, ...]:
    """What two nouns share that tell of one event: the kind, and the number of dead, the day or the person."""
    kind = usual_word(str(found.fields["kind"][0]))
    if found.rule == "event-toll":
        return (kind, *found.fields.get("deaths", ()))
    if found.rule == "event-staged":
        return (kind, *found.fields.get("date", ()))
    if kind in PERSONAL_NOUNS:
        return (kind, *sorted(concerned(found)))
    return (kind, *found.fields.get("date", ()), *found.fields.get("place", ()), *sorted(concerned(found)))


def _weight(found: Finding) -> tuple[bool, int]:
    return found.rule in ("event-toll", "event-person"), len(found.fields)


def _event(references: References, index: int, token: Token) -> Seen | None:
    if token.lemma_ == "be" and token.pos_ in ("AUX", "VERB"):
        return among_the_dead(references, index, token)
    if token.pos_ == "VERB":
        return told_by_verb(references, index, token) or told_by_clause(references, index, token)
    if token.pos_ not in ("NOUN", "PROPN") or is_charge_alone(token):
        return None
    return told_by_noun(references, index, token) or told_by_deed_noun(references, index, token)


def _without_any_body(
    references: References, parts: dict[tuple[str, str], Referent]
) -> dict[tuple[str, str], Referent]:
    """Those concerned without 'the jury' and 'the company', which name nobody, where anybody else is left."""
    kept = {at: r for at, r in parts.items() if bare(references.cast.entities[r.key].name).lower() not in ANY_BODY}
    return kept or parts


def _names(references: References, referents: Iterable[Referent]) -> set[str]:
    return {references.cast.entities[r.key].name for r in referents}


def _finding(references: References, index: int, seen: Seen) -> Finding | None:
    parts: dict[tuple[str, str], Referent] = {}
    for referent, role in (*seen.parts, *company_of(references, index, seen)):
        parts.setdefault((referent.key, role), referent)
    parts = _without_any_body(references, parts)
    if seen.kind in _OWN_DOINGS and references.page.article.publisher in _names(references, parts.values()):
        return None  # 'The Harbour Post attended the premiere'
    fields: dict[str, tuple[Value, ...]] = {
        "kind": (seen.kind,),
        "participants": tuple({"entity": (key,), "role": (role,)} for key, role in parts),
        **numbered("deaths", seen.deaths),
        **numbered("injured", seen.injured),
    }
    fields.update(seen.own or {})
    named = list(parts.values())
    roles = list(zip(named, (role for _, role in parts), strict=True))
    if seen.rule == "event-verb" and (rule := sure_rule(references.cast, seen.kind, roles, seen.trigger)):
        seen = replace(seen, rule=rule)
    if seen.rule == "event-clause" and is_plain(references.cast, seen.kind, roles, seen.trigger):
        seen = replace(seen, rule="event-deed")
    shown = [*seen.shown, *((r.start, r.end) for r in named)]
    if seen.told is not None:
        shown += circumstances(references, index, seen, fields)
    agreed = is_dated_as_agreed(references.page, index, seen)
    found = finding_of(
        references,
        Happening(
            "Event", seen.rule, index, seen.told or seen.trigger, {}, fields,
            tuple(shown), sureness(references, seen, named, fields),
            dated=seen.told is None and seen.own is None and not agreed, placed=seen.own is None,
        ),
    )  # fmt: skip
    found = _as_plain(references, index, seen, _placed(references, index, seen, found), roles) if found else None
    found = _as_sure(references, index, seen, undated(references, index, seen, found)) if found else None
    found = named_by_prize(found, seen.trigger) if found is not None and seen.trigger.pos_ == "VERB" else found
    if found is not None and confidence_of(found) < PUBLISHED:
        found = _as_draft(references, index, seen, found)
    if found is None or seen.trigger.pos_ != "VERB":
        return found
    return with_group(references, index, seen.trigger, with_matter(references, index, seen.trigger, found))


def _as_draft(references: References, index: int, seen: Seen, found: Finding) -> Finding | None:
    """The draft with all that its clause tells; None where an editor would only throw it away."""
    if not is_worth_reviewing(references, seen.trigger, found):
        return None
    if seen.trigger.pos_ == "VERB":
        found = with_company(references, index, seen.trigger, found)
        found = named_by_thing(in_its_role(references, index, seen.trigger, found), seen.trigger)
    else:
        found = with_noun_company(references, index, seen.trigger, found)
    return found if says_something(found, seen.trigger) else None


def _placed(references: References, index: int, seen: Seen, found: Finding) -> Finding:
    """The event with the place that its phrase or clause names elsewhere than behind its own word."""
    words = [seen.trigger] if seen.told is None else [seen.trigger, seen.told]
    spot = next((spot for word in words if (spot := scene_of(references, index, word, seen.kind))), None)
    if spot is None and seen.trigger.pos_ == "NOUN" and seen.trigger.lemma_.lower() in PERSONAL_NOUNS:
        befell = after(seen.trigger, "of")  # 'the shooting of Okoye in Sela'
        spot = next((spot for each in befell if (spot := place_of(references, index, each))), None)
    if spot is None or "place" in found.fields or spot[0] in concerned(found):
        return found
    (start, end), *others = found.spans
    span = min(start, spot[1]), max(end, spot[2])
    return replace(found, fields={**found.fields, "place": (spot[0],)}, spans=(span, *others))


def _as_plain(
    references: References, index: int, seen: Seen, found: Finding, roles: Sequence[tuple[Referent, str]]
) -> Finding:
    """The event of a verb, surer where a plain clause tells it of somebody by name, or with its day."""
    if found.rule == "event-act" and not is_sure_act(references.cast, found, roles):
        return found
    if found.rule in _DRAFTED_CLAUSES:
        at, _ = references.page.where(index, seen.trigger)
        if is_plainly_told(references.cast, found, roles, seen.trigger, at):
            return replace(found, rule="event-deed")
    if found.rule not in (*_DRAFTED_CLAUSES, "event-verb"):
        return found
    if not is_told_of_a_day(references, index, found, roles, seen.trigger):
        return found
    known = sureness(references, seen, [r for r, _ in roles], found.fields)
    doubt = min((doubt_of(references, r) for r, _ in roles), default=1.0)
    return replace(found, rule="event-deed", sure=min(1.0, found.sure / known) * doubt)


def _as_sure(references: References, index: int, seen: Seen, found: Finding) -> Finding | None:
    """The finding under the rule that its day, its place or those concerned allow; None where they are too few."""
    if seen.rule in (*_OF_CLAUSES, *_NOMINAL) and found.sure < _GUESSED:
        return None
    told = set(found.fields)
    if seen.rule in ("event-noun", *_DRAFTED_CLAUSES) and not told & _TELLING:
        bare = seen.rule in _DRAFTED_CLAUSES and is_told_bare(found, seen.trigger)
        return found if bare else None
    if seen.rule == "event-staged" and not told & {"date", "place"}:
        drafted = "participants" in told and seen.trigger.pos_ == "NOUN"
        return replace(found, rule="event-noun") if drafted else None
    time = time_of(references.page, index, seen.trigger) if seen.rule == "event-noun" and "date" in told else None
    if time is not None and is_dated_by_itself(references.page, index, seen.trigger, time.start):
        staged = replace(found, rule="event-staged", sure=min(1.0, found.sure / DRAFTED))
        return by_its_year(references.page, seen.trigger, staged)
    return lasting(found, seen)
