"""Reports as one line of JSON each, so that the process that made an article's quads can hand on what they tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode

from kg.occurrences.values import Report, Situation, Source, Window, Word


def packed(report: Report) -> bytes:
    """A report as JSON; `unpacked` gives an equal one."""
    source, situations = report.source, [_values(each) for each in report.situations]
    values = [source.article.value, *_others(source), situations]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def unpacked(line: bytes) -> Report:
    """The report of which `packed` made this line."""
    article, *others, situations = json.loads(line)
    source = Source(NamedNode(article), *others)
    return Report(source, tuple(_situation(each, source) for each in situations))


def _others(source: Source) -> Iterable[str | bool]:
    yield from (source.publisher, source.day, source.published, source.modified)
    yield from (source.corrected, source.based_on, source.text)


def _values(each: Situation) -> list[Any]:
    window = each.window
    return [
        each.iri.value,
        each.type,
        {name: sorted(tokens) for name, tokens in each.parts.items()},
        dict(each.words),
        dict(each.numbers),
        sorted(each.names),
        dict(each.levels),
        window and [window.first, window.last, window.dated],
        [[word.iri.value, *_said(word)] for word in each.said],
        sorted(each.keys),
    ]


def _said(word: Word) -> Iterable[str | bool]:
    yield from (word.source, word.own, word.polarity, word.status)
    yield from (word.certainty, word.state, word.reviewed_on, word.quote)


def _situation(values: list[Any], source: Source) -> Situation:
    iri, type, parts, words, numbers, names, levels, window, said, keys = values
    return Situation(
        NamedNode(iri),
        type,
        source,
        _sets(parts),
        words,
        numbers,
        frozenset(names),
        levels,
        Window(window[0], window[1], dated=window[2]) if window else None,
        tuple(Word(NamedNode(word[0]), *word[1:]) for word in said),
        frozenset(keys),
    )


def _sets(parts: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(tokens) for name, tokens in parts.items()}
