"""A stream that can be looked into before what is there is taken."""

from __future__ import annotations

import re
from typing import BinaryIO

_CHUNK = 1 << 20


class Lookahead:
    """What a stream still holds, of which any part may be looked at first; it keeps no more than it was asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data = bytearray()

    def fill(self, size: int) -> int:
        """Read until `size` bytes are at hand, or all there are; gives how many are."""
        while len(self._data) < size and (piece := self._stream.read(_CHUNK)):
            self._data += piece
        return len(self._data)

    def find(self, pattern: re.Pattern[bytes], end: int) -> int:
        """Where the first match begins among the `end` next bytes that are at hand; -1 where none does."""
        match = pattern.search(self._data, 0, end)
        return match.start() if match else -1

    def matches(self, pattern: re.Pattern[bytes], at: int) -> bool:
        """Whether there is a match at this place of what is at hand."""
        return pattern.match(self._data, at) is not None

    def take(self, size: int) -> bytes:
        """The next bytes, `size` of them or all that are at hand."""
        with memoryview(self._data) as view:
            taken = bytes(view[:size])
        del self._data[:size]
        return taken

    def skip(self, size: int) -> None:
        """Pass over so many of the bytes at hand."""
        del self._data[:size]

    def readline(self, most: int) -> bytes:
        """The next line with its end, or `most` bytes of it; empty at the end of the stream."""
        at = 0
        while (found := self._data.find(b"\n", at, most)) < 0 and (at := len(self._data)) < most:
            if self.fill(at + 1) == at:
                break
        return self.take(found + 1 if found >= 0 else most)
