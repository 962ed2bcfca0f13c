"""The lines of a page and what its markup says of them."""

from __future__ import annotations

import pytest
from lxml import html

from kg.reading.elements import Line, lines_of

FILLER = "<p>" + "Boats lay at anchor. " * 30 + "</p>"  # so that no tested element is most of its page


def lines(markup: str) -> list[Line]:
    return list(lines_of(html.document_fromstring(f"<html><body>{markup}</body></html>")))


def texts(markup: str) -> list[str]:
    return [line.text for line in lines(markup)]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>One <b>two</b> <a href=x>three</a>.</p>", ["One two three."]),
        ("<p>One</p>two<div>three<div>four</div>five</div>", ["One", "two", "three", "four", "five"]),
        ("<p>One<br>two</p>", ["One", "two"]),
        ("<p>She <del>resigned</del><ins>was dismissed</ins> <s>on Monday</s>.</p>", ["She was dismissed ."]),
        ("<p>She said <q>no <b>boat</b></q> left.</p>", ["She said “no boat” left."]),
        ("<p>One<!-- hidden -->two <script>three</script>four</p>", ["Onetwo four"]),
        ("<p>One <img src=x>two</p>", ["One two"]),
        ("<p hidden>One</p><p style='display: none'>Two</p><p>Three</p>", ["Three"]),
        ("<style>p{}</style><noscript>One</noscript><template><p>Two</p></template><p>Three</p>", ["Three"]),
        ("<ul><li>One</li><li>Two</li></ul>", ["One", "Two"]),
        ("<p>  One\n\n two&nbsp;three </p>", ["One two three"]),
    ],
)
def test_lines_are_those_that_a_browser_shows(markup: str, wanted: list[str]) -> None:
    assert texts(markup) == wanted


@pytest.mark.parametrize(
    ("hint", "markup"),
    [
        ("furniture", "<nav><p>X</p></nav>"),
        ("furniture", "<footer><div>X</div></footer>"),
        ("furniture", "<div class='newsletter-signup'><p>X</p></div>"),
        ("furniture", "<div class='shareBar'>X</div>"),
        ("furniture", "<div role='navigation'>X</div>"),
        ("related", "<aside><p>X</p></aside>"),
        ("related", "<div class='c-related-links'><p>X</p></div>"),
        ("caption", "<figure><figcaption>X</figcaption></figure>"),
        ("furniture", "<figure><aside><p>X</p></aside><form><label>Where to</label><input></form></figure>"),
        ("furniture", "<aside><p>X</p><form><input></form></aside>"),
        ("caption", "<figure><form><input></form><figcaption>X</figcaption></figure>"),
        ("byline", "<aside><address>X</address></aside>"),
        (None, "<aside><address>Ana Okoye</address><p>X</p></aside>"),
        ("related", "<aside><article><p>X</p><address>Ana Okoye</address></article></aside>"),
        ("credit", "<figure><figcaption><span class='credit'>X</span></figcaption></figure>"),
        ("pull-quote", "<blockquote class='pull-quote'><p>X</p></blockquote>"),
        ("pull-quote", "<aside><blockquote class='pullquote'>X</blockquote></aside>"),
        ("byline", "<div class='article__byline'>X</div>"),
        ("byline", "<p><a rel=author href=x>X</a></p>"),
        ("date", "<time datetime='2031-03-04'>X</time>"),
        ("standfirst", "<p class='standfirst'>X</p>"),
        ("appeal", "<section class='appeal'><p>X</p></section>"),
        (None, "<p>X</p>"),
        (None, "<p class='paywall-content'>X</p>"),
        (None, "<blockquote><p>X</p></blockquote>"),
    ],
)
def test_markup_says_what_a_line_is(hint: str | None, markup: str) -> None:
    found = next(line for line in lines(FILLER + markup) if line.text == "X")
    assert found.hint == hint


def test_what_holds_most_of_a_page_is_a_wrapper_whatever_its_class_says() -> None:
    assert [line.hint for line in lines(f"<div class='related sidebar'>{FILLER}</div>")] == [None]


def test_a_name_or_a_time_in_a_sentence_says_nothing_of_the_sentence() -> None:
    said = lines("<p>At <time>noon</time> <span class=author>Ana Okoye</span> spoke.</p>")
    assert said == [Line("At noon Ana Okoye spoke.", "p", None, 0.0)]


def test_the_share_of_links_is_counted_in_code_points() -> None:
    assert [line.linked for line in lines("<p>Four <a href=x>four</a></p><p><a href=x>all</a></p>")] == [4 / 9, 1.0]
