"""The words that tell whether something has happened, is planned, hoped for, feared or called off."""

from __future__ import annotations

FUTURE = frozenset("will shall 'll ’ll wo sha".split())
PERHAPS = frozenset("may might could can".split())
PLANNING = frozenset(
    "plan schedule intend agree decide prepare set due pledge promise vow commit aim slate arrange announce go poise"
    " ready expect gear project forecast predict".split()
)
MOOTING = frozenset(
    "consider hope want seek wish propose suggest threaten offer mull weigh contemplate try attempt ask urge invite"
    " call encourage request demand need like love willing likely push press recommend require discuss explore eye"
    " keen eager possible able free ponder opportunity chance option prospect possibility bid invitation proposal idea"
    " speculation effort".split()
)
ASKING = frozenset("ask urge call invite press push encourage request beg implore exhort order tell advise".split())
ASKING_FOR = frozenset("call press push hope plead appeal wait lobby campaign argue vote pray".split())
PLAN_NOUNS = frozenset("plan decision agreement intention preparation pledge promise date arrangement".split())
FAILING = frozenset("fail refuse decline neglect unable deny reject avoid prevent stop block rule".split())
CALLING_OFF = frozenset("cancel scrap abandon call axe shelve".split())
COMING_TO_NOTHING = frozenset("collapse fall founder falter unravel stall".split())
REACTING = frozenset("welcome criticise criticize praise condemn announce confirm mourn applaud denounce".split())
# what has come about when it is announced: 'announced the death of', 'announced her resignation'
OVER_WHEN_TOLD = frozenset(
    "death killing murder resignation dismissal sacking firing appointment nomination arrest capture discovery birth"
    " engagement victory defeat".split()
)
PUTTING_OFF = frozenset("postpone delay defer reschedule".split())
ACHIEVING = frozenset("vote manage help begin start continue force lead get go allow enable return".split())
BELIEVING = {
    "think": "probable",
    "believe": "probable",
    "expect": "probable",
    "suspect": "possible",
    "fear": "possible",
    "hope": "possible",
    "suppose": "probable",
    "assume": "probable",
    "speculate": "possible",
    "doubt": "possible",
    "suggest": "probable",
}
# 'is known to have died', 'is feared to have died': what the one or the other makes of it
TOLD_OF = {
    **dict.fromkeys("know confirm find prove announce declare show".split(), "certain"),
    **dict.fromkeys("believe think presume understand report say assume suppose suspect estimate".split(), "probable"),
    **dict.fromkeys("fear allege rumour rumor claim".split(), "possible"),
}
HEDGES = {
    "reportedly": "probable",
    "apparently": "probable",
    "likely": "probable",
    "probably": "probable",
    "allegedly": "possible",
    "possibly": "possible",
    "perhaps": "possible",
    "maybe": "possible",
    "potentially": "possible",
    "purportedly": "possible",
    "supposedly": "possible",
    "seemingly": "probable",
}
POSSIBLE = frozenset(
    "possible potential proposed prospective mooted eventual hypothetical conceivable suggested".split()
)
COMING = frozenset("planned upcoming forthcoming scheduled next future coming impending expected imminent".split())
ALLEGED = {
    "alleged": "possible",
    "suspected": "probable",
    "reported": "probable",
    "apparent": "probable",
    "supposed": "possible",
}
STAGING = frozenset(
    "hold have make pay take stage host organise organize conduct carry launch mount start begin open end stop finish"
    " conclude cancel postpone plan accept force attend join boycott avoid prevent continue resume follow cause trigger"
    " mark be".split()
)
# 'was jailed for stealing', 'was arrested for stealing': how sure it is that it was done
PUNISHING = {
    **dict.fromkeys("sentence jail imprison convict fine punish execute discipline ban disqualify".split(), "certain"),
    **dict.fromkeys("arrest detain charge indict prosecute try suspect accuse sue".split(), "possible"),
}
# what a search, a trial or a study does when it has been made, whatever comes of it
FINDING = frozenset(
    "find discover reveal show determine uncover yield conclude establish confirm identify locate recover prove detect"
    " produce".split()
)
UNREAL_MARKS = frozenset(("if", "unless", "whether"))
