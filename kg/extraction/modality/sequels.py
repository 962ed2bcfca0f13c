"""Whether what another verb goes on with came about: 'deliberated before finding him guilty', 'used it to hire'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.modality.hearsay import PRESENT, Modality
from kg.extraction.parsing.syntax import ancestors, helpers, is_negated, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

# what one does so as not to do the next thing, or can do nothing after
_ENDING = frozenset("die drown collapse stop flee resign quit leave withdraw escape disappear vanish retire".split())
_HAVING = frozenset(("has", "have", "had"))


def came_about_before(participle: Token) -> bool:
    """Whether both came about; not 'died before testifying', 'was held before boarding', 'will meet before going'."""
    ruling = next((up for _, up in ancestors(participle.head) if up.pos_ == "VERB"), None)
    if ruling is None or is_passive(ruling) or is_negated(ruling) or ruling.lemma_.lower() in _ENDING:
        return False
    alone = ruling.dep_ == "ROOT" or (ruling.dep_ == "acl" and ruling.head.dep_ == "ROOT")
    plain = ruling.tag_ == "VBD" or (ruling.tag_ == "VBN" and alone)  # as the model reads some
    return plain or any(aid.lower_ in _HAVING for aid in helpers(ruling))


def by_means_of(verb: Token, ruling: Token, outer: Modality) -> Modality | None:
    """'will use the money to hire', 'used it to hire': as it is used; 'is working to install': to come."""
    lemma = ruling.lemma_.lower()
    if lemma == "work" and outer.status == "ongoing":
        return Modality("planned", "probable")
    used = lemma == "use" and verb.dep_ == "xcomp" and outer.sure > PRESENT
    return replace(outer, sure=outer.sure * 0.9) if used else None
