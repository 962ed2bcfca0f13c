"""A generation that is read is pinned: its folder stays until nobody reads it, whatever a writer would remove."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.store import folder


@contextlib.contextmanager
def pinned(root: Path, generation: int | None = None) -> Iterator[Path]:
    """The folder of the current generation, or of another, which no writer removes as long as the context lasts.

    Raises FileNotFoundError where that other one is gone.
    """
    while True:
        current = folder.read_current(root) if generation is None else generation
        path = folder.generation_path(root, current)
        try:
            descriptor = os.open(path / folder.MANIFEST, os.O_RDONLY)
        except FileNotFoundError as error:
            if generation is not None:
                raise
            if folder.read_current(root) != current:
                continue  # a writer moved on and pruned between the two reads
            raise folder.damaged(path, f"{folder.MANIFEST} is missing") from error
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if os.fstat(descriptor).st_nlink == 0 or not path.exists():
                continue
            yield path
            return
        finally:
            os.close(descriptor)


def remove_unless_read(path: Path, whole: Path | None = None) -> bool:
    """Remove the folder of a generation, or the `whole` folder around it, at once as far as readers see.

    False where somebody reads it, or the disk does not let it.
    """
    # What cannot be removed now is tried again by the next writer: the publish itself has succeeded.
    with contextlib.suppress(OSError), (path / folder.MANIFEST).open("rb") as manifest:
        fcntl.flock(manifest, fcntl.LOCK_EX | fcntl.LOCK_NB)
        whole = whole or path
        doomed = whole.with_name(f"{folder.TEMPORARY}pruned-{whole.name}")
        whole.rename(doomed)
        shutil.rmtree(doomed)
        return True
    return False
