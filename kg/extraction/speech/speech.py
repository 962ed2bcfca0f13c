"""Direct speech: whole quotations, over paragraphs and interruptions too, with the speaker of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.articles.paragraphs import Paragraph
from kg.extraction.articles.quotations import Chain, Stretch
from kg.extraction.findings import Finding
from kg.extraction.lexicon import CLAUSAL
from kg.extraction.parsing.syntax import subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.references.same_speaker import last_subject
from kg.extraction.speech.attribution import addressee, is_anyone, tokens_between
from kg.extraction.speech.forces import force_of, force_of_ruling
from kg.extraction.speech.lone_quotations import from_report_before
from kg.extraction.speech.quotation_groups import grouped, is_alone
from kg.extraction.speech.quotation_tags import SENTENCE_END
from kg.extraction.speech.quoted_speakers import Attribution, attribute
from kg.extraction.speech.report_sources import quoting
from kg.extraction.speech.targets import JUDGING, about, judged_by
from kg.extraction.sureness import Sure, doubting
from kg.extraction.times.circumstances import time_at_head, time_of
from kg.extraction.times.writing_times import time_of_writing
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCORDING = re.compile(r"[\"”’']?,? ?(according) to ")
_BESIDE = 120  # code points
_ANYBODY = Sure(0.8, "who says it, for nobody in particular does")  # 'people' speak
_AS_REPORTED = re.compile(r"\b(?:as (?:reported|quoted|cited) (?:by|in)|per) (?:the )?(?=[A-Z])")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_REPORTING = ("Organization", "Person")
_JOINERS = [[word] for word in "and but or nor so yet which who because it he she they we you there I".split()]


def find_direct(page: Page, references: References) -> Iterator[Finding]:
    """The direct speech of the article."""
    groups = grouped(page, references.cast)
    last: tuple[int, Attribution] | None = None
    for group in groups:
        found = attribute(page, references, group)
        first = group[0][0]
        if found is None and last and is_alone(page, group) and first.paragraph - last[0] <= 1:
            found = _weaker(last[1])
        if found is None and is_alone(page, group):
            found = from_report_before(page, references, first.paragraph)
        if found is None:
            continue
        last = (group[-1][-1].paragraph, found)
        references.said += [(s.left, s.right, found.speakers[0].key) for chain in group for s in chain]
        groups_named = {key for _, key in references.groups}
        references.focus += [(each.start, each.key, True) for each in found.speakers if each.key not in groups_named]
        references.focus.sort()
        _note_gender(page, references, found)
        yield from _findings(page, references, group, found)
    references.said.sort()


def _note_gender(page: Page, references: References, found: Attribution) -> None:
    """Note whom 'he said' means, of whom nobody knew: no 'she' means him further on."""
    first = found.speakers[0]
    word = page.text[first.start : first.end].lower()
    person = references.cast.type_of(first.key) == "Person" and first.key not in references.cast.gender
    if word in ("he", "she") and person and last_subject(references, first.start) == first.key:
        references.cast.gender[first.key] = word


def _weaker(found: Attribution) -> Attribution:
    return Attribution(found.speakers, None, found.index, found.start, found.end, 0.88)


def _findings(page: Page, references: References, group: list[Chain], found: Attribution) -> Iterator[Finding]:
    stretches = [stretch for chain in group for stretch in chain]
    words = _spoken(page, stretches)
    start, end = stretches[0].start, stretches[-1].end
    time = None
    if found.verb is not None:
        first = found.speakers[0].key
        time = time_of(page, found.index, found.verb) or time_at_head(references, found.index, found.verb, first)
        time = time or time_of_writing(page, found.index, found.verb)
    date = time.value if time else None
    heard = addressee(references, found.index, found.verb) if found.verb is not None else []
    span = _evidence(page, group, found, start, end)
    force = _force(found.verb, words)
    judged = _judged(found)
    for speaker in found.speakers:
        fields = {
            "speaker": (speaker.key,),
            "force": (force,),
            "text": (words,),
            "directness": ("direct",),
            "addressee": tuple(each.key for each in heard if each.key != speaker.key),
            "date": (date,) if date else (),
            "about": _about(references, force, stretches, speaker.key, judged),
        }
        shown = [("speaker", speaker.start, speaker.end), *(("text", s.start, s.end) for s in stretches)]
        if found.verb is not None:
            shown.append(("force", *page.where(found.index, found.verb)))
        yield Finding(
            "SpeechAct",
            "speech-direct",
            fields,
            (span,),
            tuple(shown),
            _sure(references, found, speaker),
            _reporter(page, references, found, start, end),
        )


def _about(
    references: References, force: str, stretches: list[Stretch], speaker: str, judged: tuple[int, list[Token]] | None
) -> tuple[str, ...]:
    """Whom the words are about; none whom only the reporting clause between them names."""
    found = about(references, force, (stretches[0].start, stretches[-1].end), speaker, judged)
    if force in JUDGING:
        return found
    named = {mention.key for each in stretches for mention in references.cast.within(each.start, each.end)}
    return tuple(key for key in found if key in named)


def _spoken(page: Page, stretches: list[Stretch]) -> str:
    """The words of a quotation in one, without the comma that only leads to its reporting clause.

    Where that clause ends a sentence and the next one begins with a capital, a full stop takes the comma's place;
    before 'and', 'but' and the like, and behind a single word that is no subject, the comma stays.
    """
    words = page.text[stretches[0].start : stretches[0].end].strip()
    for before, after in pairwise(stretches):
        following = page.text[after.start : after.end].strip()
        if before.closed and words.endswith(","):
            between = page.text[before.right : after.left].rstrip()
            if _begins_anew(between, following) or between.endswith(";"):
                words = words[:-1] + (";" if between.endswith(";") else ".")
            elif (before.whole and following.split(maxsplit=1)[:1] not in _JOINERS) or _is_predicate(page, after):
                words = words[:-1]
        elif before.closed and words[-1:].isalnum() and following:
            between = page.text[before.right : after.left].strip()
            words += "." if between.startswith(",") and _begins_anew(between, following) else ""
        words = f"{words} {following}"
    return words.rstrip().removesuffix(",").rstrip()


def _is_predicate(page: Page, rest: Stretch) -> bool:
    """Whether the rest of a quotation begins with the verb of its first words: '“School,” she said, “was a game.”'."""
    offset = page.paragraphs[rest.paragraph].start
    words = tokens_between(page.docs[rest.paragraph], rest.start - offset, rest.end - offset)
    first = next(words, None)
    return first is not None and first.tag_ in _FINITE and first.text.islower()


def _begins_anew(between: str, following: str) -> bool:
    """Whether the reporting clause ends a sentence, and the words behind it begin one."""
    return between.endswith((".", "!", "?")) and following.lstrip("[")[:1].isupper()


def _sure(references: References, found: Attribution, speaker: Referent) -> float:
    if is_anyone(references, speaker):
        return doubting(min(found.sure, _ANYBODY), "whose words these are")
    person = found.verb is not None and references.cast.type_of(speaker.key) == "Person"
    gained = 0.2 if person and last_subject(references, speaker.start) == speaker.key else 0.15
    sure = min(found.sure + gained, 1.0) if found.sure > 0.55 else found.sure
    return doubting(sure, "whose words these are")


def _reporter(page: Page, references: References, found: Attribution, start: int, end: int) -> str:
    """Whose word it is that this was said: the article's, 'as reported by the Harbour Post', 'according to an aide'."""
    index, paragraph = found.index, page.paragraphs[found.index]
    behind = _ACCORDING.match(page.text, end, paragraph.end) if found.verb is not None else None
    if behind:
        where = behind.start(1) - paragraph.start, behind.end(1) - paragraph.start
        return references.according(index, next(tokens_between(page.docs[index], *where))) or ARTICLE
    for stretch in _beside(page, paragraph, found, start, end):
        beside = _AS_REPORTED.search(page.text, *stretch)
        mention = references.cast.at(beside.end(), beside.end() + 1) if beside else None
        if beside and mention and mention.start == beside.end() and references.cast.type_of(mention.key) in _REPORTING:
            return mention.key
    return _teller(page, references, found) or ARTICLE


def _beside(
    page: Page, paragraph: Paragraph, found: Attribution, start: int, end: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """What stands before and behind a quotation in its own sentence."""
    first = max(paragraph.start, min(start, found.start) - _BESIDE)
    first = max([first, *(each.end() for each in SENTENCE_END.finditer(page.text, first, start))])
    last = min(paragraph.end, end + _BESIDE)
    stopped = page.text[end - 1 : end] in tuple(".!?") and found.end <= end
    stop = None if stopped else SENTENCE_END.search(page.text, end + 1, last)
    return (first, start), (end, end if stopped else stop.start() if stop else last)


def _teller(page: Page, references: References, found: Attribution) -> str | None:
    """Who says that somebody said it: Okoye in 'Okoye said Adu had told her: “…”'."""
    verb, index = found.verb, found.index
    if verb is not None and (paper := quoting(verb)) is not None:
        quoted = references.resolve(index, paper)
        return quoted[0].key if quoted and quoted[0].key not in {each.key for each in found.speakers} else None
    if verb is None or verb.dep_ != "ccomp" or verb.head.i > verb.i or verb.head.lemma_ not in CLAUSAL:
        return None
    where, told = page.where(index, verb.head)[0], page.where(index, verb)[0]
    if any(where < s.right and s.left < told for chain in page.chains for s in chain):
        return None  # 'Okoye said: “We go.” Adu said: “…”'
    speakers = references.resolve(index, own) if (own := subject(verb.head)) is not None else []
    key = speakers[0].key if speakers else None
    return key if key and key not in {each.key for each in found.speakers} else None


def _force(verb: Token | None, words: str) -> str:
    """The force of the verb; of 'praised her, saying' the first verb's; after a neutral one that of the words."""
    if verb is None:
        return force_of("say", words)
    force = force_of(verb.lemma_, words)
    if force == "state" and any(t.lemma_ == "announcement" and t.head.lower_ == "in" for t in verb.subtree):
        return "announce"  # 'said in a televised announcement'
    if verb.lemma_ == "call" and any(c.lower_ in ("for", "on", "upon") for c in verb.rights):
        return "call for"
    return (force_of_ruling(verb) or force) if force == "state" else force


def _judged(found: Attribution) -> tuple[int, list[Token]] | None:
    """Whom the verb names as judged: 'criticised X, saying', 'blamed X'; None where the quoted words judge."""
    verb = found.verb
    if verb is None:
        return None
    for each in (verb, verb.head) if verb.tag_ == "VBG" and verb.dep_ == "advcl" else (verb,):
        heads = judged_by(each) if each.lemma_.lower() != "call" else None
        if heads and not any(c.dep_ == "ccomp" for c in each.children):
            return found.index, heads
    return None


def _evidence(page: Page, group: list[Chain], found: Attribution, start: int, end: int) -> tuple[int, int]:
    """One stretch over the quotation, with its reporting clause where both stand in one paragraph."""
    indexes = {stretch.paragraph for chain in group for stretch in chain}
    if indexes != {found.index}:
        return start, end
    opens = start - 1 if found.start >= start else start
    closes = min(end + 1, len(page.text)) if found.end > end and page.text[end : end + 1] not in ("", "\n") else end
    return min(found.start, opens), max(found.end, closes)
