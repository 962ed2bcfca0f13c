"""`kg extract`: draft fact files from articles, for a person to edit."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.failures import FINDINGS, USAGE
from kg.cli.llm import Asking, choices_of, llm_options
from kg.cli.options import AUTHORITY, PATHS, QUIET, Whole, shapes_options, skipped, types_of, with_stdin
from kg.cli.output import say
from kg.errors import UnreadableInputError

if TYPE_CHECKING:
    from kg.mapping import Link
    from kg.publishing.drafts import Written

_KEPT = "kept as it is: it differs from what the rules find now and may hold edits; delete it to have it made anew"
_UNANSWERED = "kept as it is: the model did not answer for all of the article"
_OLDER = "kept as it is: it is of a later text of this article; delete it to have it made of this one"
_SECOND = (
    "; {0} is a draft of the same article: publish takes the newer text, of one date the one that it is given later."
    " To carry your edits over instead, delete this draft, and give the page the name of the first"
)


@click.command()
@PATHS
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one file an article into this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="Fact files to read and edit, or a line of JSON an article.",
)
@AUTHORITY
@click.option(
    "--extractor",
    type=click.Choice(["rules", "llm"]),
    default="rules",
    show_default=True,
    help="What finds the facts: the rules for English, or a language model, which makes drafts only.",
)
@click.option(
    "--jobs",
    type=Whole(1, 256),
    help="How many processes look for facts; if not said, one a processor where there are many inputs.",
)
@llm_options
@shapes_options
@QUIET
def extract(
    paths: tuple[Path, ...],
    output: Path | None,
    form: str,
    authority: tuple[Path, ...],
    extractor: str,
    jobs: int | None,
    quiet: bool,
    **llm: Any,
) -> None:
    """Find the facts in articles and write them as fact files, each fact under its sentence; without -o to stdout.

    PATHS are what `kg read` takes: pages, texts, JSON, feeds, web archives, folders of these, or - (stdin).

    \b
    kg extract page.html -o drafts/      then:   kg review drafts/ && kg publish drafts/
    kg extract page.html -o drafts/ --extractor llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME
    """
    from kg.publishing import MANY, chunks_of, draft_files, find_files, processors
    from kg.publishing.drafted import Drafted
    from kg.publishing.drafts import CARRIED, KEPT, NEW, OLDER, named_apart, write_draft
    from kg.publishing.inputs import reading_remarks

    if jobs and extractor == "llm":
        raise click.UsageError("--jobs is for the rules; a model is asked one question after the other")
    asking, link = _asking(extractor, llm), _link(authority, llm if extractor == "llm" else {})
    types = types_of(llm["shapes"], llm["ontology"])
    broken: list[UnreadableInputError] = []

    def refuse(error: UnreadableInputError) -> None:
        say([f"Error: {error}"])
        broken.append(error)

    with with_stdin(paths) as given:
        files = list(find_files(given, wanted=("article",)))
        say(() if quiet else skipped(given))
        many = next(islice(chunks_of(files), MANY - 1, None), None) is not None
        share = jobs or (processors() if many else 1)
        known = Drafted(output) if output else None
        for draft in draft_files(files, form, asking, refuse, link, share):
            say(f"{draft.name}: {problem.render()}" for problem in reading_remarks(draft.facts.article))
            if output is None or known is None:
                click.echo(draft.text, nl=False)
            else:
                draft = named_apart(output, draft, types)
                if asking is not None and asking.cut_short and (output / draft.name).exists():
                    say([f"{output / draft.name}: {_UNANSWERED}"])
                    continue
                written = write_draft(output, draft, types)
                if not quiet or written.state in (KEPT, OLDER, CARRIED):
                    first = known.earlier(draft.facts.article, draft.name) if written.state == NEW else None
                    say([f"{output / draft.name}: {_told(written)}{_SECOND.format(first) if first else ''}"])
    if broken or (asking is not None and asking.failed):
        click.get_current_context().exit(USAGE if broken else FINDINGS)


def _asking(extractor: str, llm: dict[str, Any]) -> Asking | None:
    """The model to ask, or None where the rules find the facts."""
    if extractor == "llm":
        return Asking(choices_of(llm), types_of(llm["shapes"], llm["ontology"]))
    needless = [name for name, value in llm.items() if value]
    if needless:
        raise click.UsageError(f"--{needless[0].replace('_', '-')} needs --extractor llm")
    return None


def _link(authority: tuple[Path, ...], llm: dict[str, Any]) -> Link | None:
    """What writes the IRIs of authority files into fact files; countries get theirs when they are published."""
    if not authority:
        return None
    from kg.linking import Linker, Register, read_authority

    types = types_of(llm.get("shapes", ()), llm.get("ontology", ()))
    linker = Linker(read_authority(authority, types), Register.of(()))
    return lambda entities: linker.link(entities, types)


def _told(written: Written) -> str:
    """What became of a draft, in a line."""
    from kg.publishing import counts
    from kg.publishing.drafts import CARRIED, KEPT, OLDER

    drafts = f", {written.drafts} of them in doubt (draft: true)" if written.drafts else ""
    facts = counts(written.count, "fact")
    if written.state in (KEPT, OLDER):
        return _KEPT if written.state == KEPT else _OLDER
    if written.state != CARRIED:
        return facts + drafts
    again = f", {written.reopened} of them drafts again: their words have changed" if written.reopened else ""
    lost = f"; the words of {written.lost} of yours are gone from the text" if written.lost else ""
    edits = f"{written.carried} with your edits{again}{lost}"
    return f"{facts} of the changed text, {edits}{drafts}; as it was: {written.copy}"
