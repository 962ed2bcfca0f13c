"""The errors that kg raises, and where in a file they point."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # of an OSError: no room, or no more of it for this user or file


def installing(extra: str, *, checkout: bool | None = None) -> str:
    """What installs the packages of an extra, in the checkout where kg runs from one, else beside the wheel.

    >>> installing("llm", checkout=True)
    "in the checkout of kg: pip install -e '.[llm]'"
    >>> installing("llm", checkout=False)
    "pip install 'kg-publisher[llm]'"
    """
    if checkout is None:
        checkout = (Path(__file__).resolve().parent.parent / "pyproject.toml").is_file()
    return f"in the checkout of kg: pip install -e '.[{extra}]'" if checkout else f"pip install 'kg-publisher[{extra}]'"


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text file: one-based line and column (code points), and the line itself.

    Of a long line `text` has what is around the column, from the column `begin` on.
    """

    file: str
    line: int = 1
    column: int = 1
    text: str = ""
    begin: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def shown(self) -> tuple[str, ...]:
        """The line, with its number, and under it a caret; nothing where the line is not known."""
        if not self.text:
            return ()
        number = f"{self.line:>5} | {'...' if self.begin > 1 else ''}"
        return number + self.text, " " * (len(number) + self.column - self.begin) + "^"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, in words that its editor understands.

    `code` is stable and known to `kg explain`; `cure` says what to do about it.
    """

    code: str
    message: str
    cure: str = ""
    position: Position | None = None
    severity: str = "error"  # error | warning

    def render(self) -> str:
        """The problem as people read it: place, code, message, the line with a caret, and the cure."""
        place = f"{self.position}: " if self.position else ""
        lines = [f"{place}{self.severity}[{self.code}]: {self.message}"]
        if self.position:
            lines += self.position.shown()
        if self.cure:
            lines.append(f"      = {self.cure}")
        return "\n".join(lines)


class KgError(Exception):
    """What a user can be told: a message that names the input and, where there is one, the cure."""


class UnreadableInputError(KgError):
    """An input that cannot be read at all: missing, of an unknown kind, too large, or not text.

    `problem` has the place and the cure where they are known.
    """

    def __init__(self, given: str | Problem) -> None:
        super().__init__(given if isinstance(given, str) else given.render())
        self.problem = Problem("unreadable", given) if isinstance(given, str) else given


class FactFileError(KgError):
    """A fact file that cannot be used; `problems` has every reason, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.render() for problem in problems))
        self.problems = problems


class SchemaError(KgError):
    """Shapes or an ontology that cannot be compiled; `problems` has every lint finding."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(problem.render() for problem in problems))
        self.problems = problems


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class StoreLockedError(StoreError):
    """Another process is writing to the store; the message has its pid."""


class StoreMovedError(StoreError):
    """Another process published in the meantime; whoever chose what to publish by the store's content chooses anew."""


class QueryError(KgError):
    """A query that is refused or fails: syntax, SERVICE, too deep, over the deadline or a cap."""
