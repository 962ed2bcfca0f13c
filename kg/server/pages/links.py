"""Where the links of pages lead: nodes of the graph on this server, articles at their own addresses."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode, urlsplit

from kg.iris import is_web_address
from kg.server.addresses import Addresses
from kg.vocab import NF


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
