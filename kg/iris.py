"""Where the IRIs of published data are minted: each derives from content, so the same input gives the same IRI.

All stand under one configurable base, one prefix per kind, local names without `/`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import NamedNode, Triple

from kg.errors import KgError
from kg.model import Article

GENID = ".well-known/genid/"
DEFAULT_BASE = "https://kg.example/"
KINDS = (
    "activity",
    "article",
    "assertion",
    "conflict",
    "day",
    "decision",
    "dispute",
    "entity",
    "evidence",
    "graph",
    "image",
    "join",
    "mention",
    "month",
    "occurrence",
    "participation",
    "quotation",
    "selector",
    "situation",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
# An address of letters, digits and little else, its host in lower case, as most are: nothing in it needs a look.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*/[A-Za-z0-9/._~-]*")
_ARTICLE = re.compile(r"^\s*the\s+(?=\S+\s+\S)", re.IGNORECASE)  # before two words or more
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|ns_.*)$", re.IGNORECASE)


# Ten bits of base32 at a time: Python's own encoder takes them one byte by one, and IRIs are minted by the hundred.
_BASE32 = [first + second for first in _LETTERS for second in _LETTERS]
_OWN = 12  # letters of the digest of an entity that one article alone speaks of


def digest(*parts: str) -> str:
    """Twenty lower-case letters and digits (100 bits of SHA-256) that stand for `parts` in their order."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    b, t = int.from_bytes(hashlib.sha256(joined).digest()[:13], "big") >> 4, _BASE32  # no loop: a quarter quicker
    first = f"{t[b >> 90]}{t[b >> 80 & 1023]}{t[b >> 70 & 1023]}{t[b >> 60 & 1023]}{t[b >> 50 & 1023]}"
    return f"{first}{t[b >> 40 & 1023]}{t[b >> 30 & 1023]}{t[b >> 20 & 1023]}{t[b >> 10 & 1023]}{t[b & 1023]}"


# letters that Unicode does not take apart into one of ASCII and a mark
_UNDIVIDED = str.maketrans(
    {
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("đĐðÐ", "d"),
        **dict.fromkeys("ħĦ", "h"),
        **dict.fromkeys("ŧŦ", "t"),
        **dict.fromkeys("ßẞ", "ss"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("þÞ", "th"),
        "ı": "i",
    }
)


@lru_cache(maxsize=10_000)
def slug(name: str) -> str:
    """A readable ASCII stretch of `name` for an IRI; may be empty.

    >>> slug("José Núñez, MP"), slug("Jarosław Øst-Þór")
    ('jose-nunez-mp', 'jaroslaw-ost-thor')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_UNDIVIDED)).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def canonical_url(url: str) -> str:
    """The URL without fragment, default port and tracking parameters, its scheme and host in lower case.

    A fragment that begins with `!` says which page of a script-driven site is meant, so it stays.

    >>> canonical_url("HTTPS://Example.org:443/a?utm_source=x&id=1#top")
    'https://example.org/a?id=1'
    >>> canonical_url("https://example.org/#!/news/7")
    'https://example.org/#!/news/7'
    """
    if _PLAIN_ADDRESS.fullmatch(url):
        return url
    parts = urlsplit(url.strip())
    host = parts.netloc.lower()
    for scheme, port in (("http", ":80"), ("https", ":443")):
        if parts.scheme.lower() == scheme:
            host = host.removesuffix(port)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    kept = [each for each in parts.query.split("&") if each and not _TRACKING.match(each.partition("=")[0])]
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), fragment))


def is_web_address(words: str) -> bool:
    """Whether the words are an absolute http or https address that may stand in RDF as it is.

    >>> is_web_address("https://example.org/a?b=1"), is_web_address("https://example.org/{id}")
    (True, False)
    """
    if _PLAIN_ADDRESS.fullmatch(words):
        return True
    if re.search(r"[\s<>\"{}|\\^`\x00-\x20]", words) or any(unicodedata.category(each) == "Cf" for each in words):
        return False  # what steers the direction of writing may not stand in an IRI (RFC 3987, 4.1)
    try:
        parts = urlsplit(words)
        NamedNode(words)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)


def web_address(words: str) -> str | None:
    """The address as it may stand in RDF, with %5B and its like for signs that only browsers let pass; or None.

    >>> web_address("https://example.org/a?page[0]=1"), web_address("/a")
    ('https://example.org/a?page%5B0%5D=1', None)
    """
    if is_web_address(words):
        return words
    found = re.fullmatch(r"(https?://[^/?#]+)(.*)", words, re.IGNORECASE)
    whole = found[1] + re.sub(r"[\[\]|^]", lambda sign: f"%{ord(sign[0]):02X}", found[2]) if found else ""
    return whole if is_web_address(whole) else None


@lru_cache(maxsize=10_000)
def normal_name(name: str) -> str:
    """The form in which two spellings of one name are equal: NFKC, case folded, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=10_000)
def _shared(name: str) -> str:
    """The local name of whoever bears a name: a few are met in every other article.

    A body is the same with `The` before it and without, as in "told The Harbour Post"; one word alone is not.

    >>> _shared("The Harbour Post") == _shared("Harbour Post"), _shared("The Hague") == _shared("Hague")
    (True, False)
    """
    bare = _ARTICLE.sub("", name)
    return f"{slug(bare) or 'x'}-{digest('name', normal_name(bare))[:8]}"


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

    def written(self, kind: str, local: str) -> str:
        """The same IRI as N-Triples write it, where `local` is of letters, digits and hyphens."""
        return f"<{self.base}{kind}/{local}>"

    def article_of(self, known: Article) -> NamedNode:
        """The IRI of an article of which this much is known; raises ValueError where that is too little."""
        return self.article(
            url=known.url,
            publisher=known.publisher,
            id=known.id,
            text_digest=known.text_digest,
            headline=known.headline,
            published=known.published,
        )

    def article(
        self,
        *,
        url: str | None,
        publisher: str | None = None,
        id: str | None = None,
        text_digest: str | None = None,
        headline: str | None = None,
        published: str | None = None,
    ) -> NamedNode:
        """The article's IRI: from its canonical URL, else its publisher and id, else what it is known by.

        That is its headline, publisher and day or time of publication where it has all three, so that a corrected text
        is a revision of the same article; else the digest of its text. Raises ValueError where there is none of them.
        """
        if url:
            return self.mint("article", digest("url", canonical_url(url)))
        if id:
            return self.mint("article", digest("id", normal_name(publisher or ""), id))
        if text_digest and publisher and headline and published:
            named = (normal_name(publisher), normal_name(headline), published)
            return self.mint("article", digest("headline", *named))
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
    def shapes_graph(self) -> NamedNode:
        """The one graph of the shapes of one's own types."""
        return self.mint("graph", "shapes")

    @property
    def terms_graph(self) -> NamedNode:
        """The one graph of the terms of one's own types, which the ontology of kg does not have."""
        return self.mint("graph", "terms")

    @property
    def tombstones_graph(self) -> NamedNode:
        """The one graph of the articles that were taken away for good, each with the reason."""
        return self.mint("graph", "tombstones")

    @property
    def decisions(self) -> NamedNode:
        """What persons decided about this store's occurrences, as one document."""
        return self.mint("decision", "decisions")

    @property
    def decisions_graph(self) -> NamedNode:
        """The one graph of those decisions."""
        return self.graph(self.decisions)

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
        return self.mint("entity", _shared(name))

    def own_entity(self, article: NamedNode, name: str, key: str = "") -> NamedNode:
        """The IRI of somebody whom only this article speaks of; `key` tells two of one name apart."""
        return self.mint("entity", f"{slug(name) or 'x'}-{digest('own', article.value, normal_name(name), key)[:_OWN]}")

    def is_of_one_article(self, entity: NamedNode) -> bool:
        """Whether the IRI is one that `own_entity` gives: nothing but its name tells who it is.

        >>> iris = Iris()
        >>> iris.is_of_one_article(iris.own_entity(iris.article(url="https://a.example/1"), "Skerrow"))
        True
        >>> iris.is_of_one_article(iris.shared_entity("Ana Okoye"))
        False
        """
        local = entity.value.removeprefix(self.mint("entity", "").value)
        return local != entity.value and len(local.rpartition("-")[2]) == _OWN

    def node(self, document: str, label: str) -> NamedNode:
        """The IRI in the place of a document's blank node (RDF 1.1 Concepts, section 3.5: skolemization)."""
        return NamedNode(f"{self.base}{GENID}{digest('node', document, label)}")

    def label(self, node: NamedNode) -> str | None:
        """The label of the blank node that an IRI stands for, or None where it stands for none."""
        prefix = f"{self.base}{GENID}"
        return node.value.removeprefix(prefix) if node.value.startswith(prefix) else None

    @property
    def default_graph(self) -> NamedNode:
        """The named graph that holds what is written to the default graph, which itself is the union of all."""
        return self.mint("graph", "default")

    def written_graph(self, local: str) -> NamedNode:
        """The name of a graph that the server keeps for others, at an address of its own."""
        return NamedNode(f"{self.base}store/{local}")

    def is_own(self, graph: NamedNode) -> bool:
        """Whether only kg itself writes this graph: that of an article, of entities, of occurrences ..."""
        return graph.value.startswith(f"{self.base}graph/") and graph != self.default_graph
