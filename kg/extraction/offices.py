"""Finds who holds which office, and who belongs to which party, from titles, appositions and 'is the ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.lexicon import (
    ACTING,
    ADHERENTS,
    COURTESY,
    FORMER,
    INCOMING,
    NOT_IN_POST,
    OCCUPATIONS,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    OFFICE_PLURALS,
    PARTY_NAMES,
    PARTY_WORDS,
)
from kg.extraction.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WORD = re.compile(r"\S+")
_THEN = re.compile(r"^(?:then|ex|former)-", re.IGNORECASE)
_ENDS_OF_POST = re.compile(r"-(?:elect|designate|designee)$")
_COURTESY = frozenset(word.lower() for word in COURTESY)
_ABBREVIATED = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "adm": "admiral", "sgt": "sergeant", "maj": "major", "supt": "superintendent", "det": "inspector",
}  # fmt: skip
_LINKS = frozenset(("of", "for", "to", "at"))
_IN_TITLE = frozenset(("of", "for", "to", "at", "the", "and", "on"))
_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))
_STATUS_OF_SEAT = frozenset(
    "mp mep msp senator congressman congresswoman representative councillor lawmaker deputy member".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text without its comma, and its place."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def bare(self) -> str:
        """Lower case without possessive, full stop and tenure prefix."""
        word = re.sub(r"['’]s?$", "", self.lower).rstrip(".")
        return _ENDS_OF_POST.sub("", _THEN.sub("", word))

    @property
    def possessive(self) -> bool:
        return bool(re.search(r"(?:['’]s|s['’])$", self.text))


@dataclass(frozen=True, slots=True)
class Post:
    """A post as the words before or after a name give it."""

    title: str
    tenure: str
    organization: str | None
    party: str | None
    start: int
    end: int


def find_offices(page: Page, cast: Cast) -> Iterator[Finding]:
    """Offices and memberships that the article itself says, in no order."""
    for index, _, doc in page.parsed():
        for mention in _people(page, cast, index):
            yield from _titled(page, cast, index, doc, mention)
            yield from _after(page, cast, index, doc, mention)
            yield from _copular(page, cast, index, doc, mention)


def _people(page: Page, cast: Cast, index: int) -> list[Mention]:
    paragraph = page.paragraphs[index]
    hidden = [(s.start, s.end) for chain in page.chains for s in chain if s.paragraph == index]
    return [
        each
        for each in cast.within(paragraph.start, paragraph.end)
        if cast.entities[each.key].type == "Person" and not any(a <= each.start < b for a, b in hidden)
    ]


def _words_before(page: Page, index: int, end: int) -> list[Word]:
    """The words of the paragraph up to `end`, courtesy titles before it left out; nothing across a comma's clause."""
    start = max(page.paragraphs[index].start, end - 160)
    words = [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(page.text, start, end)]
    while words and words[-1].lower.rstrip(".") in _COURTESY:
        words.pop()
    for at in range(len(words) - 1, -1, -1):
        if _ends_sentence(words[at]):
            return words[at + 1 :]
    return words


def _ends_sentence(word: Word) -> bool:
    """Whether the full stop behind a word is not that of an abbreviation: 'Sen.', 'U.S.', 'J.'."""
    if not word.text.rstrip("\"”’'").endswith((".", "!", "?")):
        return False
    bare = word.bare
    return not (bare in _ABBREVIATED or bare in _COURTESY or "." in bare or len(bare) < 2 or bare in ("jr", "sr", "st"))


def _titled(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Foreign Secretary Ana Okoye', 'Labour's Sir Ben Adu', 'the mayor of Ostra, Ana Okoye'."""
    words = _words_before(page, index, name.start)
    if not words or name.start - words[-1].end > 25:
        return
    yield from _party_before(cast, words, name)
    apposition = words[-1].text.endswith(",")
    if apposition:
        words[-1] = Word(words[-1].text[:-1], words[-1].start, words[-1].end - 1)
    post = _post_ending(page, cast, index, doc, words)
    if not post or (apposition and not _definite(words, post)):
        return
    rule = "office-apposition" if apposition else "office-title"
    yield from _holding(rule, name, post, (post.start, name.end))
    if not apposition and words[-1].bare in OFFICE_PLURALS:
        for other in _listed_after(page, cast, name):
            yield from _holding(rule, other, post, (post.start, other.end))


def _listed_after(page: Page, cast: Cast, name: Mention) -> Iterator[Mention]:
    """The people joined to `name` by commas and 'and'."""
    at = name.end
    while found := re.match(r"(?:,| and|, and) (?=[A-Z])", page.text[at : at + 8]):
        following = cast.at(at + found.end(), at + found.end() + 1)
        if not following or cast.entities[following.key].type != "Person":
            return
        yield following
        at = following.end


def _definite(words: Sequence[Word], post: Post) -> bool:
    before = [word for word in words if word.end <= post.start]
    first = next((w for w in words if w.start >= post.start), None)
    return bool(before and before[-1].lower in ("the", "its", "their", "his", "her")) or bool(
        first and (first.possessive or post.organization)
    )


def _post_ending(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word]) -> Post | None:
    """The post whose words end this list of words, if any."""
    head = _head(words)
    if head is None:
        return None
    first = head
    while first > 0 and head - first < 7 and _modifies(page, index, doc, words[first - 1]):
        first -= 1
    return _split(cast, words, first, head)


def _head(words: Sequence[Word]) -> int | None:
    """The number of the noun of office that the words end with, before any 'of State', 'to Valdoria'."""
    last = len(words) - 1
    if last >= 0 and _is_office(words[last]):
        if (
            words[last].bare in OCCUPATIONS
            and last > 0
            and words[last].text.islower()
            and words[last - 1].text.islower()
        ):
            return last
        return last
    for at in range(last - 1, max(last - 9, -1), -1):
        word, following = words[at], words[at + 1 :]
        if word.text[-1] in ",.;:" or (word.lower in ("said", "and") and not word.text[0].islower()):
            return None
        if (
            _is_office(word)
            and following[0].lower in _LINKS
            and all(w.text[0].isupper() or w.lower in _IN_TITLE for w in following)
        ):
            return at if following[-1].text[0].isupper() and not following[-1].possessive else None
    return None


def _is_office(word: Word) -> bool:
    bare = word.bare
    parts = bare.split("-")
    known = bare in OFFICE_NOUNS or bare in OFFICE_PLURALS or (len(parts) > 1 and {parts[0], parts[-1]} & OFFICE_NOUNS)
    return bool(known or (bare in _ABBREVIATED and word.text[0].isupper())) and not word.possessive


def _modifies(page: Page, index: int, doc: Doc, word: Word) -> bool:
    if (word.text[-1] in ',;:.!?)"”' and word.bare not in ("u.s", "u.k", "u.n")) or word.text[0] in '("“‘':
        return False
    if word.lower in FORMER | ACTING | INCOMING:
        return True
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx <= word.start - offset < t.idx + len(t)), None)
    return token is not None and token.pos_ in _MODIFIERS and token.tag_ not in ("VBG", "VBN", "CD")


def _split(cast: Cast, words: Sequence[Word], first: int, head: int) -> Post | None:
    """Take tenure, country, body and party off the front of the words of a post."""
    tenure, organization, party = "current", None, None
    start = words[first].start
    at = first
    while at <= head:
        word = words[at]
        tenure = _tenure(word) or tenure
        mention = cast.at(word.start, word.end)
        entity = cast.entities[mention.key] if mention else None
        adherent = _adherent(words, at)
        if word.lower in FORMER | ACTING | INCOMING | NOT_IN_POST or (word.lower.endswith("-old")):
            at += 1
        elif at < head and adherent:
            party, at = ADHERENTS[adherent], at + len(adherent.split())
        elif at < head and mention and entity and entity.type != "Person" and mention.end < words[head].start:
            organization = mention.key
            while at < head and words[at].start < mention.end:
                at += 1
        elif at < head and word.possessive:
            start, at = (words[at + 1].start, at + 1) if not mention else (start, at + 1)
            if mention:
                break
        elif at < head and word.text.islower() and word.lower not in OFFICE_ADJECTIVES and _loose(word):
            at += 1
        else:
            break
    if at > head:
        return None
    if mention_before := _possessor(words, at):
        at = mention_before
    for later in range(head - 1, at - 1, -1):  # 'the rail union Unite general secretary': the body nearest to the post
        inner = cast.at(words[later].start, words[later].end)
        if inner and inner.end < words[head].start and cast.type_of(inner.key) in ("Organization", "Country"):
            organization, at = inner.key, later + 1
            break
    title = " ".join(word.text for word in words[at:])
    title = _ENDS_OF_POST.sub("", _THEN.sub("", title))
    if words[-1].bare in OFFICE_PLURALS:
        title = title[: len(title) - len(words[-1].text)] + OFFICE_PLURALS[words[-1].bare].title()
    return Post(title, tenure, organization or _tail(cast, words, head), party, start, words[-1].end)


def _possessor(words: Sequence[Word], at: int) -> int | None:
    return None if at == 0 or not words[at].possessive else at


def _loose(word: Word) -> bool:
    """An adjective that says nothing of the post: 'embattled', 'popular'."""
    return word.lower.endswith(("ed", "ous", "ful", "ing", "ular", "old", "-term", "time"))


def _tenure(word: Word) -> str | None:
    if word.lower in FORMER or _THEN.match(word.text):
        return "former"
    if word.lower in ACTING:
        return "acting"
    return "incoming" if word.lower in INCOMING or word.lower.endswith(("-elect", "-designate", "-designee")) else None


def _adherent(words: Sequence[Word], at: int) -> str | None:
    two = " ".join(word.bare for word in words[at : at + 2])
    if two in ADHERENTS:
        return two
    return words[at].bare if words[at].bare in ADHERENTS and words[at].text[0].isupper() else None


def _tail(cast: Cast, words: Sequence[Word], head: int) -> str | None:
    """The body or country after 'of' or 'for'; a country after 'to' is where an ambassador is, not whose."""
    if head + 2 > len(words) - 1 or words[head + 1].lower not in ("of", "for"):
        return None
    mention = cast.at(words[head + 2].start, words[-1].end)
    return mention.key if mention and cast.entities[mention.key].type != "Person" else None


def _holding(rule: str, name: Mention, post: Post, span: tuple[int, int], sure: float = 1.0) -> Iterator[Finding]:
    organization = (post.organization,) if post.organization else ()
    yield Finding(
        "OfficeHolding",
        rule,
        {"person": (name.key,), "post": (post.title,), "organization": organization, "tenure": (post.tenure,)},
        (span,),
        (("person", name.start, name.end), ("post", post.start, post.end)),
        sure,
    )


def _party_before(cast: Cast, words: Sequence[Word], name: Mention) -> Iterator[Finding]:
    """'Labour's Sir Ben Adu', 'Republican Ben Adu', 'Conservative MP Ben Adu'."""
    last = words[-1]
    tenure = "former" if len(words) > 1 and words[-2].lower in FORMER else "current"
    at = len(words) - 1
    while at > 0 and _is_office(words[at]) and words[at].bare in _STATUS_OF_SEAT:
        at -= 1
    adherent = _adherent(words, at) or (
        _adherent(words, at - 1) if at > 0 and len((_adherent(words, at - 1) or "").split()) == 2 else None
    )
    if last.possessive and (last.bare in PARTY_NAMES or _names_party(cast, last)):
        mention = cast.at(last.start, last.end)
        known = mention and cast.entities[mention.key].type == "Organization"
        group = mention.key if mention and known else cast.key_for("Organization", re.sub(r"['’]s?$", "", last.text))
        yield _membership(name, group, (last.start, name.end), tenure)
    elif adherent and not words[at].possessive and not words[at].text.endswith(","):
        start = (
            words[at].start
            if len(adherent.split()) == 1
            else words[at - 1].start
            if words[at].bare == adherent.split()[1]
            else words[at].start
        )
        yield _membership(name, cast.key_for("Organization", ADHERENTS[adherent]), (start, name.end), tenure)


def _names_party(cast: Cast, word: Word) -> bool:
    mention = cast.at(word.start, word.end)
    entity = cast.entities[mention.key] if mention else None
    return bool(entity and entity.type == "Organization" and any(p in entity.name.lower().split() for p in PARTY_WORDS))


def _membership(name: Mention, group: str, span: tuple[int, int], tenure: str) -> Finding:
    fields = {"member": (name.key,), "group": (group,), "tenure": (tenure,)}
    return Finding("Membership", "membership-party", fields, (span,), (("member", name.start, name.end),))


def _after(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, the mayor of Ostra,' and 'Ana Okoye, 57, chief executive of ...'."""
    found = re.match(r", (?:aged )?(?:\d{1,3}, )?(?:who (?P<verb>is|was) )?", page.text[name.end : name.end + 24])
    if not found:
        return
    start = name.end + found.end()
    chunk = next((c for c in doc.noun_chunks if page.where(index, c)[0] == start), None)
    if chunk is None or chunk.root.lower_ not in OFFICE_NOUNS:
        return
    post = _post_of(page, cast, index, doc, chunk.root, chunk.start)
    after = page.text[post.end : post.end + 6] if post else ""
    if post and re.match(r"[,.;—–)]|$|\s*\n| who\b", after) and not any(_people_in(cast, start, post.end)):
        tenure = "former" if found["verb"] == "was" else post.tenure
        yield from _holding("office-apposition", name, _with_tenure(post, tenure), (name.start, post.end))


def _people_in(cast: Cast, start: int, end: int) -> Iterator[Mention]:
    return (m for m in cast.within(start, end) if cast.entities[m.key].type == "Person")


def _with_tenure(post: Post, tenure: str) -> Post:
    return Post(post.title, tenure, post.organization, post.party, post.start, post.end)


def _post_of(page: Page, cast: Cast, index: int, doc: Doc, head: Token, first: int) -> Post | None:
    """The post of a noun phrase: its words from `first` to the head and a following 'of ...'."""
    last = head.i
    for child in head.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("of", "for", "to", "at")
            and child.i == last + 1
            and child.right_edge.i - child.i < 9
            and not any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in doc[child.i : child.right_edge.i + 1])
        ):
            last = child.right_edge.i
    while first < head.i and doc[first].pos_ in ("DET", "PRON"):
        first += 1
    start, end = page.where(index, doc[first : last + 1])
    words = [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(page.text, start, end)]
    at = next((n for n, word in enumerate(words) if word.end >= page.where(index, head)[1]), None)
    return _split(cast, words, 0, at) if at is not None and words else None


def _copular(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye is the mayor of Ostra', 'was president until 2021', 'serves as ...'."""
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx <= name.end - 1 - offset < t.idx + len(t)), None)
    if token is None or token.dep_ != "nsubj" or token.head.lemma_ not in ("be", "serve") or not token.head.is_alpha:
        return
    verb = token.head
    if any(c.dep_ in ("neg", "mark") or c.tag_ in ("MD", "TO") for c in verb.children) or verb.tag_ not in (
        "VBZ",
        "VBP",
        "VBD",
    ):
        return
    heads = [c for c in verb.children if c.dep_ == "attr"]
    heads += [p for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
    for head in heads:
        post = (
            _post_of(page, cast, index, doc, head, head.left_edge.i)
            if head.lower_ in OFFICE_NOUNS and head.i > verb.i
            else None
        )
        if post:
            tenure = "former" if verb.tag_ == "VBD" else post.tenure
            yield from _holding("office-copula", name, _with_tenure(post, tenure), (name.start, post.end))
