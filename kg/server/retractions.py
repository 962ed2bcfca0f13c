"""What is answered in the place of an article that was taken back: why, since when, and where it was published."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.descriptions.dates import day_words
from kg.errors import StoreError
from kg.iris import is_web_address
from kg.server.problems import Problem
from kg.store import Snapshot
from kg.vocab import schema


class Gone(Problem):
    """410: the article was taken back, or that of which a statement was.

    `day` (ISO) and `address` are empty where nothing is kept of it.
    """

    def __init__(self, reason: str, day: str = "", address: str = "", *, article: str = "this article") -> None:
        since = f" on {day_words(day)}" if day else ""
        where = f" It was published at {address}." if address else ""
        stop = "" if reason.endswith((".", "!", "?")) else "."
        words = f"{article} was taken back{since}: {reason}{stop}{where} Do not rest on what it said."
        super().__init__(410, words)
        self.reason, self.day, self.address = reason, day, address
        self.title = f"{article[0].upper()}{article[1:]} was taken back"
        self.members |= {"address": address} if address else {}


def retracted(snapshot: Snapshot, article: NamedNode) -> Gone | None:
    """What is to be answered for an article that was taken back; None for any other node."""
    reason = snapshot.retraction(article)
    return None if reason is None else _gone(snapshot, article, reason, "this article")


def taken_along(snapshot: Snapshot, node: NamedNode) -> Gone | None:
    """What is to be answered for a node that only an article spoke of which was taken back; None for any other.

    The store must have nothing of the node.

    Raises StoreError where the history cannot be read.
    """
    article = snapshot.retracted_with(node)
    reason = snapshot.retraction(article) if article else None
    return _gone(snapshot, article, reason, "the article that said this") if article and reason else None


def _gone(snapshot: Snapshot, article: NamedNode, reason: str, words: str) -> Gone:
    try:
        infos = snapshot.revisions(article)
        last = next((each.number for each in infos if each.digest), None)
        said = snapshot.said(article, last) if last is not None else None
    except StoreError:  # a history that cannot be read takes nothing from the reason
        return Gone(reason, article=words)
    day = infos[0].recorded_from[:10] if infos and not infos[0].digest else ""
    found = (quad.object for quad in said.quads if quad.predicate == schema.url) if said else ()
    addresses = (each.value for each in found if isinstance(each, Literal | NamedNode))
    return Gone(reason, day, next(filter(is_web_address, addresses), ""), article=words)
