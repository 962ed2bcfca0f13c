"""`kg export`: what is written, where, and in which format."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal

from kg.cli.export import _size
from kg.serialization import DATASET_FORMATS, FORMATS, parse
from kg.vocab import nf, prov, rdf
from tests.cli.running import run
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, write_sample

ENDINGS = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}


def test_everything_is_turtle_on_stdout(newsroom: Path) -> None:
    result = run("export", "--store", newsroom)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("@prefix article: <https://kg.example/article/> .\n")
    assert result.stdout.count(" a nf:Assertion ;") == 3


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_reads_back_as_the_same(newsroom: Path, form: str) -> None:
    quads = set(parse(run("export", "--store", newsroom, "--format", "nquads").stdout_bytes, "nquads"))
    found = set(parse(run("export", "--store", newsroom, "--format", form).stdout_bytes, form))
    assert len(quads) > 100
    if form in DATASET_FORMATS:
        assert found == quads
    else:
        assert {quad.triple for quad in found} == {quad.triple for quad in quads}


@pytest.mark.parametrize("form", FORMATS)
def test_the_name_of_a_file_says_its_format(newsroom: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"all.{ENDINGS[form]}"
    result = run("export", "--store", newsroom, "-o", file)
    assert re.fullmatch(rf"Wrote {re.escape(str(file))} \(\d+ KB\)\.\n", result.output)
    assert result.exit_code == 0
    assert file.read_bytes() == run("export", "--store", newsroom, "--format", form).stdout_bytes
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_format_that_is_named_counts_before_the_name_of_the_file(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.ttl"
    run("export", "--store", newsroom, "-o", file, "--format", "nquads")
    assert len(list(parse(file.read_bytes(), "nquads"))) > 100


@pytest.mark.parametrize(
    ("words", "there", "absent"),
    [
        (("--article", str(ARTICLE.url)), "nf:OfficeHolding", "skos:Concept"),
        (("--entity", "Tomas Rehn"), "nf:Meeting", "nf:OfficeHolding"),
        (("--graph", "https://kg.example/graph/entities"), "schema:jobTitle", "nf:Assertion"),
    ],
)
def test_a_part_has_only_what_belongs_to_it(newsroom: Path, words: tuple[str, str], there: str, absent: str) -> None:
    result = run("export", "--store", newsroom, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert there in result.stdout
    assert absent not in result.stdout


@pytest.mark.parametrize("words", [("--article", str(ARTICLE.url)), ("--entity", "Tomas Rehn")])
def test_a_part_says_which_rule_read_what_is_in_it(words: tuple[str, str], tmp_path: Path) -> None:
    write_sample(tmp_path / "talks", facts_of(replace(MEETING, by="meeting-verb@1", confidence=0.9)))
    run("publish", tmp_path, "--store", tmp_path / "store")
    quads = list(
        parse(run("export", "--store", tmp_path / "store", *words, "--format", "nquads").stdout_bytes, "nquads")
    )
    read_by = {quad.object for quad in quads if quad.predicate == prov.wasGeneratedBy}
    told = {(quad.subject, quad.predicate, quad.object) for quad in quads if quad.subject in read_by}
    activity = next(iter(read_by))
    assert told == {
        (activity, rdf.type, nf.ExtractionActivity),
        (activity, nf.tool, Literal("kg")),
        (activity, nf.rule, Literal("meeting-verb@1")),
    }


def test_two_stores_from_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, OFFICE, MEETING))
    for name in ("one", "two"):
        run("publish", file, "--store", tmp_path / name)
    first, second = (run("export", "--store", tmp_path / name).stdout_bytes for name in ("one", "two"))
    assert first == second
    assert b" a nf:Visit ;" in first


def test_what_is_not_found_leaves_the_file_as_it_was(newsroom: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.ttl"
    file.write_text("before", encoding="utf-8")
    result = run("export", "--store", newsroom, "--article", "https://harbourpost.example/none", "-o", file)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: https://harbourpost.example/none: no article in the store has this URL, IRI, id or headline\n"
    )
    assert (file.read_text(encoding="utf-8"), [path.name for path in tmp_path.iterdir()]) == ("before", ["all.ttl"])


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "csv"])
def test_a_name_with_gz_is_packed_and_the_same_bytes_each_time(newsroom: Path, tmp_path: Path, ending: str) -> None:
    plain, packed, again = (tmp_path / f"{name}.{ending}" for name in ("a", "b", "c"))
    packed, again = (each.with_name(f"{each.name}.gz") for each in (packed, again))
    for file in (plain, packed, again):
        result = run("export", "--store", newsroom, "-o", file)
        assert (result.exit_code, result.stderr) == (0, f"Wrote {file} ({_size(file.stat().st_size)}).\n")
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()
    assert packed.read_bytes()[:9] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00"  # no flags, no name, no time


def test_a_name_that_says_no_rdf_format_is_refused(newsroom: Path, tmp_path: Path) -> None:
    result = run("export", "--store", newsroom, "-o", tmp_path / "facts.xlsx")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: Invalid value for --output: '.xlsx' names no format: "
        "write .ttl, .trig, .nq, .nt, .jsonld, .rdf or .csv, which spreadsheets open (--bom for Excel), "
        "each also with .gz, or give --format",
    )
    assert not (tmp_path / "facts.xlsx").exists()
