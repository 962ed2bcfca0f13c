"""Publishing that is shared among processes of this machine or the workers of a cluster, as `kg publish` shows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import click

from kg.cli.output import clear_status_line, say
from kg.cli.progress import Watching, table

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from kg.publishing import Chunk, Job, Outcome, Summary
    from kg.publishing.many import Make
    from kg.schema import Schema
    from kg.store import Store
    from kg.store.interface import AnyStore


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who shares the work: the workers of a scheduler, or so many processes; and whether progress is shown.

    `pool` has the processes where they were begun before the work was known.
    """

    scheduler: str | None
    jobs: int | None
    quiet: bool
    pool: ProcessPoolExecutor | None = None

    @contextmanager
    def begun(self, files: int) -> Iterator[Sharing]:
        """The same, its processes begun where so many files are work for several, however it is cut into chunks."""
        from kg.publishing import MANY, processes, processors
        from kg.publishing.chunks import FILES

        jobs = self.jobs or processors()
        if self.scheduler is not None or jobs == 1 or files <= (MANY - 1) * FILES:
            yield self
            return
        with processes(jobs) as pool:
            yield replace(self, pool=pool)

    def is_for(self, store: AnyStore, chunks: Sequence[Chunk]) -> TypeGuard[Store]:
        """Whether the work is shared: where that was said, and where there is much. Raises UsageError for a server."""
        from kg.publishing import MANY
        from kg.store import Store

        asked = self.scheduler is not None or bool(self.jobs)
        if asked and not isinstance(store, Store):
            raise click.UsageError("--jobs and --scheduler are for a store in a folder; for a server: --to-files")
        return isinstance(store, Store) and (asked or len(chunks) >= MANY)

    @contextmanager
    def maker(self) -> Iterator[Make]:
        """What makes parts."""
        if self.scheduler is not None:
            from kg.scale import cluster

            with cluster(self.scheduler) as make:
                yield make
        else:
            from kg.publishing import make_parts, processors

            yield partial(make_parts, jobs=self.jobs or processors(), pool=self.pool)


def publish_shared(
    chunks: Sequence[Chunk],
    target: Store | Path,
    job: Job,
    types: Schema,
    sharing: Sharing,
    tell: Callable[[Outcome], None],
) -> Summary:
    """Publish into a store, or into files in a folder; `tell` hears of what is not published."""
    from kg.publishing import publish_many, publish_to_files

    def listen(outcome: Outcome) -> None:
        if not outcome.clean:
            tell(outcome)

    start = time.monotonic()
    watch = Watching(quiet=sharing.quiet)
    if sharing.scheduler is not None:
        chunks, job = absolute(chunks, job)
    try:
        with sharing.maker() as make:
            if isinstance(target, Path):
                summary = publish_to_files(chunks, target, job, types, make=make, listen=listen, watch=watch)
            else:
                now = datetime.now(UTC)
                summary = publish_many(chunks, target, job, types, now=now, make=make, listen=listen, watch=watch)
    except KeyboardInterrupt:
        say(["What was prepared is kept: run the same again, and it goes on from there."])
        raise
    finally:
        if not sharing.quiet:
            clear_status_line()
    if not sharing.quiet:
        say(table(summary.outcomes, time.monotonic() - start))
    return summary


def absolute(chunks: Sequence[Chunk], job: Job) -> tuple[list[Chunk], Job]:
    """The same with whole paths: the workers of a cluster have folders of their own that they work in."""
    whole = [replace(chunk, names=tuple(map(str, _absolute(chunk.files)))) for chunk in chunks]
    shapes, ontology, authority, texts = map(_absolute, (job.shapes, job.ontology, job.authority, job.texts))
    return whole, replace(job, shapes=shapes, ontology=ontology, authority=authority, texts=texts)


def _absolute(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(path.resolve() for path in paths)
