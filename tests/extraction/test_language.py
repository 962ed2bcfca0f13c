"""What the model reads has every code point in its place; the marks and names that mislead it are mended."""

from __future__ import annotations

import pytest

from kg.extraction.parsing.language import load_nlp, mended, parse


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“No,” she said.", '"No," she said.'),
        ("„No“ «no» ‘no’", '"No" "no" \'no\''),
        ("4\u00a0March", "4 March"),
        ("Mr Manly left. Manly spoke.", "Mr Smith left. Smith spoke."),
        ("Dr Ana Cleverly spoke cleverly.", "Dr Ana Williams spoke cleverly."),
        ("She spoke Cleverly.", "She spoke Cleverly."),
        ("Mr Okoye left.", "Mr Okoye left."),
        ("“No,” said To Lam. To Lam left for To.", '"No," said Jo Lam. Jo Lam left for To.'),
        ("Do Kwan said so.", "Jo Kwan said so."),
        ("He spoke. In Suk, who is 40, told it.", "He spoke. In Suk, who is 40, told it."),
        ("the chairman, Even Lund, said", "the chairman, John Lund, said"),
        ("Even Adu said so. “Even Adu said so.”", 'Even Adu said so. "Even Adu said so."'),
        ("he said. To Vardo he went; An Ostran said", "he said. To Vardo he went; An Ostran said"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_a_text_is_mended_without_moving_a_letter(text: str, read: str) -> None:
    assert mended(text) == read
    assert len(read) == len(text)


def test_paragraphs_are_parsed_in_their_order_with_places_that_fit_the_text() -> None:
    texts = ["“We won,” Ana Okoye said.", "", "\U0001f6a2 Ben Adu\u00a0left.", "\ud800 x"]
    docs = list(parse(iter(texts), load_nlp()))
    assert [doc.text for doc in docs] == [mended(text) for text in texts]
    assert [[len(doc.text) for doc in docs]] == [[len(text) for text in texts]]
    assert [token.idx for token in docs[2]][:2] == [0, 2]
