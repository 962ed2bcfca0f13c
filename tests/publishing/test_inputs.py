"""Which files are read, and as what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.api import publish
from kg.errors import UnreadableInputError
from kg.publishing.inputs import Input, Unusable, ending_of, find_files, kind_of, problems_of, read_inputs
from kg.publishing.texts import Texts
from kg.schema import load_schema
from kg.store import open_store
from tests.reading.test_languages import GERMAN
from tests.samples import ARTICLE, MEETING, VISIT, facts_of, write_sample

TYPES = load_schema()


def found(*paths: Path, wanted: tuple[str, ...] = ("article", "facts", "rdf")) -> list[str]:
    return [path.name for path in find_files(paths, wanted)]


def folder_of(tmp_path: Path, *names: str) -> Path:
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.facts.yaml", "facts"),
        ("a.facts.yml", "facts"),
        ("A.FACTS.JSON", "facts"),
        ("a.facts.jsonl", "facts"),
        ("a.txt", "article"),
        ("a.html.gz", "article"),
        ("a.json", "article"),
        ("a.jsonl", "article"),
        ("a.ttl", "rdf"),
        ("a.jsonld", "rdf"),
        ("a.yaml", None),
        ("a.pdf", None),
        ("a", None),
    ],
)
def test_a_name_tells_the_kind(name: str, kind: str | None) -> None:
    assert kind_of(Path(name)) == kind


def test_a_folder_gives_its_files_in_sorted_order(tmp_path: Path) -> None:
    assert found(folder_of(tmp_path, "b.txt", "a/z.html", "c.facts.yaml", "d.ttl", "e.pdf")) == [
        "z.html",
        "b.txt",
        "c.facts.yaml",
        "d.ttl",
    ]


def test_curated_facts_stand_for_their_article(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.facts.yaml", "a.txt", "a.html", "b.txt", "sub/a.txt")
    assert found(folder) == ["a.facts.yaml", "b.txt", "a.txt"]
    assert found(folder / "a.txt") == ["a.txt"]


def test_a_fact_file_stands_for_no_article_whose_name_only_begins_as_its_own(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "St. Orlen ferry.facts.yaml", "St. Orlen ferry.html.gz", "St. Orlen talks.txt")
    assert found(folder) == ["St. Orlen ferry.facts.yaml", "St. Orlen talks.txt"]


def test_only_the_wanted_kinds_are_taken_from_a_folder(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "a.facts.yaml", "a.txt", "all.ttl")
    assert found(folder, wanted=("article", "facts")) == ["a.facts.yaml"]
    assert found(folder, wanted=("article",)) == ["a.txt"]


def test_stores_and_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.txt", ".git/b.txt", ".c.txt")
    with open_store(tmp_path / "store", create=True) as store:
        store.keep_report("report", "{}")
    assert found(tmp_path) == ["a.txt"]


def test_links_to_folders_are_not_followed_into_a_circle(tmp_path: Path) -> None:
    (folder_of(tmp_path, "a.txt") / "again").symlink_to(tmp_path, target_is_directory=True)
    assert found(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "no such file or folder"),
        ("notes.pdf", "kg does not read this form; save it as .txt or .html; it reads .txt"),
        ("empty", "there is nothing to read in this folder; kg reads .txt"),
        ("store", "is a store, not a folder of articles"),
    ],
)
def test_a_path_without_anything_to_read_is_said_with_its_name(tmp_path: Path, name: str, message: str) -> None:
    folder_of(tmp_path, "notes.pdf")
    (tmp_path / "empty").mkdir()
    open_store(tmp_path / "store", create=True).close()
    with pytest.raises(UnreadableInputError) as caught:
        found(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"kg: 1\narticle: {}", ".facts.yaml"),
        (b"# a comment\nkg: 1", ".facts.yaml"),
        (b'\xef\xbb\xbf{"kg": 1}', ".facts.jsonl"),
        (b'{\n  "kg": 1}', ".facts.jsonl"),
        (b'{"@type": "NewsArticle"}', ".jsonl"),
        (b"[1]", ".jsonl"),
        (b"@prefix a: <https://a/> .", ".trig"),
        (b"PREFIX a: <https://a/>", ".trig"),
        (b"<https://a/b> <https://a/c> 1 .", ".nq"),
        (b"<?xml version='1.0'?><rdf:RDF>", ".rdf"),
        (b"<!doctype html><title>a</title>", ".html"),
        (b"Okoye may travel\n\nIt rained.", ".txt"),
        (b"", ".txt"),
    ],
)
def test_what_has_no_name_is_known_by_its_beginning(content: bytes, ending: str) -> None:
    assert ending_of(content) == ending


def test_a_fact_file_is_read_with_the_text_beside_it(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, MEETING))
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Input)
    assert (given.facts.article.text, given.facts.curated, given.facts.origin) == (
        facts_of().article.text,
        True,
        str(file),
    )
    assert given.facts.facts == facts_of(VISIT, MEETING).facts


def test_a_file_that_is_not_text_gives_its_own_code(tmp_path: Path) -> None:
    file = tmp_path / "a.facts.yaml"
    file.write_bytes(b"kg: 1 \xff")
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Unusable)
    assert [problem.code for problem in given.problems] == ["wrong-encoding"]


def test_an_error_without_a_problem_is_called_unreadable() -> None:
    assert [problem.code for problem in problems_of(UnreadableInputError("gone"))] == ["unreadable"]


def test_an_empty_text_needs_no_language_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extraction.pipeline.load_nlp", lambda: pytest.fail("the model was loaded"))
    file = tmp_path / "empty.txt"
    file.write_text("", encoding="utf-8")
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Unusable)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "La ministre est dans le port avec les pêcheurs et elle a été reçue par le maire pour une visite.",
            "not-english",
        ),
        ("Rain and wind", "nothing-found"),
    ],
)
def test_a_text_without_facts_is_remarked_on(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{text}\n", encoding="utf-8")
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Input)
    assert ([each.code for each in given.problems], given.facts.facts) == ([code], ())


def test_a_page_that_ends_in_mid_document_is_remarked_on(tmp_path: Path) -> None:
    whole = (
        "<html><body><div><h1>Fog closes the port</h1><p>Ana Okoye visited Kesmark on Monday, the mayor said.</p>"
        "<p>No boat was let in before noon, and two freighters lay at anchor.</p></div></body></html>"
    )
    file = tmp_path / "a.html"
    for text, codes in ((whole, []), (whole[: whole.index("</div>")], ["cut-off"])):
        file.write_text(text, encoding="utf-8")
        (given,) = read_inputs(file, TYPES, Texts())
        assert isinstance(given, Input)
        assert [each.code for each in given.problems] == codes


CORRECTED = (
    "Three die in fire\n\n{head}\n\nThree people died in Velden on Monday, the mayor said.\n\n"
    "Correction: an earlier version said four."
)


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("4 March 2031", ["corrects-nothing"]),
        ("By Maren Ilk, The Velden Ledger\n4 March 2031", ["corrects-nothing"]),
        ("https://harbourpost.example/1\n4 March 2031", []),
    ],
)
def test_a_correction_of_which_nobody_can_tell_what_it_corrects_is_remarked_on(
    tmp_path: Path, head: str, codes: list[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(CORRECTED.format(head=head), encoding="utf-8")
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Input)
    assert given.facts.article.correction is not None
    assert [each.code for each in given.problems] == codes


def test_the_remark_outlives_the_draft(tmp_path: Path) -> None:
    article = replace(ARTICLE, url=None, correction="Correction: an earlier version said four.")
    (given,) = read_inputs(write_sample(tmp_path, facts_of(VISIT, article=article)), TYPES, Texts())
    assert isinstance(given, Input)
    assert [each.code for each in given.problems] == ["corrects-nothing"]


def test_the_remark_falls_away_where_the_corrected_article_is_known(tmp_path: Path) -> None:
    corrected = CORRECTED.format(head="By Maren Ilk, The Velden Ledger\n4 March 2031")
    renamed = corrected.replace("Three die", "Fire in Velden: three die")
    told = []
    with open_store(tmp_path / "store", create=True) as store:
        for text in (corrected.partition("Correction")[0].replace("Three people", "Four people"), corrected, renamed):
            file = tmp_path / "a.txt"
            file.write_text(text, encoding="utf-8")
            (outcome,) = publish([file], store).outcomes
            told.append([each.code for each in outcome.problems])
    assert told == [[], [], ["corrects-nothing"]]


def test_a_text_that_surely_is_not_english_gives_no_drafts_and_is_remarked_on(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{GERMAN}\n", encoding="utf-8")
    (given,) = read_inputs(file, TYPES, Texts())
    assert isinstance(given, Input)
    assert ([each.code for each in given.problems], given.facts.facts) == (["not-english"], ())
