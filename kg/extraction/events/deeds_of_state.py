"""What verbs tell with a noun beside them, of those in power; deed_objects joins the tables."""

from __future__ import annotations

# verbs > nouns or classes of the object: kind | role of the subject | role of the object | preposition and its role
WITH_OBJECT = """
allocate earmark set_aside > MONEY resource: allocation|allocator||to recipient
disburse > MONEY loan grant aid: disbursement|payer||to recipient
spend > MONEY: spending|spender|
approve > MONEY: funding approval|authority|
approve > spending loan grant aid sale purchase deal merger takeover contract vaccine drug treatment construction extradition: {} approval|authority|
reject > deal offer merger takeover application request: {} rejection|agent|
table > report: {} tabling|presenter|
challenge > LAWS MEASURES JUDGEMENTS result election legality constitutionality: legal challenge|challenger|
contest > seat election: candidacy|candidate|
contest > result ruling decision verdict: legal challenge|challenger|
call > election referendum vote by-election strike inquest recount: {} call|caller|
censure > PEOPLE BODIES: censure|body|censured
topple depose > PEOPLE government regime: overthrow|agent|overthrown
swear_in > PEOPLE government cabinet: swearing-in|official|office-holder
recognise recognize > LANDS independence sovereignty statehood government genocide: recognition|recogniser|recognised
cede > territory land LANDS: cession|ceding party||to recipient
establish normalise normalize > relation tie: establishment of {}|party||with party
summon > PEOPLE: summons|summoner|summoned
extend > deadline term visa contract lease truce ceasefire deal agreement loan detention: {} extension|agent|
renew > contract licence license lease mandate agreement treaty deal passport permit: {} renewal|agent|
revoke withdraw > licence license citizenship visa permit passport accreditation: {} revocation|authority|
fund finance bankroll subsidise subsidize > project construction study research campaign programme program school hospital: funding|funder|
draft > bill law constitution legislation resolution: {} drafting|drafter|
scrap axe shelve drop ditch > plan project scheme programme program: {} cancellation|agent|
overhaul reform > law system police tax constitution pension: reform|reformer|
reshuffle > cabinet government: cabinet reshuffle|agent|
adjourn > session hearing trial parliament case debate: adjournment|agent|
send > letter petition: {}|sender||to recipient
submit > report plan application request evidence: {} submission|submitter||to recipient
launch > initiative scheme fund strategy network channel newspaper magazine platform party movement: {} launch|founder|
unveil > plan strategy policy logo flag statue portrait plaque: {} unveiling|presenter|
broker mediate > deal ceasefire truce agreement peace talk dispute accord: mediation|mediator|
renounce > citizenship title claim: renunciation|renouncer|
devalue > currency: devaluation|authority|
declare > state: emergency declaration|declarer|
declare > disaster outbreak famine drought pandemic holiday: declaration of {}|declarer|
count > vote ballot: vote count|counter|
recount > vote ballot: recount|counter|
certify > result election vote: certification|certifier|
poll survey > PEOPLE household: survey|pollster|polled
block > merger takeover deal sale appointment nomination extradition: blocking of {}|agent|
block > aid access: blocking of {}|agent|
override > veto: veto override|body|
take > effect: entry into force|measure|
levy > tax duty tariff fee: {}|authority|
impose introduce > tax duty fee: {}|authority|
abolish > tax fee law post penalty monarchy slavery: abolition|authority|
increase boost > spending funding aid allocation: {} increase|authority|
cut reduce slash trim > spending funding aid allocation: {} cut|authority|
provide > MONEY aid funding assistance shelter loan food: provision of {}|provider||to recipient
pledge commit > MONEY aid troop: pledge|pledger||to recipient
receive > MONEY: payment|recipient|
award > MONEY: award|giver|recipient|to recipient
redeploy > troop force soldier police: redeployment|agent|
nationalise nationalize > BODIES bank railway: nationalisation|government|nationalised
seek > asylum: asylum application|applicant|
seek > extradition: extradition request|authority|
receive win secure > asylum pardon: grant of {}|recipient|
ratify > deal agreement accord protocol: ratification|ratifying body|
terminate end > contract agreement treaty deal lease: {} termination|party|
tear_up > contract agreement treaty deal: {} termination|party|
vote_down > LAWS: {} rejection|deciding body|
bring_forward put_forward bring_in > LAWS: {} proposal|proposer|
push_through ram_through > LAWS: {} passage|deciding body|
bring_down > government: overthrow|agent|overthrown
put_off push_back > SERVICES EFFORTS: {} postponement|agent|
roll_back > policy cut reform: {} reversal|authority|
phase_out > coal car plastic subsidy product fuel plant: phase-out|agent|
implement > MEASURES plan reform cut agreement: {} implementation|authority|
enact > decree order: {}|authority|
end halt > war fighting hostility partnership: end of {}|agent|
moderate > debate: debate|moderator|
gain pick_up > seat: seat gain|winner|
turn_down > offer bid request proposal invitation application: {} rejection|agent|
seal > border: closure of {}|authority|
lay > foundation stone cornerstone: foundation-laying|agent|
raise hoist > flag: flag-raising|agent|
release > plan budget schedule name detail: {} release|publisher|
scale_back scale_down > operation production plan programme program: {} reduction|agent|
wind_down wind_up > operation business inquiry: {} end|agent|
scrap axe > tax fee charge subsidy grant benefit: {} abolition|authority|
suspend halt pause > scheme policy initiative: {} suspension|agent|
disband > BODIES PEOPLE unit militia party: disbandment|agent|disbanded
issue > pardon commutation: {}|authority|
lift withdraw > warning advisory: lifting of {}|authority|
refer > case matter dispute: referral|agent||to recipient
approve > attack airstrike operation: {} approval|authority|
lose > majority status crown: loss of {}|loser|
grant > status immunity access: grant of {}|authority|recipient|to recipient
deny refuse > permission access: denial of {}|authority|
close > airspace: {} closure|authority|
overrun > town village base city: capture|captor|
complete > project phase: {} completion|agent|
inject pump pour > MONEY: investment|investor||into recipient
collect gather > datum data evidence: {} collection|collector|
inaugurate > service: {} launch|launcher|
"""

# verbs > nouns or classes of the subject, where there is no object
WITH_SUBJECT = """
pass > bill motion law amendment referendum measure: {} passage
lapse expire > LAWS MEASURES: expiry of {}
reconvene > parliament congress court assembly senate: session|body|
open reopen > PLACES BUILT border -exhibition -memorial: {} opening
close shut > PLACES border -exhibition: {} closure
fall collapse > government coalition cabinet regime: fall of {}
break_down collapse stall fail > talk negotiation: collapse of talks
"""

# verbs preposition > nouns or classes behind it
WITH_PHRASE = """
run stand for > president presidency office mayor parliament governor congress senate election re-election reelection nomination seat leadership: candidacy|candidate|
go head to > poll: vote|voter|
go to > war: war|party|
come enter go into > force effect: entry into force|measure|
come rise return to > power: rise to power|ruler|
accede to > throne: accession|monarch|
accede to > treaty union convention: accession|acceding party|
walk out_of > talk meeting parliament session chamber debate: walkout|participant|
walk_out of > talk meeting parliament session chamber debate: walkout|participant|
storm out_of > talk meeting parliament session chamber: walkout|participant|
apply for > asylum permit licence license visa citizenship patent membership passport loan grant: {} application|applicant|
challenge in > court: court challenge|challenger|challenged
take to > court: lawsuit|claimant|defendant
put submit to > vote referendum: {}|agent|
vote into > office power: election|voter|elected
sign into > law: signing into law|signatory|
sign_off on > plan deal budget: {} approval|authority|
"""
