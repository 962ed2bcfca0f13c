"""An event as its words were seen, and what they tell of it: day, place, the dead and hurt, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.events.event_words import FATAL, HURTING
from kg.extraction.events.tolls import Losses, counting_too, fate_of, is_running
from kg.extraction.findings import Finding
from kg.extraction.happenings.happenings import AHEAD, doubt_of
from kg.extraction.happenings.happenings import named as named_of
from kg.extraction.modality.modality import modality_of
from kg.extraction.parsing.numbers import BEASTS, bound_of, number_of
from kg.extraction.parsing.syntax import helpers
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure
from kg.extraction.times.circumstances import place_of, struck_place, time_of
from kg.extraction.times.dates import Time
from kg.extraction.times.past_days import last_such_day
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token


_SO_FAR = ("as of ", "since ", "until ", "till ", "by ", "up to ")
_SO_FAR_BEFORE = re.compile(r"\b(?:as of|since|until|till|by|up to) $", re.IGNORECASE)  # not 'Whitby Sunday'
_BARE = Sure(0.9, "what killed them, where and when")
DRAFTED = Sure(0.9, "who took part")  # an event of which nobody who takes part is told
_DEALS = frozenset("acquisition purchase merger sale takeover buyout investment partnership".split())
_AGREEING = frozenset("agree decide offer".split())
_A_DAY = len("2031-05-06")
_WARS = frozenset("war conflict siege insurgency occupation".split())
_SPREADING = frozenset("outbreak epidemic pandemic".split())
# what a clause says of an event that takes place where the clause has it
_STRIKING = FATAL | HURTING | frozenset("leave destroy damage hit strike sweep tear happen occur take erupt".split())


@dataclass(frozen=True, slots=True)
class Seen:
    """An event while its parts are gathered."""

    kind: str
    trigger: Token
    rule: str
    parts: tuple[tuple[Referent, str], ...] = ()
    deaths: Token | None = None  # the noun that counts them
    injured: Token | None = None
    told: Token | None = None  # the verb that says that it happened, where it is not the trigger
    shown: tuple[tuple[int, int], ...] = ()  # further stretches that the evidence must hold
    own: Mapping[str, tuple[Value, ...]] | None = None  # day and place, where the rule has looked for them


def parts_of(
    references: References, index: int, heads: Sequence[Token], role: str | None
) -> list[tuple[Referent, str]]:
    """Those of the phrases that are somebody, each with the role."""
    if not role:
        return []
    return [(referent, role) for head in heads for referent in references.resolve(index, head) if referent.sure >= 0.4]


def uncounted(parts: Sequence[tuple[Referent, str]], losses: Losses) -> tuple[tuple[Referent, str], ...]:
    """Those concerned without those whom a number counts already."""
    return tuple(
        (r, role) for r, role in parts if role not in ("killed", "injured", "deceased") or losses.deaths is None
    )


def numbered(name: str, noun: Token | None) -> dict[str, tuple[Value, ...]]:
    """A count with its bound: 'at least 50 people'."""
    number = number_of(noun) if noun is not None else None
    if noun is None or number is None or noun.lemma_.lower() in BEASTS:
        return {}
    bound = bound_of(noun)
    return {name: (number,), **({f"{name}_bound": (bound,)} if bound else {})}


def lasting(found: Finding, seen: Seen) -> Finding:
    """'thousands have died in the war': it goes on; of one in which they 'were killed' it is not said to be over."""
    if seen.told is not None and seen.told.lemma_ == "be" and seen.told.tag_ in ("VBZ", "VBP"):
        return replace(found, status="ongoing") if found.status == "occurred" else found  # 'a war is under way'
    still = seen.told is not None and any(aid.lower_ in ("have", "has") for aid in helpers(seen.told))
    if still and seen.kind.split()[-1] in _SPREADING and found.status == "occurred":
        return replace(found, status="ongoing")
    if seen.kind.split()[-1] not in _WARS or found.status != "occurred" or seen.rule == "event-staged":
        return found
    return replace(found, status="ongoing" if still else "unknown")


def _time_of_its_own(references: References, index: int, seen: Seen) -> Time | None:
    """The time that stands with the event's own word: of 'the shooting that killed two' none."""
    time = time_of(references.page, index, seen.trigger)
    if time is None or seen.told is None or not (seen.told.dep_ in ("relcl", "acl") or is_running(seen.told)):
        return time
    start, _ = references.page.where(index, seen.trigger.doc[seen.trigger.left_edge.i])
    _, end = references.page.where(index, seen.trigger.doc[seen.trigger.right_edge.i])
    return time if start <= time.start < end else None


def is_up_to(text: str, time: Time) -> bool:
    """'four people have died there since January', 'as of Monday it had killed ten': so far, and not on that day."""
    told = text[time.start : time.end].lower().startswith(_SO_FAR)
    return told or bool(_SO_FAR_BEFORE.search(text[max(0, time.start - 9) : time.start]))


def is_dated_as_agreed(page: Page, index: int, seen: Seen) -> bool:
    """'agreed to buy Tessel on Monday': the day on which they agreed; firms are not bought in a day."""
    verb, ruling = seen.trigger, seen.trigger.head
    if seen.kind not in _DEALS or verb.dep_ != "xcomp" or ruling.lemma_.lower() not in _AGREEING:
        return False
    time = time_of(page, index, verb, future=True) if ruling.tag_ in ("VBD", "VBN") else None
    return time is not None and len(time.value) == _A_DAY


def sureness(references: References, seen: Seen, parts: Sequence[Referent], fields: Collection[str]) -> float:
    """The doubt that the parts leave; a count doubts nobody but those who have a name.

    Dead of whom neither what killed them, nor where, nor when is said are no event that anybody could look up.
    """
    if seen.rule == "event-toll":
        bare = seen.kind in ("death", "killing") and not parts and not {"date", "place"} & set(fields)
        parts = named_of(references, parts)
        return min((r.sure for r in parts), default=_BARE if bare else 1.0)
    known = seen.rule not in ("event-verb", "event-noun")  # 'a federal court' there is not somebody else
    doubts = [doubt_of(references, r) if known else r.sure for r in parts]
    return min(doubts, default=1.0 if seen.rule == "event-staged" else DRAFTED)


def circumstances(
    references: References, index: int, seen: Seen, fields: dict[str, tuple[Value, ...]]
) -> list[tuple[int, int]]:
    """Fill in date and place that stand with the event's own word, not with the verb that counts; their stretches."""
    spans = [references.page.where(index, seen.trigger)]
    counts = [each for each in (seen.deaths, seen.injured) if each is not None]
    spans += [references.page.where(index, count.doc[count.left_edge.i : fate_of(count).i + 1]) for count in counts]
    told = modality_of(references, index, seen.told) if seen.rule == "event-staged" and seen.told is not None else None
    future = told is not None and told.status in AHEAD
    running = seen.told is None or is_running(seen.told)  # the day on which a toll rose is not the event's
    lasting = told is not None and told.status == "ongoing"
    time = None
    if seen.told is not None and not running:
        time = time_of(references.page, index, seen.told, future=future, lasting=lasting)
    also = counting_too(seen.told) if seen.rule == "event-toll" and seen.told is not None and not running else []
    time = time or _time_of_its_own(references, index, seen)
    time = time or next((found for verb in also if (found := time_of(references.page, index, verb))), None)
    if time is not None and is_up_to(references.page.text, time) and not time.value.endswith("/.."):
        time = None
    if time is not None:
        time = time if future else last_such_day(references.page, time, seen.trigger)
        fields["date"] = (time.value,)
        spans.append((time.start, time.end))
    place = place_of(references, index, seen.trigger) or struck_place(references, index, seen.trigger)
    place = place or next((spot for verb in also if (spot := place_of(references, index, verb))), None)
    within = _place_in_clause(references, index, seen)
    if place is None or (within is not None and within[1] < place[1] and seen.told is not seen.trigger.head):
        place = within  # 'a blast that killed ten in Sela was heard in Ostra'
    if place is not None:
        fields["place"] = (place[0],)
        spans.append(place[1:])
    return spans


def _place_in_clause(references: References, index: int, seen: Seen) -> tuple[str, int, int] | None:
    """'a blast that killed ten in Sela', 'One person in Sela has died': where the clause or the dead are."""
    clauses = [c for c in seen.trigger.rights if c.dep_ in ("relcl", "acl") and c.lemma_.lower() in _STRIKING]
    words = [w for c in clauses for w in (c, *(o for o in c.rights if o.dep_ in ("dobj", "oprd", "ccomp")))]
    words += [seen.deaths] if seen.deaths is not None else []
    return next((spot for word in words if (spot := place_of(references, index, word))), None)
