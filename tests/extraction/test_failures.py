"""A slip of the rules says which article it was at: whoever publishes an archive leaves that out, and reports it."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from kg.extraction import pipeline
from kg.publishing import Chunk, Job, make_parts


def test_an_error_of_the_rules_names_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slip(*_: object) -> NoReturn:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(pipeline, "_facts", slip)
    file = tmp_path / "storm.txt"
    file.write_text("A storm over Kesmark\n\nAna Okoye visited Kesmark on Tuesday.\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError, match="a slip") as raised:
        list(make_parts(Job("https://kg.example/"), [Chunk((str(file),), 1)], tmp_path, 1))
    assert raised.value.__notes__ == [f"It was at A storm over Kesmark ({file})."]
