"""Parts: what a chunk of inputs comes to, on disk, made anywhere and once.

A part is five files. Of each article that may be published `NAME.nq` has the quads and `NAME.claims` what it supports
and refutes, both as the store keeps them, `NAME.history` what goes into the history and `NAME.reports` what is held
against other articles. `NAME.jsonl` says what became of each article and where its bytes lie; it is written last, so
that a part is whole or not there. Its first line has the SHA-256 of all the rest.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

from pyoxigraph import NamedNode

from kg.iris import Iris
from kg.linking import Linker, read_authority
from kg.mapping import Mapped, Policy
from kg.occurrences import Report, packed, report_of, unpacked
from kg.publishing.chunks import Chunk
from kg.publishing.gate import Gate, Rules
from kg.publishing.inputs import Input, Unusable, read_inputs
from kg.publishing.outcomes import Outcome, checked_together, outcome_from, outcome_of, values_of
from kg.publishing.revisions import Rank, Revision, rank_of
from kg.publishing.texts import Texts
from kg.schema import load_schema
from kg.store import Lines, Prepared, stored_lines
from kg.store.drafts import versions
from kg.terms import lines_of
from kg.validation import Validator

FORMAT = 8  # of parts; another number makes them all anew
_TOGETHER = 64  # articles that go through each step together; what is read of a text may be long
_KEPT = ("nq", "claims", "history", "reports")
_Files = Mapping[str, BinaryIO]


@dataclass(frozen=True, slots=True)
class Job:
    """All that the parts of one publish depend on besides their inputs; plain values, so that it can travel.

    `run` is of this publish alone, so that no process goes by what it has seen of the files of an earlier one.
    """

    base: str
    rules: Rules = field(default_factory=Rules)
    policy: Policy = field(default_factory=Policy)
    engine: str = "auto"
    shapes: tuple[Path, ...] = ()
    ontology: tuple[Path, ...] = ()
    authority: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()
    run: str = field(default_factory=partial(token_hex, 8))

    def key(self) -> str:
        """Sixteen characters that are others where anything of this is, the contents of its files included."""
        given = [self.base, self.rules, self.policy, self.engine, self.texts]
        types = load_schema(shapes=self.shapes, ontology=self.ontology)
        read = [types.shapes_ntriples, types.axioms_ntriples, *(file.read_bytes() for file in self.authority)]
        return hashlib.sha256(repr([FORMAT, versions(), given, read]).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one article, and its revision where it may be published."""

    outcome: Outcome
    revision: Revision | None


def gate_of(job: Job) -> Gate:
    """What decides about the articles of a job. Raises KgError for shapes, authority files or a base that are wrong."""
    types = load_schema(shapes=job.shapes, ontology=job.ontology)
    linker = Linker(read_authority(job.authority, types))
    return Gate(types, Validator(types, job.engine), Iris(job.base), job.rules, job.policy, linker)


@lru_cache(maxsize=1)
def tools_of(job: Job) -> tuple[Gate, Texts]:
    """What a process makes all parts of a job with."""
    return gate_of(job), Texts(job.texts)


def make_part(job: Job, chunk: Chunk, folder: Path, name: str) -> None:
    """Read, map and validate the articles of a chunk, and write its part, unless it is there."""
    if is_made(job, chunk, folder, name):
        return
    gate, texts = tools_of(job)
    before, folders = _marks(chunk), _text_folders(job, chunk)
    draft = f".{name}.{token_hex(8)}"  # on another machine a process may have the same number
    paths = {ending: folder / f"{draft}.{ending}" for ending in _KEPT}
    with contextlib.ExitStack() as stack:
        files = {ending: stack.enter_context(path.open("wb")) for ending, path in paths.items()}
        inputs = (given for path in chunk.files for given in read_inputs(path, gate.types, texts, chunk.span))
        lines = [line for some in _batched(inputs, _TOGETHER) for line in _entries(some, gate, files)]
    sums = {ending: _sha256(path) for ending, path in paths.items()}
    for ending, path in paths.items():
        path.replace(folder / f"{name}.{ending}")
    index = folder / f"{draft}.jsonl"
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "surrogatepass")
    sums["jsonl"] = hashlib.sha256(body).hexdigest()  # of the lines after the first
    head = {"inputs": before, "sha256": sums, "texts": None if _verified(lines) else folders}
    with index.open("wb") as file:
        file.write(json.dumps(head).encode() + b"\n" + body)
        file.flush()
        os.fsync(file.fileno())
    index.replace(folder / f"{name}.jsonl")


def is_made(job: Job, chunk: Chunk, folder: Path, name: str) -> bool:
    """Whether the part of a chunk is there, whole, and its inputs are as they were.

    One with quotations that could not be checked is made again where files came into the folders of their texts.
    """
    try:
        with (folder / f"{name}.jsonl").open("rb") as file:
            head = json.loads(file.readline())
            body = hashlib.file_digest(file, "sha256").hexdigest()
        sums = {ending: _sha256(folder / f"{name}.{ending}") for ending in _KEPT} | {"jsonl": body}
        inputs, known, texts = head["inputs"], head["sha256"], head["texts"]
    except (OSError, ValueError, KeyError, TypeError):  # damaged, whatever by
        return False
    return inputs == _marks(chunk) and known == sums and texts in (None, _text_folders(job, chunk))


def read_part(folder: Path, name: str) -> Iterator[Entry]:
    """What became of each article of a part, in the order of the inputs."""
    stem = folder / name  # one for all: an archive has very many entries
    with (folder / f"{name}.jsonl").open(encoding="utf-8", errors="surrogatepass") as file:
        next(file)
        for line in file:
            values = json.loads(line)
            outcome = outcome_from(values["outcome"])
            yield Entry(outcome, values["revision"] and _revision(values["revision"], outcome, stem))


def _entries(inputs: Iterable[Input | Unusable], gate: Gate, files: _Files) -> list[dict[str, Any]]:
    """What the index says of some articles, whose bytes go to the files; step by step, each for all of them."""
    checked = checked_together(inputs, gate)
    told = [
        _told(given, each.mapped) if isinstance(given, Input) and each and each.mapped else None
        for given, each in checked
    ]
    reports = [_report(each, gate.iris) if each else None for each in told]
    return [
        {
            "outcome": values_of(outcome_of(given, each, gate.iris)),
            "revision": _kept(own, report, files) if own and report else None,
        }
        for (given, each), own, report in zip(checked, told, reports, strict=True)
    ]


def _batched(inputs: Iterable[Input | Unusable], size: int) -> Iterator[list[Input | Unusable]]:
    waiting = iter(inputs)
    while some := list(itertools.islice(waiting, size)):
        yield some


@dataclass(frozen=True, slots=True)
class _Told:
    """A revision that may be published: what was read, what it comes to, and that as lines."""

    given: Input
    mapped: Mapped
    lines: Lines


def _told(given: Input, mapped: Mapped) -> _Told:
    contents = (lines_of(some) for some in (mapped.said, mapped.supported, mapped.refuted))
    return _Told(given, mapped, stored_lines(mapped.article, mapped.graph, *contents, day=mapped.day))


def _report(told: _Told, iris: Iris) -> bytes:
    report = report_of(told.lines.said() if told.lines.altered else told.mapped.said, iris)
    assert report is not None  # the mapper begins with the article itself
    return packed(report)


def _kept(told: _Told, report: bytes, files: _Files) -> dict[str, Any]:
    """What the index says of a revision that may be published, whose bytes go to the files."""
    article, mapped, lines = told.given.facts.article, told.mapped, told.lines
    rank = rank_of(told.given.facts, mapped)
    starts = [files[ending].tell() for ending in _KEPT]
    kept = (lines.quads, lines.claims + lines.refutations, lines.history, report)
    for ending, some in zip(_KEPT, kept, strict=True):
        files[ending].write(some)
    return {
        "curated": rank.curated,
        "corrected": rank.corrected,
        "excerpt": rank.excerpt,
        "reviewed": [sorted(rank.reviewed), sorted(rank.unreviewed)],
        "time": rank.time.isoformat() if rank.time else None,
        "text": article.text_digest,
        "addressed": bool(article.url or article.id),
        "article": mapped.article.value,
        "graph": mapped.graph.value,
        "day": mapped.day,
        "digest": lines.digest,
        "starts": starts[:3],
        "sizes": [len(lines.quads), len(lines.claims), len(lines.refutations), len(lines.history)],
        "report": [starts[3], len(report)],
        "quads": lines.count,
    }


def _revision(values: dict[str, Any], outcome: Outcome, stem: Path) -> Revision:
    time = datetime.fromisoformat(values["time"]) if values["time"] else None
    nodes = NamedNode(values["article"]), NamedNode(values["graph"])
    places = (*values["starts"], *values["sizes"])
    prepared = Prepared(*nodes, sys.intern(values["day"]), values["digest"], stem, places, values["quads"])
    reviewed, rest = map(frozenset, values["reviewed"])
    rank = Rank(values["curated"], time, values["corrected"], reviewed, rest, values["excerpt"])
    report = values["report"][0], values["report"][1]
    return Revision(rank, outcome.name, 0, prepared, values["text"], values["addressed"], report)


def read_report(stem: Path, start: int, size: int) -> Report:
    """The report of which `NAME.reports` has these bytes."""
    with stem.with_suffix(".reports").open("rb") as file:
        file.seek(start)
        return unpacked(file.read(size))


def _marks(chunk: Chunk) -> list[Any]:
    """What tells whether a chunk's inputs are as they were."""
    span = [chunk.span.begin, chunk.span.end] if chunk.span else None
    return [span, *([str(file), *_mark(file)] for file in chunk.files)]


def _mark(file: Path) -> list[int]:
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def _text_folders(job: Job, chunk: Chunk) -> list[Any]:
    """What tells whether files came into the folders where texts are looked for, or went."""
    folders = {file.parent for file in chunk.files}
    for path in job.texts:
        folders.update(_folders_in(path))
    return [[str(each), *_mark(each)] for each in sorted(folders)]


@lru_cache(maxsize=64)
def _folders_in(path: Path) -> tuple[Path, ...]:
    """A folder and all below it, listed once for all chunks: one that comes later changes the mark of its parent."""
    return (path, *(Path(each) for each, _, _ in os.walk(path)))


def _verified(lines: Iterable[dict[str, Any]]) -> bool:
    return not any(problem["code"] == "unverified" for line in lines for problem in line["outcome"]["problems"])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
