"""Finds the bodies that are called what they are before their name: 'the trade union Fiom', 'the charity Open Door'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CALLINGS, FORMER, OFFICE_NOUNS, OFFICE_PLURALS, PARTY_ENDS, PEOPLE, TRADES
from kg.extraction.names.forms import ORGANIZATION_ENDS, TITLES, is_capital, run_end
from kg.extraction.names.given_names import is_given
from kg.extraction.names.people import LINKING
from kg.extraction.names.places import CITIES, REGIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# what a body is called, and no person: 'the broadcaster Ben Adu' may be one
_KINDS = frozenset(
    "agency airline association charity club company consultancy federation firm foundation group institute magazine"
    " movement network newspaper organisation organization outlet paper party regulator site startup station tabloid"
    " union watchdog website".split()
)
_LONGEST = 4  # words
_GENITIVES = frozenset(("'s", "’s"))
_PLURAL_GENITIVES = frozenset(("'", "’"))
_SAINTS = frozenset(("st", "st.", "saint"))
_OWN = frozenset("people children women men king queen workers".split())  # whose genitive is part of a body's name
_CRAFTS = frozenset(
    "baker builder docker driver firefighter fisher miner musician parent pilot player sailor seafarer"
    " steelworker taxpayer tenant trader woodcutter worker writer".split()
)
# 'the Liberal Democrats' are a party of their own; 'Senate Democrats' are some of another
_CREEDS = frozenset("christian free liberal national social sweden ulster".split())
_ADHERENTS = frozenset(("Democrats", "Unionists"))
_SEATED = frozenset(
    "mp mps mep meps lawmaker lawmakers candidate candidates senator councillor councillors leader".split()
)
_FOR_SOMETHING = frozenset(
    "academy agency alliance association bureau campaign centre center commission committee council department"
    " foundation forum fund institute league ministry movement network office organisation organization society"
    " union".split()
)
_STUDYING = frozenset(("Research", "Studies", "Excellence", "Education", "Training"))
_ARTICLES = frozenset(("the", "a", "an"))
_CLUB_ENDS = frozenset(
    "Albion Argyle Athletic City County Harriers Hotspur Orient Rovers Town United Wanderers".split()
)
_OF_CLUBS = frozenset(
    "boss captain coach defender fans forward goalkeeper head keeper manager midfielder player striker supporters"
    " winger".split()
) | frozenset("beat drew thrashed trounced outplayed".split())
_PARTS = frozenset("ward wing square park cathedral chapel abbey island hill road street gate hall".split())
_NO_NAMES = ("DATE", "TIME", "NORP")


def bodies(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where the bodies stand that their own words, or those beside them, make known, with their type."""
    yield from genitives(doc, words)
    for start, end in purposes(doc, words):
        yield start, end, "Firm"
    for start, end in (*called(doc, words), *unlabelled_bodies(doc, words), *parties(words), *clubs(doc, words)):
        yield start, end, "Firm"


def called(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand that the parser ties to a noun for a body right before them."""
    for noun in doc[:-1] if len(doc) > 1 else ():
        start = noun.i + 1
        if noun.lower_ not in _KINDS or words[noun.i] != noun.lower_ or not is_capital(words[start]):
            continue
        end = run_end(doc, words, start)
        if end - start <= _LONGEST and _is_named(doc, noun, start, end) and _is_of_a_body(doc, words[start:end], start):
            yield start, end


def genitives(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where a name has a genitive inside, and its type: 'St Bride's Hospice', 'Dockers' Union', 'St Anne's Ward'."""
    for at in range(1, len(words) - 1):
        if not is_capital(words[at - 1]) or not is_capital(words[at + 1]):
            continue
        saint = at > 1 and words[at] in _GENITIVES and words[at - 2].lower() in _SAINTS and is_capital(words[at - 2])
        own = words[at] in _GENITIVES and words[at - 1].lower() in _OWN
        many = words[at] in _PLURAL_GENITIVES and _are_people(words[at - 1].lower()) and not _is_inside(doc, at)
        if not (saint or own or many):
            continue
        end = next((n for n in range(at + 2, len(words)) if not is_capital(words[n])), len(words))
        behind = [word.lower() for word in words[at + 1 : end]]
        last = next((n for n in reversed(range(len(behind))) if behind[n] in ORGANIZATION_ENDS | _PARTS), None)
        if last is not None and end - at - 1 <= _LONGEST:
            with_town = behind[last] in ("college", "university") and last + 1 < len(behind)  # 'Queen's College Ostra'
            kind = "Ground" if behind[last] in _PARTS else "Firm"
            yield _before_genitive(doc, words, at - 1 - saint), at + 2 + last + with_town, kind


def parties(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a party by its last word stands before a seat ('United Left MP'), and a creed before its adherents.

    >>> list(parties("a United Left lawmaker and the Left, the Social Democrats".split()))
    [(1, 3), (8, 10)]
    """
    for at in range(len(words) - 1):
        if words[at + 1] in _ADHERENTS and words[at].lower() in _CREEDS and is_capital(words[at]):
            yield at, at + 2
        named = at > 0 and words[at].lower() in PARTY_ENDS and is_capital(words[at]) and is_capital(words[at - 1])
        if named and words[at + 1].lower() in _SEATED and words[at - 1].lower() not in _ARTICLES:
            yield at - 1, at + 1


def clubs(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a club stands that its last word tells, before whom it has: 'Sela United coach', 'Ebbing Town captain'."""
    for at in range(1, len(words) - 1):
        if words[at] not in _CLUB_ENDS or words[at + 1] not in _OF_CLUBS or not is_capital(words[at - 1]):
            continue
        start = at - 1
        while (
            start > 0 and at - start < _LONGEST - 1 and doc[start - 1].pos_ == "PROPN" and is_capital(words[start - 1])
        ):
            start -= 1
        start += words[start].lower() in _ARTICLES | FORMER  # 'Former Sela United striker'
        if start < at:
            yield start, at + 1


def _are_people(word: str) -> bool:
    """'Dockers', 'Bishops': of whom there are unions and conferences; not 'States', 'Sanders'."""
    one = word.removesuffix("s")
    return one != word and (one in _CRAFTS or one in PEOPLE or one in TRADES or one in OFFICE_NOUNS)


def _is_inside(doc: Doc, at: int) -> bool:
    """Whether the model takes the mark for the middle of a body's name, which it then has to its end."""
    return doc[at].ent_type_ == "ORG" and doc[at].ent_iob_ == "I" and at + 1 < len(doc) and doc[at + 1].ent_iob_ == "I"


def _before_genitive(doc: Doc, words: Sequence[str], start: int) -> int:
    """Where 'Ostra' begins of 'the Ostra Teachers' Union'."""
    while (
        start > 1
        and is_capital(words[start - 1])
        and doc[start - 1].pos_ == "PROPN"
        and not _is_of_people(words[start - 1].lower())
    ):
        start -= 1
    return start


def purposes(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What a body is for, to the end of its name: 'the Veltish League for the Defence of the Coast'."""
    for at in range(len(words) - 2):
        if words[at].lower() not in _FOR_SOMETHING or not is_capital(words[at]) or words[at + 1] != "for":
            continue
        end = _end_of_purpose(doc, words, at + 1)
        if end - at > 3 or (end > at + 2 and words[end - 1].lower() not in LINKING):
            start = _before_genitive(doc, words, at)
            yield min(start, _start_of_entity(doc, words, at)), end


def _start_of_entity(doc: Doc, words: Sequence[str], at: int) -> int:
    """Where the model begins the body: 'UN Relief and Works Agency', without an article."""
    start = at
    while start > 0 and doc[start].ent_type_ == "ORG" and doc[start].ent_iob_ == "I" and doc[start - 1].tag_ != "POS":
        if doc[start - 1].lower_ == "of" and words[start - 2].lower() not in ORGANIZATION_ENDS | _FOR_SOMETHING:
            break  # 'Hyun-woo Park of | the Institute for Cold Regions'
        start -= 1
    while start < at and not is_capital(words[start]):
        start += 1
    return start + (start < at and words[start].lower() in _ARTICLES)


def _end_of_purpose(doc: Doc, words: Sequence[str], end: int) -> int:
    """Where the words with a capital end that 'for', 'of' and 'and' join: nobody's own name among them."""
    while end < len(words):
        field = words[end] == "in" and words[end - 1] in _STUDYING  # 'the Institute for Research in Tides'
        links = next((n for n in (2, 1) if _links(words[end : end + n])), 0) or int(field)
        first = end + links
        if first >= len(words):
            return end
        other = links and words[end] == "and" and doc[first].ent_iob_ == "B"
        if not is_capital(words[first]) or other or doc[first].ent_type_ in ("PERSON", "DATE"):
            return end
        end = first + 1
    return end


def _links(words: Sequence[str]) -> bool:
    return len(words) > 0 and words[0] in ("for", "of", "and", "&") and list(words[1:]) in ([], ["the"])


def unlabelled_bodies(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """'the Ostra Choir': proper nouns behind an article that the model names nothing, the last of which is a body's."""
    for at in range(1, len(words) - 1):
        if words[at - 1].lower() != "the" or not is_capital(words[at]):
            continue
        end = run_end(doc, words, at)
        free = all(t.ent_type_ == "" and t.pos_ == "PROPN" for t in doc[at:end])
        if 2 <= end - at <= _LONGEST and free and words[end - 1].lower() in ORGANIZATION_ENDS:
            yield at, end


def _is_named(doc: Doc, noun: Token, start: int, end: int) -> bool:
    """Whether the name is the noun's own, and neither begins what follows nor is part of a longer phrase."""
    name = doc[start:end].root
    beside = name.dep_ == "appos" and name.head.i == noun.i
    before = noun.dep_ in ("compound", "nmod") and noun.head.i == name.i
    if end < len(doc) and (doc[end].dep_ in ("acl", "relcl") or doc[end].lower_ in LINKING):
        return False  # 'the company Okoye founded', 'the newspaper Star of Amsel'
    return (beside or before) and all(t.pos_ == "PROPN" or t.is_punct for t in doc[start:end] if t.i != name.i)


def _is_of_a_body(doc: Doc, name: Sequence[str], start: int) -> bool:
    titled = name[0].rstrip(".") in TITLES or any(_is_of_people(word.lower()) for word in name)
    known = doc[start].ent_type_ in _NO_NAMES and (doc[start].ent_type_ != "NORP" or len(name) > 1)
    placed = " ".join(name) in REGIONS or " ".join(name) in CITIES
    return not titled and not known and not placed and not is_given(name[0])


def _is_of_people(word: str) -> bool:
    return word in OFFICE_NOUNS or word in OFFICE_PLURALS or word in CALLINGS
