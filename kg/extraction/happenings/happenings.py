"""Turns a trigger word and those who take part into a finding: modality, date, place and the shortest evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import COLLECTIVES
from kg.extraction.modality.hearsay import Modality
from kg.extraction.modality.modality import modality_of
from kg.extraction.modality.undoing import UNDONE, is_undone
from kg.extraction.names.countries import capital_of
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure, doubting
from kg.extraction.times.circumstances import place_of, time_of
from kg.extraction.times.dates import Time
from kg.extraction.times.past_days import last_such_day
from kg.extraction.times.spots import SETTLEMENTS
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

AHEAD = ("planned", "mooted", "cancelled", "postponed")  # told of a day to come, or of one that was to come
_CALLED_OFF = ("cancelled", "postponed")
_DESCRIBED = 0.75
_QUOTED = Sure(0.85, "whether it is so, or only said in the quotation")
_SENT = frozenset(("delegation", "convoy", "entourage"))
_LED = 0.75
_MONTH = len("2031-05")
_HALF_A_YEAR = 6  # months
_WHICH_YEAR = Sure(0.7, "which year is meant")
_PLACES = ("Country", "City", "Place")


Reading = Callable[[Modality], Modality]


def as_it_stands(told: Modality) -> Modality:
    return told


@dataclass(frozen=True, slots=True)
class Happening:
    """What a rule has seen: a trigger word, those concerned per field, and more fields with their values.

    `shown` are further stretches that the evidence must hold; `sure` is the rule's doubt about this one. `reading`
    gives what the trigger's form tells of the matter: 'may not vote' denies nothing.
    """

    type: str
    rule: str
    index: int
    trigger: Token
    roles: Mapping[str, Sequence[Referent]]
    fields: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    shown: tuple[tuple[int, int], ...] = ()
    sure: float = 1.0
    dated: bool = True
    placed: bool = True
    reading: Reading = as_it_stands


See = Callable[[References, int, "Token"], Happening | None]


def finding_of(references: References, seen: Happening) -> Finding | None:
    """The finding, or None where the words claim nothing: a question, a condition, an order."""
    told = modality_of(references, seen.index, seen.trigger)
    if told is None:
        return None
    told = seen.reading(told)
    if seen.trigger.lemma_ in ("be", "remain") and seen.trigger.tag_ in ("VBZ", "VBP") and told.status == "occurred":
        told = replace(told, status="ongoing")  # 'is under house arrest'
    page = references.page
    at = page.where(seen.index, seen.trigger)
    spans = [at, *seen.shown, *((r.start, r.end) for group in seen.roles.values() for r in group if _near(at, r))]
    fields: dict[str, tuple[Value, ...]] = {
        name: tuple(dict.fromkeys(r.key for r in group)) for name, group in seen.roles.items() if group
    }
    fields.update({name: value for name, value in seen.fields.items() if value})
    future, lasting = told.status in AHEAD, seen.type == "Restriction"
    time = time_of(page, seen.index, seen.trigger, future=future, lasting=lasting) if seen.dated else None
    if time is not None and told.status == "ongoing" and (arranged := _arranged(page, seen)) is not None:
        told, time, future = replace(told, status="planned"), arranged, True
    if time is not None and told.status == "occurred":
        time = last_such_day(page, time, seen.trigger)
    if time is not None and told.status in _CALLED_OFF and not _is_within(page, seen, time):
        time = None  # 'cancelled on Monday a visit': that is no day of the visit
    if time is not None and time.value.endswith("/..") and told.status == "occurred":
        told = replace(told, status="ongoing")
    if time is not None and future and _may_be_over(page, time, seen.trigger):
        told = replace(told, sure=told.sure * _WHICH_YEAR)
    if time is not None and "date" not in fields:
        fields["date"] = (time.value,)
        spans.append((time.start, time.end))
    place = place_of(references, seen.index, seen.trigger) if seen.placed else None
    if place is not None and "place" not in fields and place[0] not in _keys(seen):
        fields["place"] = (place[0],)
        spans.append(place[1:])
    shown = tuple((name, r.start, r.end) for name, group in seen.roles.items() for r in group)
    return _made(references, seen, told, fields, (min(a for a, _ in spans), max(b for _, b in spans)), shown)


def _arranged(page: Page, seen: Happening) -> Time | None:
    """The time ahead in 'is retiring in June', 'is meeting on Thursday': that is arranged, and not going on."""
    verb = seen.trigger
    if verb.tag_ != "VBG" or not any(c.lemma_ == "be" and c.tag_ in ("VBZ", "VBP") for c in verb.lefts):
        return None
    time = time_of(page, seen.index, verb, future=True)
    day = page.published.isoformat() if page.published is not None else ""
    return time if time is not None and time.value.split("/")[0] > day[: len(time.value.split("/")[0])] else None


def _may_be_over(page: Page, time: Time, verb: Token) -> bool:
    """'decided to close it from January', told in March: which January; not so of 'will close it'."""
    words = page.text[time.start : time.end].lower()
    if page.published is None or len(time.value) != _MONTH or time.value[:4] in words or "next" in words:
        return False
    months = (int(time.value[:4]) - page.published.year) * 12 + int(time.value[5:]) - page.published.month
    return months > _HALF_A_YEAR and not any(c.tag_ == "MD" for c in verb.lefts)


def _is_within(page: Page, seen: Happening, time: Time) -> bool:
    word = seen.trigger
    first, _ = page.where(seen.index, word.doc[word.left_edge.i])
    _, last = page.where(seen.index, word.doc[word.right_edge.i])
    return first <= time.start < last


def _made(
    references: References, seen: Happening, told: Modality, fields: dict[str, tuple[Value, ...]],
    span: tuple[int, int], shown: tuple[tuple[str, int, int], ...],
) -> Finding:  # fmt: skip
    inside = references.page.quotation_at(span[0]) is not None
    doubt = min((doubt_of(references, r) for group in seen.roles.values() for r in group), default=1.0)
    who, how = doubting(min(1.0, doubt + 0.1), "who took part"), doubting(told.sure, "whether it came about")
    sure = seen.sure * how * who * (_QUOTED if inside else 1.0)
    if is_undone(seen.type, str(next(iter(fields.get("kind", ())), "")), seen.trigger):
        sure *= UNDONE
    return Finding(
        seen.type,
        seen.rule,
        fields,
        (span,),
        shown,
        sure,
        source=told.source,
        certainty=told.certainty,
        polarity=told.polarity,
        status=told.status,
    )


def doubt_of(references: References, referent: Referent) -> float:
    """How sure it is who is meant: somebody who is only described is nobody else."""
    entity = references.cast.entities[referent.key]
    common = entity.name[:1].islower() or entity.name.lower() in COLLECTIVES  # 'Police' opens a sentence
    described = entity.type == "UnnamedSource" or (entity.type == "Organization" and common)
    return 1.0 if described and referent.sure >= _DESCRIBED else referent.sure


def _keys(seen: Happening) -> set[str]:
    return {referent.key for group in seen.roles.values() for referent in group}


def _near(at: tuple[int, int], referent: Referent) -> bool:
    """Whether the phrase stands close enough to be part of one stretch of evidence."""
    return abs(referent.start - at[0]) < 400


def findings_of(references: References, see: See) -> Iterator[Finding]:
    """What a rule sees at any word of the article; captions repeat what the body tells."""
    page = references.page
    for index, paragraph in enumerate(page.paragraphs):
        if paragraph.kind == "caption":
            continue
        for token in page.tokens[index]:
            seen = see(references, index, token)
            found = finding_of(references, seen) if seen else None
            if found:
                yield found


def people_of(references: References, index: int, heads: Sequence[Token]) -> list[Referent]:
    """Who of these phrases can act: people, bodies, countries; each once."""
    found = [r for head in heads for r in references.resolve(index, head) or _led_by(references, index, head)]
    return _once(r for r in found if references.cast.type_of(r.key) not in ("City", "Place"))


def _led_by(references: References, index: int, head: Token) -> list[Referent]:
    """'Okoye' of 'a delegation led by Okoye', which has no name of its own: a draft."""
    if head.lemma_.lower() not in _SENT:
        return []
    leading = (c for c in head.rights if c.dep_ == "acl" and c.lemma_.lower() in ("lead", "head"))
    leaders = [leader for verb in leading for leader in after(verb, "by")]
    found = [r for leader in leaders for r in references.resolve(index, leader)]
    start, _ = references.page.where(index, head.doc[head.left_edge.i])
    people = [r for r in found if references.cast.type_of(r.key) == "Person"]
    return [replace(r, start=min(start, r.start), sure=min(r.sure, _LED)) for r in people]


def places_of(references: References, index: int, heads: Sequence[Token]) -> list[Referent]:
    """Which of these phrases are places; 'the Senegalese capital' is one, too."""
    heads = [_settled(head) for head in heads]
    found = [r for head in heads for r in _capital(references, index, head) or references.resolve(index, head)]
    return _once(r for r in found if references.cast.type_of(r.key) in _PLACES)


def _settled(head: Token) -> Token:
    """'Sela' of 'the town of Sela'."""
    of = next((c for c in head.rights if c.lower_ == "of" and c.dep_ == "prep"), None)
    name = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    return name if name is not None and name.pos_ == "PROPN" and head.lemma_.lower() in SETTLEMENTS else head


def _capital(references: References, index: int, head: Token) -> list[Referent]:
    """'the Georgian capital, Tbilisi', 'Georgia's capital': the city by name, where it is known."""
    if head.lower_ != "capital":
        return []
    beside = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    if beside is not None:
        return references.resolve(index, beside)
    for word in head.lefts:
        mention = references.cast.at(*references.page.where(index, word))
        if mention and references.cast.type_of(mention.key) == "Country":
            city = capital_of(references.cast.entities[mention.key].name)
            key = references.cast.key_for("City", city) if city else mention.key
            return [Referent(key, mention.start, references.page.where(index, head)[1], 0.95)]
    return []


def named(references: References, referents: Sequence[Referent]) -> list[Referent]:
    """Those who bear a name."""
    return [r for r in referents if references.cast.type_of(r.key) != "UnnamedSource"]


def _once(referents: Iterable[Referent]) -> list[Referent]:
    kept: dict[str, Referent] = {}
    for referent in referents:
        kept.setdefault(referent.key, referent)
    return list(kept.values())
