"""kg.server.settings: flags before the environment, that before the file, that before what is usual."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from click import Parameter
from starlette.types import Message, Receive, Scope, Send

from kg.cli.options import Number, Whole
from kg.cli.serve import serve
from kg.errors import KgError
from kg.server import Settings, read_settings
from kg.server.guards import HEADERS, Gate
from tests.cli.running import run


def test_each_source_gives_way_to_the_one_before_it(tmp_path: Path) -> None:
    file = tmp_path / "kg.toml"
    file.write_text('port = 1\ntitle = "File"\nhosts = ["a.example"]\nupdate = true\nmax-rows = 5\n')
    environment = {"KG_SERVE_PORT": "2", "KG_SERVE_TITLE": "Environment", "HOME": "/", "KG_SERVE_LOG": "false"}
    assert read_settings(file, environment, {"port": 3, "host": None}) == Settings(
        port=3, title="Environment", hosts=("a.example",), update=True, max_rows=5, log=False
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("prot = 1", "there is no setting `prot`; there are store, host, port, "),
        ('port = "many"', "`port` cannot be 'many'"),
        ("workers = 0", "`workers` cannot be 0"),
        ("deadline = -1", "`deadline` cannot be -1"),
        ("max-triples = 0", "`max-triples` cannot be 0"),
        ("memory = 268435455", "`memory` cannot be 268435455: it is 268,435,456 or more"),
        ("port = 65536", "`port` cannot be 65536: it is from 0 to 65,535"),
        ("grace = inf", "`grace` cannot be inf"),
        ("body-deadline = nan", "`body-deadline` cannot be nan"),
        ('update = "maybe"', "`update` cannot be 'maybe'"),
        ("port =", "is no TOML: "),
    ],
)
def test_a_setting_that_is_wrong_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "kg.toml"
    file.write_text(text)
    with pytest.raises(KgError, match=r"kg\.toml") as error:
        read_settings(file, {}, {})
    assert words in str(error.value)


def test_lists_in_the_environment_are_words() -> None:
    settings = read_settings(None, {"KG_SERVE_HOSTS": "a.example b.example", "KG_SERVE_SHAPES": "x y"}, {})
    assert (settings.hosts, settings.shapes) == (("a.example", "b.example"), (Path("x"), Path("y")))


def test_a_public_address_that_is_none_is_refused() -> None:
    with pytest.raises(KgError, match=r"base-url: 'kg\.example\.org' is no address"):
        read_settings(None, {"KG_SERVE_BASE_URL": "kg.example.org"}, {})


def test_a_licence_is_given_by_its_address() -> None:
    with pytest.raises(KgError, match=r"license: 'CC BY 4\.0' is no address; write it as in https://creativecommons"):
        read_settings(None, {"KG_SERVE_LICENSE": "CC BY 4.0"}, {})


@pytest.mark.parametrize("option", [each for each in serve.params if isinstance(each.type, Whole | Number)])
def test_a_flag_and_its_variable_have_the_same_bounds(option: Parameter) -> None:
    assert isinstance(option.type, Whole | Number)
    assert isinstance(option.name, str)
    variable, least, most = f"KG_SERVE_{option.name.upper()}", option.type.min, option.type.max
    for value in (least, most):
        if value is not None:
            assert getattr(read_settings(None, {variable: str(value)}, {}), option.name) == value
    for value in (least - 1 if least is not None else None, most + 1 if most is not None else None):
        if value is not None:
            with pytest.raises(KgError, match=f"`{option.name}` cannot be"):
                read_settings(None, {variable: str(value)}, {})


def test_an_empty_variable_names_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("serve", "--port", "0", KG_STORE="")
    assert (done.exit_code, done.stderr.startswith("Error: store is not a store: ")) == (2, True)


def test_a_store_that_is_none_is_said_at_once(tmp_path: Path) -> None:
    done = run("serve", "--store", tmp_path / "none", "--port", "0")
    assert done.exit_code == 2
    assert "is not a store: there is no such folder" in done.stderr


def test_a_port_that_is_taken_is_said_at_once(store: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--store", store, "--port", str(port))
    assert (done.exit_code, done.stderr) == (
        2,
        f"Error: 127.0.0.1:{port} cannot be listened on: Address already in use\n",
    )


def test_a_token_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    assert run("token", "editor", "--file", file).stdout.startswith("kg_")
    again = run("token", "editor", "--file", file)
    assert (again.exit_code, again.stderr) == (
        2,
        f"Error: {file} has a token of editor already: delete its line first\n",
    )
    assert run("token", "a b", "--file", file).exit_code == 2


def test_a_fault_is_answered_and_recorded_like_any_other_answer() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("broken")

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    sent: list[Message] = []
    recorded: list[int] = []
    gate = Gate(fails, Settings(store=Path("store")), lambda *told: recorded.append(told[2]))
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")], "query_string": b""}
    asyncio.run(gate(scope, receive, send))
    assert (recorded, sent[0]["status"]) == ([500], 500)
    assert {name.lower() for name in HEADERS} <= {name.decode() for name, _ in sent[0]["headers"]}
