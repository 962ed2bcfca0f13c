"""Which names and posts take "the", "a" or a small letter inside an English sentence, as their own words tell."""

from __future__ import annotations

import re

_DETERMINED = re.compile(
    r"(?i)(?:the|an?|her|his|its|their|our|my|no|some|several|many|most|two|three|four|five)\b|.*[’']s?\b|\d"
)
# A body that is one of a kind is "the" one: the Ministry of Health, the Tide Party. "Thornwick Council" is not.
_OF = re.compile(
    r"(?:Academy|Agency|Association|Bank|Board|Centre|Chamber|Church|Commission|Committee|Confederation|Council|Court|"
    r"Department|Federation|House|Institute|League|Ministry|Office|Organi[sz]ation|Parliament|Party|Republic|Society|"
    r"Union|University) (?:of|for) "
)
_LAST = re.compile(
    r" (?:Alliance|Coalition|Commission|Committee|Department|Federation|Ministry|Party|"
    r"Channel|Emirates|Isles|Islands|Kingdom|Mountains|Ocean|Peninsula|Republic|Sea|States|Strait)$"
    r"|^(?:Bahamas|Maldives|Netherlands|Philippines|Seychelles)$"
)
_INSIDE = re.compile(
    r"(?:An?|The|Her|His|Their|Some|Several|Many|Most|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten) |\w+$"
)
# Of these there are several at a time; who is "chief executive", or "MP for Skerrow", is the only one.
_OF_MANY = re.compile(
    r"(?i)^(?!.*\b(?:chief|head|lead|commanding|executive)\b).*\b(activist|actor|actress|adviser|aide|"
    r"analyst|author|barrister|campaigner|constable|congress(?:wo)?man|councillor|defender|detective|doctor|economist|"
    r"engineer|goalkeeper|historian|inspector|journalist|judge|lawmaker|lawyer|legislator|magistrate|MEP|midfielder|MP|"
    r"nurse|officer|player|professor|prosecutor|reporter|researcher|scientist|senator|sergeant|singer|soldier|"
    r"solicitor|spokes(?:man|person|woman)|striker|surgeon|teacher|winger|writer)$"
)


def the(name: str) -> str:
    """What stands before a name inside a sentence: "the ", or nothing.

    >>> [the(name) for name in ("Federation of Tarsian Industry", "Tide Party", "The Tide Party", "Thornwick Council")]
    ['the ', 'the ', '', '']
    """
    return "the " if (_OF.match(name) or _LAST.search(name)) and not is_determined(name) else ""


def is_determined(name: str) -> bool:
    """Whether something stands in the place of an article, as in "her department" and "Kesmark’s coastguard".

    >>> is_determined("her department"), is_determined("Kesmark’s coastguard"), is_determined("harbour board")
    (True, True, False)
    """
    return _DETERMINED.match(name) is not None


def described(name: str) -> str:
    """A description, which is no name, as it stands inside a sentence: "Residents" began the sentence that it is from.

    >>> described("Residents"), described("A spokesman for the Post"), described("Health officials")
    ('residents', 'a spokesman for the Post', 'Health officials')
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


def a(word: str) -> str:
    """The indefinite article before a word: "a" or "an", by the sound of letters that are read one by one too.

    >>> a("inquiry"), a("judge"), a("MP"), a("MEP"), a("university")
    ('an', 'a', 'an', 'an', 'a')
    """
    first = word.split(" ", 1)[0]
    if first.isupper() and len(first) > 1:
        return "an" if first[0] in "AEFHILMNORSX" else "a"
    return "an" if re.match(r"(?i)[aeio]|u(?!ni|se)|hour|honou?r", word) else "a"
