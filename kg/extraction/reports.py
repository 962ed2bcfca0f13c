"""Indirect and mixed speech: what somebody is reported to have said, asked, promised or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.attribution import (
    addressee,
    force_of,
    is_real,
    speakers,
)
from kg.extraction.circumstances import time_at_head, time_of
from kg.extraction.findings import Finding
from kg.extraction.lexicon import CLAUSAL, FORCES, NOMINAL, PASSIVE_TO_INFINITIVE, TO_INFINITIVE, TO_SOMEBODY, WITH_OF
from kg.extraction.modality import hedge_of
from kg.extraction.page import Page
from kg.extraction.references import References, Referent
from kg.extraction.syntax import agent, is_negated, is_passive, subject
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_QUOTED = re.compile("[“”‘\"]|(?<!\\w)'|[.,?!]’")
_WISHES = {
    **dict.fromkeys("urge encourage invite implore exhort call appeal".split(), "call for"),
    **dict.fromkeys("ask request".split(), "ask"),
    "tell": "demand",
}
_ASIDES = frozenset("as after while before when".split())
_CLAUSE_LABELS = ("ccomp", "xcomp", "advcl")


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying with the words of the paragraph that give what was said."""

    rule: str
    verb: Token
    speaker: Token
    said: Span
    force: str
    heard: tuple[Token, ...] = ()
    sure: float = 1.0


def find_reports(page: Page, references: References) -> Iterator[Finding]:
    """The indirect and mixed speech of the article."""
    for index, paragraph, doc in page.parsed():
        hidden = [
            (s.start - paragraph.start, s.end - paragraph.start) for c in page.chains for s in c if s.paragraph == index
        ]
        whole = [
            (s.start - paragraph.start, s.end - paragraph.start)
            for c in page.chains
            for s in c
            if s.paragraph == index and s.whole
        ]
        for verb in doc:
            if any(a <= verb.idx < b for a, b in hidden):
                continue
            for report in _reports(verb):
                if not any(_touches(report.said, a, b) for a, b in whole):
                    yield from _findings(page, references, index, report)
        yield from _according(page, references, index, doc, whole)


def _touches(said: Span, start: int, end: int) -> bool:
    return said.start_char < end and said.end_char > start


def _reports(verb: Token) -> Iterator[Report]:
    lemma = verb.lemma_.lower()
    if (
        verb.pos_ != "VERB"
        or not (lemma in FORCES or lemma in ("call", "appeal", "reject", "point", "speak"))
        or not is_real(verb)
    ):
        return
    if is_passive(verb):
        yield from _passive(verb, lemma)
        return
    speaker = subject(verb)
    if speaker is None or speaker.i == verb.i:
        return
    yield from _active(verb, lemma, speaker)


def _active(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    children = {
        dep: [c for c in verb.children if c.dep_ == dep]
        for dep in ("ccomp", "xcomp", "dobj", "prep", "prt", "dative", "advcl")
    }
    clause = next((c for c in children["ccomp"] if not _is_question(c)), None)
    heard = tuple(c for c in (*children["dobj"], *children["dative"]) if verb.i < c.i)
    if (
        lemma in CLAUSAL
        and clause is not None
        and (clause.i < verb.i or not heard or lemma in ("tell", "inform", "assure", "warn"))
    ):
        said = _clause(clause, verb)
        if said is not None:
            yield Report("speech-clause", verb, speaker, said, force_of(lemma), heard if clause.i > verb.i else ())
        return
    if lemma == "point" and clause is not None and any(c.lower_ == "out" for c in children["prt"]):
        said = _clause(clause, verb)
        if said is not None:
            yield Report("speech-clause", verb, speaker, said, "state")
        return
    yield from _wishing(verb, lemma, speaker, children)


def _wishing(verb: Token, lemma: str, speaker: Token, children: dict[str, list[Token]]) -> Iterator[Report]:
    """'urged X to ...', 'called for ...', 'pledged to ...', 'accused X of ...', 'condemned ...'."""
    infinitive = next(
        (c for c in (*children["xcomp"], *children["ccomp"], *children["advcl"]) if _is_infinitive(c) and c.i > verb.i),
        None,
    )
    objects = [c for c in children["dobj"] if c.i > verb.i]
    after = {c.lower_: c for c in children["prep"] if c.i > verb.i}
    if lemma == "call" and not objects and ("for" in after or "on" in after or "upon" in after):
        yield from _calling(verb, speaker, after, infinitive)
    elif lemma == "appeal" and "for" in after:
        yield Report("speech-infinitive", verb, speaker, _phrase(after["for"]), "call for")
    elif lemma in WITH_OF and "of" in after and objects:
        yield Report("speech-clause", verb, speaker, _rest(after["of"]), "accuse", tuple(objects), 0.97)
    elif lemma == "call" and objects:
        return  # 'called the plan a sham'
    elif infinitive is not None and lemma in TO_SOMEBODY and (objects or _own_subject(infinitive)):
        heard = tuple(objects) or tuple(_own_subject(infinitive))
        force = _WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-infinitive", verb, speaker, _span(infinitive), force, heard)
    elif lemma == "agree" and "with" in after:
        return  # an agreement, or a stance
    elif infinitive is not None and lemma in TO_INFINITIVE and not objects:
        yield Report("speech-infinitive", verb, speaker, _span(infinitive), force_of(lemma))
    elif lemma == "apologise" or lemma == "apologize":
        if "for" in after:
            yield Report("speech-infinitive", verb, speaker, _rest(after["for"]), "apologise")
    elif lemma in NOMINAL and objects:
        yield Report("speech-object", verb, speaker, _span(objects[0]), force_of(lemma))


def _calling(verb: Token, speaker: Token, after: dict[str, Token], infinitive: Token | None) -> Iterator[Report]:
    asked = after.get("on") or after.get("upon")
    heard = tuple(c for c in asked.children if c.dep_ == "pobj") if asked is not None else ()
    if infinitive is not None and heard:
        yield Report("speech-infinitive", verb, speaker, _span(infinitive), "call for", heard)
    elif asked is not None and heard and infinitive is None:
        inner = next((t for t in asked.subtree if _is_infinitive(t)), None)
        if inner is not None:
            yield Report("speech-infinitive", verb, speaker, _span(inner), "call for", heard)
    elif "for" in after:
        yield Report("speech-infinitive", verb, speaker, _phrase(after["for"]), "call for")


def _passive(verb: Token, lemma: str) -> Iterator[Report]:
    """'was accused of ... by X', 'was urged by X to ...'."""
    by = agent(verb)
    accused = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if by is None or accused is None:
        return
    after = next(
        (c for c in verb.children if c.lower_ in ("of", "for", "over") and c.dep_ == "prep" and c.i > verb.i), None
    )
    infinitive = next((c for c in verb.children if _is_infinitive(c) and c.i > verb.i), None)
    if lemma in PASSIVE_TO_INFINITIVE and infinitive is not None:
        force = _WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-passive", verb, by, _span(infinitive), force, (accused,))
    elif after is not None and lemma in ("accuse", "criticise", "criticize", "condemn", "praise", "blame", "denounce"):
        start = after.i + 1
        end = max(verb.right_edge.i, by.right_edge.i)
        yield Report("speech-passive", verb, by, _trim(verb.doc, start, end), force_of(lemma))
    elif lemma in NOMINAL and FORCES.get(lemma) in ("criticise", "praise", "confirm", "deny", "announce"):
        yield Report("speech-passive", verb, by, _span(accused), force_of(lemma))


def _is_question(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if",) for c in clause.children)


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts)


def _own_subject(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ == "nsubj"]


def _clause(clause: Token, verb: Token) -> Span | None:
    """The words of a reported clause, without 'that' and without the reporting clause if that stands inside."""
    inside = [t.i for t in clause.subtree]
    start, end = min(inside), max(inside)
    if start <= verb.i <= end:
        end = verb.i - 1 if clause.i < verb.i else end
        start = verb.i + 1 if clause.i > verb.i else start
    if clause.i > verb.i:
        end = _without_asides(clause, max(end, _last_conjunct(clause)))
        while start < clause.i and (
            (verb.doc[start].lower_ == "that" and verb.doc[start].dep_ == "mark")
            or (verb.doc[start].is_punct and verb.doc[start].text in ",:")
        ):
            start += 1
    else:
        end = min(end, _before_speaker(verb))
    return _trim(verb.doc, start, end) if start < end else None


def _before_speaker(verb: Token) -> int:
    """The last token before the reporting clause 'X said' that follows what was said."""
    own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return min(verb.i, own.left_edge.i if own is not None else verb.i) - 1


def _without_asides(clause: Token, end: int) -> int:
    """The last token of what was said, without 'as she called for ...' behind it: that is the article's own."""
    for child in (*clause.rights, *(c for t in clause.conjuncts for c in t.rights)):
        own = child.dep_ in ("advcl", "conj") and child.lemma_.lower() in FORCES and child.i > clause.i
        if own and child.dep_ == "advcl" and any(c.lower_ in _ASIDES for c in child.lefts):
            return min(end, child.left_edge.i - 1)
        if own and child.tag_ == "VBD" and not any(c.dep_ == "nsubj" for c in child.lefts):
            return min(end, child.left_edge.i - 1 - (clause.doc[child.left_edge.i - 1].dep_ == "cc"))
    return end


def _last_conjunct(clause: Token) -> int:
    return max(
        (t.right_edge.i for t in clause.conjuncts if t.head.i >= clause.i and t.i > clause.i),
        default=clause.right_edge.i,
    )


def _span(head: Token) -> Span:
    start = (
        next((t.i for t in head.lefts if t.tag_ == "TO"), head.left_edge.i)
        if _is_infinitive(head)
        else head.left_edge.i
    )
    end = head.right_edge.i
    for child in head.rights:  # 'urged her to wait and spoke with ...': what is finite is not part of the wish
        if child.dep_ == "conj" and child.tag_ in ("VBD", "VBZ") and _is_infinitive(head):
            end = min(end, child.left_edge.i - 1)
            end -= head.doc[end].dep_ == "cc"
    return _trim(head.doc, start, end)


def _phrase(preposition: Token) -> Span:
    return _trim(preposition.doc, preposition.i + 1, preposition.right_edge.i)


def _rest(preposition: Token) -> Span:
    return _phrase(preposition)


def _trim(doc: Doc, start: int, end: int) -> Span:
    """The tokens from `start` to `end` without marks and gaps at either side; a closing quotation mark stays."""
    while end > start and (doc[end].is_space or doc[end].text in ",.;:!?-–—("):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text in ",.;:-–—)"):
        start += 1
    return doc[start : end + 1]


def _findings(page: Page, references: References, index: int, report: Report) -> Iterator[Finding]:
    found = speakers(references, index, report.speaker)
    start, end = page.where(index, report.said)
    heard = [r for token in report.heard for r in references.resolve(index, token)] or addressee(
        references, index, report.verb
    )
    source, outer = _source(references, index, report.verb)
    end = _with_closing_mark(page.text, start, end)
    for speaker in found:
        if start <= speaker.start < end and report.rule != "speech-passive":
            continue
        verb_at = page.where(index, report.verb)
        span = (min(start, speaker.start, verb_at[0]), max(end, speaker.end, verb_at[1]))
        if report.rule == "speech-passive":
            span = (min(span[0], page.where(index, report.verb.doc[report.verb.left_edge.i])[0]), span[1])
        yield _finding(page, references, index, report, speaker, (start, end), span, tuple(heard), source, outer)


def _with_closing_mark(text: str, start: int, end: int) -> int:
    """Where the words end, with the closing mark of a quotation that opens in them and closes right behind."""
    said = text[start:end]
    for opens, closes in (("“", "”"), ("‘", "’"), ('"', '"')):
        open_still = said.count(opens) % 2 if opens == closes else said.count(opens) > said.count(closes)
        for length in (1, 2):
            if open_still and text[end : end + length].endswith(closes):
                return end + length
    return end


def _finding(
    page: Page, references: References, index: int, report: Report, speaker: Referent, said: tuple[int, int],
    span: tuple[int, int], heard: tuple[Referent, ...], source: str, outer: float,
) -> Finding:  # fmt: skip
    words = " ".join(page.text[said[0] : said[1]].split())
    time = time_of(page, index, report.verb) or time_at_head(page, index, report.verb)
    date = time.value if time and not said[0] <= time.start < said[1] else None
    about = {m.key: None for m in references.cast.within(*said) if m.key != speaker.key}
    mixed = bool(_QUOTED.search(page.text[said[0] : said[1]]))
    fields = {
        "speaker": (speaker.key,),
        "force": (report.force,),
        "text": (words,),
        "directness": ("mixed" if mixed else "indirect",),
        "addressee": tuple(
            dict.fromkeys(r.key for r in heard if r.key != speaker.key and _is_agent(references, r.key))
        ),
        "date": (date,) if date else (),
        "about": tuple(about),
    }
    shown = (("speaker", speaker.start, speaker.end), ("force", *page.where(index, report.verb)), ("text", *said))
    sure = report.sure * outer * min(speaker.sure + 0.15, 1.0) if speaker.sure > 0.55 else speaker.sure
    polarity = "negative" if is_negated(report.verb) else "positive"
    certainty = hedge_of(report.verb) or "certain"
    return Finding("SpeechAct", report.rule, fields, (span,), shown, sure, source, certainty, polarity)


def _is_agent(references: References, key: str) -> bool:
    return references.cast.entities[key].type not in ("Place", "City")


def _source(references: References, index: int, verb: Token) -> tuple[str, float]:
    """Whose word the report is: that of the speaker whose reported clause it stands in."""
    token = verb
    while token.head.i != token.i:
        if token.dep_ in ("ccomp",) and token.head.lemma_ in CLAUSAL and token.i > token.head.i:
            found = speakers(references, index, subject(token.head))
            return (found[0].key, 0.95) if found else (ARTICLE, 0.8)
        if token.dep_ == "advcl" and token.lemma_.lower() in FORCES and any(c.lower_ in _ASIDES for c in token.lefts):
            return ARTICLE, 1.0  # 'as she called for ...' is the article's own
        token = token.head
    return ARTICLE, 1.0


def _according(
    page: Page, references: References, index: int, doc: Doc, whole: list[tuple[int, int]]
) -> Iterator[Finding]:
    """'According to officials, the bridge is closed.'"""
    for token in doc[:-2] if len(doc) > 2 else ():
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        head = next((t for t in doc[token.i + 2 : token.i + 14] if t.dep_ == "pobj" and t.head.i == token.i + 1), None)
        sentence = token.sent
        found = speakers(references, index, head)
        if head is None or not found or any(_touches(sentence, a, b) for a, b in whole):
            continue
        after = next((t.i for t in doc[head.i : sentence.end] if t.text == ","), None)
        said = (
            _trim(doc, after, sentence.end - 1)
            if token.i - sentence.start < 3 and after
            else _trim(doc, sentence.start, token.i - 1)
            if token.i - sentence.start > 3
            else None
        )
        if said is not None and len(said) > 2:
            report = Report("speech-according", token, head, said, "state")
            start, end = page.where(index, said)
            for speaker in found:
                span = (min(start, speaker.start, page.where(index, token)[0]), max(end, speaker.end))
                yield _finding(page, references, index, report, speaker, (start, end), span, (), ARTICLE, 1.0)
