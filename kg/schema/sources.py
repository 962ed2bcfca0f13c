"""Reads Turtle files into an index that remembers which file, and about which line, each term came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import Position, Problem, UnreadableInputError
from kg.vocab import rdf

Term = NamedNode | BlankNode | Literal
Node = NamedNode | BlankNode


@dataclass(slots=True)
class Sources:
    """The triples of several files, indexed by subject and predicate; blank nodes are numbered in file order.

    The numbering makes two readings of the same files equal, which Turtle's random labels would not.
    """

    triples: list[Triple] = field(default_factory=list)
    index: dict[Node, dict[NamedNode, list[Term]]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[Node, Path] = field(default_factory=dict)
    apart: dict[tuple[Term | str, ...], Path] = field(default_factory=dict)
    _count: int = 0

    def add(self, file: Path) -> None:
        """Add the triples of one file; a syntax error becomes a problem."""
        labels: dict[BlankNode, BlankNode] = {}
        try:
            reader = parse(file.read_bytes(), format=RdfFormat.TURTLE)
            for quad in reader:
                self._keep(quad.triple, labels, file)
        except SyntaxError as error:
            self.problems.append(_syntax_problem(file, error))
        except OSError as error:
            raise UnreadableInputError(f"{file}: {error.strerror or error}") from error
        else:
            self.prefixes.update(reader.prefixes)

    def add_triples(self, triples: Iterable[Triple]) -> None:
        """Add triples that stand in no file."""
        labels: dict[BlankNode, BlankNode] = {}
        for triple in triples:
            self._keep(triple, labels)

    def _keep(self, triple: Triple, labels: dict[BlankNode, BlankNode], file: Path | None = None) -> None:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            return
        if type(subject) is BlankNode or type(value) is BlankNode:
            subject = self._label(subject, labels)
            value = value if isinstance(value, Literal) else self._label(value, labels)
            triple = Triple(subject, predicate, value)
        facts = self.index.get(subject)
        if facts is None:
            facts = self.index[subject] = {}
            if file:
                self.files[subject] = file
        values = facts.setdefault(predicate, [])
        if value not in values:
            if file and self.files.get(subject) != file:
                self.apart[subject, predicate, value] = file
            values.append(value)
            self.triples.append(triple)

    def _label(self, term: Node, labels: dict[BlankNode, BlankNode]) -> Node:
        if not isinstance(term, BlankNode):
            return term
        if term not in labels:
            labels[term] = BlankNode(f"b{self._count}")
            self._count += 1
        return labels[term]

    def values(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The objects of `subject predicate ?`, in file order."""
        facts = None if isinstance(subject, Literal) else self.index.get(subject)
        return [] if facts is None else facts.get(predicate, [])

    def nodes(self, subject: Term, predicate: NamedNode) -> list[Node]:
        """The objects that are not literals."""
        return [value for value in self.values(subject, predicate) if not isinstance(value, Literal)]

    def iris(self, subject: Term, predicate: NamedNode) -> list[str]:
        """The IRIs among the objects."""
        return [value.value for value in self.values(subject, predicate) if isinstance(value, NamedNode)]

    def iri(self, subject: Term, predicate: NamedNode) -> str | None:
        """The first IRI among the objects."""
        return next(iter(self.iris(subject, predicate)), None)

    def plain(self, subject: Term, predicate: NamedNode) -> str | None:
        """The first literal without a language tag."""
        return next((text for text, language in self.texts(subject, predicate) if not language), None)

    def label(self, subject: Term, predicate: NamedNode) -> str | None:
        """The English text, else any text."""
        texts = self.texts(subject, predicate)
        english = [text for text, language in texts if (language or "").startswith("en")]
        return next(iter(english), next((text for text, _ in texts), None))

    def texts(self, subject: Term, predicate: NamedNode) -> list[tuple[str, str | None]]:
        """The literals with their language tags."""
        return [
            (value.value, value.language) for value in self.values(subject, predicate) if isinstance(value, Literal)
        ]

    def flag(self, subject: Term, predicate: NamedNode) -> bool:
        """Whether the value is the literal `true`."""
        return any(text in ("true", "1") for text, _ in self.texts(subject, predicate))

    def subjects(self, predicate: NamedNode) -> Iterator[tuple[Node, Term]]:
        """Every subject and object of this predicate."""
        for subject, facts in self.index.items():
            for value in facts.get(predicate, ()):
                yield subject, value

    def items(self, head: Term) -> list[Term] | None:
        """The members of an RDF list, or None where it is broken or runs in a circle."""
        members: list[Term] = []
        seen: set[Term] = set()
        while head != rdf.nil:
            first, rest = self.values(head, rdf.first), self.values(head, rdf.rest)
            if head in seen or len(first) != 1 or len(rest) != 1:
                return None
            seen.add(head)
            members.append(first[0])
            head = rest[0]
        return members

    def owner(self, node: Node) -> Node:
        """The named node whose brackets a blank node stands in, or the node itself."""
        seen: set[Node] = set()
        while isinstance(node, BlankNode) and node not in seen:
            seen.add(node)
            node = next((subject for subject, facts in self.index.items() if _holds(facts, node)), node)
        return node

    def position(self, subject: Node, *hints: Term | str) -> Position | None:
        """Where the last hint stands in what is said of `subject`; else where that begins.

        A hint is a term, or text as written; each is looked for after the one before. With a predicate and an
        object, the file is that which says so; else that in which the subject stands first.
        """
        file = self.apart.get((subject, *hints), self.files.get(subject))
        if file is None:
            return None
        lines = file.read_text(encoding="utf-8").split("\n")
        owner = self.owner(subject)
        row, column = _find(lines, _written(owner), (0, 0), as_subject=True) or (0, 0)
        for hint in hints:
            row, column = _find(lines, _written(hint), (row, column)) or (row, column)
        return Position(str(file), row + 1, column + 1, lines[row].rstrip("\r"))


def turtle_files(paths: Iterable[Path]) -> list[Path]:
    """The Turtle files among the paths and in the folders among them, each folder's in sorted order.

    Raises UnreadableInputError for a path that does not exist and a folder without Turtle.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UnreadableInputError(f"{path}: there is no such file or folder")
        files = sorted(path.rglob("*.ttl")) if path.is_dir() else [path]
        if not files:
            raise UnreadableInputError(f"{path}: this folder has no .ttl file")
        found += files
    return list(dict.fromkeys(found))


def _holds(facts: dict[NamedNode, list[Term]], node: Node) -> bool:
    return any(node in values for values in facts.values())


def _syntax_problem(file: Path, error: SyntaxError) -> Problem:
    line, column = error.lineno or 1, error.offset or 1
    lines = file.read_bytes().decode("utf-8", "replace").split("\n")
    text = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
    reason = re.sub(r"^Parser error at line .*?: ", "", error.msg.removesuffix(f" (line {line})"))
    return Problem(
        "shape-syntax",
        f"This is not Turtle: {reason}",
        "Mend the syntax here; often a `;`, a `.` or a prefix is missing just before.",
        Position(str(file), line, min(column, len(text) + 1), text),
    )


def _written(term: Term | str | None) -> str:
    """A pattern for how Turtle writes the term: `<iri>`, `prefix:local`, `a`, or a literal's text."""
    if isinstance(term, NamedNode):
        local = re.split(r"[#/]", term.value)[-1]
        return rf"(?:<[^<>\s]*{re.escape(local)}>|[\w.-]*:{re.escape(local)}(?![\w-]))"
    if isinstance(term, Literal):
        return re.escape(term.value.split("\n")[0])
    if isinstance(term, str):
        return re.escape(term) + (r"(?![\w-])" if term[-1].isalnum() else "")
    return r"\S"


def _find(
    lines: list[str], pattern: str, start: tuple[int, int], *, as_subject: bool = False
) -> tuple[int, int] | None:
    finder = re.compile(rf"(?:^|\.)\s*({pattern})" if as_subject else f"({pattern})")
    for row in range(start[0], len(lines)):
        match = finder.search(lines[row], start[1] if row == start[0] else 0)
        if match:
            return row, match.start(1)
    return None
