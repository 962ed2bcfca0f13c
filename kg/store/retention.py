"""How many generations stay as folders: a setting of the store, which every writer keeps to."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.store import folder
from kg.store.pinning import remove_unless_read


@dataclass(frozen=True, slots=True)
class Retention:
    """The newest `generations` stay, and of them as many as fit into `bytes`; the current one always does."""

    generations: int = 10
    bytes: int | None = None


def read_retention(root: Path) -> Retention:
    """What a store keeps. Raises StoreError where the setting cannot be read."""
    path = root / folder.RETENTION
    try:
        wanted = Retention(**json.loads(path.read_text("utf-8")))
        if not isinstance(wanted.generations, int) or not isinstance(wanted.bytes, int | None):
            raise TypeError("it has something else than numbers")
        return wanted
    except FileNotFoundError:
        return Retention()
    except (ValueError, TypeError, OSError) as error:
        raise StoreError(f"{path} cannot be read ({error}): set it anew with `kg history --keep`") from error


def set_retention(root: Path, wanted: Retention) -> None:
    """Make this what the store keeps."""
    folder.write_durably(root / folder.RETENTION, (json.dumps(asdict(wanted)) + "\n").encode())


def prune(root: Path, current: int) -> tuple[int, ...]:
    """Remove the oldest generations where they are too many or too large, save those that somebody reads.

    Gives the numbers of those that are gone. What the disk does not let go now is tried again by the next writer: what
    was published is published.
    """
    wanted, removed = read_retention(root), list[int]()
    with contextlib.suppress(OSError):
        kept = [number for number in folder.generations(root) if number <= current]
        for place, number in enumerate(kept[:-1]):  # the current one always stays
            too_many = len(kept) - place > wanted.generations
            if not too_many and (wanted.bytes is None or _size_of(root / folder.GENERATIONS) <= wanted.bytes):
                break
            if remove_unless_read(folder.generation_path(root, number)):
                removed.append(number)
    return tuple(removed)


def _size_of(path: Path) -> int:
    """The bytes that a folder takes, each file counted once however many names it has."""
    found = {}
    for place, _, files in os.walk(path):
        for name in files:
            with contextlib.suppress(FileNotFoundError):  # a generation that goes away meanwhile
                status = os.stat(os.path.join(place, name))
                found[status.st_ino] = status.st_size
    return sum(found.values())
