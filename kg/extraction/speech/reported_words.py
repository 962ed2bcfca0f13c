"""Which words of a sentence give what was said: the clause without its attribution and the article's own asides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import COLLECTIVES, DOCUMENTS, FORCES, PEOPLE
from kg.extraction.parsing.syntax import is_supposed
from kg.extraction.speech.article_words import before_own_words, before_relative, before_trail
from kg.extraction.speech.said_first import begins_with_a_time, behind_verb
from kg.extraction.speech.second_verbs import before_own_act, before_participle, before_present, before_second_verb
from kg.extraction.speech.speaking_subjects import opens_quotation
from kg.extraction.speech.told_words import trimmed_words

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SHARES = frozenset("several many some others most few both all".split())
_SPEAKING = frozenset("say reveal disclose comment elaborate specify add confirm".split())
_CONDITIONS = frozenset(("unless", "if", "until", "till", "provided"))
_OPENING = frozenset("before after because until when once than".split())
_MERELY = frozenset(("only", "just", "simply", "merely"))
_COMPARED = ("RBR", "JJR", "RBS", "JJS")
_CITING = frozenset(("cite", "quote", "reference"))
_SETTING_BESIDE = frozenset("call disagree put place think believe".split())
_SHOWING = frozenset("show suggest appear say state indicate reveal".split())
ASIDES = frozenset("as after while before when".split())


def clause_words(clause: Token, verb: Token) -> Span | None:
    """The words of a reported clause, without 'that' and without the reporting clause if that stands inside."""
    inside = [t.i for t in clause.subtree]
    start, end = min(inside), max(inside)
    if start <= verb.i <= end:
        end = verb.i - 1 if clause.i < verb.i else end
        start = verb.i + 1 if clause.i > verb.i else start
    if clause.i > verb.i:
        if start > 0 and verb.doc[start - 1].dep_ == "cc":
            return None  # 'told them of it and a clerk gave ...': a sentence of its own
        end = _without_asides(clause, max(end, _last_conjunct(clause)))
        end = before_own_act(clause, verb, before_present(clause, verb, before_second_verb(clause, end)))
        end = before_participle(clause, verb, with_condition(_with_rest(verb, end), verb))
        end = before_own_words(clause, verb, start, _with_correlate(clause, end))
        start = behind_verb(_behind_lead(start, clause), clause, verb)
    else:
        end = min(end, _before_speaker(verb))
        if verb.doc[end].dep_ == "cc":
            end = _before_speaker(verb)  # 'It is late and | the rain has stopped, Okoye said'
        start = min(start, _condition_before(verb, start))
        if any(t.text in ";:" or t.lower_ in ("however", "but", "though") for t in verb.doc[end : verb.i]):
            return None  # 'It was a pineapple; the paper reported ...': another sentence
    return trimmed_words(verb.doc, start, end) if start < end else None


def _condition_before(verb: Token, start: int) -> int:
    """'If it rains, the lake will rise, the study said': where the condition begins that stands right before."""
    for child in verb.lefts:
        first = child.left_edge
        conditional = child.dep_ == "advcl" and first.lower_ in ("if", "when", "unless")
        near = verb.doc[start].text == ","
        if child.right_edge.i + 2 - near == start and (conditional or is_supposed(child)):
            return int(first.i)
    return start


def _behind_lead(start: int, clause: Token) -> int:
    """The first token behind a day, the paper's 'citing a report,' and '(only) that'."""
    doc = clause.doc
    if start + 1 < clause.i and doc[start].lower_ == "on" and doc[start + 1].ent_type_ == "DATE":
        start += 1  # 'said on Monday it would close'
    start = _behind_citation(_behind_time(start, clause), clause)
    that = next((c.i for c in clause.lefts if c.lower_ == "that" and c.dep_ == "mark"), start)
    start = that if that > start else start  # 'told them later that it was late'
    if doc[start].lower_ in _MERELY and doc[start + 1].lower_ == "that" and start + 1 < clause.i:
        start += 1  # 'saying only that it was late'
    while start < clause.i and (
        (doc[start].lower_ == "that" and doc[start].dep_ in ("mark", "dobj"))
        or (doc[start].is_punct and doc[start].text in ",:")
    ):
        start += 1
    return start


def _behind_citation(start: int, clause: Token) -> int:
    """'reported, citing a letter, it would close': the first token behind what the paper says of its source."""
    doc = clause.doc
    at = start + (doc[start].text == ",")
    if doc[at].tag_ != "VBG" or doc[at].lemma_ not in _CITING or doc[at - 1].text != ",":
        return start
    last = doc[at].right_edge.i
    return last + 1 if last + 1 < clause.i and doc[last + 1].text == "," else start


def is_citation(clause: Token) -> bool:
    """'wrote in a report — citing experts': the paper's word on the source, and nothing that was said."""
    return (
        clause.tag_ == "VBG" and clause.lemma_ in _CITING and not any(c.dep_ in ("nsubj", "aux") for c in clause.lefts)
    )


def _behind_time(start: int, clause: Token) -> int:
    """'said yesterday the laws should change': the first token behind the day.

    'today's laws' and 'fourth quarter sales' have none before them.
    """
    doc, at = clause.doc, start
    if begins_with_a_time(start, clause):
        return start
    while at < clause.i and doc[at].ent_type_ in ("DATE", "TIME") and doc[at].dep_ != "nsubj":
        at += 1
    owned = at > start and "POS" in (doc[at].tag_, doc[at - 1].tag_)
    return start if owned or any(t.head.i >= at and t.head.pos_ in ("NOUN", "PROPN") for t in doc[start:at]) else at


def _with_correlate(clause: Token, end: int) -> int:
    """The end of 'the more it rained, the faster the river rose', which the parser may take for two sentences."""
    doc = clause.doc
    first = clause.left_edge.i + (clause.left_edge.lower_ == "that")
    both = doc[first : first + 2], doc[end + 2 : end + 4]
    paired = all(len(pair) == 2 and pair[0].lower_ == "the" and pair[1].tag_ in _COMPARED for pair in both)
    if not paired or doc[end + 1].text != ",":
        return end
    ruling = doc[end + 3]
    while ruling.head.i != ruling.i and ruling.pos_ not in ("VERB", "AUX"):
        ruling = ruling.head
    return max(end, ruling.right_edge.i)


def _with_rest(verb: Token, end: int) -> int:
    """The end of the words where the parser breaks a clause in two: 'said they used | illegally obtained letters'.

    So it does in 'said she was “sure” | it would be reached', where the second clause belongs to the adjective.
    """
    if (again := _said_as_well(verb, end)) is not None:
        return again
    if end + 1 >= len(verb.doc) or verb.doc[end].is_punct:
        return end
    rest = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.i == end + 1), None)
    if rest is None or rest.left_edge.i < verb.i:
        return end
    return rest.right_edge.i if verb.doc[end].dep_ == "acomp" or not _has_subject(rest) else end


def _said_as_well(verb: Token, end: int) -> int | None:
    """'said that it was late, | but that nobody had left': the end of a second clause with 'that'."""
    at = end + 1
    at += verb.doc[at : at + 1].text == ","
    at += verb.doc[at : at + 1].text in ("and", "but")
    that = verb.doc[at] if end + 1 < at < verb.sent.end else None
    clause = that.head if that is not None and that.lower_ == "that" and that.dep_ == "mark" else None
    second = clause is not None and clause.dep_ == "conj" and clause.head.i == verb.i and _has_subject(clause)
    return clause.right_edge.i if clause is not None and second else None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.lefts)


def with_condition(end: int, verb: Token) -> int:
    """The end of what was said with its condition, which the parser may tie to the verb: 'vowed to go | unless ...'."""
    for child in (*verb.rights, *(verb.head.rights if verb.tag_ == "VB" else ())):
        before = verb.doc[child.left_edge.i - 1]
        behind = child.left_edge.i == end + 1 or (before.text == "," and before.i == end + 1)
        supposed = is_supposed(child) and child.dep_ in ("advcl", "ccomp")
        goes_on = any(c.lower_ in _CONDITIONS for c in child.lefts) or _is_quoted(child) or supposed
        if (child.dep_ == "advcl" or supposed) and behind and goes_on:
            return int(child.right_edge.i)
    return end


def _is_quoted(reason: Token) -> bool:
    """'because they had “helped”': a reason that has words of the speaker's."""
    marks = any(t.text == '"' for t in reason.subtree)
    return marks and any(c.lower_ in ("because", "since", "as") and c.dep_ == "mark" for c in reason.lefts)


def _before_speaker(verb: Token) -> int:
    """The last token before the reporting clause 'X said' that follows what was said."""
    return min(verb.i, *(c.left_edge.i for c in verb.children if c.dep_ == "nsubj"), verb.i) - 1


def _without_asides(clause: Token, end: int) -> int:
    """The last token of what was said, without 'as she called for ...' behind it: that is the article's own."""
    quoting = next((t for t in clause.subtree if clause.i < t.i <= end and opens_quotation(t)), None)
    if quoting is not None and clause.doc[clause.left_edge.i].text != '"':
        return min(end, quoting.left_edge.i - 2)  # ', observing “...”': the speaker's next words
    disputed = next((t for t in clause.subtree if is_disputed(t)), None)
    if disputed is not None:
        return min(end, disputed.left_edge.i - 2)  # ', which Okoye denied': the article's own
    beside = next((t for t in clause.subtree if t.dep_ == "advcl" and t.i > clause.i and is_set_beside(t)), None)
    if beside is not None:
        end = min(end, beside.left_edge.i - 2)
    for child in clause.conjuncts:
        if child.i > clause.i and _is_of_the_article(child):
            return min(
                end,
                child.left_edge.i
                - 1
                - (clause.doc[child.left_edge.i - 1].dep_ == "cc")
                - (clause.doc[child.left_edge.i - 2].text == ","),
            )
    for child in (*clause.rights, *(c for t in clause.conjuncts for c in t.rights)):
        own = child.dep_ in ("advcl", "conj") and _is_of_saying(child) and child.i > clause.i
        if own and child.dep_ == "advcl" and any(c.lower_ in ASIDES for c in child.lefts) and not _is_witnessed(child):
            return min(end, child.left_edge.i - 1)
        narrated = child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.lower_ in ("before", "after")
        if narrated and clause.doc[child.left_edge.i - 1].text == ",":
            return min(end, child.left_edge.i - 2)  # ', before changing course': the article's own
        if own and child.tag_ == "VBD" and not any(c.dep_ == "nsubj" for c in child.lefts):
            return min(end, _before_link(child))
    return end


def _is_witnessed(clause: Token) -> bool:
    """'said she was there | when doctors told the family': others speak within what she tells."""
    when = any(c.lower_ == "when" for c in clause.lefts)
    own = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    return when and own is not None and own.pos_ != "PRON"


def is_set_beside(clause: Token) -> bool:
    """'Sela said it was full, | while Orlen called it empty': the article sets another one beside it."""
    marks = any(c.dep_ == "mark" and c.lower_ in ("while", "whereas") for c in clause.lefts)
    own = next((c for c in clause.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    first, lemma = clause.left_edge, clause.lemma_.lower()
    if not marks or own is None or first.i <= clause.head.i or clause.doc[first.i - 1].text != ",":
        return False
    if own.pos_ == "PROPN" or own.lemma_.lower() in PEOPLE | COLLECTIVES or own.lower_.startswith("spokes"):
        return lemma in FORCES or lemma in _SETTING_BESIDE
    return own.lemma_.lower() in DOCUMENTS and lemma in _SHOWING


def _is_of_saying(verb: Token) -> bool:
    """'warned', 'defended', 'called on': what one does by speaking."""
    lemma = verb.lemma_.lower()
    on = lemma in ("call", "appeal") and any(c.lower_ in ("on", "upon", "for", "to") for c in verb.rights)
    named = lemma == "call" and any(c.dep_ == "oprd" and c.nbor(-1).text == '"' for c in verb.rights)
    return lemma in FORCES or lemma == "defend" or on or named


def _before_link(verb: Token) -> int:
    """The last token before 'and', 'and therefore,' and the verb that they join on."""
    at = verb.i - 1
    while at > 0 and (verb.doc[at].text == "," or verb.doc[at].dep_ in ("cc", "advmod")):
        at -= 1
    return at


def _is_of_the_article(child: Token) -> bool:
    """', but he won't say when', 'and a spokesman would not add to it': a second clause about somebody's speaking."""
    own = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
    if own is None:
        return False
    if own.lemma_.lower().startswith("spokes"):
        return True
    if own.lower_ in _SHARES and child.lemma_.lower() in _SPEAKING:
        return True  # 'and several said they would go'
    before = child.left_edge
    if before.i > 0 and before.nbor(-1).lower_ == "but" and child.lemma_.lower() in FORCES and own.pos_ == "NOUN":
        return True  # ', but ministers were saying ...'
    return child.lemma_.lower() in _SPEAKING and own.lower_ in ("he", "she", "they")


def is_disputed(token: Token) -> bool:
    """', which Okoye denied': a relative clause behind a comma whose verb answers what was said."""
    first = token.left_edge
    return (
        token.dep_ == "relcl"
        and token.lemma_ in ("deny", "dispute", "reject", "refute", "contradict", "confirm")
        and first.lower_ == "which"
        and first.i > 1
        and token.doc[first.i - 1].text == ","
    )


def is_clause(said: Span) -> bool:
    """Whether the words hold a verb, as what somebody is reported to have said does."""
    return any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in said)


def _last_conjunct(clause: Token) -> int:
    return max(
        (t.right_edge.i for t in clause.conjuncts if t.head.i >= clause.i and t.i > clause.i),
        default=clause.right_edge.i,
    )


def is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts)


def phrase_words(head: Token) -> Span:
    """The words of a phrase; an infinitive keeps the condition that stands behind it."""
    start = (
        next((t.i for t in head.lefts if t.tag_ == "TO" or t.dep_ == "neg"), head.left_edge.i)
        if is_infinitive(head)
        else head.left_edge.i
    )
    end = head.right_edge.i
    for child in head.rights:  # 'urged her to wait and spoke with ...': what is finite is not part of the wish
        if child.dep_ == "conj" and child.tag_ in ("VBD", "VBZ") and is_infinitive(head):
            end = min(end, child.left_edge.i - 1)
            end -= head.doc[end].dep_ == "cc"
    last, following = head.doc[end], head.doc[end + 1 : end + 2]
    joined = last.dep_ == "conj" and last.pos_ == "PROPN" and last.head.i >= start and last.nbor(-1).dep_ == "cc"
    if joined and len(following) and following[0].tag_ in ("VBD", "VBZ", "MD"):
        end -= 2  # 'confirmed its first case and | Ostra had ...'
    if is_infinitive(head) and head.head.i < head.i:
        end = with_condition(end, head.head)
        if head.doc[end].lower_ in _OPENING:  # 'asked her to stop it before | the judge can review it'
            rest = next(
                (c for c in head.head.rights if c.left_edge.i == end + 1 and c.dep_ in ("ccomp", "advcl")), None
            )
            end = rest.right_edge.i if rest is not None else end
    end = before_relative(head.doc, start, end)
    return trimmed_words(head.doc, start, before_trail(head.doc, start, end, ahead=is_infinitive(head)))


def words_after(preposition: Token) -> Span:
    doc, end = preposition.doc, preposition.right_edge.i
    end = before_relative(doc, preposition.i + 1, end)
    if doc[end].tag_ == "VBG" and end + 2 < len(doc) and doc[end + 1].tag_ == "TO" and doc[end + 2].tag_ == "VB":
        end = phrase_words(doc[end + 2]).end - 1  # 'of planning | to close it', where the parser ties it to the verb
    return trimmed_words(doc, preposition.i + 1, before_trail(doc, preposition.i + 1, end, ahead=True))
