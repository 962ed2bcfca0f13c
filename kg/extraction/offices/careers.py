"""Finds offices and memberships in clauses: 'is the mayor', 'served as director until 2016', 'joined the union'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.lexicon import ACTING, FORMER, INCOMING, NOT_IN_POST, OFFICE_ADJECTIVES, PARTY_NAMES, PLATFORMS
from kg.extraction.modality.hearsay import Modality
from kg.extraction.modality.modality import modality_of
from kg.extraction.names.cast import Mention
from kg.extraction.offices.bodies_left import bodies_left, is_of_members
from kg.extraction.offices.body_members import is_parliament, is_trade_at
from kg.extraction.offices.holders_named_last import held_by
from kg.extraction.offices.holdings import holding
from kg.extraction.offices.leaderships import LEADING, SPELL, UNTIL, lead, the_one_who
from kg.extraction.offices.post_words import SEATS, is_post
from kg.extraction.offices.posts import Post, post_of, with_tenure
from kg.extraction.parsing.syntax import after, is_no_longer, is_passive, subject
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure, doubting
from kg.extraction.times.circumstances import time_of
from kg.model import Value

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEING = frozenset("be serve become remain act work continue".split())
_ONCE = Sure(0.95, "whether it still holds")
_FOLLOWING = ("succeed", "replace")
_HOLDING = frozenset("hold assume resume occupy regain".split())
_NETWORKS = PLATFORMS | {"X", "Bluesky", "Zoom"}
_SERVING = {"play": ("for",), "work": ("for", "at"), "sit": ("on",), "serve": ("on",)}
_RANKED = frozenset("first second third fourth fifth last only".split())
# where one is called what one is not, or is it on a stage
_IN_NAME = re.compile(
    r"\b(?:in all but name|in name only|in the (?:\w+ )?(?:film|play|series|novel|book|game|show|opera))\b",
    re.IGNORECASE,
)
_SPELL = re.compile(r"\b(?:since|for|until|from)\b")
_SINCE = re.compile(r"\bsince ((?:19|20)\d\d)\b")
_STANDING = frozenset("stand run campaign".split())
_AT_THE_TIME = Sure(0.9, "whether it still holds")
_CAN_BELONG = ("Person", "Organization", "Country")
_OF_MEMBERS = frozenset("party alliance union council league federation association movement nato eu".split())
_MEMBERS = frozenset("member agency part affiliate subsidiary".split())


def find_careers(references: References) -> Iterator[Finding]:
    """Offices and memberships that verbs tell of, outside of quotations."""
    page = references.page
    for index, paragraph in enumerate(page.paragraphs):
        if paragraph.kind in ("caption", "headline"):
            continue
        for token in page.tokens[index]:
            if token.pos_ not in ("VERB", "AUX") or references.page.quotation_at(paragraph.start + token.idx):
                continue
            if token.lemma_ in _BEING | _HOLDING or token.lemma_ in _FOLLOWING:
                yield from _held(references, index, token)
            if token.lemma_ == "be":
                yield from held_by(references, index, token)
            if token.lemma_ in ("be", "remain", "become"):
                yield from _belongs(references, index, token)
            if token.lemma_ in ("join", "rejoin") and not _is_in_doing(token):
                yield from _joined(references, index, token, "current")
            if token.lemma_ == "serve" and token.tag_ in ("VBD", "VBZ", "VBN"):
                yield from _served(references, index, token)
            if token.lemma_ == "expel" and token.tag_ in ("VBD", "VBN") and is_passive(token):
                groups = [c for c in after(token, "from") if c.pos_ == "PROPN"]
                if bodies_left(references, index, token):
                    yield from _membership(references, index, token, subject(token), groups, "former")
            if token.lemma_ == "defect" and token.tag_ in ("VBD", "VBN"):
                groups = [c for c in after(token, "to") if c.pos_ == "PROPN"]
                yield from _membership(references, index, token, subject(token), groups, "current")
            if token.lemma_ in _STANDING and token.tag_ != "VB":
                yield from _stood(references, index, token)
            if token.lemma_ == "belong" and token.tag_ in ("VBZ", "VBP"):
                yield from _membership(references, index, token, subject(token), after(token, "to"), "current")
            if token.lemma_ in _SERVING and token.tag_ in ("VBZ", "VBP"):
                groups = [c for c in after(token, *_SERVING[token.lemma_]) if c.pos_ == "PROPN"]
                yield from _membership(references, index, token, subject(token), groups, "current")
            if token.lemma_ in LEADING or token.lemma_ == "run":
                yield from lead(references, index, token)
            if token.lemma_ in ("quit", "leave") and token.tag_ in ("VBD", "VBN"):
                yield from _joined(references, index, token, "former")
            if token.lemma_ in ("resign", "quit", "defect") and token.tag_ in ("VBD", "VBN"):
                groups = [c for c in after(token, "from") if c.pos_ == "PROPN"]
                if bodies_left(references, index, token):
                    yield from _membership(references, index, token, subject(token), groups, "former")


def _is_in_doing(verb: Token) -> bool:
    """'joined the union in calling for ...', 'joined Instagram': they do the same or use it, and are no members.

    Who did something 'before rejoining the party' may have left it since.
    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "before":
        return True
    return any(c.dep_ == "dobj" and c.text in _NETWORKS for c in verb.children) or any(
        c.dep_ == "xcomp" or (c.lower_ == "in" and any(g.tag_ == "VBG" for g in c.children)) for c in verb.children
    )


def _held(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'Okoye is the mayor of Ostra', 'he served as mayor until 2016', 'she held the post of speaker'."""
    who = the_one_who(references, index, verb)
    if who is None or (verb.lemma_ in _FOLLOWING and is_passive(verb)):
        return  # 'has been replaced as director'
    told = modality_of(references, index, verb)
    if told is None or told.status not in ("occurred", "ongoing") or told.source != "article":
        return
    name = Mention(who.start, who.end, who.key)
    if (
        verb.lemma_ in ("become", *_FOLLOWING) and verb.tag_ == "VBD"
    ):  # when that was, and whether it lasts, is seldom said
        who = replace(who, sure=who.sure * (1.0 if _is_recent(references, index, verb) else _AT_THE_TIME))
    if any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.lefts) and not _SPELL.search(verb.sent.text):
        who = replace(who, sure=who.sure * _AT_THE_TIME)  # 'has served as mayor': perhaps no longer
    for head in _posts(verb):
        post = _post(references, index, head)
        if post is not None:
            first, last = references.page.where(index, verb)
            span = (min(who.start, first), max(post.end, last))
            fields, tenure = _times(verb, post)
            tenure = "former" if is_no_longer(verb) else tenure
            sure = who.sure * (1.0 if _is_plain(verb, head, post) else doubting(told.sure, "whether it still holds"))
            for found in holding("office-copula", name, with_tenure(post, tenure), span, sure):
                yield Finding(
                    found.type, found.rule, {**found.fields, **fields}, found.spans, found.shown, found.sure,
                    certainty=told.certainty, polarity=told.polarity,
                    basis="inferred" if verb.lemma_ in _FOLLOWING and not fields else "stated",
                )  # fmt: skip


def _is_recent(references: References, index: int, verb: Token) -> bool:
    """'became mayor in March' of this year or the last twelve months: the post is still held, but where it is left."""
    filed, time = references.page.filed, time_of(references.page, index, verb)
    if filed is None or time is None:
        return False
    return (
        f"{filed.year - 1}{filed.isoformat()[4:7]}" <= time.value[:7] <= filed.isoformat()[:7] and len(time.value) > 4
    )


def _is_plain(verb: Token, head: Token, post: Post) -> bool:
    """'she is the mayor of Ostra': no event; not 'the likely mayor', 'the best mayor', 'the leader'."""
    known = OFFICE_ADJECTIVES | NOT_IN_POST | FORMER | ACTING | INCOMING
    adjectives = all(c.lower_ in known for c in head.lefts if c.dep_ in ("amod", "advmod"))
    present = verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP")
    return present and adjectives and post.organization is not None and not _IN_NAME.search(verb.sent.text)


def _posts(verb: Token) -> list[Token]:
    """The heads of the posts that the verb ties to its subject."""
    if verb.lemma_ in _HOLDING:
        seats = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in SEATS]
        heads = [head for seat in seats for head in after(seat, "of", "as")] or [
            head for seat in seats if (head := _post_before(verb, seat)) is not None
        ]
    else:
        heads = [c for c in verb.children if c.dep_ == "attr"] + after(verb, "as")
        heads = [head for head in heads if head.i > verb.i]
    return [head for head in heads if is_post(head) and not _is_first_to(head)]


def _post_before(verb: Token, seat: Token) -> Token | None:
    """'became Speaker in 2027 and (held the post) until 2031': the post that the sentence has told of, in its years."""
    bare = not any(c.dep_ in ("prep", "amod", "compound", "poss") for c in seat.children)
    told = [t for t in verb.doc[verb.sent.start : verb.i] if t.pos_ in ("NOUN", "PROPN") and is_post(t)]
    return told[-1] if verb.lemma_ == "hold" and bare and told and _SPELL.search(verb.sent.text) else None


def _is_first_to(head: Token) -> bool:
    """'was the first president to refuse', 'the only mayor to have done it': when it was held is not told."""
    ranked = any(c.lower_ in _RANKED for c in head.lefts)
    return ranked and any(t.tag_ == "TO" and t.i > head.i for c in head.rights for t in c.lefts)


def _post(references: References, index: int, head: Token) -> Post | None:
    return post_of(references.page, references.cast, index, head.doc, head, head.left_edge.i)


def _times(verb: Token, post: Post) -> tuple[dict[str, tuple[Value, ...]], str]:
    """Start and end where the sentence gives years, and the tenure that follows."""
    words = verb.doc[verb.i : verb.sent.end].text
    if years := SPELL.search(words):
        return {"start": (years[1],), "end": (years[2],)}, "former"
    if end := UNTIL.search(words):
        return {"end": (end[1],)}, "former"
    if start := _SINCE.search(words):
        return {"start": (start[1],)}, "former" if verb.tag_ == "VBD" or _is_in_the_past(verb) else "current"
    past = verb.tag_ == "VBD" and verb.lemma_ not in ("become", "assume", "resume", "regain", *_FOLLOWING)
    return {}, "former" if past or _is_in_the_past(verb) else post.tenure


def _is_in_the_past(verb: Token) -> bool:
    """'who had been mayor since 2016': up to what is told of; not 'said she had been mayor since 2016'."""
    had = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.lefts)
    return had and verb.dep_ not in ("ccomp", "conj")


def _belongs(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'she is a member of the union', 'she is a researcher at the institute', 'Unesco, an agency of ...'."""
    who = subject(verb)
    for head in (c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in _MEMBERS):
        tenure = "former" if verb.tag_ == "VBD" else "current"
        groups = after(head, "of") or [c for c in head.lefts if c.dep_ == "compound" and c.pos_ == "PROPN"]
        for found in _membership(references, index, verb, who, groups, tenure):
            if not is_parliament(references.cast, str(found.fields["group"][0])):
                yield found
            elif head.tag_ == "NNS":
                yield from _seated(references, index, head, found)
    for head in (c for c in verb.children if c.dep_ == "attr" and is_trade_at(c.lower_) and verb.tag_ == "VBZ"):
        groups = [c for c in after(head, "at", "for", "with", "from") if c.pos_ == "PROPN"]
        yield from _membership(references, index, verb, who, groups, "current")


def _seated(references: References, index: int, head: Token, found: Finding) -> Iterator[Finding]:
    """'A and B are members of the Harbour Parliament': each holds a seat there."""
    post = _post(references, index, head)
    if post is not None:
        fields = {
            "person": found.fields["member"],
            "post": (re.sub(r"^members", "member", post.title),),
            "organization": found.fields["group"],
            "tenure": found.fields["tenure"],
        }
        shown = tuple(("person", start, end) for _, start, end in found.shown)
        yield replace(found, type="OfficeHolding", rule="office-copula", fields=fields, shown=shown)


def _served(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'served as a member of the council', 'has served on the committee'."""
    heads = [c for c in after(verb, "as") if c.lemma_.lower() == "member"]
    groups = [group for head in heads for group in after(head, "of")]
    has = any(c.lower_ in ("has", "have") for c in verb.children)
    tenure = "current" if verb.tag_ == "VBZ" or (has and _SINCE.search(verb.sent.text)) else "former"
    yield from _membership(references, index, verb, subject(verb), [g for g in groups if g.pos_ == "PROPN"], tenure)


def _joined(references: References, index: int, verb: Token, tenure: str) -> Iterator[Finding]:
    """'joined the Harbour Party'; what is left is a membership only where it is a body that has members."""
    groups = [c for c in verb.children if c.dep_ == "dobj" and c.pos_ == "PROPN"]
    if tenure == "former":
        groups = [c for c in groups if c.lower_ in _OF_MEMBERS or c.lower_ in PARTY_NAMES]
    yield from _membership(references, index, verb, subject(verb), groups, tenure)


def _stood(references: References, index: int, verb: Token) -> Iterator[Finding]:
    """'is standing for the Harbour Party': one of its people; who stood for it once may have left it since."""
    groups = [c for c in after(verb, "for") if c.pos_ == "PROPN"]
    now = verb.tag_ == "VBG" and any(c.lower_ in ("is", "are") and c.dep_ == "aux" for c in verb.lefts)
    for found in _membership(references, index, verb, subject(verb), groups, "current"):
        if is_of_members(references.cast.entities[str(found.fields["group"][0])].name):
            yield replace(found, sure=1.0 if now else _AT_THE_TIME)


def _membership(
    references: References, index: int, verb: Token, who: Token | None, groups: list[Token], tenure: str
) -> Iterator[Finding]:
    told = modality_of(references, index, verb)
    if told is None or told.status not in ("occurred", "ongoing") or who is None or not groups:
        return
    tenure = "former" if is_no_longer(verb) else tenure
    bodies = [r for r in references.resolve(index, groups[0]) if references.cast.type_of(r.key) == "Organization"]
    bodies = bodies or _party(references, index, groups[0])
    members = [r for r in references.resolve(index, who) if references.cast.type_of(r.key) in _CAN_BELONG]
    for member in members:
        for body in bodies[:1]:
            if member.key != body.key and not _are_both_parties(references, member, body):
                fields = {"member": (member.key,), "group": (body.key,), "tenure": (tenure,)}
                span = (min(member.start, body.start), max(member.end, body.end))
                yield Finding(
                    "Membership", "membership-clause", fields, (span,), (("member", member.start, member.end),),
                    min(member.sure, body.sure) * _sureness(references, verb, member, told, tenure),
                    told.source, told.certainty, told.polarity,
                )  # fmt: skip


def _party(references: References, index: int, word: Token) -> list[Referent]:
    """'the Conservatives', whom the model takes for a kind of people."""
    if word.lower_ not in PARTY_NAMES or not word.text[0].isupper():
        return []
    start, end = references.page.where(index, word)
    return [Referent(references.cast.key_for("Organization", word.text), start, end)]


def _are_both_parties(references: References, member: Referent, body: Referent) -> bool:
    """'nine Republicans joining all Democrats' vote with them."""
    return all(is_of_members(references.cast.entities[r.key].name) for r in (member, body))


def _sureness(references: References, verb: Token, member: Referent, told: Modality, tenure: str) -> float:
    """A person who 'joined' a body once may have left it since; a state or a firm that did is told of as a member."""
    if verb.lemma_ in ("be", "belong", *_SERVING):
        return 1.0
    once = verb.tag_ == "VBD" and references.cast.type_of(member.key) == "Person"
    return told.sure * (_ONCE if once and verb.lemma_ in ("join", "defect") and tenure == "current" else 1.0)
