"""What comes of asking a model: facts that are drafts, and an account of all that was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.model import ArticleFacts

NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Failure:
    """A part of an article of which no answer could be used: its number from 0, why, and words for people."""

    part: int
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Usage:
    """What asking took: requests sent, tokens as the endpoint counts them (else estimated), answers from the cache."""

    requests: int = 0
    tokens: int = 0
    cached: int = 0


@dataclass(frozen=True, slots=True)
class LlmDraft:
    """The drafts of one article.

    `dropped` counts what the model gave and code refused, by what it was and why (`fact:unknown-type`,
    `quote:not-in-text`); `mended` counts the quotes that aligned only when curly quotes and white space
    were read alike.
    """

    facts: ArticleFacts
    dropped: Mapping[str, int] = field(default_factory=lambda: NONE)
    mended: int = 0
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()


def describe(draft: LlmDraft) -> list[str]:
    """What people are told of a draft: a line for what was dropped, and one for each part without an answer."""
    article = draft.facts.article
    name = article.origin or article.url or article.id or "article"
    lines = []
    if draft.dropped:
        lines.append(f"{name}: dropped {', '.join(f'{count} {reason}' for reason, count in draft.dropped.items())}")
    for each in draft.failures:
        detail = f": {each.detail}" if each.detail else ""
        lines.append(f"{name}: no answer for part {each.part + 1}: {each.reason}{detail}")
    return lines
