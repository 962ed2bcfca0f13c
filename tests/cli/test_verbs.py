"""The smaller verbs, and what all verbs share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner

from kg.cli import VERBS, Verbs
from kg.reading import article_jsonld, read_article
from tests.cli.running import run
from tests.samples import ARTICLE, TEXT


def test_help_lists_every_verb_with_what_it_does() -> None:
    result = run("--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [
        verb for verb, purpose in VERBS.items() if f"  {verb}" not in result.stdout or purpose not in result.stdout
    ] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    result = run(verb, "-h")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: kg {verb} ")
    assert verb in ("doctor", "history") or f"  kg {verb}" in result.stdout


def test_the_version_is_said() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout.split()[0]) == (0, "kg,")


class Broken(Verbs):
    """A command line with a verb that fails inside."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        def fail() -> NoReturn:
            slip = ZeroDivisionError("a slip")
            slip.add_note("It was at a rock.")
            raise slip

        return click.Command("doctor", callback=fail)


def test_a_failure_inside_exits_with_3_and_no_traceback() -> None:
    result = CliRunner().invoke(Broken("kg"), ["doctor"])
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "kg failed inside: ZeroDivisionError: a slip\nIt was at a rock.\nRun it again with --debug to see where.\n"
    )


@pytest.mark.parametrize("words", [["--debug", "doctor"], ["doctor", "--debug"]])
def test_debug_shows_where_it_failed(words: list[str]) -> None:
    result = CliRunner().invoke(Broken("kg"), words)
    assert isinstance(result.exception, ZeroDivisionError)


@pytest.mark.parametrize("content", [b"Fog lay over the port of Amsel on Monday.", b"\x00\x01"])
@pytest.mark.parametrize(
    "verb", [("publish", "--store", "store"), ("read",), ("extract", "-o", "drafts"), ("validate",)]
)
def test_a_name_of_a_file_moves_no_cursor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...], content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "\x1b]0;red\x07\u202e.txt"
    file.write_bytes(content)
    result = run(verb[0], file, *verb[1:])
    assert result.output
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stderr)


def test_a_full_disk_is_said_and_is_no_failure_inside(newsroom: Path) -> None:
    result = run("export", "--store", newsroom, "-o", "/dev/full")
    said = "Error: /dev/full: No space left on device. Make room, or raise the limit, and run it again\n"
    assert (result.exit_code, result.output) == (2, said)


def test_a_file_that_does_not_fit_is_named_and_nothing_of_it_is_left(newsroom: Path, tmp_path: Path) -> None:
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"
    program = [sys.executable, "-c", f"{small}; from kg.cli import main; main()"]
    done = subprocess.run(
        [*program, "export", "--store", newsroom, "-o", tmp_path / "all.ttl"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (
        2,
        f"Error: {tmp_path}/all.ttl: File too large. Make room, or raise the limit, and run it again\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_stdout_a_file_is_asked_for(newsroom: Path) -> None:
    program = [sys.executable, "-c", "from kg.cli import main; main()", "export", "--store", str(newsroom)]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *program], stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"Error: there is no stdout to write to: give -o FILE\n")


def test_a_reader_that_leaves_early_is_no_failure(newsroom: Path) -> None:
    program = [sys.executable, "-c", "from kg.cli import main; main()", "export", "--store", str(newsroom)]
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(program, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (141, b"")


def test_read_gives_an_article_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"headline": "B", "text": "Snow."}\n{"headline": "C", "text": "Hail."}\n', "utf-8"
    )
    result = run("read", tmp_path)
    articles = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (0, "")
    assert articles[0] == article_jsonld(read_article(tmp_path / "a.txt"))
    assert [each.get("articleBody") for each in articles] == [TEXT, "Snow.", "Hail."]


def test_read_goes_on_after_what_it_cannot_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "Snow."}\n{"te\n{"text": "Hail."}\n', encoding="utf-8")
    result = run("read", file)
    assert (result.exit_code, [json.loads(line)["articleBody"] for line in result.stdout.splitlines()]) == (
        2,
        ["Snow.", "Hail."],
    )
    assert result.stderr.startswith(f"Error: {file}:2: ")


def test_read_takes_stdin_and_writes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    assert run("read", "-", "-o", target, stdin=TEXT).output == ""
    assert json.loads(target.read_text(encoding="utf-8"))["textDigest"] == ARTICLE.text_digest


def test_history_lists_the_generations_newest_first(newsroom: Path) -> None:
    result = run("history", "--store", newsroom)
    head, first, second = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert head.split() == ["generation", "published", "(UTC)", "changed", "removed", "documents", "quads"]
    assert (first.split()[0], first.rpartition("  ")[2], second.split()[0], second.split()[3:]) == (
        "1",
        "current, Okoye may travel",
        "0",
        list("0000"),
    )


def test_history_as_json_is_an_object_a_generation(newsroom: Path) -> None:
    lines = [json.loads(line) for line in run("history", "--json", "--store", newsroom).stdout.splitlines()]
    assert [(each["number"], each["current"], each["changed"], each["articles"]) for each in lines] == [
        (1, True, 1, 1),
        (0, False, 0, 0),
    ]


def test_schema_is_a_json_schema_that_takes_a_fact_file() -> None:
    from jsonschema import Draft202012Validator

    from kg.factfile import write_facts
    from tests.samples import MEETING, OFFICE, VISIT, facts_of

    result = run("schema")
    assert (result.exit_code, result.stderr) == (0, "")
    document = json.loads(write_facts(facts_of(VISIT, OFFICE, MEETING), "json"))
    checker = Draft202012Validator(json.loads(result.stdout))
    assert list(checker.iter_errors(document)) == []
    del document["facts"][0]["visitor"]
    assert [error.message for error in checker.iter_errors(document)] != []


def test_schema_knows_the_fact_types_of_a_folder() -> None:
    folder = Path(__file__).resolve().parent.parent / "new_type"
    result = run("schema", "--shapes", folder / "shapes.ttl", "--ontology", folder / "ontology.ttl")
    assert result.exit_code == 0
    assert "Ruling" in result.stdout
    assert "Ruling" not in run("schema").stdout


def test_explain_says_what_a_code_means() -> None:
    result = run("explain", "wrong-quote")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("The text has other words at these offsets.")
    assert run("explain", "Visit-destination:MinCount").stdout.splitlines()[:2] == [
        "Visit-destination: the field `destination` of Visit",
        "Something that must be said is missing.",
    ]


def test_explain_alone_lists_every_code_and_explains_each() -> None:
    lines = run("explain").stdout.splitlines()
    codes = [line.split()[0] for line in lines]
    assert len(codes) == len(set(codes)) > 100
    assert [
        code for code in ("wrong-quote", "unverified", "shape-syntax", "Visit-destination:*") if code not in codes
    ] == []
    assert run("explain", "Visit-destination:*").exit_code == 0


def test_doctor_says_what_works_and_what_is_absent(newsroom: Path, tmp_path: Path) -> None:
    here, nowhere = run("doctor", "--store", newsroom), run("doctor", "--store", tmp_path / "none")
    assert f"ok      store                  {newsroom} opens at generation 1" in here.stdout
    assert f"absent  store                  {tmp_path / 'none'} does not exist yet" in nowhere.stdout
    assert list(tmp_path.iterdir()) == []


def test_doctor_exits_with_1_where_something_that_is_needed_does_not_work(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("x", encoding="ascii")
    result = run("doctor", "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr) == (1, "")
    assert "MISSING store" in result.stdout


def test_no_color_is_kept_to_whatever_the_terminal(tmp_path: Path) -> None:
    coloured, plain = (run("doctor", "--store", tmp_path / "none", color=True, NO_COLOR=value) for value in (None, "1"))
    assert "\x1b[32mok" in coloured.stdout
    assert "\x1b" not in plain.stdout


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("kg, version ")


def test_a_shell_can_complete_commands() -> None:
    asked = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg publ", "COMP_CWORD": "1"}
    done = subprocess.run([Path(sys.executable).with_name("kg")], env=asked, capture_output=True, text=True, check=True)
    assert done.stdout == "plain,publish\n"
