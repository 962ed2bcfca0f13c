"""Writes fact files: YAML for people and for diffs, or JSON with one line an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.factfile.articles import ARTICLE_KEYS
from kg.factfile.tree import resolve
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact

_PLAIN = re.compile(r"[^\W_](?:[\w.'()/+%$£€@~\u2019-]|:(?=[\w/])| (?=[\w(£$€]))*")
_OLD_YAML = re.compile(r"(?:y|n|yes|no|on|off|null|true|false)|[0-9][0-9_:.]*", re.IGNORECASE)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\U0001fffe-\U0001ffff]")
_NO_COMMENT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\s]+")


def write_facts(facts: ArticleFacts, format: str = "yaml", *, comments: Mapping[int, str] | None = None) -> str:
    """The fact file of one article, which reads back equal; JSON is one line.

    `format` is yaml or json (else ValueError). `comments` has words to stand above the fact of that number
    in YAML, for instance its sentence.
    """
    if format == "json":
        return json.dumps(_document(facts), ensure_ascii=False, allow_nan=False) + "\n"
    if format == "yaml":
        return "\n".join(_lines(facts, comments or {})) + "\n"
    raise ValueError(f"a fact file is yaml or json, not {format!r}")


def _document(facts: ArticleFacts) -> dict[str, Any]:
    return {
        "kg": 1,
        "article": _article(facts.article),
        "entities": {key: _entity(entity) for key, entity in facts.entities.items()},
        "facts": [_fact(fact) for fact in facts.facts],
    }


def _article(article: Article) -> dict[str, Any]:
    images = [_present(url=each.url, caption=each.caption, credit=each.credit) for each in article.images]
    known = {key: getattr(article, key) for key in ARTICLE_KEYS}
    return _present(**{**known, "authors": list(article.authors), "images": images})


def _entity(entity: Entity) -> dict[str, Any]:
    lists = {key: list(getattr(entity, key)) for key in ("also", "same_as", "possibly_same_as")}
    return {"type": entity.type, "name": entity.name, **_present(**lists)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "type": fact.type,
        **{key: _values(values) for key, values in fact.fields.items()},
        "evidence": [_evidence(each) for each in fact.evidence],
        **_present(confidence=fact.confidence, by=fact.by, draft=fact.draft or None, doubt=fact.doubt),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, **_present(of=evidence.of)}


def _values(values: tuple[Any, ...]) -> Any:
    """One value stands alone, unless it is a nested node: those are always a list."""
    plain = [
        {key: _values(each) for key, each in value.items()} if isinstance(value, Mapping) else value for value in values
    ]
    return plain[0] if len(plain) == 1 and not isinstance(plain[0], dict) else plain


def _present(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None and value != []}


def _lines(facts: ArticleFacts, comments: Mapping[int, str]) -> Iterator[str]:
    document = _document(facts)
    yield "kg: 1"
    yield "article:" if document["article"] else "article: {}"
    for key, value in document["article"].items():
        yield from _pair(f"  {key}", value, "    ")
    yield "entities:" if document["entities"] else "entities: {}"
    for key, value in document["entities"].items():
        yield f"  {scalar(key)}: {_flow(value)}"
    yield "facts:" if document["facts"] else "facts: []"
    for index, fact in enumerate(document["facts"]):
        if index in comments:
            yield "  # " + comment(comments[index])
        yield f"  - type: {scalar(fact.pop('type'))}"
        for key, value in fact.items():
            yield from _pair(f"    {scalar(key)}", value, "      ")


def _pair(key: str, value: Any, indent: str) -> Iterator[str]:
    """A key with its value: mappings in a list get a line each, everything else stands beside the key."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        yield f"{key}:"
        for each in value:
            yield f"{indent}- {_flow(each)}"
    else:
        yield f"{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    return scalar(value)


def comment(words: str) -> str:
    """Words on one line, as a comment may have them."""
    return _NO_COMMENT.sub(" ", words).strip()


def scalar(value: str | float | bool) -> str:
    """A value as YAML: plain where every YAML reader takes that for text, else in quotation marks."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return repr(value)
    if _PLAIN.fullmatch(value) and isinstance(resolve(value), str) and not _OLD_YAML.fullmatch(value):
        return value
    if value.isprintable() and "\\" not in value and value.count("'") <= value.count('"'):
        return "'" + value.replace("'", "''") + "'"
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
