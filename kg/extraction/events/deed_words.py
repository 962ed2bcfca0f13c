"""What news verbs tell of by themselves or with a small word: 'was rescued', 'called off', 'broke out'."""

from __future__ import annotations

from kg.extraction.events.deeds import deeds
from kg.extraction.events.event_words import VERBS

# verbs that tell of one kind of event whoever or whatever it befalls
_ALONE = """
injure: injury|cause|injured!
wound: injury|cause|injured!
trap: entrapment|cause|trapped!
contaminate: contamination|cause|!
discover: discovery|finder|!
damage: damage|cause|!
endorse: endorsement|endorser|endorsed!
transfer: transfer|agent|transferred!
testify: testimony|witness|
prosecute: prosecution|prosecutor|defendant!
subpoena: subpoena|issuer|summoned!
execute: execution|executioner|executed!
pardon: pardon|pardoner|pardoned!
exonerate: exoneration|court|exonerated!
parole: parole|authority|paroled!
petition: petition|petitioner|petitioned!
confess: confession|confessing party|
prorogue: prorogation|agent|suspended body!
dissolve: dissolution|agent|dissolved!
legalise: legalisation|authority|!
legalize: legalisation|authority|!
nationalise: nationalisation|government|nationalised!
nationalize: nationalisation|government|nationalised!
privatise: privatisation|seller|privatised!
privatize: privatisation|seller|privatised!
secede: secession|seceding party|
concede: concession|conceding party|-
abstain: abstention|abstainer|
repatriate: repatriation|agent|repatriated!
steal: theft|thief|!
burgle: burglary|burglar|victim!
loot: looting|looter|looted!
vandalise: vandalism|vandal|vandalised!
vandalize: vandalism|vandal|vandalised!
smuggle: smuggling|smuggler|!
defraud: fraud|fraudster|victim!
deceive: deception|deceiver|deceived!
torture: torture|perpetrator|victim!
assault: assault|attacker|victim!
poison: poisoning|poisoner|victim!
behead: beheading|attacker|victim!
strangle: strangling|attacker|victim!
electrocute: electrocution||victim!
mug: mugging|mugger|victim!
molest: abuse|abuser|victim!
lynch: lynching|attacker|victim!
disappear: disappearance|missing|-
vanish: disappearance|missing|-
suffocate: suffocation|deceased|-
starve: starvation|starved|-
cremate: cremation|agent|cremated!
hospitalise: hospitalisation|hospital|patient!
hospitalize: hospitalisation|hospital|patient!
vaccinate: vaccination|agent|vaccinated!
infect: infection|infector|infected!
diagnose: diagnosis|doctor|diagnosed!
airlift: airlift|rescuer|airlifted!
flood: flooding||flooded
detonate: detonation|attacker|
bombard: bombardment|attacker|target!
besiege: siege|besieger|besieged!
recapture: recapture|captor|recaptured!
capture: capture|captor|captured!
liberate: liberation|liberator|liberated!
overthrow: overthrow|agent|overthrown!
oust: ouster|agent|ousted!
mobilise: mobilisation|agent|
mobilize: mobilisation|agent|
mutiny: mutiny|mutineer|
rebel: rebellion|rebel|
clash: clash|party|party
boycott: boycott|boycotter|boycotted!
premiere: premiere||
retire: retirement|retiree|-
graduate: graduation|graduate|
emigrate: emigration|emigrant|
retaliate: retaliation|retaliating party|-
score: scoring|scorer|-
disband: disbandment|disbanded|-
migrate: migration|migrant|
debut: debut||-
auction: auction|seller|!
donate: donation|donor|
bankrupt: bankruptcy||debtor!
publish: publication|publisher|!
excavate: excavation|excavator|!
dock: docking|vessel|-
commandeer: seizure|agent|!
impound: seizure|authority|seized!
confiscate: confiscation|authority|!
sabotage: sabotage|saboteur|!
install: installation|agent|affected!
instal: installation|agent|affected!
upgrade: upgrade|agent|affected!
repair: repair|agent|affected!
renovate: renovation|agent|affected!
refurbish: refurbishment|agent|affected!
dismantle: dismantling|agent|affected!
exhume: exhumation|agent|affected!
inspect: inspection|agent|affected!
censor: censorship|agent|affected!
delete: deletion|agent|affected!
disinfect: disinfection|agent|affected!
euthanise: euthanasia|agent|affected!
euthanize: euthanasia|agent|affected!
slaughter: slaughter|agent|affected!
cull: cull|agent|affected!
poach: poaching|agent|affected!
evict: eviction|agent|affected!
resettle: resettlement|agent|affected!
defuse: defusal|agent|affected!
intercept: interception|agent|affected!
tow: towing|agent|affected!
salvage: salvage|agent|affected!
charter: charter|agent|affected!
sponsor: sponsorship|agent|affected!
compensate: compensation|agent|affected!
refund: refund|agent|affected!
canonise: canonisation|agent|affected!
canonize: canonisation|agent|affected!
beatify: beatification|agent|affected!
ordain: ordination|agent|affected!
commemorate: commemoration|agent|affected!
ransack: ransacking|agent|affected!
raze: destruction|agent|affected!
firebomb: firebombing|agent|affected!
interrogate: interrogation|agent|affected!
blackmail: blackmail|agent|affected!
bribe: bribery|agent|affected!
embezzle: embezzlement|agent|affected!
forge: forgery|agent|affected!
falsify: falsification|agent|affected!
harass: harassment|agent|affected!
stalk: stalking|agent|affected!
maul: mauling|agent|affected!
trample: trampling|agent|affected!
outlaw: outlawing|agent|affected!
decriminalise: decriminalisation|agent|affected!
decriminalize: decriminalisation|agent|affected!
redraw: redrawing|agent|affected!
reinstate: reinstatement|agent|affected!
repossess: repossession|agent|affected!
prescribe: prescription|agent|affected!
exile: exile|agent|affected!
enslave: enslavement|agent|affected!
massacre: massacre|agent|affected!
disperse: dispersal|agent|affected!
abdicate: abdication|monarch|-
abscond: flight|fugitive|
desert: desertion|deserter|-
default: default|debtor|-
remarry: marriage|spouse|spouse
reunite: reunion|participant|participant
overdose: overdose|patient|
undock: undocking|vessel|
audition: audition|performer|
stockpile: stockpiling|buyer|
unionise: unionisation|worker|
unionize: unionisation|worker|
reoffend: offence|offender|
"""

# and those that do so with a small word beside them
_WITH_PARTICLE = """
break out: outbreak||-
pass away: death|deceased|-
hold hostage: hostage-taking|captor|hostage
fall ill: illness|patient|
break up: break-up||
call off: {} suspension|agent|
carry out: {}|agent|
burn down: fire||
shut down: shutdown|agent|
close down: closure|agent|
lay off: layoff|employer|laid off
strike down: {} reversal|court|
throw out: {} dismissal|court|
drop out: withdrawal|candidate|-
pull out: withdrawal|withdrawing party|-
walk out: walkout|participant|-
hand over: handover|giver|
take over: takeover|acquirer|acquired!
turn back: turning back|authority|
roll out: launch|launcher|
take off: take-off||-
go missing: disappearance|missing|
catch fire: fire||
take part: participation|participant|
treat for: treatment|doctor|patient
qualify for: qualification|qualifier|
stock up: stockpiling|buyer|
sell out: sell-out|seller|
run out: shortage||
beat up: beating|attacker|victim
run over: running over|driver|victim
touch down: landing|vessel|
lift off: lift-off|vessel|
splash down: splashdown|vessel|
bail out: bailout|rescuer|rescued
set alight: arson|arsonist|
set ablaze: arson|arsonist|
test positive: infection|infected|
run aground: grounding|vessel|
"""


DEEDS = deeds(_ALONE)
if DEEDS.keys() & VERBS.keys():
    raise ValueError(f"two tables tell of {sorted(DEEDS.keys() & VERBS.keys())}")
DEEDS_BY_PARTICLE = {tuple(lemma.split()): known for lemma, known in deeds(_WITH_PARTICLE).items()}
