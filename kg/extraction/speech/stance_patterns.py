"""Stances told with a noun or a name: 'expressed concern', 'claimed responsibility', 'described it as “a mess”'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import EXPRESSING
from kg.extraction.parsing.syntax import is_passive
from kg.extraction.speech.article_words import before_relative
from kg.extraction.speech.denials import CLAIMS
from kg.extraction.speech.forces import force_of
from kg.extraction.speech.report import ITSELF, Report, pronoun_in
from kg.extraction.speech.report_words import NAMING, NAMING_WITH_AS
from kg.extraction.speech.reported_words import phrase_words
from kg.extraction.speech.told_words import trimmed_words
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_FEELINGS = {
    **dict.fromkeys(
        "outrage anger fury frustration disgust dismay indignation displeasure disapproval criticism opposition"
        " objection contempt".split(),
        "criticise",
    ),
    **dict.fromkeys("gratitude thanks appreciation".split(), "thank"),
    **dict.fromkeys("admiration praise".split(), "praise"),
    **dict.fromkeys(
        "concern disappointment doubt fear hope regret sympathy condolence sorrow sadness grief shock surprise support"
        " solidarity confidence optimism pessimism worry scepticism skepticism reservation interest desire willingness"
        " remorse relief satisfaction joy delight pride belief opinion view wish readiness unease alarm".split(),
        "state",
    ),
}
_LIKE = frozenset(("similar", "same", "such"))  # 'similar concern over the ban' says over what
_POINTING = frozenset("this that these those".split())
_ABOUT_SOMETHING = frozenset("view opinion belief interest desire wish support hope doubt criticism praise".split())
# what one says in so many words, with or without marks
_PLAINLY = frozenset(
    "describe characterise characterize dismiss denounce condemn criticise criticize hail praise slam decry".split()
)
_OPEN = Sure(0.9, "what it is about")  # for what stands elsewhere


def stances_of(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'expressed outrage at the ruling', 'claimed responsibility for it', 'referred to it as “a mess”'."""
    if is_passive(verb):
        return
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if lemma in EXPRESSING:
        if thing is not None and thing.lemma_.lower() in _FEELINGS and not _is_left_open(thing):
            sure = 1.0 if any(c.dep_ in ("prep", "ccomp", "acl") for c in thing.rights) else _OPEN
            said, none = phrase_words(thing), thing.left_edge.lower_ == "no"
            said = said[none:]  # 'expressed no regret for it'
            force = _FEELINGS[thing.lemma_.lower()]
            yield Report("speech-stance", verb, speaker, said, force, sure=sure, unsaid=none)
    elif lemma == "claim":
        if thing is not None and thing.lower_ == "responsibility":
            sure = 1.0 if any(c.lower_ == "for" for c in thing.rights) else _OPEN
            yield Report("speech-stance", verb, speaker, phrase_words(thing), "announce", sure=sure)
    else:
        yield from _named(verb, lemma, speaker, thing)


def _is_left_open(feeling: Token) -> bool:
    """'expressed a similar view', 'this concern', 'his opinion': what it is stands elsewhere."""
    like = any(c.lower_ in _LIKE for c in feeling.lefts) and not any(c.dep_ == "prep" for c in feeling.rights)
    pointing = like or any(c.lower_ in _POINTING for c in feeling.lefts)
    return pointing or (feeling.lemma_ in _ABOUT_SOMETHING and not list(feeling.rights))


def _named(verb: Token, lemma: str, speaker: Token, thing: Token | None) -> Iterator[Report]:
    """What somebody calls something in words of their own, in marks: 'described the deal as “a surrender”'."""
    to = next((c for c in verb.rights if c.lower_ == "to"), None) if lemma == "refer" else None
    named = next((c for c in to.rights if c.dep_ == "pobj"), None) if to is not None else thing
    if named is None or (lemma == "refer" and to is None):
        return
    things = [t for c in named.rights if c.dep_ == "prep" for t in c.rights if t.dep_ == "pobj"]
    behind = (c for head in (verb, named, *things) for c in head.rights)
    link = next((c for c in behind if c.lower_ == "as" and c.i > named.i), None)
    opens = link.i + 1 if link is not None and lemma in NAMING_WITH_AS else None
    if link is None and lemma in NAMING:
        opens = named.i + 1
    doc = verb.doc
    marked = opens is not None and _is_marked(doc, opens)
    if opens is None or not (marked or (link is not None and lemma in _PLAINLY)):
        return
    said = trimmed_words(doc, verb.i, _end_of_name(verb, link, opens))
    if named.pos_ == "PRON" and not marked:
        return
    force = force_of(lemma, said.text) if lemma != "attack" else "criticise"
    if lemma == "dismiss" and named.lemma_.lower() in CLAIMS:
        force = "deny"
    yield Report(rule_of_naming(named, said, marked=marked), verb, speaker, said, force, of=pronoun_in(named))


def rule_of_naming(named: Token, said: Span, *, marked: bool) -> str:
    """The rule of a name in marks that stands by itself behind a noun: 'called the deal “a surrender”'.

    'called it “a surrender”' leaves open what 'it' is; of 'an “emerging” figure' only a word is quoted.
    """
    doc, last = said.doc, said.end
    while last < len(doc) and doc[last].text in (".", ",", '"'):
        last += 1  # 'called it “a mess.” He left'
    whole = marked and any(t.text in ('"', "'", "”", "’") for t in doc[said.end - 1 : last])
    behind = doc[last].pos_ if last == said.end and last < len(doc) else "PUNCT"
    clear = named.pos_ in ("NOUN", "PROPN") or named.lower_ in ITSELF
    return "speech-stance" if whole and clear and behind not in ("NOUN", "ADJ", "PROPN", "VERB") else "speech-object"


def _is_marked(doc: Doc, opens: int) -> bool:
    return any(t.text in ('"', "'") for t in doc[opens : opens + 3])


def _end_of_name(verb: Token, link: Token | None, opens: int) -> int:
    """The last word of what something is called: behind the closing mark, what belongs to the words in it, too."""
    doc = verb.doc
    end: int = max(t.i for t in (verb.right_edge, *((link.right_edge,) if link is not None else ())))
    if not _is_marked(doc, opens):
        return link.right_edge.i if link is not None else end
    closing = next((t.i for t in doc[opens + 2 : verb.sent.end] if t.text in ('"', "'")), end)
    behind = doc[closing + 1] if closing + 1 < len(doc) else doc[closing]
    if behind.dep_ == "cc" and doc[behind.i + 1 : behind.i + 2].text == '"':  # '“late” and “unfair”'
        return next((t.i for t in doc[closing + 3 : verb.sent.end] if t.text == '"'), end)
    goes_on = behind.pos_ == "NOUN" or behind.dep_ == "cc"  # 'as “flat” and lacking force'
    if link is not None and goes_on and behind.i <= link.right_edge.i:
        return before_relative(doc, opens, link.right_edge.i)  # 'as a “horrible” use of the army'
    if behind.dep_ == "prep" and opens <= behind.head.i < closing:
        return before_relative(doc, opens, behind.right_edge.i)  # 'as the “mastermind” | behind the attacks'
    return min(end, closing)


def named_by(verb: Token, agent: Token) -> Span | None:
    """'was described by Okoye as “a liar”', 'has been hailed as a triumph by Okoye': what it was called."""
    link = next((c for c in (*verb.rights, *agent.rights) if c.lower_ == "as" and c.dep_ == "prep"), None)
    if link is None or not any(c.dep_ in ("pobj", "amod", "pcomp") for c in link.rights):
        return None
    end = _end_of_name(verb, link, link.i + 1)
    if link.i < agent.i:
        end = min(end, agent.head.i - 1)
    return trimmed_words(verb.doc, link.i + 1, end)
