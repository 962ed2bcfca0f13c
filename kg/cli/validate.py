"""`kg validate`: fact files or RDF against the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.failures import FINDINGS, USAGE
from kg.cli.options import (
    AUTHORITY,
    ENGINE,
    PATHS,
    QUIET,
    TEXTS,
    linker_of,
    shapes_options,
    skipped,
    types_of,
    with_stdin,
)
from kg.cli.output import say, shown


@click.command()
@PATHS
@TEXTS
@AUTHORITY
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A store that has the articles and entities that RDF files speak of and do not describe.",
)
@ENGINE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="Words for people, JSON for programs, or a W3C validation report.",
)
@click.option("--strict", is_flag=True, help="Warnings count as violations.")
@QUIET
@shapes_options
def validate(
    paths: tuple[Path, ...],
    texts: tuple[Path, ...],
    authority: tuple[Path, ...],
    store: Path | None,
    engine: str,
    form: str,
    strict: bool,
    quiet: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Check fact files or RDF against the shapes, drafts included; nothing is written.

    PATHS are fact files (.facts.yaml, .facts.json), RDF (.ttl, .trig, .nt, .nq, .rdf, .jsonld), articles, folders of
    these, or - (stdin).

    \b
    kg validate facts/talks.facts.yaml
    kg validate new.ttl --store newsroom --format turtle
    """
    from kg.iris import Iris
    from kg.publishing import Gate, Rules, Texts, find_files, validate_files
    from kg.validation import Validator

    types = types_of(shapes, ontology)
    rules, linker = Rules(drafts=True, strict=strict), linker_of(authority, types)
    gate = Gate(types, Validator(types, engine), Iris(), rules, linker=linker)
    with with_stdin(paths) as given:
        say(() if quiet else skipped(given))
        verdict = validate_files(list(find_files(given)), gate, Texts(texts), store)
        text = shown(verdict.render(form))
        if form == "turtle":  # it has no words for what its files' readers remark
            say(verdict.problems())
    quiet = quiet and form == "text" and verdict.conforms
    unsaid = form == "turtle" and not verdict.usable  # a W3C report cannot say that a file was not read
    if not quiet and not unsaid:
        click.echo(text, nl=not text.endswith("\n"))
    if not verdict.conforms:
        click.get_current_context().exit(FINDINGS if verdict.usable else USAGE)
