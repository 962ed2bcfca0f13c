"""Facts from articles by a language model behind an OpenAI-compatible endpoint: drafts, each tied to its exact words.

    endpoint = Endpoint(model_named("some-model", "http://127.0.0.1:8080/v1"))
    extract(article, schema, endpoint).facts

What needs pydantic is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.llm.cache import Cache
from kg.llm.drafts import Failure, LlmDraft, Usage, describe
from kg.llm.endpoint import Endpoint
from kg.llm.settings import Limits, LlmError, Model, model_named

if TYPE_CHECKING:
    from kg.llm.pipeline import extract, extract_many

__all__ = [
    "Cache",
    "Endpoint",
    "Failure",
    "Limits",
    "LlmDraft",
    "LlmError",
    "Model",
    "Usage",
    "describe",
    "extract",
    "extract_many",
    "model_named",
]


def __getattr__(name: str) -> object:
    if name in ("extract", "extract_many"):
        from kg.llm import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'kg.llm' has no attribute '{name}'")
