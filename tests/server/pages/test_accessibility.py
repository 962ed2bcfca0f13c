"""Pages in a real browser: axe finds nothing serious, light or dark, long words break, the editor is there.

Needs Chromium, and for axe KG_AXE with the path of axe.min.js (npm: axe-core); skipped without.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.server.static_files import FOLDER
from tests.server.pages.reading import OKOYE
from tests.server.running import serving

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(os.environ.get("KG_AXE", "axe.min.js"))
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --virtual-time-budget=8000"
).split()
DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")
LONG = "Donau" + "dampfschifffahrts" * 8
PAGES = {
    "home": "/",
    "entity": OKOYE,
    "article": "/article/tfmf2oyjqmhulbcridv2",
    "statements": "/statements",
    "assertion": "/assertion/4kybcvywnyapkz5hih64",
    "search": "/search?q=cable+letter",
    "conflicts": "/conflicts",
    "vocabulary": "/vocabulary/Visit",
    "query": "/query?question=meetings",
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]


def dumped(url: str, folder: Path, *flags: str) -> str:
    """The page's tree as it is when its scripts have run."""
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, "--dump-dom", url]
    return subprocess.run(command, capture_output=True, check=True, timeout=90, text=True).stdout


def alone(text: str) -> str:
    """The page with its style inside, and without its own script."""
    style = (FOLDER / "site.css").read_text("utf-8")
    text = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", text)
    return re.sub(r'<script type="module"[^>]*></script>', "", text)


def with_axe(text: str) -> str:
    """The page with axe, which writes what it finds into it."""
    run = "axe.run(document, {resultTypes: ['violations']}).then(found => { const at = document.createElement('pre');"
    run += "at.id = 'found'; at.textContent = JSON.stringify([found.violations, found.passes.length]);"
    run += "document.body.append(at); });"
    scripts = f"<script>{AXE.read_text('utf-8')}</script><script>{run}</script>"
    return text.replace("</body>", scripts + "</body>")


@pytest.mark.skipif(not AXE.is_file(), reason="KG_AXE names no axe.min.js")
@pytest.mark.parametrize("mode", [(), DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(site: TestClient, tmp_path: Path, name: str, mode: tuple[str, ...]) -> None:
    file = tmp_path / "page.html"
    file.write_text(with_axe(alone(site.get(PAGES[name]).text)), encoding="utf-8")
    found = re.search(r'<pre id="found">(.*?)</pre>', dumped(file.as_uri(), tmp_path, *mode), re.DOTALL)
    assert found
    violations: list[dict[str, Any]]
    violations, passed = json.loads(html.unescape(found.group(1)))
    grave = [
        (each["id"], each["nodes"][0]["html"][:200]) for each in violations if each["impact"] in ("serious", "critical")
    ]
    assert (grave, passed > 10) == ([], True)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_long_word_goes_over_no_edge(site: TestClient, tmp_path: Path, name: str, width: int) -> None:
    measure = "document.title = document.documentElement.scrollWidth - document.documentElement.clientWidth;"
    text = re.sub(
        r">[^<]*<", lambda words: re.sub("Okoye|collision", LONG, words[0]), alone(site.get(PAGES[name]).text)
    )
    file = tmp_path / "page.html"
    file.write_text(text.replace("</body>", f"<script>{measure}</script></body>"), encoding="utf-8")
    tree = dumped(file.as_uri(), tmp_path, f"--window-size={width},900")
    assert re.findall("<title>(.*?)</title>", tree)[:1] == ["0"]


def test_the_editor_takes_the_place_of_the_field(story: Path, tmp_path: Path) -> None:
    with serving(story) as server:
        tree = dumped(f"{server.url}query", tmp_path)
        plain = dumped(f"{server.url}query", tmp_path, "--blink-settings=scriptEnabled=false")
    assert [bool(re.search(r"<textarea[^>]* hidden", each)) for each in (tree, plain)] == [True, False]
