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
from kg.model import ArticleFacts, Evidence, Fact
from kg.publishing.gate import named_by
from kg.publishing.inputs import Unusable, read_inputs
from kg.publishing.sentences import sentence_bounds
from kg.publishing.texts import Texts
from kg.reading.lines import unit_of
from kg.schema import Schema
from kg.store import View
from kg.terms import quads_of, value_of

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"\S+\s+\S+\s+\S.*[.!?…][\"'’”)\]]*", re.DOTALL)  # no heading, byline or list of names
_LINES = 8  # of a page's own, at most, between two paragraphs
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
class Stop:
    """Where a person stops in a fact file: at the fact of this number, from 0, or at a sentence.

    `before` is how many facts come before it, and `span` where the sentence begins and ends in the article's text; of a
    fact it is (0, 0) where the text is not at hand. `found` are the numbers of the facts that have words in a sentence.
    Stops are sorted by `key`.
    """

    before: int
    fact: int | None
    span: tuple[int, int]
    found: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[int, int, int]:
        """What it is sorted by: sentences come before the fact that follows them."""
        return (self.before, 0, self.span[0]) if self.fact is None else (self.before, 1, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A fact file to be gone through: its text and what that says, the line of each fact, from 1, and remarks."""

    text: str
    facts: ArticleFacts
    lines: tuple[int, ...]
    problems: tuple[Problem, ...]
    types: Schema

    def stops(self) -> Iterator[Stop]:
        """Each fact, and each sentence before those that begin in it or after it, in the order of the file."""
        text, facts = self.facts.article.text, self.facts.facts
        starts = [min((each.start for each in fact.evidence), default=0) for fact in facts]
        sentences = [
            Stop(sum(start < span[0] for start in starts), None, span, found) for span, found in _sentences(self.facts)
        ]
        for index, fact in enumerate(facts):
            yield from (each for each in sentences if each.before == index)
            first = fact.evidence[0] if fact.evidence and text else None
            yield Stop(index, index, sentence_bounds(text, first.start, first.end) if first and text else (0, 0))
        yield from (each for each in sentences if each.before == len(facts))

    def begun_in(self, stop: Stop) -> tuple[int, ...]:
        """The numbers of the facts that a sentence shows first."""
        facts = self.facts.facts
        return tuple(each for each in stop.found if stop.span[0] <= facts[each].evidence[0].start < stop.span[1])

    def show_sentence(self, span: tuple[int, int]) -> tuple[str, str]:
        """The sentence before one, and that one itself."""
        text = self.facts.article.text or ""
        return _last_sentence(text[: span[0]]), _spaced(text[slice(*span)]).strip()

    def show(self, index: int) -> Shown:
        """The fact of this number, from 0, as a person judges it."""
        fact, text = self.facts.facts[index], self.facts.article.text
        told = _statement(replace(self.facts, facts=(fact,)), self.types)
        said = plain(told.sentence) if told else self.types.types[fact.type].label
        first = fact.evidence[0] if fact.evidence else Evidence(0, 0, "")
        begin, stop = sentence_bounds(text, first.start, first.end) if text else (first.start, first.end)
        return Shown(
            _last_sentence(text[:begin]) if text else "",
            _spaced(text[begin : first.start]).lstrip() if text else "",
            _spaced(first.quote),
            _spaced(text[first.end : stop]).rstrip() if text else "",
            tuple((_spaced(each.quote), each.of or "") for each in fact.evidence if not begin <= each.start < stop),
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


def _sentences(facts: ArticleFacts) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
    """Where each sentence stands, and the numbers of the facts with words in it; one or two words say too little."""
    text, at = facts.article.text or "", 0
    words = [(each.start, each.end, index) for index, fact in enumerate(facts.facts) for each in fact.evidence]
    while at < len(text):
        begin, stop = sentence_bounds(text, at, at + 1)
        end = begin + len(text[begin:stop].rstrip())
        if _SENTENCE.fullmatch(text, begin, end):
            found = dict.fromkeys(index for first, last, index in words if first < stop and begin < last)
            yield (begin, end), tuple(found)
        at = max(stop, at + 1)


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


def _last_sentence(text: str) -> str:
    """The sentence, or the heading, that a text ends with, which may say who ‘she’ is in the next.

    A page's date, byline, caption and the like, which say nothing of that, are passed over.
    """
    end = len(text.rstrip())
    for _ in range(_LINES):
        begin, stop = sentence_bounds(text, end - 1, end) if end else (0, 0)
        if not end or unit_of(text, begin, stop).look is None:
            return _spaced(text[begin:stop]).strip()
        end = len(text[:begin].rstrip())
    return ""


def _spaced(words: str) -> str:
    """Words with one space wherever there is any."""
    return _SPACE.sub(" ", words)
