"""What becomes of articles and fact files that are published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.exports import Selection, export_rdf
from kg.factfile import write_facts
from kg.iris import Iris
from kg.model import Article, ArticleFacts, text_digest
from kg.publishing import Gate, Outcome, Rules, Summary, Texts, publish, vocabulary_quads
from kg.schema import load_schema
from kg.store import Store, open_store
from kg.validation import Validator
from kg.vocab import NF, nf, rdf, schema
from tests.samples import ARTICLE, MEETING, OFFICE, TEXT, VISIT, facts_of, write_sample

NOW = datetime(2031, 3, 5, tzinfo=UTC)
TYPES = load_schema()
VALIDATOR = Validator(TYPES)
UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})  # one takes no part twice


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", create=True) as opened:
        yield opened


def published(store: Store, *paths: Path, rules: Rules | None = None, texts: Path | None = None) -> Summary:
    gate = Gate(TYPES, VALIDATOR, Iris(store.base), rules or Rules())
    return publish(paths, store, gate, Texts([texts] if texts else ()), now=NOW)


def another(name: str, **changes: str | None) -> Article:
    """Another article of the paper, with the same text."""
    known = {"url": f"https://harbourpost.example/{name}", "headline": name, **changes}
    return replace(ARTICLE, **known)  # type: ignore[arg-type]  # all of these are strings


def states(summary: Summary) -> list[str]:
    return [outcome.state for outcome in summary.outcomes]


def headlines(store: Store) -> list[str]:
    with store.snapshot() as snapshot:
        found = snapshot.match(None, schema.headline)
        return sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))


def types_of(store: Store) -> list[str]:
    """The fact types of the situations in the store."""
    with store.snapshot() as snapshot:
        situations = {quad.object for quad in snapshot.match(None, nf.asserts)}
        found = (quad for quad in snapshot.match(None, rdf.type) if quad.subject in situations)
        return sorted(str(quad.object).strip("<>").rpartition("#")[2] for quad in found if NF in str(quad.object))


def turtle(store: Store) -> bytes:
    with store.snapshot() as snapshot:
        return b"".join(export_rdf(snapshot, Selection(), "turtle"))


def test_what_conforms_is_accepted(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE))
    summary = published(store, file)
    outcome = summary.outcomes[0]
    expected = Outcome(
        str(file), "accepted", "Okoye may travel", outcome.article, accepted=2, publisher="The Harbour Post"
    )
    assert outcome == expected
    assert outcome.article.startswith("https://kg.example/article/")
    assert (summary.generation, headlines(store)) == (1, ["Okoye may travel"])


def test_publishing_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE))
    published(store, file)
    before = sorted((path, path.stat().st_mtime_ns) for path in store.path.rglob("*") if path.name != "LOCK")
    summary = published(store, file)
    after = sorted((path, path.stat().st_mtime_ns) for path in store.path.rglob("*") if path.name != "LOCK")
    assert (states(summary), summary.generation, summary.clean) == (["unchanged"], None, True)
    assert [path for path in after if path not in before and path[0].is_file()] == []


def test_two_stores_from_the_same_input_export_the_same_bytes(tmp_path: Path) -> None:
    files = [
        write_sample(tmp_path / "in", facts_of(VISIT, OFFICE), "one"),
        write_sample(tmp_path / "in", facts_of(MEETING, article=another("two")), "two"),
    ]
    exported = []
    for name, order in (("a", files), ("b", files[::-1])):
        with open_store(tmp_path / name, create=True) as store:
            published(store, *order)
            exported.append(turtle(store))
    assert exported[0] == exported[1]
    assert exported[0].count(b" a nf:Assertion ;") == 3


def test_of_a_curated_file_all_or_nothing_is_published(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, UNFINISHED))
    outcome = published(store, file).outcomes[0]
    assert (outcome.state, outcome.accepted, outcome.set_aside) == ("rejected", 0, 2)
    assert [(each.code, each.fact) for each in outcome.findings] == [("Meeting-participants:MinCount", 1)]
    assert headlines(store) == []


def test_a_finding_has_the_line_and_the_sentence_of_its_fact(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, UNFINISHED))
    finding = published(store, file).outcomes[0].findings[0]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert finding.position
    assert lines[finding.position.line - 1].strip().startswith("participants:")
    assert finding.sentence == ARTICLE.text


OWN = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix nf: <https://w3id.org/news-facts/ns#> .
<https://mine.example/Sure> a sh:NodeShape ; sh:targetClass nf:Visit ;
    sh:property [ sh:path nf:destination ; sh:nodeKind sh:Literal ] , [ sh:path nf:date ; sh:minCount 1 ] .
"""


def test_a_finding_of_a_shape_of_ones_own_has_the_line_of_the_field_where_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN)
    types = load_schema(shapes=(tmp_path / "own.ttl",))
    file = write_sample(tmp_path / "in", facts_of(VISIT))
    with open_store(tmp_path / "own", create=True) as opened:
        (outcome,) = publish([file], opened, Gate(types, Validator(types), Iris()), Texts([]), now=NOW).outcomes
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [
        (each.message, lines[each.position.line - 1].strip().partition(":")[0])
        for each in outcome.findings
        if each.position
    ]
    assert sorted(found) == [
        ("nf:date needs 1 or more, has 0.", "- type"),
        ("nf:destination is to be a literal.", "destination"),
    ]


def test_a_finding_in_the_second_line_of_a_json_file_points_to_that_line(store: Store, tmp_path: Path) -> None:
    good, bad = facts_of(VISIT, article=another("one")), facts_of(VISIT, UNFINISHED, article=another("two"))
    file = tmp_path / "both.facts.jsonl"
    file.write_text(write_facts(good, "json") + write_facts(bad, "json"), encoding="utf-8")
    first, second = published(store, file).outcomes
    assert (first.state, second.state) == ("accepted", "rejected")
    assert second.findings[0].position
    assert (second.findings[0].position.line, second.findings[0].fact) == (2, 1)


def test_keep_going_publishes_the_rest_of_a_curated_file(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, UNFINISHED))
    summary = published(store, file, rules=Rules(keep_going=True))
    outcome = summary.outcomes[0]
    assert (outcome.state, outcome.accepted, outcome.set_aside) == ("accepted", 1, 1)
    assert (summary.clean, types_of(store)) == (False, ["Visit"])


def test_strict_takes_a_warning_for_an_error(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT), text=False)
    outcome = published(store, file, rules=Rules(strict=True)).outcomes[0]
    assert (outcome.state, [each.code for each in outcome.problems]) == ("rejected", ["unverified"])
    assert states(published(store, file)) == ["accepted"]


def test_strict_outweighs_keep_going(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, UNFINISHED))
    assert states(published(store, file, rules=Rules(strict=True, keep_going=True))) == ["rejected"]


def test_one_bad_file_does_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    good = write_sample(tmp_path / "in", facts_of(VISIT, article=another("good")), "a")
    broken = tmp_path / "in" / "b.facts.yaml"
    broken.write_text("kg: 1: 2", encoding="utf-8")
    refused = write_sample(tmp_path / "in", facts_of(UNFINISHED, article=another("refused")), "c")
    last = write_sample(tmp_path / "in", facts_of(OFFICE, article=another("last")), "d")
    summary = published(store, good, broken, refused, last)
    assert states(summary) == ["accepted", "unusable", "rejected", "accepted"]
    assert (summary.generation, summary.clean, headlines(store)) == (1, False, ["good", "last"])


def test_the_report_of_what_was_refused_is_kept(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(UNFINISHED))
    published(store, file)
    (report,) = (store.path / "rejected").iterdir()
    kept = json.loads(report.read_text(encoding="utf-8"))
    assert (kept["input"], kept["headline"]) == (str(file), "Okoye may travel")
    assert [finding["code"] for finding in kept["findings"]] == ["Meeting-participants:MinCount"]


def test_a_broken_line_of_facts_loses_no_other_line(store: Store, tmp_path: Path) -> None:
    lines = [write_facts(facts_of(VISIT, article=another(name)), "json") for name in ("one", "two", "three")]
    file = tmp_path / "many.facts.jsonl"
    file.write_text(lines[0] + lines[1][:200] + "\n" + lines[2], encoding="utf-8")
    assert states(published(store, file)) == ["accepted", "unusable", "accepted"]
    assert headlines(store) == ["one", "three"]


def test_a_newer_revision_replaces_the_older(store: Store, tmp_path: Path) -> None:
    older = write_sample(tmp_path / "in", facts_of(VISIT, article=another("a", headline="Older")), "older")
    changed = another("a", headline="Newer", modified="2031-03-04T10:00:00+01:00")
    newer = write_sample(tmp_path / "in", facts_of(OFFICE, article=changed), "newer")
    published(store, older)
    assert (states(published(store, newer)), headlines(store), types_of(store)) == (
        ["accepted"],
        ["Newer"],
        ["OfficeHolding"],
    )


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_revisions_given_together_the_newer_counts(store: Store, tmp_path: Path, turned: bool) -> None:
    # 10:30 at +02:00 is earlier than 09:00 at Z, though it sorts after it as text.
    times = {"older": "2031-03-04T10:30:00+02:00", "newer": "2031-03-04T09:00:00Z"}
    files = [
        write_sample(tmp_path / "in", facts_of(VISIT, article=another("a", headline=name, modified=time)), name)
        for name, time in times.items()
    ]
    summary = published(store, *(files[::-1] if turned else files))
    assert {o.headline: o.state for o in summary.outcomes} == {"older": "superseded", "newer": "accepted"}
    assert {o.reason for o in summary.outcomes} == {"", f"{files[1]} has the same article, newer"}
    assert (headlines(store), summary.clean) == (["newer"], True)


def test_of_equal_revisions_the_one_given_later_counts(store: Store, tmp_path: Path) -> None:
    files = [
        write_sample(tmp_path / "in", facts_of(fact, article=another("a", headline=name)), name)
        for name, fact in (("first", VISIT), ("second", OFFICE))
    ]
    summary = published(store, *files)
    assert states(summary) == ["superseded", "accepted"]
    assert summary.outcomes[0].reason == f"{files[1]} has the same article, and was given later"


def test_an_older_revision_does_not_replace_what_the_store_holds(store: Store, tmp_path: Path) -> None:
    older = write_sample(tmp_path / "in", facts_of(VISIT, article=another("a", headline="Older")), "older")
    changed = another("a", headline="Newer", modified="2031-03-05")
    newer = write_sample(tmp_path / "in", facts_of(OFFICE, article=changed), "newer")
    published(store, newer)
    outcome = published(store, older).outcomes[0]
    reason = "the store holds a newer revision of it; --replace publishes this all the same"
    assert (outcome.state, outcome.reason, headlines(store)) == ("superseded", reason, ["Newer"])
    assert states(published(store, older, rules=Rules(replace=True))) == ["accepted"]
    assert headlines(store) == ["Older"]


def test_drafts_are_held_back_unless_asked_for(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, replace(OFFICE, draft=True)))
    outcome = published(store, file).outcomes[0]
    assert (outcome.accepted, outcome.drafts, types_of(store)) == (1, 1, ["Visit"])
    outcome = published(store, file, rules=Rules(drafts=True)).outcomes[0]
    assert (outcome.accepted, outcome.drafts, types_of(store)) == (2, 0, ["OfficeHolding", "Visit"])


def test_a_draft_that_does_not_conform_stops_nothing(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, replace(UNFINISHED, draft=True)))
    assert states(published(store, file)) == ["accepted"]
    assert states(published(store, file, rules=Rules(drafts=True))) == ["rejected"]


def test_quotations_that_could_not_be_checked_are_said_and_marked(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE), text=False)
    (problem,) = published(store, file).outcomes[0].problems
    assert (problem.code, problem.severity) == ("unverified", "warning")
    assert problem.message == "The article's text is not at hand, so 2 quotations could not be checked against it."
    with store.snapshot() as snapshot:
        assert len(list(snapshot.match(None, nf.unverified, Literal(True)))) == 2


def test_a_text_elsewhere_verifies_the_quotations(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT, OFFICE), text=False)
    write_sample(tmp_path / "texts", facts_of(VISIT), "anything")
    assert published(store, file, texts=tmp_path / "texts").outcomes[0].problems == ()
    with store.snapshot() as snapshot:
        assert list(snapshot.match(None, nf.unverified)) == []


def test_a_wrong_quotation_is_an_error(store: Store, tmp_path: Path) -> None:
    file = write_sample(tmp_path / "in", facts_of(VISIT))
    words = file.read_text(encoding="utf-8").replace("quote: Ana Okoye may travel", "quote: Ana Okoye has travel")
    file.write_text(words, encoding="utf-8")
    outcome = published(store, file).outcomes[0]
    assert (outcome.state, [each.code for each in outcome.problems]) == ("unusable", ["wrong-quote"])


def test_rdf_is_refused_with_a_remedy(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "new.ttl"
    file.write_text("<https://a.example/b> a <https://schema.org/Person> .", encoding="utf-8")
    outcome = published(store, file).outcomes[0]
    assert (outcome.state, [each.code for each in outcome.problems]) == ("unusable", ["rdf-not-facts"])
    assert f"kg validate {file}" in outcome.problems[0].cure


def test_of_each_article_a_listener_hears_once(store: Store, tmp_path: Path) -> None:
    files = [write_sample(tmp_path / "in", facts_of(VISIT, article=another(name)), name) for name in ("a", "b")]
    heard: list[Outcome] = []
    gate = Gate(TYPES, VALIDATOR, Iris(store.base))
    summary = publish(files, store, gate, Texts(), now=NOW, listen=heard.append)
    assert tuple(heard) == summary.outcomes


def test_the_vocabulary_stands_in_a_graph_of_its_own(store: Store, tmp_path: Path) -> None:
    published(store, write_sample(tmp_path / "in", facts_of(VISIT)))
    with store.snapshot() as snapshot:
        found = {quad.subject for quad in snapshot.quads(NamedNode(NF.rstrip("#")))}
    assert NamedNode(NF + "Visit") in found


def test_the_vocabulary_has_no_blank_nodes(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix own: <https://own.example/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'own:Strike a rdfs:Class ; rdfs:label "strike"@en ; rdfs:seeAlso [ rdfs:label "a note" ] .\n',
        encoding="utf-8",
    )
    quads = list(vocabulary_quads(load_schema(ontology=[own]), Iris()))
    assert any(quad.subject == NamedNode("https://own.example/ns#Strike") for quad in quads)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def nameless(name: str) -> ArticleFacts:
    """The facts of the same text, of which neither the address nor the id is known."""
    return facts_of(OFFICE, article=another(name, url=None))


@pytest.mark.parametrize("turned", [False, True])
def test_a_text_without_an_address_is_the_article_that_has_both(store: Store, tmp_path: Path, turned: bool) -> None:
    plain = write_sample(tmp_path / "in", nameless("plain"), "plain")
    named = write_sample(tmp_path / "in", facts_of(VISIT, article=another("named")), "named")
    summary = published(store, *([named, plain] if turned else [plain, named]))
    assert {o.headline: (o.state, o.reason) for o in summary.outcomes} == {
        "plain": ("superseded", f"{named} has the same text and an address"),
        "named": ("accepted", ""),
    }
    assert headlines(store) == ["named"]


@pytest.mark.parametrize("turned", [False, True])
def test_a_text_without_an_address_may_be_an_earlier_one(store: Store, tmp_path: Path, turned: bool) -> None:
    """Nobody publishes an article once more because its old text lies beside it."""
    folder = tmp_path / "in"
    plain = write_sample(folder, nameless("plain"), "plain")
    first = write_sample(folder, facts_of(VISIT, article=another("named")), "first")
    text, later = f"{ARTICLE.text}\nMore follows.\n", "2031-03-06T09:00:00+01:00"
    newer = another("named", text=text, text_digest=text_digest(text), modified=later)
    second = write_sample(folder, facts_of(VISIT, article=newer), "second")
    summary = published(store, *([second, first, plain] if turned else [plain, first, second]))
    assert {Path(o.name).stem: (o.state, o.reason) for o in summary.outcomes} == {
        "plain.facts": ("superseded", f"{second} has a newer text of the same article"),
        "first.facts": ("superseded", f"{second} has the same article, newer"),
        "second.facts": ("accepted", ""),
    }
    assert headlines(store) == ["named"]


def test_an_article_takes_the_place_of_its_text_without_an_address(store: Store, tmp_path: Path) -> None:
    published(store, write_sample(tmp_path / "in", nameless("plain"), "plain"))
    named = write_sample(tmp_path / "in", facts_of(VISIT, article=another("named")), "named")
    outcome = published(store, named).outcomes[0]
    assert (outcome.state, headlines(store)) == ("accepted", ["named"])
    assert outcome.reason.startswith("takes the place of https://kg.example/article/")
    assert (states(published(store, named)), headlines(store)) == (["unchanged"], ["named"])


def test_a_text_without_an_address_can_be_published_anew(store: Store, tmp_path: Path) -> None:
    published(store, write_sample(tmp_path / "in", nameless("first"), "plain"))
    second = replace(nameless("second"), facts=(VISIT,))
    outcome = published(store, write_sample(tmp_path / "in", second, "plain")).outcomes[0]
    assert (outcome.state, headlines(store), types_of(store)) == ("accepted", ["second"], ["Visit"])
    assert outcome.reason.endswith("the same text under another headline")


def test_of_two_headlines_over_one_text_without_an_address_the_later_counts(store: Store, tmp_path: Path) -> None:
    files = [write_sample(tmp_path / "in", nameless(name), name) for name in ("first", "second")]
    assert (states(published(store, *files)), headlines(store)) == (["superseded", "accepted"], ["second"])


def test_curated_facts_of_a_text_stay_when_it_comes_under_another_headline(store: Store, tmp_path: Path) -> None:
    published(store, write_sample(tmp_path / "in", nameless("first"), "first"))
    record = {"@type": "NewsArticle", "headline": "second", "publisher": {"name": "The Harbour Post"}}
    file = tmp_path / "second.json"
    file.write_text(json.dumps(record | {"datePublished": "2031-03-05", "articleBody": TEXT}), encoding="utf-8")
    outcome = published(store, file).outcomes[0]
    assert (outcome.state, headlines(store)) == ("superseded", ["first"])
    assert outcome.reason == "the store holds this text under another headline, curated or newer"


def test_a_corrected_text_without_an_address_is_a_revision_of_the_same_article(store: Store, tmp_path: Path) -> None:
    for number, words in enumerate(
        ("Prime Minister Ana Okoye left on Monday.", "Prime Minister Ana Okoye left today.")
    ):
        record = {
            "@type": "NewsArticle",
            "headline": "Okoye leaves",
            "datePublished": "2031-03-04",
            "publisher": {"name": "The Harbour Post"},
            "articleBody": words,
        }
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(record), encoding="utf-8")
        assert states(published(store, file)) == ["accepted"]
    assert headlines(store) == ["Okoye leaves"]


def test_two_articles_with_addresses_may_have_one_text(store: Store, tmp_path: Path) -> None:
    files = [write_sample(tmp_path / "in", facts_of(VISIT, article=another(name)), name) for name in ("a", "reprint")]
    assert (states(published(store, *files)), headlines(store)) == (["accepted", "accepted"], ["a", "reprint"])


def test_an_old_text_does_not_take_the_place_of_its_correction_of_the_same_time(store: Store, tmp_path: Path) -> None:
    corrected = replace(
        ARTICLE, correction="An earlier version said that she had gone.", text_digest="sha256:" + "b" * 64
    )
    assert states(published(store, write_sample(tmp_path / "new", facts_of(VISIT, article=corrected)))) == ["accepted"]
    old = published(store, write_sample(tmp_path / "old", facts_of(VISIT, OFFICE))).outcomes[0]
    said = "the store holds it with its correction; --replace publishes this all the same"
    assert (old.state, old.reason) == ("superseded", said)
