"""The group of which an event's clause names some: 'Three painters' of 'Three painters, including Ana Okoye'."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.extraction.events.deed_nouns import is_person
from kg.extraction.events.personal_events import roles_of
from kg.extraction.events.told_clauses import doers_of, things_of
from kg.extraction.findings import Finding
from kg.extraction.parsing.phrases import joined, members_named
from kg.extraction.references.references import MOST_JOINED, References

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_group(references: References, index: int, verb: Token, found: Finding) -> Finding:
    """The event with the whole group before those whom the clause names of it, in their role."""
    roles = dict(roles_of(found))
    parts = [*found.fields.get("participants", ())]
    (start, end), *others = found.spans
    for head in (*doers_of(verb), *things_of(verb)):
        if (last := _last_of_group(head)) is None:
            continue
        role = next((roles[r.key] for r in references.resolve(index, head) if r.key in roles), None)
        first, behind = references.page.where(index, head.doc[head.left_edge.i : last.i + 1])
        key = references.cast.key_for("UnnamedSource", references.page.text[first:behind])
        if role is not None and key not in roles:
            parts.insert(0, {"entity": (key,), "role": (role,)})
            start, end = min(start, first), max(end, behind)
    if len(parts) == len(found.fields.get("participants", ())):
        return found
    return replace(found, fields={**found.fields, "participants": tuple(parts)}, spans=((start, end), *others))


def _last_of_group(head: Token) -> Token | None:
    """'painters' of 'Actors and painters including Ana Okoye': the noun behind which some are named."""
    several = [head, *islice(joined(head), MOST_JOINED)]
    named = [member for each in several for member in members_named(each)]
    group = [each for each in several if named and each.i < named[0].i]
    return group[-1] if group and all(each.tag_ == "NNS" and is_person(each) for each in group) else None
