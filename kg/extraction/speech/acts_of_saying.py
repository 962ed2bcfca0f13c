"""Acts of saying without a clause: 'warned of a flood', 'wondered whether', 'recalled seeing', 'cited concerns'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import PEOPLE
from kg.extraction.parsing.syntax import is_negated
from kg.extraction.speech.forces import force_of
from kg.extraction.speech.noun_reports import CARRYING, carried
from kg.extraction.speech.report import Report, pronoun_in
from kg.extraction.speech.reported_words import clause_words, is_infinitive, phrase_words, words_after
from kg.extraction.speech.told_words import trimmed_words
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# what one speaks of with a preposition, by the verb: the force, and the prepositions
_SPEAKING_OF = {
    "warn": ("warn", ("of", "about", "against")),
    "caution": ("warn", ("against", "about")),
    "complain": ("criticise", ("about", "over")),
    "object": ("criticise", ("to",)),
    "boast": ("state", ("of", "about")),
    "hint": ("state", ("at",)),
    "insist": ("demand", ("on", "upon")),
    "agree": ("agree", ("to",)),
    "report": ("state", ("on",)),
    "petition": ("ask", ("for",)),
    "plead": ("call for", ("for",)),
    "beg": ("call for", ("for",)),
}
_KEPT = ("against",)  # 'warned | against swimming'
_ASKING = frozenset("ask wonder question inquire enquire query".split())
OPENING_QUESTIONS = frozenset("whether if how why what who when where which".split())
_PLEADING = {"appeal": ("to",), "plead": ("with",)}
_RECALLING = {"describe": "state", "recall": "state", "recount": "state", "report": "state", "admit": "confirm",
              "acknowledge": "confirm", "confess": "confirm", "mention": "state"}  # fmt: skip
_REASONS = frozenset(
    "concern reason fear lack problem need risk threat issue pressure shortage conflict cost danger difficulty worry"
    " privacy safety security uncertainty weather rule law precedent example ground".split()
)
# what is not told where nobody gives it
_TOLD = frozenset("name give specify disclose release provide reveal offer cite identify".split())
_TELLABLE = frozenset(
    "reason cause detail explanation motive figure number comment information timeline timetable date evidence".split()
)
_PLANS = frozenset("plan proposal budget package measure strategy policy programme program reform scheme bill".split())
_ANSWERING = frozenset("respond reply comment".split())
ACTS = (
    frozenset(_SPEAKING_OF) | _ASKING | frozenset(_PLEADING) | frozenset(_RECALLING) | _TOLD | _ANSWERING | CARRYING
    | frozenset("make cite compare liken speak lament regret threaten unveil outline rule".split())
)  # fmt: skip
_OF_THINGS_ALONE = frozenset("report agree hint object insist".split())
_LOOSE = Sure(0.9, "whether it was said: the word has other senses")  # with the rule's own


def acts_of(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """What the verb tells to have been said, where no clause behind it does."""
    yield from _spoken_of(verb, lemma, speaker)
    yield from _asked(verb, lemma, speaker)
    yield from _pleaded(verb, lemma, speaker)
    yield from _recalled(verb, lemma, speaker)
    yield from _told_of(verb, lemma, speaker)
    yield from _put_forward(verb, lemma, speaker)
    yield from _unsaid(verb, lemma, speaker)
    yield from carried(verb, lemma, speaker)


def _links(verb: Token, *words: str) -> list[Token]:
    return [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in words]


def _spoken_of(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'warned residents of a flood', 'complained about the noise', 'spoke out against the ban'."""
    if lemma == "speak" and any(c.lower_ == "out" for c in verb.rights):
        links, force = _links(verb, "against"), "criticise"
    elif lemma in _SPEAKING_OF:
        force, words = _SPEAKING_OF[lemma]
        links = _links(verb, *words)
        links += [c for t in verb.rights if lemma == "warn" and t.dep_ == "dobj" for c in _links(t, "of", "about")]
    else:
        return
    heard = tuple(c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.pos_ in ("NOUN", "PROPN"))
    link = next((each for each in links if any(c.dep_ in ("pobj", "pcomp") for c in each.rights)), None)
    if link is None or (lemma in _OF_THINGS_ALONE and any(c.dep_ == "dobj" for c in verb.rights)):
        return  # 'reported it on the site'
    if any(c.ent_type_ in ("DATE", "TIME") for c in link.rights) or _is_of_a_trade(verb, lemma):
        return
    said = _with_link(link) if link.lower_ in _KEPT and lemma != "speak" else words_after(link)
    if not _is_pointing(said):
        yield Report("speech-object", verb, speaker, said, force, heard)


def _is_of_a_trade(verb: Token, lemma: str) -> bool:
    """'reported on the war for years', 'extensively': what a reporter does, and nothing that is said."""
    return lemma == "report" and any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in verb.children)


def _with_link(link: Token) -> Span:
    return trimmed_words(link.doc, link.i, words_after(link).end - 1)


def _is_pointing(said: Span) -> bool:
    """'it', 'this', 'the same': what it is stands elsewhere."""
    return all(t.pos_ in ("PRON", "DET") or t.lower_ in ("same", "so") for t in said)


def _asked(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'wondered whether it was safe', 'asked how it would go on', 'questioned the need for it'."""
    own = any(c.dep_ in ("nsubj", "aux") for c in verb.lefts)
    if lemma not in _ASKING or (
        not own and (verb.tag_ == "VBN" or verb.dep_ == "advcl" or verb.left_edge.tag_ == "WRB")
    ):
        return  # 'asked whether it was safe, she said ...': somebody else asks
    heard = tuple(c for c in verb.rights if c.dep_ in ("dobj", "dative"))
    for clause in (c for c in verb.rights if c.dep_ in ("ccomp", "advcl", "xcomp")):
        if clause.left_edge.lower_ in OPENING_QUESTIONS and clause.left_edge.i > verb.i and not is_infinitive(clause):
            said = clause_words(clause, verb)
            if said is not None:
                sure = 1.0 if lemma == "ask" and clause.left_edge.lower_ in ("whether", "if") else _LOOSE
                yield Report("speech-clause", verb, speaker, said, "ask", heard, sure)
            return
    thing = heard[0] if lemma == "question" and heard else None
    own = thing is not None and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in thing.lefts)
    if thing is not None and thing.pos_ == "NOUN" and not own and thing.lemma_.lower() not in PEOPLE:
        yield Report("speech-object", verb, speaker, phrase_words(thing), "criticise")


def _pleaded(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'appealed to the council to close it', 'pleaded with him to stay'; not 'pleaded guilty to a charge'."""
    if any(c.lower_ == "guilty" for c in verb.rights):
        return
    links = _links(verb, *_PLEADING.get(lemma, ()))
    heard = tuple(c for link in links for c in link.rights if c.dep_ == "pobj")
    wished = [c for c in (*verb.rights, *(t for h in heard for t in h.rights)) if is_infinitive(c)]
    if heard and wished:
        yield Report("speech-infinitive", verb, speaker, phrase_words(wished[0]), "call for", heard)


def _recalled(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'described seeing the flames', 'admitted having lied', 'lamented the fact that nobody was asked'."""
    if lemma in _RECALLING:
        doing = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp") and _is_doing(c, verb)), None)
        link = next(iter(_links(verb, "to")), None) if lemma in ("confess", "admit") else None
        done = next((c for c in link.rights if c.dep_ == "pcomp"), None) if link is not None else doing
        if done is not None:
            yield Report("speech-infinitive", verb, speaker, phrase_words(done), _RECALLING[lemma], (), 0.98)
            return
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is not None and thing.lower_ == "fact" and lemma in ("lament", "regret", "complain", "mention"):
        clause = next((c for c in thing.rights if c.dep_ == "acl" and c.left_edge.lower_ == "that"), None)
        if clause is not None:
            said = trimmed_words(verb.doc, clause.left_edge.i + 1, clause.right_edge.i)
            yield Report("speech-clause", verb, speaker, said, force_of(lemma, said.text), (), _LOOSE)


def _is_doing(word: Token, verb: Token) -> bool:
    """'seeing', 'having seen': with no subject of its own."""
    helped = any(c.lower_ == "having" for c in word.lefts)
    return (word.tag_ == "VBG" or helped) and not any(
        c.dep_ in ("nsubj", "nsubjpass") for c in word.lefts
    ) and word.left_edge.i == verb.i + 1  # fmt: skip


def _told_of(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'made (it) clear that she would go', 'cited safety concerns', 'likened it to “a gang”'."""
    if lemma == "make":
        yield from _made_clear(verb, speaker)
        return
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is None:
        return
    if lemma == "cite" and thing.lemma_.lower() in _REASONS and not is_negated(verb):
        yield Report("speech-object", verb, speaker, _with_purpose(thing, verb), "state")
    to = next(iter(_links(verb, "to") + _links(thing, "to")), None) if lemma in ("compare", "liken") else None
    if to is not None and to.i > thing.i and (lemma == "liken" or verb.doc[to.i + 1 : to.i + 2].text in ('"', "'")):
        said = trimmed_words(verb.doc, verb.i, _closed(words_after(to)))
        yield Report("speech-object", verb, speaker, said, force_of("say", said.text), of=pronoun_in(thing))


def _put_forward(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'unveiled a plan', 'ruled out a deal', 'threatened the council with a lawsuit'."""
    things = [c for c in verb.rights if c.dep_ in ("dobj", "xcomp", "pcomp")]
    thing = things[0] if things else None
    if thing is None:
        return
    with_it = next(iter(_links(verb, "with")), None)
    if lemma == "threaten" and with_it is not None and thing.dep_ == "dobj":
        yield Report("speech-object", verb, speaker, words_after(with_it), "warn", (thing,))
    elif lemma in ("unveil", "outline") and thing.lemma_.lower() in _PLANS:
        yield Report("speech-object", verb, speaker, phrase_words(thing), "announce")
    elif lemma == "rule" and any(c.lower_ == "out" for c in verb.rights) and not is_negated(verb):
        force = "refuse" if thing.tag_ == "VBG" else "deny"
        yield Report("speech-object", verb, speaker, phrase_words(thing), force)


def _closed(said: Span) -> int:
    """The last word of the phrase; where marks open in it, the last before they close."""
    if said.start == len(said.doc):
        return said.end - 1  # cut short behind 'to'
    if said.doc[said.start].text != '"' and said.doc[said.start - 1].text != '"':
        return said.end - 1
    first = said.start + (said.doc[said.start].text == '"')
    return next((t.i for t in said.doc[first : said.sent.end] if t.text == '"'), said.end - 1)


def _with_purpose(thing: Token, verb: Token) -> Span:
    """'security concerns (for the ban)', 'concerns (to ban it)': with what follows right behind."""
    end = thing.right_edge.i
    for child in verb.rights:
        if child.left_edge.i == end + 1 and (is_infinitive(child) or child.lower_ in ("for", "over", "about", "as")):
            end = child.right_edge.i
    return trimmed_words(verb.doc, thing.left_edge.i, end)


def _made_clear(verb: Token, speaker: Token) -> Iterator[Report]:
    clear = next((c for c in verb.rights if c.lower_ in ("clear", "plain") and c.i - verb.i <= 3), None)
    if clear is None:
        return
    for clause in (*verb.rights, *clear.rights):
        that = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.lefts)
        if clause.i > clear.i and clause.dep_ in ("ccomp", "advcl", "acl") and that:
            said = trimmed_words(verb.doc, clause.left_edge.i + 1, clause.right_edge.i)
            yield Report("speech-clause", verb, speaker, said, force_of("say", said.text), (), _LOOSE + 0.05)
            return


def _unsaid(verb: Token, lemma: str, speaker: Token) -> Iterator[Report]:
    """'did not respond to a request', 'has not named a cause', 'gave no reason': said to be not said."""
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if lemma in _ANSWERING and is_negated(verb) and (thing is None or lemma == "comment"):
        end = max(
            (c.right_edge.i for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("to", "on")), default=verb.i
        )
        yield Report("speech-object", verb, speaker, trimmed_words(verb.doc, verb.i, end), "state")
    elif lemma in _TOLD and thing is not None and thing.lemma_.lower() in _TELLABLE:
        bare = thing.left_edge.lower_ == "no"
        if bare or is_negated(verb):
            said = trimmed_words(verb.doc, thing.left_edge.i + bare, phrase_words(thing).end - 1)
            yield Report("speech-object", verb, speaker, said, "state", unsaid=True)
