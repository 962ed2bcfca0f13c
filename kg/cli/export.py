"""`kg export`: the published graph as RDF, or its statements as a table."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import AS_OF, OUTPUT, STORE, moment_of, types_of
from kg.cli.output import open_output

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "csv")


@click.command()
@STORE
@AS_OF
@click.option("--article", help="Only this article: its URL, IRI or id.")
@click.option("--entity", help="Only what is said of this entity: its IRI or exact name.")
@click.option("--graph", help="Only this named graph: its IRI.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Turtle, unless the output's name says another.")
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte-order mark, which Excel needs to read UTF-8.")
@OUTPUT
def export(
    store: Path,
    as_of: str | None,
    article: str | None,
    entity: str | None,
    graph: str | None,
    form: str | None,
    bom: bool,
    output: Path | None,
) -> None:
    """Write what is published: all of it, or one article, entity or graph. The same store gives the same bytes.

    CSV is a table for spreadsheets, a row a statement: what, on whose word, how sure, in which words, with a link.

    \b
    kg export -o articles.ttl
    kg export -o statements.csv --bom
    kg export --article https://harbourpost.example/talks --format jsonld
    """
    from kg.exports import Selection, export_rdf
    from kg.serialization import format_of
    from kg.statements import statements_csv
    from kg.store import open_store

    if sum(choice is not None for choice in (article, entity, graph)) > 1:
        raise click.UsageError("--article, --entity and --graph exclude each other: give one of them")
    named = ("csv" if output.suffix.lower() == ".csv" else format_of(output)) if output else None
    if output and output.suffix and not (form or named):
        raise click.BadParameter(
            f"'{output.suffix}' names no format: write .ttl, .trig, .nq, .nt, .jsonld, .rdf or .csv, or give --format",
            param_hint="--output",
        )
    form = form or named or "turtle"
    if form == "csv" and graph is not None:
        raise click.UsageError("--graph is for RDF: a table has --article, --entity or everything")
    if bom and form != "csv":
        raise click.UsageError("--bom is for CSV")
    when = moment_of(as_of)
    with open_store(store) as opened, opened.snapshot(as_of=when) as snapshot, open_output(output) as stream:
        if form == "csv":
            chunks = statements_csv(snapshot, types_of((), ()), article=article, entity=entity, bom=bom)
        else:
            chunks = export_rdf(snapshot, Selection(article, entity, graph), form)
        for chunk in chunks:
            stream.write(chunk)
