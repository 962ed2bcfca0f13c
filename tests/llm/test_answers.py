"""What a model wrote is read as JSON with a fence or thoughts around it, and as nothing else."""

from __future__ import annotations

import pytest

from kg.llm.answers import Answer, NoAnswer, read_content

WORDS = '{"entities": [1], "facts": [2]}'
NOT_JSON = NoAnswer("answer-not-json", "the model did not write JSON", again=True)


@pytest.mark.parametrize(
    "content",
    [
        WORDS,
        f"\n {WORDS}\n",
        f"```json\n{WORDS}\n```",
        f"```\n{WORDS}\n```\n",
        f"  ```JSON\r\n{WORDS}\r\n```",
        f"<think>{{</think>\n{WORDS}",
        f"<think>a</think>b</think>```json\n{WORDS}\n```",
    ],
)
def test_the_json_is_found(content: str) -> None:
    assert read_content(content) == Answer(content, [1], [2])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "null and void",
        f"Here: {WORDS}",
        f"{WORDS}{WORDS}",
        f"```json\n{WORDS}",
        f"```\n{WORDS}\n```\nmore",
        "{'entities': []}",
        f"<think>{WORDS}",
        '{"facts": [], "facts": []}',
        '{"entities": [], "facts": [Infinity]}',
        "9" * 5000,
        "[" * 10**5,
    ],
)
def test_anything_else_is_no_answer(content: str) -> None:
    assert read_content(content) == NOT_JSON
