"""When and where something in a sentence happened, as far as its own clause says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.events.staged_events import year_before
from kg.extraction.lexicon import SAYING
from kg.extraction.parsing.syntax import after, ancestors, subject
from kg.extraction.references.references import References
from kg.extraction.times.anchors import find_after_events, find_counted, is_counted, same_events
from kg.extraction.times.dates import Time, find_times
from kg.extraction.times.spots import PLACES, is_site, place_within

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HEAD = 45  # code points: a time that begins later does not head the paragraph
_A_DAY = len("2031-05-06")
_OPENING = SAYING | frozenset("speak call address meet appear give hold attend visit tell post".split())
_ASIDE = frozenset("after before following since until ahead despite over".split())
_AROUND = frozenset("aftermath wake run-up lead-up eve anniversary light response".split())
_REMEMBERED = 10_000  # code points: an event told of longer ago is not counted from
_STRIKING = frozenset("strike hit rock shake jolt devastate rip tear sweep batter destroy lash pound".split())
_AHEAD = re.compile(r"\b(?:prior to|ahead of)(?: [\w’'-]+){0,2} $")
_ANOTHER = re.compile(r" and (?:\d|on |[A-Z][a-z]+day)")
_FRAME = re.compile(r"(?:In|At|During) the ((?:19|20)\d\d) [^,.;:]{3,60}, ")
_FRAMED = 90  # code points
_BEFORE_IT = 40  # code points
_SEVERAL = re.compile(r"(?:, [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}){1,8},? and [A-Z]")
_LIST = 120  # code points
_AT = frozenset(("in", "at", "inside", "on", "off"))  # what lies near a place is not in it


def time_of(page: Page, index: int, word: Token, *, future: bool = False, lasting: bool = False) -> Time | None:
    """The time that the clause of `word` names, its offsets in the article's text; None where it names none.

    'since March' dates only what is `lasting`, a ban, and is then EDTF's open interval (`2031-03/..`).
    """
    if page.published is None:
        return None
    if (year := year_before(word)) is not None and page.published.year >= int(year.text):
        return Time(*page.where(index, year), year.text)
    sentence = word.sent
    each = any(t.lower_ == "respectively" for t in sentence)
    base = page.paragraphs[index].start
    start, end = base + sentence.start_char, base + sentence.end_char
    anchor = _clause(word)
    best: tuple[int, Time] | None = None
    for place in times_in(page, index, start, end, future=future):
        if each and _ANOTHER.match(page.text, place.end):
            continue  # 'on March 4 and 5 respectively': whose day is whose
        if page.quotation_at(place.start) is not page.quotation_at(base + word.idx):
            continue
        if place.start <= base + word.idx < place.end:
            continue  # 'two days after the quake' is not when the quake was
        token = next((t for t in sentence if base + t.idx + len(t) > place.start), None)
        if token is None:
            continue
        if _is_of_the_telling(token, word) or _is_of_a_span(page, place):
            continue  # 'three days of mourning, Monday through Wednesday'
        since = _opens_with(page, place, "since ")
        if _opens_with(page, place, "until ") or _opens_with(page, place, "till "):
            continue  # 'was remanded until May'
        if _AHEAD.search(page.text[max(0, place.start - _BEFORE_IT) : place.start]):
            continue  # 'dropped out prior to Super Tuesday'
        if since and not (lasting and "/" not in place.value):
            continue
        near = _steps(token, word, anchor)
        if since:
            place = Time(place.start, place.end, f"{place.value.rstrip('~')}/..")
        if near is not None and (best is None or _closer(near, place) < _closer(*best)):
            best = near, place
    return best[1] if best else _time_of_frame(page, start, word, word.doc[anchor])


def _time_of_frame(page: Page, start: int, word: Token, clause: Token) -> Time | None:
    """The year of what a sentence opens with: 'In the 2016 election, Okoye lost in Ostra'."""
    frame = _FRAME.match(page.text, start, start + _FRAMED)
    if frame is None or clause.dep_ != "ROOT" or page.published is None or page.published.year < int(frame[1]):
        return None
    behind = start + word.idx - word.sent.start_char >= frame.end()
    return Time(frame.start(1), frame.end(1), frame[1]) if behind else None


def _is_of_a_span(page: Page, time: Time) -> bool:
    """'Monday through Wednesday': how long something lasts."""
    return page.text.startswith(" through ", time.end) or page.text.endswith(" through ", 0, time.start)


def _opens_with(page: Page, time: Time, word: str) -> bool:
    """'since March', 'since last Monday': when something began that may last; 'until May': when it ends."""
    return any(page.text[max(0, at) : at + len(word)].lower() == word for at in (time.start - len(word), time.start))


def times_in(page: Page, index: int, start: int, end: int, *, future: bool = False) -> Sequence[Time]:
    """The times that `text[start:end]` of a paragraph names, offsets in the article; some counted from earlier ones."""
    at = (start, end, future)
    if at not in page.times:
        page.times[at] = _read_times(page, index, start, end, future)
    return page.times[at]


def _read_times(page: Page, index: int, start: int, end: int, future: bool) -> tuple[Time, ...]:
    if page.filed is None:
        return ()
    first = page.paragraphs[index].start if is_counted(page.text[start:end]) else start
    words = page.text[first:end]
    plain = find_times(words, page.filed, future=future)
    counted = find_counted(words, plain) if first < start or is_counted(words) else []
    counted += _after_events(page, first, words)
    kept = [each for each in plain if not any(each.start < c.end and c.start < each.end for c in counted)]
    both = [Time(first + t.start, first + t.end, page.reported(t.value)) for t in (*kept, *counted)]
    return tuple(sorted((t for t in both if t.start >= start), key=lambda t: t.start))


def _is_of_the_telling(time: Token, word: Token) -> bool:
    """'said on Thursday it would buy': whichever the parser ties it to, the day is that of the saying."""
    before = word.doc[max(0, time.left_edge.i - 1)]
    if before.pos_ == "ADP" and before.i > 0:
        before = before.nbor(-1)
    return before.lemma_.lower() in SAYING and before.tag_ in ("VBD", "VBZ") and before.i != word.i and time.i < word.i


def _after_events(page: Page, first: int, words: str) -> list[Time]:
    """'two days after the quake': counted from the day that the article has given the quake before."""
    found = []
    for counted in find_after_events(words):
        day = _day_of(page, counted.event, first + counted.start)
        value = counted.value(day) if day else None
        if value:
            found.append(Time(counted.start, counted.end, value))
    return found


def _day_of(page: Page, event: str, before: int) -> str | None:
    """The one day that the first sentence with this event names, where that stands before."""
    first = same_events(event).search(page.text, max(0, before - _REMEMBERED), before)
    at = first.start() if first else None
    index = bisect_right([p.start for p in page.paragraphs], at) - 1 if at is not None else -1
    if at is None or index < 0 or page.filed is None:
        return None
    offset = page.paragraphs[index].start
    sentence = next((s for s in page.docs[index].sents if s.start_char <= at - offset < s.end_char), None)
    if sentence is None or offset + sentence.end_char > before:
        return None
    times = find_times(sentence.text, page.filed)
    if len({page.reported(t.value) for t in times}) != 1:
        return None
    named = next((t for t in sentence if t.idx + len(t) > at - offset), sentence.root)
    told = next((t for t in sentence if t.idx + len(t) > sentence.start_char + times[0].start), sentence.root)
    tied = _steps(told, named, _clause(named)) is not None  # 'the vote was stolen, said those who met on Monday'
    return page.reported(times[0].value) if tied else None


def _closer(near: int, time: Time) -> tuple[int, bool]:
    """What decides between two times of a clause: of 'earlier this week on Wednesday' it is the day."""
    return near, "/" in time.value


def time_at_head(references: References, index: int, word: Token, speaker: str) -> Time | None:
    """The day that opens a paragraph, for what its first speaker goes on to say: 'On Tuesday, she said ...'."""
    page = references.page
    first = next(iter(word.doc.sents))
    if page.published is None or word.sent.start == first.start or first.root.lemma_.lower() not in _OPENING:
        return None
    if any(c.lemma_ == "have" and c.dep_ == "aux" for c in word.children):
        return None  # 'she has said': some time before
    start = page.paragraphs[index].start
    opening_times = times_in(page, index, start, start + min(first.end_char, _HEAD))
    if any(c.lower_ == "had" and c.dep_ == "aux" for c in first.root.children):
        return None  # 'In a letter of March they had asked for more': before what is told of
    found = [time for time in opening_times if len(time.value) == _A_DAY and not _opens_with(page, time, "since ")]
    if not found or page.quotation_at(found[0].start):
        return None
    head = subject(first.root)
    said = references.resolve(index, head) if head is not None else []
    if speaker not in {each.key for each in said}:
        return None
    told = time_of(page, index, first.root)
    opening = found[0].start < start + first.root.idx and not _is_aside(first, found[0].start - start)
    is_of_telling = opening or (told and told.start == found[0].start)
    return found[0] if is_of_telling else None  # not 'March' of 'The company said it would pay in March'


def _is_aside(sentence: Span, at: int) -> bool:
    """'Okoye, who arrived on Tuesday, said': a day at this offset of the paragraph that only describes somebody."""
    token = next((t for t in sentence if t.idx + len(t) > at), None)
    return token is not None and any(t.dep_ in ("relcl", "acl") for t in (token, *token.ancestors))


def _clause(word: Token) -> int:
    """The verb of the clause that a word stands in."""
    if word.pos_ in ("VERB", "AUX"):
        return word.i
    return next((up.i for _, up in ancestors(word) if up.pos_ in ("VERB", "AUX")), word.sent.root.i)


def _steps(time: Token, word: Token, anchor: int) -> int | None:
    """How far the time is from the word in the tree: 0 under the word itself, 1 in its clause, None elsewhere."""
    ruling = word.doc[anchor]
    if ruling.dep_ == "relcl" and ruling.head.ent_type_ == "DATE" and any(c.lower_ == "when" for c in ruling.lefts):
        return 0 if time.i == ruling.head.i or time in ruling.head.lefts else None  # 'in 2009, when 800 were killed'
    for _, up in ((time, time), *ancestors(time)):
        if up.i == word.i:
            return 0
        aside = up.head.lower_ in _ASIDE and up.ent_type_ not in ("DATE", "TIME")
        if up.dep_ == "pobj" and (aside or up.lower_ in _AROUND):
            return None  # 'was named chief after the departure of Okoye in May', 'in the wake of the vote on Monday'
        if up.pos_ in ("VERB", "AUX") and up.dep_ not in ("amod", "aux"):
            return 1 if up.i == anchor else _through(up, word, anchor)
    return None


def _through(verb: Token, word: Token, anchor: int) -> int | None:
    """Verbs that share their time with the clause of the word; None where they do not."""
    ruling = verb.doc[anchor]
    if verb.head.i == word.i and verb.dep_ == "relcl" and word.pos_ == "NOUN":
        return 0  # 'the crash that killed two on Monday'
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "advcl" and verb.head.head.i == anchor:
        return 2  # 'died when a bus overturned on Monday', where the parser hangs 'overturned' on the bus
    if verb.head.i == anchor and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return 2  # 'Speaking on Tuesday, she said'
    joined = verb.head.dep_ == "conj" and verb.head.head.i == anchor and not _has_own_subject(verb.head)
    shared = verb.head.i == anchor or joined
    if shared and verb.dep_ == "advcl" and any(c.lower_ == "when" for c in verb.lefts):
        if word.lemma_ in SAYING and verb.i < word.i and verb.lemma_ not in _OPENING and _has_own_subject(verb):
            return None  # 'When she left in May, he said she was tired': when it was said is not told
        return 2  # 'died when a ferry sank on Sunday'
    if verb.dep_ == "pcomp" and verb.head.head.i == anchor and verb.head.lower_ not in _ASIDE | {"for"}:
        return 2  # 'was banned from entering the country in 2031'
    if ruling.dep_ == "advcl" and ruling.tag_ == "VBG" and ruling.head.i == verb.i and not _has_own_subject(ruling):
        return 2  # 'ruled on Tuesday, finding it to be late'
    if ruling.dep_ == "xcomp" and ruling.head.i == verb.i:
        return 2  # 'voted on Tuesday to elect her'
    while ruling.dep_ == "conj" and ruling.head.pos_ in ("VERB", "AUX"):
        ruling = ruling.head
        if ruling.i == verb.i:
            return 3  # 'On Monday they met and agreed'
    return None


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts)


def place_of(references: References, index: int, word: Token) -> tuple[str, int, int] | None:
    """Key and offsets of the place that 'in', 'at' or 'on' ties to the word or to its clause's verb."""
    page, cast = references.page, references.cast
    heads = [word, *(c for c in word.rights if c.dep_ == "acl" and c.tag_ == "VBN")]  # 'when a bus overturned in Ostra'
    if word.pos_ not in ("VERB", "AUX"):
        above = [up for _, up in ancestors(word)][:2]
        heads += above[:1] if above and above[0].pos_ in ("VERB", "AUX") else above
    heads += [name for head in heads for name in _people_behind(references, index, head)]
    for head in heads:
        days = [d for c in head.children if c.dep_ == "prep" for d in c.children if d.ent_type_ == "DATE"]
        links = [c for each in (head, *days) for c in each.children if c.lower_ in _AT and c.dep_ == "prep"]
        for child in sorted(links, key=lambda link: abs(link.i - word.i)):
            for noun in (c for c in child.children if c.dep_ == "pobj"):
                start, end = page.where(index, noun)
                if _SEVERAL.match(page.text, end, end + _LIST) or any(c.dep_ == "conj" for c in noun.children):
                    continue  # 'in Kesmark, Ostra and Sela': a fact has one place
                mention = cast.at(start, end)
                if mention and mention.form != "demonym" and cast.type_of(mention.key) in PLACES:
                    return mention.key, mention.start, mention.end
                inner = place_within(references, index, noun) if is_site(references, noun, mention) else None
                if inner is not None and not _SEVERAL.match(page.text, inner.end, inner.end + _LIST):
                    return inner.key, inner.start, max(inner.end, end)
    return None


def _people_behind(references: References, index: int, head: Token) -> list[Token]:
    """'Rehn' of 'met Ivo Rehn in Ostra', 'talks with Ivo Rehn in Ostra': a person's name has no place of its own."""
    behind = [c for c in head.rights if c.dep_ == "dobj"] + after(head, "with")
    named = [(each, references.cast.at(*references.page.where(index, each))) for each in behind if each.pos_ == "PROPN"]
    return [each for each, who in named if who is not None and references.cast.type_of(who.key) == "Person"]


def struck_place(references: References, index: int, word: Token) -> tuple[str, int, int] | None:
    """Key and offsets of the place that an event struck: 'a quake hit eastern Armenia', 'a fire tore through Ostra'."""
    verb = word.head if word.dep_ in ("nsubj", "nsubjpass") else word
    if verb.lemma_.lower() not in _STRIKING:
        return None
    through = [c for link in verb.children if link.lower_ in ("through", "across") for c in link.children]
    for noun in (c for c in (*verb.children, *through) if c.dep_ in ("dobj", "pobj") and c.i > verb.i):
        mention = references.cast.at(*references.page.where(index, noun))
        if mention is None or references.cast.type_of(mention.key) not in PLACES or mention.form == "demonym":
            mention = place_within(references, index, noun)
        if mention is not None:
            return mention.key, mention.start, mention.end
    return None
