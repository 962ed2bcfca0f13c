"""Finds who holds which office, and who belongs to which body, from the words beside a name."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.body_members import member_before, member_of, of_body, part_after, state_after
from kg.extraction.cast import Cast, Mention
from kg.extraction.findings import Finding
from kg.extraction.holdings import listed_after
from kg.extraction.make_believe import characters
from kg.extraction.memberships import all_of_party, included, named_for_party, party_after
from kg.extraction.office_appositions import after_name
from kg.extraction.office_titles import before_name
from kg.extraction.page import Page


def find_offices(page: Page, cast: Cast) -> Iterator[Finding]:
    """Offices and memberships that the article itself says, in no order."""
    parts = characters(page, cast)
    for index, _, doc in page.parsed():
        for mention in _people(page, cast, index):
            if mention.key in parts or mention.shared:
                continue
            yield from before_name(page, cast, index, doc, mention)
            yield from after_name(page, cast, index, doc, mention)
            belongs = [*member_of(page.text, cast, mention), *member_before(page.text, cast, mention)]
            yield from belongs or party_after(page.text, cast, mention)
            yield from () if belongs else of_body(page.text, cast, mention)
            yield from all_of_party(page.text, cast, mention)
            yield from included(page.text, cast, mention)
            yield from named_for_party(page.text, cast, mention, list(listed_after(page, cast, mention)))
        for mention in cast.within(page.paragraphs[index].start, page.paragraphs[index].end):
            if cast.type_of(mention.key) == "Organization" and mention.form == "name":
                yield from part_after(page.text, cast, mention)
            if cast.type_of(mention.key) == "Country" and mention.form == "name":
                yield from state_after(page.text, cast, mention)


def _people(page: Page, cast: Cast, index: int) -> list[Mention]:
    paragraph = page.paragraphs[index]
    hidden = [(s.start, s.end) for chain in page.chains for s in chain if s.paragraph == index]
    return [
        each
        for each in cast.within(paragraph.start, paragraph.end)
        if cast.entities[each.key].type == "Person" and not any(a <= each.start < b for a, b in hidden)
    ]
