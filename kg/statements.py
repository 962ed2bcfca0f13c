"""The table of statements: a row for each, with whose word it is, how sure, and the words, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg.descriptions import values
from kg.descriptions.links import words_link
from kg.descriptions.names import Source
from kg.descriptions.passages import sort_of
from kg.descriptions.statements import field_texts, statement, type_of
from kg.errors import KgError
from kg.kept_types import types_of
from kg.lookup import find_article, find_entities
from kg.schema import FactType, Field, Schema
from kg.store.interface import AnySnapshot
from kg.vocab import nf, rdf, schema

BOM = b"\xef\xbb\xbf"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # as a cell begins that a spreadsheet runs


@dataclass(frozen=True, slots=True)
class Row:
    """One row, everything in it as words.

    `statement` is a sentence; `speaker`, `addressee`, `about`, `place` and `date` (EDTF, an interval where the fact has
    a start or an end) are the fields of the fact that a desk sorts by, several joined by `; `. `source` is whose word
    it is: the publisher where `own_word` is yes. `quote` is the words for the whole statement, with ` … ` between those
    that stand apart; `start` and `end`, where they begin and end, count code points; `link` leads to the words on the
    page, of several to those that show the most. `disputed` says why it is in doubt since
    an article was corrected, `contradicted_by` has the IRIs of the facts that say otherwise, and `involves` the
    names of all whom the fact is about. `own` has the fields of a fact of the one type that was asked for, by their
    keys in a fact file, a value each or several joined by `; `.
    """

    headline: str
    published: str
    publisher: str
    statement: str
    type: str
    speaker: str
    addressee: str
    about: str
    place: str
    date: str
    source: str
    own_word: str
    status: str
    certainty: str
    polarity: str
    basis: str
    state: str
    disputed: str
    quote: str
    start: str
    end: str
    reviewed_by: str
    reviewed_on: str
    confidence: str
    made_by: str
    link: str
    article: str
    fact: str
    contradicted_by: str
    involves: str
    own: Mapping[str, str] = field(default_factory=dict)


COLUMNS = tuple(each.name for each in fields(Row) if each.name != "own")


def statements_csv(
    snapshot: AnySnapshot,
    types: Schema,
    *,
    article: str | None = None,
    entity: str | None = None,
    type: str | None = None,
    bom: bool = False,
) -> Iterator[bytes]:
    """The table as CSV in UTF-8, article by article; equal stores give equal bytes.

    A cell that a spreadsheet would run as a formula begins with an apostrophe. With `bom` the file begins with a
    byte-order mark, without which Excel takes it for another encoding. With `type` a column for each field of its own
    follows. Raises KgError where there is no such article, entity or type.
    """
    rows = statements(snapshot, types, article=article, entity=entity, type=type)
    own = [each.key for each in _own_fields(find_type(types, type))] if type is not None else []
    yield (BOM if bom else b"") + _line((*COLUMNS, *own))
    for row in rows:
        cells = [getattr(row, column) for column in COLUMNS] + [row.own.get(key, "") for key in own]
        yield _line(map(safe_cell, cells))


def statements(
    snapshot: AnySnapshot,
    types: Schema | None = None,
    *,
    article: str | None = None,
    entity: str | None = None,
    type: str | None = None,
) -> Iterator[Row]:
    """Every statement of one article, or that involves an entity, or of all articles: by day, in the order of the text.

    `types` says how the facts of each type are told, without it those types do that the store keeps; with `type` only
    facts of one are given. Raises KgError where there is no such article, entity or type.
    """
    types = types or types_of(snapshot)
    only = frozenset(find_entities(snapshot, entity)) if entity is not None else None
    wanted = find_type(types, type) if type is not None else None
    source = Source(snapshot, types)
    return (row for graph in _graphs(snapshot, article, only) for row in _of_article(source, graph, only, wanted))


def statement_dict(told: values.Statement) -> dict[str, object]:
    """A statement for JSON: what it says, on whose word, how sure, what doubts it, and in which words; nothing empty.

    `statement` is a sentence; `sources` name the publisher where `own_word` is true; `disputed` has the reasons of
    doubt, `contradicted_by` the IRIs of the statements that say otherwise.
    """
    found: dict[str, object] = {
        "statement": values.plain(told.sentence),
        "sources": [ref.name for ref in told.sources],
        "own_word": told.own,
        "status": _notation(told.status),
        "certainty": _notation(told.certainty),
        "polarity": _notation(told.polarity),
        "basis": _notation(told.basis),
        "state": _notation(told.editorial),
        "disputed": list(told.doubts),
        "contradicted_by": list(told.disputes),
        "quote": told.passage.quote if told.passage else "",
        "link": words_link(told.article.url, told.passage),
        "reviewed_by": told.reviewed_by,
    }
    return {key: value for key, value in found.items() if value not in ("", [])}


def find_type(types: Schema, given: str) -> FactType:
    """The fact type of this name or label, in whatever case; raises KgError where there is none.

    >>> from kg.schema import load_schema
    >>> find_type(load_schema(), "office holding").name
    'OfficeHolding'
    """
    wanted = given.casefold().replace(" ", "")
    for each in types.types.values():
        if wanted in (each.name.casefold(), each.label.casefold().replace(" ", "")):
            return each
    near = get_close_matches(given, types.types, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(types.types))}"
    raise KgError(f"{given}: no fact type has this name; {hint}")


def _graphs(snapshot: AnySnapshot, article: str | None, entities: frozenset[NamedNode] | None) -> list[NamedNode]:
    """The graphs of the articles that are wanted, by the time of the article."""
    if article is not None:
        return [snapshot.iris.graph(find_article(snapshot, article))]
    if entities is not None:
        found = {quad.graph_name for each in entities for quad in snapshot.match(None, nf.involves, each)}
    else:
        found = {quad.graph_name for quad in snapshot.match(None, rdf.type, schema.NewsArticle)}
    published = snapshot.match(None, schema.datePublished)
    times = {quad.graph_name: quad.object.value for quad in published if isinstance(quad.object, Literal)}
    named = [graph for graph in found if isinstance(graph, NamedNode)]
    return sorted(named, key=lambda graph: (times.get(graph, ""), graph.value))


def _of_article(
    source: Source, graph: NamedNode, only: frozenset[NamedNode] | None, wanted: FactType | None
) -> list[Row]:
    source.turn_to(graph)
    assertions = sorted(source.subjects(rdf.type, nf.Assertion, graph), key=str)
    if only is not None:
        assertions = [each for each in assertions if _involves(source, each, only)]
    if wanted is not None:
        assertions = [each for each in assertions if _is_of(source, each, wanted)]
    found = [_row(source, each, wanted) for each in assertions]
    return sorted(found, key=lambda row: (int(row.start or 0), int(row.end or 0), row.type, row.statement, row.fact))


def _involves(source: Source, assertion: NamedNode, entities: frozenset[NamedNode]) -> bool:
    situations = source.iris(assertion, nf.asserts)
    return any(not entities.isdisjoint(source.iris(each, nf.involves)) for each in situations)


def _is_of(source: Source, assertion: NamedNode, wanted: FactType) -> bool:
    return any(type_of(source, each) == wanted for each in source.iris(assertion, nf.asserts))


def _row(source: Source, assertion: NamedNode, wanted: FactType | None) -> Row:
    told = statement(source, assertion)
    if told is None:
        raise ValueError(f"{assertion.value} asserts nothing")
    article, situation = NamedNode(told.article.iri), NamedNode(told.situation)
    fact_type = type_of(source, situation)
    words = told.passage

    def named(term: NamedNode) -> str:
        return "; ".join(sorted(map(source.name, source.iris(situation, term))))

    return Row(
        headline=source.text(article, schema.headline),
        published=source.text(article, schema.datePublished),
        publisher=told.article.publisher.name if told.article.publisher else "",
        statement=values.plain(told.sentence),
        type=told.kind.name,
        speaker=named(nf.speaker),
        addressee=named(nf.addressee),
        about=named(nf.about),
        place="; ".join(_places(source, situation, fact_type)),
        date=_date(source, situation, fact_type),
        source="; ".join(sorted(ref.name for ref in told.sources)),
        own_word="yes" if told.own else "no",
        status=_notation(told.status),
        certainty=_notation(told.certainty),
        polarity=_notation(told.polarity),
        basis=_notation(told.basis),
        state=_notation(told.editorial),
        disputed="; ".join(told.doubts),
        quote=words.quote if words else "",
        start=str(words.start) if words else "",
        end=str(words.end) if words else "",
        reviewed_by=told.reviewed_by,
        reviewed_on=told.reviewed_on,
        confidence=told.confidence,
        made_by=told.rule,
        link=words_link(told.article.url, words),
        article=article.value,
        fact=assertion.value,
        contradicted_by=" ".join(told.disputes),
        involves="; ".join(sorted(ref.name for ref in told.involves)),
        own={each.key: "; ".join(field_texts(source, situation, each)) for each in _own_fields(wanted)},
    )


def _own_fields(fact_type: FactType | None) -> list[Field]:
    """The fields of a type that have no column of their own."""
    return [each for each in _fields(fact_type) if each.key not in COLUMNS]


def _notation(label: values.Label | None) -> str:
    return label.notation if label else ""


def _places(source: Source, situation: NamedNode, fact_type: FactType | None) -> list[str]:
    where = [each for each in _fields(fact_type) if each.kind == "entity" and sort_of(each) == "where"]
    return sorted({source.name(node) for each in where for node in source.iris(situation, NamedNode(each.path))})


def _date(source: Source, situation: NamedNode, fact_type: FactType | None) -> str:
    """The date as EDTF; where a fact has a start or an end, the interval between them."""
    dates = {
        each.time_role: source.text(situation, NamedNode(each.path)) for each in _fields(fact_type) if each.time_role
    }
    start, end = dates.get("beginning", ""), dates.get("ending", "")
    return dates.get("time") or (f"{start or '..'}/{end or '..'}" if start or end else "")


def _fields(fact_type: FactType | None) -> tuple[Field, ...]:
    return fact_type.fields if fact_type else ()


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line.

    >>> safe_cell("=1+1"), safe_cell("three dead"), safe_cell("two\\n lines")
    ("'=1+1", 'three dead', 'two lines')
    """
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def _line(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode("utf-8", "replace")
