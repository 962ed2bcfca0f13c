"""Warns of what a slip of the hand makes of a fact: another's name in its evidence, other words or numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.factfile.claims import Claim, has_pronoun, unquoted
from kg.factfile.findings import Findings
from kg.model import Entity
from kg.vocab import prov

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_STEM = 4  # letters of a name that its adjective keeps
_PLACES = frozenset(("Place", "City", "Country"))


def check_names(findings: Findings, entities: Mapping[str, Entity], claim: Claim) -> None:
    """Warn where the words that are to show who it is have the name of another of its kind, and no name of this one.

    A country may be called by its capital, and a governor by the place: of another kind a name may well be right.
    """
    shown = {each.of for each in claim.evidence}
    for each in claim.evidence:
        if each.of is not None and each.of in claim.fields and claim.known[each.of].kind == "entity":
            _check_words_of(findings, entities, claim, each.of, each.quote)
    if claim.raw.get("basis") == "inferred":
        return
    for key, values in claim.fields.items():
        field = claim.known[key]
        if field.kind != "entity" or key in shown or field.path == prov.wasAttributedTo.value:
            continue
        if field.min_count or "directness" not in claim.known:  # whom somebody speaks to, or of, often goes unsaid
            _check_whole(
                findings,
                entities,
                claim,
                key,
                [entities[each] for each in values if isinstance(each, str) and each in entities],
            )


def _check_words_of(findings: Findings, entities: Mapping[str, Entity], claim: Claim, key: str, quote: str) -> None:
    """The words for one field against its entities."""
    meant = [entities[one] for one in claim.fields[key] if isinstance(one, str) and one in entities]
    if not meant or any(name in quote for one in meant for name in _names(one)):
        return
    others = [one for one in entities.values() if one.type == meant[0].type and one.name in quote]
    if len(others) == 1 and not any(_last_word(one.name) in quote for one in meant):
        message = f"The words for `{key}` are {quote!r}, and {meant[0].key} is {meant[0].name}."
        findings.warn("other-name", (*claim.path, key), message, f"Did you mean {others[0].key}?")


def _check_whole(
    findings: Findings, entities: Mapping[str, Entity], claim: Claim, key: str, meant: Sequence[Entity]
) -> None:
    """The words for the whole fact against one of its fields, where these may not mean its entity without naming it."""
    words = claim.words_for(key)
    for one in meant:
        if any(name in words for name in _names(one)):
            continue
        said = unquoted(words)
        if has_pronoun(said) or _is_meant(one, said):
            continue
        used = {each for values in claim.fields.values() for each in values if isinstance(each, str)}
        others = [each for each in _named_in(said, entities.values()) if each.key not in used and _alike(each, one)]
        if len(others) == 1:
            message = f"The evidence names {others[0].name}, and not {one.name}."
            cure = f"Did you mean {others[0].key}? Or quote the words that show {one.key}."
            findings.warn("other-name", (*claim.path, key), message, cure)


def _is_meant(entity: Entity, words: str) -> bool:
    """Whether a part of a name, an adjective of it, or its initials stand in the words."""
    begun = {word[:_STEM].casefold() for word in _WORD.findall(words)}
    for name in _names(entity):
        parts = _WORD.findall(name)
        if any(len(part) > 2 and part[:_STEM].casefold() in begun for part in parts):
            return True
        initials = "".join(part[0] for part in parts if part[0].isupper())
        if len(initials) > 1 and initials in words.replace(".", ""):
            return True
    return False


def _named_in(words: str, entities: Iterable[Entity]) -> list[Entity]:
    """The entities whose names stand in the words, and not only within a longer name."""
    named = sorted(((name, each) for each in entities for name in _names(each)), key=lambda one: -len(one[0]))
    found: dict[str, Entity] = {}
    for name, each in named:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if name in words and re.search(pattern, words):
            words = re.sub(pattern, " ", words)
            found[each.key] = each
    return list(found.values())


def _alike(one: Entity, other: Entity) -> bool:
    return one.type == other.type or {one.type, other.type} <= _PLACES


def _names(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.also)


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2]
