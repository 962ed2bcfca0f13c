"""`kg export`: the published graph as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import OUTPUT, shapes_options, types_of
from kg.cli.output import open_output, say
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.exports import Selection
    from kg.remote import Address

FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")


@click.command()
@store_options
@click.option("--article", help="Only this article: its URL, IRI or id.")
@click.option("--entity", help="Only what is said of this entity: its IRI or exact name.")
@click.option("--graph", help="Only this named graph: its IRI.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Turtle, unless the output's name says another.")
@click.option("--rdf12", is_flag=True, help="RDF 1.2: each assertion reifies the plain statement that it is about.")
@click.option("--claimreview", is_flag=True, help="Only the reviews of claims, as schema.org ClaimReview in JSON-LD.")
@OUTPUT
@shapes_options
def export(
    store: Path | Address,
    article: str | None,
    entity: str | None,
    graph: str | None,
    form: str | None,
    rdf12: bool,
    claimreview: bool,
    output: Path | None,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Write what is published: all of it, or one article, entity or graph. The same store gives the same bytes.

    \b
    kg export -o articles.ttl
    kg export --article https://harbourpost.example/talks --format jsonld
    """
    from kg.exports import Selection, export_rdf

    if sum(choice is not None for choice in (article, entity, graph)) > 1:
        raise click.UsageError("--article, --entity and --graph exclude each other: give one of them")
    selection = Selection(article, entity, graph)
    if claimreview:
        if rdf12 or form not in (None, "jsonld"):
            raise click.UsageError("--claimreview writes JSON-LD, and goes with neither --rdf12 nor another --format")
        _write_reviews(store, selection, output)
        return
    form = form or _format_named_by(output) or "turtle"
    reified = types_of(shapes, ontology) if rdf12 else None
    with opened(store) as source, source.snapshot() as snapshot, open_output(output) as stream:
        for chunk in export_rdf(snapshot, selection, form, reified=reified):
            stream.write(chunk)


def _format_named_by(output: Path | None) -> str | None:
    from kg.serialization import format_of

    named = format_of(output) if output else None
    if output and output.suffix and not named:
        raise click.BadParameter(
            f"'{output.suffix}' names no RDF format: write .ttl, .trig, .nq, .nt, .jsonld or .rdf, or give --format",
            param_hint="--output",
        )
    return named


def _write_reviews(store: Path | Address, selection: Selection, output: Path | None) -> None:
    from kg.claimreviews import claim_reviews

    with opened(store) as source, source.snapshot() as snapshot, open_output(output) as stream:
        found = claim_reviews(snapshot, selection)
        stream.write(found.as_bytes())
    if left := len(found.without_address):
        say(
            [f"{left} verdict{'' if left == 1 else 's'} left out: without `review_url` there is no review to point to."]
        )
