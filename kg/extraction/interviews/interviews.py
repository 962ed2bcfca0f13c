"""Interviews, debates and transcripts: who speaks in a turn, and whose word what is told in it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extraction.articles.page import Page
from kg.extraction.articles.paragraphs import Paragraph
from kg.extraction.findings import PUBLISHED, RULES, Finding
from kg.extraction.interviews.turn_labels import ASKERS, INITIALS, PERSONAL, initials, is_question, without_title
from kg.extraction.interviews.turns import Turn
from kg.extraction.modality.hearsay import TOLD
from kg.extraction.names.cast import Cast
from kg.extraction.names.folding import fold
from kg.extraction.references.references import References
from kg.model import ARTICLE

_SPEAKING = ("Person", "Organization")
_ANSWERING = frozenset(("a", "answer"))
_TALK = re.compile(
    r"\b(?:interview\w*|questions|spoke|speaks|talked|talks|sat down|answer(?:s|ed)|conversation|caught up)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?](?=[\s\"”’)\]]|$)")
_TAKING_PART = ("participants", "visitor", "target", "person", "parties")
_BY_NOBODY = frozenset("i me we us he she it they who some many others several people everyone everybody".split())


def note_turns(page: Page, references: References) -> None:
    """Remember who speaks in each turn: nobody in one that asks, or whose label may mean two."""
    answers = {turn.number: turn.name for turn in page.turns if not turn.asks}
    names = sorted(set(answers.values()), key=lambda name: (-len(name), name))  # the fullest first
    keys: dict[str, str] = {}
    for name in names:
        key = _interviewee(page, references.cast) if name.casefold() in _ANSWERING else None
        key = key or _bearer(references.cast, name, keys.values()) or _bearer(references.cast, name)
        if key is not None:
            keys[name] = key
    references.answering.update({number: keys[name] for number, name in answers.items() if name in keys})


def _bearer(cast: Cast, name: str, among: Iterable[str] | None = None) -> str | None:
    """Whom a label means: who bears the name, or the only one who has the surname or the initials."""
    words = without_title(name)
    known = {key: cast.entities[key] for key in (cast.entities if among is None else among)}
    forms = {
        key: [fold(form.split()) for form in (entity.name, *entity.also)]
        for key, entity in known.items()
        if entity.type in _SPEAKING
    }
    full = {key for key, own in forms.items() if fold(words) in own}
    people = {key for key in forms if known[key].type == "Person"}
    last = {key for key in people if fold(known[key].name.split()[-1:]) == fold(words)}
    short = name.isupper() and len(name) <= INITIALS
    lettered = {key for key in people if short and initials(known[key].name) == name}
    found = full & people or full or last or lettered
    return next(iter(found)) if len(found) == 1 else None


def _interviewee(page: Page, cast: Cast) -> str | None:
    """Whom 'A:' means: the only person named before the first turn, or there in the sentences that tell of the talk."""
    named: set[str] = set()
    talking: set[str] = set()
    for index, paragraph, doc in page.parsed():
        if paragraph.start >= page.turns[0].start:
            break
        for sentence in doc.sents:
            start, end = page.where(index, sentence)
            people = {m.key for m in cast.within(start, end) if cast.type_of(m.key) == "Person"}
            named |= people
            talking |= people if _TALK.search(page.text, start, end) else set()
    told = talking or named
    return told.pop() if len(told) == 1 else None


def in_their_words(findings: Iterable[Finding], page: Page, references: References) -> Iterator[Finding]:
    """The findings, where those of a turn are the word of who speaks in it; a question itself tells nothing."""
    for finding in findings:
        turn = page.turn_at(finding.spans[0][0])
        if turn is None or (turn.asks and _is_told_in_asking(finding, turn, page)):
            yield finding
        elif not turn.asks and turn.number in references.answering and _is_news(finding, references):
            speaker, own = references.answering[turn.number], finding.source == ARTICLE
            yield replace(finding, source=speaker, sure=finding.sure * TOLD) if own else finding


def _is_told_in_asking(finding: Finding, turn: Turn, page: Page) -> bool:
    """Whether the paper itself tells it on the way to its question, by a title or in a sentence of its own."""
    if finding.type in ("OfficeHolding", "Membership"):
        return True
    if turn.name.casefold() not in ASKERS or _answers(turn, page):
        return False
    start, end = finding.spans[0]
    first = max((stop.end() for stop in _STOP.finditer(page.text, turn.start, start)), default=turn.start)
    last = next((stop.end() for stop in _STOP.finditer(page.text, max(start, end - 1), turn.end)), turn.end)
    return page.text[last - 1] != "?" and not PERSONAL.search(page.text[first:last])


def _answers(turn: Turn, page: Page) -> bool:
    """Whether it may be an answer whose label nobody could read: it stands behind a question, and asks nothing."""
    first = next(each for each in page.turns if each.number == turn.number)
    return turn is not first and not is_question(page.text, Paragraph("body", turn.start, turn.end))


def _is_news(finding: Finding, references: References) -> bool:
    """Whether it is told of once and of somebody by name: talk is full of what people do and say in general."""
    cast, fields = references.cast, finding.fields
    if finding.type == "SpeechAct":
        return _is_said(finding, references)
    if finding.type in ("OfficeHolding", "Membership"):
        return True
    parts = [part for field in _TAKING_PART for part in fields.get(field, ())]
    keys = {str(key) for part in parts for key in (part["entity"] if isinstance(part, Mapping) else (part,))}
    named = {key for key in keys if cast.type_of(key) != "UnnamedSource"}
    known = finding.type != "Event" or RULES[finding.rule][1] >= PUBLISHED
    told_apart = known or len(named) > 1 or bool(fields.get("date") or fields.get("place"))
    once = finding.status not in ("mooted", "planned", "ongoing") and finding.polarity == "positive"
    return once and named == keys and told_apart


def _is_said(finding: Finding, references: References) -> bool:
    """Whether it tells that somebody by name has said it, once: not 'people say', 'you would say'."""
    key = str(finding.fields["speaker"][0])
    if references.cast.type_of(key) == "UnnamedSource":
        return False
    words = {field: references.page.text[start:end] for field, start, end in finding.shown}
    return words.get("speaker", "").lower() not in _BY_NOBODY and _is_past(references.page, finding)


def _is_past(page: Page, finding: Finding) -> bool:
    """Whether the verb of saying tells of once: 'said', 'has said'; not 'says', 'would say'."""
    start = next((start for field, start, _ in finding.shown if field == "force"), None)
    if start is None:
        return False
    for paragraph, tokens in zip(page.paragraphs, page.tokens, strict=True):
        if paragraph.start <= start < paragraph.end:
            verb = next((t for t in tokens if paragraph.start + t.idx == start), None)
            return verb is not None and verb.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.lefts)
    return False
