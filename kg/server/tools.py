"""What language models are given: search, describe, query, evidence, each an answer of plain values in few words.

Each answers from one generation, and only reads. Whoever uses them gets, with every fact, whose word it is, how sure it
is, and the words that show it; what is usual is left out, and nothing is empty without a note that says why.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from pyoxigraph import NamedNode

from kg.descriptions.entities import EntityPage, describe_entity
from kg.descriptions.names import Source
from kg.descriptions.passages import read_evidence
from kg.descriptions.statements import article_line, field_texts, statement, statements, type_of
from kg.descriptions.values import Statement, plain, told_in_a_line
from kg.errors import KgError, StoreError
from kg.kept_types import types_of
from kg.lookup import SeveralError, find_entities, strange_terms
from kg.search import Hit, names_near, pieces
from kg.search import search as search_words
from kg.statements import statement_dict
from kg.store import Answer, Limits, Snapshot
from kg.vocab import schema

LIMITS = Limits(seconds=20, rows=200, bytes=50_000)
MOST = 50  # of a kind
LARGEST = 60_000  # letters of an answer: some clients refuse one of more than 25,000 tokens
LONGEST = 100_000  # code points of a query
WORDS = 2_000  # code points of words, a name or an IRI: an error repeats them, and a model has to read it
BEARERS = 10  # of one name that are told of
AGAINST = 5  # statements against one that are told
_ORDER = ("entity", "article", "statement")
_USUAL = {"polarity": "positive", "basis": "stated", "state": "current"}  # and left out
_KEPT_SIGNS = "\n\t\u200c\u200d"  # that are not printable, but in names and texts

Told = dict[str, Any]


def search(snapshot: Snapshot, words: str, limit: int = 10) -> Told:
    """Entities, articles and facts that have all of these words, of each the best `limit` (50 at most).

    A word finds its other forms (visit, visits, visited), "words in quotation marks" are found as they stand, `visi*`
    finds what begins so. A fact has its sources, certainty and status, what doubts it, and its quote.
    """
    _verify("words", words, WORDS)
    most = _within(limit)
    found = search_words(snapshot, words, seconds=LIMITS.seconds, limit=most)
    source = Source(snapshot, types_of(snapshot))
    hits = sorted(found.hits, key=lambda hit: _ORDER.index(hit.kind))
    told: Told = {"found": [_hit(source, hit) for hit in hits]}
    if not hits:
        near = names_near(snapshot, words, LIMITS.seconds)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Try fewer, or visi*."
        told["note"] = f"Nothing matches: all words must stand in one name, headline or fact. {hint}"
    elif found.more:
        kinds = " and ".join(kind for kind in _ORDER if kind in found.more)
        told["more"] = f"There are more of the kind {kinds} than {most}: add words, or ask for more with `limit`."
    return _fitting(told, "found")


def _hit(source: Source, hit: Hit) -> Told:
    if hit.kind == "statement" and (told := statement(source, NamedNode(hit.node))):
        return {"kind": "fact", **_fact(source, told)}
    words = "".join(text for text, _ in pieces(hit.snippet.partition("\n")[2]))
    row = {"kind": hit.kind, "iri": hit.node, "name": hit.title, "type": hit.label, "day": hit.day, "words": words}
    if hit.kind == "article":
        row |= {"type": "", "url": hit.url or ""}
    return {key: value for key, value in row.items() if value}


def _fact(source: Source, told: Statement) -> Told:
    """A statement with whose word it is, how sure, what doubts it, and its words."""
    row: Told = {"iri": told.iri, "type": told.kind.name, "day": told.day, **statement_dict(told)}
    for key, usual in _USUAL.items():
        if row.get(key) == usual:
            del row[key]
    if told.disputes:
        against = statements(source, map(NamedNode, told.disputes[:AGAINST]))
        row["contradicted_by"] = [{"iri": each.iri, "statement": told_in_a_line(each)} for each in against]
    row["article"] = told.article.headline
    row["publisher"] = told.article.publisher.name if told.article.publisher else ""
    return {key: value for key, value in row.items() if value not in ("", [])}


def describe(snapshot: Snapshot, entity: str, limit: int = 10) -> Told:
    """Who or what bears a name (exact) or an IRI, and the newest `limit` facts about it (50 at most).

    A name that several bear of whom nothing tells that they are two, as a town in several articles, means all of them.
    """
    _verify("entity", entity, WORDS)
    most = _within(limit)
    try:
        nodes = find_entities(snapshot, entity)
    except SeveralError as error:
        raise KgError(error.told) from error
    source = Source(snapshot, types_of(snapshot))
    facts, more = _about(source, snapshot, entity, nodes, most)
    told: Told = {"entities": _entities(source, nodes[:BEARERS]), "facts": [_fact(source, each) for each in facts]}
    if more:
        told["more"] = f"These are the newest {len(facts)} facts: ask for more with `limit`, or `search` words."
    if len(nodes) > 1:
        shown = f", of which {BEARERS} are listed" if len(nodes) > BEARERS else ""
        told["note"] = (
            f"{len(nodes):,} bear this name{shown}, and nothing tells them apart. They may be one or several; the facts"
            " are about all of them."
        )
    return _fitting(told, "facts")


def _about(
    source: Source, snapshot: Snapshot, entity: str, nodes: list[NamedNode], most: int
) -> tuple[list[Statement], bool]:
    """The newest statements about all who are meant, and whether there are more."""
    try:
        found = search_words(snapshot, entity=entity, kinds=("statement",), limit=most, seconds=LIMITS.seconds)
        return list(statements(source, (NamedNode(hit.node) for hit in found.hits))), bool(found.more)
    except StoreError:  # there is no index, and none can be made: the graph knows it too
        pages = [page for node in nodes[:BEARERS] if (page := describe_entity(source, node, size=most))]
        told = {each.iri: each for page in pages for each in page.timeline}
        newest = sorted(told.values(), key=lambda each: each.day, reverse=True)
        return newest[:most], len(newest) > most or any(page.pages > 1 for page in pages)


def _entities(source: Source, nodes: list[NamedNode]) -> list[Told]:
    pages = (describe_entity(source, node, newest=lambda *_: ()) for node in nodes)
    return [_entity(page) for page in pages if page]


def _entity(page: EntityPage) -> Told:
    row: Told = {
        "iri": page.iri,
        "name": page.name,
        "types": [ref.name for ref in page.kinds],
        "other_names": list(page.other_names),
        "same_as": list(page.same_as),
        **{label: [plain((value,)) for value in values] for label, values in page.plain},
        "possibly": [ref.name for ref in page.possibly],
    }
    return {key: value for key, value in row.items() if value}


def query(snapshot: Snapshot, sparql: str) -> Told:
    """The answer to a SPARQL query: its rows, at most 200, with `truncated` where there were more.

    Prefixes nf:, schema:, prov:, oa:, skos: and such are known. A row has no certainty and no source unless the query
    asks for them: `?fact nf:asserts ?situation ; prov:wasAttributedTo/schema:name ?source ; nf:certainty/skos:notation
    ?certainty`. The situation has the class and the properties of the fact, as nf:Visit, nf:visitor, nf:destination.
    """
    _verify("sparql", sparql, LONGEST)
    answer = snapshot.query(sparql, LIMITS)
    told: Told
    if answer.kind == "boolean":
        told = {"boolean": answer.boolean}
    elif answer.kind == "graph":
        told = {"triples": [f"{triple} ." for triple in answer.triples]}
    else:
        told = {"rows": _rows(answer)}
    if answer.truncated:
        told["truncated"] = answer.truncated
    strange = [
        f"nothing here is called {name}{f', did you mean {near}?' if near else ''}"
        for name, near in strange_terms(snapshot, sparql).items()
    ]
    if strange or not (answer.rows or answer.triples or answer.kind == "boolean"):
        told["note"] = "; ".join(strange) or "No row: nothing in this store matches the query."
    return _fitting(told, "rows" if "rows" in told else "triples")


def evidence(snapshot: Snapshot, assertion: str) -> Told:
    """All of one fact, by its IRI (or `assertion:...`).

    Its fields, the article's words with their places (code points), who reviewed it.
    """
    _verify("assertion", assertion, WORDS)
    prefix, _, local = assertion.partition(":")
    try:
        node = NamedNode(f"{snapshot.prefixes[prefix]}{local}" if prefix in snapshot.prefixes else assertion)
    except ValueError as error:
        raise KgError(f"{assertion!r} is no IRI: give that of a fact, as `search` and `describe` do") from error
    source = Source(snapshot, types_of(snapshot))
    told = statement(source, node)
    if told is None:
        raise KgError(f"the graph has no fact {assertion}: give the IRI of one, as `search` and `describe` do")
    article = NamedNode(told.article.iri)
    words = [
        {
            "words": each.quote,
            "start": each.start,
            "end": each.end,
            **({"shows": source.name(NamedNode(each.shows))} if each.shows else {}),
            **({"truncated": True} if each.truncated else {}),
            **({"unverified": True} if each.unverified else {}),
        }
        for each in read_evidence(source, node)
    ]
    more = {
        "fields": _fields(source, told),
        "evidence": words,
        "published": source.text(article, schema.datePublished),
        "url": article_line(source, article).url,
        "reviewed_on": told.reviewed_on,
        "made_by": told.rule,
        "confidence": told.confidence,
    }
    return _fitting({**_fact(source, told), **{key: value for key, value in more.items() if value}}, "evidence")


def _fields(source: Source, told: Statement) -> dict[str, list[str]]:
    """The values of each field; of a type that nobody brought shapes of, of each of its own properties."""
    situation = NamedNode(told.situation)
    if fact_type := type_of(source, situation):
        found = {each.label: field_texts(source, situation, each) for each in fact_type.fields}
        return {label: texts for label, texts in found.items() if texts}
    return {part.label: [plain((value,)) for value in part.values] for part in told.parts}


def _rows(answer: Answer) -> list[Told]:
    return [
        {name: getattr(term, "value", str(term)) for name, term in zip(answer.variables, row, strict=True) if term}
        for row in answer.rows
    ]


def _within(limit: int) -> int:
    return min(max(limit, 1), MOST)


def _verify(name: str, text: str, most: int) -> None:
    """Raise KgError for a text that is too long, or has half a character."""
    if len(text) > most:
        raise KgError(f"`{name}` has {len(text):,} characters; {most:,} are allowed")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise KgError(f"`{name}` has half a character at {error.start}: send whole ones") from error


def _fitting(told: Told, key: str) -> Told:
    """The answer without what nobody sees, and with as much of its list as there is room for."""
    clean: Told = _mapped(told, shown)
    rows, room = clean.get(key, []), LARGEST - len(written({**clean, key: []}))
    sizes = _sums(len(written(row)) + 1 for row in rows)
    fitting = sum(size <= room for size in sizes)
    if fitting < len(rows):
        clean[key] = rows[:fitting]
        clean["more"] = f"Cut after {fitting} of {len(rows)}: an answer has {LARGEST:,} letters at most."
    return clean


def _sums(sizes: Iterable[int]) -> list[int]:
    total, found = 0, list[int]()
    for size in sizes:
        total += size
        found.append(total)
    return found


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same with each text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(each, change) for each in value]
    if isinstance(value, dict):
        return {change(key): _mapped(each, change) for key, each in value.items()}
    return value


def shown(text: str) -> str:
    """The text with a sign in the place of each character that nobody sees: a model would read what a person does not.

    >>> shown("dusk\\u202e \\U000e0041")
    'dusk\ufffd \ufffd'
    """
    if text.isprintable():
        return text
    return "".join(each if _is_seen(each) else "\ufffd" for each in text)


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or sign in _KEPT_SIGNS or unicodedata.category(sign) == "Zs"


def written(value: object) -> str:
    """A value as JSON, without a letter too many."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
