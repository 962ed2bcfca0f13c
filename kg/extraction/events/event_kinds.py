"""What kind of event a verb and its object tell of: 'won the election', 'launched missiles', 'passed the bill'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.deeds import Deed
from kg.extraction.events.thing_events import VEHICLES
from kg.extraction.parsing.syntax import after, is_negated, is_passive, nearest_subject, objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_ATTACKING = frozenset("missile rocket attack strike airstrike offensive raid assault bombardment".split())
_NAMED = ("PERSON", "GPE", "LOC", "ORG", "FAC")
# what is won in a contest; 'won hearts', 'won praise' are of another kind
_PRIZES = frozenset(
    "title medal prize award cup trophy championship crown seat majority gold silver bronze game match final semifinal"
    " quarterfinal series league race primary caucus nomination vote round stage division contest bout"
    " presidency runoff leadership open derby pennant playoff heat event".split()
)
_AWARDED = frozenset("contract order tender".split())
_SHARES = frozenset("half share part third quarter".split())
_FAVOUR = frozenset(
    "acclaim admiration applause approval argument attention fame favour favor friend heart plaudit praise recognition"
    " respect support sympathy trust".split()
)
_BILLS = frozenset("bill law legislation budget resolution amendment motion act constitution treaty reform".split())
# what somebody is cleared of
_CHARGES = frozenset(
    "abuse arson assault bribery charge conspiracy corruption count crime embezzlement espionage extortion"
    " forgery fraud libel manslaughter misconduct murder offence offense perjury rape robbery smuggling theft"
    " treason violence wrongdoing".split()
)
# what is lifted again
RESTRAINTS = frozenset("ban blockade boycott curfew embargo moratorium restriction sanction".split())
_DECIDING = {"pass": "passage", "approve": "approval", "adopt": "adoption", "reject": "rejection"}
_MONEY = frozenset(
    "euro dollar pound franc yen rouble ruble rupee crown krone krona peso real won yuan m m. bn".split()
)
COURTS = frozenset("court tribunal judge jury justice magistrate".split())
# what befalls a vehicle; with an object it is done to another thing: 'overturned the verdict', 'sank the plan'
_BEFALLING = frozenset("crash overturn plunge derail sink capsize".split())
# to what a hospital or a firm returns, and goes nowhere
_LEFT = frozenset("club team band company firm group".split())
_USUAL = frozenset("normal normality normalcy operation service profit profitability growth form".split())
_ELECTIONS = frozenset("election referendum marathon tournament trial war".split())


def kind_by_object(verb: Token, known: Deed, done_to: list[Token]) -> str | None:
    """The kind of event that the object tells of; None where there is none."""
    lemma = verb.lemma_.lower()
    thing = next((o.lemma_.lower() for o in done_to if o.pos_ in ("NOUN", "PROPN")), None)
    if lemma in _BEFALLING and _is_done_to_another(verb, lemma):
        return None
    if lemma == "launch":
        return "attack" if thing in _ATTACKING else known.kind if thing else None
    if lemma == "clear":
        of = [c for c in verb.rights if c.lower_ == "of"]
        done = any(c.dep_ == "pcomp" and c.tag_ == "VBG" for link in of for c in link.children)  # 'of stealing'
        return known.kind if done or any(t.lemma_.lower() in _CHARGES for t in after(verb, "of")) else None
    if lemma == "file":
        return known.kind if thing is not None and filed_against(verb) else None
    if lemma == "rule":
        return known.kind if _is_ruling(verb) else None
    if lemma == "sign":
        return f"{thing} signing" if thing in _BILLS - {"treaty", "constitution"} else None
    if lemma == "lift":
        return f"end of {thing}" if thing in RESTRAINTS else None
    if lemma == "win":
        if thing in _SHARES and (whole := _whole(done_to)) is not None:
            thing = whole
        if thing in ("prize", "award"):
            return "award"
        if thing in _AWARDED:
            return f"{thing} award"
        return thing if thing in _ELECTIONS else known.kind if thing and thing not in _FAVOUR else None
    if lemma == "withdraw" and thing in _BILLS:
        return f"{thing} withdrawal"
    if lemma in ("withdraw", "return"):
        whence = [t.lemma_.lower() for t in after(verb, "from", "to")]
        return known.kind if whence and _USUAL.isdisjoint(whence) else None
    if lemma == "vote":
        return (
            known.kind if after(verb, "for", "against", "on") or any(c.dep_ == "xcomp" for c in verb.children) else None
        )
    if lemma in ("release", "destroy", "register", "leave"):
        body = lemma == "leave" and any(o.lower_ in _LEFT and o.pos_ == "NOUN" for o in done_to)
        return known.kind if body or any(o.ent_type_ in _NAMED for o in done_to) else None
    if lemma in _DECIDING:
        return f"{thing} {_DECIDING[lemma]}" if thing in _BILLS else None
    return known.kind


def _whole(done_to: list[Token]) -> str | None:
    """'prize' of 'won half of the prize'."""
    return next((t.lemma_.lower() for each in done_to for t in after(each, "of")), None)


def _is_done_to_another(verb: Token, lemma: str) -> bool:
    """'overturned the result', 'was overturned by the court', 'sank the plan'; not 'was derailed' without a doer."""
    if is_passive(verb):
        return lemma != "derail" or bool(after(verb, "by"))
    things = [c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"]
    return bool(things) and (lemma != "crash" or VEHICLES.isdisjoint(things))  # 'crashed her car'


def filed_against(verb: Token) -> list[Token]:
    """'filed a lawsuit against Orlen': against whom."""
    suits = [o for o in objects(verb) if o.lemma_.lower() in ("lawsuit", "suit")]
    return [t for each in (verb, *suits) for t in after(each, "against")] if suits else []


def fined_by(verb: Token) -> list[Token]:
    """Whom the verb fines, not how much: 'fined Orlen 2 million euros', where the parser ties Orlen to the euros."""
    found = objects(verb)
    if is_passive(verb):
        return found
    money = [o for o in found if o.pos_ == "NUM" or o.lemma_.lower() in _MONEY or any(c.pos_ == "SYM" for c in o.lefts)]
    whom = [c for o in money for c in o.lefts if c.dep_ in ("nmod", "compound") and c.pos_ == "PROPN"]
    return [o for o in found if o not in money] or whom


def merged_with(verb: Token) -> list[Token]:
    """'merged with Tessel', 'merged Tessel into Orlen': the other side."""
    return [*objects(verb), *after(verb, "with", "into")]


def _is_ruling(verb: Token) -> bool:
    """'the court ruled that', 'ruled against the firm', 'ruled it unlawful'; not 'ruled the country', 'ruled out'."""
    if is_passive(verb) or any(c.dep_ in ("dobj", "prt") for c in verb.children):
        return False
    own = nearest_subject(verb)
    court = own is not None and (own.lemma_.lower() in COURTS or any(c.lower_ in COURTS for c in own.lefts))
    return court and (any(c.dep_ == "ccomp" for c in verb.rights) or bool(after(verb, "against", "for", "in")))


def is_signed(verb: Token) -> bool:
    """Whether somebody signed a bill or an order in so many words."""
    return verb.lemma_.lower() == "sign" and verb.tag_ in ("VBD", "VBN") and not is_negated(verb)


def is_won(verb: Token) -> bool:
    """Whether a contest or its prize is won, and the verb tells it by itself: 'won the marathon', 'has won a seat'."""
    if verb.lemma_.lower() != "win" or verb.tag_ not in ("VBD", "VBN") or is_negated(verb):
        return False
    won = objects(verb)
    things = {t.lemma_.lower() for o in won for t in (o, *(c for c in o.children if c.dep_ == "conj"))}
    things |= {c.lower_ for o in won for c in o.rights if c.dep_ == "amod"}  # 'the 400 metres hurdles final'
    return bool(things & (_ELECTIONS | _PRIZES))


def is_decided(verb: Token) -> bool:
    """Whether a body passed or rejected a bill in so many words."""
    return verb.lemma_.lower() in _DECIDING and verb.tag_ in ("VBD", "VBN") and not is_negated(verb)
