"""How a plain event is called: a few English words that are made of its fact, as "Visit of Ana Okoye to Kesmark".

The words are data: `nf:plainName` on the shape of a fact type, or on a controlled value (a hearing is no call):

    Detention of {target}[ by {authority}]

`{field}` stands for the names of the field, `[...]` goes when a field in it has no value, and `[~ ...]` also when its
names were said before. "between" is "with" before a single name. A type that brings no words is called by its label and
who stands in its first field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.determiners import placed
from kg.mapping.situations import Context
from kg.model import Fact, Value
from kg.roles import PREPOSITIONS, preposition
from kg.schema import FactType, Field
from kg.terms import nf, schema, value_of

_TOKEN = re.compile(r"\{(\w+)\}|\[(~?)([^\[\]]*)\]|([^{}\[\]]+|.)")
_FIELD = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")
_BETWEEN = re.compile(r"\bbetween \{(\w+)\}")
_SHOWN = 3  # of those who are named one after the other; the others are "others"

_NAME = value_of(schema.name)

_Values = Mapping[str, tuple[Value, ...]]


def plain_name(fact: Fact, fact_type: FactType, context: Context) -> str:
    """What a plain event is called; empty where its type has a name of its own among the fields.

    The names are those that the article uses.
    """
    if any(_NAME in (field.path, field.plain_predicate) and fact.fields.get(field.key) for field in fact_type.fields):
        return ""
    templates = tuple(_templates(fact, fact_type))
    used = set(_FIELD.findall("".join(templates)))
    fields = (field for field in fact_type.fields if field.key in used)
    words = {field.key: words for field in fields if (words := _words(field, fact.fields, fact_type, context))}
    template = next(each for each in templates if _needed(each) <= words.keys())
    for key in _BETWEEN.findall(template):
        if key in words and _names_one(fact.fields[key], context):
            template = template.replace(f"between {{{key}}}", f"with {{{key}}}")
    return _begun(re.sub(r" +(?=,|$)", "", " ".join(_filled(template, words).split())))


def _templates(fact: Fact, fact_type: FactType) -> Iterator[str]:
    """The words that a controlled value brings, those of the type, and what there is without any."""
    for field in (each for each in fact_type.fields if each.plain_names):
        names = (field.plain_names.get(str(each)) for each in fact.fields.get(field.key, ()))
        yield from filter(None, names)
    if fact_type.plain_name:
        yield fact_type.plain_name
    first = (f"[, {{{each.key}}}]" for each in fact_type.fields if each.kind == "entity" and fact.fields.get(each.key))
    yield fact_type.label + next(first, "")


def _needed(template: str) -> set[str]:
    """The fields without which a template has a gap."""
    return set(_FIELD.findall(_OPTIONAL.sub("", template)))


def _filled(template: str, words: Mapping[str, str]) -> str:
    said = ""
    for key, once, optional, text in _TOKEN.findall(template):
        if key:
            said += _bare(words.get(key, ""), said)
        elif optional:
            keys = set(_FIELD.findall(optional))
            if keys <= words.keys() and not (
                once and all(words[each].removeprefix("the ").casefold() in said.casefold() for each in keys)
            ):
                said += _filled(optional, words)
        else:
            said += text
    return said


def _bare(name: str, said: str) -> str:
    """A name as it stands behind what was said: behind a comma without "the", as in "Election, United States"."""
    return name.removeprefix("the ") if said.endswith(", ") else name


def _words(field: Field, values: _Values, fact_type: FactType, context: Context) -> str:
    """The values of one field in words; empty where it has none."""
    found = values.get(field.key, ())
    if field.kind == "entity":
        return _listed(_names(map(str, found), context))
    if field.kind == "node":
        members = [each for each in found if isinstance(each, Mapping)]
        noun = next((str(each) for key in _nouns(fact_type) for each in values.get(key, ())), "")
        return _taking_part(noun, members, field, context)
    return _listed([" ".join(str(each).split()) for each in found])


def _names_one(found: Iterable[Value], context: Context) -> bool:
    """Whether the values are the keys of one entity."""
    return len({context.iri_of.get(str(each), str(each)) for each in found}) == 1


def _nouns(fact_type: FactType) -> Iterator[str]:
    """The fields whose free words say what happened, which there are broader words for."""
    return (each.key for each in fact_type.fields if each.broad_path)


def _taking_part(noun: str, members: Sequence[_Values], field: Field, context: Context) -> str:
    """Those who take part: of, against or by whom the noun says it was done, then the others with their parts."""
    found: dict[str, list[str]] = {}
    for values in members:
        parts = [str(each) for one in field.fields if one.kind == "literal" for each in values.get(one.key, ())]
        keys = [str(each) for one in field.fields if one.kind == "entity" for each in values.get(one.key, ())]
        how, names = preposition(noun, parts), _names(keys, context)
        telling = [each for each in parts if each != "participant"] if noun and not how else []
        in_words = f" ({', '.join(telling)})" if telling else ""
        found.setdefault(how, []).extend(f"{each}{in_words}" for each in names)
    others = _listed(found.pop("", []))
    said = " ".join(f"{how} {_listed(found[how])}" for how in PREPOSITIONS if how in found)
    return f"{said}, {_bare(others, ', ')}" if noun and others else said or others


def _names(keys: Iterable[str], context: Context) -> list[str]:
    """The names of entities as they stand inside a sentence, each entity once."""
    by_iri = {context.iri_of[key]: key for key in reversed(list(keys))}
    return [_name(key, context) for key in reversed(by_iri.values())]


def _name(key: str, context: Context) -> str:
    entity, types = context.entities[key], context.types
    kind = types.entity_types[entity.type]
    unnamed, person = (types.is_a(kind, value_of(each)) for each in (nf.UnnamedSource, schema.Person))
    return " ".join(placed(entity.name, unnamed=unnamed, person=person)).strip()


def _listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; of more than four three and "others"."""
    shown = [*names[:_SHOWN], "others"] if len(names) > _SHOWN + 1 else names
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _begun(said: str) -> str:
    """With a capital at the beginning, but for a name that is written as eBay is."""
    return said if said[1:2].isupper() else said[:1].upper() + said[1:]
