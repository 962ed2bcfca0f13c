"""Places that are told by what stands there and by no town: 'visited the hospital', 'toured the Harbour Museum'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.happenings.happenings import places_of
from kg.extraction.parsing.phrases import bare, phrase
from kg.extraction.parsing.syntax import after
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.sureness import Sure

if TYPE_CHECKING:
    from spacy.tokens import Token

_SITES = frozenset(
    "scene site area hospital clinic school university factory plant camp base mine shelter church mosque cathedral"
    " temple synagogue market museum memorial cemetery prison shipyard farm warehouse"
    " abbey academy airport airfield aquarium arena barracks border brewery bridge cafe cave center centre chapel"
    " checkpoint college complex courthouse crater crossing dam depot dock dockyard embassy exhibition facility"
    " frontline gallery garden headquarters home hostel hotel jail kindergarten laboratory library lighthouse mill"
    " monastery monument morgue mortuary nursery observatory orphanage outpost palace park port quarry racecourse"
    " refinery reservoir restaurant ruin settlement shop shrine slum stadium store studio theater theatre tomb tunnel"
    " village ward wreck wreckage zoo".split()
)
_NAMED = _SITES | frozenset("house hall island castle fort fortress square tower capitol kremlin".split())
_WARDS = frozenset("hospital clinic prison jail camp shelter".split())  # where people are visited
_FOR_THE_SICK = frozenset("victim patient wounded injured survivor soldier child family prisoner inmate".split())
_VAGUE = frozenset("scene site area place border".split())  # alone they tell of a place that stands elsewhere
_MANY = Sure(0.75, "which place it is")  # 'visited two schools', 'visited the site'


def sites(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """Where the visited site lies, if the phrase says so, else the site itself; none where nothing stands there."""
    if towns := towns_of_sites(references, index, heads):
        return towns
    found = (_site(references, index, each) for head in heads for each in (head, *_where_people_are(head)))
    return [site for site in found if site is not None][:1]


def towns_of_sites(references: References, index: int, heads: list[Token]) -> list[Referent]:
    """'Ostra' of 'visited the scene of the fire in Ostra', 'visited a hospital in Ostra'."""
    told = [head for head in heads if head.lemma_.lower() in _SITES and head.pos_ == "NOUN"]
    near = [place for site in told for each in (site, *after(site, "of")) for place in after(each, "in")]
    near += [place for site in told for place in after(site.head, "in") if place.head.i == site.right_edge.i + 1]
    return places_of(references, index, near)


def _where_people_are(head: Token) -> list[Token]:
    """'hospital' of 'visited the wounded in hospital'."""
    if head.lemma_.lower() not in _FOR_THE_SICK:
        return []
    places = [*after(head, "in", "at"), *after(head.head, "in", "at")]
    return [place for place in places if place.lemma_.lower() in _WARDS]


def _site(references: References, index: int, head: Token) -> Referent | None:
    """A place that is called by its noun ('hospital', 'scene of the crash') or by its name ('Harbour Museum')."""
    mention = references.cast.at(*references.page.where(index, head))
    if mention is not None and mention.form == "name":
        name = references.cast.entities[mention.key].name
        named = references.cast.type_of(mention.key) == "Organization" and name.split()[-1].lower() in _NAMED
        return _place(references, name, (mention.start, mention.end)) if named else None
    if head.lemma_.lower() not in _SITES or head.pos_ not in ("NOUN", "PROPN"):
        return None
    start, end = phrase(references.page, index, head)
    many = head.tag_ == "NNS" and head.lemma_.lower() != head.lower_  # 'headquarters' is one
    name = re.sub(r"^(?:another|one)\s+", "", bare(references.page.text[start:end]))
    return _place(references, name, (start, end), _MANY if many or name.lower() in _VAGUE else 1.0)


def _place(references: References, name: str, at: tuple[int, int], sure: float = 1.0) -> Referent:
    return Referent(references.cast.key_for("Place", name), *at, sure)
