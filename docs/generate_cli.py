"""Writes docs/reference/cli.md from the commands' own help: `.venv/bin/python docs/generate_cli.py`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import VERBS, kg

PAGE = Path(__file__).parent / "reference" / "cli.md"

OPENING = """\
# The command line

<!-- Made by docs/generate_cli.py from the commands' own --help; change that, not this. -->

Data goes to stdout; progress, messages and errors go to stderr. Colours are left out where the output is no terminal,
and where `NO_COLOR` is set. `python -m kg` is the same as `kg`.

The tabulator key completes commands and options once the shell knows of it: in `~/.bashrc` `eval "$(_KG_COMPLETE=bash_source kg)"`, in `~/.zshrc`
`eval "$(_KG_COMPLETE=zsh_source kg)"`, for fish `_KG_COMPLETE=fish_source kg > ~/.config/fish/completions/kg.fish`.

`PATHS` are files, folders or `-` for stdin. A folder stands for all files in it,
at any depth, that kg knows by their ends.

| ending | what it is |
|---|---|
| `.html` `.htm` `.xhtml` | a saved page |
| `.txt` | the text of an article, or a dump of a whole page |
| `.json` `.jsonl` `.ndjson` | schema.org articles with `articleBody`; the latter two have one a line |
| `.warc` | a web archive |
| `.xml` `.rss` `.atom` | a feed with whole articles |
| any of these and `.gz` | the same, packed |
| `.facts.yaml` `.facts.yml` `.facts.json` `.facts.jsonl` | [fact files](fact-file.md) |
| `.ttl` `.trig` `.nt` `.nq` `.rdf` `.jsonld` | RDF, for `kg validate` only |

## Exit codes

| code | what it means |
|---|---|
| 0 | fine; warnings may have been shown |
| 1 | something did not conform to the shapes, or a part of the work is missing |
| 2 | wrong usage, or input that cannot be used: missing, unreadable, or a fact file with a wrong field or quotation |
| 3 | kg itself failed; `--debug` shows where |
| 130, 141 | stopped with Ctrl-C; the reader of a pipe went away |
"""

AS_ABOVE = "as [above](#exit-codes)."
EXITS = {
    "read": "0, or 2 where an input could not be read; the others are printed all the same.",
    "extract": "0; 1 where the language model gave no answer for some part; 2 where an input could not be read.",
    "validate": "0 all conforms; 1 something does not, or with `--strict` has a warning; 2 an input cannot be used.",
    "publish": "0 all published, unchanged or superseded; 1 some set aside or rejected; 2 an input cannot be used.",
    "export": "0, or 2 where there is no store or nothing of that name in it.",
    "query": "0, also for an empty answer and one that was cut; 2 where the query is refused, wrong or too slow.",
    "check": "0 nothing found; 1 something was, for a person to look at; 2 where there is no store, or no such code.",
    "history": "0, or 2 where there is no store.",
    "schema": "0, or 2 where shapes or ontologies of your own are wrong.",
    "explain": "0, or 2 where there is no such code.",
    "doctor": "0, or 1 where something that kg needs does not work.",
}


def help_of(command: click.Command, name: str) -> str:
    """What `--help` prints on a terminal of 100 columns."""
    context = click.Context(command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"])
    return command.get_help(context)


def page() -> str:
    """The whole page."""
    root = click.Context(kg)
    parts = [OPENING, section("kg", help_of(kg, "kg"))]
    for verb in VERBS:
        command = kg.get_command(root, verb)
        assert command is not None
        exits = f"\nExit codes: {EXITS.get(verb, AS_ABOVE)}\n"
        parts.append(section(f"kg {verb}", help_of(command, f"kg {verb}")) + exits)
    return "\n".join(parts)


def section(title: str, text: str) -> str:
    """A heading and the help below it."""
    return f"## `{title}`\n\n```text\n{text.strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
