"""Finds the text that a fact file's evidence is tied to, by its digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading.kinds import ENDINGS

_QUICK = (".txt", ".json", ".jsonl")
_SLOW = tuple(ending for ending in ENDINGS if ending not in _QUICK)
FACTS = (".facts.yaml", ".facts.yml", ".facts.json", ".facts.jsonl")


class Texts:
    """The articles under some paths, by the digest of their text; a file is read only when it is needed.

    Plain texts and JSON are looked through first: building the text of an HTML page costs a hundred times more.
    """

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        files = [file for path in paths for file in _files(path)]
        quick = [file for file in files if file.name.lower().endswith(_QUICK)]
        self._waiting = iter([*quick, *(file for file in files if file.name.lower().endswith(_SLOW))])
        self._found: dict[str, Article] = {}
        self._seen: set[Path] = set()

    def article(self, digest: str, beside: Path | None = None) -> Article | None:
        """The article whose text has this digest, or None; files beside `beside` are looked at first."""
        if digest in self._found:
            return self._found[digest]
        for file in _beside(beside) if beside else ():
            self._read(file)
            if digest in self._found:
                return self._found[digest]
        for file in self._waiting:
            self._read(file)
            if digest in self._found:
                return self._found[digest]
        return None

    def _read(self, file: Path) -> None:
        from kg.reading import read_articles_with_problems

        if file in self._seen:
            return
        self._seen.add(file)
        for each in read_articles_with_problems(file):
            # What cannot be read may be a stranger's file: the fact file will say that its text is missing.
            if not isinstance(each, UnreadableInputError) and each.text_digest:
                self._found.setdefault(each.text_digest, each)


def _files(path: Path) -> Iterator[Path]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return (file for file in files if file.is_file() and not file.name.lower().endswith(FACTS))


def _beside(file: Path) -> Iterator[Path]:
    """The files that may hold the text of a fact file: those of its name first, then the rest of its folder."""
    stem = file.name.split(".")[0]
    rest = sorted(other for other in file.parent.iterdir() if other.name.lower().endswith((*_QUICK, *_SLOW)))
    rest = [other for other in rest if not other.name.lower().endswith(FACTS)]
    yield from (other for other in rest if other.name.split(".")[0] == stem)
    yield from (other for other in rest if other.name.split(".")[0] != stem)
