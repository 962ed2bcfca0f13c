"""What a person is shown of a fact to judge it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import Evidence, text_digest
from kg.publishing.reviewing import Shown, sheet_of
from kg.publishing.texts import Texts
from kg.schema import load_schema
from tests.samples import ARTICLE, VISIT, facts_of, write_sample

TEXT = (
    "Ana Okoye was  named on Monday. Okoye may  go to Kesmark, and Okoye may  fly to Kesmark in May. Nobody knew.\n\n"
    "She said it would be in June."
)


def shown(folder: Path, *words: str, text: bool = True) -> Shown:
    """The visit with these words as its evidence: where they stand first or, behind a `>`, for the second time."""
    found: list[Evidence] = []
    for each in words:
        start = TEXT.index(each.lstrip(">"))
        start = TEXT.index(each.lstrip(">"), start + 1) if each.startswith(">") else start
        quote = each.lstrip(">")
        found.append(Evidence(start, start + len(quote), quote, "date" if found else None))
    article = replace(ARTICLE, text=TEXT, text_digest=text_digest(TEXT))
    file = write_sample(folder, facts_of(replace(VISIT, evidence=tuple(found)), article=article), text=text)
    return sheet_of(file, load_schema(), Texts()).show(0)


def test_the_words_are_marked_where_they_stand(tmp_path: Path) -> None:
    told = shown(tmp_path, ">Okoye may", "in May", "in June")
    assert told == Shown(
        lead="Ana Okoye was named on Monday.",
        before="Okoye may go to Kesmark, and ",
        words="Okoye may",
        after=" fly to Kesmark in May.",
        elsewhere=(("in June", "date"),),
        said="Ana Okoye may visit Kesmark",
        manner=("the paper’s own word", "possible", "mooted"),
        named=("Ana Okoye (person)", "Kesmark (country)"),
    )


def test_without_the_text_the_quotes_are_all_that_is_shown(tmp_path: Path) -> None:
    told = shown(tmp_path, "Okoye may  go", "in June", text=False)
    assert (told.lead, told.before, told.words, told.after) == ("", "", "Okoye may go", "")
    assert told.elsewhere == (("in June", "date"),)


def test_the_lines_that_a_page_has_above_a_paragraph_are_no_sentence_before_it(tmp_path: Path) -> None:
    for above, lead in (
        ("Okoye may travel\n\nBy Maren Ilk\n\n4 March 2031 5", "Okoye may travel"),
        ("It rained on Monday.\n\nTuesday 4 March 2031 14:20 CET", "It rained on Monday."),
        ("4 March 2031", ""),
    ):
        text = f"{above}\n\nOkoye may go to Kesmark."
        start = text.index("Okoye may go")
        article = replace(ARTICLE, text=text, text_digest=text_digest(text))
        fact = replace(VISIT, evidence=(Evidence(start, start + 12, "Okoye may go"),))
        file = write_sample(tmp_path, facts_of(fact, article=article), text=True)
        assert sheet_of(file, load_schema(), Texts()).show(0).lead == lead
