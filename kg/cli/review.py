"""`kg review`: goes through drafts at a terminal, a fact at a time, and edits the fact files as it is told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.desk import Desk
from kg.cli.failures import USAGE
from kg.cli.keyboard import typing_shown
from kg.cli.options import PATHS, TEXTS, shapes_options, types_of
from kg.cli.output import say
from kg.cli.rules import REVIEWED_ON, review_of


@click.command()
@PATHS
@TEXTS
@click.option(
    "--reviewed-by",
    metavar="NAME",
    help="Who checks the facts, today if --reviewed-on names no day. All that nobody has reviewed are shown, and those "
    "that are kept get the name.",
)
@REVIEWED_ON
@click.option(
    "--missed",
    is_flag=True,
    help="Stop at the other sentences too, with what was found in each, to write down what was missed.",
)
@shapes_options
@click.pass_context
def review(
    context: click.Context,
    paths: tuple[Path, ...],
    texts: tuple[Path, ...],
    reviewed_by: str | None,
    reviewed_on: str | None,
    missed: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Go through the drafts of fact files: each in plain English and in its sentence, to keep, delete, mend or leave.

    What was missed can be added to the sentence that is shown.

    PATHS are fact files in YAML, and folders of them. One key decides, and each decision is written into the file at
    once. Keys that come before a fact is shown do not count, unless stdin is a pipe.

    \b
    kg review drafts
    kg review drafts --texts articles --reviewed-by "R. Sand"      all facts, not only drafts
    kg review drafts --missed                                      all other sentences too
    """
    from kg.publishing.inputs import find_files, kind_of
    from kg.publishing.reviewing import sheet_of
    from kg.publishing.texts import Texts

    today = datetime.now(UTC).astimezone().date().isoformat()
    signed = review_of(reviewed_by, reviewed_on or (None if reviewed_by is None else today))
    if sys.stdin is None:
        raise click.UsageError("there is no stdin to read keys from")
    for path in paths:
        if str(path) == "-" or (path.is_file() and kind_of(path) != "facts"):
            raise click.UsageError(f"{path} is no fact file; `kg extract {path} -o drafts` makes one of an article")
    types, known = types_of(shapes, ontology), Texts(texts)
    files = list(find_files(paths, ("facts",)))
    desk = Desk(files, lambda path: sheet_of(path, types, known), signed, missed)
    try:
        with typing_shown(on=False):
            desk.work()
    finally:
        say([desk.total()])
    if desk.unusable:
        context.exit(USAGE)
