"""`kg extract --extractor llm`: drafts in files or on stdout, what was dropped on stderr, nothing called unasked."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from kg.cli import kg
from kg.cli.failures import report_failures
from tests.llm.samples import ANSWER, OBEDIENT, TEXT, VISIT
from tests.llm.stub import Stub, raw, stub_endpoint, writes

NEW_TYPE = Path(__file__).parent.parent / "new_type"
SOME = ANSWER | {"facts": [VISIT, VISIT | {"type": "Marriage"}]}


def run(folder: Path, *words: str, **environ: str) -> Result:
    """The command on the sample article."""
    (folder / "okoye.txt").write_text(TEXT, encoding="utf-8")
    environment = {"KG_LLM_URL": None, "KG_LLM_KEY": None, "XDG_CACHE_HOME": str(folder / "cache"), **environ}
    return CliRunner().invoke(kg, ["extract", str(folder / "okoye.txt"), *words], env=environment)


def with_model(stub: Stub, *words: str) -> list[str]:
    return ["--extractor", "llm", "--llm-url", stub.url, "--llm-model", "stub", *words]


def test_drafts_are_written_and_what_was_dropped_is_told(tmp_path: Path) -> None:
    with stub_endpoint(writes(SOME)) as stub:
        result = run(tmp_path, *with_model(stub, "-o", str(tmp_path / "drafts")), KG_LLM_KEY="key-4711")
    written = yaml.safe_load((tmp_path / "drafts" / "okoye.facts.yaml").read_text(encoding="utf-8"))
    assert [(fact["type"], fact["by"], fact["draft"]) for fact in written["facts"]] == [
        ("Visit", "llm:stub/prompt-1@1", True)
    ]
    assert result.stderr.splitlines() == [
        f"{tmp_path / 'okoye.txt'}: dropped 1 fact:unknown-type",
        f"{tmp_path / 'drafts' / 'okoye.facts.yaml'}: 1 fact, 1 of them in doubt (draft: true)",
    ]
    assert (result.exit_code, result.stdout) == (0, "")
    assert stub.headers[0]["Authorization"] == "Bearer key-4711"


def test_the_same_article_is_asked_about_once(tmp_path: Path) -> None:
    with stub_endpoint(writes(SOME)) as stub:
        first, second = (run(tmp_path, *with_model(stub)) for _ in range(2))
    assert (first.stdout, len(stub.asked)) == (second.stdout, 1)
    assert [each.suffix for each in (tmp_path / "cache" / "kg" / "llm").rglob("*") if each.is_file()] == [".json"]


def test_a_part_without_an_answer_is_told_and_exits_with_1(tmp_path: Path) -> None:
    with stub_endpoint(raw(b"", 413)) as stub:
        result = run(tmp_path, *with_model(stub))
    told = f"{tmp_path / 'okoye.txt'}: no answer for part 1: bad-request: the endpoint answers 413\n"
    assert (result.exit_code, result.stderr) == (1, told)
    assert yaml.safe_load(result.stdout)["facts"] == []


def test_a_draft_is_not_replaced_by_half_an_answer(tmp_path: Path) -> None:
    words = ["-o", str(tmp_path / "drafts"), "--llm-cache", str(tmp_path / "answers")]
    file = tmp_path / "drafts" / "okoye.facts.yaml"
    with stub_endpoint(writes(SOME), raw(b"", 413)) as stub:
        assert run(tmp_path, *with_model(stub, *words)).exit_code == 0
        before = file.read_bytes()
        result = run(tmp_path, *with_model(stub, *words, "--llm-output", "text"))
    assert (result.exit_code, file.read_bytes()) == (1, before)
    assert result.stderr.splitlines() == [
        f"{tmp_path / 'okoye.txt'}: no answer for part 1: bad-request: the endpoint answers 413",
        f"{file}: kept as it is: the model did not answer for all of the article",
    ]


def test_how_long_a_request_may_take_is_set(tmp_path: Path) -> None:
    def silent(handler: BaseHTTPRequestHandler) -> None:
        stub.closing.wait(9)

    with stub_endpoint(silent) as stub:
        result = run(tmp_path, *with_model(stub, "--llm-timeout", "1"))
        stub.closing.set()
    late, cure = (
        "no whole reply within 1 s",
        "give a slow model more time with --llm-timeout SECONDS, or name a quicker one",
    )
    assert result.stderr.splitlines() == [
        f"{stub.url}: {late}; asking again (2 of 2)",
        f"Error: {stub.url} has not answered anything: {late}; {cure}",
    ]
    assert result.exit_code == 2


def test_output_and_parameters_go_into_the_request(tmp_path: Path) -> None:
    words = ["--llm-output", "object", "--llm-parameters", '{"max_tokens": null, "max_completion_tokens": 9}']
    with stub_endpoint(writes(SOME)) as stub:
        run(tmp_path, *with_model(stub, *words))
    (asked,) = stub.asked
    del asked["messages"]
    expected = {"model": "stub", "temperature": 0, "stream": False, "max_completion_tokens": 9}
    assert asked == expected | {"response_format": {"type": "json_object"}}


def test_fact_types_of_ones_own_are_asked_for(tmp_path: Path) -> None:
    words = ["--shapes", str(NEW_TYPE / "shapes.ttl"), "--ontology", str(NEW_TYPE / "ontology.ttl")]
    with stub_endpoint(writes(SOME)) as stub:
        run(tmp_path, *with_model(stub, *words))
    assert "Ruling" in stub.asked[0]["response_format"]["json_schema"]["schema"]["$defs"]


def test_nothing_that_an_article_orders_is_published(tmp_path: Path) -> None:
    drafts, store = tmp_path / "drafts", ["--store", str(tmp_path / "store")]
    with stub_endpoint(writes(OBEDIENT)) as stub:
        assert run(tmp_path, *with_model(stub, "-o", str(drafts))).exit_code == 0
    assert "Jory Brandt" in (drafts / "okoye.facts.yaml").read_text(encoding="utf-8")
    published = CliRunner().invoke(kg, ["publish", str(drafts), "--texts", str(tmp_path / "okoye.txt"), *store])
    exported = CliRunner().invoke(kg, ["export", *store])
    assert (published.exit_code, exported.exit_code) == (0, 0)
    assert "Okoye may visit Kesmark in March" in exported.stdout
    assert "Jory Brandt" not in exported.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--extractor", "llm"], "No endpoint is given, so nothing is asked: use --llm-url or set KG_LLM_URL."),
        (["--llm-model", "m"], "--llm-model needs --extractor llm"),
        (["--shapes", str(NEW_TYPE / "shapes.ttl")], "--shapes needs --extractor llm"),
        (["--extractor", "llm", "--llm-parameters", "{"], "--llm-parameters is no JSON: "),
        (["--extractor", "llm", "--llm-parameters", "[]"], "--llm-parameters is a JSON object, for instance "),
        (["--extractor", "llm", "--llm-tokens", "0"], "0 is not in the range x>=1"),
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(
    words: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KG_LLM_URL", raising=False)
    (tmp_path / "okoye.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit) as ended, report_failures(debug=False):
        kg.main(["extract", str(tmp_path / "okoye.txt"), *words], standalone_mode=False)
    assert (ended.value.code, message in capsys.readouterr().err) == (2, True)
