"""Takes the land beside a town for what it is, and no subject or name: 'police in Sela, Korvia said'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.given_names import is_given
from kg.extraction.parsing.phrases import is_indefinite, is_people

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LANDS = ("GPE", "LOC")
_SUBJECTS = ("nsubj", "nsubjpass")
_WITHIN = ("pobj", "compound", "appos", "nmod", "prep", "punct")
_LYING = frozenset("in of at from near outside".split())
_LOOSE = ("dep", "prep", "npadvmod", "nmod")


def part_lands(doc: Doc) -> None:
    """'The council in Ebbing, Valdoria voted': the council did, and Valdoria only says where Ebbing is."""
    for land in doc:
        if land.pos_ != "PROPN" or land.dep_ not in (*_SUBJECTS, "appos"):
            continue
        comma = land.left_edge.i - 1
        joined = land.i + 1 < len(doc) and doc[land.i + 1].text == "&"  # 'Ana Okoye of Brandt, Osei & Partners'
        if comma - 1 < land.sent.start or doc[comma].text != "," or (land.right_edge.i != land.i and not joined):
            continue
        town = doc[comma - 1]
        if land.dep_ == "appos":
            _beside_town(land, town)
        elif (noun := _of_the_town(town, land)) is not None:
            noun.head, noun.dep_ = land.head, land.dep_
            land.head, land.dep_ = town, "appos"


def _beside_town(land: Token, town: Token) -> None:
    """'The mayor of Ebbing, Valdoria resigned': whoever is called by name there stands between two commas."""
    alone = land.left_edge.i == land.i or (land.ent_type_ in _LANDS and not is_given(land.left_edge.text))
    following = land.doc[land.i + 1] if land.i + 1 < land.sent.end else None
    acting = following is not None and following.pos_ in ("VERB", "AUX") and following.tag_ != "VBG"
    lying = town.dep_ == "pobj" and town.pos_ == "PROPN" and town.head.lower_ in _LYING
    if alone and acting and lying and land.head.i < town.head.i:
        land.head = town


def _of_the_town(town: Token, land: Token) -> Token | None:
    """The noun before the comma that a place belongs to and that is the subject, or that nothing else governs."""
    noun = town
    while noun.head.i != noun.i and (noun.head.i < noun.i or noun.text == ")") and noun.dep_ in _WITHIN:
        misread = noun.dep_ == "prep" and noun.pos_ != "ADP"  # 'On Monday a council in Ebbing, Valdoria voted'
        if misread or noun.head.pos_ in ("VERB", "AUX") or noun.head.i > town.i:
            break
        noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i >= town.i or noun.sent.start != land.sent.start:
        return None
    placed = any(c.dep_ == "prep" and c.lower_ in _LYING and c.i > noun.i for c in noun.children)
    known = land.ent_type_ in _LANDS or land.nbor().text == "&" or noun.tag_ in ("NNS", "NNPS")
    same = known and noun.dep_ in (*_SUBJECTS, "dobj") and noun.head.i == land.head.i > noun.i
    if noun.sent.start == noun.left_edge.i and is_indefinite(noun) and is_people(noun):
        return None  # 'A resident of Ebbing, Okoye said'
    loose = noun.dep_ in _LOOSE and town.ent_type_ in (*_LANDS, "")
    above = {up.i for up in land.ancestors}  # the verb hangs on none of these words
    return noun if placed and (same or loose) and noun.i not in above and town.i not in above else None


def part_people(doc: Doc) -> None:
    """Part people from where they come from and whom they are of, which neither name them nor act.

    'Two brothers from Sela, Ivo and Ben Rehn, were jailed', 'Ana Okoye of Harbour Research Korvia said'.
    """
    for name in doc:
        if name.dep_ == "nmod" and name.ent_type_ == "PERSON" and name.head.dep_ in _SUBJECTS:
            _part_body(name, name.head)
        town = name.head
        if name.dep_ != "conj" or town.dep_ != "pobj" or town.head.lower_ not in _LYING or name.pos_ != "PROPN":
            continue
        noun, first = town.head.head, name.left_edge
        people = noun.pos_ == "NOUN" and noun.i < town.i and any(c.dep_ in ("nummod", "det") for c in noun.lefts)
        before = doc[first.i - 1].text == "," and doc[first.i - 2].i == town.i
        linked = any(c.dep_ == "cc" for c in town.rights)
        named = first.ent_type_ == "PERSON" or is_given(first.text)
        if people and before and named and not linked and first.i > town.i:
            name.head, name.dep_ = noun, "appos"


def _part_body(name: Token, last: Token) -> None:
    """Make the person, and not the last word of the body behind 'of', the subject."""
    link = next((c for c in name.rights if c.lower_ in ("of", "from") and c.dep_ == "prep"), None)
    first = next((c for c in link.rights if c.dep_ == "pobj"), None) if link is not None else None
    if link is None or first is None or not name.i < link.i < first.i < last.i:
        return
    if {t.ent_type_ for t in name.doc[first.i : last.i + 1]} == {"ORG"}:
        verb, relation = last.head, last.dep_
        first.head, first.dep_ = last, "compound"
        name.head, name.dep_ = verb, relation
        last.head, last.dep_ = link, "pobj"
