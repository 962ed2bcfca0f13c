"""The cases of the reader: an input each, and beside it what is to be read in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import UnreadableInputError
from kg.model import Article
from kg.reading import read_articles_with_problems

CASES = Path(__file__).parent / "cases"
INPUTS = sorted(path for path in CASES.iterdir() if not path.name.endswith(".expected.json"))
_LEFT_OUT = ("text", "text_digest", "origin", "blocks")


def expected_of(path: Path) -> Path:
    """The file with what is to be read in an input."""
    return path.with_name(f"{path.name}.expected.json")


def described(path: Path) -> list[Any]:
    """What is read in an input: each article as its fields and its blocks with their words, or the error's message."""
    return [
        _described(each) if isinstance(each, Article) else {"error": str(each).replace(str(path), path.name)}
        for each in read_articles_with_problems(path)
        if isinstance(each, Article | UnreadableInputError)
    ]


def _described(article: Article) -> dict[str, Any]:
    text = article.text or ""
    fields = {key: value for key, value in asdict(article).items() if value and key not in _LEFT_OUT}
    blocks = [[block.kind, text[block.start : block.end]] for block in article.blocks]
    whole: dict[str, Any] = json.loads(json.dumps({**fields, "blocks": blocks}))
    return whole


def main() -> None:
    """Write what is read in each input beside it: to be looked at, line by line, before it is kept."""
    for path in INPUTS:
        expected_of(path).write_text(json.dumps(described(path), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
