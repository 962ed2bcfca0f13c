"""Every code that kg can give is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.checks import KINDS
from kg.errors import KgError
from kg.explanations import FINDINGS, INPUTS, OUTCOMES, explanation_of, known_codes
from kg.factfile import EXPLANATIONS as FACT_FILES
from kg.publishing import outcomes
from kg.schema import EXPLANATIONS as SHAPES
from kg.schema import load_schema

TYPES = load_schema()
READERS = {**FACT_FILES, **SHAPES, **INPUTS, **OUTCOMES, **FINDINGS}
COMPONENTS = """
    And Class Closed Datatype Disjoint Equals HasValue In LanguageIn LessThan LessThanOrEquals MaxCount MaxExclusive
    MaxInclusive MaxLength MinCount MinExclusive MinInclusive MinLength Node NodeKind Not Or Pattern Property
    QualifiedMaxCount QualifiedMinCount SPARQL UniqueLang Xone
""".split()  # the constraint components of SHACL (W3C, 2017), sections 4 and 5.2.3


@pytest.mark.parametrize("code", sorted(READERS))
def test_a_readers_code_is_explained_in_whole_sentences(code: str) -> None:
    text = explanation_of(code, TYPES)
    assert text == READERS[code]
    assert text.endswith((".", "kg: 1", "{key: value, ...}"))


def test_no_code_is_explained_twice() -> None:
    codes = [code for code, _ in known_codes(TYPES)]
    assert len(codes) == len(set(codes))
    assert set(READERS) < set(codes)


def test_every_fate_of_an_article_and_every_kind_of_finding_is_explained() -> None:
    fates = {value for name, value in vars(outcomes).items() if name.isupper() and isinstance(value, str)}
    assert (set(OUTCOMES), set(FINDINGS)) == (fates, set(KINDS))


def test_every_code_in_the_list_can_be_asked_for() -> None:
    for code, first in known_codes(TYPES):
        assert first
        assert "\n" not in first
        assert explanation_of(code, TYPES)


def test_a_finding_is_explained_by_its_shape_and_its_constraint() -> None:
    assert explanation_of("Visit-destination:MinCount", TYPES).splitlines() == [
        "Visit-destination: the field `destination` of Visit",
        "Something that must be said is missing.",
        *explanation_of("Visit-destination", TYPES).splitlines()[1:],
    ]
    assert explanation_of("Visit-destination", TYPES) == explanation_of("Visit-destination:*", TYPES)
    assert explanation_of("Visit-destination", TYPES).endswith(
        "Shape: https://w3id.org/news-facts/shapes#Visit-destination"
    )


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_constraint_that_a_shape_may_have_is_explained(component: str) -> None:
    plain = explanation_of("Visit-destination", TYPES).splitlines()
    explained = explanation_of(f"Visit-destination:{component}", TYPES).splitlines()
    assert (explained[0], explained[2:], len(explained)) == (plain[0], plain[1:], len(plain) + 1)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("wrong-quotte", "There is no code 'wrong-quotte'. Did you mean wrong-quote or wrong-text?"),
        ("WRONG-QUOTE", "There is no code 'WRONG-QUOTE'. Did you mean wrong-quote or wrong-text or Quote?"),
        ("zzzzzz", "There is no code 'zzzzzz'. `kg explain` lists all."),
        ("", "There is no code ''. `kg explain` lists all."),
        (
            "Mine:MinCount",
            "There is no code 'Mine:MinCount'. `kg explain` lists all. "
            "That of a shape of your own needs its file: --shapes.",
        ),
        ("Visit-destination:Min", "Visit-destination has no constraint 'Min'. Did you mean In?"),
    ],
)
def test_a_code_that_does_not_exist_is_answered_with_those_near_it(code: str, message: str) -> None:
    with pytest.raises(KgError) as caught:
        explanation_of(code, TYPES)
    assert str(caught.value) == message


def test_a_shape_of_ones_own_is_explained_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix nf: <https://w3id.org/news-facts/ns#> .
<https://mine.example/EventPlace> a sh:NodeShape ; sh:targetClass nf:Visit ;
    sh:property [ sh:path nf:destination ; sh:minCount 1 ; sh:message "Say where it was."@en ] .
"""
    )
    assert explanation_of("EventPlace:MinCount", load_schema(shapes=(path,))).splitlines() == [
        "EventPlace: EventPlace of Visit",
        "Something that must be said is missing.",
        "Say where it was.",
        "Shape: https://mine.example/EventPlace",
    ]
