"""One exchange with a server over HTTP: what is sent, and what comes back whole, or why it did not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError

from kg.errors import StoreError
from kg.remote.addresses import PASSWORD, USER, without_secrets

_PART = 1 << 16
_PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_REFUSES_ONE = frozenset((400, 409, 411, 413, 414, 415, 422, 500))  # the next request may well be taken


class RemoteError(StoreError):
    """A server that does not do what it is asked; `code` is that of its answer, 0 where it gave none.

    `passing`: another try may help, after `wait` seconds where it says so. `general`: whatever else is asked now would
    fail too, because nobody is there or lets kg in. `challenge` is how it wants to be told who asks, `said` are the
    server's own words.
    """

    def __init__(
        self,
        message: str,
        *,
        code: int = 0,
        passing: bool = False,
        general: bool = False,
        wait: float | None = None,
        challenge: str = "",
        said: str = "",
    ) -> None:
        super().__init__(message)
        self.code, self.passing, self.general = code, passing, general
        self.wait, self.challenge, self.said = wait, challenge, said


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: the media type, the headers, and the body, which is whole."""

    kind: str
    headers: Message
    body: bytes


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long one answer may take, in seconds, and how many bytes it may have."""

    seconds: float = 120.0
    bytes: int = 1 << 30


Send = Callable[[float], Any]  # gets the seconds that it may wait, gives the open response


def exchange(url: str, send: Send, bounds: Bounds) -> Reply:
    """Send, and read the whole answer. Raises RemoteError, also where the answer breaks off or takes too long."""
    end = time.monotonic() + bounds.seconds
    try:
        with send(bounds.seconds) as response:
            return Reply(_kind(response.headers), response.headers, _whole(url, response, bounds, end))
    except HTTPError as error:
        with error:
            raise _refused(url, error) from error
    except TimeoutError as error:
        raise _overdue(url, bounds) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _overdue(url, bounds) from error
        why = getattr(error.reason, "strerror", None) or error.reason
        raise RemoteError(f"{url} cannot be reached ({why})", passing=True, general=True) from error
    except (HTTPException, OSError) as error:
        raise _broken(url, error) from error


def _whole(url: str, response: Any, bounds: Bounds, end: float) -> bytes:
    parts, size = list[bytes](), 0
    while part := response.read1(_PART):
        parts.append(part)
        size += len(part)
        if size > bounds.bytes:
            raise RemoteError(f"{url} answers with more than {bounds.bytes} bytes: ask for less")
        if time.monotonic() > end:
            raise _overdue(url, bounds)
    if response.length:
        raise _broken(url, f"{response.length} bytes that it promised did not come")
    return b"".join(parts)


def _overdue(url: str, bounds: Bounds) -> RemoteError:
    return RemoteError(f"{url} was not done in {bounds.seconds:g} seconds", passing=True, general=True)


def _broken(url: str, reason: object) -> RemoteError:
    words = str(reason) or type(reason).__name__
    return RemoteError(f"{url} broke off in the middle of its answer ({words})", passing=True, general=True)


def _refused(url: str, error: HTTPError) -> RemoteError:
    said = words_of(error.read(_PART).decode("utf-8", "replace"), _kind(error.headers))
    remedy = {
        401: f"; it wants to know who you are: set {USER} and {PASSWORD}, or write them into ~/.netrc",
        403: f"; whoever {USER} names, or anybody where it names nobody, may not do this there",
        404: "; is this the URL of a SPARQL endpoint?",
        405: "; it does not take this here: say with --update-url where it takes changes",
    }.get(error.code, "")
    if moved := error.headers.get("Location"):
        remedy = f"; it points to {without_secrets(moved)}: is that the URL to give?"
    return RemoteError(
        f"{url} answers HTTP {error.code}{f': {said}' if said else ''}{remedy}",
        code=error.code,
        passing=error.code in _PASSING,
        general=error.code not in _REFUSES_ONE,
        wait=_seconds(error.headers.get("Retry-After")),
        challenge=" ".join(error.headers.get_all("WWW-Authenticate", ())),
        said=said,
    )


def words_of(body: str, kind: str = "") -> str:
    """The first words of what a server says, on one line; of a page its title."""
    title = re.search(r"<title[^>]*>(.*?)</title>", body, re.IGNORECASE | re.DOTALL)
    text = title[1] if title else re.sub(r"<[^>]*>", " ", body) if "html" in kind else body
    text = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(text.split())[:300]


def _kind(headers: Any) -> str:
    return str(headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _seconds(stamp: str | None) -> float | None:
    return float(stamp) if stamp and stamp.isdecimal() else None
