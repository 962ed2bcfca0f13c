"""`kg read`: what kg makes of a page before any fact is looked for."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli.failures import USAGE
from kg.cli.options import OUTPUT, PATHS, with_stdin
from kg.cli.output import open_output, say


@click.command()
@PATHS
@OUTPUT
def read(paths: tuple[Path, ...], output: Path | None) -> None:
    """Print each article as one line of schema.org JSON-LD with its labelled blocks.

    PATHS are files, folders or - (stdin): pages (.html), texts (.txt), schema.org JSON (.json, .jsonl), feeds (.xml,
    .rss, .atom) and web archives (.warc). What cannot be read is said on stderr, and stops nothing else.

    \b
    kg read page.html | jq .headline
    """
    from kg.errors import UnreadableInputError
    from kg.publishing import find_files
    from kg.publishing.inputs import reading_remarks
    from kg.reading import article_jsonld, read_articles_with_problems

    whole = True
    with with_stdin(paths) as given, open_output(output) as stream:
        for path in find_files(given, wanted=("article",)):
            for each in read_articles_with_problems(path):
                if isinstance(each, UnreadableInputError):
                    say([f"Error: {each}"])
                    whole = False
                else:
                    line = json.dumps(article_jsonld(each), ensure_ascii=False) + "\n"
                    say(f"{path}: {problem.render()}" for problem in reading_remarks(each))
                    stream.write(line.encode("utf-8", "backslashreplace"))
    if not whole:
        click.get_current_context().exit(USAGE)
