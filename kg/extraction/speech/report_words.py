"""The words that tell what a report is: what one calls for, judges or announces, and what leaves it open."""

from __future__ import annotations

from kg.extraction.lexicon import CLAUSAL, EXPRESSING, FORCES, TO_INFINITIVE
from kg.extraction.speech.acts_of_saying import ACTS
from kg.extraction.speech.judged_clauses import FOUND
from kg.extraction.sureness import Sure

BESIDE = Sure(0.85, "where the words begin and end, or whose they are")
# verbs of a stance that a noun or a name tells
NAMING_WITH_AS = frozenset(
    "describe characterise characterize dismiss denounce condemn criticise criticize hail praise label brand slam decry"
    " portray refer deride mock attack".split()
)
NAMING = frozenset("label brand dub term".split())
STANCE_VERBS = EXPRESSING | NAMING_WITH_AS | NAMING | {"claim"}
READ = (
    frozenset(FORCES)
    | CLAUSAL
    | FOUND
    | STANCE_VERBS
    | ACTS
    | TO_INFINITIVE
    | frozenset("call appeal reject point speak push press lobby".split())
)
TO_HEARERS = frozenset(("tell", "inform", "notify"))
TELLING = TO_HEARERS | {"assure", "warn", "remind", "advise", "promise", "caution"}
OPENERS = frozenset("because until than the a an and or if".split()) | {"before", "after"}
PLAINLY = frozenset("say tell announce declare write".split())
IN_ONE_S_OWN = frozenset("in by through with via".split())  # 'in a letter saying that ...'
# what one attacks with words
OPINED = frozenset(
    "decision plan proposal move policy law bill proclamation announcement claim record verdict ruling idea deal"
    " agreement budget statement remark comment handling approach strategy reform cut tax measure legislation".split()
)
# 'called the deal a surrender': what only who is against it calls it
ILL_NAMES = frozenset(
    "surrender betrayal capitulation disgrace sham farce scandal insult outrage travesty hoax lie mistake disaster"
    " catastrophe failure shambles absurd unacceptable shameful disgraceful outrageous reckless nonsense ridiculous"
    " irresponsible unfair unjust illegal unlawful dangerous".split()
)
STANCES = frozenset(
    "criticise criticize condemn denounce deplore decry welcome hail praise applaud deny reject dispute rebut refute"
    " confirm acknowledge".split()
)
WITHHELD = frozenset(
    "bail entry access permission visa asylum request appeal motion leave aid parole licence license funding money loan"
    " credit treatment care coverage compensation benefit refuge extension permit clearance citizenship".split()
)
# what is said of a thing whole, where it is told behind it what for
_NEEDS = frozenset("need importance necessity requirement urgency".split())
WEIGHED = {
    "announce": frozenset("plan intention decision".split()),
    **dict.fromkeys("emphasise emphasize stress underline underscore highlight reiterate".split(), _NEEDS),
}
ANNOUNCED = frozenset("resignation retirement candidacy departure engagement".split())
TIED = frozenset(
    "of for by from with between against over to about".split()
)  # what belongs to a thing, not to the verb
# the article's own word on what was said
AMISS = frozenset("falsely wrongly mistakenly incorrectly erroneously".split())
# what a law or a theory does, and what may be thought alone
GUESSING = frozenset(
    "specify stipulate speculate hypothesise hypothesize theorise theorize posit postulate surmise reckon muse".split()
)
OTHERS = frozenset("media medium press state country nation rival opponent".split())
# what speaks by what stands in it, and is nobody
LAWS = frozenset("constitution treaty charter convention amendment act statute code law bylaw".split())
DO_SO = frozenset(("to do", "to do so", "to do it", "to do that", "to do this", "to do the same"))
WISHES = {
    **dict.fromkeys("urge encourage invite implore exhort call appeal".split(), "call for"),
    **dict.fromkeys("ask request beg petition".split(), "ask"),
    "tell": "demand",
    "remind": "state",
}
