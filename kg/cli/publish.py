"""`kg publish`: articles or fact files, through every stage, into the store."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failures import FINDINGS, USAGE
from kg.cli.options import PATHS, QUIET, STORE, TEXTS, shapes_options, types_of

if TYPE_CHECKING:
    from kg.publishing import Outcome, Summary


@click.command()
@PATHS
@STORE
@TEXTS
@click.option("--base", help="The base of the IRIs of a new store; a store keeps the one it was made with.")
@click.option("--drafts", is_flag=True, help="Publish facts marked as drafts too.")
@click.option("--keep-going", is_flag=True, help="Of a curated file publish what conforms, not all or nothing.")
@click.option("--strict", is_flag=True, help="All or nothing for extracted facts too; warnings count.")
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl"]), default="auto", help="The SHACL engine.")
@click.option("--quote-limit", default=300, show_default=True, help="The longest quotation kept, in characters.")
@click.option("--with-text", is_flag=True, help="Publish the articles' bodies too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article on stdout.")
@QUIET
@shapes_options
def publish(
    paths: tuple[Path, ...],
    store: Path,
    texts: tuple[Path, ...],
    base: str | None,
    drafts: bool,
    keep_going: bool,
    strict: bool,
    engine: str,
    quote_limit: int,
    with_text: bool,
    as_json: bool,
    quiet: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Check articles or fact files and publish what conforms, all in one new generation of the store.

    \b
    kg publish article.txt
    kg publish facts/*.facts.yaml --texts articles/ --store newsroom
    """
    from kg.iris import Iris
    from kg.mapping import Policy
    from kg.publishing import Gate, Rules, Texts, find_files
    from kg.publishing import publish as publish_files
    from kg.store import open_store
    from kg.validation import Validator

    files = list(find_files(paths))
    types = types_of(shapes, ontology)
    with open_store(store, create=True, base=base) as opened:
        gate = Gate(
            types,
            Validator(types, engine),
            Iris(opened.base),
            Rules(drafts, keep_going, strict),
            Policy(quote_limit, with_text),
        )
        summary = publish_files(
            files, opened, gate, Texts(texts), now=datetime.now(UTC), listen=lambda o: _tell(o, as_json, quiet)
        )
    for outcome in summary.outcomes:
        if outcome.state == "superseded" and not quiet:
            click.echo(f"superseded {outcome.name}: the same article was given again, curated or newer", err=True)
    if not quiet:
        click.echo(_closing_line(summary, store), err=True)
    if not summary.clean:
        unusable = any(outcome.state == "unusable" for outcome in summary.outcomes)
        click.get_current_context().exit(USAGE if unusable else FINDINGS)


def _tell(outcome: Outcome, as_json: bool, quiet: bool) -> None:
    from kg.validation import finding_text

    if as_json:
        click.echo(json.dumps(asdict(outcome), ensure_ascii=False))
        return
    if not quiet or not outcome.clean:
        click.echo(_line(outcome), err=True)
    for problem in outcome.problems:
        click.echo(_indented(problem.render()), err=True)
    for finding in outcome.findings:
        click.echo(_indented(finding_text(finding)), err=True)


def _line(outcome: Outcome) -> str:
    colour = {"accepted": "green", "unchanged": None, "superseded": None}.get(outcome.state, "red")
    counts = [f"{outcome.accepted} facts"] if outcome.article else []
    counts += [f"{outcome.set_aside} set aside"] if outcome.set_aside else []
    counts += [f"{outcome.drafts} drafts left out"] if outcome.drafts else []
    title = f"  {outcome.headline}" if outcome.headline else ""
    return click.style(f"{outcome.state:<10}", fg=colour) + f" {outcome.name}{title}  " + ", ".join(counts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _closing_line(summary: Summary, store: Path) -> str:
    accepted = [outcome for outcome in summary.outcomes if outcome.state == "accepted"]
    facts = sum(outcome.accepted for outcome in accepted)
    if summary.generation is None:
        return (
            f"Nothing new: {store} holds all of this already."
            if summary.clean
            else f"Nothing was published to {store}."
        )
    return f"Published {len(accepted)} articles with {facts} facts to {store} (generation {summary.generation})."
