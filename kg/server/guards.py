"""What every request passes: known hosts, rates, bounded bodies that come in time; and what every answer has."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.answering import ANYONE, is_read
from kg.server.problems import Problem, problem_response
from kg.server.settings import LOOPBACK, Settings

_LOG = logging.getLogger(__name__)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_HOST = re.compile(rb"(?P<name>\[[0-9A-Fa-f:.]+\]|[\w.-]*)(?::[0-9]*)?")
_CLIENTS = 10_000  # whose rate is remembered

Record = Callable[[Scope, str, int, int, float], None]  # a request, its client, status, bytes and seconds


class Gate:
    """Lets through what may pass, and tells `record` of every request when it has been answered."""

    def __init__(self, app: ASGIApp, settings: Settings, record: Record) -> None:
        self.app, self.settings, self.record = app, settings, record
        self._hosts = known_hosts(settings)
        self._rates = Rates(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 0, 0

        async def answer(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], *_RAW, *(ANYONE if is_read(scope) else ())]
            else:
                size += len(message.get("body", b""))
            await send(message)

        headers = dict(scope["headers"])
        client = client_of(scope, headers, self.settings.trusted_proxies)
        try:
            self._admit(scope, client)
            if scope["method"] not in ("GET", "HEAD"):
                receive = bounded(receive, headers, self.settings)
            await self.app(scope, receive, answer)
        except Problem as problem:
            if status:
                raise
            await problem_response(HTTPConnection(scope), problem)(scope, receive, answer)
        except Exception:  # whatever it is: who asked is told in words, and the log has the traceback
            if status:
                raise
            _LOG.exception("the server failed at %s", scope["path"])
            fault = Problem(500, "the server failed; its log says why")
            await problem_response(HTTPConnection(scope), fault)(scope, receive, answer)
        finally:
            self.record(scope, client, status, size, time.perf_counter() - began)

    def _admit(self, scope: Scope, client: str) -> None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        host = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if host is None:
            raise Problem(400, "a request has one Host, a name and perhaps a port (RFC 9112, section 3.2)")
        if host["name"].lower() not in self._hosts:
            raise Problem(421, "this server does not answer under that name; `hosts` in its settings lists its names")
        wait = self._rates.wait(client)
        if wait:
            raise Problem(429, f"too many requests: ask again in {wait} s", {"Retry-After": str(wait)})


def known_hosts(settings: Settings) -> frozenset[bytes]:
    """The names, without ports, under which the server may be asked."""
    names = {settings.host, *settings.hosts, urlsplit(settings.address).hostname or ""}
    if names & {"127.0.0.1", "localhost", "::1", "0.0.0.0", "::"}:
        names |= set(LOOPBACK)
    return frozenset(_as_asked(name).lower().encode() for name in names if name)


def _as_asked(name: str) -> str:
    """A name of the settings as a Host has it, without the port.

    >>> [_as_asked(name) for name in ("data.example", "data.example:8443", "fd00::5", "[fd00::5]:8443")]
    ['data.example', 'data.example', '[fd00::5]', '[fd00::5]']
    """
    if "[" in name:
        return name[: name.index("]") + 1]
    return f"[{name}]" if name.count(":") > 1 else name.partition(":")[0]


def client_of(scope: Scope, headers: Mapping[bytes, bytes], proxies: tuple[str, ...]) -> str:
    """Who asks: the peer, or whom a trusted proxy names as its own peer (the last that is no trusted proxy)."""
    peer: str = scope["client"][0] if scope.get("client") else ""
    if peer in proxies:
        for each in reversed(headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")):
            name = each.strip()[:45]
            if name and name not in proxies:
                return name
    return peer


def bounded(receive: Receive, headers: Mapping[bytes, bytes], settings: Settings) -> Receive:
    """`receive` that raises Problem for a body that is too long (413) or does not come in time (408)."""
    limit = settings.max_body
    too_long = Problem(413, f"a request may have {limit} bytes", {"Connection": "close"})
    length = headers.get(b"content-length", b"0")
    if not length.isdigit() or int(length) > limit:
        raise too_long
    end, seen = time.monotonic() + settings.body_deadline, 0

    async def receive_bounded() -> Message:
        nonlocal seen
        try:
            message = (
                await asyncio.wait_for(receive(), max(end - time.monotonic(), 0.001)) if seen >= 0 else await receive()
            )
        except TimeoutError as error:
            raise Problem(408, "the request's body did not come in time", {"Connection": "close"}) from error
        seen += len(message.get("body", b""))
        if seen > limit:
            raise too_long
        if not message.get("more_body"):
            seen = -(1 << 62)  # all of it is here: what follows is word of the client's leaving, which has no deadline
        return message

    return receive_bounded


class Rates:
    """So many requests a minute of each client; each may have a quarter of a minute's at once."""

    def __init__(self, per_minute: int) -> None:
        self._per_second = per_minute / 60
        self._burst = max(per_minute / 4, 1.0)
        self._clients: dict[str, tuple[float, float]] = {}  # what is left, and when that was reckoned

    def wait(self, client: str) -> int:
        """The seconds that the client has to wait; 0 where it may go on, which counts against it."""
        if not self._per_second:
            return 0
        now = time.monotonic()
        left, then = self._clients.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._per_second)
        wait = 0 if left >= 1 else int((1 - left) / self._per_second) + 1
        self._clients[client] = (left - 1 if not wait else left), now
        if len(self._clients) > _CLIENTS:
            del self._clients[next(iter(self._clients))]
        return wait
