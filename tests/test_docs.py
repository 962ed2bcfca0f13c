"""The documentation tells the truth: its commands run and print what it shows, its links and codes lead somewhere.

A page's fenced blocks are run from top to bottom in a folder that has the samples of `make try`:

    ```console           `$ ` begins a command, which goes on while a quotation mark is open or a line ends with a
                         backslash, so that a reader can paste it; the lines below are all that it prints.
    ```console server    a command that the reader runs in a terminal of its own: it goes on until the page ends, and
                         what comes after it is run once it has printed the lines below it.
    ```diff              after a line `--- FILE`, edits to make in that file, with `@@` between them.
    ```python NAME       (or yaml, turtle, sh ...) the content of the file NAME.

In what a command prints, and in an edit's old lines, `...` stands for anything within a line; alone on a line of what a
command prints, for any number of lines.
A command fails the page unless it exits with 0; `|| echo "exit code $?"` shows another code.
A port of 127.0.0.1 stands for one that is free, so that pages are run side by side; at 8080 a language model answers.
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
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click
import pytest
from click.testing import CliRunner

from kg.cli import VERBS, kg
from kg.errors import KgError
from kg.explanations import explanation_of
from kg.schema import load_schema
from tests.conftest import ROOT
from tests.llm.samples import KESMARK, OKOYE, VISIT
from tests.llm.stub import stub_endpoint, writes
from tests.remote.servers import free_port

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md"])
BLOCK = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLES = ("data", "ontology", "shapes", "tests/new_type")
PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+|(?<=--port )[1-9]\d*")
SETTINGS = {"NO_COLOR": "1", "COLUMNS": "120", "PYTHONIOENCODING": "utf-8"}
KG_SERVE = 8000  # where `kg serve` begins unless it is told otherwise
MODEL = "8080"
ANSWER = {
    "entities": [OKOYE, KESMARK],
    "facts": [VISIT | {"date": None, "evidence": [{"of": None, "quote": "looking at the options for a visit"}]}],
}
START = 60.0  # seconds in which a server must have begun


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks_of(page: Path) -> list[tuple[str, str]]:
    """The info line and the content of each fenced block."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


WITH_COMMANDS = [page for page in PAGES if any(info == "console" for info, _ in blocks_of(page))]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who follows a page: the folder, the ports that stand for those of the page, and the servers that were begun."""

    folder: Path
    servers: ExitStack
    ports: dict[str, str]

    def translated(self, text: str) -> str:
        """What the page says, with ports that are free here."""
        return PORT.sub(lambda port: self.ports.setdefault(port[0], str(free_port())), text)

    def follow(self, info: str, content: str) -> None:
        """Do what a block says."""
        if info in ("console", "console server"):
            for command, shown in commands_in(self.translated(content)):
                if info == "console":
                    printed = run(command, self.folder)
                    assert pattern_of(shown).fullmatch(printed), f"$ {command}\n{printed}\n--- the page shows\n{shown}"
                else:
                    port = self.translated(f"127.0.0.1:{KG_SERVE}").rpartition(":")[2]
                    self.servers.enter_context(serving(command, shown, self.folder, port))
        elif info == "diff":
            edit(content, self.folder)
        elif " " in info:
            (self.folder / info.split()[1]).write_text(self.translated(content), encoding="utf-8")


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path) -> None:
    for sample in SAMPLES:
        shutil.copytree(ROOT / sample, tmp_path / sample)
    with ExitStack() as servers, stub_endpoint(writes(ANSWER)) as model:
        reader = Reader(tmp_path, servers, {MODEL: model.url.rpartition(":")[2].removesuffix("/v1")})
        for info, content in blocks_of(page):
            reader.follow(info, content)


def test_a_reader_finds_the_same_samples() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ntry:")[2].partition("\n\n")[0]
    copied = [word for line in recipe.splitlines() if "cp " in line for word in line.split()[2:-1]]
    assert sorted(copied) == sorted(SAMPLES)


@contextmanager
def serving(command: str, shown: str, folder: Path, port: str) -> Iterator[None]:
    """A server that has begun, as what it prints shows; `port` is where `kg serve` begins."""
    settings, end = {**environment(folder), "KG_SERVE_PORT": port}, time.monotonic() + START
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(shlex.split(command), cwd=folder, env=settings, stdout=log, stderr=log) as process,
    ):
        try:
            while not pattern_of(shown).fullmatch(printed := _printed(log)):
                assert process.poll() is None, f"$ {command}\n{printed}\nexit code {process.returncode}"
                assert time.monotonic() < end, f"$ {command}\n{printed}\n--- the page shows\n{shown}"
                time.sleep(0.02)
            yield
        finally:
            process.terminate()


def _printed(log: IO[bytes]) -> str:
    return tidied(os.pread(log.fileno(), 1_000_000, 0).decode("utf-8"))


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
    alone = command.startswith("kg ") and not re.search(r"[|<>&;$`*?{~]", command)
    code, printed = (_in_this_process if alone else _in_a_shell)(command, folder)
    printed = tidied(printed)
    assert code == 0, f"$ {command}\n{printed}\nexit code {code}"
    return printed


def _in_this_process(command: str, folder: Path) -> tuple[int, str]:
    others = dict.fromkeys(name for name in os.environ if name.startswith("KG_"))
    with contextlib.chdir(folder):
        result = CliRunner(env={**others, **SETTINGS, **_cache(folder)}).invoke(
            kg, shlex.split(command.replace("\\\n", ""))[1:], prog_name="kg"
        )
    return result.exit_code, result.output


def _cache(folder: Path) -> dict[str, str]:
    """Where answers of models are kept: not beside those of whoever runs the tests."""
    return {"XDG_CACHE_HOME": str(folder / ".cache")}


def environment(folder: Path) -> dict[str, str]:
    """The variables of a reader's shell in which the virtual environment is active."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return {**ours, **SETTINGS, **_cache(folder), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{ours['PATH']}"}


def _in_a_shell(command: str, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(folder),
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


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_shows_of_a_file_stands_in_it(page: Path) -> None:
    shown = re.findall(
        r"^From `([^`]+)`:\n\n```\w+\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    missing = [
        line
        for file, content in shown
        for line in set(content.splitlines()) - set((ROOT / file).read_text(encoding="utf-8").splitlines())
    ]
    assert missing == []


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
