"""Which format a client wants: by its Accept header, with the weights of RFC 9110, section 12.5.1."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.serialization import FORMATS, media_type
from kg.store import RESULT_FORMATS, result_media_type

Offer = tuple[str, tuple[str, ...]]  # a format and its media types, the first of which is sent

RESULTS: tuple[Offer, ...] = tuple(
    (name, (result_media_type(name), *more))
    for name, more in zip(
        RESULT_FORMATS, (("application/json", "text/json"), ("application/xml", "text/xml"), (), ()), strict=True
    )
)
GRAPHS: tuple[Offer, ...] = tuple(
    (name, (media_type(name), *more))
    for name, more in zip(
        FORMATS,
        (
            ("application/x-turtle",),
            ("application/x-trig",),
            ("text/x-nquads",),
            ("text/plain",),
            ("application/json",),
            ("application/xml", "text/xml"),
        ),
        strict=True,
    )
)
SUFFIXES = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}
HTML: Offer = ("html", ("text/html", "application/xhtml+xml"))


@lru_cache(maxsize=512)
def negotiate(accept: str, offers: Sequence[Offer]) -> str | None:
    """The format that fits best, the first among equals; None where none does. No header accepts everything.

    >>> negotiate("text/csv;q=0.5, application/sparql-results+xml", RESULTS)
    'xml'
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0][0]
    best, chosen = 0.0, None
    for format, types in offers:
        named = (weight for kind in types[1:] for range, weight in ranges if range == kind)
        weight = max(_weight(types[0], ranges), *named, 0.0)  # its other types only where they are named
        if weight > best:
            best, chosen = weight, format
    return chosen


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        kind, *parameters = (word.strip() for word in part.split(";"))
        if not kind:
            continue
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        found.append((kind.lower(), weight))
    return found


def _weight(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that has the media type; 0 where none has."""
    main = kind.partition("/")[0]
    for wanted in (kind, f"{main}/*", "*/*"):
        weights = [weight for range, weight in ranges if range == wanted]
        if weights:
            return max(weights) - (0.0 if wanted == kind else 1e-6)  # a type by its name before one by a star
    return 0.0


def content_type(format: str) -> str:
    """The Content-Type of a format of results or of graphs.

    >>> content_type("turtle"), content_type("json")
    ('text/turtle; charset=utf-8', 'application/sparql-results+json')
    """
    if format == "html":
        return "text/html; charset=utf-8"
    kind = media_type(format) if format in FORMATS else result_media_type(format)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
