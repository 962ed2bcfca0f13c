"""Look-ups: queries for what stands beside one node, which the server answers itself.

Their work is bounded by what they ask, one pattern whose subject is named, so there is nothing to kill; the way to a
query process and back takes twice as long as the answer. What is longer than usual is left to one all the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.server.process import Question, Reply
from kg.store import Snapshot
from kg.store.resolving import is_resolvable
from kg.store.values import Limits
from kg.store.worker import serialized

LIMITS = Limits(rows=20_000, bytes=1 << 16)  # so much is written in a millisecond or two
_LONGEST = 2_000  # code points of such a query
_LOOK_UP = re.compile(
    r"""\s*+ (?:PREFIX \s++ [\w.-]*+ : \s*+ <[^<>"{}|^`\\\x00-\x20]*+> \s*+)*+
    SELECT (?:\s*+ \* | (?:\s++ [?$]\w++)++) (?:\s*+ WHERE)? \s*+ \{ \s*+
    (?:<[^<>"{}|^`\\\x00-\x20]++> | (?!_:)[\w-]++:[\w-]++) \s*+  # the node; a blank one stands for any
    (?:<[^<>"{}|^`\\\x00-\x20]++> | [\w-]*+:[\w-]++ | a(?=\s) | [?$]\w++) \s*+
    [?$]\w++ \s*+ \.?+ \s*+ \} \s*+
    (?:LIMIT \s++ [0-9]{1,6}+ \s*+)?+""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=1_024)
def is_look_up(sparql: str) -> bool:
    """Whether a query asks one pattern of a node that it names, and nothing else.

    >>> is_look_up("SELECT ?name { <https://kg.example/entity/a> schema:name ?name } LIMIT 10")
    True
    >>> is_look_up("SELECT ?node { ?node schema:name ?name }")
    False
    """
    return len(sparql) <= _LONGEST and _LOOK_UP.fullmatch(sparql) is not None and not is_resolvable(sparql)


def looked_up(snapshot: Snapshot, question: Question) -> Reply | None:
    """The answer; None where it is longer than usual, or the engine has something to say of the query."""
    try:
        body, truncated = serialized(snapshot.database, question.request(LIMITS))
    except (SyntaxError, ValueError, OSError, RuntimeError):  # which a query process tells in words
        return None
    return None if truncated else Reply(body)
