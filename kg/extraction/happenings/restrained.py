"""Who is kept in or from something without a verb of banning: 'under house arrest', 'ordered to stay at home'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.happenings.happenings import people_of
from kg.extraction.parsing.phrases import is_people, is_share, phrase
from kg.extraction.parsing.syntax import actors, after, is_passive, objects, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.spots import SETTLEMENTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAKING = frozenset("place put take keep hold".split())
_STAYING_IN = frozenset("be remain go enter".split())
_CONFINED = {
    **dict.fromkeys("arrest custody detention captivity prison jail isolation".split(), "detention"),
    **dict.fromkeys("quarantine lockdown curfew".split(), "prohibition"),
}
_LOCKED = frozenset("arrest custody detention prison jail".split())
_SHUTTING = frozenset("lock chain shackle handcuff cage confine intern".split())
_PREVENTING = frozenset("prevent block stop".split())
_ORDERING = frozenset("order require force instruct".split())
_STAYING = frozenset("stay remain isolate quarantine shelter".split())
_INDOORS = frozenset("indoors inside captive".split())
_HOME = _INDOORS | {"home", "aboard", "underground", "isolated"}
_ROOMS = frozenset(
    "home house hotel room apartment flat building cabin cell camp compound dormitory barracks shelter basement cellar"
    " base school hospital ship vessel boat plane train quarantine isolation lockdown custody area city town village"
    " country province region district".split()
)
_CHAIRS = frozenset("wheelchair history past".split())  # what one is confined to by nobody
_FORCING = frozenset("force require".split())  # which rain does, too
_ANY = frozenset("anyone anybody everyone those".split())
_CARRYING = frozenset("ship vessel boat ferry plane aircraft flight train lorry truck car bus trawler tanker".split())
_COMERS = frozenset("foreigner national traveller traveler shopper buyer immigrant newcomer noncitizen smoker".split())
_FARTHEST = 12  # tokens behind the verb that are shown


@dataclass(frozen=True, slots=True)
class Restraint:
    """The phrases of whom it keeps and of who does it; `sure` where only the one reading is left."""

    kind: str
    whom: list[Token]
    by: list[Token]
    sure: bool = False
    needs_authority: bool = False
    of_places: bool = False


def held_in(verb: Token) -> Restraint | None:
    """'was placed under house arrest', 'is in custody', 'took Adu into custody', 'kept their children indoors'."""
    lemma = verb.lemma_.lower()
    if lemma not in _TAKING | _STAYING_IN:
        return None
    states = [t.lemma_.lower() for t in after(verb, "under", "in", "into") if t.lemma_.lower() in _CONFINED]
    if lemma in _STAYING_IN:
        own, closed = subject(verb), bool(states) and _CONFINED[states[0]] == "prohibition"
        entered = lemma in ("be", "remain") or (closed and bool(after(verb, "into")))
        if not states or own is None or verb.tag_ == "VB" or not entered or _is_ordered(verb):
            return None
        calling = any(c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" for c in verb.rights)  # 'was in prison to visit'
        sure = own.pos_ in ("PROPN", "PRON") and states[0] in _LOCKED and not calling
        return Restraint(_CONFINED[states[0]], [own], [], sure=sure, of_places=closed)
    inside = any(c.lower_ in _INDOORS for c in verb.rights)
    if not states and not (inside and lemma in ("keep", "hold")):
        return None
    told = verb.tag_ in ("VBD", "VBN") and lemma in ("place", "put", "take")
    by, passive = actors(verb), is_passive(verb)
    kind = _CONFINED[states[0]] if states else "detention"
    closed = bool(states) and kind == "prohibition"
    return Restraint(kind, objects(verb), by, sure=told, needs_authority=not states and not passive, of_places=closed)


def _is_ordered(verb: Token) -> bool:
    """'ordered that she remain in custody': so far it is an order."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _ORDERING


def restrained_by(verb: Token) -> Restraint | None:
    """'was chained to a bed', 'prevented two ships from docking', 'ordered residents to stay at home'."""
    lemma = verb.lemma_.lower()
    if verb.tag_ not in ("VBD", "VBN"):
        return None  # 'to stop people from sharing it': what it is for
    acting = not is_passive(verb)  # a storm or an injury is no authority
    if lemma in _SHUTTING and (where := after(verb, "to", "in", "into")):
        chair = any(t.lemma_.lower() in _CHAIRS for t in where)
        return None if chair else Restraint("detention", objects(verb), actors(verb), needs_authority=acting)
    if lemma in _PREVENTING and any(c.dep_ == "pcomp" for p in verb.rights if p.lower_ == "from" for c in p.children):
        return Restraint("prohibition", objects(verb), actors(verb), needs_authority=True)
    staying = [c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _is_kept_inside(c)]
    if lemma in _ORDERING and staying:
        inner = [c for c in staying[0].lefts if c.dep_ == "nsubj"]
        ruled = acting or lemma in _FORCING
        return Restraint("prohibition", objects(verb) or inner, actors(verb), needs_authority=ruled)
    if lemma in ("limit", "restrict") and any(is_people(o) or o.pos_ == "PROPN" for o in objects(verb)):
        return Restraint("prohibition", objects(verb), actors(verb)) if after(verb, "to") else None
    if lemma in ("deny", "refuse") and any(o.lower_ in ("entry", "visa") for o in verb.rights):
        return Restraint("entry ban", [o for o in objects(verb) if o.lower_ not in ("entry", "visa")], actors(verb))
    return None


def _is_kept_inside(verb: Token) -> bool:
    """'stay at home', 'remain in their cabins', 'isolate'; not 'stay in the race', 'remain calm'."""
    lemma = verb.lemma_.lower()
    if lemma not in _STAYING or lemma not in ("stay", "remain"):
        return lemma in _STAYING
    where = after(verb, "at", "in", "inside", "on", "within", "under")
    return any(c.lower_ in _HOME for c in verb.rights) or any(t.lemma_.lower() in _ROOMS for t in where)


def authority_of(references: References, index: int, heads: list[Token], targets: list[Referent]) -> list[Referent]:
    """Who of these phrases restrains the targets."""
    return [r for r in people_of(references, index, heads) if r.key not in {t.key for t in targets}]


def targets_of(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """Groups that are only described: 'anyone wearing a helmet', 'foreign trawlers', 'a number of cities'."""
    found = []
    for head in heads:
        start, end = phrase(references.page, index, head)
        end = next((references.page.where(index, c)[0] - 1 for c in head.rights if c.lower_ == "from"), end)
        clause = next((c for c in head.rights if c.dep_ in ("acl", "relcl")), None)
        if head.lower_ in _ANY and clause is not None:
            last = next((t.i - 1 for t in clause.subtree if t.i > clause.i and t.lower_ == "from"), clause.right_edge.i)
            start, end = references.page.where(index, head.doc[head.left_edge.i : last + 1])
        elif not ((head.pos_ == "NOUN" and _is_group(head)) or is_share(head)):
            continue
        key = references.cast.key_for("UnnamedSource", references.page.text[start:end])
        found.append(Referent(key, start, end, 0.75))
    return found


def towns_of(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """The places by name among the phrases: a capital under lockdown is the town, not its country."""
    named = [references.cast.at(*references.page.where(index, head)) for head in heads]
    return [
        Referent(each.key, each.start, each.end)
        for each in named
        if each is not None and references.cast.type_of(each.key) in ("City", "Place", "Country")
    ]


def _is_group(noun: Token) -> bool:
    """Whether people are meant, themselves or with what they live and travel in."""
    counted = [c for of in noun.rights if of.lower_ == "of" for c in of.children] if noun.lower_ == "number" else []
    return any(is_people(each) or each.lemma_.lower() in SETTLEMENTS | _CARRYING | _COMERS for each in (noun, *counted))


def clause_behind(references: References, index: int, verb: Token) -> tuple[tuple[int, int], ...]:
    """What the verb keeps somebody from or in: 'from leaving the country', 'under house arrest'."""
    of = ("from", "under", "in", "into", "to")
    links = [c for c in verb.rights if c.dep_ in ("dobj", "xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ in of)]
    spans = []
    for link in links:
        last = min(link.right_edge.i, link.i + _FARTHEST)
        comma = next((t.i for t in verb.doc[link.left_edge.i : last + 1] if t.text in (",", ";", ":", "—", "–")), None)
        spans.append(references.page.where(index, verb.doc[link.left_edge.i : (comma or last + 1)]))
    return tuple(spans)
