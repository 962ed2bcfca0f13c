"""Plain English of a situation, from the sentence that its fact type brings as data (`nf:sentence` on the shape).

A sentence has places for fields, a verb, and stretches that go when a field in them has no value:

    {visitor} (visit, visited) {destination}[ {date}]

`{field}` is put in words: names joined by "and", a controlled value as its `nf:phrase`, a date with "on" or "in".
`{a field}` has an article before it, `{role field}` one where several can be it at a time ("a judge", but "mayor");
`{since date}` turns "is ... in April" into "has been ... since April" while what is said
goes on.
`(base, past)` is the verb: status, certainty and polarity choose its form, and a phrase may bring it too. Without a
verb the sentence stands as it is, and what is denied or not sure is said before it.
`[~ of {organization}]` goes also when its words were said before, behind the first field: not for "Kesmark Orr".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.descriptions.smoothing import smooth
from kg.descriptions.values import Piece, Pieces, Ref, plain
from kg.determiners import a, role

_FIELD = r"\{(?:(a|role|since) )?(\w+)\}"
_TOKEN = re.compile(_FIELD + r"|\(([^(),]+(?:,[^(),]+)+|be(?: [^(),]+)?)\)|\[(~?)([^\[\]]*)\]|([^{}()\[\]]+|.)")
_POINT = re.compile(r"(?:on|in) (?!or )(?=(?:about )?[\w ]+$)")
_PLURAL_S = re.compile(r"[^sui]s$")  # not "loss", "caucus", "diagnosis"
_THERE = re.compile(rf"There \(be\) {_FIELD}")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a sentence is to be said: the notations of status, certainty and polarity; None where there is none.

    `since`: it has gone on from a time that the sentence names. `jointly`: three or more do it together.
    """

    status: str | None = None
    certainty: str | None = "certain"
    polarity: str | None = "positive"
    since: bool = False
    jointly: bool = False

    @property
    def negation(self) -> str:
        """The words that deny; of three, who met, at least one was not there, and the others may have met."""
        return "" if not self.denied else " not all" if self.jointly else " not"

    @property
    def denied(self) -> bool:
        """Whether the source says that it is not so."""
        return self.polarity == "negative"


@dataclass(frozen=True, slots=True)
class Words:
    """The values of one field in words; `plural`: a verb after them is plural.

    `jointly`: they are three or more of whom the fact says something together, as that they met.
    """

    pieces: Pieces
    plural: bool = False
    jointly: bool = False


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in the forms that English needs: to visit, visited."""

    base: str
    past: str


def say(template: str, fields: Mapping[str, Words], manner: Manner) -> Pieces:
    """The sentence without its full stop; links stay in it. Fields that the template does not know are left out.

    >>> from kg.descriptions.values import plain
    >>> visit = "{visitor} (visit, visited) {destination}[ {date}]"
    >>> who = {"visitor": Words(("Ana Okoye",)), "destination": Words(("Kesmark",))}
    >>> plain(say(visit, who, Manner("mooted", "possible")))
    'Ana Okoye may visit Kesmark'
    >>> plain(say(visit, who, Manner("occurred", "certain", "negative")))
    'Ana Okoye did not visit Kesmark'
    """
    if manner.status == "ongoing" and (since := _since(template, fields)):
        fields, manner = {**fields, **since}, replace(manner, since=True)
    manner = replace(manner, jointly=any(fields[key].jointly for key in fields_of(template) & fields.keys()))
    pieces, has_verb = _fill(template, fields, manner)
    if not has_verb:
        return _framed(smooth(pieces), manner)
    if manner.status in ("cancelled", "postponed"):
        pieces.append(f", but this was {manner.status}")
    return _begun(smooth(pieces))


def _begun(pieces: Pieces) -> Pieces:
    """A sentence with a capital at its beginning, but for a name that is written as eBay is."""
    first, rest = pieces[:1], pieces[1:]
    word = plain(first)
    if not word[:1].islower() or word[1:2].isupper():
        return pieces
    begun = word[:1].upper() + word[1:]
    return (*(Ref(each.iri, begun) if isinstance(each, Ref) else begun for each in first), *rest)


def fields_of(template: str) -> frozenset[str]:
    """The keys of the fields that a sentence has places for.

    >>> sorted(fields_of("{visitor} (visit, visited) {destination}[ {date}]"))
    ['date', 'destination', 'visitor']
    """
    return frozenset(key for _, key in re.findall(_FIELD, template))


def _since(template: str, fields: Mapping[str, Words]) -> dict[str, Words]:
    """The days, months or years since which something goes on, with "since" before them."""
    words = {
        key: plain(fields[key].pieces) for how, key in re.findall(_FIELD, template) if how == "since" and key in fields
    }
    return {key: Words((_POINT.sub("since ", each, count=1),)) for key, each in words.items() if _POINT.match(each)}


def _fill(template: str, fields: Mapping[str, Words], manner: Manner) -> tuple[list[Piece], bool]:
    found: list[Piece] = []
    plural, has_verb = _are_several(template, fields), False
    behind = 0  # the first field
    for match in _TOKEN.finditer(template):
        before, key, verb, once, optional, text = match.groups()
        if key is not None:
            words = fields.get(key, Words(("something",)))
            inner, inner_verb = _phrase(words.pieces, manner, plural)
            found += _determined(inner, before) if before in ("a", "role") else inner
            behind = behind or len(found)
            plural, has_verb = words.plural, has_verb or inner_verb
        elif verb is not None:
            found.append(conjugated(_verb(verb), manner, plural))
            has_verb = True
        elif optional is not None:
            keys = fields_of(optional)
            if keys <= fields.keys() and not (once and _said(keys, fields, found[behind:])):
                inner, inner_verb = _fill(optional, fields, manner)
                found, has_verb = found + inner, has_verb or inner_verb
        else:
            found.append(text)
    return found, has_verb


def _are_several(template: str, fields: Mapping[str, Words]) -> bool:
    """Whether "There (be) {a kind}" tells of several, as of talks: the verb stands before them."""
    kind = _THERE.match(template)
    words = fields.get(kind[2]) if kind else None
    return words is not None and (words.plural or _PLURAL_S.search(str(words.pieces[0])) is not None)


def _said(keys: frozenset[str], fields: Mapping[str, Words], found: list[Piece]) -> bool:
    """Whether the words of all these fields stand in what was said, or begin at its end: "editor of the Post"."""
    so_far = plain(tuple(found)).casefold()
    end = re.search(r" of (?:the )?([^,]+)$", so_far)
    begun = f"{end[1]} " if end else so_far
    names = (plain(fields[key].pieces).casefold().removeprefix("the ") for key in keys)
    return all(name in so_far or name.startswith(begun) for name in names)


def _phrase(pieces: Pieces, manner: Manner, plural: bool) -> tuple[list[Piece], bool]:
    """A field's words; those of a controlled value may hold the verb."""
    if len(pieces) == 1 and isinstance(pieces[0], Phrase):
        verb = re.search(r"\(([^()]+)\)", pieces[0])
        if verb:
            said = conjugated(_verb(verb.group(1)), manner, plural)
            return [pieces[0][: verb.start()] + said + pieces[0][verb.end() :]], True
    return list(pieces), False


class Phrase(str):
    """Words of a controlled value, which are data and may hold a verb; words of an article are plain `str`."""

    __slots__ = ()


def _verb(written: str) -> Verb:
    forms = [form.strip() for form in written.split(",")]
    if len(forms) == 1:
        return Verb(forms[0], f"was{forms[0].removeprefix('be')}")
    return Verb(forms[0], forms[1])


def conjugated(verb: Verb, manner: Manner, plural: bool = False) -> str:
    """The verb in the form that status, certainty and polarity ask for.

    >>> meet = Verb("meet", "met")
    >>> [conjugated(meet, Manner(status)) for status in ("mooted", "planned", "occurred", "cancelled")]
    ['may meet', 'is to meet', 'met', 'was to meet']
    >>> conjugated(meet, Manner("occurred", "probable"), plural=True)
    'probably met'
    """
    no, be, was = manner.negation, "are" if plural else "is", "were" if plural else "was"
    sure = {"probable": "probably ", "possible": "perhaps "}.get(manner.certainty or "", "")
    match manner.status:
        case "mooted":
            return f"may{no} {verb.base}"
        case "planned":
            return f"{be}{no} {sure}to {verb.base}"
        case "cancelled" | "postponed":
            return f"{was}{no} {sure}to {verb.base}"
        case "occurred":
            return sure + _past(verb, no, plural)
        case _:  # going on; or nobody says how far along it is
            return sure + _present(verb, no, plural, since=manner.since)


def _is_be(verb: Verb) -> bool:
    return verb.base == "be" or verb.base.startswith("be ")


def _past(verb: Verb, no: str, plural: bool) -> str:
    if _is_be(verb):
        return f"{'were' if plural else 'was'}{no}{verb.base.removeprefix('be')}"
    return f"did{no} {verb.base}" if no else verb.past


def _present(verb: Verb, no: str, plural: bool, *, since: bool) -> str:
    if _is_be(verb) and since:
        return f"{'have' if plural else 'has'}{no} been{verb.base.removeprefix('be')}"
    if _is_be(verb):
        return f"{'are' if plural else 'is'}{no}{verb.base.removeprefix('be')}"
    if no:
        return f"{'do' if plural else 'does'}{no} {verb.base}"
    return verb.base if plural else _third_person(verb.base)


def _third_person(base: str) -> str:
    word, _, rest = base.partition(" ")
    if re.search(r"(s|x|z|ch|sh|o)$", word):
        word += "es"
    elif re.search(r"[^aeiou]y$", word):
        word = word[:-1] + "ies"
    else:
        word += "s"
    return f"{word} {rest}".rstrip()


def _determined(pieces: list[Piece], how: str) -> list[Piece]:
    """A kind or a role with the article that it takes; what stands behind its own words, as of whom, counts nothing."""
    word = pieces[0] if pieces and isinstance(pieces[0], str) else ""
    if how == "role":
        return [role(word), *pieces[1:]] if word else pieces
    return pieces if not word or _PLURAL_S.search(word) or word[:1].isupper() else [f"{a(word)} ", *pieces]


def _framed(said: Pieces, manner: Manner) -> Pieces:
    sure = {"probable": "Probably", "possible": "Perhaps"}.get(manner.certainty or "", "")
    before = f"{sure} not so" if manner.denied else sure
    return (f"{before.strip().capitalize()}: ", *said) if before else said
