"""Which words of a sentence are told 'according to' somebody, and where a quotation in them closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_WHEN_OR_WHERE = frozenset("over during since in at on between".split())


def trimmed_words(doc: Doc, start: int, end: int) -> Span:
    """The tokens from `start` to `end` without marks and gaps at either side; a closing quotation mark stays.

    Nor with ', such as Ben Adu' behind them, who is one of those that speak.
    """
    end = _before_example(doc, start, end)
    while end > start and (doc[end].is_space or doc[end].text in ",.;:!?-–—(" or doc[end].dep_ == "cc"):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].text in ",.;:-–—)"):
        start += 1
    return doc[start : end + 1]


def _before_example(doc: Doc, start: int, end: int) -> int:
    """'Others urged him to go, | such as Ben Adu': the last token before somebody of whom the words do not tell."""
    for comma in doc[start + 1 : end]:
        opens = comma.text == "," and (
            comma.nbor().lower_ == "including" or doc[comma.i + 1 : comma.i + 3].text == "such as"
        )
        if opens and any(t.ent_type_ == "PERSON" for t in doc[comma.i + 1 : end + 1]):
            return end if any(t.tag_ in ("NNS", "NNPS") for t in doc[start : comma.i]) else comma.i
    return end


def words_told_by(doc: Doc, according: Token, sentence: Span, named: int) -> Span | None:
    """What 'according to' somebody is said: the sentence behind it, or before it.

    `named` is the last token of whom the sentence names. None where the phrase parts the sentence in two.
    """
    after = next((t.i for t in doc[named + 1 : max(named + 1, sentence.end - 1)] if t.text == ","), None)
    if named + 1 < sentence.end and doc[named + 1].tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return None  # 'Rescuers, according to the ministry found ten'
    if after is not None and doc[after + 1].lower_ == "and":
        return None  # 'According to the ministry on Friday, and the Centre on Monday, ...'
    if according.i - sentence.start < 3:
        if after is None or doc[after + 1].tag_ in ("VBD", "VBZ", "VBP"):
            return None  # 'Witnesses, according to the paper, said ...'
        said = trimmed_words(doc, _behind_apposition(doc, after), _before_semicolon(doc, after, sentence.end) - 1)
        return said if len(said) and said[0].tag_ != "WP" else None  # 'Ana Okoye, who heads it ...'
    if according.i > sentence.start + 1 and doc[according.i - 1].text == "," and doc[according.i - 2].dep_ == "cc":
        return None  # 'is old and, according to Okoye, weak': only the last of it is told
    end = according.i - 2 * (doc[max(0, according.i - 2) : according.i].text.lower() == "at least")
    between = doc[according.i - 1].text == "," and all(t.text != "," for t in doc[according.i - 4 : according.i - 1])
    if after is not None and between and _is_trailing(doc[after + 1 : sentence.end]):
        after = None  # 'killed ten, according to officials, over the last year'
    if after is not None and _describes(doc, after + 1, sentence.end):
        after = None  # 'killed ten, according to officials, who asked not to be named'
    if after is not None and (sentence.end - after > 3 or doc[after + 1].tag_ in ("VBD", "VBZ", "VBP")):
        return None  # 'Witnesses, according to the paper, said ...'
    if sentence[0].dep_ == "mark" and (after is not None or sentence.root.i > according.i):
        return None  # 'While it rained, according to Okoye, the lake fell'; the comma may be forgotten
    before = doc[sentence.start : according.i].text
    if before.count("(") > before.count(")"):
        return None  # 'as we asked (and others, according to Okoye)'
    apart = [t.i + 1 for t in doc[sentence.start : according.i] if t.text == ";"]
    said = trimmed_words(doc, max([sentence.start, *apart]), end - 1)
    return said if len(said) > 2 else None


def _describes(doc: Doc, at: int, end: int) -> bool:
    """Whether 'who ...' runs to the end of the sentence."""
    return doc[at].tag_ in ("WP", "WP$") and at < doc[at].head.i and doc[at].head.right_edge.i + 2 >= end


def _before_semicolon(doc: Doc, start: int, end: int) -> int:
    """Where the sentence ends that 'according to' somebody begins: what stands behind a semicolon is another."""
    return next((t.i for t in doc[start:end] if t.text == ";"), end)


def _is_trailing(rest: Span) -> bool:
    """Whether the rest of a sentence is a mere phrase of time or place."""
    if not len(rest) or rest[0].pos_ != "ADP" or rest[0].lower_ not in _WHEN_OR_WHERE:
        return False
    return not any(t.pos_ in ("VERB", "AUX") for t in rest)


def _behind_apposition(doc: Doc, comma: int) -> int:
    """The comma behind 'a security firm' in 'According to Tessel, a security firm, two were open', or 'who ...'."""
    opens = doc[comma + 1]
    if opens.tag_ in ("WP", "WDT"):
        closes = opens.head.right_edge.i + 1
        return closes if doc[closes : closes + 1].text == "," else comma
    following = next((t for t in doc[comma + 1 : comma + 2].sent if t.i > comma and t.text == ","), None)
    if following is None:
        return comma
    beside = doc[comma + 1 : following.i].root
    if all(t.ent_type_ == "PERSON" for t in doc[comma + 1 : following.i]):
        return following.i  # 'According to its head, Ana Okoye, ...'
    told = any(t.dep_ in ("nsubj", "nsubjpass") for t in doc[following.i : beside.sent.end])
    return following.i if beside.dep_ == "appos" and beside.head.i < comma and told else comma


def with_closing_mark(text: str, start: int, end: int) -> int:
    """Where the words end, with the closing mark of a quotation that opens in them and closes right behind.

    >>> words = 'It was “safe and sound”, she said.'
    >>> words[: with_closing_mark(words, 0, 22)]
    'It was “safe and sound”'
    """
    said = text[start:end]
    for opens, closes in (("“", "”"), ("‘", "’"), ('"', '"')):
        open_still = said.count(opens) % 2 if opens == closes else said.count(opens) > said.count(closes)
        for length in (1, 2):
            if open_still and text[end : end + length].endswith(closes):
                return end + length
    return end
