"""`kg publish`: what it says, where, and how it exits."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.factfile import write_facts
from kg.store.lock import writer_lock
from tests.cli.running import run
from tests.samples import ARTICLE, MEETING, OFFICE, VISIT, facts_of, with_fields, write_sample

UNFINISHED = replace(MEETING, fields={**MEETING.fields, "participants": ("okoye", "okoye")})  # needs two people
OTHER = replace(ARTICLE, url="https://harbourpost.example/other", headline="Other")


def test_what_was_published_is_said_on_stderr(tmp_path: Path) -> None:
    file, store = write_sample(tmp_path, facts_of(VISIT, replace(OFFICE, draft=True))), tmp_path / "store"
    result = run("publish", file, "--store", store)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"accepted   {file}  Okoye may travel  (1 fact, 1 draft left out)\n"
        f"Published 1 article with 1 fact to {store} (generation 1).\n"
    )


def test_publishing_again_says_that_nothing_is_new(tmp_path: Path) -> None:
    file, store = write_sample(tmp_path, facts_of(VISIT)), tmp_path / "store"
    run("publish", file, "--store", store)
    result = run("publish", file, "--store", store)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"unchanged  {file}  Okoye may travel  (1 fact)\nNothing new: {store} holds all of this already.\n"
    )


def test_a_reviewer_answers_for_the_facts_that_name_nobody_else(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(with_fields(VISIT, reviewed_by="T. Holm"), OFFICE))
    store = tmp_path / "store"
    run("publish", file, "--store", store, "--reviewed-by", "R. Sand", "--reviewed-on", "2031-03-05")
    asked = "SELECT ?t ?by ?on { ?a nf:asserts/a ?t ; nf:reviewedBy ?by OPTIONAL { ?a nf:reviewedOn ?on } } ORDER BY ?t"
    result = run("query", "--store", store, asked, "--format", "csv")
    nf = "https://w3id.org/news-facts/ns#"
    assert result.stdout.split() == [
        "t,by,on",
        f"{nf}OfficeHolding,R.", "Sand,2031-03-05",
        f"{nf}Visit,T.", "Holm,",
    ]  # fmt: skip


@pytest.mark.parametrize("said", [("--reviewed-on", "2031-03-05"), ("--reviewed-by", "R. Sand")])
def test_a_reviewer_and_the_day_of_the_review_go_together(tmp_path: Path, said: tuple[str, str]) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    result = run("publish", file, "--store", tmp_path / "store", *said)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: --reviewed-by and --reviewed-on go together: who checked the facts, and on which day",
    )
    assert not (tmp_path / "store").exists()


def test_what_does_not_conform_exits_with_1_and_tells_where_the_report_is(tmp_path: Path) -> None:
    good = write_sample(tmp_path, facts_of(VISIT), "good")
    bad, store = write_sample(tmp_path, facts_of(UNFINISHED, article=OTHER), "bad"), tmp_path / "store"
    result = run("publish", good, bad, "--store", store)
    lines = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (1, "")
    assert lines[:2] == [f"accepted   {good}  Okoye may travel  (1 fact)", f"rejected   {bad}  Other"]
    assert lines[2].startswith(f"    {bad}:")
    assert "violation[Meeting-participants:MinCount]" in lines[2]
    assert lines[-2:] == [
        f"Published 1 article with 1 fact to {store} (generation 1). Of the rest: 1 rejected.",
        f"The reports of what did not conform are in {store / 'rejected'}.",
    ]


def test_what_cannot_be_used_exits_with_2_and_the_rest_is_published(tmp_path: Path) -> None:
    good, store = write_sample(tmp_path, facts_of(VISIT), "good"), tmp_path / "store"
    broken = tmp_path / "broken.facts.yaml"
    broken.write_text("kg: 1: 2", encoding="utf-8")
    result = run("publish", tmp_path, "--store", store)
    assert result.exit_code == 2
    assert result.stderr == (
        f"unusable   {broken}\n"
        f"    {broken}:1:6: error[yaml-syntax]: This is not YAML: mapping values are not allowed in this context.\n"
        "        1 | kg: 1: 2\n"
        "                 ^\n"
        "          = Put quotation marks round a text that has `: ` in it.\n"
        f"accepted   {good}  Okoye may travel  (1 fact)\n"
        f"Published 1 article with 1 fact to {store} (generation 1). Of the rest: 1 unusable.\n"
    )


@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_where_nothing_can_be_used_no_store_is_made(tmp_path: Path, more: tuple[str, ...]) -> None:
    for name in ("a.facts.yaml", "b.facts.yaml"):
        (tmp_path / name).write_text("kg: [", encoding="utf-8")
    result = run("publish", tmp_path, "--store", tmp_path / "store", *more)
    last = result.stderr.splitlines()[-1]
    assert (result.exit_code, last) == (2, f"Nothing was published to {tmp_path / 'store'}: 2 unusable.")
    assert not (tmp_path / "store").exists()


def test_where_nothing_is_accepted_no_store_is_made(tmp_path: Path) -> None:
    bad = write_sample(tmp_path, facts_of(UNFINISHED), "bad")
    result = run("publish", bad, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"rejected   {bad}  ")
    assert result.stderr.endswith(f"Nothing was published to {tmp_path / 'store'}: 1 rejected.\n")
    assert not (tmp_path / "store").exists()


def test_a_publish_waits_for_another_writer_as_long_as_it_is_told(tmp_path: Path) -> None:
    file, store = write_sample(tmp_path, facts_of(VISIT)), tmp_path / "store"
    assert run("publish", file, "--store", store).exit_code == 0
    other = write_sample(tmp_path, facts_of(OFFICE, article=replace(ARTICLE, url="https://harbourpost.example/other")))
    with writer_lock(store):
        began = time.monotonic()
        result = run("publish", other, "--store", store, "--wait", "0.1")
        took = time.monotonic() - began
    message = f"{store} is being written to by process {os.getpid()}"
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        f"Error: {message}: try again when it is done, or wait for it",
    )
    assert f"{message}: waiting for it" in result.stderr
    assert took < 5


def test_quiet_says_only_what_is_wrong(tmp_path: Path) -> None:
    good = write_sample(tmp_path, facts_of(VISIT), "good")
    bad = write_sample(tmp_path, facts_of(UNFINISHED, article=OTHER), "bad")
    assert run("publish", "-q", good, "--store", tmp_path / "one").output == ""
    said = run("publish", "-q", good, bad, "--store", tmp_path / "two").stderr
    assert said.startswith(f"rejected   {bad}  Other\n")
    assert "accepted" not in said
    assert "Published" not in said


def test_an_article_whose_facts_were_all_set_aside_is_said_to_be_published_alone(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(UNFINISHED), "one")
    result = run("publish", "--keep-going", file, "--store", tmp_path / "store")
    assert (
        result.stderr.splitlines()[0] == f"accepted   {file}  Okoye may travel  (the article alone, 1 fact set aside)"
    )


def test_json_gives_an_object_an_article_on_stdout(tmp_path: Path) -> None:
    files = [write_sample(tmp_path, facts_of(fact, article=article), name) for name, fact, article in (
        ("a", VISIT, ARTICLE), ("b", OFFICE, ARTICLE), ("c", UNFINISHED, OTHER))]  # fmt: skip
    result = run("publish", "--json", *files, "--store", tmp_path / "store")
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 1
    assert [each["state"] for each in (first, second, third)] == ["superseded", "accepted", "rejected"]
    assert first["reason"] == f"{files[1]} has the same article, and was given later"
    store = tmp_path / "store"
    finding = (
        f"    {files[2]}:20:5: violation[Meeting-participants:MinCount]: A meeting needs at least two who meet: "
        "people, bodies or countries; a group such as “officials” counts as one."
    )
    assert result.stderr.splitlines() == [
        f"rejected   {files[2]}  Other",
        finding,
        "       20 |     participants: [okoye, okoye]",
        "                ^",
        "          “Foreign Minister Ana Okoye may travel to Kesmark next month, her office said on Tuesday.”",
        f"Published 1 article with 1 fact to {store} (generation 1). Of the rest: 1 superseded, 1 rejected.",
        f"The reports of what did not conform are in {store / 'rejected'}.",
    ]
    assert second == {
        "name": str(files[1]),
        "state": "accepted",
        "headline": "Okoye may travel",
        "article": second["article"],
        "accepted": 1,
        "set_aside": 0,
        "drafts": 0,
        "problems": [],
        "findings": [],
        "reason": "",
        "publisher": "The Harbour Post",
        "before": 0,
    }
    assert third["findings"][0]["code"] == "Meeting-participants:MinCount"


@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_whoever_publishes_fewer_facts_of_an_article_hears_how_many_the_store_had(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    store, all_of_it = tmp_path / "store", write_sample(tmp_path, facts_of(VISIT, OFFICE, MEETING), "all")
    others = write_sample(tmp_path, facts_of(OFFICE), "one"), write_sample(tmp_path, facts_of(OFFICE, VISIT), "two")
    told = []
    for file in (all_of_it, *others):
        result = run("publish", file, "--store", store, "--json", *more)
        told.append([(one["accepted"], one["before"]) for one in map(json.loads, result.stdout.splitlines())])
    assert told == [[(3, 0)], [(1, 3)], [(2, 1)]]
    result = run("publish", others[0], "--store", store)
    assert result.stderr.splitlines()[0] == f"accepted   {others[0]}  Okoye may travel  (1 fact, 2 before)"


def test_of_what_was_accepted_and_then_not_written_it_is_said_that_nothing_is_published(tmp_path: Path) -> None:
    store = tmp_path / "store"
    run("publish", write_sample(tmp_path, facts_of(VISIT), "first"), "--store", store)
    (store / "retention.json").write_text("no settings")
    file = write_sample(tmp_path, facts_of(VISIT, article=OTHER), "second")
    result = run("publish", file, "--store", store)
    accepted, said, error = result.stderr.splitlines()
    assert (result.exit_code, accepted.split()[0], said) == (
        2,
        "accepted",
        "Nothing of what was accepted has been published:",
    )
    assert error.startswith(f"Error: {store / 'retention.json'}")


def test_what_a_later_file_supersedes_is_said_once_it_is_known(tmp_path: Path) -> None:
    files = [write_sample(tmp_path, facts_of(fact), name) for name, fact in (("a", VISIT), ("b", OFFICE))]
    lines = run("publish", *files, "--store", tmp_path / "store").stderr.splitlines()
    assert [line.split()[0] for line in lines] == ["accepted", "accepted", "Of", "superseded", "Published"]
    assert lines[3].endswith(f"({files[1]} has the same article, and was given later)")


def test_of_many_findings_the_first_are_shown(tmp_path: Path) -> None:
    meetings = [
        replace(UNFINISHED, fields={**UNFINISHED.fields, "date": (f"2031-01-{day:02}",)}) for day in range(1, 13)
    ]
    file = write_sample(tmp_path, facts_of(*meetings))
    said = run("publish", file, "--store", tmp_path / "store").stderr
    assert said.count("violation[") == 10
    assert f"    ... and 2 more: `kg validate {file}` lists all\n" in said
    assert run("validate", file).stdout.count("violation[") == 12


def test_a_fact_file_may_come_from_stdin(tmp_path: Path) -> None:
    text = write_facts(facts_of(VISIT))
    result = run("publish", "-", "--store", tmp_path / "store", stdin=text)
    assert result.exit_code == 0
    assert result.stderr.startswith("accepted   stdin.facts.yaml  Okoye may travel  (1 fact)\n    warning[unverified]")
    broken = run("publish", "-", "--store", tmp_path / "store", stdin="kg: 1: 2")
    assert (broken.exit_code, broken.stderr.splitlines()[0]) == (2, "unusable   stdin.facts.yaml")
    assert "    stdin.facts.yaml:1:6: error[yaml-syntax]" in broken.stderr


def test_the_store_is_that_of_the_environment_unless_it_is_named(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    run("publish", file, KG_STORE=str(tmp_path / "mine"))
    assert (tmp_path / "mine" / "CURRENT").is_file()


def test_the_base_is_that_of_all_iris(tmp_path: Path) -> None:
    file, store = write_sample(tmp_path, facts_of(VISIT)), tmp_path / "store"
    result = run("publish", "--json", file, "--store", store, "--base", "https://harbourpost.example/id/")
    assert json.loads(result.stdout)["article"].startswith("https://harbourpost.example/id/article/")
    assert "kg.example" not in run("export", "--store", store, "--format", "nquads").stdout


def test_with_text_the_body_is_published(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    asked = "SELECT ?text { ?a schema:articleBody ?text }"
    for option, rows in (([], 0), (["--with-text"], 1)):
        store = tmp_path / f"store{rows}"
        assert run("publish", file, "--store", store, *option).exit_code == 0
        answer = json.loads(run("query", asked, "--store", store, "--format", "json").stdout)
        assert [row["text"]["value"] for row in answer["results"]["bindings"]] == [ARTICLE.text] * rows


def on_a_terminal(*words: str | Path, **env: str) -> str:
    """What a terminal shows of a command line."""
    ours, theirs = pty.openpty()
    program = [sys.executable, "-c", "from kg.cli import main; main()", *map(str, words)]
    with subprocess.Popen(program, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", **env}):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # how Linux says that nobody writes to a terminal any longer
            os.close(ours)
    return shown.decode()


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_sample(tmp_path / "in", facts_of(VISIT, article=replace(OTHER, url=f"https://a.example/{name}")), name)
    shown = on_a_terminal("publish", tmp_path / "in", "--store", tmp_path / "store")
    assert "\r\x1b[K1 of 2  a.facts.yaml \r\x1b[K\x1b[32maccepted  \x1b[0m" in shown
    assert "\r\x1b[K2 of 2  b.facts.yaml " in shown
    assert "\r\x1b[Kwriting \r\x1b[K" in shown
    assert shown.endswith("(generation 1).\r\n")


def test_a_terminal_without_colour_shows_none(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    assert "\x1b[32m" not in on_a_terminal("publish", file, "--store", tmp_path / "store", NO_COLOR="1")


def test_a_dumb_terminal_is_sent_no_escapes(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT))
    assert "\x1b" not in on_a_terminal("publish", file, "--store", tmp_path / "store", NO_COLOR="1", TERM="dumb")


def test_documents_in_a_folder_are_said_to_be_passed_over(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", facts_of(VISIT))
    (tmp_path / "in" / "memo.docx").write_bytes(b"PK")
    (tmp_path / "in" / "page.mhtml").write_bytes(b"MIME-Version: 1.0")
    lines = "".join(
        f"{tmp_path / 'in' / name}: passed over; kg does not read this form: save it as .txt or .html\n"
        for name in ("memo.docx", "page.mhtml")
    )
    assert run("publish", tmp_path / "in", "--store", tmp_path / "store").stderr.startswith(lines)
    assert run("validate", tmp_path / "in").stderr == lines
    assert run("validate", "-q", tmp_path / "in").stderr == ""


def test_an_article_that_names_no_publisher_is_published_and_said(tmp_path: Path) -> None:
    file = write_sample(tmp_path, facts_of(VISIT, article=replace(ARTICLE, publisher=None)))
    result = run("publish", file, "--store", tmp_path / "store")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == (
        "It does not say who published it. Begin it with: By A. Writer, The Post; or draft it, and write `publisher:`."
    )


def test_of_several_articles_those_are_named_that_name_no_publisher(tmp_path: Path) -> None:
    names = ("a", "b", "c", "d", "e")
    of = {name: replace(ARTICLE, url=f"https://harbourpost.example/{name}", publisher=None) for name in names[1:]}
    files = [write_sample(tmp_path, facts_of(VISIT, article=of.get(name, ARTICLE)), name) for name in names]
    cure = "who published it. Begin it with: By A. Writer, The Post; or draft it, and write `publisher:`."
    told = [
        run("publish", *some, "--store", tmp_path / str(len(some))).stderr.splitlines()[-1]
        for some in (files[:2], files)
    ]
    assert told == [
        f"{files[1]} does not say {cure}",
        f"{files[1]}, {files[2]}, {files[3]} and 1 more do not say {cure}",
    ]


def test_an_article_as_json_that_names_no_publisher_is_told_the_key(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"headline": "Fog lifts", "datePublished": "2031-03-04", "text": "Rain fell."}', encoding="utf-8")
    assert run("publish", file, "--store", tmp_path / "store").stderr.splitlines()[-1] == (
        'It does not say who published it. Write `"publisher": "The Post"` into it; '
        "or draft it, and write `publisher:`."
    )


def test_a_date_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text('{"headline": "Fog", "publisher": "The Post", "date": "02/05/2031", "text": "Rain fell."}')
    result = run("publish", file, "--store", tmp_path / "store")
    assert (result.exit_code, result.stderr.count("warning["), result.stderr.count("warning[unread-date]")) == (0, 1, 1)
