"""Whether a passive 'was killed' tells of a killing, or only of a death: nobody kills in an accident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.events.deeds import Deed
from kg.extraction.events.event_words import ATTACKS
from kg.extraction.parsing.syntax import actors, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

MERE_DEATH = Deed("death", object="deceased", needs_object=True)  # 'was killed', and nobody killed
# what people do to each other: with one of these in its sentence 'was killed' has somebody who killed
_VIOLENCE = ATTACKS | frozenset(
    "airstrike ambush assassin assassinate assault attacker battle behead bomb bomber bombing clash combat"
    " counterterrorism crossfire drone execute execution fight fighting fire grenade gun gunfire gunman gunmen hostage"
    " insurgent kidnap killer knife militant militia missile murder murderer rebel riot rocket shell shelling shoot"
    " shooter shot sniper stab strike terrorism terrorist torture uprising violence war".split()
)


def is_mere_death(verb: Token) -> bool:
    """Whether somebody 'was killed', by nobody and with nothing violent in the sentence."""
    if verb.lemma_.lower() != "kill" or not is_passive(verb) or actors(verb):
        return False
    return not any(word.lemma_.lower() in _VIOLENCE and not _is_blaze(word) for word in verb.sent)


def _is_blaze(word: Token) -> bool:
    """'in a house fire'; not 'came under fire', 'opened fire'."""
    return word.lower_ == "fire" and any(c.dep_ in ("det", "compound") for c in word.lefts)
