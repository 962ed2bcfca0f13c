"""`kg search`: articles, statements and entities by their words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import STORE, Whole
from kg.cli.output import one_line, say

if TYPE_CHECKING:
    from kg.descriptions.values import Statement
    from kg.store import Snapshot
    from kg.store.searching import Hit

_HEADS = {"entity": "Entities", "article": "Articles", "statement": "Statements"}


@click.command()
@click.argument("words", nargs=-1)
@STORE
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(("article", "statement", "entity")),
    help="Only hits of this kind; may be repeated.",
)
@click.option("--entity", metavar="IRI|NAME", help="Only what is about this entity: its IRI or exact name.")
@click.option("--year", type=Whole(1, 9999), help="Only what was published in this year.")
@click.option("--since", default="", metavar="DAY", help="Only what was published on this day or later.")
@click.option("--until", default="", metavar="DAY", help="Only what was published on this day or earlier.")
@click.option(
    "--order",
    type=click.Choice(("best", "newest", "oldest")),
    default="best",
    help="Which hits come first: the best (without words the newest), the newest or the oldest.",
)
@click.option("--limit", type=Whole(1, 1000), default=10, show_default=True, help="At most so many of each kind.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit.")
def search(
    words: tuple[str, ...],
    store: Path,
    kinds: tuple[str, ...],
    entity: str | None,
    year: int | None,
    since: str,
    until: str,
    order: str,
    limit: int,
    as_json: bool,
) -> None:
    """Find what has all the WORDS; the best first. Without words: the newest about --entity.

    \b
    kg search cable letter
    kg search '"Orlen Strait"' 'visit*' --kind statement --since 2031-03-10
    kg search --entity "Mara Lindqvist" --order oldest
    """
    from kg.search import KINDS, hit_dict, names_near
    from kg.search import search as find
    from kg.statements import statement_dict
    from kg.store import open_store

    if not (words or entity):
        raise click.UsageError("give words, or --entity")
    if year and (since or until):
        raise click.UsageError("--year excludes --since and --until")
    if year:
        since, until = f"{year:04}-01-01", f"{year:04}-12-31"
    chosen = kinds or tuple(KINDS)
    with open_store(store) as opened, opened.snapshot() as snapshot:
        asked = " ".join(words)
        found = find(snapshot, asked, entity=entity, since=since, until=until, kinds=chosen, limit=limit, order=order)
        prefixes = snapshot.iris.prefixes()
        told = _told(snapshot, found.hits)
        near = [] if found.hits or entity else names_near(snapshot, asked)
    if as_json:
        for hit in found.hits:
            said = statement_dict(told[hit.node]) if hit.node in told else {}
            click.echo(json.dumps({**hit_dict(hit), **said}, ensure_ascii=False))
        return
    for kind in _HEADS:
        hits = [hit for hit in found.hits if hit.kind == kind]
        if hits:
            usual = "best" if words else "newest"
            first = usual if order == "best" or kind == "entity" else order
            more = f", the {first} {limit}" if kind in found.more else ""
            click.secho(f"{_HEADS[kind]}{more}", underline=True)
            for hit in hits:
                click.echo("\n".join(_lines(hit, prefixes, told.get(hit.node))))
            click.echo()
    if not found.hits:
        say(["Nothing matches. A word matches its other forms; all words must match; `visi*` matches what begins so."])
        if near:
            say([f"Did you mean {' or '.join(map(one_line, near))}?"])


def _told(snapshot: Snapshot, hits: Iterable[Hit]) -> dict[str, Statement]:
    """The statements among the hits, as the pages tell them."""
    from pyoxigraph import NamedNode

    from kg.descriptions.names import Source
    from kg.descriptions.statements import statements
    from kg.kept_types import types_of

    nodes = [NamedNode(hit.node) for hit in hits if hit.kind == "statement"]
    return {each.iri: each for each in statements(Source(snapshot, types_of(snapshot)), nodes)} if nodes else {}


def _lines(hit: Hit, prefixes: dict[str, str], told: Statement | None) -> Iterator[str]:
    """A hit as people read it: its day, what it says on whose word, and where that stands."""
    from kg.descriptions.values import told_in_a_line

    margin = "" if hit.kind == "entity" else f"{hit.day or 'no day':<12}"
    indent = " " * (len(margin) + 2)
    first, *rest = hit.snippet.split("\n")
    if hit.kind == "entity":
        yield f"  {_marked(first)}  ({hit.label})"
    elif told:
        yield f"  {margin}{one_line(told_in_a_line(told))}"
        yield f"{indent}> {_marked(first)}"
    else:
        yield f"  {margin}{_marked(first)}"
    if rest:
        yield indent + _marked(" ".join(rest))
    if hit.kind == "statement":
        yield f"{indent}{one_line(hit.title)}  {_short(hit.node, prefixes)}"
    else:
        yield indent + (hit.url or _short(hit.node, prefixes))


def _marked(snippet: str) -> str:
    from kg.search import pieces

    shown = ((one_line(f"|{text}|")[1:-1], matches) for text, matches in pieces(snippet))
    return "".join(click.style(text, bold=True) if matches else text for text, matches in shown)


def _short(iri: str, prefixes: dict[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
