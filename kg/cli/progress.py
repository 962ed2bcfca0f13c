"""What the publishing of very many inputs says on stderr: how far it is, and in the end a table."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from kg.cli.output import ERASE, has_status_line

if TYPE_CHECKING:
    from kg.publishing import Outcome, Progress

_EVERY = 60.0  # seconds between lines where no line can be written over
_STATES = ("accepted", "unchanged", "superseded", "waiting", "rejected", "unusable")


class Watching:
    """Shows progress: on a terminal in its last line, in a file as a line a minute."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._told = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Show how far it is."""
        if self._quiet:
            return
        line = progress_line(progress)
        if has_status_line():
            click.echo(f"{ERASE}{line} ", err=True, nl=False)
        elif time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            click.echo(line, err=True)


def progress_line(progress: Progress) -> str:
    """How far it is, in one line."""
    rate = f"{progress.articles:,} articles, {per_second(progress.rate)}"
    if progress.share >= 1:
        return f"prepared: {rate}, in {duration(progress.seconds)}; {_writing(progress.loaded)}"
    return f"{progress.share:4.0%} of the work, {rate}, {duration(progress.left)} left"  # articles differ in length


def _writing(loaded: float | None) -> str:
    if loaded is None:
        return "writing"
    return f"loading {loaded:.0%}" if loaded < 1 else "merging tables"


def duration(seconds: float) -> str:
    """A time for people.

    >>> duration(0.4), duration(75), duration(7322)
    ('1 s', '1 min 15 s', '2 h 2 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def per_second(rate: float) -> str:
    """A rate for people.

    >>> per_second(1234.5), per_second(0.25)
    ('1,234 a second', '0.2 a second')
    """
    return f"{rate:,.0f} a second" if rate >= 10 else f"{rate:.1f} a second"


def table(outcomes: Sequence[Outcome], seconds: float) -> Iterator[str]:
    """The lines that say how many articles and facts came to what, and how fast."""
    from kg.publishing import counts

    yield f"{'':10}  {'articles':>10}  {'facts':>10}"
    for state in _STATES:
        some = [each for each in outcomes if each.state == state]
        if some:
            facts = sum(each.set_aside if state == "rejected" else each.accepted for each in some)
            yield f"{state:10}  {len(some):10,}  {facts:10,}"
    aside = [each for each in outcomes if each.set_aside and each.state != "rejected"]
    if aside:
        yield f"{'set aside':10}  {len(aside):10,}  {sum(each.set_aside for each in aside):10,}"
    remarks = Counter(code for each in outcomes if each.clean for code in {problem.code for problem in each.problems})
    for code, count in sorted(remarks.items()):
        yield f"{count:,} published with a warning[{code}]; `kg explain {code}` says more"
    yield f"{counts(len(outcomes), 'article')} in {duration(seconds)}, {per_second(len(outcomes) / max(seconds, 1e-9))}"
