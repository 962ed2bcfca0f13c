"""What the shapes and the ontology say, compiled: fact types, their fields, classes and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from pyoxigraph import Triple

from kg.vocab import nf

T = TypeVar("T")
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a fact type: what a fact file's key means in RDF.

    `kind` is one of
    `concept`  a controlled value: `concepts` has the IRI of each notation;
    `literal`  a value typed by `datatype`; `time_role` (time, beginning, ending) says what an EDTF date
               bounds, `broad_concepts` has the concept of case-folded free words for `broad_path`;
    `entity`   an entity's key; the entity belongs to one of `classes` (none: to any);
    `node`     a nested node of class `node_class` with its own `fields`.

    `max_count` None means any number. `in_key`: part of the identity of what the fact is about.
    `default` is the notation that stands where the file says nothing; `shape` is the property shape.
    `plain_predicate`: with the value as its object, the plain statement that an assertion is about; its subject is what
    stands at the path `plain_subject` of the same situation, or where there is none the situation.
    `plain_names`: of each notation that brings one, how a plain event with that value is called.
    """

    key: str
    path: str
    kind: str
    label: str
    description: str
    order: int
    min_count: int
    max_count: int | None
    in_key: bool
    datatype: str | None = None
    concepts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    classes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    node_class: str | None = None
    verbatim: bool = False
    time_role: str | None = None
    broad_path: str | None = None
    broad_concepts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    shape: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: str | None = None
    plain_predicate: str | None = None
    plain_subject: str | None = None
    plain_names: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class FactType:
    """One fact type: `name` is what `type:` says, `iri` its class, `superclasses` all classes above it.

    `sentence` is how such a fact is said in plain English (nf:sentence), `plain_name` how a plain event of the type is
    called (nf:plainName); either may be empty.
    """

    name: str
    iri: str
    label: str
    description: str
    fields: tuple[Field, ...]
    happening: bool
    superclasses: frozenset[str]
    sentence: str = ""
    plain_name: str = ""

    def field(self, key: str) -> Field | None:
        """The field with this key, or None; the fields of the assertion are not among them."""
        return next((each for each in self.fields if each.key == key), None)


@dataclass(frozen=True, slots=True)
class ShapeInfo:
    """What people are told about a shape: where its findings belong and in which words."""

    iri: str
    label: str
    description: str = ""
    message: str = ""
    key: str | None = None
    fact_type: str | None = None
    within: tuple[str, ...] = ()  # the messages of the shapes without a name that it has
    of_queries: bool = False  # whether a query of its own has other words than `message`


@dataclass(frozen=True, slots=True)
class Own:
    """The shapes and the ontology of types of one's own: what the bundled files do not say."""

    shapes: tuple[Triple, ...] = ()
    ontology: tuple[Triple, ...] = ()


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything that the other parts take from shapes and ontology.

    `types` by name; `assertion_fields` apply to every type; `entity_types` has the class of each name
    that an entity's `type:` may have; `subclasses` has the classes above each class, itself included;
    `shapes_ntriples` is what both SHACL engines get (`nf:scheme` expanded to `sh:in`), to be merged
    with `axioms_ntriples` (rdfs:subClassOf, transitively closed) in the data; `vocabulary` is the
    ontology itself; `codes` tells of each shape by its IRI; `digest` changes with any of them. `own` is what of it
    did not come with kg, and `own_shapes` names its shapes: those with queries, else their files.
    """

    types: Mapping[str, FactType]
    assertion_fields: tuple[Field, ...]
    entity_types: Mapping[str, str]
    subclasses: Mapping[str, frozenset[str]]
    shapes_ntriples: str
    axioms_ntriples: str
    vocabulary: tuple[Triple, ...]
    prefixes: Mapping[str, str]
    codes: Mapping[str, ShapeInfo]
    digest: str
    own: Own = Own()
    own_shapes: tuple[str, ...] = ()
    _known: dict[object, Any] = field(init=False, default_factory=dict, repr=False, compare=False)

    def once(self, of: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this schema; `of` says what it is, and nothing else has the same."""
        if of not in self._known:
            self._known[of] = make()
        found: T = self._known[of]
        return found

    def is_a(self, class_iri: str, ancestor: str) -> bool:
        """Whether the class is `ancestor` or stands below it."""
        return class_iri == ancestor or ancestor in self.subclasses.get(class_iri, ())

    def assertion_field(self, key: str) -> Field | None:
        """The field of every assertion with this key, or None."""
        return next((each for each in self.assertion_fields if each.key == key), None)

    def fields_of(self, fact_type: FactType) -> Iterator[Field]:
        """The fields that a fact of this type may have: its own, then those of the assertion.

        A status is for happenings only: a standing relation or a speech has none.
        """
        yield from fact_type.fields
        for each in self.assertion_fields:
            if fact_type.happening or each.path != nf.status.value:
                yield each

    def is_required(self, field: Field, fact_type: FactType) -> bool:
        """Whether a fact of this type must have the field: by its least count, and a happening its status."""
        if field.path == nf.status.value:
            return fact_type.happening
        return field.min_count > 0 and field.default is None
