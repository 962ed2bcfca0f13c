"""Words per second of the extractor beside the bare language model with the same components, on the same articles.

    python benchmarks/extraction_speed.py [ARTICLES.jsonl] [--rounds 3]

Without a file, the sample articles of data/ are read again and again.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

import kg
from kg.extraction import extract_many, load_nlp
from kg.extraction.language import parse
from kg.extraction.page import outline

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    """Print words per second of both, measured in turns, and their ratio."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("articles", nargs="?", type=Path, help="JSON lines with `text` and `date`")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    articles = _from_lines(given.articles) if given.articles else _from_data()
    words = sum(len((article.text or "").split()) for article in articles)
    nlp = load_nlp()
    list(extract_many(articles[:3], nlp=nlp))  # warm
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(given.rounds):
        bare.append(_seconds(parse((each for a in articles for each in outline(a).words()), nlp)))
        ours.append(_seconds(extract_many(articles, nlp=nlp)))
    model, extractor = words / statistics.median(bare), words / statistics.median(ours)
    print(f"{len(articles)} articles, {words} words")
    print(f"model alone {model:8.0f} words/s")
    print(f"extractor   {extractor:8.0f} words/s   {extractor / model:.2f} of the model alone")


def _seconds(results: Iterable[object]) -> float:
    start = time.perf_counter()
    for _ in results:
        pass
    return time.perf_counter() - start


def _from_lines(path: Path) -> list[kg.Article]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [kg.Article(text=line["text"], published=line.get("date")) for line in lines]


def _from_data() -> list[kg.Article]:
    return [kg.read_article(path) for path in sorted(DATA.glob("*.txt")) if path.name != "README.txt"] * 5


if __name__ == "__main__":
    main()
