"""Turns what goes wrong into a message on stderr and an exit code."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import click

from kg.errors import DISK_FULL, FactFileError, KgError, SchemaError

FINDINGS, USAGE, INTERNAL = 1, 2, 3
_ENDING = (signal.SIGINT, signal.SIGTERM)
_PATIENCE = 3.0  # seconds in which what was begun is put away, whoever asks again
_NEAR = 0.7  # of its letters an option has in common with what was written for it
_HASTE = 0.5  # seconds by which a handler may have run before it is known here that it was to


def end_in_order() -> None:
    """Have Ctrl-C and SIGTERM end this process by a KeyboardInterrupt, so that what was begun is put away.

    Who repeats it at once does not disturb the end; who still waits seconds later ends it there and then. So does who
    waits for seconds while a library is at work that hears of no signal. After a SIGTERM the process dies of that. What
    the parent had this process ignore stays ignored, as under `nohup`.
    """
    heard: list[tuple[int, float]] = []
    answered = [0.0]

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        answered[0] = now = time.monotonic()
        if not heard:
            heard.append((number, now))
            raise KeyboardInterrupt
        if now - heard[0][1] > _PATIENCE:
            _die_of(number)

    def end() -> None:
        if heard and heard[0][0] == signal.SIGTERM:
            _die_of(signal.SIGTERM)
        elif heard:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # while the interpreter ends it would kill

    atexit.register(end)  # the first that is registered is the last that is called
    for each in _ENDING:
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, stop)
    _end_where_unheard(stop, lambda: answered[0])


def _end_where_unheard(handler: Callable[[int, FrameType | None], None], answered: Callable[[], float]) -> None:
    """End this process where Python did not come to this handler of a signal for seconds; `answered`: when it last did.

    Python runs handlers between its own instructions, and so not while its main thread is inside of a library. Signals
    that have another handler for a while, as that of a server or of an editor's parent, are its.
    """
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def look(number: int, came: float) -> None:
        if answered() < came - _HASTE and signal.getsignal(number) is handler:
            os.write(2, b"Stopped.\n")
            os._exit(128 + number)

    def watch() -> None:
        while number := os.read(reader, 1):
            if number[0] in _ENDING and signal.getsignal(number[0]) is handler:
                later = threading.Timer(_PATIENCE, look, (number[0], time.monotonic()))
                later.daemon = True
                later.start()

    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # so that what the main thread blocks is blocked
    threading.Thread(target=watch, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ended_at_once() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM kill this process: where nothing is to be put away, and a thread may wait for input."""
    before = {each: signal.getsignal(each) for each in _ENDING}
    for each, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(each, signal.SIG_DFL)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _die_of(number: int) -> None:
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


@contextmanager
def report_failures(*, debug: bool) -> Iterator[None]:
    """Exit with 1, 2 or 3 and a clear message where the body fails; with 0 where it does not."""
    try:
        yield
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption):
            vars(error)["possibilities"] = _options_like(error)
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
        full = ". Make room, or raise the limit, and run it again" if error.errno in DISK_FULL else ""
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


def _options_like(error: click.NoSuchOption) -> list[str]:
    """The options of the command that come near to what was written, the nearest first; dashes do not count."""
    from difflib import get_close_matches

    command = error.ctx.command if error.ctx else None
    options = {name.strip("-"): name for each in command.params for name in each.opts} if command else {}
    return [options[name] for name in get_close_matches(error.option_name.strip("-"), options, 2, _NEAR)]


def _shown(message: str) -> str:
    """The message as a terminal may show it: a server or an article may have put a part of it."""
    return "".join(each if each.isprintable() or each == "\n" else "\ufffd" for each in message)


def _notes(error: BaseException) -> list[str]:
    """What was noted on the way of an error, such as the file that it was at."""
    return [note for note in getattr(error, "__notes__", ()) if isinstance(note, str)]


def _fail(error: Exception, *, debug: bool) -> NoReturn:
    if debug:
        raise error
    said = [
        f"kg failed inside: {type(error).__name__}: {error}",
        *_notes(error),
        "Run it again with --debug to see where.",
    ]
    click.echo("\n".join(said), err=True)
    sys.exit(INTERNAL)
