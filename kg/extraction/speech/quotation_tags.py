"""Whether the clause behind a quotation gives it to somebody else than the words before, as in a dialogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.articles.page import Page
from kg.extraction.articles.quotations import Chain, Stretch
from kg.extraction.names.cast import Cast
from kg.extraction.speech.attribution import is_quoting, tokens_between
from kg.extraction.speech.speaking_subjects import speaking_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCE_END = re.compile(
    r"[.!?](?=\s+[\"“‘(]?[A-Z]|\s*$)(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!Mrs\.)(?<!Sen\.)(?<!Rep\.)(?<!Gen\.)(?<!Gov\.)(?<!St\.)"
    r"(?<!Prof\.)(?<!Rev\.)(?<!Lt\.)(?<!Col\.)(?<!Capt\.)(?<!Sgt\.)(?<!Maj\.)(?<!Adm\.)"
)
_TAGGED = re.compile(
    r"\s*(?:(?:said|says|added|asked|replied|wrote|told|answered) )?(?:the )?(?:[a-z]+ ){0,2}(?:[A-Z][a-z]+\.? )?"
    r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,5}"
    r"(?:[^.!?\"“”]{0,40} (?:said|says|added|asked|replied|wrote|told|answered)\b|(?<=[a-z])[.,])"
)
_OTHER = {"he": "she", "she": "he"}
_ANSWERING = frozenset("reply answer respond retort counter".split())
_GOING_ON = frozenset("add continue go conclude".split())
_DESCRIBING = ("NOUN", "PROPN", "NUM")
_LONGEST = 120  # code points of a clause that tags a quotation
_FIRST_WORDS = 8  # the verb of a tag is among them


def is_of_another(page: Page, cast: Cast, last: Stretch, chain: Chain) -> bool:
    """'“We go,” Okoye said. “I stay,” Adu said.': whether a name or a description tags only the second words."""
    told_on = page.text[chain[-1].end - 1 : chain[-1].end] in tuple(",!?")
    if not told_on:
        return False
    before = {m.key for m in cast.within(last.right, chain[0].left)}
    end = min(chain[-1].right + 90, page.paragraphs[chain[-1].paragraph].end)
    tag = _TAGGED.match(page.text, chain[-1].right, end)
    mention = next((m for m in cast.within(*tag.span()) if cast.type_of(m.key) == "Person"), None) if tag else None
    if mention is not None:
        return mention.key not in before
    return _is_told_apart(page, cast, last, chain, before)


def _is_told_apart(page: Page, cast: Cast, last: Stretch, chain: Chain, before: set[str]) -> bool:
    """Whether the clause behind has a speaker of its own: by an answer, another pronoun, or a noun of its own."""
    verb = tagging(page, chain[-1])
    own = _teller(verb) if verb is not None else None
    if verb is None or own is None or verb.lemma_ in _GOING_ON:
        return False
    if verb.lemma_ in _ANSWERING and page.text[last.end - 1 : last.end] == "?":
        return True  # nobody answers his own question
    if not page.text[last.right : chain[0].left].strip():
        return _is_led(page, last)
    start = page.paragraphs[last.paragraph].start
    tag = tokens_between(page.docs[last.paragraph], last.right - start, chain[0].left - start)
    words = {token.lower_ for token in tag}
    if own.lower_ in _OTHER:
        known = {cast.gender.get(key) for key in before if cast.type_of(key) == "Person"}
        return own.lower_ not in words and (_OTHER[own.lower_] in words or known == {_OTHER[own.lower_]})
    return own.pos_ in _DESCRIBING and _is_described(page, cast, chain[-1], own, before, words)


def _is_described(page: Page, cast: Cast, said: Stretch, own: Token, before: set[str], words: set[str]) -> bool:
    """'replied the witness, Adu', 'a woman shouted': who neither is named before nor goes by one of these words."""
    start = page.paragraphs[said.paragraph].start
    last = own.doc[own.right_edge.i]
    begins, ends = start + own.doc[own.left_edge.i].idx, start + last.idx + len(last)
    named = [m.key for m in cast.within(begins, ends) if cast.type_of(m.key) == "Person"]
    if begins < said.right or any(key in before for key in named):
        return False
    return bool(named) or own.lower_ not in words


def _is_led(page: Page, stretch: Stretch) -> bool:
    """Whether a clause leads to the quotation: 'Okoye said: “...”'."""
    lead = page.text[page.paragraphs[stretch.paragraph].start : stretch.left].rstrip()
    return lead.endswith((":", ","))


def _teller(verb: Token) -> Token | None:
    """The subject of the verb; of 'replied the witness', where the parser takes him for its object, the witness."""
    behind = (c for c in verb.rights if c.dep_ in ("dobj", "attr", "oprd") and c.left_edge.i == verb.i + 1)
    return speaking_subject(verb) or next(behind, None)


def goes_on_behind(page: Page, stretch: Stretch) -> bool:
    """'“Never,” she snapped.', '“Never!” one of them snapped.': whether the sentence goes on behind the quotation."""
    following = page.text[stretch.right : page.paragraphs[stretch.paragraph].end].lstrip()
    return bool(following) and (page.text[stretch.end - 1 : stretch.end] == "," or following[0].islower())


def tagging(page: Page, stretch: Stretch) -> Token | None:
    """The verb of saying right behind a quotation, in the same sentence of the text."""
    start = page.paragraphs[stretch.paragraph].start
    limit = min(page.paragraphs[stretch.paragraph].end, stretch.right + _LONGEST)
    stop = SENTENCE_END.search(page.text, stretch.right, limit)
    end = stop.start() if stop else limit
    following = next((s.left for chain in page.chains for s in chain if stretch.right <= s.left < end), None)
    if following is not None:
        leads = page.text[stretch.right : following].rstrip().endswith((",", ":"))
        if leads and page.text[stretch.end - 1 : stretch.end] in tuple(".!?"):
            return None  # '“It was late.” Okoye later wrote, “...”'
        end = following
    tokens = tokens_between(page.docs[stretch.paragraph], stretch.right - start, end - start)
    words = [token for token in tokens if not token.is_punct and not token.is_space]
    return next((token for token in words[:_FIRST_WORDS] if is_quoting(token)), None)
