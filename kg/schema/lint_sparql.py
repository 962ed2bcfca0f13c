"""Finds what is wrong with the queries and patterns inside shapes, with the parsers that will run them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, Store

from kg.errors import Problem, QueryError
from kg.schema.knowledge import Knowledge
from kg.schema.sources import Node
from kg.sparql_tokens import declared_in, spans, tokens, words_of
from kg.vocab import sh

_OUTSIDE = ("SERVICE", "LOAD", "FROM", "FROMNAMED")
_UNBOUND = re.compile(
    r"(?<![\w?$:.-])(MINUS|VALUES)\b|[$?](shapesGraph|currentShape)\b|\bAS\s+[$?](this)\b", re.IGNORECASE
)
_SELECT = re.compile(r"^[^{]*?\bSELECT\b([^{]*)", re.IGNORECASE)
_SUB_SELECT = re.compile(r"\{\s*SELECT\b([^{]*)", re.IGNORECASE)
_THIS = re.compile(r"[$?]this\b|^\s*((DISTINCT|REDUCED)\s*)?\*", re.IGNORECASE)


def lint_patterns(known: Knowledge) -> Iterator[Problem]:
    """Regular expressions that Python or Rust cannot compile: an engine would fail at the first article."""
    shapes = known.shapes
    for subject, value in shapes.subjects(sh.pattern):
        flags = shapes.plain(subject, sh.flags) or ""
        reason = _pattern_problem(value.value, flags)
        if reason:
            message = f"sh:pattern {value.value!r} is no regular expression that both engines take: {reason}."
            cure = "Mend the brackets and backslashes; lookaround and back references are not to be had."
            yield Problem("shape-bad-pattern", message, cure, shapes.position(subject, sh.pattern))


def _pattern_problem(pattern: str, flags: str) -> str | None:
    if not set(flags) <= set("imsx"):
        return f"sh:flags {flags!r} has other letters than i, m, s, x"
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return str(error)
    test = f"ASK {{ BIND(REGEX('', {Literal(pattern)}, {Literal(flags)}) AS ?x) FILTER(BOUND(?x)) }}"
    return None if Store().query(test) else "the Rust engine refuses it"


def lint_sparql(known: Knowledge) -> Iterator[Problem]:
    """Queries with unknown prefixes, with SERVICE, or with an error in their syntax."""
    for predicate in (sh.select, sh.ask):
        for subject, value in known.shapes.subjects(predicate):
            yield from _query(known, subject, value.value)


def _query(known: Knowledge, subject: Node, query: str) -> Iterator[Problem]:
    shapes = known.shapes
    try:
        outside = [(text, word) for text, word in _words(query) if word in _OUTSIDE]
    except QueryError as error:
        message = f"The query in sh:sparql is none that kg gives to an engine: {error}."
        yield Problem("shape-bad-query", message, "Mend the query.", shapes.position(subject, sh.select))
        return
    if outside:
        message = f"{outside[0][1]} in sh:sparql: a shape must not reach outside the article it is checking."
        place = shapes.position(subject, sh.select, outside[0][0])
        yield Problem("shape-service", message, "Say it with the article's own triples.", place)
        return
    declared = _declared(known, subject)
    names = {text.partition(":")[0] for kind, text in tokens(query) if kind == "name" and text[0] not in "?$@_"}
    unknown = sorted(names - declared.keys() - declared_in(query).keys())
    for name in unknown:
        message = f"sh:sparql uses the prefix {name}: without declaring it."
        cure = "Add sh:prefixes, pointing to a node with sh:declare [ sh:prefix ... ; sh:namespace ... ] for it."
        yield Problem("shape-unknown-prefix", message, cure, shapes.position(subject, sh.select, f"{name}:"))
    if not unknown:
        yield from _binding(known, subject, _bare(query))
        yield from _syntax(known, subject, query, declared)


def _words(query: str) -> Iterator[tuple[str, str]]:
    """What is written in the query for each of its words, and the word in capitals. Raises QueryError as `spans`."""
    for token in spans(query):
        yield from ((token[1], word) for word in words_of([token], "SERVICE"))


def _bare(query: str) -> str:
    """The query without what stands in strings, IRIs and comments."""
    return "".join(" " if kind in ("string", "iri") or text[0] == "#" else text for kind, text in tokens(query))


def _binding(known: Knowledge, subject: Node, bare: str) -> Iterator[Problem]:
    """What SHACL (section 5.2.1) forbids where $this is bound beforehand, and the two variables that pySHACL lacks."""
    found = _UNBOUND.search(bare)
    if found:
        word = next(each for each in found.groups() if each)
        message = f"{word} cannot stand in sh:sparql: the engines do not agree on what it means there."
        cure = "Say it with FILTER, and let $this be what it is."
        yield Problem("shape-bad-query", message, cure, known.shapes.position(subject, sh.select, word))
    elif any(not _THIS.search(each) for each in _SELECT.findall(bare)):
        message = "The query in sh:sparql does not select $this: no node would ever be found wrong."
        cure = "Begin it with SELECT $this."
        yield Problem("shape-bad-query", message, cure, known.shapes.position(subject, sh.select))
    elif any(not re.search(r"[$?]this\b", each) for each in _SUB_SELECT.findall(bare)):
        message = "A SELECT within the query in sh:sparql does not select $this: it would look at every node."
        cure = "Add $this to the inner SELECT."
        yield Problem("shape-bad-query", message, cure, known.shapes.position(subject, sh.select))


def _declared(known: Knowledge, subject: Node) -> dict[str, str]:
    shapes = known.shapes
    found: dict[str, str] = {}
    for holder in shapes.nodes(subject, sh.prefixes):
        for each in shapes.nodes(holder, sh.declare) + known.ontology.nodes(holder, sh.declare):
            source = shapes if each in shapes.index else known.ontology
            prefix, namespace = source.plain(each, sh.prefix), source.plain(each, sh.namespace)
            if prefix is not None and namespace is not None:
                found[prefix] = namespace
    return found


def _syntax(known: Knowledge, subject: Node, query: str, prefixes: dict[str, str]) -> Iterator[Problem]:
    """An empty store answers at once, so running the query is what tells whether it parses."""
    try:
        Store().query(query.replace("$PATH", "<urn:path>"), prefixes=prefixes)
    except SyntaxError as error:
        reason = " ".join(str(error.msg).split())[:160]
        message = f"The query in sh:sparql is not SPARQL: {reason}"
        yield Problem("shape-bad-query", message, "Mend the query.", known.shapes.position(subject, sh.select))
