"""One assertion as people read it: a sentence, whose word it is, how sure, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode

from kg.descriptions.dates import date_words
from kg.descriptions.fields import fields_in_words, inside, nested_pieces
from kg.descriptions.names import Source, spoken
from kg.descriptions.passages import passage, read_evidence
from kg.descriptions.sentences import Manner, Words, fields_of, say
from kg.descriptions.untyped import own_parts, sentence_of_no_type
from kg.descriptions.values import ArticleLine, Label, Part, Piece, Pieces, Ref, Statement, joined, plain
from kg.schema import FactType, Field, Schema
from kg.vocab import nf, prov, rdf, schema


def statement(source: Source, assertion: NamedNode) -> Statement | None:
    """The statement that an assertion makes, or None where the graph has no such assertion."""
    situation = source.iri(assertion, nf.asserts)
    article = source.iri(assertion, nf.reportedIn)
    if situation is None or article is None:
        return None
    fact_type = type_of(source, situation)
    status, certainty, polarity = (
        source.label(source.iri(assertion, term)) for term in (nf.status, nf.certainty, nf.polarity)
    )
    evidence = read_evidence(source, assertion)
    disputes = tuple(sorted(node.value for node in conflicting(source, assertion)))
    doubts = tuple(sorted({source.text(each, nf.reason) for each in source.subjects(nf.disputes, assertion)} - {""}))
    return Statement(
        iri=assertion.value,
        situation=situation.value,
        kind=_kind(source, situation, fact_type),
        sentence=sentence(
            source, situation, fact_type, _manner(source, situation, fact_type, status, certainty, polarity)
        ),
        status=status,
        certainty=certainty,
        polarity=polarity,
        basis=source.label(source.iri(assertion, nf.basis)),
        editorial=source.label(source.iri(assertion, nf.editorialState)),
        sources=tuple(map(source.ref, source.iris(assertion, prov.wasAttributedTo))),
        own=_is_own(source, assertion),
        passage=passage(evidence, _fields(source, fact_type), source.text(article, schema.articleBody)),
        article=article_line(source, article),
        parts=tuple(parts(source, situation, fact_type)),
        day=source.text(assertion, nf.attestedOn),
        when=(source.text(situation, nf.earliestStart), source.text(situation, nf.latestEnd)),
        involves=tuple(map(source.ref, source.iris(situation, nf.involves))),
        reviewed_by=source.text(assertion, nf.reviewedBy),
        reviewed_on=source.text(assertion, nf.reviewedOn),
        confidence=source.text(assertion, nf.confidence),
        rule=_rule(source, assertion),
        disputes=disputes,
        doubts=doubts,
        occurrence=next((node.value for node in source.iris(situation, nf.occurrence)), ""),
        provisos=_provisos(source, assertion, disputed=bool(doubts), contradicted=bool(disputes)),
    )


def provisos(source: Source, assertion: NamedNode) -> tuple[str, ...]:
    """What goes with an assertion wherever it is told in a line: whose word it is, and why it is in doubt."""
    disputed = any(source.subjects(nf.disputes, assertion))
    return _provisos(source, assertion, disputed=disputed, contradicted=bool(conflicting(source, assertion)))


def _provisos(source: Source, assertion: NamedNode, *, disputed: bool, contradicted: bool) -> tuple[str, ...]:
    sources = joined([inside(source, source.ref(each)) for each in source.iris(assertion, prov.wasAttributedTo)])
    word = f"on the word of {plain(sources)}" if sources else "nobody’s word is named"
    basis, state = (source.label(source.iri(assertion, term)) for term in (nf.basis, nf.editorialState))
    found = (
        "" if _is_own(source, assertion) else word,
        "inferred, not stated" if basis and basis.notation == "inferred" else "",
        state.name if state and state.notation != "current" else "",
        "disputed" if disputed else "",
        "contradicted" if contradicted else "",
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _is_own(source: Source, assertion: NamedNode) -> bool:
    return source.text(assertion, nf.ownWord) == "true"


def _fields(source: Source, fact_type: FactType | None) -> tuple[Field, ...]:
    return (*(fact_type.fields if fact_type else ()), *source.types.assertion_fields)


def statements(source: Source, assertions: Iterable[NamedNode]) -> Iterator[Statement]:
    """The statements of those assertions that the graph has."""
    for each in assertions:
        if found := statement(source, each):
            yield found


def conflicting(source: Source, assertion: NamedNode) -> set[NamedNode]:
    """The assertions that contradict this one, whichever of the two says so."""
    return {*source.iris(assertion, nf.conflictsWith), *source.subjects(nf.conflictsWith, assertion)} - {assertion}


def article_line(source: Source, article: NamedNode) -> ArticleLine:
    """An article in one line."""
    publisher, url = source.iri(article, schema.publisher), source.iri(article, schema.url)
    return ArticleLine(
        article.value,
        source.text(article, schema.headline) or "An article without a headline",
        source.ref(publisher) if publisher else None,
        source.text(article, schema.datePublished)[:10],
        url.value if url else "",
    )


def type_of(source: Source, situation: NamedNode) -> FactType | None:
    """The fact type of a situation: the lowest of its classes that is one."""
    by_class = _types_by_class(source.types)
    found = [by_class[each.value] for each in source.iris(situation, rdf.type) if each.value in by_class]
    return max(found, key=lambda each: len(each.superclasses), default=None)


def _types_by_class(types: Schema) -> dict[str, FactType]:
    return {each.iri: each for each in types.types.values()}


def sentence(source: Source, situation: NamedNode, fact_type: FactType | None, manner: Manner) -> Pieces:
    """The situation in plain English: by the sentence of its type, else its fields one after the other."""
    if fact_type is None:
        return sentence_of_no_type(source, situation)
    said = fields_in_words(source, situation, fact_type)
    template = _template(source, situation, fact_type, frozenset(said))
    return say(template, said, manner) if template else _listed(fact_type, said, manner)


def _template(source: Source, situation: NamedNode, fact_type: FactType, present: frozenset[str]) -> str:
    """The sentence of a controlled value where one has its own and all its fields are there; else that of the type."""
    for field in fact_type.fields:
        if field.kind == "concept":
            for value in source.iris(situation, NamedNode(field.path)):
                own = [each for each in source.words.sentences.get(value.value, ()) if fields_of(each) <= present]
                if own:
                    return max(own, key=lambda each: (len(fields_of(each)), each))
    return fact_type.sentence


def _listed(fact_type: FactType, fields: dict[str, Words], manner: Manner) -> Pieces:
    """`visit, mooted: visitor Ana Okoye; destination Kesmark`: any type reads, if plainly."""
    how = [each for each in (manner.status, manner.certainty) if each and each not in ("certain", "occurred")]
    found: list[Piece] = [", ".join([fact_type.label.capitalize(), *how, *(["denied"] if manner.denied else [])]), ": "]
    for field in fact_type.fields:
        if field.key in fields:
            found += [
                "" if len(found) == 2 else "; ",
                "" if field.time_role else f"{field.label} ",
                *(piece for piece in fields[field.key].pieces if piece != "the "),  # behind a label no name takes it
            ]
    return tuple(each for each in found if each)


def parts(source: Source, situation: NamedNode, fact_type: FactType | None) -> Iterator[Part]:
    """The fields of a situation with their values, in the order of the shape; without one its own properties."""
    if fact_type is None:
        yield from own_parts(source, situation)
    for field in fact_type.fields if fact_type else ():
        values: list[Piece] = []
        for term in source.values(situation, NamedNode(field.path)):
            if isinstance(term, NamedNode):
                nested = field.kind == "node"
                values += nested_pieces(source, term, field) if nested else (source.ref(term),)
            elif isinstance(term, Literal):
                values.append(date_words(term.value) if field.time_role else term.value)
        if values:
            yield Part(field.label, tuple(values))


def field_texts(source: Source, situation: NamedNode, field: Field) -> list[str]:
    """The values of one field, each in words; a date as EDTF, whoever takes part with the role in brackets."""
    found = []
    for term in source.values(situation, NamedNode(field.path)):
        if isinstance(term, NamedNode):
            found.append(plain(nested_pieces(source, term, field)) if field.kind == "node" else source.name(term))
        elif isinstance(term, Literal):
            found.append(term.value)
    return sorted(found)


def _kind(source: Source, situation: NamedNode, fact_type: FactType | None) -> Ref:
    if fact_type:
        return Ref(fact_type.iri, fact_type.label)
    return next(iter(source.kinds(situation)), Ref(situation.value, spoken(situation.value)))


def _manner(source: Source, situation: NamedNode, fact_type: FactType | None, *said: Label | None) -> Manner:
    """The manner of a sentence; what has no status was said once, or holds now, or held."""
    status, certainty, polarity = (each.notation if each else None for each in said)
    if fact_type and not fact_type.happening and status is None:
        former = nf.tenure_former in source.iris(situation, nf.tenure)
        status = "occurred" if former or nf.Relation.value not in fact_type.superclasses else None
    return Manner(status, certainty, polarity)


def _rule(source: Source, assertion: NamedNode) -> str:
    activity = source.iri(assertion, prov.wasGeneratedBy)
    return source.text(activity, nf.rule) if activity else ""
