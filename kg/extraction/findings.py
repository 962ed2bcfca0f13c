"""Makes facts from what the rules find: evidence cut exactly, confidence and draft by rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.extraction.sureness import doubts_of
from kg.model import ARTICLE, Evidence, Fact, Value

_SEATS = frozenset(
    "mp mep msp senator congressman congresswoman representative councillor lawmaker deputy member".split()
)
_OF_OFFICES = ("organization", "start", "end")
# Share of right facts per rule on the gold articles, rounded down; a family under PUBLISHED is drafts only.
RULES: dict[str, tuple[int, float]] = {
    "speech-direct": (1, 0.96),
    "speech-clause": (1, 0.91),
    "speech-according": (1, 0.9),
    "speech-infinitive": (1, 0.88),
    "speech-passive": (1, 0.85),
    "speech-object": (1, 0.7),
    "speech-stance": (1, 0.9),
    "speech-noun": (1, 0.83),
    "speech-answer": (1, 0.9),
    "office-title": (1, 0.96),
    "office-apposition": (1, 0.92),
    "office-copula": (1, 0.88),
    "office-counterpart": (1, 0.8),
    "membership-party": (1, 0.92),
    "membership-clause": (2, 0.87),
    "meeting-verb": (1, 0.88),
    "meeting-noun": (1, 0.86),
    "meeting-call": (2, 0.86),
    "visit-verb": (1, 0.88),
    "visit-noun": (1, 0.87),
    "visit-travel": (2, 0.85),
    "agreement-verb": (2, 0.87),
    "agreement-noun": (2, 0.87),
    "restriction-verb": (1, 0.88),
    "restriction-noun": (2, 0.87),
    "appointment-verb": (1, 0.87),
    "appointment-noun": (2, 0.88),
    "event-person": (1, 0.88),
    "event-mutual": (1, 0.87),
    "event-toll": (1, 0.9),
    "event-contest": (1, 0.88),
    "event-staged": (1, 0.88),
    "event-verb": (1, 0.78),
    "event-noun": (1, 0.64),
    "event-deed": (1, 0.88),
    "event-clause": (1, 0.7),
    "event-act": (1, 0.7),
    "event-settled": (1, 0.88),
    "event-nominal": (1, 0.72),
}
PUBLISHED = 0.85
_DOUBTED = {  # what a reviewer of one of those is told
    "speech-object": "what was said: no clause of its own tells it",
    "speech-noun": "what was said: no clause of its own tells it",
    "office-counterpart": "whether the post is theirs",
    "event-verb": "what the verb tells of",
    "event-noun": "whether the noun tells that it happened",
    "event-clause": "whether the verb tells of an event",
    "event-act": "whether the verb tells of an event",
    "event-nominal": "whether the noun tells that it happened",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before it is a fact.

    `spans` are stretches of the text that together show the fact; `shown` has those that show one field.
    `sure` (0..1) multiplies the rule's own confidence; a `Sure` says what is doubted.
    """

    type: str
    rule: str
    fields: Mapping[str, tuple[Value, ...]]
    spans: tuple[tuple[int, int], ...]
    shown: tuple[tuple[str, int, int], ...] = ()
    sure: float = 1.0
    source: str = ARTICLE
    certainty: str = "certain"
    polarity: str = "positive"
    status: str | None = None
    basis: str = "stated"


def confidence_of(finding: Finding) -> float:
    """How sure the fact is, 0..1: what is known of its rule, and of this one case."""
    return round(RULES[finding.rule][1] * finding.sure, 2)


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the quotation mark just behind or before it, where it has only the other of the two.

    >>> text = 'Adu said: “We go. They stay.” We left.'
    >>> text[slice(*with_marks(text, 0, 28))]
    'Adu said: “We go. They stay.”'
    """
    for first, last in (("“", "”"), ('"', '"')):
        words, before, behind = text[start:end], text[max(start - 1, 0) : start], text[end : end + 1]
        opened = words.count('"') % 2 if first == last else words.count(first) - words.count(last)
        closes = opened > 0 and behind == last
        opens = before == first and (opened < 0 or (closes if first != last else opened > 0 and not closes))
        start, end = start - opens, end + closes
    return start, end


def to_fact(finding: Finding, text: str) -> Fact:
    """The fact, with the assertion's fields and exact evidence."""
    version, confidence = RULES[finding.rule][0], confidence_of(finding)
    marked = (with_marks(text, start, end) for start, end in finding.spans)
    spans = tuple(Evidence(start, end, text[start:end]) for start, end in marked)
    shown = tuple(
        Evidence(start, end, text[start:end], of=field)
        for field, start, end in finding.shown
        if any(a <= start < end <= b for a, b in finding.spans)
    )
    status: dict[str, tuple[Value, ...]] = {"status": (finding.status,)} if finding.status else {}
    fields: dict[str, tuple[Value, ...]] = {
        **{key: value for key, value in finding.fields.items() if value},
        **status,
        "certainty": (finding.certainty,),
        "polarity": (finding.polarity,),
        "basis": (finding.basis,),
        "source": (finding.source,),
    }
    doubt = _doubt_of(finding) if confidence < PUBLISHED else None
    by = f"{finding.rule}@{version}"
    return Fact(finding.type, fields, spans + shown, confidence, by, confidence < PUBLISHED, doubt)


def _doubt_of(finding: Finding) -> str:
    """What makes a finding a draft, in words."""
    of_all = _DOUBTED.get(finding.rule)
    found = dict.fromkeys((*doubts_of(finding.sure), *([of_all] if of_all else ())))
    return "; ".join(found) or "whether the sentence is read right"


def to_facts(findings: Iterable[Finding], text: str) -> tuple[Fact, ...]:
    """The facts in the order of the text, each once: the surest of those that say the same."""
    best: dict[tuple[object, ...], Fact] = {}
    for finding in findings:
        fact = to_fact(finding, text)
        key = (fact.type, *_identity(fact))
        known = best.get(key)
        if known is None:
            best[key] = fact
            continue
        surer, other = (fact, known) if (fact.confidence or 0) > (known.confidence or 0) else (known, fact)
        best[key] = _completed(surer, other) if fact.type == "OfficeHolding" else surer
    return tuple(
        sorted(
            best.values(),
            key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.type, repr(sorted(f.fields.items()))),
        )
    )


def _completed(office: Fact, other: Fact) -> Fact:
    """The office with its body and its years where only another sentence, told as surely, gives them."""
    if other.draft and not office.draft:
        return office
    seat = str(office.fields["post"][0]).casefold().split()[-1] in _SEATS  # whose body may be a party
    missing = [name for name in _OF_OFFICES if name not in office.fields and not (seat and name == "organization")]
    added = {name: other.fields[name] for name in missing if name in other.fields}
    if not added:
        return office
    told = other.evidence[0]
    shown = tuple(Evidence(told.start, told.end, told.quote, of=name) for name in added)
    return replace(office, fields={**office.fields, **added}, evidence=(*office.evidence, *shown))


def _identity(fact: Fact) -> tuple[object, ...]:
    said = {key: value for key, value in fact.fields.items() if key not in ("certainty", "about")}
    if fact.type == "OfficeHolding":
        post = str(said["post"][0]).casefold()
        return (said["person"], post, said["tenure"], said["source"])
    return tuple(sorted((key, repr(value)) for key, value in said.items()))
