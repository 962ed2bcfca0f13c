"""The JSON Schema of fact files, with which editors complete and check them."""

from __future__ import annotations

from typing import Any

from kg.schema.types import FactType, Field, Schema
from kg.vocab import EDTF_NS, XSD

Json = dict[str, Any]

_DATE = "An EDTF date: 2019-01-04, 2019-01, 2019, 2019-06-01/2019-06-19 (some time within), 2021~ (about)."
_ARTICLE: dict[str, Json] = {
    "url": {"type": "string", "format": "uri", "description": "The address it was published at."},
    "id": {"type": ["string", "integer"], "description": "The publisher's own number or name for it."},
    "headline": {"type": "string"},
    "description": {"type": "string", "description": "The standfirst."},
    "dateline": {"type": "string"},
    "published": {"type": ["string", "integer"], "description": "A date, or a date and time with its zone (ISO 8601)."},
    "modified": {"type": ["string", "integer"], "description": "A date, or a date and time with its zone (ISO 8601)."},
    "publisher": {"type": "string"},
    "authors": {"type": "array", "items": {"type": "string"}},
    "section": {"type": "string"},
    "language": {"type": "string", "description": "A language tag: en, en-GB."},
    "images": {"type": "array", "items": {"$ref": "#/$defs/image"}},
    "correction": {"type": "string", "description": "What the publisher corrected."},
    "based_on": {"type": "string", "format": "uri", "description": "The article that this one is a copy of."},
    "text_digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "description": "Ties evidence to the text."},
}
_TEXT: Json = {"type": "string", "minLength": 1}


def json_schema(schema: Schema) -> Json:
    """JSON Schema 2020-12 of one fact file; keys of entities cannot be checked by it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fact file",
        "description": "The facts of one article, each with the words that show it.",
        "type": "object",
        "required": ["kg", "article"],
        "additionalProperties": False,
        "properties": {
            "kg": {"const": 1, "description": "The version of this format."},
            "drafted": {
                "type": "string",
                "description": "The digest of what kg extract wrote: while it fits, nobody has edited the file.",
            },
            "article": {"$ref": "#/$defs/article"},
            "entities": {"type": ["object", "null"], "additionalProperties": {"$ref": "#/$defs/entity"}},
            "facts": {"type": ["array", "null"], "items": {"$ref": "#/$defs/fact"}},
        },
        "$defs": {**_shared(schema), **{name: _fact(schema, each) for name, each in schema.types.items()}},
    }


def _shared(schema: Schema) -> dict[str, Json]:
    cases = [
        {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": {"$ref": f"#/$defs/{name}"}}
        for name in schema.types
    ]
    image = {key: {"type": "string"} for key in ("url", "caption", "credit")}
    return {
        "article": _object(_ARTICLE, ())
        | {"anyOf": [{"required": ["url"]}, {"required": ["id"]}, {"required": ["text_digest"]}]},
        "image": _object(image, ()),
        "entity": _object(_entity(schema), ("type", "name")),
        "evidence": _object(_evidence(), ("quote",)) | {"dependentRequired": {"start": ["end"], "end": ["start"]}},
        "fact": {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"enum": list(schema.types), "description": "What kind of fact this is."}},
            "allOf": cases,
        },
    }


def _object(properties: dict[str, Json], required: tuple[str, ...]) -> Json:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _entity(schema: Schema) -> dict[str, Json]:
    return {
        "type": {"enum": list(schema.entity_types)},
        "name": _TEXT | {"description": "The fullest name in the text."},
        "also": _one_or_many(_TEXT, 0, None) | {"description": "Other names in the text."},
        "same_as": _one_or_many({"type": "string", "pattern": "^https?://"}, 0, None),
        "possibly_same_as": _one_or_many({"type": "string"}, 0, None) | {"description": "Keys of other entities."},
    }


def _evidence() -> dict[str, Json]:
    offset = {"type": "integer", "minimum": 0}
    return {
        "start": offset
        | {"description": "Where the words begin, in code points; it and `end` may be left out where they stand once."},
        "end": offset | {"description": "Where they end."},
        "quote": _TEXT | {"description": "The words, exactly: text[start:end]."},
        "of": {"type": "string", "description": "The field that these words show."},
    }


def _fact(schema: Schema, fact_type: FactType) -> Json:
    fields = list(schema.fields_of(fact_type))
    native: dict[str, Json] = {
        "type": {"const": fact_type.name, "description": fact_type.description},
        "evidence": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/evidence"}},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "The extractor's."},
        "by": {"type": "string", "description": "The rule or model and its version: visit-noun@1."},
        "draft": {"type": "boolean", "description": "Not published unless asked for."},
        "doubt": {"type": "string", "description": "What made it a draft, the extractor's."},
    }
    required = [each.key for each in fields if schema.is_required(each, fact_type)]
    return _object(native | {each.key: _field(each) for each in fields}, ("type", "evidence", *required)) | {
        "title": fact_type.label,
        "description": fact_type.description,
    }


def _field(field: Field) -> Json:
    one = _value(field)
    words = {"title": field.label, "description": field.description or (_DATE if _is_date(field) else "")}
    return _one_or_many(one, field.min_count, field.max_count) | {key: text for key, text in words.items() if text}


def _is_date(field: Field) -> bool:
    return field.datatype == EDTF_NS + "EDTF"


def _value(field: Field) -> Json:
    if field.kind == "concept":
        # YAML takes a plain `false` for no word, and so does an editor
        return {"enum": [*field.concepts, *(each for each in (True, False) if str(each).lower() in field.concepts)]}
    if field.kind == "node":
        required = tuple(each.key for each in field.fields if each.min_count > 0)
        return _object({each.key: _field(each) for each in field.fields}, required)
    if field.kind == "entity":
        return {"type": "string", "minLength": 1}
    return _literal(field)


def _literal(field: Field) -> Json:
    name = (field.datatype or "").removeprefix(XSD)
    bounds: Json = {"minimum": field.minimum, "maximum": field.maximum}
    if name == "boolean":
        return {"type": "boolean"}
    if name in ("decimal", "double", "float"):
        return {"type": "number"} | {key: bound for key, bound in bounds.items() if bound is not None}
    if name == "integer":
        return {"type": "integer"} | {key: bound for key, bound in bounds.items() if bound is not None}
    return {"type": ["string", "integer"]}


def _one_or_many(one: Json, least: int, most: int | None) -> Json:
    many: Json = {"type": "array", "items": one}
    if least:
        many["minItems"] = least
    if most is not None:
        many["maxItems"] = most
    return many if least > 1 else {"anyOf": [one, many]}
