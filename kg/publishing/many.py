"""Publishes very many inputs: parts are made in several processes, and all of them become one generation.

What was prepared stays on the disk until it is published, so that whoever was interrupted goes on from there.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kg.errors import DISK_FULL, KgError
from kg.publishing.batches import Batch
from kg.publishing.chunks import Chunk
from kg.publishing.derived import derivation
from kg.publishing.outcomes import Outcome, Summary
from kg.publishing.parts import Job, read_part
from kg.publishing.pool import make_parts
from kg.publishing.reports import keep_report
from kg.publishing.settling import Settled, publish_settled
from kg.publishing.vocabulary import ground_of
from kg.schema import Schema
from kg.store import Prepared, Published, Store
from kg.store.folder import PARTS
from kg.store.lock import writer_lock

Listener = Callable[[Outcome], None]
Make = Callable[[Job, Sequence[Chunk], Path], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparing is: a share of 1, the articles by now, and the seconds that it took.

    `loaded` is the share that is loaded of what was prepared, None until that begins.
    """

    share: float
    articles: int
    seconds: float
    loaded: float | None = None

    @property
    def rate(self) -> float:
        """Articles per second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float:
        """About how many seconds are left."""
        return self.seconds / self.share * (1 - self.share) if self.share else 0.0


Watch = Callable[[Progress], None]


@contextmanager
def parts_folder(parent: Path, job: Job) -> Iterator[Path]:
    """The folder of a job's parts, with those that an earlier run made; it is gone where the context ends well.

    Parts of other jobs that were never published go. Raises StoreLockedError where another process prepares, KgError
    where something else lies in the place of a part, OSError that names the folder where its disk is full.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with writer_lock(parent):
            folder = parent / job.key()
            for other in parent.iterdir():
                if other.is_dir() and not other.is_symlink() and other != folder:
                    shutil.rmtree(other)
            folder.mkdir(exist_ok=True)
            for draft in folder.glob(".*"):  # what a killed run was writing
                shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
            yield folder
            shutil.rmtree(parent)
    except OSError as error:
        if told := _told(error, parent):
            raise told from error
        raise


def _told(error: OSError, parent: Path) -> Exception | None:
    """The same in words that say where it was, or what helps; None where it has them."""
    if error.filename is None and error.errno in DISK_FULL:
        return OSError(error.errno, error.strerror, str(parent))
    if error.filename is None:
        return None
    file = Path(error.filename2 or error.filename)
    if file.is_relative_to(parent) and isinstance(error, FileExistsError | IsADirectoryError | NotADirectoryError):
        remedy = f"remove {parent}, in which nothing but prepared work lies, and run the same again"
        return KgError(f"{file}: {error.strerror}; {remedy}")
    return None


def publish_many(
    chunks: Sequence[Chunk],
    store: Store,
    job: Job,
    types: Schema,
    *,
    now: datetime,
    make: Make | None = None,
    listen: Listener | None = None,
    watch: Watch | None = None,
) -> Summary:
    """As `kg.publishing.publish`, for chunks of many inputs, with the same outcomes and the same bytes in the store.

    `make` makes the parts (in this process, unless it is given); `watch` hears how far it is. Whatever is killed when,
    the same call goes on from the parts that were made.
    """
    start = time.monotonic()
    with parts_folder(store.path / PARTS, job) as folder:
        with store.snapshot() as held, held.digests() as digest_of:
            batch = Batch((lambda _: "") if held.empty else digest_of, held, job.rules)
            ground = ground_of(types, held)
            for outcome in gathered(batch, job, chunks, folder, make, watch):
                if outcome.findings and not outcome.clean:
                    keep_report(store, outcome)
                if listen:
                    listen(outcome)
            settled = Settled(ground, *batch.settled())
        prepared = Progress(1.0, len(batch.outcomes), time.monotonic() - start)

        def hear(share: float) -> None:
            if watch:
                watch(replace(prepared, loaded=share))

        def attempt(settled: Settled) -> Published:
            parts = [each for each in settled.kept if isinstance(each, Prepared)]
            with derivation(batch, store, folder) as derived:
                return store.publish_prepared(
                    parts,
                    settled.removals,
                    now=now,
                    vocabulary=settled.ground.vocabulary,
                    derive=derived,
                    judged=settled.ground.generation,
                    watch=hear,
                )

        published = publish_settled(batch, settled, store, types, attempt)
    return Summary(tuple(batch.outcomes), published.generation)


def gathered(
    batch: Batch, job: Job, chunks: Sequence[Chunk], folder: Path, make: Make | None, watch: Watch | None
) -> Iterator[Outcome]:
    """Yield what became of each article, as its part is made."""
    start, done, work = time.monotonic(), 0, sum(chunk.work for chunk in chunks)
    names = make(job, chunks, folder) if make else make_parts(job, chunks, folder, 1)
    for chunk, name in zip(chunks, names, strict=True):
        for entry in read_part(folder, name):
            yield batch.take(entry.outcome, entry.revision)
        done += chunk.work
        if watch:
            watch(Progress(done / work if work else 1.0, len(batch.outcomes), time.monotonic() - start))
