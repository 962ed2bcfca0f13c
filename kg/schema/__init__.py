"""Shapes and ontology, linted and compiled to a Schema: the fact types are data."""

from kg.schema.explanations import EXPLANATIONS
from kg.schema.fields import NATIVE_KEYS
from kg.schema.json_schema import json_schema
from kg.schema.load import bundled_schema, load_schema
from kg.schema.types import FactType, Field, Own, Schema, ShapeInfo

__all__ = [
    "EXPLANATIONS",
    "NATIVE_KEYS",
    "FactType",
    "Field",
    "Own",
    "Schema",
    "ShapeInfo",
    "bundled_schema",
    "json_schema",
    "load_schema",
]
