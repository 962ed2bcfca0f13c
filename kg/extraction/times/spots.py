"""Which place a phrase lies in that is no place's name itself: 'a warehouse in Ostra', 'an Ostra hospital'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.names.cast import Mention
from kg.extraction.references.references import References

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = ("Country", "City", "Place")
SETTLEMENTS = frozenset(
    "city town village port suburb district province region state county island capital neighbourhood commonwealth"
    " territory republic resort area".split()
)
# what stands where its town is: 'an Ostra hospital', 'Hale Hospital in Ostra'
_SITES = frozenset(
    "hospital clinic school university college factory plant camp base mine shelter church mosque cathedral temple"
    " synagogue chapel market mall museum cemetery prison jail warehouse arena stadium airport airfield barracks cafe"
    " bar pub nightclub club cinema restaurant center centre court courtroom courthouse embassy facility"
    " gallery garden headquarters home house flat apartment hostel hotel hall laboratory library palace park shop store"
    " supermarket studio theater theatre tower station garage farm highway motorway road street square".split()
)
_GAMES = frozenset("championship championships games olympics olympiad cup tournament festival fair open".split())
# 'in support of Ostra', 'in the case of Sela': no places
_NOWHERE = frozenset(
    "support favour favor honour honor memory protest defence defense celebration recognition pursuit search light case"
    " name view need hope spite response reaction return exchange addition preparation anticipation retaliation"
    " interest role tribute solidarity opposition absence wake behalf event aftermath bill law motion future"
    " situation status relation connection agreement cooperation subject topic question".split()
)


def is_site(references: References, noun: Token, mention: Mention | None) -> bool:
    """Whether a phrase behind 'in' or 'at' may tell of a place by its town: it is no place's name itself."""
    if mention is None:
        return (noun.pos_ == "NOUN" and noun.lemma_.lower() not in _NOWHERE) or noun.lower_ in _SITES | _GAMES
    return noun.lower_ in _SITES | _GAMES and references.cast.type_of(mention.key) not in PLACES


def place_within(references: References, index: int, noun: Token) -> Mention | None:
    """'(at) a warehouse in Ostra', '(off) the coast of Sela', '(in) the Danish capital, Ostra', 'Ostra district'."""
    for of in (c for c in noun.children if c.lower_ in ("in", "of") and c.dep_ == "prep"):
        for place in (c for c in of.children if c.dep_ == "pobj"):
            mention = _place(references, index, place)
            if mention is not None:
                return mention
            if _is_nameless(references, index, place):
                return place_within(references, index, place)  # 'in the German city of Ostra'
    return _called(references, index, noun) or _place_before(references, index, noun)


def _is_nameless(references: References, index: int, place: Token) -> bool:
    """Whether a settlement is called by its noun alone: 'the city of', 'the Danish capital, Ostra'."""
    mention = references.cast.at(*references.page.where(index, place))
    return mention is None and place.lemma_.lower() in SETTLEMENTS and place.tag_ == "NN"


def _called(references: References, index: int, noun: Token) -> Mention | None:
    """'Ostra' of 'the Danish capital, Ostra', 'the British capital Ostra'."""
    if noun.lemma_.lower() not in SETTLEMENTS:
        return None
    beside = (c for c in noun.rights if c.dep_ == "appos")
    return next((found for each in beside if (found := _place(references, index, each)) is not None), None)


def _place_before(references: References, index: int, noun: Token) -> Mention | None:
    """'Ostra' of 'an Ostra hospital', 'her New Ostra home', 'Ostra district'."""
    if noun.lemma_.lower() not in _SITES | SETTLEMENTS or noun.pos_ != "NOUN":
        return None
    before = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "poss")]
    return next((found for each in before if (found := _place(references, index, each)) is not None), None)


def _place(references: References, index: int, noun: Token) -> Mention | None:
    mention = references.cast.at(*references.page.where(index, noun))
    if mention is None or mention.form == "demonym" or references.cast.type_of(mention.key) not in PLACES:
        return None
    return mention
