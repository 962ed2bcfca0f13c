"""Both engines find the same in articles that were broken at random: every finding, with its shape, node and value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.api import load_facts
from kg.iris import Iris
from kg.mapping import map_article
from kg.schema import bundled_schema
from kg.validation import Report, Validator
from tests.conftest import ROOT, SHARED
from tests.validation.mutations import MUTATIONS, Mutant, Triples, mutants

FACTS_EACH = 5  # a mutant of a whole article takes pyshacl five times as long, and shows no more

Articles = list[tuple[str, Triples]]
Engines = dict[str, Validator]


@pytest.fixture(scope="module")
def articles() -> Articles:
    """The sample articles, and the gold ones where they are at hand, a few facts at a time."""
    return [*_parts("data"), *_parts("gold")]


@pytest.fixture(scope="module")
def engines() -> Engines:
    return {name: Validator(bundled_schema(), name) for name in ("pyshacl", "shacl")}


def _parts(folder: str) -> Iterator[tuple[str, Triples]]:
    root = ROOT if folder == "data" else SHARED
    for path in sorted((root / folder).glob("*.facts.yaml")):
        facts = load_facts(path, texts=[SHARED] if folder == "gold" else [])
        for start in range(0, len(facts.facts), FACTS_EACH):
            part = replace(facts, facts=facts.facts[start : start + FACTS_EACH])
            mapped = map_article(part, bundled_schema(), Iris())
            triples = (*(quad.triple for quad in mapped.quads), *mapped.claims)
            yield f"{path.name} from fact {start}", tuple(dict.fromkeys(triples))


def _disagreements(broken: Iterator[Mutant], engines: Engines) -> list[object]:
    """Of each mutant that the engines differ on: what it is, what only pyshacl finds, and what only shacl."""
    found: list[object] = []
    for mutant in broken:
        reference, fast = (engines[name].validate(mutant.triples) for name in ("pyshacl", "shacl"))
        if reference != fast:
            only = ({*reference.findings} - {*fast.findings}, {*fast.findings} - {*reference.findings})
            found.append((mutant.article, mutant.mutations, *only))
    return found


def test_both_engines_find_nothing_in_the_articles_themselves(articles: Articles, engines: Engines) -> None:
    reports = [engine.validate(triples) for _, triples in articles for engine in engines.values()]
    assert set(reports) == {Report(True)}


@pytest.mark.parametrize("seed", range(10))
def test_both_engines_find_the_same_in_200_mutants(articles: Articles, engines: Engines, seed: int) -> None:
    assert _disagreements(mutants(articles, 20, seed), engines) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1050))
def test_both_engines_find_the_same_in_5000_mutants(articles: Articles, engines: Engines, seed: int) -> None:
    assert _disagreements(mutants(articles, 100, seed), engines) == []


def test_the_shapes_see_every_kind_of_mutation(articles: Articles, engines: Engines) -> None:
    """Engines that found nothing would agree too."""
    single = (mutant for mutant in mutants(articles, 500, seed=7) if len(mutant.mutations) == 1)
    seen = {mutant.mutations[0] for mutant in single if engines["shacl"].validate(mutant.triples).findings}
    assert seen == set(MUTATIONS)
