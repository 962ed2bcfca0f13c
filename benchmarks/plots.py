"""Makes pictures (SVG) of the figures that the benchmarks wrote with `--json`.

    python -m benchmarks.plots FIGURES.json ... [--to docs/reference/benchmarks]

A file of `benchmarks.bulk` gives three pictures, beside.svg, stages.svg and export.svg; one of `benchmarks.questions`
gives questions.svg. They need nothing but a browser, and follow a dark page.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

ROW, LEFT, WIDTH = 26, 260, 720  # pixels
Bars = Mapping[str, float]


def main() -> None:
    """Write the pictures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("figures", type=Path, nargs="+")
    options.add_argument("--to", type=Path, default=Path("docs/reference/benchmarks"))
    given = options.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    for file in given.figures:
        for name, picture in pictures(json.loads(file.read_text(encoding="utf-8"))):
            (given.to / f"{name}.svg").write_text(picture, encoding="utf-8")


def pictures(figures: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The pictures of one file: the name of each, and the SVG."""
    size = f"{figures['articles']:,} articles, {figures['quads']:,} quads"
    if "milliseconds" in figures:
        medians = {name: each["median"] for name, each in figures["milliseconds"].items()}
        yield "questions", bars(f"Milliseconds of a question, median; {size}", medians)
        return
    whole = figures["whole"]
    each = {name: t["processors"] / t["articles"] * 1000 for name, t in whole.items()}
    yield "beside", bars(f"Milliseconds of the processors for one article; {size}", each)
    yield "stages", bars("Milliseconds of one processor for one article, stage by stage", figures["stages"])
    if figures["export"]:
        rates = {name: figures["quads"] / t["seconds"] / 1000 for name, t in figures["export"].items()}
        yield "export", bars(f"Thousand quads a second, export of everything; {size}", rates)


def bars(title: str, values: Bars) -> str:
    """One bar for each value, with the value beside it.

    >>> bars("Seconds", {"a & b": 1.5}).count("<rect")
    1
    """
    most, height = max(values.values(), default=0) or 1, 44 + ROW * len(values)
    rows = "".join(_row(place, name, value, value / most) for place, (name, value) in enumerate(values.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">\n<style>text {{ font: 13px sans-serif; fill: #222 }} rect {{ fill: #2b6cb0 }} '
        f"@media (prefers-color-scheme: dark) {{ text {{ fill: #ddd }} rect {{ fill: #63b3ed }} }}</style>\n"
        f'<text x="4" y="20" font-weight="bold">{escape(title)}</text>\n{rows}</svg>\n'
    )


def _row(place: int, name: str, value: float, share: float) -> str:
    y, length = 34 + place * ROW, max(1.0, share * (WIDTH - LEFT - 80))
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
    return (
        f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{LEFT}" y="{y + 2}" width="{length:.1f}" height="{ROW - 8}"/>'
        f'<text x="{LEFT + length + 6:.1f}" y="{y + 15}">{shown}</text>\n'
    )


if __name__ == "__main__":
    main()
