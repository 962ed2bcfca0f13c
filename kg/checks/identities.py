"""Who may be one, who is probably two, and whom an authority record would tell apart from others."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.checks.checked import Checked
from kg.checks.findings import Finding, Side, code_of
from kg.checks.telling import name_of, side_of, word_of
from kg.linking import OF_TYPES, Proposal
from kg.store.interface import AnySnapshot
from kg.views import has, nodes
from kg.vocab import nf, rdf, schema

OFTEN = 3  # articles that speak of somebody, from which on a record is worth while
_KINDS = ("Person", "Organization", "PoliticalParty", "GovernmentOrganization")
_TELL_APART = "Give each a same_as of its own in the fact files, or an authority file (--authority)."
_MEND_TYPE = (
    "If it is one, mend its type in the fact file that has it wrong (of a page: kg extract it, mend, publish); if "
    "it is two, give each a same_as of its own."
)


def namesake_findings(store: Checked) -> Iterator[Finding]:
    """Yield the names that two seem to bear: by types, by authorities, by posts in two countries at a time."""
    snapshot = store.snapshot
    for each in store.proposals:
        if each.kind == "namesakes":
            mistyped = any(reason.startswith(OF_TYPES) for reason in each.reasons)
            yield _finding("namesakes", [each], snapshot, _MEND_TYPE if mistyped else _told_apart(each))
    yield from _of_two_countries(snapshot)


def _told_apart(proposal: Proposal) -> str:
    """What to do about two records, who are two or one; one record that may mean two cannot be merged."""
    if proposal.keep == proposal.replace:
        return _TELL_APART
    apart = _TELL_APART[0].lower() + _TELL_APART[1:]
    return f"If they are two: {apart} If they are one: kg link --accept {proposal.keep} {proposal.replace}"


def duplicate_findings(store: Checked) -> Iterator[Finding]:
    """Yield the entities that are probably one: all that would give way to one entity for one reason together."""
    together: dict[tuple[str, tuple[str, ...]], list[Proposal]] = {}
    for each in store.proposals:
        if each.kind == "merge":
            together.setdefault((each.keep, each.reasons), []).append(each)
    for group in together.values():
        codes = " ".join(each.code for each in group)
        yield _finding("duplicates", group, store.snapshot, f"If they are one: kg link --accept {codes}")


def _finding(kind: str, proposals: list[Proposal], snapshot: AnySnapshot, remedy: str) -> Finding:
    """A finding about entities that may all be one, with the code of the first proposal."""
    proposal = proposals[0]
    iris = dict.fromkeys((proposal.keep, *(each.replace for each in proposals)))
    sides = tuple(Side(iri, name_of(snapshot, NamedNode(iri))) for iri in iris)
    return Finding(kind, proposal.code, f"{proposal.keep_name} ({proposal.type})", proposal.reasons, sides, remedy)


def _of_two_countries(snapshot: AnySnapshot) -> Iterator[Finding]:
    """One person who is said to hold posts of two countries now."""
    countries = {quad.subject for quad in snapshot.match(None, rdf.type, schema.Country)}
    held: dict[NamedNode, dict[NamedNode, NamedNode]] = {}
    for quad in snapshot.match(None, nf.tenure, nf.tenure_current):
        situation = quad.subject
        if isinstance(situation, NamedNode):
            for country in [each for each in nodes(snapshot, situation, nf.organization) if each in countries]:
                for person in nodes(snapshot, situation, nf.person):
                    held.setdefault(person, {}).setdefault(country, situation)
    for person, seats in sorted(held.items(), key=lambda each: each[0].value):
        if len(seats) > 1:
            words = [(word_of(snapshot, seats[each]), name_of(snapshot, each)) for each in sorted(seats, key=str)]
            names = " and ".join(name for _, name in words)
            yield Finding(
                "namesakes",
                code_of("namesakes", person.value),
                f"{name_of(snapshot, person)} (Person)",
                (f"articles have this person in posts of {names} at the same time",),
                tuple(side_of(snapshot, word, name) for word, name in words if word),
                _TELL_APART,
            )


def provisional_findings(store: Checked) -> Iterator[Finding]:
    """Yield whom many articles tell something of and whom no authority knows, those of most articles first."""
    snapshot = store.snapshot
    base = snapshot.iris.mint("entity", "").value
    often = [
        each
        for each in store.candidates
        if len(each.articles) >= OFTEN
        and each.iri.startswith(base)
        and not each.same_as
        and each.type in _KINDS
        and has(snapshot, None, nf.involves, NamedNode(each.iri))
    ]
    for each in sorted(often, key=lambda each: (-len(each.articles), each.name, each.iri)):
        whom = "this person" if each.type == "Person" else "it"
        reason = f"{len(each.articles)} articles speak of {whom} by name only"
        remedy = "Name its record: same_as in the fact files, or an authority file (--authority)."
        side = Side(each.iri, each.name)
        yield Finding(
            "provisional", code_of("provisional", each.iri), f"{each.name} ({each.type})", (reason,), (side,), remedy
        )
