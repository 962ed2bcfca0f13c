"""How a command ends that is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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
NATIVE = """
import shacl
from kg.cli import failures
failures._PATIENCE = 0.5
failures.end_in_order()
sh, a = "http://www.w3.org/ns/shacl#", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
query = "SELECT $this WHERE { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . FILTER(?c = ?none) }"
shapes = shacl.Shapes.from_text(
    f'<urn:a> {a} <{sh}NodeShape> ; <{sh}targetClass> <urn:c> ; <{sh}sparql> [ <{sh}select> "{query}" ] .'
)
print("ready", flush=True)
shapes.validate_text("".join(f"<urn:{n}> {a} <urn:c> . " for n in range(300)))
"""
ENDLESS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://desk.example/Slow> a sh:NodeShape ; sh:targetClass <https://w3id.org/news-facts/ns#Visit> ;
  sh:sparql [ sh:message "m" ;
    sh:select "SELECT $this WHERE { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c = ?none) }" ] .
"""
OTHER = """
import signal, time
from kg.cli import failures
failures._PATIENCE = 0.5
failures.end_in_order()
signal.signal({0}, lambda *_: print("heard", flush=True))
print("ready", flush=True)
time.sleep(2)
print("on", flush=True)
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


@pytest.mark.parametrize("told", BOTH)
def test_whoever_waits_for_a_library_that_hears_nothing_ends_it(told: signal.Signals) -> None:
    pytest.importorskip("shacl")
    with subprocess.Popen([sys.executable, "-c", NATIVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline() == b"ready\n"
            time.sleep(2)  # until the library is at it
            process.send_signal(told)
            assert process.wait(10) == 128 + told
            assert process.stderr.read() == b"Stopped.\n"
        finally:
            process.kill()


@pytest.mark.parametrize("told", BOTH)
def test_a_signal_that_somebody_else_handles_ends_nothing(told: signal.Signals) -> None:
    words = [sys.executable, "-c", OTHER.format(int(told))]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(told)
        assert (process.stdout.read(), process.wait(10)) == ("heard\non\n", 0)


@pytest.mark.parametrize("told", BOTH)
def test_shapes_that_go_on_for_ever_end_with_the_command_that_runs_them(told: signal.Signals, tmp_path: Path) -> None:
    pytest.importorskip("shacl")
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(ENDLESS, encoding="utf-8")
    facts = Path(__file__).parents[2] / "data" / "01-okoye-options.facts.yaml"
    words = [sys.executable, "-c", "from kg.cli import main; main()", "validate", str(facts), "--shapes", str(shapes)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            children = _children(process.pid)
            process.send_signal(told)
            assert process.wait(10) == (130 if told == signal.SIGINT else -told)
            assert process.stderr
            assert process.stderr.read().strip() == b"Stopped."
            assert [each for each in children if Path(f"/proc/{each}").exists()] == []
        finally:
            process.kill()


def _children(pid: int) -> list[str]:
    """The processes that a process began, as soon as there are some."""
    for _ in range(300):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        if found:
            time.sleep(1)  # until the engine is at it
            return found
        time.sleep(0.1)
    raise AssertionError("it began no process")
