"""Finds the offices behind a name: 'Ana Okoye, the mayor of Ostra,', 'Ana Okoye, 57, head of ...'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.holdings import holding, is_of_a_past_body, last_token, people_in, starting, years_of
from kg.extraction.offices.memberships import party_of_post
from kg.extraction.offices.post_words import is_post
from kg.extraction.offices.posts import Post, post_of, with_tenure
from kg.extraction.parsing.syntax import first_from
from kg.extraction.references.appositions import BODY_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AHEAD = 60  # code points
# code points
_SEPARATOR = re.compile(
    r"(?: ?,| [—–-]| \()? (?:aged )?(?:\d{1,3}, )?"
    r"(?:who (?P<verb>is|was) |(?P<then>then|formerly|previously|once|now|currently) )?|,? \("
)
_OF_ANOTHER = ("deputy", "delegate")
_AT_THE_TIME = re.compile(r" (?:at the time|back then)(?=[,.;)])")
_NOW = ("current", "incumbent", "now")
_TIMES = ("now", "currently", "formerly", "previously", "once")
_PAST = ("then", "formerly", "previously", "once")
_BRACKETED = re.compile(r" \((?:19|20)\d\d[-–—](?:19|20)\d\d\)$")
_LIST = re.compile(r"(?:, and |, | and )(?=\w)")
_ENDS = re.compile(r"[,.;)](?! and\b)")
_OF_THE_BODY = re.compile(r" (?:of|at|for) (?:an?|the|its) [^,]*$")  # 'director (of the rescue agency), Harbour Light'
_CLOSES = re.compile(r" ?[,.;—–)]| [—–-]|$|\s*\n| who\b")


def after_name(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, the mayor of Ostra,', 'Ana Okoye, 57, head of ...', 'Ana Okoye — former mayor and senator —'."""
    found = _SEPARATOR.match(page.text, name.end, name.end + 24)
    if not found or not found.group().strip():
        return
    past = found["verb"] == "was" or found["then"] in _PAST
    at, tenure = found.end(), "former" if past else None
    for _ in range(4):
        chunk = page.chunk_at(index, at) or (page.chunk_at(index, found.start("then")) if found["then"] else None)
        if chunk is None or not is_post(chunk.root) or chunk[0].lower_ == "whose":
            return  # 'Orlen, whose director, Ana Okoye, resigned': somebody else's office
        if chunk[0].lower_ in ("his", "her") and chunk.root.lemma_.lower() in _OF_ANOTHER:
            return  # 'Ben Adu, her deputy': whose deputy is not said
        first = chunk.start + 1 if chunk[0].lower_ in _TIMES else chunk.start
        post = post_of(page, cast, index, doc, chunk.root, first)
        if post is None or any(not _is_of_a_body(page, cast, m) for m in people_in(cast, at, post.end)):
            return
        body = _body_beside(page, cast, post)
        end = body.end if body is not None else post.end
        if body is not None:
            post = replace(post, title=_OF_THE_BODY.sub("", post.title), organization=body.key)
        tenure = tenure or (post.tenure if post.tenure != "current" else None)
        if is_of_a_past_body(page.text[post.start : post.end + _AHEAD]) or _AT_THE_TIME.match(page.text, post.end):
            tenure = tenure or "former"
        if any(t.lower_ in _NOW for t in chunk):
            tenure = post.tenure  # 'the former mayor of Ostra and current minister'
        title = _BRACKETED.sub("", post.title)
        years = years_of(page.text, post.end - len(post.title) + len(title))
        post = replace(post, title=title)
        tenure = "former" if "end" in years else tenure
        following = _LIST.match(page.text, post.end)
        if not (_CLOSES.match(page.text, post.end) or following or chunk.root.dep_ == "appos"):
            return
        if not following and _is_in_opening(page, index, doc, name) and _does(page, index, doc, post.end):
            return  # 'According to her deputy, Ana Okoye, the mayor went ...': the mayor is somebody else
        for held in holding("office-apposition", name, with_tenure(post, tenure or "current"), (name.start, end)):
            yield replace(held, fields={**held.fields, **years})
        yield from party_of_post(page.text, name, with_tenure(post, tenure or "current"), cast)
        if following is None:
            return
        at = following.end()


def _body_beside(page: Page, cast: Cast, post: Post) -> Mention | None:
    """'director of the rescue agency, Harbour Light,': the name of the body that the post's last noun stands for."""
    last = page.text[post.start : post.end].rsplit(maxsplit=1)[-1]
    body = starting(cast, post.end + 2) if last in BODY_NOUNS and page.text[post.end : post.end + 2] == ", " else None
    if body is None or cast.type_of(body.key) != "Organization" or not _ENDS.match(page.text, body.end):
        return None
    return body


def _is_of_a_body(page: Page, cast: Cast, name: Mention) -> bool:
    """'the (Crime Prevention) agency': what the model takes for a person, and nothing else does."""
    following = page.text[name.end : name.end + 20].split(maxsplit=1)[:1]
    return name.key in cast.thin and following[0].rstrip(",.") in BODY_NOUNS if following else False


def _is_in_opening(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether a name stands in what a sentence opens with: 'According to Okoye', 'After he met Okoye'."""
    token = last_token(page, index, doc, name)
    if token is None:
        return False
    first = next((t for t in token.sent if not t.is_punct and not t.is_space), token)
    opens = first.pos_ in ("ADP", "SCONJ") or first.tag_ in ("IN", "VBG", "VBN", "TO", "WRB")
    return opens and token.sent.root.i > token.i


def _does(page: Page, index: int, doc: Doc, end: int) -> bool:
    """Whether a verb follows `end` before any mark, whose subject stands before: 'the mayor of Ostra left'."""
    for token in doc[first_from(doc, end - page.paragraphs[index].start) :]:
        if token.is_punct or token.is_space:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WP"):
            return True
    return False
