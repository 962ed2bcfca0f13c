"""Words per second of the extractor beside the bare language model with the same components, on the same articles.

    python benchmarks/extraction_speed.py [ARTICLES.jsonl] [--rounds 3] [--processes 2] [--memory 10000]

Without a file, the sample articles of data/ are read again and again. `--processes` gives the words per second of as
many extractors side by side, `--memory` the resident memory of one extractor over that many short articles, each with
names of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import kg
from kg.extraction import extract_many, load_nlp
from kg.extraction.articles.page import outline
from kg.extraction.parsing.language import load_model, parse

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    """Print words per second of both, measured in turns, and their ratio; then what the options ask for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("articles", nargs="?", type=Path, help="JSON lines with `text` and `date`")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--processes", type=int, help="measure as many extractors side by side")
    options.add_argument("--memory", type=int, help="measure the memory over so many articles")
    given = options.parse_args()
    if given.memory:
        measure_memory(given.memory)
        return
    articles = _from_lines(given.articles) if given.articles else _from_data()
    words = sum(len((article.text or "").split()) for article in articles)
    print(f"{len(articles)} articles, {words} words")
    if given.processes:
        measure_processes(articles, words, given.processes)
        return
    nlp, model_alone = load_nlp(), load_model()
    list(extract_many(articles[:3], nlp=nlp))  # warm
    bare: list[float] = []
    ours: list[float] = []
    for _ in range(given.rounds):
        bare.append(_seconds(parse((each for a in articles for each in outline(a).words()), model_alone)))
        ours.append(_seconds(extract_many(articles, nlp=nlp)))
    model, extractor = words / statistics.median(bare), words / statistics.median(ours)
    print(f"model alone {model:8.0f} words/s")
    print(f"extractor   {extractor:8.0f} words/s   {extractor / model:.2f} of the model alone")


def measure_processes(articles: list[kg.Article], words: int, number: int) -> None:
    """Print the words per second of one process, and of `number` of them that each extract all articles."""
    speeds = {count: count * words / _together(articles, count) for count in (1, number)}
    for count, speed in speeds.items():
        print(f"{count} process{'es' if count > 1 else ''} {speed:8.0f} words/s   {speed / speeds[1]:.2f} times one")


def _together(articles: list[kg.Article], count: int) -> float:
    """The seconds from the moment that all have their model to the last one's end."""
    context = get_context("spawn")
    ready = context.Barrier(count + 1)
    workers = [context.Process(target=_work, args=(articles, ready)) for _ in range(count)]
    for worker in workers:
        worker.start()
    ready.wait()
    start = time.perf_counter()
    for worker in workers:
        worker.join()
    return time.perf_counter() - start


def _work(articles: list[kg.Article], ready: Barrier) -> None:
    nlp = load_nlp()
    list(extract_many(articles[:3], nlp=nlp))
    ready.wait()
    _seconds(extract_many(articles, nlp=nlp))


def measure_memory(number: int) -> None:
    """Print the resident memory in MB after each tenth of the articles."""
    facts = 0
    for count, found in enumerate(extract_many(_invented(number), nlp=load_nlp()), 1):
        facts += len(found.facts)
        if count % max(number // 10, 1) == 0:
            print(f"{count:6} articles, {facts:7} facts, {_resident():6.0f} MB", flush=True)


def _invented(number: int) -> Iterator[kg.Article]:
    """Short articles from sentences of the samples, each with people of its own."""
    choose = random.Random(7)
    paragraphs = [line for article in _from_data()[:8] for line in (article.text or "").splitlines() if len(line) > 80]
    for _ in range(number):
        name = "".join(choose.choice("bdfgklmnprstv") + choose.choice("aeiou") for _ in range(4)).title()
        said = f"Foreign Minister Ana {name} said on Monday that {choose.randrange(10**6)} people had left {name}stad."
        yield kg.Article(text=f"{choose.choice(paragraphs)}\n{said}", published="2031-05-06")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


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
