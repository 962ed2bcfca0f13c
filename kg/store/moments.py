"""What readers saw at a time: a generation that is kept, or one rebuilt from the ledger and the history."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import tempfile
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from kg.errors import KgError, StoreError
from kg.iris import digest
from kg.store import folder
from kg.store.chronicle import generation_at
from kg.store.drafts import Derive, versions
from kg.store.pinning import remove_unless_read
from kg.store.rebuilding import Plan, planned, rebuild, rebuilt_lock
from kg.store.snapshot import Snapshot, open_ledger
from kg.store.tombstones import hidden
from kg.store.values import utc

_WITH_SECONDS = re.compile(r"[T ]\d\d:?\d\d:?\d\d")
_WITH_FRACTION = re.compile(r"[T ][\d:]+[.,]\d")
KEPT = 3  # rebuilt generations that stay, for the next who asks


def moment(words: str) -> datetime:
    """The moment that somebody means: the end of that day, minute or second; a time without a zone is UTC.

    >>> moment("2031-03-04").isoformat()
    '2031-03-04T23:59:59.999999+00:00'
    >>> moment("2031-03-04T09:30+01:00").isoformat()
    '2031-03-04T08:30:59.999999+00:00'
    >>> moment("2031-03-04T08:30:15Z").isoformat(), moment("2031-03-04T08:30:15.5Z").isoformat()
    ('2031-03-04T08:30:15.999999+00:00', '2031-03-04T08:30:15.500000+00:00')
    >>> moment("0001-01-01T00:00+14:00").isoformat(), moment("9999-12-31T23:59-14:00").isoformat()
    ('0001-01-01T00:00:00+00:00', '9999-12-31T23:59:59.999999+00:00')
    """
    try:
        return datetime.combine(date.fromisoformat(words), time.max, UTC)
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(words)
    except ValueError as error:
        raise KgError(f"'{words}' is no time: write a date (2031-03-04) or a time (2031-03-04T09:30+01:00)") from error
    if not _WITH_FRACTION.search(words):
        found = found.replace(microsecond=999_999, second=found.second if _WITH_SECONDS.search(words) else 59)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return found.astimezone(UTC)
    except OverflowError:  # of a zone in which the first or the last year begins or ends elsewhere than in UTC
        return (datetime.min if found.year == 1 else datetime.max).replace(tzinfo=UTC)


def snapshot_at(root: Path, when: datetime, derive: Derive | None = None) -> Snapshot:
    """The generation that readers saw then, without the articles that were retracted since.

    Where its folder is gone, or has such an article, it is rebuilt; `derive` as in `Store.publish`. Raises StoreError
    for a time before the store.
    """
    current = folder.read_current(root)
    with open_ledger(root) as ledger:
        number = generation_at(ledger, utc(when), current)
        clean = not hidden(ledger, number, current)
    if clean:
        try:
            return Snapshot(root, number)
        except FileNotFoundError:
            pass  # it was pruned
    return rebuilt_snapshot(root, number, derive)


def rebuilt_snapshot(root: Path, number: int, derive: Derive | None = None) -> Snapshot:
    """A generation rebuilt from the ledger and the history; one that was rebuilt lately is taken again."""
    try:
        with rebuilt_lock(root) as cache:
            plan, base = _plan(root, number)
            path = cache / _name(plan, derive)
            if not path.exists():
                draft = cache / f"{folder.TEMPORARY}{secrets.token_hex(8)}"
                rebuild(root, draft, plan, base, derive)
                draft.rename(path)
            os.utime(path)
            snapshot = Snapshot(path, number)
            _prune(cache)
            return snapshot
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise StoreError(f"{root} as of then could not be rebuilt: {error}") from error
    return _own_copy(root, number, derive)


def _own_copy(root: Path, number: int, derive: Derive | None) -> Snapshot:
    """The same for somebody who may read the store and not write to it: in a folder that goes away with it."""
    copy = Path(tempfile.mkdtemp(prefix="kg-as-of-"))
    try:
        plan, base = _plan(root, number)
        rebuild(root, copy / "store", plan, base, derive)
        return Snapshot(copy / "store", number, closing=partial(shutil.rmtree, copy))
    except BaseException:
        shutil.rmtree(copy, ignore_errors=True)  # the snapshot has removed it where it was that which failed
        raise


def _plan(root: Path, number: int) -> tuple[Plan, str]:
    current = folder.read_current(root)
    base = folder.read_manifest(folder.generation_path(root, current)).base
    with open_ledger(root) as ledger:
        return planned(ledger, number, current), base


def _name(plan: Plan, derive: Derive | None) -> str:
    """The name of a rebuilt generation: another where other articles were retracted since, or other code made it."""
    tombs = (f"{each.article.value} {each.reason}" for each in plan.tombstones)
    return f"{plan.generation:06d}-{digest(*versions(), str(derive is not None), *tombs)[:8]}"


def _prune(cache: Path) -> None:
    """Remove the rebuilt generations that nobody asked for lately."""
    found = sorted((path for path in cache.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for path in found[:-KEPT]:
        (generation,) = (path / folder.GENERATIONS).iterdir()
        remove_unless_read(generation, path)
