"""From an article to its facts: parse, names, offices, speech, happenings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.agreements import find_agreements, find_restrictions
from kg.extraction.appointments import find_appointments
from kg.extraction.attribution import note_focus
from kg.extraction.cast import Cast
from kg.extraction.events import find_events
from kg.extraction.findings import Finding, to_facts
from kg.extraction.language import load_nlp, parse
from kg.extraction.meetings import find_meetings, find_visits
from kg.extraction.names import read_names
from kg.extraction.offices import find_offices
from kg.extraction.page import Outline, Page, outline
from kg.extraction.references import References
from kg.extraction.reports import find_reports
from kg.extraction.speech import find_direct
from kg.model import ARTICLE, Article, ArticleFacts, Entity, Fact, text_digest

if TYPE_CHECKING:
    from spacy.language import Language

_PLACES = ("Place", "City")
_SPOKEN_TO = ("addressee",)
_TOGETHER = 8  # articles whose paragraphs are parsed in one batch


def extract(article: Article, *, nlp: Language | None = None) -> ArticleFacts:
    """The facts that the rules find in an article, each with its exact words; none where it has no text.

    The same article gives the same facts. Facts below the threshold of confidence are drafts.
    """
    return next(extract_many((article,), nlp=nlp))


def extract_many(articles: Iterable[Article], *, nlp: Language | None = None) -> Iterator[ArticleFacts]:
    """The facts of each article in order, a few articles parsed at a time."""
    model = nlp or load_nlp()
    waiting = iter(articles)
    while some := list(islice(waiting, _TOGETHER)):
        outlines = [outline(article) for article in some]
        docs = parse((words for each in outlines for words in each.words()), model)
        for each in outlines:
            yield _facts(each, Page(each, tuple(islice(docs, len(each.paragraphs)))))


def _facts(each: Outline, page: Page) -> ArticleFacts:
    cast = read_names(page)
    findings = [sound for finding in _find(page, cast) if (sound := _sound(cast, finding, page.published))]
    facts = to_facts(findings, page.text)
    article = each.article
    if article.text is not None and article.text_digest is None:
        article = replace(article, text_digest=text_digest(article.text))
    return ArticleFacts(article, _used(cast, facts), facts)


def _sound(cast: Cast, finding: Finding, published: date | None) -> Finding | None:
    """The finding without what cannot be: a place that speaks, something past on a day to come."""
    if finding.source != ARTICLE and cast.type_of(finding.source) in _PLACES:
        return None
    fields = dict(finding.fields)
    for name in _SPOKEN_TO:
        fields[name] = tuple(key for key in fields.get(name, ()) if cast.type_of(str(key)) not in _PLACES)
    date_said = str(next(iter(fields.get("date", ())), ""))
    late = published is not None and date_said[:10] > published.isoformat()
    if late and finding.status in ("occurred", "ongoing"):
        return replace(finding, fields=fields, status="planned", sure=finding.sure * 0.8)
    if late and finding.status is None:
        fields.pop("date")
    return replace(finding, fields=fields)


def _find(page: Page, cast: Cast) -> Iterator[Finding]:
    references = References(page, cast)
    note_focus(page, references)
    offices = list(find_offices(page, cast))
    for finding in offices:
        if finding.type == "OfficeHolding":
            references.offices.setdefault(str(finding.fields["post"][0]).lower(), []).append(
                str(finding.fields["person"][0])
            )
    yield from offices
    yield from find_direct(page, references)
    yield from find_reports(page, references)
    for find in (find_meetings, find_visits, find_agreements, find_restrictions, find_appointments, find_events):
        yield from find(references)


def _used(cast: Cast, facts: Iterable[Fact]) -> dict[str, Entity]:
    """The entities that a fact names, in the order of their keys."""
    named: set[object] = set()
    for fact in facts:
        for values in fact.fields.values():
            for value in values:
                named.update(value.get("entity", ()) if isinstance(value, Mapping) else (value,))
    return {key: cast.entities[key] for key in sorted(cast.entities) if key in named and key != ARTICLE}
