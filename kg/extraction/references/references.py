"""Who a noun phrase stands for: a name, an office, a pronoun, a body or somebody who is only described."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.lexicon import ADHERENTS, EXPRESSING, FORCES
from kg.extraction.names.cast import Mention
from kg.extraction.names.countries import capitals
from kg.extraction.parsing.phrases import (
    NOMINAL,
    is_all_of_two,
    is_people,
    is_same_person,
    joined,
    members_named,
    phrase,
)
from kg.extraction.parsing.syntax import ancestors
from kg.extraction.references.appositions import named_beside
from kg.extraction.references.descriptions import STUDIED, described
from kg.extraction.references.discourse import Discourse, Referent
from kg.extraction.references.pronouns import pronoun
from kg.extraction.references.several import they
from kg.extraction.sureness import Sure, doubting

if TYPE_CHECKING:
    from spacy.tokens import Token


_PRONOUNS = frozenset("he she it they who him her them".split())
_SHARES = frozenset("many several some others".split())
_NO_VOICES = frozenset(("study", "scenario", "model", "graph", "chart", "index", "simulation", "pathway"))
_REPORTS = frozenset("report bulletin filing".split())
_SOME = frozenset("many some several most other few".split())
_CHAMBERS = frozenset(("Senate", "House", "Assembly", "Commons"))
_ADHERING = frozenset(name for name in ADHERENTS.values() if name.endswith("s"))  # who bear their party's name
_OPENING = 3  # tokens from an end of the sentence
MOST_JOINED = 15  # of a longer list the first
_SHARED = Sure(0.7, "who of this name it is")  # a surname that somebody else bears, too
_PAIR = Sure(0.85, "which of several are meant")  # 'the two leaders' are the two named before
_ALL_OF_TWO = Sure(0.7, "whether the two named before are meant")  # 'Both'
_UNKNOWN = Sure(0.6, "which of several are meant")  # 'both companies', of three
_COUNTED = Sure(0.9, "who they are, for no name is given")  # 'fifteen Democrats'
_FIRMS = ("Organization",)
_PUBLIC = frozenset(
    "commission court ministry department agency board authority council government parliament senate committee police"
    " treasury office bureau tribunal congress administration inspectorate ombudsman".split()
)
_PAIRED = {
    **dict.fromkeys("minister leader president man woman official politician candidate side".split(), ("Person",)),
    **dict.fromkeys("country nation government neighbour neighbor state".split(), ("Country",)),
    **dict.fromkeys("company firm group club union".split(), ("Organization",)),
}


class References(Discourse):
    """Resolves the phrases of one page."""

    def resolve(self, index: int, head: Token) -> list[Referent]:
        """The referents of the phrase around `head`, those joined by 'and' too; none where nobody is meant."""
        if pair := self._pair(index, head) or self._both(index, head):
            return pair
        found: list[Referent] = []
        members = members_named(head) or self._listed_beside(index, head)
        before = self._joined_before(index, head)
        several = (*before, head, *islice(joined(head), MOST_JOINED), *self._of_another_land(index, head))
        members = members or [name for each in several if each.i != head.i for name in members_named(each)]
        spread = (
            name
            for each in several
            for name in (self._listed_beside(index, each) if each.i != head.i else ()) or (each,)
        )
        for each in members or spread:
            referent = self._one(index, each)
            if referent and found and is_same_person(head, each) and self._is_by_name(referent):
                return [referent]
            if referent and each.i != head.i and self._is_of_the_first(head, each, referent):
                continue
            if referent and referent.key not in {known.key for known in found}:
                found.append(referent)
        return found

    def _both(self, index: int, head: Token) -> list[Referent]:
        """'They', 'Both' or 'The two' behind 'Okoye and Adu met': both; of any other 'they' as of all pronouns."""
        counted = is_all_of_two(head)
        if head.lower_ not in ("they", "them") and not counted:
            return []
        several = they(self, index, head, *self.page.where(index, head))
        if counted:
            people = all(self.cast.type_of(each.key) == "Person" for each in several)
            return [replace(each, sure=_ALL_OF_TWO) for each in several] if len(several) == 2 and people else []
        return several if len(several) > 1 else []

    def _of_another_land(self, index: int, head: Token) -> list[Token]:
        """'Okoye of Korvia and Adu of Veltland', where the parser joins Adu to Korvia."""
        if head.pos_ != "PROPN":
            return []
        land = next((c for of in head.rights if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"), None)
        other = next((c for c in land.rights if c.dep_ == "conj"), None) if land is not None else None
        if land is None or other is None or not any(c.lower_ == "of" for c in other.rights):
            return []
        mentions = [self.cast.at(*self.page.where(index, each)) for each in (head, land, other)]
        people = [m is not None and self.cast.type_of(m.key) == "Person" for m in mentions]
        return [other] if people == [True, False, True] else []

    def _joined_before(self, index: int, head: Token) -> list[Token]:
        """'Okoye' of 'Ana Okoye and Ben Adu met', where the parser makes her name a part of his."""
        if head.pos_ != "PROPN":
            return []
        other = next((c for c in head.lefts if c.dep_ == "nmod" and c.pos_ == "PROPN"), None)
        if other is None or not any(c.lower_ == "and" and c.dep_ == "cc" for c in other.rights):
            return []
        mentions = [self.cast.at(*self.page.where(index, each)) for each in (other, head)]
        people = all(m is not None and self.cast.type_of(m.key) == "Person" for m in mentions)
        return [other] if people and mentions[0] != mentions[1] else []

    def _pair(self, index: int, head: Token) -> list[Referent]:
        """'the two ministers', 'both countries': those two whom this paragraph and the one before name so far."""
        kinds = _PAIRED.get(head.lemma_.lower())
        if kinds is None or head.tag_ != "NNS" or not any(c.lower_ in ("two", "both") for c in head.lefts):
            return []
        start, end = phrase(self.page, index, head)
        if kinds == _FIRMS and not self.page.quotation_at(start):
            return self._two_firms(index, head, start, end)
        if self.page.quotation_at(start) or any(c.dep_ in ("prep", "relcl", "appos") for c in head.rights):
            return []
        first = self.page.paragraphs[max(0, index - 1)].start
        named = [m for m in self.cast.within(first, start) if self.cast.type_of(m.key) in kinds]
        keys = list(dict.fromkeys(m.key for m in named if not self.in_utterance(m.start)))
        return [Referent(key, start, end, _PAIR) for key in keys] if len(keys) == 2 else []

    def _two_firms(self, index: int, head: Token, start: int, end: int) -> list[Referent]:
        """'Both companies': the only two firms of the sentence before, no board or court; else nobody known."""
        before = head.doc[head.sent.start - 1].sent if head.sent.start > 0 else None
        within = self.page.where(index, before) if before is not None else (start, start)
        heard = {self.page.where(index, t)[0] for t in before or () if t.dep_ == "dobj" and t.head.lemma_ == "tell"}
        firms = (m for m in self.cast.within(*within) if self.cast.type_of(m.key) == _FIRMS[0])
        named = [m.key for m in firms if not any(m.start <= at < m.end for at in heard)]  # not 'told Norvik News'
        keys = [key for key in dict.fromkeys(named) if not self._is_public(key)]
        if len(keys) == 2:
            return [Referent(key, start, end, _PAIR) for key in keys]
        return [Referent(self.cast.key_for("UnnamedSource", self.page.text[start:end]), start, end, _UNKNOWN)]

    def _is_public(self, key: str) -> bool:
        return bool(_PUBLIC.intersection(self.cast.entities[key].name.lower().split()))

    def _is_by_name(self, referent: Referent) -> bool:
        """Whether the phrase holds the person's name: in 'the king and queen' it does not."""
        named = self.cast.within(referent.start, referent.end)
        return any(m.key == referent.key and self.cast.type_of(m.key) == "Person" for m in named)

    def _listed_beside(self, index: int, head: Token) -> list[Token]:
        """'their counterparts, Ana Okoye and Ben Adu,': those named in apposition to a noun of several people.

        One person has one name: of 'her brother Ivo Rehn and sister Lena Rehn' the second is somebody else.
        """
        if head.tag_ not in ("NNS", "NN") or not is_people(head):
            return []
        first = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)
        if first is None:
            return []
        names = [*self._joined_before(index, first), first, *islice(joined(first), MOST_JOINED)]
        mentions = [self.cast.at(*self.page.where(index, name)) for name in names]
        people = [m for m in mentions if m is not None and self.cast.type_of(m.key) == "Person"]
        return names if len(people) == len(names) > 1 else []

    def _is_of_the_first(self, head: Token, joined: Token, referent: Referent) -> bool:
        """'experts from the union and the council': the council is where experts are from, not a second speaker."""
        if head.pos_ != "NOUN" or self.cast.type_of(referent.key) not in ("Organization", "Country", "City", "Place"):
            return False
        links = [c for c in head.rights if c.dep_ == "prep" and c.lower_ in ("from", "at", "of") and c.i < joined.i]
        return any(c.pos_ == "PROPN" for link in links for c in link.children)

    def according(self, index: int, word: Token) -> str | None:
        """Whom the sentence gives for its word: 'according to officials'; '' where that is nobody known."""
        first = word.sent[0]
        if first.lower_ == "in" and (giver := self._giver(index, first)) is not None:
            return giver
        for token in word.sent:
            to = token.lower_ == "according" and token.i + 1 < len(word.doc) and word.doc[token.i + 1].lower_ == "to"
            if to and _is_told_by(word, token):
                head = next((c for c in word.doc[token.i + 1].children if c.dep_ == "pobj"), None)
                found = self.resolve(index, head) if head is not None else []
                return found[0].key if found else ""
            if token.lower_ == "per" and (paper := self._per(index, token)) is not None:
                return paper
        return None

    def _giver(self, index: int, link: Token) -> str | None:
        """'In a report of the Harbour Agency, ten roofs were damaged': the body whose report it is."""
        report = next((c for c in link.children if c.dep_ == "pobj" and c.lemma_.lower() in _REPORTS), None)
        if report is None or report.head.head.lemma_.lower() in FORCES or "," not in (t.text for t in link.sent):
            return None
        bodies = [c for p in report.rights if p.lower_ in ("of", "by", "from") for c in p.children if c.dep_ == "pobj"]
        found = [r for head in bodies if head.pos_ == "PROPN" for r in self.resolve(index, head)]
        return found[0].key if found and self.cast.type_of(found[0].key) == "Organization" else None

    def _per(self, index: int, per: Token) -> str | None:
        """'said Okoye per the Harbour Post': the body behind 'per'."""
        head = next((c for c in per.children if c.dep_ == "pobj" and c.pos_ == "PROPN"), None)
        mention = self.cast.at(*self.page.where(index, head)) if head is not None else None
        return mention.key if mention is not None and self.cast.type_of(mention.key) == "Organization" else None

    def _one(self, index: int, head: Token) -> Referent | None:
        if head.text in self.cast.storms:
            return None
        start, end = phrase(self.page, index, head)
        at = self.page.where(index, head)
        mention = self.cast.at(*at)
        named = mention is not None and mention.end - mention.start == len(head) > 2 and head.text.isupper()  # 'WHO'
        share = head.lower_ in _SHARES and head.dep_ in ("nsubj", "agent")
        if (head.pos_ == "PRON" or head.lower_ in _PRONOUNS or share) and not named:
            found = pronoun(self, index, head, *at)
            return found and replace(found, sure=doubting(found.sure, f"whom “{head.text}” means"))
        if mention and mention.form == "demonym" and _is_people_speaking(head):
            return Referent(self.cast.key_for("UnnamedSource", self.page.text[start:end]), start, end, _SHARED)
        if mention and _is_some_of(head) and (mention.form == "demonym" or self._is_of_group(mention)):
            return self._some_of(index, head, start, end)
        own = self.cast.entities[mention.key].name.count(" ") if mention else 0
        if mention and self.cast.entities[mention.key].name in _ADHERING and _is_described(head, head.i - own):
            return self._some_of(index, head, start, end)
        if mention and self._is_name(mention, head):
            key, sure = self._speaking(mention.key, head), _SHARED if mention.shared else 1.0
            if self.cast.entities[key].name.split()[-1].lower() in _NO_VOICES:
                sure = min(sure, STUDIED)
            return Referent(key, min(mention.start, start), max(mention.end, at[1]), sure)
        if head.pos_ not in NOMINAL or not head.text[:1].isalpha():
            return None
        return named_beside(self, index, head, start, end) or described(self, index, head, start, end, self._one)

    def _is_name(self, mention: Mention, head: Token) -> bool:
        """A demonym as head ('the French') is a people, not the country; anything else is the name."""
        return not (mention.form == "demonym" and head.pos_ in ("ADJ", "NOUN"))

    def _some_of(self, index: int, head: Token, start: int, end: int) -> Referent:
        """'An Australian, Ben Adu,': the person named beside it, else nobody who has a name."""
        for child in head.rights:
            who = self.cast.at(*self.page.where(index, child)) if child.dep_ == "appos" else None
            if who is not None and self.cast.type_of(who.key) == "Person":
                return Referent(who.key, start, who.end, 0.95)
        return Referent(self.cast.key_for("UnnamedSource", self.page.text[start:end]), start, end, _COUNTED)

    def _is_of_group(self, mention: Mention) -> bool:
        """'Democrats', 'American Samoans': of a party or a people, of which a number is only some."""
        name = self.cast.entities[mention.key].name
        return self.cast.type_of(mention.key) in ("Organization", "PoliticalParty") and name.endswith("s")

    def _speaking(self, key: str, head: Token) -> str:
        """A capital that speaks or acts stands for its country."""
        entity = self.cast.entities[key]
        if entity.type == "City" and entity.name in capitals() and head.dep_ in ("nsubj", "agent"):
            return self.cast.key_for("Country", capitals()[entity.name])
        return key


def _is_some_of(head: Token) -> bool:
    """'An Australian', 'three American Samoans', 'fifteen Democrats': one or some of those who bear the name."""
    if head.tag_ in ("NNPS", "NNS"):
        return any(c.dep_ == "nummod" for c in head.lefts)
    return head.tag_ in ("NNP", "NN") and any(c.lower_ in ("an", "a", "another") for c in head.lefts)


def _is_described(head: Token, name: int) -> bool:
    """'Some Tories', 'senior Democrats', 'Senate Republicans': some of the party whose name begins at token `name`.

    'The senior Tories' may be all of it, and 'Liberal Democrats' are.
    """
    if head.tag_ not in ("NNPS", "NNS") or any(c.dep_ == "det" and c.lower_ not in _SOME for c in head.lefts):
        return False
    words = [c for c in head.lefts if c.i < name and c.dep_ in ("det", "amod", "compound", "nmod")]
    plain = (c.text.islower() or (c.i == c.sent.start and not c.ent_type_) for c in words)
    return any(plain) or any(c.lower_ in _SOME or c.text in _CHAMBERS for c in words)


def _is_people_speaking(demonym: Token) -> bool:
    """'Many Korvians said', 'Korvians expressed anger': people of a land, not the land."""
    some = any(c.lower_ in _SOME for c in demonym.lefts)
    spoken = some or demonym.head.lemma_ in FORCES.keys() | EXPRESSING
    return demonym.tag_ == "NNPS" and demonym.dep_ == "nsubj" and spoken


def _is_told_by(word: Token, according: Token) -> bool:
    """Whether 'according to' tells of the word: not 'While few do, according to a study, the union said ...'."""
    sentence = according.sent
    first, last = sorted((word.i, according.i))
    if any(t.text == ";" for t in word.doc[first:last]):
        return False
    if according.i - sentence.start < _OPENING or according.right_edge.i + _OPENING >= sentence.end:
        return True
    told = according.head
    while told.dep_ in ("advcl", "conj", "xcomp") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in told.lefts):
        told = told.head  # 'fell, killing ten according to officials, and …'
    return told.i == word.i or any(upper.i == told.i for _, upper in ancestors(word))
