"""`kg export`: the published graph as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import OUTPUT
from kg.cli.output import open_output
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.remote import Address

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")


@click.command()
@store_options
@click.option("--article", help="Only this article: its URL, IRI or id.")
@click.option("--entity", help="Only what is said of this entity: its IRI or exact name.")
@click.option("--graph", help="Only this named graph: its IRI.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Turtle, unless the output's name says another.")
@OUTPUT
def export(
    store: Path | Address,
    article: str | None,
    entity: str | None,
    graph: str | None,
    form: str | None,
    output: Path | None,
) -> None:
    """Write what is published: all of it, or one article, entity or graph. The same store gives the same bytes.

    \b
    kg export -o articles.ttl
    kg export --article https://harbourpost.example/talks --format jsonld
    """
    from kg.exports import Selection, export_rdf
    from kg.serialization import format_of

    if sum(choice is not None for choice in (article, entity, graph)) > 1:
        raise click.UsageError("--article, --entity and --graph exclude each other: give one of them")
    named = format_of(output) if output else None
    if output and output.suffix and not (form or named):
        raise click.BadParameter(
            f"'{output.suffix}' names no RDF format: write .ttl, .trig, .nq, .nt, .jsonld or .rdf, or give --format",
            param_hint="--output",
        )
    form = form or named or "turtle"
    with opened(store) as source, source.snapshot() as snapshot, open_output(output) as stream:
        for chunk in export_rdf(snapshot, Selection(article, entity, graph), form):
            stream.write(chunk)
