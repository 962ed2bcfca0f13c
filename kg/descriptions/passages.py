"""The evidence of a statement: the words of the article, with who, what, when and where marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg.descriptions.names import Source
from kg.descriptions.values import GAP, Mark, Passage, Quote, Stretch
from kg.line_breaks import line_breaks
from kg.schema import Field
from kg.vocab import nf, oa, rdf, schema

_MANNER = frozenset(term.value for term in (nf.status, nf.certainty, nf.polarity, nf.basis, nf.editorialState))
_END = re.compile(r"[.!?][”’\"')]*\s+(?=[“‘\"'A-Z0-9])|(?<![ \t\r])[ \t\r]*\n+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stretch of an article, in code points; `shows` is the property that it shows, None for the whole fact."""

    start: int
    end: int
    quote: str
    shows: str | None = None
    truncated: bool = False
    unverified: bool = False


def read_evidence(source: Source, assertion: NamedNode) -> tuple[Evidence, ...]:
    """The evidence of an assertion in the order of the article; what has no place in it is left out."""
    found = (_evidence(source, node) for node in source.iris(assertion, nf.evidence))
    return tuple(sorted((each for each in found if each), key=lambda each: (each.start, -each.end, each.shows or "")))


def _evidence(source: Source, node: NamedNode) -> Evidence | None:
    start = end = quote = None
    truncated = False
    for selector in source.iris(node, oa.hasSelector):
        if oa.TextPositionSelector in source.values(selector, rdf.type):
            start, end = _number(source, selector, oa.start), _number(source, selector, oa.end)
        else:
            quote = source.text(selector, oa.exact)
            truncated = source.text(selector, nf.truncated) == "true"
    if start is None or end is None or not quote:
        return None
    shows = source.iri(node, nf.shows)
    unverified = source.text(node, nf.unverified) == "true"
    return Evidence(start, end, quote, shows.value if shows else None, truncated, unverified)


def _number(source: Source, node: NamedNode, predicate: NamedNode) -> int | None:
    text = next((term.value for term in source.values(node, predicate) if isinstance(term, Literal)), "")
    return int(text) if re.fullmatch(r"\d{1,12}", text) else None


def passage(evidence: Sequence[Evidence], fields: Sequence[Field], body: str = "") -> Passage | None:
    """The words of the evidence with their marks; with the article's text, the whole sentence round them."""
    if not evidence:
        return None
    wholes = _outermost([each for each in evidence if each.shows is None] or list(evidence))
    marks = [(each.start, each.start + len(each.quote), _mark(each, fields)) for each in evidence if each.shows]
    spans = _merged([(each.start, each.start + len(each.quote)) for each in evidence])
    if body:
        spans = _merged([_sentence(body, start, end) for start, end in spans])
    quoted = [(each.start, each.start + len(each.quote)) for each in wholes]
    stretches: list[Stretch] = []
    for start, end in spans:
        stretches += [Stretch(GAP, quoted=False)] if stretches else []
        stretches += _stretches(start, _words(start, end, evidence, body), marks, quoted if body else [(start, end)])
    return Passage(
        tuple(stretches),
        tuple(Quote(each.quote, each.start, each.end, each.truncated) for each in wholes),
        unverified=any(each.unverified for each in evidence),
    )


def _outermost(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Those that do not lie within one before them, of evidence in the order of the article."""
    kept: list[Evidence] = []
    for each in evidence:
        if not kept or each.end > kept[-1].end:
            kept.append(each)
    return kept


def _words(start: int, end: int, evidence: Iterable[Evidence], body: str) -> str:
    if body:
        return body[start:end]
    letters = [" "] * (end - start)
    for each in evidence:
        if start <= each.start < end:
            letters[each.start - start : each.start - start + len(each.quote)] = each.quote
    return "".join(letters)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole sentences of its paragraph."""
    inner = {each.start for each in line_breaks(body) if each.goes_on}

    def ends(found: re.Match[str]) -> bool:
        return bool(found.group().strip()) or found.start() not in inner

    before = [found.end() for found in _END.finditer(body, max(0, start - 600), start) if ends(found)]
    after = next(filter(ends, _END.finditer(body, max(start, end - 1))), None)
    stop = after.start() + len(after.group().rstrip()) if after else len(body)
    return (before[-1] if before else max(0, start - 600)), max(end, min(stop, end + 600))


def _stretches(
    start: int, text: str, marks: Sequence[tuple[int, int, Mark]], quoted: Sequence[tuple[int, int]]
) -> list[Stretch]:
    """The text cut wherever a mark or a quotation begins or ends."""
    end = start + len(text)
    cuts = {start, end}
    spans = [*quoted, *((first, last) for first, last, _ in marks)]
    cuts.update(cut for span in spans for cut in span if start < cut < end)
    points = sorted(cuts)
    return [
        Stretch(
            text[here - start : there - start],
            quoted=any(first <= here and there <= last for first, last in quoted),
            marks=tuple(dict.fromkeys(mark for first, last, mark in marks if first <= here and there <= last)),
            starts=tuple(dict.fromkeys(mark for first, _, mark in marks if first == here)),
        )
        for here, there in pairwise(points)
    ]


def _mark(evidence: Evidence, fields: Sequence[Field]) -> Mark:
    field = _field(evidence.shows or "", fields)
    return Mark(field.label, sort_of(field)) if field else Mark((evidence.shows or "").rsplit("#", 1)[-1], "what")


def _field(path: str, fields: Iterable[Field]) -> Field | None:
    for each in fields:
        if each.path == path:
            return each
        if found := _field(path, each.fields):
            return found
    return None


def sort_of(field: Field) -> str:
    """Which question a field answers: who, where, when, what, or how (how sure, how far along)."""
    if field.kind == "entity":
        places = {schema.Place.value, schema.City.value, schema.Country.value}
        return "where" if field.classes and set(field.classes) <= places else "who"
    if field.path in _MANNER:
        return "how"
    if field.time_role:
        return "when"
    return "who" if field.kind == "node" else "what"
