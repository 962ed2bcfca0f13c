"""What a server is told: where the store lies, its public address, who may write, and how far anybody may go."""

from __future__ import annotations

import math
import tomllib
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, UnreadableInputError
from kg.iris import is_web_address
from kg.store import Limits

PREFIX = "KG_SERVE_"
_MAY_BE_NOUGHT = ("port", "cache", "rate")
_BOUNDS = {  # inclusive; of the others only that they are more than nought
    "port": (0, 65_535),
    "workers": (1, 256),
    "deadline": (0.1, 3_600),
    "max_bytes": (1_000, math.inf),
    "memory": (256 << 20, math.inf),  # with less no query process gets to its first answer
}
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of a server; each is also a flag of `kg serve`, a key of its file and a variable KG_SERVE_NAME.

    Addresses in answers are made from `base_url` alone, never from what a request says of itself. Without it the
    server is at `http://HOST:PORT/`. `hosts` are further names under which it may be asked.
    """

    store: Path = Path("store")
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()  # whose X-Forwarded-For is believed
    title: str = "kg"
    license: str = ""  # the address of the licence under which the data may be used
    publisher: str = ""  # who publishes the data: a name, or an address that stands for them
    token_file: Path | None = None  # without one nobody may write
    shapes: tuple[Path, ...] = ()  # fact types of the user's own, for the gate of writes
    ontology: tuple[Path, ...] = ()
    update: bool = False  # SPARQL update at /update
    workers: int = 2  # query processes
    queue: int = 64  # queries that may wait for one
    deadline: float = 10.0  # seconds a query
    max_rows: int = 100_000
    max_bytes: int = 16 << 20  # of an answer
    memory: int = 1 << 30  # bytes a query process
    cache: int = 64 << 20  # bytes of answers that are kept; 0 keeps none
    max_body: int = 10 << 20  # bytes of a request
    max_triples: int = 20_000  # that a write may give its graphs: to validate them takes some ten seconds
    header_deadline: float = 10.0  # seconds in which a request's headers must have come
    body_deadline: float = 30.0  # seconds in which a request's body must have come
    write_deadline: float = 60.0  # seconds in which a client must take 256 KB of its answer
    rate: int = 0  # requests a minute of one client; 0 is without limit
    connections: int = 2_000  # open at a time
    grace: float = 10.0  # seconds for requests under way when the server stops
    log: bool = True  # a JSON line a request on stderr

    @property
    def limits(self) -> Limits:
        """How far a query may go."""
        return Limits(self.deadline, self.max_rows, self.max_bytes, self.memory)

    @property
    def address(self) -> str:
        """The public address, with a slash at its end."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.base_url or f"http://{host}:{self.port}").rstrip("/") + "/"


def read_settings(path: Path | None, environment: Mapping[str, str], given: Mapping[str, Any]) -> Settings:
    """The settings: what is `given` before the environment, that before the file, and that before what is usual.

    Raises KgError for a setting that is not known, or has a value that does not fit.
    """
    told: dict[str, Any] = {}
    if path is not None:
        try:
            told |= tomllib.loads(path.read_text("utf-8"))
        except OSError as error:
            raise UnreadableInputError(f"{path} cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UnreadableInputError(f"{path} is no TOML: {error}") from error
        told = {name.replace("-", "_"): _checked(str(path), name, value) for name, value in told.items()}
    for name, value in environment.items():
        if name.startswith(PREFIX):
            told[name.removeprefix(PREFIX).lower()] = _checked(
                "the environment", name.removeprefix(PREFIX).lower(), value
            )
    told |= {name: value for name, value in given.items() if value is not None}
    settings = replace(Settings(), **told)
    addresses = (("base-url", settings.base_url, "https://kg.example.org/"), ("license", settings.license, _LICENSE))
    for name, address, example in addresses:
        if address and not is_web_address(address):
            raise KgError(f"{name}: '{address}' is no address; write it as in {example}")
    return settings


def _checked(where: str, name: str, value: Any) -> Any:
    """A value as its setting has it, from TOML or from text."""
    types_of = typing.get_type_hints(Settings)
    key = name.replace("-", "_")
    if key not in types_of:
        known = ", ".join(field.name for field in fields(Settings))
        raise KgError(f"{where}: there is no setting `{name}`; there are {known}")
    kind = types_of[key]
    if isinstance(kind, types.UnionType):
        kind = Path
    try:
        if typing.get_origin(kind) is tuple:
            values = value.split() if isinstance(value, str) else value
            return tuple(map(typing.get_args(kind)[0], values))
        if kind is bool:
            return value if isinstance(value, bool) else {"true": True, "1": True, "false": False, "0": False}[value]
        return _sensible(name, kind(value))
    except (KeyError, TypeError, ValueError) as error:
        raise KgError(f"{where}: `{name}` cannot be {value!r}{_bounds_in_words(key)}") from error


def _bounds_in_words(name: str) -> str:
    least, most = _BOUNDS.get(name, (None, None))
    if least is None:
        return ""
    return f": it is {least:,} or more" if most == math.inf else f": it is from {least:,} to {most:,}"


def _sensible(name: str, value: Any) -> Any:
    """The value; raises ValueError for a number that no server can keep to."""
    if not isinstance(value, int | float):
        return value
    key = name.replace("-", "_")
    least, most = _BOUNDS.get(key, (0, math.inf))
    if not (least <= value <= most and value < math.inf) or (value == 0 and key not in _MAY_BE_NOUGHT):
        raise ValueError
    return value
