"""Engines in a process of their own, which is ended where it takes too long."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.validation.bounded import bounded_engine
from kg.validation.engines import engine_of
from tests.validation.samples import BOTH, PARADE, ntriples

QUERY = (
    "SELECT $this WHERE { $this ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o2 . FILTER(?c = ?none) }"
)
ENDLESS = f'ex:S sh:targetClass ex:Parade ; sh:sparql [ sh:message "m" ; sh:select "{QUERY}" ] .'
NESTED = " ".join(  # thirty to the power of six ways
    f"ex:N{n} sh:property {' , '.join([f'[ sh:path ex:next ; sh:node ex:N{n + 1} ]'] * 30)} ." for n in range(6)
)
PARADES = " ".join(f"ex:p{number} a ex:Parade ." for number in range(100))
both = pytest.mark.parametrize("engine", BOTH)


@both
def test_the_findings_are_those_of_the_engine(engine: str) -> None:
    shapes, messages = ntriples(PARADE), {"https://parade.example/Parade-length": "Count it."}
    bounded, plain = bounded_engine(engine, shapes, messages, ()), engine_of(engine, shapes, messages)
    for data in ('ex:may a ex:Parade ; ex:length "long" .', "ex:may a ex:Parade ; ex:band ex:drums ; ex:length 300 ."):
        assert bounded(ntriples(data)) == plain(ntriples(data))


@both
@pytest.mark.parametrize("shapes", [ENDLESS, f"ex:S sh:targetClass ex:Parade ; sh:node ex:N0 . {NESTED}"])
def test_shapes_that_take_too_long_are_stopped_and_named(engine: str, shapes: str) -> None:
    validate = bounded_engine(engine, ntriples(shapes), {}, ["urn:a (a.ttl)", "b", "c", "d"], seconds=5)
    said = "Look at urn:a (a.ttl), b, c and 1 more: queries must begin at $this and go on from there"
    with pytest.raises(KgError) as caught:
        validate(ntriples(f"{PARADES} ex:p1 ex:next ex:p1 ."))
    assert str(caught.value) == f"the shapes were stopped after 5 seconds. {said}"
    assert validate(ntriples("ex:may ex:band ex:drums .")) == []


@both
def test_data_that_are_none_are_said_to_be_so(engine: str) -> None:
    validate = bounded_engine(engine, ntriples(PARADE), {}, ())
    with pytest.raises(KgError, match="the data cannot be validated"):
        validate("<urn:a> .\n")
    assert validate("") == []


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (signal.SIGKILL, "by taking too much memory"),
        (signal.SIGSEGV, "because they or their queries are nested too deep"),
    ],
)
def test_an_engine_that_dies_is_told_and_begun_again(end: signal.Signals, why: str) -> None:
    validate = bounded_engine("shacl", ntriples(ENDLESS), {}, ["urn:a (a.ttl)"])
    before = _children()
    assert validate("") == []
    (engine,) = _children() - before
    threading.Timer(0.5, os.kill, (engine, end)).start()
    with pytest.raises(KgError) as caught:
        validate(ntriples(PARADES))
    assert str(caught.value) == f"the shapes broke their process, most likely {why}. Look at urn:a (a.ttl)"
    assert validate("") == []


def _children() -> set[int]:
    return {int(each) for task in Path("/proc/self/task").iterdir() for each in (task / "children").read_text().split()}
