"""Runs a command in a process of its own, and says what it took."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import dataclass

KG = [sys.executable, "-c", "from kg.cli import main; main()"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took: wall-clock seconds, seconds of processors, and the largest process in MB."""

    seconds: float
    processors: float
    megabytes: float


def run(*command: str) -> Taken:
    """Run a command under a process of its own; its time, and the memory of its largest process."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = subprocess.run([sys.executable, "-c", script, *command], check=True, stdout=subprocess.PIPE, text=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(seconds, cpu, int(said.stdout) / 1024)
