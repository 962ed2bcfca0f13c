"""Finds the offices before a name: 'Foreign Secretary Ana Okoye', 'the mayor of Ostra, Ana Okoye'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.lexicon import OFFICE_ADJECTIVES, OFFICE_NOUNS, OFFICE_PLURALS
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.make_believe import is_played
from kg.extraction.offices.body_members import trade_before
from kg.extraction.offices.definite_posts import is_definite, is_of_another
from kg.extraction.offices.holdings import holding, last_token, listed_after
from kg.extraction.offices.known_terms import is_over
from kg.extraction.offices.memberships import party_before, party_of_post
from kg.extraction.offices.post_owners import land_behind
from kg.extraction.offices.post_words import Word, is_office, is_post, one_of
from kg.extraction.offices.posts import Post, post_ending, post_of
from kg.extraction.offices.title_times import in_its_time, is_the_first, over_for
from kg.extraction.offices.title_words import is_calling, words_before
from kg.extraction.parsing.syntax import ancestors, first_from, opening_of
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = 10  # marks that may stand between a word and the name behind it
_APART = 25  # code points that may lie between a post and the name
_KNOWN = 0.99  # that it is over everybody knows; where the article says so, that counts
_PAST = Sure(0.85, "whether the post is still held")
_FOR_OTHERS = re.compile(
    r"(?:spokes(?:man|woman|person)|lawyer|attorney|adviser|advisor|aide|counsel|agent|assistant)$"
)
_CROWNED = frozenset(("King", "Queen", "Emperor", "Empress", "Pope", "Sultan"))
_OF_A_WORK = re.compile(r"\b[Tt]he (?:[A-Z]\w+ ){1,3}of $")
_KIN = frozenset("deputy head chief leader chair boss secretary".split())
_OF_FIRMS = re.compile(r"(?:\b(?:manager|advis[eo]r)|\b(?:market|industry|world) leader)$")
_HALVES = frozenset(("justice", "trade", "health", "security", "home"))  # 'Law and Justice', 'Foreign and Home'
_AND_BEFORE = re.compile(r"[A-Z][\w.]* and $")
_WHOSE = re.compile(r",? whose (?:\w+ )?$")
_REACH = 30  # code points
_SEATS = frozenset(("mp", "mep", "msp", "senator", "councillor", "congressman", "congresswoman", "lawmaker"))
_CIVIC = ("council", "city", "town", "borough", "authority", "corporation", "district", "parish")
_OWNERS = ("Organization", "Country", "City", "Place")
_JOINT = re.compile(r"(?:['’]s)?(?:,| and|, and) (?:the )?")


def before_name(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """'Foreign Secretary Ana Okoye', 'Labour's Sir Ben Adu', 'the mayor of Ostra, Ana Okoye'."""
    words = words_before(page, index, name.start)
    if not words or name.start - words[-1].end > _APART:
        return
    told = list(party_before(page.text, cast, words, name)) or list(trade_before(page, cast, words, name))
    yield from told
    if words[-1].text.endswith((";", ":")):
        return
    apposition = words[-1].text.endswith(",")
    if apposition:
        words[-1] = Word(words[-1].text[:-1], words[-1].start, words[-1].end - 1)
    post = post_ending(page, cast, index, doc, words)
    if apposition and (post is None or _is_within(words, post)):
        post = _described_post(page, cast, index, doc, name)
    if post is None or _is_none(page, index, doc, name, post):
        return
    if apposition and post.title.lower() == "officer":
        return  # 'Two of his officers, Colonel Okoye and': a rank
    if not apposition and _is_called_so(page, cast, name, post):
        return
    if apposition and not _stands_beside(page, cast, index, doc, name, words, post):
        return
    if not apposition and name.key in cast.thin and _joins_on(page, post, name):
        return  # 'director of Sela Sea Grant': the name goes on from the body's
    post = _without_firm(cast, _of_whose(page, cast, in_its_time(page, index, doc, name, post)))
    post = _without_party(post, told)
    behind = None if apposition else land_behind(page.text, cast, name, post)
    post = replace(post, organization=behind.key) if behind is not None else post
    then = over_for(page, cast, index, doc, name, post)
    if then is None:
        return
    known = then != post and is_over(post.title, cast.entities[name.key].name, page.published)  # 'President Lincoln'
    past = (
        then != post
        or (apposition and (is_the_first(page, post) or _is_of_an_agent(words, post)))
        or _is_half_of_two(page, post)
        or (not apposition and _may_be_a_firm(cast, name, post))
    )
    rule = "office-apposition" if apposition else "office-title"
    for holder, held in _each(page, cast, words, name, then):
        span = (post.start, behind.end if behind is not None else holder.end)
        for found in holding(rule, holder, held, span, _KNOWN if known else _PAST if past else 1.0):
            yield replace(found, basis="inferred") if known else found
        if not past and not told:
            yield from party_of_post(page.text, holder, held, cast)


def _is_within(words: Sequence[Word], post: Post) -> bool:
    """'Minister of (Justice)': what a minister sees to sounds like a post."""
    before = [word.lower for word in words if word.end <= post.start]
    return before[-1:] in (["of"], ["for"])


def _of_whose(page: Page, cast: Cast, post: Post) -> Post:
    """'Orlen Freight, whose director Ana Okoye': the post with the body that stands right before 'whose'."""
    whose = _WHOSE.search(page.text, max(0, post.start - _REACH), post.start)
    owner = cast.at(whose.start() - 1, whose.start()) if whose and post.organization is None else None
    if whose is None or owner is None or owner.end != whose.start() or cast.type_of(owner.key) not in _OWNERS:
        return post
    return replace(post, organization=owner.key)


def _without_party(post: Post, told: Sequence[Finding]) -> Post:
    """'Liberal National MP': the seat is one of parliament, and the party is what its holder belongs to."""
    groups = {found.fields["group"][0] for found in told if found.type == "Membership"}
    seat = post.title.lower() in _SEATS and post.organization in groups
    return replace(post, organization=None) if seat else post


def _without_firm(cast: Cast, post: Post) -> Post:
    """'Sela mayor', in an article on Sela Trams: a firm has no mayor, so that the town is meant."""
    mayor = post.title.lower().endswith(("mayor", "mayoress", "alderman"))
    if not mayor or post.organization is None or cast.type_of(post.organization) != "Organization":
        return post
    civic = cast.entities[post.organization].name.lower().endswith(_CIVIC)
    return post if civic else replace(post, organization=None)


def _is_of_an_agent(words: Sequence[Word], post: Post) -> bool:
    """'a spokesman for the president, Ana Okoye': either may be the one who is named."""
    before = [word.lower for word in words if word.end <= post.start]
    return (
        len(before) > 2
        and before[-1] == "the"
        and before[-2] in ("for", "to", "of")
        and bool(_FOR_OTHERS.search(before[-3]))
    )


def _is_half_of_two(page: Page, post: Post) -> bool:
    """'Law and (Justice chairman Okoye)': where a post begins with the second half of a name is open."""
    first, before = post.title.split()[0], page.text[max(0, post.start - 40) : post.start]
    known = first.lower() in (OFFICE_NOUNS | OFFICE_ADJECTIVES) - _HALVES
    known = known or post.title.lower().endswith(
        (" minister", " secretary", " commissioner")
    )  # read with the half before, if any
    return first[:1].isupper() and not known and " " in post.title and bool(_AND_BEFORE.search(before))


def _may_be_a_firm(cast: Cast, name: Mention, post: Post) -> bool:
    """'Fund manager Artemis': of one word that nothing else makes a person behind a title with a small letter."""
    return (
        bool(_OF_FIRMS.search(post.title)) and " " not in cast.entities[name.key].name and name.key not in cast.gender
    )


def _is_none(page: Page, index: int, doc: Doc, name: Mention, post: Post) -> bool:
    """Whether the words are no office of a living person: a film's, a part in it, a base's, a rank."""
    film = post.title in _CROWNED and _OF_A_WORK.search(page.text, max(0, post.start - 40), post.start)
    if page.text.startswith(("Jr.", "Sr."), name.start):
        return True  # 'Ana King Okoye (Jr. Day)': the name goes on
    return bool(film) or is_played(page.text, post.start) or _is_longer(page, index, doc, name) or is_calling(post)


def _stands_beside(
    page: Page, cast: Cast, index: int, doc: Doc, name: Mention, words: Sequence[Word], post: Post
) -> bool:
    """Whether a post before a comma is that of the name behind it; not so in 'In a letter to the mayor, Okoye said'."""
    whose = [word.lower for word in words if word.end <= post.start][-1:]
    if post.title.lower() in _KIN and whose and whose[0] in ("his", "her", "their"):
        return False  # 'His deputy, Ana Okoye': whose deputy is not said
    if not is_definite(page, words, name, post) or is_of_another(page, cast, words[0].start, post):
        return False
    return not _opens_before(page, index, doc, name)


def _each(page: Page, cast: Cast, words: Sequence[Word], name: Mention, post: Post) -> Iterator[tuple[Mention, Post]]:
    """Each holder with the post: of 'the mayors of Sela and Ostra, A and B' two; none where whose is whose is open."""
    plural = _plural(words, post)
    holders = [name, *listed_after(page, cast, name)] if plural else [name]
    bodies = _bodies_of(page, cast, words, post) if plural and len(holders) > 1 else []
    if plural and plural.end < post.end:
        bodies = [m.key for m in cast.within(plural.end, post.end)]
        post = replace(post, title=one_of(page.text[post.start : plural.end]))
    joined = len(holders) > 1 and len(bodies) < 2
    open_list = joined and _AND_BEFORE.search(page.text, max(0, post.start - 40), post.start)
    if open_list or (len(bodies) > 1 and len(bodies) != len(holders)):
        return  # 'Sela and Ostra's mayors A, B and C'
    owners = bodies if len(bodies) > 1 else [post.organization] * len(holders)
    for holder, body in zip(holders, owners, strict=True):
        yield holder, replace(post, organization=body)


def _opens_before(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether a name is the subject behind what a sentence opens with, not in apposition to it."""
    token = last_token(page, index, doc, name)
    if token is None:
        return False
    if token.dep_ == "appos":
        return opening_of(token) is not None
    if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    first = next((t for t in token.sent if not t.is_punct and not t.is_space), token)
    behind = [t.text for t in token.doc[token.i + 1 : token.i + 3]]
    aside = behind[:1] == [","] and not behind[-1].isdigit()  # 'According to the mayor, Ana Okoye, it rained'
    opens = first.pos_ in ("ADP", "SCONJ") or (first.lower_ == "according" and not aside)
    beside = any(t.dep_ == "appos" and not t.is_digit for t in token.subtree)
    return opens and first.i < token.left_edge.i and not beside


def _is_called_so(page: Page, cast: Cast, name: Mention, post: Post) -> bool:
    """'Emir Tuncel', 'Dean Moss': a given name, where the article speaks of no emir or dean besides."""
    given = post.title in ("Emir", "Dean", "Sultan") and post.organization is None
    noun = rf"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts) (?:\w+ )?{post.title}\b|\b{post.title},? (?:of|for)\b"
    alone = " " not in cast.entities[name.key].name
    return given and alone and not re.search(noun, page.text, re.IGNORECASE)


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


def _described_post(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Post | None:
    """'the chair of the bank, Carl Moss,': the post of the noun that the name stands beside."""
    token = last_token(page, index, doc, name)
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
    at = first_from(doc, name.start - offset)
    before = next((t for t in reversed(list(doc[max(0, at - _MARKS) : at])) if not t.is_punct), None)
    if before is None:
        return None
    heads = [before, *(up for _, up in ancestors(before) if up.i < before.i)]
    head = next((up for up in heads if is_post(up)), None)
    definite = head is not None and any(c.lower_ in ("the", "its", "their", "whose") for c in head.lefts)
    return head if definite else None


def _is_longer(page: Page, index: int, doc: Doc, name: Mention) -> bool:
    """Whether the name goes on into that of a place or thing: 'General Ben Adu Base'."""
    last = last_token(page, index, doc, name)
    if last is None or last.i + 1 >= len(doc) or last.dep_ not in ("compound", "nmod"):
        return False
    following = doc[last.i + 1]
    return following.tag_ in ("NNP", "NNPS") and following.ent_type_ != "DATE" and last.head.i > last.i
