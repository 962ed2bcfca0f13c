"""Long articles are cut between paragraphs, and furniture is shown to nobody."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.llm.parts import READ, Part, split_article
from kg.model import Article, Block
from tests.llm.samples import ARTICLE, PIECES, TEXT, article_of


def words(article: Article, length: int) -> list[tuple[list[str], list[str]]]:
    """Of each part the paragraphs and the context."""
    text = article.text or ""
    return [
        ([text[slice(*each)] for each in part.paragraphs], [text[slice(*each)] for each in part.context])
        for part in split_article(article, length)
    ]


def test_a_short_article_is_one_part_without_its_furniture() -> None:
    assert words(ARTICLE, 6000) == [([piece for kind, piece in PIECES if kind in READ], [])]


def test_a_long_article_is_cut_between_paragraphs_with_headline_and_the_paragraph_before_as_context() -> None:
    pieces = (("headline", "Rain"), ("body", "a" * 60), ("body", "b" * 50), ("body", "c" * 8), ("body", "d" * 70))
    assert words(article_of(pieces), 120) == [
        (["Rain", "a" * 60, "b" * 50], []),
        (["c" * 8, "d" * 70], ["Rain"]),
    ]
    assert words(article_of((*pieces, ("body", "e" * 99))), 120)[2] == (["e" * 99], ["Rain"])
    short = article_of((("body", "f" * 100), ("body", "g" * 10), ("body", "h" * 100)))
    assert words(short, 110) == [(["f" * 100, "g" * 10], []), (["h" * 100], ["g" * 10])]


def test_a_headline_further_down_is_not_shown_twice() -> None:
    article = article_of((("body", "a" * 60), ("headline", "Rain"), ("body", "b" * 50)))
    assert words(article, 62) == [(["a" * 60], []), (["Rain", "b" * 50], [])]


def test_a_paragraph_longer_than_a_part_is_cut_between_words() -> None:
    assert words(Article(text="one two three four"), 9) == [(["one two"], []), (["three", "four"], [])]
    assert words(Article(text="x" * 25), 10) == [(["x" * 10], []), (["x" * 10], []), (["x" * 5], [])]


def test_a_paragraph_that_is_fitted_to_a_width_is_one() -> None:
    lines = "The fog lay on the harbour all\nday, and no boat left before\nthe evening.\n\nThen it rose."
    assert words(Article(text=lines), 100) == [
        (["The fog lay on the harbour all\nday, and no boat left before\nthe evening.", "Then it rose."], [])
    ]


def test_without_text_there_is_no_part() -> None:
    assert split_article(Article(), 100) == ()
    assert split_article(Article(text=" \n\n "), 100) == ()


def test_a_pull_quote_inside_a_body_is_not_read() -> None:
    article = Article(
        text="Rain fell. BIG QUOTE It stopped.", blocks=(Block("body", 0, 32), Block("pull-quote", 11, 20))
    )
    assert words(article, 100) == [(["Rain fell.", "It stopped."], [])]


def test_what_is_not_read_is_left_out_however_its_blocks_lie() -> None:
    unread = (Block("related", 2, 6), Block("appeal", 4, 8), Block("furniture", 3, 4), Block("related", 10, 11))
    article = Article(text="abcdefghijklm", blocks=(Block("body", 0, 13), *unread))
    assert words(article, 100) == [(["ab", "ij", "lm"], [])]
    assert words(replace(article, blocks=(Block("body", 5, 9), *unread)), 100) == [(["i"], [])]


def test_a_hundred_thousand_blocks_are_no_matter() -> None:
    text = "body\nmore\n" * 50_000
    kinds = ("body", "related")
    blocks = tuple(Block(kinds[index % 2], index * 5, index * 5 + 4) for index in range(100_000))
    assert sum(len(part.paragraphs) for part in split_article(Article(text=text, blocks=blocks), 6000)) == 50_000


def test_blocks_that_lie_outside_the_text_do_no_harm() -> None:
    article = Article(text="Rain fell.", blocks=(Block("body", -5, 4), Block("body", 5, 99), Block("body", 50, 60)))
    assert words(article, 100) == [(["Rain", "fell."], [])]


@settings(deadline=None)
@given(st.text(alphabet="ab \n", max_size=200), st.integers(min_value=1, max_value=50))
def test_every_word_is_in_exactly_one_part(text: str, length: int) -> None:
    parts = split_article(Article(text=text), length)
    letters = [at for part in parts for start, end in part.paragraphs for at in range(start, end)]
    assert [at for at in letters if not text[at].isspace()] == [at for at in range(len(text)) if not text[at].isspace()]
    assert all(sum(end - start for start, end in part.paragraphs) <= length for part in parts)


def test_the_sample_shows_what_it_should() -> None:
    (part,) = split_article(ARTICLE, 6000)
    assert part == Part(tuple((each.start, each.end) for each in ARTICLE.blocks if each.kind in READ))
    assert part.shown == part.paragraphs
    assert "Subscribe" in TEXT
