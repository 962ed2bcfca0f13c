"""How many generations stay as folders: a setting of the store, which every writer keeps to."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.store import folder


@dataclass(frozen=True, slots=True)
class Retention:
    """The newest `generations` stay, and of them as many as fit into `bytes`; the current one always does."""

    generations: int = 10
    bytes: int | None = None


def read_retention(root: Path) -> Retention:
    """What a store keeps. Raises StoreError where the setting cannot be read."""
    path = root / folder.RETENTION
    try:
        return Retention(**json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return Retention()
    except (ValueError, TypeError, OSError) as error:
        raise StoreError(f"{path} cannot be read ({error}): set it anew with `kg history --keep`") from error


def set_retention(root: Path, wanted: Retention) -> None:
    """Make this what the store keeps."""
    folder.write_durably(root / folder.RETENTION, (json.dumps(asdict(wanted)) + "\n").encode())


def prune(root: Path, current: int) -> tuple[int, ...]:
    """Remove the generations that are too many; gives their numbers.

    What the disk does not let go now is tried again by the next writer: what was published is published.
    """
    wanted = read_retention(root)
    with contextlib.suppress(OSError):
        return folder.prune(root, current, wanted.generations, wanted.bytes)
    return ()
