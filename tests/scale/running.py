"""A real Dask scheduler and its workers on this machine, in processes of their own, bounded in time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_LIMIT = "600"  # seconds that a scheduler or a worker lives at most, should a test be killed
_QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}


@dataclass(slots=True)
class Cluster:
    """A scheduler with workers."""

    folder: Path
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        return str(json.loads(self._file.read_text())["address"])

    @property
    def _file(self) -> Path:
        return self.folder / "scheduler.json"

    def start_scheduler(self) -> None:
        """Start the scheduler and wait until it listens."""
        words = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self._file.unlink(missing_ok=True)
        self.scheduler = _started(*words, "--scheduler-file", str(self._file))
        until = time.monotonic() + 60
        while not (self._file.exists() and self._file.read_text()):  # it is written in two steps
            assert time.monotonic() < until, "no scheduler within a minute"
            time.sleep(0.05)

    def start_worker(self) -> None:
        """Start one worker with one thread."""
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        place = ["--local-directory", str(self.folder)]
        self.workers.append(_started("dask_worker", self.address, *words, *place))

    def stop(self) -> None:
        """End all of it."""
        for process in [*self.workers, *([self.scheduler] if self.scheduler else [])]:
            killed(process)


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler with so many workers."""
    folder.mkdir(exist_ok=True)
    found = Cluster(folder)
    try:
        found.start_scheduler()
        for _ in range(workers):
            found.start_worker()
        yield found
    finally:
        found.stop()


def _started(module: str, *words: str) -> subprocess.Popen[bytes]:
    command = ["timeout", _LIMIT, sys.executable, "-m", f"distributed.cli.{module}", *words]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env={**os.environ, **_QUIET}, **quiet)  # type: ignore[call-overload,no-any-return]


def kg(*words: str | Path) -> subprocess.Popen[str]:
    """`kg` in a process of its own, with its messages to be read."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())


SCRIPT = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from kg.errors import KgError
from kg.publishing import Job, chunks_of, find_files, publish_many
from kg.scale import cluster
from kg.schema import load_schema
from kg.store import open_store

with open_store(sys.argv[2], create=True) as store:
    chunks = list(chunks_of(find_files([Path(sys.argv[1])]), 10_000))
    try:
        with cluster(sys.argv[3]) as make:
            def kept(job, chunks, folder):
                yield from make(job, chunks, folder)
                if "keep" in sys.argv:
                    kept = Path(sys.argv[2]).with_name("kept")
                    kept.mkdir()
                    for part in folder.iterdir():
                        os.link(part, kept / part.name)

            publish_many(chunks, store, Job(store.base), load_schema(), now=datetime.now(UTC), make=kept)
    except KgError as error:
        sys.exit(str(error))
"""


def published(archive: Path, store: Path, address: str, *words: str) -> subprocess.Popen[str]:
    """A process that publishes an archive on a cluster in small chunks; with `keep`, the parts get a second name."""
    command = [sys.executable, "-c", SCRIPT, str(archive), str(store), address, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "KG_STORE"}


def killed(process: subprocess.Popen[bytes]) -> None:
    """Kill the process that `timeout` started, and with it `timeout`, unless both are gone."""
    if process.poll() is not None:
        return
    for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    process.wait()
