"""Which reviews are written as ClaimReview, and in which words."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.api import publish
from kg.claimreviews import ClaimReviews, claim_reviews
from kg.exports import Selection
from kg.iris import Iris
from kg.model import Evidence, Fact
from kg.store import open_store
from tests.cli.running import run
from tests.samples import ARTICLE as SAMPLE
from tests.samples import ASSERTED, OFFICE, TEXT, VISIT, facts_of, with_fields, write_sample

NOW = datetime(2031, 3, 6, tzinfo=UTC)
CHECK = "https://harbourpost.example/checks/12"
REVIEWED = {"reviewed_by": "R. Sand", "reviewed_on": "2031-03-05", "verdict": "false", "review_url": CHECK}
SPEECH = Fact(
    "SpeechAct",
    {
        **ASSERTED,
        "speaker": ("rehn",),
        "force": ("accuse",),
        "text": ("she never answered a letter",),
        "directness": ("indirect",),
        "about": ("okoye",),
    },
    (Evidence(0, 26, TEXT[0:26]),),
)
ON_REHNS_WORD = with_fields(VISIT, source="rehn", **REVIEWED)
ARTICLE = {
    "@type": "NewsArticle",
    "@id": Iris().article(url=SAMPLE.url, publisher=None, id=None, text_digest=None).value,
    "headline": "Okoye may travel",
    "url": "https://harbourpost.example/2031/03/04/okoye",
}
REHN = {"@type": "Person", "@id": "https://kg.example/entity/tomas-rehn-rhhfu5ph", "name": "Tomas Rehn"}


def reviews_of(folder: Path, *facts: Fact) -> ClaimReviews:
    file = write_sample(folder, facts_of(*facts, curated=True))
    with open_store(folder / "store", create=True) as store:
        assert publish([file], store, now=NOW).clean
        with store.snapshot() as snapshot:
            return claim_reviews(snapshot, Selection())


def test_a_verdict_on_what_a_source_says_is_a_review(tmp_path: Path) -> None:
    found = reviews_of(tmp_path, ON_REHNS_WORD)
    (review,) = found.reviews
    assert found.without_address == ()
    assert review == {
        "@type": "ClaimReview",
        "@id": review["@id"],
        "url": CHECK,
        "datePublished": "2031-03-05",
        "author": {"@type": "Person", "name": "R. Sand"},
        "claimReviewed": "Ana Okoye may travel to Kesmark",
        "reviewRating": {"@type": "Rating", "alternateName": "false"},
        "itemReviewed": {
            "@type": "Claim",
            "author": [REHN],
            "datePublished": "2031-03-04",
            "appearance": ARTICLE,
        },
    }


def test_a_verdict_on_speech_is_one_on_what_was_said(tmp_path: Path) -> None:
    (review,) = reviews_of(tmp_path, with_fields(SPEECH, **REVIEWED)).reviews
    claim = review["itemReviewed"]
    assert isinstance(claim, dict)
    assert (review["claimReviewed"], claim["author"]) == ("she never answered a letter", [REHN])


@pytest.mark.parametrize("verdict", ["supported", "disputed", "unproven", "false"])
def test_the_rating_is_the_verdicts_name_and_no_number(tmp_path: Path, verdict: str) -> None:
    (review,) = reviews_of(tmp_path, with_fields(ON_REHNS_WORD, verdict=verdict)).reviews
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": verdict}


def test_the_papers_own_word_is_no_claim_of_others(tmp_path: Path) -> None:
    assert reviews_of(tmp_path, with_fields(OFFICE, **REVIEWED)) == ClaimReviews((), ())


def test_a_review_without_a_verdict_is_no_review_of_the_claim(tmp_path: Path) -> None:
    checked = with_fields(VISIT, source="rehn", reviewed_by="R. Sand", reviewed_on="2031-03-05")
    assert reviews_of(tmp_path, checked) == ClaimReviews((), ())


def test_a_verdict_without_an_address_is_counted_and_left_out(tmp_path: Path) -> None:
    fields = {key: value for key, value in ON_REHNS_WORD.fields.items() if key != "review_url"}
    found = reviews_of(tmp_path, replace(ON_REHNS_WORD, fields=fields))
    assert (found.reviews, len(found.without_address)) == ((), 1)


def test_the_command_writes_one_document(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(ON_REHNS_WORD, with_fields(SPEECH, **REVIEWED), curated=True))
    assert run("publish", file, "--store", tmp_path / "store").exit_code == 0
    result = run("export", "--claimreview", "--store", tmp_path / "store")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["@context"], len(document["@graph"])) == (0, "https://schema.org", 2)
    required = {"@type", "claimReviewed", "reviewRating", "url", "author", "itemReviewed", "datePublished"}
    assert all(required <= {key for key, value in each.items() if value} for each in document["@graph"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "turtle"), "--claimreview writes JSON-LD of one form, and goes with no other --format, nor with"),
        (("--shapes", "."), "--claimreview writes JSON-LD of one form, and goes with no other --format, nor with"),
        (("-o", "reviews.ttl"), "'reviews.ttl' is not named as JSON-LD, which --claimreview writes: end it in"),
        (
            ("-o", "reviews.csv.gz"),
            "'reviews.csv.gz' is not named as JSON-LD, which --claimreview writes: end it in",
        ),
    ],
)
def test_the_command_refuses_what_is_no_json(tmp_path: Path, words: tuple[str, str], message: str) -> None:
    result = run("export", "--claimreview", *words, "--store", tmp_path)
    assert (result.exit_code, message in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["reviews", "reviews.json", "reviews.2.jsonld", "REVIEWS.JSONLD.GZ"])
def test_the_document_goes_into_a_file_of_json(tmp_path: Path, name: str) -> None:
    file = write_sample(tmp_path, facts_of(ON_REHNS_WORD, curated=True))
    assert run("publish", file, "--store", tmp_path / "store").exit_code == 0
    told = run("export", "--claimreview", "--store", tmp_path / "store").stdout
    assert run("export", "--claimreview", "--store", tmp_path / "store", "-o", tmp_path / name).exit_code == 0
    written = (tmp_path / name).read_bytes()
    assert (gzip.decompress(written) if name.endswith("GZ") else written).decode() == told
