"""What a verb's neighbours in the parse are to it: subject, objects, agent, helping verbs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parsing.rankings import ranked_by

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SHARING = ("conj", "advcl", "xcomp", "ccomp", "pcomp", "prep")
_AHEAD = frozenset("due set ready likely unlikely poised bound certain able willing eager keen".split())
# 'urged her to go': she is to go; 'promised her to go' is not of these
_MOVING = frozenset(
    "advise allow appoint ask authorise authorize beg call choose compel convince direct elect enable encourage exhort"
    " expect forbid force get help hire implore instruct invite lobby oblige order permit persuade press prompt push"
    " request require send tell urge want warn".split()
)
_NONE = re.compile(
    r"(?:almost |practically |virtually )?"
    r"(?:no-one|no(?! (?:fewer|less|more|later|sooner|longer|doubt|confidence)\b|\.? ?\d|-)|none|nobody|nothing|neither"
    r"|(?:hardly|scarcely) (?:an?|any|anyone|anybody)|not (?:one|a|any|a single))\b",
    re.IGNORECASE,
)
_NOMINAL = ("NOUN", "PROPN", "PRON")
_SUBORDINATING = frozenset("after before since until as once".split())


def is_told(noun: Token) -> bool:
    """'“It is late,” Okoye tells our reporter, Ida Voss', where the parser makes a second subject of who is told."""
    verb = noun.head
    if noun.dep_ != "nsubj" or noun.i < verb.i or verb.lemma_ != "tell":
        return False
    return any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.lefts)


def subject(verb: Token) -> Token | None:
    """The word that heads the phrase of who does it: the verb's subject, or that of the verb it hangs on."""
    by_way = False  # 'had him released by saying ...': not he says it
    for _ in range(6):
        own = nearest_subject(verb)
        if own is not None and not (by_way and verb.tag_ == "VBN"):
            return _named(verb.head) if verb.dep_ == "relcl" and own.lower_ in ("who", "which", "that") else own
        if (ranking := ranked_by(verb)) is not None:
            verb = ranking  # 'she became the first woman to win'
            continue
        if verb.dep_ in ("acl", "relcl"):
            return verb.head if verb.head.pos_ in _NOMINAL else None
        moved = whom_it_moves(verb)
        if moved is not None:
            return moved
        if verb.dep_ == "xcomp" and verb.head.dep_ == "acomp" and verb.head.lower_ in _AHEAD:
            verb = verb.head  # 'she was due to hold talks'
        elif verb.dep_ not in _SHARING or verb.head.i == verb.i:
            return None
        by_way = by_way or verb.dep_ == "pcomp"
        verb = verb.head
    return None


def whom_it_moves(infinitive: Token) -> Token | None:
    """Who is to do it where another moves them to: 'urged her to go', 'called on her to go'."""
    ruling = infinitive.head
    calling = infinitive.dep_ == "advcl" and ruling.lemma_ == "call" and infinitive.tag_ == "VB"
    if (infinitive.dep_ != "xcomp" and not calling) or ruling.lemma_.lower() not in _MOVING or is_passive(ruling):
        return None
    between = [c for c in ruling.children if ruling.i < c.i < infinitive.i]
    asked = [c for c in between if c.dep_ in ("dobj", "dative")]
    asked += [c for each in between if each.lower_ in ("on", "upon") for c in each.children if c.dep_ == "pobj"]
    return asked[0] if asked else None


def _named(noun: Token) -> Token:
    """The name that a noun stands beside: 'Ana Okoye, a former judge who ...'."""
    beside = noun.dep_ == "appos" and noun.pos_ == "NOUN" and noun.head.pos_ == "PROPN" and noun.head.i < noun.i
    return noun.head if beside else noun


def nearest_subject(verb: Token) -> Token | None:
    """The verb's own subject; of two, as where the parser ran sentences together, the last before the verb."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    before = [c for c in own if c.i < verb.i]
    if not before and len(own) > 2 and own[1].text == "-":
        return own[-1]  # 'said co-author Ana Okoye': three words to the tokenizer, three subjects to the parser
    return before[-1] if before else own[0] if own else _lost_subject(verb)


def _lost_subject(verb: Token) -> Token | None:
    """The subject that the parser hangs on a preposition, with a name between commas before the verb.

    'after its director, Ana Okoye, resigned', 'In a letter to the mayor, Ana Okoye, 61, said'.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    name = verb.nbor(-2)
    if name.is_digit and verb.i > 3 and verb.nbor(-3).text == ",":
        name = verb.nbor(-4)
    if name.pos_ != "PROPN" or name.dep_ != "appos" or name.sent != verb.sent:
        return None
    noun, link = name.head, name.head.head
    if noun.dep_ == "pobj" and link.lower_ in _SUBORDINATING:
        return noun
    return name if opening_of(name) is not None and opening_of(name) == verb else None


def opening_of(name: Token) -> Token | None:
    """The verb that has no subject but a name, which the parser takes for part of what the sentence opens with."""
    first = next((t for t in name.sent if not t.is_punct and not t.is_space), name)
    verb = name.sent.root
    if first.pos_ not in ("ADP", "SCONJ") or verb.tag_ not in ("VBD", "VBZ", "VBP") or not first.i < name.i < verb.i:
        return None
    if first.lower_ in _SUBORDINATING or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in verb.children):
        return None
    between = name.doc[name.i + 1 : verb.i]
    return verb if all(t.is_punct or t.is_digit for t in between) else None


def objects(verb: Token) -> list[Token]:
    """The heads of what it is done to, without those joined by 'and'; of a passive verb the subject."""
    if is_passive(verb):
        own = subject(verb)
        return [own] if own is not None else []
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return [verb.head]
    done_to = (c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i)
    return [c for c in done_to if not (c.text == "-" or is_cut_by_hyphen(c))]


def is_cut_by_hyphen(token: Token) -> bool:
    """'e' of 'e-scooters': the tokenizer makes three words of it."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and token.nbor().text == "-"


def actors(verb: Token) -> list[Token]:
    """The heads of who does it: the subject, or whom 'by' names after a passive verb."""
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        by = agent(verb)
        return [by] if by is not None else []
    own = subject(verb)
    return [own] if own is not None and own.i != verb.i else []


def after(word: Token, *prepositions: str) -> list[Token]:
    """The heads of the phrases that one of the prepositions ties to the word: 'with X', 'between X and Y'."""
    found = []
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            found += [c for c in child.children if c.dep_ == "pobj"]
            found += [
                c
                for inner in child.children
                if inner.dep_ == "prep" and inner.lower_ in prepositions
                for c in inner.children
                if c.dep_ == "pobj"
            ]
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is whom it is done to."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN" or _has_own_have(verb):
        return False
    if verb.dep_ == "advcl" and not any(c.dep_ == "aux" for c in verb.children):
        return True  # 'when elected in 2031', 'Asked about it'
    return verb.dep_ == "conj" and verb.head.i != verb.i and is_passive(verb.head)


def _has_own_have(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def agent(verb: Token) -> Token | None:
    """Whom 'by' names after a passive verb."""
    for child in verb.subtree:
        if child.lower_ == "by" and child.dep_ in ("agent", "prep") and child.i > verb.i:
            if child.dep_ == "agent" and child.head.i != verb.i:
                continue
            found = next((c for c in child.children if c.dep_ == "pobj"), None)
            if found is not None:
                return found
    return None


def first_from(doc: Doc, offset: int) -> int:
    """The number of the first token that begins at the offset in the paragraph, or behind it; its length at the end."""
    return bisect_left(doc, offset, key=_begin)


def _begin(token: Token) -> int:
    return token.idx


def is_negated(word: Token) -> bool:
    """Whether 'not', 'never' or 'no' stands with the word."""
    return any(
        c.dep_ == "neg" or (c.lower_ in ("no", "never", "neither") and c.dep_ in ("det", "advmod", "preconj"))
        for c in word.children
        if c.i == 0 or c.nbor(-1).text != '"'  # 'replied: “Never.”'
    )


def is_supposed(verb: Token) -> bool:
    """'had the pilots not agreed', 'should she refuse', 'were he to go': a condition without 'if'."""
    own = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    opens = next((c for c in verb.lefts if c.dep_ == "aux"), None)
    ahead = own is not None and opens is not None and opens.i < own.i and opens.lower_ in ("had", "should", "were")
    return ahead and verb.dep_ != "ROOT"


def is_no_longer(verb: Token) -> bool:
    """'is no longer the mayor', 'no longer works there'."""
    words = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i + 4].text.lower()
    return "no longer" in words


def comes_to_nothing(verb: Token, but: Token | None = None) -> bool:
    """Whether nobody does it, it is done to nothing, or only almost: 'No train crashed', 'A train nearly crashed'.

    A noun of event that the verb tells of says by itself that there is none: `but` is not looked at.
    """
    concerned = [*actors(verb), *objects(verb)]
    return is_all_but_done(verb) or any(is_none(noun) for noun in concerned if but is None or noun.i != but.i)


def is_none(noun: Token) -> bool:
    """Whether a phrase counts nobody: 'no train', 'none of them', 'not one man'; not 'no fewer than ten', 'No 10'."""
    words = noun.doc[noun.left_edge.i : noun.i + 1].text
    if noun.lower_ == "one" and noun.i > 1 and noun.nbor(-1).text == "-":
        words = noun.doc[noun.i - 2 : noun.i + 1].text  # 'no-one'
    return bool(_NONE.match(words))


def is_all_but_done(verb: Token) -> bool:
    """Whether it only nearly came to it: 'almost crashed', 'was nearly killed', 'all but fell'."""
    at = verb.i - 1  # what stands just before it: not the 'almost' of 'almost immediately died'
    while at > verb.sent.start and verb.doc[at].dep_ in ("aux", "auxpass"):
        at -= 1
    before = verb.doc[max(verb.sent.start, at - 1) : at + 1].text.lower()
    hardly = any(c.dep_ == "advmod" and c.lower_ in ("hardly", "scarcely") for c in verb.lefts)
    return hardly or before.endswith(("almost", "nearly", "virtually", "practically", "all but"))


def is_finite(verb: Token) -> bool:
    """'falls', 'fell', 'has fallen', 'may fall'; not 'to fall', 'falling'."""
    first = next((c for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb)
    return first.tag_ in ("VBD", "VBZ", "VBP", "MD")


def helpers(verb: Token) -> list[Token]:
    """The helping verbs of a verb; one joined by 'and' shares those of the first."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VB", "VBN", "VBG"):
        return helpers(verb.head)
    return own


def is_main(verb: Token) -> bool:
    """Whether the verb is that of a main clause, whose subject the next sentence's pronoun most often means."""
    while verb.dep_ == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "ROOT"


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """Each step up the tree: the lower word and its head."""
    for _ in range(60):
        if token.head.i == token.i:
            return
        yield token, token.head
        token = token.head
