"""Which article is a copy of which: by its own word (schema:isBasedOn), or because the text is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode

from kg.edtf import instant_of
from kg.occurrences.values import Source, Word
from kg.views import Quads, has, subjects, values
from kg.vocab import nf, schema

_LONGEST = 20  # copies of copies
_NEVER = datetime.max.replace(tzinfo=UTC)


def original_of(source: Source, view: Quads) -> NamedNode | None:
    """The article that this one copies; None for an original. Of articles of one text the first published is it."""
    if source.based_on:
        original = view.iris.article(url=source.based_on)
        return original if original != source.article else None
    if not source.text:
        return None
    same = twins_of(source.text, view)
    if same == [source.article]:
        return None
    twins = [article for article in same if not _based_on(article, view)]
    first = min(twins, key=lambda article: (_published(article, view), article.value), default=source.article)
    return first if first != source.article else None


def twins_of(text: str, view: Quads) -> list[NamedNode]:
    """The articles that have a text of this digest."""
    return subjects(view, nf.textDigest, Literal(text))


def originals(source: Source, direct: dict[NamedNode, NamedNode | None], view: Quads) -> list[NamedNode]:
    """What an article copies, and what that copies, to the first; `direct` remembers what was found."""
    chain = list[NamedNode]()
    article, said = source.article, source
    while len(chain) < _LONGEST:
        if article not in direct:
            direct[article] = original_of(said, view)
        original = direct[article]
        if original is None or original in chain or original == source.article:
            return chain
        chain.append(original)
        article, said = original, _source_of(original, view)
    return chain


def independent_sources(
    said: Iterable[tuple[Word, Source]], originals: Callable[[Source], Sequence[NamedNode]], view: Quads
) -> set[str]:
    """Whose words these are; of an article and its copies only one counts, the first that is there.

    A paper's own word counts as that of the paper whose article it copied, and not at all where an earlier article
    has it in the same words; nor does the word of others, as of "police", where both have it of others in the same.
    """
    words = sorted(said, key=lambda each: (len(originals(each[1])), _instant(each[1].published), each[1].article.value))
    counted: dict[NamedNode, NamedNode] = {}
    written: dict[tuple[bool, str], NamedNode] = {}
    sources = set[str]()
    for word, source in words:
        root = [source.article, *originals(source)][-1]
        first = written.setdefault((word.own, word.quote), root) if word.quote else root
        if first == root and counted.setdefault(root, source.article) == source.article:
            sources.add(_publisher(root, view) if word.own and root != source.article else word.source)
    return sources


def _publisher(article: NamedNode, view: Quads) -> str:
    return min((each.value for each in values(view, article, schema.publisher)), default=article.value)


def _source_of(article: NamedNode, view: Quads) -> Source:
    def first(term: NamedNode) -> str:
        return min((each.value for each in values(view, article, term)), default="")

    return Source(article, "", "", "", "", False, first(schema.isBasedOn), first(nf.textDigest))


def _published(article: NamedNode, view: Quads) -> datetime:
    return min((_instant(each.value) for each in values(view, article, schema.datePublished)), default=_NEVER)


def _instant(stamp: str) -> datetime:
    """The moment that a stamp means; what gives none comes last."""
    return instant_of(stamp) or _NEVER


def _based_on(article: NamedNode, view: Quads) -> bool:
    return has(view, article, schema.isBasedOn)
