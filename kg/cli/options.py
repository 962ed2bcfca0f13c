"""The options that several verbs share, and the values that they stand for."""

from __future__ import annotations

import math
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.output import STDIN, say, shown
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.linking import Linker
    from kg.schema import Schema
    from kg.store.interface import AnySnapshot, AnyStore

Command = TypeVar("Command", bound=Callable[..., object])

# What cannot be read is told as what is missing is, by who reads it.
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
STORE = click.option(
    "--store",
    metavar="FOLDER",
    callback=lambda *given: local_folder(given[2]),
    type=click.Path(path_type=Path),
    default=lambda: Path(os.environ.get("KG_STORE") or "store"),
    show_default="$KG_STORE, else ./store",
    help="The folder of the store.",
)
TEXTS = click.option(
    "--texts",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Where the texts lie that fact files quote; the files beside them are looked at anyway.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="No progress, only what is wrong.")
AUTHORITY = click.option(
    "--authority",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file of who is who (CSV, JSON or SKOS Turtle): its IRIs become those of entities.",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(["auto", "pyshacl", "shacl"]),
    default="auto",
    help="The SHACL engine; auto takes the faster one that is installed. Both find the same.",
)
AS_OF = click.option(
    "--as-of",
    metavar="TIME",
    help="What was published by the end of this date, minute or second, such as 2031-03-04 or 2031-03-04T09:30+01:00; "
    "without a zone it is UTC.",
)
OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write here instead of stdout; a name that ends in .gz is packed.",
)
QUESTIONS = click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of questions (.rq) of your own, instead of those that come with kg.",
)


def snapshot_of(store: AnyStore, as_of: str | None) -> AnySnapshot:
    """What `--as-of` asks for: the current generation without it."""
    if as_of is None:
        return store.snapshot()
    from kg.store import Store

    if not isinstance(store, Store):
        raise click.UsageError("--as-of is for a store in a folder: a server knows only what it holds now")
    from kg.publishing.history import snapshot_at  # which brings what derives facts from several articles

    snapshot = snapshot_at(store, as_of)
    if is_future(as_of, datetime.now(UTC)):
        say(
            [f"{as_of} is in the future; --as-of counts when kg published. For the days of articles ask nf:attestedOn."]
        )
    return snapshot


def is_future(words: str, now: datetime) -> bool:
    """Whether a time is still to come; the day that it is anywhere on earth is not.

    >>> now = datetime(2031, 3, 4, 12, tzinfo=UTC)
    >>> [is_future(each, now) for each in ("2031-03-04", "2031-03-06", "2031-03-04T11:00", "2031-03-04T13:00Z")]
    [False, True, False, True]
    """
    from kg.store import moment

    try:
        return (date.fromisoformat(words) - now.date()).days > 1
    except ValueError:
        return moment(words) - now > timedelta(minutes=1)  # a time means its end


def local_folder(store: Path) -> Path:
    """The folder of a store. Raises BadParameter for a file, and for a URL, which only some verbs take."""
    if re.match(r"[a-z]+:/", str(store).lower()):
        raise click.BadParameter("this command works on a store in a folder here, and not at a URL")
    return folder_of(store)


def folder_of(store: Path) -> Path:
    """The folder of a store. Raises BadParameter where it is a file."""
    if store.is_file():
        raise click.BadParameter(
            f"'{store}' is not a store: it is a file, and a store is a folder", param_hint="--store"
        )
    return store


class Whole(click.IntRange):
    """A whole number; help shows it as N."""

    name = "whole number"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return "N"


class Number(click.FloatRange):
    """A number, with decimals where need be; help shows it as X."""

    name = "number"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return "X"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; `nan` is none, though it lies beyond no bound."""
        if math.isnan(found := super().convert(value, param, ctx)):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return found


def shapes_options(command: Command) -> Command:
    """`--shapes` and `--ontology`: fact types of the user's own."""
    return _with_shapes(command, "besides the bundled ones")


def kept_shapes_options(command: Command) -> Command:
    """The same for those who read a store, which keeps the types that facts were published with."""
    return _with_shapes(command, "in the place of those that the store keeps")


def _with_shapes(command: Command, which: str) -> Command:
    for name, what in (("ontology", "Ontology (.ttl)"), ("shapes", "Shapes (.ttl)")):
        command = click.option(
            f"--{name}",
            multiple=True,
            type=click.Path(path_type=Path, exists=True),
            help=f"{what} of your own fact types: a file or folder, {which}.",
        )(command)
    return command


def types_of(shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> Schema:
    """The compiled schema: the bundled shapes and ontology, and the user's."""
    from kg.schema import load_schema

    return load_schema(shapes=shapes, ontology=ontology)


def types_in(snapshot: AnySnapshot, shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> Schema:
    """The same for those who read a store: the user's types, where none are given, are those that it keeps."""
    if shapes or ontology:
        return types_of(shapes, ontology)
    from kg.kept_types import types_of as types_kept

    return types_kept(snapshot)


def linker_of(authority: tuple[Path, ...], types: Schema) -> Linker:
    """What links entities: the authority files, and the register of countries."""
    from kg.linking import Linker, read_authority

    return Linker(read_authority(authority, types))


def skipped(paths: tuple[Path, ...]) -> Iterator[str]:
    """A line for each document in folders that kg passes over."""
    from kg.publishing.inputs import passed_over

    for file in passed_over(paths):
        yield f"{file}: passed over; kg does not read this form: save it as .txt or .html"


@contextmanager
def with_stdin(paths: tuple[Path, ...]) -> Iterator[tuple[Path, ...]]:
    """The paths, with a file in the place of `-` that holds what stdin holds and whose name says what it is.

    The file is there only as long as the context.
    """
    if Path("-") not in paths:
        yield paths
        return
    from kg.publishing import ending_of

    with click.open_file("-", "rb") as stream:
        data = stream.read()
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        click.get_current_context().meta[STDIN] = f"{folder}{os.sep}"
        file = Path(folder, f"stdin{ending_of(data)}")
        file.write_bytes(data)
        try:
            yield tuple(file if str(path) == "-" else path for path in paths)
        except KgError as error:
            raise KgError(shown(str(error))) from error
