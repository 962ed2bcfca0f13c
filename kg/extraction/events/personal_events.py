"""What befalls people, told by a noun: 'the arrest of X by Y', "X's death", 'the sentencing of X'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.findings import Finding, confidence_of
from kg.extraction.parsing.syntax import after

if TYPE_CHECKING:
    from spacy.tokens import Token

# noun: role of whom it befalls, role of who does it
PERSONAL_NOUNS: dict[str, tuple[str, str]] = {
    "death": ("deceased", ""),
    "killing": ("killed", "attacker"),
    "murder": ("killed", "attacker"),
    "assassination": ("killed", "attacker"),
    "shooting": ("victim", "attacker"),
    "stabbing": ("victim", "attacker"),
    "kidnapping": ("victim", "kidnapper"),
    "abduction": ("victim", "abductor"),
    "arrest": ("arrested", "police"),
    "conviction": ("convicted", "court"),
    "acquittal": ("acquitted", "court"),
    "sentencing": ("sentenced", "court"),
    "indictment": ("charged", "prosecutor"),
    "extradition": ("extradited", "extraditing state"),
    "deportation": ("deported", "deporting state"),
    "release": ("released", "releaser"),
    "expulsion": ("expelled", "expelling party"),
    "funeral": ("buried", ""),
    "trial": ("defendant", ""),
}
# 'a warrant for the arrest of', 'calls for the release of', 'accused of the murder of': it may never have come to it
_OPEN = frozenset(
    "warrant call demand order request bid attempt plot plan fight campaign threat risk fear prospect possibility"
    " question offer reward appeal charge suspicion allegation petition decision hearing proceeding case plea claim"
    " rumour rumor report threaten seek want accuse charge suspect face await avoid oppose block demand urge allege"
    " investigate probe deny plead claim approve reject".split()
)
_JUDGED = frozenset("accuse acquit charge clear convict find fine guilty imprison indict jail sentence suspect".split())
_AFTER = frozenset("after following since".split())


def befallen(noun: Token) -> list[Token]:
    """The heads of whom it befalls: "X's arrest", 'the arrest of X'."""
    return [c for c in noun.children if c.dep_ == "poss"] + after(noun, "of")


def is_told_as_done(noun: Token) -> bool:
    """Whether the words take it for done: 'after the death of X', "X's arrest angered"; not 'a warrant for the'."""
    if any(c.lower_ in ("a", "an", "any", "no", "another") or c.dep_ == "amod" for c in noun.lefts):
        return False
    up = noun.head
    if noun.dep_ == "pobj":
        return up.lower_ in _AFTER and up.head.lemma_.lower() not in _OPEN
    return noun.dep_ == "nsubj" and up.pos_ in ("VERB", "AUX") and up.tag_ == "VBD" and up.lemma_.lower() not in _OPEN


def is_charge_alone(noun: Token) -> bool:
    """'cleared of murder on Monday', 'jailed for robbery': the charge, and neither whose deed nor on which day."""
    link = noun.head
    links = ("of", "by") if link.head.pos_ == "NOUN" else ("of", "by", "against")  # 'a charge of murder against Okoye'
    if noun.dep_ != "pobj" or link.lower_ not in ("of", "with", "for") or after(noun, *links):
        return False
    judged = link.head.lemma_.lower() in _JUDGED or link.head.lower_ == "guilty"
    return judged and noun.tag_ == "NN" and not any(True for _ in noun.lefts)


def concerned(found: Finding) -> set[str]:
    """The keys of those whom an event names."""
    parts = (part for part in found.fields.get("participants", ()) if not isinstance(part, str | int | float))
    return {str(key) for part in parts for key in part["entity"]}


def roles_of(found: Finding) -> list[tuple[str, str]]:
    """Each of those whom an event names, by key, with the role."""
    parts = (part for part in found.fields.get("participants", ()) if not isinstance(part, str | int | float))
    return [(str(key), str(part["role"][0])) for part in parts for key in part["entity"]]


def without_repeats(by_verb: list[Finding], by_noun: list[Finding]) -> Iterator[Finding]:
    """The events by their nouns, but for those that a verb, or the same noun with its day, tells of as surely."""
    staged = {str(found.fields["kind"][0]) for found in by_noun if found.rule == "event-staged"}
    for found in by_noun:
        kind = str(found.fields["kind"][0])
        same = [each for each in by_verb if each.fields["kind"][0] == kind and concerned(each) & concerned(found)]
        repeats = kind in (*PERSONAL_NOUNS, "acquisition") and any(
            confidence_of(each) >= confidence_of(found) for each in same
        )
        if not repeats and not (found.rule == "event-noun" and kind in staged and not concerned(found)):
            yield found
