"""Checks the facts of a fact file by the fields of their types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.factfile.claims import Claim
from kg.factfile.days import check_dates
from kg.factfile.doubts import check_names
from kg.factfile.evidence import read_evidence
from kg.factfile.findings import LINE, Path, did_you_mean, is_near, listed, shown
from kg.factfile.spoken import check_spoken
from kg.factfile.tolls import check_numbers
from kg.factfile.values import Reading, read_values, unknown_field
from kg.factfile.wording import check_wording
from kg.model import Evidence, Fact, Value
from kg.schema import NATIVE_KEYS, FactType, Field, Schema
from kg.vocab import nf, prov

_MANNER = frozenset(("certainty", "status", "basis"))
_COMPARED = 50  # facts of one evidence at most
_EXTRACTORS = frozenset(("confidence", "by", "draft", "doubt"))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a type's facts may and must have."""

    fact_type: FactType
    fields: Mapping[str, Field]
    required: frozenset[str]
    verbatim: tuple[str, ...]  # those that repeat what somebody said


def _plan_of(fact_type: FactType, schema: Schema) -> _Plan:
    fields = {each.key: each for each in schema.fields_of(fact_type)}
    required = frozenset(key for key, each in fields.items() if schema.is_required(each, fact_type))
    verbatim = tuple(key for key, each in fields.items() if each.verbatim) if "directness" in fields else ()
    return _Plan(fact_type, fields, required, verbatim)


@dataclass(slots=True)
class FactReader:
    """Reads the facts of one file; `text` and `published` are the article's, where they are at hand."""

    reading: Reading
    text: str | None
    published: str | None = None
    _seen: dict[Any, list[tuple[int, Any]]] = field(default_factory=dict)
    _claims: list[Claim] = field(default_factory=list)

    def read(self, raw: Any) -> tuple[Fact, ...]:
        """The facts; what is wrong becomes findings."""
        if raw is None:
            return ()
        if type(raw) is not list:
            cure = "Begin each fact with `- type: ...`."
            self.reading.findings.add("not-a-list", ("facts",), f"`facts` is a list, not {shown(raw)}.", cure)
            return ()
        facts = [self._fact(each, ("facts", index)) for index, each in enumerate(raw)]
        return tuple(each for each in facts if each is not None)

    def doubt(self, *, drafts_only: bool) -> None:
        """Warn of facts that their own words belie; `drafts_only` where the others are as the rules wrote them."""
        findings = self.reading.findings
        for claim in self._claims:
            if drafts_only and claim.raw.get("draft") is not True:
                continue
            check_names(findings, self.reading.entities, claim)
            check_dates(findings, claim)
            check_numbers(findings, claim)
            check_wording(findings, claim)

    def _fact(self, raw: Any, path: Path) -> Fact | None:
        if type(raw) is not dict:
            cure = "Write `- type: ...` and its fields under it."
            self.reading.findings.add("not-a-mapping", path, f"A fact has a type and fields, not {shown(raw)}.", cure)
            return None
        plan = self._plan(raw.get("type"), path)
        if plan is None:
            return None
        fields: dict[str, tuple[Value, ...]] = {}
        known, reading = plan.fields, self.reading
        for key, value in raw.items():
            if key in known:
                fields[key] = read_values(reading, known[key], value, (*path, key))
            elif key not in NATIVE_KEYS:
                self._unknown(plan, key, path)
        if not plan.required <= raw.keys():
            self._missing(plan, raw, path)
        evidence = self._evidence(raw, path, known)
        self._repeated(raw, evidence, path)
        if plan.verbatim:
            check_spoken(reading.findings, raw, evidence, path, plan.verbatim)
        self._claims.append(Claim(raw, known, fields, evidence, path, self.text, self.published))
        if not _EXTRACTORS.isdisjoint(raw):
            self._check_native(raw, path)
        confidence, by, draft, doubt = (raw.get(key) for key in ("confidence", "by", "draft", "doubt"))
        sure = float(confidence) if isinstance(confidence, (int, float)) else None
        return Fact(plan.fact_type.name, fields, evidence, sure, by, draft is True, doubt)

    def _plan(self, name: Any, path: Path) -> _Plan | None:
        schema, types = self.reading.schema, self.reading.schema.types
        if type(name) is not str or name not in types:
            own = _why_no_type(name, schema) or "One of your own comes with --shapes and --ontology."
            cure = did_you_mean(name, types, f"{listed('The types are', types)} {own}")
            if name is None:
                self.reading.findings.add(
                    "missing-type", path, "This fact has no type.", listed("Add type:, which is one of", types)
                )
            else:
                message = f"There is no fact type {shown(name)}."
                self.reading.findings.add("unknown-type", (*path, "type"), message, cure)
            return None
        return schema.once(("plan", name), lambda: _plan_of(types[name], schema))

    def _unknown(self, plan: _Plan, key: Any, path: Path) -> None:
        name, place = plan.fact_type.name, (*path, key)
        elsewhere = self.reading.schema.assertion_field(key)
        if elsewhere is not None and elsewhere.path == nf.status.value:
            message = f"{name} has no status: only happenings have one."
            cure = "Take the line out; a negated or doubtful fact says so by polarity and certainty."
            self.reading.findings.add("needless-status", place, message, cure, at_key=True)
        else:
            unknown_field(self.reading, key, [*plan.fields, *NATIVE_KEYS], place, name)

    def _missing(self, plan: _Plan, raw: Mapping[Any, Any], path: Path) -> None:
        unknown = [key for key in raw if type(key) is str and key not in plan.fields]
        for key in plan.fields:
            if key in plan.required and key not in raw and not is_near(key, unknown):
                message = f"This {plan.fact_type.label} does not say its `{key}`."
                self.reading.findings.add("missing-field", path, message, _wanted(plan.fields[key]))

    def _evidence(self, raw: Mapping[Any, Any], path: Path, keys: Mapping[str, Field]) -> tuple[Evidence, ...]:
        findings, given = self.reading.findings, raw.get("evidence")
        if type(given) in (dict, str):
            given = [given]
        if type(given) is not list or not given:
            cure = "Add evidence: [{quote: the words}], copied from the article."
            findings.add("missing-evidence", path, "No words of the article show this fact.", cure)
            return ()
        found: list[Evidence | None] = [None] * len(given)
        whole: list[Evidence] = []
        for index, each in sorted(enumerate(given), key=lambda one: _is_of_a_field(one[1])):  # the whole words first
            found[index] = read = read_evidence(findings, each, (*path, "evidence", index), keys, self.text, whole)
            if read is not None and read.of is None:
                whole.append(read)
        return tuple(each for each in found if each is not None)

    def _repeated(self, raw: Mapping[Any, Any], evidence: tuple[Evidence, ...], path: Path) -> None:
        """Warn of a fact that stands in the file already, word for word or but for how sure and how far along it is."""
        where = (raw["type"], evidence[0].start, evidence[0].end) if evidence else raw["type"]
        others = self._seen.setdefault(where, [])
        for index, other in others:
            if other == raw:
                message = f"This fact stands here already, as number {index + 1} (line {LINE})."
                self.reading.findings.warn("duplicate-fact", path, message, "Take one out.", other=("facts", index))
                return
            differing = sorted(key for key in raw.keys() | other.keys() if raw.get(key) != other.get(key))
            if _MANNER.issuperset(differing):
                message = (
                    f"This fact stands here already, as number {index + 1} (line {LINE}), "
                    f"with another {' and '.join(differing)}."
                )
                cure = "Keep the one that the words bear out; where two say it differently, give each its source."
                self.reading.findings.warn("duplicate-fact", path, message, cure, other=("facts", index))
                return
        if len(others) < _COMPARED:
            others.append((path[1], raw))

    def _check_native(self, raw: Mapping[Any, Any], path: Path) -> None:
        findings = self.reading.findings
        confidence, by, draft = raw.get("confidence"), raw.get("by"), raw.get("draft", False)
        if confidence is not None and not (type(confidence) in (int, float) and 0 <= confidence <= 1):
            message = f"`confidence` cannot be {shown(confidence)}."
            findings.add("bad-confidence", (*path, "confidence"), message, "It is a number from 0 to 1.")
        if by is not None and not (type(by) is str and by.strip()):
            cure = "Name the rule or model and its version: visit-noun@1"
            findings.add("not-text", (*path, "by"), f"`by` cannot be {shown(by)}.", cure)
        doubt = raw.get("doubt")
        if doubt is not None and not (type(doubt) is str and doubt.strip()):
            cure = "Say in a few words what is in doubt, or take the line out."
            findings.add("not-text", (*path, "doubt"), f"`doubt` cannot be {shown(doubt)}.", cure)
        if type(draft) is not bool:
            cure = "Write draft: true, or take the line out."
            findings.add("not-true-or-false", (*path, "draft"), f"`draft` cannot be {shown(draft)}.", cure)


def _is_of_a_field(raw: Any) -> bool:
    """Whether evidence is for one field of its fact."""
    return type(raw) is dict and raw.get("of") is not None


def _wanted(field: Field) -> str:
    if field.kind == "concept":
        return listed(f"Add {field.key}:, which is one of", field.concepts)
    if field.path == prov.wasAttributedTo.value:
        return f"Add {field.key}: article (its own word), or the key of whoever says so."
    kinds = {"entity": "an entity's key", "literal": field.label, "node": "[{...}]"}
    return f"Add {field.key}: {kinds[field.kind]}"


def _why_no_type(name: Any, schema: Schema) -> str:
    """What a class of this name lacks to be a fact type; empty where there is none, or only one of entities."""
    named = [iri for iri in schema.subclasses if re.split("[#/]", iri)[-1] == name]
    if not named or name in schema.entity_types:
        return ""
    if not any(schema.is_a(iri, nf.Situation.value) for iri in named):
        return f"{name} is a class, but of no situations: give it rdfs:subClassOf nf:Happening, or nf:Relation."
    return f"{name} has no shape with fields: give it one with sh:targetClass, and each field its key (sh:name)."
