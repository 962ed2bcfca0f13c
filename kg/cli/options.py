"""The options that several verbs share, and the values that they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from kg.schema import Schema

Command = TypeVar("Command", bound=Callable[..., object])

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
STORE = click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
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
OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path), help="Write here instead of stdout.")


def shapes_options(command: Command) -> Command:
    """`--shapes` and `--ontology`: fact types of the user's own."""
    for name, what in (("ontology", "Ontology (.ttl)"), ("shapes", "Shapes (.ttl)")):
        command = click.option(
            f"--{name}",
            multiple=True,
            type=click.Path(path_type=Path, exists=True),
            help=f"{what} of your own fact types: a file or folder, besides the bundled ones.",
        )(command)
    return command


def types_of(shapes: tuple[Path, ...], ontology: tuple[Path, ...]) -> Schema:
    """The compiled schema: the bundled shapes and ontology, and the user's."""
    from kg.schema import load_schema

    return load_schema(shapes=shapes, ontology=ontology)
