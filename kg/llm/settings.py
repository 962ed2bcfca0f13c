"""What a user settles before a model is asked: which endpoint, which model, and how much of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from kg.errors import KgError, installing

URL_VARIABLE, KEY_VARIABLE = "KG_LLM_URL", "KG_LLM_KEY"
LATE = "timed-out"  # the reason of a request whose time ran out
OUTPUTS = ("schema", "object", "text")
_PATH = "/chat/completions"
_OURS = frozenset({"model", "messages", "stream", "response_format", "n", "tools", "tool_choice"})


class LlmError(KgError):
    """A model that cannot be used at all: no endpoint, a refused key, an address that sends elsewhere."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model behind an OpenAI-compatible endpoint.

    `url` is the endpoint's base (`https://host/v1`) or its full address; `name` is what the endpoint calls the
    model. `output` says how it is held to the form of an answer: `schema` (a JSON Schema goes with the
    request), `object` (JSON of any form) or `text` (only asked for). `parameters` are added to the request,
    None takes one out. `key` is shown nowhere. Raises LlmError for what cannot be an endpoint.
    """

    url: str
    name: str
    key: str | None = field(default=None, repr=False)
    output: str = "schema"
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        _check_url(self.url)
        if not self.name.strip() or not self.name.isprintable():
            raise LlmError("The model has no name: give the one that the endpoint knows it by.")
        if self.output not in OUTPUTS:
            raise LlmError(f"The output of a model is one of {', '.join(OUTPUTS)}, not {self.output!r}.")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and " " not in self.key):
            raise LlmError(f"The key in {KEY_VARIABLE} has spaces, line breaks or letters that no key has.")
        taken = sorted(_OURS & set(self.parameters))
        if taken:
            raise LlmError(f"kg itself sets {', '.join(taken)}: take it out of the parameters.")

    @property
    def address(self) -> str:
        """Where requests go."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked and taken. Times in seconds, lengths in code points.

    `requests` and `tokens` are for all articles together; every try counts. `timeout` is for one request from
    beginning to end. `tries` of one request, with waits that double from `first_wait`; an endpoint that asks
    for more than `longest_wait` is not waited for. `late_tries` of a request whose time ran out, and where that was
    so of as many questions as `bears_without` before there ever was an answer, the run ends.
    """

    requests: int = 1000
    tokens: int = 5_000_000
    timeout: float = 120.0
    tries: int = 4
    late_tries: int = 2
    first_wait: float = 1.0
    longest_wait: float = 60.0
    bears_with: int = 5  # questions in a row that came to nothing, each after all its tries
    bears_without: int = 1
    answer_tokens: int = 8192
    answer_bytes: int = 4 << 20
    part_length: int = 6000
    facts: int = 300  # of one answer
    entities: int = 300  # of one answer


USUAL = Limits()


def model_named(
    name: str | None, url: str | None = None, *, environ: Mapping[str, str] = os.environ, **choices: Any
) -> Model:
    """The model with the endpoint and the key that the environment gives (KG_LLM_URL, KG_LLM_KEY).

    A `url` wins over the environment's; a key is never taken from anywhere else. Raises LlmError where
    there is no endpoint or no name.
    """
    address = url or environ.get(URL_VARIABLE)
    if not address:
        raise LlmError(f"No endpoint is given, so nothing is asked: use --llm-url or set {URL_VARIABLE}.")
    if not name:
        raise LlmError("No model is given: use --llm-model with the name that the endpoint knows it by.")
    return Model(address, name, (environ.get(KEY_VARIABLE) or "").strip() or None, **choices)


def check_installed(packages: tuple[str, ...] = ("httpx", "pydantic")) -> None:
    """Raise LlmError where what asking a model needs is not installed."""
    missing = [each for each in packages if find_spec(each) is None]
    if missing:
        raise LlmError(f"Asking a model needs {' and '.join(missing)}; {installing('llm')}")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise LlmError("The endpoint is no web address: write for instance http://127.0.0.1:8080/v1")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise LlmError(f"The endpoint's address has a name, a key or a `?` in it: put the key into {KEY_VARIABLE}.")
