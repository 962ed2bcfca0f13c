"""Whom 'they' means: several people or a body that was a subject just before; nobody rather than the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CALLINGS, CLAUSAL, COLLECTIVES, FORCES, OFFICE_NOUNS, PEOPLE
from kg.extraction.names.cast import Mention
from kg.extraction.parsing.phrases import is_people, phrase
from kg.extraction.parsing.syntax import is_main, subject
from kg.extraction.references.discourse import Discourse, Referent, Several

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.references.references import References

_KILLERS = frozenset("killer murderer assassin kidnapper abductor captor robber".split())
OTHERS = PEOPLE | CALLINGS | OFFICE_NOUNS | _KILLERS
_TAKING_PART = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "appos", "attr")
_SPEAKING = FORCES.keys() | frozenset("find discover determine establish".split())
SEVERAL = 0.6  # a draft
_NEAR, _FAR = 1, 6  # sentences back: anybody; who speaks, where only things were subjects since
_ANYBODY = re.compile(r"(?:people|some|many|most|few|a few|others|several|everyone|those|all|no)\b", re.IGNORECASE)
_FURTHEST = 2000  # code points
_QUOTED = re.compile(r"“[^”]*[”]|\"[^\"]*\"")
_STOPS = re.compile(r"[.!?][\"”’]*\s+(?=[\"“‘A-Z])")


def note_several(references: References, index: int, token: Token, mention: Mention | None) -> None:
    """Remember a subject that is several, or a body, so that 'they' and 'it' later on find it."""
    body = mention is not None and references.cast.type_of(mention.key) == "Organization"
    collective = token.lower_ in COLLECTIVES and token.tag_ in ("NN", "NNP") and mention is None
    if not (body or collective or ("Number=Plur" in str(token.morph) and token.pos_ == "NOUN")):
        return
    known = [each for each in references.resolve(index, token) if each.sure > SEVERAL]
    if collective and token.tag_ == "NN":
        references.bodies += [(each.start, each.key) for each in known]
    if len(known) == 1 and not collective:
        references.groups.append((known[0].start, known[0].key))
    if not _is_pair(token):
        things = not (body or is_people(token))
        told_apart = len(known) == 1 and not _ANYBODY.match(references.page.text, known[0].start)
        keys = (known[0].key,) if told_apart and not things else ()
        start = references.page.where(index, token)[0]
        references.several.append(Several(start, keys, is_main(token.head), things=things, spoke=_speaks(token.head)))


def note_pair(references: References, index: int, token: Token) -> None:
    """Remember a subject 'they', and 'Okoye and Adu' with both of their keys; no key where one has no name."""
    if token.lower_ == "they":
        references.several.append(Several(references.page.where(index, token)[0], again=True))
    elif _is_pair(token):
        known = [each.key for each in references.resolve(index, token) if each.sure > SEVERAL]
        named = len(known) > 1 and all(references.cast.type_of(key) != "UnnamedSource" for key in known)
        keys = tuple(known) if named else ()
        start = references.page.where(index, token)[0]
        references.several.append(Several(start, keys, is_main(token.head), pair=True))


def _speaks(verb: Token) -> bool:
    return verb.lemma_.lower() in _SPEAKING


def _is_pair(token: Token) -> bool:
    return any(c.dep_ == "conj" for c in token.rights)


def they(so_far: Discourse, index: int, head: Token, start: int, end: int) -> list[Referent]:
    """Whom 'they' or 'them' means: the last plural of people or body that was a subject of a main clause.

    Whoever speaks is looked for behind things, too: 'Results came in. They said': not the results.
    """
    if so_far.page.turn_at(start) is not None:
        return []  # in talk 'they' are whoever one thinks of
    verbs = (head.head, *head.head.conjuncts) if head.dep_ == "nsubj" else ()
    speaks = any(map(_speaks, verbs))
    before = _before(so_far, index, head, start, speaks)
    if not speaks and all(so_far.cast.type_of(key) == "Organization" for key in before):
        beside = _people_beside(so_far, index, head)
        before = (beside,) if beside is not None else before
    if any(_is_in_own_clause(so_far, index, head, key) for key in before):
        return []
    return [Referent(key, start, end, SEVERAL) for key in before]


def _before(so_far: Discourse, index: int, head: Token, start: int, speaks: bool) -> tuple[str, ...]:
    """The keys of the subject before that is meant."""
    opening = _opening_subject(so_far, index, head)
    aside: Several | None = None  # the nearest subject of another clause than a main one
    passed = False  # two, of whom one has no name: then only who spoke before is meant
    for each, back in _nearest_first(so_far, index, head, start, speaks):
        if each.start == opening and each.keys:
            return each.keys
        if each.things:
            if not speaks:
                return ()
        elif not each.main:
            aside = aside or (each if back <= _NEAR else None)
        elif each.pair and not each.keys and speaks and aside is None:
            passed = True
        elif passed:
            return each.keys if each.spoke else ()
        elif aside is None:
            return each.keys
        elif aside.keys == each.keys or _sentences_between(so_far.page.text, each.start, aside.start):
            return aside.keys
        else:
            return each.keys if speaks else ()
    return aside.keys if aside else ()


def _nearest_first(
    so_far: Discourse, index: int, head: Token, start: int, speaks: bool
) -> Iterator[tuple[Several, int]]:
    """The subjects that may be meant, each with how many sentences back it stands.

    A 'they' in between goes on with whom it means, so from there it is counted anew.
    """
    quoted, at = so_far.page.quotation_at(start), start
    furthest = _FAR if speaks else _NEAR if head.dep_ in ("nsubj", "nsubjpass") else 0
    not_meant = _own_subject(so_far, index, head)
    for each in reversed([each for each in so_far.several if each.start < start]):
        if so_far.page.quotation_at(each.start) is not quoted or each.start == not_meant:
            continue
        back = _sentences_between(so_far.page.text, each.start, at)
        if back > furthest:
            return
        if each.again:
            at = each.start
        else:
            yield each, back


def _sentences_between(text: str, start: int, end: int) -> int:
    """How many sentences end between two places, quoted ones left out."""
    if end - start > _FURTHEST:
        return _FAR + 1
    return len(_STOPS.findall(_QUOTED.sub('"" ', text[start:end])))


def _own_subject(so_far: Discourse, index: int, head: Token) -> int | None:
    """Where the subject of the same verb stands, whom 'them' is not."""
    own = next((c for c in head.head.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.i != head.i), None)
    return so_far.page.where(index, own)[0] if own is not None else None


def _opening_subject(so_far: Discourse, index: int, head: Token) -> int | None:
    """Where the subject of the clause before stands: 'When the council met, they ...'."""
    clause = next((c for c in head.head.lefts if c.dep_ == "advcl"), None) if head.dep_ == "nsubj" else None
    own = subject(clause) if clause is not None else None
    return so_far.page.where(index, own)[0] if own is not None else None


def _is_in_own_clause(so_far: Discourse, index: int, head: Token, key: str) -> bool:
    """'They said the guards had left': whoever the reported clause names is not meant."""
    said = next((c for c in head.head.children if c.dep_ == "ccomp"), None)
    if said is None or head.dep_ != "nsubj":
        return False
    start, end = so_far.page.where(index, head.doc[said.left_edge.i : said.right_edge.i + 1])
    name = so_far.cast.entities[key].name.lower()
    named = any(mention.key == key for mention in so_far.cast.within(start, end))
    return named or name in so_far.page.text[start:end].lower()


def _people_beside(so_far: Discourse, index: int, head: Token) -> str | None:
    """'The party expelled five lawmakers after they voted for it': the last plural of people in the sentence.

    Not those who are spoken to: 'The party told its members that they could stay'.
    """
    before = (t for t in reversed(head.doc[head.sent.start : head.i]) if t.tag_ == "NNS" and t.dep_ in _TAKING_PART)
    people = next((t for t in before if t.lemma_.lower() in OTHERS), None)
    if people is None or (people.dep_ in ("dobj", "dative") and people.head.lemma_.lower() in CLAUSAL):
        return None
    start, end = phrase(so_far.page, index, people)
    if so_far.page.quotation_at(start) is not so_far.page.quotation_at(so_far.page.where(index, head)[0]):
        return None
    return so_far.cast.key_for("UnnamedSource", so_far.page.text[start:end])
