"""What verbs tell with a noun beside them, of courts, police and crime; deed_objects joins the tables."""

from __future__ import annotations

# verbs > nouns or classes of the object: kind | role of the subject | role of the object | preposition and its role
WITH_OBJECT = """
try retry > PEOPLE: trial|court|defendant
question quiz > suspect witness driver owner man woman teenager boy girl worker employee neighbour neighbor relative passenger: questioning|questioner|questioned
free release > PEOPLE: release|releaser|released
commute > sentence: commutation|authority|
reduce > sentence: sentence reduction|court|
freeze > asset account: asset freeze|authority|
recover > money fund jewel loot: recovery|recoverer|
reopen > case investigation inquiry: reopening of {}|authority|
close drop > investigation inquiry probe: {} end|agent|
break flout defy > law rule curfew lockdown ban quarantine ceasefire order: violation of {}|violator|
launder > MONEY: money laundering|launderer|
traffic > PEOPLE drug weapon girl: trafficking|trafficker|trafficked
tap wiretap bug > phone telephone call office: wiretapping|agent|
leak > information detail secret memo email: leak|leaker||to recipient
abuse groom > PEOPLE girl boy pupil: abuse|abuser|victim
chase pursue > PEOPLE car vehicle driver: pursuit|pursuer|pursued
tase taser > PEOPLE: tasering|police|victim
pepper-spray > PEOPLE: pepper-spraying|police|victim
identify > victim suspect attacker gunman remains: identification|identifier|
stand > trial: trial|defendant|
serve > sentence: prison sentence|prisoner|
beat punch kick slap batter > PEOPLE girl boy: beating|attacker|victim
slash stab > PEOPLE: stabbing|attacker|victim
shoot > PEOPLE dog: shooting|shooter|victim
rape > PEOPLE girl boy: rape|attacker|victim
rob > bank shop store PEOPLE: robbery|robber|victim
kidnap abduct > PEOPLE girl boy schoolgirl: kidnapping|kidnapper|victim
hack > account website computer server system phone email database: hacking|attacker|target
murder > PEOPLE girl boy: murder|attacker|killed
hide conceal dump bury > body corpse: disposal of {}|agent|
disclose reveal publish > identity: disclosure|agent|
clone > card: card cloning|agent|
extort > MONEY: extortion|extortionist||from victim
award > damage: award of damages|court|recipient|to recipient
waive > extradition: extradition waiver|defendant|
waive > immunity: waiver of {}|authority|
post > bail bond: bail|payer|
violate > parole probation bail: violation of {}|violator|
raid > home house office flat shop club farm: raid|raider|target
ambush > patrol convoy PEOPLE: ambush|attacker|target
strip > PEOPLE title citizenship rank: stripping|authority|stripped|of subject
discipline reprimand > PEOPLE: disciplinary action|authority|disciplined
put place > stay: stay|court|
hand_down > verdict ruling judgment judgement: {}|court|
hand_down > sentence: sentencing|court|
pass > sentence: sentencing|court|
reach return > verdict: verdict|jury|
admit > arson assault burglary conspiracy count fraud manslaughter murder offence perjury rape robbery theft: guilty plea|defendant|
press bring lay > charge: charge|prosecutor|
set > bail: bail|court|
obtain secure > warrant injunction: {}|claimant|
vacate > conviction ruling sentence judgment: {} reversal|court|
commit > genocide atrocity arson perjury treason offence offense massacre: {}|perpetrator|
gun_down > PEOPLE: shooting|shooter|victim
knock_down > PEOPLE: collision|driver|victim
deface > statue wall building monument: vandalism|vandal|
dump > waste sewage rubbish chemical: dumping|agent|
evade elude > police capture: escape|escapee|
file lodge > case: lawsuit|claimant||against defendant
spray > PEOPLE: spraying|agent|victim
orchestrate mastermind > attack coup murder robbery bombing: {}|organiser|
bite gore > PEOPLE girl boy: attack|attacker|victim
suspend > player driver athlete officer employee teacher student: suspension|authority|suspended
breach > data system network server: data breach|attacker|
"""

# verbs > nouns or classes of the subject, where there is no object
WITH_SUBJECT = """
deliberate > jury juror: jury deliberation|jury|
"""

# verbs preposition > nouns or classes behind it
WITH_PHRASE = """
break into > PLACES house home car building flat apartment: break-in|intruder|
spy on > PEOPLE BODIES: espionage|spy||on target
appear in at > court: court appearance|defendant|
appear before > judge court magistrate tribunal jury: court appearance|defendant|
appear before > committee congress parliament panel inquiry commission: hearing|witness|
put bring place on > trial: trial|authority|defendant
go to > trial: trial|defendant|
go to > prison jail: imprisonment|prisoner|
place put on > leave probation: {}|authority|suspended
place put under > investigation: investigation|investigator|investigated
come under > attack fire: attack|target|
come under > investigation: investigation|investigated|
plead to > charge count: plea|defendant|
admit plead_guilty to > charge count murder manslaughter theft fraud: guilty plea|defendant|
sue for > divorce damage libel defamation: lawsuit|claimant|defendant
turn to > police authority: surrender|surrendering party|
hand_over to > police authority court: handover|giver||to recipient
turn_in to > police authority: surrender|surrendering party|
"""
