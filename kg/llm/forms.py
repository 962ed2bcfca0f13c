"""The form of a model's answer, made from the shapes: what it is asked to keep to and what each fact is held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from types import GenericAlias
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, create_model
from pydantic import Field as Member

from kg.llm.literals import LARGEST, check_date, check_moment, check_text
from kg.schema import FactType, Field, Schema
from kg.vocab import XSD, edtf, nf, xsd

Json = dict[str, Any]

LONGEST_QUOTE = 5000  # code points
MOST_QUOTES, MOST_VALUES, MOST_NAMES = 12, 50, 20
_DECIMAL = frozenset(XSD + name for name in ("decimal", "double", "float"))
_MOMENTS = frozenset(XSD + name for name in ("date", "dateTime"))
# What every endpoint that takes a JSON Schema knows; bounds are checked here and only told to the model in words.
_PORTABLE = frozenset(
    "type properties required additionalProperties items anyOf enum const $ref $defs description".split()
)

Key = Annotated[str, Member(min_length=1, max_length=100), AfterValidator(check_text)]
Name = Annotated[str, Member(min_length=1, max_length=200)]
Word = Annotated[str, Member(min_length=1, max_length=300), AfterValidator(check_text)]
Words = Annotated[str, Member(min_length=1, max_length=LONGEST_QUOTE)]


class Strict(BaseModel):
    """A form that takes nothing that it does not name, and turns nothing into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Quote(Strict):
    """Words of the article: of null for those that show the whole fact, else the field that they show."""

    of: Key | None
    quote: Words


class Named(Strict):
    """Somebody or something that takes part in facts, by the fullest name in the article."""

    key: Key
    name: Name
    also: list[Name] = Member(default_factory=list, max_length=MOST_NAMES)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one schema: of an entity, and of a fact of each type by its name; and all as JSON Schema."""

    entity: type[BaseModel]
    facts: Mapping[str, type[BaseModel]]
    json_schema: Json


# what only a person may say of a fact
_A_PERSONS = tuple(term.value for term in (nf.editorialState, nf.reviewedBy, nf.reviewedOn, nf.verdict, nf.reviewUrl))


def make_forms(schema: Schema) -> Forms:
    """The forms for the schema's fact types and entity types."""
    entity = create_model("Entity", __base__=Named, __doc__=Named.__doc__, type=(_one_of(schema.entity_types), ...))
    facts = {name: _fact_form(schema, each) for name, each in schema.types.items()}
    several: Any = reduce(or_, facts.values())
    answer = create_model(
        "Answer",
        __base__=Strict,
        __doc__="What one article says.",
        entities=(_list_of(entity), ...),
        facts=(_list_of(several), ...),
    )
    return Forms(entity, facts, _portable(answer.model_json_schema()))


def fields_asked(schema: Schema, fact_type: FactType) -> Iterator[Field]:
    """The fields that a model may fill."""
    return (each for each in schema.fields_of(fact_type) if not is_for_editors(each))


def is_for_editors(field: Field) -> bool:
    """Whether only an editor may fill the field: a model does not say that something was retracted."""
    return field.path in _A_PERSONS


def _fact_form(schema: Schema, fact_type: FactType) -> type[BaseModel]:
    members: dict[str, Any] = {"type": (_one_of([fact_type.name]), ...)}
    for index, field in enumerate(fields_asked(schema, fact_type)):
        # Members are known by their aliases: a field of the shapes may be called like a method of a form.
        members[f"field_{index}"] = _member(field, needed=schema.is_required(field, fact_type))
    members["evidence"] = (list[Quote], Member(min_length=1, max_length=MOST_QUOTES))
    return _form(fact_type.name, fact_type.description, members)


def _form(name: str, description: str, members: Mapping[str, Any]) -> type[BaseModel]:
    made: type[BaseModel] = create_model(name, __base__=Strict, __doc__=description, **members)
    return made


def _member(field: Field, *, needed: bool) -> tuple[Any, Any]:
    words: Json = {"alias": field.key, "description": field.description or field.label}
    kind = _kind(field)
    if field.max_count == 1:
        return (kind, Member(**words)) if needed else (kind | None, Member(None, **words))
    bounds: Json = {"max_length": min(field.max_count or MOST_VALUES, MOST_VALUES)}
    if needed:
        return _list_of(kind), Member(min_length=max(1, field.min_count), **bounds, **words)
    return _list_of(kind), Member(default_factory=list, **bounds, **words)


def _kind(field: Field) -> Any:
    if field.kind == "concept":
        return _one_of(field.concepts)
    if field.kind == "entity":
        return Key
    if field.kind == "node":
        members = {f"field_{i}": _member(each, needed=each.min_count > 0) for i, each in enumerate(field.fields)}
        return _form(f"{field.key.title()}Node", field.description, members)
    return _literal(field)


def _literal(field: Field) -> Any:
    datatype = field.datatype or ""
    if datatype == XSD + "boolean":
        return bool
    if datatype == xsd.integer.value or datatype in _DECIMAL:
        least = -LARGEST if field.minimum is None else field.minimum
        most = LARGEST if field.maximum is None else field.maximum
        return Annotated[int if datatype == xsd.integer.value else float, Member(ge=least, le=most)]
    if datatype == edtf.EDTF.value:
        return Annotated[Word, AfterValidator(check_date)]
    if datatype in _MOMENTS:
        return Annotated[Word, AfterValidator(check_moment)]
    return Words if is_verbatim(field) else Word


def is_verbatim(field: Field) -> bool:
    """Whether a value must be words of the article: reported speech, and addresses, which nobody may make up."""
    return field.kind == "literal" and (field.verbatim or field.datatype == XSD + "anyURI")


def _one_of(names: Any) -> Any:
    return Literal[tuple(names)]


def _list_of(kind: Any) -> Any:
    return GenericAlias(list, (kind,))


def _portable(schema: Any, *, named: bool = False) -> Any:
    """The JSON Schema with only what every endpoint knows, every property required (null where there is none)."""
    if isinstance(schema, list):
        return [_portable(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _portable(value, named=key in ("properties", "$defs"))
        for key, value in schema.items()
        if named or key in _PORTABLE
    }
    if not named and "properties" in kept:
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    return kept
