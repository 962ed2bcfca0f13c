"""Parts hearers from what they are told where the parser makes one of both: 'told Sela News | a bridge had fallen'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parsing.syntax import is_finite
from kg.extraction.references.newspapers import OF_PAPERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TELLING = frozenset("tell inform notify".split())
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_PAPERS = OF_PAPERS | frozenset("news press radio tv television times agency reuters today".split())
_LANDS = frozenset("US UK EU UN UAE USA".split())  # 'told US officials ...': nobody told the land


def part_hearers(doc: Doc) -> None:
    """Mend a parse: who is the hearer and the subject of what is told at once is two, for neither can be without.

    Where it gives the verb two hearers, the second is the clause's subject.
    """
    for verb in doc:
        if verb.lemma_.lower() not in _TELLING or verb.pos_ != "VERB":
            continue
        clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > verb.i and is_finite(c)), None)
        if clause is None or any(c.dep_ == "mark" for c in clause.lefts):
            continue
        heard = [c for c in verb.rights if c.dep_ in ("dobj", "dative") and c.i < clause.i]
        own = [c for c in clause.lefts if c.dep_ in _SUBJECTS]
        if len(heard) == 2 and not own and heard[1].right_edge.i + 1 == clause.left_edge.i:
            _make_subject(heard[1], clause)  # 'told her | Adu had left'
            continue
        both = _both(verb, clause, heard, own)
        split = _split(both) if both is not None else None
        if both is not None and split is not None:
            _part(verb, clause, both, split)


def _both(verb: Token, clause: Token, heard: list[Token], own: list[Token]) -> Token | None:
    """The noun phrase that the verb has for its hearer, or the clause for its subject, while the other has none."""
    if len(heard) + len(own) != 1:
        return None
    both = (heard or own)[0]
    if both.right_edge.i >= clause.i:
        return None
    first, behind = both.left_edge, both.doc[both.right_edge.i + 1]
    begins = first.i == verb.i + 1 and all(t.dep_ in ("compound", "det", "amod") for t in both.lefts)
    ends = behind.i == clause.left_edge.i or behind.text == '"' or bool(own)
    return both if begins and ends and both.pos_ in ("NOUN", "PROPN") else None


def _split(both: Token) -> int | None:
    """Where what is told begins: behind initials or the name of a paper, or at the first word that is no name."""
    words = list(both.doc[both.left_edge.i : both.i + 1])
    first = words[0].i + (words[0].lower_ == "the")
    for word in both.doc[first : both.i]:
        following = word.nbor()
        if word.text in _LANDS:
            return None
        initials = word.text.isupper() and len(word) > 1 and not following.text.isupper()
        if (initials and following.lower_ not in _PAPERS) or (word.lower_ in _PAPERS and word.is_title):
            return following.i
        if word.is_title and not following.is_title and not following.text.isupper():
            return following.i if following.tag_ in ("NN", "NNS") and word.pos_ == "PROPN" else None
    return None


def _part(verb: Token, clause: Token, both: Token, split: int) -> None:
    doc = both.doc
    start = both.left_edge.i
    hearer, loose = doc[split - 1], [t for t in doc[start:split] if t.head.i >= split or t.head.i < start]
    _part_names(doc, split)
    _make_subject(both, clause)
    for word in loose:
        if word.i != hearer.i:
            word.head = hearer
    hearer.head, hearer.dep_ = verb, "dobj"


def _make_subject(noun: Token, clause: Token) -> None:
    passive = any(c.dep_ == "auxpass" for c in clause.children)
    noun.head, noun.dep_ = clause, "nsubjpass" if passive else "nsubj"


def _part_names(doc: Doc, split: int) -> None:
    """Cut a name that runs over the split in two."""
    from spacy.tokens import Span

    names = []
    for name in doc.ents:
        if name.start < split < name.end:
            names += [Span(doc, name.start, split, label="ORG"), Span(doc, split, name.end, label=name.label_)]
        else:
            names.append(name)
    doc.set_ents(names)
