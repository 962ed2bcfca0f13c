"""How many inputs are cut into pieces of work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from kg.factfile import write_facts
from kg.model import Span
from kg.publishing import Chunk, Texts, chunks_of
from kg.publishing.inputs import Input, read_inputs
from kg.schema import load_schema
from tests.samples import ARTICLE, VISIT, facts_of, write_sample


def lines_of_facts(path: Path, count: int, *, odd: str = "") -> list[str]:
    articles = [replace(ARTICLE, url=f"https://harbourpost.example/{number}") for number in range(count)]
    lines = [write_facts(facts_of(VISIT, article=article), "json") for article in articles]
    path.write_text("".join(lines) + odd, encoding="utf-8")
    return lines


def test_files_are_taken_together_up_to_a_size_and_stay_in_their_order(tmp_path: Path) -> None:
    files = [write_sample(tmp_path, facts_of(VISIT), name, text=False) for name in ("a", "b", "c")]
    size = files[0].stat().st_size
    a, b, c = map(str, files)
    assert list(chunks_of(files, 2 * size)) == [Chunk((a, b), 2 * size), Chunk((c,), size)]
    assert list(chunks_of(files, 1)) == [Chunk((file,), size) for file in (a, b, c)]
    assert Chunk((a, b), size).files == (files[0], files[1])


def test_a_file_of_lines_is_cut_between_articles_of_which_eight_are_parsed_together(tmp_path: Path) -> None:
    lines = lines_of_facts(tmp_path / "all.facts.jsonl", 20)
    sizes = [len(line.encode()) for line in lines]
    chunks = list(chunks_of([tmp_path / "all.facts.jsonl"], sizes[0]))
    assert [chunk.span for chunk in chunks] == [
        Span(0, sum(sizes[:8]), 1, 0),
        Span(sum(sizes[:8]), sum(sizes[:16]), 9, 8),
        Span(sum(sizes[:16]), sum(sizes), 17, 16),
    ]


def test_stretches_of_a_file_hold_the_same_articles_as_the_whole(tmp_path: Path) -> None:
    lines_of_facts(tmp_path / "all.facts.jsonl", 20, odd='\n\n{"kg": 2}\n')
    types, (file, *_) = load_schema(), [tmp_path / "all.facts.jsonl"]
    chunks = list(chunks_of([file], 100))
    assert len(chunks) > 1
    parts = [each for chunk in chunks for each in read_inputs(file, types, Texts(), chunk.span)]
    whole = list(read_inputs(file, types, Texts()))
    assert parts == whole
    assert [each.number for each in whole if isinstance(each, Input)] == list(range(20))


def test_from_an_object_over_several_lines_on_a_file_stays_whole(tmp_path: Path) -> None:
    lines = lines_of_facts(tmp_path / "all.facts.jsonl", 9)
    spread = json.dumps(json.loads(lines[0]), indent=1)
    file = tmp_path / "all.facts.jsonl"
    file.write_text("".join(lines) + spread + "\n" + "".join(lines), encoding="utf-8")
    chunks = list(chunks_of([file], 100))
    assert [chunk.span and chunk.span.number for chunk in chunks] == [0, 8]
    types = load_schema()
    parts = [each for chunk in chunks for each in read_inputs(file, types, Texts(), chunk.span)]
    assert parts == list(read_inputs(file, types, Texts()))


def test_articles_of_a_stretch_are_named_by_their_line_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    line = json.dumps({"@type": "NewsArticle", "headline": "Rain", "articleBody": "Rain fell on Port Amsel."})
    file.write_text(f"{line}\n" * 8 + "\n" + f"{line}\n" * 8 + "broken\n", encoding="utf-8")
    chunks = list(chunks_of([file], 100))
    assert [chunk.span and chunk.span.line for chunk in chunks] == [1, 10]
    from kg.reading import read_articles_with_problems

    parts = [str(each) for chunk in chunks for each in read_articles_with_problems(file, chunk.span)]
    assert parts == [str(each) for each in read_articles_with_problems(file)]
    assert parts[-1].startswith(f"{file}:18: this line is not JSON")
