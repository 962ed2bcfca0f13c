"""`kg query`: SPARQL over the published graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import OUTPUT
from kg.cli.output import open_output, say
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.remote import Address

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Read the query from this file.",
)
@store_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option(
    "--deadline",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@click.option(
    "--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows after which the answer is cut."
)
@OUTPUT
def query(
    sparql: str | None,
    file: Path | None,
    store: Path | Address,
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
    from kg.store import Limits
    from kg.tables import in_the_order_of, rendered

    if (sparql is None) == (file is None):
        raise click.UsageError("give a query, or a file with one (-f), and not both; `-` reads it from stdin")
    text = _text_of(file) if file or sparql == "-" else str(sparql)
    with opened(store) as source, source.snapshot() as snapshot:
        answer = in_the_order_of(snapshot.query(text, Limits(seconds=deadline, rows=max_rows)), text)
        with open_output(output) as stream:
            for chunk in rendered(answer, form, snapshot.prefixes):
                stream.write(chunk)
    if answer.truncated:
        say([f"The answer was cut after {answer.truncated}: --max-rows allows more."])


def _text_of(file: Path | None) -> str:
    with click.open_file(str(file or "-"), "rb") as stream:
        data: bytes = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file or 'stdin'}: not a query in UTF-8: byte {error.start}") from error
