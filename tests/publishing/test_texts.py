"""Where the text of a fact file is found."""

from __future__ import annotations

from pathlib import Path

from kg.model import text_digest
from kg.publishing.texts import Texts

TEXT = "Rain fell on Port Amsel.\n"


def written(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def origin(texts: Texts, beside: Path | None = None) -> str | None:
    article = texts.article(text_digest(TEXT), beside)
    return Path(str(article.origin)).name if article else None


def test_a_text_beside_the_fact_file_is_found_whatever_it_is_called(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Snow.")
    written(tmp_path, "other.txt")
    assert origin(Texts(), tmp_path / "a.facts.yaml") == "other.txt"


def test_a_text_of_the_same_name_is_looked_at_first(tmp_path: Path) -> None:
    written(tmp_path, "a.txt")
    written(tmp_path, "z.txt")
    assert origin(Texts(), tmp_path / "z.facts.yaml") == "z.txt"


def test_a_text_elsewhere_is_found_by_its_digest(tmp_path: Path) -> None:
    file = written(tmp_path / "deep" / "er", "x.txt")
    assert (origin(Texts([tmp_path])), origin(Texts([file])), origin(Texts())) == ("x.txt", "x.txt", None)


def test_the_text_in_a_line_of_a_dump_is_found(tmp_path: Path) -> None:
    written(tmp_path, "dump.jsonl", '{"text": "Snow."}\n{"text": "Rain fell on Port Amsel.\\n"}\n')
    assert origin(Texts([tmp_path])) == "dump.jsonl"


def test_a_broken_line_of_a_dump_hides_no_other_text(tmp_path: Path) -> None:
    written(tmp_path, "dump.jsonl", '{"text": "Snow."}\n{"te\n{"text": "Rain fell on Port Amsel.\\n"}\n')
    assert origin(Texts([tmp_path])) == "dump.jsonl"


def test_a_text_may_be_asked_for_again(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Snow.")
    written(tmp_path, "b.txt")
    texts = Texts([tmp_path])
    assert [origin(texts), origin(texts, tmp_path / "b.facts.yaml"), origin(texts)] == ["b.txt"] * 3
    found = texts.article(text_digest("Snow."))
    assert found
    assert found.text == "Snow."


def test_files_that_are_no_articles_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00")
    written(tmp_path, "b.json", "{")
    written(tmp_path, "c.txt")
    assert origin(Texts([tmp_path])) == "c.txt"


def test_a_fact_file_is_never_read_as_a_text(tmp_path: Path) -> None:
    written(tmp_path, "a.facts.json", '{"text": "Rain fell on Port Amsel.\\n"}')
    assert origin(Texts([tmp_path]), tmp_path / "a.facts.json") is None
