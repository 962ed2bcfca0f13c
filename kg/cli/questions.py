"""`kg questions`: the saved questions, and the SPARQL of one."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import QUESTIONS

if TYPE_CHECKING:
    from kg.questions import Parameter


@click.command()
@click.argument("name", required=False)
@QUESTIONS
@click.option("--json", "as_json", is_flag=True, help="One JSON object a question.")
def questions(name: str | None, questions: Path | None, as_json: bool) -> None:
    """List the saved questions and what each can be asked for; of NAME show the SPARQL.

    \b
    kg questions
    kg questions meetings
    kg query --question meetings --param since=2031-03-25
    """
    from kg.questions import find_question, read_questions

    chosen = [find_question(name, questions)] if name else list(read_questions(questions).values())
    if as_json:
        for each in chosen:
            click.echo(json.dumps(asdict(each), ensure_ascii=False))
    elif name:
        click.echo(chosen[0].sparql, nl=False)
    else:
        for each in chosen:
            click.echo(f"{each.name:<24} {each.english}")
            for parameter in each.parameters:
                click.echo(f"{'':<24}   {_line(parameter)}")


def _line(parameter: Parameter) -> str:
    """A parameter as it is given, and whether it must be."""
    kind = f"word of nf:{parameter.scheme}" if parameter.scheme else parameter.kind
    need = "required" if parameter.required else f"else {parameter.default}" if parameter.default else "optional"
    return f"--param {parameter.name}={kind.upper().replace('NF:', 'nf:')} ({need}): {parameter.description}"
