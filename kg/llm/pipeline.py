"""From an article to a model's drafts: parts, questions, answers, and of those what stands in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kg.llm.alignment import ShownText
from kg.llm.answers import Answer, NoAnswer
from kg.llm.cast import Cast
from kg.llm.drafts import Failure, LlmDraft, Usage
from kg.llm.endpoint import Endpoint
from kg.llm.facts import Asked, make_facts
from kg.llm.forms import Forms, make_forms
from kg.llm.parts import Part, split_article
from kg.llm.prompt import CODE_VERSION, PROMPT_VERSION, write_messages
from kg.model import Article, ArticleFacts, Fact, text_digest
from kg.schema import Field, Schema

_LOOKED_AT = 200_000  # code points in which a quote is looked for only to say why it does not count


def extract(article: Article, schema: Schema, endpoint: Endpoint) -> LlmDraft:
    """What a model finds in an article: drafts only, each with words that stand in its text.

    An answer decides about nothing but this article's drafts. What cannot be used is counted; a part without
    an answer is a failure of the result. Raises LlmError where the endpoint cannot be used at all.
    """
    return next(extract_many((article,), schema, endpoint))


def extract_many(articles: Iterable[Article], schema: Schema, endpoint: Endpoint) -> Iterator[LlmDraft]:
    """The drafts of each article in order, all within the limits of the one endpoint."""
    forms = make_forms(schema)
    for article in articles:
        text = article.text or ""
        whole = ShownText(text, [(0, min(len(text), _LOOKED_AT))])
        yield _extract(article, _Gathering(schema, forms, endpoint, whole))


@dataclass(slots=True)
class _Gathering:
    """What the parts of one article share, and what they have come to so far."""

    schema: Schema
    forms: Forms
    endpoint: Endpoint
    whole: ShownText
    facts: list[tuple[Fact, bool]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def _extract(article: Article, gathering: _Gathering) -> LlmDraft:
    endpoint = gathering.endpoint
    before = endpoint.usage
    cast = Cast(gathering.forms.entity, gathering.dropped)
    for number, part in enumerate(split_article(article, endpoint.limits.part_length)):
        messages = write_messages(article, part, gathering.schema)
        answer = endpoint.ask(messages, gathering.forms.json_schema, PROMPT_VERSION)
        if isinstance(answer, NoAnswer):
            gathering.failures.append(Failure(number, answer.reason, answer.detail))
        else:
            _take(answer, part, cast, gathering)
    facts, mended = _once_in_order(gathering)
    if article.text is not None and article.text_digest is None:
        article = replace(article, text_digest=text_digest(article.text))
    found = ArticleFacts(article, cast.used(_keys_in(facts, gathering.schema)), facts)
    dropped = {reason: count for reason, count in sorted(gathering.dropped.items()) if count}
    return LlmDraft(found, dropped, mended, tuple(gathering.failures), _since(before, endpoint.usage))


def _take(answer: Answer, part: Part, cast: Cast, gathering: _Gathering) -> None:
    """Add what holds of the answer to one part."""
    limits = gathering.endpoint.limits
    shown = ShownText(gathering.whole.text, part.shown)
    keys = cast.take(answer.entities, shown, limits.entities)
    asked = Asked(
        schema=gathering.schema,
        forms=gathering.forms,
        shown=shown,
        whole=gathering.whole,
        keys=keys,
        types={key: entity.type for key, entity in cast.entities.items()},
        by=f"llm:{gathering.endpoint.model.name}/{PROMPT_VERSION}@{CODE_VERSION}",
    )
    gathering.facts += make_facts(answer.facts, asked, limits.facts, gathering.dropped)


def _once_in_order(gathering: _Gathering) -> tuple[tuple[Fact, ...], int]:
    """The facts in the order of the text, of those that say the same the first; and how many were mended."""
    ordered = sorted(gathering.facts, key=lambda each: _place(each[0]))
    once: dict[str, tuple[Fact, bool]] = {}
    for fact, mended in ordered:
        once.setdefault(_saying(fact), (fact, mended))
    gathering.dropped["fact:duplicate"] += len(ordered) - len(once)
    return tuple(fact for fact, _ in once.values()), sum(mended for _, mended in once.values())


def _place(fact: Fact) -> tuple[int, int, str, str]:
    main = fact.evidence[0]
    return main.start, main.end, fact.type, _saying(fact)


def _saying(fact: Fact) -> str:
    return repr((fact.type, sorted(fact.fields.items())))


def _keys_in(facts: Iterable[Fact], schema: Schema) -> Iterator[str]:
    """The keys of all entities that the facts name."""
    for fact in facts:
        for each in schema.fields_of(schema.types[fact.type]):
            yield from _keys_of(each, fact.fields)


def _keys_of(field: Field, fields: Mapping[str, Any]) -> Iterator[str]:
    for value in fields.get(field.key, ()):
        if field.kind == "entity":
            yield value
        elif field.kind == "node":
            for each in field.fields:
                yield from _keys_of(each, value)


def _since(before: Usage, after: Usage) -> Usage:
    return Usage(after.requests - before.requests, after.tokens - before.tokens, after.cached - before.cached)
