"""Short names: IRIs as `prefix:local`, and terms as Turtle writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import XSD, xsd

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {  # literals that Turtle writes without quotes
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}


class Names:
    """Shortens IRIs by prefixes and remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._namespaces = sorted(((iri, prefix) for prefix, iri in prefixes.items()), key=lambda x: (-len(x[0]), x))
        self._by_namespace = dict(reversed(self._namespaces))
        self._odd = [pair for pair in self._namespaces if pair[0][-1:] not in ("/", "#")]
        self._seen: dict[str, str | None] = {}
        self.used: dict[str, str] = {}

    def short(self, iri: str) -> str | None:
        """`prefix:local`, or None where no prefix fits or the local name would need an escape."""
        if iri not in self._seen:
            if len(self._seen) >= 50_000:  # bounded: most IRIs come a few times in a row, some all the time
                self._seen.clear()
            self._seen[iri] = self._shortened(iri)
        return self._seen[iri]

    def _shortened(self, iri: str) -> str | None:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None:
            namespace, prefix = next((pair for pair in self._odd if iri.startswith(pair[0])), (iri, ""))
            cut = len(namespace)
        if not _LOCAL.fullmatch(iri, cut):
            return None
        self.used[prefix] = iri[:cut]
        return f"{prefix}:{iri[cut:]}"

    def turtle(self, term: NamedNode | BlankNode | Literal | Triple) -> str:
        """The term as Turtle and TriG write it."""
        if isinstance(term, NamedNode):
            return self.short(term.value) or str(term)
        if isinstance(term, Triple):  # RDF 1.2
            return f"<<( {' '.join(map(self.turtle, (term.subject, term.predicate, term.object)))} )>>"
        if not isinstance(term, Literal) or term.language or term.datatype == xsd.string:
            return str(term)
        datatype = term.datatype.value
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(term.value):
            return term.value
        short = self.short(datatype)
        return str(term).removesuffix(f"<{datatype}>") + short if short else str(term)
