"""What a reader does in a browser: types a name, is offered terms, runs an example, follows a picture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.pages.browsing import CHROMIUM, Page, browsing
from tests.server.running import Server, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]
EDITOR = "[...document.querySelectorAll('form.ask div')].find(each => each.shadowRoot).shadowRoot"
WRITTEN = f"[...{EDITOR}.querySelectorAll('.cm-line')].map(each => each.textContent).join('\\n')"
OFFERED = f"[...{EDITOR}.querySelectorAll('.cm-tooltip-autocomplete li')]"


@pytest.fixture(scope="module")
def server(story: Path) -> Iterator[Server]:
    with serving(story, "--no-log") as running:
        running.get("/search?q=okoye")  # so that the index of words is there
        yield running


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


def write(page: Page, server: Server, query: str) -> None:
    """Replace what stands in the editor of the query page, key after key."""
    page.open(f"{server.url}query")
    page.until(f"{EDITOR}.querySelector('.cm-content')")
    page.click(f"{EDITOR}.querySelector('.cm-content')")
    page.call("Input.dispatchKeyEvent", type="keyDown", key="a", modifiers=2, commands=["selectAll"])
    page.type(query)


@pytest.mark.parametrize(("path", "field"), [("articles", "find"), ("", "big")])
def test_names_are_offered_as_one_types(page: Page, server: Server, path: str, field: str) -> None:
    page.open(server.url + path)
    page.click(f"document.getElementById('{field}')")
    page.type("oko")
    names = "[...document.querySelectorAll('#names option')].map(each => [each.value, each.label])"
    assert page.until(f"{names}.length && {names}") == [["Ana Okoye", "person"]]
    page.type("ye")
    page.enter()
    page.until("location.pathname === '/search'")
    assert page.value("document.querySelector('.headline').textContent.trim()") == "Ana Okoye"


def test_terms_are_offered_and_taken_with_enter(page: Page, server: Server) -> None:
    write(page, server, "SELECT ?who { ?visit nf:visito")
    assert page.until(f"{OFFERED}.length && {OFFERED}.map(each => each.textContent)") == ["nf:visitorproperty"]
    assert page.until(f"{EDITOR}.querySelector('.cm-completionInfo').textContent") == "Who goes."
    page.value("new Promise(done => setTimeout(done, 100))")  # a completion that has only just come up is not taken
    page.enter()
    page.type(" ?who")
    assert page.until(f"{WRITTEN}.endsWith('?who}}') && {WRITTEN}") == "SELECT ?who { ?visit nf:visitor ?who}"
    page.enter(modifiers=2)
    page.until("document.querySelector('tbody td')")
    found = page.value("[...document.querySelectorAll('tbody td a')].map(each => each.getAttribute('href'))")
    assert "/resource?iri=https%3A%2F%2Fauthority.example%2Fid%2Fana-okoye" in found
    assert all(each.startswith(("/entity/", "/resource?iri=")) for each in found)


def test_an_example_is_run_with_two_clicks(page: Page, server: Server) -> None:
    page.open(f"{server.url}query")
    page.click("document.querySelector('a[href*=\"question=meetings\"]')")
    page.until("location.search === '?question=meetings'")
    page.until("document.querySelector('tbody tr')")
    page.click("document.querySelector('form.params button')")
    page.until("location.search.includes('question=meetings&')")
    assert page.until("document.querySelectorAll('tbody tr').length") > 0


def test_a_count_is_drawn_as_a_chart(page: Page, server: Server) -> None:
    write(page, server, "SELECT ?day (COUNT(?s) AS ?said) { ?s nf:attestedOn ?day } GROUP BY ?day ORDER BY ?day")
    page.enter(modifiers=2)
    page.until("document.querySelector('.chart svg rect')")
    drawn = "[document.querySelectorAll('.chart rect').length, document.querySelectorAll('tbody tr').length]"
    columns, rows = page.value(drawn)
    assert (columns, rows > 5) == (rows, True)


def test_nodes_of_a_picture_lead_to_their_pages(page: Page, server: Server) -> None:
    write(page, server, "CONSTRUCT { ?visit nf:visitor ?who } { ?visit nf:visitor ?who } LIMIT 1")
    page.enter(modifiers=2)
    nodes = "[...document.querySelectorAll('figure.drawing svg a')]"
    names = page.until(f"{nodes}.length && {nodes}.map(each => each.textContent)")
    assert "Ana Okoye" in names
    page.click(f"{nodes}[{names.index('Ana Okoye')}].querySelector('text')")
    page.until("location.pathname === '/resource'")
    assert page.until("document.querySelector('h1').textContent.trim()") == "Ana Okoye"


def test_what_one_wrote_without_a_script_is_sent_too(page: Page, server: Server) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.call("Page.navigate", url=f"{server.url}query")
        page.until("document.readyState === 'complete' && document.querySelector('textarea').offsetHeight")
        page.value(f"document.querySelector('textarea').value = {json.dumps('ASK { ?s ?p ?o }')}")
        page.click("document.querySelector('form.ask button')")
        assert page.until("document.querySelector('.yesno').textContent") == "Yes"
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("path", ["/", "/articles"])
def test_the_search_field_ends_at_the_margin_of_a_narrow_screen(page: Page, server: Server, path: str) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=320, height=600, deviceScaleFactor=1, mobile=True)
    try:
        page.open(server.url.rstrip("/") + path)
        ends = "[...document.querySelectorAll('.find')].map(each => each.getBoundingClientRect().right)"
        margin = "innerWidth - parseFloat(getComputedStyle(document.querySelector('.wrap')).paddingRight)"
        assert page.value(f"{ends}.filter(end => end > {margin})") == []
    finally:
        page.call("Emulation.clearDeviceMetricsOverride")
