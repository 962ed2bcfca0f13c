"""The `kg` command: each verb reads its words, calls the library and prints.

A verb's module is imported only when that verb is asked for, so that `kg --help` is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kg.cli.failures import end_in_order, leave_with_the_reader, report_failures
from kg.cli.output import speak_all_scripts

VERBS = {
    "read": "The article in a page, a text or JSON, as schema.org JSON-LD.",
    "extract": "Draft fact files from articles.",
    "review": "Go through drafts: keep, delete or mend each fact.",
    "validate": "Check fact files or RDF against the shapes.",
    "publish": "Check articles or fact files and publish what conforms.",
    "export": "Write the published graph as Turtle and other RDF formats.",
    "query": "Ask the published graph in SPARQL, or by a saved question.",
    "questions": "The saved questions, and the SPARQL of one.",
    "search": "Articles, statements and entities by their words.",
    "check": "Contradictions, disputed facts, namesakes and duplicates.",
    "link": "Propose which entities are one, and merge those that you accept.",
    "unlink": "Undo a merge.",
    "history": "What was published when, of the store or of one article.",
    "rollback": "Go back to what was published before.",
    "retract": "Take an article back, with a reason, or let it return.",
    "backup": "Copy the store, while others use it.",
    "restore": "Make a store of a backup.",
    "serve": "Serve the published graph on the web: SPARQL, linked data, pages.",
    "mcp": "Offer the published graph to a language model as tools.",
    "token": "Make a token for who may write to a server.",
    "schema": "The JSON Schema of fact files, for editors.",
    "explain": "What an error code means and how to mend it.",
    "doctor": "What is installed here and works.",
}
_MEANT = {
    "ask": "query", "find": "search", "draft": "extract", "edit": "review", "add": "publish", "import": "publish",
    "undo": "rollback", "delete": "retract", "remove": "retract", "log": "history", "merge": "link", "web": "serve",
}  # fmt: skip


class Verbs(click.Group):
    """The verbs, each imported when it is called."""

    def main(self, args: Sequence[str] | None = None, *extra: Any, **named: Any) -> Any:
        """Run a command line; exits always, and shows a traceback only where `--debug` stands somewhere in it."""
        given = list(sys.argv[1:] if args is None else args)
        words = [word for word in given if word != "--debug"]
        with report_failures(debug=len(words) < len(given)):
            sys.exit(super().main(words, *extra, **{**named, "standalone_mode": False}) or 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a pipe that its reader closed is met here, because click itself would exit with 1."""
        with leave_with_the_reader():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            close = [_MEANT[args[0]]] if args[0] in _MEANT else get_close_matches(args[0], VERBS, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--debug", is_flag=True, help="Show a traceback when kg itself fails; may stand anywhere.")
@click.version_option(package_name="kg-publisher", prog_name="kg")
@click.pass_context
def kg(context: click.Context, debug: bool) -> None:  # noqa: ARG001  # read by Verbs.main, from anywhere in the line
    """News articles as linked data: every fact tied to its exact words, validated, published, queried.

    \b
    kg publish article.txt            find its facts, check them, publish what conforms
    kg search letter cable            look things up, by words
    kg export -o statements.csv       take all of it to a spreadsheet
    kg serve                          read it as pages, at http://127.0.0.1:8000/

    Exit codes: 0 fine, 1 something did not conform, 2 wrong usage or unreadable input, 3 internal.
    """
    if os.environ.get("NO_COLOR"):
        context.color = False


def main() -> None:
    """Run the command line."""
    end_in_order()
    speak_all_scripts()
    kg.main()
