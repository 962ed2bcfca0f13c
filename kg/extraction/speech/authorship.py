"""Who wrote a writing that is named, and who posted what stands on a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES
from kg.extraction.parsing.syntax import after, ancestors, helpers, is_negated, objects, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_WRITINGS = frozenset("statement tweet letter message post email posting".split())
_WRITING = frozenset("write sign issue send".split())
_MAKING_KNOWN = frozenset("post release publish".split())  # of letters, papers do it with those of others
_GIVEN_OUT = _WRITINGS | frozenset(
    "release announcement note memo declaration advisory reply response conference speech briefing".split()
)
_GIVING_OUT = _WRITING | _MAKING_KNOWN | frozenset("deliver tweet make give pen hold".split())
_CARRIERS = frozenset("video picture photo screenshot clip image article story thread comment report".split())
_POSTING = frozenset("post write tweet publish".split())


def writer_of(head: Token) -> Token | None:
    """Who wrote what is named: of 'a Twitter post by Ana Okoye' she; of 'a letter' nobody, of 'Ana Okoye' herself."""
    if head.lemma_ not in _WRITINGS or head.pos_ != "NOUN":
        return head  # 'the Post'
    return next(iter(authors_of(head)), None)


def owner_of(writing: Token) -> Token | None:
    """'Ana Okoye' of 'Ana Okoye's statement', which says what she does."""
    if writing.lemma_ not in _WRITINGS or writing.pos_ != "NOUN":
        return None
    return next((c for c in writing.lefts if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")), None)


def giver_of(writing: Token) -> Token | None:
    """Who gave out a writing that goes on: 'Ana Okoye' of 'Ana Okoye issued a statement saying ...'."""
    giving = writing.head
    if writing.lemma_ not in _GIVEN_OUT or writing.dep_ != "dobj" or giving.lemma_.lower() not in _GIVING_OUT:
        return None
    if is_negated(giving) or not _is_own_writing(writing, _GIVEN_OUT) or is_yet_to_come(giving):
        return None
    return subject(giving)


def is_yet_to_come(giving: Token) -> bool:
    """'will issue', 'to issue': nothing has been given out yet."""
    return any(aid.tag_ in ("MD", "TO") for aid in helpers(giving))


def authors_of(writing: Token) -> list[Token]:
    """Whom 'a post by', 'a letter from', 'a statement issued by' name; not 'a letter obtained by', 'read out by'."""
    making = _WRITING if writing.lemma_.lower() in ("letter", "email") else _WRITING | _MAKING_KNOWN
    made = [c for c in writing.children if c.dep_ == "acl" and c.lemma_.lower() in making]
    return after(writing, "by", "from") + [who for verb in made for who in after(verb, "by")]


def poster(medium: Token) -> Token | None:
    """'Ana Okoye posted a message on Twitter blaming ...': she blames, not what carries her words.

    Whoever reads, shares or denounces a post is not its author: then nobody is known.
    """
    ruling = next((up for _, up in ancestors(medium) if up.pos_ == "VERB" and up.i < medium.i), None)
    if ruling is None or is_negated(ruling) or any(aid.tag_ in ("MD", "TO") for aid in helpers(ruling)):
        return None
    lemma, done_to = ruling.lemma_.lower(), objects(ruling)
    others = [t for t in ruling.doc[ruling.i : medium.i] if t.pos_ == "NOUN" and t.lemma_ in _WRITINGS | _CARRIERS]
    if lemma in _POSTING:
        own = all(_is_own_writing(t) for t in done_to) and all(t in done_to for t in others)
    else:
        own = not others and (lemma in FORCES or (lemma == "take" and medium in after(ruling, "to")))
    return subject(ruling) if own else None


def _is_own_writing(thing: Token, writings: frozenset[str] = _WRITINGS) -> bool:
    """'a message', 'her statement'; not 'a message by Ben Adu', 'a screenshot'."""
    others = any(c.dep_ == "poss" and c.pos_ != "PRON" for c in thing.lefts)
    return thing.lemma_.lower() in writings and not others and not authors_of(thing)
