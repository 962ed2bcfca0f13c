"""The words for comings and goings in office, and those of bodies that appoint for themselves or for others."""

from __future__ import annotations

import re

ACTIONS = {
    **dict.fromkeys(
        "appoint name install promote reappoint designate confirm unveil hire choose select pick instal tap".split(),
        "appointed",
    ),
    **dict.fromkeys("elect reelect reselect reselecte vote".split(), "elected"),
    **dict.fromkeys("nominate".split(), "nominated"),
    **dict.fromkeys("dismiss fire sack oust remove depose".split(), "dismissed"),
}
DRIVING = frozenset("force push vote kick".split())  # 'was forced out as director'
POWER = frozenset(  # what one is removed from that ends a post
    "office power cabinet government board command duty duties leadership bench council committee helm presidency"
    " ministry parliament charge".split()
)
SEATED = frozenset("job post role position company".split())  # 'out of the job'
BY_WHOM = frozenset("by after over following amid before since during because".split())  # 'forced out by the board'
RULING = frozenset("board club company firm party cabinet parliament voter shareholder investor owner".split())
OF_MEMBERS = frozenset("party alliance union league federation association movement caucus club coalition".split())
BY_FIRMS = frozenset("appoint name hire promote dismiss fire sack oust".split())
FOR_OTHERS = re.compile(
    r"\b(?:government|cabinet|parliament|congress|senate|house|assembly|council|court|party|union|ministry|department"
    r"|palace|street|commission|duma|knesset|alliance|coalition|office)\b",
    re.IGNORECASE,
)
HELD = re.compile(r" (?:had|has) (?:held|been in) (?:the|that) (?:post|job|office|position|role)\b")
BESIDE_NAME = re.compile(r"(?:, [^,.;:]{1,40},)?")
LEAVING = frozenset("resign quit retire".split())
HANDING = frozenset(("tender", "submit"))  # 'tendered her resignation'; who offers it may be kept
GIVEN_IN = frozenset(("resignation", "notice"))
CONTROLS = frozenset(("charge", "helm", "rein", "reins"))  # 'took the helm as director'
LEAVING_NOUNS = {
    "resignation": "resigned",
    "dismissal": "dismissed",
    "appointment": "appointed",
    "nomination": "nominated",
    "election": "elected",
    "sacking": "dismissed",
    "firing": "dismissed",
    "ousting": "dismissed",
    "removal": "dismissed",
    "departure": "resigned",
    "retirement": "resigned",
}
# offices by the word for their time: 'won the presidency'
REIGNS = {
    "presidency": "president",
    "premiership": "prime minister",
    "chancellorship": "chancellor",
    "mayoralty": "mayor",
    "governorship": "governor",
    "speakership": "speaker",
    "chairmanship": "chair",
    "papacy": "pope",
}
AWARD = re.compile(
    r"^(?:best|worst|top|most)\b|\bof the (?:(?:attack|plot|gang|raid|scheme|crime|conspiracy|riot)s?|year"
    r"|month|week|day|match|game|series|season|tournament|decade|century)\b",
    re.IGNORECASE,
)
