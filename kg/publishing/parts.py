"""Parts: what a chunk of inputs comes to, on disk, made anywhere and once.

A part is three files. `NAME.nq` has the quads of each article that may be published and `NAME.claims` what it supports
and refutes, both as the store keeps them. `NAME.jsonl` says what became of each article and where its lines lie; it is
written last, so that a part is whole or not there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import NamedNode

from kg.iris import Iris
from kg.linking import Linker, read_authority
from kg.mapping import Policy
from kg.publishing.chunks import Chunk
from kg.publishing.gate import Checked, Gate, Rules
from kg.publishing.inputs import Input, Unusable, read_inputs
from kg.publishing.outcomes import Outcome, checked_safely, outcome_from, outcome_of
from kg.publishing.revisions import Rank, Revision, rank_of
from kg.publishing.texts import Texts
from kg.schema import load_schema
from kg.store import Prepared, change, stored_lines
from kg.store.drafts import versions
from kg.validation import Validator

FORMAT = 1  # of parts; another number makes them all anew


@dataclass(frozen=True, slots=True)
class Job:
    """All that the parts of one publish depend on besides their inputs; plain values, so that it can travel."""

    base: str
    rules: Rules = field(default_factory=Rules)
    policy: Policy = field(default_factory=Policy)
    engine: str = "auto"
    shapes: tuple[Path, ...] = ()
    ontology: tuple[Path, ...] = ()
    authority: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()

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


@lru_cache(maxsize=1)
def tools_of(job: Job) -> tuple[Gate, Texts]:
    """What a process makes all parts of a job with."""
    types = load_schema(shapes=job.shapes, ontology=job.ontology)
    linker = Linker(read_authority(job.authority, types))
    gate = Gate(types, Validator(types, job.engine), Iris(job.base), job.rules, job.policy, linker)
    return gate, Texts(job.texts)


def make_part(job: Job, chunk: Chunk, folder: Path, name: str) -> None:
    """Read, map and validate the articles of a chunk, and write its part, unless it is there."""
    if is_made(job, chunk, folder, name):
        return
    gate, texts = tools_of(job)
    before, folders = _marks(chunk), _text_folders(job, chunk)
    draft = f".{name}.{os.getpid()}"
    quads, claims = folder / f"{draft}.nq", folder / f"{draft}.claims"
    with quads.open("wb") as quads_file, claims.open("wb") as claims_file:
        lines = [
            _entry(given, gate, quads_file, claims_file)
            for path in chunk.files
            for given in read_inputs(path, gate.types, texts, chunk.span)
        ]
        for file in (quads_file, claims_file):
            file.flush()
            os.fsync(file.fileno())
    sums = {"nq": _sha256(quads), "claims": _sha256(claims)}
    quads.replace(folder / f"{name}.nq")
    claims.replace(folder / f"{name}.claims")
    index = folder / f"{draft}.jsonl"
    with index.open("w", encoding="utf-8", errors="surrogatepass") as text:
        head = {"inputs": before, "sha256": sums, "texts": None if _verified(lines) else folders}
        for line in (head, *lines):
            text.write(json.dumps(line, ensure_ascii=False) + "\n")
        text.flush()
        os.fsync(text.fileno())
    index.replace(folder / f"{name}.jsonl")


def is_made(job: Job, chunk: Chunk, folder: Path, name: str) -> bool:
    """Whether the part of a chunk is there, whole, and its inputs are as they were.

    One with quotations that could not be checked is made again where files came into the folders of their texts.
    """
    try:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
            head = json.loads(file.readline())
        sums = {ending: _sha256(folder / f"{name}.{ending}") for ending in ("nq", "claims")}
    except (OSError, ValueError):
        return False
    if head["inputs"] != _marks(chunk) or head["sha256"] != sums:
        return False
    return head["texts"] is None or head["texts"] == _text_folders(job, chunk)


def read_part(folder: Path, name: str) -> Iterator[Entry]:
    """What became of each article of a part, in the order of the inputs."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8", errors="surrogatepass") as file:
        next(file)
        for line in file:
            values = json.loads(line)
            outcome = outcome_from(values["outcome"])
            yield Entry(outcome, values["revision"] and _revision(values["revision"], outcome, folder / name))


def _entry(given: Input | Unusable, gate: Gate, quads: BinaryIO, claims: BinaryIO) -> dict[str, Any]:
    given, checked = checked_safely(given, gate)
    values: dict[str, Any] = {"outcome": asdict(outcome_of(given, checked, gate.iris)), "revision": None}
    if isinstance(given, Input) and checked and checked.mapped:
        values["revision"] = _kept(given, checked, quads, claims)
    return values


def _kept(given: Input, checked: Checked, quads: BinaryIO, claims: BinaryIO) -> dict[str, Any]:
    mapped, article = checked.mapped, given.facts.article
    assert mapped is not None
    made = change(mapped.article, mapped.graph, mapped.quads, mapped.claims, mapped.refutations, day=mapped.day)
    lines = stored_lines(made)
    rank = rank_of(given.facts)
    starts = quads.tell(), claims.tell()
    quads.write(lines.quads)
    claims.write(lines.claims + lines.refutations)
    return {
        "curated": rank.curated,
        "time": rank.time.isoformat() if rank.time else None,
        "text": article.text_digest,
        "addressed": bool(article.url or article.id),
        "article": made.article.value,
        "graph": made.graph.value,
        "day": made.day,
        "digest": made.digest,
        "starts": starts,
        "sizes": [len(lines.quads), len(lines.claims), len(lines.refutations)],
        "quads": lines.count,
    }


def _revision(values: dict[str, Any], outcome: Outcome, stem: Path) -> Revision:
    time = datetime.fromisoformat(values["time"]) if values["time"] else None
    nodes = NamedNode(values["article"]), NamedNode(values["graph"])
    places = values["starts"][0], values["starts"][1], *values["sizes"]
    prepared = Prepared(*nodes, values["day"], values["digest"], stem, places, values["quads"])
    rank = Rank(values["curated"], time)
    return Revision(rank, outcome.name, 0, prepared, values["text"], values["addressed"])


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
