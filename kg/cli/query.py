"""`kg query`: SPARQL over the published graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import AS_OF, OUTPUT, QUESTIONS, Number, Whole, snapshot_of
from kg.cli.output import open_output, say, terminal_width
from kg.cli.stores import opened, store_option

if TYPE_CHECKING:
    from kg.remote import Address

FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    help="Read the query from this file.",
)
@click.option("--question", metavar="NAME", help="Ask this saved question; `kg questions` lists them.")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question; may be repeated."
)
@QUESTIONS
@store_option
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="From turtle on: for CONSTRUCT and DESCRIBE, which give RDF.",
)
@click.option(
    "--deadline",
    type=Number(0, 86_400, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@click.option(
    "--max-rows", type=Whole(1), default=100_000, show_default=True, help="Rows after which the answer is cut."
)
@OUTPUT
def query(
    sparql: str | None,
    file: Path | None,
    question: str | None,
    params: tuple[str, ...],
    questions: Path | None,
    store: Path | Address,
    as_of: str | None,
    form: str,
    deadline: float,
    max_rows: int,
    output: Path | None,
) -> None:
    """Ask the union of all published graphs; usual prefixes (schema:, nf:, prov:, oa: ...) need no declaration.

    \b
    kg query "SELECT ?name { ?p a schema:Person ; schema:name ?name }"
    kg query -f who-met-whom.rq --format csv -o meetings.csv
    kg query --question offices-on-a-day --param on=2031-03-20
    """
    from kg.lookup import strange_terms
    from kg.questions import bind, find_question, remark
    from kg.store import Limits
    from kg.tables import in_the_order_of, rendered

    if sum(each is not None for each in (sparql, file, question)) != 1:
        raise click.UsageError(
            "give a query, a file with one (-f) or a saved question (--question), and one of them; `-` reads from stdin"
        )
    if question is None and (params or questions):
        raise click.UsageError("--param and --questions go with --question")
    text = "" if question else _text_of(file) if file or sparql == "-" else str(sparql)
    with opened(store) as source, snapshot_of(source, as_of) as snapshot:
        saved = find_question(question, questions) if question else None
        if saved:
            text = bind(saved, _values_of(params), snapshot)
        else:
            say(_remarks(strange_terms(snapshot, text)))
        answer = in_the_order_of(snapshot.query(text, Limits(seconds=deadline, rows=max_rows)), text)
        note = remark(saved, _values_of(params), len(answer.rows)) if saved else ""
        width = terminal_width() if output is None else None
        with open_output(output) as stream:
            for chunk in rendered(answer, form, snapshot.prefixes, width):
                stream.write(chunk)
    say([note] if note else [])
    if answer.truncated:
        say([f"The answer was cut after {answer.truncated}: --max-rows allows more."])


def _remarks(strange: dict[str, str | None]) -> Iterator[str]:
    for name, near in strange.items():
        hint = f"; did you mean {near}?" if near else ""
        yield f"warning: nothing in this store is called {name}{hint}"


def _values_of(params: tuple[str, ...]) -> dict[str, str]:
    """The values of parameters, by their names."""
    pairs = [param.partition("=") for param in params]
    if wrong := next((name for name, equals, _ in pairs if not (name and equals)), None):
        raise click.BadParameter(f"'{wrong}' is not NAME=VALUE", param_hint="--param")
    return {name: value for name, _, value in pairs}


def _text_of(file: Path | None) -> str:
    with click.open_file(str(file or "-"), "rb") as stream:
        data: bytes = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{file or 'stdin'} is no query: it is not text in UTF-8 (byte {error.start})"
        ) from error
