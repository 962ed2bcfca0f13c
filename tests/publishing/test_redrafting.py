"""What a person did with a draft stays when the article's text changes and it is drafted anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.factfile import read_facts
from kg.model import Article, ArticleFacts, Evidence, Fact, Value, text_digest
from kg.publishing.drafts import CARRIED, KEPT, NEW, OLDER, RENEWED, SAME, Draft, Written, write_draft
from kg.publishing.inputs import Input, read_inputs
from kg.publishing.texts import Texts
from kg.schema import load_schema

TYPES = load_schema()
FIRST = (
    "Foreign Minister Ana Okoye met Ben Adu on Monday.\n"
    "Mayor Carl Moss said that the bridge was safe.\n"
    "Judge Eva Quill said that the ship was old."
)
SECOND = "A storm came up.\n" + FIRST.replace("on Monday", "in Sollen on Sunday")


def draft_of(text: str, **more: str) -> Draft:
    from kg.extraction import extract

    known = Article(text=text, url="https://harbourpost.example/1", headline="Talks", published="2031-05-06")
    article = replace(known, **more)  # type: ignore[arg-type]  # all of these are strings
    return Draft("talks.facts.yaml", "yaml", extract(article))


def edited(folder: Path, *changes: tuple[str, str]) -> None:
    file = folder / "talks.facts.yaml"
    words = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert words.count(old) == 1, (old, words)
        words = words.replace(old, new)
    file.write_text(words, encoding="utf-8")


def held(folder: Path, text: str) -> ArticleFacts:
    return read_facts(folder / "talks.facts.yaml", TYPES, lambda digest: text if digest == text_digest(text) else None)


def said(facts: ArticleFacts) -> list[tuple[str, str]]:
    return [(fact.type, fact.evidence[0].quote) for fact in facts.facts]


def test_the_same_draft_again_changes_nothing(tmp_path: Path) -> None:
    assert write_draft(tmp_path, draft_of(FIRST), TYPES).state == NEW
    assert write_draft(tmp_path, draft_of(FIRST), TYPES).state == SAME


def test_a_draft_that_nobody_edited_is_made_anew_when_the_rules_find_more(tmp_path: Path) -> None:
    draft = draft_of(FIRST)
    fewer = Draft(
        draft.name, draft.form, ArticleFacts(draft.facts.article, draft.facts.entities, draft.facts.facts[:1])
    )
    write_draft(tmp_path, fewer, TYPES)
    assert write_draft(tmp_path, draft, TYPES).state == RENEWED
    assert said(held(tmp_path, FIRST)) == said(draft.facts)


def test_an_edited_draft_of_the_same_text_is_kept(tmp_path: Path) -> None:
    draft = draft_of(FIRST)
    write_draft(tmp_path, draft, TYPES)
    edited(tmp_path, ("post: Mayor", "post: mayor of Ostra"))
    before = (tmp_path / draft.name).read_text(encoding="utf-8")
    longer = ArticleFacts(draft.facts.article, draft.facts.entities, draft.facts.facts[:2])
    assert write_draft(tmp_path, Draft(draft.name, draft.form, longer), TYPES).state == KEPT
    assert (tmp_path / draft.name).read_text(encoding="utf-8") == before


def test_edits_are_carried_over_to_the_draft_of_a_changed_text(tmp_path: Path) -> None:
    write_draft(tmp_path, draft_of(FIRST), TYPES)
    edited(
        tmp_path,
        ("post: Mayor", "post: mayor of Ostra"),
        ("name: Ben Adu", "name: Benjamin Adu"),
        (
            "facts:\n",
            "facts:\n  - type: Visit\n    visitor: ana-okoye\n    destination: sollen\n    status: planned\n"
            "    certainty: certain\n    polarity: positive\n    basis: stated\n    source: article\n"
            "    evidence: [{quote: the bridge was safe}]\n",
        ),
        ("entities:\n", "entities:\n  sollen: {type: City, name: Sollen}\n"),
    )
    written = write_draft(tmp_path, draft_of(SECOND), TYPES)
    facts = held(tmp_path, SECOND)
    assert (written.state, written.carried, written.lost) == (CARRIED, 3, 0)
    assert {fact.fields["post"] for fact in facts.facts if fact.type == "OfficeHolding"} == {
        ("Foreign Minister",),
        ("mayor of Ostra",),
        ("Judge",),
    }
    assert [fact.fields["destination"] for fact in facts.facts if fact.type == "Visit"] == [("sollen",)]
    assert "Benjamin Adu" in {entity.name for entity in facts.entities.values()}
    assert all(SECOND[each.start : each.end] == each.quote for fact in facts.facts for each in fact.evidence)


FIRE = "Four people died on Monday when a ship burned in Sollen, Mayor Carl Moss said.\nJudge Eva Quill said so too."
CORRECTED = FIRE.replace("Four people", "Three people")


def with_toll(text: str, count: int) -> Draft:
    """A draft with the toll that rules might find there, in doubt."""
    draft = draft_of(text)
    words = text[: text.index(" on Monday")]
    fields: dict[str, tuple[Value, ...]] = {"kind": ("fire",), "deaths": (count,), "status": ("occurred",)}
    fields |= {"certainty": ("certain",), "polarity": ("positive",), "basis": ("stated",), "source": ("article",)}
    toll = Fact("Event", fields, (Evidence(0, len(words), words),), confidence=0.6, by="event-verb@1", draft=True)
    return replace(draft, facts=replace(draft.facts, facts=(toll, *draft.facts.facts[-1:])))


def test_nobody_has_reviewed_words_that_have_changed_since(tmp_path: Path) -> None:
    write_draft(tmp_path, with_toll(FIRE, 4), TYPES)
    signed = "    reviewed_by: R. Sand\n    reviewed_on: 2031-03-05\n"
    edited(tmp_path, ("    draft: true\n", signed))
    write_draft(tmp_path, with_toll(CORRECTED, 3), TYPES)
    (toll,) = [fact for fact in held(tmp_path, CORRECTED).facts if fact.type == "Event"]
    assert (toll.draft, toll.fields["deaths"], toll.fields.keys() & {"reviewed_by", "reviewed_on"}) == (
        True,
        (3,),
        set(),
    )


def test_what_the_new_text_says_otherwise_is_not_overruled_by_an_edit_of_something_else(tmp_path: Path) -> None:
    write_draft(tmp_path, with_toll(FIRE, 4), TYPES)
    edited(tmp_path, ("kind: fire", "kind: shipboard fire"), ("    draft: true\n", ""))
    written = write_draft(tmp_path, with_toll(CORRECTED, 3), TYPES)
    (toll,) = [fact for fact in held(tmp_path, CORRECTED).facts if fact.type == "Event"]
    assert (written.carried, written.reopened, written.lost) == (1, 1, 0)
    assert (toll.fields["kind"], toll.fields["deaths"], toll.draft) == (("shipboard fire",), (3,), True)
    assert toll.evidence[0].quote == "Three people died"


def test_what_a_person_wrote_of_the_article_stays(tmp_path: Path) -> None:
    write_draft(tmp_path, draft_of(FIRST), TYPES)
    edited(
        tmp_path,
        ("  url: https://harbourpost.example/1\n", "  url: https://harbourpost.example/2\n  publisher: The Post\n"),
    )
    write_draft(tmp_path, draft_of(SECOND), TYPES)
    article = held(tmp_path, SECOND).article
    assert (article.url, article.publisher) == ("https://harbourpost.example/2", "The Post")
    assert (article.headline, article.text_digest) == ("Talks", text_digest(SECOND))


@pytest.mark.parametrize("later", [{"modified": "2031-05-07"}, {"correction": "It was in Sollen."}])
def test_an_older_text_than_the_one_that_was_drafted_changes_nothing(tmp_path: Path, later: dict[str, str]) -> None:
    write_draft(tmp_path, draft_of(SECOND, **later), TYPES)
    edited(tmp_path, ("post: Judge", "post: Chief Judge"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert write_draft(tmp_path, draft_of(FIRST), TYPES).state == OLDER
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_a_person_deleted_stays_away(tmp_path: Path) -> None:
    draft = draft_of(FIRST)
    write_draft(tmp_path, draft, TYPES)
    file = tmp_path / draft.name
    words = file.read_text(encoding="utf-8")
    at = words.index("  # Judge Eva Quill")
    file.write_text(words[:at], encoding="utf-8")
    write_draft(tmp_path, draft_of(SECOND), TYPES)
    assert [quote for _, quote in said(held(tmp_path, SECOND)) if "Quill" in quote] == []


def test_words_that_are_gone_take_their_fact_with_them_and_the_old_file_stays(tmp_path: Path) -> None:
    draft = draft_of(FIRST)
    write_draft(tmp_path, draft, TYPES)
    edited(tmp_path, ("post: Judge", "post: high judge"))
    before = (tmp_path / draft.name).read_text(encoding="utf-8")
    written = write_draft(tmp_path, draft_of(SECOND.replace("Judge Eva Quill", "A judge")), TYPES)
    copy = tmp_path / "talks.facts.yaml.1.old"
    assert written == Written(CARRIED, written.count, written.drafts, 0, 0, 1, copy)
    assert copy.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_draft_without_a_record_of_what_was_drafted_is_kept(tmp_path: Path, form: str) -> None:
    draft = Draft(f"talks.facts.{form}", form, draft_of(FIRST).facts)
    (tmp_path / draft.name).write_text("edited by hand", encoding="utf-8")
    assert write_draft(tmp_path, draft, TYPES).state == KEPT
    assert (tmp_path / draft.name).read_text(encoding="utf-8") == "edited by hand"


def test_what_a_person_changed_is_no_rules_any_more(tmp_path: Path) -> None:
    write_draft(tmp_path, draft_of(FIRST), TYPES)
    edited(tmp_path, ("post: Judge", "post: Chief Judge"))
    (given,) = read_inputs(tmp_path / "talks.facts.yaml", TYPES, Texts(()))
    assert isinstance(given, Input)
    told = {fact.fields["post"][0]: (fact.by, fact.confidence) for fact in given.facts.facts if "post" in fact.fields}
    assert told == {
        "Foreign Minister": ("office-title@1", 0.96),
        "Mayor": ("office-title@1", 0.96),
        "Chief Judge": (None, None),
    }
