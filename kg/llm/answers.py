"""Reads what an endpoint sends back and takes nothing on trust: an object of entities and facts, or why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg import strict_json

_FENCED = re.compile(r"\s*```(?:json|JSON)?[ \t]*\r?\n(.*?)\r?\n?[ \t]*```\s*", re.DOTALL)
_THOUGHT = "</think>"
MOST_TOKENS = 10**9  # that are believed of one answer


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer, in a stable word; `again` where another try may help, after `wait` seconds."""

    reason: str
    detail: str = ""
    again: bool = False
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model wrote, with the lists in it, and how many tokens the endpoint says that it took."""

    content: str
    entities: list[Any]
    facts: list[Any]
    tokens: int | None = None


def read_reply(data: bytes) -> Answer | NoAnswer:
    """The answer in the body of a chat completion."""
    try:
        reply = strict_json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return NoAnswer("not-utf8", "the reply is not UTF-8", again=True)
    except (ValueError, RecursionError):
        return NoAnswer("not-json", "the reply is not JSON: is this the address of an API?", again=True)
    content = _content(reply)
    if isinstance(content, NoAnswer):
        return content
    answer = read_content(content)
    if isinstance(answer, NoAnswer):
        return answer
    return Answer(answer.content, answer.entities, answer.facts, _tokens(reply))


def read_content(content: str) -> Answer | NoAnswer:
    """The answer in what the model wrote; a fence around it and thoughts before it are passed over."""
    words = content.rpartition(_THOUGHT)[2] if content.lstrip().startswith("<think>") else content
    fenced = _FENCED.fullmatch(words)
    try:
        found = strict_json.loads(fenced.group(1) if fenced else words)
    except (ValueError, RecursionError):
        return NoAnswer("answer-not-json", "the model did not write JSON", again=True)
    if type(found) is not dict:
        return NoAnswer("answer-without-facts", "the model wrote no object", again=True)
    entities, facts = found.get("entities"), found.get("facts")
    if type(entities) is not list or type(facts) is not list:
        return NoAnswer("answer-without-facts", "the model gave no lists of entities and facts", again=True)
    return Answer(content, entities, facts)


def _content(reply: Any) -> str | NoAnswer:
    """What the first choice says, where it says something to the end."""
    choices = reply.get("choices") if type(reply) is dict else None
    choice = choices[0] if type(choices) is list and choices else None
    message = choice.get("message") if type(choice) is dict else None
    if type(choice) is not dict or type(message) is not dict:
        return NoAnswer("no-choices", "the reply is no chat completion", again=True)
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        return NoAnswer("refused", "the model or its filter refused this text")
    if choice.get("finish_reason") == "length":
        return NoAnswer("cut-short", "the answer was longer than allowed: ask for shorter parts")
    content = message.get("content")
    if type(content) is not str:
        return NoAnswer("no-content", "the reply has no text", again=True)
    return content


def _tokens(reply: dict[str, Any]) -> int | None:
    usage = reply.get("usage")
    total = usage.get("total_tokens") if type(usage) is dict else None
    return total if type(total) is int and 0 < total <= MOST_TOKENS else None
