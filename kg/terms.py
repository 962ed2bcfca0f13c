"""RDF terms as N-Triples write them: very many are made and compared, and strings cost a fraction of objects.

A term is `<iri>`, `"text"` or `"text"^^<datatype>`, written as pyoxigraph writes it, so that equal terms are equal
strings; a statement is three of them. `nf`, `oa`, `prov`, `rdf`, `schema` and `xsd` have the terms of `kg.vocab` so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from types import SimpleNamespace

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import vocab

Statement = tuple[str, str, str]


def _written(vocabulary: type) -> SimpleNamespace:
    return SimpleNamespace(
        **{name: str(term) for name, term in vars(vocabulary).items() if isinstance(term, NamedNode)}
    )


nf, oa, prov, rdf, schema, xsd = map(_written, (vocab.nf, vocab.oa, vocab.prov, vocab.rdf, vocab.schema, vocab.xsd))


@lru_cache(maxsize=10_000)
def iri(value: str) -> str:
    """The term of an IRI: the same ones come again and again. Raises ValueError for what is none."""
    return str(NamedNode(value))


def literal(value: str) -> str:
    """The term of some words. Raises ValueError for half a character.

    >>> literal('Called "off"')
    '"Called \\\\"off\\\\""'
    """
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return str(Literal(value))


def typed(value: str, datatype: str) -> str:
    """The term of a literal; the datatype is a term, and none of those of plain words."""
    return f"{literal(value)}^^{datatype}"


def integer(value: int) -> str:
    """The term of a whole number."""
    return f'"{value}"^^{xsd.integer}'


TRUE = typed("true", xsd.boolean)


def is_iri(term: str) -> bool:
    """Whether a term is an IRI."""
    return term[0] == "<"


def value_of(term: str) -> str:
    """The IRI itself, or the text of a literal.

    >>> value_of("<https://a.example/1>"), value_of('"2031-03-04"^^<https://a.example/day>')
    ('https://a.example/1', '2031-03-04')
    """
    if term[0] == "<":
        return term[1:-1]
    if "\\" in term:
        value = _parsed(term).value
        assert isinstance(value, str)
        return value
    return term[1 : term.rindex('"')]


def _parsed(term: str) -> Literal:
    (triple,) = parse(f"<a:a> <a:a> {term} .", RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, Literal)
    return triple.object


def lines_of(statements: Iterable[Statement]) -> list[str]:
    """A line of N-Triples for each statement, without its full stop."""
    return [f"{subject} {predicate} {object}" for subject, predicate, object in statements]


def ntriples_of(lines: Iterable[str]) -> str:
    """The N-Triples that such lines are."""
    return "".join([line + " .\n" for line in lines])


def triples_of(statements: Iterable[Statement]) -> Iterator[Triple]:
    """The statements as pyoxigraph's triples, in their order."""
    return (quad.triple for quad in parse(ntriples_of(lines_of(statements)), RdfFormat.N_TRIPLES))


def quads_of(statements: Iterable[Statement], graph: NamedNode) -> Iterator[Quad]:
    """The statements as pyoxigraph's quads of one graph, in their order."""
    return (Quad(each.subject, each.predicate, each.object, graph) for each in triples_of(statements))
