"""`kg link`: what may be one in a store, and merges that a person accepts."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import AUTHORITY, STORE, Number, kept_shapes_options, types_in
from kg.cli.output import one_line, say

if TYPE_CHECKING:
    from kg.linking import Candidate, Proposal
    from kg.schema import Schema
    from kg.store import Store

_ACCEPTED = "to merge, give --accept and the codes of proposals, or the IRIs of two entities; without it give neither"


@click.command()
@click.argument("what", nargs=-1, metavar="[CODE... | IRI IRI]")
@STORE
@AUTHORITY
@click.option("--accept", is_flag=True, help="Merge: codes of proposals, or the IRIs of two entities.")
@click.option("--list", "list_links", is_flag=True, help="The links that were accepted and are in force.")
@click.option("--reconcile", metavar="ENDPOINT", help="Look names up at a SPARQL endpoint with Wikidata's properties.")
@click.option(
    "--min-score",
    type=Number(0, 1),
    default=0.4,
    show_default=True,
    help="Leave out what is less likely than this.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a proposal.")
@kept_shapes_options
def link(
    what: tuple[str, ...],
    store: Path,
    authority: tuple[Path, ...],
    accept: bool,
    list_links: bool,
    reconcile: str | None,
    min_score: float,
    as_json: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Propose which entities of a store are one, with reasons, and point out namesakes; with --accept, merge them.

    \b
    kg link --store newsroom
    kg link --store newsroom --accept je2vny          undo it with: kg unlink
    kg link --store newsroom --accept IRI IRI
    """
    from kg.store import open_store

    if bool(what) != accept or (accept and list_links):
        raise click.UsageError(_ACCEPTED)
    with open_store(store) as opened:
        if list_links:
            _show_links(opened, as_json=as_json)
            return
        with opened.snapshot() as held:
            types = types_in(held, shapes, ontology)
        others = _others(opened, types, authority, reconcile)
        if accept:
            _accept(opened, what, types, others)
        else:
            _show_proposals(opened, types, others, min_score, as_json=as_json)


def _others(store: Store, types: Schema, authority: tuple[Path, ...], endpoint: str | None) -> list[Candidate]:
    """The entities of authorities that those of the store are compared with."""
    from kg.linking import candidate_of, read_authority

    register = read_authority(authority, types)
    found = [candidate_of(record) for records in register.by_name.values() for record in records]
    if endpoint:
        from kg.linking.reconciliation import Endpoint
        from kg.publishing.links import reconciled

        found += reconciled(store, types, Endpoint(endpoint))
    return found


def _accept(store: Store, what: tuple[str, ...], types: Schema, others: list[Candidate]) -> None:
    from kg.publishing import counts
    from kg.publishing.links import accept_links, pairs_of_codes
    from kg.validation import Validator

    if any("://" in each for each in what):
        if len(what) != 2:
            raise click.UsageError(_ACCEPTED)
        pairs = [(what[0], what[1])]
    else:
        pairs = pairs_of_codes(store, what, types, others)
    for linked in accept_links(store, pairs, types, Validator(types, "auto"), now=datetime.now(UTC), others=others):
        rewritten = counts(len(linked.published.changed), "article")
        say(
            (
                f"{linked.replaced.name} <{linked.replaced.iri}>",
                f"  is now {linked.keep.name} <{linked.keep.iri}>",
                f"{rewritten} rewritten (generation {linked.published.generation}).",
                f"To undo this: kg unlink {linked.replaced.iri} --store {shlex.quote(store.place)}",
            )
        )


def _show_proposals(store: Store, types: Schema, others: list[Candidate], least: float, *, as_json: bool) -> None:
    from kg.publishing import counts
    from kg.publishing.links import propose_links

    proposals = propose_links(store, types, others, least)
    for each in proposals:
        click.echo(json.dumps(each.as_dict(), ensure_ascii=False) if as_json else "\n".join(_lines(each)))
    if not as_json:
        merges = sum(each.kind == "merge" for each in proposals)
        found = f"{merges} to merge, {counts(len(proposals) - merges, 'pair')} of namesakes."
        say([f"{found} Accept: kg link --accept CODE... --store {shlex.quote(store.place)}"])


def _lines(proposal: Proposal) -> Iterator[str]:
    name = one_line(proposal.keep_name)
    yield f"{proposal.code}  {proposal.score:.2f}  {proposal.kind}  {name} ({proposal.type})"
    labels = ("keep", "replace") if proposal.kind == "merge" else ("one", "other")
    for label, iri in zip(labels, dict.fromkeys((proposal.keep, proposal.replace)), strict=False):
        yield f"    {label:<8} {iri}"
    yield from (f"    because  {one_line(reason)}" for reason in proposal.reasons)


def _show_links(store: Store, *, as_json: bool) -> None:
    for each in store.links():
        row = {"replaced": each.old, "by": each.new, "recorded_at": each.recorded_at}
        click.echo(json.dumps(row) if as_json else f"{each.recorded_at[:19]}  {each.old}  ->  {each.new}")
