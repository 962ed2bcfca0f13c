"""A server of its own for tests: the real command on a port of 127.0.0.1, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_KG = "from kg.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, its header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it listens, and its public address; both end with a slash."""

    url: str
    public: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        return str(parts.hostname), int(parts.port or 0)

    def request(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float = 30,
    ) -> Answer:
        """One request on a connection of its own; nothing is followed."""
        connection = http.client.HTTPConnection(*self.address, timeout=timeout)
        try:
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, path, data, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """GET; header names are written with `_`."""
        return self.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@contextlib.contextmanager
def serving(store: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """`kg serve` of a store, on any port; it is ended with the context."""
    log = store.parent / f"serve-{os.urandom(4).hex()}.log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from kg.cli import main; main()",
                "serve",
                "--store",
                store,
                "--port",
                "0",
                *options,
            ],
            stderr=stderr,
            env={**os.environ, **(environment or {})},
        )
    try:
        here, _, public = _address(process, log).partition(" as ")
        yield Server(here, public or here, process, log)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    for _ in range(600):
        for line in log.read_text("utf-8").splitlines():
            if line.startswith("Serving at "):
                return line.removeprefix("Serving at ").strip()
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {log.read_text('utf-8')}")


def wait_for(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)
