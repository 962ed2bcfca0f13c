"""Which names and posts take "the", "a" or a small letter inside an English sentence, as their own words tell."""

from __future__ import annotations

import re

_DETERMINED = re.compile(
    r"(?i)(?:the|an?|her|his|its|their|our|my|no|some|several|many|most|two|three|four|five)\b|.*[’']s?\b|\d"
)
# A body that is one of a kind is "the" one: the Ministry of Health, the Tide Party. "Thornwick Council" is not.
_OF = re.compile(
    r"^(?:Bank|Centre|Center|Chamber|Church|House|Parliament|Republic|University) (?:of|for) "
    r"|\b(?:Academy|Agency|Association|Board|Bureau|Commission|Committee|Confederation|Conference|Council|Court|"
    r"Department|Federation|Institute|League|Ministry|Office|Organi[sz]ation|Party|Society|Union) (?:of|for|on) "
)
_LAST = re.compile(
    r" (?:Administration|Agency|Alliance|Army|Assembly|Association|Authority|Board|Bureau|Coalition|Commission|"
    r"Committee|Corps|Department|Federation|Forces?|Foundation|Front|Guard|Ministry|Movement|Navy|Office|"
    r"Organi[sz]ation|Party|Service|Society|"
    r"Channel|Emirates|Isles|Islands|Kingdom|Mountains|Nations|Ocean|Peninsula|Republic|Sea|States|Strait)$"
    r"|\b(?:(?:Appeals|Constitutional|Federal|High|Supreme) Court|(?:Central|Reserve|World) Bank|"
    r"(?:African|European|Workers[’']?) Union|(?:European|Security) Council)$"
    r"|^(?:(?:US|U\.S\.|United States) )?(?:National|Royal) .*"
    r"(?:Academy|Centre|Center|College|Institute|Museum|Theatre)$"
    r"|\b(?:Communists|Conservatives|Democrats|Greens|Liberals|Nationalists|Republicans|Socialists|Tories)$"
    r"|^(?:Bahamas|Maldives|Netherlands|Philippines|Seychelles)$"
    r"|^(?:BBC|CIA|EU|FBI|Kremlin|Pentagon|Senate|Taliban|Treasury|UN|Vatican|White House)$"
)
_INSIDE = re.compile(
    r"(?:About|All|Almost|Another|Around|An?|At least|Both|Her|His|Many|More than|Most|Nearly|Other|Over|Several|"
    r"Some|The|Their|Up to|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Twenty|"
    r"(?:Dozens|Hundreds|Thousands) of) |\w+$"
)
# Of these there are several at a time; who is "chief executive", or "MP for Skerrow", is the only one.
_OF_MANY = re.compile(
    r"(?i)^(?!.*\b(?:chief|head|lead|commanding|executive)\b).*\b(activist|actor|actress|adviser|aide|"
    r"analyst|author|barrister|campaigner|constable|congress(?:wo)?man|councillor|defender|detective|doctor|economist|"
    r"engineer|goalkeeper|historian|inspector|journalist|judge|lawmaker|lawyer|legislator|magistrate|MEP|midfielder|MP|"
    r"nurse|officer|player|professor|prosecutor|reporter|researcher|scientist|senator|sergeant|singer|soldier|"
    r"solicitor|spokes(?:man|person|woman)|striker|surgeon|teacher|winger|writer)$"
)
# Read as words, where of other capitals each letter is read by itself: a NATO envoy, an MP.
_READ_AS_WORDS = frozenset("FARC FEMA FIFA HAMAS LASER MAGA MERS NAFTA NASA NATO SARS SEAL STEM SWAT".split())
_LETTERS = re.compile(r"[A-Z][A-Z&\d]*(?![\w’'])")
# A vowel, or a silent h, but for what begins as "you" or "one" does: a union, a European, a one-off; an unpaid bill.
_VOWEL = re.compile(
    r"(?i)(?!eu|ewe|(?:one|once)\b|uni(?!d|m|n)|unanim|u[cfgkrst][aeiou]|ukr|ub[aio])[aeiou]|hour|honou?r|heir|honest"
    r"|8|1[18](?!\d)"
)

_BEHIND = r"(?:to|in|of|on|for|with|from|by)\b"
_COMMON_HEAD = re.compile(r"(?:[a-z][a-z’'-]* )+(?:of|for|in|on|at) ")
_THEIRS = re.compile(
    rf"\w[’']s? (?:(?!{_BEHIND})\w+ ){{0,2}}(?!\w*(?:news|ics)\b)[a-z]+[^\Wsui]s(?:$| {_BEHIND})"
)  # "Kesmark’s exports to Ostra"
_ONE = ("a ", "an ", "one ", "another ")  # with which a description of one begins
_PLURAL = re.compile(r"(?:[^su]s|men|people|children|police)$")
_BEHIND_HEAD = re.compile(r"[,;]? (?:about|at|behind|by|close|familiar|for|from|in|near|of|on|who|whose|with)\b")


def the(name: str) -> str:
    """What stands before a name inside a sentence: "the ", or nothing.

    >>> [the(name) for name in ("Federation of Tarsian Industry", "Tide Party", "Democrats", "Tarsian Supreme Court")]
    ['the ', 'the ', 'the ', 'the ']
    >>> [the(name) for name in ("The Tide Party", "fifteen Democrats", "Thornwick Council", "Sela Crown Court")]
    ['', '', '', '']
    """
    return "the " if name[:1].isupper() and (_OF.search(name) or _LAST.search(name)) and not is_determined(name) else ""


def is_determined(name: str) -> bool:
    """Whether something stands in the place of an article, as in "her department" and "Kesmark’s coastguard".

    >>> is_determined("her department"), is_determined("Kesmark’s coastguard"), is_determined("harbour board")
    (True, True, False)
    """
    return _DETERMINED.match(name) is not None


def described(name: str) -> str:
    """A description, which is no name, as it stands inside a sentence: "Residents" began the sentence that it is from.

    >>> described("Residents"), described("More than 90 residents"), described("Health officials")
    ('residents', 'more than 90 residents', 'Health officials')
    """
    return name[:1].lower() + name[1:] if _INSIDE.match(name) and not name.isupper() else name


def role(post: str) -> str:
    """A post as somebody has it: with "a" where several have it at a time, and then not as a title.

    >>> role("Judge"), role("MP"), role("High Court judge"), role("Detective Inspector")
    ('a judge', 'an MP', 'a High Court judge', 'a detective inspector')
    >>> role("mayor"), role("chief inspector"), role("MP for Skerrow"), role("Ms Okoye’s spokesperson")
    ('mayor', 'chief inspector', 'MP for Skerrow', 'Ms Okoye’s spokesperson')
    """
    head = _OF_MANY.search(post)
    if not head or is_determined(post):
        return post
    if head[1][0].isupper():
        post = " ".join(word if word.isupper() else word.lower() for word in post.split())
    return f"{a(post)} {post}"


def a(words: str) -> str:
    """The indefinite article before words: "a" or "an", by the sound with which they begin.

    >>> a("inquiry"), a("judge"), a("university"), a("unidentified man"), a("European envoy"), a("8-day strike")
    ('an', 'a', 'a', 'an', 'a', 'an')
    >>> a("MP"), a("MEP"), a("UN envoy"), a("FBI-led search"), a("NATO officer")
    ('an', 'an', 'a', 'an', 'a')
    """
    letters = _LETTERS.match(words)
    if letters and letters[0] not in _READ_AS_WORDS:
        return "an" if letters[0][0] in "AEFHILMNORSX" else "a"
    return "an" if _VOWEL.match(words) else "a"


def may_be_description(name: str) -> bool:
    """Whether what stands for a name may be a description, made of common words or beginning with such a word."""
    return is_common(name) or described(name) != name


def placed(name: str, *, unnamed: bool = False, person: bool = False) -> tuple[str, str]:
    """What stands before a name inside a sentence, "the" or nothing, and the name: a description in small letters.

    `unnamed` says that it is a description; `person` that of common words it is a name all the same.

    >>> placed("Tide Party"), placed("Ana Okoye", person=True), placed("Residents", unnamed=True)
    (('the', 'Tide Party'), ('', 'Ana Okoye'), ('', 'residents'))
    >>> placed("harbour board"), placed("five harbour boards")
    (('the', 'harbour board'), ('', 'five harbour boards'))
    """
    common = is_common(name)
    if unnamed and may_be_description(name):
        return "", described(name)
    if common and not person and not is_determined(name) and not is_plural(name.lower()):
        return "the", name
    return the(name).rstrip(), name


def is_common(name: str) -> bool:
    """Whether a name is made of common words, as no proper name ends, or begins before its "of".

    >>> is_common("Valdorian coastguard"), is_common("town council of Kesmark"), is_common("Bank of Kesmark")
    (True, True, False)
    """
    return name.rpartition(" ")[2].islower() or _COMMON_HEAD.match(name) is not None


def is_plural(name: str) -> bool:
    """Whether a name is that of several, as `five MPs` and `Kesmark’s exports` are; whose head tells it.

    >>> [is_plural(name) for name in ("five Valdorian MPs", "officials at the port", "two fishermen", "police")]
    [True, True, True, True]
    >>> [is_plural(name) for name in ("the head of two committees", "his boss", "a member", "Brandt and Sons")]
    [False, False, False, False]
    >>> [is_plural(name) for name in ("Kesmark’s exports to Ostra", "Kesmark’s duty on exports", "Kesmark’s press")]
    [True, False, False]
    """
    if _THEIRS.search(name):
        return True
    head = _BEHIND_HEAD.split(name, maxsplit=1)[0]
    return name[:1].islower() and not name.startswith(_ONE) and _PLURAL.search(head) is not None
