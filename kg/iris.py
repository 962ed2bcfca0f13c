"""Where the IRIs of published data are minted: each derives from content, so the same input gives the same IRI.

All stand under one configurable base, one prefix per kind, local names without `/`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import NamedNode, Triple

from kg.errors import KgError

DEFAULT_BASE = "https://kg.example/"
KINDS = (
    "activity",
    "article",
    "assertion",
    "day",
    "entity",
    "evidence",
    "graph",
    "image",
    "mention",
    "month",
    "occurrence",
    "participation",
    "quotation",
    "selector",
    "situation",
)
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ns_.*)$", re.IGNORECASE)


def digest(*parts: str) -> str:
    """Twenty lower-case letters and digits (100 bits of SHA-256) that stand for `parts` in their order."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return base64.b32encode(hashlib.sha256(joined).digest()[:13])[:20].decode("ascii").lower()


def slug(name: str) -> str:
    """A readable ASCII stretch of `name` for an IRI; may be empty.

    >>> slug("José Núñez, MP")
    'jose-nunez-mp'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def canonical_url(url: str) -> str:
    """The URL without fragment, default port and tracking parameters, its scheme and host in lower case.

    >>> canonical_url("HTTPS://Example.org:443/a?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    """
    parts = urlsplit(url.strip())
    host = parts.netloc.lower()
    for scheme, port in (("http", ":80"), ("https", ":443")):
        if parts.scheme.lower() == scheme:
            host = host.removesuffix(port)
    kept = [each for each in parts.query.split("&") if each and not _TRACKING.match(each.partition("=")[0])]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), ""))


def is_web_address(words: str) -> bool:
    """Whether the words are an absolute http or https address that may stand in RDF as it is.

    >>> is_web_address("https://example.org/a?b=1"), is_web_address("https://example.org/{id}")
    (True, False)
    """
    if re.search(r"[\s<>\"{}|\\^`\x00-\x20]", words):
        return False
    try:
        parts = urlsplit(words)
        NamedNode(words)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def normal_name(name: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, case folded, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs under one base, which ends with `/` or `#`. Raises KgError for a base that is none."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+[/#]", self.base):
            raise KgError(f"{self.base}: the base of IRIs is an address that ends with / or #: {DEFAULT_BASE}")

    def prefixes(self) -> dict[str, str]:
        """The prefix of every kind of IRI, for Turtle and SPARQL."""
        return {kind: f"{self.base}{kind}/" for kind in KINDS}

    def mint(self, kind: str, local: str) -> NamedNode:
        """The IRI of `local` among the IRIs of `kind` (one of KINDS)."""
        return NamedNode(f"{self.base}{kind}/{local}")

    def article(self, *, url: str | None, publisher: str | None, id: str | None, text_digest: str | None) -> NamedNode:
        """The article's IRI: from its canonical URL, else its publisher and id, else the digest of its text.

        Raises ValueError where there is none of them.
        """
        if url:
            return self.mint("article", digest("url", canonical_url(url)))
        if id:
            return self.mint("article", digest("id", normal_name(publisher or ""), id))
        if text_digest:
            return self.mint("article", digest("text", text_digest))
        raise ValueError("an article needs a url, an id or a text_digest")

    def graph(self, article: NamedNode) -> NamedNode:
        """The named graph that holds all that one article says."""
        return self.mint("graph", article.value.rsplit("/", 1)[-1])

    @property
    def entities_graph(self) -> NamedNode:
        """The one graph of what is known of entities whatever article says so."""
        return self.mint("graph", "entities")

    @property
    def occurrences_graph(self) -> NamedNode:
        """The one graph of the occurrences that join situations of several articles."""
        return self.mint("graph", "occurrences")

    @property
    def ledger_graph(self) -> NamedNode:
        """The graph in which a store elsewhere keeps the books: which article says what in which revision."""
        return self.mint("graph", "ledger")

    def claim(self, triple: Triple) -> NamedNode:
        """The name, in the ledger's graph, of a triple that articles support or refute."""
        return NamedNode(f"{self.ledger_graph.value}/claim-{digest(str(triple))}")

    def run(self, number: int) -> NamedNode:
        """The name, in the ledger's graph, of a publish."""
        return NamedNode(f"{self.ledger_graph.value}/publish-{number}")

    def shared_entity(self, name: str) -> NamedNode:
        """The provisional IRI that all articles give to who bears this full name."""
        normal = normal_name(name)
        return self.mint("entity", f"{slug(name) or 'x'}-{digest('name', normal)[:8]}")

    def own_entity(self, article: NamedNode, name: str, key: str = "") -> NamedNode:
        """The IRI of somebody whom only this article speaks of; `key` tells two of one name apart."""
        return self.mint("entity", f"{slug(name) or 'x'}-{digest('own', article.value, normal_name(name), key)[:12]}")
