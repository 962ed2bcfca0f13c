"""Finds who holds which office, from titles, appositions and 'is the ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.lexicon import OFFICE_PLURALS
from kg.extraction.make_believe import characters, is_past, is_played
from kg.extraction.memberships import included, member_after, part_after, party_before
from kg.extraction.page import Page
from kg.extraction.post_words import (
    COURTESY_WORDS,
    RANKS,
    WORD,
    Word,
    ends_post,
    ends_sentence,
    is_office,
    is_post,
    one_of,
)
from kg.extraction.posts import Post, post_ending, post_of, with_tenure
from kg.extraction.syntax import ancestors

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_offices(page: Page, cast: Cast) -> Iterator[Finding]:
    """Offices and memberships that the article itself says, in no order."""
    parts = characters(page, cast)
    for index, _, doc in page.parsed():
        for mention in _people(page, cast, index):
            if mention.key in parts or mention.shared:
                continue
            yield from _titled(page, cast, index, doc, mention)
            yield from _after(page, cast, index, doc, mention)
            yield from member_after(page.text, cast, mention)
            yield from included(page.text, cast, mention)
        for mention in cast.within(page.paragraphs[index].start, page.paragraphs[index].end):
            if cast.type_of(mention.key) == "Organization" and mention.form == "name":
                yield from part_after(page.text, cast, mention)


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
    words = [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(page.text, start, end)]
    while words and words[-1].lower.rstrip(".") in COURTESY_WORDS:
        if words.pop().lower.rstrip(".") == "rev":  # 'the Bishop of Ostra, the Rt Rev Ana Okoye'
            while words and words[-1].lower.rstrip(".") in _REVEREND:
                words.pop()
    while len(words) > 1 and _is_rank(words[-1], words[-2]) and (words[-2].text[-1] == "," or ends_post(words[:-1])):
        words.pop()  # 'President General Okoye', 'the chairman, General Okoye'
    for at in range(len(words) - 1, -1, -1):
        if ends_sentence(words[at]):
            return words[at + 1 :]
    return words


def _is_rank(word: Word, before: Word) -> bool:
    """'General' is one, in 'Attorney General' and 'Chief Justice' it is none."""
    if word.bare in ("general", "justice") and before.bare in _WITH_GENERAL:
        return False
    return word.bare in RANKS or word.bare in _SHORT_RANKS or word.bare == "justice"


def _titled(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Foreign Secretary Ana Okoye', 'Labour's Sir Ben Adu', 'the mayor of Ostra, Ana Okoye'."""
    words = _words_before(page, index, name.start)
    if not words or name.start - words[-1].end > 25:
        return
    yield from party_before(cast, words, name)
    apposition = words[-1].text.endswith(",")
    if words[-1].text.endswith((";", ":")):
        return
    if apposition:
        words[-1] = Word(words[-1].text[:-1], words[-1].start, words[-1].end - 1)
    post = post_ending(page, cast, index, doc, words) or (
        _described_post(page, cast, index, doc, name) if apposition else None
    )
    whose = [word.lower for word in words if word.end <= (post.start if post else 0)][-1:]
    if post and post.title.lower() in _KIN and whose and whose[0] in ("his", "her", "their"):
        return  # 'His deputy, Ana Okoye': whose deputy is not said
    if not post or (apposition and (not _definite(words, post) or _is_of_another(page, cast, words[0].start, post))):
        return
    if apposition and _opens_before(page, index, doc, name):
        return  # 'In a letter to the mayor, Okoye said ...'
    if post.title in _CROWNED and _OF_A_WORK.search(page.text, max(0, post.start - 40), post.start):
        return  # 'The Trials of King Ivo', a film
    if is_played(page.text, post.start) or _is_longer(page, index, doc, name) or _is_calling(post):
        return
    if post.tenure == "current" and _FORMER_PAIR.search(page.text, max(0, post.start - 60), post.start):
        post = with_tenure(post, "former")
    if post.tenure == "current" and _LEFT.search(page.text, max(0, post.start - 40), post.start):
        post = with_tenure(post, "former")
    if post.tenure == "current" and _is_of_a_past_body(page.text[post.start : name.start]):
        post = with_tenure(post, "former")
    if not apposition and name.key in cast.thin and _joins_on(page, post, name):
        return  # 'director of Sela Sea Grant': the name goes on from the body's
    rule = "office-apposition" if apposition else "office-title"
    past = post.tenure == "current" and (
        is_past(page, index, doc, name) or _UNDER.search(page.text, max(0, post.start - 140), post.start)
    )
    sure = _PAST if past else 1.0
    plural = _plural(words, post)
    holders = [name, *_listed_after(page, cast, name)] if plural else [name]
    bodies = _bodies_of(page, cast, words, post) if plural and len(holders) > 1 else []
    if plural and plural.end < post.end:  # 'the mayors of Sela and Ostra, A and B'
        bodies = [m.key for m in cast.within(plural.end, post.end)]
        post = replace(post, title=one_of(page.text[post.start : plural.end]))
    open_list = (
        len(holders) > 1 and len(bodies) < 2 and _AND_BEFORE.search(page.text, max(0, post.start - 40), post.start)
    )
    if open_list or (len(bodies) > 1 and len(bodies) != len(holders)):
        return  # 'Sela and Ostra's mayors A, B and C': whose is whose is not said
    for holder, body in zip(holders, bodies if len(bodies) > 1 else [post.organization] * len(holders), strict=True):
        yield from holding(rule, holder, replace(post, organization=body), (post.start, holder.end), sure)


def _opens_before(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether a name is the subject behind what a sentence opens with, not in apposition to it."""
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx + len(t) == name.end - offset), None)
    if token is None or token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    first = next((t for t in token.sent if not t.is_punct and not t.is_space), token)
    own = token.left_edge.i
    return first.pos_ in ("ADP", "SCONJ") and first.i < own and not any(t.dep_ == "appos" for t in token.subtree)


def _joins_on(page: Page, post: Post, name: Mention) -> bool:
    """Whether the post ends with words of a name that stand right before this one."""
    words = page.text[post.start : post.end].split()
    return (
        page.text[post.end : name.start] == " "
        and " of " in page.text[post.start : post.end]
        and words[-1][0].isupper()
    )


def _plural(words: Sequence[Word], post: Post) -> Word | None:
    """The noun of a post that several hold: 'ministers'."""
    inside = [word for word in words if post.start <= word.start < post.end]
    for word, after in zip(inside, [*inside[1:], None], strict=True):
        if word.bare in OFFICE_PLURALS and (after is None or after.lower in ("of", "for")):
            return word
        if after is not None and is_office(word) and after.lower in ("of", "for"):
            return None  # 'chairman of the Chiefs of Staff'
    return None


def _bodies_of(page: Page, cast: Cast, words: Sequence[Word], post: Post) -> list[str]:
    """Whose posts they are, one after another: 'the Sela, Ostra and Kesmark (mayors)', 'Orlen's (chiefs)'."""
    named = [m for m in cast.within(words[0].start, post.end) if cast.type_of(m.key) != "Person"]
    kept: list[Mention] = []
    for mention in reversed(named):
        gap = page.text[mention.end : kept[0].start] if kept else None
        if gap is None or _JOINT.fullmatch(gap):
            kept.insert(0, mention)
        else:
            break
    return [mention.key for mention in kept]


def find_counterparts(page: Page, cast: Cast, offices: Sequence[Finding]) -> Iterator[Finding]:
    """'Sela's foreign minister Ana Okoye and her Ostra counterpart, Ben Adu,': he holds the same post there."""
    for index, _, doc in page.parsed():
        for token in doc:
            if token.lower_ in ("counterpart", "counterparts"):
                yield from _counterparts(page, cast, index, token, offices)


def _counterparts(page: Page, cast: Cast, index: int, word: Token, offices: Sequence[Finding]) -> Iterator[Finding]:
    start, end = page.where(index, word)
    if page.quotation_at(start):
        return
    sentence = page.paragraphs[index].start + word.sent.start_char
    posts = {
        str(found.fields["post"][0])
        for found in offices
        if found.type == "OfficeHolding" and sentence <= found.spans[0][0] and found.spans[0][1] <= start
    }
    bodies = [m for m in cast.within(max(sentence, start - 80), start) if cast.type_of(m.key) == "Country"]
    bodies = [m for m, after in zip_longest(bodies, bodies[1:]) if _is_run(page, m, after, start)]
    first = _COUNTERPART.match(page.text, end)
    name = cast.at(first.end(), first.end() + 1) if first else None
    if len(posts) != 1 or not bodies or name is None or cast.type_of(name.key) != "Person":
        return
    title = next(iter(posts))
    if not _PORTFOLIO.fullmatch(title):
        return  # a president's counterpart may be a prime minister
    holders = [name, *(_listed_after(page, cast, name) if word.lower_ == "counterparts" else ())]
    if len(holders) != len(bodies):
        return
    for holder, body in zip(holders, bodies, strict=True):
        post = Post(title, "current", body.key, None, start, end)
        yield from holding("office-counterpart", holder, post, (body.start, holder.end))


def _is_run(page: Page, mention: Mention, after: Mention | None, end: int) -> bool:
    """Whether nothing but a comma or 'and' parts the mention from the next one, or from the word at `end`."""
    return bool(_RUN.fullmatch(page.text[mention.end : after.start if after else end]))


def _described_post(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Post | None:
    """'the chair of the bank, Carl Moss,': the post of the noun that the name stands beside."""
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx + len(t) == name.end - offset), None)
    if token is None:
        return None
    beside = token.dep_ == "appos" and token.head.i < token.i and is_post(token.head)
    head = token.head if beside else _enclosed(page, index, doc, name)
    post = post_of(page, cast, index, doc, head, head.left_edge.i) if head is not None else None
    return post if post and post.end <= name.start else None


def _enclosed(page: Page, index: int, doc: Doc, name: Mention) -> Token | None:
    """'the head of the rescue agency, Ana Okoye, told': between two commas the name is whose post it is."""
    if page.text[name.end : name.end + 1] != ",":
        return None
    offset = page.paragraphs[index].start
    before = next((t for t in reversed(doc) if t.idx + len(t) <= name.start - offset and not t.is_punct), None)
    if before is None:
        return None
    heads = [before, *(up for _, up in ancestors(before) if up.i < before.i)]
    head = next((up for up in heads if is_post(up)), None)
    definite = head is not None and any(c.lower_ in ("the", "its", "their", "whose") for c in head.lefts)
    return head if definite else None


def _is_longer(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether the name goes on into that of a place or thing: 'General Ben Adu Base'."""
    offset = page.paragraphs[index].start
    last = next((t for t in doc if t.idx + len(t) == name.end - offset), None)
    if last is None or last.i + 1 >= len(doc) or last.dep_ not in ("compound", "nmod"):
        return False
    following = doc[last.i + 1]
    return following.tag_ in ("NNP", "NNPS") and following.ent_type_ != "DATE" and last.head.i > last.i


def _is_calling(post: Post) -> bool:
    """'attorney Ben Adu', 'Rear Admiral Ben Adu': a living or a rank, of no body that is named, is no office."""
    *before, last = post.title.lower().rstrip(".").split()
    rank = post.tenure == "current" and (last in RANKS or last in _SHORT_RANKS) and not {*before} & _WITH_GENERAL
    return post.organization is None and (post.title in _CALLINGS or rank)


def _is_of_another(page: Page, cast: Cast, start: int, post: Post) -> bool:
    """Whether the post stands behind a name already: 'Ben Adu, Okoye's spokesman, Okoye ...'."""
    before = [m for m in cast.within(start, post.start) if cast.type_of(m.key) == "Person"]
    return any(re.match(r"(?:['’]s)?, ", page.text[m.end : m.end + 4]) for m in before)


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
    return bool(
        before and (before[-1].possessive or before[-1].lower in ("the", "its", "their", "his", "her", "whose", "then"))
    ) or bool(first and (first.possessive or post.organization))


def holding(rule: str, name: Mention, post: Post, span: tuple[int, int], sure: float = 1.0) -> Iterator[Finding]:
    organization = (post.organization,) if post.organization else ()
    yield Finding(
        "OfficeHolding",
        rule,
        {"person": (name.key,), "post": (post.title,), "organization": organization, "tenure": (post.tenure,)},
        (span,),
        (("person", name.start, name.end), ("post", post.start, post.end)),
        sure,
    )


_PAST = 0.85  # 'President Okoye in 2019', 'a statue of President Okoye': whether it lasts is not said
_FORMER_PAIR = re.compile(
    r"\b(?:[Ff]ormer|[Rr]etired|[Tt]hen|[Ll]ate) (?:[a-z][\w-]+ ){1,4}and $"
)  # 'former bishop and (dean X)'
_LEFT = re.compile(
    r"\b(?:resignation|departure|death|sacking|dismissal|removal|ouster|retirement) of (?:the |its |their )?$"
)
_UNDER = re.compile(
    r"\b(?:served|worked|introduced|created|set up|appointed|signed|begun|began|in office) [^.]{0,80}"
    r"\b(?:under|by) (?:the )?(?:then )?$"
)
_WITH_GENERAL = frozenset(
    "attorney secretary solicitor postmaster director governor consul surgeon auditor inspector adjutant comptroller"
    " quartermaster prosecutor commissioner chief lord".split()
)
_CROWNED = frozenset(("King", "Queen", "Emperor", "Empress", "Pope", "Sultan"))
_OF_A_WORK = re.compile(r"\b[Tt]he (?:[A-Z]\w+ ){1,3}of $")
_SHORT_RANKS = frozenset("gen adm col capt lt sgt maj".split())
_CALLINGS = frozenset(("attorney", "counsel", "constable"))
_REVEREND = frozenset("the most rt right very".split())
_KIN = frozenset("deputy head chief leader chair boss secretary".split())
_AND_BEFORE = re.compile(r"[A-Z][\w.]* and $")
_COUNTERPART = re.compile(r",? (?=[A-Z])")
_PORTFOLIO = re.compile(r"(?!prime|first|chief)[\w-]+ (?:and [\w-]+ )?minister", re.IGNORECASE)
_RUN = re.compile(r"(?:['’]s)?(?:,| and|, and)? ")
_JOINT = re.compile(r"(?:['’]s)?(?:,| and|, and) (?:the )?")
# 'finance minister in the last government': whose time is over, the post with it
_PAST_BODY = re.compile(
    r"^[^,.;:()\"“”]*? (?:in|of|under) (?:[Tt]he |his |her |their |its |[A-Z]\w+['’]s )"
    r"(?:last|previous|former|then|outgoing|old|defeated|ousted|deposed) (?:[\w-]+ ){0,2}?"
    r"(?:government|cabinet|administration|parliament|regime|coalition|legislature|assembly)\b"
)
_AHEAD = 60  # code points
_SEPARATOR = re.compile(r"(?: ?,| [—–-]| \()? (?:aged )?(?:\d{1,3}, )?(?:who (?P<verb>is|was) )?|,? \(")
_LIST = re.compile(r"(?:, and |, | and )(?=\w)")
_CLOSES = re.compile(r" ?[,.;—–)]| [—–-]|$|\s*\n| who\b")


def _after(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, the mayor of Ostra,', 'Ana Okoye, 57, head of ...', 'Ana Okoye — former mayor and senator —'."""
    found = _SEPARATOR.match(page.text, name.end, name.end + 24)
    if not found or not found.group().strip():
        return
    at, tenure = found.end(), "former" if found["verb"] == "was" else None
    for _ in range(4):
        chunk = next((c for c in doc.noun_chunks if page.where(index, c)[0] == at), None)
        if chunk is None or not is_post(chunk.root):
            return
        post = post_of(page, cast, index, doc, chunk.root, chunk.start)
        if post is None or any(_people_in(cast, at, post.end)):
            return
        tenure = tenure or (post.tenure if post.tenure != "current" else None)
        if _is_of_a_past_body(page.text[post.start : post.end + _AHEAD]):
            tenure = tenure or "former"
        following = _LIST.match(page.text, post.end)
        if not (_CLOSES.match(page.text, post.end) or following or chunk.root.dep_ == "appos"):
            return
        if not following and _is_in_opening(page, index, doc, name) and _does(page, index, doc, post.end):
            return  # 'According to her deputy, Ana Okoye, the mayor went ...': the mayor is somebody else
        yield from holding("office-apposition", name, with_tenure(post, tenure or "current"), (name.start, post.end))
        if following is None:
            return
        at = following.end()


def _is_in_opening(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether a name stands in what a sentence opens with: 'According to Okoye', 'After he met Okoye'."""
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx + len(t) == name.end - offset), None)
    if token is None:
        return False
    first = next((t for t in token.sent if not t.is_punct and not t.is_space), token)
    opens = first.pos_ in ("ADP", "SCONJ") or first.tag_ in ("IN", "VBG", "VBN", "TO", "WRB")
    return opens and token.sent.root.i > token.i


def _does(page: Page, index: int, doc: Doc, end: int) -> bool:
    """Whether a verb follows `end` before any mark, whose subject stands before: 'the mayor of Ostra left'."""
    for token in doc:
        if page.where(index, token)[0] < end:
            continue
        if token.is_punct or token.is_space:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP"):
            return True
    return False


def _is_of_a_past_body(words: str) -> bool:
    return bool(_PAST_BODY.match(words))


def _people_in(cast: Cast, start: int, end: int) -> Iterator[Mention]:
    return (m for m in cast.within(start, end) if cast.entities[m.key].type == "Person")
