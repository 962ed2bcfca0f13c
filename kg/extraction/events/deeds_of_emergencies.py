"""What verbs tell with a noun beside them, of disasters, rescue, war and protest; deed_objects joins the tables."""

from __future__ import annotations

# verbs > nouns or classes of the object: kind | role of the subject | role of the object | preposition and its role
WITH_OBJECT = """
scour comb search > debris rubble wreckage sea building lake river park site ruin woodland room: search|searcher|
save > PEOPLE: rescue|rescuer|rescued
pull pull_out free > survivor passenger: rescue|rescuer|rescued
winch > PEOPLE: rescue|rescuer|rescued
relocate rehouse > PEOPLE family household: relocation|agent|moved
move > resident family patient inmate prisoner homeless passenger refugee tenant evacuee: relocation|agent|moved|to destination
displace > PEOPLE household: displacement|cause|displaced
shelter accommodate house > PEOPLE evacuee: sheltering|host|sheltered
strand > PEOPLE: stranding|cause|stranded
give offer > refuge shelter sanctuary: sheltering|host|sheltered
take seek > shelter refuge: sheltering|sheltered|
extinguish douse put_out > FIRES: extinguishing|firefighter|
fight battle tackle > FIRES: firefighting|firefighter|
contain > FIRES: containment|firefighter|
set > fire: arson|arsonist|
start spark ignite > FIRES: fire|cause|
gut engulf ravage > PLACES BUILT home flat apartment: fire||
level flatten wreck > PLACES BUILT home neighbourhood: destruction|agent|destroyed
knock_out cut_off > power electricity water: {} cut|cause|
lose > power electricity: power cut|affected|
spill leak > oil chemical fuel sewage: {} spill|agent|
mow_down > PEOPLE: running over|driver|victim
activate > protocol plan alarm siren beacon centre center: activation|agent|
set_off trigger > bomb explosive device: detonation|attacker|
trigger cause > landslide avalanche tsunami blackout outage stampede: {}|cause|
issue > alert advisory: {}|issuer|
distribute hand_out > food aid water mask leaflet vaccine supply medicine kit: {} distribution|distributor||to recipient
take retake recapture > town city village: recapture|captor|
drop > bomb leaflet: dropping of {}|agent|
down shoot_down > aircraft drone plane helicopter jet missile balloon: shootdown|attacker|
repel repulse > attack assault invasion: repulse|defender|
withdraw pull pull_out > troop soldier force peacekeeper: troop withdrawal|withdrawing party||from origin
surround encircle > city town village building: encirclement|besieger|
blockade > port city road LANDS: blockade|blockader|
disarm > militant rebel militia gunman suspect: disarmament|agent|disarmed
exchange swap > prisoner detainee hostage: prisoner swap|party||with party
exchange > fire gunfire: exchange of fire|party||with party
lay_down surrender > arm weapon: disarmament|party|
topple pull_down tear_down take_down > statue monument: {} removal|agent|
picket > office factory school parliament: picket|protester|
clear > camp encampment square: clearance|police|
clear > mine minefield: mine clearance|agent|
execute behead > prisoner hostage captive: execution|executioner|executed
attack > convoy base village checkpoint church mosque patrol hospital school ship tanker embassy camp home: attack|attacker|target
bomb shell strike target > base village position hospital school camp facility airport convoy: attack|attacker|target
wound > PEOPLE: injury|cause|injured
occupy > building square street factory office university: occupation|occupier|
storm > building parliament capitol embassy palace office stage compound: storming|attacker|
seize > town city village base airport: capture|captor|
blow_up > building bridge car plane bus train pipeline tanker statue house: explosion|attacker|
derail overturn > train bus car truck: {} accident|cause|
hit > home house building pole: collision|involved|
call_out scramble > lifeboat helicopter jet fighter ambulance: deployment|agent|
close > lane carriageway: closure|agent|
cordon_off seal_off > area street road scene building: cordon|police|
open > fire: shooting|shooter|
retrieve > body recorder wreckage: recovery|recoverer|
escort > ship boat plane aircraft tanker convoy PEOPLE: escort|escort|escorted
transport > PEOPLE casualty body: transport|transporter|transported|to destination
board > ship plane train bus boat vessel tanker flight: boarding|boarder|
wash_away sweep_away > bridge house home road car PEOPLE: washing away|cause|
take_in > PEOPLE evacuee: reception|host|received
turn_away > PEOPLE: turning away|agent|turned away
break_up > protest demonstration rally camp fight party gathering march: dispersal|police|
set_up erect > roadblock checkpoint barricade: roadblock|agent|
set_up > camp tent: {} set-up|agent|
set_up > BODIES zone drive hotline centre center system branch base website foundation fund charity commission inquiry panel taskforce partnership business startup venture: founding|founder|
lay > siege: siege|besieger||to besieged
lay > mine: mine-laying|agent|
breach > wall fence levee perimeter: breach|agent|
tighten step_up beef_up > security: security increase|agent|
call_in > army troop police soldier: deployment|authority|
cause > damage: damage|cause|
disrupt > performance match event speech session service meeting race concert: disruption|disrupter|
throw hurl lob > rock egg flare cocktail missile object shoe: throwing of {}|thrower|
make > landfall: landfall|storm|
"""

# verbs > nouns or classes of the subject, where there is no object
WITH_SUBJECT = """
rally > CROWDS: rally|participant|
gather assemble > CROWDS: gathering|participant|
march > CROWDS: march|marcher|
break_down > VEHICLES engine machine lift elevator pump ferry: breakdown
leak spill > oil gas chemical fuel sewage: {} leak
overflow > river dam canal: flooding
burst > river: flooding
burn > forest building house: fire
slam smash plough plow careen > VEHICLES: crash
riot > inmate prisoner fan youth: riot|rioter|
split separate > couple: separation
flee > driver gunman attacker suspect robber assailant: flight|fugitive|
arrive > rescuer firefighter ambulance paramedic: arrival|responder|
respond > firefighter ambulance paramedic: response|responder|
come_down > aircraft helicopter plane jet balloon drone: crash
"""

# verbs preposition > nouns or classes behind it
WITH_PHRASE = """
search look hunt comb for > PEOPLE survivor body victim wreckage plane aircraft boat killer: search|searcher||for sought
respond to > call alarm incident emergency scene blaze: response|responder|
take to > street: protest|protester|
slam smash plough plow crash into > building house tree wall car truck bus lorry crowd barrier sea field mountain hillside forest lake: crash|involved|
careen skid veer swerve off > road runway track bridge: crash|involved|
burn to > ground: fire||
cut_off from > power electricity world: power cut||affected
flee to > LANDS: flight|fugitive||to destination
advance march on > city town capital: advance|attacker|
withdraw retreat from > city town village territory position: retreat|withdrawing party|
clash with > police protester troop: clash|party||with party
fire shoot at > PEOPLE crowd car house police: shooting|shooter||at target
collide with > VEHICLES: collision|involved|
set on > fire: arson|arsonist|
glue chain to > road gate railing building: protest|protester|
run out_of > stock fuel money food water oxygen supply medicine ammunition: shortage|sufferer|
run_out of > stock fuel money food water oxygen supply medicine ammunition: shortage|sufferer|
run into > tree wall car pole: collision|involved|
fall plunge from > cliff balcony roof window ladder bridge height building horse: fall|fallen|
pull from > rubble wreckage river water sea debris: recovery|rescuer|recovered
slam into > coast coastline: landfall|storm|
"""
