"""The patterns of reported speech: which words of a verb tell who says what to whom, with which force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.attribution import (
    force_of,
    is_real,
    is_wish_in_passing,
)
from kg.extraction.denials import POINTED_AT, is_pointing, pointed_at
from kg.extraction.lexicon import (
    CALLINGS,
    CLAUSAL,
    COLLECTIVES,
    FORCES,
    NOMINAL,
    OFFICE_NOUNS,
    PASSIVE_TO_INFINITIVE,
    PEOPLE,
    TO_INFINITIVE,
    TO_SOMEBODY,
    WITH_OF,
)
from kg.extraction.report_words import (
    AMISS,
    ANNOUNCED,
    DO_SO,
    ILL_NAMES,
    IN_ONE_S_OWN,
    OPENERS,
    OPINED,
    OTHERS,
    PLAINLY,
    READ,
    STANCES,
    TIED,
    WISHES,
    WITHHELD,
)
from kg.extraction.reported_clauses import is_beside_another, is_broken_off, wholeness
from kg.extraction.reported_words import clause_words, is_infinitive, phrase_words, with_reason, words_after
from kg.extraction.second_verbs import may_be_own_act
from kg.extraction.speaking_subjects import speaking_subject
from kg.extraction.syntax import agent, is_negated, is_none, is_passive
from kg.extraction.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BESIDE = 0.85  # what is said may be another's, or another thing: a draft
_BARE_TELLING = 4  # tokens
_TO_HEARERS = frozenset(("tell", "inform"))


@dataclass(frozen=True, slots=True)
class Report:
    """A verb of saying with the words of the paragraph that give what was said."""

    rule: str
    verb: Token
    speaker: Token
    said: Span
    force: str
    heard: tuple[Token, ...] = ()
    sure: float = 1.0


def reports_of(verb: Token) -> Iterator[Report]:
    """What the verb tells to have been said; nothing where the words for it stand elsewhere."""
    found = (report for report in _reports(verb) if not _is_empty(report))
    return (replace(r, sure=r.sure * BESIDE) if _is_open(verb, r) else r for r in found)


def _is_open(verb: Token, report: Report) -> bool:
    """Whether it is open what was said, with which force, or by whom."""
    cut = is_broken_off(verb, report.said) or _is_dangling(report.said)
    return cut or _is_doubted(report) or _is_by_the_way(verb) or _is_elliptical(report.said)


def _is_elliptical(said: Span) -> bool:
    """'(Are they done? Okoye says) they are': what they are stands in another sentence."""
    helping = all(t.pos_ == "AUX" or t.dep_ == "neg" for t in said[1:])
    return 1 < len(said) < _BARE_TELLING and said[0].pos_ == "PRON" and helping


def _is_dangling(said: Span) -> bool:
    """'to stop it before', 'it is late and, to end it': what the last words open, the parser put elsewhere."""
    if len(said) > 1 and said[-1].lower_ in OPENERS and said[-1].pos_ in ("ADP", "SCONJ", "DET", "CCONJ"):
        return True
    joint = next((t for t in said[:-1] if t.dep_ == "cc" and t.nbor().text == ","), None)
    return joint is not None and not any(t.text == "," for t in said.doc[joint.i + 2 : said.end])


def _is_by_the_way(verb: Token) -> bool:
    """'They did nothing when he indicated he needed help': told in passing, of whom and in what words is open."""
    if (
        verb.dep_ == "advcl"
        and verb.lemma_ not in PLAINLY
        and any(c.lower_ in ("when", "whenever") for c in verb.lefts)
    ):
        return True
    before = verb.nbor(-1) if verb.i > verb.sent.start else verb
    other = before.dep_ == "pobj" and before.pos_ == "NOUN" and before.head.lower_ not in IN_ONE_S_OWN
    return other and verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl")  # 'wrote of a report noting that ...'


def _is_doubted(report: Report) -> bool:
    """'says there are gaps and these must be filled': whether that calls for something is open."""
    by_words = report.force == "call for" and FORCES.get(report.verb.lemma_.lower()) == "state"
    return by_words and is_wish_in_passing(report.said.text)


def _is_empty(report: Report) -> bool:
    """'something she has urged them to do', 'vowed to do so': what is to be done stands before."""
    said = report.said
    if not said.text.strip() or _is_bare_telling(said):
        return True
    if not is_infinitive(said.root) or report.rule == "speech-clause":
        return False
    if said.text.lower().removeprefix("not ") in DO_SO:
        return True
    own = next((c for c in report.verb.lefts if c.dep_ == "nsubj"), None)
    return report.verb.dep_ == "relcl" and len(said) <= 2 and own is not None and own.tag_ not in ("WP", "WDT")


def _is_bare_telling(said: Span) -> bool:
    """'(the paper reported) the mayor said', 'told her', 'she had been told': what it was stands elsewhere."""
    told = said.root
    lemma, plainly = told.lemma_.lower(), PLAINLY | {"report", "add"}
    heard = [c for c in told.rights if c.dep_ in ("dobj", "dative") and c.pos_ == "PRON"]
    ends = told.i == said[-1].i or (heard[-1:] and heard[-1].i == said[-1].i and lemma in _TO_HEARERS)
    passive = is_passive(told)
    tells = ends and told.pos_ == "VERB" and lemma in (_TO_HEARERS if passive else plainly | _TO_HEARERS)
    return bool(tells) and len(said) <= _BARE_TELLING and any(c.dep_ in ("nsubj", "nsubjpass") for c in told.lefts)


def _reports(verb: Token) -> Iterator[Report]:
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in READ or not is_real(verb):
        return
    if is_passive(verb):
        yield from _passive(verb, lemma)
        return
    speaker = speaking_subject(verb)
    if speaker is None or speaker.i == verb.i or (is_none(speaker) and speaker.pos_ != "PROPN"):
        return  # 'None of them said so'
    yield from _active(verb, lemma, speaker)


def _active(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    children = {
        dep: [c for c in verb.children if c.dep_ == dep]
        for dep in ("ccomp", "xcomp", "dobj", "prep", "prt", "dative", "advcl")
    }
    clauses = [c for c in children["ccomp"] if not _is_question(c) and not _is_reason(c)]
    clauses = clauses or _told_in(children["prep"])
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    heard = tuple(c for c in (*children["dobj"], *children["dative"]) if verb.i < c.i)
    if (
        lemma in CLAUSAL
        and clause is not None
        and (clause.i < verb.i or not heard or lemma in ("tell", "inform", "assure", "warn"))
    ):
        said = clause_words(clause, verb)
        if said is not None:
            listeners = heard if clause.i > verb.i else ()
            sure = wholeness(clause, verb, said, listeners) * (BESIDE if is_beside_another(verb, said) else 1.0)
            sure *= BESIDE if any(c.lower_ in AMISS for c in verb.children) else 1.0
            sure *= BESIDE if may_be_own_act(clause, verb, said) else 1.0
            yield Report("speech-clause", verb, speaker, said, _force(lemma, clause, said), listeners, sure)
        return
    if lemma in CLAUSAL and verb.dep_ == "parataxis" and verb.head.i < speaker.i < verb.i and not heard:
        said = clause_words(verb.head, verb)
        if said is not None and said.text:  # what follows the verb goes on with what was said, and is left out
            sure = BESIDE if verb.right_edge.i - verb.i > 2 else wholeness(verb.head, verb, said, ())
            yield Report("speech-clause", verb, speaker, said, force_of(lemma, said.text), (), sure)
        return
    if lemma == "point" and clause is not None and any(c.lower_ == "out" for c in children["prt"]):
        said = clause_words(clause, verb)
        if said is not None:
            yield Report("speech-clause", verb, speaker, said, "state")
        return
    yield from _wishing(verb, lemma, speaker, children)


def _told_in(links: list[Token]) -> list[Token]:
    """'said in a statement that it was late', where the parser hangs the clause on the statement."""
    nouns = [c for link in links if link.lower_ in ("in", "on", "at", "to") for c in link.children if c.dep_ == "pobj"]
    clauses = [c for noun in nouns for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp", "appos")]
    return [
        c
        for c in clauses
        if any(t.lower_ == "that" and t.dep_ == "mark" for t in c.lefts)
        and any(t.dep_ in ("nsubj", "nsubjpass", "expl") for t in c.lefts)
    ]


def _wishing(verb: Token, lemma: str, speaker: Token, children: dict[str, list[Token]]) -> Iterator[Report]:
    """'urged X to ...', 'called for ...', 'pledged to ...', 'accused X of ...', 'condemned ...'."""
    infinitive = next(
        (c for c in (*children["xcomp"], *children["ccomp"], *children["advcl"]) if is_infinitive(c) and c.i > verb.i),
        None,
    )
    objects = [c for c in children["dobj"] if c.i > verb.i]
    doing = next((c for c in children["xcomp"] if c.tag_ == "VBG" and c.i > verb.i), None)
    wished = next((c for c in (*children["advcl"], *children["xcomp"], *children["ccomp"]) if _is_for(c, verb)), None)
    after = {c.lower_: c for c in children["prep"] if c.i > verb.i}
    if lemma == "call" and not objects and ("for" in after or "on" in after or "upon" in after):
        yield from _calling(verb, speaker, after, infinitive)
    elif lemma == "appeal" and "for" in after:
        yield Report("speech-infinitive", verb, speaker, words_after(after["for"]), "call for")
    elif lemma in WITH_OF and objects and (of := after.get("of") or _of_charge(objects[-1])):
        yield Report("speech-clause", verb, speaker, words_after(of), "accuse", tuple(objects), 0.97)
    elif lemma == "call" and objects:
        yield from _called(verb, speaker, objects[0])
    elif infinitive is not None and lemma in TO_SOMEBODY and (objects or _own_subject(infinitive)):
        heard = tuple(objects) or tuple(_own_subject(infinitive))
        force = "call for" if _is_in_call(verb) else WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-infinitive", verb, speaker, phrase_words(infinitive), force, heard)
    elif lemma == "argue" and not objects and (side := after.get("against") or after.get("for")):
        yield Report("speech-infinitive", verb, speaker, trimmed_words(verb.doc, side.i, side.right_edge.i), "state")
    elif lemma in ("ask", "push", "press", "lobby") and wished is None and not objects and "for" in after:
        yield Report("speech-object", verb, speaker, words_after(after["for"]), "ask" if lemma == "ask" else "call for")
    elif lemma == "attack" and objects and objects[0].lemma_.lower() in OPINED:
        yield Report("speech-object", verb, speaker, phrase_words(objects[0]), "criticise")
    elif lemma == "agree" and "with" in after:
        return  # an agreement, or a stance
    elif wished is not None and lemma in ("ask", "call", "appeal", "push", "press"):
        first = next(c for c in wished.lefts if c.dep_ == "mark")
        said = trimmed_words(verb.doc, first.i + 1, wished.right_edge.i)
        yield Report("speech-infinitive", verb, speaker, said, "ask" if lemma == "ask" else "call for")
    elif lemma == "deny" and objects and is_pointing(objects[0]):
        if (denied := pointed_at(objects[0])) is not None:
            yield Report("speech-object", verb, speaker, denied, "deny", (), POINTED_AT)
    elif lemma == "deny" and not objects and (denied_act := doing or _done(children["xcomp"])) is not None:
        yield Report("speech-infinitive", verb, speaker, phrase_words(denied_act), "deny")
    elif doing is not None and lemma in ("pledge", "promise", "propose", "suggest", "recommend") and not objects:
        yield Report("speech-infinitive", verb, speaker, phrase_words(doing), force_of(lemma), (), 0.95)
    elif infinitive is not None and lemma in TO_INFINITIVE and not objects:
        yield Report("speech-infinitive", verb, speaker, phrase_words(infinitive), force_of(lemma))
    elif lemma == "apologise" or lemma == "apologize":
        if "for" in after:
            yield Report("speech-infinitive", verb, speaker, words_after(after["for"]), "apologise")
    elif objects:
        yield from _judging(verb, lemma, speaker, objects[0])


def _judging(verb: Token, lemma: str, speaker: Token, thing: Token) -> Iterator[Report]:
    """'condemned the ruling', 'criticised the council for being late': what is judged is what is said."""
    rule = "speech-object" if _goes_on(verb) else "speech-stance"
    if (judged := with_reason(verb, lemma, thing)) is not None:
        yield Report(rule, verb, speaker, judged, "criticise" if lemma == "attack" else force_of(lemma))
    elif lemma in NOMINAL and lemma != "attack" and not _points_back(thing):
        rule = rule if _is_stance(lemma, thing) else "speech-object"
        yield Report(rule, verb, speaker, phrase_words(thing), force_of(lemma))


def _done(clauses: list[Token]) -> Token | None:
    """'taken' of 'denied having taken'."""
    return next((c for c in clauses if any(aid.lower_ == "having" and aid.dep_ == "aux" for aid in c.lefts)), None)


def _is_stance(lemma: str, thing: Token) -> bool:
    """'welcomed the ruling', 'denied any wrongdoing', 'announced his resignation': a whole thing that is known."""
    first = thing.left_edge
    definite = first.lower_ in ("the", "any", "all", "his", "her", "its", "their") or any(
        c.dep_ == "poss" for c in thing.lefts
    )
    if lemma == "welcome" and thing.lemma_.lower() in COLLECTIVES | {"delegation"}:
        return False  # at the door
    if lemma == "deny":
        if thing.lemma_.lower() in WITHHELD:
            return False  # 'the judge denied bail': it was not given
        definite = definite or thing.left_edge.i == thing.i  # 'denied murder'
    loose = any(c.dep_ == "prep" and c.lower_ not in TIED for c in thing.rights) or thing.right_edge.i - first.i > 12
    somebody = thing.lemma_.lower() in PEOPLE | OFFICE_NOUNS | COLLECTIVES  # for what is not said
    if not definite or loose or thing.pos_ != "NOUN" or somebody:
        return False
    if lemma == "announce":
        return thing.lemma_.lower() in ANNOUNCED and any(c.dep_ == "poss" for c in thing.lefts)
    return lemma in STANCES


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
    if told is None or is_passive(verb):
        return
    said = trimmed_words(verb.doc, thing.left_edge.i, told.right_edge.i)
    marked = {told.left_edge.text, told.left_edge.nbor(-1).text} & {'"', "'"}
    if thing.lemma_.lower() in OPINED and told.lemma_.lower() in ILL_NAMES and not is_negated(told):
        yield Report("speech-object", verb, speaker, said, "criticise")
        return
    if not marked:
        return
    yield Report("speech-object", verb, speaker, said, force_of("say", said.text))


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


def _passive(verb: Token, lemma: str) -> Iterator[Report]:
    """'was accused of ... by X', 'was urged by X to ...'."""
    by = agent(verb)
    accused = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if by is None or accused is None:
        return
    after = next(
        (c for c in verb.children if c.lower_ in ("of", "for", "over") and c.dep_ == "prep" and c.i > verb.i), None
    )
    infinitive = next((c for c in verb.children if is_infinitive(c) and c.i > verb.i), None)
    if lemma in PASSIVE_TO_INFINITIVE and infinitive is not None:
        force = WISHES.get(lemma) or force_of(lemma)
        yield Report("speech-passive", verb, by, phrase_words(infinitive), force, (accused,))
    elif after is not None and lemma in ("accuse", "criticise", "criticize", "condemn", "praise", "blame", "denounce"):
        start = after.i + 1
        end = max(verb.right_edge.i, by.right_edge.i)
        if by.head.i > after.i and not _goes_on_behind(by, end):
            end = by.head.i - 1  # 'accused of lying | by Okoye, who leads the opposition'
        yield Report("speech-passive", verb, by, trimmed_words(verb.doc, start, end), force_of(lemma))
    elif lemma in NOMINAL and FORCES.get(lemma) in ("criticise", "praise", "confirm", "deny", "announce"):
        yield Report("speech-passive", verb, by, phrase_words(accused), force_of(lemma))


def _goes_on_behind(agent: Token, end: int) -> bool:
    """'accused of lying by Okoye for hiding it': whether more of what was said follows whoever said it."""
    behind = agent.doc[agent.i + 1 : end + 1]
    return bool(len(behind)) and behind[0].text != "," and any(t.pos_ in ("VERB", "AUX") for t in behind)


def _is_question(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if",) for c in clause.children)


def _is_reason(clause: Token) -> bool:
    """'declared an emergency so he could ...': why it was said, not what."""
    return clause.left_edge.lower_ in ("so", "because", "since", "while", "as", "after", "before")


def _own_subject(token: Token) -> list[Token]:
    return [c for c in token.lefts if c.dep_ == "nsubj"]


def _force(lemma: str, clause: Token, said: Span) -> str:
    """The force of the verb; 'suggested that she be named' proposes."""
    bare = clause.tag_ == "VB" or any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in clause.children)
    wished = bare and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in clause.children)
    if lemma == "allege" and not _is_of_somebody(clause):
        return "state"  # 'alleges that the effect will be a loss': nobody is accused
    return "propose" if lemma == "suggest" and wished else force_of(lemma, said.text)


def _is_of_somebody(clause: Token) -> bool:
    """Whether a clause tells what somebody does, did, or had done to him: 'that the council misled them'."""
    own = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
    if own is None:
        return True
    by = agent(clause)
    heads = [own, *own.conjuncts, *([by] if by is not None else [])]
    return any(
        (t.pos_ in ("PROPN", "PRON") and t.lower_ not in ("it", "this", "that", "there"))
        or t.lemma_.lower() in PEOPLE | COLLECTIVES | OFFICE_NOUNS | CALLINGS | OTHERS
        for t in heads
    )  # fmt: skip
