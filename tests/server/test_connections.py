"""kg.server.connections: the head of an answer and its body leave in one write, and none is kept back."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from kg.server.connections import _Joining

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


class Wire:
    """A transport that remembers what was sent and whether it was closed."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def close(self) -> None:
        self.sent.append(b"closed")

    def is_closing(self) -> bool:
        return b"closed" in self.sent


def test_a_head_leaves_with_what_follows_it_and_never_later_than_the_loop_comes_round() -> None:
    async def written() -> list[list[bytes]]:
        whole, alone, closed = wires = [Wire() for _ in range(3)]
        joined = [_Joining(cast(Any, each), asyncio.get_running_loop()) for each in wires]
        for each in (HEAD, b"body", b"more"):
            joined[0].write(each)
        joined[1].write(HEAD)
        joined[2].write(HEAD)
        joined[2].close()
        assert (whole.sent, alone.sent, closed.sent) == ([HEAD + b"body", b"more"], [], [HEAD, b"closed"])
        await asyncio.sleep(0)
        assert joined[2].is_closing()
        return [each.sent for each in wires]

    assert asyncio.run(written()) == [[HEAD + b"body", b"more"], [HEAD], [HEAD, b"closed"]]
