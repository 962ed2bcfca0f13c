"""The store's folder on disk: what it is made of, which generation is current, and what is made durable."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Container, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.store.archive import HISTORY

CURRENT, LOCK, LEDGER, GENERATIONS = "CURRENT", "LOCK", "ledger.sqlite", "generations"
OXIGRAPH, MANIFEST, TEMPORARY = "oxigraph", "manifest.json", ".tmp-"
REJECTED, AS_OF, RETENTION, BACKUPS, SEARCH = "rejected", "as-of", "retention.json", "backups.jsonl", "search.sqlite"
PARTS = "parts"
FORMAT = 1  # of the store: of the ledger's tables, of the history, and of what a database holds
_NO_MANIFEST = (ValueError, TypeError, KeyError, AttributeError)
_OWN = {CURRENT, LOCK, LEDGER, GENERATIONS, HISTORY, REJECTED, AS_OF, RETENTION, BACKUPS, SEARCH, PARTS}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself. `files` has the size and the SHA-256 of every file of its database.

    `format` is that of the whole store: who finds a greater one than its own neither reads nor writes.
    """

    generation: int
    parent: int | None
    created: str
    base: str
    kg: str
    oxigraph: str
    articles: int
    quads: int
    vocabulary: str
    files: dict[str, tuple[int, str]]
    format: int = FORMAT


def generation_path(root: Path, generation: int) -> Path:
    """The folder of a generation."""
    return root / GENERATIONS / f"{generation:06d}"


def said(error: Exception) -> str:
    """What the disk complains of, in words."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def temporary(root: Path) -> Path:
    """A name for a generation in the making; RocksDB refuses one that this process used and still has open."""
    return root / GENERATIONS / f"{TEMPORARY}{secrets.token_hex(8)}"


def generations(root: Path) -> list[int]:
    """The numbers of the generations that stand on disk, oldest first."""
    return sorted(int(path.name) for path in (root / GENERATIONS).iterdir() if path.name.isdecimal())


def published(root: Path) -> list[int]:
    """The generations on disk that hold something published; none where there is no folder of them."""
    return [number for number in generations(root) if number] if (root / GENERATIONS).is_dir() else []


def is_store(root: Path) -> bool:
    """Whether a folder is a store."""
    return (root / CURRENT).is_file()


def may_become_store(root: Path) -> bool:
    """Whether a folder is missing, empty, or what an interrupted creation left."""
    if published(root):
        return False  # a store that lost its CURRENT, which must not be begun anew
    return not root.exists() or all(
        p.name in _OWN or p.name.startswith((TEMPORARY, LEDGER, SEARCH)) for p in root.iterdir()
    )


def read_current(root: Path) -> int:
    """The number of the generation that readers see. Raises StoreError where there is none."""
    path = root / CURRENT
    try:
        number = re.fullmatch(r"(\d{6})\n?|(\d{7,})\n", path.read_text("ascii"))
        if number is None:  # a part of a number would be that of another generation
            raise ValueError
        return int(number[0])
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"{root} is not a store: {_lack(root)}") from error
    except ValueError as error:
        raise StoreError(f"{path} does not hold the number of a generation: {way_back(root)}") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error


def _lack(root: Path) -> str:
    """Why this is no store, and what to do."""
    if root.is_file():
        return "it is a file, and a store is a folder"
    if published(root):
        return f"it has no {CURRENT}: {way_back(root)}"
    if not may_become_store(root):
        return f"it has no {CURRENT}, but other files; name the folder of a store, or a new one to `kg publish`"
    lack = f"it has no {CURRENT}" if root.exists() else "there is no such folder"
    return f"{lack}; `kg publish --store {root}` makes one"


def way_back(root: Path) -> str:
    """What to do with a store that has lost the number of its generation."""
    whole = newest_whole(root)
    if whole is None:
        return "no generation that it has is whole: restore a backup"
    return f"write the newest that is whole, {whole:06d}, into it"


def write_current(root: Path, generation: int) -> None:
    """Make `generation` the one that readers see; on return this survives a loss of power."""
    write_durably(root / CURRENT, f"{generation:06d}\n".encode("ascii"))


def read_manifest(path: Path) -> Manifest:
    """The manifest of the generation in `path`. Raises StoreError where it cannot be used; FileNotFoundError passes."""
    try:
        return _manifest(path)
    except _NO_MANIFEST as error:
        raise damaged(path, f"{MANIFEST}: {error}") from error


def _manifest(path: Path) -> Manifest:
    values = json.loads((path / MANIFEST).read_text("utf-8"))
    if values.get("format", FORMAT) > FORMAT:
        raise StoreError(
            f"{path} was made by a newer version of kg ({values['kg']}), which keeps other records: use that version"
        )
    return Manifest(**{**values, "files": {name: (size, sha) for name, (size, sha) in values["files"].items()}})


def newest_whole(root: Path, below: int | None = None) -> int | None:
    """The newest generation with something published of which every byte is as it was written; None where none is.

    Generations share files, so what damaged one may have damaged those before it.
    """
    numbers = [each for each in reversed(published(root)) if below is None or each < below]
    return next((each for each in numbers if _is_whole(generation_path(root, each))), None)


def _is_whole(path: Path) -> bool:
    try:
        return changed_file(path, _manifest(path)) is None
    except (OSError, StoreError, *_NO_MANIFEST):
        return False


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a generation's manifest."""
    (path / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n", "utf-8")


def linked_files(path: Path, before: Path) -> frozenset[str]:
    """The names of the files of a generation's database that are links to those of the generation `before`."""
    if not (before / OXIGRAPH).is_dir():
        return frozenset()
    older = dict(_inodes(before / OXIGRAPH))
    return frozenset(name for name, inode in _inodes(path / OXIGRAPH) if older.get(name) == inode)


def _inodes(path: Path) -> Iterator[tuple[str, int]]:
    with os.scandir(path) as entries:
        yield from ((entry.name, entry.inode()) for entry in entries)


def file_marks(path: Path, known: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """The size and SHA-256 of every file of a generation's database; those of some are `known` already."""
    files = sorted((path / OXIGRAPH).iterdir())
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # an archive's tables have gigabytes
        new = threads.map(_mark, (file for file in files if file.name not in known))
        return {file.name: known.get(file.name) or next(new) for file in files}


def _mark(file: Path) -> tuple[int, str]:
    return file.stat().st_size, _sha256(file)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def missing_or_cut(path: Path, manifest: Manifest) -> str | None:
    """What is wrong with the files of a generation as far as their sizes tell, or None."""
    for name, (size, _) in manifest.files.items():
        try:
            found = (path / OXIGRAPH / name).stat().st_size
        except FileNotFoundError:
            return f"{name} is missing"
        if found != size:
            return f"{name} has {found} bytes, not {size}"
    return None


def changed_file(path: Path, manifest: Manifest) -> str | None:
    """What is wrong with the files of a generation, all of their bytes read, or None."""
    wrong = (name for name, (_, sha) in manifest.files.items() if _sha256(path / OXIGRAPH / name) != sha)
    return missing_or_cut(path, manifest) or next((f"{name} is not as it was written" for name in wrong), None)


def damaged(path: Path, why: str) -> StoreError:
    """The error for a generation that cannot be read, with what to do about it."""
    older = newest_whole(path.parent.parent, int(path.name)) if path.name.isdecimal() else None
    back = "; none before it is whole"
    if older is not None:
        back = f", or write {older:06d} into CURRENT to go on from the newest before it that is whole"
    return StoreError(f"generation {path} is damaged ({why}): put back this folder from a backup{back}")


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file at once: a reader, and a crash, find the old bytes or the new ones."""
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    fsync(path.parent)


def fsync(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fsync_tree(path: Path, settled: Container[str] = ()) -> None:
    """Bring a folder and all in it to the disk, the innermost first; not files with the `settled` names, which are."""
    for folder, _, files in os.walk(path, topdown=False):
        for file in files:
            if file not in settled:
                fsync(Path(folder, file))
        fsync(Path(folder))


def checkpoint(source: Path, target: Path, *, link: Callable[[Path, Path], None] | None = None) -> None:
    """Copy a closed Oxigraph database; its large immutable files become hard links where the disk has them.

    RocksDB never writes into an `.sst` file again, so the copies live and die by themselves. This is what
    `Store.backup` does, without opening the source for it.
    """
    target.mkdir(parents=True)
    for file in source.iterdir():
        if file.suffix == ".sst":
            (link or link_file)(file, target / file.name)
        elif file.name != "LOCK":
            copy_file(file, target / file.name)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file's bytes."""
    shutil.copyfile(source, target)


def link_file(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where the disk has no hard links."""
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.EXDEV, errno.ENOSYS):
            raise
        copy_file(source, target)


def drop_logs(path: Path) -> None:
    """Remove from a closed database what it does not need to be opened again: 0.2 MB, copied and synced each time.

    These are what RocksDB writes for its developers (LOG, OPTIONS) and its write-ahead logs, of which all is in tables
    once it was flushed.
    """
    for file in (path / OXIGRAPH).iterdir():
        if file.suffix == ".log" or file.name.startswith(("LOG", "OPTIONS-")):
            file.unlink()


def clear_leftovers(root: Path, current: int) -> None:
    """Remove what interrupted writers left: temporaries, and generations that never became current."""
    for path in [*root.iterdir(), *(root / GENERATIONS).iterdir()]:
        if path.name.startswith(TEMPORARY) or (path.name.isdecimal() and int(path.name) > current):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
