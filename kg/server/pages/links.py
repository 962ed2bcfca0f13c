"""Where the links of pages lead: nodes of the graph on this server, articles on their own, at the very words."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from kg.descriptions.values import Passage
from kg.iris import is_web_address
from kg.server.addresses import Addresses
from kg.vocab import NF

_LONG = 80  # code points of a quotation beyond which a text fragment names its first and last words


def node_path(addresses: Addresses) -> Callable[[str], str]:
    """The function that gives the path of a node's page: its own where the store mints it, else `/resource?iri=`."""

    def path(iri: str) -> str:
        own = addresses.path(iri)
        if own is not None:
            return own
        if iri.startswith(NF):
            return f"{addresses.root}/vocabulary/{quote(iri.removeprefix(NF), safe='')}"
        return f"{addresses.root}/resource?{urlencode({'iri': iri})}"

    return path


def outside(url: str) -> str:
    """The address where it may be a link out of the site, else nothing: `javascript:` and such are none.

    >>> outside("https://harbourpost.example/a"), outside("javascript:alert(1)")
    ('https://harbourpost.example/a', '')
    """
    return url if is_web_address(url) else ""


def host(url: str) -> str:
    """The host of an address, for people.

    >>> host("https://www.harbourpost.example/a")
    'harbourpost.example'
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def words_link(url: str, passage: Passage | None) -> str:
    """The article's address with a text fragment, so that a browser opens it at the quotation; nothing without one.

    https://wicg.github.io/scroll-to-text-fragment/

    >>> words_link("https://harbourpost.example/a", Passage((), "looking at the options", 942, 964, 964))
    'https://harbourpost.example/a#:~:text=looking%20at%20the%20options'
    >>> words_link("https://harbourpost.example/a", Passage((), "looking at\\nthe options", 942, 964, 964))
    'https://harbourpost.example/a#:~:text=looking%20at%20the%20options'
    """
    if not outside(url) or passage is None:
        return outside(url)
    words = passage.quote.split()
    if len(passage.quote) <= _LONG and not passage.truncated:
        return f"{url}#:~:text={_encoded(' '.join(words))}"
    return f"{url}#:~:text={_encoded(' '.join(words[:5]))},{_encoded(' '.join(words[-5:]))}"


def _encoded(words: str) -> str:
    # In a text fragment `-` `,` and `&` have a meaning of their own.
    return quote(words, safe="").replace("-", "%2D")
