"""Which of several revisions of one article counts: the curated, then the newest, the corrected, the reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from pyoxigraph import Literal, NamedNode

from kg.edtf import instant_of
from kg.mapping import Mapped
from kg.model import Article, ArticleFacts
from kg.publishing.gate import Checked
from kg.publishing.inputs import Input, Unusable
from kg.publishing.spool import Kept, Spool
from kg.store import Prepared, change
from kg.store.interface import Readable
from kg.views import has
from kg.vocab import nf, oa, schema

_BREAKS_OFF = re.compile(r"(?:…|\.\.\.)[\])]?$")
_REVIEWED = str(nf.reviewedBy)


@dataclass(frozen=True, slots=True)
class Rank:
    """What decides between two revisions; `time` is when the article was last changed, None where that is not known.

    `corrected`: whether it says what it corrects, which tells two texts of one time apart. `reviewed` has the
    assertions that somebody has checked, as N-Triples write them, and `unreviewed` the others, where there are both.
    `excerpt` is the length of a text that is only the beginning of the article's, and 0 of a whole one.
    """

    curated: bool
    time: datetime | None
    corrected: bool = False
    reviewed: frozenset[str] = frozenset()
    unreviewed: frozenset[str] = frozenset()
    excerpt: int = 0

    def outranks(self, other: Rank) -> bool:
        """Whether this revision counts and the other does not."""
        if self.curated != other.curated:
            return self.curated
        if bool(self.excerpt) != bool(other.excerpt):
            return bool(other.excerpt)
        if self.time is not None and other.time is not None and self.time != other.time:
            return self.time > other.time
        if self.corrected != other.corrected:
            return self.corrected
        return bool(self.unsigned_by(other))

    def unsigned_by(self, other: Rank) -> int:
        """How many facts that are reviewed here would lose their reviewer to the other; all, where that names none."""
        return len(self.reviewed & other.unreviewed if other.reviewed else self.reviewed)

    def is_behind(self, other: Rank) -> bool:
        """Whether this revision counts as a person's, though the other is of a later text."""
        later = self.time is not None and other.time is not None and other.time > self.time
        return self.curated and not other.curated and (later or (other.corrected and not self.corrected))

    def reason(self, other: Rank) -> str:
        """Why this revision outranks the other, in a few words."""
        if self.curated != other.curated:
            return "curated"
        if bool(self.excerpt) != bool(other.excerpt):
            return "fuller"
        if self.time and other.time and self.time != other.time:
            return "newer"
        return "corrected" if self.corrected != other.corrected else "reviewed"


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of an article that may be published.

    `name` is the input's, `place` that of its outcome. `text` is the digest of its text; `addressed` says whether the
    article is known by more than that. `report` is where what it tells lies in its part: first byte, and bytes.
    """

    rank: Rank
    name: str
    place: int
    change: Kept | Prepared
    text: str | None = None
    addressed: bool = True
    report: tuple[int, int] | None = None


def rank_of(facts: ArticleFacts, mapped: Mapped) -> Rank:
    """The rank of some facts that were read, and of what they come to."""
    reviewed, rest = frozenset[str](), frozenset[str]()
    if any("reviewed_by" in fact.fields for fact in facts.facts):
        reviewed = frozenset(subject for subject, predicate, _ in mapped.said if predicate == _REVIEWED)
        rest = frozenset(mapped.assertions) - reviewed if reviewed else rest
    return replace(rank_of_text(facts.article), curated=facts.curated, reviewed=reviewed, unreviewed=rest)


def rank_of_text(known: Article) -> Rank:
    """The rank that an article has by its text alone."""
    time = instant_of(known.modified or known.published)
    return Rank(False, time, bool(known.correction), excerpt=len(known.text or "") if is_excerpt(known) else 0)


def is_excerpt(known: Article) -> bool:
    """Whether a text is only the beginning of its article, as feeds give: it has no body, or one that breaks off."""
    body = [block for block in known.blocks if block.kind == "body"]
    return bool(known.blocks) and not (body and not _BREAKS_OFF.search((known.text or "")[: body[-1].end]))


def revision_of(given: Input | Unusable, checked: Checked | None, spool: Spool) -> Revision | None:
    """The revision that may be published of what came through the gate, put away; its place is not known yet."""
    if isinstance(given, Unusable) or checked is None or checked.mapped is None:
        return None
    article, mapped = given.facts.article, checked.mapped
    contents = mapped.quads, mapped.claims, mapped.refutations
    kept = spool.keep(change(mapped.article, mapped.graph, *contents, day=mapped.day))
    rank, addressed = rank_of(given.facts, mapped), bool(article.url or article.id)
    return Revision(rank, given.name, 0, kept, article.text_digest, addressed)


def held_rank(snapshot: Readable, article: NamedNode, graph: NamedNode) -> Rank:
    """The rank of what a store holds of an article: curated where its facts came from a fact file.

    What nobody has reviewed there is not looked up: nothing is lost with it.
    """
    times = [
        quad.object.value
        for term in (schema.dateModified, schema.datePublished)
        for quad in snapshot.match(article, term, None, graph)
        if isinstance(quad.object, Literal)
    ]
    curated, corrected = (has(snapshot, article, term, None, graph) for term in (nf.curated, schema.correction))
    reviewed = frozenset(str(quad.subject) for quad in snapshot.match(None, nf.reviewedBy, None, graph))
    return Rank(curated, instant_of(times[0] if times else None), corrected, reviewed)


def held_beside(snapshot: Readable, article: NamedNode, graph: NamedNode, rank: Rank) -> Rank:
    """The same beside a revision of this rank: no excerpt where its evidence lies beyond the text of one."""
    held = held_rank(snapshot, article, graph)
    ends = (quad.object for quad in snapshot.match(None, oa.end, None, graph)) if rank.excerpt else ()
    reaches = any(int(each.value) > rank.excerpt for each in ends if isinstance(each, Literal))
    return held if reaches else replace(held, excerpt=rank.excerpt)


def held_facts(snapshot: Readable, graph: NamedNode) -> int:
    """How many facts of an article a store holds."""
    return sum(1 for _ in snapshot.match(None, nf.asserts, None, graph))


def held_text(snapshot: Readable, article: NamedNode, graph: NamedNode) -> str | None:
    """The digest of the text that the facts are of which a store holds of an article, where they say it."""
    found = (quad.object for quad in snapshot.match(article, nf.textDigest, None, graph))
    return next((each.value for each in found if isinstance(each, Literal)), None)


def held_twins(snapshot: Readable, text: str, *, addressed: bool) -> Iterator[NamedNode]:
    """The articles in a store with this text (its digest) that have an address or an id, or that have neither."""
    for found in snapshot.match(None, nf.textDigest, Literal(text)):
        if isinstance(found.subject, NamedNode):
            names = (snapshot.match(found.subject, term) for term in (schema.url, schema.identifier))
            if any(True for each in names for _ in each) == addressed:
                yield found.subject
