"""`kg publish`: articles or fact files, through every stage, into the store."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    AUTHORITY,
    ENGINE,
    PATHS,
    QUIET,
    TEXTS,
    Number,
    Whole,
    shapes_options,
    skipped,
    with_stdin,
)
from kg.cli.outcomes import conclude, lines_of
from kg.cli.output import clear_status_line, say, watched
from kg.cli.rules import rules_options
from kg.cli.stores import PATIENCE, opened, store_options
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.cli.sharing import Sharing
    from kg.publishing import Gate, Job, Listener, Outcome, Rules, Summary, Texts
    from kg.remote import Address
    from kg.store.interface import AnyStore


def _with_job(command: Callable[..., None]) -> Callable[..., None]:
    """Put the options that say what is published, and who shares the work, into one value each: `job` and `sharing`."""

    @wraps(command)
    def given(*, base: str | None, rules: Rules, quote_limit: int, with_text: bool, engine: str, **named: Any) -> None:
        from kg.cli.sharing import Sharing
        from kg.iris import DEFAULT_BASE
        from kg.mapping import Policy
        from kg.publishing import Job

        files = {key: named.pop(key) for key in ("shapes", "ontology", "authority", "texts")}
        job = Job(base or DEFAULT_BASE, rules, Policy(quote_limit, with_text), engine, **files)
        quiet = named["quiet"] or named["as_json"]
        sharing = Sharing(named.pop("scheduler"), named.pop("jobs"), quiet=quiet)
        command(job=job, base=base, sharing=sharing, **named)

    return given


@click.command()
@PATHS
@store_options
@TEXTS
@AUTHORITY
@click.option(
    "--base", metavar="URL", help="The base of the IRIs of a new store; a store keeps the one it was made with."
)
@rules_options
@ENGINE
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
@click.option(
    "--wait",
    type=Number(0),
    default=PATIENCE,
    show_default=True,
    help="How many seconds to wait for another who writes to the store.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="One JSON object an article on stdout; on stderr only what is wrong, and what it came to.",
)
@QUIET
@shapes_options
@_with_job
def publish(
    paths: tuple[Path, ...],
    store: Path | Address,
    job: Job,
    base: str | None,
    sharing: Sharing,
    to_files: Path | None,
    wait: float,
    as_json: bool,
    quiet: bool,
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
    from kg.cli.sharing import publish_shared
    from kg.iris import Iris
    from kg.publishing import Texts, chunks_of, find_files
    from kg.publishing.parts import gate_of

    heard: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        say(lines_of(outcome, quiet=quiet or as_json))

    def listen(outcome: Outcome) -> None:
        heard.append(outcome)
        tell(outcome)

    with with_stdin(paths) as given:
        files = list(find_files(given, wanted=("article", "facts")))
        say(() if quiet else skipped(given))
        with sharing.begun(len(files) if to_files or isinstance(store, Path) else 0) as sharing:
            gate = gate_of(job)  # who gave shapes or a base that are wrong hears of it before there is a store
            chunks = list(chunks_of(files))
            none = None if to_files else _all_refused(files, store, gate, Texts(job.texts), listen)
            if none:
                summary = none
            elif to_files:
                summary = publish_shared(chunks, to_files, job, gate.types, sharing, tell)
            else:
                with opened(store, create=True, base=base, wait=wait) as target:
                    if sharing.is_for(target, chunks):
                        files.clear()  # the chunks name them, in a fifth of the memory
                        job = dataclasses.replace(job, base=target.base)
                        summary = publish_shared(chunks, target, job, gate.types, sharing, tell)
                    else:
                        gate = dataclasses.replace(gate, iris=Iris(target.base))
                        summary = _publish_alone(files, target, gate, Texts(job.texts), listen, quiet=quiet)
        conclude(summary, heard, to_files or store, as_json=as_json, quiet=quiet)


def _all_refused(
    files: list[Path], store: Path | Address, gate: Gate, texts: Texts, listen: Listener
) -> Summary | None:
    """What became of files none of which is accepted, where there is no store yet: then none is made for them."""
    from kg.publishing import refused

    found = refused(files, gate, texts) if isinstance(store, Path) and not store.exists() else None
    for outcome in found.outcomes if found else ():
        listen(outcome)
    return found


def _publish_alone(
    files: list[Path], store: AnyStore, gate: Gate, texts: Texts, listen: Listener, *, quiet: bool
) -> Summary:
    from kg.publishing import publish as publish_files
    from kg.store import Store

    accepted: list[Outcome] = []

    def heed(outcome: Outcome) -> None:
        if outcome.state == "accepted":
            accepted.append(outcome)
        listen(outcome)

    try:
        return publish_files(watched(files, quiet=quiet), store, gate, texts, now=datetime.now(UTC), listen=heed)
    except (KgError, OSError):
        if accepted and isinstance(store, Store):  # a server may have taken some
            say(["Nothing of what was accepted has been published:"])
        raise
    finally:
        if not quiet:
            clear_status_line()
