"""Facts in plain English: each status, certainty and polarity has its own form, and any type reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.api import publish
from kg.descriptions.dates import date_phrase
from kg.descriptions.names import Source
from kg.descriptions.sentences import Manner, Phrase, Words, say
from kg.descriptions.statements import statements
from kg.descriptions.values import Ref, plain
from kg.model import Entity, Evidence, Fact
from kg.schema import load_schema
from kg.store import open_store
from kg.vocab import nf, rdf
from tests.descriptions.words import FILE, words_of
from tests.samples import ASSERTED, TEXT, facts_of, write_sample

VISIT = "{visitor} (visit, visited) {destination}[ {date}]"
MEETING = "{who} (be) at talks"
WHO = {"visitor": Words((Ref("x:a", "Ana Okoye"),)), "destination": Words(("Kesmark",))}
TWO = {"who": Words(("Ana Okoye and Tomas Rehn",), plural=True)}


def test_every_statement_of_the_story_reads_as_it_did(source: Source) -> None:
    assert words_of(source) == FILE.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("status", "certainty", "polarity", "expected"),
    [
        ("mooted", "certain", "positive", "Ana Okoye may visit Kesmark"),
        ("mooted", "possible", "negative", "Ana Okoye may not visit Kesmark"),
        ("planned", "certain", "positive", "Ana Okoye is to visit Kesmark"),
        ("planned", "probable", "positive", "Ana Okoye is probably to visit Kesmark"),
        ("planned", "certain", "negative", "Ana Okoye is not to visit Kesmark"),
        ("occurred", "certain", "positive", "Ana Okoye visited Kesmark"),
        ("occurred", "possible", "positive", "Ana Okoye perhaps visited Kesmark"),
        ("occurred", "certain", "negative", "Ana Okoye did not visit Kesmark"),
        ("ongoing", "certain", "positive", "Ana Okoye visits Kesmark"),
        ("cancelled", "certain", "positive", "Ana Okoye was to visit Kesmark, but this was cancelled"),
        ("postponed", "certain", "positive", "Ana Okoye was to visit Kesmark, but this was postponed"),
        ("unknown", "certain", "negative", "Ana Okoye does not visit Kesmark"),
    ],
)
def test_a_verb_says_how_far_along_it_is(status: str, certainty: str, polarity: str, expected: str) -> None:
    assert plain(say(VISIT, WHO, Manner(status, certainty, polarity))) == expected


@pytest.mark.parametrize(
    ("status", "polarity", "expected"),
    [
        ("mooted", "positive", "Ana Okoye and Tomas Rehn may be at talks"),
        ("planned", "positive", "Ana Okoye and Tomas Rehn are to be at talks"),
        ("occurred", "negative", "Ana Okoye and Tomas Rehn were not at talks"),
        ("ongoing", "positive", "Ana Okoye and Tomas Rehn are at talks"),
        ("cancelled", "positive", "Ana Okoye and Tomas Rehn were to be at talks, but this was cancelled"),
    ],
)
def test_a_verb_agrees_with_what_stands_before_it(status: str, polarity: str, expected: str) -> None:
    assert plain(say(MEETING, TWO, Manner(status, "certain", polarity))) == expected


@pytest.mark.parametrize(
    ("status", "polarity", "expected"),
    [
        ("mooted", "negative", "Ana Okoye, Ivo Marten and Tomas Rehn may not all meet"),
        ("planned", "negative", "Ana Okoye, Ivo Marten and Tomas Rehn are not all to meet"),
        ("occurred", "negative", "Ana Okoye, Ivo Marten and Tomas Rehn did not all meet"),
        ("ongoing", "negative", "Ana Okoye, Ivo Marten and Tomas Rehn do not all meet"),
        ("occurred", "positive", "Ana Okoye, Ivo Marten and Tomas Rehn met"),
    ],
)
def test_where_one_of_three_was_not_there_the_others_are_not_said_to_have_stayed_away(
    status: str, polarity: str, expected: str
) -> None:
    three = {"who": Words(("Ana Okoye, Ivo Marten and Tomas Rehn",), plural=True, jointly=True)}
    assert plain(say("{who} (meet, met)", three, Manner(status, "certain", polarity))) == expected


@pytest.mark.parametrize(
    ("status", "date", "expected"),
    [
        ("ongoing", "in April 2028", "Ana Okoye and Tomas Rehn have been under a ban since April 2028"),
        ("ongoing", "on about 4 April 2028", "Ana Okoye and Tomas Rehn have been under a ban since about 4 April 2028"),
        ("ongoing", "until April 2028", "Ana Okoye and Tomas Rehn are under a ban until April 2028"),
        ("ongoing", "perhaps in 2028", "Ana Okoye and Tomas Rehn are under a ban perhaps in 2028"),
        ("occurred", "in April 2028", "Ana Okoye and Tomas Rehn were under a ban in April 2028"),
    ],
)
def test_what_goes_on_goes_on_since_its_date(status: str, date: str, expected: str) -> None:
    fields = {**TWO, "date": Words((date,))}
    assert plain(say("{who} (be under) a ban[ {since date}]", fields, Manner(status))) == expected


def test_what_is_denied_to_go_on_has_not_been_so_since_its_date() -> None:
    fields = {"who": Words(("Ana Okoye",)), "date": Words(("in 2028",))}
    told = plain(say("{who} (be under) a ban[ {since date}]", fields, Manner("ongoing", "probable", "negative")))
    assert told == "Ana Okoye probably has not been under a ban since 2028"


@pytest.mark.parametrize(
    ("post", "body", "expected"),
    [
        ("chief executive of Kestrel", "Kestrel Foods", "Israel is chief executive of Kestrel"),
        ("secretary of the Council", "The Council", "Israel is secretary of the Council"),
        ("secretary", "The Council", "Israel is secretary of The Council"),
        ("head of sport", "Kestrel Foods", "Israel is head of sport of Kestrel Foods"),
        ("minister", "Israel", "Israel is minister of Israel"),
        ("head of Korvian affairs", "Korvia", "Israel is head of Korvian affairs"),
    ],
)
def test_a_body_that_the_post_names_is_not_named_twice(post: str, body: str, expected: str) -> None:
    fields = {"who": Words((Ref("x:i", "Israel"),)), "post": Words((post,)), "body": Words((Ref("x:b", body),))}
    assert plain(say("{who} (be) {post}[~ of {body}]", fields, Manner("ongoing"))) == expected


@pytest.mark.parametrize(
    ("verb", "text", "expected"),
    [
        ("promise, promised", "to kill him", "Israel promised to kill him"),
        ("promise, promised", "an inquiry", "Israel promised an inquiry"),
        ("promise, promised", "“to kill him”", "Israel promised: “to kill him”"),
        ("say, said", "to the east there is fog", "Israel said: to the east there is fog"),
        ("call for, called for", "to be let in", "Israel called for: to be let in"),
        ("refuse, refused", "an inquiry", "Israel refused an inquiry"),
        ("refuse, refused", "it would not take part", "Israel refused, saying: it would not take part"),
        ("deny, denied", "the ship had sailed", "Israel denied the ship had sailed"),
        ("deny, denied", "having sailed", "Israel denied having sailed"),
        ("deny, denied", "nothing happening there", "Israel denied: nothing happening there"),
        ("deny, denied", "Okoye had sailed", "Israel denied: Okoye had sailed"),
        ("criticise, criticised", "the firm for its silence", "Israel criticised the firm for its silence"),
        ("criticise, criticised", "the firm", "Israel criticised the firm"),
        ("criticise, criticised", "the firm sank", "Israel criticised: the firm sank"),
        ("praise, praised", "the decision of the court", "Israel praised the decision of the court"),
        (
            "praise, praised",
            "the decision of the court was right",
            "Israel praised: the decision of the court was right",
        ),
        ("ask, asked", "the new rules", "Israel asked about the new rules"),
        ("ask, asked", "what the rules were", "Israel asked: what the rules were"),
        ("warn, warned", "the same storm", "Israel warned of the same storm"),
        ("warn, warned", "the storm would come", "Israel warned: the storm would come"),
        ("apologise, apologised", "the delay", "Israel apologised for the delay"),
        ("call for, called for", "the trip to be put off", "Israel called for the trip to be put off"),
        ("say, said", "the ship had sailed", "Israel said: the ship had sailed"),
        ("say, said", "called the deal “a mess”", "Israel called the deal “a mess”"),
        ("say, said", "described Ostra as lost", "Israel described Ostra as lost"),
        ("praise, praised", "hailed the deal as a triumph", "Israel hailed the deal as a triumph"),
        ("say, said", "spoke of the deal", "Israel spoke of the deal"),
        ("say, said", "puts the dead at three", "Israel puts the dead at three"),
        ("say, said", "spoke to nobody", "Israel said: spoke to nobody"),
        ("announce, announced", "plans to leave", "Israel announced plans to leave"),
        ("announce, announced", "plans are ready", "Israel announced: plans are ready"),
        ("say, said", "called reserves will come", "Israel said: called reserves will come"),
        ("say, said", "“We went on to win: to lose”", "Israel said: “We went on to win: to lose”"),
        ("say, said", "“I refused: not now”", "Israel said: “I refused: not now”"),
        ("say, said", "she wanted one thing: to go on to win", "Israel said: she wanted one thing: to go on to win"),
    ],
)
def test_a_colon_stands_only_where_english_has_one(verb: str, text: str, expected: str) -> None:
    fields = {"who": Words((Ref("x:i", "Israel"),)), "text": Words((text,))}
    assert plain(say(f"{{who}} ({verb}): {{text}}", fields, Manner("occurred"))) == expected


@pytest.mark.parametrize(
    ("verb", "text", "expected"),
    [
        (
            "criticise, criticised",
            "the Foreign Ministry for its silence",
            "criticised the Foreign Ministry for its silence",
        ),
        (
            "criticise, criticised",
            "the Foreign Ministry sank",
            "criticised the Foreign Ministry: the Foreign Ministry sank",
        ),
        ("criticise, criticised", "the Foreign Ministry", "criticised the Foreign Ministry: the Foreign Ministry"),
        ("apologise to, apologised to", "to the Foreign Ministry for it", "apologised to the Foreign Ministry for it"),
        ("promise, promised", "an answer by Easter", "promised the Foreign Ministry an answer by Easter"),
        ("promise, promised", "the ship would sail", "promised the Foreign Ministry: the ship would sail"),
        ("warn, warned", "an answer", "warned the Foreign Ministry: an answer"),
    ],
)
def test_what_stands_before_a_colon_is_said_once(verb: str, text: str, expected: str) -> None:
    fields = {"to": Words(("the ", Ref("x:f", "Foreign Ministry"))), "text": Words((text,))}
    assert plain(say(f"They ({verb}) {{to}}: {{text}}", fields, Manner("occurred"))) == f"They {expected}"


def test_no_colon_stands_between_a_name_and_an_infinitive() -> None:
    fields = {"who": Words((Ref("x:i", "Israel"),)), "text": Words(("to leave",))}
    assert plain(say("They (tell, told) {who}: {text}", fields, Manner("occurred"))) == "They told Israel to leave"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("withholding a letter", "They accused Israel of withholding a letter"),
        ("previously hiding it", "They accused Israel of previously hiding it"),
        ('"siding with thieves"', 'They accused Israel of "siding with thieves"'),
        ("“not want[ing] to come”", "They accused Israel of “not want[ing] to come”"),
        ("the minister lied", "They accused Israel: the minister lied"),
    ],
)
def test_somebody_is_accused_of_doing_something(text: str, expected: str) -> None:
    fields = {"who": Words((Ref("x:i", "Israel"),)), "text": Words((text,))}
    assert plain(say("They (accuse, accused) {who}: {text}", fields, Manner("occurred"))) == expected


def test_links_stay_in_a_sentence() -> None:
    assert say(VISIT, WHO, Manner("mooted")) == (Ref("x:a", "Ana Okoye"), " may visit Kesmark")


def test_what_has_no_value_goes_with_its_words() -> None:
    dated = {**WHO, "date": Words(("on 25 March 2031",))}
    assert plain(say(VISIT, dated, Manner("occurred"))) == "Ana Okoye visited Kesmark on 25 March 2031"


def test_a_stretch_that_would_repeat_what_was_said_goes() -> None:
    template = "{person} (be) {post}[~ of {seat}]"
    seat = {"person": Words(("Ivo Marten",)), "seat": Words(("Skerrow",))}
    told = [plain(say(template, {**seat, "post": Words((post,))}, Manner())) for post in ("MP for Skerrow", "MP")]
    assert told == ["Ivo Marten is MP for Skerrow", "Ivo Marten is MP of Skerrow"]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("quotas", "Kesmark and Valdoria agreed on quotas in the Orlen Strait"),
        ("quotas in the Orlen Strait", "Kesmark and Valdoria agreed on quotas in the Orlen Strait"),
    ],
)
def test_the_place_of_an_agreement_is_not_named_twice(subject: str, expected: str) -> None:
    fields = {
        "parties": Words(("Kesmark and Valdoria",), plural=True),
        "subject": Words((subject,)),
        "place": Words(("the ", Ref("x:s", "Orlen Strait"))),
    }
    assert plain(say(load_schema().types["Agreement"].sentence, fields, Manner("occurred"))) == expected


def test_a_controlled_value_may_bring_the_verb_but_words_of_an_article_may_not() -> None:
    fields = {
        "who": Words(("Halle",)),
        "act": Words((Phrase("(resign, resigned) as"),)),
        "post": Words(("(be) chair",)),
    }
    assert plain(say("{who} {act} {post}", fields, Manner("planned"))) == "Halle is to resign as (be) chair"


def test_a_sentence_without_a_verb_says_before_it_what_is_not_so() -> None:
    fields = {"who": Words(("Ana Okoye",))}
    told = [
        plain(say("{who} in Sollen", fields, Manner(None, *how)))
        for how in (("possible", "positive"), ("probable", "negative"))
    ]
    assert told == ["Perhaps: Ana Okoye in Sollen", "Probably not so: Ana Okoye in Sollen"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("inquiry", "There is to be an inquiry"),
        ("vote", "There is to be a vote"),
        ("diagnosis", "There is to be a diagnosis"),
        ("caucus", "There is to be a caucus"),
        ("unexplained illness", "There is to be an unexplained illness"),
        ("one-day strike", "There is to be a one-day strike"),
        ("talks", "There are to be talks"),
    ],
)
def test_an_article_stands_before_a_kind(kind: str, expected: str) -> None:
    assert plain(say("There (be) {a kind}", {"kind": Words((kind,))}, Manner("planned"))) == expected


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Judge", "Ana Okoye is a judge"),
        ("judge", "Ana Okoye is a judge"),
        ("MP", "Ana Okoye is an MP"),
        ("High Court judge", "Ana Okoye is a High Court judge"),
        ("Detective Inspector", "Ana Okoye is a detective inspector"),
        ("Foreign Minister", "Ana Okoye is Foreign Minister"),
        ("European lawmaker", "Ana Okoye is a European lawmaker"),
        ("Ukrainian journalist", "Ana Okoye is a Ukrainian journalist"),
        ("unaffiliated senator", "Ana Okoye is an unaffiliated senator"),
        ("NATO officer", "Ana Okoye is a NATO officer"),
        ("FBI-trained detective", "Ana Okoye is an FBI-trained detective"),
        ("chief medical officer", "Ana Okoye is chief medical officer"),
        ("MP for Skerrow", "Ana Okoye is MP for Skerrow"),
    ],
)
def test_a_post_that_several_hold_has_an_article(post: str, expected: str) -> None:
    fields = {"who": Words((Ref("x:a", "Ana Okoye"),)), "post": Words((post,))}
    assert plain(say("{who} (be) {role post}", fields, Manner())) == expected


def test_a_sentence_begins_with_a_capital_and_the_link_too() -> None:
    fields = {"who": Words((Ref("x:p", "her department"),))}
    assert say("{who} (leave, left)", fields, Manner("occurred")) == (Ref("x:p", "Her department"), " left")
    brand = {"who": Words((Ref("x:e", "eBay"),))}
    assert plain(say("{who} (leave, left)", brand, Manner("occurred"))) == "eBay left"


SAID = {"text": ("may travel",), "directness": ("indirect",)}
INSIDE = {
    "federation": Entity("federation", "Organization", "Federation of Orlen Industry"),
    "party": Entity("party", "PoliticalParty", "Tide Party"),
    "board": Entity("board", "Organization", "Sollen harbour board"),
    "hers": Entity("hers", "Organization", "her department"),
    "council": Entity("council", "Organization", "Thornwick Council"),
    "town": Entity("town", "Organization", "town council of Kesmark"),
    "towns": Entity("towns", "Organization", "councils of the Orlen coast"),
    "court": Entity("court", "Organization", "Tarsian Supreme Court"),
    "institute": Entity("institute", "Organization", "Tarsian Institute of Health"),
    "centre": Entity("centre", "Organization", "National Storm Centre"),
    "greens": Entity("greens", "PoliticalParty", "Korvian Greens"),
    "some": Entity("some", "UnnamedSource", "fifteen Greens"),
    "many": Entity("many", "UnnamedSource", "More than 90 residents"),
    "strait": Entity("strait", "Place", "Orlen Strait"),
    "residents": Entity("residents", "UnnamedSource", "Residents"),
    "aide": Entity("aide", "UnnamedSource", "An aide of the mayor"),
    "okoye": Entity("okoye", "Person", "Ana Okoye"),
}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("federation", "the Federation of Orlen Industry"),
        ("party", "the Tide Party"),
        ("board", "the Sollen harbour board"),
        ("hers", "her department"),
        ("council", "Thornwick Council"),
        ("town", "the town council of Kesmark"),
        ("towns", "councils of the Orlen coast"),
        ("court", "the Tarsian Supreme Court"),
        ("institute", "the Tarsian Institute of Health"),
        ("centre", "the National Storm Centre"),
        ("greens", "the Korvian Greens"),
        ("some", "fifteen Greens"),
        ("many", "more than 90 residents"),
        ("residents", "residents"),
        ("aide", "an aide of the mayor"),
    ],
)
def test_a_name_stands_inside_a_sentence_as_english_has_it(tmp_path: Path, key: str, expected: str) -> None:
    said = Fact(
        "SpeechAct",
        {**ASSERTED, "speaker": ("okoye",), "force": ("ask",), "addressee": (key,), **SAID},
        (Evidence(17, 37, TEXT[17:37]),),
    )
    (told,) = told_of(tmp_path, said)
    assert told == f"Ana Okoye asked {expected}: may travel"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("officials at the port", "Officials at the port are to visit the Orlen Strait"),
        ("members of the crew", "Members of the crew are to visit the Orlen Strait"),
        ("Two fishermen", "Two fishermen are to visit the Orlen Strait"),
        ("police", "Police are to visit the Orlen Strait"),
        ("the head of two committees", "The head of two committees is to visit the Orlen Strait"),
        ("his boss", "His boss is to visit the Orlen Strait"),
    ],
)
def test_a_verb_agrees_with_the_head_of_a_description(tmp_path: Path, name: str, expected: str) -> None:
    planned = {**ASSERTED, "status": ("planned",), "visitor": ("aide",), "destination": ("strait",)}
    visit = Fact("Visit", planned, (Evidence(17, 37, TEXT[17:37]),))
    aide = {**INSIDE, "aide": Entity("aide", "UnnamedSource", name)}
    assert told_of(tmp_path, visit, entities=aide) == [expected]


def test_of_whom_a_noun_says_what_was_done_stands_behind_it(tmp_path: Path) -> None:
    happened = {**ASSERTED, "status": ("occurred",), "place": ("strait",)}
    parts = ({"entity": ("okoye",), "role": ("rescued",)}, {"entity": ("board",), "role": ("rescuer",)})
    found = [
        Fact("Event", {**happened, "kind": ("rescue",), "participants": parts}, (Evidence(17, 37, TEXT[17:37]),)),
        Fact("Event", {**happened, "kind": ("charge",), "participants": CHARGED}, (Evidence(17, 37, TEXT[17:37]),)),
        Fact("Event", {**happened, "kind": ("vote",), "participants": parts[1:]}, (Evidence(17, 37, TEXT[17:37]),)),
        Fact("Event", {**happened, "kind": ("death",), "participants": DEAD}, (Evidence(17, 37, TEXT[17:37]),)),
    ]
    assert told_of(tmp_path, *found) == [
        "There was a charge against Ana Okoye in the Orlen Strait",
        "There was a death of Ana Okoye in the Orlen Strait",
        "There was a rescue of Ana Okoye in the Orlen Strait, with the Sollen harbour board (rescuer)",
        "There was a vote in the Orlen Strait, with the Sollen harbour board (rescuer)",
    ]


CHARGED = ({"entity": ("okoye",), "role": ("charged",)},)
DEAD = ({"entity": ("okoye",), "role": ("deceased",)},)


def test_where_something_was_agreed_is_not_said_twice(tmp_path: Path) -> None:
    agreed = {**ASSERTED, "status": ("occurred",), "parties": ("federation", "party"), "place": ("strait",)}
    found = [
        Fact("Agreement", {**agreed, "subject": (subject,)}, (Evidence(17, 37, TEXT[17:37]),))
        for subject in ("a cable in the Orlen Strait", "fish")
    ]
    assert told_of(tmp_path, *found) == [
        "The Federation of Orlen Industry and the Tide Party agreed on a cable in the Orlen Strait",
        "The Federation of Orlen Industry and the Tide Party agreed on fish in the Orlen Strait",
    ]


def told_of(folder: Path, *found: Fact, entities: Mapping[str, Entity] = INSIDE) -> list[str]:
    """What facts of one article come to in words, sorted."""
    file = write_sample(folder, replace(facts_of(*found), entities=entities))
    with open_store(folder / "store", create=True) as store:
        assert publish([file], store).clean
        with store.snapshot() as snapshot:
            source = Source(snapshot, load_schema())
            return sorted(plain(each.sentence) for each in statements(source, source.subjects(rdf.type, nf.Assertion)))


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2031-03-25", "on 25 March 2031"),
        ("2031-03", "in March 2031"),
        ("2031", "in 2031"),
        ("2031-22", "in summer 2031"),
        ("203X", "in the 2030s"),
        ("2031-03-25~", "on about 25 March 2031"),
        ("2031?", "perhaps in 2031"),
        ("[2031-02-25..2031-03-03]", "between 25 February 2031 and 3 March 2031"),
        ("[2031-03-04..2031-03-31]", "between 4 and 31 March 2031"),
        ("2029/..", "since 2029"),
        ("../2029-04", "until April 2029"),
        ("[2031-03..]", "in or after March 2031"),
        ("-0044-03-15", "on 15 March 45 BC"),
        ("0000", "in 1 BC"),
        ("0999-12", "in December 999 AD"),
        ("[2029..2029]", "in 2029"),
        ("2031%", "perhaps in about 2031"),
        ("2031-03~/..", "since about March 2031"),
        ("[2029~..2030]", "between about 2029 and 2030"),
        ("[2029~..2029]", "between about 2029 and 2029"),
        ("../2030?", "until perhaps 2030"),
        ("soon", "soon"),
    ],
)
def test_a_date_stands_in_a_sentence_with_its_preposition(edtf: str, expected: str) -> None:
    assert date_phrase(edtf) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019", "2021-04~", "Ana Okoye was mayor from 2019 until about April 2021"),
        (
            "2019-06-01/2019-06-19",
            "2021?",
            "Ana Okoye was mayor from some time between 1 and 19 June 2019 perhaps until 2021",
        ),
        ("../2019", "2021/..", "Ana Okoye was mayor from 2019 or earlier until 2021 or later"),
        ("2019/..", "../2021", "Ana Okoye was mayor from 2019 until 2021"),
    ],
)
def test_a_beginning_and_an_end_may_be_known_in_part(tmp_path: Path, start: str, end: str, expected: str) -> None:
    held = {
        **ASSERTED,
        "person": ("okoye",),
        "post": ("mayor",),
        "tenure": ("former",),
        "start": (start,),
        "end": (end,),
    }
    assert told_of(tmp_path, Fact("OfficeHolding", held, (Evidence(17, 37, TEXT[17:37]),))) == [expected]


def test_a_type_of_ones_own_reads_without_a_sentence_of_its_own(tmp_path: Path) -> None:
    new_type = Path(__file__).parent.parent / "new_type"
    types = load_schema([new_type / "shapes.ttl"], [new_type / "ontology.ttl"])
    with open_store(tmp_path / "store", create=True) as store:
        publish(
            [new_type / "ruling.facts.yaml"],
            store,
            texts=[new_type],
            schema=types,
            now=datetime(2031, 4, 1, tzinfo=UTC),
        )
        with store.snapshot() as snapshot:
            source, without = Source(snapshot, types), Source(snapshot, load_schema())
            (node,) = source.subjects(rdf.type, nf.Assertion)
            told, untyped = (next(statements(each, [node])) for each in (source, without))
    assert plain(told.sentence) == (
        "Court ruling: court Court of Appeal; outcome overturned; on 15 May 2031; "
        "parties Sollen Harbour Board (respondent) and Tidewater Line (claimant)"
    )
    assert plain(untyped.sentence) == (
        "Court ruling: court Court of Appeal; outcome overturned; "
        "party respondent, Sollen Harbour Board and claimant, Tidewater Line; date of the ruling 2031-05-15"
    )
    assert (untyped.kind.name, [part.label for part in untyped.parts]) == (
        "court ruling",
        ["court", "outcome", "party", "date of the ruling"],
    )
