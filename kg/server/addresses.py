"""Between the IRIs of the store and the addresses of this server."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from kg.iris import KINDS


@dataclass(frozen=True, slots=True)
class Addresses:
    """Maps IRIs under the store's `base` to addresses under the server's own, `public`; both end with a slash."""

    base: str
    public: str

    @property
    def root(self) -> str:
        """The path under which the server stands, without a slash at its end; mostly empty."""
        return urlsplit(self.public).path.rstrip("/")

    def path(self, iri: str) -> str | None:
        """The path at which this server answers for an IRI, or None where it does not.

        >>> Addresses("https://kg.example/", "http://127.0.0.1:8000/").path("https://kg.example/entity/a-b")
        '/entity/a-b'
        """
        if not iri.startswith(self.base):
            return None
        kind, _, local = iri.removeprefix(self.base).partition("/")
        if kind not in KINDS or not local or "/" in local:
            return None
        return f"{self.root}/{kind}/{quote(local, safe='')}"

    def url(self, path: str) -> str:
        """The full address of a path of this server that begins with a slash.

        >>> Addresses("https://kg.example/", "http://127.0.0.1:8000/").url("/sparql")
        'http://127.0.0.1:8000/sparql'
        """
        return self.public.rstrip("/") + path

    def iri(self, kind: str, local: str) -> NamedNode | None:
        """The IRI of the store for which a path of this server stands, or None where it cannot be one."""
        try:
            return NamedNode(f"{self.base}{kind}/{local}")
        except ValueError:
            return None
