"""Backups: a store copied into another folder while others read and write it, and put back once it is checked."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from kg.errors import StoreError
from kg.store import folder
from kg.store.archive import HISTORY, segments
from kg.store.ledger import Ledger
from kg.store.pinning import pinned
from kg.store.snapshot import open_ledger
from kg.store.tombstones import purges
from kg.store.values import Backup, utc

SHEET = "backup.json"  # what a backup has, each file with its size and SHA-256
_CHUNK = 1 << 20


def back_up(root: Path, target: Path, *, now: datetime) -> Backup:
    """Copy the current generation, the ledger, the history and the reports to `target`; it is a store by itself.

    Nobody waits: readers and a writer go on, and the backup has the generation that was current at the beginning. The
    store remembers the backup. Raises StoreError where `target` holds something, or an article is purged meanwhile.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StoreError(f"{target} is there already and holds something: name a new folder")
    if target.resolve().is_relative_to(root.resolve()):
        raise StoreError(f"{target} is within the store {root}: name a folder elsewhere, best on another disk")
    draft = target.absolute().with_name(f"{folder.TEMPORARY}{target.name}")
    try:
        with _copying(target):
            shutil.rmtree(draft, ignore_errors=True)  # what a killed backup left
            backup = _copy(root, target, draft, now)
            folder.fsync_tree(draft)
            draft.rename(target)
            folder.fsync(target.absolute().parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _remember(root, backup)
    return backup


def _copy(root: Path, target: Path, draft: Path, now: datetime) -> Backup:
    with pinned(root) as generation, open_ledger(root) as ledger:
        number, before = int(generation.name), purges(ledger)
        if before.unfinished:
            raise StoreError(
                f"an article of {root} is being purged: back it up again when that is done, or, where it was"
                " interrupted, after the next publish"
            )
        sheet: dict[str, tuple[int, str]] = {}
        for path in _files(root, generation, number):
            name = str(path.relative_to(root))
            sheet[name] = _copied(path, draft / name)
        _copy_ledger(root, draft / folder.LEDGER, number)
        folder.write_current(draft, number)
        for name in (folder.LEDGER, folder.CURRENT):
            sheet[name] = _mark(draft / name)
        if purges(ledger) != before:
            raise StoreError(f"an article of {root} was purged while it was copied: back it up again")
    backup = Backup(str(target.absolute()), utc(now), number)
    (draft / SHEET).write_text(json.dumps({**asdict(backup), "files": sheet}, indent=1) + "\n", "utf-8")
    return backup


def _files(root: Path, generation: Path, number: int) -> Iterator[Path]:
    yield from (path for path in sorted(generation.rglob("*")) if path.is_file())
    yield from (path for segment, path in segments(root).items() if segment <= number)
    yield from sorted((root / folder.REJECTED).glob("*.json"))
    if (root / folder.RETENTION).exists():
        yield root / folder.RETENTION


def _copy_ledger(root: Path, target: Path, number: int) -> None:
    """Copy the ledger as it is between two transactions, without what a generation after `number` wrote into it."""
    source, copy = sqlite3.connect(root / folder.LEDGER, timeout=30), sqlite3.connect(target)
    with contextlib.closing(source), contextlib.closing(copy):
        source.backup(copy)
    with contextlib.closing(Ledger(target, write=True)) as ledger:
        ledger.recover(number)
        ledger.commit()


def _copied(path: Path, target: Path) -> tuple[int, str]:
    """Copy a file; gives the size and the SHA-256 of what was copied."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sha, size = hashlib.sha256(), 0
    with path.open("rb") as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            sha.update(chunk)
            size += len(chunk)
            copy.write(chunk)
    return size, sha.hexdigest()


def _mark(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()


def _remember(root: Path, backup: Backup) -> None:
    # Beside the ledger, which a writer may keep for long; one short line is appended whole.
    try:
        with (root / folder.BACKUPS).open("a+b") as file:
            file.seek(0)
            gap = b"" if file.read()[-1:] in (b"", b"\n") else b"\n"  # a killed one's line may be cut
            file.write(gap + json.dumps(asdict(backup)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(
            f"{backup.target} is whole, but {root} could not take note of it ({folder.said(error)}): `kg retract"
            " --purge` will not name it among the backups that may still have an article"
        ) from error


def read_backups(root: Path) -> tuple[Backup, ...]:
    """The backups that were made of a store, oldest first, wherever they are now."""
    try:
        lines = (root / folder.BACKUPS).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    return tuple(Backup(**json.loads(line)) for line in lines if line.endswith("}"))  # a killed one's line may be cut


def restore(backup: Path, root: Path) -> int:
    """Make a store of a backup, every byte of which is checked first; gives the generation that it has.

    The store knows of no backup then. Raises StoreError where a file is missing or is not as it was written, and where
    `root` holds something.
    """
    number, files = _sheet(backup)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise StoreError(f"{root} is there already and holds something: name a new folder, or move it away")
    draft = root.absolute().with_name(f"{folder.TEMPORARY}{root.name}")
    try:
        with _copying(root):
            shutil.rmtree(draft, ignore_errors=True)
            for name, (size, sha) in sorted(files.items()):
                if not (backup / name).is_file():
                    raise StoreError(f"{backup} is damaged: {name} is missing; nothing was restored")
                if _copied(backup / name, draft / name) != (size, sha):
                    raise StoreError(f"{backup} is damaged: {name} is not as it was written; nothing was restored")
            for name in (folder.GENERATIONS, HISTORY):
                (draft / name).mkdir(exist_ok=True)
            folder.fsync_tree(draft)
            draft.rename(root)
            folder.fsync(root.absolute().parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return number


def _sheet(backup: Path) -> tuple[int, dict[str, tuple[int, str]]]:
    """The generation that a backup has, and its files. Paths that lead out of it are refused."""
    path = backup / SHEET
    try:
        sheet = json.loads(path.read_text("utf-8"))
        files = {str(name): (int(size), str(sha)) for name, (size, sha) in sheet["files"].items()}
        number = int(sheet["generation"])
    except OSError as error:
        raise StoreError(f"{backup} is no backup made by `kg backup`: {SHEET}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{backup} is damaged: {SHEET} cannot be read") from error
    if any(name.startswith("/") or ".." in Path(name).parts for name in files):
        raise StoreError(f"{backup} is damaged: {SHEET} names files outside of it")
    return number, files


@contextlib.contextmanager
def _copying(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target} could not be written: {folder.said(error)}; nothing is left of it") from error
