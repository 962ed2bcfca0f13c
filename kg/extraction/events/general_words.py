"""The words that tell whether a verb in general tells of an event: who acts, what nobody touches, what is set upon."""

from __future__ import annotations

import re

# what nobody touches: done to these, the verb is a figure of speech, or tells of a state
ABSTRACT = frozenset(
    "ability access advantage amount anger anxiety appeal appearance appetite appreciation aspect atmosphere"
    " attention attitude awareness balance base basis behaviour behavior belief benefit bond boundary"
    " burden case cause chance character choice circumstance claim clarity commitment community complexity concept"
    " concern condition confidence confusion connection consequence content context control conversation cost"
    " courage credibility culture curiosity damage danger day decision demand desire dialogue difference difficulty"
    " dignity dimension direction disadvantage discussion distance distinction doubt dream drive dynamic economy"
    " effect efficiency effort element emission emotion emphasis end energy enthusiasm environment error evidence"
    " evil example exception excitement existence expectation experience explanation exposure expression extent eye"
    " face fact factor failure faith fate fear feeling focus freedom friction function future gap goal good growth"
    " guilt habit hair hand harm harmony head health heart help history honour honor hope hour idea identity"
    " ignorance illusion image imbalance impact importance impression incentive incident individual inequality"
    " inflation influence information injustice innocence insight inspiration integrity intention interaction"
    " interest issue joy justice kind knowledge lack language legacy legitimacy level liberty lie life light"
    " likelihood limit link logic look lot love luck magic market matter meaning memory mental mentality method"
    " mind minute misconception mistake moment momentum money month mood morale motivation mouth myth narrative"
    " nature need neighbour noise norm notion number objective obstacle odds one opinion opportunity option order"
    " origin outcome outlook pace pain part passion past path pattern peace people perception performance period"
    " person perspective phenomenon picture place pleasure point popularity possibility potential poverty power"
    " practice precedent presence pressure pride principle priority problem process progress promise proof property"
    " prospect purpose quality quantity question rate reaction reality reason reach recognition reference regard"
    " relation relationship relevance reliance reputation resilience resolve respect responsibility result rhythm"
    " right risk role root sanity scope secret security self sense sensitivity sentiment sequence share side sight"
    " sign significance similarity situation size skill society solution something sort soul sound source space"
    " speed spirit stability stage stance standing state status step stereotype stigma story strain strength stress"
    " structure struggle style subject success"
    " suggestion criticism accusation allegation argument assertion support"
    " susceptibility suspicion taste tendency tension term theme"
    " theory thing thought threat tie time tone top topic touch track tradition trait trend trouble trust truth"
    " type uncertainty understanding unity urge use utility value variety version vibe victory view viewpoint"
    " violence virtue visibility vision voice vulnerability way weakness week weight welfare wellbeing will wisdom"
    " word work world worry worth year".split()
)
# 'a number of houses', 'the last of the poles': what is meant stands behind 'of'
SHARES = frozenset(
    "number total amount series lot dozen hundred thousand million part half most majority range variety set piece"
    " section pair couple batch majority rest remainder percent percentage quarter third all some many several one"
    " two three volume ton tonne kilogram kilometre kilometer mile acre hectare litre liter copy type kind body"
    " remains last first bulk portion host load shipment collection network system".split()
)
# what people have set down, which does things in their place
INSTRUMENTS = frozenset(
    "act agreement amendment bill budget campaign constitution court deal decree directive edict initiative law"
    " legislation mandate measure mission mutation order ordinance pact plan policy probe programme program project"
    " protocol referendum reform regulation resolution rule ruling scheme statute strategy treaty virus".split()
)
LANDS = frozenset(
    "province city town district county region village state country nation federation territory municipality island"
    " kingdom republic borough canton prefecture".split()
)
CARRYING_ON = frozenset("proceed go press forge push move carry".split())
DOINGS = re.compile(
    r"[a-z]+(?:ing|tion|sion|ment|al|ance)|vote|trial|plan|sale|launch|march|strike|protest|test|search"
)
OF_PEOPLE_TOO = frozenset(
    "remove identify isolate transport ferry escort select shortlist assign deploy redeploy relocate capture surround"
    " encircle liberate suspend photograph film dispatch recover quarantine discover detect eliminate license certify"
    " accredit".split()
)
COMING = frozenset("plan schedule agree decide prepare set due pledge promise vow commit aim arrange go".split())
GOING = frozenset("be use continue begin start proceed manage help vote resume work move have get".split())
BEGINNING = frozenset("begin start continue resume finish keep".split())
WHO = frozenset("i he she they we it who which that".split())
BY_CHANCE = frozenset(("may", "might", "could", "would", "can", "must", "should"))
