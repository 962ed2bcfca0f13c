"""Comings and goings in office: appointed, elected, nominated, resigned, dismissed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding
from kg.extraction.happenings.happenings import Happening, findings_of, people_of
from kg.extraction.offices.appointment_posts import (
    Post,
    beside_post,
    former_post,
    is_said_here,
    of_head,
    persons_of,
    post_before,
    post_behind,
    post_here,
    post_of_the_other,
    post_right_behind,
    post_run_for,
    post_told,
    ruled_by_none,
    seat_in,
    seat_of,
    small_clause,
    to_follow,
)
from kg.extraction.offices.appointment_turns import post_entered, several_holders, to_lead
from kg.extraction.offices.appointment_verbs import (
    behind_participle,
    beside_description,
    handed_in,
    is_again,
    is_driven_out,
    is_given_up,
    is_parting,
    is_taken_away,
    is_yet_to_be,
    taken_up,
    won,
)
from kg.extraction.offices.appointment_words import (
    ACTIONS,
    AWARD,
    BESIDE_NAME,
    BY_FIRMS,
    DRIVING,
    FOR_OTHERS,
    HELD,
    LEAVING,
    LEAVING_NOUNS,
)
from kg.extraction.offices.bodies_left import bodies_left, is_another_body, party_left
from kg.extraction.offices.post_words import SEATS
from kg.extraction.parsing.syntax import actors, after, ancestors, is_passive, objects
from kg.extraction.references.discourse import Holder, Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_AHEAD = 400  # code points within which a further sentence names who had the post
_SURE = 0.95
_IN_OFFICE = frozenset(("swear", "inaugurate"))
_BY_ITSELF = frozenset("appoint elect reappoint reelect".split())
_NAMELESS = Sure(0.9, "who it is, for no name is given")  # 'has always elected a farmer'


def find_appointments(references: References) -> Iterator[Finding]:
    """The appointments and departures that verbs tell of."""
    return findings_of(references, _appointment)


def _appointment(references: References, index: int, token: Token) -> Happening | None:
    lemma = token.lemma_.lower()
    if token.pos_ not in ("VERB", "NOUN"):
        return None
    if token.pos_ == "NOUN":
        return _by_noun(references, index, token, lemma)
    if token.tag_ in ("VBZ", "VBP") and any(c.lower_ == "if" for clause in token.rights for c in clause.lefts):
        return None  # 'assumes the presidency if the president dies': nobody has
    if lemma in DRIVING and is_driven_out(token):
        return _made(references, index, token, "dismissed")
    if lemma in ACTIONS and not is_taken_away(token) and not is_yet_to_be(token):
        return _made(references, index, token, ACTIONS[lemma])
    if lemma in LEAVING or (lemma in ("step", "stand") and any(c.lower_ in ("down", "aside") for c in token.children)):
        return _left(references, index, token)
    if (resignation := handed_in(token)) is not None:
        return _left(references, index, token, resignation)
    if lemma in ("succeed", "replace"):
        swapped = lemma == "replace" and bool(after(token, "with"))
        if is_passive(token) or swapped:
            return _replaced(references, index, token)
        return _succeeded(references, index, token)
    if (helm := taken_up(token)) is not None:
        return _gained(references, index, token, helm, "appointed")
    if lemma == "take" and any(c.lower_ == "over" for c in token.children):
        return _succeeded(references, index, token)
    if lemma == "become" or (lemma in ("assume", "take") and seat_of(token) is not None):
        return _became(references, index, token)
    if (lemma in ("leave", "vacate", "relinquish") or is_given_up(token)) and seat_of(token) is not None:
        return _left(references, index, token)
    if lemma == "relieve" and any(c.lower_ == "of" for c in token.children):
        return _made(references, index, token, "dismissed")
    if lemma == "strip" and any(h.lemma_.lower() in SEATS for h in after(token, "of")):
        return _made(references, index, token, "dismissed")
    if is_parting(token) and after(token, "as"):
        return _left(references, index, token)
    if (election := won(token)) is not None:
        return _gained(references, index, token, election, "elected")
    if (post := post_entered(references, index, token)) is not None:
        people = _doers(references, index, token)
        return _seen(references, index, token, people, post.post, post.action, post.sure) if people else None
    if lemma == "inaugurate" and is_passive(token):
        return _made(references, index, token, "appointed")
    if lemma == "swear" and any(c.lower_ == "in" for c in token.children) and is_passive(token):
        return _made(references, index, token, "appointed")
    return None


def _made(references: References, index: int, verb: Token, action: str) -> Happening | None:
    """'X was appointed director', 'Y named X as ambassador'."""
    heads = (
        objects(verb)
        or behind_participle(verb)
        or beside_description(verb)
        or [c for c in verb.children if c.dep_ == "oprd" and c.pos_ == "PROPN" and c.i > verb.i][:1]
    )
    of_all = ruled_by_none(verb)
    if of_all:
        heads = [c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.pos_ == "PROPN"][:1]
    behind = [head for head in heads if head.i > verb.i]
    post = post_behind(references, index, behind) or post_told(references, index, verb)
    if post is None and of_all:
        post = post_right_behind(references, index, heads)
    if post is None and not is_passive(verb):
        post = small_clause(references, index, verb)
        heads = heads or [
            c for inner in verb.children if inner.dep_ == "ccomp" for c in inner.children if c.dep_ == "nsubj"
        ]
    if post is None and action in ("nominated", "appointed"):
        post = post_run_for(references, index, [verb, *behind[:1]])
    if post is None and action in ("nominated", "appointed", "elected"):
        post = seat_in(references, index, verb)
    people = persons_of(references, index, heads) or persons_of(references, index, beside_post(verb))
    in_title = action == "dismissed" or verb.lemma_.lower() in _IN_OFFICE
    if post is None and in_title and people and not after(verb, "as", "before"):
        post = post_before(references, people[0])
    if not people and action == "dismissed":
        return _of_the_post(references, index, verb, heads)
    again = action == "dismissed" or is_again(verb)
    by = _appointing(references, index, verb)
    held = former_post(references, people, held=action == "dismissed") if again else None
    held = held or (former_post(references, people, held=by is not None) if again else None)
    said = post is not None or held is None or not people or is_said_here(references, index, verb, people[0], held)
    post = post or held or to_follow(references, index, verb) or to_lead(references, index, verb)
    if post is None and people:
        post, said = post_of_the_other(references, index, verb) or _elsewhere(references, verb, action, people), False
    if not people or post is None or AWARD.search(post[0]):
        return None
    title, body, place = post
    return _seen(references, index, verb, people, (title, body or by, place), action, 1.0 if said else _NAMELESS)


def _elsewhere(references: References, verb: Token, action: str, people: list[Referent]) -> Post | None:
    """'Okoye, who was appointed in 2026,': the post that she has elsewhere in the article."""
    told = after(verb, "to", "as", "for") or any(c.dep_ in ("oprd", "xcomp", "attr", "dobj") for c in verb.rights)
    alone = action in ("appointed", "elected") and is_passive(verb) and verb.lemma_.lower() in _BY_ITSELF
    return former_post(references, people, held=True) if alone and not told else None


def _of_the_post(references: References, index: int, verb: Token, heads: list[Token]) -> Happening | None:
    """'dismissed her interior minister': a draft about whoever 'had held the post', as a sentence further on says."""
    head = next((h for h in heads if any(c.dep_ == "poss" or c.lower_ == "the" for c in h.lefts)), None)
    post = of_head(references, index, head) if head is not None and head.tag_ == "NN" else None
    if head is None or post is None or post[2] is None:
        return None
    start, end = references.page.where(index, head.doc[head.left_edge.i : head.i + 1])
    key = references.cast.key_for("UnnamedSource", references.page.text[start:end])
    who = _holder_behind(references, end) or Referent(key, start, end)
    return _seen(references, index, verb, [who], post, "dismissed", _NAMELESS)


def _holder_behind(references: References, at: int) -> Referent | None:
    """'Agneta Loft, 54, had held the post since 2026.': whom one of the next sentences gives the post."""
    held = HELD.search(references.page.text, at, at + _AHEAD)
    named = list(references.cast.within(at, held.start())) if held else []
    last = next((m for m in reversed(named) if references.cast.type_of(m.key) == "Person"), None)
    between = references.page.text[last.end : held.start()] if last and held else "."
    return Referent(last.key, last.start, last.end) if last and BESIDE_NAME.fullmatch(between) else None


def _appointing(references: References, index: int, verb: Token) -> str | None:
    """The firm or club by name that gives or takes the post: it is its own; a parliament elects for others."""
    if is_passive(verb) or verb.lemma_.lower() not in BY_FIRMS:
        return None
    bodies = people_of(references, index, actors(verb))
    name = references.cast.entities[bodies[0].key].name if len(bodies) == 1 else ""
    own = name and references.cast.type_of(bodies[0].key) == "Organization" and bodies[0].sure >= _SURE
    return bodies[0].key if own and not FOR_OTHERS.search(name) and name[:1].isupper() else None


def _became(references: References, index: int, verb: Token) -> Happening | None:
    """'X became the director', 'X will become director', 'assumed the office of director'."""
    people = _doers(references, index, verb)
    heads = [c for c in verb.children if c.dep_ == "attr" and c.i > verb.i]
    seat = seat_of(verb)
    heads += [*after(seat, "of", "as"), *after(verb, "as")] if seat is not None else []
    post = next((found for head in heads if (found := of_head(references, index, head))), None)
    if not people or post is None:
        return None
    return _seen(references, index, verb, people, post, "appointed")


def _gained(references: References, index: int, verb: Token, gained: Token, action: str) -> Happening | None:
    """'took charge of Ostra Town as manager', 'won re-election as mayor of Ostra'."""
    people = _doers(references, index, verb)
    post = post_told(references, index, verb) or post_told(references, index, gained)
    return _seen(references, index, verb, people, post, action) if people and post is not None else None


def _left(references: References, index: int, verb: Token, resignation: Token | None = None) -> Happening | None:
    """'resigned as mayor', 'handed in her resignation as mayor'."""
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.lemma_.lower() in ACTIONS:
        return None  # 'the minister appointed X, who served until 2018, resigning in protest': not the minister
    left = (references.cast.type_of(r.key) for r in bodies_left(references, index, verb))
    if "Organization" in left or party_left(verb) is not None:
        return None  # 'resigned from the Reform Alliance': whether the post goes too is not said
    people = _doers(references, index, verb)
    if not people and (several := several_holders(references, index, verb)) is not None:
        return _seen(references, index, verb, [several[0]], several[1], "resigned")
    if not people and resignation is not None and verb.dep_ == "acl":  # read as 'the mayor handed in ...'
        people = persons_of(references, index, [verb.head])
    own = post_told(references, index, verb)
    own = own or (post_told(references, index, resignation) if resignation is not None else None)
    post = own or former_post(references, people, held=True) or post_of_the_other(references, index, verb)
    if not people or post is None:
        return None
    if own is None and resignation is None and is_another_body(references, index, verb, people[0], post[0]):
        return None
    loose = verb.tag_ == "VBG" and verb.dep_ in (
        "advcl",
        "pcomp",
        "acl",
    )  # 'X appointed Y, resigning in 2031': whose step it was is open
    known = 1.0 if own or is_said_here(references, index, verb, people[0], post) else _NAMELESS
    return _seen(references, index, verb, people, post, "resigned", 0.6 if loose else known)


def _succeeded(references: References, index: int, verb: Token) -> Happening | None:
    """'succeeded X as director', 'replaces X': then the post is the one that X has in the article."""
    people, post = _doers(references, index, verb), post_told(references, index, verb)
    if verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_.lower() in ACTIONS:
        return None  # 'was named to replace her': told by 'named'
    before = persons_of(references, index, [*objects(verb), *after(verb, "from")]) if post is None else []
    post = post or former_post(references, before)
    if not people or post is None:
        return None
    return _seen(references, index, verb, people, post, "appointed", 0.9 if before else 1.0)


def _replaced(references: References, index: int, verb: Token) -> Happening | None:
    """'was replaced by X', 'replaced her with X': X has the post that the other one had."""
    left = persons_of(references, index, objects(verb))
    new = after(verb, "with")
    people = persons_of(references, index, new) if new else _doers(references, index, verb)
    own = post_told(references, index, verb)
    post = own or former_post(references, left)
    if len(people) != 1 or not left or post is None:
        return None
    return _seen(references, index, verb, people, post, "appointed", 1.0 if own else 0.95)


def _by_noun(references: References, index: int, noun: Token, lemma: str) -> Happening | None:
    """'X's resignation', 'the dismissal of X'."""
    if lemma not in LEAVING_NOUNS or any(handed_in(up) == noun for _, up in islice(ancestors(noun), 2)):
        return None
    made = after(noun, "of") if LEAVING_NOUNS[lemma] != "resigned" else []  # "Rossi's nomination of Okoye"
    people = persons_of(references, index, made)
    people = people or persons_of(
        references, index, [*(c for c in noun.children if c.dep_ == "poss"), *after(noun, "of")]
    )
    left = LEAVING_NOUNS[lemma] in ("resigned", "dismissed")
    own = post_told(references, index, noun) or post_behind(references, index, after(noun, "of"))
    if own is None and left and people:
        own = post_before(references, people[0])
    post = own or former_post(references, people, held=left) or post_here(references, index, noun, people)
    if not people or post is None:
        return None
    said = own is not None or is_said_here(references, index, noun, people[0], post)
    return _seen(references, index, noun, people, post, LEAVING_NOUNS[lemma], 1.0 if said else _NAMELESS)


def _seen(
    references: References, index: int, word: Token, people: list[Referent], post: Post, action: str, sure: float = 1.0
) -> Happening:
    title, body, place = post
    fields = {"post": (title,), "action": (action,), "organization": (body,) if body else ()}
    if place is not None:  # for 'Okoye stepped down', 'he was succeeded by' further on
        references.posts.setdefault(title.lower(), title)
        past = action in ("resigned", "dismissed")
        references.offices.append(Holder(title.lower(), people[0].key, body, people[0].start, past))
    if references.cast.type_of(people[0].key) == "UnnamedSource":
        sure *= _NAMELESS
    rule = "appointment-noun" if word.pos_ == "NOUN" else "appointment-verb"
    shown = (place,) if place else ()
    roles = {"person": people[:1]}
    return Happening("Appointment", rule, index, word, roles, fields, shown, sure, placed=False)


def _doers(references: References, index: int, verb: Token) -> list[Referent]:
    """Who takes or leaves the post: 'Ana Okoye', 'the chair of the bank, Carl Moss,'."""
    found = people_of(references, index, actors(verb))
    return [r for r in found if references.cast.type_of(r.key) == "Person"]
