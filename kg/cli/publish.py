"""`kg publish`: articles or fact files, through every stage, into the store."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failures import FINDINGS, USAGE
from kg.cli.options import AUTHORITY, PATHS, QUIET, TEXTS, linker_of, shapes_options, skipped, types_of, with_stdin
from kg.cli.output import clear_status_line, one_line, say, shown, watched
from kg.cli.stores import opened, store_options

if TYPE_CHECKING:
    from kg.publishing import Outcome, Summary
    from kg.remote import Address

_SHOWN = 10  # findings of one article; its report has all


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
@click.option("--reviewed-on", metavar="DATE", help="The day of that review, such as 2031-03-05.")
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl"]), default="auto", help="The SHACL engine.")
@click.option(
    "--quote-limit",
    type=click.IntRange(1, 300),
    default=300,
    show_default=True,
    help="The longest quotation kept, in characters.",
)
@click.option("--with-text", is_flag=True, help="Publish the articles' bodies too.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
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

    if reviewed_on and not reviewed_by:
        raise click.UsageError("--reviewed-on needs --reviewed-by")
    if reviewed_on and not is_day(reviewed_on):
        raise click.BadParameter(f"'{reviewed_on}' is not a day; write it as 2031-03-05", param_hint="--reviewed-on")
    review = Review(reviewed_by, reviewed_on) if reviewed_by else None
    with with_stdin(paths) as given:
        files = list(find_files(given, wanted=("article", "facts")))
        say(() if quiet else skipped(given))
        chunks = list(chunks_of(files))
        types = types_of(shapes, ontology)
        validator, linker = Validator(types, engine), linker_of(authority, types)
        Iris(base or DEFAULT_BASE)  # a base that is none is refused before there is a store
        heard: list[Outcome] = []
        rules, policy = Rules(drafts, keep_going, strict, replace, review), Policy(quote_limit, with_text)
        job = Job(base or DEFAULT_BASE, rules, policy, engine, shapes, ontology, authority, texts)
        sharing = Sharing(scheduler, jobs, quiet=quiet or as_json)

        def tell(outcome: Outcome) -> None:
            if not as_json:
                say(_lines(outcome, quiet=True))

        if to_files:
            summary = publish_shared(chunks, to_files, job, types, sharing, tell)
            _conclude(summary, list(summary.outcomes), to_files, as_json=as_json, quiet=quiet)
            return
        with opened(store, create=True, base=base) as target:
            if not isinstance(target, Store) and (jobs or scheduler):
                raise click.UsageError("--jobs and --scheduler are for a store in a folder; for a server: --to-files")
            if isinstance(target, Store) and (jobs or scheduler or len(chunks) >= MANY):
                job = dataclasses.replace(job, base=target.base)
                summary = publish_shared(chunks, target, job, types, sharing, tell)
                _conclude(summary, list(summary.outcomes), store, as_json=as_json, quiet=quiet)
                return
            gate = Gate(types, validator, Iris(target.base), rules, policy, linker)

            def listen(outcome: Outcome) -> None:
                heard.append(outcome)
                if not as_json:
                    say(_lines(outcome, quiet=quiet))

            watching = watched(files, quiet=quiet)
            try:
                summary = publish_files(watching, target, gate, Texts(texts), now=datetime.now(UTC), listen=listen)
            finally:
                if not quiet:
                    clear_status_line()
        _conclude(summary, heard, store, as_json=as_json, quiet=quiet)


def is_day(words: str) -> bool:
    """Whether the words are an ISO 8601 date."""
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def _conclude(summary: Summary, heard: list[Outcome], store: Path | Address, *, as_json: bool, quiet: bool) -> None:
    """Say what became of everything, and exit accordingly."""
    if as_json:
        for outcome in summary.outcomes:
            click.echo(shown(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False)))
    elif not quiet:
        moved = [now for now, before in zip(summary.outcomes, heard, strict=True) if now is not before]
        if moved:
            say(["Of these, once all were read:"])
        for outcome in moved:
            say(f"  {line}" for line in _lines(outcome, quiet=False))
    if not quiet:
        say(_closing_lines(summary, store))
    if not summary.clean:
        unusable = any(outcome.state in ("unusable", "failed") for outcome in summary.outcomes)
        click.get_current_context().exit(USAGE if unusable else FINDINGS)


def _lines(outcome: Outcome, *, quiet: bool) -> Iterator[str]:
    from kg.validation import finding_text

    if quiet and outcome.clean and not outcome.problems and not outcome.findings:
        return
    yield _line(outcome)
    if outcome.state in ("superseded", "retracted"):
        return
    for problem in outcome.problems:
        yield _indented(problem.render())
    for finding in outcome.findings[:_SHOWN]:
        yield _indented(finding_text(finding))
    if len(outcome.findings) > _SHOWN:
        yield f"    ... and {len(outcome.findings) - _SHOWN} more: `kg validate {outcome.name}` lists all"


def _line(outcome: Outcome) -> str:
    from kg.publishing import counts

    colour = {"accepted": "green", **dict.fromkeys(("unchanged", "superseded", "retracted"))}.get(outcome.state, "red")
    said = [counts(outcome.accepted, "fact")] if outcome.state in ("accepted", "unchanged") else []
    said += (
        [f"{counts(outcome.set_aside, 'fact')} set aside"] if outcome.set_aside and outcome.state != "rejected" else []
    )
    said += [f"{counts(outcome.drafts, 'draft')} left out"] if outcome.drafts and not outcome.reason else []
    said += [one_line(outcome.reason)] if outcome.reason else []
    title = f"  {one_line(outcome.headline)}" if outcome.headline else ""
    end = f"  ({', '.join(said)})" if said else ""
    return click.style(f"{outcome.state:<10}", fg=colour) + f" {outcome.name}{title}{end}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _closing_lines(summary: Summary, store: Path | Address) -> Iterator[str]:
    from kg.publishing import counts

    by_state: dict[str, list[Outcome]] = {}
    for outcome in summary.outcomes:
        by_state.setdefault(outcome.state, []).append(outcome)
    accepted = by_state.get("accepted", [])
    facts = counts(sum(outcome.accepted for outcome in accepted), "fact")
    others = [
        f"{len(by_state[state])} {state}"
        for state in ("unchanged", "superseded", "retracted", "rejected", "unusable", "failed")
        if state in by_state
    ]
    rest = f" Of the rest: {', '.join(others)}." if others else ""
    if summary.files is not None:
        what = f"{counts(len(accepted), 'article')} with {facts}"
        yield f"Wrote {what} to {store} ({counts(summary.files, 'file')}).{rest}"
    elif summary.generation is not None:
        what = f"{counts(len(accepted), 'article')} with {facts}" if accepted else "the vocabulary anew"
        yield f"Published {what} to {store} (generation {summary.generation}).{rest}"
    elif set(by_state) == {"unchanged"}:
        yield f"Nothing new: {store} holds all of this already."
    else:
        yield f"Nothing was published to {store}: {', '.join(others)}."
    if unnamed := sum(not outcome.publisher for outcome in accepted):
        whose = "It does not say" if len(accepted) == 1 else f"{counts(unnamed, 'article')} of them do not say"
        yield f"{whose} who published it. Begin it with: By A. Writer, The Post; or draft it, and write `publisher:`."
    if summary.files is None and any(outcome.findings and not outcome.clean for outcome in summary.outcomes):
        folder = store if isinstance(store, Path) else Path()
        yield f"The reports of what did not conform are in {folder / 'rejected'}."
    if "failed" in by_state:
        yield "Publish the same again: what was written is not sent a second time, and the rest is finished."
