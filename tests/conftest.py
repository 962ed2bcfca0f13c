"""What every test may use: the shared reference material where it is at hand, and folders that no disk slows down."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"{SHARED} is not here")

# How busy the machine is says nothing about the code.
settings.register_profile("kg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kg")

# A shell's & makes what it starts deaf to Ctrl-C, and so all that is tried here, unless somebody listens again.
signal.signal(signal.SIGINT, signal.default_int_handler)

MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30  # bytes; the folders of a whole run come to less than one gigabyte


def pytest_configure() -> None:
    """Have the folders of tests in memory, where there is enough: a store waits for the disk at each publish.

    What a process wrote before it was killed is there afterwards, on a disk or in memory.
    """
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
