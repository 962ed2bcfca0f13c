"""`kg export`: the published graph as RDF, or its statements as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import AS_OF, OUTPUT, kept_shapes_options, snapshot_of, types_in
from kg.cli.output import open_output, say
from kg.cli.stores import opened, store_option

if TYPE_CHECKING:
    from kg.exports import Selection
    from kg.remote import Address

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "csv")


@click.command()
@store_option
@AS_OF
@click.option("--article", metavar="ARTICLE", help="Only this article: its URL, IRI or id.")
@click.option("--entity", metavar="IRI|NAME", help="Only what is said of this entity: its IRI or exact name.")
@click.option("--graph", metavar="IRI", help="Only this named graph: its IRI.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Turtle, unless the output's name says another.")
@click.option(
    "--type", "fact_type", metavar="TYPE", help="Only facts of this type, as CSV, with its fields as columns."
)
@click.option("--bom", is_flag=True, help="Begin the CSV with a byte-order mark, which Excel needs to read UTF-8.")
@click.option("--rdf12", is_flag=True, help="RDF 1.2: each assertion reifies the plain statement that it is about.")
@click.option("--claimreview", is_flag=True, help="Only the reviews of claims, as schema.org ClaimReview in JSON-LD.")
@OUTPUT
@kept_shapes_options
def export(
    store: Path | Address,
    as_of: str | None,
    article: str | None,
    entity: str | None,
    graph: str | None,
    form: str | None,
    fact_type: str | None,
    bom: bool,
    rdf12: bool,
    claimreview: bool,
    output: Path | None,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Write what is published: all of it, or one article, entity or graph. The same store gives the same bytes.

    TriG and N-Quads say in whose graph each statement stands; the other formats of RDF are flat.
    CSV is a table for spreadsheets, a row a statement: what, on whose word, how sure, in which words, and a link.

    \b
    kg export -o articles.ttl
    kg export -o articles.nq.gz                   packed
    kg export -o statements.csv --bom
    kg export -o visits.csv --type Visit          who went where, in columns
    kg export --article https://harbourpost.example/talks --format jsonld
    """
    from kg.exports import Selection, export_rdf
    from kg.statements import statements_csv

    if sum(choice is not None for choice in (article, entity, graph)) > 1:
        raise click.UsageError("--article, --entity and --graph exclude each other: give one of them")
    selection = Selection(article, entity, graph)
    if claimreview:
        if rdf12 or bom or fact_type or shapes or ontology or form not in (None, "jsonld"):
            raise click.UsageError(
                "--claimreview writes JSON-LD of one form, and goes with no other --format, nor with --rdf12, --bom, "
                "--type, --shapes and --ontology"
            )
        _write_reviews(store, selection, as_of, _named_as_json(output))
        return
    form = form or _format_named_by(output) or "turtle"
    if form == "csv" and (graph is not None or rdf12):
        wrong = "--rdf12" if rdf12 else "--graph"
        raise click.UsageError(f"{wrong} is for RDF: a table has --article, --entity or everything")
    if form != "csv" and (bom or fact_type):
        raise click.UsageError(f"{'--bom' if bom else '--type'} is for CSV: give --format csv, or -o with a .csv file")
    with opened(store) as source, snapshot_of(source, as_of) as snapshot, open_output(output) as stream:
        types = types_in(snapshot, shapes, ontology) if rdf12 or form == "csv" else None
        if form == "csv" and types:
            chunks = statements_csv(snapshot, types, article=article, entity=entity, type=fact_type, bom=bom)
        else:
            chunks = export_rdf(snapshot, selection, form, reified=types)
        written = sum(stream.write(chunk) for chunk in chunks)
    if output is not None and str(output) != "-":
        say([f"Wrote {output} ({_size(output.stat().st_size if output.is_file() else written)})."])


def _size(octets: int) -> str:
    """A number of bytes as people say it.

    >>> _size(812), _size(672_536), _size(1_204_000_000)
    ('812 bytes', '673 KB', '1,204 MB')
    """
    if octets < 1_000:
        return f"{octets} bytes"
    return f"{octets / 1_000:.0f} KB" if octets < 1_000_000 else f"{octets / 1_000_000:,.0f} MB"


def _format_named_by(output: Path | None) -> str | None:
    from kg.serialization import format_of

    if output is None:
        return None
    plain = output.with_suffix("") if output.suffix.lower() == ".gz" else output
    named = "csv" if plain.suffix.lower() == ".csv" else format_of(plain)
    if output.suffix and not named:
        raise click.BadParameter(
            f"'{plain.suffix or output.suffix}' names no format: write .ttl, .trig, .nq, .nt, .jsonld, .rdf or .csv, "
            "which spreadsheets open (--bom for Excel), each also with .gz, or give --format",
            param_hint="--output",
        )
    return named


def _named_as_json(output: Path | None) -> Path | None:
    endings = {each.lower() for each in output.suffixes[-2:]} if output else set[str]()
    if endings and endings.isdisjoint((".json", ".jsonld")):
        words = f"'{output}' is not named as JSON-LD, which --claimreview writes: end it in .jsonld or .json"
        raise click.BadParameter(words, param_hint="--output")
    return output


def _write_reviews(store: Path | Address, selection: Selection, as_of: str | None, output: Path | None) -> None:
    from kg.claimreviews import claim_reviews
    from kg.publishing import counts

    with opened(store) as source, snapshot_of(source, as_of) as snapshot, open_output(output) as stream:
        found = claim_reviews(snapshot, selection)
        stream.write(found.as_bytes())
    if left := len(found.without_address):
        say([f"{counts(left, 'verdict')} left out: without `review_url` there is no review to point to."])
