"""Events told by nouns of doing and occasions: 'the launch of the rocket', 'a search mission', 'At a briefing'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.event_kinds import COURTS
from kg.extraction.events.nominal_words import BESIDE, DEED_NOUNS, NEEDS_WORD, OCCASIONS, SURE_KINDS, DeedNoun
from kg.extraction.events.noun_settings import is_general, read_as_adjective, setting_of
from kg.extraction.events.personal_events import PERSONAL_NOUNS
from kg.extraction.events.scenes import place_before
from kg.extraction.events.seen_events import Seen, is_up_to, parts_of
from kg.extraction.events.tolls import is_event_noun, kind_of
from kg.extraction.happenings.happenings import AHEAD
from kg.extraction.happenings.meeting_parts import is_before_press
from kg.extraction.lexicon import SAYING
from kg.extraction.modality.modality import modality_of
from kg.extraction.parsing.numbers import number_of
from kg.extraction.parsing.syntax import actors, after, ancestors, is_negated, is_passive
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.times.circumstances import place_of, time_of
from kg.extraction.times.dates import Time
from kg.extraction.times.past_days import last_such_day
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

_RULINGS = frozenset("decision ruling verdict judgment judgement order opinion injunction".split())
_RULING = DeedNoun("court ruling", None, "court")
_KNOWN = frozenset((*_RULINGS, *PERSONAL_NOUNS, *DEED_NOUNS, *OCCASIONS))
_SPOKEN = ("speech", "address")
_SPEAKING = frozenset("briefing conference speech address".split())
# told of by itself, too: 'An autopsy determined', 'following an investigation'
_BARE = frozenset("investigation autopsy search rescue".split())
_OWN_CLAUSE = ("staged", "suffered", "met", "at", "on")  # the clause's day is that of the event
_FATAL = frozenset("death killing murder execution".split())
_COUNTED_BY = frozenset("report confirm record announce register".split())
_ONE_MORE = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth another".split())
_HOSTING = frozenset("hold stage host organise organize".split())
_PLAYED = frozenset("open begin start finish end dominate control".split())
_CAUSING = frozenset("cause claim result lead leave".split())
_CLEAR = ("staged", "suffered", "met", "after", "subject", "on", "planned")
_BESIDE = 5  # code points: ' on ' before the day
_LONGEST = 40  # tokens
# into which inquiries are made, whatever they are about
_ANYTHING = frozenset(
    "activity allegation behaviour behavior case circumstance claim conduct incident matter report thing".split()
)
_OTHERWISE = {"release": {"press", "media", "news"}, "arrest": {"cardiac", "respiratory"}}
_SETTLED = ("staged", "met", "after", "at", "subject")
_SURE = 0.95
_NAMED = ("Person", "Organization", "Country", "PoliticalParty", "City", "Place")


def told_by_deed_noun(references: References, index: int, noun: Token) -> Seen | None:
    """The event that a noun of doing tells of; None where it is general, or left open whether it came about."""
    known = _deed_of(noun)
    if known is None or noun.dep_ in ("compound", "nmod", "amod", "attr", "poss") or is_general(noun):
        return None
    one_more = known.kind == "death" and _is_one_more(noun)
    setting = setting_of(noun) or ("subject" if one_more else None)
    if setting is None:
        return None
    parts = _parts(references, index, noun, known, setting)
    known_of, spans = circumstances_of(references, index, noun, setting)
    thing = _thing(noun) if known.object and not any(role == known.object for _, role in parts) else None
    dead = _dead(noun, known)
    if one_more and not parts:
        found, _ = circumstances_of(references, index, noun, "at")  # the day is that of the report
        own = {"deaths": (1,), **{name: value for name, value in found.items() if name == "place"}}
        shown = (_phrase(references, index, noun), *_clause(references, index, noun))
        return Seen("death", noun, "event-nominal", (), shown=shown, own=own)
    if known.kind in PERSONAL_NOUNS and dead is None and not any(role == known.object for _, role in parts):
        return None
    if known.kind in ("game", "match") and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _PLAYED:
        return None  # 'opened the game with two tries'
    if known.kind in _FATAL and _is_counted_by_cause(noun):
        return None
    if is_before_press(noun) and not any(role == "speaker" for _, role in parts):
        return None
    if known.kind in _SPOKEN and not known_of:
        return None  # 'In his victory speech, she said': speech alone
    telling = known_of or any(role in (known.object, known.subject, "party", "organiser") for _, role in parts)
    if not telling and dead is None and not (thing and setting in _CLEAR) and not _tells_by_itself(noun, known):
        return None
    kind = f"{thing} {known.kind}" if thing and known.kind not in PERSONAL_NOUNS else _kind(noun, known)
    settled = known.kind in SURE_KINDS and _is_settled(references, noun, parts, known_of, setting)
    rule = "event-settled" if settled else "event-nominal"
    shown = (_phrase(references, index, noun), *spans, *([] if telling else _clause(references, index, noun)))
    now = noun.head if setting == "on" and noun.head.tag_ in ("VBZ", "VBP") else None
    return Seen(kind, noun, rule, tuple(parts), dead, told=now, shown=shown, own=known_of)


def _is_one_more(noun: Token) -> bool:
    """'reported a third death', 'Another death was confirmed': of one whom nothing else tells."""
    told = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in _COUNTED_BY and noun.tag_ == "NN"
    return told and not is_negated(noun.head) and any(c.lower_ in _ONE_MORE for c in noun.lefts)


def _tells_by_itself(noun: Token, known: DeedNoun) -> bool:
    """'An autopsy determined', 'a search mission found nothing': nobody need be named; not 'the search for life'."""
    told = known.kind in _BARE or noun.lemma_.lower() in NEEDS_WORD
    return told and not after(noun, "for")


def _is_counted_by_cause(noun: Token) -> bool:
    """'The crash resulted in the deaths of 29': the crash has the dead."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    doers = actors(verb) if verb.pos_ == "VERB" and verb.lemma_.lower() in _CAUSING else []
    return any(is_event_noun(doer) for doer in doers)


def _clause(references: References, index: int, noun: Token) -> list[tuple[int, int]]:
    """The clause around a noun with which nobody, no day and no place is told."""
    verb = next((up for _, up in ancestors(noun) if up.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return []
    own = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    first = min(own[0].left_edge.i if own else verb.i, noun.i)
    last = max(verb.i, noun.i)
    told = next((c for c in verb.rights if c.dep_ in ("dobj", "ccomp", "oprd", "acomp")), None)
    if noun.dep_ == "nsubj" and told is not None and told.right_edge.i - first < _LONGEST:
        last = told.right_edge.i
    return [references.page.where(index, noun.doc[first : last + 1])]


def _dead(noun: Token, known: DeedNoun) -> Token | None:
    """'soldiers' of 'the killing of two soldiers'."""
    if known.kind not in _FATAL:
        return None
    return next((each for each in after(noun, "of") if number_of(each) is not None), None)


def _deed_of(noun: Token) -> DeedNoun | None:
    lemma = noun.lemma_.lower()
    if lemma not in _KNOWN or noun.pos_ != "NOUN":
        return None
    words = {c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")}
    if lemma in _RULINGS:
        return _RULING if _is_of_court(noun) else None
    if lemma in NEEDS_WORD and not words & NEEDS_WORD[lemma]:
        return None
    if words & _OTHERWISE.get(lemma, set()) or (lemma == "incident" and after(noun, "of")):
        return None
    if lemma in PERSONAL_NOUNS:
        role, doing = PERSONAL_NOUNS[lemma]
        return DeedNoun(lemma, role, doing or None, of_owner=True)
    return DEED_NOUNS.get(lemma) or OCCASIONS.get(lemma)


def _is_of_court(noun: Token) -> bool:
    """'a federal court decision', "the judge's order", 'a ruling by the Supreme Court'."""
    near = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod", "poss")] + after(noun, "by", "of", "from")
    return any(each.lemma_.lower() in COURTS for each in near)


def _kind(noun: Token, known: DeedNoun) -> str:
    if known is _RULING:
        return known.kind
    words = kind_of(noun).split()
    return " ".join([*words[:-1], known.kind])


def _thing(noun: Token) -> str | None:
    """'law' of 'the passage of laws', 'fire' of 'an inquiry into the fire': what has no name."""
    named = any(c.dep_ in ("compound", "nmod") for c in noun.lefts)  # 'an impeachment inquiry into his conduct'
    ordered = after(noun.head, "into") if noun.dep_ in ("dobj", "nsubjpass") else []  # 'was ordered into the fire'
    of = next(iter(after(noun, "of") if named else [*after(noun, "of", "into"), *ordered]), None)
    thing = of is not None and of.pos_ == "NOUN" and of.tag_ in ("NN", "NNS") and of.lemma_.lower() not in _ANYTHING
    return of.lemma_.lower() if of is not None and thing else None


def _parts(
    references: References, index: int, noun: Token, known: DeedNoun, setting: str
) -> list[tuple[Referent, str]]:
    """Those concerned, by 'of', 'by', the genitive and the verb."""
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    objects = after(noun, "of")
    owned = known.object if known.of_owner and not objects else known.subject
    parts = parts_of(references, index, objects, known.object)
    parts += [
        (r, role)
        for r, role in parts_of(references, index, owners, owned)
        if owners[0].pos_ != "PRON" or references.cast.type_of(r.key) != "UnnamedSource"
    ]
    parts += parts_of(references, index, after(noun, "by"), known.subject)
    for word, role in BESIDE.get(known.kind, {}).items():
        beside = after(noun, word) or (after(noun.head, word) if word == "into" and noun.dep_ == "dobj" else [])
        parts += parts_of(references, index, beside, role) or parts_of(references, index, _owners_of(beside), role)
    for word in ("between", "with"):
        parts += parts_of(references, index, after(noun, word), "party") if known.subject == "party" else []
    parts += _lands(references, index, noun, known)
    if setting == "after" and known.kind == "investigation" and not parts:
        verb = next((up for _, up in ancestors(noun) if up.pos_ == "VERB"), None)
        doing = actors(verb) if verb is not None and not is_passive(verb) else []
        found = parts_of(references, index, doing, known.subject)  # 'Officials, following an investigation, said'
        parts += [(r, role) for r, role in found if references.cast.type_of(r.key) != "Person"]
    parts += _by_verb(references, index, noun, known, setting)
    return [(r, "participant" if role == "body" and _is_person(references, r) else role) for r, role in parts]


def _is_person(references: References, referent: Referent) -> bool:
    """'Okoye' of "Okoye's session with readers", who is no body that sits."""
    return references.cast.type_of(referent.key) == "Person"


def _owners_of(nouns: list[Token]) -> list[Token]:
    """'Moss' of 'an investigation into the activities of Moss'."""
    things = [noun for noun in nouns if noun.pos_ == "NOUN"]
    named = [word for thing in things for word in (*after(thing, "of"), *(c for c in thing.lefts if c.dep_ == "poss"))]
    return [word for word in named if word.pos_ == "PROPN"]


def _lands(references: References, index: int, noun: Token, known: DeedNoun) -> list[tuple[Referent, str]]:
    """'the Korvian withdrawal': a people's name is who does it."""
    found = []
    for word in (c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")):
        mention = references.cast.at(*references.page.where(index, word))
        if mention and mention.form == "demonym" and known.object and known.subject:
            found.append((Referent(mention.key, mention.start, mention.end, 0.9), known.subject))
    return found


def _by_verb(
    references: References, index: int, noun: Token, known: DeedNoun, setting: str
) -> list[tuple[Referent, str]]:
    """Who 'carried out the search', 'is facing an investigation', and who said so 'at a briefing'."""
    verb = noun.head
    if noun.dep_ == "dobj" and setting == "staged":
        hosted = known.object is None and known.subject != "caller"
        role = "organiser" if hosted and verb.lemma_.lower() in _HOSTING else known.subject
        return parts_of(references, index, actors(verb), None if hosted and role == known.subject == "agent" else role)
    if noun.dep_ == "dobj" and setting == "suffered":
        return parts_of(references, index, actors(verb), known.object)
    speaking = setting == "at" and noun.lemma_.lower() in _SPEAKING and noun.dep_ == "pobj"
    if (
        speaking
        and verb.head.lemma_.lower() in SAYING
        and (noun.lemma_.lower() != "conference" or is_before_press(noun))
    ):
        return parts_of(references, index, actors(verb.head), "speaker")
    return []


def circumstances_of(
    references: References, index: int, noun: Token, setting: str | None
) -> tuple[dict[str, tuple[Value, ...]], list[tuple[int, int]]]:
    """Day and place that stand with the noun, or in its clause where that tells of the event alone; their stretches."""
    first, last = _phrase(references, index, noun)
    told = modality_of(references, index, noun)
    word = read_as_adjective(noun) or noun
    time = time_of(references.page, index, word, future=told is not None and told.status in AHEAD)
    near = [noun, *after(noun, "of")]
    place = next((spot for word in near if (spot := place_of(references, index, word))), None)
    place = place or place_before(references, index, noun)
    found: dict[str, tuple[Value, ...]] = {}
    ahead = _year_ahead(references, noun)
    if ahead is not None:
        start, end = references.page.where(index, ahead)
        time = Time(start, end, ahead.text)
    spans: list[tuple[int, int]] = []
    if time is not None and is_up_to(references.page.text, time):
        time = None  # 'By Tuesday the storm had gone'
    beside = _BESIDE if noun.dep_ in ("nsubj", "nsubjpass", "pobj") else 0  # not 'condemned the attack on Monday'
    if time is not None and (first <= time.start < last + beside or setting in _OWN_CLAUSE):
        planned = told is not None and told.status in AHEAD
        time = time if planned else last_such_day(references.page, time, noun)
        found["date"] = (time.value,)
        spans.append((time.start, time.end))
    if place is not None and (first <= place[1] < last or setting in ("staged", "met", "at")):
        found["place"] = (place[0],)
        spans.append(place[1:])
    return found, spans


def _year_ahead(references: References, noun: Token) -> Token | None:
    """'2032' of 'the 2032 election', told before that year."""
    published = references.page.published
    years = (c for c in noun.lefts if c.dep_ in ("nummod", "compound", "nmod") and c.text.isdecimal() and len(c) == 4)
    return next(
        (c for c in years if published is not None and published.year < int(c.text) < published.year + 20), None
    )


def _phrase(references: References, index: int, noun: Token) -> tuple[int, int]:
    """The noun with what stands before it and the phrases behind it, without clauses."""
    last = noun.i
    for child in noun.rights:
        if child.text == ",":
            continue
        if child.dep_ not in ("prep", "agent") or any(t.dep_ in ("relcl", "advcl") for t in child.subtree):
            break
        last = child.right_edge.i
    while last > noun.i and noun.doc[last].is_punct:
        last -= 1
    return references.page.where(index, noun.doc[noun.left_edge.i : last + 1])


def _is_settled(
    references: References,
    noun: Token,
    parts: list[tuple[Referent, str]],
    known: dict[str, tuple[Value, ...]],
    setting: str,
) -> bool:
    """Whether somebody by name and a day or place are told, and the words take it for done."""
    named = [r for r, _ in parts if references.cast.type_of(r.key) in _NAMED]
    whole = len(named) == len(parts) and all(r.sure >= _SURE for r in named)
    pair = not after(noun, "between") or len(named) > 1
    return bool(named) and whole and pair and bool(known) and setting in _SETTLED
