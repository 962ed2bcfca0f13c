"""The documentation tells the truth: its commands run and print what it shows, its links and codes lead somewhere.

A page's fenced blocks are run from top to bottom in a folder that has what a checkout has of samples:

    ```console           `$ ` begins a command, which goes on while a quotation mark is open or a line ends with a
                         backslash, so that a reader can paste it; the lines below are all that it prints.
    ```diff              after a line `--- FILE`, edits to make in that file, with `@@` between them.
    ```python NAME       (or yaml, turtle, sh ...) the content of the file NAME.

In what a command prints, and in an edit's old lines, `...` stands for anything within a line; alone on a line of what a
command prints, for any number of lines.
A command fails the page unless it exits with 0; `|| echo "exit code $?"` shows another code.
"""

from __future__ import annotations

import contextlib
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import VERBS, kg
from kg.errors import KgError
from kg.explanations import explanation_of
from kg.schema import load_schema
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md"])
BLOCK = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLES = ("data", "ontology", "shapes", "tests/new_type")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> list[tuple[str, str]]:
    """The info line and the content of each fenced block."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


WITH_COMMANDS = [page for page in PAGES if any(info == "console" for info, _ in blocks_of(page))]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    for sample in SAMPLES:
        shutil.copytree(ROOT / sample, tmp_path / sample)
    for info, content in blocks_of(page):
        if info == "console":
            for command, shown in commands_in(content):
                printed = run(command, tmp_path)
                assert pattern_of(shown).fullmatch(printed), f"$ {command}\n{printed}\n--- the page shows\n{shown}"
        elif info == "diff":
            edit(content, tmp_path)
        elif " " in info:
            (tmp_path / info.split()[1]).write_text(content, encoding="utf-8")


def commands_in(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, with the lines below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *rest = part.splitlines()
        while goes_on(command):
            command = f"{command}\n{rest.pop(0)}"
        yield command, tidied("\n".join(rest))


def goes_on(command: str) -> bool:
    """Whether a shell would read another line."""
    try:
        shlex.split(command)
    except ValueError:
        return True
    return command.endswith("\\")


def run(command: str, folder: Path) -> str:
    """What a command prints on stdout and stderr, when it exits with 0.

    What needs no shell is run in this process: half the time of all pages goes into starting Python otherwise.
    """
    settings = {"NO_COLOR": "1", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
    alone = command.startswith("kg ") and not re.search(r"[|<>&;$`*?{~]", command)
    code, printed = (_in_this_process if alone else _in_a_shell)(command, folder, settings)
    printed = tidied(printed)
    assert code == 0, f"$ {command}\n{printed}\nexit code {code}"
    return printed


def _in_this_process(command: str, folder: Path, settings: dict[str, str]) -> tuple[int, str]:
    others = dict.fromkeys(name for name in os.environ if name.startswith("KG_"))
    with contextlib.chdir(folder):
        result = CliRunner(env={**others, **settings}).invoke(kg, shlex.split(command)[1:], prog_name="kg")
    return result.exit_code, result.output


def _in_a_shell(command: str, folder: Path, settings: dict[str, str]) -> tuple[int, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{ours['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**ours, **settings, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")


def tidied(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.expandtabs(4).strip("\n").splitlines())


def pattern_of(shown: str) -> re.Pattern[str]:
    """What a command may print where a page shows this."""
    return re.compile(
        "".join(
            r"(?:.*\n)*" if line == "..." else re.escape(line).replace(re.escape("..."), ".*") + r"\n"
            for line in shown.splitlines()
        )
    )


def edit(diff: str, folder: Path) -> None:
    """Make the edits of a diff block, whose old lines must stand in the file once."""
    head, _, rest = diff.partition("\n")
    file = folder / head.removeprefix("--- ")
    text = file.read_text(encoding="utf-8")
    for lines in (part.splitlines() for part in rest.split("@@\n")):
        before = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "-"))
        after = "".join(f"{line[1:]}\n" for line in lines if line[:1] in (" ", "+"))
        places = list(re.finditer("(?m)^" + re.escape(before).replace(re.escape("..."), ".*"), text))
        assert len(places) == 1, f"{head}: these lines stand in it {len(places)} times\n{before}"
        text = text[: places[0].start()] + after + text[places[0].end() :]
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("script", sorted((ROOT / "docs").glob("generate_*.py")), ids=name_of)
def test_a_generated_page_is_what_its_script_writes(script: Path) -> None:
    made = runpy.run_path(str(script))
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"]()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_verbs_and_options_that_a_page_names_exist(page: Path) -> None:
    code = "\n".join(content for _, content in blocks_of(page)).replace("\\\n", " ")
    code += "\n" + "\n".join(re.findall(r"`(kg [^`\n]+)`", BLOCK.sub("", page.read_text(encoding="utf-8"))))
    named = re.findall(r"^(?:\$ )?(?:\.venv/bin/)?kg +([a-z]+)([^|;&\n]*)", code, re.MULTILINE)
    unknown = [f"kg {verb}" for verb, _ in named if verb not in VERBS]
    for verb, rest in named:
        if verb in VERBS:
            known = options_of(verb)
            unknown += [f"kg {verb} {option}" for option in re.findall(r"(?<=\s)-[-\w]+", rest) if option not in known]
    assert unknown == []


def options_of(verb: str) -> set[str]:
    command = kg.get_command(click.Context(kg), verb)
    assert command is not None
    return {
        "-h",
        "--help",
        "--debug",
        *(option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)),
    }


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_relative_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:", link)]
    assert [link for link in links if not leads_somewhere(link, page)] == []


def leads_somewhere(link: str, page: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not anchor or anchor in anchors_of(target))


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_error_codes_that_a_page_shows_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = re.findall(r"\b(?:error|warning|info)\[([\w:-]+)\]", text)
    shown += re.findall(r"kg explain ([a-z][\w-]+|[A-Z][\w-]+:\w+)", text)
    assert sorted(code for code in set(shown) if not is_explained(code)) == []


def is_explained(code: str) -> bool:
    try:
        return bool(explanation_of(code, load_schema()))
    except KgError:
        return False
