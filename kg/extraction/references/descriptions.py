"""Whom a description means that has no name beside it: 'the Foreign Secretary', 'the company', 'officials'."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES, DOCUMENTS, OFFICE_NOUNS, PARTY_WORDS, PLURAL_ONLY, SAME_POSTS
from kg.extraction.names.cast import Mention
from kg.extraction.parsing.phrases import bare, is_indefinite, is_people, is_same_post, is_share
from kg.extraction.references.bodies_of_kind import body_of_kind, named_so
from kg.extraction.references.described_before import described_before
from kg.extraction.references.discourse import Discourse, Holder, Referent
from kg.extraction.references.drop_intros import introduced
from kg.extraction.references.known_people import known_group, known_person
from kg.extraction.references.newspapers import PRESS, known_paper
from kg.extraction.references.pronouns import possessor
from kg.extraction.references.voices import (
    are_reports,
    is_loose_body,
    is_mere_finding,
    is_speaking,
    is_speaking_writing,
    is_voice,
    is_writing,
    tells_by_itself,
)
from kg.extraction.speech.authorship import authors_of
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEECH_WORDS = frozenset(
    "statement tweet letter message post email comment remark call criticism warning"
    " claim release report article website site page account blog announcement notice advisory summary".split()
)
_MEASURES = ("DATE", "TIME", "MONEY", "PERCENT")
_STUDIES = frozenset(("study", "survey", "poll", "inquiry"))
_RESEARCH = frozenset(
    ("study", "inquiry", "research", "paper", "book", "article")
)  # its authors' word, not its giver's
_TELLING = 0.8  # 'the report said', whoever wrote it
STUDIED = Sure(0.7, "whose word a study or a document is")
_CONTESTED = Sure(0.7, "which of several is meant")  # 'the paper' may be another
# 'the company' of which the article names none is nobody that a reader could look up
ANY_BODY = frozenset("company firm jury club group team bank union charity organisation organization panel".split())
_ANY = Sure(0.62, "which of several is meant")
_FIRM = frozenset(("company", "firm"))
# bodies of which few say so in their names
_UNTOLD = frozenset("organisation organization charity".split())
_FIRM_NAMES = frozenset(
    "ltd limited plc inc corp corporation llc gmbh ag holdings industries motors airlines airways ferries"
    " shipping energy oil gas mining steel foods breweries pharmaceuticals technologies telecom railways".split()
)
_LOOSELY = frozenset(
    "provincial national federal regional municipal local public independent statutory governmental".split()
)
_NUMBERED = re.compile(r"[\w]+-(?:judge|member|person|seat|strong)")
_SHOWING = frozenset(("show", "reveal", "indicate", "suggest"))
_SITES = frozenset("website site page account blog channel feed".split())
_FIRM_POSTS = re.compile(r"\b(?:chief executive|ceo|managing director|finance director)\b")
# who takes a firm to court or to the street may be anybody
_OPPOSING = re.compile(
    r" (?:(?:has|have|had|is|are|was|were) )?"
    r"(?:su(?:ed|es|ing)|protest(?:ed|s|ing)?|picket(?:ed|s|ing)?|demonstrat(?:ed|es|ing))\b"
)
_NO_FIRMS = PARTY_WORDS | frozenset(
    "commission court ministry department agency authority council government parliament senate committee police"
    " board bureau office administration service inspectorate news times post herald tribune gazette telegraph"
    " treasury tribunal congress assembly army navy union association federation university college school hospital"
    " church club charity foundation institute museum watch campaign network coalition movement forum".split()
)
_SOME_FIRM = Sure(0.7, "whether the body that was named is meant")  # the only body that is named may be no firm
_JUST_NAMED = 250  # code points
_FAR = 900  # code points: it looks no further back
_GONE = frozenset(("previous", "former", "then", "last", "old", "outgoing", "next"))  # not the body that is meant else
One = Callable[[int, "Token"], Referent | None]  # resolves a single phrase


def described(so_far: Discourse, index: int, head: Token, start: int, end: int, one: One) -> Referent | None:
    """Whom or what a description means; `one` resolves a phrase within it; None where nobody is meant."""
    noun, words = head.lower_, so_far.page.text[start:end]
    lemma = head.lemma_.lower()
    if person := introduced(so_far, index, head, (start, end)):
        return person
    if is_share(head):
        return Referent(so_far.cast.key_for("UnnamedSource", words), start, end, 0.75)
    if noun in COLLECTIVES and any(child.lower_ in _GONE for child in head.lefts):
        return Referent(so_far.cast.key_for("UnnamedSource", words), start, end, 0.5)
    definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in head.lefts)
    plural = "Number=Plur" in str(head.morph)
    if definite and not plural and (known := known_person(so_far, noun, start, end)):
        return known
    if noun in PRESS and definite and (paper := known_paper(so_far, noun, start, end)):
        return paper
    if noun == "paper" and definite and (voice := _voice(so_far, start)):
        return Referent(voice, start, end, _CONTESTED)
    if DOCUMENTS & {noun, lemma, noun.rstrip("s")} or is_writing(head) or head.ent_type_ in _MEASURES:
        return _writing(so_far, index, head, start, end, one)
    if definite and not plural:
        holder = _holder(so_far, noun, start, end)
        if holder and not _is_of_another_body(so_far, index, head, holder):
            return Referent(holder, start, end, 0.85)
        if main := _of_headline(so_far, noun, start, end):
            return Referent(main, start, end, _CONTESTED)
    if noun in _UNTOLD and is_speaking(head) and bare(words).lower() == noun and (voice := _only_voice(so_far, start)):
        return Referent(voice, start, end, _SOME_FIRM)
    if noun in PLURAL_ONLY or (noun in COLLECTIVES and not plural and not is_indefinite(head)):
        return _body(so_far, words, noun, start, end)
    if head.pos_ == "PROPN" and not is_indefinite(head) and not plural and noun not in OFFICE_NOUNS:
        return Referent(so_far.cast.key_for("Organization", bare(words)), start, end, 0.6)
    if is_loose_body(head):
        return Referent(so_far.cast.key_for("Organization", words), start, end, _ANY)
    if not (is_people(head) or is_voice(head)) or words.split()[0].lower() in ("my", "our", "your"):
        return None
    if definite and plural and (group := known_group(so_far, noun, start, end)):
        return group
    if definite and not plural and (same := described_before(so_far, index, head, (start, end), one)):
        return same
    if not plural and not definite and not is_indefinite(head) and head.pos_ != "PROPN":
        return None
    return Referent(so_far.cast.key_for("UnnamedSource", words), start, end, 0.75 if not definite or plural else 0.6)


def _writing(so_far: Discourse, index: int, head: Token, start: int, end: int, one: One) -> Referent | None:
    """Whose words a writing has: its author's; where nobody knows them, its own, if it says something."""
    lemma = head.lemma_.lower()
    author = (
        _maker(so_far, index, head, one) if lemma in _SPEECH_WORDS | _STUDIES or is_speaking_writing(head) else None
    )
    if author is not None and head.head.lemma_ in _SHOWING and so_far.cast.type_of(author.key) == "Person":
        author = None  # 'Okoye's files show that': they do, she does not say it
    if author is not None:
        own = lemma in _SPEECH_WORDS or (lemma not in _RESEARCH and _is_named(so_far, author))
        return author if own else replace(author, sure=STUDIED)
    if not is_speaking_writing(head):
        return None
    words = so_far.page.text[start:end]
    if bare(words).lower() == head.lower_ and words != bare(words):
        known = next(
            (key for at, noun, key in reversed(so_far.papers) if noun == lemma and 0 < start - at < _FAR), None
        )
        if known is not None:
            return Referent(known, start, end, _CONTESTED)
    if is_mere_finding(head):
        return None  # 'polls suggest that ...'
    sure = 0.75 if are_reports(head) else _TELLING if tells_by_itself(head) else STUDIED
    return Referent(so_far.cast.key_for("UnnamedSource", so_far.page.text[start:end]), start, end, sure)


def _is_named(so_far: Discourse, author: Referent) -> bool:
    """Whether the giver of data, a poll or a ruling has a name of their own."""
    entity = so_far.cast.entities[author.key]
    return entity.type != "UnnamedSource" and entity.name[:1].isupper()


def _voice(so_far: Discourse, start: int) -> str | None:
    """'the paper': the body that spoke last."""
    spoke = [*so_far.voices, *((right, key) for _, right, key in so_far.said if key)]
    near = [(at, key) for at, key in spoke if start - _FAR < at < start]
    return max((each for each in near if so_far.cast.type_of(each[1]) == "Organization"), default=(0, None))[1]


def _only_voice(so_far: Discourse, start: int) -> str | None:
    """'the organisation': the only body that spoke just before."""
    keys = {key for at, key in so_far.voices if start - _FAR < at < start}
    return keys.pop() if len(keys) == 1 else None


def _maker(so_far: Discourse, index: int, head: Token, one: One) -> Referent | None:
    """The author of a writing, or who signed it: 'the decree signed by the king'."""
    signers = (one(index, who) for who in authors_of(head) if who.i > head.i)
    return _author(so_far, index, head, so_far.page.where(index, head)[0], one) or next(
        (each for each in signers if each is not None), None
    )


def _author(so_far: Discourse, index: int, head: Token, start: int, one: One) -> Referent | None:
    """'a statement from the ministry', 'calls by officials', 'the ministry's statement'."""
    for child in head.children:
        if child.lower_ in ("from", "by", "of") and child.dep_ in ("prep", "agent"):
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = one(index, noun) if noun is not None and noun.i > head.i else None
            if found:
                return found
        site = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "on" else None
        if site is not None and site.lemma_.lower() in _SITES:
            return _author(so_far, index, site, start, one)
        if child.dep_ in ("poss", "compound", "nmod") and child.lower_ != "media":
            mention = so_far.cast.at(*so_far.page.where(index, child))
            if mention and mention.form == "name" and so_far.cast.type_of(mention.key) in ("Person", "Organization"):
                return Referent(mention.key, mention.start, mention.end, 0.9)
            if child.dep_ == "poss" and child.pos_ == "PRON":
                return _of_them(so_far, start) if child.lower_ == "their" else possessor(so_far, index, child)
            if child.lower_ in COLLECTIVES or (child.dep_ == "poss" and is_people(child)):
                return one(index, child)
    return None


def _of_them(so_far: Discourse, start: int) -> Referent | None:
    """'Their statement': of the people or the body that were a subject last."""
    last = max((each for each in (*so_far.groups, *so_far.bodies) if each[0] < start), default=None)
    return Referent(last[1], start, start + len("their"), _CONTESTED) if last is not None else None


def _holder(so_far: Discourse, noun: str, start: int, end: int) -> str | None:
    """The one person whose office or title these words name: 'the Foreign Secretary', 'Valdoria's top diplomat'."""
    if noun in so_far.cast.titles and len(so_far.cast.titles[noun]) == 1:
        return next(iter(so_far.cast.titles[noun]))
    if noun not in OFFICE_NOUNS:
        return None
    owner = next((m for m in so_far.cast.within(start, end) if so_far.cast.type_of(m.key) != "Person"), None)
    words = bare(so_far.page.text[start:end]).lower()
    if owner and so_far.page.text[start : owner.start].lower() in ("", "the "):
        words = re.sub(r"^[’']s\s+", "", so_far.page.text[owner.end : end]).strip().lower()
    earlier = [holder for holder in so_far.offices if holder.start < end]
    for known in (earlier, so_far.offices):  # whom the article has named already, before whom it names later
        for titles in ({words}, SAME_POSTS.get(words, frozenset())):
            found = _one_of(known, titles, owner)
            if found:
                return found
    charged = {h.person for h in earlier if h.post.startswith(f"{words} for ")}  # 'the minister' for roads
    return charged.pop() if len(charged) == 1 and owner is None else None


def _is_of_another_body(so_far: Discourse, index: int, head: Token, person: str) -> bool:
    """'Norvik Bank sold it, its chief executive said': whether the one who holds such a post holds it elsewhere."""
    its = next((c for c in head.lefts if c.lower_ == "its" and c.dep_ == "poss"), None)
    body = possessor(so_far, index, its) if its is not None else None
    if its is None or body is None:
        return False
    words = bare(head.doc[head.left_edge.i : head.i + 1].text).lower()
    held = [h for h in so_far.offices if h.person == person and is_same_post(h.post, words)]
    return not any(h.organization == body.key or (h.organization is None and h.post == words) for h in held)


def _of_headline(so_far: Discourse, noun: str, start: int, end: int) -> str | None:
    """'The Foreign Minister', of whom the article names two: the only one whom the headline names."""
    head = next((each for each in so_far.page.paragraphs if each.kind == "headline"), None)
    if noun not in OFFICE_NOUNS or head is None or any(so_far.cast.within(start, end)):
        return None
    words = bare(so_far.page.text[start:end]).lower()
    holders = {h.person for h in so_far.offices if is_same_post(h.post, words)}
    named = {mention.key for mention in so_far.cast.within(head.start, head.end)} & holders
    return named.pop() if len(named) == 1 else None


def _one_of(known: list[Holder], titles: Collection[str], owner: Mention | None) -> str | None:
    """The only one of the holders whose post has one of these titles: first of those whose body is named."""
    people = {h.person for h in known if any(is_same_post(h.post, title) for title in titles)}
    owned = {h.person for h in known if h.person in people and owner and h.organization == owner.key}
    for found in (owned, people if owner is None or not owned else set()):
        if len(found) == 1:
            return next(iter(found))
    return None


def _only_firm(so_far: Discourse, start: int, end: int) -> Referent | None:
    """'the company': the only body named so far that may be one; nobody where there are several or none."""
    named = dict.fromkeys(mention.key for mention in so_far.cast.before(start, "Organization"))
    words = {key: set(so_far.cast.entities[key].name.lower().split()) for key in named}
    keys = [key for key in named if not words[key] & _NO_FIRMS and so_far.cast.entities[key].name != "World Bank"]
    if len(keys) != 1:
        return _likeliest_firm(so_far, [key for key in keys if words[key] & _FIRM_NAMES], keys, start, end)
    posts = (holder.post for holder in so_far.offices if holder.organization == keys[0])
    sure = bool(words[keys[0]] & _FIRM_NAMES) or any(map(_FIRM_POSTS.search, posts))
    if not sure and _is_opposing(so_far, keys[0], start):
        return None
    return Referent(keys[0], start, end, 0.85 if sure else _SOME_FIRM)


def _likeliest_firm(so_far: Discourse, by_name: list[str], keys: list[str], start: int, end: int) -> Referent | None:
    """Of several bodies the one whose name is a firm's, else the only one just named: a draft."""
    near = {m.key for m in so_far.cast.before(start, "Organization") if start - m.end < _JUST_NAMED}
    for some in (by_name, [key for key in keys if key in near]):
        if len(some) == 1:
            return Referent(some[0], start, end, _SOME_FIRM)
    return None


def _is_opposing(so_far: Discourse, key: str, start: int) -> bool:
    """'Harbour Watch sued the company', 'protested against it': whose opponent 'the company' is, by all likelihood."""
    ends = (mention.end for mention in so_far.cast.before(start, "Organization") if mention.key == key)
    return any(_OPPOSING.match(so_far.page.text, end) for end in ends)


def _told_loosely(so_far: Discourse, words: list[str], start: int) -> str | None:
    """'the provincial department', 'the three-judge court': the likeliest body with this noun that was named before."""
    if len(words) != 2 or not (words[0] in _LOOSELY or _NUMBERED.fullmatch(words[0])):
        return None
    keys = named_so(so_far, words[1], start)
    told = len(keys) == 1 or (keys and any(key == keys[0] and at < start for at, key in so_far.groups))
    return keys[0] if told else None


def _body(so_far: Discourse, words: str, noun: str, start: int, end: int) -> Referent:
    """The organisation last named whose name has this noun; else the phrase is its name."""
    if len(bare(words).split()) == 1:
        so_called = named_so(so_far, noun, start)
        if so_called:
            return Referent(so_called[0], start, end, _CONTESTED if len(so_called) > 1 else 0.85)
    if bare(words).lower() == noun != words.lower() and (so := body_of_kind(so_far, noun, start, end)):
        return so
    if (known := _told_loosely(so_far, bare(words).lower().split(), start)) is not None:
        return Referent(known, start, end, _CONTESTED)
    if bare(words).lower() in _FIRM and (firm := _only_firm(so_far, start, end)):
        return firm
    inside = next((m for m in so_far.cast.within(start, end) if so_far.cast.type_of(m.key) == "Organization"), None)
    located = inside is not None and so_far.page.text[start : inside.start].endswith((" in ", " from ", " in the "))
    if inside and not located and words.endswith(so_far.page.text[inside.start : inside.end]):
        return Referent(inside.key, start, end)
    name = bare(words) if words[:1].isupper() and len(words.split()) > 1 else words
    sure = _ANY if bare(words).lower() in ANY_BODY else 0.8
    return Referent(so_far.cast.key_for("Organization", name), start, end, sure)
