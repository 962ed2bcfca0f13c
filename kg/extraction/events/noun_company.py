"""Of whom or what a draft that a noun tells is, where nobody takes part yet: 'a coup removed Moss'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person
from kg.extraction.events.event_words import ATTACKS
from kg.extraction.events.noun_settings import read_as_adjective
from kg.extraction.events.seen_events import parts_of
from kg.extraction.findings import Finding
from kg.extraction.lexicon import SAYING
from kg.extraction.names.cast import Mention
from kg.extraction.parsing.syntax import actors, after, is_passive, objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.75
_LONGEST = 4  # words of a name
_GATHERINGS = frozenset(
    "rally ceremony parade convention conference session hearing debate march vigil memorial funeral service summit"
    " protest demonstration festival trial premiere".split()
)
_OUSTING = frozenset("remove oust topple overthrow depose unseat".split())
_STAGING = frozenset("hold stage host organise organize".split())
_BEGINNING = frozenset("begin start launch mount open resume continue wage".split())
_SORTS = frozenset("presidential parliamentary mayoral gubernatorial municipal federal local regional general".split())
_UPHEAVALS = frozenset("coup revolution uprising rebellion revolt mutiny".split())
_BODIES = ("Organization", "PoliticalParty")
_PARTY_OCCASIONS = frozenset("convention primary caucus rally congress conference".split())
_PLACES = ("City", "Place", "Country")


def with_noun_company(references: References, index: int, noun: Token, found: Finding) -> Finding:
    """The event with whom its phrase and clause name, or with the name of its occasion in the kind."""
    if "participants" in found.fields or "deaths" in found.fields:
        return found
    parts = _ousted(references, index, noun) or _speaking(references, index, noun) or _holding(references, index, noun)
    parts = parts or _owners(references, index, noun) or _owners_of_thing(references, index, noun)
    if parts:
        (start, end), *others = found.spans
        span = min(start, *(r.start for r, _ in parts)), max(end, *(r.end for r, _ in parts))
        told = tuple({"entity": (r.key,), "role": (role,)} for r, role in parts)
        return replace(found, fields={**found.fields, "participants": told}, spans=(span, *others))
    name = _name_before(references, index, noun) or _name_of_thing(references, index, noun) or _sort_of(noun)
    return replace(found, fields={**found.fields, "kind": (_named_kind(name, found),)}) if name else found


def _named_kind(name: str, found: Finding) -> str:
    """'ferry Ivo search', of 'ferry search' and 'ferry Ivo': no word twice."""
    words = str(found.fields["kind"][0]).split()
    return " ".join([name, *(word for word in words[:-1] if word not in name.split()), words[-1]])


def _ousted(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """'A coup removed the prime minister, Carl Moss'."""
    verb = read_as_adjective(noun) or (noun.head if noun.dep_ == "nsubj" else noun)
    upheaval = noun.lemma_.lower() in _UPHEAVALS and verb.lemma_.lower() in _OUSTING
    ousted = [c for c in verb.rights if c.dep_ == "dobj"] if verb.dep_ == "acl" else objects(verb)
    return _named(references, parts_of(references, index, ousted, "ousted")) if upheaval else []


def _speaking(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """'In a rally on Friday, Okoye said', 'At the trial, Moss pleaded guilty'."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in ("in", "at", "during") or noun.lemma_.lower() not in _GATHERINGS:
        return []
    verb = link.head
    if verb.pos_ != "VERB" or is_passive(verb) or verb.tag_ not in ("VBD", "VBN"):
        return []
    role = "speaker" if verb.lemma_.lower() in SAYING else "participant"
    return _named(references, parts_of(references, index, actors(verb), role))


def _holding(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """'Okoye campaigned, holding five rallies', 'led a march', 'Korvia began an offensive'."""
    verb, lemma = noun.head, noun.head.lemma_.lower()
    role = "organiser" if lemma in _STAGING else "leader" if lemma == "lead" else ""
    if lemma in _BEGINNING:
        role = "attacker" if noun.lemma_.lower() in ATTACKS else "participant"
    held = noun.dep_ == "dobj" and verb.pos_ == "VERB" and not is_passive(verb)
    return _named(references, parts_of(references, index, actors(verb), role)) if held and role else []


def _sort_of(noun: Token) -> str:
    """'presidential' of 'the 1988 presidential election', 'seat' of "the seat's creation"."""
    sorts = [c.lower_ for c in noun.lefts if c.dep_ == "amod" and c.lower_ in _SORTS]
    owners = [c.lemma_.lower() for c in noun.lefts if c.dep_ == "poss" and c.pos_ == "NOUN" and not is_person(c)]
    things = [each for each in owners if noun.lemma_.lower() == "creation"]
    return next(iter([*sorts, *things]), "")


def _owners(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """'the Democratic convention', 'the Orlen strike', 'a Syrian offensive'."""
    found = []
    for word in (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper()):
        mention = references.cast.at(*references.page.where(index, word))
        type_ = references.cast.type_of(mention.key) if mention is not None else ""
        if mention is None or (mention.form != "demonym" and not _is_in_full(references, mention)):
            continue
        party = type_ in _BODIES and noun.lemma_.lower() in _PARTY_OCCASIONS
        referent = Referent(mention.key, mention.start, mention.end)
        found.append((referent, "organiser" if party else "concerned"))
    return _named(references, found)


def _owners_of_thing(references: References, index: int, noun: Token) -> list[tuple[Referent, str]]:
    """'Okoye' of "A search of Okoye's van", "the postponement of Okoye's burial"."""
    owners = [c for thing in after(noun, "of") if thing.pos_ == "NOUN" for c in thing.lefts if c.dep_ == "poss"]
    return _named(references, parts_of(references, index, [c for c in owners if c.pos_ == "PROPN"], "concerned"))


def _is_in_full(references: References, mention: Mention) -> bool:
    """Whether a body is called by its whole name here; not a town, nor 'Ostra' for 'Build Ostra'."""
    entity = references.cast.entities[mention.key]
    return entity.type not in _PLACES and references.page.text[mention.start : mention.end] == entity.name


def _named(references: References, parts: list[tuple[Referent, str]]) -> list[tuple[Referent, str]]:
    return [
        (r, role)
        for r, role in parts
        if r.sure >= _SURE
        and r.key not in references.cast.thin
        and references.cast.type_of(r.key) not in ("UnnamedSource", "City", "Place")
    ]


def _name_before(references: References, index: int, noun: Token) -> str:
    """'Harbour Day' of 'the Harbour Day military parade': a name that is no place of the event."""
    words: list[Token] = []
    for word in reversed([c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]):
        if word.pos_ == "PROPN" and word.ent_type_ not in ("DATE", "TIME"):
            words = [*(c for c in word.lefts if c.pos_ == "PROPN"), word, *words]
        elif words:
            break
    places = [references.cast.at(*references.page.where(index, word)) for word in words]
    if any(m is not None and references.cast.type_of(m.key) in _PLACES for m in places):
        return ""
    return " ".join(word.text for word in words) if len(words) <= _LONGEST else ""


def _name_of_thing(references: References, index: int, noun: Token) -> str:
    """'Kilauea volcano' of 'the eruption of the Kilauea volcano', 'ferry Ivo' of 'a fire on the ferry Ivo'."""
    for thing in after(noun, "of", "on", "aboard"):
        named = [c for c in (*thing.lefts, *thing.rights) if c.pos_ == "PROPN" and c.dep_ != "poss"]
        words = sorted([thing, *named], key=lambda word: word.i)
        if len(words) < 2 or not any(word.pos_ == "NOUN" for word in words) or len(words) > _LONGEST:
            continue
        places = [references.cast.at(*references.page.where(index, w)) for w in words if w.pos_ == "PROPN"]
        if not any(m is not None and references.cast.type_of(m.key) in ("City", "Country") for m in places):
            return " ".join(word.text for word in words)
    return ""
