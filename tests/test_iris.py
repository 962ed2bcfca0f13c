"""Addresses: the short way that most of them take leads where the long one does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.iris import Iris, canonical_url, digest, is_web_address, web_address

HOSTS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,9}", fullmatch=True)
PATHS = st.from_regex(r"/[A-Za-z0-9/._~-]{0,12}", fullmatch=True)


@given(HOSTS, PATHS)
def test_a_plain_address_is_what_its_tracked_form_comes_to(host: str, path: str) -> None:
    plain = f"https://{host}{path}"
    assert canonical_url(plain) == canonical_url(f"{plain}?utm_source=x") == plain
    assert [is_web_address(each) for each in (plain, f"{plain}?a=b")] == [True, True]


def test_what_is_not_plain_takes_the_long_way() -> None:
    assert (
        canonical_url("https://Example.org/a")
        == canonical_url("https://example.org:443/a#b")
        == "https://example.org/a"
    )
    assert [is_web_address(words) for words in ("https:///a", "https://a.example/ b", "ftp://a.example/")] == [
        False
    ] * 3


def test_an_iri_is_written_as_it_is_minted() -> None:
    iris = Iris("https://harbourpost.example/id#")
    assert iris.written("selector", f"{digest('x')}-quote") == str(iris.mint("selector", f"{digest('x')}-quote"))


def test_an_address_with_signs_that_only_browsers_let_pass_is_written_for_rdf() -> None:
    given = (
        "https://a.example/?q[0]=1|2^3",
        "https://a.example/{id}",
        "https://a.example/a b",
        "https://a.example/\u202e",
    )
    assert [web_address(each) for each in given] == ["https://a.example/?q%5B0%5D=1%7C2%5E3", None, None, None]
