"""Finds the text that a fact file's evidence is tied to, by its digest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading.kinds import ENDINGS, FACTS, stem_of

_QUICK = (".txt", ".json", ".jsonl")
_SLOW = tuple(ending for ending in ENDINGS if ending not in _QUICK)
RECORD = ".drafted"  # in a folder of drafts: what was drafted, with its texts; only texts are looked for there


class Texts:
    """The articles under some paths, by the digest of their text; a file is read only when it is needed.

    Plain texts and JSON are looked through first: building the text of an HTML page costs a hundred times more.
    """

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        files = [file for path in paths for file in _files(path)]
        quick = [file for file in files if file.name.lower().endswith(_QUICK)]
        self._waiting = iter([*quick, *(file for file in files if file.name.lower().endswith(_SLOW))])
        self._folders: dict[Path, tuple[dict[str, list[Path]], Iterator[Path]]] = {}
        self._found: dict[str, Article] = {}
        self._given: dict[str, Path] = {}  # where the texts stand that were asked for
        self._seen: set[Path] = set()
        self._readable: set[Path] = set()
        self._files = files

    def article(self, digest: str, beside: Path | None = None) -> Article | None:
        """The article whose text has this digest, or None; files beside `beside` are looked at first."""
        if digest in self._given:
            self._read(self._given[digest])
        elif digest not in self._found:
            for file in self._candidates(beside):
                self._read(file)
                if digest in self._found:
                    break
        article = self._found.pop(digest, None)  # a text is asked for once as a rule: it is read again if not
        if article is not None and article.origin is not None:
            self._given[digest] = Path(article.origin)
        return article

    def other(self, beside: Path) -> Path | None:
        """The file that should hold a fact file's text and holds another."""
        return next((file for file in self._expected(beside) if file in self._readable), None)

    def by_name(self, beside: Path) -> Article | None:
        """The article in the file that should hold a fact file's text, if it is the only one in there."""
        from kg.reading import read_articles

        for file in self._expected(beside):
            try:
                found = [article for article in read_articles(file) if article.text_digest]
            except UnreadableInputError:
                continue
            if len(found) == 1:
                return found[0]
        return None

    def _expected(self, beside: Path) -> Iterator[Path]:
        """Where a fact file's text should stand: in the file of its name, beside it or given, or the only one given."""
        alone = self._files if len(self._files) == 1 else ()
        named = (self._listed(beside.parent)[0], self._named)
        files = chain(*(each.get(stem_of(beside.name), ()) for each in named), alone)
        return (file for file in files if file.parent.name != RECORD)

    @cached_property
    def _named(self) -> dict[str, list[Path]]:
        """The files that were given, by their names without endings."""
        return _by_name(self._files)

    def _candidates(self, beside: Path | None) -> Iterator[Path]:
        """The files that may hold a text: those of the fact file's name, then what nobody looked at yet."""
        if beside is not None:
            named, rest = self._listed(beside.parent)
            yield from self._unseen(named.get(stem_of(beside.name), ()))
            yield from self._unseen(rest)
        yield from self._unseen(self._waiting)

    def _listed(self, folder: Path) -> tuple[dict[str, list[Path]], Iterator[Path]]:
        """The articles of a folder, listed once: one of many files would be listed for each of them."""
        if folder not in self._folders:
            self._folders[folder] = _listed(folder)
        return self._folders[folder]

    def _unseen(self, files: Iterable[Path]) -> Iterator[Path]:
        for file in files:
            if file not in self._seen:
                self._seen.add(file)
                yield file

    def _read(self, file: Path) -> None:
        from kg.reading import read_articles_with_problems, read_text

        # Of a plain text nothing but the text is asked for, and finding its blocks takes longer than all the rest.
        found = [read_text(file)] if file.suffix.lower() == ".txt" else read_articles_with_problems(file)
        for each in found:
            # What cannot be read may be a stranger's file: the fact file will say that its text is missing.
            if not isinstance(each, UnreadableInputError) and each.text_digest:
                self._found.setdefault(each.text_digest, each)
                self._readable.add(file)


def _files(path: Path) -> Iterator[Path]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return (file for file in files if file.is_file() and not file.name.lower().endswith(FACTS))


def _listed(folder: Path) -> tuple[dict[str, list[Path]], Iterator[Path]]:
    """The articles of a folder and of its RECORD, by their names without endings, and all of them one by one."""
    files = [each / name for each in (folder, folder / RECORD) for name in _articles_in(each)]
    return _by_name(files), iter(files)


def _by_name(files: Iterable[Path]) -> dict[str, list[Path]]:
    named: dict[str, list[Path]] = {}
    for file in files:
        named.setdefault(stem_of(file.name), []).append(file)
    return named


def _articles_in(folder: Path) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except (NotADirectoryError, FileNotFoundError):
        return []
    lower = ((name, name.lower()) for name in names)
    return [name for name, low in lower if low.endswith(ENDINGS) and not low.endswith(FACTS)]
