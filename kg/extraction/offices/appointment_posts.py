"""Which post an appointment or a departure is of, by the sentence or by the rest of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.happenings.happenings import people_of
from kg.extraction.lexicon import ACTING, DOCUMENTS, OFFICE_NOUNS
from kg.extraction.offices.appointment_words import ACTIONS, AWARD, LEAVING
from kg.extraction.offices.post_words import SEATS, is_post
from kg.extraction.offices.posts import post_of
from kg.extraction.parsing.syntax import actors, after, helpers, is_negated, is_passive, objects
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token


_DUTIES = SEATS | {"duty", "command"}
_THEN = "then "
_CHAMBERS = frozenset(("parliament", "congress"))
_SURELY = 0.9
_JUST_BEFORE = 300  # code points
_COURT = re.compile(
    r"\b(?:Supreme|High|Constitutional|Federal|Appeals?|District|Circuit|Criminal) Court\b|\bCourt of\b"
)
_SEATED = re.compile(
    r"\b(?:parliament|congress|senate|assembly|council|legislature|knesset|duma|riksdag|bundestag|sabha|house of"
    r" (?:representatives|commons|lords)|board|committee|commission)\b",
    re.IGNORECASE,
)
LEAVING_OFFICE = LEAVING | {lemma for lemma, action in ACTIONS.items() if action == "dismissed"} | {"step", "stand"}
TAKING_OFFICE = frozenset(lemma for lemma, action in ACTIONS.items() if action != "dismissed") | {"become"}
_GIVING = frozenset("appoint reappoint hire install".split())
_DOING = ("master", "mistress", "keeper", "er", "or", "ist", "ant", "ian", "man", "woman")


def beside_post(verb: Token) -> list[Token]:
    """'appointed Carl Moss chief executive', where the parser hangs the name on the post."""
    posts = [c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.i > verb.i and c.lower_ in OFFICE_NOUNS]
    return [name for post in posts if (name := _name_on(post)) is not None]


def ruled_by_none(verb: Token) -> bool:
    """'The bank, which is based in Ostra, named Ana Okoye as chief', where the parser finds no main verb: it is one."""
    root = verb.sent.root
    behind = verb.dep_ == "acl" and root.pos_ in ("NOUN", "PROPN") and root.i < verb.i
    return behind and any(c.dep_ in ("dobj", "oprd") and c.pos_ == "PROPN" for c in verb.rights)


def _name_on(post: Token) -> Token | None:
    """'Moss' of 'appointed Carl Moss chief executive', 'elected Eva Quill speaker'; 'Finance minister' has none."""
    names = [
        c
        for c in post.lefts
        if c.pos_ == "PROPN"
        and (c.dep_ in ("nmod", "nsubj") or (c.dep_ == "compound" and c.ent_type_ == "PERSON" and post.text.islower()))
    ]
    return names[-1] if names else None


def seat_of(verb: Token) -> Token | None:
    """'his post' in 'left his post as coach', 'nominated her for the post of', 'resigned from her post as'."""
    heads = [c for c in verb.children if c.dep_ == "dobj"] + after(verb, "for", "to", "from")
    return next((c for c in heads if c.lemma_.lower() in SEATS), None)


Post = tuple[str, str | None, tuple[int, int] | None]  # the post's words, the body's key, the place of the words


def persons_of(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """People by name or pronoun: of 'elects the president' the object is the post, not its holder."""
    page = references.page
    found = [
        referent
        for head in heads
        if head.lemma_.lower() not in DOCUMENTS  # 'removed Okoye's remarks'
        for referent in people_of(references, index, [head])
        if head.lower_ not in OFFICE_NOUNS
        or references.cast.at(*page.where(index, head))
        or any(m.key == referent.key for m in references.cast.within(referent.start, referent.end))
    ]
    return [r for r in found if references.cast.type_of(r.key) in ("Person", "UnnamedSource")]


def post_told(references: References, index: int, word: Token) -> Post | None:
    """'as director of ...', 'director of ...' behind the verb."""
    seat = seat_of(word)
    kept = ("dobj",) if word.pos_ == "VERB" and is_passive(word) else ()  # 'was re-elected mayor'
    heads = (
        after(word, "as", *(("to",) if word.lemma_ == "promote" else ()))
        + (after(seat, "as", "of") if seat is not None else [])
        + [c for c in word.children if c.dep_ in ("oprd", "attr", *kept) and c.i > word.i]
    )
    if word.lemma_ in ("relieve", "strip"):
        heads += [post for h in after(word, "of") if h.lemma_.lower() in _DUTIES for post in after(h, "as", "of")]
    for child in word.children:
        if child.dep_ == "xcomp" and child.lemma_ in ("be", "become", "serve"):
            heads += [c for c in child.children if c.dep_ == "attr"] + after(child, "as")
    told = next((found for head in heads if (found := of_head(references, index, head))), None)
    taking = objects(word)
    return told or next((found for h in heads if (found := _of_the_successor(references, index, h, taking))), None)


def _of_the_successor(references: References, index: int, head: Token, taking: list[Token]) -> Post | None:
    """'was named as Okoye's successor', 'as a replacement for Okoye': the post that she has in the article.

    Nobody is his own successor: 'Adu was named as her successor' is of whoever left a post just before.
    """
    if head.lemma_.lower() not in ("successor", "replacement"):
        return None
    whose = [c for c in head.lefts if c.dep_ == "poss"] + after(head, "to", "for", "of")
    people = persons_of(references, index, whose)
    new = {r.key for r in persons_of(references, index, taking)}
    if whose and whose[0].pos_ == "PRON" and {r.key for r in people} <= new:
        return _just_left(references, references.page.where(index, head)[0], new)
    return former_post(references, people)


def _just_left(references: References, at: int, new: set[str]) -> Post | None:
    """The post that somebody else left in the sentences just before."""
    left = (h for h in reversed(references.offices) if h.past and 0 < at - h.start < _JUST_BEFORE)
    holder = next((h for h in left if h.person not in new), None)
    return (references.posts[holder.post], None, None) if holder is not None else None


def post_behind(references: References, index: int, heads: list[Token]) -> Post | None:
    """'hired Eva Quill as chief executive', 'the appointment of Eva Quill as judge': 'as' behind the name."""
    named = [t for t in heads[:1] if t.pos_ == "PROPN"]
    return next((found for t in named for post in after(t, "as") if (found := of_head(references, index, post))), None)


def post_right_behind(references: References, index: int, heads: list[Token]) -> Post | None:
    """'Eva Quill as chief executive', whatever the parser ties 'as' to."""
    links = [h.nbor(1) for h in heads[:1] if h.i + 1 < len(h.doc) and h.nbor(1).lower_ == "as"]
    posts = [c for link in links for c in link.children if c.dep_ == "pobj"]
    return next((found for post in posts if (found := of_head(references, index, post))), None)


def post_run_for(references: References, index: int, words: list[Token]) -> Post | None:
    """'nominated Carl Moss for president', 'picked her for vice president': an office without an article."""
    heads = [h for word in words for h in after(word, "for") if h.lower_ in OFFICE_NOUNS]
    heads = [h for h in heads if not any(c.dep_ == "det" for c in h.lefts)]
    return next((found for head in heads if (found := of_head(references, index, head))), None)


def seat_in(references: References, index: int, verb: Token) -> Post | None:
    """'elected to Parliament', 'appointed to the board of Orlen': a member of a body by name, or a court's judge."""
    for head in after(verb, "to"):
        if head.lower_ in _CHAMBERS and head.tag_ == "NN" and verb.lemma_.lower() in ("elect", "re-elect", "reelect"):
            return f"member of {head.lower_}", None, None  # which may not be what she 'resigned' from further on
        board = next(iter(after(head, "of")), None) if head.lower_ == "board" else None
        body = next(iter(references.resolve(index, board or head)), None)
        named = body is not None and references.cast.type_of(body.key) == "Organization"
        if body is not None and named and board is not None and board.pos_ == "PROPN" and body.sure >= _SURELY:
            return "member of the board", body.key, references.page.where(index, verb.doc[head.i : board.i + 1])
        name = references.cast.entities[body.key].name if body is not None and named else ""
        seat = "member" if _SEATED.search(name) else "judge" if _COURT.search(name) else None
        if body is not None and seat and body.sure >= _SURELY:
            return seat, body.key, (body.start, body.end)
    return None


def post_before(references: References, person: Referent) -> Post | None:
    """'Governor' of 'the resignation of Governor Okoye', 'Governor Okoye was sworn in': the title before a name."""
    for holder in references.offices:
        words = (
            references.page.text[holder.start : holder.start + len(holder.post) + len(_THEN)].lower().replace("-", " ")
        )
        first = holder.start + (len(_THEN) if words.startswith(_THEN) else 0)
        end = first + len(holder.post)
        told = holder.person == person.key and words[first - holder.start :].startswith(holder.post.replace("-", " "))
        name = references.cast.at(end + 1, end + 2) if told else None
        if name and name.start == end + 1 and name.key == person.key and person.start in (holder.start, name.start):
            return references.posts[holder.post], holder.organization, (holder.start, name.end)
    return None


def small_clause(references: References, index: int, verb: Token) -> Post | None:
    """'appointed him Foreign Secretary': two objects, or a small clause in the parse."""
    objects_after = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "dative") and c.i > verb.i]
    objects_after += [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("NOUN", "PROPN")]
    objects_after += [post for c in objects_after if (post := _own_post_beside(c)) is not None]
    posts = [c for c in objects_after if not any(n.dep_ == "appos" and n.pos_ == "PROPN" for n in c.children)]
    return next((found for head in posts[::-1] if (found := of_head(references, index, head))), None)


def _own_post_beside(name: Token) -> Token | None:
    """'chairman' of 'appointed Carl Moss its chairman': what is the giver's own, with no comma before it."""
    beside = (c for c in name.children if c.dep_ == "appos" and c.i > name.i and c.pos_ == "NOUN")
    return next((c for c in beside if c.left_edge.tag_ == "PRP$" and c.left_edge.i == name.i + 1), None)


def to_follow(references: References, index: int, verb: Token) -> Post | None:
    """'appointed the junior minister Ana Okoye to replace him (as head of the trust)': the post that he has or had."""
    following = [
        c for c in verb.children if c.dep_ in ("advcl", "xcomp") and c.lemma_.lower() in ("replace", "succeed")
    ]
    giving = {r.key for r in persons_of(references, index, actors(verb))}  # nobody names his own successor
    told = (
        post_told(references, index, c)
        or former_post(references, [r for r in persons_of(references, index, objects(c)) if r.key not in giving])
        for c in following
    )
    return next((post for post in told if post is not None), None)


def post_of_the_other(references: References, index: int, verb: Token) -> Post | None:
    """The one post that changes hands: 'was appointed mayor after Okoye was sacked', 'appointed after she quit as'."""
    up = verb.head
    other = up if verb.dep_ == "advcl" and _is_behind(verb) else None
    other = other or next((c for c in verb.rights if c.dep_ == "advcl" and _is_behind(c)), None)
    if other is None or other.lemma_.lower() not in (LEAVING_OFFICE if other.head == verb else TAKING_OFFICE):
        return None
    if is_negated(other) or is_negated(verb) or any(aid.tag_ == "MD" for aid in (*helpers(verb), *helpers(other))):
        return None
    own, others = ({r.key for r in persons_of(references, index, concerned(each))} for each in (verb, other))
    post = post_told(references, index, other) if own and others and not own & others else None
    return None if post is None or AWARD.search(post[0]) or after(verb, "from") else post


def concerned(verb: Token) -> list[Token]:
    """Whose post a verb of coming or going tells of: 'Okoye' of 'Okoye resigned', 'sacked Okoye'."""
    gone = verb.lemma_.lower() in LEAVING or verb.lemma_.lower() in ("step", "stand", "become")
    return actors(verb) if gone else objects(verb)


def _is_behind(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in ("after", "when", "once") for c in clause.lefts)


def of_head(references: References, index: int, head: Token) -> Post | None:
    if not is_post(head) and not _is_job(head):
        return None
    name = _name_on(head)
    first = head.left_edge.i if name is None else name.i + 1
    read = post_of(references.page, references.cast, index, head.doc, head, first)
    if read is None:
        return None
    for_now = next((t.lower_ for t in head.lefts if t.lower_ in ACTING), None)
    title = f"{for_now} {read.title}" if for_now and for_now not in read.title.lower() else read.title
    return title, read.organization, (read.start, read.end)


def _is_job(head: Token) -> bool:
    """'(appointed her) as harbour master': a trade without an article behind 'as' is the post that is given."""
    link = head.head
    given = link.lower_ == "as" and link.head.lemma_.lower() in _GIVING
    first = head.left_edge
    plain = first.pos_ in ("NOUN", "ADJ") or first.lower_ in ("its", "the")
    return given and plain and head.tag_ == "NN" and head.text.endswith(_DOING)


def is_said_here(references: References, index: int, word: Token, person: Referent, post: Post) -> bool:
    """Whether the sentence itself gives the person the post: 'The chief executive, Ana Okoye, resigned'."""
    first = references.page.paragraphs[index].start + word.sent.start_char
    last = first + len(word.sent.text)
    return any(
        holder.person == person.key and holder.post == post[0].lower() and first <= holder.start < last
        for holder in references.offices
    )


def post_here(references: References, index: int, word: Token, people: list[Referent]) -> Post | None:
    """The one post that the sentence gives the person: 'the resignation of the prime minister, Maren Ilk'."""
    first = references.page.paragraphs[index].start + word.sent.start_char
    last = first + len(word.sent.text)
    keys = {r.key for r in people}
    posts = {h.post for h in references.offices if h.person in keys and first <= h.start < last}
    return (references.posts[posts.pop()], None, None) if len(posts) == 1 else None


def former_post(references: References, people: list[Referent], *, held: bool = False) -> Post | None:
    """The post that the article gives the person elsewhere, where it gives one only; none held before if `held`."""
    keys = {r.key for r in people}
    posts = {holder.post for holder in references.offices if holder.person in keys and not (held and holder.past)}
    return (references.posts[posts.pop()], None, None) if len(posts) == 1 else None
