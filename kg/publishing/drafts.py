"""Fact files for a person to edit, made from articles: each fact stands under its sentence, and edits stay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from kg.errors import UnreadableInputError
from kg.iris import slug
from kg.mapping import Link
from kg.model import Article, ArticleFacts, Span, text_digest
from kg.publishing.chunks import Chunk, chunks_of
from kg.publishing.drafted import records_of, what_was_drafted
from kg.publishing.pool import shared
from kg.publishing.redrafting import redrafted
from kg.publishing.revisions import rank_of_text
from kg.publishing.sentences import sentence_around
from kg.reading.kinds import stem_of
from kg.schema import Schema

Find = Callable[[Iterable[Article]], Iterator[ArticleFacts]]
Refuse = Callable[[UnreadableInputError], None]


NEW, SAME, KEPT, OLDER, RENEWED, CARRIED = "new", "same", "kept", "older", "renewed", "carried"


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact file to be: its name, yaml or json, and the facts with their article's text.

    `drafted` is what kg drafted, where the facts have a person's edits.
    """

    name: str
    form: str
    facts: ArticleFacts
    drafted: ArticleFacts | None = None

    @property
    def text(self) -> str:
        """The fact file."""
        from kg.factfile import digest_of_facts, write_facts

        drafted = digest_of_facts(self.drafted or self.facts)
        return write_facts(self.facts, self.form, comments=_sentences(self.facts), drafted=drafted)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a draft: NEW, SAME, KEPT (edited, of this text), RENEWED (nobody had edited it) or CARRIED; OLDER
    where the file that is there is of a later text, and stays.

    `count` counts the facts, `drafts` those that wait for a person, `carried` those that hold a person's work,
    `reopened` those of the carried that are drafts again, for their words have changed, `lost` those whose words the
    new text has no more; the file as it was is then at `copy`.
    """

    state: str
    count: int
    drafts: int = 0
    carried: int = 0
    reopened: int = 0
    lost: int = 0
    copy: Path | None = None


def write_draft(folder: Path, draft: Draft, schema: Schema) -> Written:
    """Write a draft into a folder, over what was drafted there before, never over what a person has written.

    Where the file was edited and the article's text is another by now, the edits are carried over, and the old file is
    kept beside it. Raises FactFileError where such a file cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target, text = folder / draft.name, draft.text
    if not target.exists():
        return _put(folder, draft, text, Written(NEW, *_counts(draft.facts)))
    there = target.read_text(encoding="utf-8", errors="replace")
    if there == text:
        return Written(SAME, *_counts(draft.facts))
    drafted = what_was_drafted(target, schema)
    if drafted is None or drafted.article.text_digest == draft.facts.article.text_digest:
        if drafted is not None and there == replace(draft, facts=_with_sentences(drafted, draft)).text:
            return _put(folder, draft, text, Written(RENEWED, *_counts(draft.facts)))
        return Written(KEPT, *_counts(draft.facts))
    if rank_of_text(drafted.article).outranks(rank_of_text(draft.facts.article)):
        return Written(OLDER, *_counts(draft.facts))
    from kg.factfile import read_facts

    old = drafted.article.text or ""
    edited = read_facts(target, schema, lambda digest: old if digest == text_digest(old) else None)
    done = redrafted(drafted, edited, draft.facts)
    copy = copy_beside(target, there)
    carried = replace(draft, facts=done.facts, drafted=draft.facts)
    written = Written(CARRIED, *_counts(done.facts), done.carried, done.reopened, len(done.lost), copy)
    target.write_text(carried.text, encoding="utf-8")
    _record(folder, draft)
    return written


def named_apart(folder: Path, draft: Draft, schema: Schema) -> Draft:
    """The draft under a name that no draft of an article with another address has in the folder.

    Raises FactFileError where what kg kept of such a draft cannot be read.
    """
    stem = draft.name.removesuffix(f".facts.{draft.form}")
    names = (draft.name if number == 1 else f"{stem}-{number}.facts.{draft.form}" for number in count(1))
    address = draft.facts.article.url
    return replace(draft, name=next(name for name in names if _may_hold(folder / name, address, schema)))


def _may_hold(file: Path, address: str | None, schema: Schema) -> bool:
    """Whether no draft of an article with another address stands in a file."""
    if address is None or not file.exists():
        return True
    drafted = what_was_drafted(file, schema)
    return drafted is None or drafted.article.url in (None, address)


def _counts(facts: ArticleFacts) -> tuple[int, int]:
    """How many facts there are, and how many of them are drafts."""
    return len(facts.facts), sum(fact.draft for fact in facts.facts)


def _put(folder: Path, draft: Draft, text: str, written: Written) -> Written:
    (folder / draft.name).write_text(text, encoding="utf-8")
    _record(folder, draft)
    return written


def _record(folder: Path, draft: Draft) -> None:
    """Keep what was drafted, so that a person's edits can be told from it later."""
    from kg.factfile import write_facts

    facts, text = records_of(folder / draft.name)
    facts.parent.mkdir(exist_ok=True)
    facts.write_text(write_facts(draft.facts, "json"), encoding="utf-8")
    text.write_bytes((draft.facts.article.text or "").encode("utf-8"))


def _with_sentences(drafted: ArticleFacts, draft: Draft) -> ArticleFacts:
    """What was drafted of this same text, with the text, from which the sentences above the facts are taken."""
    return replace(drafted, article=replace(drafted.article, text=draft.facts.article.text))


def copy_beside(target: Path, there: str) -> Path:
    """The file as it was, under a name that no command reads."""
    copy = next(path for n in count(1) if not (path := target.with_name(f"{target.name}.{n}.old")).exists())
    copy.write_text(there, encoding="utf-8")
    return copy


def find_by_rules(articles: Iterable[Article]) -> Iterator[ArticleFacts]:
    """The facts that the rules find in each article."""
    from kg.extraction import extract_many

    return extract_many(articles)


def draft_files(
    paths: Iterable[Path],
    form: str,
    find: Find | None = None,
    refuse: Refuse | None = None,
    link: Link | None = None,
    jobs: int = 1,
) -> Iterator[Draft]:
    """A draft for each article in the files, no two under one name.

    `form` is yaml or json; `find` gives the facts of articles, by the rules unless it is given. `refuse` hears of each
    file or line that cannot be read; without it, the first such raises UnreadableInputError. `link` says what entities
    are the same as. What the rules find is looked for in `jobs` processes.
    """
    names = set[str]()
    for path, index, facts in _found(paths, find, _refusing(refuse), jobs):
        facts = replace(facts, entities=link(facts.entities)) if link else facts
        name = _name_of(path, index, facts, names)
        yield Draft(f"{name}.facts.{form}", form, facts)


_Found = tuple[Path, int, ArticleFacts]


def _refusing(refuse: Refuse | None) -> Refuse:
    def stop(error: UnreadableInputError) -> None:
        raise error

    return refuse or stop


def _found(paths: Iterable[Path], find: Find | None, refuse: Refuse, jobs: int) -> Iterator[_Found]:
    """The facts of each article, with its file and its number there."""
    if find or jobs <= 1:
        for path in paths:
            found = (find or find_by_rules)(_readable(path, None, refuse))
            yield from ((path, index, facts) for index, facts in enumerate(found))
        return
    chunks = list(chunks_of(paths))
    for some, refused in shared(_found_in, chunks, jobs, "run again, with a smaller --jobs") if chunks else ():
        for error in refused:
            refuse(error)
        yield from some


def _found_in(chunk: Chunk) -> tuple[list[_Found], list[UnreadableInputError]]:
    """What the rules find in the articles of a chunk, and what could not be read."""
    refused: list[UnreadableInputError] = []
    first = chunk.span.number if chunk.span else 0
    found = [
        (path, index, facts)
        for path in chunk.files
        for index, facts in enumerate(find_by_rules(_readable(path, chunk.span, refused.append)), start=first)
    ]
    return found, refused


def _readable(path: Path, span: Span | None, refuse: Refuse) -> Iterator[Article]:
    from kg.reading import read_articles_with_problems

    for each in read_articles_with_problems(path, span):
        if isinstance(each, UnreadableInputError):
            refuse(each)
        else:
            yield each


def _name_of(path: Path, index: int, facts: ArticleFacts, names: set[str]) -> str:
    """The file's own name for its first article, so that they stand side by side; that and the article's for others."""
    stem = stem_of(path.name)
    own = slug(facts.article.id or facts.article.headline or "") or str(index + 1)
    wanted = stem if index == 0 else f"{stem}-{own}"
    name = next(name for number in count(1) if (name := wanted if number == 1 else f"{wanted}-{number}") not in names)
    names.add(name)
    return name


def _sentences(facts: ArticleFacts) -> dict[int, str]:
    text = facts.article.text or ""
    return {
        index: sentence_around(text, fact.evidence[0].start, fact.evidence[0].end)
        for index, fact in enumerate(facts.facts)
        if fact.evidence
    }
