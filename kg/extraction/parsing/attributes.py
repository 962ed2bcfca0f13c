"""Coarse tags and features of words, as the language model's own rules give them, remembered.

spaCy matches the rules of its `attribute_ruler` against every text anew, which takes a sixth of the model's time. All
but a few of them look at one token's tag, relation and form alone, so that what they gave once they give again. A text
in which two words may meet that a rule names together is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_SEEN = [TAG, DEP, IS_SPACE, LOWER]
_GIVEN = [POS, MORPH, LEMMA]
_LOOKED_AT = {"TAG", "DEP", "IS_SPACE", "LOWER"}
_MOST = 200_000  # forms that are remembered
_NAME = "remembered_attributes"
_SOME = 1  # the number of a relation that no rule names or gives
_Key = tuple[int, int, int, int]
_Spec = Mapping[str, Any]


def remember_attributes(nlp: Language) -> None:
    """Put a memory before the model's rules, unless these look at more than the memory knows."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    rules = ruler.patterns
    patterns = [pattern for rule in rules for pattern in rule["patterns"]]
    relations = [rule["attrs"]["DEP"] for rule in rules if "DEP" in rule["attrs"]]
    if all(spec.keys() <= _LOOKED_AT for pattern in patterns for spec in pattern):
        remembered = Remembered(ruler, patterns, relations)
        Language.component(_NAME, func=remembered)
        nlp.replace_pipe("attribute_ruler", _NAME)


class Remembered:
    """The rules and what they gave. One for each model, since numbers of strings are its own.

    `given` are the relations that the rules themselves put in the place of others.
    """

    def __init__(self, ruler: AttributeRuler, patterns: Iterable[list[_Spec]], given: Iterable[str]) -> None:
        self._ruler = ruler
        self._strings = ruler.vocab.strings
        specs = [spec for pattern in patterns for spec in pattern]
        self._is_named = _named(spec["LOWER"] for spec in specs if "LOWER" in spec)
        self._is_related = _named([*(spec["DEP"] for spec in specs if "DEP" in spec), *given])
        several = [pattern for pattern in patterns if len(pattern) > 1]
        self._parts = [(_test(s.get("DEP", {})), _test(s.get("LOWER", {}))) for pattern in several for s in pattern]
        self._pairs = _neighbours(several)
        self._forms: dict[int, int] = {}  # a form that some rule names, and 0 for any other
        self._deps: dict[int, int] = {}  # the same of relations
        self._given: dict[_Key, tuple[int, int, int] | None] = {}  # None where more is changed than that
        self._part: dict[_Key, int] = {}  # a bit for each of `_parts` that a token may be

    def __call__(self, doc: Doc) -> Doc:
        """Give a text what the rules would give it."""
        if not len(doc):
            return doc
        seen = doc.to_array(_SEEN)
        keys = [(tag, self._relation(dep), space, self._special(form)) for tag, dep, space, form in seen.tolist()]
        try:
            given = [self._given[key] for key in keys]
        except KeyError:
            return self._learned(doc, keys, seen)
        if None in given or self._may_meet(keys):
            return self._ruler(doc)
        values: Any = doc.to_array(_GIVEN)
        values[:] = given
        doc.from_array(_GIVEN, values)
        return doc

    def _learned(self, doc: Doc, keys: list[_Key], seen: Any) -> Doc:
        before = doc.to_array(_GIVEN)
        self._ruler(doc)
        if before.any():  # somebody else had given something: what comes of it is not the rules' alone
            return doc
        for key in keys:
            if key not in self._part:
                self._part[key] = self._may_be(key)
        if not self._may_meet(keys):
            kept = (doc.to_array(_SEEN) == seen).all(axis=1).tolist()
            for key, same, values in zip(keys, kept, doc.to_array(_GIVEN).tolist(), strict=True):
                self._given[key] = tuple(values) if same else None
        return doc

    def _special(self, form: int) -> int:
        known = self._forms.get(form)
        if known is None:
            if len(self._forms) > _MOST:
                self._forms.clear()
            self._forms[form] = known = form if self._is_named(self._strings[form]) else 0
        return known

    def _relation(self, dep: int) -> int:
        known = self._deps.get(dep)
        if known is None:
            self._deps[dep] = known = dep if not dep or self._is_related(self._strings[dep]) else _SOME
        return known

    def _may_be(self, key: _Key) -> int:
        """Which parts of a rule that names several a token may be, by its relation and form."""
        _, dep, _, form = key
        relation = self._strings[dep] if dep > _SOME else ""
        text = self._strings[form] if form else ""
        return sum(1 << at for at, (is_it, has_form) in enumerate(self._parts) if is_it(relation) and has_form(text))

    def _may_meet(self, keys: list[_Key]) -> bool:
        """Whether two tokens stand beside each other that a rule may name together."""
        parts = [self._part[key] for key in keys]
        marked = [at for at, part in enumerate(parts[:-1]) if part and parts[at + 1]]
        return any(parts[at] >> one & 1 and parts[at + 1] >> other & 1 for at in marked for one, other in self._pairs)


def _neighbours(patterns: Iterable[list[_Spec]]) -> list[tuple[int, int]]:
    """The first two specifications of each pattern, by their places among all."""
    found, at = [], 0
    for pattern in patterns:
        found.append((at, at + 1))
        at += len(pattern)
    return found


def _named(wanted: Iterable[str | Mapping[str, Any]]) -> Callable[[str], bool]:
    """Whether a string stands in some of these specifications, or has a form that one of them asks for."""
    literal, forms = set[str](), list[Callable[[str], bool]]()
    for each in wanted:
        if isinstance(each, str):
            literal.add(each)
        elif each.keys() <= {"IN", "NOT_IN"}:
            literal.update(*each.values())
        else:
            forms.append(_test(each))
    return lambda text: text in literal or any(has_form(text) for has_form in forms)


def _test(wanted: str | Mapping[str, Any]) -> Callable[[str], bool]:
    """Whether a string is wanted: as it stands, one of several, or of a form; True where that is not understood."""
    if isinstance(wanted, str):
        return lambda text: text == wanted
    if wanted.keys() == {"IN"}:
        return lambda text: text in wanted["IN"]
    if wanted.keys() == {"REGEX"}:
        found = re.compile(wanted["REGEX"])
        return lambda text: bool(found.search(text))
    return lambda _: True
