"""Words that news uses for speaking, for offices and for groups of people: general English, no names."""

from __future__ import annotations

import re

FORCES: dict[str, str] = {
    **dict.fromkeys(
        "say tell add note state claim stress report write tweet argue insist remark comment reply respond"
        " answer continue recall suggest reiterate highlight underline underscore emphasise emphasize indicate observe"
        " maintain testify joke conclude inform mention assert repeat contend opine quip recount assure"
        " estimate elaborate lament boast complain deem hint remind retort intimate reckon speculate attest specify muse"
        " stipulate".split(),
        "state",
    ),
    **dict.fromkeys("predict forecast foresee".split(), "predict"),
    **dict.fromkeys("explain clarify".split(), "explain"),
    **dict.fromkeys("propose".split(), "propose"),
    **dict.fromkeys("advise recommend".split(), "advise"),
    "offer": "offer",
    "thank": "thank",
    **dict.fromkeys("announce declare reveal disclose proclaim unveil".split(), "announce"),
    **dict.fromkeys("confirm acknowledge admit concede affirm".split(), "confirm"),
    **dict.fromkeys("deny dispute rebut refute".split(), "deny"),
    **dict.fromkeys("accuse allege blame".split(), "accuse"),
    **dict.fromkeys("demand".split(), "demand"),
    **dict.fromkeys("urge invite encourage exhort implore".split(), "call for"),
    **dict.fromkeys(
        "criticise criticize condemn denounce slam blast deplore lambast decry castigate rebuke".split(), "criticise"
    ),
    **dict.fromkeys("praise congratulate welcome hail applaud commend".split(), "praise"),
    **dict.fromkeys("promise pledge vow guarantee".split(), "promise"),
    **dict.fromkeys("agree concur".split(), "agree"),
    **dict.fromkeys("refuse decline reject".split(), "refuse"),
    **dict.fromkeys("warn caution threaten".split(), "warn"),
    **dict.fromkeys("ask question inquire request".split(), "ask"),
    **dict.fromkeys("apologise apologize".split(), "apologise"),
}
# verbs that take a that-clause, so that the clause is what was said
CLAUSAL = frozenset(
    "say tell add note state claim stress report write tweet explain argue insist remark comment reply respond continue"
    " recall suggest reiterate highlight underline underscore emphasise emphasize indicate observe maintain testify joke"
    " conclude inform mention assert repeat contend assure clarify predict estimate announce declare reveal disclose"
    " proclaim confirm acknowledge admit concede affirm deny allege warn caution promise pledge vow guarantee agree demand"
    " recommend lament boast complain threaten urge request propose conclude deem forecast foresee advise hint signal counter"
    " retort reckon speculate specify swear remind attest intimate stipulate muse theorise theorize posit hypothesise"
    " hypothesize postulate surmise notify reason quip opine recount concur divulge admonish".split()
)
# verbs whose object alone is what was said: 'denied the claims', 'condemned the attack'
NOMINAL = frozenset(
    "announce confirm acknowledge admit concede deny demand criticise criticize condemn denounce slam deplore decry praise"
    " congratulate thank welcome hail applaud commend reiterate highlight underline underscore emphasise emphasize stress"
    " pledge promise urge dispute rebut refute claim reveal blame recommend castigate lambast attack reject rebuke decline refuse".split()
)
TO_INFINITIVE = frozenset(
    "promise pledge vow swear undertake refuse decline agree threaten claim offer ask demand".split()
)
TO_SOMEBODY = frozenset(
    "beg petition remind advise urge ask encourage invite call implore exhort warn tell request".split()
)
PASSIVE_TO_INFINITIVE = frozenset("beg petition remind advise urge ask encourage invite warn tell".split())
WITH_OF = frozenset("accuse".split())
QUOTING = frozenset(FORCES) | frozenset(
    "go laugh sigh shout cry plead think exclaim chant yell sing call begin sum put counter reason swear detail reflect"
    " recount enthuse fume whisper scream interject chime marvel signal theorise theorize snap mutter murmur roar smile grin"
    " beam sob scoff gush rave thunder shoot hit fire post".split()
)
BACK = frozenset("shoot hit fire".split())  # 'shot back': one answers so
SAYING = frozenset(FORCES)
EXPRESSING = frozenset("express voice convey".split())  # a feeling

COURTESY = (
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Sir",
    "Dame",
    "Lord",
    "Lady",
    "Baroness",
    "Prof",
    "Professor",
    "Rev",
    "Prince",
    "Princess",
)
MALE = frozenset("mr sir lord king prince".split())
FEMALE = frozenset("mrs ms miss dame lady baroness queen princess".split())

OFFICE_NOUNS = frozenset(
    "president premier minister secretary chancellor ambassador mayor senator governor leader chairman chairwoman chair"
    " chairperson director commissioner spokesman spokeswoman spokesperson king queen emperor empress pope archbishop"
    " bishop cardinal general colonel captain commander admiral lieutenant sergeant major brigadier marshal judge justice"
    " prosecutor attorney sheriff chief head ceo cfo coo congressman congresswoman congressperson assemblywoman assemblyman alderman representative mp mep"
    " msp councillor councilman councilwoman deputy speaker treasurer whip envoy diplomat coach manager captain lawmaker"
    " legislator vice-president taoiseach sultan emir sheikh ayatollah patriarch principal dean rector superintendent"
    " inspector constable counsel advisor adviser undersecretary coordinator comptroller ombudsman editor co-founder"
    " founder boss executive officer president-elect commandant administrator trustee provost registrar curator warden vicar archdeacon headteacher headmaster"
    " headmistress mec delegate negotiator coroner magistrate prefect convener convenor harbourmaster harbormaster postmaster"
    " stationmaster bursar".split()
)
# a post in two words, of which the second alone is none
OFFICE_PAIRS = frozenset(("harbour master", "harbor master", "station master", "head teacher", "medical examiner")) | {
    f"chief {who}" for who in "scientist economist engineer strategist statistician pathologist meteorologist".split()
}
# what may stand before or behind the noun of an office as part of the post
OFFICE_ADJECTIVES = frozenset(
    "prime first foreign deputy vice presidential national general regional federal high supreme chief executive financial permanent"
    " special assistant associate public home political military parliamentary environmental economic medical human"
    " managing presiding joint police provincial municipal local legal social internal external diplomatic of the for state affairs"
    " defence defense finance interior justice health education trade security shadow cabinet solicitor majority minority"
    " grand armed".split()
)
# other words for a post
SAME_POSTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("top diplomat", "chief diplomat"),
        frozenset(("secretary of state", "foreign minister", "foreign secretary", "minister of foreign affairs")),
    ),
    **dict.fromkeys(("premier", "prime minister", "pm"), frozenset(("prime minister", "premier"))),
    "head of state": frozenset(("president", "king", "queen", "emperor")),
    "head of government": frozenset(("prime minister", "chancellor", "premier")),
    "chief executive": frozenset(("ceo", "chief executive officer", "chief executive")),
    "finance minister": frozenset(("chancellor of the exchequer", "treasury secretary", "minister of finance")),
}
# trades whose bearers belong to the body named before them: 'Sela Town striker Ben Adu'
TRADES = frozenset(
    "drummer guitarist singer bassist frontman keyboardist striker midfielder defender goalkeeper forward winger batsman"
    " bowler quarterback pitcher player analyst researcher professor correspondent reporter columnist anchor presenter host"
    " scientist economist lecturer fellow engineer astronaut cosmonaut strategist lobbyist student undergraduate"
    " postgraduate doctor physician surgeon nurse teacher pupil trainee apprentice employee staffer volunteer intern"
    " journalist photographer videographer cameraman commentator vocalist footballer".split()
)
# whose bearers belong to the body that they are 'at' or 'from', not to one named before them: 'an EU expert'
TRADES_AT = frozenset("expert specialist consultant technician historian activist campaigner".split())
LEARNED = re.compile(r"[a-z]+(?:ologist|icist|onomist|emist|anicist|anist|atrist|icologist|atrician|ographer|ometrist)")
OFFICE_PLURALS = {
    **{noun + "s": noun for noun in OFFICE_NOUNS if not noun.endswith(("man", "woman", "chief", "secretary"))},
    "secretaries": "secretary",
    "chiefs": "chief",
    "spokesmen": "spokesman",
}
FORMER = frozenset(
    "exiled ousted deposed slain assassinated murdered toppled disgraced former formerly ex then then- ex- late former- previous previously erstwhile onetime one-time retired ex-president".split()
)
ACTING = frozenset("acting interim caretaker".split())
INCOMING = frozenset("incoming designate elect future next".split())
NOT_IN_POST = frozenset(
    "outgoing incumbent current now new longtime long-time veteran fellow first-term embattled newly elected re-elected sitting"
    " female male youngest oldest only longest-serving long-serving popular prominent presumptive first-ever".split()
)

# what makes another post of one: a vice president is no president
OF_ANOTHER_POST = frozenset("vice deputy assistant associate co shadow under junior honorary emeritus".split())

COLLECTIVES = frozenset(
    "police government palace party committee commission company firm ministry department court council agency board bank"
    " union university airline army military parliament congress senate association federation regime administration club"
    " team group house office institute foundation church authority assembly cabinet navy force coalition alliance charity"
    " corporation organization organisation newspaper magazine broadcaster network regulator watchdog hospital school"
    " intelligence militia tribunal panel jury embassy consulate bureau service campaign league opposition monarchy presidency treasury kremlin vatican leadership".split()
)
PACTS = frozenset(
    "agreement deal treaty pact accord partnership memorandum memoranda ceasefire truce settlement contract"
    " compromise".split()
)
# nouns of people: who is only described can speak and act
PEOPLE = frozenset(
    "people person man men woman women child children boy girl official officials source sources minister aide expert"
    " critic analyst witness resident citizen voter protester protestor demonstrator activist campaigner supporter opponent"
    " survivor victim patient relative family parent mother father wife husband son daughter brother sister sibling widow friend"
    " neighbour neighbor colleague doctor nurse teacher student scientist researcher professor economist lawyer barrister"
    " solicitor police officer firefighter soldier troop rebel militant insurgent fighter gunman attacker suspect defendant"
    " prosecutor member staff worker associate employee employer manager boss union driver pilot passenger player fan coach"
    " journalist reporter correspondent author writer historian academic insider investigator inspector observer monitor"
    " partner lawmaker politician legislator diplomat envoy negotiator representative delegate counterpart ally rival mp mps"
    " senator president leader spokesperson spokesman spokeswoman secretary ambassador mayor king queen prince princess"
    " peer cleric priest bishop imam rabbi farmer fisherman trader shopkeeper owner founder director executive investor"
    " shareholder developer planner engineer migrant refugee tourist visitor guest tenant landlord customer consumer"
    " veteran commander general captain guard authorities authority side party team republican democrat conservative"
    " tory backbencher councillor councilor juror judge magistrate mediator volunteer donor advocate pensioner teenager"
    " youth elder community crowd group others some many critics eyewitness bystander hostage prisoner detainee agent publicist dissident exile"
    " surgeon paramedic rescuer diver hacker thief burglar robber smuggler trafficker looter rioter pilgrim miner sailor climber"
    " hiker astronaut cosmonaut athlete actor actress singer technician mechanic inmate fugitive sniper kidnapper"
    " hijacker pirate poacher pupil commuter motorist cyclist pedestrian shopper spectator worshipper villager settler"
    " successor predecessor challenger heir heiress nominee plaintiff mentor biographer composer screenwriter songwriter"
    " guitarist drummer bassist vocalist novelist poet playwright sculptor photographer filmmaker comedian footballer"
    " cricketer golfer striker midfielder goalkeeper defender skipper teammate champion finalist medallist sprinter swimmer"
    " boxer jockey inventor entrepreneur businessman businesswoman billionaire millionaire tycoon banker accountant auditor"
    " strategist architect geologist seismologist biologist pathologist midwife detective organiser organizer presenter"
    " columnist commentator blogger whistleblower informant assailant killer murderer accomplice pastor monk nun"
    " cousin nephew niece uncle aunt grandson granddaughter grandfather grandmother stepson stepdaughter stepfather"
    " stepmother widower fiance fiancé fiancee fiancée".split()
)
# who may be a firm as well: 'the developer Sela Homes'
_TRADING = frozenset(
    "developer employer owner investor shareholder rival ally monitor observer customer consumer opponent supporter"
    " donor advocate union boss crowd group party police side team family staff community public author publisher"
    " partner".split()
)
CALLINGS = (PEOPLE - _TRADING) | frozenset("broadcaster painter influencer chef model".split())
# what cannot speak for itself: words of a document are nobody's until its author is known
DOCUMENTS = frozenset(
    "report statement law bill study survey poll data figure document letter tweet post video message move decision"
    " evidence result rule sign text article treaty constitution map research number estimate record image footage ruling"
    " act plan release story account book film speech page website notice rumour rumor speculation theory option name"
    " thing something nothing idea reason date year month week day time case event attack accident incident vote poll"
    " law regulation agreement deal policy guideline rating analysis finding graph chart photo picture clause section conference meeting summit rally gathering ceremony call claim comment"
    " complaint criticism warning request allegation accusation demand suggestion remark fear concern".split()
)
PLURAL_ONLY = frozenset("police".split())

# where people publish what they say
PLATFORMS = frozenset(
    "Twitter Facebook Instagram WhatsApp TikTok Telegram YouTube LinkedIn Reddit Weibo Snapchat Mastodon".split()
)

ADHERENTS: dict[str, str] = {
    "republican": "Republicans",
    "democrat": "Democrats",
    "democratic": "Democrats",
    "tory": "Tories",
    "conservative": "Conservatives",
    "labour": "Labour",
    "liberal democrat": "Liberal Democrats",
    "lib dem": "Lib Dems",
    "liberal": "Liberals",
    "green": "Greens",
    "snp": "SNP",
    "dup": "DUP",
    "ukip": "UKIP",
    "plaid cymru": "Plaid Cymru",
    "sinn féin": "Sinn Féin",
    "reform uk": "Reform UK",
}
PARTY_NAMES = frozenset(
    "labour conservatives tories liberals greens republicans democrats snp dup ukip fidesz likud akp bjp cdu csu spd anc"
    " ndp psoe syriza".split()
)
# last words of parties that do not say that they are: 'United Left', 'New Dawn', 'Citizens First'
PARTY_ENDS = frozenset("left dawn first forward together".split())
PARTY_WORDS = frozenset("party labour conservatives democrats republicans liberals greens alliance".split())
