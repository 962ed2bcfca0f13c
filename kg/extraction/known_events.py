"""Which events of free kinds are read right often enough to be published: what befalls people and firms by name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.cast import Cast
from kg.extraction.discourse import Referent

# what befalls somebody, and is seldom read wrong
_PERSONAL = frozenset(
    "death arrest conviction acquittal sentencing indictment charge murder drowning stabbing shooting assassination"
    " kidnapping abduction extradition deportation impeachment".split()
) | frozenset(("guilty plea",))
# what people and bodies do to each other
_MUTUAL = frozenset("acquisition lawsuit impeachment founding expulsion extradition".split())
_OF_GROUPS = frozenset(("expulsion",))
_JUDGING = frozenset("court police prosecutor body attacker kidnapper abductor authority".split())  # may be unnamed
_BODIES = ("Organization", "PoliticalParty", "Country")
_SURE = 0.95


def sure_rule(cast: Cast, kind: str, parts: Sequence[tuple[Referent, str]]) -> str | None:
    """The rule that publishes an event that a verb tells of; None where its kind or those concerned leave doubt."""
    named = [(r, role) for r, role in parts if cast.type_of(r.key) != "UnnamedSource"]
    others = {role for r, role in parts if cast.type_of(r.key) == "UnnamedSource"}
    if kind in _OF_GROUPS and named and others == {"expelled"} and all(r.sure >= 0.75 for r, _ in parts):
        return "event-mutual"  # 'expelled three Korvian diplomats'
    if not named or not others <= _JUDGING or cast.thin.intersection(r.key for r, _ in named):
        return None
    types = {role: cast.type_of(r.key) for r, role in named}
    if kind in _PERSONAL and "Person" in types.values() and not {"Place", "City", "Country"} & set(types.values()):
        return None if types.get("attacker") else "event-person"
    sure = all(r.sure >= _SURE for r, _ in named)
    if kind in _MUTUAL and len(types) > 1 and sure and len({r.key for r, _ in named}) == len(named):
        done_to = types.get("acquired") or types.get("founded") or "Organization"
        return "event-mutual" if set(types.values()) <= {"Person", *_BODIES} and done_to in _BODIES else None
    return None
