"""The words before a name that may tell an office: courtesy titles and ranks left out, no further than the sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.offices.post_words import COURTESY_WORDS, RANKS, WORD, Word, ends_post, ends_sentence

if TYPE_CHECKING:
    from kg.extraction.articles.page import Page
    from kg.extraction.offices.posts import Post

_WITH_GENERAL = frozenset(
    "attorney secretary solicitor postmaster director governor consul surgeon auditor inspector adjutant comptroller"
    " quartermaster prosecutor commissioner chief lord".split()
)
_IN_POST = _WITH_GENERAL | {"detective", "det"}  # 'Detective Sergeant Okoye' is what she does in the police
_SHORT = re.compile(r"\((?:MP|MEP|MSP|CEO|CFO|COO)\)")
_SHORT_RANKS = frozenset("gen adm col capt lt sgt maj".split())
_OF_RANKS = frozenset("rear vice lieutenant lt major maj brigadier".split())
_CALLINGS = frozenset(("attorney", "counsel", "constable", "global leader", "world leader"))
_REVEREND = frozenset("the most rt right very".split())


def words_before(page: Page, index: int, end: int) -> list[Word]:
    """The words of the paragraph up to `end`, courtesy titles before it left out; nothing across a comma's clause."""
    start = max(page.paragraphs[index].start, end - 160)
    words = [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(page.text, start, end)]
    while words and words[-1].lower.rstrip(".") in COURTESY_WORDS:
        if words.pop().lower.rstrip(".") == "rev":  # 'the Bishop of Ostra, the Rt Rev Ana Okoye'
            while words and words[-1].lower.rstrip(".") in _REVEREND:
                words.pop()
    _read_brackets(words)
    _leave_out_rank(words)
    for at in range(len(words) - 1, -1, -1):
        if ends_sentence(words[at]):
            return words[at + 1 :]
    return words


def _read_brackets(words: list[Word]) -> None:
    """'Member of parliament (MP) Okoye' is 'MP Okoye'; of 'chief executive (CEO) Okoye' the words are left."""
    last = words[-1] if words else None
    if last is None or not _SHORT.fullmatch(last.text):
        return
    words.pop()
    if not ends_post(words):
        words.append(Word(last.text[1:-1], last.start + 1, last.end - 1))


def _leave_out_rank(words: list[Word]) -> None:
    """'President (General) Okoye', 'the chairman, (Rear Admiral) Okoye'."""
    while len(words) > 1 and _is_rank(words[-1], words[-2]):
        at = len(words) - (2 if len(words) > 2 and words[-2].bare in _OF_RANKS else 1)
        if words[at - 1].text[-1] != "," and not ends_post(words[:at]):
            return
        del words[at:]


def _is_rank(word: Word, before: Word) -> bool:
    """'General' is one, in 'Attorney General' and 'Chief Justice' it is none."""
    if (word.bare in ("general", "justice") and before.bare in _WITH_GENERAL) or before.bare == "det":
        return False  # 'Det Sgt Okoye': one rank of two words
    return word.bare in RANKS or word.bare in _SHORT_RANKS or word.bare == "justice"


def is_calling(post: Post) -> bool:
    """'attorney Ben Adu', 'Rear Admiral Ben Adu': a living or a rank, of no body that is named, is no office."""
    *before, last = post.title.lower().rstrip(".").split()
    rank = post.tenure == "current" and (last in RANKS or last in _SHORT_RANKS) and not {*before} & _IN_POST
    return post.organization is None and (post.title in _CALLINGS or rank)
