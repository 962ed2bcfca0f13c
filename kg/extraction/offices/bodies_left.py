"""The bodies that somebody leaves: 'resigned from the Reform Alliance', 'quit the river committee'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import PARTY_NAMES, PARTY_WORDS
from kg.extraction.offices.appointment_words import OF_MEMBERS
from kg.extraction.offices.post_words import SEATS
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

# bodies that people sit on besides a post of their own
_SAT_ON = frozenset(
    "committee subcommittee board panel commission council cabinet taskforce caucus delegation jury inquiry parliament"
    " assembly senate congress government party alliance union".split()
)
_OF_ONE_S_OWN = SEATS | frozenset("duty command leadership politics power life day".split())
_TAKEN_PART_IN = frozenset(
    "race campaign contest election talk negotiation meeting summit session game match tour tournament show programme"
    " program scene site area country city town house home party school course social-media twitter".split()
)
# posts that are seats of such a body, by words of their title
_OF_SUCH = {
    **dict.fromkeys(("cabinet", "government"), ("minister", "secretary", "chancellor", "premier", "attorney")),
    **dict.fromkeys(
        ("parliament", "assembly", "senate", "congress"),
        ("mp", "senator", "representative", "congress", "deputy", "lawmaker", "member", "speaker"),
    ),
    **dict.fromkeys(("party", "alliance", "union"), ("leader", "chair", "secretary")),
    **dict.fromkeys(("board", "panel", "committee", "commission", "jury"), ("chair", "member", "commission")),
    "council": ("councillor", "councilor", "council", "alderman", "member"),
}
_PARTY_NOUNS = frozenset(("party", "alliance"))
_OF_BOARDS = ("director", "trustee", "governor", "executive", "president")


def bodies_left(references: References, index: int, verb: Token) -> list[Referent]:
    """The party or group of members that somebody resigns from."""
    found = references.resolve(index, head) if (head := next(iter(after(verb, "from")), None)) is not None else []
    return [r for r in found if is_of_members(references.cast.entities[r.key].name)]


def party_left(verb: Token) -> Token | None:
    """The party that somebody quits, by its name or its noun: 'has quit the Conservatives', 'left the Reform Party'."""
    told = [c for c in verb.rights if c.dep_ == "dobj" and c.pos_ == "PROPN"]
    return next((c for c in told if c.lower_ in PARTY_NAMES or c.lower_ in _PARTY_NOUNS), None)


def is_of_members(name: str) -> bool:
    """Whether a body has members: a party, an alliance, a union."""
    words = name.lower().split()
    return name.lower() in PARTY_NAMES or any(word in OF_MEMBERS or word in PARTY_WORDS for word in words)


def is_another_body(references: References, index: int, verb: Token, person: Referent, title: str) -> bool:
    """Whether what is left is no body of the post: 'Its leader, Ana Okoye, resigned from the river committee'."""
    heads = after(verb, "from") + [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    head = next(iter(heads), None)
    if head is None:
        return False
    post, word = title.lower(), head.lemma_.lower()
    if word in post or word in _OF_ONE_S_OWN:
        return False  # 'the chair of the river committee'
    bodies = [r for each in (head, *after(head, "of")) for r in references.resolve(index, each)]
    keys = [r.key for r in bodies if references.cast.type_of(r.key) == "Organization"]
    of_post = {h.organization for h in references.offices if h.person == person.key and h.post == post} - {None}
    named = [key for key in keys if references.cast.entities[key].name.lower() not in post]
    if of_post and named and not of_post & set(named):
        return True
    if word in _SAT_ON:
        of_such = (*_OF_SUCH.get(word, ()), *(_OF_BOARDS if word == "board" else ()))
        return not any(each in post for each in of_such)
    return not keys and word in _TAKEN_PART_IN
