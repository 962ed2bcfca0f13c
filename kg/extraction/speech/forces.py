"""With which force something is said: by its verb or, after a neutral one, by the words themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.lexicon import FORCES, PEOPLE
from kg.extraction.parsing.syntax import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_SELF = r"\b(?:I|we)(?: \w+)?"
# words that only an attack on somebody uses
_ATTACKS = (
    r"(?<!not )(?<!never )(?<!n[’']t )\b(?:(?<!not )(?:unacceptable|inappropriate|inexcusable|unforgivable|indefensible|unjustifiable)|disgraceful(?:ly)?|shameful(?:ly)?|outrageous(?:ly)?|appalling(?! attack| crime| murder| trag)|hypocri(?:sy|tical)"
    r"|despicable(?! attack| crime| murder)|scandalous"
    r"|cowardly|betrayal|tyrann\w+|oppressive|grossly \w+|gross (?:negligence|misconduct|incompetence|injustice|insult|abuse)"
    r"|reckless(?:ly)?(?! (?:driving|endangerment|homicide|manslaughter))|(?:lied|lying) to|(?:a liar|are liars)"
    r"|a (?:complete |total |utter )?(?:disgrace|scandal|sham|farce|travesty))\b"
)
# 'must be lifted' asks for something; 'must be tired' guesses, 'must be said' only leads to what is said, 'have to be moved' describes
_MUST_BE = (
    r"(?<!if )\b(?:must|needs? to) be (?!said|noted|remembered|stressed|tired|worried|pleased|mistaken"
    r"|exhausted|confused|delighted|excited|concerned|interested|scared|married|related|based|located"
    r"|viewed|regarded|considered|recogni[sz]ed|acknowledged|admitted|judged|weighed|measured|earned|prepared|added|pointed"
    r"|emphasi[sz]ed|underlined|followed|accompanied|qualified|involved|linked|connected)\w*ed\b"
)
# what comes before 'must' where something else was said first: 'there are gaps and they (must be filled)'
_SAID_FIRST = re.compile(
    r"(?:\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|and|but|or|if|who|which|because)\b"
    r"|[,;:]).*?\b(?:must|needs? to) be \w+ed\b",
    re.IGNORECASE,
)
# 'would not resign' refuses; 'would not be there', 'would not win' foretell
_BY_WILL = (
    r"(?!be|have|know|need|win|lose|survive|happen|fall|rise|grow|change|stop|matter|affect|work|help|last|mean|feel|see|hear"
    r"|forget|hesitate|expect|understand|die|want)\w+\b"
)
# 'we will rebuild it' binds whoever says so; 'we will see', 'we will appeal' do not
_BY_US = (
    r"\b(?:I|we)(?:[’']ll| will| shall) (?:\w+ly |soon )?(?:not (?:rest|stop|give up|allow|let|abandon|forget|leave)"
    r"|ensure|make sure|deliver|protect|rebuild|restore|change|abolish|create|build|bring|keep|do (?:everything|whatever|all|our)"
    r"|put an end|end (?:the|this)|stop (?:the|this)|stand (?:by|with)|give (?:you|them|every)|hold \w+ (?:to account|accountable|responsible))\b"
)
_SENTENCE_END = re.compile(r"(?<=[a-z][.!?])\s")
_WORDS_OF_FORCE = (
    ("promise", re.compile(_SELF + r" (?:pledge|promise|vow)\b|" + _BY_US + r"|\b(?:I|we)(?: will|’ll|'ll) (?:never|always|not rest)\b", re.IGNORECASE)),
    ("apologise", re.compile(_SELF + r" apologi[sz]e\b|(?<!them )(?<!him )(?<!her )\b(?:I|we)(?:[’']m| am|[’']re| are)(?: \w+){0,2} sorry\b(?! (?:that (?:I|we|he|she|it|they|the) |to (?:see|hear|learn|leave|lose|go|report|say|announce|inform|tell)\b))|\b(?:deeply|sincerely) regrets?\b", re.IGNORECASE)),
    ("call for", re.compile(_SELF + r" (?:urge|call (?:on|upon|for)|appeal (?:to|for))\b|\bit is time (?:to|for)\b|" + _MUST_BE, re.IGNORECASE)),
    ("accuse", re.compile(r"^(?!.*\b(?:nobody|no one|none|not|never|n[’']t)\b).*\b(?:is|was|are|were|be) (?:[\"“'‘]?\w+[\"”'’]? )?(?<!not )(?:\w+['’]s? (?:doing|fault)\b|to blame for\b|behind the (?:attack|killing|murder|bomb\w*|blast|plot|coup|fire|shooting|leak|theft|fraud|violence))", re.IGNORECASE)),
    ("demand", re.compile(_SELF + r" (?:demand|insist on)\b|\b(?:I|we) expect (?:from\b|(?:an? |the )?(?:\w+ )?(?:apolog(?:y|ies)|explanations?|answers|assurances)\b)", re.IGNORECASE)),
    ("agree", re.compile(r"\b(?:could not|couldn[’']t) agree more\b|" + _SELF + r" (?:fully |completely )?agree with\b|(?<!not )(?<!should )(?<!must )(?<!to )\b(?:compl(?:y|ies) with|abides? by|accepts?) (?:the|this) (?:\w+ )?(?:command|order|ruling|decision|verdict|judge?ment|result|outcome)\b", re.IGNORECASE)),
    ("refuse", re.compile(r"^(?:that )?(?:he|she|they) (?:will|would) not " + _BY_WILL)),
    ("praise", re.compile(_SELF + r" (?:congratulate|applaud|commend|praise)\b", re.IGNORECASE)),
    ("criticise", re.compile(_SELF + r" (?:condemn|deplore)\b|" + _ATTACKS, re.IGNORECASE)),
    ("deny", re.compile(_SELF + r" deny\b", re.IGNORECASE)),
    ("announce", re.compile(_SELF + r" (?:hereby )?(?:announce|declare)\b", re.IGNORECASE)),
)  # fmt: skip


# what 'we urge you' does by being said, also behind another sentence
_BY_SAYING_SO = (
    ("call for", re.compile(r"(?:I|We) (?:urge|call (?:on|upon)|appeal to) ")),
    ("demand", re.compile(r"(?:I|We) demand ")),
    ("apologise", re.compile(r"(?:I|We) (?:\w+ )?apologi[sz]e ")),
    ("criticise", re.compile(r"(?:I|We) (?:\w+ )?(?:condemn|deplore) ")),
    ("praise", re.compile(r"(?:I|We) (?:congratulate|applaud|commend) ")),
)
# 'criticised it, saying' tells the criticism; 'suggesting' and 'adding' tell something more
_GOING_ON = frozenset("say state claim argue write insist allege contend maintain assert".split())
_FEW = 2  # sentences behind the first


def force_of(lemma: str, words: str = "") -> str:
    """The force of a verb; after a neutral one, that of the words where their first sentence leaves no doubt.

    >>> force_of("say", "I promise to stay"), force_of("say", "It is late. I promise to stay.")
    ('promise', 'state')
    """
    force = FORCES.get(lemma, "state")
    if force == "state":
        first, *rest = _SENTENCE_END.split(words)
        plain = next((name for name, pattern in _WORDS_OF_FORCE if pattern.search(first)), None)
        if plain is None and 0 < len(rest) <= _FEW:
            plain = next((name for name, pattern in _BY_SAYING_SO if pattern.match(rest[-1])), None)
        return plain or force
    return force


def force_of_ruling(verb: Token) -> str | None:
    """The force of the verb that 'saying' goes on with: of 'criticised it, saying'; 'questioned it' criticises."""
    ruling = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_ not in _GOING_ON or is_negated(ruling):
        return None
    done_to = [c for c in ruling.rights if c.dep_ == "dobj"]
    if ruling.lemma_ == "question" and done_to and done_to[0].pos_ == "NOUN" and done_to[0].lemma_ not in PEOPLE:
        return "criticise"
    return FORCES.get(ruling.lemma_)


def words_of_force(words: str, force: str) -> tuple[int, int] | None:
    """Where the words stand that give what is said this force, where they do and not the verb.

    >>> words_of_force("The bridge is a disgrace.", "criticise")
    (14, 24)
    """
    first = _SENTENCE_END.split(words, maxsplit=1)[0]
    found = next((at for name, pattern in _WORDS_OF_FORCE if name == force and (at := pattern.search(first))), None)
    return found.span() if found else None


def is_wish_in_passing(words: str) -> bool:
    """Whether a 'must be' that calls for something stands behind something else that is said.

    >>> is_wish_in_passing("the rules must be lifted"), is_wish_in_passing("there are gaps and they must be filled")
    (False, True)
    """
    return bool(_SAID_FIRST.search(_SENTENCE_END.split(words, maxsplit=1)[0]))
