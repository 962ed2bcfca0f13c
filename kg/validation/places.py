"""Where in a Turtle or N-Triples file a node is described: a line that is right, or none."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.errors import Position

_PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_OTHER = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|(?P<iri><[^<>\s]*>)|(?P<comment>#[^\n]*)",
    re.DOTALL,
)
_BEGINS = re.compile(r"(?:^|[.{}]|(?:PREFIX\s+[\w.-]*:|BASE)\s*<[^>]*>)\s*\Z", re.IGNORECASE)
_BACK = 1000  # code points looked at before a line, for the end of what stands there


def place_of(node: str, text: str, name: str) -> Position | None:
    """The place where the IRI `node` first stands as a subject at the beginning of a line; None where it never does.

    >>> str(place_of("https://a/b", "@prefix a: <https://a/> .\\na:b a:c 1 .", "x.ttl"))
    'x.ttl:2:1'
    """
    plain = _without_text(text)
    spellings = [re.escape(f"<{node}>")]
    for prefix, namespace in _PREFIX.findall(plain):
        local = node.removeprefix(namespace)
        if namespace and local != node and re.fullmatch(r"[\w.-]+", local):
            spellings.append(re.escape(f"{prefix}:{local}"))
    for match in re.finditer(rf"^[ \t]*({'|'.join(spellings)})(?=[\s;])", plain, re.MULTILINE):
        if _BEGINS.search(plain[max(0, match.start() - _BACK) : match.start()]):
            return _position(text, match.start(1), name)
    return None


@lru_cache(maxsize=1)  # of one file there may be a thousand findings
def _without_text(text: str) -> str:
    return _OTHER.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    """IRIs as they are; of quoted text only its lines, of comments nothing."""
    if match["iri"]:
        return match[0]
    return re.sub(r"[^\n]", " " if match["comment"] else '"', match[0])


def _position(text: str, start: int, name: str) -> Position:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)].rstrip("\r")
    return Position(name, text.count("\n", 0, start) + 1, start - line_start + 1, line)
