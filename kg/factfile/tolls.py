"""Warns of a number that its evidence does not have: only numbers of people count, and those of the same fate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.factfile.claims import Claim
from kg.factfile.findings import Findings
from kg.numerals import counts_in
from kg.vocab import nf

_UNCOUNTED = re.compile(
    r"\b(?:others?|more(?!\s+than\b)|both|pair|couple|twins)\b", re.IGNORECASE
)  # with whom a number is no whole
_PERSON = (
    r"(?:person|man|woman|child|boy|girl|baby|infant|toddler|teenager|student|pupil|worker|passenger|soldier|officer|"
    r"civilian|policeman|firefighter|pilot|driver|victim|resident|miner|protester|bystander|gunman|attacker|bomber|"
    r"suspect|tourist|villager|guard|sailor|player|teacher|journalist|pedestrian|patient|[a-z]+-old)"
)
_SINGLE = re.compile(rf"\b(?:an?|another)\s+(?:[\w’'-]+\s+){{0,2}}?{_PERSON}\b", re.IGNORECASE)
_THINGS = re.compile(
    r"\b(?:[\d,]+|[a-z]+(?:-[a-z]+)?)\s(?=(?:[\w-]+\s)?(?:cars?|vehicles?|lorries|trucks?|vans?|bus(?:es)?|trains?|ships?|boats?|"
    r"vessels?|ferries|planes?|aircraft|helicopters?|houses?|homes?|buildings?|flats|floors?|storeys?|stor(?:y|ies)|"
    r"shops?|villages?|towns?|cities|districts?|provinces?|states|countries|shots|rounds|bombs?|explosions?|blasts?|"
    r"fires?|attacks?|places|locations)\b)",
    re.IGNORECASE,
)
_DEAD, _HURT = "dead", "hurt"
_FATE = re.compile(
    r"\b(?:(?P<dead>died|dies|dying|dead|deaths?|kill(?:s|ed|ing)?|perish(?:ed)?|fatal(?:ly|ities)?|drowned|lives)|"
    r"(?P<hurt>injur(?:e|es|ed|ing|ies|y)|wound(?:s|ed|ing)?|hurt|hospitali[sz]ed|casualt(?:y|ies)))\b",
    re.IGNORECASE,
)
_STRETCH = re.compile(r"[,;.]\s+|\s+(?:and|while|with|but|as well as)\s+", re.IGNORECASE)
_FATES = {nf.deaths.value: _DEAD, nf.injured.value: _HURT}
_MANY = 10  # numbers in the evidence, of which any might be added up


def check_numbers(findings: Findings, claim: Claim) -> None:
    """Warn of a number where its evidence has others, of which no two or more make it either."""
    for key, values in claim.fields.items():
        for value in values:
            if type(value) is not int:
                continue
            shown = claim.words_for(key)
            fate = _FATES.get(claim.known[key].path)
            numbers, singles = _counted(shown, fate)
            if _UNCOUNTED.search(shown) or not numbers or len(numbers) > _MANY:
                continue
            if value not in _sums(numbers, singles):
                message = f"The evidence has {' and '.join(map(str, dict.fromkeys(numbers)))}, and not {value}."
                cure = "Mend the number, or quote the words that show it."
                findings.warn("other-number", (*claim.path, key), message, cure)


def _counted(shown: str, fate: str | None) -> tuple[tuple[int, ...], int]:
    """The numbers of those of this fate, and how many single ones stand beside them.

    >>> _counted("Two people died and five were injured in a fire", "dead"), _counted("Six boats left a harbour", None)
    (((2,), 0), ((6,), 0))
    >>> _counted("killing two men and a child and injuring five in two cars", "dead")
    ((2,), 1)
    """
    if fate is None:
        return counts_in(shown), len(_SINGLE.findall(shown))
    of_fate = " ; ".join(words for words, other in _stretches(_THINGS.sub(" ", shown)) if other in (fate, None))
    return counts_in(of_fate), len(_SINGLE.findall(of_fate))


def _stretches(shown: str) -> Iterator[tuple[str, str | None]]:
    """The stretches between commas and joining words, each with the fate that it tells, or that those round it tell."""
    pieces = _STRETCH.split(shown)
    fates = [_fate_of(each) for each in pieces]
    for index, (piece, fate) in enumerate(zip(pieces, fates, strict=True)):
        if fate is not None:
            yield piece, fate
            continue
        before = next((each for each in reversed(fates[:index]) if each), None)
        after = next((each for each in fates[index + 1 :] if each), None)
        yield piece, before if before == after else None


def _fate_of(piece: str) -> str | None:
    """The one fate of which a stretch has words; None where it has none, or both."""
    found = {each.lastgroup for each in _FATE.finditer(piece)}
    return found.pop() if len(found) == 1 else None


def _sums(numbers: Sequence[int], singles: int) -> set[int]:
    """What some of the numbers, and some of so many single ones, come to: three men, two women and a child are six."""
    sums = {0}
    for number in (*numbers, *[1] * min(singles, _MANY)):
        sums |= {each + number for each in sums}
    return sums
