"""Line breaks of a text: which only fit it to a width, which end a paragraph, and which may do either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

BREAK = r"\n\r\x0b\x0c\x85\u2028\u2029"
_CHUNK = re.compile(rf"[^{BREAK}]+(?:(?:\r\n|[{BREAK}])(?=[^{BREAK}]*[^\s{BREAK}])[^{BREAK}]+)*")
_LINE = re.compile(rf"[^{BREAK}]+")
_FOLD = re.compile(rf"(?<!\s)\s*[{BREAK}]\s*")  # without the first, a long gap would be tried from each place in it
_LONGEST = 120  # code points; nobody fits a text to a greater width
_SHORTEST = 25  # a shorter line may be a button or an entry of a menu, and shows nothing of a text's width
_MANY = 12  # lines; so many without an empty one among them may be several paragraphs

_STOPPED = re.compile(r"[.?!:…。！？][”’\"')\]»]*$")
_QUOTED = re.compile(r"(?:[”»\"]|[.,?!…][’'])[)\]]?$")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Rev|Hon|Messrs|St|Nos?|vs)\.$")
_SHORTENED = re.compile(r"(?:\b[A-Za-z]\.)+$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.$")
# what no line ends with that is a heading or a paragraph
_DANGLING = re.compile(
    r"(?:[,;]|\b(?:an?|the|and|or|nor|that|which|whose|than|because|although|while|its|their|our|your|my))$",
    re.IGNORECASE,
)
# what only a short one does, or a question: 'Log in', 'What the row is about'
_LEADING_ON = re.compile(
    r"\b(?:of|by|with|from|into|between|against|among|amid|during|despite|until|in|on|at|for|to|as|after|before|since"
    r"|about|under|over|near|is|are|was|were|said|says|told)$"
)
_ASKS = re.compile(r"\W*(?:wh(?:at|o|om|ere|en|y|ich)|how)\b", re.IGNORECASE)
_LOWER = re.compile(r"(?:[–—] |[(“‘\"'])*(?!(?:https?:|www\.))(?P<word>[a-zà-öø-ÿ][\w’'-]*)")
_PARTICLE = re.compile(r"(?:de|du|da|di|la|le|van|von|bin|bint|al|el)[ -](?:\w+ )?[A-Z]")  # 'de Vries', 'al-Sela'
_OPENER = re.compile(
    r"[“‘\"'(]?(?:The|An?|In|On|At|It|He|She|We|They|You|This|That|These|Those|There|But|And|After|Before|When|While|As"
    r"|If|For|From|With|By|His|Her|Their|Its|Our|To|Of|What|Who|Where|How|Why|Some|Many|All|Both|Since|Under|Last"
    r"|According)\b"
)
_CLOSING = {'"': '"', "“": "”»", "„": "”»“", "«": "”»"}  # what closes each mark that opens
_ENTRY = re.compile(r"(?:[•*·▪-]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The white space `text[start:end]` between two lines.

    `goes_on` tells that the paragraph most likely does, `sure` that there is no doubt of it either way, and `by_words`
    that it is the words on both sides that show that it goes on.
    """

    start: int
    end: int
    goes_on: bool
    sure: bool
    by_words: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  # without white space at its ends
    length: int  # with what indents it

    @property
    def tail(self) -> str:
        """As much of its end as shows how it ends."""
        return self.text[-40:]


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The lines between two empty ones; `soft` tells of each but the last whether the words show that it goes on."""

    lines: tuple[_Line, ...]
    soft: tuple[bool, ...]

    def pairs(self) -> Iterator[tuple[_Line, _Line, bool]]:
        for (line, following), soft in zip(pairwise(self.lines), self.soft, strict=True):
            yield line, following, soft


@dataclass(frozen=True, slots=True)
class _Style:
    """How a whole text breaks its lines; `width` is that to which it fits them, where it keeps to one."""

    wraps: bool
    never_wraps: bool
    width: int | None


@lru_cache(maxsize=16)
def line_breaks(text: str) -> tuple[LineBreak, ...]:
    """Every break between two lines of a text, in order; an empty line parts paragraphs, and is none.

    Where one line does not end as a sentence does and the next begins in lower case, the paragraph goes on. The other
    breaks are judged by the rest of their paragraph and of the text: whether the next word would have had room.

    >>> [each.goes_on for each in line_breaks("Fog closes port\\nBy Maren Ilk\\n\\nThe fog lay on\\nthe harbour.")]
    [False, True]
    """
    chunks = [each for each in _chunks(text) if each.soft]
    style = _style(chunks)
    first = len(text) - len(text.lstrip())
    return tuple(each for chunk in chunks for each in _judged(chunk, style, is_first=chunk.lines[0].start == first))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text stand, in code points, without white space at their ends.

    >>> [*paragraphs("The fog lay on\\nthe harbour.\\n\\nNo boat left.")]
    [(0, 27), (29, 42)]
    """
    inner = {each.start for each in line_breaks(text) if each.goes_on}
    start = None
    for line in _LINE.finditer(text):
        if words := line.group().strip():
            end = line.start() + len(line.group().rstrip())
            start = end - len(words) if start is None else start
            if end not in inner:
                yield start, end
                start = None


def on_one_line(words: str) -> str:
    """The words with a space for each line break; none behind a hyphen.

    >>> on_one_line("two-\\nthirds of  the\\r\\n  harbour")
    'two-thirds of  the harbour'
    """
    return _FOLD.sub(lambda found: joint(words, found.start()), words)


def joint(text: str, end: int) -> str:
    """What stands on one line for the break behind `text[:end]`."""
    return "" if end > 1 and text[end - 1] == "-" and text[end - 2].isalnum() else " "


def _chunks(text: str) -> Iterator[_Chunk]:
    for chunk in _CHUNK.finditer(text):
        lines = []
        for line in _LINE.finditer(text, *chunk.span()):
            words = line.group().strip()
            if words:
                indent = len(line.group()) - len(line.group().lstrip())
                start = line.start() + indent
                lines.append(_Line(start, start + len(words), words, indent + len(words)))
        yield _Chunk(tuple(lines), tuple(_goes_on(*pair) for pair in pairwise(lines)))


def _style(chunks: Sequence[_Chunk]) -> _Style:
    pairs = [pair for chunk in chunks for pair in chunk.pairs() if pair[0].length >= _SHORTEST]
    soft = [(line, following) for line, following, is_soft in pairs if is_soft]
    others = len(pairs) - len(soft)
    long = any(line.length > _LONGEST for chunk in chunks for line in chunk.lines)
    wrapped = (line for chunk in chunks if any(chunk.soft) for line in chunk.lines if " " in line.text)
    width = max((line.length for line in wrapped), default=0)
    full = sum(not _has_room(line, following, width) for line, following in soft)
    kept = len(soft) >= 3 and full >= 0.95 * len(soft)
    return _Style(len(soft) >= max(2, others / 2), not soft and (others >= 4 or long), width if kept else None)


def _judged(chunk: _Chunk, style: _Style, *, is_first: bool) -> Iterator[LineBreak]:
    wrapped = style.wraps or sum(chunk.soft) >= max(1, len(chunk.soft) / 3)
    quoting = ""  # the mark that is open
    for line, following, is_soft in chunk.pairs():
        quoting = _open_mark(line.text, quoting)
        inside = bool(quoting) and not following.text.startswith(("“", '"', "„", "«"))
        stopped = _is_end(line.tail)
        long = max(line.length, following.length) > _LONGEST
        if is_soft:
            goes_on, sure = True, True
        elif style.never_wraps or _is_entry(line, following):
            goes_on, sure = False, True
        elif wrapped and style.width is not None:
            goes_on, sure = not _has_room(line, following, style.width), True
        elif long:
            goes_on, sure = False, True
        elif wrapped and stopped:
            goes_on, sure = len(chunk.lines) < _MANY or line.length > following.length / 2, True
        elif wrapped:
            goes_on = not _OPENER.match(following.text)
            sure = goes_on and not (is_first and line is chunk.lines[0])
        else:
            goes_on, sure = inside, stopped and not inside
        yield LineBreak(line.end, following.start, goes_on, sure, is_soft)


def _has_room(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would have stood on this one, so that something else broke it."""
    return line.length + 1 + len(following.text.split(maxsplit=1)[0]) <= width


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether the words on both sides show that a break ends no paragraph."""
    if _is_entry(line, following):
        return False
    if _begins_low(following.text):
        return not _STOPPED.search(line.tail) or not _is_end(line.tail)
    if _TITLE.search(line.tail) or _DANGLING.search(line.tail):
        return True
    leads_on = line.length >= _SHORTEST and _LEADING_ON.search(line.tail) is not None
    return leads_on and not _ASKS.match(line.text)


def _begins_low(text: str) -> bool:
    found = _LOWER.match(text)
    return found is not None and found["word"].islower() and not _PARTICLE.match(text, found.start("word"))


def _is_end(text: str) -> bool:
    """Whether a line ends as sentences do, and not with what is only shortened."""
    if _TITLE.search(text) or _SHORTENED.search(text):
        return False
    return bool(_STOPPED.search(text) or _QUOTED.search(text))


def _is_entry(line: _Line, following: _Line) -> bool:
    """Whether the next line is an entry of a list."""
    found = _ENTRY.match(following.text)
    if found is None:
        return False
    return not found.group()[0].isdigit() or bool(_ENTRY.match(line.text)) or _is_end(line.tail)


def _open_mark(text: str, mark: str) -> str:
    """The double quotation mark that is open behind a line, given that which is open before it."""
    for letter in re.findall(r"[“”\"„«»]", text):
        if not mark:
            mark = letter if letter in _CLOSING else ""
        elif letter in _CLOSING[mark]:
            mark = ""
    return mark
