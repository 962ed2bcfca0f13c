"""The patterns of wishes and judgements: who asks for, promises, denies or condemns what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.lexicon import (
    CLAUSAL,
    COLLECTIVES,
    NOMINAL,
    OFFICE_NOUNS,
    PEOPLE,
    TO_INFINITIVE,
    TO_SOMEBODY,
    WITH_OF,
)
from kg.extraction.parsing.syntax import is_negated, is_passive
from kg.extraction.speech.forces import force_of
from kg.extraction.speech.object_words import is_thin, is_whole, object_words, runs_on, with_reason
from kg.extraction.speech.report import Report, pronoun_in
from kg.extraction.speech.report_words import (
    ANNOUNCED,
    ILL_NAMES,
    OPINED,
    STANCES,
    TIED,
    WEIGHED,
    WISHES,
    WITHHELD,
)
from kg.extraction.speech.reported_words import is_infinitive, phrase_words, words_after
from kg.extraction.speech.stance_patterns import rule_of_naming
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HEARERS = frozenset("viewer listener reader follower fan audience".split())
_CALLED_IN = frozenset("taxi cab car ambulance doctor lift nurse vet plumber".split())  # 'called Adu a taxi'
_WHOLE = frozenset("announce confirm demand pledge promise".split())
# what these verbs do to a thing by other means than words
_DONE = {
    "deny": WITHHELD,
    "concede": frozenset("election race contest vote seat point match game goal penalty".split()),
    "confirm": frozenset("nomination appointment nominee candidate".split()),
}


@dataclass(frozen=True, slots=True)
class _Words:
    """A verb of wishing or judging, and the words behind it that may tell what is wished or judged."""

    verb: Token
    lemma: str
    speaker: Token
    objects: list[Token]
    infinitive: Token | None
    doing: Token | None
    wished: Token | None
    after: dict[str, Token]
    open_clauses: list[Token]


def wishes_of(verb: Token, lemma: str, speaker: Token, children: dict[str, list[Token]]) -> Iterator[Report]:
    """'urged X to ...', 'called for ...', 'pledged to ...', 'accused X of ...', 'condemned ...'."""
    infinitive = next(
        (c for c in (*children["xcomp"], *children["ccomp"], *children["advcl"]) if is_infinitive(c) and c.i > verb.i),
        None,
    )
    objects = [c for c in children["dobj"] if c.i > verb.i]
    doing = next((c for c in children["xcomp"] if c.tag_ == "VBG" and c.i > verb.i), None)
    wished = next((c for c in (*children["advcl"], *children["xcomp"], *children["ccomp"]) if _is_for(c, verb)), None)
    after = {c.lower_: c for c in children["prep"] if c.i > verb.i}
    open_clauses = children["xcomp"]
    yield from _wishing(_Words(verb, lemma, speaker, objects, infinitive, doing, wished, after, open_clauses))


def _wishing(w: _Words) -> Iterator[Report]:
    """'called for a strike', 'accused X of lying', 'urged X to leave'."""
    if w.lemma == "call" and not w.objects and ("for" in w.after or "on" in w.after or "upon" in w.after):
        yield from _calling(w.verb, w.speaker, w.after, w.infinitive)
    elif w.lemma == "appeal" and "for" in w.after:
        yield Report("speech-infinitive", w.verb, w.speaker, words_after(w.after["for"]), "call for")
    elif w.lemma in WITH_OF and w.objects and (of := w.after.get("of") or _of_charge(w.objects[-1])):
        yield Report("speech-clause", w.verb, w.speaker, words_after(of), "accuse", tuple(w.objects), 0.99)
    elif w.lemma == "call" and not w.objects and (named := _named_in_marks(w.verb)) is not None:
        rule = rule_of_naming(named[1:].root if named[1:].root.pos_ == "NOUN" else named[2], named, marked=True)
        yield Report(rule, w.verb, w.speaker, named, force_of("say", named.text))
    elif w.lemma == "call" and w.objects:
        yield from _called(w.verb, w.speaker, w.objects[0])
    elif (
        w.infinitive is not None
        and w.lemma in TO_SOMEBODY
        and w.infinitive is not w.wished
        and (w.objects or _own_subject(w.infinitive))
    ):
        heard = tuple(w.objects) or tuple(_own_subject(w.infinitive))
        force = "call for" if _is_in_call(w.verb) else WISHES.get(w.lemma) or force_of(w.lemma)
        yield Report("speech-infinitive", w.verb, w.speaker, phrase_words(w.infinitive), force, heard)
    elif w.lemma == "argue" and not w.objects and "against" in w.after:
        side = w.after["against"]  # without it the words would say the opposite
        said = trimmed_words(w.verb.doc, side.i, side.right_edge.i)
        yield Report("speech-infinitive", w.verb, w.speaker, said, "state")
    elif w.lemma == "argue" and not w.objects and "for" in w.after:
        yield Report("speech-infinitive", w.verb, w.speaker, words_after(w.after["for"]), "call for")
    else:
        yield from _asking(w)


def _asking(w: _Words) -> Iterator[Report]:
    """'asked for help', 'pushed for the price to be kept secret', 'attacked the decision'."""
    if w.lemma in ("ask", "push", "press", "lobby") and w.wished is None and not w.objects and "for" in w.after:
        yield Report(
            "speech-object", w.verb, w.speaker, words_after(w.after["for"]), "ask" if w.lemma == "ask" else "call for"
        )
    elif w.lemma == "request" and w.objects and w.objects[0].pos_ == "NOUN" and not _points_back(w.objects[0]):
        yield Report("speech-object", w.verb, w.speaker, object_words(w.verb, w.objects[0]), "ask")
    elif w.lemma == "attack" and w.objects and w.objects[0].lemma_.lower() in OPINED:
        yield Report("speech-object", w.verb, w.speaker, object_words(w.verb, w.objects[0]), "criticise")
    elif w.lemma == "agree" and "with" in w.after:
        return  # an agreement, or a stance
    elif w.wished is not None and w.lemma in ("ask", "call", "appeal", "push", "press"):
        first = next(c for c in w.wished.lefts if c.dep_ == "mark")
        said = trimmed_words(w.verb.doc, first.i + 1, w.wished.right_edge.i)
        yield Report("speech-infinitive", w.verb, w.speaker, said, "ask" if w.lemma == "ask" else "call for")
    else:
        yield from _denying(w)


def _denying(w: _Words) -> Iterator[Report]:
    """'denied having lied', 'promised to go', 'apologised for it', 'condemned the ruling'."""
    if w.lemma == "deny" and not w.objects and (denied_act := w.doing or _done(w.open_clauses)) is not None:
        yield Report("speech-infinitive", w.verb, w.speaker, phrase_words(denied_act), "deny")
    elif w.doing is not None and w.lemma in ("pledge", "promise", "propose", "suggest", "recommend") and not w.objects:
        yield Report("speech-infinitive", w.verb, w.speaker, phrase_words(w.doing), force_of(w.lemma), (), 0.95)
    elif w.infinitive is not None and w.lemma in TO_INFINITIVE and not w.objects:
        force = "promise" if w.lemma in ("swear", "undertake") else force_of(w.lemma)
        yield Report("speech-infinitive", w.verb, w.speaker, phrase_words(w.infinitive), force)
    elif w.lemma == "apologise" or w.lemma == "apologize":
        if "for" in w.after:
            yield Report("speech-infinitive", w.verb, w.speaker, words_after(w.after["for"]), "apologise")
    elif w.objects:
        yield from _judging(w.verb, w.lemma, w.speaker, w.objects[0])


def _judging(verb: Token, lemma: str, speaker: Token, thing: Token) -> Iterator[Report]:
    """'condemned the ruling', 'criticised the council for being late': what is judged is what is said."""
    rule = "speech-object" if _goes_on(verb) else "speech-stance"
    if _is_no_speech(verb, lemma, thing):
        return
    if (judged := with_reason(verb, lemma, thing)) is not None:
        yield Report(rule, verb, speaker, judged, "criticise" if lemma == "attack" else force_of(lemma))
    elif lemma in NOMINAL and lemma != "attack" and not _points_back(thing):
        rule = rule if _is_stance(lemma, thing) else "speech-object"
        said = phrase_words(thing) if rule == "speech-stance" else object_words(verb, thing)
        if lemma in _WHOLE and is_whole(verb, thing, said):
            rule = "speech-stance"
        if lemma == "thank":
            said = trimmed_words(verb.doc, verb.i, said.end - 1)  # 'thanked her supporters'
        yield Report(rule, verb, speaker, said, force_of(lemma))


def _is_no_speech(verb: Token, lemma: str, thing: Token) -> bool:
    """'denied funding', 'conceded the election', 'claimed victory', 'announced the schedule': no words of theirs."""
    noun = thing.lemma_.lower()
    if lemma in _DONE:
        return noun in _DONE[lemma]
    somebody = lemma == "urge" and (noun in PEOPLE | _HEARERS or thing.pos_ == "PROPN")  # 'urged viewers, “...”'
    thin = lemma in ("announce", "reveal", "demand") and is_thin(thing, object_words(verb, thing))
    return lemma == "claim" or somebody or thin or (lemma in CLAUSAL and runs_on(object_words(verb, thing)))


def _done(clauses: list[Token]) -> Token | None:
    """'taken' of 'denied having taken'."""
    return next((c for c in clauses if any(aid.lower_ == "having" and aid.dep_ == "aux" for aid in c.lefts)), None)


def _is_stance(lemma: str, thing: Token) -> bool:
    """'welcomed the ruling', 'denied any wrongdoing', 'announced his resignation': a whole thing that is known."""
    if thing.lemma_.lower() in WEIGHED.get(lemma, ()) and any(_is_told(c) for c in thing.rights):
        return True  # 'announced plans to leave', 'stressed the need for talks'
    first = thing.left_edge
    definite = first.lower_ in ("the", "any", "all", "his", "her", "its", "their") or any(
        c.dep_ == "poss" for c in thing.lefts
    )
    if lemma == "welcome" and thing.lemma_.lower() in COLLECTIVES | {"delegation"}:
        return False  # at the door
    if lemma == "deny":
        definite = definite or thing.left_edge.i == thing.i  # 'denied murder'
    loose = any(c.dep_ == "prep" and c.lower_ not in TIED for c in thing.rights) or thing.right_edge.i - first.i > 12
    somebody = thing.lemma_.lower() in PEOPLE | OFFICE_NOUNS | COLLECTIVES  # for what is not said
    bare = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in thing.lefts) and not any(True for _ in thing.rights)
    if not definite or loose or thing.pos_ != "NOUN" or somebody or (bare and lemma != "announce"):
        return False  # 'confirmed his identity'
    if lemma == "announce":
        return thing.lemma_.lower() in ANNOUNCED and any(c.dep_ == "poss" for c in thing.lefts)
    return lemma in STANCES


def _is_told(child: Token) -> bool:
    return is_infinitive(child) or (child.dep_ == "prep" and child.lower_ in ("of", "for", "to"))


def _goes_on(verb: Token) -> bool:
    """'criticised the move, calling it late', 'hailed it as a triumph': there is more of what was said."""
    return any(
        c.i > verb.i
        and (
            (c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_ not in ("say", "add"))
            or (c.dep_ == "prep" and c.lower_ == "as")
        )
        for c in verb.children
    )


def _points_back(thing: Token) -> bool:
    """'this change', 'it': what was said stands in another sentence, and is not said here."""
    return thing.pos_ == "PRON" or thing.left_edge.lower_ in ("this", "that", "these", "those", "such")


def _is_in_call(verb: Token) -> bool:
    """'the calls by officials asking the state to act'."""
    return verb.dep_ in ("acl", "relcl") and any(
        up.lemma_ in ("call", "appeal", "plea") for up in (verb.head, verb.head.head, verb.head.head.head)
    )


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
    told = told or next((c for c in thing.rights if c.dep_ == "appos" and c.left_edge.nbor(-1).text == '"'), None)
    if told is None or is_passive(verb):
        return
    said = trimmed_words(verb.doc, verb.i, told.right_edge.i)
    marked = {told.left_edge.text, told.left_edge.nbor(-1).text} & {'"', "'"}
    ill = told.lemma_.lower() in ILL_NAMES and not is_negated(told)
    if thing.lemma_.lower() in OPINED and ill and not marked:
        yield Report("speech-object", verb, speaker, said, "criticise")
        return
    if not marked:
        named = thing.ent_type_ == "PERSON" and told.dep_ == "oprd" and told.left_edge.lower_ in ("a", "an")
        if named and told.lemma_.lower() not in _CALLED_IN:
            force = "criticise" if ill else force_of("say", said.text)  # 'called Adu a clown'
            yield Report("speech-object", verb, speaker, said, force)
        return
    rule = rule_of_naming(thing, said, marked=bool(marked))
    yield Report(rule, verb, speaker, said, force_of("say", said.text), of=pronoun_in(thing))


def _named_in_marks(verb: Token) -> Span | None:
    """'called the demand “unheard of”', where the parser takes the demand for a part of how it is called."""
    told = next((c for c in verb.rights if c.dep_ in ("oprd", "xcomp", "ccomp", "acomp")), None)
    thing = next((c for c in told.lefts if c.dep_ in ("npadvmod", "nsubj")), None) if told is not None else None
    if told is None or thing is None or verb.doc[thing.i + 1].text not in ('"', "'"):
        return None
    return trimmed_words(verb.doc, verb.i, told.right_edge.i)


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


def _own_subject(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ == "nsubj"]
