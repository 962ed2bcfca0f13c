"""Articles that are published as they are, their facts found by the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.iris import Iris
from kg.publishing import Gate, Job, Review, Rules, Summary, Texts, chunks_of, draft_files, publish, publish_many
from kg.publishing.drafts import write_draft
from kg.publishing.inputs import Input, read_inputs
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.validation import Validator
from kg.vocab import nf, prov, rdf
from tests.samples import ARTICLE, MEETING, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

TYPES = load_schema()
VALIDATOR = Validator(TYPES)
URL = str(ARTICLE.url)
RECORD = {
    "@type": "NewsArticle",
    "url": URL,
    "headline": "Okoye may travel",
    "datePublished": "2031-03-04T09:00:00+01:00",
    "publisher": {"name": "The Harbour Post"},
    "articleBody": TEXT,
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


def published(store: Store, *paths: Path) -> Summary:
    gate = Gate(TYPES, VALIDATOR, Iris(store.base))
    return publish(paths, store, gate, Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))


def states(summary: Summary) -> list[str]:
    return [outcome.state for outcome in summary.outcomes]


def records(folder: Path, *lines: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "records.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return file


def made_by_a_rule(store: Store) -> tuple[int, int]:
    """How many assertions there are, and how many of them a rule made."""
    with store.snapshot() as snapshot:
        assertions = {quad.subject for quad in snapshot.match(None, rdf.type, nf.Assertion)}
        made = {quad.subject for quad in snapshot.match(None, prov.wasGeneratedBy)}
    return len(assertions), len(assertions & made)


def test_an_article_is_published_with_the_facts_that_the_rules_find(store: Store, tmp_path: Path) -> None:
    summary = published(store, records(tmp_path, RECORD))
    found, made = made_by_a_rule(store)
    assert (states(summary), found) == (["accepted"], made)
    assert found == summary.outcomes[0].accepted > 0


def test_a_broken_line_of_articles_loses_no_other_line(store: Store, tmp_path: Path) -> None:
    file = records(tmp_path, RECORD, '{"headline": "cut', {**RECORD, "url": f"{URL}/2"}, {"no": "article"})
    summary = published(store, file)
    assert sorted(states(summary)) == ["accepted", "accepted", "unusable", "unusable"]
    said = [problem.message for outcome in summary.outcomes for problem in outcome.problems]
    assert [message.split(": ")[0] for message in said] == [f"{file}:2", f"{file}:4"]


@pytest.mark.parametrize("turned", [False, True])
def test_curated_facts_count_before_extracted_ones_that_are_newer(store: Store, tmp_path: Path, turned: bool) -> None:
    raw = records(tmp_path / "raw", {**RECORD, "dateModified": "2031-03-05T09:00:00+01:00"})
    curated = write_sample(tmp_path / "curated", facts_of(OFFICE))
    files = [curated, raw] if turned else [raw, curated]
    summary = published(store, *files)
    assert {Path(o.name): (o.state, o.reason) for o in summary.outcomes} == {
        raw: ("superseded", f"{curated} has the same article, curated"),
        curated: ("accepted", ""),
    }
    assert made_by_a_rule(store) == (1, 0)


def test_a_folder_that_has_both_says_the_same_when_it_is_published_again(store: Store, tmp_path: Path) -> None:
    files = [write_sample(tmp_path / "curated", facts_of(OFFICE)), records(tmp_path / "raw", RECORD)]
    first, second = published(store, *files), published(store, *files)
    assert (states(first), states(second)) == (["accepted", "superseded"], ["unchanged", "superseded"])
    assert first.outcomes[1].reason == second.outcomes[1].reason == f"{files[0]} has the same article, curated"


def test_extracted_facts_do_not_replace_curated_ones_in_the_store(store: Store, tmp_path: Path) -> None:
    published(store, write_sample(tmp_path / "curated", facts_of(OFFICE)))
    outcome = published(store, records(tmp_path / "raw", RECORD)).outcomes[0]
    reason = (
        "the store holds curated facts of it; to keep what was edited, extract it over their fact file "
        "(`kg extract -o` its folder); --replace publishes this all the same"
    )
    assert (outcome.state, outcome.reason, made_by_a_rule(store)) == ("superseded", reason, (1, 0))


@pytest.mark.parametrize(
    ("newer", "state"),
    [
        ({"dateModified": "2031-03-05T09:00:00+01:00", "articleBody": f"{TEXT} The ferry sails."}, "waiting"),
        ({"correction": "The ferry sails.", "articleBody": f"{TEXT} The ferry sails."}, "waiting"),
        ({"articleBody": f"{TEXT} The ferry sails."}, "superseded"),
        ({"dateModified": "2031-03-05T09:00:00+01:00"}, "superseded"),
    ],
)
def test_a_page_that_changed_after_its_facts_were_curated_waits_for_somebody(
    store: Store, tmp_path: Path, newer: dict[str, str], state: str
) -> None:
    published(store, write_sample(tmp_path / "curated", facts_of(OFFICE)))
    summary = published(store, records(tmp_path / "raw", RECORD | newer))
    assert (states(summary), summary.clean, made_by_a_rule(store)) == ([state], state == "superseded", (1, 0))


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_publish_too_a_later_text_waits(store: Store, tmp_path: Path, turned: bool) -> None:
    later = {"dateModified": "2031-03-05T09:00:00+01:00", "articleBody": f"{TEXT} The ferry sails."}
    raw, curated = records(tmp_path / "raw", RECORD | later), write_sample(tmp_path / "curated", facts_of(OFFICE))
    summary = published(store, *([curated, raw] if turned else [raw, curated]))
    reason = (
        "its text has changed since its facts were curated; to keep what was edited, extract it over "
        f"{curated} (`kg extract -o` its folder); --replace publishes this all the same"
    )
    assert {Path(o.name): (o.state, o.reason) for o in summary.outcomes} == {
        raw: ("waiting", reason),
        curated: ("accepted", ""),
    }


def test_a_file_published_again_without_its_reviewer_does_not_lose_the_name(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "curated", facts_of(OFFICE))
    reviewed = Gate(TYPES, VALIDATOR, Iris(store.base), Rules(review=Review("R. Sand", "2031-03-05")))
    publish([file], store, reviewed, Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))
    outcome = published(store, file).outcomes[0]
    reason = "the store holds it reviewed, and this names no reviewer; --replace publishes this all the same"
    assert (outcome.state, outcome.reason) == ("superseded", reason)
    with store.snapshot() as snapshot:
        assert [str(quad.object) for quad in snapshot.match(None, nf.reviewedBy)] == ['"R. Sand"']


PARTLY = facts_of(with_fields(OFFICE, reviewed_by="T. Holm", reviewed_on="2031-03-05"), VISIT, MEETING)


def test_a_file_in_which_somebody_reviewed_one_fact_takes_the_reviewer_from_no_other(
    store: Store, tmp_path: Path
) -> None:
    file = write_sample(tmp_path / "curated", PARTLY)
    reviewed = Gate(TYPES, VALIDATOR, Iris(store.base), Rules(review=Review("R. Sand", "2031-03-05")))
    publish([file], store, reviewed, Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))
    outcome = published(store, file).outcomes[0]
    reason = (
        "the store holds it reviewed, and 2 reviewed facts would lose their reviewer; "
        "--replace publishes this all the same"
    )
    assert (outcome.state, outcome.reason) == ("superseded", reason)
    rules = Rules(replace=True)
    gate = Gate(TYPES, VALIDATOR, Iris(store.base), rules)
    assert states(publish([file], store, gate, Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))) == ["accepted"]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("many", [False, True])
def test_of_one_publish_too_the_file_counts_in_which_more_was_reviewed(
    store: Store, tmp_path: Path, turned: bool, many: bool
) -> None:
    signed = [with_fields(fact, reviewed_by="R. Sand", reviewed_on="2031-03-05") for fact in PARTLY.facts]
    whole, partly = (write_sample(tmp_path / name, facts) for name, facts in (("z", facts_of(*signed)), ("a", PARTLY)))
    files = [whole, partly] if turned else [partly, whole]
    if many:
        job, now = Job(store.base), datetime(2031, 3, 5, tzinfo=UTC)
        summary = publish_many(list(chunks_of(files, 1)), store, job, TYPES, now=now)
    else:
        summary = published(store, *files)
    assert {Path(o.name): (o.state, o.reason) for o in summary.outcomes} == {
        whole: ("accepted", ""),
        partly: ("superseded", f"{whole} has the same article, reviewed"),
    }


def test_a_reviewed_fact_may_be_taken_out_and_another_added(store: Store, tmp_path: Path) -> None:
    signed = [with_fields(fact, reviewed_by="R. Sand", reviewed_on="2031-03-05") for fact in PARTLY.facts]
    published(store, write_sample(tmp_path, facts_of(*signed[:2])))
    assert states(published(store, write_sample(tmp_path, facts_of(signed[0], MEETING)))) == ["accepted"]


def test_a_text_without_an_address_that_the_store_knows_with_one_is_no_second_article(
    store: Store, tmp_path: Path
) -> None:
    article = published(store, records(tmp_path / "raw", RECORD)).outcomes[0].article
    (tmp_path / "plain.txt").write_text(TEXT, encoding="utf-8")
    outcome = published(store, tmp_path / "plain.txt").outcomes[0]
    assert (outcome.state, outcome.reason) == ("superseded", f"the store holds this text as {article}")


def test_curated_facts_replace_extracted_ones_in_the_store(store: Store, tmp_path: Path) -> None:
    published(store, records(tmp_path / "raw", RECORD))
    assert states(published(store, write_sample(tmp_path / "curated", facts_of(OFFICE)))) == ["accepted"]
    assert made_by_a_rule(store) == (1, 0)


def test_a_page_beside_its_fact_file_is_a_text_and_no_second_article(store: Store, tmp_path: Path) -> None:
    from kg.publishing import find_files

    file = write_sample(tmp_path / "in", facts_of(OFFICE))
    (tmp_path / "in" / "more.txt").write_text(TEXT, encoding="utf-8")  # the same text, without an address
    summary = published(store, *find_files([tmp_path / "in"]))
    assert {Path(o.name).name: o.state for o in summary.outcomes} == {file.name: "accepted", "more.txt": "superseded"}


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_draft_of_a_fact_file_conforms_as_it_is_written(store: Store, tmp_path: Path, form: str) -> None:
    (draft,) = draft_files([records(tmp_path, RECORD)], form)
    (tmp_path / draft.name).write_text(draft.text, encoding="utf-8")
    summary = published(store, tmp_path / draft.name)
    assert (draft.name, states(summary)) == (f"records.facts.{form}", ["accepted"])
    assert summary.outcomes[0].accepted + summary.outcomes[0].drafts == len(draft.facts.facts) > 0
    assert form == "json" or f"# {TEXT}" in draft.text


def drafted_beside(folder: Path, page: Path) -> Path:
    """The fact file that kg drafts of a page, where it keeps what it drafted."""
    for draft in draft_files([page], "yaml"):
        write_draft(folder, draft, TYPES)
    (file,) = folder.glob("*.facts.yaml")
    return file


def test_a_draft_that_nobody_touched_is_what_was_extracted(store: Store, tmp_path: Path) -> None:
    page = records(tmp_path, RECORD)
    assert states(published(store, page)) == ["accepted"]
    draft = drafted_beside(tmp_path / "drafts", page)
    assert states(published(store, draft)) == ["unchanged"]
    draft.write_text(draft.read_text(encoding="utf-8").replace("tenure: current", "tenure: former"), encoding="utf-8")
    assert states(published(store, draft)) == ["accepted"]
    assert states(published(store, page)) == ["superseded"]


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_a_draft_that_was_written_anywhere_is_what_was_extracted_until_somebody_edits_it(
    store: Store, tmp_path: Path, form: str
) -> None:
    page = records(tmp_path, RECORD)
    (draft,) = draft_files([page], form)
    file = tmp_path / "copied" / f"court.facts.{form}"
    file.parent.mkdir()
    file.write_text(draft.text, encoding="utf-8")
    (file.parent / "court.txt").write_text(TEXT, encoding="utf-8")
    assert [states(published(store, each)) for each in (file, page)] == [["accepted"], ["unchanged"]]
    with store.snapshot() as snapshot:
        assert list(snapshot.match(None, nf.curated)) == []
    file.write_text(draft.text.replace("current", "former"), encoding="utf-8")
    assert [states(published(store, each)) for each in (file, page)] == [["accepted"], ["superseded"]]


def test_a_draft_of_a_changed_text_to_which_edits_were_carried_over_is_curated(tmp_path: Path) -> None:
    draft = drafted_beside(tmp_path / "drafts", records(tmp_path, RECORD))
    draft.write_text(draft.read_text(encoding="utf-8").replace("tenure: current", "tenure: former"), encoding="utf-8")
    drafted_beside(tmp_path / "drafts", records(tmp_path, {**RECORD, "articleBody": f"{TEXT} The ferry sails."}))
    (given,) = read_inputs(draft, TYPES, Texts([tmp_path]))
    assert isinstance(given, Input)
    assert (given.facts.curated, given.untouched) == (True, False)
    assert "tenure: former" in draft.read_text(encoding="utf-8")


def test_a_draft_that_somebody_reviewed_is_curated_though_it_is_as_it_was(store: Store, tmp_path: Path) -> None:
    page = records(tmp_path, RECORD)
    draft = drafted_beside(tmp_path / "drafts", page)
    rules = Rules(review=Review("R. Sand", "2031-03-05"))
    gate = Gate(TYPES, VALIDATOR, Iris(store.base), rules)
    publish([draft], store, gate, Texts(), now=datetime(2031, 3, 5, tzinfo=UTC))
    assert states(published(store, page)) == ["superseded"]
    outcome = published(store, draft).outcomes[0]
    reason = "the store holds it reviewed, and this names no reviewer; --replace publishes this all the same"
    assert (outcome.state, outcome.reason) == ("superseded", reason)


def test_a_draft_that_nobody_touched_does_not_replace_one_that_somebody_edited(store: Store, tmp_path: Path) -> None:
    draft = drafted_beside(tmp_path / "drafts", records(tmp_path, RECORD))
    edited = tmp_path / draft.name
    edited.write_text(draft.read_text(encoding="utf-8").replace("tenure: current", "tenure: former"), encoding="utf-8")
    published(store, edited)
    outcome = published(store, draft).outcomes[0]
    reason = (
        "the store holds curated facts of it, and this is a draft as the rules made it; "
        "--replace publishes this all the same"
    )
    assert (outcome.state, outcome.reason) == ("superseded", reason)
