"""No command line and no file, however malformed, gives a traceback: each gives a message and the exit code 1 or 2."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.publishing import kind_of
from tests.cli.running import run
from tests.samples import VISIT, facts_of, write_sample
from tests.store.test_faults import WITHOUT_PRIVILEGES

HERE = Path(__file__).resolve().parent
LINES = [
    line.split(" | ", 2)
    for line in (HERE / "refused.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FILES = sorted((HERE / "malformed").iterdir())
READERS: dict[str | None, tuple[tuple[str, ...], ...]] = {
    "facts": (("validate",), ("publish", "--store", "new"), ("read",)),
    "article": (("read",), ("validate",), ("publish", "--store", "new"), ("extract",)),
    "rdf": (("validate",), ("publish", "--store", "new"), ("read",)),
    None: (("validate",), ("publish", "--store", "new"), ("read",)),
}


@pytest.mark.parametrize(("code", "words", "line"), LINES, ids=[line for *_, line in LINES])
def test_a_command_line_is_refused_with_a_message(
    newsroom: Path, tmp_path: Path, code: str, words: str, line: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.pdf").write_text("%PDF", encoding="utf-8")
    places = {
        "store": newsroom,
        "facts": write_sample(tmp_path, facts_of(VISIT)),
        "empty": tmp_path / "empty",
        "file": tmp_path / "notes.pdf",
        "none": tmp_path / "none",
        "parent": tmp_path,
    }
    for name, path in places.items():
        line = line.replace(f"{{{name}}}", str(path))
    result = run(*shlex.split(line))
    assert (result.exit_code, result.stdout) == (int(code), "")
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.name))
def test_a_malformed_file_is_refused_with_its_name(
    tmp_path: Path, file: Path, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (*READERS[kind_of(file)], ("query", "--store", newsroom, "-f")):
        result = run(*words, file)
        assert (words[0], result.exit_code) in ((words[0], 1), (words[0], 2))
        assert "Traceback" not in result.output
        assert file.name in result.output or words[0] == "query"


@pytest.mark.parametrize("file", [file for file in FILES if file.stat().st_size], ids=lambda file: str(file.name))
@pytest.mark.parametrize("option", ["--shapes", "--ontology"])
def test_what_is_no_turtle_is_refused_as_shapes(file: Path, option: str) -> None:
    result = run("schema", option, file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert file.name in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("publish --frobnicate x", ""),
        ("query --formt x", " Did you mean '--format'?"),
        ("publish --formt x", ""),
        ("query --qestion x", " (Did you mean one of: '--question', '--questions'?)"),
    ],
)
def test_options_that_are_spelt_nearly_so_are_offered_the_nearest_first(line: str, hint: str) -> None:
    option = line.split()[1]
    assert run(*line.split()).stderr.splitlines()[-1] == f"Error: No such option '{option}'.{hint}"


@pytest.mark.parametrize("verb", ["read", "publish"])
def test_a_file_that_may_not_be_read_is_told_of_without_the_usage(tmp_path: Path, verb: str) -> None:
    file = tmp_path / "locked.txt"
    file.touch(mode=0o000)
    program = f"import os\n{WITHOUT_PRIVILEGES}\nfrom kg.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", program, verb, str(file)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Usage" in done.stderr) == (2, False)
    assert f"{file}: cannot be read: Permission denied" in done.stderr


@pytest.mark.parametrize("verb", ["check", "export", "history", "query"])
def test_who_only_reads_a_store_takes_no_address_for_writes(verb: str) -> None:
    assert "--update-url" not in run(verb, "--help").stdout
    assert "--update-url" in run("publish", "--help").stdout
