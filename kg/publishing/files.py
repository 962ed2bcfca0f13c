"""Publishes into files of N-Quads instead of a store, for another store's own bulk loader."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import KgError
from kg.iris import Iris
from kg.publishing.batches import Batch
from kg.publishing.chunks import Chunk
from kg.publishing.many import Listener, Make, Watch, gathered, parts_folder
from kg.publishing.outcomes import Summary
from kg.publishing.parts import Job
from kg.publishing.vocabulary import vocabulary_quads
from kg.schema import Schema
from kg.store import Prepared, entity_lines, open_store, pieces_of

MANIFEST = "manifest.json"
_PARTS, _DRAFT = ".parts", ".draft"
_REPLACING = ".replacing"  # the names of the files that go or come while those of an earlier run are replaced
_LARGEST = 256 << 20  # bytes of one file of articles


@dataclass(slots=True)
class _Files:
    """Files that are being written, with what the manifest says of them."""

    folder: Path
    marks: dict[str, dict[str, object]] = field(default_factory=dict)

    def write(self, name: str, pieces: Iterable[bytes], quads: int | None = None) -> None:
        """Write a file; its lines are counted where the number of its quads is not given."""
        sha, size, lines = hashlib.sha256(), 0, 0
        with (self.folder / name).open("wb") as file:
            for piece in pieces:
                file.write(piece)
                sha.update(piece)
                size += len(piece)
                lines += 0 if quads is not None else piece.count(b"\n")
        self.marks[name] = {"bytes": size, "quads": lines if quads is None else quads, "sha256": sha.hexdigest()}


def publish_to_files(
    chunks: Sequence[Chunk],
    folder: Path,
    job: Job,
    types: Schema,
    *,
    make: Make | None = None,
    listen: Listener | None = None,
    watch: Watch | None = None,
) -> Summary:
    """Write what a new store would hold into `folder`: articles-*.nq, entities.nq, vocabulary.nq and a manifest.

    What follows from several articles (the graph of occurrences) is not among it: it takes a store to find that.
    The manifest, which is written last, has the size, the quads and the SHA-256 of each file. Files of an earlier run
    are replaced once all is known. Raises KgError where the folder holds anything else.
    """
    _refuse_others(folder)
    with parts_folder(folder / _PARTS, job) as parts, tempfile.TemporaryDirectory(dir=parts, prefix=".") as scratch:
        with open_store(Path(scratch, "store"), create=True, base=job.base) as store, store.snapshot() as held:
            batch = Batch(lambda _: "", held, job.rules)
            for outcome in gathered(batch, job, chunks, parts, make, watch):
                if listen:
                    listen(outcome)
            prepared = [each for each in batch.settled()[1] if isinstance(each, Prepared)]
        draft = folder / _DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        files = _write(draft, prepared, job, types, Path(scratch))
        _put_in_place(draft, folder, {"base": job.base, "articles": len(prepared), "files": files.marks})
    return Summary(tuple(batch.outcomes), files=len(files.marks))


def _refuse_others(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    own = (f".{MANIFEST}", _PARTS, _DRAFT, _REPLACING)
    others = [path.name for path in folder.iterdir() if path.name not in own]
    if others and not _listed(folder):
        raise KgError(f"{folder} holds other files ({sorted(others)[0]}): choose a new or an empty folder")


def _write(draft: Path, prepared: list[Prepared], job: Job, types: Schema, scratch: Path) -> _Files:
    files = _Files(draft)
    for number, some in enumerate(_in_files(prepared)):
        files.write(f"articles-{number:05}.nq", pieces_of(some), sum(each.quads for each in some))
    entities = entity_lines(prepared, Iris(job.base).entities_graph, scratch)
    files.write("entities.nq", (line.encode() for line in entities))
    vocabulary = sorted(f"{quad} .\n" for quad in vocabulary_quads(types, Iris(job.base)))
    files.write("vocabulary.nq", (line.encode() for line in vocabulary))
    return files


def _in_files(prepared: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    some: list[Prepared] = []
    size = 0
    for each in prepared:
        if some and size + each.places[3] > _LARGEST:
            yield some
            some, size = [], 0
        some.append(each)
        size += each.places[3]
    if some:
        yield some


def _put_in_place(draft: Path, folder: Path, manifest: dict[str, object]) -> None:
    """Replace the files of an earlier run; without a manifest they are not whole, so it goes first and comes last.

    Whoever is killed on the way leaves a list of the files, and the next run removes them.
    """
    old = _listed(folder)
    _write_json(folder / _REPLACING, {"files": dict.fromkeys(sorted({*old, *(path.name for path in draft.iterdir())}))})
    (folder / MANIFEST).unlink(missing_ok=True)
    for name in old:
        (folder / name).unlink(missing_ok=True)
    for new in draft.iterdir():
        new.replace(folder / new.name)
    draft.rmdir()
    _write_json(folder / MANIFEST, manifest)
    (folder / _REPLACING).unlink()


def _listed(folder: Path) -> set[str]:
    """The files of an earlier run, by its manifest or, where it was killed, its list; none where it left neither."""
    found = set[str]()
    for name in (MANIFEST, _REPLACING):
        try:
            found |= set(json.loads((folder / name).read_text("utf-8"))["files"])
        except (OSError, ValueError, KeyError, TypeError):  # there is none, or somebody else wrote it
            continue
    return {name for name in map(str, found) if name.endswith(".nq") and Path(name).name == name}


def _write_json(path: Path, values: dict[str, object]) -> None:
    draft = path.with_name(f".{MANIFEST}")
    draft.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
    draft.replace(path)
