"""Where a remote store is: the URLs that it is asked, changed and given graphs at, and who may do so."""

from __future__ import annotations

import netrc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from kg.errors import StoreError
from kg.uris import uri_of

USER, PASSWORD, TOKEN = "KG_REMOTE_USER", "KG_REMOTE_PASSWORD", "KG_REMOTE_TOKEN"


@dataclass(frozen=True, slots=True)
class Address:
    """The URLs of a SPARQL 1.1 store. `update` None: found out from what answers at `query`.

    `graph_store` is that of the Graph Store Protocol; None: graphs are written by updates.
    """

    query: str
    update: str | None = None
    graph_store: str | None = None

    def __str__(self) -> str:
        return self.query


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a server may ask for: a name and a password, or a token. None of it is ever shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def is_address(words: str) -> bool:
    """Whether the words are a URL, and no folder.

    >>> is_address("https://data.example/sparql"), is_address("store")
    (True, False)
    """
    return words.lower().startswith(("http://", "https://"))


def address_of(url: str, update: str | None = None, graph_store: str | None = None) -> Address:
    """The address of a store; what is not given follows from how servers name their URLs.

    A bare server is asked at /query and changed at /update (Oxigraph), .../query goes with .../update (Fuseki), and
    /repositories/NAME with /repositories/NAME/statements (GraphDB, RDF4J). Raises StoreError for what is no such URL.

    >>> address_of("http://127.0.0.1:7878").update
    'http://127.0.0.1:7878/update'
    """
    url = _sent(url)
    update, graph_store = (None if each is None else _sent(each) for each in (update, graph_store))
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path:
        return Address(_at(url, "/query"), update or _at(url, "/update"), graph_store)
    if path.endswith("/query"):
        return Address(url, update or _at(url, path.removesuffix("/query") + "/update"), graph_store)
    if path.split("/")[-2:-1] == ["repositories"]:
        return Address(url, update or _at(url, path + "/statements"), graph_store)
    return Address(url, update, graph_store)


def update_url(address: Address, server: str, *, known: bool) -> str:
    """Where updates go: what the address says, or what a server of this name has. `known`: there are credentials.

    >>> update_url(Address("http://127.0.0.1:8890/sparql"), "Virtuoso/07.20.3229", known=True)
    'http://127.0.0.1:8890/sparql-auth'
    """
    if address.update:
        return address.update
    path = urlsplit(address.query).path.rstrip("/")
    if server.startswith("Virtuoso") and path.endswith("/sparql") and known:
        return _at(address.query, path + "-auth")
    if "fuseki" in server.lower() and path.endswith("/sparql"):
        return _at(address.query, path.removesuffix("/sparql") + "/update")
    return address.query


def credentials_of(url: str, environment: Mapping[str, str], home: Path | None = None) -> Credentials | None:
    """Who kg is to this server: from the environment, else from ~/.netrc; None where neither says it.

    Raises StoreError for a .netrc that cannot be read.
    """
    token, user, password = (environment.get(name, "") for name in (TOKEN, USER, PASSWORD))
    if token or user:
        return Credentials(user, password, token)
    file = Path(environment.get("NETRC") or (home or Path.home()) / ".netrc")
    try:
        found = netrc.netrc(file).authenticators(urlsplit(url).hostname or "") if file.is_file() else None
    except (netrc.NetrcParseError, OSError) as error:
        reason = error.msg if isinstance(error, netrc.NetrcParseError) else error.strerror
        raise StoreError(f"{file} cannot be read: {reason}") from error
    return Credentials(found[0], found[2] or "") if found else None


def _at(url: str, path: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _sent(url: str) -> str:
    """The URL as HTTP sends it. Raises StoreError for what is none, and for one with secrets."""
    try:
        sent, parts = uri_of(url), urlsplit(url)
    except ValueError:
        sent = ""
    if not sent.startswith(("http://", "https://")):
        raise StoreError(f"{without_secrets(url)} is no URL of a store: one begins with http:// or https:// and a host")
    if parts.username or parts.password:
        raise StoreError(
            f"{without_secrets(url)}: leave the name and the password out of the URL, where others may read them;"
            f" put them into {USER} and {PASSWORD}, or into ~/.netrc"
        )
    return sent


def without_secrets(url: str) -> str:
    """The URL without what stands before its host.

    >>> without_secrets("https://ana:secret@data.example/sparql")
    'https://data.example/sparql'
    """
    scheme, mark, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return f"{scheme}{mark}{authority.rpartition('@')[2]}{slash}{path}"
