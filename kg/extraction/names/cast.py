"""Who and what an article speaks of, and where: its entities and every mention of their names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.iris import normal_name, slug
from kg.model import ARTICLE, Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `text[start:end]` of the article; `form` is name, demonym or capital, `alone` tells a single word,
    `shared` a surname that may mean somebody else, too.
    """

    start: int
    end: int
    key: str
    form: str = "name"
    alone: bool = False
    shared: bool = False


class Cast:
    """The entities of one article as they come to light, one key for one name and type, and their mentions."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.gender: dict[str, str] = {}  # he or she, where a courtesy title tells
        self.titles: dict[str, set[str]] = {}  # 'princess' -> who is called so
        self.thin: set[str] = set()  # who is a person by the model's word alone
        self.storms: set[str] = set()  # 'Ivo' of 'Hurricane Ivo', who is nobody
        self.mentions: list[Mention] = []
        self._starts: list[int] = []
        self._by_name: dict[tuple[str, str], str] = {}

    def key_for(self, type: str, name: str) -> str:
        """The key of who bears this name; a new one where nobody of that type does."""
        name = " ".join(name.split())
        found = self._by_name.get((type, normal_name(name)))
        if found is not None:
            return found
        key = self._free_key(name)
        self.entities[key] = Entity(key, type, name)
        self._by_name[type, normal_name(name)] = key
        return key

    def also(self, key: str, form: str) -> None:
        """Note another name that the text has for the entity."""
        entity = self.entities[key]
        form = " ".join(form.split())
        if form and form != entity.name and form not in entity.also:
            self.entities[key] = replace(entity, also=(*entity.also, form))

    def type_of(self, key: str) -> str:
        """The type of the entity under this key."""
        return self.entities[key].type

    def settle(self, mentions: Iterable[Mention]) -> None:
        """Keep the mentions of names, in the order of the text; none overlaps another."""
        self.mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]

    def at(self, start: int, end: int) -> Mention | None:
        """The name that touches `text[start:end]`: the first of several."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and self.mentions[index].end > start:
            return self.mentions[index]
        if index + 1 < len(self.mentions) and self.mentions[index + 1].start < end:
            return self.mentions[index + 1]
        return None

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The names that lie inside a stretch, in order."""
        for index in range(bisect_left(self._starts, start), len(self.mentions)):
            mention = self.mentions[index]
            if mention.start >= end:
                return
            if mention.end <= end:
                yield mention

    def before(self, offset: int, *types: str) -> Iterator[Mention]:
        """The names before an offset whose entities have one of the types, the nearest first."""
        for index in range(bisect_left(self._starts, offset) - 1, -1, -1):
            mention = self.mentions[index]
            if self.entities[mention.key].type in types:
                yield mention

    def _free_key(self, name: str) -> str:
        stem = slug(name)[:60].rstrip("-") or "x"
        stem = "article-entity" if stem == ARTICLE else stem
        key, number = stem, 2
        while key in self.entities:
            key, number = f"{stem}-{number}", number + 1
        return key
