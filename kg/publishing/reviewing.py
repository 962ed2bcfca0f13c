"""What a person is shown of a fact file to judge it: each fact in plain English, in its sentence, at its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode

from kg.descriptions.names import Source
from kg.descriptions.statements import statement
from kg.descriptions.values import Statement, plain
from kg.errors import FactFileError, Problem
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
from kg.terms import quads_of

_INSIDE = re.compile("(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as a person judges it.

    `index` is its number in the file, from 0, and `line` where it begins, from 1. `said` is the fact in plain English;
    `manner` has whose word it is, where that is not the paper's own, and how sure; `named` whom it names, and what
    each is. `before`, `words` and `after` are its sentence, or what is known of that: `words` show the fact.
    """

    index: int
    line: int
    said: str
    manner: tuple[str, ...]
    named: tuple[str, ...]
    before: str
    words: str
    after: str
    draft: bool
    reviewed: bool
    confidence: float | None
    rule: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact file to be gone through: its text, its article's headline, its facts, and what is remarked on it."""

    text: str
    headline: str
    facts: tuple[Shown, ...]
    problems: tuple[Problem, ...] = ()


def sheet_of(path: Path, types: Schema, texts: Texts) -> Sheet:
    """What a YAML fact file has to be judged.

    Raises FactFileError with every problem of one that cannot be used, UnreadableInputError for what cannot be read,
    and KgError where its facts do not stand on lines of their own.
    """
    text = path.read_bytes().decode("utf-8-sig", "replace")
    given = next(read_inputs(path, types, texts))
    if isinstance(given, Unusable):
        raise FactFileError(given.problems)
    lines = [fact.start_mark.line + 1 for fact in layout_of(text).facts]
    facts = tuple(_shown(given.facts, types, lines))
    return Sheet(text, given.facts.article.headline or "An article without a headline", facts, given.problems)


def _shown(facts: ArticleFacts, types: Schema, lines: list[int]) -> Iterator[Shown]:
    told = _statements(facts, types)
    for index, (fact, line, each) in enumerate(zip(facts.facts, lines, told, strict=True)):
        said = plain(each.sentence) if each else types.types[fact.type].label
        yield Shown(
            index,
            line,
            said[:1].upper() + said[1:],
            tuple(_manner(each)) if each else (),
            tuple(_named(fact, facts, types)),
            *_in_its_sentence(fact, facts.article.text),
            fact.draft,
            "reviewed_by" in fact.fields,
            fact.confidence,
            fact.by or "",
        )


def _named(fact: Fact, facts: ArticleFacts, types: Schema) -> Iterator[str]:
    """`Ana Okoye (person)`, for each entity of a fact."""
    for key in dict.fromkeys(named_by((fact,), types)):
        if key in facts.entities:
            entity = facts.entities[key]
            kind = _INSIDE.sub(" ", entity.type).lower()
            yield f"{entity.name} ({kind})"


def _statements(facts: ArticleFacts, types: Schema) -> list[Statement | None]:
    """Each fact as a page would say it, were it published."""
    iris = Iris()
    mapped = map_article(facts, types, iris)
    graph = pyoxigraph.Store()
    graph.extend([*mapped.quads, *quads_of(mapped.supported, iris.entities_graph)])
    source = Source(View(Path(), graph, iris), types)
    return [statement(source, NamedNode(each.strip("<>"))) for each in mapped.assertions]


def _manner(told: Statement) -> Iterator[str]:
    if not told.own:
        yield f"on the word of {' and '.join(each.name for each in told.sources)}"
    for label, usual in ((told.certainty, "certain"), (told.basis, "stated"), (told.status, "occurred")):
        if label and label.notation != usual:
            yield label.name.lower()


def _in_its_sentence(fact: Fact, text: str | None) -> tuple[str, str, str]:
    """The sentence around a fact's first evidence: what stands before its words, these, and what stands after."""
    if not fact.evidence:
        return "", "", ""
    first = fact.evidence[0]
    words = " ".join(first.quote.split())
    before, found, after = (sentence_around(text, first.start, first.end) if text else words).partition(words)
    return (before, found, after) if found else ("", words, "")
