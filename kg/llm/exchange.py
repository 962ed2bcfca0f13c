"""Sends one request and takes at most so many bytes back within so many seconds."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from kg.llm.answers import NoAnswer
from kg.llm.settings import LATE, LlmError

_LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class Received:
    """An endpoint's reply: its status, what it says of trying again, and its body."""

    status: int
    retry_after: str | None
    data: bytes


def send(
    address: str, headers: Mapping[str, str], body: bytes, *, timeout: float, most_bytes: int
) -> Received | NoAnswer:
    """The reply to a POST. Redirects are not followed, nothing is unpacked, cookies are forgotten.

    `timeout` (seconds) holds from the first byte sent to the last received, however slowly they come. Raises LlmError
    where the address can be nobody's.
    """
    late = threading.Event()
    no_proxy = dict.fromkeys(_LOOPBACK)
    with httpx.Client(timeout=timeout, follow_redirects=False, mounts=no_proxy) as client:

        def give_up() -> None:
            late.set()
            client.close()

        watch = threading.Timer(timeout, give_up)
        watch.daemon = True
        watch.start()
        try:
            with client.stream("POST", address, headers=dict(headers), content=body) as response:
                return _receive(response, most_bytes)
        except httpx.TimeoutException:
            return _late(timeout)
        except (httpx.InvalidURL, UnicodeError) as error:  # such as a label of more than 63 letters
            raise LlmError(f"The endpoint {address} has a host that is none: {error}") from error
        except (httpx.HTTPError, httpx.StreamError, OSError, RuntimeError) as error:
            # Closing under a reader makes httpx fail in several ways; all mean that the time was up.
            if late.is_set():
                return _late(timeout)
            if not isinstance(error, httpx.HTTPError):
                raise
            host = _host(address)
            if isinstance(error, httpx.ConnectError):
                return NoAnswer(
                    "connection-lost", f"nobody can be reached at {host}: is the model running?", again=True
                )
            return NoAnswer("connection-lost", f"{type(error).__name__} at {host}", again=True)
        finally:
            watch.cancel()


def _receive(response: httpx.Response, most_bytes: int) -> Received | NoAnswer:
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        return NoAnswer("packed", "the reply is packed, although nothing but plain bytes was asked for")
    pieces: list[bytes] = []
    room = most_bytes
    for piece in response.iter_raw():
        room -= len(piece)
        if room < 0:
            return NoAnswer("too-large", f"the reply has more than {most_bytes:,} bytes")
        pieces.append(piece)
    return Received(response.status_code, response.headers.get("retry-after"), b"".join(pieces))


def _late(timeout: float) -> NoAnswer:
    return NoAnswer(LATE, f"no whole reply within {timeout:g} s", again=True)


def _host(address: str) -> str:
    return httpx.URL(address).host
