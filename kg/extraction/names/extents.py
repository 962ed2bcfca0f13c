"""Which tokens of what the model calls a name are the name: without articles, verbs and credits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import OFFICE_NOUNS, SAYING
from kg.extraction.names.countries import country_names
from kg.extraction.names.forms import ORGANIZATION_ENDS, is_capital, is_particle, names_a_body, run_end, takes_in_link
from kg.extraction.names.given_names import is_given
from kg.extraction.names.people import CREDITS
from kg.extraction.names.places import CITIES, REGIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# the last six are what a transcript puts in brackets: '(Laughs)'
NO_NAME = frozenset(
    "in on from by as after before and but laughs laughter applause crosstalk inaudible soundbite".split()
)
_OF_STATES = frozenset(("NATO", "ASEAN", "OPEC", "USA", "USSR", "UAE"))
# what a ministry sees to
REMITS = frozenset(
    "agriculture commerce communications culture development education energy environment finance fisheries health"
    " housing immigration industry information infrastructure interior justice labor labour mines oil planning power"
    " science sports technology tourism trade transport transportation treasury veterans water welfare".split()
)
_OF_RANKS = frozenset(("Rear", "Vice", "Major", "Brigadier", "Lieutenant", "Deputy"))
_WHOSE = frozenset("people children women men workers king queen lloyd moody girls boys".split())


def extent_of(doc: Doc, words: Sequence[str], label: str, entity: Span) -> tuple[int, int]:
    """The tokens of an entity that are its name."""
    start, end = _whole(doc, words, label, *_tight(doc, words, entity.start, entity.end))
    start = _behind_place(words, start, end) if label == "Person" else start
    return start, _with_second_half(doc, words, start, end) if label == "Organization" else end


def _behind_place(words: Sequence[str], start: int, end: int) -> int:
    """The start of 'mayor of (Sela) | Tomas Rehn', where the model takes the place for a part of the name."""
    if start < 2 or words[start - 1] not in ("of", "for") or words[start - 2].lower() not in OFFICE_NOUNS:
        return start
    if is_given(words[start]):
        return start
    return next((at for at in range(start + 1, end - 1) if is_given(words[at])), start)


def _with_second_half(doc: Doc, words: Sequence[str], start: int, end: int) -> int:
    """The end of 'Council of the Nations | and Regions', 'Ministry of Labour | and Transport': one body sees to both.

    So too of 'CNN | Brazil': what a broadcaster is called in a land.
    """
    if end < len(words) and end - start == 1 and _is_branch(doc, words, start):
        return end + 1
    of = next((at for at in range(start + 1, end) if words[at] in ("of", "for")), None)
    if of is None or end + 1 >= len(words) or words[end] != "and" or words[of - 1].lower() not in ORGANIZATION_ENDS:
        return end
    first, second = doc[end - 1], doc[end + 1]
    joined = second.dep_ == "conj" and second.head.i == first.i and second.ent_type_ != "PERSON"
    ends = end + 2 == len(words) or not is_capital(words[end + 2])
    pair = {words[end - 1].lower(), words[end + 1].lower()}
    alike = pair <= REMITS or (first.text[-1] == second.text[-1] == "s" and is_capital(words[end + 1]))
    if pair == {"england", "wales"} and ends:
        return end + 2  # 'the High Court of England and Wales'
    return end + 2 if joined and ends and alike and not _is_known_place(words[end + 1]) else end


def _is_branch(doc: Doc, words: Sequence[str], at: int) -> bool:
    """'CNN Brazil': a name in capitals that the parser makes a part of a land's, which nothing follows."""
    land = doc[at + 1]
    tied = doc[at].dep_ == "compound" and doc[at].head.i == land.i and land.dep_ != "compound"
    own = len(words[at]) > 2 and words[at].isupper() and words[at] not in _OF_STATES
    return own and tied and words[at + 1] in country_names() and bool(doc[at].whitespace_)


def _is_known_place(word: str) -> bool:
    return word in country_names() or word in CITIES or word in REGIONS


def _whole(doc: Doc, words: Sequence[str], label: str, start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity with a surname that the model left off, without a verb or preposition that it took in."""
    while start < end - 1 and (
        words[start].lower() in NO_NAME or (doc[start].pos_ == "VERB" and doc[start].lemma_.lower() in SAYING)
    ):
        start += 1  # 'In Global Politics', 'Remarked Ana Okoye'
    while start + 1 < end < len(words) and words[end - 1] in _OF_RANKS and words[end].lower() in OFFICE_NOUNS:
        end -= 1  # 'IRGC Rear (Admiral)'
    while (end > start + 1 and words[end - 1].lower() in CREDITS) or (
        end == start + 3 and takes_in_link(words[start:end])
    ):
        end -= 1  # 'Ana Okoye Image: ...', 'Ana Okoye of (Korvia)'
    number = next((at for at in range(start + 1, end) if words[at][0].isdigit()), end)
    if label == "Person" or (number + 1 < end and words[number + 1].islower()):
        end = number  # 'Ivo 75 miles'
    if label == "Person" and start < end < len(words) and is_particle(words[end - 1]):
        end = max(end, run_end(doc, words, start))  # 'Itamar bin | Hadid'
    if label == "Person" and _has_second_syllable(doc, words, end):
        end = run_end(doc, words, start)  # 'Hyun|-woo Park'
    while label == "Person" and start < end < len(words) and _runs_on(doc, end) and _may_end(words[end]):
        end += 1  # '(Superintendent Graciano) Mijares'
    return start, end


def _has_second_syllable(doc: Doc, words: Sequence[str], end: int) -> bool:
    """Whether a hyphen ties a word in small letters to the name, and a name follows: 'Hyun|-woo Park'."""
    if end + 2 >= len(words) or words[end] != "-" or doc[end - 1].whitespace_ or doc[end].whitespace_:
        return False
    return words[end + 1].isalpha() and words[end + 1].islower() and is_capital(words[end + 2])


def _may_end(word: str) -> bool:
    return is_capital(word) and word.lower() not in CREDITS


def _runs_on(doc: Doc, end: int) -> bool:
    """Whether the parser ties the last token of a name to the proper noun behind it."""
    return doc[end].pos_ == "PROPN" and doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end


def _tight(doc: Doc, words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The tokens of an entity without the article before it and the genitive behind it."""
    while start < end and (words[start].lower() in ("the", "a", "an") or not words[start][0].isalnum()):
        start += 1
    while end > start and (
        words[end - 1] in ("'s", "’s", "’") or (not words[end - 1][-1].isalnum() and words[end - 1][-1] != ".")
    ):
        end -= 1
    own = names_a_body(words[start:end])  # 'People's Alliance Party'
    for index in range(start, end):  # what goes on over a comma or a line is not one name
        if own and words[index] in ("'s", "’s") and words[index - 1].lower() in _WHOSE:
            continue
        if words[index] in (",", ";", ":", '"', "“", "”", "(", "'s", "’s") or doc[index].is_space:
            return start, index
    return start, end
