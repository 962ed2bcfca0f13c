"""Servers that the tests start: on loopback, at a free port, in a folder that goes, ended by their own process."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
ISQL = shutil.which("isql-vt")
_START = 60.0  # seconds
_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    """A port on loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def oxigraph(folder: Path | None = None, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`oxigraph serve`, in memory or in a folder: its URL and its process."""
    url = f"127.0.0.1:{port or free_port()}"
    place = ["--location", str(folder)] if folder else []
    with _running([str(OXIGRAPH), "serve", *place, "--bind", url], f"http://{url}/query?query=ASK%7B%7D") as process:
        yield f"http://{url}", process


@contextmanager
def virtuoso(folder: Path, buffers: int = 10_000) -> Iterator[tuple[str, int]]:
    """Virtuoso in a folder, with so many buffers of 8 KB: the URL of its server and the port of its SQL."""
    ports = {"sql": free_port(), "http": free_port()}
    sizes = {"buffers": buffers, "dirty": buffers * 6 // 10}
    (folder / "virtuoso.ini").write_text(_INI.format(**ports, **sizes), encoding="utf-8")
    url = f"http://127.0.0.1:{ports['http']}"
    command = [str(VIRTUOSO), "+configfile", "virtuoso.ini", "+foreground"]
    with _running(command, f"{url}/sparql?query=ASK%7B%7D", folder):
        yield url, ports["sql"]


def reset_virtuoso(port: int) -> None:
    """Take every graph out of a Virtuoso."""
    words = [str(ISQL), f"127.0.0.1:{port}", "dba", "dba", "exec=RDF_GLOBAL_RESET();"]
    subprocess.run(words, check=True, capture_output=True, timeout=60)


@contextmanager
def _running(command: list[str], probe: str, folder: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + _START
        while not _answers(probe):
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            assert time.monotonic() < end, f"{command[0]} did not answer within {_START:g} seconds"
            time.sleep(0.02)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False
