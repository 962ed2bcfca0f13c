"""`kg publish`: articles or fact files, through every stage, into the store."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import (
    AUTHORITY,
    PATHS,
    QUIET,
    TEXTS,
    Whole,
    linker_of,
    shapes_options,
    skipped,
    types_of,
    with_stdin,
)
from kg.cli.outcomes import conclude, lines_of
from kg.cli.output import clear_status_line, say, watched
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.publishing import Outcome
    from kg.remote import Address


@click.command()
@PATHS
@store_options
@TEXTS
@AUTHORITY
@click.option("--base", help="The base of the IRIs of a new store; a store keeps the one it was made with.")
@click.option("--drafts", is_flag=True, help="Publish facts marked as drafts too.")
@click.option("--keep-going", is_flag=True, help="Of a curated file publish what conforms, not all or nothing.")
@click.option("--strict", is_flag=True, help="All or nothing for extracted facts too; warnings count.")
@click.option("--replace", is_flag=True, help="Publish also where the store holds a newer or curated revision.")
@click.option("--reviewed-by", metavar="NAME", help="Who checked the facts of the fact files and answers for them.")
@click.option("--reviewed-on", metavar="DATE", help="The day on which they were checked, such as 2031-03-05.")
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl"]), default="auto", help="The SHACL engine.")
@click.option(
    "--quote-limit",
    type=Whole(1, 300),
    default=300,
    show_default=True,
    help="The longest quotation kept, in characters.",
)
@click.option("--with-text", is_flag=True, help="Publish the articles' bodies too.")
@click.option(
    "--jobs",
    type=Whole(1, 256),
    help="How many processes share the work; if not said, one a processor where there are many inputs.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Share the work among the workers of this Dask scheduler.")
@click.option(
    "--to-files",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write N-Quads for another store's loader into this folder; no store is touched.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article on stdout.")
@QUIET
@shapes_options
def publish(
    paths: tuple[Path, ...],
    store: Path | Address,
    texts: tuple[Path, ...],
    authority: tuple[Path, ...],
    base: str | None,
    drafts: bool,
    keep_going: bool,
    strict: bool,
    replace: bool,
    reviewed_by: str | None,
    reviewed_on: str | None,
    engine: str,
    quote_limit: int,
    with_text: bool,
    jobs: int | None,
    scheduler: str | None,
    to_files: Path | None,
    as_json: bool,
    quiet: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Check articles or fact files and publish what conforms, all in one new generation of the store.

    PATHS are fact files (.facts.yaml, .facts.json), articles as `kg read` takes them, whose facts rules find, folders
    of these, or - (stdin).

    \b
    kg publish article.txt
    kg publish facts/*.facts.yaml --texts articles/ --store newsroom

    Many inputs are shared among processes. Then only what is not published is named, and a run that was broken off
    goes on from where it was when the same command is given again.
    """
    from kg.cli.sharing import Sharing, publish_shared
    from kg.iris import DEFAULT_BASE, Iris
    from kg.mapping import Policy
    from kg.publishing import MANY, Gate, Job, Review, Rules, Texts, chunks_of, find_files
    from kg.publishing import publish as publish_files
    from kg.store import Store
    from kg.validation import Validator

    if bool(reviewed_on) != bool(reviewed_by):
        raise click.UsageError("--reviewed-by and --reviewed-on go together: who checked the facts, and on which day")
    if reviewed_on and not is_day(reviewed_on):
        raise click.BadParameter(f"'{reviewed_on}' is not a day; write it as 2031-03-05", param_hint="--reviewed-on")
    review = Review(reviewed_by, reviewed_on) if reviewed_by and reviewed_on else None
    with with_stdin(paths) as given:
        files = list(find_files(given, wanted=("article", "facts")))
        say(() if quiet else skipped(given))
        chunks = list(chunks_of(files))
        types = types_of(shapes, ontology)
        validator, linker = Validator(types, engine), linker_of(authority, types)
        Iris(base or DEFAULT_BASE)  # a base that is none is refused before there is a store
        rules, policy = Rules(drafts, keep_going, strict, replace, review), Policy(quote_limit, with_text)
        job = Job(base or DEFAULT_BASE, rules, policy, engine, shapes, ontology, authority, texts)
        sharing = Sharing(scheduler, jobs, quiet=quiet or as_json)
        heard: list[Outcome] = []

        def tell(outcome: Outcome) -> None:
            if not as_json:
                say(lines_of(outcome, quiet=quiet))

        def listen(outcome: Outcome) -> None:
            heard.append(outcome)
            tell(outcome)

        if to_files:
            summary = publish_shared(chunks, to_files, job, types, sharing, tell)
        else:
            with opened(store, create=True, base=base) as target:
                if not isinstance(target, Store) and (jobs or scheduler):
                    raise click.UsageError(
                        "--jobs and --scheduler are for a store in a folder; for a server: --to-files"
                    )
                if isinstance(target, Store) and (jobs or scheduler or len(chunks) >= MANY):
                    job = dataclasses.replace(job, base=target.base)
                    summary = publish_shared(chunks, target, job, types, sharing, tell)
                else:
                    gate = Gate(types, validator, Iris(target.base), rules, policy, linker)
                    watching, now = watched(files, quiet=quiet), datetime.now(UTC)
                    try:
                        summary = publish_files(watching, target, gate, Texts(texts), now=now, listen=listen)
                    finally:
                        if not quiet:
                            clear_status_line()
        conclude(summary, heard, to_files or store, as_json=as_json, quiet=quiet)


def is_day(words: str) -> bool:
    """Whether the words are an ISO 8601 date."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
