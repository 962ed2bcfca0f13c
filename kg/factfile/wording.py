"""Warns of a post, an action or a kind of event for which its evidence has no word, or the word for another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.factfile.claims import Claim, has_pronoun, unquoted
from kg.factfile.findings import Findings
from kg.vocab import nf

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters that the forms of a word share
_POST = nf.post.value
_CURE = "Mend it, or quote the words that show it."
# the values of a field that exclude one another, each with the words that say it
_ACTIONS = {
    "appointed": "appoint appointed appoints appointing appointment name named names naming chosen choose picked pick "
    "select selected hired succeed succeeds succeeded succeeding replace replaces replaced replacing installed sworn",
    "resigned": "resign resigned resigns resigning resignation quit quits step steps stepped leave leaves left",
    "dismissed": "dismiss dismissed dismisses dismissal sack sacked fire fired oust ousted remove removed axed",
    "elected": "elect elected elects electing election re-elected reelected vote voted won win",
    "nominated": "nominate nominated nominates nomination candidate candidacy proposed",
}
_HAPPENINGS = {
    "fire": "fire fires wildfire wildfires blaze blazes",
    "flood": "flood floods flooding flooded",
    "earthquake": "earthquake earthquakes quake tremor aftershock aftershocks",
    "explosion": "explosion explosions blast exploded bomb bombing detonated",
    "storm": "storm storms hurricane typhoon cyclone tornado",
    "landslide": "landslide landslides mudslide avalanche",
    "collision": "collision collided crash crashed accident derailment derailed",
    "shooting": "shooting shot shots gunman gunmen fire fired",
    "stabbing": "stabbing stabbed knife",
    "election": "election elections poll polls vote referendum by-election",
}
_PLAIN = {  # of the words of a happening those that name it and hardly anything else
    "fire": "blaze wildfire fire",
    "flood": "flood floods",
    "earthquake": "earthquake quake",
    "explosion": "explosion",
    "storm": "storm hurricane typhoon cyclone",
    "landslide": "landslide mudslide avalanche",
    "collision": "collision derailment crash",
    "shooting": "shooting",
    "stabbing": "stabbing",
    "election": "election referendum",
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
            own = next(
                (name for name, words in _HAPPENINGS.items() if value.casefold().split()[-1] in words.split()), ""
            )
            _check_choice(findings, claim, key, value, own, (_HAPPENINGS, _PLAIN))
        elif field.concepts.keys() >= _ACTIONS.keys():
            _check_choice(findings, claim, key, value, value, (_ACTIONS, {each: each for each in _ACTIONS}))


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


def _check_choice(
    findings: Findings, claim: Claim, key: str, value: str, own: str, words: tuple[dict[str, str], dict[str, str]]
) -> None:
    """Warn where the evidence has a plain word for one other choice, and none for this."""
    every, plain = words
    if own not in every:
        return
    said = claim.words_for(key).casefold().split()
    tokens = {word.strip(".,;:!?()“”\"'’") for word in said}
    if _any(every[own].split(), tokens):
        return
    others = [name for name in plain if name != own and _any(plain[name].split(), tokens)]
    if len(others) == 1:
        message = f"The evidence has {_found(plain[others[0]].split(), tokens)!r}, and no word for {value!r}."
        findings.warn("other-value", (*claim.path, key), message, f"Did you mean {others[0]}? {_CURE}")


def _any(words: Iterable[str], tokens: set[str]) -> bool:
    return not tokens.isdisjoint(words)


def _found(words: Iterable[str], tokens: set[str]) -> str:
    return next(word for word in words if word in tokens)
