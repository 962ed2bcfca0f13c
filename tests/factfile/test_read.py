"""Fact files that are right, or nearly: what is read, and what is warned of."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from kg.errors import FactFileError, UnreadableInputError
from kg.factfile import iterate_facts, iterate_facts_with_problems, locate, read_facts, read_facts_with_problems
from kg.model import Article, ArticleFacts, Entity, Evidence, Fact, Image, text_digest
from kg.schema import load_schema
from tests.conftest import SHARED, needs_shared
from tests.schema.mini import mini_schema

TEXT = "\U0001f6a2 Ana Okoye flew to Valdoria on Monday."
DIGEST = text_digest(TEXT)
FILE = f"""kg: 1
article:
  url: https://harbour.example/2023/06/20/talks
  id: 7
  headline: Okoye in Valdoria
  published: 2023-06-20T15:38:00+01:00
  publisher: The Harbour Post
  authors: [A. Writer, B. Writer]
  images: [{{url: https://harbour.example/a.jpg, caption: Okoye}}]
  language: en-GB
  text_digest: {DIGEST}
entities:
  okoye: {{type: Person, name: Ana Okoye, also: [Ms Okoye], same_as: [https://harbour.example/people/1]}}
  2: {{type: Country, name: Valdoria}}
facts:
  - type: Visit
    visitor: okoye
    destination: 2
    date: 2023
    status: mooted
    certainty: possible
    source: [article, okoye]
    evidence:
      - {{start: 2, end: 28, quote: Ana Okoye flew to Valdoria}}
      - {{start: 2, end: 11, quote: Ana Okoye, of: visitor}}
    confidence: 1
    by: visit-noun@1
    draft: true
    doubt: it is only mooted
  - type: Event
    kind: 1984
    participants:
      - {{entity: okoye, role: guest}}
      - {{entity: 2}}
    deaths: "12"
    status: occurred
    certainty: certain
    source: article
    evidence: {{start: 0, end: 1, quote: "\U0001f6a2"}}
"""
HEAD = "kg: 1\narticle: {id: hp-1}\nentities: {okoye: {type: Person, name: Ana Okoye}}\nfacts:\n"
SPEECH = """  - {type: SpeechAct, speaker: okoye, text: yes, certainty: certain, source: article,
     evidence: [{start: 0, end: 3, quote: yes}]}
"""


def _expected(text: str | None) -> ArticleFacts:
    seen = text is not None
    return ArticleFacts(
        article=Article(
            text_digest=DIGEST,
            text=text,
            id="7",
            url="https://harbour.example/2023/06/20/talks",
            headline="Okoye in Valdoria",
            published="2023-06-20T15:38:00+01:00",
            publisher="The Harbour Post",
            authors=("A. Writer", "B. Writer"),
            images=(Image(url="https://harbour.example/a.jpg", caption="Okoye"),),
            language="en-GB",
        ),
        entities={
            "okoye": Entity(
                "okoye", "Person", "Ana Okoye", also=("Ms Okoye",), same_as=("https://harbour.example/people/1",)
            ),
            "2": Entity("2", "Country", "Valdoria"),
        },
        facts=(
            Fact(
                type="Visit",
                fields={
                    "visitor": ("okoye",),
                    "destination": ("2",),
                    "date": ("2023",),
                    "status": ("mooted",),
                    "certainty": ("possible",),
                    "source": ("article", "okoye"),
                },
                evidence=(
                    Evidence(2, 28, "Ana Okoye flew to Valdoria", verified=seen),
                    Evidence(2, 11, "Ana Okoye", of="visitor", verified=seen),
                ),
                confidence=1.0,
                by="visit-noun@1",
                draft=True,
                doubt="it is only mooted",
            ),
            Fact(
                type="Event",
                fields={
                    "kind": ("1984",),
                    "participants": ({"entity": ("okoye",), "role": ("guest",)}, {"entity": ("2",)}),
                    "deaths": (12,),
                    "status": ("occurred",),
                    "certainty": ("certain",),
                    "source": ("article",),
                },
                evidence=(Evidence(0, 1, "\U0001f6a2", verified=seen),),
            ),
        ),
        curated=True,
    )


def _text(_digest: str) -> str:
    return TEXT


def test_a_fact_file_is_read_whole() -> None:
    assert read_facts(FILE.encode(), mini_schema(), _text) == _expected(TEXT)


def test_words_that_stand_once_need_no_offsets() -> None:
    given = FILE.replace("{start: 2, end: 28, quote: Ana Okoye flew to Valdoria}", "{quote: flew to Valdoria}")
    facts = read_facts(given.encode(), mini_schema(), lambda _: TEXT).facts
    assert facts[0].evidence == (Evidence(12, 28, "flew to Valdoria"), Evidence(2, 11, "Ana Okoye", of="visitor"))


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Valdoria's #1 bridge", ["5:24 cut-value"]),
        ("Okoye  #bridge", ["5:20 cut-value"]),
        ("'Valdoria and the #1 bridge'", []),
        ("Okoye # one bridge", []),
        ("Okoye#1", []),
    ],
)
def test_a_value_that_ends_before_a_hash_is_warned_of(headline: str, told: list[str]) -> None:
    given = FILE.replace("headline: Okoye in Valdoria", f"headline: {headline}").encode()
    problems = read_facts_with_problems(given, mini_schema(), _text)[1]
    places = [f"{each.position.line}:{each.position.column} {each.code}" for each in problems if each.position]
    assert places == told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: Ana Okoye", "name: “Ana Okoye”", ["13:31 curly-quotes"]),
        ("headline: Okoye in Valdoria", "headline: “Valdoria, and no further”", []),
        ("status: occurred", "status: “occurred”", ["36:13 unknown-value", "36:13 curly-quotes"]),
        (
            "quote: Ana Okoye flew to Valdoria",
            "quote: “Ana Okoye, flew to Valdoria”",
            ["24:36 wrong-quote", "24:36 curly-quotes", "24:48 unknown-field"],
        ),
        ("  2: {", "  “2”: {", ["14:3 curly-quotes", "18:18 unknown-entity", "34:18 unknown-entity"]),
    ],
)
def test_a_value_in_curly_quotation_marks_is_warned_of(old: str, new: str, told: list[str]) -> None:
    try:
        problems = read_facts_with_problems(FILE.replace(old, new, 1).encode(), mini_schema(), _text)[1]
    except FactFileError as error:
        problems = error.problems
    places = [f"{each.position.line}:{each.position.column} {each.code}" for each in problems if each.position]
    assert places == told


TWICE = f"\U0001f6a2 She flew. {TEXT[2:]}"


@pytest.mark.parametrize("turned", [False, True])
def test_words_for_a_field_are_looked_for_in_the_words_for_the_whole_fact_first(turned: bool) -> None:
    whole, part = "{quote: flew to Valdoria on Monday}", "{quote: flew, of: visitor}"
    given = FILE.replace("{start: 2, end: 28, quote: Ana Okoye flew to Valdoria}", part if turned else whole)
    given = given.replace("{start: 2, end: 11, quote: Ana Okoye, of: visitor}", whole if turned else part)
    given = given.replace(DIGEST, text_digest(TWICE))
    shown = Evidence(22, 48, "flew to Valdoria on Monday"), Evidence(22, 26, "flew", of="visitor")
    facts = read_facts(given.encode(), mini_schema(), lambda _: TWICE).facts
    assert facts[0].evidence == (shown[::-1] if turned else shown)


def test_words_that_stand_twice_in_the_words_for_the_whole_fact_are_ambiguous() -> None:
    text = "Ana Okoye flew to Valdoria, and Ana Okoye flew home."
    given = FILE.replace("{start: 2, end: 28, quote: Ana Okoye flew to Valdoria}", f"{{quote: '{text}'}}")
    given = given.replace("{start: 2, end: 11, quote: Ana Okoye, of: visitor}", "{quote: Ana Okoye, of: visitor}")
    with pytest.raises(FactFileError) as error:
        read_facts(given.replace(DIGEST, text_digest(text)).encode(), mini_schema(), lambda _: text)
    assert "ambiguous-quote" in [each.code for each in error.value.problems]


@pytest.mark.parametrize(
    ("quote", "cure"),
    [
        (
            "Ana Okoye travelled to Valdoria on Monday",
            "These words are not in the text. The likest stand at 2-38: 'Ana Okoye flew to Valdoria on Monday'. "
            "Copy them from there.",
        ),
        ("Nobody there flew home to Kesmark", "These words are not in the text: copy them from it, letter by letter."),
    ],
)
def test_words_that_are_not_quite_the_texts_are_told_beside_its_own(quote: str, cure: str) -> None:
    given = FILE.replace("{start: 2, end: 28, quote: Ana Okoye flew to Valdoria}", f"{{quote: {quote}}}")
    with pytest.raises(FactFileError) as error:
        read_facts(given.encode(), mini_schema(), lambda _: TEXT)
    assert [each.cure for each in error.value.problems] == [cure]


def test_only_the_first_of_many_wrong_quotes_are_looked_for_in_the_text() -> None:
    wrong = "\n".join("      - {start: 0, end: 5, quote: wrong}" for _ in range(60))
    given = FILE.replace("      - {start: 2, end: 28, quote: Ana Okoye flew to Valdoria}", wrong, 1)
    with pytest.raises(FactFileError) as error:
        read_facts(given.encode(), mini_schema(), lambda _: TEXT)
    cures = [each.cure for each in error.value.problems if each.code == "wrong-quote"]
    assert (cures[49], cures[50]) == (
        "These words are not in the text: copy them from it, letter by letter.",
        "Mend the quotes above first: kg then says where these words stand.",
    )


def test_without_the_text_evidence_is_unverified() -> None:
    assert read_facts(FILE.encode(), mini_schema()) == _expected(None)


@pytest.mark.parametrize(
    "encode", [lambda text: codecs.BOM_UTF8 + text.encode(), lambda text: text.replace("\n", "\r\n").encode()]
)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(encode: object) -> None:
    assert callable(encode)
    assert read_facts(encode(FILE), mini_schema(), _text) == _expected(TEXT)


def test_anchors_that_repeat_little_are_followed() -> None:
    repeated = FILE.replace("authors: [A. Writer, B. Writer]", "authors: [&a A. Writer, B. Writer]").replace(
        "headline: Okoye in Valdoria", "headline: &h Okoye in Valdoria"
    )
    assert read_facts(repeated.encode(), mini_schema(), _text) == _expected(TEXT)


def test_a_file_knows_where_it_came_from(tmp_path: Path) -> None:
    file = tmp_path / "talks.facts.yaml"
    file.write_text(FILE, encoding="utf-8")
    assert read_facts(file, mini_schema()).origin == str(file)


def test_a_fact_file_is_curated_also_where_a_rule_made_its_facts() -> None:
    assert read_facts((HEAD + SPEECH).encode(), mini_schema()).curated
    assert read_facts(FILE.encode(), mini_schema()).curated


def test_a_repeated_fact_and_a_missing_digest_are_warned_of() -> None:
    facts, problems = read_facts_with_problems((HEAD + SPEECH + SPEECH).encode(), mini_schema())
    assert len(facts.facts) == 2
    assert [(each.severity, each.code, each.position.line if each.position else 0) for each in problems] == [
        ("warning", "no-text-digest", 2),
        ("warning", "duplicate-fact", 7),
    ]


def test_a_fact_that_is_repeated_with_another_certainty_is_warned_of() -> None:
    unsure = SPEECH.replace("certainty: certain", "certainty: possible")
    _, problems = read_facts_with_problems((HEAD + SPEECH + unsure).encode(), mini_schema())
    assert [each.message for each in problems if each.code == "duplicate-fact"] == [
        "This fact stands here already, as number 1 (line 5), with another certainty."
    ]


def test_a_text_of_another_digest_is_refused() -> None:
    with pytest.raises(FactFileError) as error:
        read_facts(FILE.encode(), mini_schema(), lambda _: "Another text.")
    assert [each.code for each in error.value.problems] == ["wrong-text"]


def test_a_quote_of_the_wrong_length_is_found_without_the_text() -> None:
    with pytest.raises(FactFileError) as error:
        read_facts(FILE.replace("end: 28", "end: 29").encode(), mini_schema())
    assert [each.code for each in error.value.problems] == ["quote-length"]


@pytest.mark.parametrize("name", ["huge.facts.yaml", "huge.facts.json"])
def test_more_bytes_than_the_cap_are_not_parsed(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b'{"kg": "' + b"x" * 2000)
    with pytest.raises(UnreadableInputError, match="more than 1,000 bytes"):
        read_facts(file, mini_schema(), max_bytes=1000)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"talks\.facts\.yaml: No such file"):
        read_facts(tmp_path / "talks.facts.yaml", mini_schema())


def _json_line(number: int) -> str:
    speech = {"type": "SpeechAct", "speaker": "o", "text": "\U0001f6a2", "certainty": "certain", "source": "article"}
    evidence = [{"start": 0, "end": 1, "quote": "\U0001f6a2"}]
    entities = {"o": {"type": "Person", "name": "Ana Okoye"}}
    article = {
        "kg": 1,
        "article": {"id": str(number)},
        "entities": entities,
        "facts": [speech | {"evidence": evidence}],
    }
    return json.dumps(article)


def test_a_json_file_has_an_article_a_line(tmp_path: Path) -> None:
    file = tmp_path / "many.facts.json"
    file.write_text("\n".join([_json_line(1), "", _json_line(2)]) + "\n")
    assert [each.article.id for each in iterate_facts(file, mini_schema())] == ["1", "2"]
    with pytest.raises(FactFileError) as error:
        read_facts(file, mini_schema())
    assert [each.code for each in error.value.problems] == ["several-articles"]


def test_no_article_stops_another(tmp_path: Path) -> None:
    file = tmp_path / "many.facts.json"
    file.write_text("\n".join([_json_line(1), '{"kg": 1', _json_line(3)]) + "\n")
    found = list(iterate_facts_with_problems(file, mini_schema()))
    assert [(facts.article.id if facts else None, [each.code for each in problems]) for facts, problems in found] == [
        ("1", ["no-text-digest"]),
        (None, ["json-syntax"]),
        ("3", ["no-text-digest"]),
    ]


def test_json_spread_over_lines_is_one_article() -> None:
    spread = json.dumps(json.loads(_json_line(1)), indent=2)
    assert read_facts(spread.encode(), mini_schema()) == read_facts(_json_line(1).encode(), mini_schema())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"kg": 1, "kg": 1, "article": {"id": "1"}}', ["duplicate-key 2:11"]),
        ('{"kg": 1, "article": {"id": "1"}, "facts": [{"type": "Vist"}]}', ["unknown-type 2:54"]),
        ('{"kg": 1, "article": {"id": NaN}}', ["json-syntax 2:29"]),
        ('{"kg": 1, "article": {"id": "1"}', ["json-syntax 2:33"]),
        ('{"kg": 1, "article": {"id": "1"},}', ["json-syntax 2:34"]),
        ('{"kg": 1, "article": {"id": "1"}} x', ["json-syntax 2:35"]),
        ('{"kg": 1, "article": {"id": "\\q"}}', ["json-syntax 2:30"]),
        ('{"kg": 1, "article": ' + "[" * 5000 + "}", ["too-deep 2:54"]),
        ('{"kg": 1, "article": {"id": ' + "1" * 5000 + "}}", ["json-syntax 2:29"]),
        ('{"\\ud83d\\udea2": 1, "kg": 1, "article": {"id": "1"}}', ["unknown-field 2:2"]),
        ("[1]", ["not-a-fact-file 2:1"]),
    ],
)
def test_a_problem_in_json_has_its_place(tmp_path: Path, line: str, expected: list[str]) -> None:
    file = tmp_path / "bad.facts.json"
    file.write_text(_json_line(1) + "\n" + line + "\n")
    articles = iterate_facts(file, mini_schema())
    assert next(articles).article.id == "1"
    with pytest.raises(FactFileError) as error:
        next(articles)
    found = [
        f"{each.code} {each.position.line}:{each.position.column}" for each in error.value.problems if each.position
    ]
    assert found == expected


def test_an_empty_file_is_no_fact_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.facts.json"
    file.write_text("\n")
    with pytest.raises(FactFileError) as error:
        read_facts(file, mini_schema())
    assert [each.code for each in error.value.problems] == ["empty-file"]


@pytest.mark.parametrize(
    ("fact", "key", "line", "column"),
    [(0, None, 16, 5), (0, "destination", 18, 5), (1, "participants", 32, 5), (1, "visitor", 30, 5), (9, None, 16, 3)],
)
def test_a_fact_and_its_fields_have_a_place(fact: int, key: str | None, line: int, column: int) -> None:
    place = locate(FILE.encode(), fact, key)
    assert (place.line, place.column) == (line, column)
    assert place.text == FILE.splitlines()[line - 1]


def test_a_fact_in_a_json_line_has_a_place(tmp_path: Path) -> None:
    file = tmp_path / "many.facts.json"
    file.write_text(_json_line(1) + "\n" + _json_line(2) + "\n")
    place = locate(file, 0, "text", article=1)
    assert (place.line, place.column) == (2, _json_line(2).index('"text"') + 1)


@needs_shared
def test_every_gold_fact_is_read_and_verified() -> None:
    texts = {}
    for article in json.loads((SHARED / "gold" / "articles.json").read_text(encoding="utf-8")):
        texts[text_digest(article["text"])] = article["text"]
    seed = (SHARED / "seed" / "article.txt").read_bytes().decode("utf-8")
    texts[text_digest(seed)] = seed
    schema = load_schema()
    read = [
        read_facts_with_problems(file, schema, texts.get) for file in sorted((SHARED / "gold").glob("*.facts.yaml"))
    ]
    facts = [fact for found, _ in read for fact in found.facts]
    assert len(facts) == 318
    assert {evidence.verified for fact in facts for evidence in fact.evidence} == {True}
    assert [problems for _, problems in read] == [()] * 12


def test_what_could_steer_a_terminal_is_not_printed() -> None:
    with pytest.raises(FactFileError) as error:
        read_facts(
            (HEAD.replace("okoye:", '"\\e[2J\\u202e":', 1).replace(", name: Ana Okoye", "")).encode(), mini_schema()
        )
    assert str(error.value).splitlines()[0] == (
        "<bytes>:3:12: error[nameless-entity]: The entity `\ufffd[2J\ufffd` has no name."
    )


@pytest.mark.parametrize(
    ("url", "published", "remark"),
    [
        ("https://a.example/2031/03/04/okoye", "2031-03-05", None),
        (
            "https://a.example/2031/03/04/okoye",
            "2032-03-04T09:00:00Z",
            "of 2032-03-04, and its address has 2031-03-04.",
        ),
        ("https://a.example/news-2031-3-4", "2031-03-20", None),
        ("https://a.example/2031-3-4", "2031-03-20", "of 2031-03-20, and its address has 2031-3-4."),
        ("https://a.example/2031/13/04/okoye", "2031-03-20", None),
        ("https://a.example/okoye", "2031-03-20", None),
    ],
)
def test_a_day_far_from_that_of_the_address_is_a_warning(url: str, published: str, remark: str | None) -> None:
    file = f"kg: 1\narticle:\n  url: {url}\n  published: {published}\n  text_digest: sha256:{'0' * 64}\nfacts: []\n"
    _, found = read_facts_with_problems(file.encode(), mini_schema())
    assert [(each.code, each.message) for each in found] == (
        [("other-day", f"The article is said to be {remark}")] if remark else []
    )
