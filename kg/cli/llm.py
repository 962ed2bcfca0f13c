"""The options of `kg extract --extractor llm`, and the asking itself, which tells what came of each article."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import Command, Number, Whole
from kg.cli.output import say

if TYPE_CHECKING:
    from kg.llm import Endpoint
    from kg.model import Article, ArticleFacts
    from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class LlmChoices:
    """What a command line says of the model to ask; None where it says nothing."""

    url: str | None = None
    model: str | None = None
    output: str | None = None
    parameters: str | None = None
    requests: int | None = None
    tokens: int | None = None
    timeout: float | None = None
    cache: Path | None = None


_COUNT = Whole(min=1)
_OPTIONS = (
    click.option("--llm-url", help="The endpoint, as http://127.0.0.1:8080/v1; else $KG_LLM_URL. Key: $KG_LLM_KEY."),
    click.option("--llm-model", help="The name that the endpoint knows the model by."),
    click.option(
        "--llm-output", type=click.Choice(["schema", "object", "text"]), help="How answers are held to their form."
    ),
    click.option("--llm-parameters", metavar="JSON", help="Parameters to add to requests; null takes one out."),
    click.option("--llm-requests", type=_COUNT, help="The most requests of this run (1000)."),
    click.option("--llm-tokens", type=_COUNT, help="The most tokens of this run (5 million)."),
    click.option("--llm-timeout", type=Number(1, 86_400), help="The seconds that a request may take (120)."),
    click.option(
        "--llm-cache",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where answers are kept (~/.cache/kg/llm).",
    ),
)


def llm_options(command: Command) -> Command:
    """The options of a model, which a command takes as `llm_*`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choices_of(given: Mapping[str, Any]) -> LlmChoices:
    """The choices among a command's values."""
    return LlmChoices(**{each.name: given[f"llm_{each.name}"] for each in fields(LlmChoices)})


class Asking:
    """Asks a model for the facts of articles, and says what was dropped.

    `failed` where a part of any had no answer, `cut_short` where a part of the article that came last had none.
    """

    def __init__(self, choices: LlmChoices, types: Schema) -> None:
        self._endpoint, self._types = _endpoint(choices), types
        self.failed = self.cut_short = False

    def __call__(self, articles: Iterable[Article]) -> Iterator[ArticleFacts]:
        """The drafts of each article, in order."""
        from kg.llm import describe, extract_many

        for draft in extract_many(articles, self._types, self._endpoint):
            self.cut_short = bool(draft.failures)
            self.failed |= self.cut_short
            say(describe(draft))
            yield draft.facts


def _endpoint(choices: LlmChoices) -> Endpoint:
    from kg.llm import Cache, Endpoint, Limits, model_named

    given: dict[str, Any] = {"requests": choices.requests, "tokens": choices.tokens, "timeout": choices.timeout}
    limits = Limits(**{name: value for name, value in given.items() if value is not None})
    model = model_named(
        choices.model, choices.url, output=choices.output or "schema", parameters=_parameters(choices.parameters)
    )
    return Endpoint(model, limits, Cache(choices.cache or _usual_cache()), tell=lambda line: say([line]))


def _usual_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg" / "llm"


def _parameters(given: str | None) -> dict[str, Any]:
    try:
        found = json.loads(given or "{}")
    except ValueError as error:
        raise click.UsageError(f"--llm-parameters is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise click.UsageError("--llm-parameters is a JSON object, for instance '{\"temperature\": null}'")
    return found
