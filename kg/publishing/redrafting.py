"""Carries what a person did with a draft over to the draft of a changed text, or of better rules."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kg.iris import normal_name
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value

_LIKE = 0.75  # of difflib's ratio: the same words, mended
_OF_THE_TEXT = frozenset(("text", "text_digest", "blocks", "origin"))
_REVIEWED = frozenset(("reviewed_by", "reviewed_on"))
_COMPARED = 600  # code points of a quote
Likeness = Callable[[Fact, Fact], float]


@dataclass(frozen=True, slots=True)
class Redraft:
    """The new draft. `carried` counts the facts that hold a person's work; `lost` are those whose words are gone.

    `reopened` counts those of the carried whose words have changed, so that they are drafts again.
    """

    facts: ArticleFacts
    carried: int = 0
    reopened: int = 0
    lost: tuple[Fact, ...] = ()


def redrafted(drafted: ArticleFacts, edited: ArticleFacts, fresh: ArticleFacts) -> Redraft:
    """The draft of `fresh` with the edits that made `edited` out of `drafted`.

    `fresh` has the text that it was drafted from. Of a fact that was mended the fields that the person wrote are kept,
    and the others are those of the new text; where its words have changed it is a draft again, for a person to look at.
    One that was deleted stays away; one that was added is found again by its words. What the person wrote of the
    article is kept too. Facts are the same where their type is, and their words are or nearly are.
    """
    names = _Names(edited, fresh)
    before = {id(fact): other for fact, other in _paired(drafted.facts, edited.facts, _overlap)}
    after = _paired(drafted.facts, fresh.facts, _likeness)
    known = {id(other): fact for fact, other in after}
    facts: list[Fact] = []
    carried: list[Fact] = []
    reopened = 0
    for fact in fresh.facts:
        old = known.get(id(fact))
        mine = before.get(id(old)) if old is not None else None
        if old is not None and mine is None:
            continue  # a person took it out
        if old is None or mine is None or _same(old, mine, drafted, edited):
            facts.append(fact)
        else:
            kept = _mended(old, mine, fact, names.told(mine), drafted, fresh)
            reopened += kept.draft and not mine.draft
            carried.append(kept)
    gone, added = _homeless(drafted, edited, before, {id(fact) for fact, _ in after})
    lost = []
    for mine in (*gone, *added):
        evidence = _anchored(mine, fresh)
        if evidence is None:
            lost.append(mine)
        else:
            carried.append(names.told(replace(mine, evidence=evidence)))
    every = sorted((*facts, *carried), key=lambda fact: fact.evidence[0].start if fact.evidence else 0)
    article = _article(drafted.article, edited.article, fresh.article)
    result = replace(fresh, article=article, entities=names.entities(every), facts=tuple(every))
    return Redraft(result, len(carried), reopened, tuple(lost))


def _mended(old: Fact, mine: Fact, fact: Fact, told: Fact, drafted: ArticleFacts, fresh: ArticleFacts) -> Fact:
    """The new draft's fact with what a person made of the old one; `told` is theirs with the keys of the new draft.

    Field by field: the person's value, but where they left the old one and the new text has another.
    """
    renewed = {
        key
        for key in {*old.fields, *fact.fields}
        if old.fields.get(key) == mine.fields.get(key)
        and _by_name(old.fields.get(key, ()), drafted.entities) != _by_name(fact.fields.get(key, ()), fresh.entities)
    }
    fields = {key: values for key, values in told.fields.items() if key not in renewed}
    fields |= {key: values for key, values in fact.fields.items() if key in renewed}
    if (old.fields, old.evidence, old.draft) == (mine.fields, mine.evidence, mine.draft):
        return replace(fact, fields=fields)  # only whom it names was mended
    anchored = fact.evidence if mine.evidence == old.evidence else _anchored(mine, fresh)
    same_words = [each.quote for each in old.evidence] == [each.quote for each in fact.evidence]
    lost = anchored is None or (mine.evidence != old.evidence and len(anchored) < len(mine.evidence))
    if lost or not same_words:  # nobody has reviewed these words
        fields = {key: values for key, values in fields.items() if key not in _REVIEWED}
    return replace(told, fields=fields, evidence=anchored or fact.evidence, draft=mine.draft or lost or not same_words)


def _by_name(values: Iterable[Value], entities: Mapping[str, Entity]) -> list[str]:
    """Values, with the names of entities in the place of their keys, in an order."""

    def told(value: Value) -> str:
        if isinstance(value, Mapping):
            return repr(sorted((name, _by_name(group, entities)) for name, group in value.items()))
        return entities[value].name if isinstance(value, str) and value in entities else repr(value)

    return sorted(map(told, values))


def _article(drafted: Article, edited: Article, fresh: Article) -> Article:
    """What the new text says of its article, with what a person wrote of it."""
    written = {
        field.name: getattr(edited, field.name)
        for field in dataclasses.fields(Article)
        if field.name not in _OF_THE_TEXT and getattr(edited, field.name) != getattr(drafted, field.name)
    }
    return replace(fresh, **written)


def _homeless(
    drafted: ArticleFacts, edited: ArticleFacts, before: Mapping[int, Fact], refound: set[int]
) -> tuple[list[Fact], list[Fact]]:
    """The facts that a person mended and the new draft has not, and those that a person added."""
    pairs = [(fact, before[id(fact)]) for fact in drafted.facts if id(fact) in before]
    kept = {id(mine) for _, mine in pairs}
    gone = [mine for old, mine in pairs if id(old) not in refound and not _same(old, mine, drafted, edited)]
    return gone, [fact for fact in edited.facts if id(fact) not in kept]


def _same(old: Fact, mine: Fact, drafted: ArticleFacts, edited: ArticleFacts) -> bool:
    """Whether nobody has touched the fact, nor whom it names."""
    if (old.type, old.fields, old.evidence, old.draft) != (mine.type, mine.fields, mine.evidence, mine.draft):
        return False
    return all(drafted.entities.get(key) == edited.entities.get(key) for key in _keys(mine, edited.entities))


def _paired(some: Iterable[Fact], others: Iterable[Fact], likeness: Likeness) -> list[tuple[Fact, Fact]]:
    """The facts of two lists that are one, each in one pair, the likest first."""
    by_type: dict[str, list[Fact]] = {}
    for other in others:
        by_type.setdefault(other.type, []).append(other)
    scored = [
        (score, -index, -number, fact, other)
        for index, fact in enumerate(some)
        for number, other in enumerate(by_type.get(fact.type, ()))
        if (score := likeness(fact, other)) > 0
    ]
    pairs, used = [], set[int]()
    for *_, fact, other in sorted(scored, key=lambda each: each[:3], reverse=True):
        if not used & {id(fact), id(other)}:
            used |= {id(fact), id(other)}
            pairs.append((fact, other))
    return pairs


def _overlap(fact: Fact, other: Fact) -> float:
    """How far two facts of one text share their words (0..2), more where they say the same."""
    if not fact.evidence or not other.evidence:
        return 0.0
    one, two = fact.evidence[0], other.evidence[0]
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(0.0, shared / max(one.end - one.start, two.end - two.start)) and _agreement(fact, other) + shared / (
        max(one.end, two.end) - min(one.start, two.start)
    )


def _likeness(fact: Fact, other: Fact) -> float:
    """How like the words of two facts are, of one text or two (0..2), more where they say the same."""
    if not fact.evidence or not other.evidence:
        return 0.0
    one, two = fact.evidence[0].quote[:_COMPARED], other.evidence[0].quote[:_COMPARED]
    words, agreement = 1.0 if one == two else _ratio(one, two), _agreement(fact, other)
    return words + agreement if words >= _LIKE and agreement > 0 else 0.0


def _ratio(one: str, two: str) -> float:
    if min(len(one), len(two)) < _LIKE / (2 - _LIKE) * max(len(one), len(two)):
        return 0.0  # too unlike in length to be worth the comparison
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _agreement(fact: Fact, other: Fact) -> float:
    """The share of values (0..1) that two facts have in common, counts of words and dates aside."""
    mine, theirs = set(_values(fact)), set(_values(other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def _values(fact: Fact) -> Iterator[tuple[str, str]]:
    return ((key, repr(value)) for key, values in fact.fields.items() for value in values)


def _anchored(fact: Fact, fresh: ArticleFacts) -> tuple[Evidence, ...] | None:
    """The evidence with the offsets that its words have in the new text; None where its first words are gone."""
    text, found = fresh.article.text or "", list[Evidence]()
    for each in fact.evidence:
        places = [match.start() for match in re.finditer(re.escape(each.quote), text)]
        if places:
            near = found[0].start if found else each.start
            at = min(places, key=lambda place: abs(place - near))
            found.append(replace(each, start=at, end=at + len(each.quote), verified=True))
        elif not found:
            return None
    return tuple(found)


def _keys(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[str]:
    for values in fact.fields.values():
        for value in values:
            inner = [each for group in value.values() for each in group] if isinstance(value, Mapping) else [value]
            yield from (each for each in inner if isinstance(each, str) and each in entities)


class _Names:
    """Whom the facts of both drafts name, under one key each: the person's own where one was edited."""

    def __init__(self, edited: ArticleFacts, fresh: ArticleFacts) -> None:
        self._edited, self._all = edited.entities, dict(fresh.entities)
        by_name = {normal_name(entity.name): key for key, entity in fresh.entities.items()}
        self._keys: dict[str, str] = {}
        for key, entity in edited.entities.items():
            same = by_name.get(normal_name(entity.name))
            taken = key in self._all and same != key
            self._keys[key] = same or (self._free(key) if taken else key)

    def told(self, fact: Fact) -> Fact:
        """The person's fact with the keys of the new draft; the person's word on these entities counts."""
        for key in _keys(fact, self._edited):
            self._take(key)
        return replace(fact, fields={name: tuple(map(self._renamed, values)) for name, values in fact.fields.items()})

    def entities(self, facts: Iterable[Fact]) -> dict[str, Entity]:
        """The entities that the facts name, and whom those may be."""
        waiting = [key for fact in facts for key in _keys(fact, self._all)]
        named = set[str]()
        while waiting:
            key = waiting.pop()
            if key not in named and key in self._all:
                named.add(key)
                waiting += self._all[key].possibly_same_as
        return {key: self._all[key] for key in sorted(named)}

    def _take(self, key: str) -> None:
        entity, new = self._edited[key], self._keys[key]
        others = tuple(self._keys.get(each, each) for each in entity.possibly_same_as)
        self._all[new] = replace(entity, key=new, possibly_same_as=others)
        for each in entity.possibly_same_as:
            if each in self._edited and self._keys[each] not in self._all:
                self._take(each)

    def _renamed(self, value: Value) -> Value:
        if isinstance(value, Mapping):
            return {name: tuple(self._key(each) for each in group) for name, group in value.items()}
        return self._key(value)

    def _key(self, value: str | float) -> str | float:
        return self._keys.get(value, value) if isinstance(value, str) else value

    def _free(self, key: str) -> str:
        number = 2
        while f"{key}-{number}" in self._all or f"{key}-{number}" in self._edited:
            number += 1
        return f"{key}-{number}"
