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
    listeners,
    speakers,
    speaking_subject,
    spoken_of,
)
from kg.extraction.circumstances import time_at_head, time_of, times_in
from kg.extraction.dates import Time
from kg.extraction.findings import Finding
from kg.extraction.lexicon import (
    CLAUSAL,
    FORCES,
    NOMINAL,
    PASSIVE_TO_INFINITIVE,
    PEOPLE,
    TO_INFINITIVE,
    TO_SOMEBODY,
    WITH_OF,
)
from kg.extraction.modality import hedge_of
from kg.extraction.page import Page
from kg.extraction.references import References, Referent
from kg.extraction.reported_clauses import is_beside_another, wholeness
from kg.extraction.reported_words import (
    ASIDES,
    clause_words,
    is_infinitive,
    phrase_words,
    trimmed_words,
    with_closing_mark,
    words_after,
    words_told_by,
)
from kg.extraction.syntax import agent, is_negated, is_passive
from kg.model import ARTICLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_QUOTED = re.compile("[“”‘\"]|(?<![\\w\u200d])'|[.,?!]’")
_APART = re.compile(r", (?:the )?(?=[A-Z])")
_ALSO = frozenset("call appeal reject point speak push press lobby attack".split())
# what one attacks with words
_OPINED = frozenset(
    "decision plan proposal move policy law bill proclamation announcement claim record verdict ruling idea deal agreement budget"
    " statement remark comment handling approach strategy reform cut tax measure legislation".split()
)
_GAP = 40  # code points
_BESIDE = 0.85
_WISHES = {
    **dict.fromkeys("urge encourage invite implore exhort call appeal".split(), "call for"),
    **dict.fromkeys("ask request".split(), "ask"),
    "tell": "demand",
}


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
            if s.paragraph == index and s.whole and s.left not in references.mixed
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
        or not (lemma in FORCES or lemma in _ALSO)
        or not is_real(verb)
    ):
        return
    if is_passive(verb):
        yield from _passive(verb, lemma)
        return
    speaker = speaking_subject(verb)
    if speaker is None or speaker.i == verb.i:
        return
    yield from _active(verb, lemma, speaker)


def _active(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    children = {
        dep: [c for c in verb.children if c.dep_ == dep]
        for dep in ("ccomp", "xcomp", "dobj", "prep", "prt", "dative", "advcl")
    }
    clauses = [c for c in children["ccomp"] if not _is_question(c) and not _is_reason(c)]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    heard = tuple(c for c in (*children["dobj"], *children["dative"]) if verb.i < c.i)
    if (
        lemma in CLAUSAL
        and clause is not None
        and (clause.i < verb.i or not heard or lemma in ("tell", "inform", "assure", "warn"))
    ):
        said = clause_words(clause, verb)
        if said is not None:
            listeners = heard if clause.i > verb.i else ()
            sure = wholeness(clause, verb, said, listeners) * (_BESIDE if is_beside_another(verb, said) else 1.0)
            yield Report("speech-clause", verb, speaker, said, _force(lemma, clause, said), listeners, sure)
        return
    if lemma == "point" and clause is not None and any(c.lower_ == "out" for c in children["prt"]):
        said = clause_words(clause, verb)
        if said is not None:
            yield Report("speech-clause", verb, speaker, said, "state")
        return
    yield from _wishing(verb, lemma, speaker, children)


def _wishing(verb: Token, lemma: str, speaker: Token, children: dict[str, list[Token]]) -> Iterator[Report]:
    """'urged X to ...', 'called for ...', 'pledged to ...', 'accused X of ...', 'condemned ...'."""
    infinitive = next(
        (c for c in (*children["xcomp"], *children["ccomp"], *children["advcl"]) if is_infinitive(c) and c.i > verb.i),
        None,
    )
    objects = [c for c in children["dobj"] if c.i > verb.i]
    doing = next((c for c in children["xcomp"] if c.tag_ == "VBG" and c.i > verb.i), None)
    wished = next((c for c in (*children["advcl"], *children["xcomp"], *children["ccomp"]) if _is_for(c, verb)), None)
    after = {c.lower_: c for c in children["prep"] if c.i > verb.i}
    if lemma == "call" and not objects and ("for" in after or "on" in after or "upon" in after):
        yield from _calling(verb, speaker, after, infinitive)
    elif lemma == "appeal" and "for" in after:
        yield Report("speech-infinitive", verb, speaker, words_after(after["for"]), "call for")
    elif lemma in WITH_OF and objects and (of := after.get("of") or _of_charge(objects[-1])):
        yield Report("speech-clause", verb, speaker, words_after(of), "accuse", tuple(objects), 0.97)
    elif lemma == "call" and objects:
        yield from _called(verb, speaker, objects[0])
    elif infinitive is not None and lemma in TO_SOMEBODY and (objects or _own_subject(infinitive)):
        heard = tuple(objects) or tuple(_own_subject(infinitive))
        force = "call for" if _is_in_call(verb) else _WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-infinitive", verb, speaker, phrase_words(infinitive), force, heard)
    elif lemma == "argue" and not objects and (side := after.get("against") or after.get("for")):
        yield Report("speech-infinitive", verb, speaker, trimmed_words(verb.doc, side.i, side.right_edge.i), "state")
    elif lemma in ("ask", "push", "press", "lobby") and wished is None and not objects and "for" in after:
        yield Report("speech-object", verb, speaker, words_after(after["for"]), "ask" if lemma == "ask" else "call for")
    elif lemma == "attack" and objects and objects[0].lemma_.lower() in _OPINED:
        yield Report("speech-object", verb, speaker, phrase_words(objects[0]), "criticise")
    elif lemma == "agree" and "with" in after:
        return  # an agreement, or a stance
    elif wished is not None and lemma in ("ask", "call", "appeal", "push", "press"):
        first = next(c for c in wished.lefts if c.dep_ == "mark")
        said = trimmed_words(verb.doc, first.i + 1, wished.right_edge.i)
        yield Report("speech-infinitive", verb, speaker, said, "ask" if lemma == "ask" else "call for")
    elif doing is not None and lemma in ("pledge", "promise", "propose", "suggest", "recommend") and not objects:
        yield Report("speech-infinitive", verb, speaker, phrase_words(doing), force_of(lemma), (), 0.95)
    elif infinitive is not None and lemma in TO_INFINITIVE and not objects:
        yield Report("speech-infinitive", verb, speaker, phrase_words(infinitive), force_of(lemma))
    elif lemma == "apologise" or lemma == "apologize":
        if "for" in after:
            yield Report("speech-infinitive", verb, speaker, words_after(after["for"]), "apologise")
    elif lemma in NOMINAL and objects and not _points_back(objects[0]):
        yield Report("speech-object", verb, speaker, phrase_words(objects[0]), force_of(lemma))


def _points_back(thing: Token) -> bool:
    """'this change', 'it': what was said stands in another sentence, and is not said here."""
    return thing.pos_ == "PRON" or thing.left_edge.lower_ in ("this", "that", "these", "those", "such")


def _is_in_call(verb: Token) -> bool:
    """'the calls by officials asking the state to act'."""
    return verb.dep_ in ("acl", "relcl") and any(up.lemma_ in ("call", "appeal", "plea") for up in (verb.head, verb.head.head, verb.head.head.head))


def _of_charge(accused: Token) -> Token | None:
    """The 'of' that the parser hangs on the accused: 'accused the council of misleading voters', 'of cruelty'."""
    links = [t for t in accused.subtree if t.i > accused.i and t.lower_ == "of" and t.i + 1 < len(t.doc)]
    acts = [t for t in links if t.nbor().lower_.endswith("ing") or any(c.dep_ == "pcomp" for c in t.children)]
    things = [t for t in links if t.nbor().pos_ == "NOUN" and t.nbor().lemma_ not in PEOPLE | {"state", "staff"}]
    return next(iter(acts), things[-1] if things else None)


def _is_for(clause: Token, verb: Token) -> bool:
    """'asked for the price to be kept secret'."""
    mark = next((c for c in clause.lefts if c.dep_ == "mark"), None)
    return (
        mark is not None and mark.lower_ == "for" and verb.i < mark.i and any(c.tag_ == "TO" for c in clause.children)
    )


def _called(verb: Token, speaker: Token, thing: Token) -> Iterator[Report]:
    """'called the deal “null and void”': what somebody calls something in words of their own, in marks."""
    told = next((c for c in verb.children if c.dep_ in ("oprd", "xcomp", "attr", "acomp") and c.i > thing.i), None)
    if told is None or is_passive(verb) or not {told.left_edge.text, told.left_edge.nbor(-1).text} & {'"', "'"}:
        return
    said = trimmed_words(verb.doc, thing.left_edge.i, told.right_edge.i)
    yield Report("speech-object", verb, speaker, said, force_of("say", said.text))


def _calling(verb: Token, speaker: Token, after: dict[str, Token], infinitive: Token | None) -> Iterator[Report]:
    asked = after.get("on") or after.get("upon")
    heard = tuple(c for c in asked.children if c.dep_ == "pobj") if asked is not None else ()
    if infinitive is not None and heard:
        yield Report("speech-infinitive", verb, speaker, phrase_words(infinitive), "call for", heard)
    elif asked is not None and heard and infinitive is None:
        inner = next((t for t in asked.subtree if is_infinitive(t)), None)
        if inner is not None:
            yield Report("speech-infinitive", verb, speaker, phrase_words(inner), "call for", heard)
    elif "for" in after:
        yield Report("speech-infinitive", verb, speaker, words_after(after["for"]), "call for")


def _passive(verb: Token, lemma: str) -> Iterator[Report]:
    """'was accused of ... by X', 'was urged by X to ...'."""
    by = agent(verb)
    accused = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if by is None or accused is None:
        return
    after = next(
        (c for c in verb.children if c.lower_ in ("of", "for", "over") and c.dep_ == "prep" and c.i > verb.i), None
    )
    infinitive = next((c for c in verb.children if is_infinitive(c) and c.i > verb.i), None)
    if lemma in PASSIVE_TO_INFINITIVE and infinitive is not None:
        force = _WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-passive", verb, by, phrase_words(infinitive), force, (accused,))
    elif after is not None and lemma in ("accuse", "criticise", "criticize", "condemn", "praise", "blame", "denounce"):
        start = after.i + 1
        end = max(verb.right_edge.i, by.right_edge.i)
        yield Report("speech-passive", verb, by, trimmed_words(verb.doc, start, end), force_of(lemma))
    elif lemma in NOMINAL and FORCES.get(lemma) in ("criticise", "praise", "confirm", "deny", "announce"):
        yield Report("speech-passive", verb, by, phrase_words(accused), force_of(lemma))


def _is_question(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if",) for c in clause.children)


def _is_reason(clause: Token) -> bool:
    """'declared an emergency so he could ...': why it was said, not what."""
    return clause.left_edge.lower_ in ("so", "because", "since", "while", "as", "after", "before")


def _own_subject(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ == "nsubj"]


def _force(lemma: str, clause: Token, said: Span) -> str:
    """The force of the verb; 'suggested that she be named' proposes."""
    bare = clause.tag_ == "VB" or any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in clause.children)
    wished = bare and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children)
    return "propose" if lemma == "suggest" and wished else force_of(lemma, said.text)


def _findings(page: Page, references: References, index: int, report: Report) -> Iterator[Finding]:
    found = _beside_verb(references, index, report)
    start, end = page.where(index, report.said)
    heard = [r for token in report.heard for r in references.resolve(index, token)]
    heard = (heard if report.force == "accuse" else listeners(references, heard)) or addressee(references, index, report.verb)
    source, outer = _source(references, index, report.verb)
    end = with_closing_mark(page.text, start, end)
    inside = page.quotation_at(end)
    if inside is not None and inside.closed and start < inside.left < end < inside.right:
        end = inside.right  # 'said it was "a lot of noise, and a lot of smoke"': quoted words are not cut in two
    beside = page.quotation_at(end + 1) if page.text[end : end + 1] == " " else None
    if beside is not None and beside.closed and beside.left == end + 1 and page.text[beside.start].islower():
        end = beside.right  # 'said it was mended "and there is hope"'
    for speaker in found:
        own = ARTICLE if source == speaker.key else source
        if start <= speaker.start < end and report.rule != "speech-passive":
            continue
        verb_at = page.where(index, report.verb)
        span = (min(start, speaker.start, verb_at[0]), max(end, speaker.end, verb_at[1]))
        if report.rule == "speech-passive":
            span = (min(span[0], page.where(index, report.verb.doc[report.verb.left_edge.i])[0]), span[1])
        yield _finding(page, references, index, report, speaker, (start, end), span, tuple(heard), own, outer)


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
    words = " ".join(page.text[said[0] : said[1]].split())
    time = time_of(page, index, report.verb) or time_at_head(references, index, report.verb, speaker.key)
    time = time or _time_between(page, index, page.where(index, report.verb)[1], said[0])
    date = time.value if time and not said[0] <= time.start < said[1] else None
    mixed = bool(_QUOTED.search(page.text[said[0] : said[1]]))
    whom = tuple(dict.fromkeys(r.key for r in heard if r.key != speaker.key and _is_agent(references, r.key)))
    accused = whom if report.force == "accuse" and report.heard else ()  # who is accused is not thereby spoken to
    fields = {
        "speaker": (speaker.key,),
        "force": (report.force,),
        "text": (words,),
        "directness": ("mixed" if mixed else "indirect",),
        "addressee": () if accused else whom,
        "date": (date,) if date else (),
        "about": accused or spoken_of(references, *said, speaker.key),
    }
    shown = (("speaker", speaker.start, speaker.end), ("force", *page.where(index, report.verb)), ("text", *said))
    if report.force == "accuse" and report.rule == "speech-clause" and report.heard and not accused:
        outer *= _BESIDE  # whom it accuses is lost
    sure = report.sure * outer * min(speaker.sure + 0.15, 1.0) if speaker.sure > 0.55 else speaker.sure
    polarity = "negative" if is_negated(report.verb) else "positive"
    certainty = hedge_of(report.verb) or "certain"
    return Finding("SpeechAct", report.rule, fields, (span,), shown, sure, source, certainty, polarity)


def _time_between(page: Page, index: int, start: int, end: int) -> Time | None:
    """The day between the verb and what was said: 'said on Monday it would close', whichever the parser ties it to."""
    found = times_in(page, index, start, end) if 0 < end - start < _GAP else []
    return found[0] if found else None


def _is_agent(references: References, key: str) -> bool:
    return references.cast.entities[key].type not in ("Place", "City")


def _source(references: References, index: int, verb: Token) -> tuple[str, float]:
    """Whose word the report is: that of the speaker whose reported clause it stands in."""
    token = verb
    while token.head.i != token.i:
        if token.dep_ == "ccomp" and token.head.lemma_ in CLAUSAL and token.head.pos_ == "VERB":
            found = speakers(references, index, speaking_subject(token.head))
            return (found[0].key, 0.95) if found else (ARTICLE, 0.8)
        if token.dep_ == "advcl" and token.lemma_.lower() in FORCES and any(c.lower_ in ASIDES for c in token.lefts):
            return ARTICLE, 1.0  # 'as she called for ...' is the article's own
        token = token.head
    told = references.according(index, verb)
    return (told, 0.95) if told else (ARTICLE, 0.8 if told == "" else 1.0)


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
        named = max(each.end for each in found) - page.paragraphs[index].start
        last = max((t.i for t in doc[head.i : sentence.end] if t.idx < named), default=head.i)
        if token.i - sentence.start < 3:  # 'According to Ana Okoye, her spokeswoman, ...'
            last = max(last, *(c.right_edge.i for c in head.rights if c.dep_ == "appos"), last)
        said = words_told_by(doc, token, sentence, last)
        if said is not None and len(said) > 2:
            report = Report("speech-according", token, head, said, "state")
            start, end = page.where(index, said)
            for speaker in found:
                span = (min(start, speaker.start, page.where(index, token)[0]), max(end, speaker.end))
                yield _finding(page, references, index, report, speaker, (start, end), span, (), ARTICLE, 1.0)
