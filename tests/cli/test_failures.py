"""How a command ends that is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import open_store

BOTH = [signal.SIGINT, signal.SIGTERM]
WAITING = """
import time
from kg.cli import failures
failures._PATIENCE = 0.5
failures.end_in_order()
for said in ("ready", "heard"):
    try:
        print(said, flush=True)
        time.sleep(60)
    except KeyboardInterrupt:
        pass
"""
DEAF = (
    "import signal; from kg.cli.failures import end_in_order; end_in_order(); print(signal.getsignal({}), flush=True)"
)


@pytest.mark.parametrize("told", BOTH)
def test_whoever_repeats_it_disturbs_nothing_and_whoever_still_waits_ends_it(told: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(told)
        assert process.stdout.readline() == "heard\n"
        process.send_signal(told)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(told)
        assert process.wait(10) == -told


@pytest.mark.parametrize("told", BOTH)
def test_what_the_parent_had_ignored_stays_ignored(told: signal.Signals) -> None:
    words = [sys.executable, "-c", DEAF.format(int(told))]
    before = signal.signal(told, signal.SIG_IGN)
    try:
        result = subprocess.run(words, capture_output=True, text=True, check=True)
    finally:
        signal.signal(told, before)
    assert result.stdout == f"{signal.SIG_IGN!s}\n"


@pytest.mark.parametrize("told", BOTH)
def test_the_tools_of_a_model_end_at_once_though_its_client_keeps_the_pipe(
    told: signal.Signals, tmp_path: Path
) -> None:
    pytest.importorskip("mcp")
    open_store(tmp_path / "store", create=True).close()
    words = [sys.executable, "-c", "from kg.cli import main; main()", "mcp", "--store", str(tmp_path / "store")]
    begin = b'{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(begin)
            process.stdin.flush()
            assert process.stdout.readline()
            os.kill(process.pid, told)
            assert process.wait(10) == -told
        finally:
            process.kill()
