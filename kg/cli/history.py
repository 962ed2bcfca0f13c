"""`kg history`: what was published when, of the whole store or of one article; how much of it stays at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import Whole
from kg.cli.output import one_line, say
from kg.cli.stores import opened, store_option

if TYPE_CHECKING:
    from kg.descriptions.revisions import Change
    from kg.descriptions.values import Statement
    from kg.remote import Address
    from kg.store import GenerationInfo, RevisionInfo, Store, Tombstone
    from kg.store.interface import AnyStore

_ROW = "{:>10}  {:<19}  {:>7}  {:>7}  {:>9}  {:>9}  {}"
_REVISION = "{:>8}  {:>10}  {:<19}  {:<19}  {}"
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


def _bytes(context: click.Context, option: click.Parameter, words: str | None) -> int | None:
    """A number of bytes: 500MB, 20GB, or bytes without a unit."""
    if words is None:
        return None
    found = re.fullmatch(r"([1-9]\d*)\s*([kmgt]?)b?", words.lower())
    if not found:
        raise click.BadParameter(f"'{words}' is no size: write 500MB or 20GB", context, option)
    return int(found[1]) * _UNITS[found[2]]


def _span(context: click.Context, option: click.Parameter, words: str | None) -> tuple[int, int | None] | None:
    """Two generations, the second the current one where it is not said."""
    if words is None:
        return None
    found = re.fullmatch(r"(\d+)(?:\.\.(\d+))?", words)
    if not found:
        raise click.BadParameter(f"'{words}' names no generations: write 3, or 3..5", context, option)
    return int(found[1]), int(found[2]) if found[2] else None


@click.command()
@click.argument("article", required=False)
@store_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--keep", type=Whole(1), help="From now on keep the newest N generations at hand.")
@click.option("--keep-bytes", callback=_bytes, metavar="SIZE", help="From now on keep as many as fit into 20GB.")
@click.option(
    "--diff", callback=_span, metavar="N[..M]", help="What changed from generation N to M, or to the current one."
)
def history(
    article: str | None,
    store: Path | Address,
    as_json: bool,
    keep: int | None,
    keep_bytes: int | None,
    diff: tuple[int, int | None] | None,
) -> None:
    """List what was published when, the newest first; of one ARTICLE (URL, IRI or id), its revisions.

    A generation that changed or removed one article names it. Its documents are articles, graphs that were written as
    RDF, and decisions. The history forgets nothing. --keep and --keep-bytes say how many generations stay as folders of
    their own, which makes `--as-of` quick; what lies further back is rebuilt when it is asked for.

    \b
    kg history
    kg history https://harbourpost.example/talks
    kg history --diff 3
    kg history --keep 30 --keep-bytes 20GB
    """
    from kg.store import Store

    with opened(store) as source:
        if not isinstance(source, Store) and (article or keep or keep_bytes or diff):
            raise click.UsageError("a server keeps no history of an article, and no generations: that is for a folder")
        if diff and (article or keep or keep_bytes):
            raise click.UsageError("--diff is of the whole store: it goes with --json alone")
        if isinstance(source, Store) and diff:
            _show_changes(source, *diff, as_json=as_json)
        elif isinstance(source, Store) and (keep or keep_bytes):
            _keep(source, keep, keep_bytes)
        elif isinstance(source, Store) and article:
            _show_article(source, article, as_json=as_json)
        else:
            say(f"Not wholly written: {iri}; publish it again, which finishes it." for iri in _unfinished(source))
            _show(source.history(), _alone(source), as_json=as_json)


def _keep(store: Store, keep: int | None, keep_bytes: int | None) -> None:
    from kg.store import Retention

    before = store.retention()
    wanted = Retention(keep or before.generations, keep_bytes or before.bytes)
    removed = store.keep(wanted)
    most = f" and as many as fit into {wanted.bytes:,} bytes" if wanted.bytes else ""
    gone = f" Removed: {', '.join(map(str, removed))}." if removed else ""
    say([f"The newest {wanted.generations} generations stay{most}.{gone}"])


def _alone(source: AnyStore) -> dict[int, tuple[str, str]]:
    """The only article of each generation that has one, with its headline; a server does not know."""
    from kg.publishing.history import last_title
    from kg.store import Store

    if not isinstance(source, Store):
        return {}
    with source.snapshot() as snapshot:
        return {number: (each.value, last_title(each, snapshot)) for number, each in source.alone().items()}


def _show(generations: tuple[GenerationInfo, ...], alone: dict[int, tuple[str, str]], *, as_json: bool) -> None:
    if as_json:
        for each in generations:
            article = {"article": alone[each.number][0]} if each.number in alone else {}
            click.echo(json.dumps(each.as_dict() | article))
        return
    click.echo(_ROW.format("generation", "published (UTC)", "changed", "removed", "documents", "quads", "").rstrip())
    for each in generations:
        marks = [each.what] if each.what != "publish" else []
        marks += ["current"] if each.current else []
        numbers = (f"{number:,}" for number in (each.changed, each.removed, each.articles, each.quads))
        marks += [one_line(alone[each.number][1])] if each.number in alone else []
        click.echo(_ROW.format(each.number, _time(each.created), *numbers, ", ".join(marks)).rstrip())


def _show_changes(store: Store, first: int, last: int | None, *, as_json: bool) -> None:
    """Each article that changed, with the facts that came (+), went (-), or say something else (both)."""
    from kg.descriptions.revisions import changes_between
    from kg.kept_types import types_of

    with store.snapshot() as snapshot:
        for each in changes_between(snapshot, types_of(snapshot), first, snapshot.generation if last is None else last):
            for line in [json.dumps(_change_dict(each), ensure_ascii=False)] if as_json else _change_lines(each):
                click.echo(line)


def _change_lines(change: Change) -> Iterator[str]:
    from kg.descriptions.values import told_in_a_line as told

    was = f"  (was: {one_line(change.was)})" if change.was else ""
    yield f"{change.state:8} {one_line(change.headline)}{was}  {change.article.value}"
    pairs = [line for both in change.changed for line in zip("-+", _pair(*both), strict=True)]
    lines = [*(("-", told(each)) for each in change.removed), *pairs, *(("+", told(each)) for each in change.added)]
    yield from (f"  {sign} {one_line(line)}" for sign, line in lines)


def _pair(was: Statement, now: Statement) -> tuple[str, str]:
    """A fact as it was and as it is; with how far along and how sure it is where the sentences are the same."""
    from kg.descriptions.values import told_in_a_line as told

    if told(was) != told(now):
        return told(was), told(now)
    return f"{told(was)} [{_manner(was)}]", f"{told(now)} [{_manner(now)}]"


def _manner(fact: Statement) -> str:
    labels = (each.name for each in (fact.certainty, fact.basis, fact.editorial) if each and each.notation != "current")
    return ", ".join(filter(None, (fact.standing_words, *labels)))


def _change_dict(change: Change) -> dict[str, object]:
    from kg.descriptions.values import told_in_a_line as told

    facts = {"removed": [*map(told, change.removed)], "added": [*map(told, change.added)]}
    both = [dict(zip(("was", "is"), _pair(*each), strict=True)) for each in change.changed]
    named = {"article": change.article.value, "state": change.state, "headline": change.headline, "was": change.was}
    return {**named, **facts, "changed": both}


def _show_article(store: Store, given: str, *, as_json: bool) -> None:
    from kg.publishing.history import known_article

    article = known_article(store, given)
    revisions = store.revisions(article)
    buried = next((each for each in store.tombstones() if each.article == article), None)
    for line in _json_lines(revisions, buried) if as_json else _lines(revisions, buried):
        click.echo(line)


def _json_lines(revisions: tuple[RevisionInfo, ...], buried: Tombstone | None) -> Iterator[str]:
    if buried:
        yield json.dumps({"retracted": buried.recorded_at, "reason": buried.reason, "purged": buried.purged})
    yield from (json.dumps(each.as_dict()) for each in revisions)


def _lines(revisions: tuple[RevisionInfo, ...], buried: Tombstone | None) -> Iterator[str]:
    if buried:
        purged = " and purged" if buried.purged else ""
        yield f"Retracted{purged} on {_time(buried.recorded_at)} (UTC): {buried.reason}"
    if revisions:
        yield _REVISION.format("revision", "generation", "from (UTC)", "to", "").rstrip()
    for each in revisions:
        until = _time(each.recorded_to) if each.recorded_to else "now"
        state = "" if each.digest else "away"
        yield _REVISION.format(each.number, each.generation, _time(each.recorded_from), until, state).rstrip()


def _time(stamp: str) -> str:
    return stamp[:19].replace("T", " ")


def _unfinished(source: AnyStore) -> list[str]:
    """The articles that a publish to a server has begun and not finished; in a folder there are none."""
    from kg.remote import RemoteStore

    return [article.value for article in source.unfinished()] if isinstance(source, RemoteStore) else []
