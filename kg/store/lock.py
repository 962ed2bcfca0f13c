"""One writer at a time: the kernel's lock on the file LOCK, which dies with the process that holds it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import StoreError, StoreLockedError
from kg.store.folder import LOCK


@contextlib.contextmanager
def writer_lock(root: Path, wait: float = 0.0, tell: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the store's lock; try for `wait` seconds, of which `tell` hears. Raises StoreLockedError, with the pid.

    A pid that a killed writer left in the file means nothing: its lock is gone, and the next writer has it at once.
    """
    path = root / LOCK
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"{root} cannot be written to: {error.strerror}") from error
    try:
        _acquire(descriptor, root, time.monotonic() + wait, tell)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, root: Path, until: float, tell: Callable[[str], None] | None) -> None:
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            if time.monotonic() >= until:
                raise StoreLockedError(
                    f"{root} is being written to by process {pid}: try again when it is done, or wait for it"
                ) from error
            if tell:
                tell(f"{root} is being written to by process {pid}: waiting for it")
                tell = None
            time.sleep(0.02)
