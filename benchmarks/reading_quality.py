"""Scores the reader on saved pages with known bodies and metadata: `python -m benchmarks.reading_quality [--misses]`.

Each page is read twice: as HTML, and as a plain-text dump of everything that a browser would show of it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from kg.model import Article
from kg.reading import read_article

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_UNSEEN = {"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "textarea", "button", "title"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
           "sub", "sup", "time", "u", "label", "wbr"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageScore:
    """What was got of one page: F1 of the body's words (0..1) and whether each piece of metadata is right."""

    page: str
    html_f1: float
    dump_f1: float
    headline: bool
    published: bool
    zoned: bool
    authors: bool
    publisher: bool


def body_of(article: Article, gold: str = "") -> str:
    """The paragraphs and subheads of an article, an empty line between two.

    Some of the known bodies begin with the standfirst and others leave it out, so it counts where `gold` has it.
    """
    text, wanted = article.text or "", _words(gold)
    found = [(block.kind, text[block.start : block.end]) for block in article.blocks]
    kept = [
        line for kind, line in found if kind in ("body", "subhead") or (kind == "standfirst" and _words(line) in wanted)
    ]
    return "\n\n".join(kept)


def token_f1(found: str, gold: str) -> float:
    """F1 of two texts as bags of words.

    >>> token_f1("Rain fell.", "rain fell on Kesmark")
    0.6666666666666666
    """
    ours, theirs = _tokens(found), _tokens(gold)
    common = sum((ours & theirs).values())
    return 2 * common / max(1, sum(ours.values()) + sum(theirs.values()))


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def visible_text(page: bytes) -> str:
    """All that a browser shows of a page, a line for each block, as `select all, copy` gives it."""
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    lines = (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or _is_hidden(element):
        yield from ()
    elif element.tag == "br":
        yield "\n"
    else:
        edge = "" if element.tag in _INLINE else ("\n\n" if element.tag in ("p", "h1", "h2", "h3", "h4") else "\n")
        yield edge + " ".join((element.text or " ").split("\n"))
        for child in element:
            yield from _pieces(child)
            yield " ".join((child.tail or "").split("\n"))
        yield edge


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def score_page(page: bytes, gold: dict[str, Any]) -> tuple[PageScore, Article, Article]:
    """The score of one page, and the articles read from its HTML and from its dump."""
    article = read_article(page, kind="html")
    dump = read_article(visible_text(page), kind="txt")
    wanted = datetime.fromisoformat(gold["published"])
    found = datetime.fromisoformat(article.published) if article.published else None
    score = PageScore(
        page=gold["page"].split(".")[0],
        html_f1=token_f1(body_of(article, gold["body"]), gold["body"]),
        dump_f1=token_f1(body_of(dump, gold["body"]), gold["body"]),
        headline=_words(article.headline or "") == _words(gold["headline"]),
        published=found is not None and found.date() in {wanted.date(), wanted.astimezone(UTC).date()},
        zoned=bool(found and found.tzinfo and abs((found - wanted).total_seconds()) < 60),
        authors={_words(name) for name in article.authors} == {_words(name) for name in gold["authors"]},
        publisher=is_publisher(article.publisher or "", gold),
    )
    return score, article, dump


def is_publisher(name: str, gold: dict[str, Any]) -> bool:
    """Whether a name is the paper's of the page's file name (`TheNamibian_2024_02_20`) or of its address."""
    host = re.sub(r"\W", "", urlsplit(gold["url"]).netloc)
    paper = re.sub(r"^The(?=[A-Z])|EN$", "", gold["page"].split("_")[0]).casefold()
    squeezed = re.sub(r"\W|^the ", "", name.casefold())
    return bool(squeezed) and (
        squeezed in host or paper in squeezed or squeezed in paper or _is_short_for(gold["page"], name)
    )


def _is_short_for(page: str, name: str) -> bool:
    """AP for Associated Press: the page's capitals are the name's initials."""
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w+", name) if word != "The")
    return len(initials) >= 2 and page.startswith(initials)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def pages(shared: Path = SHARED) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Each saved page with what is known of it."""
    folder = shared / "pages"
    for gold in json.loads((folder / "gold.json").read_text("utf-8")):
        yield gzip.decompress((folder / gold["page"]).read_bytes()), gold


def data_digest(shared: Path = SHARED) -> str:
    """The digest of the pages and what is known of them: figures hold for these bytes only."""
    digest = hashlib.sha256((shared / "pages/gold.json").read_bytes())
    for page, _ in pages(shared):
        digest.update(hashlib.sha256(page).digest())
    return digest.hexdigest()


def summary(scores: Sequence[PageScore]) -> dict[str, float]:
    """The means of the F1 and the counts of right metadata."""
    return {
        "html_f1": round(sum(score.html_f1 for score in scores) / len(scores), 4),
        "dump_f1": round(sum(score.dump_f1 for score in scores) / len(scores), 4),
        **{key: sum(getattr(score, key) for score in scores) for key in ("headline", "published", "zoned", "authors")},
        "publisher": sum(score.publisher for score in scores),
    }


def _print_misses(gold: dict[str, Any], score: PageScore, article: Article, dump: Article) -> None:
    for key in ("headline", "published", "authors"):
        if not getattr(score, key) or (key == "published" and not score.zoned):
            print(f"    {key}: {getattr(article, key)!r}, known {gold[key]!r}")
    if not score.publisher:
        print(f"    publisher: {article.publisher!r}")
    wanted = [_words(line) for line in gold["body"].split("\n") if line.strip()]
    for name, each in (("html", article), ("dump", dump)):
        found = [_words(line) for line in body_of(each, gold["body"]).split("\n") if line.strip()]
        for sign, some, others in (("+", found, wanted), ("-", wanted, found)):
            for line in some:
                if line and line not in "\n".join(others):
                    print(f"    {name} {sign} {line[:150]}")


def main() -> None:
    """Print a row a page, with `--misses` what was missed or added, and the means."""
    scores = []
    print(f"{'page':28} html   dump   headline date zone authors publisher")
    for page, gold in pages():
        score, article, dump = score_page(page, gold)
        scores.append(score)
        marks = "".join(f"{'yes' if getattr(score, key) else 'NO':>8}" for key in list(PageScore.__slots__)[3:])
        print(f"{score.page:28} {score.html_f1:.3f}  {score.dump_f1:.3f}{marks}")
        if "--misses" in sys.argv:
            _print_misses(gold, score, article, dump)
    print(" ".join(f"{key}={value}" for key, value in summary(scores).items()))
    print(f"data sha256:{data_digest()}")


if __name__ == "__main__":
    main()
