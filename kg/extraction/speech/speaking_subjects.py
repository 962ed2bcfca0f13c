"""Who a verb of saying has for its subject, also where the parser ties the speaker to another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES, OFFICE_NOUNS, PLATFORMS
from kg.extraction.parsing.syntax import is_negated, nearest_subject, objects, subject
from kg.extraction.speech.authorship import giver_of, owner_of, poster

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCUSED_OF = frozenset("threaten refuse promise offer pledge vow decline".split())
_FINITE = ("VBD", "VBZ", "VBP")
_BETWEEN = ("aux", "auxpass", "advmod", "neg")
_STAGES = frozenset("media statement interview speech stage floor airwaves podium blog".split())
_DEEPEST = 12  # words between a phrase's last word and its head


def speaking_subject(verb: Token) -> Token | None:
    """Who says it: the verb's subject; of 'quoted Ana Okoye as saying' whom the paper quotes."""
    by = verb.head
    if by.lemma_ == "accuse" and verb.tag_ == "VBG" and verb.lemma_ in _ACCUSED_OF:
        return None  # 'accused Adu of lying, threatening to sue': Adu may have threatened
    medium = verb.nbor(-1) if verb.i > verb.sent.start else verb
    if verb.tag_ == "VBG" and medium.text in PLATFORMS and medium.i > verb.sent.start:
        return poster(medium)
    if verb.dep_ == "pcomp" and by.lower_ == "as" and by.head.lemma_ in ("quote", "cite", "describe", "report"):
        quoted = objects(by.head)
        return quoted[0] if quoted else None
    first = said_again(verb) or said_before_quoting(verb)
    if first is not None:
        return speaking_subject(first)
    if (ruling := said_in_doing(verb)) is not None:
        return subject(ruling)
    own = nearest_subject(verb)
    goes_on = verb.dep_ in ("acl", "relcl") and (own is None or own.tag_ in ("WDT", "WP"))
    if goes_on and (giver := giver_of(by)) is not None:
        return giver
    found = _before_open_clause(verb) or _stranded(verb) or _right_before(verb) or subject(verb)
    found = _before_who(verb, found) or _speaking_through(verb) or found
    if found is None or _is_the_source(found):
        return None
    return owner_of(found) or found


def _is_the_source(noun: Token) -> bool:
    """'According to the agency Tessel, the judge, Ana Okoye, said', where the parser takes Tessel for the subject."""
    first = noun.sent.start
    between = noun.doc[first + 2 : noun.i]
    plain = all(t.pos_ in ("ADJ", "NOUN", "PROPN", "DET") or t.text == "-" for t in between)
    return (
        noun.doc[first : first + 2].text.lower() == "according to" and plain and all(t.dep_ != "pobj" for t in between)
    )


def _before_who(verb: Token, found: Token | None) -> Token | None:
    """'according to police, who said ...', where the parser makes a main clause of it: whom 'who' stands for."""
    if found is None or found.lower_ != "who" or found.i < 2 or verb.dep_ == "relcl" or found.nbor(-1).text != ",":
        return None
    before = found.nbor(-2)
    return before if before.pos_ in ("NOUN", "PROPN") else None


def _speaking_through(verb: Token) -> Token | None:
    """'Okoye, through a spokesman, called on them', where the parser ties 'called' to the spokesman: Okoye."""
    through = verb.head.head
    if verb.dep_ not in ("acl", "relcl") or through.lower_ not in ("through", "via") or through.head.i >= through.i:
        return None
    between = verb.doc[verb.head.i + 1 : verb.i]
    set_off = through.nbor(-1).text == "," and len(between) > 0 and between[-1].text == ","
    who = any(t.tag_ in ("WP", "WDT") for t in verb.lefts)
    return through.head if set_off and not who and through.head.pos_ in ("PROPN", "NOUN") else None


def said_in_doing(verb: Token) -> Token | None:
    """The verb that an infinitive goes on with and that was done: 'went on to say', 'used Instagram to thank them'."""
    if verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.lefts) or verb.dep_ not in ("xcomp", "advcl"):
        return None
    ruling = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    if ruling.tag_ not in _FINITE and not any(c.lemma_ == "have" for c in ruling.lefts if c.dep_ == "aux"):
        return None
    words = ruling.doc[ruling.i + 1 : verb.i]
    lemma = ruling.lemma_.lower()
    goes_on = lemma == "go" and any(t.lower_ in ("on", "far") for t in words[:3])
    on_stage = lemma in ("take", "use") and any(t.text in PLATFORMS or t.lower_ in _STAGES for t in words)
    return ruling if (goes_on or on_stage) and not is_negated(ruling) else None


def _right_before(verb: Token) -> Token | None:
    """'After talks with Ben Adu, the mayor, Ms Okoye said ...', where the parser hangs Okoye on Adu.

    An apposition would be closed by a comma: what stands right before the verb, behind a comma, is its subject.
    """
    if verb.tag_ not in _FINITE and not any(c.dep_ == "aux" for c in verb.lefts):
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].dep_ in _BETWEEN and verb.doc[at].head.i == verb.i:
        at -= 1
    head = verb.doc[at]
    for _ in range(_DEEPEST):
        if head.head.i >= head.i or _is_set_off(head):
            break
        head = head.head
    own = nearest_subject(verb)
    if head.i > at or not _is_set_off(head) or (own is not None and own.i != head.head.i):
        return None
    return head if own is None else _name_in(head) if own.pos_ == "PROPN" else None


def _is_set_off(noun: Token) -> bool:
    """Whether the parser takes the phrase for an apposition, behind a comma."""
    opens = noun.left_edge.i
    return noun.dep_ == "appos" and opens > noun.sent.start and noun.doc[opens - 1].text == ","


def _name_in(noun: Token) -> Token | None:
    """'Ms Okoye', 'the singer Ana Okoye'; none in 'Ana Okoye, the minister said', where a comma is forgotten."""
    if noun.pos_ == "PROPN":
        return noun if noun.lower_ not in OFFICE_NOUNS else None
    behind = (c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    return next((c for c in behind if c.left_edge.i == noun.i + 1), None)


def _stranded(verb: Token) -> Token | None:
    """'Ana Okoye, who was appointed by the mayor, Ben Adu, announced ...', where the parser ties 'announced' to Adu.

    A sentence whose first name has no other verb tells what that one said.
    """
    root = verb.sent.root
    said = any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)
    nominal = root.pos_ in ("PROPN", "NOUN") and root.i < verb.i
    if verb.dep_ != "acl" or not said or not nominal or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    return root if verb.head.i != root.i and any(c.dep_ in ("relcl", "acl") for c in root.children) else None


def told_by(verb: Token) -> Token | None:
    """The verb of saying whose reported clause this one is joined to, with no subject of its own.

    'Okoye said the council had failed and warned ...': whether Okoye or the council warned is not said.
    """
    if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        return None
    first = verb
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    ruling = first.head
    return ruling if first.dep_ == "ccomp" and ruling.i < first.i and ruling.lemma_.lower() in FORCES else None


def said_again(verb: Token) -> Token | None:
    """The first verb in 'Okoye said the council had failed and said ...', 'told them it had failed and added ...'.

    So in 'predicted Adu would lose and asked voters to ...', for 'would' cannot rule a past tense.
    """
    ruling = told_by(verb)
    apart = verb.tag_ == "VBD" and any(c.tag_ == "MD" for c in verb.head.lefts)
    return ruling if ruling is not None and (apart or verb.lemma_ in (ruling.lemma_, "add")) else None


def said_before_quoting(verb: Token) -> Token | None:
    """The verb of saying in 'Okoye wrote that it was old, also observing, “...”', where the parser ties it to 'was'."""
    if not opens_quotation(verb) or verb.dep_ != "advcl":
        return None
    ruling = verb.head
    while ruling.dep_ in ("ccomp", "conj", "acomp", "xcomp") and ruling.head.i < ruling.i:
        told, ruling = ruling.dep_ == "ccomp", ruling.head
        if told and ruling.lemma_.lower() in FORCES:
            return ruling
    return None


def opens_quotation(verb: Token) -> bool:
    """', observing “...”', ', also noting, “...”': a participle of saying that is set off, right before the marks."""
    if verb.tag_ != "VBG" or verb.lemma_.lower() not in FORCES:
        return False
    first = next((c for c in verb.lefts if c.dep_ == "advmod"), verb)
    behind = [t.text for t in verb.doc[verb.i + 1 : verb.i + 3]]
    return first.i > 0 and first.nbor(-1).text == "," and '"' in behind and behind[0] in ('"', ",", ":")


def _before_open_clause(verb: Token) -> Token | None:
    """The name before a relative clause that no comma closes: 'Okoye, who stands in for Adu says ...'."""
    own = [c for c in verb.lefts if c.dep_ == "nsubj"]
    root = verb.sent.root
    first = own[0] if len(own) > 1 else root if own and root.pos_ in ("PROPN", "NOUN") and root.i < own[0].i else None
    opens = next((c for c in first.rights if c.dep_ == "relcl"), None) if first is not None else None
    who = next((t for t in opens.lefts if t.tag_ in ("WP", "WDT")), None) if opens is not None else None
    if (
        first is None
        or opens is None
        or who is None
        or who.i == 0
        or who.nbor(-1).text != ","
        or not opens.i < own[-1].i
    ):
        return None
    return None if any(t.text == "," for t in verb.doc[who.i : verb.i]) else first
