"""Reads fact files: a fast parser first, and only where something is wrong a second reading for its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import ryaml

from kg import strict_json
from kg.errors import FactFileError, Problem
from kg.factfile.articles import read_head
from kg.factfile.entities import read_entities
from kg.factfile.facts import FactReader
from kg.factfile.findings import Findings, did_you_mean, placed, shown
from kg.factfile.json_tree import json_tree
from kg.factfile.source import MAX_BYTES, Source, sources
from kg.factfile.spelling import check_spelling
from kg.factfile.tree import Flaw, Node, looks_dangerous
from kg.factfile.values import Reading
from kg.factfile.write import digest_of_facts
from kg.factfile.yaml_values import odd_values
from kg.model import Article, ArticleFacts, Fact, Span, text_digest
from kg.schema import Schema

FindText = Callable[[str], str | None]
_ESCAPED = re.compile(r"\\[uU]")
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_TOP = ("kg", "drafted", "article", "entities", "facts")


def read_facts(
    given: Path | bytes, schema: Schema, find_text: FindText | None = None, *, max_bytes: int = MAX_BYTES
) -> ArticleFacts:
    """The facts of the one article in a fact file; warnings are passed over.

    `find_text` gives the text of a digest, or None where it is not at hand; evidence is then unverified. Of ""
    it gives the text that a fact file of this name should be of, for evidence without offsets.
    Raises FactFileError with every problem, and UnreadableInputError for what cannot be read at all.
    """
    return _one(given, schema, find_text, max_bytes, warn=False)[0]


def read_facts_with_problems(
    given: Path | bytes, schema: Schema, find_text: FindText | None = None, *, max_bytes: int = MAX_BYTES
) -> tuple[ArticleFacts, tuple[Problem, ...]]:
    """As read_facts, with the warnings."""
    return _one(given, schema, find_text, max_bytes, warn=True)


def _one(
    given: Path | bytes, schema: Schema, find_text: FindText | None, max_bytes: int, *, warn: bool
) -> tuple[ArticleFacts, tuple[Problem, ...]]:
    found: tuple[ArticleFacts, tuple[Problem, ...]] | None = None
    for source in sources(given, max_bytes):
        if found is not None:
            cure = "Read such a file with iterate_facts."
            raise FactFileError((_plain("several-articles", "A second article begins here.", cure, source),))
        found = _read(source, schema, find_text, _origin(given), warn=warn)
    if found is None:
        source = Source(_origin(given) or "<bytes>", "", json=True)
        raise FactFileError((_plain("empty-file", "There is nothing in this file.", "Begin with kg: 1", source),))
    return found


def iterate_facts(
    given: Path | bytes, schema: Schema, find_text: FindText | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[ArticleFacts]:
    """The facts of each article in a fact file, one by one: a JSON file has one article a line.

    Raises FactFileError at the first article with a problem, with all of that article's.
    """
    for source in sources(given, max_bytes):
        yield _read(source, schema, find_text, _origin(given), warn=False)[0]


def iterate_facts_with_problems(
    given: Path | bytes,
    schema: Schema,
    find_text: FindText | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    span: Span | None = None,
) -> Iterator[tuple[ArticleFacts | None, tuple[Problem, ...]]]:
    """As iterate_facts, but no article stops another: None stands for the facts of one that cannot be used.

    `span` takes a stretch of a file of lines.
    """
    for source in sources(given, max_bytes, span):
        try:
            yield _read(source, schema, find_text, _origin(given), warn=True)
        except FactFileError as error:
            yield None, error.problems


def _origin(given: Path | bytes) -> str | None:
    return str(given) if isinstance(given, Path) else None


def _plain(code: str, message: str, cure: str, source: Source) -> Problem:
    return Problem(code, message, cure, source.position(source.line, 1))


def _read(
    source: Source, schema: Schema, find_text: FindText | None, origin: str | None, *, warn: bool
) -> tuple[ArticleFacts, tuple[Problem, ...]]:
    reading = Reading(schema)
    data, root, flaws = _parsed(source)
    facts = _facts(reading, data, find_text, origin) if root or not flaws else ArticleFacts(Article())
    if _ESCAPED.search(source.text):
        _check_characters(reading.findings, data, ())
    wanted = reading.findings.found if warn else reading.findings.errors
    if not flaws and not wanted:
        return facts, tuple(odd_values(source, ())) if warn else ()
    if root is None and not flaws:
        root, flaws = tree(source)
    # Where the second reading broke off nothing else has a place, and what follows from half a file is none of it.
    problems = placed(source, root, flaws, Findings() if flaws and root is None else reading.findings)
    wrong = {each.position.line for each in problems if each.position and each.severity == "error"}
    found = tuple(sorted((*problems, *odd_values(source, wrong)), key=_place)) if warn else problems
    if flaws or reading.findings.errors:
        raise FactFileError(found)
    return facts, found


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.position.line, problem.position.column) if problem.position else (0, 0)


def _check_characters(findings: Findings, data: Any, path: tuple[Any, ...]) -> None:
    """Refuse what an escape can write and no text can hold."""
    if isinstance(data, str) and _NO_CHARACTER.search(data):
        findings.add("bad-character", path, "There is an escape here that stands for no character.", "Take it out.")
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        _check_characters(findings, value, (*path, key))


def _parsed(source: Source) -> tuple[Any, Node | None, list[Flaw]]:
    """The data; with its tree where the fast parser refused it, or was not let near it."""
    reason = "" if source.json or not looks_dangerous(source.text) else "dangerous"
    try:
        if not reason:
            return (strict_json.loads(source.text) if source.json else loads(source.text)), None, []
    except (ValueError, RecursionError) as error:
        reason = f"The parser says: {error}"
    root, flaws = tree(source)
    if reason != "dangerous" and not flaws:
        flaws = [Flaw("yaml-syntax", reason, "Mend the file.", source.line, 1)]
    return root.data if root else None, root, flaws


def loads(text: str) -> Any:
    """What YAML says, by the fast parser. Raises ValueError for what is none."""
    return ryaml.loads(text)  # type: ignore[attr-defined]  # its stubs do not export what they import


def tree(source: Source) -> tuple[Node | None, list[Flaw]]:
    """The second reading: every value with its place."""
    if source.json:
        return json_tree(source.text, source.line)
    from kg.factfile.yaml_tree import yaml_tree  # PyYAML is needed only here, and not quick to import

    return yaml_tree(source.text)


def _facts(reading: Reading, data: Any, find_text: FindText | None, origin: str | None) -> ArticleFacts:
    findings = reading.findings
    if data is None:
        findings.add("empty-file", (), "There is nothing in this file.", "Begin with kg: 1")
        return ArticleFacts(Article())
    if type(data) is not dict:
        cure = "A fact file begins with kg: 1 and has article:, entities: and facts:."
        findings.add("not-a-fact-file", (), "This is not a fact file.", cure)
        return ArticleFacts(Article())
    _check_top(findings, data)
    article = read_head(findings, data["article"]) if "article" in data else Article()
    text = _text(findings, article, find_text)
    if text is None and find_text is not None and _lacks_offsets(data.get("facts")):
        article, text = _by_name(findings, article, find_text)
    read_entities(reading, data.get("entities"))
    reader = FactReader(reading, text, article.published)
    facts = reader.read(data.get("facts"))
    if facts and article.text_digest is None and not findings.errors:
        cure = "Add text_digest: sha256:... of the text that the offsets count in; `kg read` prints it."
        findings.warn("no-text-digest", ("article",), "Nothing ties the evidence to a text.", cure)
    read = ArticleFacts(replace(article, text=text), reading.entities, facts, curated=True, origin=origin)
    drafted = "drafted" in data and not findings.errors and data["drafted"] == digest_of_facts(read)
    reader.doubt(drafts_only=drafted)
    if text is not None and not drafted:
        check_spelling(findings, reading.entities.values(), _used(facts), text, _head(article))
    return replace(read, curated=False) if drafted else read


def _used(facts: tuple[Fact, ...]) -> set[Any]:
    """The keys of the entities that facts speak of, among other values."""
    return {each for fact in facts for values in fact.fields.values() for each in values if type(each) is str}


def _head(article: Article) -> str:
    """What stands above the text, where names may stand that it does not repeat."""
    above = (article.headline, article.description, article.dateline, article.publisher, article.url, *article.authors)
    return " ".join(each for each in above if each)


def _check_top(findings: Findings, data: dict[Any, Any]) -> None:
    for key in data:
        if key not in _TOP:
            cure = did_you_mean(key, _TOP)
            findings.add("unknown-field", (key,), f"A fact file has no part {shown(key)}.", cure, at_key=True)
    if "kg" not in data:
        findings.add("missing-version", (), "The line `kg: 1` is missing.", "Begin the file with kg: 1")
    elif type(data["kg"]) is not int or data["kg"] != 1:
        message = f"This is version {shown(data['kg'])} of the format; this kg reads version 1."
        findings.add("unknown-version", ("kg",), message, "Write kg: 1, or use a newer kg.")
    if "article" not in data:
        cure = "Add article: with its url, id or text_digest."
        findings.add("missing-article", (), "The part `article` is missing.", cure)


def _lacks_offsets(facts: Any) -> bool:
    """Whether any evidence has words alone."""
    raw = [fact.get("evidence") for fact in facts if type(fact) is dict] if type(facts) is list else []
    pieces = [each for evidence in raw if type(evidence) is list for each in evidence]
    return any(type(each) is dict and "quote" in each and "start" not in each for each in pieces)


def _by_name(findings: Findings, article: Article, find_text: FindText) -> tuple[Article, str | None]:
    """The article tied to the text of the fact file's name, which its words are looked for in."""
    text = find_text("")
    if text is None:
        return article, None
    digest = text_digest(text)
    if article.text_digest is None:
        message = "Nothing ties the evidence to a text; the one of this file's name was taken."
        findings.warn("no-text-digest", ("article",), message, f"Add text_digest: {digest}")
    else:
        message = "The text of this file's name has another digest than this."
        cure = f"Its digest is {digest}: find out which of the two the evidence belongs to."
        findings.add("wrong-text", ("article", "text_digest"), message, cure)
    return replace(article, text_digest=digest), text


def _text(findings: Findings, article: Article, find_text: FindText | None) -> str | None:
    if find_text is None or article.text_digest is None:
        return None
    text = find_text(article.text_digest)
    if text is not None and text_digest(text) != article.text_digest:
        message = "The text that was found has another digest than this."
        cure = f"Its digest is {text_digest(text)}: find out which of the two the evidence belongs to."
        findings.add("wrong-text", ("article", "text_digest"), message, cure)
        return None
    return text
