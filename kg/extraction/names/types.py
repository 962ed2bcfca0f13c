"""Tells what a name names, a person, a body or a place: by its own words, and by what the article does with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction.lexicon import CALLINGS, COLLECTIVES, OFFICE_NOUNS, PARTY_ENDS, PARTY_NAMES, SAYING
from kg.extraction.names.countries import capitals, country_names, demonyms
from kg.extraction.names.forms import names_a_body
from kg.extraction.names.given_names import is_given
from kg.extraction.names.places import BODIES, CITIES, REGIONS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WITHIN = frozenset("in near across outside around throughout".split())
TRUSTING = frozenset("confidence trust faith belief interest invest believe investment stake share role".split())
# what one does in a place, and not in a firm
_BEING_THERE = frozenset(
    "arrive bear bury collapse collide crash crouch die disembark drown explode gather happen jail land live"
    " meet overturn reside settle shoot sink stay".split()
)
_TRAVELLING = frozenset("commute cycle drive drift flee fly hitchhike march sail travel walk".split())
# who comes 'from' a place, and seldom from a firm
_COMING = frozenset(
    "baby boy child couple family farmer girl grandmother man migrant mother motorist pensioner refugee schoolboy"
    " schoolgirl teenager toddler tourist villager widow woman".split()
)
_SIGNS = ("There", "Thing", "Speaks", "Described", "He", "It", "Which", "In", "Body", "Firmly")
_OWN_OF_FIRMS = frozenset("chairman chairwoman shareholder subsidiary takeover ceo stock headquarters".split())
_GIVING_POSTS = frozenset("appoint name elect make hire install nominate choose".split())
_BEHIND_WHOSE = frozenset("director board customer".split())  # 'Orlen, whose director ...'
_BESIDE = ("poss", "compound", "nmod")
# firms and schools that bear somebody's name, of which the model says rightly that they are none
_FIRMS = frozenset(
    (
        "Morgan Stanley;Charles Schwab;Philip Morris;Christian Dior;Giorgio Armani;Elizabeth Arden;Tommy Hilfiger"
        ";Calvin Klein;Ralph Lauren;Hugo Boss;Johns Hopkins;Harry Winston;Martin Marietta;Thomas Cook;John Deere"
    ).split(";")
)
_TRADES_OF_FIRMS = frozenset(
    "airline bank brewer insurer lender retailer supermarket conglomerate startup start-up utility bookmaker distiller"
    " chipmaker housebuilder steelmaker shipbuilder outsourcer multinational broadcaster grocer carrier maker supplier"
    " manufacturer airliner refiner wholesaler".split()
)
# what a body is called beside its name, and nobody else
_CALLED = frozenset(
    "group company firm charity party association organisation organization newspaper paper magazine broadcaster agency"
    " foundation bank union club campaign startup network watchdog".split()
)
# last words of firms, and no surnames: 'Orlen Freight'
_TRADING = frozenset(
    "airlines automotive chemicals electronics financial foods freight holdings industries insurance logistics"
    " manufacturing minerals mining motors petroleum pharmaceuticals properties railways resources retail securities"
    " shipping software solutions systems technologies telecom textiles trading".split()
)
# of clubs, and no surnames
_CLUB_ENDS = frozenset(
    "albion argyle athletic athletics bengals blackhawks broncos bruins bucks buccaneers bulls canucks cavaliers"
    " celtics clippers colts cowboys cubs diamondbacks dodgers dolphins eagles falcons flyers giants grizzlies harriers"
    " hotspur islanders jaguars jets knicks lakers lions mariners marlins mavericks mets nuggets oilers orient"
    " packers padres panthers patriots pelicans penguins phillies pirates pistons rangers raptors ravens rockets rovers"
    " seahawks sharks spurs steelers suns thistle tigers timberwolves titans united vikings"
    " wanderers warriors wolves yankees stars hawks".split()
)
_CLUB_STARTS = frozenset(
    "atletico atlético borussia deportivo dinamo dynamo eintracht fortuna hertha inter lokomotiv olympique partizan"
    " racing rapid real shakhtar sparta spartak sporting torpedo werder zenit".split()
)
_WARES = frozenset(
    "car truck plane drug toy chip steel battery phone arms tyre tire aircraft engine cosmetics drinks".split()
)
_AGENTS = ("ist", "ician", "woman", "smith", "maker", "keeper", "ographer")
_GROUND = frozenset(
    "springs falls county hole beach hill hills park point square street road avenue bridge island islands city town"
    " county valley bay district river lake airport station".split()
)
_DONE_TO_PEOPLE = frozenset("convict sentence arrest acquit jail imprison bear hospitalise hospitalize behead".split())
_DONE_BY_PEOPLE = frozenset("resign retire marry graduate smile laugh weep cry".split())
_HIS = frozenset(("his", "her"))
_IT = frozenset("its itself".split())


def signs_of(doc: Doc, start: int, head: Token, name: Sequence[str]) -> Iterator[str]:
    """What the sentence tells of the name that begins at `start`.

    'Speaks', 'Described' (as a person), 'He', 'It', 'In' (something lies or happens in it), 'Body' (it names a body).
    """
    if head.dep_ == "nsubj" and head.head.lemma_.lower() in SAYING:
        yield "Speaks"
    if not _has_trade_of_firm(doc, start) and _is_described(doc, start, head):
        yield "Speaks"
        yield "Described"
    if is_given(name[0].split("-")[0]) and 2 <= len(name) <= 4 and _is_of_a_body(doc, head):
        yield "Described"  # 'Nils Haagen of the fire brigade'
    if any(c.lower_ in ("a", "an") or c.tag_ == "PRP$" for c in head.lefts):
        yield "Thing"  # 'a Tessel Shore', 'your Tessel Shore'
    if _is_aged(doc, head):
        yield "Described"
    if head.dep_ == "pobj" and head.head.lower_ in _WITHIN and head.head.head.lemma_.lower() not in TRUSTING:
        yield "In"
        if head.head.lower_ == "in" and head.head.head.lemma_.lower() in _BEING_THERE:
            yield "There"
    if _is_destination(head):
        yield "There"
    if head.dep_ in ("compound", "nmod") and head.head.lower_ in COLLECTIVES and head.head.pos_ == "NOUN":
        yield "Body"  # 'the Orlen Cable company'
    if _is_called_a_body(doc, start, head):
        yield "Body"
    if _is_firm(head) or _has_trade_of_firm(doc, start):
        yield from ("Body", "Firmly")
    yield from _pronouns(head)


def _is_destination(head: Token) -> bool:
    """'a man from Ebbing', 'fled to Ebbing'."""
    link, over = head.head, head.head.head
    if head.dep_ != "pobj" or link.dep_ != "prep":
        return False
    lemma = over.lemma_.lower()
    return (link.lower_ == "from" and lemma in _COMING) or (link.lower_ == "to" and lemma in _TRAVELLING)


def _is_called_a_body(doc: Doc, start: int, head: Token) -> bool:
    """'Free Osk, an environment group,', 'the environment group Free Osk'."""
    if any(c.dep_ == "appos" and c.i > head.i and c.lower_ in _CALLED and c.pos_ == "NOUN" for c in head.children):
        return True
    before = doc[start - 1] if start > 0 else None
    return before is not None and before.pos_ == "NOUN" and before.lower_ in _CALLED


def _is_firm(head: Token) -> bool:
    """'Orlen's chairman', 'Orlen shareholders', 'shares in Orlen': what only a firm has."""
    owned = _owned(head)
    if owned is not None and owned.dep_ in ("dobj", "oprd") and owned.head.lemma_ in _GIVING_POSTS:
        return False  # 'appointed Eva Adu chief executive'
    if owned is not None:
        last = next((t for t in reversed(list(owned.lefts)) if t.dep_ in ("compound", "amod")), None)
        own = _OWN_OF_FIRMS if head.dep_ in _BESIDE else _OWN_OF_FIRMS | _BEHIND_WHOSE
        return owned.lemma_.lower() in own or (
            owned.lower_ == "executive" and last is not None and last.lower_ == "chief"
        )
    of = head.head
    return head.dep_ == "pobj" and of.lower_ == "in" and of.head.lemma_.lower() in ("share", "stake")


def _owned(head: Token) -> Token | None:
    """What is said to be the name's own: 'Orlen's chairman', 'Orlen shareholders', 'Orlen, whose chairman'."""
    if head.dep_ in _BESIDE:
        return head.head if head.head.pos_ == "NOUN" else None
    behind = head.doc[head.i + 1 : head.i + 3]
    whose = next((t for t in behind if t.lower_ == "whose" and t.dep_ == "poss"), None)
    return whose.head if whose is not None else None


def _has_trade_of_firm(doc: Doc, start: int) -> bool:
    """'carmaker Orlen', 'the Danish brewer Orlen', 'battery maker Orlen': what only a firm is called."""
    word = doc[start - 1].lower_ if start > 0 else ""
    return word in _TRADES_OF_FIRMS or (word.endswith("maker") and word.removesuffix("maker") in _WARES)


def _is_aged(doc: Doc, head: Token) -> bool:
    """'Eva Adu, 42, ...'."""
    behind = doc[head.i + 1 : head.i + 4]
    if len(behind) < 3 or behind[0].text not in (",", "(") or behind[2].text not in (",", ")", "."):
        return False
    return behind[1].text.isdecimal() and 5 < int(behind[1].text) < 111


def _is_described(doc: Doc, start: int, head: Token) -> bool:
    """'Adu, a clerk,', 'mayor Adu', 'the spokeswoman, Eva Adu,'."""
    words = OFFICE_NOUNS | CALLINGS
    if any(c.dep_ == "appos" and c.lemma_.lower() in words and not _is_whose(c) for c in head.children):
        return True
    if head.dep_ == "appos" and head.head.lemma_.lower() in OFFICE_NOUNS | CALLINGS and head.head.i < head.i:
        return True  # 'the spokeswoman, Eva Adu,', 'her counterpart, Eva Adu,'
    before = doc[start - 1] if start > 0 else None
    if before is None or before.pos_ not in ("NOUN", "PROPN"):
        return False
    return before.lower_ in words or (before.is_lower and before.text.endswith(_AGENTS))  # 'ecologist Adu'


def _is_whose(noun: Token) -> bool:
    """'Orlen Mills, whose director': the director is not Orlen Mills."""
    return any(c.tag_ == "WP$" for c in noun.lefts)


def _is_of_a_body(doc: Doc, head: Token) -> bool:
    following = doc[head.i + 1 : head.i + 4]
    if not following or following[0].lower_ != "of":
        return False
    return any(t.ent_type_ == "ORG" for t in following)


def _pronouns(head: Token) -> Iterator[str]:
    """'Rosso said he', 'In his speech, Rosso', 'Rosso, who'; 'Sela, in its report,', 'Sela, which'."""
    for relative in (c for c in head.children if c.dep_ == "relcl"):
        first = next((t.lower_ for t in relative.subtree if t.tag_ in ("WP", "WDT", "WP$")), "")
        yield from {"who": ("He", "He"), "which": ("It", "It", "Which")}.get(first, ())
    if head.dep_ not in ("nsubj", "nsubjpass"):
        return
    lemma = head.head.lemma_.lower()
    if (head.dep_ == "nsubjpass" and lemma in _DONE_TO_PEOPLE) or (head.dep_ == "nsubj" and lemma in _DONE_BY_PEOPLE):
        yield from ("He", "He")  # 'Rosso was convicted', 'Rosso resigned'
    before = {t.lower_ for t in head.sent if t.i < head.left_edge.i}
    if before & _HIS and not any(t.ent_type_ == "PERSON" for t in head.sent if t.i < head.left_edge.i):
        yield from ("He", "He")
    if any(t.lower_ in _IT and t.i > head.i for t in head.head.subtree):
        yield "It"
    clause = next((c for c in head.head.children if c.dep_ == "ccomp"), None)
    own = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None) if clause is not None else None
    if own is not None and own.i > head.i:
        yield from {"he": ("He",), "she": ("He",), "it": ("It",)}.get(own.lower_, ())


def elected(words: tuple[str, ...], joined: str, votes: Counter[str]) -> str:
    """The type of a name: what the words themselves say, else what most of its places say."""
    if joined in country_names() or joined in demonyms() or joined in capitals():
        return "Known"
    if votes["Firm"]:
        return "Organization"
    if votes["Ground"]:
        return "Place"
    if votes.pop("Plays", 0) and not (joined in REGIONS or joined in CITIES or votes["Lies"] or votes["There"]):
        return "Organization"
    if votes["Titled"]:
        return "Person"
    signs = {sign: votes.pop(sign, 0) for sign in _SIGNS}
    if votes.pop("Lies", 0) and not votes:
        return "Place"
    last = words[-1].lower().rstrip(".")
    if names_a_body(words) or (len(words) > 1 and last in COLLECTIVES) or joined.lower() in PARTY_NAMES:
        return "Organization"
    if joined in BODIES:
        return "Organization"
    label = votes.most_common(1)[0][0] if votes else "Person"
    return _weighed(words, joined, label, signs)


def _weighed(words: tuple[str, ...], joined: str, label: str, signs: dict[str, int]) -> str:
    """The model's type, unless what the article does with the name speaks against it."""
    last = words[-1].lower().rstrip(".")
    short, lettered = len(words) - words.count("-") < 4, len(words) == 1 and words[0].isupper() and len(words[0]) > 2
    given = is_given(words[0])
    he = signs["He"] > signs["It"] + (len(words) == 1)
    there = signs["In"] or signs["There"]
    nobody = len(words) > 1 and not (given or he or signs["Described"])
    club = last in _CLUB_ENDS or (words[0].lower() in _CLUB_STARTS and len(words) > 1)
    if nobody and ((last in PARTY_ENDS and short and not there) or ((last in _TRADING or club) and label == "Person")):
        return "Organization"
    if signs["Firmly"] and not (signs["Described"] or he or given) and joined not in REGIONS and joined not in CITIES:
        return "Organization"
    if joined in REGIONS or joined in CITIES:
        return "Person" if label == "Person" and (signs["Described"] or he) else "Place"
    if label == "Place" and (signs["Speaks"] or he) and short and not signs["In"]:
        return "Organization" if signs["Which"] and not signs["He"] else "Person"  # 'the United Left, which ...'
    if label == "Place" and given and len(words) == 2 and not signs["In"] and last not in _GROUND:
        return "Person"
    known = last.endswith(("news", "times", "post"))
    named = given and len(words) > 1 and not signs["It"] and joined not in _FIRMS
    if label == "Organization" and short and not lettered and not known and (signs["Described"] or he or named):
        return "Person"
    body = signs["Body"] or signs["Firmly"] or signs["Speaks"] or signs["It"]
    if label == "Organization" and len(words) == 1 and signs["There"] and not (lettered or body):
        return "Place"  # 'arrived in Ebbing'
    if label != "Person" or given or signs["Described"] or he:
        return label
    if signs["Body"]:
        return "Organization"
    if signs["In"] and not signs["Speaks"]:
        return "Place"
    if not signs["He"] and ((signs["Which"] and signs["Speaks"]) or (len(words) == 1 and (lettered or signs["It"]))):
        return "Organization"
    return label
