"""Whether 'he said' and the 'He' that his words begin with leave open who of two speaks."""

from __future__ import annotations

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Stretch
from kg.extraction.references.discourse import Referent
from kg.extraction.references.references import References
from kg.extraction.speech.attribution import is_quoting


def speaks_of_another(page: Page, references: References, first: Stretch, speaker: Referent) -> bool:
    """'“He learned it in May,” he said': two are meant, and it is open which, where who was named last told nothing."""
    word = page.text[speaker.start : speaker.end].lower()
    opens = page.text[first.start : first.end].lower().split(maxsplit=1)[:1]
    if word not in ("he", "she") or opens != [word]:
        return False
    at = max((at for at, key, main in references.focus if main and key == speaker.key and at < first.start), default=-1)
    return at < 0 or not _is_of_a_teller(page, at)


def _is_of_a_teller(page: Page, at: int) -> bool:
    """Whether whoever stands here is the subject of a verb of saying."""
    index = next((n for n, p in enumerate(page.paragraphs) if p.start <= at < p.end), None)
    if index is None:
        return False
    offset = at - page.paragraphs[index].start
    name = next((t for t in page.docs[index] if t.idx <= offset < t.idx + len(t)), None)
    return name is not None and any(is_quoting(up) for up in (name.head, name.head.head))
