"""Articles and facts that a program has at hand, as inputs: held to what files are held to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError, Problem, UnreadableInputError
from kg.factfile import read_facts_with_problems, write_facts
from kg.model import Article, ArticleFacts, text_digest
from kg.publishing.inputs import Input, Unusable, extracted, problems_of, read_inputs
from kg.publishing.texts import Texts
from kg.schema import Schema

Item = Path | Article | ArticleFacts


def inputs_of(items: Iterable[Item], types: Schema, texts: Texts) -> Iterator[Input | Unusable]:
    """The facts of files, articles and facts, in their order; what cannot be used comes as `Unusable`."""
    for item in items:
        if isinstance(item, Path):
            yield from read_inputs(item, types, texts)
        elif isinstance(item, Article):
            yield _of_article(item)
        else:
            yield _of_facts(item, types)


def _of_article(article: Article) -> Input | Unusable:
    """What the rules find in an article."""
    try:
        refuse_html(article)
        (found,) = extracted([article], name_of(article))
    except KgError as error:
        return Unusable(name_of(article), problems_of(error))
    return found


def _of_facts(facts: ArticleFacts, types: Schema) -> Input | Unusable:
    """Facts as if they were read from their fact file, so that a wrong field or quotation is told as it is there."""
    article, name = with_digest(facts.article), name_of(facts.article)
    try:
        written = write_facts(replace(facts, article=article), "json").encode("utf-8", "surrogatepass")
        found, problems = read_facts_with_problems(written, types, lambda _: article.text)
    except KgError as error:
        told = tuple(replace(problem, position=None) for problem in problems_of(error))
        return Unusable(name, told)
    problems = tuple(replace(problem, position=None) for problem in problems)
    found = replace(found, article=article, curated=facts.curated)
    return Input(name, found, problems, untouched=not facts.curated)


def refuse_html(article: Article) -> None:
    """Raise UnreadableInputError where an article's text is HTML, in which the rules would find nothing."""
    from kg.reading.records import is_html

    if article.text is not None and is_html(article.text):
        cure = "Let kg.parse_article read it: as articleBody in a mapping, or a whole page with kind='html'."
        raise UnreadableInputError(
            Problem("unreadable", f"{name_of(article)}: the text of this Article is HTML.", cure)
        )


def with_digest(article: Article) -> Article:
    """The article with the digest of the text that it has."""
    if article.text is None:
        return article
    return replace(article, text_digest=text_digest(article.text))


def name_of(article: Article) -> str:
    """What an article is called in what is told of it: the file it was read from, its address, id or headline."""
    return article.origin or article.url or article.id or article.headline or "<article>"
