"""Which assertions cannot hold together, and why, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from pyoxigraph import NamedNode

from kg.occurrences.alike import face_of_word
from kg.occurrences.bonds import differ_in_place, shared_words
from kg.occurrences.keys import event_kind
from kg.occurrences.posts import is_single
from kg.occurrences.values import Situation, Word
from kg.occurrences.windows import iso
from kg.vocab import schema

_APART = frozenset((schema.City.value, schema.Country.value))  # of these one cannot lie in another
_HAPPENED = ("status-occurred", "status-ongoing")
_MANY = 100  # of more contradictions in one happening only the first word for each value and source is held


@dataclass(frozen=True, slots=True)
class Said:
    """A word with the situation that it is for."""

    word: Word
    situation: Situation


@dataclass(frozen=True, slots=True)
class Clash:
    """Two words that cannot hold together; `one` has the lower IRI. `kind` is a concept's local name."""

    one: Said
    other: Said
    kind: str
    reason: str


def clashes_within(situations: Sequence[Situation]) -> list[Clash]:
    """The contradictions among what is said of one happening."""
    denied = [clash for each in situations for clash in _denied(each)]
    alike: dict[Hashable, list[Said]] = {}
    for each in situations:
        for word in each.said:
            if word.sure and word.affirmed:
                alike.setdefault(face_of_word(each, word), []).append(Said(word, each))
    opposed = [(one, other) for one, other in combinations(alike.values(), 2) if any(_opposed(one[0], other[0]))]
    if len(denied) + sum(map(_count, opposed)) > _MANY:
        told = [said for clash in denied for said in (clash.one, clash.other)]
        told += [said for one, other in opposed for said in (*_against(one, other), *_against(other, one))]
        kept = _first_of_each(told)
        denied = [clash for clash in denied if clash.one.word.iri in kept and clash.other.word.iri in kept]
        opposed = [
            ([each for each in one if each.word.iri in kept], [each for each in other if each.word.iri in kept])
            for one, other in opposed
        ]
    pairs = (pair for one, other in opposed for pair in product(one, other) if _may_clash(*pair))
    return denied + [clash for pair in pairs for clash in _opposed(*pair)]


def _whose(said: Said) -> tuple[NamedNode, str]:
    return said.situation.source.article, said.word.source


def _count(opposed: tuple[list[Said], list[Said]]) -> int:
    """How many contradictions there are between words that are alike and others that are."""
    one, other = (Counter(map(_whose, side)) for side in opposed)
    pairs = one.total() * other.total() - sum(number * other[whose] for whose, number in one.items())
    return pairs * len(list(_opposed(opposed[0][0], opposed[1][0])))


def _against(one: Sequence[Said], other: Sequence[Said]) -> list[Said]:
    """Those of the first that contradict one of the others."""
    whose = {_whose(each) for each in other}
    return [each for each in one if whose != {_whose(each)}]


def clashes_between(one: Situation, other: Situation) -> list[Clash]:
    """The contradictions between two situations that are not one: a denial of the other, or who holds a post."""
    words = product((Said(word, one) for word in one.said), (Said(word, other) for word in other.said))
    sure = [(a, b) for a, b in words if a.word.sure and b.word.sure and _may_clash(a, b)]
    return [clash for a, b in sure for clash in (*_denials(a, b), *_tenures(a, b))]


def may_deny(one: Situation, other: Situation) -> bool:
    """Whether what is like one of two situations can contradict what is like the other, whoever says so."""
    words = product(one.said, other.said)
    return any(a.affirmed != b.affirmed for a, b in words) and (denies(one, other) or denies(other, one))


def denies(one: Situation, other: Situation) -> bool:
    """Whether what denies the first situation would also deny the other: all of it stands in the other."""
    if one.type != other.type or one.type not in _PARTS or not one.window or not other.window:
        return False
    parts = _PARTS[one.type]
    if not all(one.part(name) <= other.part(name) for name in parts) or not any(one.part(name) for name in parts):
        return False
    covered = one.window.holds(other.window) or (one.window.exact and one.window == other.window)
    return covered and other.window.dated and _same_words(one, other) and not differ_in_place(one, other)


_PARTS = {
    "Agreement": ("party",),
    "Appointment": ("person",),
    "Event": ("participant", "place"),
    "Meeting": ("participant",),
    "Restriction": ("target", "authority"),
    "Visit": ("visitor", "destination"),
}


def _same_words(one: Situation, other: Situation) -> bool:
    if one.type == "Agreement":
        return bool(shared_words(one.words.get("subject", ""), other.words.get("subject", "")))
    if one.type == "Event":
        return event_kind(one) == event_kind(other)
    return all(one.words.get(name) == other.words.get(name) for name in ("action", "restrictionKind", "post"))


def _may_clash(one: Said, other: Said) -> bool:
    """Two words of one source in one article are left to its editor."""
    same_article = one.situation.source.article == other.situation.source.article
    return one.word.iri != other.word.iri and not (same_article and one.word.source == other.word.source)


def _clash(one: Said, other: Said, kind: str, reason: str) -> Clash:
    first, second = sorted((one, other), key=lambda each: each.word.iri.value)
    return Clash(first, second, kind, reason)


def _denied(situation: Situation) -> Iterator[Clash]:
    """The contradictions about whether a situation of one article came about."""
    said = [Said(word, situation) for word in situation.said if word.sure and word.status in _HAPPENED]
    for one, other in combinations(said, 2):
        if one.word.affirmed != other.word.affirmed and _may_clash(one, other):
            yield _clash(one, other, "conflict-denied", "one says that it happened, the other that it did not")


def _opposed(one: Said, other: Said) -> Iterator[Clash]:
    """The contradictions of two affirmed words about one happening."""
    a, b = one.situation, other.situation
    if one.word.status in _HAPPENED and other.word.status in _HAPPENED:
        for name in sorted(a.numbers.keys() & b.numbers.keys()):
            if a.numbers[name] != b.numbers[name] and not (_leaves_open(a, b, name) or _leaves_open(b, a, name)):
                numbers = (_bounded(each, name) for each in sorted((a, b), key=lambda each: each.numbers[name]))
                yield _clash(one, other, f"conflict-{name}", f"{name}: {' or '.join(numbers)}")
        if differ_in_place(a, b, _APART):
            yield _clash(one, other, "conflict-place", "they name different places")
        if a.type == "Event" and a.window and b.window and a.window.exact and b.window.exact and a.window != b.window:
            days = " or ".join(iso(day) for day in sorted((a.window.first, b.window.first)))
            yield _clash(one, other, "conflict-date", f"they name different days: {days}")
    for first, second in ((one, other), (other, one)):
        late = first.situation.source.newest_day >= second.situation.source.newest_day
        if first.word.status == "status-cancelled" and second.word.status in _HAPPENED and late:
            yield _clash(one, other, "conflict-status", "one says that it was called off, the other that it happened")


def _bounded(situation: Situation, name: str) -> str:
    """A number with what it bounds: `at least 12`."""
    bound = situation.words.get(f"{name}Bound", "").removeprefix("bound-").replace("-", " ")
    return f"{bound} {situation.numbers[name]}".lstrip()


def _leaves_open(one: Situation, other: Situation, name: str) -> bool:
    """Whether the number of one only bounds the true one, which may be that of the other: 'at least 12' beside 15."""
    bound, higher = one.words.get(f"{name}Bound", ""), other.numbers[name] - one.numbers[name]
    return (
        bound == "bound-about"
        or (bound == "bound-at-least" and higher > 0)
        or (bound == "bound-at-most" and higher < 0)
    )


def _denials(one: Said, other: Said) -> Iterator[Clash]:
    for denial, claim in ((one, other), (other, one)):
        if denial.word.affirmed or not claim.word.affirmed or claim.word.status not in _HAPPENED:
            continue
        if denial.word.status in _HAPPENED and denies(denial.situation, claim.situation):
            yield _clash(one, other, "conflict-denied", "one says that it happened, the other that it did not")


def _tenures(one: Said, other: Said) -> Iterator[Clash]:
    a, b = one.situation, other.situation
    if a.type != b.type or a.type not in ("OfficeHolding", "Membership") or a.source.day != b.source.day:
        return
    tenures = {a.words.get("tenure"), b.words.get("tenure")}
    affirmed = one.word.affirmed and other.word.affirmed
    who = a.part("person") | a.part("member"), b.part("person") | b.part("member")
    if who[0] & who[1] and _same_seat(a, b):
        if affirmed and tenures == {"tenure-current", "tenure-former"}:
            yield _clash(one, other, "conflict-tenure", "one says that it holds, the other that it is over")
        if one.word.affirmed != other.word.affirmed and len(tenures) == 1:
            yield _clash(one, other, "conflict-denied", "one says that it holds, the other that it does not")
        return
    post, same_body = a.words.get("post", ""), a.part("organization") & b.part("organization")
    both_now = affirmed and tenures == {"tenure-current"} and not who[0] & who[1]
    if both_now and same_body and is_single(post) and post == b.words.get("post"):
        yield _clash(one, other, "conflict-holder", "two hold a post that only one can hold")


def _same_seat(one: Situation, other: Situation) -> bool:
    bodies = one.part("organization"), other.part("organization")
    same_body = not bodies[0] or not bodies[1] or bool(bodies[0] & bodies[1])
    return same_body and one.words.get("post") == other.words.get("post") and one.part("group") == other.part("group")


def _first_of_each(told: Iterable[Said]) -> set[NamedNode]:
    """The first word of each source for each value, so that a hot topic stays small."""
    first: dict[tuple[str, ...], NamedNode] = {}
    for said in sorted(told, key=_when):
        numbers = sorted(said.situation.numbers.items())
        first.setdefault((said.word.source, said.word.polarity, said.word.status, str(numbers)), said.word.iri)
    return set(first.values())


def _when(said: Said) -> tuple[str, str]:
    return said.situation.source.day, said.word.iri.value
