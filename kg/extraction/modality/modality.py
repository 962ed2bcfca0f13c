"""Whether what a word tells of has happened, is planned or only talked of, and whose word that is."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import PACTS
from kg.extraction.modality.hearsay import PRESENT, Modality, as_told
from kg.extraction.modality.modality_words import (
    ACHIEVING,
    ALLEGED,
    ASKING_FOR,
    COMING,
    COMING_TO_NOTHING,
    FAILING,
    FINDING,
    FUTURE,
    MOOTING,
    OVER_WHEN_TOLD,
    PERHAPS,
    PLAN_NOUNS,
    PLANNING,
    POSSIBLE,
    PUNISHING,
    PUTTING_OFF,
    REACTING,
    STAGING,
    TOLD_OF,
    UNREAL_MARKS,
)
from kg.extraction.modality.results import is_called_off, is_outcome, stood_for
from kg.extraction.modality.sequels import by_means_of, came_about_before
from kg.extraction.parsing.rankings import ranked_by
from kg.extraction.parsing.syntax import ancestors, comes_to_nothing, helpers, is_negated, is_passive
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF_WHAT = frozenset("convict suspect accuse".split())  # 'convicted of killing'
_FORECAST = frozenset("expect project forecast predict".split())
_OWNING_UP = frozenset(("confess", "admit"))
_ASKED = frozenset(("invitation", "proposal", "request"))
_FAILED = frozenset("fail collapse founder fall".split())
_SCHEDULING = frozenset("plan schedule prepare arrange slate set".split())
_NEXT = 0.85
_GOING_ON = frozenset(("continue", "keep"))  # 'continue to search'
_PROPOSING = frozenset("propose consider suggest discuss want seek demand offer mull request".split())


def modality_of(references: References, index: int, word: Token) -> Modality | None:
    """The modality of a verb, or of a noun of event; None where nothing is claimed: questions, orders, conditions."""
    if _is_asked(word):
        return None
    found = _of_verb(word) if word.pos_ in ("VERB", "AUX") else _of_noun(word)
    if found is None:
        return None
    return as_told(references, index, word, found)


def _is_asked(word: Token) -> bool:
    sentence = word.sent
    return any(t.text == "?" for t in sentence[-2:])


def _of_verb(verb: Token, noun: Token | None = None) -> Modality | None:
    """What the verb's own form says, and the verb or noun that governs it; of a noun of event, what it says of that."""
    if any(c.dep_ == "mark" and c.lower_ in UNREAL_MARKS for c in verb.children) or _is_inverted(verb):
        return None
    found = _by_helpers(verb)
    if found is None or comes_to_nothing(verb, noun):
        return None
    if is_negated(verb):
        moot = found.status == "mooted" and any(aid.lower_ == "could" for aid in helpers(verb))
        found = replace(found, polarity="negative")
        found = replace(found, status="occurred", certainty="certain") if moot else found
    return found


def _is_inverted(verb: Token) -> bool:
    """'Had Okoye met him, ...', 'Should she resign, ...': a condition without 'if'."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return own is not None and any(aid.i < own.i and aid.lower_ in ("had", "should", "were") for aid in helpers(verb))


def _by_helpers(verb: Token) -> Modality | None:
    aids = helpers(verb)
    words = {aid.lower_ for aid in aids}
    if any(aid.tag_ == "TO" for aid in aids):
        return _governed(verb)
    if words & FUTURE:
        return Modality("planned")
    if words & PERHAPS:
        return Modality("mooted", "possible", sure=0.9)
    if "would" in words:
        return Modality("mooted", "possible", sure=0.7)
    if words & {"should", "must", "ought"}:
        return Modality("mooted", sure=0.5)
    return _by_tense(verb, aids)


def _by_tense(verb: Token, aids: list[Token]) -> Modality | None:
    first = aids[0] if aids else verb
    if verb.tag_ == "VBG" and any(aid.lemma_ == "be" for aid in aids):
        return Modality("occurred" if _is_background(verb, aids) else "ongoing", sure=0.8)
    if verb.tag_ == "VBG" and not aids:
        return _participle(verb)
    if any(aid.lower_ == "being" for aid in aids) and _is_as_of(verb):
        return Modality("ongoing")
    if any(aid.lemma_ == "have" for aid in aids) or first.tag_ in ("VBD", "VBN"):
        return Modality()
    if first.tag_ in ("VBZ", "VBP"):
        if _is_general(verb):
            return None
        return Modality("ongoing" if is_passive(verb) else "occurred", sure=PRESENT)
    return None  # a bare form: an order


def _is_as_of(verb: Token) -> bool:
    """'As of Tuesday, she was being treated', 'was still being treated': not over when it is told."""
    of_day = any(c.lower_ == "as" and any(of.lower_ == "of" for of in c.rights) for c in verb.children)
    return of_day or any(c.lower_ in ("still", "currently") and c.dep_ == "advmod" for c in verb.lefts)


def _is_background(verb: Token, aids: list[Token]) -> bool:
    """'had been towing a trailer', 'met her while she was running for mayor': over by the time of the article."""
    words = {aid.lower_ for aid in aids}
    if "had" in words:
        return True
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    then = any(c.lower_ in ("while", "when", "as") for c in verb.lefts if c.dep_ in ("mark", "advmod"))
    return bool(words & {"was", "were"}) and verb.dep_ == "advcl" and then


def _is_general(verb: Token) -> bool:
    """'when the mosque is attacked': the present of what happens again and again."""
    return any(c.lower_ in ("when", "whenever", "where") and c.dep_ == "advmod" for c in verb.children)


def punished_by(participle: Token) -> Token | None:
    """The verb that says that somebody answers for it: 'was jailed for stealing', 'sentenced to life for killing'."""
    if participle.dep_ != "pcomp" or participle.head.lower_ not in ("for", "of", "with"):
        return None
    near = [up for _, up in islice(ancestors(participle.head), 3)]
    ruling = next((up for up in near if up.pos_ == "VERB"), None)
    link = "of" if ruling is not None and ruling.lemma_.lower() in _OF_WHAT else "for"
    links = (link, "with") if ruling is not None and ruling.lemma_.lower() == "charge" else (link,)
    known = ruling is not None and ruling.lemma_.lower() in PUNISHING and participle.head.lower_ in links
    return ruling if known else None


def _participle(verb: Token) -> Modality | None:
    """'after meeting', 'before travelling', 'without visiting'; else as the verb that it hangs on."""
    if (punishing := punished_by(verb)) is not None:
        if punishing.tag_ == "VBG" and punishing.dep_ in ("xcomp", "pcomp", "csubj") and not helpers(punishing):
            return Modality("mooted", "possible", sure=0.5)  # 'favoured jailing banks for hiding funds'
        return Modality(certainty=PUNISHING[punishing.lemma_.lower()], sure=0.85)
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("before", "to", "for", "of", "about", "from", "against"):
        ruling = verb.head.head
        if verb.head.lower_ == "to" and ruling.lemma_.lower() in _OWNING_UP:
            return Modality(certainty="probable", sure=0.85)  # 'confessed to killing him'
        if ruling.lemma_ in MOOTING or verb.head.lower_ in ("to", "for", "about", "of"):
            return Modality("mooted", "possible", sure=0.6)
        if verb.head.lower_ == "before" and came_about_before(verb):
            return Modality(sure=_NEXT)
        return (
            Modality("planned", sure=0.6) if verb.head.lower_ == "before" else Modality(polarity="negative", sure=0.6)
        )
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return Modality(polarity="negative")
    if verb.dep_ == "pcomp" and verb.head.lower_ == "with" and verb.head.head.pos_ in ("VERB", "AUX"):
        return _of_verb(verb.head.head)
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.i != verb.i:
        return _governed(verb)
    leads = verb.dep_ == "advcl" and verb.i < verb.head.i and verb.head.tag_ == "VBD"
    return Modality(sure=0.98 if leads and verb.left_edge.i == verb.i else 0.85)  # 'Speaking beside Adu, she said'


def _governed(verb: Token) -> Modality | None:
    """An infinitive or participle, as the word says that governs it: 'plans to', 'failed to', 'is to'."""
    ruling = verb.head
    if verb.dep_ == "conj":
        return _governed(ruling) if ruling.i != verb.i else None
    lemma = ruling.lemma_.lower()
    outer = _by_helpers(ruling) if ruling.pos_ in ("VERB", "AUX") and ruling.i != verb.i else Modality()
    if outer is None or comes_to_nothing(ruling) or _is_failed(ruling):
        return None
    negative = is_negated(ruling)
    if lemma in TOLD_OF and is_passive(ruling) and any(aid.lower_ == "have" for aid in helpers(verb)):
        return Modality(certainty=TOLD_OF[lemma], polarity="negative" if negative else "positive")
    if lemma == "claim" and any(aid.lower_ == "have" for aid in helpers(verb)):
        return Modality(certainty="possible", sure=0.85)  # 'claimed to have won'
    if _is_past_plan(ruling):
        return Modality("unknown", "possible", sure=0.5)  # 'had been expected to go': whether it came to it is open
    if lemma in FAILING:
        found = Modality(polarity="positive" if negative else "negative")
    elif lemma == "be" or lemma in PLAN_NOUNS or (lemma in PLANNING and _is_infinitive(verb)):
        lapsed = any(aid.lower_ in ("was", "were") for aid in helpers(ruling))  # 'was planned to': it may be off
        found = Modality("planned", "probable" if lemma in _FORECAST else "certain", sure=0.9 if lapsed else 1.0)
        found = replace(found, polarity="negative") if negative else found
    elif lemma in MOOTING or (lemma in PLANNING and verb.tag_ == "VBG"):
        found = Modality("mooted", "possible", polarity="negative" if negative else "positive")
    elif is_called_off(ruling):
        found = Modality("cancelled")
    elif lemma in PUTTING_OFF:
        found = Modality("postponed")
    elif is_outcome(verb):
        found = outer
    elif (ranking := ranked_by(verb)) is not None and (known := _of_verb(ranking)) and known.status == "occurred":
        found = replace(known, sure=known.sure * 0.9)  # 'became the first to win'
    elif lemma in _GOING_ON and ruling.tag_ in ("VBZ", "VBP") and outer.status == "occurred":
        found = replace(outer, status="ongoing", sure=0.9)
    elif (used := by_means_of(verb, ruling, outer)) is not None:
        found = used
    elif lemma in ACHIEVING:
        elected = lemma == "vote" and verb.lemma_ == "elect"  # 'voted to elect her': they did
        found = outer if elected else replace(outer, sure=outer.sure * 0.9)
    else:
        found = Modality("mooted", "possible", sure=0.5)
    return found


def _is_failed(attempt: Token) -> bool:
    """'An attempt to jail her failed', 'a failed bid to buy it'."""
    if attempt.pos_ != "NOUN":
        return False
    failed = attempt.dep_ == "nsubj" and attempt.head.lemma_.lower() in _FAILED
    return failed or any(c.lower_ in ("failed", "unsuccessful", "abortive") for c in attempt.lefts)


def _is_infinitive(verb: Token) -> bool:
    """'to elect', 'to be elected'."""
    return verb.tag_ == "VB" or any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)


def _is_past_plan(ruling: Token) -> bool:
    if ruling.lemma_.lower() not in PLANNING:
        return False
    over = ruling.head if ruling.pos_ == "ADJ" and ruling.head.lemma_ == "be" else ruling  # 'had been due to go'
    return any(aid.lower_ == "had" for word in (ruling, over) for aid in helpers(word))


def _of_noun(noun: Token) -> Modality | None:
    """What stands with the noun, and what is done with it: 'a possible visit', 'cancelled her visit'."""
    words = {child.lower_ for child in noun.children if child.dep_ in ("amod", "compound", "det", "advmod")}
    certainty = next((ALLEGED[word] for word in words if word in ALLEGED), "certain")
    if words & POSSIBLE or _is_option(noun):
        return Modality("mooted", "possible")
    if words & {"cancelled", "canceled", "abandoned", "scrapped"}:
        return Modality("cancelled")
    if words & {"postponed", "delayed"}:
        return Modality("postponed")
    found = _of_ruling(noun)
    if words & COMING and (found is None or found.status not in ("cancelled", "postponed")):
        return Modality("planned")
    if found is not None and "no" in words:
        found = replace(found, polarity="negative")
    return replace(found, certainty=certainty) if found is not None and certainty != "certain" else found


def _is_option(noun: Token) -> bool:
    """'the options for a visit', 'speculation over a trip': one step up, a noun of possibility."""
    up = noun.head
    return up.pos_ == "ADP" and up.head.pos_ in ("NOUN", "PROPN") and up.head.lemma_.lower() in MOOTING


def _of_ruling(noun: Token) -> Modality | None:
    """What the noun or the verb above the noun says of it."""
    for lower, upper in ancestors(noun):
        lemma = upper.lemma_.lower()
        if upper.pos_ in ("NOUN", "PROPN") and lemma in PLAN_NOUNS | _ASKED:
            return Modality("planned" if lemma in PLAN_NOUNS else "mooted", sure=0.8)
        if upper.pos_ not in ("VERB", "AUX"):
            continue
        if lower.i == noun.i and (main := stood_for(upper)) is not None:
            return _done_to(noun, lower, main) or _of_verb(main, noun)
        told = _asked_for(lower, lemma) or (_done_to(noun, lower, upper) if lower.i == noun.i else None)
        return told if told is not None else _as_told_by(noun, lower, upper)
    return Modality("occurred", sure=0.7)


def _asked_for(lower: Token, lemma: str) -> Modality | None:
    """'called for a visit', 'asked for her resignation', which it mostly comes to."""
    if lower.lower_ != "for" or lemma not in ASKING_FOR | {"ask"}:
        return None
    return Modality("mooted", "possible", sure=0.6) if lemma in ASKING_FOR else Modality(sure=0.6)


def _done_to(noun: Token, lower: Token, upper: Token) -> Modality | None:
    """What is done with it: 'cancelled her visit', 'The visit is scheduled for Friday', 'proposed a visit'."""
    lemma = upper.lemma_.lower()
    if is_called_off(upper):
        return Modality("cancelled")
    if lemma in PUTTING_OFF:
        return Modality("postponed")
    if lemma in _SCHEDULING:
        now = any(aid.lower_ in ("is", "are", "has", "have") for aid in helpers(upper))  # not 'was scheduled'
        return Modality("planned", sure=1.0 if now and lower.dep_ == "nsubjpass" else 0.85)
    if lemma == "announce" and noun.lemma_.lower() not in PACTS:
        return Modality(sure=0.85) if noun.lemma_.lower() in OVER_WHEN_TOLD else Modality("planned", sure=0.85)
    if lemma in ("order", "call") and not _is_known(noun):
        return Modality("planned", sure=0.85)  # 'ordered an inquiry', 'called a strike'
    return Modality("mooted", "possible", sure=0.85) if lemma in _PROPOSING else None


def _as_told_by(noun: Token, lower: Token, upper: Token) -> Modality | None:
    """What the verb's own form says, and whether it takes the noun for known."""
    direct = lower.i == noun.i
    finding = direct and lower.dep_ == "nsubj" and upper.lemma_.lower() in FINDING
    if finding and any(aid.lower_ == "will" for aid in helpers(upper)):
        return Modality("planned", sure=0.9)  # 'The report on Thursday will show': it is still to come
    if _is_known(noun) and not (direct and upper.lemma_.lower() in STAGING):
        # 'condemned the attack': whoever condemns takes it for a fact
        return Modality(sure=0.97 if _is_settled(lower, upper) else 0.85)
    if lower.lower_ in ("before", "ahead", "until") and lower.dep_ == "prep":
        return Modality("planned", sure=0.6)
    if finding and _is_past(upper):
        return Modality()  # 'The search found nothing': it was made
    found = _of_verb(upper, noun)
    if found is None or lower.lower_ in ("after", "following", "since", "during"):
        return Modality(sure=0.9) if found is not None else None
    on = lower.lower_ in ("on", "during", "in", "at") and noun.head.i == lower.i  # 'On a visit to Korvia, she said'
    return replace(found, sure=found.sure * (1.0 if direct or on else 0.85))


def _is_past(verb: Token) -> bool:
    """'found', 'had found', 'did not find'."""
    first = next(iter(helpers(verb)), verb)
    return first.tag_ == "VBD" or first.lemma_ == "have"


def _is_settled(lower: Token, upper: Token) -> bool:
    """'after the attack', 'The attack angered': that it was is nobody's claim; not 'The deal fell through'."""
    if lower.dep_ == "prep":
        return lower.lower_ in ("after", "following", "since")
    if lower.dep_ == "nsubjpass" and upper.lemma_.lower() in REACTING:
        return any(aid.lower_ in ("was", "were") for aid in helpers(upper))
    return lower.dep_ == "nsubj" and upper.tag_ == "VBD" and upper.lemma_.lower() not in COMING_TO_NOTHING | FAILING


def _is_known(noun: Token) -> bool:
    """Whether the noun comes as known: 'the attack', 'Valdoria's invasion'."""
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that")) for c in noun.children)
