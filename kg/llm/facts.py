"""Makes facts of what a model says: of known types, about known entities, in words of the text, all of them drafts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kg.llm.alignment import Found, ShownText, choose_places, fold
from kg.llm.cast import reason_of
from kg.llm.forms import Forms, fields_asked, is_verbatim
from kg.model import ARTICLE, Evidence, Fact, Scalar, Value
from kg.schema import FactType, Field, Schema
from kg.vocab import prov

# Confidence ranks drafts for whoever reads them; it is no measured share of right ones.
LEAST, FOR_FIELDS, FOR_MENDING = 0.5, 0.3, 0.1
_QUOTED = re.compile('\u201c([^\u201c\u201d]*)|"([^"]*)"?')


class _RefusedError(Exception):
    """A fact that is dropped; its message is the reason."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one answer is held to: the forms, the words that were shown, and our key for each of the model's."""

    schema: Schema
    forms: Forms
    shown: ShownText
    whole: ShownText  # the text with what was not shown
    keys: Mapping[str, str]
    types: Mapping[str, str]  # of entities by our keys
    by: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """A fact's evidence; whether a quote had to be mended; and why others were lost."""

    evidence: tuple[Evidence, ...]
    mended: bool
    lost: tuple[str, ...]


def make_facts(given: list[Any], asked: Asked, most: int, dropped: Counter[str]) -> Iterator[tuple[Fact, bool]]:
    """The facts that hold, and whether a quote of each was mended; all else is counted in `dropped`."""
    if len(given) > most:
        dropped["fact:too-many"] += len(given) - most
    for raw in given[:most]:
        try:
            yield _fact(raw, asked, dropped)
        except _RefusedError as error:
            dropped[f"fact:{error}"] += 1


def _fact(raw: Any, asked: Asked, dropped: Counter[str]) -> tuple[Fact, bool]:
    if type(raw) is not dict:
        raise _RefusedError("not-a-fact")
    name = raw.get("type")
    if type(name) is not str or name not in asked.schema.types:
        raise _RefusedError("unknown-type")
    try:
        said = asked.forms.facts[name].model_validate(raw).model_dump(by_alias=True)
    except ValidationError as error:
        raise _RefusedError(reason_of(error)) from error
    fact_type = asked.schema.types[name]
    known = {each.key: each for each in fields_asked(asked.schema, fact_type)}
    fields = {key: _values(field, said[key], asked) for key, field in known.items()}
    fields = {key: values for key, values in fields.items() if values}
    quotes = _find_quotes(said["evidence"], fields, asked)
    fields = _in_own_letters(fields, known, quotes.evidence[0])
    dropped.update(f"quote:{reason}" for reason in quotes.lost)
    sure = confidence(fact_type, fields, quotes)
    return Fact(name, fields, quotes.evidence, sure, asked.by, draft=True), quotes.mended


def _values(field: Field, said: Any, asked: Asked) -> tuple[Value, ...]:
    """The values of a field with our keys for entities, each once."""
    given = said if type(said) is list else [] if said is None else [said]
    if field.kind == "entity":
        found: tuple[Value, ...] = tuple(dict.fromkeys(_key(field, each, asked) for each in given))
    elif field.kind == "node":
        found = tuple(_node(field, each, asked) for each in given)
    else:
        found = tuple(dict.fromkeys(given))
    if found and len(found) < field.min_count:
        raise _RefusedError("bad-value")
    return found


def _node(field: Field, said: Mapping[str, Any], asked: Asked) -> Mapping[str, tuple[Scalar, ...]]:
    found: dict[str, Any] = {each.key: _values(each, said[each.key], asked) for each in field.fields}
    return {key: values for key, values in found.items() if values}


def _key(field: Field, said: str, asked: Asked) -> str:
    """Our key for the entity, whose type must suit the field; only a source may be the article itself."""
    if said == ARTICLE and field.path == prov.wasAttributedTo.value:
        return ARTICLE
    key = asked.keys.get(said)
    if key is None:
        raise _RefusedError("unknown-entity")
    iri = asked.schema.entity_types[asked.types[key]]
    if field.classes and not any(asked.schema.is_a(iri, each) for each in field.classes):
        raise _RefusedError("wrong-kind-of-entity")
    return key


def _find_quotes(said: list[Mapping[str, Any]], fields: Mapping[str, Any], asked: Asked) -> Quotes:
    """The quotes in the text, first the one that shows the whole fact, without which there is no fact."""
    whole: list[Found] = []
    shown: list[tuple[str, Found]] = []
    lost: list[tuple[str | None, str]] = []
    for each in said:
        of, found = each["of"], asked.shown.find(each["quote"])
        if of is not None and of not in fields:
            lost.append((of, "unknown-field"))
        elif not found.places:
            lost.append((of, "not-read" if asked.whole.find(each["quote"]).places else "not-in-text"))
        elif of is None:
            whole.append(found)
        else:
            shown.append((of, found))
    if not whole:
        raise _RefusedError("quote-" + next((reason for of, reason in lost if of is None), "missing"))
    others = [*whole[1:], *(found for _, found in shown)]
    mended = any(found.mended for found in (whole[0], *others))
    names = [*[None] * (len(whole) - 1), *(of for of, _ in shown)]
    return Quotes(_cut(whole[0], others, names, asked.shown.text), mended, tuple(reason for _, reason in lost))


def _cut(main: Found, others: list[Found], names: list[str | None], text: str) -> tuple[Evidence, ...]:
    """Each quote at its best place, in the text's own letters."""
    chosen, places = choose_places(main.places, [found.places for found in others])
    cut = [
        Evidence(start, end, text[start:end], of)
        for (start, end), of in zip([chosen, *places], [None, *names], strict=True)
    ]
    return tuple(dict.fromkeys(cut))


def _in_own_letters(fields: Mapping[str, Any], known: Mapping[str, Field], main: Evidence) -> dict[str, Any]:
    """The fields with reported words and addresses as the evidence writes them, where they must stand."""
    found = dict(fields)
    for key, values in fields.items():
        if is_verbatim(known[key]):
            found[key] = tuple(own_letters(main.quote, value) for value in values)
            if None in found[key]:
                raise _RefusedError("words-not-in-text")
    return found


def own_letters(quote: str, words: str) -> str | None:
    """The words as they stand in the quote in one piece, or in what its quotation marks hold, joined by spaces."""
    pieces = " ".join((curly or straight).strip() for curly, straight in _QUOTED.findall(quote))
    for among in (quote, pieces):
        text = ShownText(among, [(0, len(among))])
        for wanted in (words, fold(words).strip("\"' ")):
            for start, end in text.find(wanted).places:
                return " ".join(among[start:end].split())
    return None


def confidence(fact_type: FactType, fields: Mapping[str, Any], quotes: Quotes) -> float:
    """0.5, and up to 0.3 for the share of free fields with words of their own, less 0.1 where a quote was mended."""
    free = [each.key for each in fact_type.fields if each.kind != "concept" and fields.get(each.key)]
    own = {each.of for each in quotes.evidence}
    share = sum(key in own for key in free) / len(free) if free else 0.0
    return round(LEAST + FOR_FIELDS * share - (FOR_MENDING if quotes.mended else 0.0), 2)
