"""The patterns of reported speech: which words of a verb tell who says what to whom, with which force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.lexicon import (
    CALLINGS,
    CLAUSAL,
    COLLECTIVES,
    FORCES,
    OFFICE_NOUNS,
    PEOPLE,
)
from kg.extraction.parsing.syntax import agent, is_finite, is_none, is_passive, is_supposed
from kg.extraction.references.voices import is_writing
from kg.extraction.speech.acts_of_saying import acts_of
from kg.extraction.speech.attribution import is_real
from kg.extraction.speech.denials import denials_of
from kg.extraction.speech.forces import force_of, force_of_ruling, is_wish_in_passing
from kg.extraction.speech.interruptions import interrupted, opened, relative
from kg.extraction.speech.judged_clauses import FOUND, sureness
from kg.extraction.speech.noun_reports import owned
from kg.extraction.speech.passive_reports import passive_reports
from kg.extraction.speech.report import Report
from kg.extraction.speech.report_words import (
    AMISS,
    BESIDE,
    DO_SO,
    GUESSING,
    IN_ONE_S_OWN,
    LAWS,
    OPENERS,
    OTHERS,
    PLAINLY,
    READ,
    STANCE_VERBS,
    TELLING,
    TO_HEARERS,
)
from kg.extraction.speech.reported_clauses import (
    is_beside_another,
    is_broken_off,
    lacks_its_head,
    lacks_what_it_tells_of,
    wholeness,
)
from kg.extraction.speech.reported_words import clause_words, is_citation, is_infinitive
from kg.extraction.speech.said_first import is_of_a_thing
from kg.extraction.speech.second_verbs import may_be_own_act
from kg.extraction.speech.speaking_subjects import speaking_subject
from kg.extraction.speech.stance_patterns import stances_of
from kg.extraction.speech.wish_patterns import wishes_of
from kg.extraction.speech.withheld import WITHHOLDING, withheld

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_JUDGED = ("criticise", "praise", "accuse")  # 'criticised the plan, saying it was late'
_DASHES = frozenset(("—", "–", "--", "-"))
_FOUND_SO = frozenset("guilty liable innocent dead alive unconscious".split())
_POINTING = frozenset("this that it these those them".split())
_BARETELLING = 4  # tokens
_DONE_TO = ("dobj", "dative", "ccomp", "xcomp", "attr", "acomp", "oprd")


def reports_of(verb: Token) -> Iterator[Report]:
    """What the verb tells to have been said; nothing where the words for it stand elsewhere."""
    found = (report for report in _reports(verb) if not _is_empty(report))
    return (replace(r, sure=r.sure * BESIDE) if _is_open(verb, r) else r for r in found)


def reports_of_noun(noun: Token) -> Iterator[Report]:
    """What a noun of saying tells that its owner has said: 'Okoye's claim that it was late'."""
    return (report for report in owned(noun) if len(report.said) > 1)


def _is_open(verb: Token, report: Report) -> bool:
    """Whether it is open what was said, with which force, or by whom."""
    cut = is_broken_off(verb, report.said) or _is_dangling(report.said)
    return cut or _is_doubted(report) or _is_by_the_way(verb) or _is_elliptical(report.said)


def _is_elliptical(said: Span) -> bool:
    """'(Are they done? Okoye says) they are': what they are stands in another sentence."""
    helping = all(t.pos_ == "AUX" or t.dep_ == "neg" for t in said[1:])
    return 1 < len(said) < _BARETELLING and said[0].pos_ == "PRON" and helping


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
    if (
        not said.text.strip()
        or _is_bare_telling(said)
        or (report.rule == "speech-clause" and lacks_its_head(report.verb, said))
    ):
        return True
    if len(said) == 1 and said[0].lower_ in _POINTING and report.rule != "speech-clause":
        return True  # 'apologised for that'
    if not is_infinitive(said.root) or report.rule == "speech-clause":
        return False
    if said.text.lower().removeprefix("not ") in DO_SO:
        return True
    # 'a game that she refused to play by'
    return lacks_what_it_tells_of(report.verb) and not any(c.dep_ in _DONE_TO for c in said.root.rights)


def _is_bare_telling(said: Span) -> bool:
    """'(the paper reported) the mayor said', 'told her', 'she had been told': what it was stands elsewhere."""
    told = said.root
    lemma, plainly = told.lemma_.lower(), PLAINLY | {"report", "add"}
    heard = [c for c in told.rights if c.dep_ in ("dobj", "dative") and c.pos_ == "PRON"]
    ends = told.i == said[-1].i or (heard[-1:] and heard[-1].i == said[-1].i and lemma in TO_HEARERS)
    passive = is_passive(told)
    tells = ends and told.pos_ == "VERB" and lemma in (TO_HEARERS if passive else plainly | TO_HEARERS)
    return bool(tells) and len(said) <= _BARETELLING and any(c.dep_ in ("nsubj", "nsubjpass") for c in told.lefts)


def _reports(verb: Token) -> Iterator[Report]:
    lemma = verb.lemma_.lower()
    if lemma in WITHHOLDING and (unsaid := list(withheld(verb, lemma))):
        yield from unsaid
        return
    if verb.pos_ != "VERB" or lemma not in READ or not is_real(verb):
        return
    if is_passive(verb):
        yield from passive_reports(verb, lemma)
        return
    speaker = speaking_subject(verb)
    if _is_told_to_it(verb):
        return
    if speaker is None or speaker.i == verb.i or (is_none(speaker) and speaker.pos_ != "PROPN"):
        return  # 'None of them said so'
    if speaker.lemma_.lower() in LAWS:
        return  # 'The law says that ...'
    if (interrupting := _interrupting(verb, lemma, speaker)) is not None:
        yield interrupting
    else:
        yield from _active(verb, lemma, speaker)


def _is_told_to_it(verb: Token) -> bool:
    """'Bridge was unsafe, court told', as head lines have it: the court was told so."""
    heard = any(c.dep_ in ("dobj", "dative") or (c.dep_ == "nsubj" and c.i > verb.i) for c in verb.children)
    return verb.lower_ == "told" and not heard and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)


def _interrupting(verb: Token, lemma: str, speaker: Token) -> Report | None:
    """'The bridge, officials said, was closed.'"""
    parts = interrupted(verb) if lemma in CLAUSAL or lemma in FOUND else None
    if parts is None or any(c.dep_ in ("dobj", "ccomp") for c in verb.rights):
        return None
    sure = BESIDE if lemma in FOUND else 1.0
    return Report("speech-clause", verb, speaker, parts[0], force_of(lemma, parts[0].text), (), sure, parts[1])


def _active(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    children = {
        dep: [c for c in verb.children if c.dep_ == dep]
        for dep in ("ccomp", "xcomp", "dobj", "prep", "prt", "dative", "advcl")
    }
    clauses = [c for c in children["ccomp"] if not _is_question(c) and not _is_reason(c) and not is_citation(c)]
    clauses = [c for c in clauses if not is_supposed(c)] or clauses or _told_in(children["prep"])
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    heard = tuple(c for c in (*children["dobj"], *children["dative"]) if verb.i < c.i)
    if lemma == "remind" and any(c.lower_.endswith(("self", "selves")) for c in heard):
        return
    if lemma in FOUND and not any(c.lower_ == "out" for c in children["prt"]):
        yield from _found(verb, lemma, speaker, clause)
        return
    behind = clause is not None and clause.i > verb.i
    if lemma == "deny" and heard and not behind:
        clause = None  # 'It was late, they said; Okoye denies this'
    if lemma in CLAUSAL and clause is not None and (not behind or not heard or lemma in TELLING):
        yield from _of_clause(verb, lemma, speaker, clause, heard if behind else ())
    elif lemma in CLAUSAL and verb.dep_ == "parataxis" and verb.head.i < speaker.i < verb.i and not heard:
        yield from _behind_what_is_said(verb, lemma, speaker)
    elif lemma == "point" and clause is not None and any(c.lower_ == "out" for c in children["prt"]):
        said = clause_words(clause, verb)
        if said is not None:
            yield Report("speech-clause", verb, speaker, said, "state")
    else:
        stances = list(stances_of(verb, lemma, speaker)) if lemma in STANCE_VERBS else []
        stances = stances or list(denials_of(verb, lemma, speaker))
        yield from stances or list(wishes_of(verb, lemma, speaker, children)) or acts_of(verb, lemma, speaker)


def _of_clause(
    verb: Token, lemma: str, speaker: Token, clause: Token, listeners: tuple[Token, ...]
) -> Iterator[Report]:
    """'said that it was late', 'It was late, she said', 'told the press that it was late'."""
    if lemma == "continue" and listeners == () and clause.left_edge.tag_ == "WRB":
        return  # 'the protests continued in Ostra, where ...'
    said = clause_words(clause, verb)
    if said is None or (said.start > verb.i and is_citation(said[0]) and said[0].nbor(-1).text in _DASHES):
        return  # 'wrote in a report — citing experts who ...'
    doubted = (
        is_beside_another(verb, said),
        any(c.lower_ in AMISS for c in verb.children),
        lemma in GUESSING,
        may_be_own_act(clause, verb, said),
        is_of_a_thing(clause, verb, said),
    )
    sure = wholeness(clause, verb, said, listeners) * BESIDE ** sum(doubted)
    force = _force(lemma, clause, said)
    ruling = force_of_ruling(verb) if force == "state" else None
    force = ruling if ruling in _JUDGED else force
    if force == "announce" and is_writing(speaker):
        force = "state"  # 'a report revealed that ...'
    parts = relative(verb, said) if lacks_its_head(verb, said) else opened(verb, clause, said)
    whole, without = parts or (said, None)
    yield Report("speech-clause", verb, speaker, whole, force, listeners, sure, without)


def _behind_what_is_said(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'It was late, she said', where the parser sets the two side by side: what follows the verb is left out."""
    said = clause_words(verb.head, verb)
    if said is not None and said.text:
        sure = BESIDE if verb.right_edge.i - verb.i > 2 else wholeness(verb.head, verb, said, ())
        yield Report("speech-clause", verb, speaker, said, force_of(lemma, said.text), (), sure)


def _found(verb: Token, lemma: str, speaker: Token, clause: Token | None) -> Iterator[Report]:
    """'the court ruled that ...', 'scientists believe ...'."""
    if verb.dep_ == "ccomp" and speaker.lower_ in ("he", "she", "they", "it") and verb.head.lemma_.lower() in CLAUSAL:
        return  # 'said they believed it was late' says it once
    if clause is not None and clause.lower_ in _FOUND_SO:
        return  # 'found him guilty'
    sure = sureness(verb, lemma, speaker) if clause is not None and clause.i > verb.i else None
    said = clause_words(clause, verb) if clause is not None and sure is not None else None
    if clause is not None and sure is not None and said is not None:
        sure *= wholeness(clause, verb, said, ()) * (1.0 if is_finite(clause) else BESIDE)  # 'found it to be late'
        sure *= BESIDE if _is_where_it_is_so(verb, said) else 1.0
        yield Report("speech-clause", verb, speaker, said, "state", sure=sure)


def _is_where_it_is_so(verb: Token, said: Span) -> bool:
    """'found in ten towns most people were ill': a part of what they found, and not of the finding."""
    links = [c for c in verb.rights if c.dep_ == "prep" and c.i < said.start and c.right_edge.i == said.start - 1]
    return any(t.tag_ == "NNS" and t.ent_type_ != "DATE" for link in links for t in link.rights)


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


def _is_question(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if",) for c in clause.children)


def _is_reason(clause: Token) -> bool:
    """'declared an emergency so he could ...': why it was said, not what."""
    return clause.left_edge.lower_ in ("so", "because", "since", "while", "as", "after", "before")


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
