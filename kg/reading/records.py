"""Articles as JSON: schema.org NewsArticle, one in a file, in lists or graphs, or one a line."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from kg.errors import UnreadableInputError
from kg.model import Article, text_digest
from kg.reading.content import MAX_LINE, checked, decoded, read_lines, read_whole
from kg.reading.structured import articles_in, body_of, metadata_of
from kg.reading.unread import remarks_on

_REFERENCE = re.compile(r"&(?:[a-z]{2,8}[0-9]?|#[0-9]{2,7}|#x[0-9a-f]{2,6});", re.IGNORECASE)
Read = Article | UnreadableInputError
_IN_HTML = re.compile(r"<(?:p|div)(?: [^<>]*)?>|<br ?/?>|</p>", re.IGNORECASE)  # no journalist writes one in a sentence


def read_json(stream: BinaryIO, name: str) -> Iterator[Read]:
    """The articles of a JSON document; a file of lines by a wrong name is read as lines."""
    text = decoded(read_whole(stream, name), name)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not any(_is_object(line) for line in lines):
            raise UnreadableInputError(f"{name}: not JSON: {_reason(error)}") from error
        for number, line in enumerate(text.split("\n"), start=1):
            yield from _read_line(line, f"{name}:{number}")
    else:
        yield from _read_document(document, name)


def read_json_lines(stream: BinaryIO, name: str, first: int = 1) -> Iterator[Read]:
    """The articles of a file with one a line, as they are read; an error stands for each line that is none.

    `first` is the number of the stream's first line in the file.
    """
    seen = False
    for number, line in read_lines(stream, first=first):
        if line is None:
            seen = True
            yield UnreadableInputError(f"{name}:{number}: a line of more than {MAX_LINE >> 20} MiB is no article")
            continue
        try:
            text = decoded(line, f"{name}:{number}")
        except UnreadableInputError as error:
            seen = True
            yield error
            continue
        seen = seen or bool(text.strip())
        yield from _read_line(text, f"{name}:{number}")
    if not seen:
        raise UnreadableInputError(f"{name}: the file is empty")


def _read_line(line: str, name: str) -> Iterator[Read]:
    if not line.strip():
        return
    try:
        document = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield UnreadableInputError(f"{name}: this line is not JSON: {_reason(error)}")
        return
    yield from _read_document(document, name)


def _reason(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)


def _is_object(line: str) -> bool:
    return line.startswith("{") and line.rstrip().endswith("}")


def _read_document(document: Any, name: str) -> Iterator[Read]:
    nodes = list(articles_in(document)) or [node for node in _plain_nodes(document) if body_of(node)]
    if not nodes:
        yield UnreadableInputError(f"{name}: no article: an object needs `articleBody` or `text`")
    for node in nodes:
        try:
            yield _from_node(node, name)
        except UnreadableInputError as error:
            yield error
        except UnicodeEncodeError:
            yield UnreadableInputError(f"{name}: holds half a surrogate pair, which is no character; write it as UTF-8")


def is_html(body: str) -> bool:
    """Whether the text of an article has the marks of HTML in it, and is to be read as that.

    >>> is_html("<p>Rain fell.</p>"), is_html("Rain fell, and 3 < 5.")
    (True, False)
    """
    return bool(_IN_HTML.search(body))


def _plain_nodes(document: Any) -> Iterator[dict[str, Any]]:
    for each in document if isinstance(document, list) else [document]:
        if isinstance(each, dict):
            yield each


def _from_node(node: dict[str, Any], name: str) -> Article:
    """The article of one object; its text is `articleBody` or `text`, but for what these have of HTML."""
    from kg.reading.pages import read_fragment
    from kg.reading.plain import read_plain

    body = body_of(node)
    known = metadata_of(node)
    known["remarks"] = tuple(remarks_on(node, known, has_text=body is not None))
    json.dumps(node, ensure_ascii=False).encode("utf-8")
    is_exact = body is not None and node.get("textDigest") == text_digest(body)  # as `kg read` writes it
    if body is None:
        if "headline" not in known:
            raise UnreadableInputError(f"{name}: no article: it has neither `articleBody` nor `headline`")
        if not known.keys() & {"url", "id"}:
            raise UnreadableInputError(f"{name}: it has neither `articleBody` nor a `url` or `id` to know it by")
        return Article(**known)
    if not is_exact and not is_html(body):
        body = _REFERENCE.sub(lambda found: html.unescape(found.group()).replace("\u00a0", " "), body)
    if not is_exact and is_html(body):
        return read_fragment(checked(body, name), known, name)
    plain = read_plain(checked(body, name), has_head=False)
    for key in ("language", "dateline", "correction"):
        known.setdefault(key, getattr(plain, key))
    return Article(text=body, text_digest=text_digest(body), blocks=plain.blocks, **known)
