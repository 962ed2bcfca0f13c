"""From raw text to a published graph, beside the bare language model over the same words, by one process.

    python -m benchmarks.extraction_to_graph [ARTICLES.jsonl] [--articles 1000]

Without a file so many articles of `benchmarks/archive.py` are taken, as texts. Prints seconds of the processor: of each
step by itself, each as it is known, and of the whole as `kg publish --jobs 1` does it, with its share of the speed of
the model alone. How far the whole is, is told on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.archive import facts_of
from kg.extraction import extract_many, load_nlp
from kg.extraction.articles.page import outline
from kg.extraction.parsing.language import load_model, parse
from kg.iris import Iris
from kg.model import Article
from kg.publishing import Gate, Job, Progress, chunks_of, find_files, publish_many
from kg.publishing.inputs import Input
from kg.reading import article_jsonld, read_articles
from kg.schema import load_schema
from kg.store import open_store
from kg.validation import Validator


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", nargs="?", type=Path, help="JSON lines with `text`, and `title`, `date`, `url`")
    options.add_argument("--articles", type=int, default=1_000)
    given = options.parse_args()
    articles = _from_lines(given.file) if given.file else [facts_of(n).article for n in range(given.articles)]
    words = sum(len((article.text or "").split()) for article in articles)
    print(f"{len(articles):,} articles, {words:,} words\n{'':34} {'cpu s':>8} {'words/s':>9}")
    with tempfile.TemporaryDirectory(prefix="kg-graph-") as scratch:
        file = Path(scratch, "articles.jsonl")
        lines = (json.dumps(article_jsonld(each), ensure_ascii=False) + "\n" for each in articles)
        file.write_text("".join(lines), encoding="utf-8")
        report(file, words, Path(scratch, "store"))


def report(file: Path, words: int, place: Path) -> None:
    """Measure each step, then the whole."""
    nlp, model_alone, types = load_nlp(), load_model(), load_schema()
    gate = Gate(types, Validator(types), Iris())

    def line(name: str, work: Callable[[], Any]) -> tuple[float, Any]:
        start = time.process_time()
        found = work()
        seconds = time.process_time() - start
        print(f"{name:34} {seconds:8.1f} {words / seconds:9,.0f}", flush=True)
        return seconds, found

    _, articles = line("read the articles", lambda: list(read_articles(file)))
    list(extract_many(articles[:3], nlp=nlp))  # warm
    alone, _ = line("the language model alone", lambda: _last(parse(_paragraphs(articles), model_alone)))
    _, facts = line("extract, the model with it", lambda: list(extract_many(articles, nlp=nlp)))
    line("map and validate", lambda: [gate.check(Input("", each)) for each in facts])
    job, now = Job(gate.iris.base), datetime(2031, 1, 1, tzinfo=UTC)
    with open_store(place, create=True) as store:
        whole, _ = line(
            "all: raw text to published graph",
            lambda: publish_many(list(chunks_of(find_files([file]))), store, job, types, now=now, watch=_tell),
        )
        print(f"\n{alone / whole:.2f} of the model alone; {store.history()[0].quads:,} quads")


def _tell(progress: Progress) -> None:
    """Say on stderr how far the whole is, each time a chunk is done."""
    print(f"  {progress.share:4.0%}, {progress.articles:,} articles, {progress.left:.0f} s left", file=sys.stderr)


def _paragraphs(articles: Iterable[Article]) -> Iterable[str]:
    return (each for article in articles for each in outline(article).words())


def _last(results: Iterable[object]) -> None:
    for _ in results:
        pass


def _from_lines(path: Path) -> list[Article]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Article(text=each["text"], headline=each.get("title"), published=each.get("date"), url=each.get("url"))
        for each in lines
    ]


if __name__ == "__main__":
    main()
