"""What rested on something that was corrected: a word is disputed until somebody reviews it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.edtf import instant_of
from kg.occurrences.bonds import bond
from kg.occurrences.conflicts import Clash, Said
from kg.occurrences.keys import RELATIONS
from kg.occurrences.values import Report, Situation, Source

Originals = Callable[[Source], Sequence[NamedNode]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that is disputed because of an article that was corrected."""

    said: Said
    because: NamedNode
    reason: str


def doubts_of(clashes: Iterable[Clash], originals: Originals) -> Iterator[Doubt]:
    """The words that contradict what a corrected article now says, and that rested on it."""
    clashes = tuple(clashes)
    open_ = {
        (said.word.iri, clash.kind) for clash in clashes if _within_one(clash) for said in (clash.one, clash.other)
    }
    for clash in clashes:
        for corrected, said in ((clash.one, clash.other), (clash.other, clash.one)):
            source = corrected.situation.source
            if source.article == said.situation.source.article:
                continue
            # An article is corrected on others’ word too, as a toll is by a fire service: then its copies are in doubt,
            # and what was told on its paper's word; not where it gives both numbers, each on somebody's word.
            if not corrected.word.own and (said.word.own or (corrected.word.iri, clash.kind) in open_):
                continue
            why = _rests_on(said, source, clash, originals)
            if why and not _reviewed(said, source):
                yield Doubt(said, source.article, f"{why} ({clash.reason})")


def _within_one(clash: Clash) -> bool:
    """Whether one article's report of a happening contradicts itself, on the word of two."""
    one, other = clash.one.situation, clash.other.situation
    return one.source.article == other.source.article and one.type not in RELATIONS


def _rests_on(said: Said, corrected: Source, clash: Clash, originals: Originals) -> str:
    """Why a word rests on a corrected article, in words; empty where it does not."""
    its = said.situation.source
    changed, published = instant_of(corrected.modified), instant_of(its.published)
    later = changed is not None and (published is None or changed > published)
    if corrected.article in originals(its) and (corrected.corrected or later):
        return "the article that this one copies was changed, and says otherwise now"
    if not corrected.corrected:
        return ""
    if said.word.source == corrected.publisher and its.publisher != corrected.publisher:
        return "the paper whose word this is has corrected itself"
    joined = clash.kind not in ("conflict-holder", "conflict-tenure")
    if joined and said.word.own and its.day and its.day <= corrected.newest_day:
        return "this was written before another paper corrected its report of the same"
    return ""


def _reviewed(said: Said, corrected: Source) -> bool:
    """Whether somebody looked at the word after the correction."""
    return said.word.reviewed_on > corrected.newest_day


def dropped_of(situation: Situation, original: Report) -> Iterator[Doubt]:
    """The words for a situation of a copy that its original, since it was corrected, no longer tells of."""
    source = original.source
    if not source.corrected or source.newest_day < situation.source.day:
        return
    if any(_tells_the_same(situation, each) for each in original.situations):
        return
    for word in situation.said:
        said = Said(word, situation)
        if word.stands and not _reviewed(said, source):
            yield Doubt(said, source.article, "the article that this one copies was corrected, and no longer says so")


def _tells_the_same(one: Situation, other: Situation) -> bool:
    if one.type != other.type:
        return False
    if one.type in RELATIONS:
        return one.names == other.names and one.words == other.words
    return bond(one, other, copies=True) is not None or (one.denied and other.denied and one.names == other.names)
