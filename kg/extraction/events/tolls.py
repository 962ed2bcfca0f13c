"""The dead and the hurt that a sentence counts, and what killed them: 'two died when a bus crashed'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.events.event_words import DISASTERS, DYING, FATAL, HURTING, NAMED, NOUNS, VERBS
from kg.extraction.lexicon import SAYING
from kg.extraction.parsing.numbers import number_of
from kg.extraction.parsing.syntax import actors, after, is_none, is_passive, nearest_subject, objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_DISEASES = frozenset(
    "virus coronavirus disease covid covid-19 flu influenza ebola cholera measles malaria plague dengue pneumonia"
    " infection polio typhoid".split()
)
_RISING = frozenset("rise climb reach stand jump increase grow hit pass top exceed".split())
_OF = frozenset("from in of".split())
_MOST_JOINED = 15
_WHEN = frozenset(("when", "after", "as"))
# 'when a lorry hit a bus', 'when a coach left the road'
_VEHICLES = frozenset("car lorry truck bus coach van minibus tram train taxi motorcycle tanker tractor".split())
_STRIKING = frozenset("hit strike ram leave plough plow mount veer skid swerve roll".split())
_LOOSE = frozenset("change control right rights safety care".split())
_STATES = {"dead": "deaths", "injured": "injured", "wounded": "injured", "hurt": "injured"}


@dataclass(frozen=True, slots=True)
class Losses:
    """The nouns that count the dead and the hurt, and the verb that says that it happened."""

    deaths: Token | None
    injured: Token | None
    told: Token | None = None


def losses_of(noun: Token) -> Losses | None:
    """What an event by its noun did: 'the blast killed twelve', 'a quake struck, killing ten'.

    None where nobody is counted; without a verb where another event, that of the verb, has the same dead.
    """
    up = noun.head
    around = [up.head, *([up.head.head] if up.head.dep_ == "conj" else [])] if noun.dep_ == "pobj" else []
    if any(v.pos_ == "VERB" and dead_by(v) is not None and cause_of(v) is not None for v in around):
        return Losses(None, None)
    own = [c for c in noun.subtree if c.dep_ in ("relcl", "acl") and c.pos_ == "VERB" and c.i > noun.i]
    own = [_as_said(clause) for clause in own]
    ruling = [up, *joined(up), *(c for c in up.children if c.dep_ == "advcl")] if _is_doer(noun) else []
    for told, verbs in ((up, ruling), *((verb, [verb, *joined(verb)]) for verb in own)):
        doing = [verb for verb in verbs if not is_passive(verb) or verb.dep_ == "acl"]
        deaths = next((found for verb in doing if (found := _dead_of(verb)) is not None), None)
        injured = next((found for verb in doing if (found := _hurt_of(verb)) is not None), None)
        if deaths is not None or injured is not None:
            return Losses(deaths, injured, told)
    return None


def _as_said(clause: Token) -> Token:
    """'killed' of 'the attack, which officials say killed 30'."""
    if clause.dep_ != "relcl" or clause.lemma_.lower() not in SAYING:
        return clause
    said = next((c for c in clause.rights if c.dep_ == "ccomp" and c.pos_ == "VERB"), None)
    own = [c.lower_ for c in said.lefts if c.dep_ == "nsubj"] if said is not None else []
    return said if said is not None and (not own or own[0] in ("which", "that")) else clause


def _is_doer(noun: Token) -> bool:
    return noun.dep_ == "nsubj" and noun.head.pos_ == "VERB"


def _dead_of(verb: Token) -> Token | None:
    """Whom the verb counts as dead, also where the parser takes 'killed' for 'that was killed'."""
    if verb.lemma_.lower() in FATAL:
        return _all_dead(counted([c for c in verb.children if c.dep_ == "dobj"]))
    return _left(verb, "deaths") or _deaths_caused(verb)


def _all_dead(noun: Token | None) -> Token | None:
    """The count of the dead; none where 'seven others' died besides somebody who is told of elsewhere."""
    return None if noun is None or noun.lemma_.lower() == "other" else noun


def _deaths_caused(verb: Token) -> Token | None:
    """'caused eleven deaths', 'claimed twelve lives', 'resulted in the deaths of 29 miners'."""
    lemma = verb.lemma_.lower()
    direct = [c for c in verb.children if c.dep_ == "dobj"] if lemma in ("cause", "claim") else []
    caused = direct or (after(verb, "in", "to") if lemma in ("result", "lead") else [])
    deaths = [noun for noun in caused if noun.lemma_.lower() in ("death", "life", "fatality")]
    return counted([each for noun in deaths for each in (noun, *after(noun, "of"))])


def _hurt_of(verb: Token) -> Token | None:
    if verb.lemma_.lower() in HURTING:
        return counted([c for c in verb.children if c.dep_ == "dobj"])
    return _left(verb, "injured") or _injuries_caused(verb)


def _injuries_caused(verb: Token) -> Token | None:
    """'resulted in 56 deaths and 213 injuries', 'caused two deaths and 20 people injured'."""
    lemma = verb.lemma_.lower()
    direct = [c for c in verb.children if c.dep_ == "dobj"] if lemma == "cause" else []
    caused = direct or (after(verb, "in", "to") if lemma in ("result", "lead") else [])
    joint = [each for noun in caused for each in (noun, *(c for c in noun.rights if c.dep_ == "conj"))]
    hurt = [each for noun in joint if noun.lemma_.lower() == "injury" for each in (noun, *after(noun, "to"))]
    states = (t for noun in caused for t in noun.subtree if _STATES.get(t.lower_) == "injured")
    return counted([*hurt, *(state.nbor(-1) for state in states)])  # '200 people injured'


def dead_by(verb: Token) -> Token | None:
    """The noun that counts the dead of a verb: 'killed twelve people', 'twelve people died', 'left twelve dead'."""
    lemma = verb.lemma_.lower()
    if lemma in DYING and not any(c.dep_ == "dobj" for c in verb.children) and not is_passive(verb):
        return _all_dead(counted(actors(verb)))
    if lemma in FATAL:
        return _all_dead(counted(objects(verb)))
    if lemma == "lose":
        return _all_dead(counted(actors(verb))) if loses_life(verb) else None
    return _left(verb, "deaths")


def loses_life(verb: Token) -> bool:
    """'lost their lives', 'lost her life'; not 'lost a life' in a game."""
    return verb.lemma_.lower() == "lose" and any(
        c.lemma_.lower() == "life" and any(g.dep_ == "poss" for g in c.lefts) for c in verb.rights if c.dep_ == "dobj"
    )


def hurt_by(verb: Token) -> Token | None:
    """The noun that counts the hurt, by the verb or one that it joins: 'ten people died and forty were injured'."""
    for each in (verb, *joined(verb)):
        found = counted(objects(each)) if each.lemma_.lower() in HURTING else _left(each, "injured")
        if found is not None:
            return found
    return None


def joined(verb: Token) -> list[Token]:
    """The verbs that 'and' joins to a verb, one after another: the first few."""
    found: list[Token] = []
    waiting = [verb]
    while waiting and len(found) < _MOST_JOINED:
        waiting = [c for each in waiting for c in each.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        found += waiting
    return found


def counting_too(verb: Token) -> list[Token]:
    """The verbs that 'and' joins to one that counts, and that count as well: 'killed three and injured 12 in Ostra'."""
    told = HURTING | FATAL | DYING
    return [each for each in joined(verb) if each.lemma_.lower() in told or _left(each, "injured") is not None]


def counted(heads: list[Token]) -> Token | None:
    """The first of the nouns that has a count."""
    return next((head for head in heads if number_of(head) is not None and not (_is_part(head) or is_none(head))), None)


def _is_part(noun: Token) -> bool:
    """'nine other Germans', 'two of them', 'four Danes along with a Finn': some of the dead or hurt, no toll."""
    people = noun.ent_type_ == "NORP" or noun.tag_ == "NNPS"
    other = any(c.lower_ in ("other", "more", "further") for c in noun.lefts)
    of_them = any(
        c.lower_ == "of" and any(t.lower_ in ("them", "whom", "those") for t in c.children) for c in noun.rights
    )
    besides = any(c.lower_ in ("along", "together", "including") and c.dep_ == "prep" for c in noun.head.rights)
    return of_them or (people and (other or besides))


def cause_of(verb: Token) -> tuple[str, Token] | None:
    """What killed or hurt them and the word that tells where and when: 'died in a bus crash'."""
    for each in (verb, *joined(verb)):
        for clause in _clauses_behind(each):
            if kind := _disaster(clause):
                return kind, clause
        for link in (c for c in each.children if c.dep_ in ("prep", "agent") and c.lower_ in ("in", "after", "by")):
            noun = next((c for c in link.children if c.dep_ == "pobj" and is_event_noun(c)), None)
            if noun is not None:
                return kind_of(noun), noun
    return None


def _clauses_behind(verb: Token) -> list[Token]:
    """The clauses with 'when' and 'after' behind a verb, also where the parser hangs the verb on the clause."""
    behind = [c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and c.left_edge.lower_ in _WHEN]
    ruling = verb.head if verb.dep_ == "ccomp" and verb.head.i > verb.i else None
    marks = [c for c in ruling.lefts if c.dep_ == "mark" and c.i > verb.i] if ruling is not None else []
    return [*behind, ruling] if ruling is not None and any(m.lower_ in _WHEN for m in marks) else behind


def _disaster(clause: Token) -> str | None:
    """'a ferry capsized' is a capsizing, 'a fire tore through the flats' a fire."""
    if is_flooding(clause):
        return "flood"
    doer = next((c for c in reversed(list(clause.lefts)) if c.dep_ in ("nsubj", "nsubjpass")), None)
    if doer is not None and is_event_noun(doer):
        return kind_of(doer)
    if clause.lemma_.lower() in _STRIKING and doer is not None and doer.lower_ in _VEHICLES:
        return "crash"
    near = clause.subtree if clause.pos_ == "NOUN" else (clause,)  # 'when a coach carrying pensioners overturned'
    kinds = [known.kind for t in near if t.pos_ == "VERB" and (known := VERBS.get(t.lemma_.lower()))]
    return next((kind for kind in kinds if kind in DISASTERS), None)


def is_flooding(verb: Token) -> bool:
    """'the river burst its banks', 'a dam broke its banks'."""
    return verb.lemma_.lower() in ("burst", "break", "overflow") and any(
        c.dep_ == "dobj" and c.lower_ == "banks" for c in verb.rights
    )


def ruling_of(verb: Token) -> Token:
    """The verb that says that it happened: of 'a gunman opened fire, killing three' it is 'opened'."""
    loose = verb.tag_ == "VBG" and verb.dep_ == "advcl" and not any(c.dep_ == "aux" for c in verb.children)
    return verb.head if loose and verb.head.pos_ == "VERB" else verb


def kind_told(verb: Token) -> str | None:
    """The kind of disaster that the ruling verb tells: 'a bus plunged, killing nine', 'a gunman opened fire'."""
    if verb.lemma_.lower() == "open" and any(c.lower_ == "fire" and c.dep_ == "dobj" for c in verb.children):
        return "shooting"
    return _disaster(verb)


def is_event_noun(token: Token) -> bool:
    """Whether a noun is an event's: 'the blast', 'Typhoon Ivo', 'the virus' that has killed many."""
    named = token.pos_ == "NOUN" and token.lemma_.lower() in NOUNS
    return named or name_of_storm(token) is not None or _is_outbreak(token) or _is_harmful(token)


def _is_harmful(token: Token) -> bool:
    """'The incident left seven dead', which nothing but the harm makes an event."""
    if token.lower_ != "incident" or token.dep_ != "nsubj" or is_passive(token.head):
        return False
    return _dead_of(token.head) is not None or _hurt_of(token.head) is not None


def _is_outbreak(token: Token) -> bool:
    """'The virus has killed 40 people': those died in its outbreak, and nobody attacked them."""
    if token.dep_ != "nsubj" or token.lower_ not in _DISEASES or token.head.lemma_.lower() not in FATAL:
        return False
    return counted([c for c in token.head.children if c.dep_ == "dobj"]) is not None


def name_of_storm(token: Token) -> str | None:
    """'typhoon' of 'Typhoon Ivo'."""
    if token.pos_ != "PROPN":
        return None
    return next((c.lower_ for c in token.lefts if c.dep_ == "compound" and c.lower_ in NAMED), None)


def kind_of(noun: Token) -> str:
    """The noun with the noun before it that tells its kind: 'missile attack', 'leadership election'."""
    if storm := name_of_storm(noun):
        return storm
    if _is_outbreak(noun):
        return "outbreak"
    beside = [c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN" and c.i == noun.i - 1]
    kinds = [f"{_before_loose(c)}{c.lower_}" for c in beside]
    kinds = [word for word in kinds if word != "magnitude"]  # 'a 5.0 magnitude aftershock'
    kinds = kinds or ["attempted" for c in noun.lefts if c.lower_ == "attempted"]
    if kinds and noun.i > 1 and noun.nbor(-2).text == "-":
        kinds = []  # 'a two-day strike' is a strike
    return " ".join([*kinds, noun.lemma_.lower()])


def _before_loose(word: Token) -> str:
    """'climate ' of 'climate change march', 'gun ' of 'gun control rally': what says little by itself."""
    before = word.nbor(-1) if word.lower_ in _LOOSE and word.i > word.sent.start else None
    return f"{before.lower_} " if before is not None and before.dep_ == "compound" and before.pos_ == "NOUN" else ""


def _left(verb: Token, what: str) -> Token | None:
    """'left twelve people dead', 'leaving forty injured': whom the state is told of."""
    if verb.lemma_.lower() != "leave":
        return None
    for state in verb.subtree:
        if _STATES.get(state.lower_) == what and state.i > verb.i:
            near = [t for t in (state.head, *state.lefts, *verb.children) if verb.i < t.i < state.i]
            return counted(near) or counted([state])
    return None


def fate_of(count: Token) -> Token:
    """The word behind a count that tells what befell them: 'three others | were injured', 'left seven | dead'."""
    if count.dep_ in ("nsubj", "nsubjpass") and count.head.i > count.i:
        return count.head
    return next((t for t in count.doc[count.i + 1 : count.i + 4] if t.lower_ in _STATES), count)


def toll_told(noun: Token) -> Losses | None:
    """'the death toll from the floods rose to 87', 'the number of people killed has reached 40': the dead so far."""
    verb = next((each for each in (noun.head, *joined(noun.head)) if each.lemma_.lower() in _RISING), None)
    if noun.dep_ != "nsubj" or verb is None or (verb.i != noun.head.i and nearest_subject(verb) is not None):
        return None
    of_dead = any(c.lower_ == "death" for c in noun.lefts) or any(c.lower_ in _OF for c in noun.rights)
    if not (of_dead if noun.lemma_.lower() == "toll" else _the_dead(noun)):
        return None
    links = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("to", "at")]
    heads = [c for link in links for c in link.children if c.dep_ == "pobj"]
    heads += [c for c in verb.children if c.dep_ in ("dobj", "attr")]
    dead = counted(heads)
    return Losses(dead, None, verb) if dead is not None else None


def _the_dead(noun: Token) -> list[Token]:
    """'dead' of 'the number of dead', 'people' and 'killed' of 'the number of people killed'."""
    people = [c for of in noun.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    killed = [c for p in people for c in p.rights if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in FATAL | DYING]
    return [*people, *killed] if killed or any(p.lower_ in ("dead", "deaths") for p in people) else []


def is_running(verb: Token) -> bool:
    """'the toll has risen to 40', 'the number of dead climbed to 40': what is counted so far."""
    own = subject(verb) if verb.lemma_.lower() in _RISING else None
    return own is not None and own.lemma_.lower() in ("toll", "number", "count", "tally", "figure")


def fatal_event(noun: Token) -> Token | None:
    """The event that the toll is of: 'the toll from the floods', 'the number of people killed by the storm'."""
    links = [c for each in (noun, *_the_dead(noun)) for c in each.children if c.dep_ in ("prep", "agent")]
    links = [c for c in links if c.lower_ in _OF or c.lower_ == "by"]
    return next((c for link in links for c in link.children if c.dep_ == "pobj" and is_event_noun(c)), None)
