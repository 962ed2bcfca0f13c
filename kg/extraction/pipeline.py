"""From an article to its facts: parse, names, offices, speech, happenings."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Outline, Page, outline
from kg.extraction.articles.torn import without_torn
from kg.extraction.consistency import settle
from kg.extraction.events.events import find_events
from kg.extraction.findings import Finding, to_facts
from kg.extraction.happenings.agreements import find_agreements
from kg.extraction.happenings.meetings import find_meetings
from kg.extraction.happenings.restrictions import find_restrictions
from kg.extraction.happenings.visits import find_visits
from kg.extraction.interviews.answers import find_answers
from kg.extraction.interviews.interviews import in_their_words, note_turns
from kg.extraction.modality.untruths import doubted
from kg.extraction.names.cast import Cast
from kg.extraction.names.names import read_names
from kg.extraction.offices.appointments import find_appointments
from kg.extraction.offices.careers import find_careers
from kg.extraction.offices.counterparts import find_counterparts
from kg.extraction.offices.introduced_holders import introduced_holders
from kg.extraction.offices.memberships import of_leaders
from kg.extraction.offices.offices import find_offices
from kg.extraction.offices.post_antecedents import with_owners
from kg.extraction.parsing.language import load_nlp, parse
from kg.extraction.references.discourse import Holder
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import note_focus, note_holders
from kg.extraction.speech.reports import find_reports
from kg.extraction.speech.speech import find_direct
from kg.extraction.times.occasions import on_one_occasion
from kg.extraction.told_once import told_once
from kg.languages import foreign_language
from kg.model import ARTICLE, Article, ArticleFacts, Entity, Fact, text_digest

if TYPE_CHECKING:
    from spacy.language import Language

_TOGETHER = 8  # articles whose paragraphs are parsed in one batch
_MINE = threading.local()


def extract(article: Article, *, nlp: Language | None = None) -> ArticleFacts:
    """The facts that the rules find in an article, each with its exact words; none where it has no text.

    The same article gives the same facts. Facts below the threshold of confidence are drafts.
    """
    return next(extract_many((article,), nlp=nlp))


def extract_many(articles: Iterable[Article], *, nlp: Language | None = None) -> Iterator[ArticleFacts]:
    """The facts of each article in order, a few articles parsed at a time; without words no model is loaded.

    In a text that surely is not English none is looked for.
    """
    model, waiting = nlp, iter(articles)
    while some := list(islice(waiting, _TOGETHER)):
        foreign = [bool(article.text and foreign_language(article.text)) for article in some]
        outlines = [outline(article) for article, skipped in zip(some, foreign, strict=True) if not skipped]
        if model is None and any(each.paragraphs for each in outlines):
            model = _model()
        found = iter(_together(outlines, model))
        for article, skipped in zip(some, foreign, strict=True):
            yield ArticleFacts(_digested(article)) if skipped else next(found)


def _digested(article: Article) -> Article:
    if article.text is not None and article.text_digest is None:
        return replace(article, text_digest=text_digest(article.text))
    return article


def _model() -> Language:
    """The model of this thread, which is loaded once: a folder of articles is read file by file."""
    model: Language | None = getattr(_MINE, "model", None)
    if model is None:
        model = _MINE.model = load_nlp()
    return model


def _together(outlines: list[Outline], model: Language | None) -> list[ArticleFacts]:
    """The facts of a few articles; what the model keeps of their words goes with them, so that memory stays flat."""
    if model is None:
        return [_noted(each, Page(each, ())) for each in outlines]
    with model.memory_zone():
        docs = parse((words for each in outlines for words in each.words()), model)
        return [_noted(each, Page(each, tuple(islice(docs, len(each.paragraphs))))) for each in outlines]


def _noted(each: Outline, page: Page) -> ArticleFacts:
    """The facts of an article; an error says which it was at, so that it can be left out and told of."""
    try:
        return _facts(each, page)
    except Exception as error:
        article = each.unwrapped.article
        error.add_note(f"It was at {article.headline or 'an article without a headline'} ({article.origin}).")
        raise


def _facts(each: Outline, page: Page) -> ArticleFacts:
    cast = read_names(page)
    references = References(page, cast)
    found = _find(page, references)
    if page.turns:
        found = chain(in_their_words(found, page, references), find_answers(page, references))
    doubtful = without_torn(doubted(on_one_occasion(found, page), page), page)
    findings = settle(doubtful, cast, page.published)
    facts = each.unwrapped.own_words(to_facts(told_once(findings, cast), page.text))
    article = _digested(each.unwrapped.article)
    return ArticleFacts(article, _used(cast, facts), facts)


def _find(page: Page, references: References) -> Iterator[Finding]:
    cast = references.cast
    note_turns(page, references)
    note_focus(page, references)
    offices = list(find_offices(page, cast))
    offices += find_counterparts(page, cast, offices)
    offices += introduced_holders(references)
    offices = list(with_owners(references, offices))
    offices += of_leaders(cast, [each for each in offices if each.fields.get("tenure") in (("current",), ("former",))])
    _note_posts(references, offices)
    yield from offices
    note_holders(page, references)
    yield from find_direct(page, references)
    careers = list(find_careers(references))
    yield from careers
    yield from find_reports(page, references)
    _note_posts(references, careers)
    for find in (find_meetings, find_visits, find_agreements, find_restrictions, find_appointments, find_events):
        yield from find(references)


def _note_posts(references: References, offices: Iterable[Finding]) -> None:
    """Remember who has or had which post: 'the director' and 'Okoye resigned' further on are of it."""
    for finding in offices:
        if finding.type != "OfficeHolding":
            continue
        post = str(finding.fields["post"][0])
        references.posts.setdefault(post.lower(), post)
        body = next(iter(finding.fields.get("organization", ())), None)
        past = finding.fields["tenure"] == ("former",)
        person, key = str(finding.fields["person"][0]), str(body) if body else None
        if not any(h.person == person and _is_the_same_longer(post.lower(), h.post) for h in references.offices):
            references.offices.append(Holder(post.lower(), person, key, finding.spans[0][0], past))


def _is_the_same_longer(post: str, known: str) -> bool:
    """'eleventh governor' of whom the article calls 'governor', too: no second post."""
    return post.endswith(f" {known}")


def _used(cast: Cast, facts: Iterable[Fact]) -> dict[str, Entity]:
    """The entities that a fact names, in the order of their keys."""
    named: set[object] = set()
    for fact in facts:
        for values in fact.fields.values():
            for value in values:
                named.update(value.get("entity", ()) if isinstance(value, Mapping) else (value,))
    return {key: cast.entities[key] for key in sorted(cast.entities) if key in named and key != ARTICLE}
