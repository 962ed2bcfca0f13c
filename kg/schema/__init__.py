"""Shapes and ontology, linted and compiled to a Schema: the fact types are data."""

from kg.schema.explanations import EXPLANATIONS
from kg.schema.fields import NATIVE_KEYS
from kg.schema.json_schema import json_schema
from kg.schema.load import load_schema
from kg.schema.types import FactType, Field, Schema, ShapeInfo

__all__ = ["EXPLANATIONS", "NATIVE_KEYS", "FactType", "Field", "Schema", "ShapeInfo", "json_schema", "load_schema"]
