"""What every error code means: those of fact files, of shapes, and of validation."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import KgError
from kg.schema import Schema, ShapeInfo

_COMPONENTS = {
    "MinCount": "Something that must be said is missing.",
    "MaxCount": "More values are given than there can be.",
    "In": "The value is not one of those that this field knows.",
    "Class": "The entity is of a kind that cannot stand here.",
    "Datatype": "The value is not of the right kind: a date, a number or a text.",
    "NodeKind": "The value is not of the right kind: an entity is wanted, or a text.",
    "Pattern": "The value is not written as it has to be.",
    "MinLength": "The text is empty or too short.",
    "MaxLength": "The text is longer than the policy allows.",
    "MinInclusive": "The number is too small.",
    "MaxInclusive": "The number is too large.",
    "Equals": "Two things that must be the same differ.",
    "LessThan": "Two values are in the wrong order.",
    "LessThanOrEquals": "Two values are in the wrong order.",
    "QualifiedMinCount": "Something that must be said is missing.",
    "Or": "None of the allowed forms fits.",
    "Not": "Something stands here that must not.",
    "Node": "What stands here breaks the rules of its own kind.",
    "HasValue": "A value that must be there is missing.",
    "Closed": "There is a property here that does not belong.",
    "SPARQL": "A rule that looks at several values together is broken.",
}


def known_codes(types: Schema) -> Iterator[tuple[str, str]]:
    """Every code of a reader with the first sentence of its explanation, then every shape with its message."""
    for code, text in sorted(_readers().items()):
        yield code, text.splitlines()[0]
    for info in sorted(types.codes.values(), key=lambda each: each.iri):
        if info.message:
            yield _local(info.iri) + ":*", info.message


def explanation_of(code: str, types: Schema) -> str:
    """The explanation of a code; raises KgError with near misses for one that does not exist."""
    readers = _readers()
    if code in readers:
        return readers[code]
    shape, _, component = code.partition(":")
    for info in types.codes.values():
        if _local(info.iri) == shape:
            return _shape_explanation(info, component)
    from difflib import get_close_matches

    known = [*readers, *(_local(info.iri) for info in types.codes.values())]
    close = get_close_matches(shape, known, n=3)
    hint = f" Did you mean {' or '.join(close)}?" if close else " `kg explain` lists all."
    raise KgError(f"There is no code '{code}'.{hint}")


def _readers() -> dict[str, str]:
    from kg.factfile import EXPLANATIONS as FACT_FILE
    from kg.schema import EXPLANATIONS as SHAPES

    return {**FACT_FILE, **SHAPES}


def _shape_explanation(info: ShapeInfo, component: str) -> str:
    where = f"the field `{info.key}`" if info.key else info.label or _local(info.iri)
    lines = [f"{_local(info.iri)}: {where}" + (f" of {info.fact_type}" if info.fact_type else "")]
    lines += [_COMPONENTS[component]] if component in _COMPONENTS else []
    lines += [text for text in (info.message, info.description) if text]
    lines.append(f"Shape: {info.iri}")
    return "\n".join(lines)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
