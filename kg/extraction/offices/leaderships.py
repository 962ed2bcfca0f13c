"""Who is at the head of a body, told by a verb: 'who leads the union', 'has led it since 2020', 'chaired by Okoye'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.lexicon import FORMER
from kg.extraction.modality.modality import modality_of
from kg.extraction.names.cast import Mention
from kg.extraction.offices.bodies_left import is_of_members
from kg.extraction.offices.holdings import holding
from kg.extraction.offices.posts import Post
from kg.extraction.parsing.phrases import phrase
from kg.extraction.parsing.syntax import agent, is_passive, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.speech.reported_words import phrase_words
from kg.extraction.sureness import Sure
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

LEADING = {"lead": "leader", "head": "head", "chair": "chair"}
_PRESIDING = frozenset(("chair", "head"))
# what one chairs for as long as it lasts, and no meeting
PANELS = frozenset(
    "board commission committee enquiry inquiry investigation panel probe review subcommittee tribunal".split()
)
_TENURES = {"VBZ": "current", "VBP": "current", "VBD": "former"}
_SINCE = re.compile(r"\bsince (?:\w+ )?((?:19|20)\d\d)\b")
SPELL = re.compile(r"\bfrom ((?:19|20)\d\d) (?:to|until|through) ((?:19|20)\d\d)\b")
UNTIL = re.compile(r"\b(?:until|till) ((?:19|20)\d\d)\b")
_BEFORE = FORMER | {"once", "originally", "initially", "first"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_TABLES = ("League", "Cup", "Championship", "Tour", "Open", "Prix", "Division")
_UNNAMED = Sure(0.95, "what the post is called")  # the post has no name here
_AT_A_TIME = Sure(0.9, "whether it still holds")


def lead(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """The offices that a verb of leading gives, which name no post: all inferred."""
    if verb.lemma_ == "run":
        yield from _run(references, index, verb)
    elif verb.lemma_ in _PRESIDING and (panel := _panel(verb)) is not None:
        yield from _over_panel(references, index, verb, panel)
    elif verb.tag_ == "VB" and _is_ahead(verb):
        yield from _to_lead(references, index, verb)
    elif verb.tag_ in ("VBZ", "VBP"):
        yield from _led(references, index, verb)
    elif verb.tag_ == "VBN" and _has(verb):
        yield from _led_for(references, index, verb)
    elif verb.tag_ == "VBN":
        yield from _led_by(references, index, verb)
    elif verb.tag_ == "VBD":
        yield from _led_for(references, index, verb)


def the_one_who(references: References, index: int, verb: Token) -> Referent | None:
    """The one person who is the verb's subject and stands before it."""
    head = subject(verb)
    if head is not None and head.dep_ == "attr" and head.head.lemma_ == "become":
        head = subject(head.head)  # 'Okoye became the first woman to serve as speaker'
    found = references.resolve(index, head) if head is not None and head.i < verb.i else []
    people = [each for each in found if references.cast.type_of(each.key) == "Person"]
    return people[0] if len(people) == 1 else None


def _has(verb: Token) -> bool:
    return any(c.lower_ in ("has", "have") for c in verb.lefts if c.dep_ == "aux") and not is_passive(verb)


def _led(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'who leads the Progress Party': she is its leader."""
    who, body = the_one_who(references, index, verb), _body_led(references, index, verb)
    if who is not None and body is not None and _is_told(references, index, verb):
        yield from _at_the_head(references, index, verb, who, body)


def _to_lead(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'will chair the Harbour Commission': its chair to be."""
    who, body = the_one_who(references, index, verb), _body_led(references, index, verb)
    if who is not None and body is not None and _is_told(references, index, verb):
        yield from _at_the_head(references, index, verb, who, body, "incoming")


def _panel(verb: Token) -> Token | None:
    """'inquiry' of 'will chair the inquiry into the fire', 'the inquiry, chaired by Okoye', which has no name."""
    clause = verb.head if verb.dep_ == "acl" else subject(verb) if is_passive(verb) else None
    head = clause or next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if head is None or head.lemma_.lower() not in PANELS or head.tag_ != "NN":
        return None
    return head if head.left_edge.lower_ in ("the", "a", "an", "its") or head.left_edge.pos_ == "PROPN" else None


def _over_panel(references: References, index: int, verb: Token, panel: Token) -> Iterator[Finding]:
    """'will chair the inquiry': to be its chair; 'chairs' is; who 'chaired' it was, as a draft."""
    by = agent(verb) if panel.i < verb.i else None
    heard = [r for r in references.resolve(index, by) if references.cast.type_of(r.key) == "Person"] if by else []
    who = the_one_who(references, index, verb) if panel.i > verb.i else heard[0] if len(heard) == 1 else None
    tenure = _tenure(verb)
    if who is None or tenure is None or not _is_told(references, index, verb):
        return
    first, last = sorted((verb.i, panel.i))
    at = references.page.where(index, verb.doc[first : last + 1])
    post = Post(over_panel(references, index, verb, panel), tenure, None, None, *at)
    span = (min(who.start, at[0]), max(who.end, at[1]))
    sure = who.sure * (1.0 if verb.lemma_ == "chair" and tenure != "former" else _AT_A_TIME)
    for found in holding("office-copula", Mention(who.start, who.end, who.key), post, span, sure):
        yield replace(found, basis="inferred")


def _tenure(verb: Token) -> str | None:
    """'chairs', 'is chaired by': current; 'will chair', 'will be chaired by': incoming; 'chaired': former."""
    helped = [c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    if helped in (["will", "be"], ["to", "be"]) or (helped and _is_ahead(verb)):
        return "incoming"
    if helped:
        return {"is": "current", "was": "former"}.get(" ".join(helped))
    return "current" if verb.dep_ == "acl" and verb.tag_ == "VBN" else _TENURES.get(verb.tag_)


def over_panel(references: References, index: int, verb: Token, panel: Token) -> str:
    """'chair of the inquiry into the fire'."""
    start, end = phrase(references.page, index, panel)
    into = next(
        (c for c in panel.rights if c.dep_ == "prep" and c.i == panel.i + 1 and c.lower_ in ("into", "on")), None
    )
    if into is not None:
        end = references.page.where(index, phrase_words(panel))[1]
    words = references.page.text[start:end]
    return f"{LEADING[verb.lemma_]} of {words[:1].lower() + words[1:] if words.startswith('The ') else words}"


def _is_ahead(verb: Token) -> bool:
    """'will chair', 'is to chair'."""
    helped = [c.lower_ for c in verb.lefts if c.dep_ == "aux"]
    return helped in (["will"], ["'ll"]) or (helped == ["to"] and verb.head.lower_ in ("is", "are"))


def _led_for(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'has led the Progress Party since 2020', 'led it from 2020 to 2024': she is or was its leader, in these years."""
    fields, former = _years(verb)
    who, body = the_one_who(references, index, verb), _object(references, index, verb)
    told = fields and former == (verb.tag_ == "VBD") and body is not None and not _is_a_table(references, body)
    if told and who is not None and body is not None and _is_told(references, index, verb):
        for found in _at_the_head(references, index, verb, who, body, "former" if former else "current"):
            yield replace(found, fields={**found.fields, **fields})


def _led_by(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'the Harbour Commission, chaired by Ana Okoye,', 'it is chaired by her'; 'then led by' is one who is no more."""
    clause = verb.dep_ == "acl"
    head, by = verb.head if clause else subject(verb), agent(verb)
    helped = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")}
    if head is None or by is None or head.pos_ != "PROPN" or not helped <= {"is", "was"} or not (clause or helped):
        return
    body = _group(references, index, head, verb)
    people = [r for r in references.resolve(index, by) if references.cast.type_of(r.key) == "Person"]
    if body is None or not _is_told(references, index, verb):
        return
    until = UNTIL.search(verb.doc[verb.i : verb.right_edge.i + 1].text)
    former = until is not None or any(c.lower_ in _BEFORE for c in verb.lefts) or "was" in helped
    dated = any(t.ent_type_ == "DATE" and _YEAR.search(t.text) for t in verb.sent)
    for who in people:
        who = replace(who, sure=who.sure * (_AT_A_TIME if dated and not former else 1.0))
        for found in _at_the_head(references, index, verb, who, body, "former" if former else "current"):
            yield replace(found, fields={**found.fields, "end": (until[1],)}) if until else found


def _run(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'who has run Harrow Mills since 2028': she heads it, as a draft, for the post has no name here."""
    if verb.tag_ not in ("VBN", "VBZ"):
        return
    since, who, body = _since(verb), the_one_who(references, index, verb), _object(references, index, verb)
    if not since or who is None or body is None or not _is_told(references, index, verb):
        return
    for found in _at_the_head(references, index, verb, replace(who, sure=who.sure * _UNNAMED), body):
        yield replace(found, fields={**found.fields, "post": ("head",), "start": (since,)})


def _since(verb: Token) -> str | None:
    found = _SINCE.search(verb.doc[verb.i : verb.sent.end].text)
    return found[1] if found else None


def _years(verb: Token) -> tuple[dict[str, tuple[Value, ...]], bool]:
    """Start and end as the words behind the verb give them, and whether the time is over."""
    words = verb.doc[verb.i : verb.sent.end].text
    spell, since = SPELL.search(words), _SINCE.search(words)
    if spell:
        return {"start": (spell[1],), "end": (spell[2],)}, True
    return ({"start": (since[1],)}, False) if since else ({}, False)


def _is_told(references: References, index: int, verb: Token) -> bool:
    """Whether the article itself says that it is so."""
    told = modality_of(references, index, verb)
    return told is not None and told.source == "article" and told.polarity == "positive" and told.certainty == "certain"


def _object(references: References, index: int, verb: Token) -> Referent | None:
    head = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "PROPN"), None)
    found = references.resolve(index, head)[:1] if head is not None else []
    return found[0] if found and references.cast.type_of(found[0].key) == "Organization" else None


def _body_led(references: References, index: int, verb: Token) -> Referent | None:
    body = _object(references, index, verb)
    return body if body is not None and _has_a_head(references, body, verb) else None


def _group(references: References, index: int, head: Token, verb: Token) -> Referent | None:
    """The body by name that the phrase before the verb stands for."""
    at = references.page.where(index, head)[0]
    found = [r for r in references.resolve(index, head) if r.start <= at < r.end]
    named = found and references.cast.type_of(found[0].key) == "Organization"
    between = references.cast.within(references.page.where(index, head)[1], references.page.where(index, verb)[0])
    if not named or any(references.cast.type_of(m.key) == "Organization" for m in between):
        return None  # 'the union, ..., and the Rail Council, led by': of the nearer one
    return found[0] if _has_a_head(references, found[0], verb) else None


def _is_a_table(references: References, body: Referent) -> bool:
    """Whether who leads it is first in it: 'has led the Premier League since 2020'."""
    return references.cast.entities[body.key].name.split()[-1] in _TABLES


def _has_a_head(references: References, body: Referent, verb: Token) -> bool:
    """Whether who leads the body is its leader: who leads the Premier League is first in it, a club its captain."""
    name = references.cast.entities[body.key].name
    return verb.lemma_ != "lead" or (is_of_members(name) and not name.endswith("League"))


def _at_the_head(
    references: References, index: int, verb: Token, who: Referent, body: Referent, tenure: str = "current"
) -> Iterator[Finding]:
    at = references.page.where(index, verb)
    post = Post(LEADING.get(verb.lemma_, "head"), tenure, body.key, None, *at)
    span = (min(who.start, body.start, at[0]), max(who.end, body.end))
    for found in holding("office-copula", Mention(who.start, who.end, who.key), post, span, who.sure):
        yield replace(found, basis="inferred")
