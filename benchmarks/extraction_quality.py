"""Scores the extractor against the gold articles and times it beside the bare parser: `python -m benchmarks.extraction_quality`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.extraction import extract_many, load_nlp
from kg.extraction.page import outline
from kg.factfile import write_facts
from kg.model import Article, ArticleFacts, Block

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_FURNITURE = ("Stay up to date", "Notifications", "Thank you for registering", "Please refresh")


def gold_articles(shared: Path = SHARED) -> Iterator[Article]:
    """The gold articles, with the days of publication that their fact files give."""
    import yaml

    texts = {each["id"]: each["text"] for each in json.loads((shared / "gold/articles.json").read_text("utf-8"))}
    texts["seed-independent"] = (shared / "seed/article.txt").read_text("utf-8")
    for file in sorted((shared / "gold").glob("*.facts.yaml")):
        known = yaml.safe_load(file.read_text("utf-8"))["article"]
        text = texts[known["id"]]
        article = Article(text=text, id=known["id"], published=str(known["published"]), publisher=known["publisher"])
        yield replace(article, blocks=_seed_blocks(text)) if known["id"] == "seed-independent" else article


def _seed_blocks(text: str) -> tuple[Block, ...]:
    """The seed's blocks as a page reader should label them, told by the seed's own layout."""
    blocks, at = [], 0
    kinds = _seed_kinds(text)
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(next(kinds), at, at + len(line)))
        at += len(line) + 1
    return tuple(blocks)


def _seed_kinds(text: str) -> Iterator[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    start = next(n for n, line in enumerate(lines) if line.endswith("trip to China"))
    begun = next(n for n, line in enumerate(lines) if line.startswith("James Cleverly said"))
    for number, line in enumerate(lines):
        if number == start:
            yield "headline"
        elif number == start + 1:
            yield "standfirst"
        elif number == start + 4:
            yield "caption"
        elif number < begun or line.startswith(_FURNITURE):
            yield "furniture"
        elif line == "James Cleverly" or lines[min(number + 1, len(lines) - 1)] == "James Cleverly":
            yield "pull-quote"
        else:
            yield "body"


def score(facts: Sequence[ArticleFacts], shared: Path = SHARED, *, drafts: bool = True, gold: Path | None = None) -> dict[str, Any]:
    """What score_facts.py says of these facts: precision, recall and F1 by type, and the qualifiers."""
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.jsonl")
        predicted.write_text("".join(write_facts(each, "json") for each in facts), "utf-8")
        command = [sys.executable, str(shared / "gold/score_facts.py"), str(gold or shared / "gold"), str(predicted), "--json"]
        done = subprocess.run(command + ([] if drafts else ["--no-drafts"]), capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def speed(articles: Sequence[Article]) -> tuple[float, float]:
    """Words a second of extraction and of the bare parser over the same paragraphs."""
    nlp = load_nlp()
    paragraphs = [a.text[p.start : p.end] for a in articles for p in outline(a).paragraphs if a.text]
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    began = time.perf_counter()
    for _ in nlp.pipe(paragraphs, batch_size=32):
        pass
    bare = time.perf_counter()
    for _ in extract_many(articles, nlp=nlp):
        pass
    return words / (time.perf_counter() - bare), words / (bare - began)


def main() -> None:
    """Print the scores, published facts only and drafts too, and the speed."""
    articles = list(gold_articles())
    facts = list(extract_many(articles))
    for drafts in (False, True):
        print("all facts" if drafts else "published facts only")
        for name, row in score(facts, drafts=drafts).items():
            print(f"  {name:14}", row if not isinstance(row, dict) else " ".join(f"{k}={v}" for k, v in row.items()))
    ours, bare = speed(articles)
    print(f"words a second: {ours:.0f}, bare parser {bare:.0f}, share {ours / bare:.2f}")


if __name__ == "__main__":
    main()
