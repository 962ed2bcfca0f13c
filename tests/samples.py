"""Small values that many tests start from: an article of The Harbour Post with one fact of a type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.factfile import write_facts
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Value, text_digest

TEXT = "Foreign Minister Ana Okoye may travel to Kesmark next month, her office said on Tuesday."
ARTICLE = Article(
    text=TEXT,
    text_digest=text_digest(TEXT),
    url="https://harbourpost.example/2031/03/04/okoye",
    headline="Okoye may travel",
    published="2031-03-04T09:00:00+01:00",
    publisher="The Harbour Post",
)
ENTITIES = {
    "okoye": Entity("okoye", "Person", "Ana Okoye", also=("Ms Okoye",)),
    "rehn": Entity("rehn", "Person", "Tomas Rehn"),
    "kesmark": Entity("kesmark", "Country", "Kesmark"),
    "party": Entity("party", "PoliticalParty", "Tide Party"),
    "ministry": Entity("ministry", "GovernmentOrganization", "Foreign Ministry of Valdoria"),
}
ASSERTED: dict[str, tuple[Value, ...]] = {
    "certainty": ("certain",),
    "polarity": ("positive",),
    "basis": ("stated",),
    "source": ("article",),
}
VISIT = Fact(
    "Visit",
    {**ASSERTED, "visitor": ("okoye",), "destination": ("kesmark",), "status": ("mooted",), "certainty": ("possible",)},
    (Evidence(17, 48, TEXT[17:48]),),
)
OFFICE = Fact(
    "OfficeHolding",
    {**ASSERTED, "person": ("okoye",), "post": ("Foreign Minister",), "tenure": ("current",)},
    (Evidence(0, 26, TEXT[0:26]),),
)
MEETING = Fact(
    "Meeting",
    {**ASSERTED, "participants": ("okoye", "rehn"), "format": ("talks",), "status": ("occurred",)},
    (Evidence(17, 26, TEXT[17:26]),),
)


def with_fields(fact: Fact, **fields: str) -> Fact:
    """The fact with these fields set to one value each."""
    return replace(fact, fields={**fact.fields, **{key: (value,) for key, value in fields.items()}})


def facts_of(*facts: Fact, article: Article = ARTICLE, curated: bool = False) -> ArticleFacts:
    """These facts, of the sample article with all its entities."""
    return ArticleFacts(article, ENTITIES, facts, curated)


def write_sample(
    folder: Path, facts: ArticleFacts, name: str = "okoye", form: str = "yaml", *, text: bool = True
) -> Path:
    """Write the fact file of an article, with its text beside it where `text` says so; gives the fact file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.facts.{form}"
    file.write_text(write_facts(facts, form), encoding="utf-8")
    if text and facts.article.text is not None:
        file.with_name(f"{name}.txt").write_text(facts.article.text, encoding="utf-8")
    return file
