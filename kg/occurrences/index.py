"""Finds the situations that may meet: by their keys, and through copies. The index stands in the derived graph."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.occurrences.copies import original_of, originals, twins_of
from kg.occurrences.keys import HELD, RELATIONS, VAGUE, days_of, look_ups, vague_of
from kg.occurrences.known import NOTHING, Known
from kg.occurrences.values import Report, Situation, Source
from kg.occurrences.windows import days_within
from kg.views import Quads, subjects, values
from kg.vocab import nf

_BUSY_STRETCHES, _BUSY_DAYS = (
    3,
    15,
)  # of happenings in a month: with more, what is vague cannot be told to be one of them
_LOOKED_UP = 50_000  # keys whose articles are remembered
_REMEMBERED = 10_000  # reports, those that were used last; an archive published at once must not fill the memory


class Index:
    """The articles that are looked at anew (`touched`), and all others by what is derived of them."""

    def __init__(self, view: Quads, changed: Iterable[NamedNode], known: Known = NOTHING) -> None:
        self.view, self.graph, self._known = view, view.iris.occurrences_graph, known
        self._reports: OrderedDict[NamedNode, Report | None] = OrderedDict()
        self._direct: dict[NamedNode, NamedNode | None] = {}
        self._keys: dict[str, list[NamedNode]] = {}
        self._copies: dict[NamedNode, list[NamedNode]] = {}
        self._held: dict[str, list[NamedNode]] = {}
        self._happened: dict[bool, dict[str, tuple[bool, ...]]] = {False: {}, True: {}}  # by whether it is of before
        self.touched = self._with_copies(changed)

    def report(self, article: NamedNode) -> Report | None:
        """What an article tells; None where it is not there."""
        if article in self._reports:
            self._reports.move_to_end(article)
            return self._reports[article]
        self._reports[article] = found = self._known.report(article, self.view)
        if len(self._reports) > _REMEMBERED:
            self._reports.popitem(last=False)
        return found

    def _with_copies(self, changed: Iterable[NamedNode]) -> dict[NamedNode, None]:
        """The articles that changed, and those that copy them or have one text with them, noting what each tells."""
        found = dict.fromkeys(sorted(changed, key=str))
        waiting = deque(found)
        while waiting:
            article = waiting.popleft()
            report = self.report(article)
            if report:
                self._learn(article, report)
            twins = twins_of(report.source.text, self.view) if report and report.source.text else []
            for each in (*self._held_copies(article), *twins):
                if each not in found:
                    found[each] = None
                    waiting.append(each)
        return found

    def _held_copies(self, article: NamedNode) -> list[NamedNode]:
        return subjects(self.view, nf.copyOf, article, self.graph)

    def _learn(self, article: NamedNode, report: Report) -> None:
        """Note the keys of what an article tells, and what it copies."""
        for key in report.keys:
            self._keys.setdefault(key, []).append(article)
        self._direct[article] = original = original_of(report.source, self.view)
        if original:
            self._copies.setdefault(original, []).append(article)

    def quads(self) -> Iterator[Quad]:
        """What is to stand of the touched articles in the index, each quad once."""
        for key, articles in self._keys.items():
            yield from (Quad(article, nf.indexKey, Literal(key), self.graph) for article in articles)
        for original, copies in self._copies.items():
            yield from (Quad(article, nf.copyOf, original, self.graph) for article in copies)

    def held(self, article: NamedNode) -> set[Quad]:
        """What stands of an article's keys and of what it copies."""
        return {quad for term in (nf.indexKey, nf.copyOf) for quad in self.view.match(article, term, None, self.graph)}

    def _held_under(self, key: str) -> list[NamedNode]:
        """The articles that told something under a key before the change."""
        found = self._held.get(key)
        if found is None:
            if len(self._held) > _LOOKED_UP:
                self._held.clear()
            quads = self.view.match(None, nf.indexKey, Literal(key), self.graph)
            self._held[key] = found = [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
        return found

    def _now_under(self, key: str) -> list[NamedNode]:
        others = [each for each in self._held_under(key) if each not in self.touched]
        return [*others, *self._keys.get(key, ())]

    def under(self, key: str, articles: Iterable[NamedNode] | None = None) -> Iterator[Situation]:
        """The situations under a key, in these articles or in all."""
        for article in self._now_under(key) if articles is None else articles:
            yield from (each for each in self._tell(article) if key in each.keys)

    def _happens(self, month: str, under: Callable[[str], Sequence[NamedNode]]) -> tuple[bool, ...]:
        """On which days of the month of a key something happens."""
        return tuple(bool(under(day)) for day in days_of(month)) if under(month) else ()

    def _days(self, month: str, *, before: bool) -> tuple[bool, ...]:
        known = self._happened[before]
        if month not in known:
            if len(known) > _LOOKED_UP:
                known.clear()
            known[month] = self._happens(month, self._held_under if before else self._now_under)
        return known[month]

    def _busy(self, key: str, *, before: bool = False) -> bool:
        """Whether so much happens in the month of a key that nothing vague can be told to be one of it."""
        return _is_busy(self._days(key.replace(VAGUE, ""), before=before))

    def _lost(self, situation: Situation, *, before: bool = False) -> bool:
        """Whether a vague situation cannot be told to be one with any other: its months are busy, or it fits two.

        `before` asks for how it was before the change.
        """
        vague = sorted(key for key in situation.keys if VAGUE in key)
        if any(self._busy(key, before=before) for key in vague):
            return True
        if situation.type != "Visit" or not situation.window:  # of others the keys do not say enough
            return False
        by_shared: dict[str, list[bool]] = {}
        for key in vague:
            shared, _, month = key.partition(" ")
            month = month.removeprefix(VAGUE)
            happens = self._days(f"{shared} {month}", before=before) or (False,) * 31
            by_shared.setdefault(shared, []).extend(happens[day - 1] for day in days_within(situation.window, month))
        return any(_stretches(days) > 1 for days in by_shared.values())

    def relatives(self, article: NamedNode) -> list[NamedNode]:
        """The articles that are direct copies of an article, and the one that it copies."""
        copies = [each for each in self._held_copies(article) if each not in self.touched]
        report = self.report(article)
        original = self._original(report.source) if report else None
        return sorted({*copies, *self._copies.get(article, ()), *((original,) if original else ())}, key=str)

    def _original(self, source: Source) -> NamedNode | None:
        if source.article not in self._direct:
            self._direct[source.article] = original_of(source, self.view)
        return self._direct[source.article]

    def originals(self, source: Source) -> list[NamedNode]:
        """What an article copies, to the first."""
        return originals(source, self._direct, self.view)

    def are_copies(self, one: Situation, other: Situation) -> bool:
        """Whether the article of one is a direct copy of that of the other."""
        first, second = one.source, other.source
        return first.article != second.article and (
            self._original(first) == second.article or self._original(second) == first.article
        )

    def candidates(self, situation: Situation) -> Iterator[Situation]:
        """The situations that may be one with this, or contradict it; some come more than once."""
        yield from self.sharing(situation)
        yield from self.beside(situation)

    def sharing(self, situation: Situation) -> Iterator[Situation]:
        """Those that share a key with this. Where one of two is vague they meet only where little else happens."""
        days, months = look_ups(situation.keys)
        for key in days:
            yield from self.under(key)
        if not self._lost(situation):
            for key in months:
                articles = self._now_under(key)
                if articles and not self._busy(key):
                    yield from (each for each in self.under(key, articles) if not self._lost(each))

    def beside(self, situation: Situation) -> Iterator[Situation]:
        """Those in its own article, in direct copies of it and in the one that it copies."""
        yield from self._tell(situation.source.article)
        for article in self.relatives(situation.source.article):
            yield from self._tell(article)

    def _tell(self, article: NamedNode) -> tuple[Situation, ...]:
        report = self.report(article)
        return report.situations if report else ()

    def affected(self) -> Iterator[Situation]:
        """The situations that the touched articles tell, and the happenings that they were or may become one with."""
        looked_up, turned = set[str](), set[str]()
        for article in self.touched:
            yield from self._tell(article)
            before = look_ups(each.value for each in values(self.view, article, nf.indexKey, self.graph))
            for key in sorted(before[0]):
                if HELD not in key and key not in looked_up:
                    looked_up.add(key)
                    yield from self.under(key, self._others_held(key))
            for key in sorted(before[1]):
                if key not in looked_up:
                    looked_up.add(key)
                    yield from self._neighbours(key)
            report = self.report(article)
            for key in sorted(report.keys if report else ()):
                month = vague_of(key)
                if month and month not in turned and month not in looked_up:
                    turned.add(month)
                    yield from self._turned(month)
            copied = [quad.object for quad in self.view.match(article, nf.copyOf, None, self.graph)]
            for other in (*self.relatives(article), *copied):
                if isinstance(other, NamedNode):
                    yield from (each for each in self._tell(other) if each.type not in RELATIONS)

    def _others_held(self, key: str) -> list[NamedNode]:
        return [each for each in self._held_under(key) if each not in self.touched]

    def _neighbours(self, key: str) -> Iterator[Situation]:
        """The situations outside of the touched articles that may have been one with what was under a month's key."""
        if self._busy(key, before=True) and self._busy(key):
            return
        yield from self.under(key, self._others_held(key))
        yield from self._turned(key)

    def _turned(self, key: str) -> Iterator[Situation]:
        """The vague situations of a month that now fit, or no longer do, and what they may have been one with."""
        if self._busy(key, before=True) and self._busy(key):
            return
        for situation in self.under(key, self._others_held(key)):
            if self._lost(situation, before=True) != self._lost(situation):
                yield situation
                for near in sorted(set[str]().union(*look_ups(situation.keys))):
                    yield from self.under(near)


@lru_cache(maxsize=1_000)
def _is_busy(happens: tuple[bool, ...]) -> bool:
    return _stretches(happens) > _BUSY_STRETCHES or sum(happens) > _BUSY_DAYS


def _stretches(happens: Sequence[bool]) -> int:
    """How many separate stretches of days there are on which something happens."""
    return sum(today and not before for before, today in zip([False, *happens], happens, strict=False))
