"""Articles of every kind of file: fields, labelled blocks, and errors that stop nothing."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from kg.errors import UnreadableInputError
from kg.model import Article, text_digest
from kg.reading import article_jsonld, read_article, read_articles, read_articles_with_problems
from tests.reading.archive import page, warc_record
from tests.reading.case_files import CASES, INPUTS, described, expected_of

KINDS = {"headline", "standfirst", "byline", "dateline", "caption", "credit", "body", "subhead", "pull-quote",
         "furniture", "appeal", "related"}  # fmt: skip


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_case_is_read_as_its_file_says(path: Path) -> None:
    assert described(path) == json.loads(expected_of(path).read_text("utf-8"))


def test_the_cases_show_every_kind_of_block() -> None:
    shown = {block.kind for path in INPUTS for each in read_articles_with_problems(path)
             if isinstance(each, Article) for block in each.blocks}  # fmt: skip
    assert shown == KINDS


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_blocks_follow_one_another_and_hold_all_that_is_not_white_space(path: Path) -> None:
    for article in read_articles_with_problems(path):
        if isinstance(article, Article) and article.text is not None:
            covered = "".join(article.text[block.start : block.end] for block in article.blocks)
            assert "".join(covered.split()) == "".join(article.text.split())
            assert [block.start for block in article.blocks] == sorted(block.start for block in article.blocks)
            assert article.text_digest == text_digest(article.text)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.name)
def test_a_plain_text_stays_as_it_is(path: Path) -> None:
    assert read_article(path).text == path.read_bytes().decode("utf-8")


def test_a_page_and_the_dump_of_it_have_the_same_headline_and_paragraphs() -> None:
    saved, dump = (read_article(CASES / f"same-article{ending}") for ending in (".html", ".txt"))
    assert _told(saved) == _told(dump)
    assert (saved.headline, saved.authors, saved.published) == (dump.headline, dump.authors, dump.published)


def _told(article: Article) -> list[tuple[str, str]]:
    kinds = ("headline", "standfirst", "byline", "dateline", "caption", "body", "subhead", "pull-quote")
    text = article.text or ""
    return [(block.kind, text[block.start : block.end]) for block in article.blocks if block.kind in kinds]


def test_a_folder_of_any_mix_is_read_in_order_and_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fog closes the port\n\nNo boat was let in on Friday, the harbour master said.\n")
    (tmp_path / "b.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "c.html").write_bytes(page("Fog lifts at last", "Boats were let in on Saturday, the master said."))
    (tmp_path / "d.warc").write_bytes(warc_record(page("From an archive", "The page was kept for a hundred years.")))
    (tmp_path / "e.xml").write_bytes((CASES / "atom.xml").read_bytes())
    (tmp_path / "f.json.gz").write_bytes(
        gzip.compress(json.dumps({"headline": "Packed", "text": "It rained."}).encode())
    )
    (tmp_path / "g.facts.json").write_text("{}")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = [
        each if isinstance(each, UnreadableInputError) else each.headline
        for each in read_articles_with_problems(tmp_path)
    ]
    assert [str(each) for each in found if isinstance(each, UnreadableInputError)] == [
        f"{tmp_path}/b.txt: not UTF-8 at byte 0; save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)",
        f"{tmp_path}/c.txt: holds control characters, so it is no text",
    ]
    assert [each for each in found if isinstance(each, str)] == [
        "Fog closes the port", "Fog lifts at last", "From an archive", "Cable cut off Skerrow", "Packed",
    ]  # fmt: skip


def test_read_articles_raises_at_the_first_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" ")
    with pytest.raises(UnreadableInputError, match=r"a\.txt: the file is empty"):
        list(read_articles(tmp_path))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "cannot be read: No such file or directory"),
        ("picture.png", "an article comes as .txt, .html"),
        ("a.facts.yaml", "an article comes as .txt, .html"),
    ],
)
def test_what_is_no_article_is_told(tmp_path: Path, name: str, says: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_text("x")
    with pytest.raises(UnreadableInputError, match=says):
        read_article(tmp_path / name)


def test_a_content_without_a_name_is_known_by_how_it_begins() -> None:
    feed = (CASES / "atom.xml").read_bytes()
    assert read_article(feed).headline == "Cable cut off Skerrow"
    assert read_article(page("Fog lifts at last", "Boats were let in.")).headline == "Fog lifts at last"
    assert read_article(warc_record(page("From an archive", "It was kept."))).headline == "From an archive"
    assert read_article('{"headline": "As JSON", "text": "It rained."}', kind="json").headline == "As JSON"


def test_articles_of_a_long_file_are_given_one_by_one(tmp_path: Path) -> None:
    lines = tmp_path / "long.jsonl"
    lines.write_text('{"headline": "First", "text": "It rained."}\n' * 3 + "{broken\n" * 3)
    articles = read_articles(lines)
    assert [next(articles).headline for _ in range(3)] == ["First"] * 3


@pytest.mark.parametrize(
    "ending",
    [
        ".jsonl.gz",
        ".warc.gz",
        pytest.param(".jsonl", marks=pytest.mark.slow),
        pytest.param(".warc", marks=pytest.mark.slow),
    ],
)
def test_memory_stays_flat_however_long_a_file_is(tmp_path: Path, ending: str) -> None:
    body = b"It rained on the mole and on the boats. " * 500
    record = json.dumps({"text": body.decode()}).encode() + b"\n"
    if ending.startswith(".warc"):
        record = warc_record(b"Fog\n\n" + body, kind="conversion", media="text/plain")
    path = tmp_path / f"long{ending}"
    path.write_bytes(gzip.compress(record, mtime=0) * 400 if ending.endswith(".gz") else record * 400)
    tracemalloc.start()
    assert sum(1 for _ in read_articles(path)) == 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 << 20, "a file of 8 MB is never held whole"


def test_an_article_as_json_ld_says_only_what_is_known() -> None:
    article = read_article("Fog closes the port\n\nNo boat was let in on Friday, the harbour master said.\n")
    assert article_jsonld(article) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Fog closes the port",
        "inLanguage": "en",
        "articleBody": article.text,
        "textDigest": article.text_digest,
        "blocks": [{"kind": "headline", "start": 0, "end": 19}, {"kind": "body", "start": 21, "end": 75}],
    }


def test_html_in_a_json_article_is_read_as_html() -> None:
    said = {"headline": "Fog", "articleBody": "<p>No boat was let in on Friday.</p><p>It cleared at noon.</p>"}
    article = read_article(json.dumps(said).encode(), kind="json")
    assert (article.headline, article.text) == ("Fog", "Fog\n\nNo boat was let in on Friday.\n\nIt cleared at noon.")


def test_what_is_not_known_of_a_picture_is_left_out_and_a_language_tag_stays_as_written() -> None:
    known = {"@type": "NewsArticle", "headline": "Fog", "inLanguage": "en-GB", "articleBody": "Fog lay on the harbour."}
    picture = {"@type": "ImageObject", "url": "https://harbourpost.example/fog.jpg"}
    article = read_article(json.dumps({**known, "image": picture}).encode(), kind="json")
    said = article_jsonld(article)
    assert (said["image"], said["inLanguage"]) == ([picture], "en-GB")


def test_a_wrapped_text_is_labelled_as_it_would_be_on_one_line() -> None:
    text = (
        "Former harbour chief convicted of taking\nbribes from dredging firm\n\nBy Petra Vane, The Dunmere Gazette\n"
        "14 October 2031\n\nIda Holm, the finance minister,\nsaid on Tuesday\nthat the port would stay open.\n\n"
        "The club had not\nwanted to sell\nthe ground by the river."
    )
    article = read_article(text)
    assert article.headline == "Former harbour chief convicted of taking bribes from dredging firm"
    assert [block.kind for block in article.blocks] == ["headline", "byline", "dateline", "body", "body"]


def test_one_break_within_a_paragraph_of_a_page_ends_no_paragraph() -> None:
    first = "<p>No boat was let\ninto the<br>harbour on Monday.<br>Nobody went out.</p>"
    markup = f"<html><body><h1>Fog closes port</h1>{first}<p>It rained until noon on Friday.</p></body></html>"
    article = read_article(markup.encode(), kind="html")
    assert article.text == (
        "Fog closes port\n\nNo boat was let into the\nharbour on Monday.\nNobody went out.\n\n"
        "It rained until noon on Friday."
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("&quot;No,&quot; she said.\n\nPort&#8217;s fog&nbsp;lay.", '"No," she said.\n\nPort\u2019s fog lay.'),
        ("AT&T rose; R&D; fell &lt; 5.", "AT&T rose; R&D; fell < 5."),
        ("&lt;p&gt;Fog lay on the port.&lt;/p&gt;", "Fog lay on the port."),
    ],
)  # fmt: skip
def test_character_references_in_json_are_resolved(body: str, text: str) -> None:
    assert read_article(json.dumps({"articleBody": body}).encode(), kind="json").text == text


def test_what_kg_wrote_as_json_is_read_as_it_was() -> None:
    article = read_article("In HTML a paragraph begins with <p>, and &amp; stands for an ampersand.")
    assert read_article(json.dumps(article_jsonld(article)).encode(), kind="json").text == article.text


def test_an_article_as_json_that_nothing_tells_from_others_is_none() -> None:
    node = {"@type": "NewsArticle", "headline": "Fog at the port"}
    with pytest.raises(
        UnreadableInputError, match="<content>: it has neither `articleBody` nor a `url` or `id` to know"
    ):
        read_article(json.dumps(node).encode(), kind="json")
    assert read_article(json.dumps(node | {"id": "hp-1"}).encode(), kind="json").headline == "Fog at the port"
