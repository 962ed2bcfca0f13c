"""`kg query`: SPARQL over the published graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import OUTPUT, STORE

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f", "--file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Read the query from here."
)
@STORE
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--deadline", default=30.0, show_default=True, help="Seconds after which the query is stopped.")
@click.option("--max-rows", default=100_000, show_default=True, help="Rows after which the answer is cut.")
@OUTPUT
def query(
    sparql: str | None,
    file: Path | None,
    store: Path,
    form: str,
    deadline: float,
    max_rows: int,
    output: Path | None,
) -> None:
    """Ask the union of all published graphs; usual prefixes (schema:, nf:, prov:, oa: ...) need no declaration.

    \b
    kg query "SELECT ?name { ?p a schema:Person ; schema:name ?name }"
    kg query -f who-met-whom.rq --format csv -o meetings.csv
    """
    from kg.store import Limits, open_store, write_answer
    from kg.tables import table

    if (sparql is None) == (file is None):
        raise click.UsageError("give a query, or a file with one (-f), and not both; `-` reads it from stdin")
    text = file.read_text(encoding="utf-8") if file else str(sparql)
    text = sys.stdin.read() if text == "-" else text
    with open_store(store) as opened, opened.snapshot() as snapshot:
        answer = snapshot.query(text, Limits(seconds=deadline, rows=max_rows))
        with click.open_file(str(output or "-"), "wb") as stream:
            if form == "table" and answer.kind != "graph":
                stream.write(table(answer, snapshot.prefixes).encode())
            else:
                for chunk in write_answer(answer, "turtle" if form == "table" else form, snapshot.prefixes):
                    stream.write(chunk)
    if answer.truncated:
        click.echo(f"The answer is cut: {answer.truncated}.", err=True)
