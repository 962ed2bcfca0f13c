"""What is remembered of the model's rules is what they give."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from spacy.tokens import Doc

from kg.extraction.parsing.language import load_model, load_nlp, parse

CASES = Path(__file__).with_name("cases")
TOGETHER = (  # words that a rule names together, and the same words apart
    "We're gonna go. Let's go. Y'all know, you all do. I ain't. C'mon! I've gotta go. There's a boat.",
    "Let it be. All of you got the boat, and ta for that. I do, I did, but it is hers; but for it he would.",
    "He said:  two  spaces. \t A tab.\u3000",
    "((HP))  What did the minister say?",  # spaces that the parser does not call "dep"
    "",
)


def given(docs: list[Doc]) -> list[list[tuple[str, ...]]]:
    return [[(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.ent_type_) for t in doc] for doc in docs]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    cases = [case["text"] for file in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]
    return [*TOGETHER, *cases, *TOGETHER]


def test_the_model_with_a_memory_gives_what_it_gives_without(texts: list[str]) -> None:
    nlp = load_nlp()
    alone = given(list(parse(texts, load_model())))
    assert given(list(parse(texts, nlp))) == alone
    assert given(list(parse(texts, nlp))) == alone  # from memory
    assert len(texts) > 700
