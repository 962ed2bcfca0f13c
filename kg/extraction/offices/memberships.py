"""Finds who belongs to which party, from the words beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction.findings import Finding
from kg.extraction.lexicon import (
    ADHERENTS,
    FORMER,
    OFFICE_ADJECTIVES,
    OFFICE_NOUNS,
    PARTY_ENDS,
    PARTY_NAMES,
    PARTY_WORDS,
)
from kg.extraction.names.cast import Cast, Mention
from kg.extraction.offices.holdings import belonging, starting, tenure_in
from kg.extraction.offices.post_words import STATUS_OF_SEAT, THEN, Word, adherent_of, is_office
from kg.extraction.offices.posts import Post

_OF = re.compile(r" of (?:the )?|,? \((?:the )?")
# 'Ana Okoye, a lawmaker from the opposition Harbour Party,'
_SEAT_OF_PARTY = re.compile(
    r", (?:an?|the) (?:[a-z-]+ ){0,2}?(?P<who>MP|MEP|MSP|[a-z]+)(?: of parliament)? (?:from|with|for|of) "
    r"(?:the |his |her |its )?(?:[a-z-]+ ){0,2}(?=[A-Z])"
)
_BESIDE = re.compile(r", (?:of|from) (?:the )?(?:[a-z-]+ )?(?=[A-Z])")
# 'Ana Okoye, 63, a Democrat, said', 'Representative Ben Adu (R-Ohio)', 'Senator Ben Adu, D-N.Y.,'
_ADHERENT = re.compile(
    r", (?:\d{2}, )?an? (?:[a-z-]+ )?"
    r"(?P<adherent>Democrat|Republican|Conservative|Tory|Liberal Democrat|Liberal|Green)(?=,|\.| who| from)"
    r"|, (?:the|an?|its|[a-z ]{3,20}['’]s) (?:(?:most|second) )?"
    r"(?:top|senior|ranking|leading|only|lone|highest-ranking)(?:[ -]ranking)? "
    r"(?P<top>Democrat|Republican|Conservative|Tory|Liberal Democrat|Liberal|Green)(?=,|\.| (?:on|in|of)\b)"
    r"|(?: \(|, )(?P<letter>[RD])-[A-Z][A-Za-z.]{1,6}(?=\)|,)"
)
_LETTERS = {"R": "republican", "D": "democrat"}
_PARTISAN = re.compile(
    r"(?:['’]s)? (?:(?:lead|official|mayoral|presidential) )?([A-Za-z]+)(?=[,.;)]| (?:for|from|who|and|in)\b)"
)
# 'Two Democratic senators, Ana Okoye and Ben Adu,', 'A Republican, Ana Okoye,'
_OF_A_PARTY = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ff]ellow|[Oo]ther)(?: [a-z-]+)?"
    r" (?P<party>[A-Z]\w+(?: [A-Z]\w+)?)(?: (?P<who>[A-Za-z]+))?, $"
)
_LEADS = re.compile(r"(?:deputy |co-|joint )?(?:leader|chair(?:man|woman|person)?)\b", re.IGNORECASE)
# 'Senators Ana Okoye of Ostra and Ben Adu, both Republicans,'
_FROM_SEAT = re.compile(r" (?:of|from) [A-Z][\w.]*(?: [A-Z][\w.]*)?(?=,| and )")
_ALL_OF_A_PARTY = re.compile(
    r", (?P<many>both|all) (?:\w+ )?"
    r"(?P<party>Democrat|Republican|Conservative|Liberal Democrat|Liberal|Green)s\b(?! (?:and|or)\b)"
)
_NEXT_NAME = re.compile(r"(?:,| and|, and) (?=[A-Z])")
_OF_PARTY = re.compile(r", (?:an?|the) (?:[a-z]+ )?(?=[A-Z])")
_PARTISANS = frozenset(
    "politician member candidate lawmaker legislator backbencher activist stalwart grandee veteran councillor mp mep"
    " msp senator leader whip spokesman spokeswoman spokesperson chair chairman deputy nominee hopeful".split()
)
_ELECTED = _PARTISANS | frozenset(
    "representative congressman congresswoman assemblyman assemblywoman mayor governor alderman councilman"
    " councilwoman".split()
)
_SEATED = _ELECTED - frozenset("spokesman spokeswoman spokesperson activist whip stalwart grandee veteran".split())
_STANDING = frozenset("candidate nominee hopeful".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR = 40  # code points
_RUNNING = frozenset("presidential vice vice-presidential mayoral gubernatorial parliamentary lead top senior".split())
_INCLUDING = re.compile(r"\b([A-Z]\w+) (?:such as|including)(?: [\w’'-]+){0,5} $")
# 'the Democratic chairman of', 'the Republican Senate majority leader'
_IN_POST = re.compile(
    rf"\b(?P<adherent>{'|'.join(sorted(ADHERENTS, key=len, reverse=True))}) (?P<next>[\w-]+)", re.IGNORECASE
)
_BEHIND_ADHERENT = OFFICE_NOUNS | OFFICE_ADJECTIVES | {"senate", "house", "state"}
_OF_LABOUR = frozenset("minister secretary undersecretary commissioner inspector attorney relations".split())
_PARTY_OF = frozenset(name.lower() for name in (*ADHERENTS.values(), *PARTY_NAMES))


def party_before(text: str, cast: Cast, words: Sequence[Word], name: Mention) -> Iterator[Finding]:
    """'Labour's Sir Ben Adu', 'Republican Ben Adu', 'Conservative MP Ben Adu'."""
    last = words[-1]
    tenure = "former" if len(words) > 1 and words[-2].lower in FORMER else "current"
    at = len(words) - 1
    while at > 0 and is_office(words[at]) and words[at].bare in STATUS_OF_SEAT:
        at -= 1
    first, adherent = _adherent(words, at)
    if last.possessive and (last.bare in PARTY_NAMES or _names_party(cast, last)):
        mention = cast.at(last.start, last.end)
        known = mention and cast.type_of(mention.key) == "Organization"
        group = mention.key if mention and known else cast.key_for("Organization", re.sub(r"['’]s?$", "", last.text))
        yield belonging(name, group, (last.start, name.end), tenure)
    elif adherent and not words[at].possessive and not words[at].text.endswith(","):
        yield belonging(name, cast.key_for("Organization", ADHERENTS[adherent]), (words[first].start, name.end), tenure)
    elif last.bare.rstrip(",") in _PARTISANS and (party := _party_ending(cast, words)):
        if last.text.endswith(",") and text[name.end : name.end + 1] not in (",", "."):
            return  # 'To the Harbour Party's nominee, Ana Okoye is ...'
        yield belonging(name, party.key, (party.start, name.end), tenure)


def _party_ending(cast: Cast, words: Sequence[Word]) -> Mention | None:
    """The party that the words end with, before 'deputy', 'former' and the like."""
    at = len(words) - 2
    while at >= 0 and (words[at].bare in _PARTISANS | _RUNNING or words[at].lower in FORMER):
        at -= 1
    mention = cast.at(words[at].start, words[at].end) if at >= 0 else None
    ends = mention is not None and words[at].end - mention.end == (2 if words[at].possessive else 0)
    before = {word.lower for word in words[at + 1 : -1]}
    stands = words[-1].bare.rstrip(",") in _STANDING or before & _RUNNING
    if mention and stands and _is_told_of_past(words, mention):
        return None
    return mention if mention and ends and _is_party(cast, mention) else None


def _is_told_of_past(words: Sequence[Word], party: Mention) -> bool:
    """'In 2016, the party's nominee', 'then-Labour candidate': who may have left since."""
    first = next((at for at, word in enumerate(words) if word.end > party.start), 0)
    around = words[max(0, first - 1) :]
    return any(w.lower in FORMER or THEN.match(w.text) for w in around) or any(_YEAR.search(w.text) for w in words)


def _is_party(cast: Cast, mention: Mention) -> bool:
    entity = cast.entities[mention.key]
    words = entity.name.lower().split()
    if words == ["party"]:
        return False  # 'Party leader Ana Okoye'
    told = any(party in words for party in PARTY_WORDS) or entity.name.lower() in PARTY_NAMES
    return entity.type in ("Organization", "PoliticalParty") and (told or (len(words) > 1 and words[-1] in PARTY_ENDS))


def included(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'some senior Tories including Ben Adu': the party's people, of whom one is named."""
    before = text[max(0, name.start - 80) : name.start]
    found = _INCLUDING.search(before)
    if found and found.group(1).lower() in _PARTY_OF:
        start = name.start - len(before) + found.start()
        yield belonging(name, cast.key_for("Organization", found.group(1)), (start, name.end), "current")


def named_for_party(text: str, cast: Cast, name: Mention, others: Sequence[Mention]) -> Iterator[Finding]:
    """'Two Democratic senators, Ana Okoye and Ben Adu,': those whom the words before the comma count among a party."""
    before = text[max(0, name.start - 60) : name.start]
    found = _OF_A_PARTY.search(before)
    words = found["party"].lower().split() if found else []
    party = next((ADHERENTS[w] for w in (" ".join(words), words[-1] if words else "") if w in ADHERENTS), None)
    if found is None or party is None or not (found["who"] is None or _is_partisan(found["who"])):
        return
    if (
        text[max(name.end, *(m.end for m in others)) :][:1] not in (",", ".")
        if others
        else text[name.end : name.end + 1] != ","
    ):
        return  # 'To a Republican, Ana Okoye is ...'
    start = name.start - len(before) + found.start()
    for each in (name, *others):
        yield belonging(each, cast.key_for("Organization", party), (start, each.end), "current")


def all_of_party(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye of Ostra and Ben Adu, both Republicans,': each in the row, where it is not longer than told."""
    last = name
    for number in range(1, 9):
        seat = _FROM_SEAT.match(text, last.end, last.end + 40)
        at = seat.end() if seat else last.end
        found = _ALL_OF_A_PARTY.match(text, at, at + 50)
        if found:
            if found["many"] == "all" or number <= 2:
                party = cast.key_for("Organization", ADHERENTS[found["party"].lower()])
                yield belonging(name, party, (name.start, found.end()), "current")
            return
        joint = _NEXT_NAME.match(text, at, at + 8)
        following = starting(cast, joint.end()) if joint else None
        if following is None or cast.type_of(following.key) != "Person":
            return
        last = following


def _is_partisan(word: str) -> bool:
    return word.lower() in _ELECTED or word.lower().rstrip("s") in _ELECTED


def party_of_post(text: str, name: Mention, post: Post, cast: Cast) -> Iterator[Finding]:
    """'Ana Okoye, the Democratic mayor of Ostra': whose office is told with a party. 'The labour minister' has none."""
    found = _IN_POST.search(text, post.start, post.end)
    if post.party is None or post.tenure not in ("current", "acting") or found is None:
        return
    adherent, following = found["adherent"], found["next"].lower()
    of_labour = adherent.lower() == "labour" and following in _OF_LABOUR
    if adherent[0].isupper() and following in _BEHIND_ADHERENT and not of_labour:
        span = (min(name.start, found.start()), max(name.end, post.end))
        yield belonging(name, cast.key_for("Organization", post.party), span, "current")


def of_leaders(cast: Cast, offices: Sequence[Finding]) -> Iterator[Finding]:
    """Who leads a party is one of its members: inferred, where nothing says so by itself."""
    known = {(f.fields["member"], f.fields["group"]) for f in offices if f.type == "Membership"}
    for found in offices:
        body = found.fields.get("organization", ()) if found.type == "OfficeHolding" else ()
        if not body or (found.fields["person"], body) in known:
            continue
        words = cast.entities[str(body[0])].name.lower().split()
        ends = len(words) > 1 and words[-1] in PARTY_ENDS
        is_party = words != ["party"] and (ends or any(word in PARTY_WORDS or word in PARTY_NAMES for word in words))
        if is_party and _LEADS.match(str(found.fields["post"][0])):
            fields = {"member": found.fields["person"], "group": body, "tenure": found.fields["tenure"]}
            shown = tuple(("member", start, end) for field, start, end in found.shown if field == "person")
            yield Finding(
                "Membership", "membership-party", fields, found.spans, shown, found.sure,
                found.source, found.certainty, found.polarity, basis="inferred",
            )  # fmt: skip


def _adherent(words: Sequence[Word], at: int) -> tuple[int, str | None]:
    """The number of the word where a party's adjective begins that ends at `at`, and the adjective."""
    if at > 0 and len((adherent_of(words, at - 1) or "").split()) == 2:
        return at - 1, adherent_of(words, at - 1)
    return at, adherent_of(words, at)


def _names_party(cast: Cast, word: Word) -> bool:
    mention = cast.at(word.start, word.end)
    entity = cast.entities[mention.key] if mention else None
    return bool(entity and entity.type == "Organization" and any(p in entity.name.lower().split() for p in PARTY_WORDS))


def party_after(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Ana Okoye, a Democrat,', 'Halle of the Reform Alliance', 'Adu, the Harbour Party candidate'."""
    adherent = _ADHERENT.match(text, name.end, name.end + 60)
    if adherent:
        party_name = ADHERENTS[
            _LETTERS.get(adherent["letter"] or "", (adherent["adherent"] or adherent["top"] or "").lower())
        ]
        yield belonging(name, cast.key_for("Organization", party_name), (name.start, adherent.end()), "current")
    of = _OF.match(text, name.end, name.end + 8)
    party = starting(cast, of.end()) if of else None
    if of and party and _is_party(cast, party) and (of.group()[-1] != "(" or text[party.end : party.end + 1] == ")"):
        yield belonging(name, party.key, (name.start, party.end), "current")  # 'Halle of the Reform Alliance'
    yield from _seated_for(text, cast, name)
    of = _OF_PARTY.match(text, name.end, name.end + 20)
    party = starting(cast, of.end()) if of else None
    behind = _PARTISAN.match(text, party.end, party.end + 20) if party else None
    once = behind and behind[1].lower() in _STANDING and _YEAR.search(text, behind.end(), behind.end() + _NEAR)
    if party and behind and behind[1].lower() in _PARTISANS and _is_party(cast, party) and not once:
        yield belonging(name, party.key, (name.start, behind.end(1)), tenure_in(of.group() if of else ""))


def _seated_for(text: str, cast: Cast, name: Mention) -> Iterator[Finding]:
    """'Okoye, a lawmaker with the opposition Harbour Party,' and 'Okoye, of the Harbour Party,'."""
    seat = _SEAT_OF_PARTY.match(text, name.end, name.end + 80)
    beside = None if seat else _BESIDE.match(text, name.end, name.end + 40)
    found = seat or beside
    party = starting(cast, found.end()) if found else None
    if found is None or party is None or not _is_party(cast, party):
        return
    named = seat is None or (seat["who"].lower() in _SEATED and not FORMER & set(found.group().split()))
    closed = seat is not None or text[party.end : party.end + 1] in (",", ".")
    if named and closed and text[party.end : party.end + 2] not in ("'s", "’s"):
        yield belonging(name, party.key, (name.start, party.end), "current")
