"""News articles as linked data: every fact tied to its exact words, validated, published and queried.

>>> import kg
>>> article = kg.Article(text="Foreign Minister Ana Okoye resigned.", published="2031-05-06", headline="Okoye resigns")
>>> facts = kg.extract(article)
>>> [(fact.type, fact.evidence[0].quote) for fact in facts.facts][0]
('OfficeHolding', 'Foreign Minister Ana Okoye')
>>> kg.validate(facts).conforms
True

The names below are imported when they are first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import (
        ask,
        export,
        extract,
        load_facts,
        parse_article,
        publish,
        query,
        read_article,
        read_articles,
        reinstate,
        retract,
        roll_back,
        to_quads,
        validate,
    )
    from kg.errors import (
        FactFileError,
        KgError,
        Problem,
        QueryError,
        SchemaError,
        StoreError,
        StoreLockedError,
        StoreMovedError,
        UnreadableInputError,
    )
    from kg.model import Article, ArticleFacts, Block, Entity, Evidence, Fact, Image
    from kg.publishing import Outcome, Summary
    from kg.schema import Schema, load_schema
    from kg.serialization import serialize
    from kg.store import Answer, Store, open_store
    from kg.validation import Finding, Report

_HOMES = {
    "kg.api": (
        "ask",
        "export",
        "extract",
        "load_facts",
        "parse_article",
        "publish",
        "query",
        "read_article",
        "read_articles",
        "reinstate",
        "retract",
        "roll_back",
        "to_quads",
        "validate",
    ),
    "kg.errors": (
        "FactFileError",
        "KgError",
        "Problem",
        "QueryError",
        "SchemaError",
        "StoreError",
        "StoreLockedError",
        "StoreMovedError",
        "UnreadableInputError",
    ),
    "kg.model": ("Article", "ArticleFacts", "Block", "Entity", "Evidence", "Fact", "Image"),
    "kg.publishing": ("Outcome", "Summary"),
    "kg.schema": ("Schema", "load_schema"),
    "kg.serialization": ("serialize",),
    "kg.store": ("Answer", "Store", "open_store"),
    "kg.validation": ("Finding", "Report"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Answer",
    "Article",
    "ArticleFacts",
    "Block",
    "Entity",
    "Evidence",
    "Fact",
    "FactFileError",
    "Finding",
    "Image",
    "KgError",
    "Outcome",
    "Problem",
    "QueryError",
    "Report",
    "Schema",
    "SchemaError",
    "Store",
    "StoreError",
    "StoreLockedError",
    "StoreMovedError",
    "Summary",
    "UnreadableInputError",
    "ask",
    "export",
    "extract",
    "load_facts",
    "load_schema",
    "open_store",
    "parse_article",
    "publish",
    "query",
    "read_article",
    "read_articles",
    "reinstate",
    "retract",
    "roll_back",
    "serialize",
    "to_quads",
    "validate",
]


def __getattr__(name: str) -> object:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'kg' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted((*globals(), *_HOME_OF))
