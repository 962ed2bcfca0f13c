"""Where the words of a post begin and where they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.lexicon import ACTING, FORMER, INCOMING, NOT_IN_POST, OFFICE_ADJECTIVES
from kg.extraction.names.cast import Cast
from kg.extraction.offices.post_words import THEN, Word, is_loose, is_office
from kg.extraction.parsing.syntax import first_from

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X"))
_OUSTED = frozenset("ousted deposed dismissed sacked fired".split())
# where the day of the news begins within a phrase: 'head of an inquiry on Thursday'
TIME = re.compile(
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day$|(?:last|next|this) (?:week|month|year|spring|summer)$"
)


def first_of(page: Page, cast: Cast, index: int, doc: Doc, words: Sequence[Word], head: int) -> int:
    """Where a post begins: before its adjectives, its body of several words, 'Transport and (Bridges Minister)'."""
    first = head
    while first > 0 and head - first < 7:
        if words[first].lower.startswith("then-"):
            break  # 'A coup ousted (then-President Okoye)'
        before = words[first - 1]
        body = cast.at(before.start, before.end)
        whole = body is not None and (
            body.end == before.end or page.text[body.end : before.end] == ")"  # 'Harbour Council (HC) head'
        )
        if body and whole and cast.type_of(body.key) in ("Organization", "Country"):
            first = next(at for at, word in enumerate(words) if word.end > body.start)  # 'House of Representatives'
        elif before.lower.endswith("-elect") and is_office(before):
            break  # 'president-elect (Senator Okoye)': another post
        elif _modifies(page, index, doc, before) and not _is_of_the_sentence(words[first : head + 1], before):
            first -= 1
        elif _joins(words, first, head) and not _names_somebody(cast, words[first - 2]):
            first -= 2
        else:
            break
    return first


def _is_of_the_sentence(post: Sequence[Word], word: Word) -> bool:
    """'the reform bill President Okoye signed', 'depict Tory leader': small nouns before a capital are no part."""
    if post[0].text[0].islower() or not word.text[0].islower():
        return False
    known = OFFICE_ADJECTIVES | FORMER | ACTING | INCOMING | NOT_IN_POST
    if word.lower in known or word.lower.endswith(("-elect", "-old")) or THEN.match(word.text):
        return False
    return post[-1].text[0].isupper() or not (is_office(word) or is_loose(word))


def _joins(words: Sequence[Word], first: int, head: int) -> bool:
    """'President and CEO', 'Roads and (Bridges Minister)': what 'and' joins with a capital is part of the post."""
    if first < 2 or words[first - 1].lower not in ("and", "&") or not words[first].text[0].isupper():
        return False
    other = words[first - 2]
    if not other.text[0].isupper() or not other.text[-1].isalpha():
        return False
    return is_office(other) or (first < head and words[head].bare in ("minister", "secretary", "commissioner"))


def _names_somebody(cast: Cast, word: Word) -> bool:
    """'Ana Okoye and Health Minister Ben Adu': she is no part of his post."""
    mention = cast.at(word.start, word.end)
    return mention is not None and cast.type_of(mention.key) == "Person"


def _modifies(page: Page, index: int, doc: Doc, word: Word) -> bool:
    if (word.text[-1] in ',;:.!?)"”' and word.bare not in ("u.s", "u.k", "u.n")) or word.text[0] in '("“‘':
        return False
    if word.lower in FORMER | ACTING | INCOMING:
        return not _ousts(page, index, doc, word)
    if THEN.match(word.text) and word.bare in OFFICE_ADJECTIVES:
        return True  # 'Ex-Prime (Minister)'
    offset = page.paragraphs[index].start
    token = next((t for t in doc if t.idx <= word.start - offset < t.idx + len(t)), None)
    if token is None or token.ent_type_ in ("DATE", "TIME"):
        return False  # 'Last year President Okoye'
    if token.tag_ != "NNP" and token.i and token.nbor(-1).tag_ == "MD":
        return False  # 'Members should contact (treasurer Ben Adu)'
    return token.lower_ in ("managing", "presiding", "shadow") or (
        token.pos_ in _MODIFIERS and token.tag_ not in ("VBG", "VBN", "CD")
    )


def _ousts(page: Page, index: int, doc: Doc, word: Word) -> bool:
    """'Rebels ousted (President Okoye)': a verb behind those who do it; not 'the ousted president'."""
    at = first_from(doc, word.start - page.paragraphs[index].start)
    return word.lower in _OUSTED and at > 0 and doc[at - 1].tag_ in ("NNS", "NNPS")


def before_aside(link: Token) -> int:
    """The last token of 'of Orlen' in 'chair of Orlen, the insurer,': what tells more of the body is not its name."""
    for token in link.doc[link.i : link.right_edge.i]:
        behind = token.nbor()
        tells = behind.lower_ in ("the", "a", "an", "which", "who", "one") or _is_wider_place(link, behind)
        if token.text == "," and tells:
            return token.i - 1
    return link.right_edge.i


def _is_wider_place(link: Token, word: Token) -> bool:
    """'Sela' of 'mayor of Ostra, Sela': where the place lies whose post it is."""
    place = word
    while place.dep_ == "compound" and place.head.i > place.i:
        place = place.head
    return place.pos_ == "PROPN" and place.dep_ == "appos" and place.head.head.i == link.i and not place.n_rights


def with_second_half(doc: Doc, head: Token, last: int) -> int:
    """The last token of a post whose noun a hyphen joins to another: 'governor-general of Sela'."""
    at = head.i + 1
    if last > head.i or at + 1 >= len(doc) or doc[at].text not in "-–" or doc[at].idx != head.idx + len(head):
        return last
    half = doc[at + 1]
    of = doc[half.i + 1] if half.i + 1 < len(doc) else None
    if of is None or of.lower_ not in ("of", "for") or of.sent != head.sent:
        return half.i
    named = next((c for c in of.children if c.dep_ == "pobj"), None)
    return named.i if named is not None and named.i - of.i < 9 else half.i
