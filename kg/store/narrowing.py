"""A comment by which a query says which newest statements its answer is made of, so that the index can name them.

    # newest 100 ?said: a nf:Meeting; nf:involves <https://kg.example/entity/ana-okoye-x>; since "2031-03-01"

stands at the start of a group of patterns and becomes `VALUES ?said { ... }`: the hundred newest statements
(assertions) that have all this themselves or by their situation, and the others of the same last day. The
engine, which has no index by day, then need not look at all there are to sort out the newest. To every other store it
is a comment; so the query itself asks for as much, with `ORDER BY DESC(?day)` and `LIMIT`, and has the same answer with
and without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.sparql_tokens import declared_in, tokens
from kg.store.listing import MANY, Sought, Span
from kg.store.queries import Query
from kg.store.rows import facet, kind_facet
from kg.vocab import nf, rdf

MARK = "# newest "
_CHOICES = 50  # entities that one name may mean
_COMMENT = re.compile(r"# newest (\S+) ([?$]\w+):(.*)")
_DAY = re.compile(r'"?([0-9]{4}-[0-9]{2}-[0-9]{2})\b.*')

Newest = Callable[[Sought, Span], list[str] | None]  # the IRIs of statements; None where the index cannot tell


def filled(comment: str, terms: Mapping[str, Sequence[str]]) -> str:
    """A comment of this kind in which each `$name` has become its terms; any other as it is.

    >>> filled("# newest $most ?f: nf:involves $who", {"$most": ["20"], "$who": ["<urn:a>", "<urn:b>"]})
    '# newest 20 ?f: nf:involves <urn:a> | <urn:b>'
    """
    if not _COMMENT.fullmatch(comment):
        return comment
    return re.sub(r"\$\w+", lambda name: " | ".join(terms.get(name[0], [name[0]])), comment)


def narrowed(prepared: Query, newest: Newest) -> Query:
    """The query with VALUES in the place of these comments, wherever the index can name the statements.

    Raises QueryError for a comment of this kind that cannot be understood.
    """
    if MARK not in prepared.sparql or not prepared.union:  # of graphs that a query chooses others are the newest
        return prepared
    prefixes = {**prepared.prefixes, **declared_in(prepared.sparql)}
    pieces = [
        _values(found, prefixes, newest) or text
        if kind == "space" and (found := _COMMENT.fullmatch(text.rstrip()))
        else text
        for kind, text in tokens(prepared.sparql)
    ]
    return replace(prepared, sparql="".join(pieces))


def _values(found: re.Match[str], prefixes: Mapping[str, str], newest: Newest) -> str | None:
    most, variable, parts = found[1], found[2], [part.split() for part in found[3].split(";") if part.strip()]
    if not re.fullmatch("[0-9]{1,9}", most) or int(most) > MANY:
        return None
    days, facets, without = dict[str, str](), list[list[str]](), list[str]()
    for part in parts:
        negated = part[:1] == ["not"]
        term, *choices = [word for word in part[negated:] if word != "|"] or part
        if not choices:
            raise QueryError(f"`{found[0]}`: {term} has no value")
        if any(choice[0] in "?$" for choice in choices):
            continue  # whatever it is
        if len(choices) > _CHOICES:
            return None
        if term in ("since", "until"):
            days[term] = _day(choices[0], found[0])
        elif negated:
            without += _facets(term, choices, prefixes)
        else:
            facets.append(_facets(term, choices, prefixes))
    statements = newest(Sought(facets, without), Span(int(most), days.get("since", ""), days.get("until", "")))
    if statements is None:
        return None
    # Of no VALUES at all the engine goes through everything; no statement is the class of them.
    nodes = map(NamedNode, statements) if statements else [nf.Assertion]
    return f"VALUES {variable} {{ {' '.join(map(str, nodes))} }}"


def _facets(term: str, choices: Sequence[str], prefixes: Mapping[str, str]) -> list[str]:
    """What the index has of a property and its possible values; `nf:speaker/a` is what kind of value it has."""
    name, _, kind = term.partition("/") if term[0] != "<" else (term, "", "")
    make = kind_facet if kind == "a" else facet
    return [make(_iri(name, prefixes), _iri(choice, prefixes)) for choice in choices]


def _iri(word: str, prefixes: Mapping[str, str]) -> str:
    if word == "a":
        return rdf.type.value
    prefix, colon, local = word.partition(":")
    if word[0] == "<" and word[-1] == ">":
        return word[1:-1]
    if colon and prefix in prefixes:
        return prefixes[prefix] + local
    raise QueryError(f"{word} is no IRI, and has no prefix that is known, in a comment that says `{MARK.strip()}`")


def _day(word: str, comment: str) -> str:
    found = _DAY.fullmatch(word)
    try:
        return date.fromisoformat(found[1] if found else word).isoformat()
    except ValueError as error:
        raise QueryError(f"`{comment}`: {word} is no day; write it as in 2031-03-04") from error
