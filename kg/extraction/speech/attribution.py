"""Who says what a verb of saying reports, to whom, and whether it is meant as said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import BACK, CALLINGS, COLLECTIVES, FORCES, OFFICE_NOUNS, PEOPLE, QUOTING
from kg.extraction.parsing.phrases import bare, is_indefinite, is_same_post, is_share, phrase
from kg.extraction.parsing.syntax import after, first_from, is_all_but_done, is_main, is_supposed, is_told
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.references.several import note_pair, note_several
from kg.extraction.references.voices import WRITINGS, is_writing
from kg.extraction.speech.authorship import giver_of
from kg.extraction.speech.speaking_subjects import said_in_doing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.names.cast import Mention

_KIN = frozenset("mother father wife husband son daughter brother sister widow partner friend neighbour lawyer".split())
_MARKS = frozenset("\"'“”‘’")
_GIVING = frozenset("issue publish release post write send".split())
_KNOWN = 0.6
_SURELY = 0.5
_SAYING_TO = frozenset(
    "say write explain apologise apologize admit confess confirm complain announce declare reveal disclose suggest"
    " repeat mention stress boast".split()
)
_HEARING = frozenset("court jury judge reporter journalist voter inquiry staff".split())
_MANNERS = re.compile(
    r" (?:Orthodox|Catholic|church(?:es)?|language|dollars?|gallons?|pounds?|cuisine|food|wine|music|literature|style)\b"
)
_ANYBODY = re.compile(
    r"they$|them$|him$|(?:the|his|her|their|its|this|that) (?:[\w’'-]+ ){0,3}(?:famil(?:y|ies)|relatives|loved ones|minister|secretary"
    r"|president|mayor|governor|chair(?:man|woman)?|chief|head|leader|director|judge|ambassador|envoy|chancellor|premier|speaker"
    r"|king|queen|pope|coach|manager|boss|man|woman|boy|girl|other|others|rest|group)\b(?! (?:of|for)\b)",
    re.IGNORECASE,
)
_WHILE_SAYING = frozenset("after before by while in on upon since with as when".split())


def is_quoting(token: Token) -> bool:
    """Whether this is a verb that may stand beside quoted words."""
    if token.lemma_.lower() == "read":
        own = any(c.dep_ == "nsubj" and c.lemma_.lower() in WRITINGS for c in token.lefts)
        return own or (token.dep_ == "relcl" and giver_of(token.head) is not None)  # 'issued a statement that read'
    if token.lemma_.lower() in BACK and not any(c.lower_ == "back" for c in token.rights):
        return False
    return token.lemma_.lower() in QUOTING and token.pos_ in ("VERB", "AUX") and token.tag_ not in ("NN", "NNS")


def is_real(verb: Token) -> bool:
    """Whether the verb says that it was said: no 'will', 'may', 'if', 'expected to', question or order."""
    if verb.sent[-1].text == "?" or is_all_but_done(verb):
        return False  # 'Had the union ever warned you?', 'She all but confirmed that'
    if is_supposed(verb):
        return False
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            return child.lower_ == "would" and any(c.lower_ in ("later", "subsequently") for c in verb.lefts)
        if child.lower_ in ("when", "whenever") and child.dep_ == "advmod" and verb.tag_ in ("VBZ", "VBP"):
            return False  # 'when she says so, we stop': again and again
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return False
    if verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children):
        return said_in_doing(verb) is not None
    if verb.dep_ == "conj" and verb.head.i != verb.i and verb.tag_ in ("VB", "VBG"):
        return is_real(verb.head)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ not in _WHILE_SAYING:
        return False  # 'accused him of saying', 'stopped short of calling': nobody has said it yet
    if (
        verb.tag_ == "VBG"
        and verb.dep_ in ("csubj", "ccomp", "xcomp", "nsubj")
        and not any(c.dep_ == "aux" for c in verb.children)
    ):
        return False  # 'wrote that denying it was wrong': nobody denies
    return not (verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.children))


def speakers(references: References, index: int, head: Token | None) -> list[Referent]:
    """The referents that can speak; a place cannot."""
    found = references.resolve(index, head) if head is not None else []
    types = references.cast.entities
    return [each for each in found if types[each.key].type not in ("Place", "City")]


# words for nobody in particular
_ANYONE = re.compile(
    r"(?:just|some|many|most|few|a few|several|other|others|people(?! (?:familiar|close|briefed|involved|present)\b)|they"
    r"|one(?! (?!of (?:them|those|these)\b)[a-z])|no|any|every|all|my|our|your|such|certain)\b"
    r"|.*\b(?:people|men|women|person|man|woman|others)$",
    re.IGNORECASE,
)


def is_described(references: References, speaker: Referent) -> bool:
    """Whether somebody without a name is told of as a reporter does: 'officials', 'a spokeswoman for the bank'."""
    described = references.cast.type_of(speaker.key) == "UnnamedSource" and speaker.sure >= 0.75
    return described and not is_anyone(references, speaker)


def is_anyone(references: References, speaker: Referent) -> bool:
    """Whether the words are for nobody in particular: 'people', 'some'."""
    words = references.page.text[speaker.start : speaker.end]
    return references.cast.type_of(speaker.key) == "UnnamedSource" and bool(_ANYONE.match(words))


def spoken_of(references: References, start: int, end: int, speaker: str) -> tuple[str, ...]:
    """Whom and what the words at `[start:end]` name: not the speaker himself, no title in marks."""
    cast, text = references.cast, references.page.text
    own = cast.entities[speaker].name.split()[-1]
    keys = {
        mention.key: None
        for mention in cast.within(start, end)
        if mention.key != speaker
        and mention.key not in cast.thin
        and not _is_of_a_culture(text, mention)
        and not (cast.type_of(speaker) == "Person" and cast.entities[mention.key].name == own)
        and not (text[mention.start - 1 : mention.start] in _MARKS and text[mention.end : mention.end + 1] in _MARKS)
    }
    return tuple(keys)


def _is_of_a_culture(text: str, mention: Mention) -> bool:
    """'a Greek Orthodox church', 'Chinese-American', 'U.S. gallons': a manner, and not the land."""
    joined = "-" in (text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1])
    return (mention.form == "demonym" and joined) or bool(_MANNERS.match(text, mention.end))


def note_focus(page: Page, references: References) -> None:
    """Remember where people are subjects, so that 'he' and 'she' later on find them."""
    for index, tokens in enumerate(page.tokens):
        for token in tokens:
            told_by = token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
            mention = references.cast.at(*page.where(index, token)) if told_by else None
            if mention is not None and references.cast.type_of(mention.key) == "Person":
                references.focus.append((mention.start, mention.key, True))
            if token.dep_ in ("nsubj", "nsubjpass") and not is_told(token):
                note_pair(references, index, token)
                _note(page, references, index, token)
    references.focus.sort()
    references.groups.sort()
    references.several.sort(key=lambda each: each.start)


def note_holders(page: Page, references: References) -> None:
    """Remember where the holder of a post is a subject ('The mayor was careful.'), once it is known who that is."""
    for index, tokens in enumerate(page.tokens):
        for token in tokens:
            if token.dep_ != "nsubj" or token.lower_ not in OFFICE_NOUNS or not _is_the(token):
                continue
            start, end = page.where(index, token)
            if references.cast.at(start, end) is not None or any(c.dep_ in ("prep", "appos") for c in token.rights):
                continue
            words = bare(token.doc[token.left_edge.i : token.i + 1].text).lower()
            people = {h.person for h in references.offices if not h.past and is_same_post(h.post, words)}
            if len(people) == 1:
                references.focus.append((start, people.pop(), is_main(token.head)))
            elif is_main(token.head):
                references.newcomers.append(start)
    references.focus.sort()
    references.newcomers.sort()


def _is_the(noun: Token) -> bool:
    return noun.tag_ == "NN" and any(c.lower_ == "the" for c in noun.lefts)


def _note(page: Page, references: References, index: int, token: Token) -> None:
    start, end = page.where(index, token)
    mention = references.cast.at(start, end)
    if mention and references.cast.entities[mention.key].type == "Person" and token.dep_ != "poss":
        references.focus.append((mention.start, mention.key, is_main(token.head)))
        return
    if mention and references.cast.type_of(mention.key) == "Organization" and token.head.lemma_ in FORCES:
        references.voices.append((mention.start, mention.key))
    _note_papers(references, index, token)
    beside = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    named = references.cast.at(*page.where(index, beside)) if beside is not None and token.pos_ == "NOUN" else None
    if named and references.cast.entities[named.key].type == "Person":
        references.focus.append((named.start, named.key, is_main(token.head)))
        return
    said = token.head.lemma_ in FORCES
    fresh = is_indefinite(token) or (token.lemma_ in _KIN and any(c.dep_ == "poss" for c in token.lefts))
    one_of_many = is_share(token) and token.lower_ in ("one", "another")
    if one_of_many or (token.lemma_ in CALLINGS and token.tag_ == "NN" and fresh and (said or is_main(token.head))):
        begins = page.where(index, token.left_edge)[0]
        references.newcomers.append(begins)
        references.strangers.append(phrase(page, index, token))
    note_several(references, index, token, mention)


def _note_papers(references: References, index: int, token: Token) -> None:
    """'In a report, the paper claimed ...', 'The council issued a letter': whose the report is, for 'the report' later."""
    verb = token.head
    if token.dep_ != "nsubj" or (verb.lemma_ not in FORCES and verb.lemma_ not in _GIVING):
        return
    given = [c for c in verb.rights if c.dep_ == "dobj"] if verb.lemma_ in _GIVING else after(verb, "in", "via")
    for writing in given:
        if is_writing(writing) and not any(c.dep_ == "poss" for c in writing.lefts):
            references.papers += [
                (r.start, writing.lemma_, r.key) for r in references.resolve(index, token) if r.sure > _KNOWN
            ]


def addressee(references: References, index: int, verb: Token) -> list[Referent]:
    """Whom a 'told', 'asked', 'urged' is spoken to, or 'said to', 'admitted to'."""
    if (to := _to_somebody(verb)) is not None:
        return listeners(references, (r for r in references.resolve(index, to) if r.sure > _SURELY))
    if verb.lemma_ not in (
        "tell",
        "inform",
        "ask",
        "urge",
        "warn",
        "remind",
        "assure",
        "encourage",
        "invite",
        "request",
    ):
        return []
    for child in verb.children:
        if (child.dep_ in ("dobj", "dative") and child.i > verb.i) or is_told(child):
            return listeners(references, (r for r in references.resolve(index, child) if r.sure > 0.5))
    return []


def _to_somebody(verb: Token) -> Token | None:
    """'said to reporters', 'admitted to the police', 'apologised to her': people or bodies behind 'to'."""
    if verb.lemma_.lower() not in _SAYING_TO:
        return None
    links = [c for c in verb.rights if c.lower_ == "to" and c.dep_ in ("prep", "dative")]
    heard = next((c for link in links for c in link.rights if c.dep_ == "pobj"), None)
    if heard is None:
        return None
    told = heard.pos_ in ("PROPN", "PRON") or heard.lemma_.lower() in PEOPLE | COLLECTIVES | _HEARING
    return heard if told else None


def listeners(references: References, found: Iterable[Referent]) -> list[Referent]:
    """Those of the referents who say something to a reader: 'the minister' whom nobody knows is left out."""
    text = references.page.text
    return [
        r for r in found
        if references.cast.type_of(r.key) != "UnnamedSource" or not _ANYBODY.match(text, r.start, r.end)
    ]  # fmt: skip


def tokens_between(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """The tokens that lie inside these offsets of the paragraph."""
    for token in doc[first_from(doc, start) :]:
        if token.idx + len(token) > end:
            return
        yield token
