"""Who says a quotation: by the reporting clause before, after or within it, else by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Chain, Stretch
from kg.extraction.modality.hearsay import hedge_of
from kg.extraction.modality.unsaid import doubt_of, is_made_up
from kg.extraction.parsing.syntax import is_negated, is_passive, objects, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import is_quoting, speakers, tokens_between
from kg.extraction.speech.authorship import giver_of
from kg.extraction.speech.labelled_quotations import named_beside
from kg.extraction.speech.quotation_tags import SENTENCE_END, goes_on_behind, tagging
from kg.extraction.speech.quoted_pronouns import speaks_of_another
from kg.extraction.speech.speaking_subjects import speaking_subject
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE = frozenset("while although though because since if unless until".split())
GUESSED = Sure(0.7, "whose words these are")
_NAMED_BEFORE = 0.75  # 'Okoye also said it was late. “We go.”'
_LABELLED = 0.75  # 'Ana Okoye: “We go.”'
_BEFORE_COMMA = Sure(0.65, "whose words these are")  # 'Okoye defended herself, “…”'
_CLOSING = ('"', "”", "’")
_DASH = re.compile(" [—–] ")
_WRITINGS = frozenset("statement statements tweet letter message post email".split())
_FROM_ANYBODY = _WRITINGS | frozenset("note text sign banner placard poster card leaflet".split())
LONGEST_TAG = 6  # words of 'Ana Okoye asked.' behind a question


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a quotation, by which verb; `start` and `end` are the reporting clause."""

    speakers: tuple[Referent, ...]
    verb: Token | None
    index: int
    start: int
    end: int
    sure: float


def attribute(page: Page, references: References, group: list[Chain]) -> Attribution | None:
    first, last = group[0][0], group[-1][-1]
    tries = [_before(page, references, first.paragraph, first.start - 1)]
    for chain, following in zip(group, [*group[1:], None], strict=True):
        stretch = chain[-1]
        limit = following[0].start - 1 if following else page.paragraphs[stretch.paragraph].end
        if stretch.closed and _leads_on(page, stretch, limit):
            tries.append(_after(page, references, stretch.paragraph, stretch.end + 1, limit))
    lead = page.text[page.paragraphs[first.paragraph].start : first.start - 1].rstrip()
    behind = tries[1] if lead.endswith(":") and page.text[group[0][-1].end - 1] == "," and len(tries) > 1 else None
    tagged = behind is not None and behind.verb is not None  # 'gave a reason: “We go,” said Okoye'
    open_lead = last is first and not lead.endswith((".", "!", "?", "”", '"')) and bool(lead)
    order = tries if not tagged and (lead.endswith((":", ",")) or open_lead) else [*tries[1:], tries[0]]
    found = next((each for each in order if each and not _names_itself(page, references, group, each)), None)
    if found is None and (label := named_beside(page, references, group)) is not None:
        return Attribution((label[0],), None, first.paragraph, label[1], label[2], _LABELLED)
    if found is None and not lead and first.paragraph > 0:
        return _from_colon(page, references, first.paragraph - 1)
    if found is not None and speaks_of_another(page, references, first, found.speakers[0]):
        found = replace(found, sure=found.sure * GUESSED)
    if found is None and (tagging(page, last) is not None or goes_on_behind(page, last)):
        return None  # '“You will not,” she told him.': who she is, is not known
    return found or _from_sentence(page, references, first)


def _names_itself(page: Page, references: References, group: list[Chain], found: Attribution) -> bool:
    """Whether the words name whom 'he said' is taken for: nobody speaks so of himself."""
    first = found.speakers[0]
    if page.text[first.start : first.end].lower() not in ("he", "she"):
        return False
    return any(m.key == first.key for chain in group for s in chain for m in references.cast.within(s.start, s.end))


def _leads_on(page: Page, stretch: Stretch, limit: int) -> bool:
    """Whether a reporting clause may follow: behind a full stop only a short one."""
    last = page.text[stretch.end - 1 : stretch.end]
    following = page.text[stretch.right : limit].lstrip()
    if last not in (".", "!", "?") or following[:1].islower() or following[:1] in (",", "—", "–"):
        return True
    tag = SENTENCE_END.search(following)
    words = len(following[: tag.start() if tag else None].split())
    return words <= (LONGEST_TAG if last == "." else 2 * LONGEST_TAG)


def _from_sentence(page: Page, references: References, first: Stretch) -> Attribution | None:
    """'Okoye also said it was late. “We go.”': whoever speaks in the sentence before; a guess."""
    paragraph = page.paragraphs[first.paragraph]
    at = first.left - 1 - paragraph.start
    while at > 0 and page.text[paragraph.start + at].isspace():
        at -= 1
    token = next((t for t in reversed(page.docs[first.paragraph]) if t.idx <= at), None) if at > 0 else None
    if token is None or page.text[paragraph.start + at] not in ".!?":
        return None
    verb = token.sent.root
    if not is_quoting(verb) or page.quotation_at(paragraph.start + verb.idx):
        return None
    found = speakers(references, first.paragraph, speaking_subject(verb))
    if not found or is_passive(verb):
        return None
    start = paragraph.start + token.sent.start_char
    sure = surely_before(references, found)
    return Attribution(tuple(found), None, first.paragraph, start, paragraph.start + at, sure)


def surely_before(references: References, found: list[Referent]) -> float:
    """How sure it is that words without a speaker are of whom the sentence before lets speak: of one person by name."""
    person = len(found) == 1 and references.cast.type_of(found[0].key) == "Person"
    return _NAMED_BEFORE if person and found[0].sure == 1.0 else GUESSED


def _from_colon(page: Page, references: References, index: int) -> Attribution | None:
    end = page.paragraphs[index].end
    return _before(page, references, index, end) if page.text[end - 1 : end] == ":" else None


def _before(page: Page, references: References, index: int, end: int) -> Attribution | None:
    """'Ana Okoye said: “…', '…, adding, “…', 'as he told reporters that “…'."""
    start = page.paragraphs[index].start
    context = page.text[start:end]
    if not context.strip() or re.search(r"[.!?]\s*$", context):
        return None
    cut = max((m.end() for m in SENTENCE_END.finditer(context)), default=0)
    cut = max(
        [
            cut,
            *(
                s.end + 1 - start
                for c in page.chains
                for s in c
                if s.whole and s.paragraph == index and s.end < end and s.end >= start
            ),
        ]
    )
    doc = page.docs[index]
    verbs = [t for t in tokens_between(doc, cut, len(context)) if is_quoting(t)]
    for verb in reversed(verbs):
        gap = context[verb.idx + len(verb) :]
        if len(gap.split()) > 16:
            break
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in verb.children):
            continue  # 'It says that while officials recommend more, “…': not theirs
        if _DASH.search(context, verb.sent.start_char, verb.idx) and context.rstrip().endswith(("—", "–")):
            continue  # 'Okoye spoke — the paper noted it as a novelty — “…': between dashes
        if _is_under_way(verb, len(context)):
            references.mixed.add(page.paragraphs[index].start + len(context))
            return None
        found = _by_verb(page, references, index, verb, cut, len(context))
        if found:
            return found
    return (
        _of_statement(page, references, index, cut, len(context))
        or _according_before(page, references, index, cut, len(context))
        or _of_subject(page, references, index, cut, context)
    )


def _is_under_way(verb: Token, end: int) -> bool:
    """Whether what is said has begun before the mark: 'said that until then, “…', 'said the banks, “…, remain …'."""
    between = [t for t in verb.doc[verb.i + 1 :] if t.idx + len(t) <= end and not t.is_punct and not t.is_space]
    that = next((n for n, t in enumerate(between) if t.lower_ == "that" and t.dep_ in ("mark", "det", "nsubj")), None)
    if that is not None:
        return len(between) > that + 1
    small = verb.doc.text[end:].lstrip("\"' ")[:1].islower()
    if (
        small
        and verb.lemma_ in ("say", "add", "argue", "warn")
        and any(t.dep_ == "dobj" and t.head.i == verb.i for t in between)
    ):
        return True  # 'said the banks, “even after all this, remain …”'
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.idx >= end and t.head.i != verb.i and t.i != verb.i
        for t in between
    )


def _of_subject(page: Page, references: References, index: int, start: int, context: str) -> Attribution | None:
    """'Okoye gave another account: “…': before a colon, whoever the sentence is about; before a comma, a guess."""
    colon, opening = context.rstrip().endswith(":"), page.text[page.paragraphs[index].start + len(context) + 1 :][:1]
    comma = context.rstrip().endswith(",") and context.rstrip(" ,")[-1:] not in _CLOSING
    if not colon and not (comma and opening.isupper()):
        return None
    tokens = list(tokens_between(page.docs[index], start, len(context)))
    root = next((t for t in tokens if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    if root is not None and is_made_up(page, index, root):
        return None
    if any(t.lemma_ in _FROM_ANYBODY and giver_of(t) is None for t in (objects(root) if root is not None else ())):
        return None  # 'Okoye received a letter that read: “…', 'held up a sign: “…'
    own = next((c for c in root.children if c.dep_ == "nsubj"), None) if root is not None else None
    found = [r for r in speakers(references, index, own) if references.cast.type_of(r.key) == "Person"]
    if not found:
        return None
    offset = page.paragraphs[index].start
    return Attribution(
        tuple(found),
        None,
        index,
        min(found[0].start, offset + start),
        offset + len(context),
        0.75 if colon else _BEFORE_COMMA,
    )


def _of_statement(page: Page, references: References, index: int, start: int, end: int) -> Attribution | None:
    """'issued this statement from the king: “…', 'according to a letter from Ana Okoye: “…', 'a tweet by her read'."""
    for token in tokens_between(page.docs[index], start, end):
        writing = token.head.head if token.head.dep_ == "acl" else token.head
        if token.lower_ in ("from", "by") and writing.lemma_ in _WRITINGS:
            found = speakers(references, index, _giver(token))
            if found:
                offset = page.paragraphs[index].start
                return Attribution(tuple(found), None, index, offset + start, offset + end, 0.9)
    return None


def _giver(link: Token) -> Token | None:
    """Whom 'from' or 'by' names; of 'from Ana Okoye read:', where the parser takes the verb for a noun, still her."""
    head = next((c for c in link.children if c.dep_ == "pobj"), None)
    if head is None or head.lower_ not in ("read", "reads") or head.i - 1 == link.i:
        return head
    return next((c for c in reversed(list(head.lefts)) if c.pos_ in ("PROPN", "NOUN")), None)


def _after(page: Page, references: References, index: int, begin: int, limit: int) -> Attribution | None:
    """'…,” said Ana Okoye', '…,” the mayor told the press', '…,” according to …'."""
    start = page.paragraphs[index].start
    context = page.text[begin:limit]
    stop = SENTENCE_END.search(context)
    end = begin - start + (stop.start() if stop else len(context))
    doc = page.docs[index]
    tokens = [t for t in tokens_between(doc, begin - start, end) if not t.is_space]
    if tokens and tokens[0].text in (",", "—", "–"):
        tokens = tokens[1:]
    if not tokens:
        return None
    if [t.lower_ for t in tokens[:2]] == ["according", "to"]:
        return _according(page, references, index, tokens)
    verbs = [t for t in tokens[:24] if is_quoting(t)]
    if verbs and verbs[0].tag_ == "VBG" and verbs[0].i == tokens[0].i:
        return None  # 'She said: “We go,” adding that ...': who goes on stands before
    verb = next((t for t in verbs if not _is_of_who(t)), verbs[0] if verbs else None)
    return _by_verb(page, references, index, verb, begin - start, end) if verb is not None else None


def _is_of_who(verb: Token) -> bool:
    """'(one official), who asked not to be named, (said)': told of the speaker in passing."""
    return verb.dep_ == "relcl" and any(c.tag_ == "WP" for c in verb.lefts)


def _according_before(page: Page, references: References, index: int, start: int, end: int) -> Attribution | None:
    """'According to Ana Okoye, “…': whom the sentence gives for the words right behind."""
    tokens = [t for t in tokens_between(page.docs[index], start, end) if not t.is_space]
    stands = [t.lower_ for t in tokens[:2]] == ["according", "to"] and tokens[-1].text == ","
    return _according(page, references, index, tokens) if stands else None


def _according(page: Page, references: References, index: int, tokens: list[Token]) -> Attribution | None:
    """'according to Ana Okoye', 'according to a tweet on Monday by Ana Okoye'."""
    head = next((t for t in tokens[2:] if t.dep_ == "pobj" and t.head.lower_ == "to"), None)
    if head is not None and head.lemma_ in _WRITINGS:
        by = next((t for t in tokens if t.lower_ in ("by", "from") and t.i > head.i), None)
        head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    found = speakers(references, index, head)
    if not found:
        return None
    offset = page.paragraphs[index].start
    return Attribution(tuple(found), None, index, offset + tokens[0].idx, found[-1].end, 0.97)


def _by_verb(page: Page, references: References, index: int, verb: Token, start: int, end: int) -> Attribution | None:
    """The attribution by this verb, its speaker within the offsets `start` to `end` of the paragraph."""
    if (is_passive(verb) and verb.dep_ != "pcomp") or is_negated(verb) or _adds_a_thing(verb):
        return None
    doubt = doubt_of(verb)
    if not doubt or is_made_up(page, index, verb):
        return None
    head = speaking_subject(verb) or _tagged_name(verb)
    if head is None or not start <= head.idx < end:
        head = _beside(verb, start, end)
    found = speakers(references, index, head)
    if not found and head is not None and verb.dep_ == "relcl" and head.dep_ == "dobj":
        found = speakers(references, index, subject(head.head))  # 'They released a statement which said'
    if not found and head is not None:
        found = speakers(references, index, _beside(verb, start, end))
    if not found:
        return None
    offset = page.paragraphs[index].start
    first = min(offset + verb.idx, found[0].start)
    last = max(offset + verb.idx + len(verb), *(each.end for each in found))
    guessed = GUESSED if hedge_of(verb) or doubt < 1 else 1.0  # 'they probably told her, “…'
    return Attribution(tuple(found), verb, index, first, last, guessed * min(each.sure for each in found))


def _tagged_name(verb: Token) -> Token | None:
    """'“...,” tweeted actor Ana Okoye', where the parser makes the verb part of the name."""
    head = verb.head
    if verb.dep_ != "amod" or verb.i == 0 or verb.nbor(-1).text not in ('"', "'"):
        return None
    while head.dep_ == "compound" and head.i < head.head.i:
        head = head.head
    return head if head.pos_ == "PROPN" and head.i > verb.i else None


def _adds_a_thing(verb: Token) -> bool:
    """'added the question “…” to the form': no words are spoken, a thing is put somewhere."""
    return verb.lemma_ in ("add", "put", "begin", "continue") and any(
        c.dep_ == "dobj" and c.pos_ == "NOUN" and c.i > verb.i for c in verb.children
    )


def _beside(verb: Token, start: int, end: int) -> Token | None:
    """The head of the phrase next to the verb: after it where the verb comes first, else before."""
    near = [c for c in verb.doc.noun_chunks if c.start_char >= start and c.end_char <= end]
    chunks = [c for c in near if c.root.dep_ != "pobj" or c.root.head.dep_ == "agent"] or near
    before = [c for c in chunks if c.end <= verb.i]
    after = [c for c in chunks if c.start > verb.i]
    if before:
        return before[0].root if len(before) < 3 else before[-1].root
    return after[0].root if after and after[0].start - verb.i <= 2 else None
