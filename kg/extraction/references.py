"""Who a noun phrase stands for: a name, an office, a pronoun, a body or somebody who is only described."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.countries import capitals
from kg.extraction.lexicon import (
    CALLINGS,
    CLAUSAL,
    COLLECTIVES,
    DOCUMENTS,
    OFFICE_NOUNS,
    PEOPLE,
    PLURAL_ONLY,
    SAME_POSTS,
)
from kg.extraction.page import Page
from kg.extraction.phrases import (
    NOMINAL,
    bare,
    is_indefinite,
    is_people,
    is_same_person,
    is_same_post,
    is_share,
    is_titled,
    joined,
    members_named,
    phrase,
)
from kg.extraction.syntax import ancestors, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = COLLECTIVES | frozenset(
    "owner operator manufacturer maker developer parent publisher subsidiary rival".split()
)
_SPEECH_WORDS = frozenset(
    "statement tweet letter message post email comment remark call criticism warning"
    " claim release report article".split()
)
_STUDIES = frozenset(("study", "survey", "poll", "inquiry"))
_NO_VOICES = frozenset(("study", "scenario", "model", "graph", "chart", "index", "simulation", "pathway"))
_STUDIED = 0.7  # what a study says is its makers' word, as far as one may say so: a draft
_MOST_JOINED = 15
_CONTESTED = 0.7  # a pronoun that may mean somebody else: a draft
_SHARED = 0.7  # a surname that somebody else bears, too: a draft
_PAIR = 0.85  # 'the two leaders' are the two named before
_PAIRED = {
    **dict.fromkeys("minister leader president man woman official politician candidate side".split(), ("Person",)),
    **dict.fromkeys("country nation government neighbour neighbor state".split(), ("Country",)),
    **dict.fromkeys("company firm group club union".split(), ("Organization",)),
}
_NEAR = 400  # code points: 'it' looks no further back
_FAR = 900  # code points: a pronoun looks no further back
_GONE = frozenset(("previous", "former", "then", "last", "old", "outgoing", "next"))  # not the body that is meant else
_STOPS = re.compile(r"[.!?][\"”’]*\s+(?=[\"“‘A-Z])")
_PLACE_FOLLOWS = re.compile(r" (?:of|to|for|at) (?:the )?(?=[A-Z])")
_LONGEST_PLACE = 5  # words between 'ambassador to the' and the ambassador's name


_CLOSES = re.compile(r"[,.)]|['’]s\b| (?:said|says|told|added|wrote|tweeted|announced|confirmed|warned)\b")


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a phrase stands for. `sure` falls with the steps taken; `start` and `end` are the phrase's place."""

    key: str
    start: int
    end: int
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or held a post (in lower case), and the key of the body or country whose post it is."""

    post: str
    person: str
    organization: str | None = None
    start: int = 0  # where the article says so
    past: bool = False  # held it before


@dataclass
class References:
    """Resolves the phrases of one page.

    `offices` is filled when offices have been read, `said` (stretches with their
    speaker's key) when quotations have been given to their speakers.
    """

    page: Page
    cast: Cast
    offices: list[Holder] = field(default_factory=list)
    posts: dict[str, str] = field(default_factory=dict)  # a post in lower case, to the article's own spelling
    focus: list[tuple[int, str, bool]] = field(default_factory=list)  # where people were subjects; of a main clause?
    newcomers: list[int] = field(default_factory=list)  # where 'a bystander' and the like were subjects
    bodies: list[tuple[int, str]] = field(default_factory=list)  # where 'the company' and the like were subjects
    voices: list[tuple[int, str]] = field(default_factory=list)  # where bodies by name were said to say something
    groups: list[tuple[int, str]] = field(default_factory=list)  # where several, or a body, were subjects
    mixed: set[int] = field(default_factory=set)  # where marks open within what is reported
    said: list[tuple[int, int, str]] = field(default_factory=list)

    def resolve(self, index: int, head: Token) -> list[Referent]:
        """The referents of the phrase around `head`, those joined by 'and' too; none where nobody is meant."""
        if pair := self._pair(index, head):
            return pair
        found: list[Referent] = []
        members = members_named(head) or self._listed_beside(index, head)
        for each in members or (head, *islice(joined(head), _MOST_JOINED)):
            referent = self._one(index, each)
            if referent and found and is_same_person(head, each) and self._is_by_name(referent):
                return [referent]
            if referent and each.i != head.i and self._is_of_the_first(head, each, referent):
                continue
            if referent and referent.key not in {known.key for known in found}:
                found.append(referent)
        return found

    def _pair(self, index: int, head: Token) -> list[Referent]:
        """'the two ministers', 'both countries': those two whom this paragraph and the one before name so far."""
        kinds = _PAIRED.get(head.lemma_.lower())
        if kinds is None or head.tag_ != "NNS" or not any(c.lower_ in ("two", "both") for c in head.lefts):
            return []
        start, end = phrase(self.page, index, head)
        if self.page.quotation_at(start) or any(c.dep_ in ("prep", "relcl", "appos") for c in head.rights):
            return []
        first = self.page.paragraphs[max(0, index - 1)].start
        named = [m for m in self.cast.within(first, start) if self.cast.type_of(m.key) in kinds]
        keys = list(dict.fromkeys(m.key for m in named if not self._in_utterance(m.start)))
        return [Referent(key, start, end, _PAIR) for key in keys] if len(keys) == 2 else []

    def _is_by_name(self, referent: Referent) -> bool:
        """Whether the phrase holds the person's name: in 'the king and queen' it does not."""
        named = self.cast.within(referent.start, referent.end)
        return any(m.key == referent.key and self.cast.type_of(m.key) == "Person" for m in named)

    def _listed_beside(self, index: int, head: Token) -> list[Token]:
        """'their counterparts, Ana Okoye and Ben Adu,': those named in apposition to a noun of several people."""
        if head.tag_ != "NNS" or not is_people(head):
            return []
        first = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)
        names = [first, *islice(joined(first), _MOST_JOINED)] if first is not None else []
        mentions = [self.cast.at(*self.page.where(index, name)) for name in names]
        people = [m for m in mentions if m is not None and self.cast.type_of(m.key) == "Person"]
        return names if len(people) == len(names) > 1 else []

    def _is_of_the_first(self, head: Token, joined: Token, referent: Referent) -> bool:
        """'experts from the union and the council': the council is where experts are from, not a second speaker."""
        if head.pos_ != "NOUN" or self.cast.type_of(referent.key) not in ("Organization", "Country", "City", "Place"):
            return False
        links = [c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("from", "at", "of") and c.i < joined.i]
        return any(c.pos_ == "PROPN" for link in links for c in link.children)

    def speaker_at(self, offset: int) -> str | None:
        """Who says the quotation that this offset lies in: '' where nobody knows, None outside of quotations."""
        at = bisect_right(self.said, (offset, 1 << 60, "")) - 1
        if at >= 0 and self.said[at][1] > offset:
            return self.said[at][2]
        return "" if self.page.quotation_at(offset) else None

    def according(self, index: int, word: Token) -> str | None:
        """Whom the sentence gives for its word: 'according to officials'; '' where that is nobody known."""
        for token in word.sent:
            if token.lower_ == "according" and token.i + 1 < len(word.doc) and word.doc[token.i + 1].lower_ == "to":
                head = next((c for c in word.doc[token.i + 1].children if c.dep_ == "pobj"), None)
                found = self.resolve(index, head) if head is not None else []
                return found[0].key if found else ""
        return None

    def _one(self, index: int, head: Token) -> Referent | None:
        start, end = phrase(self.page, index, head)
        at = self.page.where(index, head)
        if head.pos_ == "PRON" or head.lower_ in ("he", "she", "it", "they", "who", "him", "her", "them"):
            return self._pronoun(index, head, *at)
        mention = self.cast.at(*at)
        if mention and self._is_name(mention, head):
            key, sure = self._speaking(mention.key, head), _SHARED if mention.shared else 1.0
            if self.cast.entities[key].name.split()[-1].lower() in _NO_VOICES:
                sure = min(sure, _STUDIED)
            return Referent(key, min(mention.start, start), max(mention.end, at[1]), sure)
        if head.pos_ not in NOMINAL or not head.text[:1].isalpha():
            return None
        return self._named_beside(index, head, start, end) or self._described(index, head, start, end)

    def _is_name(self, mention: Mention, head: Token) -> bool:
        """A demonym as head ('the French') is a people, not the country; anything else is the name."""
        return not (mention.form == "demonym" and head.pos_ in ("ADJ", "NOUN"))

    def _speaking(self, key: str, head: Token) -> str:
        """A capital that speaks or acts stands for its country."""
        entity = self.cast.entities[key]
        if entity.type == "City" and entity.name in capitals() and head.dep_ in ("nsubj", "agent"):
            return self.cast.key_for("Country", capitals()[entity.name])
        return key

    def _pronoun(self, index: int, head: Token, start: int, end: int) -> Referent | None:
        word = head.lower_
        if word in ("i", "me", "we", "us"):
            speaker = self.speaker_at(start)
            return Referent(speaker, start, end, 0.9 if word in ("i", "me") else 0.6) if speaker else None
        if word in ("he", "she", "him", "her"):
            gender = "he" if word in ("he", "him") else "she"
            own = self._own_subject(index, head)
            key = self._teller(index, head, gender, own) or self._person_before(start, gender, own)
            sure = 0.8 if key and not self._is_contested(key, start, gender) else _CONTESTED
            return Referent(key, start, end, sure) if key else None
        if word in ("they", "them"):
            group = next((key for at, key in reversed(self.groups) if at < start), None)
            if group is not None:
                return Referent(group, start, end, 0.6)
            return Referent(self.cast.key_for("UnnamedSource", head.text), start, end, 0.4)
        if word in ("some", "many", "others", "several") and head.dep_ in ("nsubj", "agent"):
            return Referent(self.cast.key_for("UnnamedSource", head.text), start, end, 0.7)
        if word == "it":
            return self._body_before(start, end)
        return None

    def _body_before(self, start: int, end: int) -> Referent | None:
        """'it': the body last named or, where that is later, the last that was a subject ('the company')."""
        named = next(((m.start, m.key) for m in self.cast.before(start, "Organization", "Country")), None)
        described = next(((at, key) for at, key in reversed(self.bodies) if at < start), None)
        if described is not None and (named is None or named < described):
            named = described
        return Referent(named[1], start, end, 0.4) if named and start - named[0] < _NEAR else None

    def _own_subject(self, index: int, head: Token) -> str | None:
        """The subject of the same verb, whom 'him' or 'her' beside it cannot mean."""
        if head.dep_ not in ("dobj", "dative", "pobj", "nsubj"):
            return None
        verb = head.head if head.dep_ != "pobj" else head.head.head
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i != head.i), None)
        mention = self.cast.at(*self.page.where(index, own)) if own is not None else None
        return mention.key if mention else None

    def _person_before(self, start: int, word: str, other: str | None = None) -> str | None:
        """Whom 'he' or 'she' means: the last subject of a main clause, where it stands at most a sentence before.

        Outside of quotation marks nobody is meant whom only the quoted words name.
        """
        quoted = self.page.quotation_at(start) is not None
        fits = [
            (at, key, main)
            for at, key, main in self.focus
            if start - _FAR < at < start
            and key != other
            and self.cast.gender.get(key, word) == word
            and (quoted or not self._in_utterance(at))
        ]
        for at, key, main in reversed(fits):
            if main and len(_STOPS.findall(self.page.text, at, start)) <= 1:
                return key
        if fits:
            return fits[-1][1]
        people = self.cast.before(start, "Person")
        near = next(
            (
                m
                for m in people
                if m.key != other
                and self.cast.gender.get(m.key, word) == word
                and (quoted or not self._in_utterance(m.start))
            ),
            None,
        )
        return near.key if near and start - near.start < 600 else None

    def _teller(self, index: int, head: Token, gender: str, other: str | None) -> str | None:
        """Who tells it: 'Okoye said both leaders had told him they would go'; nobody within quotation marks."""
        if self.page.quotation_at(self.page.where(index, head)[0]):
            return None
        for lower, upper in ancestors(head):
            if lower.dep_ == "ccomp" and upper.lemma_.lower() in CLAUSAL and upper.pos_ == "VERB":
                told = subject(upper)
                mention = self.cast.at(*self.page.where(index, told)) if told is not None else None
                if mention is not None and self.cast.type_of(mention.key) == "Person" and mention.key != other:
                    return mention.key if self.cast.gender.get(mention.key, gender) == gender else None
        return None

    def _in_utterance(self, offset: int) -> bool:
        """Whether the offset lies in quoted speech, not only in a few words in marks."""
        stretch = self.page.quotation_at(offset)
        return stretch is not None and stretch.whole

    def _is_contested(self, key: str, start: int, gender: str) -> bool:
        """Whether somebody else whom the pronoun fits was the subject, or was named, after the one it is taken for."""
        if key not in self.cast.gender and " " not in self.cast.entities[key].name:
            return True  # of a bare name nobody can tell
        last = next((m.start for m in self.cast.before(start, "Person") if m.key == key), 0)
        last = max([last, *(at for at, known, _ in self.focus if known == key and at < start)])
        if any(max(last, start - _FAR) < at < start for at in self.newcomers):
            return True
        rivals = 0
        for mention in self.cast.before(start, "Person"):
            if mention.key == key or start - mention.start > _FAR:
                break
            if self.page.quotation_at(mention.start) is None and self.cast.gender.get(mention.key, gender) == gender:
                rivals += 1
        return rivals > 0

    def _named_beside(self, index: int, head: Token, start: int, end: int) -> Referent | None:
        """'the ambassador to Valdoria, Ana Okoye', 'one of the guests, Ana Okoye': the name in apposition."""
        if head.lower_ in _BODIES and (body := self._body_beside(index, head, start, end)):
            return body
        if head.lemma_.lower() not in PEOPLE | OFFICE_NOUNS and not is_share(head):
            return None
        for child in self._beside(head):
            mention = self.cast.at(*self.page.where(index, child))
            if mention and self.cast.type_of(mention.key) == "Person":
                return Referent(mention.key, min(start, mention.start), max(end, mention.end), 0.95)
        limit = self.page.paragraphs[index].start + head.sent.end_char
        _, after_head = self.page.where(index, head)
        alone = head.tag_ not in ("NNS", "NNPS") and not is_share(head)
        mention = self._person_behind(after_head, limit) if alone else None
        if mention is None:
            return None
        text = self.page.text
        if text[mention.start - 2] == "," and not _CLOSES.match(text, mention.end):
            return None  # 'According to the mayor, Okoye was there'
        return Referent(mention.key, start, mention.end, 0.95)

    def _beside(self, head: Token) -> Iterator[Token]:
        """The appositions of a noun, and theirs: 'her daughter, the actress Ana Okoye'."""
        for child in head.children:
            if child.dep_ == "appos":
                yield child
                if child.pos_ == "NOUN" and child.lemma_.lower() in CALLINGS | OFFICE_NOUNS:
                    yield from (
                        c for c in child.children if c.dep_ in ("appos", "compound", "nmod") and c.pos_ == "PROPN"
                    )

    def _body_beside(self, index: int, head: Token, start: int, end: int) -> Referent | None:
        """'the ferry's owner, Orlen Lines', 'the company, Orlen Lines': the name in apposition."""
        for child in head.children:
            if child.dep_ == "appos" and child.text[:1].isupper() and child.i > head.i:
                mention = self.cast.at(*self.page.where(index, child))
                if mention and self.cast.type_of(mention.key) == "Organization":
                    return Referent(mention.key, min(start, mention.start), max(end, mention.end), 0.95)
        return None

    def _person_behind(self, at: int, limit: int) -> Mention | None:
        """The person whose name stands right behind, or behind a place: '(ambassador) to the Union Ana Okoye'."""
        text = self.page.text
        if text[at : at + 7] == " named ":
            at += 6
        place = _PLACE_FOLLOWS.match(text, at, limit)
        steps = [at]
        if place:
            words = list(re.finditer(r"[A-Z][\w’'-]*(?: of| and)?(?=,? )", text[place.end() : limit]))
            steps += [place.end() + word.end() for word in words[:_LONGEST_PLACE]]
        for step in steps:
            start = step + (2 if text[step : step + 2] == ", " else 1)
            mention = self.cast.at(start, start + 1) if start < limit else None
            if mention and text[step : step + 2] != ", " and is_titled(text[at:step]):
                return None  # 'a spokesman for Mayor Ana Okoye' is not the mayor
            if mention and mention.start == start and self.cast.type_of(mention.key) == "Person":
                return mention if len(text[at:step].split()) <= _LONGEST_PLACE + 2 else None
        return None

    def _described(self, index: int, head: Token, start: int, end: int) -> Referent | None:
        noun, words = head.lower_, self.page.text[start:end]
        lemma = head.lemma_.lower()
        if is_share(head):
            return Referent(self.cast.key_for("UnnamedSource", words), start, end, 0.75)
        if noun in COLLECTIVES and any(child.lower_ in _GONE for child in head.lefts):
            return Referent(self.cast.key_for("UnnamedSource", words), start, end, 0.5)
        if DOCUMENTS & {noun, lemma, noun.rstrip("s")} or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            author = self._author(index, head) if lemma in _SPEECH_WORDS | _STUDIES else None
            return replace(author, sure=_STUDIED) if author and lemma in _STUDIES else author
        definite = any(child.lower_ in ("the", "this", "that") or child.dep_ == "poss" for child in head.lefts)
        plural = "Number=Plur" in str(head.morph)
        if definite and not plural:
            holder = self._holder(noun, start, end)
            if holder:
                return Referent(holder, start, end, 0.85)
        if noun == "paper" and definite and (voice := self._voice(start)):
            return Referent(voice, start, end, _CONTESTED)
        if noun in PLURAL_ONLY or (noun in COLLECTIVES and not plural and not is_indefinite(head)):
            return self._body(words, noun, start, end)
        if head.pos_ == "PROPN" and not is_indefinite(head) and not plural and noun not in OFFICE_NOUNS:
            return Referent(self.cast.key_for("Organization", bare(words)), start, end, 0.6)
        if not is_people(head) or words.split()[0].lower() in ("my", "our", "your"):
            return None
        if not plural and not definite and not is_indefinite(head) and head.pos_ != "PROPN":
            return None
        return Referent(self.cast.key_for("UnnamedSource", words), start, end, 0.75 if not definite or plural else 0.6)

    def _voice(self, start: int) -> str | None:
        """'the paper': the body that spoke last."""
        spoke = [*self.voices, *((right, key) for _, right, key in self.said if key)]
        near = [(at, key) for at, key in spoke if start - _FAR < at < start]
        return max((each for each in near if self.cast.type_of(each[1]) == "Organization"), default=(0, None))[1]

    def _author(self, index: int, head: Token) -> Referent | None:
        """'a statement from the ministry', 'calls by officials', 'the ministry's statement'."""
        for child in head.children:
            if child.lower_ in ("from", "by", "of") and child.dep_ in ("prep", "agent"):
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                found = self._one(index, noun) if noun is not None and noun.i > head.i else None
                if found:
                    return found
            if child.dep_ in ("poss", "compound", "nmod"):
                mention = self.cast.at(*self.page.where(index, child))
                if mention and mention.form == "name" and self.cast.type_of(mention.key) in ("Person", "Organization"):
                    return Referent(mention.key, mention.start, mention.end, 0.9)
        return None

    def _holder(self, noun: str, start: int, end: int) -> str | None:
        """The one person whose office or title these words name: 'the Foreign Secretary', 'Valdoria's top diplomat'."""
        if noun in self.cast.titles and len(self.cast.titles[noun]) == 1:
            return next(iter(self.cast.titles[noun]))
        if noun not in OFFICE_NOUNS:
            return None
        owner = next((m for m in self.cast.within(start, end) if self.cast.type_of(m.key) != "Person"), None)
        words = bare(self.page.text[start:end]).lower()
        if owner and self.page.text[start : owner.start].lower() in ("", "the "):
            words = re.sub(r"^[’']s\s+", "", self.page.text[owner.end : end]).strip().lower()
        earlier = [holder for holder in self.offices if holder.start < end]
        for known in (earlier, self.offices):  # whom the article has named already, before whom it names later
            for titles in ({words}, SAME_POSTS.get(words, frozenset())):
                found = self._one_of(known, titles, owner)
                if found:
                    return found
        return None

    def _one_of(self, known: list[Holder], titles: Collection[str], owner: Mention | None) -> str | None:
        """The only one of the holders whose post has one of these titles: first of those whose body is named."""
        people = {h.person for h in known if any(is_same_post(h.post, title) for title in titles)}
        owned = {h.person for h in known if h.person in people and owner and h.organization == owner.key}
        for found in (owned, people if owner is None or not owned else set()):
            if len(found) == 1:
                return next(iter(found))
        return None

    def _body(self, words: str, noun: str, start: int, end: int) -> Referent:
        """The organisation last named whose name has this noun; else the phrase is its name."""
        if len(bare(words).split()) == 1:
            for each in self.cast.before(start, "Organization"):
                if noun in self.cast.entities[each.key].name.lower().split():
                    return Referent(each.key, start, end, 0.85)
        inside = next((m for m in self.cast.within(start, end) if self.cast.type_of(m.key) == "Organization"), None)
        if inside and words.endswith(self.page.text[inside.start : inside.end]):
            return Referent(inside.key, start, end)
        name = bare(words) if words[:1].isupper() and len(words.split()) > 1 else words
        return Referent(self.cast.key_for("Organization", name), start, end, 0.8)
