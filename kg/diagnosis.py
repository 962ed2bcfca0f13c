"""Tries each part that kg rests on, and says what works here."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from kg.errors import KgError, installing


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was tried. `needed` is False for what kg can do without; `detail` says what to do."""

    name: str
    works: bool
    detail: str
    needed: bool = True


def examine(store: Path) -> Iterator[Check]:
    """Try every part; `store` is looked at when it exists."""
    yield _tried("shapes and ontology", _compile_shapes)
    yield _installed("pyoxigraph", "the store and the RDF formats")
    yield _installed("pyshacl", "the reference SHACL engine")
    yield _installed("shacl", "the fast SHACL engine; without it pyshacl does the work, slower", needed=False)
    yield _installed("trafilatura", "reading HTML pages")
    yield _installed("feedparser", "reading RSS and Atom feeds")
    for package in ("httpx", "pydantic"):
        yield _installed(package, "asking a language model", needed=False, cure=installing("llm"))
    yield _tried("English model", _load_model)
    yield _tried("hard links", lambda: _link_files(store), needed=False)
    yield _tried("store", lambda: _open(store), needed=store.exists())


def _tried(name: str, attempt: Callable[[], str], *, needed: bool = True) -> Check:
    try:
        return Check(name, True, attempt(), needed)
    except (KgError, OSError, ImportError) as error:
        return Check(name, False, str(error), needed)


def _installed(package: str, purpose: str, *, needed: bool = True, cure: str = "") -> Check:
    try:
        return Check(package, True, f"{metadata.version(package)}, {purpose}", needed)
    except metadata.PackageNotFoundError:
        return Check(package, False, f"not installed: {purpose}{f' ({cure})' if cure else ''}", needed)


def _compile_shapes() -> str:
    from kg.schema import load_schema

    types = load_schema().types
    return f"{len(types)} fact types: {', '.join(sorted(types))}"


def _load_model() -> str:
    from kg.extraction import load_nlp

    meta = load_nlp().meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}, finding names and facts in English text"


def _link_files(store: Path) -> str:
    parent = next(folder for folder in (store, *store.absolute().parents) if folder.is_dir())
    with tempfile.TemporaryDirectory(dir=parent, prefix=".kg-doctor-") as folder:
        Path(folder, "a").write_bytes(b"a")
        try:
            os.link(Path(folder, "a"), Path(folder, "b"))
        except OSError as error:
            raise KgError(f"{parent} cannot link files ({error.strerror}): each publish copies the store") from error
    return f"work in {parent}: a publish shares what it does not change"


def _open(store: Path) -> str:
    from kg.store import open_store

    if not store.exists():
        raise KgError(f"{store} does not exist yet; the first `kg publish` makes it")
    with open_store(store) as opened, opened.snapshot() as snapshot:
        return f"{store} opens at generation {snapshot.generation}"
