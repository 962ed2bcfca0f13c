"""What `kg explain` says of the codes of problems with authority files and with links to them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EXPLANATIONS: Mapping[str, str] = MappingProxyType(
    {
        "authority-disagrees": (
            "The fact file says what an entity is the same as, and the authority file has a record of this name with "
            "other IRIs. They may be namesakes, so the fact file's IRI stays. Where they are one, give the record the "
            "fact file's IRI too (same_as)."
        ),
        "authority-namesakes": (
            "More than one record of the authority file fits an entity, so it is linked to none. A fact file's own "
            "same_as says which one is meant."
        ),
        "authority-two-bearers": (
            "The article speaks of two entities of one name and the authority file knows one, so neither is linked. "
            "A fact file's own same_as says which one is meant."
        ),
        "bad-authority": (
            "The authority file cannot be used. CSV has the columns id, name and type, and may have also and same_as, "
            "with | between several values; JSON is a list of objects with these keys; SKOS is Turtle with "
            "skos:Concept, skos:prefLabel and a second type such as schema:Person."
        ),
    }
)
