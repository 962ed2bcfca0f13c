"""Whom else the clause of an event that is a draft names, and where: 'returned to Sela', 'feuded with Okoye'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person, names_in_tables
from kg.extraction.events.described_parties import described_party
from kg.extraction.events.personal_events import concerned, roles_of
from kg.extraction.events.told_clauses import doers_of, things_of
from kg.extraction.findings import Finding
from kg.extraction.lexicon import SAYING
from kg.extraction.parsing.syntax import after, is_passive, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

_SURE = 0.7
_LANDS = ("Country", "City", "Place")
_BODIES = ("Organization", "GovernmentOrganization", "PoliticalParty")
_NO_BODIES = frozenset(
    "office campaign service study report account page site ministry system programme program".split()
)
_MOVING = frozenset(
    "return go come move travel fly flee head walk march drive sail run relocate transfer redirect divert send take"
    " bring carry ship deliver deport extradite expel escort evacuate airlift retreat withdraw escape emigrate"
    " immigrate migrate retire deploy dispatch transport".split()
)
_GIVING = frozenset(
    "give send award offer sell pay hand grant present donate issue deliver release submit sign".split()
)
_TAKING = frozenset("take steal seize recover remove buy obtain receive win earn get borrow withdraw separate".split())
_GRANTED = frozenset("receive earn get obtain graduate".split())
_ALONE = frozenset("diagnose charge infect treat equip provide present arm inject fill cover begin end give".split())
_AGAINST = {
    **dict.fromkeys(("charge", "lawsuit", "case", "trial"), "defendant"),
    "protest": "target",
    "attack": "target",
}
_JOURNALS = frozenset(("journal", "magazine"))
_TELLING = frozenset("examine suggest show find describe conclude argue analyse analyze".split())
_SOUGHT = frozenset(("candidacy", "candidacy launch"))
_SIDED = frozenset("vote campaign match game fundraising donation".split())
_WON = frozenset(("victory", "win", "award"))
_ASKED_INTO = frozenset(("investigation", "inquiry", "probe", "review"))
_ROLES = {
    "death": "deceased",
    "killing": "killed",
    "injury": "injured",
    "speech": "speaker",
    "shooting": "victim",
    "introduction": "introduced",
    "discovery": "discovered",
    "graduation": "graduate",
    "deployment": "deployed",
    "hostage-taking": "hostage",
}
_SHARED = frozenset(("party", "participant", "spouse", "partner"))  # roles that both sides have
_JOINT = frozenset("clash dispute feud reconciliation negotiation cooperation fight brawl collision".split())
_BEFORE = ("outside", "at", "inside", "near", "opposite", "in")
_OF = ("of", "on", "against", "into", "for")
_SITES = frozenset(
    "hospital clinic school university college congress parliament capitol court courthouse embassy consulate palace"
    " cathedral church mosque temple stadium arena hall museum theatre theater headquarters center centre house"
    " cemetery prison jail airport station park square mall market hotel complex building institute".split()
)


def with_company(references: References, index: int, verb: Token, found: Finding) -> Finding:
    """The event with everybody else whom its clause ties to the verb or its object, each with a role.

    Of a toll the number says how many there were.
    """
    if found.rule == "event-toll":
        return found
    known = concerned(found) | {str(key) for key in found.fields.get("place", ())}
    parts = [*found.fields.get("participants", ())]
    start, end = found.spans[0]
    for heads, role in _beside(references, index, verb, found):
        for referent in _resolved(references, index, heads, role):
            if referent.key in known:
                continue
            known.add(referent.key)
            body = role == "participant" and references.cast.type_of(referent.key) in _BODIES
            parts.append({"entity": (referent.key,), "role": ("affected" if body else role,)})
            start, end = min(start, referent.start), max(end, referent.end)
    if not parts and "place" not in found.fields and (land := _land_of(references, index, verb)) is not None:
        parts.append({"entity": (land.key,), "role": ("concerned",)})
        start, end = min(start, land.start), max(end, land.end)
    if len(parts) == len(found.fields.get("participants", ())):
        return found
    fields = {**found.fields, "participants": tuple(parts)}
    return replace(found, fields=fields, spans=((start, end), *found.spans[1:]))


def in_its_role(references: References, index: int, verb: Token, found: Finding) -> Finding:
    """With 'removed' for 'affected', of whom the verb says what was done to them."""
    role = done_to(verb)
    if role == "affected" or all(each != "affected" for _, each in roles_of(found)):
        return found
    done = things_of(verb)
    heads = [t for t in done if t.pos_ == "PROPN" or is_person(t)]
    owned = any(c.dep_ == "poss" for thing in done for c in thing.lefts)
    things = {r.key for head in heads for r in references.resolve(index, head)}
    things |= {key for key, _ in roles_of(found)} if is_passive(verb) and not owned else set()
    parts = tuple(
        {"entity": (key,), "role": (role if each == "affected" and key in things else each,)}
        for key, each in roles_of(found)
    )
    return replace(found, fields={**found.fields, "participants": parts})


def _land_of(references: References, index: int, verb: Token) -> Referent | None:
    """'Korvia' of 'Korvian vaccination rates dropped', 'The Korvian constitution was changed'."""
    for thing in (things_of(verb) or doers_of(verb))[:1]:
        if is_person(thing) or any(c.dep_ == "appos" for c in thing.rights) or _is_before_name(thing):
            continue
        for word in (c for c in thing.lefts if c.dep_ == "amod" and thing.pos_ == "NOUN"):
            mention = references.cast.at(*references.page.where(index, word))
            if mention is not None and mention.form == "demonym":
                land = references.cast.type_of(mention.key) == "Country"
                return Referent(mention.key, mention.start, mention.end) if land else None
    return None


def _is_before_name(thing: Token) -> bool:
    return thing.i + 1 < len(thing.doc) and thing.nbor().pos_ == "PROPN"


def _resolved(references: References, index: int, heads: list[Token], role: str) -> Iterator[Referent]:
    for head in heads:
        if head.pos_ not in ("NOUN", "PROPN") or head.lemma_.lower() in _NO_BODIES:
            continue
        found = references.resolve(index, head)
        described = described_party(references, index, head) if not found else None
        for referent in [*found, *([described] if described is not None else [])]:
            if referent.sure >= _SURE and _fits(references, referent, head, role):
                yield referent


def _fits(references: References, referent: Referent, head: Token, role: str) -> bool:
    """Whether such a thing can have the role: places are only left or come to, and only bodies are a venue."""
    type_ = references.cast.type_of(referent.key)
    if referent.key in references.cast.thin:
        return False
    if role in ("destination", "origin"):
        return head.pos_ == "PROPN" and type_ != "UnnamedSource"
    if role == "venue":
        last = references.cast.entities[referent.key].name.lower().split()[-1]
        return head.pos_ == "PROPN" and type_ in _BODIES and last in _SITES
    if role in ("body", "publisher"):
        return head.pos_ == "PROPN" and type_ in _BODIES
    return type_ not in ("City", "Place")


def _beside(references: References, index: int, verb: Token, found: Finding) -> Iterator[tuple[list[Token], str]]:
    """Heads of phrases that may name somebody, each with the role that they would have."""
    kind = str(found.fields["kind"][0])
    last = kind.split()[-1]
    things = [thing for thing in things_of(verb) if thing.pos_ in ("NOUN", "PROPN")]
    shared = next((role for _, role in roles_of(found) if role in _SHARED), "party" if last in _JOINT else "")
    bodies = [t for t in things if t.lemma_.lower() not in kind.split() or len(names_in_tables(t)) > 1]
    yield bodies, "won" if last in _WON else _ROLES.get(last, done_to(verb))
    if "participants" not in found.fields:
        doers = doers_of(verb)
        own = _ROLES.get(last, shared or "participant") if not things and not is_passive(verb) else "agent"
        yield [doer for doer in doers if doer.ent_type_ not in ("GPE", "LOC")], own
    yield from _behind(verb, things, last, shared)
    if last == "publication" and verb.tag_ == "VBN":
        yield from _published(verb)
    if kind in _SOUGHT:
        yield after(verb, "for"), "body"
    for thing in things:
        if thing.pos_ == "NOUN" and not references.resolve(index, thing):
            yield [c for c in thing.lefts if c.dep_ == "poss" and c.pos_ == "PROPN"], "concerned"
            yield [noun for noun in after(thing, *_OF) if noun.pos_ == "PROPN"], "concerned"
    yield after(verb, *_BEFORE), "venue"


def done_to(verb: Token) -> str:
    """The role of whom it is done to, where no table has one: 'removed', 'surrounded'."""
    done = verb.lower_
    return done if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and done.endswith("ed")) else "affected"


def _published(verb: Token) -> Iterator[tuple[list[Token], str]]:
    """The journal and the authors: 'In findings published in the Harbour Review, scientists say'."""
    places = after(verb, "in")
    beside = (c for noun in places if noun.lemma_.lower() in _JOURNALS for c in noun.rights if c.dep_ == "appos")
    yield [noun for noun in (*places, *beside) if noun.pos_ == "PROPN"], "publisher"
    link = verb.head.head
    if verb.dep_ == "acl" and link.dep_ == "prep" and link.head.lemma_.lower() in SAYING | _TELLING:
        author = subject(link.head)
        yield [author] if author is not None else [], "author"


def _behind(verb: Token, things: list[Token], last: str, shared: str) -> Iterator[tuple[list[Token], str]]:
    """What stands behind the verb's prepositions."""
    lemma = verb.lemma_.lower()
    if lemma not in _ALONE:
        yield after(verb, "with", "alongside"), shared or "party"
    yield after(verb, "against"), _AGAINST.get(last, "opponent")
    if lemma in _MOVING:
        yield after(verb, "to", "into"), "destination"
    elif lemma in _GIVING:
        yield after(verb, "to"), "recipient"
    if lemma in _MOVING | _TAKING | _GRANTED:
        yield after(verb, "from"), "giver" if lemma in _GRANTED else "origin"
    if lemma == "identify":
        yield [noun for noun in after(verb, "as") if noun.pos_ == "PROPN"], "identified"
    if last in _SIDED:
        yield after(verb, "for"), "supported"
    if last in _ASKED_INTO or any(thing.lemma_.lower() in _ASKED_INTO for thing in things):
        asked = [noun for each in (verb, *things) for noun in after(each, "into")]
        yield asked, "subject"
        yield [c for noun in asked for c in noun.lefts if c.dep_ == "poss" and c.pos_ == "PROPN"], "subject"
