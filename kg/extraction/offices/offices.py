"""Finds who holds which office, and who belongs to which body, from the words beside a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.findings import Finding
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.names.make_believe import characters
from kg.extraction.offices.body_members import member_before, member_of, of_body, part_after, state_after
from kg.extraction.offices.holdings import listed_after
from kg.extraction.offices.listed_members import listed_members, state_before
from kg.extraction.offices.memberships import all_of_party, included, named_for_party, party_after
from kg.extraction.offices.office_appositions import after_name
from kg.extraction.offices.office_titles import before_name
from kg.extraction.offices.partisans import partisan
from kg.extraction.offices.told_offices import reigns, told_offices

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_offices(page: Page, cast: Cast) -> Iterator[Finding]:
    """Offices and memberships that the article itself says, in no order."""
    parts = characters(page, cast)
    found, told = list[Finding](), list[Mention]()
    for index, _, doc in page.parsed():
        people = [m for m in _people(page, cast, index) if m.key not in parts and not m.shared]
        told += people
        for mention in people:
            found += _beside(page, cast, index, doc, mention)
        found += _of_bodies(page, cast, index)
    yield from found
    yield from reigns(page, told, found)


def _beside(page: Page, cast: Cast, index: int, doc: Doc, name: Mention) -> Iterator[Finding]:
    """What the words before and behind the name of a person tell."""
    text = page.text
    yield from before_name(page, cast, index, doc, name)
    yield from after_name(page, cast, index, doc, name)
    yield from told_offices(page, index, name)
    belongs = [*member_of(text, cast, name), *member_before(text, cast, name)]
    yield from belongs or party_after(text, cast, name)
    yield from () if belongs else of_body(text, cast, name)
    yield from partisan(text, cast, name)
    yield from all_of_party(text, cast, name)
    yield from included(text, cast, name)
    yield from named_for_party(text, cast, name, list(listed_after(page, cast, name)))


def _of_bodies(page: Page, cast: Cast, index: int) -> Iterator[Finding]:
    """The memberships that the words beside the names of bodies and lands tell of."""
    for mention in cast.within(page.paragraphs[index].start, page.paragraphs[index].end):
        if mention.form == "demonym":
            continue
        if cast.type_of(mention.key) == "Organization":
            yield from part_after(page.text, cast, mention)
            yield from listed_members(page.text, cast, mention)
        if cast.type_of(mention.key) == "Country":
            yield from state_after(page.text, cast, mention)
            yield from member_of(page.text, cast, mention)
            yield from state_before(page.text, cast, mention)


def _people(page: Page, cast: Cast, index: int) -> list[Mention]:
    paragraph = page.paragraphs[index]
    hidden = [(s.start, s.end) for chain in page.chains for s in chain if s.paragraph == index]
    return [
        each
        for each in cast.within(paragraph.start, paragraph.end)
        if cast.entities[each.key].type == "Person" and not any(a <= each.start < b for a, b in hidden)
    ]
