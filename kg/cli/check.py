"""`kg check`: what contradicts itself in a store, what may be one or two, what waits for a review."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import kept_shapes_options, types_in
from kg.cli.output import one_line, say
from kg.cli.stores import opened, store_option

if TYPE_CHECKING:
    from kg.checks import Finding, Joined, Side
    from kg.remote import Address
    from kg.store.interface import AnyStore

KINDS = ("conflicts", "disputes", "holders", "namesakes", "duplicates", "provisional", "orphans")
_COMMAND = re.compile(r"\bkg (?:link --accept|check --together)(?: (?:https?://\S+|\w+))+")


@click.command()
@store_option
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Only findings of this kind; may be repeated.")
@click.option("--joins", is_flag=True, help="Show instead which reports were joined in one happening, and why.")
@click.option("--apart", metavar="CODE", help="Decide that the two reports of a join are not one happening.")
@click.option("--together", metavar="CODE", help="Take that decision back.")
@click.option("--by", metavar="NAME", default="", help="Who decides, with --apart.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@kept_shapes_options
@click.pass_context
def check(
    context: click.Context,
    store: Path | Address,
    only: tuple[str, ...],
    joins: bool,
    apart: str | None,
    together: str | None,
    by: str,
    as_json: bool,
    shapes: tuple[Path, ...],
    ontology: tuple[Path, ...],
) -> None:
    """Look at a whole store: contradictions, disputed facts, namesakes, duplicates. Exits with 1 where it finds any.

    \b
    kg check --store newsroom
    kg check --only conflicts --only disputes
    kg check --joins                              which reports are one happening, and why
    kg check --apart je2vny --by "R. Sand"        undo it with: kg check --together je2vny
    """
    if sum(map(bool, (joins or only, apart, together))) > 1 or (joins and only) or (by and not apart):
        raise click.UsageError("--joins, --only, --apart and --together exclude each other; --by goes with --apart")
    with opened(store) as source:
        if apart or together:
            _decide(source, apart or "", together or "", by)
        elif joins:
            _show_joins(source, as_json=as_json)
        else:
            from kg.checks import check_store

            with source.snapshot() as held:
                types = types_in(held, shapes, ontology)
            found = check_store(source, types, only)
            context.exit(1 if _show((_of_store(each, source) for each in found), as_json=as_json) else 0)


def _of_store(finding: Finding, store: AnyStore) -> Finding:
    """The finding with a remedy that can be copied: its command names the store. On a server nothing can be linked."""
    from kg.remote.addresses import is_address

    if is_address(store.place) and "kg link" in finding.remedy:
        return replace(finding, remedy=finding.remedy.partition("If they are one:")[0].rstrip())
    remedy = _COMMAND.sub(lambda found: f"{found[0]} --store {shlex.quote(store.place)}", finding.remedy)
    return replace(finding, remedy=remedy)


def _show(findings: Iterable[Finding], *, as_json: bool) -> int:
    """Print the findings; gives their number."""
    counts: dict[str, int] = {}
    for each in findings:
        counts[each.kind] = counts.get(each.kind, 0) + 1
        click.echo(json.dumps(each.as_dict(), ensure_ascii=False) if as_json else "\n".join(_lines(each)))
    if not as_json:
        found = ", ".join(f"{kind} {number}" for kind, number in counts.items())
        say([f"Found: {found}." if counts else "Nothing found."])
    return sum(counts.values())


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.code}  {finding.kind}  {one_line(finding.summary)}"
    yield from (f"    because  {one_line(reason)}" for reason in finding.reasons)
    for side in finding.sides:
        yield from _side_lines(side)
    if finding.remedy:
        yield f"    do       {finding.remedy}"


def _side_lines(side: Side) -> Iterator[str]:
    told = ", ".join(each for each in (side.paper, side.day) if each)
    whose = f", on the word of {side.source}" if side.source and side.source != side.paper else ""
    doubt = " (disputed)" if side.disputed else ""
    head = f"{side.says}: {told}{whose}{doubt}" if told and side.says else f"{side.says or ''}{told}{whose}{doubt}"
    yield f"    - {one_line(head)}"
    if side.quote:
        yield f"      “{one_line(side.quote)}”"
    if not told:
        yield f"      {side.iri}"


def _show_joins(store: AnyStore, *, as_json: bool) -> None:
    from kg.checks import joined
    from kg.publishing import counts

    with store.snapshot() as snapshot:
        found = list(joined(snapshot))
    for each in found:
        click.echo(json.dumps(each.as_dict(), ensure_ascii=False) if as_json else "\n".join(_join_lines(each)))
    if not as_json:
        happenings = len({each.occurrence for each in found if each.occurrence})
        kept = sum(each.apart_by is not None for each in found)
        apart = f", {kept} kept apart" if kept else ""
        said = f"{counts(len(found) - kept, 'join')} in {counts(happenings, 'happening')}"
        say([f"{said}{apart}. Undo one: kg check --apart CODE"])


def _join_lines(joined: Joined) -> Iterator[str]:
    apart = f"kept apart by {joined.apart_by}" if joined.apart_by is not None else ""
    told = apart or f"{joined.status}, {joined.sources} independent source{'' if joined.sources == '1' else 's'}"
    yield f"{joined.code}  {one_line(joined.what[0])} ({one_line(told)})"
    if not apart:
        yield f"    because  {joined.reason}"
    for side in joined.sides:
        yield from _side_lines(side)


def _decide(store: AnyStore, apart: str, together: str, by: str) -> None:
    from kg.checks import keep_apart, put_together

    now = datetime.now(UTC)
    published = keep_apart(store, apart, by, now=now) if apart else put_together(store, together, now=now)
    done = f"{apart} is kept apart" if apart else f"{together} is judged by itself again"
    undo = f" To undo this: kg check --together {apart} --store {shlex.quote(store.place)}" if apart else ""
    say([f"{done} (generation {published.generation}).{undo}"])
