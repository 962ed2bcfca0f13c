"""The extractor beside hand-annotated articles: pinned floors, and the tempting wrong facts that it must not state."""

from __future__ import annotations

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path

from benchmarks.extraction_quality import Tally, gold_articles, load_rules, must_nots_met, predict, score
from tests.conftest import SHARED, needs_shared

pytestmark = needs_shared
GOLD = SHARED / "gold"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def measured() -> tuple[Tally, Tally, list[str]]:
    """The counts for what is published and with drafts, and the must-nots that were met."""
    rules = load_rules(GOLD)
    pairs = gold_articles(GOLD)
    both = [(gold, ours) for (gold, _), ours in zip(pairs, predict([a for _, a in pairs]), strict=True)]
    texts = [article.text or "" for _, article in pairs]
    published, drafts = (score(rules, both, texts, drafts=with_them) for with_them in (False, True))
    return published, drafts, must_nots_met(rules, GOLD, both)


def digest() -> str:
    joined = hashlib.sha256()
    for path in sorted(path for path in GOLD.iterdir() if path.suffix in (".yaml", ".json", ".py")):
        joined.update(path.name.encode() + b"\0" + path.read_bytes())
    return joined.hexdigest()


def share(counts: list[int]) -> float:
    return counts[0] / counts[1] if counts[1] else 1.0


def below(wanted: dict[str, float], reached: dict[str, float]) -> dict[str, tuple[float, float]]:
    return {name: (reached.get(name, 0.0), floor) for name, floor in wanted.items() if reached.get(name, 0.0) < floor}


def test_the_figures_are_of_this_data() -> None:
    assert digest() == FLOORS["data"]


def test_what_is_published_stays_as_right() -> None:
    *_, precision, recall, _ = measured()[0].rows()[-1]
    assert below(FLOORS["published"], {"precision": precision, "recall": recall}) == {}


def test_what_is_found_stays_as_much_and_as_right() -> None:
    rows = {row[0]: row for row in measured()[1].rows()}
    assert below(FLOORS["with-drafts"], {"precision": rows["all"][4], "recall": rows["all"][5]}) == {}
    assert below(FLOORS["precision"], {name: row[4] for name, row in rows.items()}) == {}
    assert below(FLOORS["recall"], {name: row[5] for name, row in rows.items()}) == {}


def test_direct_speech_is_found_whole() -> None:
    assert below(FLOORS["direct-speech"], {name: share(counts) for name, counts in measured()[1].direct.items()}) == {}


def test_the_values_of_facts_are_right() -> None:
    assert below(FLOORS["values"], {name: share(counts) for name, counts in measured()[1].values.items()}) == {}


def test_the_values_that_are_not_the_usual_ones_are_right() -> None:
    counts = measured()[1].unusual.values()
    assert below(FLOORS["unusual"], {"right": share([sum(c) for c in zip(*counts, strict=True)])}) == {}


def test_no_tempting_wrong_fact_is_published() -> None:
    assert measured()[2] == []
