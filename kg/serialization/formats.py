"""The names of the RDF formats, their media types and their files' extensions."""

from __future__ import annotations

from pathlib import PurePath

_FORMATS = {  # name: media type, extensions
    "turtle": ("text/turtle", ".ttl"),
    "trig": ("application/trig", ".trig"),
    "nquads": ("application/n-quads", ".nq"),
    "ntriples": ("application/n-triples", ".nt"),
    "jsonld": ("application/ld+json", ".jsonld"),
    "rdfxml": ("application/rdf+xml", ".rdf .owl"),
}
FORMATS = tuple(_FORMATS)
DATASET_FORMATS = ("trig", "nquads")  # those that keep the names of graphs


def media_type(format: str) -> str:
    """The media type of a format.

    >>> media_type("turtle")
    'text/turtle'
    """
    return _FORMATS[format][0]


def format_of(name: str | PurePath) -> str | None:
    """The format that a file's extension or a media type stands for, or None.

    >>> format_of("facts.ttl"), format_of("application/n-quads; charset=utf-8"), format_of("a.txt")
    ('turtle', 'nquads', None)
    """
    media, suffix = str(name).split(";")[0].strip().lower(), PurePath(name).suffix.lower()
    for format, (its_media, extensions) in _FORMATS.items():
        if media == its_media or suffix in extensions.split():
            return format
    return None
