"""Where updates go for each kind of URL, and where the credentials come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.remote.addresses import Address, Credentials, address_of, credentials_of, update_url
from tests.cli.running import run

HOST = "https://data.example"


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (HOST, Address(f"{HOST}/query", f"{HOST}/update")),
        (f"{HOST}:7878/", Address(f"{HOST}:7878/query", f"{HOST}:7878/update")),
        (f"{HOST}/news/query", Address(f"{HOST}/news/query", f"{HOST}/news/update")),
        (f"{HOST}/repositories/news", Address(f"{HOST}/repositories/news", f"{HOST}/repositories/news/statements")),
        (f"{HOST}/sparql", Address(f"{HOST}/sparql")),
        ("https://dåta.example/ö", Address("https://xn--dta-ula.example/%C3%B6")),
    ],
)
def test_where_updates_go_follows_from_the_url(given: str, address: Address) -> None:
    assert address_of(given) == address


def test_what_is_given_counts() -> None:
    whole = address_of(HOST, f"{HOST}/u", f"{HOST}/g")
    assert whole == Address(f"{HOST}/query", f"{HOST}/u", f"{HOST}/g")
    assert update_url(whole, "Virtuoso/7", known=True) == f"{HOST}/u"


@pytest.mark.parametrize(
    ("server", "known", "url"),
    [
        ("Virtuoso/07.20.3229", True, f"{HOST}/sparql-auth"),
        ("Virtuoso/07.20.3229", False, f"{HOST}/sparql"),
        ("Fuseki", False, f"{HOST}/update"),
        ("", True, f"{HOST}/sparql"),
    ],
)
def test_where_updates_go_follows_from_who_answers(server: str, known: bool, url: str) -> None:
    assert update_url(address_of(f"{HOST}/sparql"), server, known=known) == url


NONE = ["https://", "https://a b/", "https://data.example:0/", "https://a..b/", f"https://{'a' * 64}.example/"]


@pytest.mark.parametrize("url", [*NONE, "https://data.example:x/"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        address_of(url)
    assert str(caught.value) == f"{url} is no URL of a store: one begins with http:// or https:// and a host"


def test_a_password_in_a_url_is_refused_and_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        address_of("https://ana:secret@data.example/sparql")
    assert str(caught.value) == (
        "https://data.example/sparql: leave the name and the password out of the URL, where others may read them;"
        " put them into KG_REMOTE_USER and KG_REMOTE_PASSWORD, or into ~/.netrc"
    )


def test_credentials_come_from_the_environment_else_from_netrc(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine data.example login ana password sea\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o600)
    named = {"KG_REMOTE_USER": "tal", "KG_REMOTE_PASSWORD": "sand"}
    assert credentials_of(HOST, named, tmp_path) == Credentials("tal", "sand")
    assert credentials_of(HOST, {"KG_REMOTE_TOKEN": "t0ken"}, tmp_path) == Credentials(token="t0ken")
    assert credentials_of(HOST, {}, tmp_path) == Credentials("ana", "sea")
    assert credentials_of("https://other.example", {}, tmp_path) is None
    assert credentials_of(HOST, {}, tmp_path / "nowhere") is None


def test_a_netrc_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine data.example what is this\n", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        credentials_of(HOST, {}, tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / '.netrc'} cannot be read: ")


def test_credentials_are_not_shown() -> None:
    assert repr(Credentials("ana", "sea", "t0ken")) == "Credentials()"


def test_a_command_for_folders_says_so_of_a_url() -> None:
    result = run("unlink", "https://kg.example/entity/x", "--store", "http://127.0.0.1:1/")
    assert result.exit_code == 2
    assert "this command works on a store in a folder here, and not at a URL" in result.stderr


def test_urls_for_a_folder_are_refused(tmp_path: Path) -> None:
    result = run("retract", "x", "--undo", "--store", tmp_path, "--update-url", "http://127.0.0.1:1/")
    assert result.exit_code == 2
    assert "--update-url and --graph-store-url go with a store at a URL" in result.stderr
