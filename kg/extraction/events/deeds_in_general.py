"""What verbs tell of whatever it is done to, where no table knows the noun: 'strengthened its warning system'."""

from __future__ import annotations

from kg.extraction.events.deed_things import CLASSES_OF_THINGS
from kg.extraction.events.deeds import Deed, deed, deeds, deeds_by_noun

# each tells by itself what is done: nominal: verbs; the noun of the object goes before it
_OF_ANYTHING = """
reduction: reduce curtail downsize
strengthening: strengthen reinforce fortify bolster
introduction: introduce reintroduce
replacement: replace supplant
removal: remove uninstall
restoration: restore reinstate
expansion: expand enlarge
extension: extend prolong
modification: modify alter
revision: revise amend
conversion: convert
construction: construct erect
reconstruction: rebuild reconstruct
deployment: deploy redeploy
distribution: distribute redistribute
collection: collect
creation: create
production: manufacture
recruitment: recruit enlist
purchase: procure
relocation: relocate
isolation: quarantine
analysis: analyse analyze
examination: examine
inspection: scrutinise scrutinize
investigation: investigate probe
review: review reassess re-examine
evaluation: evaluate assess
simulation: simulate
disruption: disrupt
interruption: interrupt
obstruction: obstruct
foiling: foil thwart
removal: dislodge
dismissal: quash
submission: submit resubmit
presentation: showcase
proposal: table
cancellation: cancel scrap axe
suspension: suspend
postponement: postpone defer reschedule
resumption: resume
completion: complete finalise finalize
abolition: abolish
repeal: repeal rescind
revocation: revoke
reversal: reverse overturn
easing: relax loosen
tightening: tighten toughen
imposition: impose reimpose
enforcement: enforce
implementation: implement
adoption: adopt
approval: approve
authorisation: authorise authorize
enactment: enact
rejection: reject rebuff
funding: fund finance bankroll
subsidy: subsidise subsidize
retrieval: retrieve recover
discovery: discover unearth uncover
detection: detect
identification: identify
filming: film videotape
broadcast: broadcast televise
upload: upload
redesign: redesign
rebranding: rebrand
modernisation: modernise modernize
reorganisation: reorganise reorganize restructure
repair: repair mend
cleaning: clean sanitise sanitize
harvest: harvest
division: subdivide
encirclement: surround encircle
liberation: liberate
capture: capture
elimination: eliminate eradicate
consolidation: consolidate
integration: integrate
transport: transport ferry
escort: escort
unveiling: unveil
translation: translate
compilation: compile
activation: activate reactivate
deactivation: deactivate
destruction: destroy
dumping: dump
pollution: pollute
leak: leak
misuse: misuse
violation: violate flout
vandalism: deface
theft: steal
inauguration: inaugurate
renaming: rename
dedication: dedicate
assignment: assign
selection: select shortlist
certification: certify
accreditation: accredit
licensing: license
privatisation: privatise privatize
nationalisation: nationalise nationalize
stabilisation: stabilise stabilize
demarcation: demarcate
excavation: excavate
extraction: extract
insertion: insert
attachment: attach
adjustment: adjust readjust
correction: rectify
restriction: restrict
closure: shutter
sealing: seal
blocking: block
jamming: jam
decoding: decode decipher
invention: invent
patenting: patent
redirection: redirect reroute divert
transformation: transform
import: import
export: export
initiation: initiate
reopening: reopen
relaunch: relaunch
acquisition: acquire
confiscation: confiscate
disposal: discard
dispatch: dispatch
repayment: repay
reimbursement: reimburse
withdrawal: withdraw
publication: republish
verification: verify
storage: stockpile
simplification: simplify streamline
"""

# of people and bodies: without any there is nobody to whom it is done
_OF_SOMEBODY = """
train: training|trainer|trained
retrain: training|trainer|trained
hire: hiring|employer|hired
employ: hiring|employer|hired
recruit: recruitment|employer|recruited
enlist: recruitment|employer|recruited
punish: punishment|authority|punished
discipline: punishment|authority|punished
intimidate: intimidation|agent|victim
coerce: coercion|agent|victim
manipulate: manipulation|agent|victim
exploit: exploitation|agent|victim
extort: extortion|agent|victim
swindle: fraud|agent|victim
cheat: fraud|agent|victim
bully: bullying|agent|victim
surveil: surveillance|agent|observed
interview: interview|interviewer|interviewed
escort: escort|escort|escorted
chase: pursuit|pursuer|pursued
pursue: pursuit|pursuer|pursued
confront: confrontation|party|party
outvote: vote|agent|outvoted
resuscitate: resuscitation|rescuer|patient
isolate: isolation|agent|isolated
screen: screening|agent|screened
immunise: immunisation|agent|immunised
inoculate: immunisation|agent|immunised
feed: feeding|agent|fed
shelter: sheltering|host|sheltered
rehouse: rehousing|agent|rehoused
displace: displacement|cause|displaced
segregate: segregation|agent|segregated
enrol: enrolment|agent|enrolled
enroll: enrolment|agent|enrolled
penalise: penalty|authority|punished
penalize: penalty|authority|punished
compensate: compensation|payer|recipient
remunerate: payment|payer|recipient
blindfold: restraint|agent|victim
handcuff: restraint|agent|restrained
restrain: restraint|agent|restrained
overpower: overpowering|agent|overpowered
disarm: disarmament|agent|disarmed
select: selection|selector|selected
shortlist: selection|selector|selected
disqualify: disqualification|authority|disqualified
eliminate: elimination|winner|eliminated
sideline: sidelining|agent|sidelined
induct: induction|body|inducted
decorate: decoration|giver|recipient
"""

# 'raised the gate': where it is done to one of the things that news tells of; else it may be a figure of speech
_TO_THINGS = """
increase raise boost > MONIES STAFF capacity: {} increase|agent|
lower cut slash trim > MONIES STAFF RULES capacity: {} cut|agent|
halve double triple quadruple > MONIES STAFF capacity: {} change|agent|
open > ROOMS SCHEMES route lane track course: {} opening|agent|
close shut > ROOMS SCHEMES route lane track course airport road: {} closure|agent|
move > ROOMS EQUIPMENT STAFF date deadline boundary: {} relocation|agent|
launch start begin commence kick_off > SCHEMES RULES EFFORTS network: {} launch|agent|
launch start begin commence kick_off > platform process procedure consultation: {} launch|agent|
end stop halt discontinue > SCHEMES RULES PRACTICES process procedure consultation: end of {}|agent|
change > RULES SCHEMES law logo date deadline schedule name title lyric route lineup format: {} change|agent|
produce > EQUIPMENT GOODS SUPPLIES: {} production|producer|
deliver ship bring_in fly_in > EQUIPMENT GOODS SUPPLIES: {} delivery|agent|
develop > EQUIPMENT SOFTWARE vaccine drug treatment: {} development|developer|
develop > test technique method technology prototype: {} development|developer|
present > RULES SCHEMES WRITINGS budget design prototype exhibition: {} presentation|presenter|
record > SHOWS interview message cover: {} recording|agent|
establish set_up put_together assemble > SCHEMES GROUPS ROOMS: {} establishment|founder|
establish set_up put_together assemble > network platform hotline checkpoint: {} establishment|founder|
form > GROUPS: {} formation|founder|
lift > RULES: lifting of {}|authority|
ease > RULES: {} easing|authority|
add > EQUIPMENT RULES SCHEMES PLACES lane route feature clause: {} addition|agent|
finish > BUILT EFFORTS SCHEMES BUILDINGS: {} completion|agent|
suspend pause > SCHEMES PRACTICES RULES process procedure shipment: {} suspension|agent|
accept > MONIES offer resignation proposal request apology bid: {} acceptance|agent|
design > EQUIPMENT BUILDINGS SOFTWARE uniform logo flag: {} design|designer|
release > EQUIPMENT SOFTWARE SHOWS WRITINGS SUPPLIES water balloon: {} release|agent|
provide supply send donate > EQUIPMENT GOODS SUPPLIES STAFF: provision of {}|provider||to recipient
lose > job home house livelihood sponsor account licence license pension: loss of {}|loser|
obtain secure > EQUIPMENT SUPPLIES WRITINGS permit licence license: acquisition of {}|acquirer|
obtain secure > warrant visa passport patent funding loan order: acquisition of {}|acquirer|
buy purchase order > EQUIPMENT GOODS SUPPLIES BUILDINGS land: {} purchase|buyer|
sell auction > EQUIPMENT GOODS SUPPLIES BUILDINGS land ticket painting: {} sale|seller|
rent lease charter > EQUIPMENT VEHICLES BUILDINGS ROOMS land: {} rental|tenant|
use fire deploy > WEAPONS: use of {}|user|
place put lay install erect > EQUIPMENT BARRIERS: {} installation|agent|
take_down pull_down tear_down rip_out dig_up > EQUIPMENT BARRIERS BUILDINGS: {} removal|agent|
issue > RULES permit visa licence license passport ticket certificate recall refund: {} issuance|issuer|
test trial try_out pilot > EQUIPMENT GOODS SOFTWARE SUPPLIES SCHEMES vaccine drug sample: {} test|tester|
check inspect > EQUIPMENT BUILDINGS VEHICLES document passport luggage bag baggage: {} check|agent|
study analyse analyze sample > SPECIMENS WRITINGS: {} study|researcher|
search comb scour sweep > BUILDINGS ROOMS VEHICLES area river: {} search|searcher|
search comb scour sweep > lake forest sea debris rubble wreckage: {} search|searcher|
plant > tree seedling sapling crop forest shrub flag: {} planting|planter|
burn torch set_alight set_fire > EQUIPMENT BUILDINGS BARRIERS WRITINGS: burning of {}|arsonist|
burn torch set_alight set_fire > tyre effigy flag field crop: burning of {}|arsonist|
block barricade > road street highway motorway bridge entrance: {} blockade|agent|
block barricade > railway route border port gate access line: {} blockade|agent|
cross > border river frontier strait channel line bridge: {} crossing|agent|
board > ship vessel boat train plane aircraft bus tanker flight: boarding|agent|
split divide > COMPANIES state province party firm company territory district region: {} split|agent|
throw hurl lob toss pelt fling > WEAPONS bottle egg stone brick rock tomato shoe paint flare: {} throwing|thrower|
host > SHOWN: {}|host|
fix patch repair > EQUIPMENT SOFTWARE BUILDINGS BARRIERS leak bug flaw vulnerability: {} repair|agent|
cut_off shut_off turn_off switch_off > SUPPLIES connection signal line: {} interruption|agent|
update upgrade modernise modernize refresh > EQUIPMENT SOFTWARE RULES BUILDINGS: {} update|agent|
hide bury conceal > WEAPONS SUPPLIES drug body corpse money cash: hiding of {}|agent|
count tally > vote ballot: vote count|counter|
settle resolve > dispute case lawsuit claim conflict strike: {} settlement|party|
exchange swap > prisoner fire hostage gift letter: {} exchange|party|
smash break > window door glass camera screen statue: {} breaking|agent|
set break beat equal smash > record: record|record-holder|
destroy damage wreck > EQUIPMENT BUILDINGS BARRIERS SUPPLIES: destruction of {}|agent|
"""

# of what has no object
_OF_NOTHING = """
intervene: intervention|agent|-
participate: participation|participant|-
advance: advance|advancing party|-
retreat: retreat|retreating party|-
regroup: regrouping|party|-
mobilise: mobilisation|agent|-
mobilize: mobilisation|agent|-
deploy: deployment|deployed party|-
congregate: gathering|participant|-
rally: rally|participant|-
feud: feud|party|-
battle: fighting|party|-
fight: fighting|party|-
negotiate: negotiation|party|-
reconcile: reconciliation|party|-
intensify: intensification||-
escalate: escalation||-
deteriorate: deterioration||-
worsen: worsening||-
recover: recovery|recovering party|-
mutate: mutation||-
explode: explosion||-
shatter: breakage||-
melt: melting||-
disintegrate: disintegration||-
evaporate: evaporation||-
ignite: ignition||-
malfunction: malfunction||-
resurface: reappearance|agent|-
reappear: reappearance|agent|-
immigrate: immigration|immigrant|-
relocate: relocation|mover|-
perish: death|deceased|-
faint: collapse|patient|-
donate: donation|donor|-
cooperate: cooperation|party|-
collaborate: cooperation|party|-
abscond: flight|fugitive|-
trespass: trespassing|trespasser|-
"""


def _of_anything(table: str) -> dict[str, Deed]:
    """The deed of each verb of a table 'nominal: verbs', whose kind has the object's noun before it."""
    rows = [line.split(": ") for line in table.strip().splitlines()]
    return {verb: deed(f"{{}} {nominal}|agent|affected!") for nominal, verbs in rows for verb in verbs.split()}


OF_ANYTHING = _of_anything(_OF_ANYTHING)
OF_SOMEBODY = deeds(_OF_SOMEBODY)
OF_NOTHING = deeds(_OF_NOTHING)
TO_THINGS = deeds_by_noun(_TO_THINGS, CLASSES_OF_THINGS)
