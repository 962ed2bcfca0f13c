"""Addresses as HTTP sends them: in ASCII, whatever letters a person wrote (RFC 3987, 3.1)."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

_KEPT = "!#$%&'()*+,/:;=?@[]~"


def uri_of(address: str) -> str:
    """The address with its host in the letters of domain names, and %C3 and its like in all else.

    Raises ValueError for one without a host, with spaces, or whose host can be nobody's.

    >>> uri_of("https://münchen.example:8080/ü?q=ö"), uri_of("https://data.example/a%20b")
    ('https://xn--mnchen-3ya.example:8080/%C3%BC?q=%C3%B6', 'https://data.example/a%20b')
    """
    parts = urlsplit(address)
    if not parts.hostname or parts.port == 0 or any(sign <= " " for sign in address):
        raise ValueError(f"{address!r} is no address")
    before, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname.encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    netloc = f"{quote(before, safe=_KEPT)}{at}{f'[{host}]' if ':' in host else host}{port}"
    rest = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, netloc, *rest))
