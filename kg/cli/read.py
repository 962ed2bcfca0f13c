"""`kg read`: what kg makes of a page before any fact is looked for."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.options import OUTPUT, PATHS


@click.command()
@PATHS
@OUTPUT
def read(paths: tuple[Path, ...], output: Path | None) -> None:
    """Print each article as one line of schema.org JSON-LD with its labelled blocks.

    \b
    kg read page.html | jq .headline
    """
    from kg.publishing import find_files
    from kg.reading import article_jsonld, read_articles

    with click.open_file(str(output or "-"), "w", encoding="utf-8") as stream:
        for path in find_files(paths):
            for article in read_articles(path):
                stream.write(json.dumps(article_jsonld(article), ensure_ascii=False) + "\n")
