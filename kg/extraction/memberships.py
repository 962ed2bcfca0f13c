"""Finds who belongs to which party or body, from the words beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.lexicon import ADHERENTS, FORMER, PARTY_NAMES, PARTY_WORDS, TRADES
from kg.extraction.posts import STATUS_OF_SEAT, Word, adherent_of, is_office

_MEMBER_OF = re.compile(
    r",? (?:who is )?(?:a|an|the|and) (?:\w+ ){0,3}(?:member|agency|affiliate|subsidiary) of (?:the )?"
)

_INCLUDING = re.compile(r"\b([A-Z]\w+) (?:such as|including)(?: [\w’'-]+){0,5} $")
_PARTY_OF = frozenset(name.lower() for name in (*ADHERENTS.values(), *PARTY_NAMES))


def party_before(cast: Cast, words: Sequence[Word], name: Mention) -> Iterator[Finding]:
    """'Labour's Sir Ben Adu', 'Republican Ben Adu', 'Conservative MP Ben Adu', 'Sela Town striker Ben Adu'."""
    last = words[-1]
    tenure = "former" if len(words) > 1 and words[-2].lower in FORMER else "current"
    at = len(words) - 1
    while at > 0 and is_office(words[at]) and words[at].bare in STATUS_OF_SEAT:
        at -= 1
    first, adherent = _adherent(words, at)
    if last.possessive and (last.bare in PARTY_NAMES or _names_party(cast, last)):
        mention = cast.at(last.start, last.end)
        known = mention and cast.type_of(mention.key) == "Organization"
        group = mention.key if mention and known else cast.key_for("Organization", re.sub(r"['’]s?$", "", last.text))
        yield _membership(name, group, (last.start, name.end), tenure)
    elif adherent and not words[at].possessive and not words[at].text.endswith(","):
        yield _membership(
            name, cast.key_for("Organization", ADHERENTS[adherent]), (words[first].start, name.end), tenure
        )
    elif last.bare in TRADES and len(words) > 1:
        body = cast.at(words[-2].start, words[-2].end)
        if body and body.end == words[-2].end and cast.type_of(body.key) == "Organization":
            yield _membership(name, body.key, (body.start, name.end), tenure)


def included(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'some senior Tories including Ben Adu': the party's people, of whom one is named."""
    before = text[max(0, name.start - 80) : name.start]
    found = _INCLUDING.search(before)
    if found and found.group(1).lower() in _PARTY_OF:
        start = name.start - len(before) + found.start()
        yield _membership(name, cast.key_for("Organization", found.group(1)), (start, name.end), "current")


def _adherent(words: Sequence[Word], at: int) -> tuple[int, str | None]:
    """The number of the word where a party's adjective begins that ends at `at`, and the adjective."""
    if at > 0 and len((adherent_of(words, at - 1) or "").split()) == 2:
        return at - 1, adherent_of(words, at - 1)
    return at, adherent_of(words, at)


def _names_party(cast: Cast, word: Word) -> bool:
    mention = cast.at(word.start, word.end)
    entity = cast.entities[mention.key] if mention else None
    return bool(entity and entity.type == "Organization" and any(p in entity.name.lower().split() for p in PARTY_WORDS))


def member_after(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, a member of the Harbour Union,' and 'Unesco, an agency of the United Nations'."""
    found = _MEMBER_OF.match(text, name.end, name.end + 80)
    body = cast.at(found.end(), found.end() + 1) if found else None
    if found and body and body.start == found.end() and cast.type_of(body.key) == "Organization":
        yield _membership(name, body.key, (name.start, body.end), "current")


def _membership(name: Mention, group: str, span: tuple[int, int], tenure: str) -> Finding:
    fields = {"member": (name.key,), "group": (group,), "tenure": (tenure,)}
    return Finding("Membership", "membership-party", fields, (span,), (("member", name.start, name.end),))
