"""`kg extract`: draft fact files from articles, for a person to edit."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import PATHS, QUIET, with_stdin
from kg.cli.output import say


@click.command()
@PATHS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one file an article into this folder.",
)
@click.option("--format", "form", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@QUIET
def extract(paths: tuple[Path, ...], output: Path | None, form: str, quiet: bool) -> None:
    """Find the facts in articles and write them as fact files, each fact under its sentence.

    \b
    kg extract page.html -o drafts/      edit, then:   kg validate drafts/ && kg publish drafts/
    """
    from kg.publishing import draft_files, find_files

    with with_stdin(paths) as given:
        for name, text, count in draft_files(list(find_files(given, wanted=("article",))), form):
            if output is None:
                click.echo(text, nl=False)
            else:
                _write(output, name, text)
                if not quiet:
                    say([f"{output / name}: {count} facts"])


def _write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    if target.exists():
        raise click.ClickException(
            f"{target} exists and may hold somebody's edits; move it away or choose another folder"
        )
    target.write_text(text, encoding="utf-8")
