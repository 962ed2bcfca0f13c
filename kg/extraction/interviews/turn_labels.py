"""Labels of who speaks, before the paragraphs of an interview or a transcript: 'Q:', 'OKOYE:', '((Ana Okoye))'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extraction.articles.paragraphs import Paragraph
from kg.extraction.names.forms import PARTICLES, TITLES
from kg.extraction.names.given_names import is_given

_WORD = r"[A-Z][\w.'’-]*"
_CAPITALS = r"[A-Z][A-Z.'’-]{1,40}"
_OF_CAPITALS = rf"{_CAPITALS}(?: {_CAPITALS}){{0,3}}(?=,? ?[A-Z ,]{{0,80}}(?: \([^()\n]{{0,80}}\))?:)"
_MARKED = re.compile(r"\(\(([A-Z][^()\n]{0,40})\)\)\s*:?\s*")
_LETTER = re.compile(r"(Q|A|Question|Answer|QUESTION|ANSWER)(?: ?\d{1,3})?(?::|\.(?= [A-Z\"“‘])|(?=\n))\s*")
_NEXT = rf"(?: (?:(?:{'|'.join(sorted(PARTICLES))}) ){{0,2}}(?:[ae]l-)?{_WORD})"  # 'Okoye', 'van der Berg', 'al-Sela'
_NAMED = re.compile(rf"({_OF_CAPITALS}|{_WORD}{_NEXT}{{0,3}})(?:, ([A-Z ,]+))?(?: \([^()\n]{{1,30}}\))?:(?:\s+|$)")
_BARE = re.compile(rf"([A-Z]{{2,3}}|{_WORD}(?: {_WORD}){{1,2}}) (?=(?:[A-Z][a-z]|[IA] |[\[“\"]))")
_HOSTING = re.compile(r"\b(?:HOST|ANCHOR|MODERATOR|BYLINE|REPORTER|CORRESPONDENT)\b")  # 'ANA OKOYE, HOST:'
# 'I', 'you' and the like: of whoever speaks; with a capital they may be of a title ('My Harbour')
PERSONAL = re.compile(r"\bI\b(?!\.)|\b(?:we|my|our|us|me|you|your)\b|(?:^|[.!?]\s+)(?:We|My|Our|You|Your)\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
ASKERS = frozenset(
    "q question wn wikinews interviewer moderator host reporter reporters journalist press anchor".split()
)
INITIALS = 3  # letters of a label that are initials
_OF_ONESELF = re.compile(r"\bI\b(?!\.)|\b[Mm]y\b")
_FEWEST_BOLD = 3  # questions without a label
_FEWEST = 2  # turns of a label before it counts


@dataclass(frozen=True, slots=True)
class Label:
    """Who speaks in a paragraph, and where in the text the spoken words begin; `asks` tells an interviewer."""

    paragraph: int
    name: str
    begins: int
    asks: bool = False
    form: str = "name"
    hosts: bool = False


def labels_of(text: str, paragraphs: Sequence[Paragraph], publisher: str | None) -> list[Label]:
    """The labels of an article whose paragraphs are turns, in their order; none of any other article."""
    found = [each for index, place in enumerate(paragraphs) if (each := _label(text, index, place))]
    found = _recurring(found, text, paragraphs)
    if not found:
        return _unlabelled(text, paragraphs)
    asking = _asking(found, text, paragraphs, publisher)
    found = [replace(each, asks=each.name in asking) for each in found]
    if not any(not each.asks for each in found):
        found = sorted([*found, *_bare(found, text, paragraphs)], key=lambda each: each.paragraph)
    return found


def _unlabelled(text: str, paragraphs: Sequence[Paragraph]) -> list[Label]:
    """The turns of an interview whose questions only bold type set apart: at least three, most answered with 'I'."""
    asked = [n for n, place in enumerate(paragraphs) if place.kind == "body" and is_question(text, place)]
    asked = [n for n in asked if n + 1 < len(paragraphs) and n + 1 not in asked and not _has_marks(text, paragraphs[n])]
    told = [n for n in asked if _OF_ONESELF.search(_unquoted(text, paragraphs[n + 1]))]
    if len(asked) < _FEWEST_BOLD or 2 * len(told) <= len(asked):
        return []
    questions = [Label(n, "", paragraphs[n].start, asks=True) for n in asked]
    answers = [Label(n + 1, "A", paragraphs[n + 1].start, form="letter") for n in asked]
    return sorted([*questions, *answers], key=lambda each: each.paragraph)


def _has_marks(text: str, place: Paragraph) -> bool:
    return bool(_QUOTED.search(text, place.start, place.end))


def _unquoted(text: str, place: Paragraph) -> str:
    return _QUOTED.sub("", text[place.start : place.end])


def is_question(text: str, place: Paragraph) -> bool:
    """Whether a paragraph ends in a question mark."""
    return text[place.start : place.end].rstrip(')]"” ').endswith("?")


def is_personal(text: str, place: Paragraph) -> bool:
    """Whether a paragraph has 'I', 'we' or 'you' outside quotation marks, as only speech has."""
    return bool(PERSONAL.search(_unquoted(text, place)))


def initials(name: str) -> str:
    """'AO' of 'Ana Okoye'."""
    return "".join(word[0] for word in name.split() if word[0].isalpha())


def without_title(name: str) -> list[str]:
    """The words of a label behind 'Dr', 'MS.' and the like."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").capitalize() in TITLES:
        words = words[1:]
    return words


def _label(text: str, index: int, place: Paragraph) -> Label | None:
    if place.kind != "body":
        return None
    for form, pattern in (("marked", _MARKED), ("letter", _LETTER), ("name", _NAMED)):
        if found := pattern.match(text, place.start, place.end):
            hosts = form == "name" and bool(_HOSTING.search(found.group(2) or ""))
            return Label(index, found.group(1).strip(), found.end(), form=form, hosts=hosts)
    return None


def _recurring(found: list[Label], text: str, paragraphs: Sequence[Paragraph]) -> list[Label]:
    """Those that tell turns: markup, 'Q' with 'A', or names that come again and take turns, of which one is known."""
    counted = Counter((each.form, each.name.casefold()) for each in found)
    marked = sum(count for (form, _), count in counted.items() if form == "marked")
    asked = counted["letter", "q"] + counted["letter", "question"]
    again = coming_again(each.name for each in found if each.form == "name")
    named = [each for each in found if each.form == "name" and each.name in again]
    spoken = [each for each in named if is_personal(text, replace(paragraphs[each.paragraph], start=each.begins))]
    certain = marked >= _FEWEST or asked >= _FEWEST
    turns = len({each.name.casefold() for each in named}) > 1 and bool(spoken)
    accepted = {
        "marked": marked >= _FEWEST,
        "letter": asked >= _FEWEST,
        "name": certain or (turns and any(_names_somebody(name, text) for name in again)),
    }
    return [each for each in found if accepted[each.form] and (each.form != "name" or each.name in again)]


def coming_again(names: Iterable[str]) -> frozenset[str]:
    """Those that come at least twice, in full or short: 'NG' and 'Nia Gallo', 'OKOYE' and 'Ms Ana Okoye'."""
    counted = Counter(names)
    forms = {name: _forms(name) for name in counted}
    whole = Counter(full for full, *_ in forms.values())
    partly = Counter(form for each in forms.values() for form in set(each))
    return frozenset(
        name
        for name, (full, *short) in forms.items()
        if counted[name] > 1 or partly[full] > 1 or any(whole[form] for form in short if form != full)
    )


def _is_akin(one: str, other: str) -> bool:
    mine, theirs = _forms(one), _forms(other)
    return mine[0] in theirs or theirs[0] in mine


@lru_cache(maxsize=1024)
def _forms(name: str) -> tuple[str, str, str]:
    """The name without its title, its last word and its initials, all in lower case."""
    words = without_title(name.casefold())
    return " ".join(words), words[-1], initials(name).casefold()


def _names_somebody(name: str, text: str) -> bool:
    """Whether a label is a person's name: by its given name, or because the article has that name in full."""
    words = without_title(name)
    titled = words != name.split()
    if titled or len(words) > 1:
        return titled or is_given(words[0])
    last = words[0].capitalize() if words[0].isupper() else words[0]
    if re.search(rf"\b[A-Z][a-z]+ (?:[A-Z]\. )?{re.escape(last)}\b(?!:)", text):
        return True
    first, end = words[0][0], re.escape(words[0][-1])
    short = words[0].isupper() and len(words[0]) <= INITIALS
    return short and bool(re.search(rf"\b{first}[a-z]+ (?:[A-Z][\w.]* )?{end}[a-z]+\b", text))


def _asking(found: Sequence[Label], text: str, paragraphs: Sequence[Paragraph], publisher: str | None) -> set[str]:
    """Who asks: by the label's own words, the paper itself, and those whose turns mostly end in a question."""
    papers = {publisher.casefold(), initials(publisher).casefold()} if publisher else set[str]()
    asking: set[str] = set()
    for name in {each.name for each in found} - {"A", "Answer", "ANSWER"}:
        own = [each for each in found if _is_akin(name, each.name)]
        questions = sum(is_question(text, paragraphs[each.paragraph]) for each in own)
        named_so = name.casefold() in ASKERS | papers or any(each.hosts for each in own)
        if named_so or 2 * questions >= len(own):
            asking.add(name)
    return asking


def _bare(found: Sequence[Label], text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Label]:
    """Bold names that lost their mark: 'Ana Okoye I came in May', then 'AO We stayed', each behind a question."""
    behind = [each.paragraph + 1 for each in found if each.paragraph + 1 < len(paragraphs)]
    matched = [(n, m) for n in behind if (m := _BARE.match(text, paragraphs[n].start, paragraphs[n].end))]
    short = Counter(m.group(1) for _, m in matched if m.group(1).isupper())
    for index, match in matched:
        name = match.group(1)
        if short[name if name.isupper() else initials(name)] >= _FEWEST and _names_somebody(name, text):
            yield Label(index, name, match.end(), form="bare")
