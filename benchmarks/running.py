"""Runs a command in a process of its own, and says what it took."""

from __future__ import annotations

import compileall
import contextlib
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import kg

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
_EVERY = 1.0  # seconds between two looks at the memory
_SCRIPT = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took: wall-clock seconds, seconds of processors, and MB of memory.

    `megabytes` is that of its largest process, `together` the most that all of its processes had at one of the looks
    at them, what they share counted once; 0 where the system does not tell.
    """

    seconds: float
    processors: float
    megabytes: float
    together: float = 0.0


def compile_kg() -> None:
    """Write the byte code of kg's modules, as an installed package has it: a checkout may have none, or old one."""
    compileall.compile_dir(Path(kg.__file__).parent, quiet=1)


def run(*command: str, codes: Collection[int] = (0,)) -> Taken:
    """Run a command under a process of its own, once the disk has what was written before.

    Raises CalledProcessError where it ends with none of the codes.
    """
    os.sync()
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", _SCRIPT, *command], stdout=subprocess.PIPE, text=True) as process:
        together = 0.0
        while process.poll() is None:
            together = max(together, memory_of(process.pid))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_EVERY)
        assert process.stdout is not None  # it is a pipe
        said = process.stdout.read()
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode not in codes:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(seconds, cpu, int(said) / 1024, together)


def memory_of(process: int) -> float:
    """The MB that a process and all that it started have, by Linux's own account (Pss); 0 on another system."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    waiting, total = [process], 0
    while waiting:
        one = waiting.pop()
        waiting += children.get(one, [])
        with contextlib.suppress(OSError):
            found = re.search(r"^Pss: +(\d+)", Path(f"/proc/{one}/smaps_rollup").read_text(), re.MULTILINE)
            total += int(found[1]) if found else 0
    return total / 1024
