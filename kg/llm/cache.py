"""Keeps models' answers on disk by the digest of all that was asked, so that the same question is asked once."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnreadableInputError

_FORMAT = 1


def question_digest(*parts: str) -> str:
    """The digest of a question: 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, one file each, readable by its owner only; it is made when the first is kept.

    A file that is broken, or belongs to another question, counts as none. Several processes may share one.
    """

    folder: Path

    def get(self, digest: str) -> str | None:
        """The model's words that were kept for this question, or None."""
        try:
            kept = json.loads(self._path(digest).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        if type(kept) is not dict or kept.get("format") != _FORMAT or kept.get("digest") != digest:
            return None
        content = kept.get("content")
        return content if type(content) is str else None

    def put(self, digest: str, content: str) -> None:
        """Keep the words, whole or not at all. Raises UnreadableInputError where the folder cannot be written."""
        path = self._path(digest)
        data = json.dumps({"format": _FORMAT, "digest": digest, "content": content})
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(path, data)
        except OSError as error:
            raise UnreadableInputError(f"{self.folder}: answers cannot be kept here: {error.strerror}") from error

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / f"{digest}.json"


def _write(path: Path, data: str) -> None:
    """Write beside and rename, so that no reader sees half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
