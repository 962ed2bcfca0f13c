"""Indirect and mixed speech: what somebody is reported to have said, asked, promised or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Stretch
from kg.extraction.findings import Finding
from kg.extraction.lexicon import CLAUSAL, PLATFORMS
from kg.extraction.modality.hearsay import hedge_of
from kg.extraction.modality.unsaid import doubt_of, is_made_up, is_taken_back
from kg.extraction.parsing.syntax import is_negated, is_none
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import (
    addressee,
    is_described,
    listeners,
    speakers,
)
from kg.extraction.speech.authorship import writer_of
from kg.extraction.speech.chains import without_outer
from kg.extraction.speech.interruptions import parted
from kg.extraction.speech.judged_clauses import FOUND
from kg.extraction.speech.noun_reports import OWNED
from kg.extraction.speech.report import Report
from kg.extraction.speech.report_patterns import reports_of, reports_of_noun
from kg.extraction.speech.report_sources import source_of
from kg.extraction.speech.report_words import BESIDE, READ
from kg.extraction.speech.reported_clauses import lacks_its_subject
from kg.extraction.speech.targets import about, judged_by
from kg.extraction.speech.told_words import with_closing_mark, words_told_by
from kg.extraction.sureness import doubting
from kg.extraction.times.circumstances import time_at_head, time_of, times_in
from kg.extraction.times.dates import Time
from kg.extraction.times.writing_times import time_of_writing
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_QUOTED = re.compile("[“”‘\"]|(?<![\\w\u200d])'|[.,?!]’")
_HYPHENED = re.compile(r"(?<=\w)(?:[-‐–]\w+)+")
_APART = re.compile(r", (?:the )?(?=[A-Z])")
_LOOSE = 0.55
_OF_THINGS = frozenset("it this that these those".split())  # more often a thing than a body
_GAP = 40  # code points
_LONGEST_SENTENCE, _MOST_VERBS = 500, 50  # tokens, verbs: each of them is read with the whole sentence


def find_reports(page: Page, references: References) -> Iterator[Finding]:
    """The indirect and mixed speech of the article."""
    for index, paragraph, doc in page.parsed():
        hidden = [
            (s.start - paragraph.start, s.end - paragraph.start) for c in page.chains for s in c if s.paragraph == index
        ]
        attributed = {left for left, _, _ in references.said}
        whole = [
            (s.start - paragraph.start, s.end - paragraph.start)
            for c in page.chains
            for s in c
            if s.paragraph == index and s.whole and (s.left in attributed or not _is_within_report(page, references, s))
        ]
        told = [
            finding
            for verb in _read_verbs(doc)
            if not any(a <= verb.idx < b for a, b in hidden)
            for report in reports_of(verb)
            if not any(_touches(report.said, a, b) for a, b in whole)
            for finding in _findings(page, references, index, report)
        ]
        told += [
            finding
            for noun in doc
            if noun.lemma_ in OWNED and not any(a <= noun.idx < b for a, b in hidden)
            for report in reports_of_noun(noun)
            if not any(_touches(report.said, a, b) for a, b in whole)
            for finding in _findings(page, references, index, report)
        ]
        yield from told
        yield from without_outer(told, _according(page, references, index, doc, whole))


def _is_within_report(page: Page, references: References, stretch: Stretch) -> bool:
    """Whether marks open in the middle of what is reported: 'said they had “helped us all” and “stood by us”'."""
    return stretch.left in references.mixed or page.text[stretch.start : stretch.start + 1].islower()


def _read_verbs(doc: Doc) -> Iterator[Token]:
    """The words of a paragraph that may be verbs of saying; of a sentence longer than any is, the first few."""
    for sentence in doc.sents:
        verbs = (token for token in sentence if token.pos_ == "VERB" and token.lemma_.lower() in READ)
        yield from verbs if len(sentence) <= _LONGEST_SENTENCE else islice(verbs, _MOST_VERBS)


def _touches(said: Span, start: int, end: int) -> bool:
    return said.start_char < end and said.end_char > start


def _findings(page: Page, references: References, index: int, report: Report) -> Iterator[Finding]:
    found = _beside_verb(references, index, report)
    if report.of is not None and not _meant(references, index, report):
        return  # 'called it “a mess”': what that was is not known
    start, end = page.where(index, report.said)
    heard = [r for token in report.heard for r in references.resolve(index, token)]
    heard = (heard if report.force == "accuse" else listeners(references, heard)) or addressee(
        references, index, report.verb
    )
    source, outer = source_of(references, index, report.verb, report.said)
    outer *= doubt_of(report.verb)
    if not outer or is_made_up(page, index, report.verb):
        return
    if is_taken_back(page, index, page.where(index, report.verb.sent)[1]):
        outer *= BESIDE
    start, end = _with_marks(page, start, end)
    for speaker in found:
        if report.verb.lemma_ in FOUND and _is_loose(references, report.speaker, speaker):
            continue
        if report.of is not None and speaker.key in _meant(references, index, report):
            continue  # 'him' is somebody else
        own = ARTICLE if source == speaker.key else source
        if source == speaker.key and references.according(index, report.verb) == source:
            outer *= BESIDE  # 'According to the Post, the mayor, Ana Okoye, said': the Post is no speaker
        if start <= speaker.start < end and report.rule != "speech-passive" and report.without is None:
            continue
        verb_at = page.where(index, report.verb)
        span = (min(start, speaker.start, verb_at[0]), max(end, speaker.end, verb_at[1]))
        if report.rule == "speech-passive":
            span = (min(span[0], page.where(index, report.verb.doc[report.verb.left_edge.i])[0]), span[1])
        yield _finding(page, references, index, report, speaker, (start, end), span, tuple(heard), own, outer)


def _with_marks(page: Page, start: int, end: int) -> tuple[int, int]:
    """The same words with the quotation marks that belong to them, and the last one whole: 'anti-slavery'."""
    cut = _HYPHENED.match(page.text, end)
    end = with_closing_mark(page.text, start, cut.end() if cut else end)
    opened = page.quotation_at(start)
    if opened is not None and opened.closed and opened.left < start and start == opened.start and opened.right <= end:
        start = opened.left  # 'said, “We will do it” in meeting our duties': words in marks keep the first one, too
    inside = page.quotation_at(end)
    if inside is not None and inside.closed and start < inside.left < end < inside.right:
        end = inside.right  # 'said it was "a lot of noise, and a lot of smoke"': quoted words are not cut in two
    beside = page.quotation_at(end + 1) if page.text[end : end + 1] == " " else None
    if beside is not None and beside.closed and beside.left == end + 1 and page.text[beside.start].islower():
        end = beside.right  # 'said it was mended "and there is hope"'
    return start, end


def _is_loose(references: References, head: Token, speaker: Referent) -> bool:
    """Whether 'they found' is taken for what a body found that was named before: more often people did."""
    return head.lower_ == "they" and references.cast.type_of(speaker.key) != "UnnamedSource"


def _beside_verb(references: References, index: int, report: Report) -> list[Referent]:
    """The speakers; where a name stands between them and the verb, that name: 'in Ostra and Sela, the union said'."""
    found = speakers(references, index, report.speaker)
    verb, _ = references.page.where(index, report.verb)
    last = found[-1] if len(found) > 1 else None
    between = _APART.match(references.page.text, last.end, verb) if last and last.end < verb else None
    mention = references.cast.at(between.end(), between.end() + 1) if between else None
    if mention is None or not mention.start <= (between.end() if between else 0) < mention.end <= verb:
        return found
    return [Referent(mention.key, mention.start, mention.end)]


def _finding(
    page: Page, references: References, index: int, report: Report, speaker: Referent, said: tuple[int, int],
    span: tuple[int, int], heard: tuple[Referent, ...], source: str, outer: float,
) -> Finding:  # fmt: skip
    parts = _parts(page, index, report, said)
    words = " ".join(" ".join(page.text[start:end] for start, end in parts).split())
    time = time_of(page, index, report.verb) or time_at_head(references, index, report.verb, speaker.key)
    time = time or time_of_writing(page, index, report.verb)
    time = time or _time_between(page, index, page.where(index, report.verb)[1], said[0])
    date = time.value if time and not any(start <= time.start < end for start, end in parts) else None
    whom = tuple(dict.fromkeys(r.key for r in heard if r.key != speaker.key and _is_agent(references, r.key)))
    accused = whom if report.force == "accuse" and report.heard else ()  # who is accused is not thereby spoken to
    heads = judged_by(report.verb)
    judged = (index, heads) if heads is not None else None
    named = about(references, report.force, said, speaker.key, judged)
    fields = {
        "speaker": (speaker.key,),
        "force": (report.force,),
        "text": (words,),
        "directness": (_directness(page, report.rule, *said),),
        "addressee": () if accused else whom,
        "date": (date,) if date else (),
        "about": accused or tuple(dict.fromkeys((*_meant(references, index, report), *named))),
    }
    shown = (
        ("speaker", speaker.start, speaker.end),
        ("force", *page.where(index, report.verb)),
        *(("text", *part) for part in parts),
    )
    if report.force == "accuse" and report.rule == "speech-clause" and report.heard and not accused:
        outer *= BESIDE  # whom it accuses is lost
    known = 0.97 if is_described(references, speaker) else min(speaker.sure + 0.15, 1.0)
    sure = report.sure * outer * known if speaker.sure > 0.55 else speaker.sure
    sure = doubting(sure, "who says it, or where the words begin and end")
    whole = report.said.start < report.verb.i < report.said.end  # 'would not say when': the words hold the 'not'
    unsaid = report.unsaid or (is_negated(report.verb) and not whole) or is_none(report.speaker)
    polarity = "negative" if unsaid else "positive"
    certainty = hedge_of(report.verb) or "certain"
    return Finding("SpeechAct", report.rule, fields, (span,), shown, sure, source, certainty, polarity)


def _meant(references: References, index: int, report: Report) -> tuple[str, ...]:
    """Whom a pronoun names that is called something: 'described him as “a guide”'."""
    word = report.of
    if word is None or word.lower_ in _OF_THINGS:
        return ()
    found = references.resolve(index, word)
    types = references.cast.type_of
    return tuple(each.key for each in found if each.sure > _LOOSE and types(each.key) != "UnnamedSource")


def _parts(page: Page, index: int, report: Report, said: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Where what was said stands: in one, or before and behind the clause that interrupts it."""
    if report.without is None:
        return (said,)
    first, last = page.where(index, report.without)
    return (said[0], first), (last, said[1])


def _directness(page: Page, rule: str, start: int, end: int) -> str:
    """'direct' where the clause is all that a pair of marks holds, 'mixed' where some of it stands in marks."""
    marked = page.quotation_at(start)
    if marked is not None and marked.closed and marked.start == start:
        whole = end <= marked.end and not page.text[end : marked.end].strip(".,!?")
        return "direct" if whole and rule == "speech-clause" else "mixed"
    return "mixed" if _QUOTED.search(page.text[start:end]) else "indirect"


def _time_between(page: Page, index: int, start: int, end: int) -> Time | None:
    """The day between the verb and what was said: 'said on Monday it would close', whichever the parser ties it to."""
    found = times_in(page, index, start, end) if 0 < end - start < _GAP else []
    return found[0] if found else None


def _is_agent(references: References, key: str) -> bool:
    return references.cast.entities[key].type not in ("Place", "City")


def _behind_description(head: Token, last: int, sentence: Span) -> int:
    """'..., according to Ana Okoye, an engineer.': the last word of what describes her to the end of the sentence."""
    told = [c.right_edge.i for c in head.rights if c.dep_ in ("appos", "relcl") and c.left_edge.i > last]
    ends = max(told, default=last)
    return ends if ends + 2 >= sentence.end else last


def _is_told_on(said: Span) -> bool:
    """'Orlen said it was shut, according to the report': what the report tells is what Orlen said."""
    return said.root.lemma_.lower() in CLAUSAL and any(c.dep_ == "ccomp" for c in said.root.rights)


def _according(
    page: Page, references: References, index: int, doc: Doc, whole: list[tuple[int, int]]
) -> Iterator[Finding]:
    """'According to officials, the bridge is closed.'"""
    for token in doc[:-2] if len(doc) > 2 else ():
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        head = next((t for t in doc[token.i + 2 : token.i + 14] if t.dep_ == "pobj" and t.head.i == token.i + 1), None)
        sentence = token.sent
        head = writer_of(head) if head is not None else None
        found = speakers(references, index, head)
        if head is None or not found or any(_touches(sentence, a, b) for a, b in whole):
            continue
        named = max(each.end for each in found) - page.paragraphs[index].start
        last = max((t.i for t in doc[head.i : sentence.end] if t.idx < named), default=head.i)
        if token.i - sentence.start < 3:  # 'According to Ana Okoye, her spokeswoman, ...'
            last = max(last, *(c.right_edge.i for c in head.rights if c.dep_ == "appos"), last)
        else:
            last = _behind_description(head, last, sentence)
        said, without = words_told_by(doc, token, sentence, last), None
        if said is None and (parts := parted(token, last)) is not None:
            said, without = parts
        if said is not None and len(said) > 2:
            sure = BESIDE if head.text in PLATFORMS else 1.0  # 'according to Twitter': the firm, or somebody there
            sure *= BESIDE if without is None and lacks_its_subject(said) else 1.0
            several = without is None and any(t.lower_ == "according" for t in said)
            sure *= BESIDE if several or _is_told_on(said) else 1.0  # 'according to A; ..., according to B'
            report = Report("speech-according", token, head, said, "state", sure=sure, without=without)
            start, end = page.where(index, said)
            for speaker in found:
                span = (min(start, speaker.start, page.where(index, token)[0]), max(end, speaker.end))
                yield _finding(page, references, index, report, speaker, (start, end), span, (), ARTICLE, 1.0)
