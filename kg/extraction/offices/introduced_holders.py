"""Posts of those whom the first paragraph only describes: 'A former mayor has died.', then 'Ana Okoye, 81, ...'"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.findings import Finding
from kg.extraction.names.cast import Mention
from kg.extraction.offices.holdings import holding
from kg.extraction.offices.post_words import is_post
from kg.extraction.offices.posts import post_of
from kg.extraction.references.drop_intros import introduced
from kg.extraction.references.references import References


def introduced_holders(references: References) -> Iterator[Finding]:
    """The post that the subject of the first sentence is called by, with whom the next paragraph names."""
    page = references.page
    index = next((n for n, each in enumerate(page.paragraphs) if each.kind == "body"), None)
    for head in page.tokens[index] if index is not None else ():
        if head.dep_ not in ("nsubj", "nsubjpass") or not is_post(head) or index is None:
            continue
        who = introduced(references, index, head, page.where(index, head))
        post = post_of(page, references.cast, index, head.doc, head, head.left_edge.i) if who is not None else None
        if who is not None and post is not None:
            named = next(m for m in references.cast.mentions if m.key == who.key)
            name = Mention(who.start, who.end, who.key)
            for found in holding("office-apposition", name, post, (post.start, post.end)):
                yield replace(found, spans=(*found.spans, (named.start, named.end)))
