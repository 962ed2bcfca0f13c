"""Nothing is asked without an endpoint, and the key comes from the environment only."""

from __future__ import annotations

from typing import Any

import pytest

from kg.llm import LlmError, Model, model_named
from kg.llm.settings import check_installed

URL = "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize("url", [URL, URL + "/", URL + "/chat/completions"])
def test_requests_go_to_chat_completions(url: str) -> None:
    assert Model(url, "m").address == "http://127.0.0.1:8080/v1/chat/completions"


def test_endpoint_and_key_come_from_the_environment() -> None:
    environ = {"KG_LLM_URL": URL, "KG_LLM_KEY": " key\n"}
    assert model_named("m", environ=environ, output="text") == Model(URL, "m", "key", "text")


def test_a_given_endpoint_wins_over_the_environment() -> None:
    environ = {"KG_LLM_URL": "https://elsewhere.example/v1", "KG_LLM_KEY": ""}
    assert model_named("m", URL, environ=environ) == Model(URL, "m")


def test_the_key_is_not_shown() -> None:
    assert "4711" not in repr(Model(URL, "m", "key-4711"))


@pytest.mark.parametrize(
    ("name", "environ", "message"),
    [
        ("m", {}, "No endpoint is given, so nothing is asked: use --llm-url or set KG_LLM_URL."),
        ("m", {"KG_LLM_URL": ""}, "No endpoint is given, so nothing is asked: use --llm-url or set KG_LLM_URL."),
        (None, {"KG_LLM_URL": URL}, "No model is given: use --llm-model with the name that the endpoint knows it by."),
    ],
)
def test_without_endpoint_or_model_nothing_begins(name: str | None, environ: dict[str, str], message: str) -> None:
    with pytest.raises(LlmError) as error:
        model_named(name, environ=environ)
    assert str(error.value) == message


NO_ADDRESS = "The endpoint is no web address: write for instance http://127.0.0.1:8080/v1"
WITH_KEY = "The endpoint's address has a name, a key or a `?` in it: put the key into KG_LLM_KEY."
BAD_KEY = "The key in KG_LLM_KEY has spaces, line breaks or letters that no key has."


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"url": "127.0.0.1:8080"}, NO_ADDRESS),
        ({"url": "file:///etc/passwd"}, NO_ADDRESS),
        ({"url": "http://"}, NO_ADDRESS),
        ({"url": "http://[::1"}, NO_ADDRESS),
        ({"url": "http://host:port/v1"}, NO_ADDRESS),
        ({"url": "http://host/\r\nX: y"}, NO_ADDRESS),
        ({"url": "http://me:secret@host/v1"}, WITH_KEY),
        ({"url": "http://host/v1?key=secret"}, WITH_KEY),
        ({"name": " "}, "The model has no name: give the one that the endpoint knows it by."),
        ({"name": "a\nb"}, "The model has no name: give the one that the endpoint knows it by."),
        ({"output": "xml"}, "The output of a model is one of schema, object, text, not 'xml'."),
        ({"key": "secret\nX: y"}, BAD_KEY),
        ({"key": "sécret"}, BAD_KEY),
        ({"parameters": {"messages": []}}, "kg itself sets messages: take it out of the parameters."),
    ],
)
def test_what_cannot_be_a_model_is_refused_without_its_secrets(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(LlmError) as error:
        Model(**{"url": URL, "name": "m"} | changed)
    assert str(error.value) == message


def test_missing_packages_are_named_with_the_cure() -> None:
    with pytest.raises(LlmError) as error:
        check_installed(("httpx", "no_such_package"))
    assert str(error.value) == "Asking a model needs no_such_package; in the checkout of kg: pip install -e '.[llm]'"
