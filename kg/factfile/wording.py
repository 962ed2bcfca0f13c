"""Warns of a post, an action or a kind of event for which its evidence has no word, or the word for another."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from kg.factfile.claims import Claim, has_pronoun, unquoted
from kg.factfile.findings import Findings
from kg.vocab import nf

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters that the forms of a word share
_POST = nf.post.value
_CURE = "Mend it, or quote the words that show it."


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of the values of a field that exclude one another: the words that say it.

    The `plain` ones name it and hardly anything else; an evidence that has any of them `all` may mean it.
    """

    plain: tuple[str, ...]
    all: frozenset[str]


def _choice(plain: str, others: str = "") -> _Choice:
    return _Choice(tuple(plain.split()), frozenset((*plain.split(), *others.split())))


_ACTIONS = {
    "appointed": _choice(
        "appointed",
        "appoint appoints appointing appointment name named names naming chosen choose picked pick select selected "
        "hired succeed succeeds succeeded succeeding replace replaces replaced replacing installed sworn",
    ),
    "resigned": _choice(
        "resigned", "resign resigns resigning resignation quit quits step steps stepped leave leaves left"
    ),
    "dismissed": _choice(
        "dismissed", "dismiss dismisses dismissal sack sacked fire fired oust ousted remove removed axed"
    ),
    "elected": _choice("elected", "elect elects electing election re-elected reelected vote voted won win"),
    "nominated": _choice("nominated", "nominate nominates nomination candidate candidacy proposed"),
}
_HAPPENINGS = {
    "fire": _choice("blaze wildfire fire", "fires wildfires blazes"),
    "flood": _choice("flood floods", "flooding flooded"),
    "earthquake": _choice("earthquake quake", "earthquakes tremor aftershock aftershocks"),
    "explosion": _choice("explosion", "explosions blast exploded bomb bombing detonated"),
    "storm": _choice("storm hurricane typhoon cyclone", "storms tornado"),
    "landslide": _choice("landslide mudslide avalanche", "landslides"),
    "collision": _choice("collision derailment crash", "collided crashed accident derailed"),
    "shooting": _choice("shooting", "shot shots gunman gunmen fire fired"),
    "stabbing": _choice("stabbing", "stabbed knife"),
    "election": _choice("election referendum", "elections poll polls vote by-election"),
}


def check_wording(findings: Findings, claim: Claim) -> None:
    """Warn of a post that the evidence does not speak of, and where it has the word for another action or kind."""
    for key, values in claim.fields.items():
        value = values[0] if len(values) == 1 else None
        field = claim.known[key]
        if type(value) is not str:
            continue
        if field.path == _POST:
            if "tenure" in claim.fields:
                _check_post(findings, claim, key, value)
        elif field.broad_concepts:
            last = value.casefold().split()[-1]
            own = next((name for name, choice in _HAPPENINGS.items() if last in choice.all), "")
            _check_choice(findings, claim, key, own, _HAPPENINGS)
        elif value in _ACTIONS and field.concepts.keys() >= _ACTIONS.keys():
            _check_choice(findings, claim, key, value, _ACTIONS)


def _check_post(findings: Findings, claim: Claim, key: str, post: str) -> None:
    """Warn of a post that somebody holds where the evidence has no word of it."""
    words = claim.words_for(key)
    if not words or _speaks_of(words, post) or has_pronoun(unquoted(words)):
        return
    message = f"The evidence has no word of {post!r}."
    findings.warn("other-value", (*claim.path, key), message, _CURE)


def _speaks_of(words: str, value: str) -> bool:
    """Whether the words have a form of one word of the value, or its initials."""
    stems = {word[:_STEM].casefold() for word in _WORD.findall(words)}
    parts = _WORD.findall(value)
    initials = "".join(part[0].upper() for part in parts)
    return any(part[:_STEM].casefold() in stems for part in parts) or (len(parts) > 1 and initials in words)


def _check_choice(findings: Findings, claim: Claim, key: str, own: str, choices: Mapping[str, _Choice]) -> None:
    """Warn where the evidence has a plain word for one other choice, and none for this."""
    if own not in choices:
        return
    words = {word.strip(".,;:!?()“”\"'’") for word in claim.words_for(key).casefold().split()}
    if not choices[own].all.isdisjoint(words):
        return
    others = [(name, word) for name, each in choices.items() if (word := _first(each.plain, words))]
    if len(others) == 1:
        other, word = others[0]
        message = f"The evidence has {word!r}, and no word for {claim.fields[key][0]!r}."
        findings.warn("other-value", (*claim.path, key), message, f"Did you mean {other}? {_CURE}")


def _first(plain: Iterable[str], words: Container[str]) -> str | None:
    return next((word for word in plain if word in words), None)
