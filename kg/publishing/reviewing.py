"""What a person is shown of a fact file to judge it: each fact in plain English, in its sentence, at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import statement
from kg.descriptions.values import Statement, plain
from kg.errors import FactFileError, Problem, UnreadableInputError
from kg.factfile.edits import layout_of
from kg.iris import Iris
from kg.mapping import map_article
from kg.model import ArticleFacts, Fact
from kg.publishing.gate import named_by
from kg.publishing.inputs import Unusable, read_inputs
from kg.publishing.sentences import sentence_around
from kg.publishing.texts import Texts
from kg.schema import Schema
from kg.store import View
from kg.terms import quads_of, value_of

_INSIDE = re.compile("(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a person judges it.

    `lead` is the sentence before its own, and `before`, `words` and `after` are its own, or what is known of that:
    `words` show the fact. `elsewhere` are words of other sentences that show it too, with the field that each is of.
    `said` is the fact in plain English; `manner` has whose word it is, how sure and how far along; `named` whom it
    names, and what each is.
    """

    lead: str
    before: str
    words: str
    after: str
    elsewhere: tuple[tuple[str, str], ...]
    said: str
    manner: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact file to be gone through: its text and what that says, the line of each fact, from 1, and remarks."""

    text: str
    facts: ArticleFacts
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]
    types: Schema

    def show(self, index: int) -> Shown:
        """The fact of this number, from 0, as a person judges it."""
        fact, text = self.facts.facts[index], self.facts.article.text
        told = _statement(replace(self.facts, facts=(fact,)), self.types)
        said = plain(told.sentence) if told else self.types.types[fact.type].label
        before, words, after = _in_its_sentence(fact, text)
        return Shown(
            _lead(fact, text, before),
            before,
            words,
            after,
            tuple(_elsewhere(fact, before, after)),
            said[:1].upper() + said[1:],
            tuple(_manner(told)) if told else (),
            tuple(_named(fact, self.facts, self.types)),
        )


def text_of(path: Path) -> str:
    """The text of a fact file. Raises OSError."""
    return path.read_bytes().decode("utf-8-sig", "replace")


def sheet_of(path: Path, types: Schema, texts: Texts) -> Sheet:
    """What a YAML fact file has to be judged.

    Raises FactFileError with every problem of one that cannot be used, UnreadableInputError for what cannot be read,
    and KgError where its facts do not stand on lines of their own.
    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise UnreadableInputError(f"{path}: this is JSON; YAML can be gone through (kg extract --format yaml)")
    text = text_of(path)
    given = next(read_inputs(path, types, texts))
    if isinstance(given, Unusable):
        raise FactFileError(given.problems)
    facts = layout_of(text).facts if given.facts.facts else ()
    lines = tuple(fact.start_mark.line + 1 for fact in facts)
    return Sheet(text, given.facts, lines, given.problems, types)


def _named(fact: Fact, facts: ArticleFacts, types: Schema) -> Iterator[str]:
    """`Ana Okoye (person)`, for each entity of a fact."""
    for key in dict.fromkeys(named_by((fact,), types)):
        if key in facts.entities:
            entity = facts.entities[key]
            kind = _INSIDE.sub(" ", entity.type).lower()
            yield f"{entity.name} ({kind})"


def _statement(facts: ArticleFacts, types: Schema) -> Statement | None:
    """An article's only fact as a page would say it, were it published."""
    iris = Iris()
    mapped = map_article(facts, types, iris)
    graph = pyoxigraph.Store()
    graph.extend([*mapped.quads, *quads_of(mapped.supported, iris.entities_graph)])
    (assertion,) = mapped.assertions
    return statement(Source(View(Path(), graph, iris), types), NamedNode(value_of(assertion)))


def _manner(told: Statement) -> Iterator[str]:
    yield "the paper’s own word" if told.own else f"on the word of {' and '.join(each.name for each in told.sources)}"
    yield from (label.name.lower() for label in (told.certainty, told.status) if label)
    if told.basis and told.basis.notation != "stated":
        yield told.basis.name.lower()


def _in_its_sentence(fact: Fact, text: str | None) -> tuple[str, str, str]:
    """The sentence around a fact's first evidence: what stands before its words, these, and what stands after."""
    if not fact.evidence:
        return "", "", ""
    first = fact.evidence[0]
    words = " ".join(first.quote.split())
    before, found, after = (sentence_around(text, first.start, first.end) if text else words).partition(words)
    return (before, found, after) if found else ("", words, "")


def _lead(fact: Fact, text: str | None, before: str) -> str:
    """The sentence before that of a fact, which may say who ‘she’ is."""
    if not text or not fact.evidence:
        return ""
    start = fact.evidence[0].start - len(before)
    end = len(text[: max(0, start)].rstrip())
    return sentence_around(text, end - 1, end) if end else ""


def _elsewhere(fact: Fact, before: str, after: str) -> Iterator[tuple[str, str]]:
    """The evidence of a fact that does not stand in the sentence of its first."""
    for each in fact.evidence[1:]:
        first = fact.evidence[0]
        if each.end < first.start - len(before) or each.start > first.end + len(after):
            yield " ".join(each.quote.split()), each.of or ""
