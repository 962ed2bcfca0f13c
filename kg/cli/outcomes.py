"""What a publish says: a line or more of each article as it is read, and what all came to at the end."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.failures import FINDINGS, USAGE
from kg.cli.output import one_line, say, shown

if TYPE_CHECKING:
    from kg.publishing import Outcome, Summary
    from kg.remote import Address

_RECORD = re.compile(r"\.(?:jsonl?|ndjson)(?:\.gz)?$", re.IGNORECASE)
_NAMED = 3  # inputs of which one thing is to be said
_SHOWN = 10  # findings of one article; its report has all


def conclude(summary: Summary, heard: Sequence[Outcome], place: Path | Address, *, as_json: bool, quiet: bool) -> None:
    """Say what became of everything, and exit accordingly.

    `heard` are the outcomes as they were told when each was read, or none: a later input may have been the newer
    revision of an article that was accepted then.
    """
    if as_json:
        for outcome in summary.outcomes:
            click.echo(shown(json.dumps(dataclasses.asdict(outcome), ensure_ascii=False)))
    elif not quiet:
        moved = [
            now for now, before in zip(summary.outcomes, heard or summary.outcomes, strict=True) if now is not before
        ]
        if moved:
            say(["Of these, once all were read:"])
        for outcome in moved:
            say(f"  {line}" for line in lines_of(outcome, quiet=False))
    if not quiet:
        say(_closing_lines(summary, place))
    if not summary.clean:
        unusable = any(outcome.state in ("unusable", "failed") for outcome in summary.outcomes)
        click.get_current_context().exit(USAGE if unusable else FINDINGS)


def lines_of(outcome: Outcome, *, quiet: bool) -> Iterator[str]:
    """What became of an article, with what is wrong with it; with `quiet` only where something is."""
    from kg.validation import finding_text

    if quiet and outcome.clean and not outcome.problems and not outcome.findings:
        return
    yield _line(outcome)
    if outcome.state in ("superseded", "waiting", "retracted"):
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
    bare = outcome.state == "accepted" and outcome.set_aside and not outcome.accepted
    said = ["the article alone"] if bare else []
    said += [counts(outcome.accepted, "fact")] if outcome.state in ("accepted", "unchanged") and not bare else []
    said += (
        [f"{counts(outcome.set_aside, 'fact')} set aside"] if outcome.set_aside and outcome.state != "rejected" else []
    )
    said += [f"{counts(outcome.drafts, 'draft')} left out"] if outcome.drafts and not outcome.reason else []
    said += [f"{outcome.before:,} before"] if outcome.accepted < outcome.before and outcome.state == "accepted" else []
    said += [one_line(outcome.reason)] if outcome.reason else []
    title = f"  {one_line(outcome.headline)}" if outcome.headline else ""
    end = f"  ({', '.join(said)})" if said else ""
    return click.style(f"{outcome.state:<10}", fg=colour) + f" {one_line(outcome.name)}{title}{end}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _listed(some: Sequence[Outcome]) -> str:
    """The first of some inputs by name and how many more there are, with the verb that goes before a `not`."""
    names = [one_line(outcome.name) for outcome in some[:_NAMED]]
    names += [f"{len(some) - _NAMED} more"] if len(some) > _NAMED else []
    return f"{' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))} {'does' if len(some) == 1 else 'do'}"


def _closing_lines(summary: Summary, place: Path | Address) -> Iterator[str]:
    from kg.publishing import counts

    by_state: dict[str, list[Outcome]] = {}
    for outcome in summary.outcomes:
        by_state.setdefault(outcome.state, []).append(outcome)
    accepted = by_state.get("accepted", [])
    facts = counts(sum(outcome.accepted for outcome in accepted), "fact")
    others = [
        f"{len(by_state[state])} {state}"
        for state in ("unchanged", "superseded", "waiting", "retracted", "rejected", "unusable", "failed")
        if state in by_state
    ]
    rest = f" Of the rest: {', '.join(others)}." if others else ""
    if summary.files is not None:
        what = f"{counts(len(accepted), 'article')} with {facts}"
        yield f"Wrote {what} to {place} ({counts(summary.files, 'file')}).{rest}"
    elif summary.generation is not None:
        what = f"{counts(len(accepted), 'article')} with {facts}" if accepted else "the vocabulary anew"
        yield f"Published {what} to {place} (generation {summary.generation}).{rest}"
    elif set(by_state) == {"unchanged"}:
        yield f"Nothing new: {place} holds all of this already."
    else:
        yield f"Nothing was published to {place}: {', '.join(others)}."
    if unnamed := [outcome for outcome in accepted if not outcome.publisher]:
        whose = "It does not say" if len(accepted) == 1 else f"{_listed(unnamed)} not say"
        as_json = all(_RECORD.search(outcome.name) for outcome in unnamed)
        cure = 'Write `"publisher": "The Post"` into it' if as_json else "Begin it with: By A. Writer, The Post"
        yield f"{whose} who published it. {cure}; or draft it, and write `publisher:`."
    if summary.files is None and any(outcome.findings and not outcome.clean for outcome in summary.outcomes):
        folder = (place if isinstance(place, Path) else Path()) / "rejected"
        if folder.exists():  # no store is made for inputs that are all refused
            yield f"The reports of what did not conform are in {folder}."
    if "failed" in by_state:
        yield "Publish the same again: what was written is not sent a second time, and the rest is finished."
