"""What news verbs tell of with their object or subject: 'signed a decree', 'called off its search', 'sales rose'."""

from __future__ import annotations

from kg.extraction.events import deeds_of_emergencies, deeds_of_firms, deeds_of_justice, deeds_of_people, deeds_of_state
from kg.extraction.events.deed_classes import CLASSES
from kg.extraction.events.deeds import deeds_by_noun, listed

_FIELDS = (deeds_of_state, deeds_of_justice, deeds_of_firms, deeds_of_people, deeds_of_emergencies)

# what a verb tells of with its object: verbs > nouns or classes: kind | role of the subject | role of the object
_WITH_OBJECT = """
sign > LAWS decree order contract petition letter charter declaration memorandum waiver: {} signing|signatory|
propose introduce table submit unveil present > LAWS: {} proposal|proposer|
pass approve adopt enact ratify > LAWS plan: {} passage|deciding body|
reject veto defeat block > LAWS plan: {} rejection|deciding body|
repeal revoke rescind scrap annul > MEASURES LAWS: {} repeal|authority|
debate discuss > LAWS: debate|body|
amend > LAWS: amendment|body|
lift ease relax > MEASURES: lifting of {}|authority|
impose reimpose tighten extend > MEASURES: {}|authority|
introduce > MEASURES -law -act: {}|authority|
overturn quash reverse > JUDGEMENTS MEASURES LAWS: {} reversal|court|
uphold affirm > JUDGEMENTS MEASURES LAWS: upholding of {}|court|
reconsider > JUDGEMENTS: reconsideration|judge|
issue deliver announce give > ruling verdict judgment judgement opinion: court ruling|court|
issue > warrant subpoena injunction: {}|issuer|
issue > decree order permit fatwa licence license patent stamp recall: {}|issuer|
grant > injunction bail parole asylum appeal licence license request permission citizenship visa independence: grant of {}|authority|recipient
deny refuse > bail parole asylum visa entry: denial of {}|authority|
hear > CASES: court hearing|court|
dismiss reject > CASES bid: {} dismissal|court|
drop withdraw > CASES bid: {} withdrawal|agent|
file lodge bring > lawsuit suit appeal complaint petition motion claim challenge bid: {}|claimant|
submit > lawsuit suit appeal complaint petition claim challenge bid: {}|claimant|
launch > lawsuit suit appeal complaint petition claim challenge: {}|claimant|
file > charge: charge|prosecutor|
settle > lawsuit case suit dispute claim: settlement|party|
face > charge count: charge|defendant|
face > trial: {}|defendant|
receive get win > award honour honor: award|recipient|
receive get > prize medal trophy degree scholarship citizenship grant: {} award|recipient|
receive get > sentence: sentencing|sentenced|
receive get > fine penalty: fine|fined|
give award > award honour honor: award|giver|recipient|to recipient
give > fine: {}|giver|recipient
give hand > sentence: sentencing|court|sentenced
give award > prize medal trophy degree title scholarship knighthood grant contract compensation: {} award|giver|recipient|to recipient
accept > nomination award prize: {} acceptance|recipient|
announce launch start begin > candidacy bid: {} launch|candidate|
announce launch start begin > campaign: {} launch|agent|
lose > CONTESTS: {} defeat|loser|
enter join > race contest: candidacy|candidate|
quit leave > race contest: withdrawal|candidate|
win > CONTESTS prize medal: {} win|winner|
declare > war independence emergency bankruptcy ceasefire truce: declaration of {}|declarer|
proclaim > independence republic: declaration of {}|declarer|
hold stage conduct host organise organize undertake mount > EFFORTS: {}|organiser|
run > campaign operation auction experiment test search trial survey: {}|organiser|
run > marathon race: {}|runner|
begin start > EFFORTS -campaign -game -match: {}|agent|
launch > EFFORTS -campaign -appeal -petition -game: {}|agent|
open > EFFORTS -exhibition -memorial -game -match: {}|agent|
initiate > EFFORTS: {}|agent|
begin start launch open initiate > negotiation construction production service work shipment delivery trading programme program: start of {}|agent|
resume restart > SERVICES EFFORTS: resumption of {}|agent|
end conclude suspend > bid candidacy: {} end|agent|
end conclude > EFFORTS career run reign tenure marriage streak term: {} end|agent|
complete finish > mission operation trial investigation inquiry career tour study experiment search: {} end|agent|
suspend halt pause stop interrupt > SERVICES EFFORTS: {} suspension|agent|
cancel abandon > SERVICES EFFORTS: {} cancellation|agent|
postpone delay > SERVICES EFFORTS release verdict decision: {} postponement|agent|
attend > EFFORTS premiere mass: attendance|attendee|
survive > vote attempt crash attack motion: survival|survivor|
investigate > death fire crash incident claim allegation case attack accident murder cause shooting explosion complaint matter circumstance: investigation|investigator|
search > home house area property apartment office flat premises vehicle forest sea: search|searcher|
seize > drug weapon gun cash asset ship vessel property cocaine heroin document computer tonne kilogram oil: seizure|agent|
claim > responsibility: claim of responsibility|claimant|
commit > suicide murder robbery crime fraud: {}|perpetrator|
plant place > bomb explosive: planting of {}|agent|
throw hurl > stone bomb bottle brick grenade: throwing of {}|thrower|
fire > missile rocket shot gas bullet shell round mortar projectile: firing of {}|shooter|
launch > missile rocket satellite spacecraft shuttle telescope: {} launch|launcher|
launch release unveil > product phone console app website car model brand: {} launch|maker|
launch unveil > game: {} launch|maker|
unveil > service: {} launch|maker|
test > missile rocket weapon bomb vaccine drug: {} test|tester|
set break equal beat > record: record|record-setter|
score > goal try run point touchdown penalty century winner equaliser: scoring|scorer|
release publish post leak > WRITINGS: publication|publisher|
issue > WRITINGS -finding -result: publication|publisher|
release publish issue post leak > SHOWS: {} release|publisher|
write direct record > book novel memoir album film: {}|author|
open reopen inaugurate > PLACES BUILT: {} opening|opener|
close shut > PLACES: {} closure|agent|
block > road street border bridge motorway entrance railway: blockade|blocker|
build construct erect > BUILT: {} construction|builder|
destroy > PLACES BUILT car vehicle boat aircraft crop tank: destruction|agent|destroyed
burn torch > building house car home flag church vehicle shop mosque effigy book: burning|agent|
find discover recover unearth uncover locate > FOUND: discovery|finder|
identify detect > gene planet virus species signal case body variant: identification|finder|
cut reduce lower slash > RAISED job staff workforce emission supply power: {} cut|agent|
raise increase hike double > RAISED: {} increase|agent|
restore > power service order electricity democracy relation: restoration|agent|
sever break cut > tie relation: severing of {}|party|
recall > GOODS ambassador envoy: recall|agent|recalled
sell > share stake business unit firm company ship subsidiary land arm division: sale|seller||to buyer
buy acquire purchase > share stake business unit firm company club house ship aircraft weapon land: purchase|buyer|
buy > stock plane jet package vaccine tank: purchase|buyer|
order > evacuation inquiry investigation review lockdown strike airstrike attack recount retrial withdrawal deployment: {} order|authority|
order > stock plane aircraft jet package vaccine ship tank: order|buyer|
violate breach > HOLDS: {} violation|violator|
deploy send dispatch > troop soldier force police warship ship aircraft team rescuer missile reinforcement: deployment|agent|
cross > border line channel frontier strait: crossing|crosser|
kill > passenger civilian soldier officer worker student protester child resident villager: killing|attacker|killed
leave > union bloc pact accord treaty organisation organization: withdrawal|withdrawing party|
join > union bloc pact accord treaty alliance strike protest: joining|joiner|
cast > vote ballot: vote|voter|
make > payment donation landing arrest breakthrough discovery appearance debut: {}|agent|
contract catch > virus disease coronavirus covid-19 malaria cholera infection flu: infection|infected|
suffer sustain > injury attack stroke defeat breakdown burn fracture setback: {}|sufferer|
undergo > surgery operation treatment transplant test examination: {}|patient|
perform play > concert song symphony gig: performance|performer|
perform > autopsy surgery operation transplant: {}|agent|
plead > guilty: guilty plea|defendant|
pay > fine ransom compensation damage: payment of {}|payer|
give deliver make > speech address: speech|speaker|
hit strike ram > car vehicle bus minibus lorry truck train tram boat ship pedestrian cyclist motorcyclist motorcycle cable line tree wall barrier bridge crowd: collision|involved|involved
take > hostage: hostage-taking|captor|
take > oath office: swearing-in|office-holder|
take seize > power control: seizure of power|agent|
secure earn > delegate plurality majority seat: {} win|winner|
win > delegate plurality majority: {} win|winner|
earn receive obtain complete > doctorate phd bachelor master: degree award|recipient|
grant > clemency pardon amnesty: {}|authority|recipient
receive > treatment transplant vaccine: {}|patient|
raise > fund money: fundraising|fundraiser|
form > government coalition committee company band group party alliance commission: formation|founder|
play > tournament match final: {}|player|
attend > event procession service church: attendance|attendee|
remove > statue monument flag sign: removal|agent|
lower > restriction cap: {} change|authority|
tighten introduce > cap: {} change|authority|
concede > defeat election race: concession|conceding party|
desert > army navy unit regiment post: desertion|deserter|
escape > prison jail custody captivity detention: escape|escapee|
abdicate > throne crown: abdication|monarch|
"""

# verbs that do so with their subject: verbs > nouns or classes: kind; whoever it is of is not told
_WITH_SUBJECT = """
rise climb increase surge soar jump grow > FIGURES: {} increase
fall drop decline decrease plunge slump tumble shrink > FIGURES: {} decrease
begin start open commence > EFFORTS voting counting construction production work season sentencing: {}
end close conclude finish > EFFORTS -flight -voyage -tour -race -match -game voting counting construction production season: {} end
resume > EFFORTS SERVICES voting counting: resumption of {}
fail > launch test bid attempt motion bill vote amendment parachute engine: {} failure
expire > deadline ceasefire truce treaty lease licence license contract visa agreement patent: expiry
burst > dam pipe pipeline tyre dyke main levee: burst
break > main pipe pipeline dam levee dyke: burst
end > ceasefire truce curfew lockdown blockade: {} end
break_out > fire blaze wildfire violence fighting fight riot protest clash scuffle brawl war: {}
land > plane rocket spacecraft aircraft jet helicopter capsule probe lander rover airliner shuttle: landing
launch lift > rocket spacecraft satellite probe shuttle: launch
spread > fire blaze wildfire virus outbreak disease: spread
clash > police protester fan supporter demonstrator troop force: clash
"""


DEEDS_BY_OBJECT = deeds_by_noun("\n".join((_WITH_OBJECT, *(each.WITH_OBJECT for each in _FIELDS))), CLASSES)
DEEDS_BY_SUBJECT = deeds_by_noun("\n".join((_WITH_SUBJECT, *(each.WITH_SUBJECT for each in _FIELDS))), CLASSES)
DEEDS_BY_PHRASE = deeds_by_noun("\n".join(each.WITH_PHRASE for each in _FIELDS), CLASSES)
VERBS_WITH_NOUN = frozenset(
    verb.split()[0] for table in (DEEDS_BY_OBJECT, DEEDS_BY_SUBJECT, DEEDS_BY_PHRASE) for verb, _ in table
)
# of verbs with a small word whose kind is the object's noun: of what they tell; nobody carries out the rubbish here
NOUNS_WITH_PARTICLE = {
    (verb, particle): frozenset(listed(nouns, CLASSES))
    for verb, particle, nouns in (
        ("carry", "out", "EFFORTS execution killing murder massacre kidnapping arrest work order threat repair check"),
        ("call", "off", "EFFORTS SERVICES meeting visit wedding merger takeover truce ceasefire"),
        ("throw", "out", "JUDGEMENTS CASES LAWS MEASURES government suggestion"),
        ("strike", "down", "JUDGEMENTS MEASURES LAWS"),
    )
}
