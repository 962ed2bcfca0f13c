"""Turns what goes wrong into a message on stderr and an exit code."""

from __future__ import annotations

import atexit
import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from kg.errors import FactFileError, KgError, SchemaError

FINDINGS, USAGE, INTERNAL = 1, 2, 3
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def end_in_order() -> Iterator[None]:
    """Have SIGTERM end this process as Ctrl-C does, so that what was begun is put away; it dies of it all the same.

    Whoever presses Ctrl-C twice does not disturb the end.
    """
    heard = threading.Event()

    def terminate(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
        heard.set()
        raise KeyboardInterrupt

    def die() -> None:
        if heard.is_set():
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.raise_signal(signal.SIGTERM)

    atexit.register(die)  # the first that is registered is the last that is called
    signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def report_failures(*, debug: bool) -> Iterator[None]:
    """Exit with 1, 2 or 3 and a clear message where the body fails; with 0 where it does not."""
    try:
        yield
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        vars(error)["message"] = _shown(error.message)  # which may name a file
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except (FactFileError, SchemaError) as error:
        click.echo(_shown(str(error)), err=True)  # each problem says `error` itself
        sys.exit(USAGE)
    except KgError as error:
        click.echo(f"Error: {_shown(str(error))}", err=True)
        sys.exit(USAGE)
    except OSError as error:
        if debug:
            raise
        name = f"{_shown(str(error.filename))}: " if error.filename else ""
        full = ". Make room, or raise the limit, and run it again" if error.errno in _FULL else ""
        click.echo(f"Error: {name}{error.strerror or error}{full}", err=True)  # a full disk, a missing permission
        sys.exit(USAGE)
    except Exception as error:  # noqa: BLE001  # the last line of defence: no traceback is shown unasked
        _fail(error, debug=debug)


@contextmanager
def leave_with_the_reader() -> Iterator[None]:
    """Exit as a program does whose reader left (`kg export | head`): with 141, and nothing to tell."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is to be flushed into the pipe
        sys.exit(141)


def _shown(message: str) -> str:
    """The message as a terminal may show it: a server or an article may have put a part of it."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in message)


def _fail(error: Exception, *, debug: bool) -> NoReturn:
    if debug:
        raise error
    click.echo(f"kg failed inside: {type(error).__name__}: {error}\nRun it again with --debug to see where.", err=True)
    sys.exit(INTERNAL)
