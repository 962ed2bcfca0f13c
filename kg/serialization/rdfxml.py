"""RDF/XML: one rdf:Description a subject."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.serialization.lines import by_subject, reread
from kg.serialization.names import Names
from kg.vocab import rdf, xsd

_QNAME = re.compile(r"(.*?)([A-Za-z_][A-Za-z0-9_.-]*)", re.DOTALL)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_INSTEAD = "\ufffd"  # for one character one, so that what counts characters still counts right (decision 0052)


def write_rdfxml(lines: Iterator[str], names: Names) -> Iterator[str]:
    quads = reread(lines)
    first = next(quads, None)
    namespaces = {**names.used, "rdf": rdf.type.value.removesuffix("type")}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in sorted(namespaces.items())) + ">\n"
    for subject, its in by_subject(itertools.chain([first] if first else [], quads)):
        attribute = f"rdf:about={_xml(subject.value, quoteattr)}"
        if isinstance(subject, BlankNode):
            attribute = f"rdf:nodeID={quoteattr('b' + subject.value)}"
        yield f"<rdf:Description {attribute}>\n"
        yield from (_property(quad, names) for quad in its)
        yield "</rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _property(quad: Quad, names: Names) -> str:
    iri, term = quad.predicate.value, quad.object
    name, declaration = names.short(iri), ""
    if name is None or not _QNAME.fullmatch(name.partition(":")[2]):
        parts = _QNAME.fullmatch(iri)
        if not parts:
            raise KgError(f"RDF/XML cannot write the property <{iri}>: use turtle")
        name, declaration = f"p:{parts[2]}", f" xmlns:p={quoteattr(parts[1])}"
    if isinstance(term, NamedNode):
        return f"  <{name}{declaration} rdf:resource={_xml(term.value, quoteattr)}/>\n"
    if isinstance(term, BlankNode):
        return f"  <{name}{declaration} rdf:nodeID={quoteattr('b' + term.value)}/>\n"
    if isinstance(term, Triple):
        raise KgError("RDF/XML cannot have a triple as an object: use nquads or trig")
    if term.language:
        declaration += f" xml:lang={quoteattr(term.language)}"
    elif term.datatype != xsd.string:
        declaration += f" rdf:datatype={quoteattr(term.datatype.value)}"
    return f"  <{name}{declaration}>{_xml(_NOT_XML.sub(_INSTEAD, term.value), escape)}</{name}>{_note(term.value)}\n"


def _note(text: str) -> str:
    """A comment that names the characters of a literal that no XML can hold; mostly empty."""
    missing = ", ".join(f"U+{ord(each):04X}" for each in sorted(set(_NOT_XML.findall(text))))
    return missing and f" <!-- XML cannot hold {missing}: U+FFFD stands in its place -->"


def _xml(text: str, escaped: Callable[[str, dict[str, str]], str]) -> str:
    return escaped(text, {"\r": "&#13;"})
