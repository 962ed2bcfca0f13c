"""Where what was said ends and the article goes on in words of its own: a remark, an aside, an occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES
from kg.extraction.speech.second_verbs import is_present, is_put_back

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = frozenset(('"', "“", "”"))
_REMARKING = frozenset("which who whose where a an something".split())
_DETAILING = frozenset("add cite comment disclose elaborate explain give identify name offer provide specify".split())
# what one does by saying something, and no fire or storm by breaking out
_COMMENTING = frozenset(
    "allude belittle brand brush cite contradict defend defy describe dismiss disregard downplay echo hint ignore label"
    " liken mock pave quote refer shrug signal vent".split()
)
# 'prompting anger': what is said stirs it
_STIRRING = frozenset("dash draw earn fan fuel prompt provoke raise spark stoke trigger win".split())
_STIRRED = frozenset(
    "anger applause backlash cheer concern condemnation criticism doubt expectation fear fury hope ire laughter outcry"
    " outrage praise question rebuke ridicule speculation".split()
)
# what one may call a thing that was said
_SAYINGS = frozenset(
    "accusation allegation argument assertion assessment assurance call charge claim comment contention declaration"
    " demand denial explanation figure pledge position prediction promise proposal remark sentiment stance statement"
    " suggestion view warning wording".split()
)
_COUNTS = frozenset("poll survey census count tally questionnaire".split())
_ENDED = frozenset("day doubt hour month speculation uncertainty wait week year".split())
_SPANS = frozenset("seconds minutes hours days weeks months years moments".split())
_NEARLY = frozenset("just only barely mere".split())
_UPON = frozenset("after following amid amidst".split())  # what made somebody say that he would
VENUES = frozenset(
    "address article briefing broadcast column conference interview letter op-ed post speech statement tweet".split()
)
_OWNED = frozenset("a an his her its their".split())
# 'lied in an interview', 'was described in a letter': what is done there, and not said there
_DONE_THERE = frozenset(FORCES) | frozenset(
    "accept appear apologise attack be call contain defend describe detail detect do find give hear hint include insult"
    " lie list make mention mislead misspeak name outline print publish quote read record reveal see set sign speak"
    " take talk threaten use win write".split()
)


def before_own_words(clause: Token, verb: Token, start: int, end: int) -> int:
    """The last token of a reported clause before what the article adds to it."""
    doc = verb.doc
    end = _before_others_words(doc, start, before_remark(doc, start, end))
    end = _before_aside(clause, verb, start, _before_bracket(doc, start, end))
    end = before_trail(doc, start, end, ahead=_is_ahead(clause))
    return _before_occasion(clause, start, end)


def before_trail(doc: Doc, start: int, end: int, *, ahead: bool) -> int:
    """The last token before what the article adds: 'without giving details', 'as he tries to win votes', ', though'.

    `ahead`: what was said lies ahead, so that what comes after something else is why it was said.
    """
    quoted = 0
    for at in range(start + 1, end):
        quoted += doc[at].text in _MARKS
        if quoted % 2 == 0 and at > start + 2 and (_begins_trail(doc[at]) or _is_set_off(doc[at], ahead=ahead)):
            return at - 1
    return end


def before_remark(doc: Doc, start: int, end: int) -> int:
    """'said it would close — which nobody had feared': behind a dash that nothing pairs, the article itself speaks."""
    dashes = [t.i for t in doc[start : end + 1] if _is_dash(t)]
    if len(dashes) != 1 or not start < dashes[0] < end:
        return end
    quoted = sum(t.text in _MARKS for t in doc[start : dashes[0]]) % 2
    first = doc[dashes[0] + 1]
    joined = first.lower_ in ("and", "but") and dashes[0] + 2 < len(doc) and first.nbor().tag_ in ("WP", "WDT", "WP$")
    return dashes[0] - 1 if (first.lower_ in _REMARKING or joined) and not quoted else end


def before_relative(doc: Doc, start: int, end: int) -> int:
    """The last token before ', which came after a long trial', ', with which others agreed', ', all of which'."""
    for token in doc[start + 1 : end]:
        share = token.i + 2 <= end and doc[token.i + 2].lower_ == "of"
        behind = doc[token.i + 1 : min(token.i + 3 + share, end + 1)]
        if token.text == "," and any(t.tag_ in ("WDT", "WP", "WP$") for t in behind) and _is_even(doc, start, token.i):
            return token.i - 1
    return end


def _is_ahead(clause: Token) -> bool:
    """'would resign', 'to resign': what had not come yet when it was said."""
    ahead = any(c.dep_ == "aux" and c.lower_ in ("would", "will", "’ll", "'ll", "to", "shall") for c in clause.lefts)
    return ahead and not any(c.lemma_ == "have" and c.dep_ == "aux" for c in clause.lefts)


def _begins_trail(token: Token) -> bool:
    following = token.nbor(1)
    if token.lower_ == "without":
        return following.tag_ == "VBG" and following.lemma_.lower() in _DETAILING
    ruled = token.head if token.lower_ == "as" and token.dep_ == "mark" else None
    return (
        ruled is not None
        and ruled.tag_ in ("VBZ", "VBP", "VBD")
        and any(c.dep_ == "nsubj" and c.i == following.i and c.lower_ in ("he", "she", "they") for c in ruled.lefts)
    )


def _is_set_off(token: Token, *, ahead: bool) -> bool:
    """Whether this begins, behind a comma, what the article remarks on what was said."""
    if token.nbor(-1).text != ",":
        return False
    word, following = token.lower_, token.nbor(1)
    if token.tag_ == "VBG" and token.dep_ in ("advcl", "acl"):
        return _is_of_saying(token)  # ', accusing it of lies'
    if word == "with":
        return _is_of_others(token)
    if word == "based":
        return _is_by_count(token)
    if word in ("though", "although"):
        return token.dep_ == "mark"
    if word in ("despite", "even"):
        return word == "despite" or following.lower_ in ("though", "as")
    if word == "most":
        return following.lower_ in ("recently", "lately", "notably")
    if word in ("before", "after") and following.tag_ == "VBG":
        return True
    if word in _UPON:
        return ahead and (token.dep_ == "prep" or token.dep_ == "mark")
    return _is_later(token, ahead=ahead) or _names_what_was_said(token)


def _is_of_saying(act: Token) -> bool:
    lemma = act.lemma_.lower()
    if lemma == "become":
        return _is_first(act)  # ', becoming the first to do so'
    stirred = {"stir": _STIRRED, "end": _ENDED}.get("stir" if lemma in _STIRRING else lemma, frozenset())
    stirs = any(c.dep_ == "dobj" and c.lemma_.lower() in stirred for c in act.rights)
    points = lemma == "point" and any(c.dep_ == "prep" and c.lower_ == "to" for c in act.rights)
    return lemma in FORCES or lemma in _COMMENTING or stirs or points


def _is_by_count(token: Token) -> bool:
    """', based on a poll': what the article has counted it by."""
    on = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "on"), None)
    return on is not None and any(c.lemma_.lower() in _COUNTS for c in on.children)


def _is_of_others(link: Token) -> bool:
    """', with some papers claiming it was late': what somebody else says."""
    said = next((t for t in link.subtree if t.tag_ == "VBG" and t.i > link.i), None)
    own = said is not None and any(c.dep_ == "nsubj" and c.i > link.i for c in said.lefts)
    return said is not None and own and said.lemma_.lower() in FORCES


def _is_later(token: Token, *, ahead: bool) -> bool:
    """', days after cracks were found'; with a number only of what lies ahead: ', two days after the storm'."""
    doc, at = token.doc, token.i
    at += doc[at].lower_ in _NEARLY
    at += doc[at].lower_ in ("a", "an") or doc[at].like_num if ahead else 0
    span = doc[at].lower_ if at < len(doc) else ""
    return (span in _SPANS or (ahead and span + "s" in _SPANS)) and doc[at : at + 2][-1].lower_ in ("after", "before")


def _names_what_was_said(token: Token) -> bool:
    """', a claim disputed by engineers': what follows tells of the claim."""
    noun = token.head
    if token.lower_ not in ("a", "an") or noun.lemma_.lower() not in _SAYINGS or not 0 < noun.i - token.i < 4:
        return False
    told = any(c.dep_ in ("acl", "relcl", "prep") and c.i > noun.i for c in noun.rights)
    return told and not any(c.dep_ == "conj" for c in noun.rights)


def _before_aside(clause: Token, verb: Token, start: int, end: int) -> int:
    """'said she would sell it to Orlen Lines, which has forty ships': what is not put back in time is the article's.

    So is what it would be the first of.
    """
    if verb.tag_ != "VBD" or not is_put_back(clause):
        return end
    for token in clause.doc[start + 3 : end + 1]:
        told = token.dep_ == "relcl" or (token.dep_ == "advcl" and token.left_edge.lower_ == "as")
        if not told or token.right_edge.i < end or token.left_edge.nbor(-1).text != ",":
            continue
        opens = token.left_edge
        if _is_even(clause.doc, start, opens.i) and (is_present(token) or _is_first(token)):
            return opens.i - 2
    return end


def _is_first(relative: Token) -> bool:
    """'which would be the first by a minister', 'which was the largest'."""
    told = next((c for c in relative.rights if c.dep_ == "attr"), None)
    words = [told, *told.lefts] if told is not None else []
    return relative.lemma_ in ("be", "become") and any(
        t.lower_ in ("first", "last") or t.tag_ in ("JJS", "RBS") for t in words
    )


def _before_others_words(doc: Doc, start: int, end: int) -> int:
    """'said it was 5.5; the Survey reported 5.8': behind a semicolon somebody else speaks, behind a colon in marks."""
    for mark in doc[start + 2 : end + 1]:
        opens = mark.text in _MARKS and mark.nbor(-1).text == ":" and mark.i + 1 < len(doc)
        if opens and mark.nbor().is_title:
            return mark.i - 2  # 'said it was late: “We must go.”'
    at = next((t.i for t in doc[start + 1 : end + 1] if t.text == ";" and _is_even(doc, start, t.i)), None)
    if at is None:
        return end
    told = [t for t in doc[at + 1 : end + 1] if t.lemma_.lower() in FORCES and t.pos_ == "VERB"]
    others = any(c.dep_ == "nsubj" and c.lower_ not in ("he", "she", "they") for t in told for c in t.lefts)
    return at - 1 if others or any(t.lower_ == "according" for t in doc[at + 1 : end + 1]) else end


def _before_bracket(doc: Doc, start: int, end: int) -> int:
    """'said it was safe (engineers disagree)': a sentence in brackets is the article's own."""
    opens = next((t.i for t in doc[start + 1 : end + 1] if t.text == "("), None)
    if opens is None or not _is_even(doc, start, opens):
        return end
    inside = [t for t in doc[opens + 1 : end + 1] if t.tag_ in ("VBD", "VBZ", "VBP", "MD")]
    closes = next((t.i for t in doc[opens:] if t.text == ")"), None)
    if inside and (closes is None or closes >= end):
        return opens - 1
    return end


def _before_occasion(clause: Token, start: int, end: int) -> int:
    """'said it was safe in an interview with the Courier': where it was said, not where it was safe."""
    doc = clause.doc
    for token in doc[start + 2 : end]:
        noun = next((c for c in token.children if c.dep_ == "pobj"), None) if token.lower_ in ("in", "at") else None
        if noun is None or noun.lemma_.lower() not in VENUES or not _is_last(token, end):
            continue
        if not any(c.lower_ in _OWNED for c in noun.lefts) or not _is_even(doc, start, token.i):
            continue
        apart = doc[token.i - 1].text == ","
        if apart or (token.head.pos_ in ("VERB", "AUX", "ADJ") and not _is_done_there(token.head, token)):
            return token.i - 1 - apart
    return end


def _is_last(link: Token, end: int) -> bool:
    """Whether nothing but a day follows: 'in a statement', 'in a statement on Monday'."""
    rest = link.doc[link.right_edge.i + 1 : end + 1]
    return all(t.ent_type_ in ("DATE", "TIME") or t.lower_ == "on" for t in rest)


def _is_done_there(act: Token, link: Token) -> bool:
    if act.pos_ == "AUX" and any(c.dep_ in ("acomp", "attr") and c.i < link.i for c in act.rights):
        return False  # 'was safe in an interview'
    return act.lemma_.lower() in _DONE_THERE or act.tag_ == "VBG"


def _is_even(doc: Doc, start: int, at: int) -> bool:
    """Whether no quotation is open here."""
    return sum(t.text in _MARKS for t in doc[start:at]) % 2 == 0


def _is_dash(token: Token) -> bool:
    return token.text in ("—", "–", "--", "-") and (
        token.text == "--" or token.i == 0 or bool(token.nbor(-1).whitespace_)
    )
