"""What a path holds: articles to extract from, fact files, or RDF."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from kg.errors import FactFileError, KgError, Problem, UnreadableInputError
from kg.factfile import iterate_facts_with_problems
from kg.languages import foreign_language
from kg.model import Article, ArticleFacts, Span
from kg.publishing.drafted import what_was_drafted, with_edits
from kg.publishing.texts import Texts
from kg.reading.kinds import ENDINGS, FACTS, beginning_of, stem_of
from kg.schema import Schema
from kg.store.folder import is_store

RDF = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld")
DOCUMENTS = tuple(f".{each}" for each in "docx doc odt rtf pdf epub pages eml msg mht mhtml webarchive".split())
CORRECTS_NOTHING = "corrects-nothing"  # a remark that falls away once something is known of the article
KINDS = {"article": ENDINGS, "facts": FACTS, "rdf": RDF}


@dataclass(frozen=True, slots=True)
class Unusable:
    """An input that yields nothing, and every reason."""

    name: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """The facts of one article, with the file they are from and what its reader had to remark.

    `number` is the article's among those of its file, from 0. `untouched` is True of a fact file that is as kg
    drafted it, by the digest in it: nobody answers for it yet.
    """

    name: str
    facts: ArticleFacts
    problems: tuple[Problem, ...] = ()
    number: int = 0
    untouched: bool = False


def find_files(paths: Iterable[Path], wanted: Collection[str] = tuple(KINDS)) -> Iterator[Path]:
    """The files among `paths`; folders are walked in sorted order for those of the `wanted` kinds (see KINDS).

    In a folder, a text or page beside a fact file of the same name is left out: curated facts win over extraction.
    Stores, and what begins with a dot, are passed over. Raises UnreadableInputError for a path that does not exist or
    is of an unknown kind, and for a folder without a file to read.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_in(path, wanted)
        elif address := _address(path):
            raise UnreadableInputError(f"{address}: kg fetches nothing; save the page first, then name its file")
        elif not path.exists():
            raise UnreadableInputError(f"{path}: no such file or folder")
        elif not kind_of(path):
            raise UnreadableInputError(f"{path}: {_unknown(path)}; it reads {_endings(wanted)}")
        else:
            yield path


def passed_over(paths: Iterable[Path]) -> list[Path]:
    """The files in folders among `paths` that hold writing in a form that kg does not read, in sorted order."""
    folders = [str(path) for path in paths if path.is_dir()]
    return [Path(file) for folder in folders for file in _walk(folder) if file.lower().endswith(DOCUMENTS)]


def _address(path: Path) -> str | None:
    """The web address that was given for a path, as it was before the path lost one of its two slashes."""
    found = re.fullmatch(r"(https?):/+(.+)", str(path), re.IGNORECASE)
    return f"{found[1]}://{found[2]}" if found else None


def _unknown(path: Path) -> str:
    if path.name.lower().endswith(DOCUMENTS):
        return "kg does not read this form; save it as .txt or .html"
    if path.suffix.lower() in (".yaml", ".yml"):
        return f"a fact file is named {path.stem}.facts{path.suffix}; rename this if it is one"
    return "kg cannot tell what this is by its name; save an article as .txt or .html"


def _files_in(folder: Path, wanted: Collection[str]) -> list[Path]:
    if is_store(folder):
        raise UnreadableInputError(
            f"{folder} is a store, not a folder of articles; `kg export --store {folder}` reads it"
        )
    files = [(file, kind) for file in _walk(str(folder)) if (kind := _kind_named(file)) in wanted]
    if "facts" in wanted:
        curated = {_stem(file) for file, kind in files if kind == "facts"}
        files = [(file, kind) for file, kind in files if kind != "article" or _stem(file) not in curated]
    if not files:
        raise UnreadableInputError(f"{folder}: there is nothing to read in this folder; kg reads {_endings(wanted)}")
    return [Path(file) for file, _ in files]


def _walk(folder: str) -> Iterator[str]:
    """The files of a folder; plain strings, for an archive has very many."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((each for each in found if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        raise UnreadableInputError(f"{Path(folder)}: {error.strerror}") from error
    for entry in entries:
        if entry.is_file():
            yield entry.path
        elif entry.is_dir(follow_symlinks=False) and not is_store(Path(entry.path)):
            yield from _walk(entry.path)


def _endings(wanted: Collection[str]) -> str:
    return " ".join(ending for kind in KINDS if kind in wanted for ending in KINDS[kind] if not ending.endswith(".gz"))


def kind_of(path: Path) -> str | None:
    """`facts`, `article`, `rdf`, or None where the file's name says none of them."""
    return _kind_named(path.name)


def _kind_named(file: str) -> str | None:
    name = file.lower()
    return next((kind for kind in ("facts", "article", "rdf") if name.endswith(KINDS[kind])), None)


def ending_of(data: bytes) -> str:
    """The ending that a file with this content would have: an unnamed input is known by its beginning.

    >>> ending_of(b"kg: 1"), ending_of(b"@prefix a: <https://a/> ."), ending_of(b"Rain fell.")
    ('.facts.yaml', '.trig', '.txt')
    """
    packed, start = beginning_of(data)
    if packed:
        return f"{ending_of(start)}.gz"
    start = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(b"warc/"):
        return ".warc"
    if start.startswith((b"{", b"[")):
        return ".facts.jsonl" if re.match(rb'\{\s*"kg"', start) else ".jsonl"
    if start.startswith((b"@prefix", b"@base", b"prefix ", b"base ")):
        return ".trig"
    if re.match(rb"<[a-z][a-z0-9+.-]*:[^>]*>\s*<", start):
        return ".nq"
    if re.match(rb"(?:<[?!][^>]*>\s*)*<(?:\w+:)?(?:rss|feed)[\s>]", start):
        return ".xml"
    if start.startswith(b"<"):
        return ".rdf" if b"<rdf:rdf" in start else ".html"
    return ".facts.yaml" if re.search(rb"^kg:", start, re.MULTILINE) else ".txt"


def read_inputs(path: Path, types: Schema, texts: Texts, span: Span | None = None) -> Iterator[Input | Unusable]:
    """The facts of each article in one file; what cannot be used comes as `Unusable`, never as an exception.

    `span` takes a stretch of a file with one article a line.
    """
    try:
        if kind_of(path) == "facts":
            yield from _read_fact_file(path, types, texts, span)
        elif kind_of(path) == "rdf":
            yield Unusable(str(path), (_not_facts(path),))
        else:
            yield from _extract(path, span)
    except KgError as error:
        yield Unusable(str(path), problems_of(error))


def problems_of(error: KgError) -> tuple[Problem, ...]:
    """What an error says, as problems."""
    if isinstance(error, FactFileError):
        return error.problems
    return (error.problem if isinstance(error, UnreadableInputError) else Problem("unreadable", str(error)),)


def _read_fact_file(path: Path, types: Schema, texts: Texts, span: Span | None) -> Iterator[Input | Unusable]:
    found: dict[str, Article] = {}

    def find_text(digest: str) -> str | None:
        article = texts.article(digest, beside=path) if digest else texts.by_name(path)
        if article is None or article.text_digest is None:
            return None
        found[article.text_digest] = article
        return article.text

    number, first = -1, span.number if span else 0
    found_facts = iterate_facts_with_problems(path, types, find_text, span=span)
    for number, (facts, problems) in enumerate(found_facts, start=first):
        if facts is None:
            yield Unusable(str(path), problems)
            continue
        article = found.get(facts.article.text_digest or "")
        if article is not None and article.blocks:
            facts = replace(facts, article=replace(facts.article, blocks=article.blocks))
        problems = (*problems, *_unverified(facts, texts, path), *_corrects_nothing(facts.article))
        if facts.curated and (drafted := what_was_drafted(path, types)) is not None:
            facts = with_edits(facts, drafted)
        yield Input(str(path), facts, problems, number, untouched=not facts.curated)
    if number < 0:
        yield Unusable(str(path), (Problem("empty-file", f"There is nothing in {path}.", "Begin with kg: 1"),))


def _unverified(facts: ArticleFacts, texts: Texts, path: Path) -> Iterator[Problem]:
    """A remark where quotes could not be checked; the reader itself says so where there is no digest."""
    quotes = sum(not evidence.verified for fact in facts.facts for evidence in fact.evidence)
    if not quotes or not facts.article.text_digest:
        return
    unchecked = f"{quotes} quotation{'s' * (quotes > 1)} could not be checked against it."
    if (other := texts.other(path)) is not None:
        message = f"{other} is another text than the one quoted (its text_digest differs), so {unchecked}"
        cure = f"Extract its facts anew with `kg extract {other}`, or put the text as it was beside the fact file."
    else:
        message = f"The article's text is not at hand, so {unchecked}"
        cure = "Put the text beside the fact file, or say where it is with --texts."
    yield Problem("unverified", message, cure, severity="warning")


def _not_facts(path: Path) -> Problem:
    return Problem(
        "rdf-not-facts",
        f"{path} is RDF; articles and fact files are published, so that every fact is tied to its words.",
        f"Write a fact file instead (`kg schema` describes one), or check the RDF with `kg validate {path}`.",
    )


def _extract(path: Path, span: Span | None) -> Iterator[Input | Unusable]:
    from kg.reading import read_articles_with_problems

    broken: list[UnreadableInputError] = []

    def readable() -> Iterator[Article]:
        for each in read_articles_with_problems(path, span):
            if isinstance(each, UnreadableInputError):
                broken.append(each)
            else:
                yield each

    yield from extracted(readable(), str(path))
    yield from (Unusable(str(path), (error.problem,)) for error in broken)


def extracted(articles: Iterable[Article], name: str) -> Iterator[Input]:
    """What the rules find in articles of an input; `name` is the input's."""
    articles = iter(articles)
    if first := next(articles, None):  # or the language model would be loaded for an empty file
        from kg.extraction import extract_many

        for number, facts in enumerate(extract_many(chain([first], articles))):
            yield Input(name, replace(facts, origin=name), tuple(_remarks(facts)), number)


def _corrects_nothing(known: Article) -> Iterator[Problem]:
    """A remark on a correction that may take the place of nothing."""
    if known.correction and not (known.url or known.id):
        if known.publisher and known.headline and known.published:
            message = "It corrects an earlier article, and none of this paper, headline and time was published."
            cure = "If it had another headline or time, take it away (kg retract HEADLINE), or give both their address."
        else:
            message = "It corrects an earlier article, and nothing tells which: it is published beside that."
            cure = (
                "Put its address in the first line, or the paper beside its author (By A. Writer, The Post); "
                "in a fact file, write `url:` or `publisher:`."
            )
        yield Problem(CORRECTS_NOTHING, message, cure, severity="warning")


def _remarks(facts: ArticleFacts) -> Iterator[Problem]:
    """Remarks on what was read from an article, on its correction, and that it has no facts."""
    known = facts.article
    yield from reading_remarks(known, drafted=bool(facts.facts))
    yield from _corrects_nothing(known)
    if not facts.facts and not known.headline and not known.published and _foreign(known, drafted=False) is None:
        message = "There is no headline, no date and no fact in this text."
        yield Problem("nothing-found", message, "See what kg makes of it: `kg read`.", severity="warning")


def reading_remarks(known: Article, *, drafted: bool = True) -> Iterator[Problem]:
    """Remarks on what was read: that it ends too soon, what of it is of no use, and that it is not English.

    Where nothing was `drafted`, the language that it says itself is enough for that.
    """
    if known.cut_off:
        message = "The page ends in mid-document: what its file lacks was not read."
        yield Problem("cut-off", message, "Save it again, whole.", severity="warning")
    yield from known.remarks
    if language := _foreign(known, drafted=drafted):
        message = f"The text is not English ({language}): the rules find nothing in it."
        cure = "Write its facts by hand, or draft them with `kg extract --extractor llm`."
        yield Problem("not-english", message, cure, severity="warning")


def _foreign(known: Article, *, drafted: bool) -> str | None:
    """The language of an article, where it is not English."""
    said = known.language if known.language and not known.language.lower().startswith("en") else None
    return foreign_language(known.text or "") or (None if drafted else said)


def _stem(file: str) -> tuple[str, str]:
    """The folder, and the name without its ending."""
    folder, _, name = file.rpartition(os.sep)
    return folder, stem_of(name)
