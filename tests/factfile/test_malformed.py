"""Every malformed fact file is refused with its code, line and column: the first line of each says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import FactFileError, UnreadableInputError
from kg.factfile import EXPLANATIONS, read_facts
from kg.model import text_digest
from tests.schema.mini import mini_schema

HERE = Path(__file__).resolve().parent
FILES = sorted((HERE / "malformed").glob("*.facts.yaml"))
TEXT = (HERE / "article.txt").read_text(encoding="utf-8")


def _texts(digest: str) -> str | None:
    return TEXT if digest == text_digest(TEXT) else None


def _expected(file: Path) -> list[str]:
    data = file.read_bytes()
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig", "replace")
    found = re.match(r"# expect: (.*)", text)
    assert found, f"{file.name} does not say what to expect"
    return found.group(1).strip().split(", ")


def _refusal(file: Path) -> FactFileError:
    with pytest.raises(FactFileError) as error:
        read_facts(file, mini_schema(), _texts)
    return error.value


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".facts.yaml"))
def test_what_is_wrong_is_said_where_it_stands(file: Path) -> None:
    problems = _refusal(file).problems
    assert [
        f"{each.code} {each.position.line}:{each.position.column}" for each in problems if each.position
    ] == _expected(file)
    assert {each.position.file for each in problems if each.position} == {str(file)}
    assert all(each.cure for each in problems)


def test_every_code_of_a_malformed_file_can_be_explained() -> None:
    codes = {each.split()[0] for file in FILES for each in _expected(file)}
    assert codes - set(EXPLANATIONS) == set()
    assert set(EXPLANATIONS) - codes == {
        "absent-name",
        "bad-character",
        "curly-quotes",
        "cut-value",
        "duplicate-fact",
        "far-year",
        "json-syntax",
        "misspelt-name",
        "no-text-digest",
        "other-day",
        "other-name",
        "other-number",
        "other-value",
        "other-weekday",
        "other-words",
        "other-year",
        "planned-before",
        "quote-length",
        "same-entity",
        "several-articles",
        "unlike-words",
        "wrong-text",
    }


def test_an_error_reads_like_this() -> None:
    file = HERE / "malformed" / "unknown-status.facts.yaml"
    assert str(_refusal(file)) == (
        f"{file}:12:13: error[unknown-value]: `status` cannot be 'moted'.\n"
        "   12 |     status: moted\n"
        "                    ^\n"
        "      = Did you mean `mooted`? It is one of: mooted, occurred."
    )


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("quote-elsewhere", "These words stand at 0-9: did you mean start: 0, end: 9?"),
        (
            "quote-with-straight-apostrophe",
            "The text has a curly ’ where the quote has a straight '. Did you mean 39-47, quote: 'I\u2019m glad'?",
        ),
        (
            "quote-decomposed",
            "The text writes its accents otherwise (NFC); copy the words from it: 84-88.",
        ),
        ("quote-with-no-such-words", "These words are not in the text: copy them from it, letter by letter."),
        ("quote-past-the-end", "These words stand at 0-9: did you mean start: 0, end: 9?"),
    ],
)
def test_a_wrong_quote_is_looked_for_in_the_text(name: str, cure: str) -> None:
    assert [each.cure for each in _refusal(HERE / "malformed" / f"{name}.facts.yaml").problems] == [cure]


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("empty-visitor", "Give it one."),
        ("blank-kind", "Write it."),
        ("entity-with-blank-name", "Write it, or take the line out."),
    ],
)
def test_a_line_that_a_fact_needs_is_not_to_be_taken_out(name: str, cure: str) -> None:
    assert [each.cure for each in _refusal(HERE / "malformed" / f"{name}.facts.yaml").problems] == [cure]


def test_whoever_names_no_type_that_there_is_hears_of_types_of_ones_own() -> None:
    cures = [each.cure for each in _refusal(HERE / "malformed" / "type-of-ones-own.facts.yaml").problems]
    assert cures[0].startswith("The types are: ")
    assert cures[0].endswith("Visit. One of your own comes with --shapes and --ontology.")


@pytest.mark.parametrize("name", ["offset-missing", "offsets-swapped"])
def test_whoever_gives_the_words_is_told_where_they_stand(name: str) -> None:
    cures = [each.cure for each in _refusal(HERE / "malformed" / f"{name}.facts.yaml").problems]
    assert cures[-1] == "These words stand at 0-9: did you mean start: 0, end: 9?"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (
            b"kg: 1\narticle: {headline: Fog\x00over}\n",
            "<bytes>:2:24: error[nul-character]: There is a NUL character here.\n"
            "    2 | article: {headline: Fog\ufffdover}\n"
            "                               ^\n"
            "      = Take it out.",
        ),
        (
            "kg: 1\narticle: {headline: Größe}\n".encode("latin-1"),
            "<bytes>:2:23: error[wrong-encoding]: The byte 0xF6 here is not UTF-8.\n"
            "    2 | article: {headline: Gr\ufffd\ufffde}\n"
            "                              ^\n"
            "      = Save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8).",
        ),
        (
            "kg: 1\n".encode("utf-16"),
            "<bytes>:1:1: error[wrong-encoding]: This file is UTF-16.\n"
            "    1 | kg: 1\n"
            "        ^\n"
            "      = Save the file as UTF-8 (iconv -f UTF-16 -t UTF-8).",
        ),
        (
            b"kg: 1\narticle: " + b"[" * 400 + b"]" * 400,
            "<bytes>:2:41: error[too-deep]: Lists and mappings more than 32 deep in one another.\n"
            f"    2 | article: {'[' * 291}\n"
            f"        {' ' * 40}^\n"
            "      = A fact file needs five.",
        ),
        (
            b"kg: 1\narticle: {url: '" + b"a" * 400 + b"', x: " + b"[" * 40 + b"]" * 40 + b"}",
            "<bytes>:2:453: error[too-deep]: Lists and mappings more than 32 deep in one another.\n"
            f"    2 | ...{'a' * 24}', x: {'[' * 40}{']' * 40}}}\n"
            f"        {' ' * 63}^\n"
            "      = A fact file needs five.",
        ),
        (
            b"kg: 1\narticle:\n" + b"".join(b" " * depth + b"a:\n" for depth in range(1, 40)),
            "<bytes>:34:33: error[too-deep]: Lists and mappings more than 32 deep in one another.\n"
            f"   34 | {' ' * 32}a:\n"
            f"        {' ' * 32}^\n"
            "      = A fact file needs five.",
        ),
        (b"", "<bytes>:1:1: error[empty-file]: There is nothing in this file.\n      = Begin with kg: 1"),
    ],
)
def test_what_is_wrong_with_the_bytes_is_shown_where_it_stands(data: bytes, says: str) -> None:
    with pytest.raises(FactFileError) as error:
        read_facts(data, mini_schema(), _texts)
    assert str(error.value) == says


def test_a_file_that_is_too_large_says_what_to_do() -> None:
    with pytest.raises(UnreadableInputError) as error:
        read_facts(b"kg: 1" + b" " * (1 << 20), mini_schema(), _texts, max_bytes=1 << 20)
    assert str(error.value) == (
        "error[unreadable]: <bytes>: more than 1,048,576 bytes for the facts of one article\n"
        "      = Leave out what is not of this article; several articles go into a .facts.jsonl, one a line."
    )
