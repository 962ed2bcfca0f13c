"""The story in data/: its fact files fit their texts, and its traps stand where the README says."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.model import ARTICLE, text_digest
from tests.conftest import ROOT

DATA = ROOT / "data"
FACT_FILES = sorted(DATA.glob("*.facts.yaml"))
TYPES = {
    "OfficeHolding": {"person", "organization"},
    "Membership": {"member", "group"},
    "Appointment": {"person"},
    "SpeechAct": {"speaker", "addressee", "about"},
    "Meeting": {"participants", "place"},
    "Visit": {"visitor", "destination"},
    "Agreement": {"parties", "place"},
    "Restriction": {"target", "authority", "jurisdiction"},
    "Event": {"participants", "place"},
}  # every fact type of the story, with its fields that hold entities
DATED = re.compile(r"\b([A-Z][a-z]+day) (\d{1,2} [A-Z][a-z]+ \d{4})\b")
README = (DATA / "README.md").read_text(encoding="utf-8")
TRAPS = re.findall(r"^\| ([^|`]+) \| `([^`|]+)` \| ([^|]+) \|$", README, re.MULTILINE)


def records() -> list[dict[str, Any]]:
    lines = (DATA / "kesmark-courier.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def texts() -> dict[str, str]:
    """Every text of the story, by its digest."""
    found = [path.read_text(encoding="utf-8") for path in DATA.glob("*.txt")]
    found += [record["articleBody"] for record in records()]
    return {text_digest(text): text for text in found}


def load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def entity_keys(fact: dict[str, Any]) -> Iterator[str]:
    for field in [*sorted(TYPES[fact["type"]]), "source"]:
        value = fact.get(field, [])
        for one in value if isinstance(value, list) else [value]:
            yield one["entity"] if isinstance(one, dict) else one


fact_files = pytest.mark.parametrize("path", FACT_FILES, ids=lambda path: path.name.removesuffix(".facts.yaml"))


@fact_files
def test_a_fact_file_belongs_to_a_text_of_the_story(path: Path) -> None:
    assert load(path)["article"]["text_digest"] in texts()


@fact_files
def test_every_quote_stands_where_its_evidence_says(path: Path) -> None:
    document = load(path)
    text = texts()[document["article"]["text_digest"]]
    evidence = [one for fact in document["facts"] for one in fact["evidence"]]
    assert [text[one["start"] : one["end"]] for one in evidence] == [one["quote"] for one in evidence]


@fact_files
def test_evidence_of_a_field_names_a_field_that_the_fact_has(path: Path) -> None:
    astray = [
        (fact["type"], one["of"])
        for fact in load(path)["facts"]
        for one in fact["evidence"]
        if "of" in one and one["of"] not in fact
    ]
    assert astray == []


@fact_files
def test_facts_use_the_entities_of_their_file_and_all_of_them(path: Path) -> None:
    document = load(path)
    used = {key for fact in document["facts"] for key in entity_keys(fact)}
    guessed = {key for entity in document["entities"].values() for key in entity.get("possibly_same_as", [])}
    assert (used | guessed) - {ARTICLE} == set(document["entities"])


@fact_files
def test_every_fact_says_whose_word_it_is_and_how_sure(path: Path) -> None:
    said = {"certainty", "polarity", "basis", "source", "evidence"}
    assert [fact for fact in load(path)["facts"] if not said <= set(fact)] == []


def test_the_story_uses_every_fact_type() -> None:
    assert {fact["type"] for path in FACT_FILES for fact in load(path)["facts"]} == set(TYPES)


def test_the_story_uses_every_value_that_keeps_a_fact_from_being_plainly_true() -> None:
    facts = [fact for path in FACT_FILES for fact in load(path)["facts"]]
    values = {(key, fact[key]) for fact in facts for key in ("status", "certainty", "polarity", "basis") if key in fact}
    statuses = {"mooted", "planned", "ongoing", "occurred", "cancelled", "postponed"}
    assert {value for key, value in values if key == "status"} == statuses
    assert {value for key, value in values if key == "certainty"} == {"certain", "probable", "possible"}
    assert {value for key, value in values if key == "polarity"} == {"positive", "negative"}
    assert {value for key, value in values if key == "basis"} == {"stated", "inferred"}
    assert {fact["tenure"] for fact in facts if "tenure" in fact} == {"current", "former", "acting", "incoming"}
    assert any(fact.get("draft") for fact in facts)


def test_the_fact_files_of_the_courier_agree_with_its_records() -> None:
    described = [load(path)["article"] for path in FACT_FILES]
    ours = {a["url"]: (a["headline"], a["published"], a.get("based_on")) for a in described}
    theirs = {r["url"]: (r["headline"], r["datePublished"], r.get("isBasedOn")) for r in records()}
    assert {url: ours[url] for url in theirs} == theirs


@pytest.mark.parametrize(
    "path", [p for p in FACT_FILES if p.with_name(p.name[:-11] + ".txt").exists()], ids=lambda path: path.name[:-11]
)
def test_a_page_dump_holds_what_its_fact_file_says_of_the_article(path: Path) -> None:
    article = load(path)["article"]
    lines = path.with_name(path.name[:-11] + ".txt").read_text(encoding="utf-8").splitlines()
    published = datetime.datetime.fromisoformat(article["published"])
    zone = {"+0100": "CET", "+0200": "CEST"}[f"{published:%z}"]
    assert article["headline"] in lines
    assert article["description"] in lines
    assert f"{published:%A} {published.day} {published:%B %Y %H:%M} {zone}" in lines
    assert any(line.startswith(" and ".join(article["authors"])) for line in lines)


def test_every_weekday_is_the_right_one() -> None:
    pages = [*DATA.glob("*.txt"), *DATA.glob("*.html"), *DATA.glob("*.jsonl"), DATA / "README.md"]
    named = {(day, date) for page in pages for day, date in DATED.findall(page.read_text(encoding="utf-8"))}
    assert named
    assert {(datetime.datetime.strptime(date, "%d %B %Y").strftime("%A"), date) for _, date in named} == named


def test_the_correction_is_a_later_revision_of_the_same_article() -> None:
    first = load(DATA / "03-orlen-collision.facts.yaml")
    second = load(DATA / "03b-orlen-collision-corrected.facts.yaml")
    assert first["article"]["url"] == second["article"]["url"]
    assert first["article"]["text_digest"] != second["article"]["text_digest"]
    assert first["article"]["published"] == second["article"]["published"] < second["article"]["modified"]
    assert second["article"]["correction"] in (DATA / "03b-orlen-collision-corrected.txt").read_text(encoding="utf-8")
    deaths = [[fact["deaths"] for fact in one["facts"] if "deaths" in fact] for one in (first, second)]
    assert deaths == [[4], [3]]


def test_the_namesakes_have_different_authorities_and_never_meet_in_one_article() -> None:
    named = [
        (path.name[:2], *entity["same_as"])
        for path in FACT_FILES
        for entity in load(path)["entities"].values()
        if entity["name"] == "Ivo Marten"
    ]
    mp, captain = "https://authority.example/id/ivo-marten-mp", "https://authority.example/id/ivo-marten-captain"
    assert named == [("01", mp), ("03", captain), ("03", captain), ("04", captain), ("05", mp)]


@pytest.mark.parametrize(("file", "words"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_a_trap_stands_where_the_readme_says(file: str, words: str) -> None:
    assert words in (DATA / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(DATA.glob("*.html")), ids=lambda path: path.stem)
def test_a_saved_page_says_the_same_of_itself_three_times(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    block = re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.DOTALL)
    assert block
    record = json.loads(block[1])
    assert f'<meta property="og:title" content="{record["headline"]}">' in page
    assert f"<h1>{record['headline']}</h1>" in page
    assert f'<link rel="canonical" href="{record["url"]}">' in page
    assert f'<time datetime="{record["datePublished"]}">' in page


def test_the_readme_names_every_file_of_the_story() -> None:
    named = set(re.findall(r"`([\w.-]+\.(?:txt|html|jsonl|yaml))`", README))
    story = {path.name for path in DATA.iterdir() if path.suffix in {".txt", ".html", ".jsonl", ".yaml"}}
    assert named == story


def test_the_tour_tells_the_story(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    done = subprocess.run([sys.executable, tmp_path / "data/demo.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("accepted")) == (0, 12)
    told = done.stdout.partition("3. Three questions")[2].splitlines()
    for line in (
        "    2031-03-04  Ana Okoye may visit Kesmark, on the word of Ana Okoye.",
        "    2031-03-25  Ana Okoye visited Kesmark, on the word of the paper itself.",
        "    2031-04-09  Ruben Halle accuses Ana Okoye of withholding a letter from Tessel Cable",
        "    Deaths: 3 or 4. (9 more such pairs)",
    ):
        assert line in told
