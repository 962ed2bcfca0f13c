"""Makes parts on a cluster (Dask distributed). Inputs, texts and parts lie where every worker sees them.

What counts is on the disk: a worker's answer says only that it is done. So a task that runs twice, on a worker that
was thought lost, does no harm, and whoever lost the scheduler goes on from the parts that are there.
"""

from __future__ import annotations

import logging
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import KgError, installing
from kg.publishing import Chunk, Job, make_part, part_name

_ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?|ucx)://)?[^\s/]+:\d{1,5}")
_AHEAD = 4  # chunks a thread of a worker that may be made before they are asked for
_TRIES = 4  # for one chunk, of whose worker it may be the end
_CONNECT = 20.0  # seconds
_WORKERS = 10.0  # seconds until the first worker must be there
_TALKERS = ("distributed.client", "distributed.core", "distributed.batched", "distributed.comm")

Make = Callable[[Job, Sequence[Chunk], Path], Iterator[str]]


@contextmanager
def cluster(address: str) -> Iterator[Make]:
    """What makes parts on the cluster of the scheduler at `address` (such as tcp://10.0.0.1:8786).

    Raises KgError where it cannot be reached, where it goes away, where workers do not see the folders, and where a
    chunk brings its workers down; the parts that were made stay.
    """
    if not find_spec("distributed"):
        raise KgError(f"--scheduler needs Dask; {installing('scale')}")
    if not _ADDRESS.fullmatch(address):  # distributed would try for 40 seconds
        raise KgError(
            f"--scheduler {address}: the address of a scheduler has a host and a port, as in tcp://10.0.0.1:8786"
        )
    import distributed

    for name in _TALKERS:  # they log tracebacks of what is said here in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = distributed.Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise KgError(f"{address}: no Dask scheduler answers there ({error})") from error
    try:
        yield lambda job, chunks, folder: _make_parts(client, address, job, chunks, folder.resolve())
    finally:
        client.close(timeout=2)


def _make_parts(client: Any, address: str, job: Job, chunks: Sequence[Chunk], folder: Path) -> Iterator[str]:
    try:
        client.wait_for_workers(1, timeout=_WORKERS)  # who starts them with the scheduler need not wait for them
    except TimeoutError:
        raise KgError(f"{address}: the scheduler has no workers; start some with: dask worker {address}") from None
    threads = sum(client.nthreads().values())
    waiting: deque[tuple[str, Any]] = deque()
    for number, chunk in enumerate(chunks):
        if len(waiting) >= threads * _AHEAD:
            yield _awaited(*waiting.popleft(), address, folder)
        name = part_name(number)
        key = f"kg-{folder.name}-{name}"  # the folder of parts has the name of the job's key
        task = client.submit(make_part, job, chunk, folder, name, key=key, pure=False, retries=_TRIES - 1)
        waiting.append((name, task))
    while waiting:
        yield _awaited(*waiting.popleft(), address, folder)


def _awaited(name: str, task: Any, address: str, folder: Path) -> str:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    kept = f"what was prepared is kept in {folder}: run the same again"
    try:
        task.result()
    except KilledWorker as error:
        raise KgError(f"{address}: several workers died over {name}, perhaps for want of memory; {kept}") from error
    except (CancelledError, CommClosedError) as error:
        raise KgError(f"{address}: the scheduler is gone; {kept} when it is back") from error
    except FileNotFoundError as error:
        raise KgError(f"{address}: its workers do not see {error.filename}; put it on a disk that all share") from error
    if not (folder / f"{name}.jsonl").exists():
        raise KgError(f"{address}: its workers write to another {folder}; put it on a disk that all share")
    return name
