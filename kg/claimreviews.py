"""Reviews of claims as schema.org ClaimReview, in JSON-LD: only what a person found, and published.

A review is there where somebody other than the paper says something, in a speech that is reported or as the source of a
fact, and a named person gave a verdict on that at an address. No rating in numbers is made up: the verdict's name is
the rating.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.exports import Selection, selected_quads
from kg.store.interface import Readable
from kg.views import values
from kg.vocab import SCHEMA, nf, oa, prov, rdf, schema, skos

_KINDS = (
    schema.Person,
    schema.PoliticalParty,
    schema.GovernmentOrganization,
    schema.NewsMediaOrganization,
    schema.Organization,
    schema.Country,
    schema.City,
    schema.Place,
)


@dataclass(frozen=True, slots=True)
class ClaimReviews:
    """The reviews, each as schema.org has it, in the order of their assertions' IRIs.

    `without_address` are the assertions with a verdict that lack the address at which schema.org wants the review.
    """

    reviews: tuple[dict[str, object], ...]
    without_address: tuple[str, ...]

    def as_bytes(self) -> bytes:
        """One JSON-LD document."""
        document = {"@context": "https://schema.org", "@graph": self.reviews}
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def claim_reviews(snapshot: Readable, selection: Selection) -> ClaimReviews:
    """The reviews of claims among what is selected. Raises KgError where what is selected is not in the store."""
    judged = sorted({quad for quad in selected_quads(snapshot, selection) if quad.predicate == nf.verdict}, key=str)
    claims = [quad for quad in judged if _authors(snapshot, quad.subject)]
    homeless = [quad for quad in claims if not _first(snapshot, quad.subject, nf.reviewUrl)]
    reviews = tuple(_review(snapshot, quad) for quad in claims if quad not in homeless)
    return ClaimReviews(reviews, tuple(_text(quad.subject) for quad in homeless))


def _review(snapshot: Readable, judged: Quad) -> dict[str, object]:
    node = judged.subject
    return {
        "@type": "ClaimReview",
        "@id": _text(node),
        "url": _first(snapshot, node, nf.reviewUrl),
        "datePublished": _first(snapshot, node, nf.reviewedOn),
        "author": {"@type": "Person", "name": _first(snapshot, node, nf.reviewedBy)},
        "claimReviewed": _words(snapshot, node),
        "reviewRating": {"@type": "Rating", "alternateName": _first(snapshot, judged.object, skos.prefLabel)},
        "itemReviewed": {
            "@type": "Claim",
            "author": [_who(snapshot, who) for who in _authors(snapshot, node)],
            "datePublished": _first(snapshot, node, nf.attestedOn),
            "appearance": _article(snapshot, node),
        },
    }


def _authors(snapshot: Readable, assertion: object) -> list[NamedNode | Literal]:
    """Whose claim it is: the speaker's, or the source's; nobody's where it is the paper's own word."""
    speakers = [who for each in _all(snapshot, assertion, nf.asserts) for who in _all(snapshot, each, nf.speaker)]
    if speakers or _first(snapshot, assertion, nf.ownWord):
        return speakers
    return _all(snapshot, assertion, prov.wasAttributedTo)


def _words(snapshot: Readable, assertion: object) -> str:
    """The claim in the article's words: what was said, or else the words that show the fact as a whole."""
    for situation in _all(snapshot, assertion, nf.asserts):
        if said := _first(snapshot, situation, nf.text):
            return said
    quotes: list[tuple[int, str]] = []
    for evidence in _all(snapshot, assertion, nf.evidence):
        if not _first(snapshot, evidence, nf.shows):
            selectors = _all(snapshot, evidence, oa.hasSelector)
            start = next(
                (_first(snapshot, each, oa.start) for each in selectors if _first(snapshot, each, oa.start)), "0"
            )
            quotes += [(int(start), _first(snapshot, each, oa.exact)) for each in selectors]
    return " … ".join(quote for _, quote in sorted(quotes) if quote)


def _who(snapshot: Readable, who: object) -> dict[str, object]:
    types = _all(snapshot, who, rdf.type)
    kind = next((each for each in _KINDS if each in types), None)
    name = kind.value.removeprefix(SCHEMA) if kind else "Thing"  # of those who have no name, more is not known
    return {"@type": name, "@id": _text(who), "name": _first(snapshot, who, schema.name)}


def _article(snapshot: Readable, assertion: object) -> dict[str, object]:
    article = _all(snapshot, assertion, nf.reportedIn)[0]
    address = _first(snapshot, article, schema.url)
    told = {"@type": "NewsArticle", "@id": _text(article), "headline": _first(snapshot, article, schema.headline)}
    return {**told, "url": address} if address else dict(told)


def _all(snapshot: Readable, subject: object, predicate: NamedNode) -> list[NamedNode | Literal]:
    assert isinstance(subject, NamedNode)
    return list(dict.fromkeys(values(snapshot, subject, predicate)))


def _first(snapshot: Readable, subject: object, predicate: NamedNode) -> str:
    found = _all(snapshot, subject, predicate)
    english = [term for term in found if isinstance(term, Literal) and term.language == "en"]
    return _text((english or found)[0]) if found else ""


def _text(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value
