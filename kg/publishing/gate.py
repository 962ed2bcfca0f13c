"""The gate between facts and the store: maps the facts of an article and lets through what conforms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Problem
from kg.factfile import locate
from kg.iris import Iris
from kg.linking import Linker
from kg.mapping import Mapped, Policy, map_article, with_metadata
from kg.model import ArticleFacts, Entity, Fact
from kg.publishing.inputs import Input
from kg.publishing.sentences import sentence_around
from kg.schema import Schema
from kg.validation import Finding, Report, Validator

_NO_DATE = "ArticleDate-published:MinCount"


@dataclass(frozen=True, slots=True)
class Review:
    """Who checked facts against the article's words, and on which day (ISO 8601)."""

    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What is let through.

    `drafts`: drafts too. `keep_going`: of a curated file what conforms, instead of all or nothing.
    `strict`: warnings count as violations, and extracted facts too are all or nothing.
    `replace`: also what the store holds in a newer or curated revision. `review`: who answers for the facts of
    curated files that name nobody themselves.
    """

    drafts: bool = False
    keep_going: bool = False
    strict: bool = False
    replace: bool = False
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came through the gate of one article.

    `mapped` is None where nothing may be published. `accepted`, `set_aside` and `drafts` count facts;
    `findings` has all that was found, those of facts that were set aside included; `problems` says which entities
    were not linked, and why.
    """

    mapped: Mapped | None
    findings: tuple[Finding, ...] = ()
    accepted: int = 0
    set_aside: int = 0
    drafts: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether every fact that was meant for publishing came through."""
        return self.mapped is not None and not self.set_aside


@dataclass(frozen=True, slots=True)
class Case:
    """What the gate decides about: the facts of an input without drafts, and what they come to in RDF.

    `problems` says which entities were not linked, and why.
    """

    given: Input
    facts: ArticleFacts
    problems: tuple[Problem, ...]
    mapped: Mapped

    @property
    def name(self) -> str:
        """The input's."""
        return self.given.name


@dataclass(frozen=True, slots=True)
class Gate:
    """Everything that deciding about an article takes; one serves any number of articles."""

    types: Schema
    validator: Validator
    iris: Iris
    rules: Rules = field(default_factory=Rules)
    policy: Policy = field(default_factory=Policy)
    linker: Linker = field(default_factory=Linker)

    def check(self, given: Input) -> Checked:
        """Link, map and validate one article's facts; set aside what fails, as the rules say."""
        case = self.case(given)
        return self.judge(case, self.report(case.mapped))

    def case(self, given: Input) -> Case:
        """One article's facts, linked and mapped. Raises ValueError for what RDF cannot hold."""
        facts = self._without_drafts(given.facts)
        problems = () if self.linker.authority.empty else self._remarks(facts)
        return Case(given, facts, problems, self._mapped(facts))

    def report(self, mapped: Mapped) -> Report:
        """What the shapes say of what an article comes to."""
        return self.validator.validate_statements((*mapped.said, *mapped.supported), sound=mapped.sound)

    def judge(self, case: Case, report: Report) -> Checked:
        """What may be published of a case of which the shapes say this."""
        refused = self.rules.strict and bool(case.given.problems or case.problems)
        checked = self._judged(case, report, refused=refused)
        return replace(checked, problems=case.problems) if case.problems else checked

    def _judged(self, case: Case, report: Report, *, refused: bool) -> Checked:
        given, facts, mapped = case.given, case.facts, case.mapped
        drafts = len(given.facts.facts) - len(facts.facts)
        findings = self._placed(report, mapped, given, facts)
        if refused:
            return Checked(None, findings, 0, len(facts.facts), drafts)
        if self._passes(report):
            return Checked(mapped, findings, len(facts.facts), 0, drafts)
        all_or_nothing = self.rules.strict or (facts.curated and not self.rules.keep_going)
        failed = self._failed(report, mapped)
        if all_or_nothing or not failed:
            return Checked(None, findings, 0, len(facts.facts), drafts)
        rest = tuple(fact for index, fact in enumerate(facts.facts) if index not in failed)
        mapped = self._mapped(replace(facts, facts=rest))
        if not self._passes(self.report(mapped)):
            return Checked(None, findings, 0, len(facts.facts), drafts)
        return Checked(mapped, findings, len(rest), len(failed), drafts)

    def _without_drafts(self, facts: ArticleFacts) -> ArticleFacts:
        """The facts that are no drafts; nobody vouches for drafts, so who is named by them alone goes too."""
        if self.rules.drafts or not any(fact.draft for fact in facts.facts):
            return facts
        kept = tuple(fact for fact in facts.facts if not fact.draft)
        drafted = set(named_by(facts.facts, self.types)) - set(named_by(kept, self.types))
        waiting = [key for key in facts.entities if key not in drafted]
        vouched: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key not in vouched:
                vouched.add(key)
                waiting += facts.entities[key].possibly_same_as
        entities = {key: entity for key, entity in facts.entities.items() if key in vouched}
        return replace(facts, facts=kept, entities=entities)

    def reviewed(self, given: Input) -> Input:
        """The facts of a fact file with the reviewer's name, where a fact names nobody yet: a person answers for it."""
        review, facts = self.rules.review, given.facts
        if review is None or not (facts.curated or given.untouched):
            return given
        said = {"reviewed_by": (review.by,), "reviewed_on": (review.on,)}
        named = (
            fact if "reviewed_by" in fact.fields else replace(fact, fields={**fact.fields, **said})
            for fact in facts.facts
        )
        return replace(given, facts=replace(facts, facts=tuple(named), curated=True))

    def _mapped(self, facts: ArticleFacts) -> Mapped:
        return map_article(facts, self.types, self.iris, self.policy, self._link)

    def _remarks(self, facts: ArticleFacts) -> tuple[Problem, ...]:
        return tuple(self.linker.remarks(with_metadata(facts), self.types))

    def _link(self, entities: Mapping[str, Entity]) -> Mapping[str, Entity]:
        return self.linker.link(entities, self.types)

    def _passes(self, report: Report) -> bool:
        return not report.findings if self.rules.strict else report.conforms

    def _failed(self, report: Report, mapped: Mapped) -> set[int]:
        facts_of = mapped.facts_of
        return {
            index
            for finding in report.findings
            if finding.severity == "violation" or self.rules.strict
            for index in facts_of.get(finding.focus, ())
        }

    def _placed(self, report: Report, mapped: Mapped, given: Input, facts: ArticleFacts) -> tuple[Finding, ...]:
        """The findings with the fact, the line and the sentence that each is about, in the order of the facts."""
        report = _without_what_is_unread(report, given)
        if not report.findings:
            return ()
        positions, facts_of = _Positions(given, facts), mapped.facts_of
        placed = (
            positions.placed(finding, indices, self._key(finding, facts.facts[indices[0]].type if indices else None))
            for finding in report.findings
            for indices in (facts_of.get(finding.focus, ()),)
        )
        return tuple(sorted(placed, key=lambda finding: -1 if finding.fact is None else finding.fact))

    def _key(self, finding: Finding, type: str | None) -> str | None:
        """The field that a finding is about: what its shape calls it, or the field of that property in the fact."""
        shape = self.types.codes.get(finding.shape)
        if (shape and shape.key) or type is None:
            return shape.key if shape else None
        fields = self.types.fields_of(self.types.types[type])
        return next((each.key for each in fields if finding.path == f"<{each.path}>"), None)


def _without_what_is_unread(report: Report, given: Input) -> Report:
    """The report without the word that there is no date where there is one that cannot be read."""
    if not any(problem.code == "unread-date" for problem in given.problems):
        return report
    return replace(report, findings=tuple(each for each in report.findings if each.code != _NO_DATE))


def named_by(facts: Iterable[Fact], types: Schema) -> Iterator[str]:
    """The keys of the entities that facts name."""
    for fact in facts:
        fields = {field.key: field for field in types.fields_of(types.types[fact.type])}
        for key, values in fact.fields.items():
            field = fields.get(key)
            if field is not None and field.kind == "entity":
                yield from (value for value in values if isinstance(value, str))
            elif field is not None and field.kind == "node":
                inner = {each.key for each in field.fields if each.kind == "entity"}
                yield from (
                    each
                    for value in values
                    if isinstance(value, Mapping)
                    for name in inner
                    for each in value.get(name, ())
                    if isinstance(each, str)
                )


class _Positions:
    """Leads from a fact that was validated to its place in the file that it was read from."""

    def __init__(self, given: Input, facts: ArticleFacts) -> None:
        in_file = given.facts.curated or given.untouched
        self._file = Path(given.facts.origin) if in_file and given.facts.origin else None
        self._facts = facts
        self._article = given.number
        kept = {id(fact) for fact in facts.facts}
        self._index = [index for index, fact in enumerate(given.facts.facts) if id(fact) in kept]

    def placed(self, finding: Finding, indices: tuple[int, ...], key: str | None) -> Finding:
        """The finding with the first of these facts, its place and its sentence."""
        if not indices:
            return finding
        index = self._index[indices[0]]
        position = locate(self._file, index, key, article=self._article) if self._file else None
        return replace(finding, fact=index, position=position, sentence=sentence_of(self._facts, indices[0]))


def sentence_of(facts: ArticleFacts, index: int) -> str | None:
    """The sentence around a fact's first evidence, or the quote itself where the text is not at hand."""
    evidence = facts.facts[index].evidence
    if not evidence:
        return None
    if facts.article.text is None:
        return " ".join(evidence[0].quote.split())
    return sentence_around(facts.article.text, evidence[0].start, evidence[0].end)
