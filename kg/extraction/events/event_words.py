"""The verbs and nouns of news events, with the part that each neighbour plays."""

from __future__ import annotations

from kg.extraction.events.deeds import deeds

# 'fin' is what the model makes of 'fined'
_VERBS = """
attack: attack|attacker|target!
bomb: bombing|attacker|target!
shell: shelling|attacker|target!
raid: raid|raider|target!
storm: storming|attacker|target!
invade: invasion|invader|invaded!
occupy: occupation|occupier|occupied!
annex: annexation|annexing state|annexed!
seize: seizure|agent|seized!
assassinate: assassination|attacker|killed!
murder: murder|attacker|killed!
kill: killing|attacker|killed!
stab: stabbing|attacker|victim!
shoot: shooting|attacker|victim!
kidnap: kidnapping|kidnapper|victim!
abduct: abduction|abductor|victim!
hijack: hijacking|hijacker|target!
ambush: ambush|attacker|target!
rob: robbery|robber|victim!
rape: rape|attacker|victim!
hack: hacking|attacker|target!
die: death|deceased|
drown: drowning|deceased|-
crash: crash|involved|
overturn: crash|involved|-
plunge: crash|involved|
derail: derailment|involved|
collide: collision|involved|
explode: explosion||
erupt: eruption|volcano|
collapse: collapse|collapsed|
sink: sinking|vessel|-
capsize: capsizing|vessel|-
protest: protest|protester|
demonstrate: protest|protester|-
riot: riot|rioter|
march: march|marcher|
marry: marriage|spouse|spouse!
wed: marriage|spouse|spouse!
divorce: divorce|spouse|spouse
acquire: acquisition|acquirer|acquired!
buy: acquisition|acquirer|acquired!
purchase: acquisition|acquirer|acquired!
merge: merger|party|party
found: founding|founder|founded!
establish: founding|founder|founded!
launch: launch|launcher|launched
inaugurate: inauguration|inaugurator|inaugurated!
unveil: unveiling|presenter|unveiled
invest: investment|investor|
sue: lawsuit|claimant|defendant
file: lawsuit|claimant|defendant!
rule: ruling|court|
charge: charge|prosecutor|charged!
indict: indictment|prosecutor|charged!
convict: conviction|court|convicted!
find: conviction|court|convicted!
plead: guilty plea|defendant|
acquit: acquittal|court|acquitted!
clear: acquittal|court|acquitted!
lift: end of a ban|agent|
sentence: sentencing|court|sentenced!
fine: fine|authority|fined!
fin: fine|authority|fined!
extradite: extradition|extraditing state|extradited!
deport: deportation|deporting state|deported!
expel: expulsion|expelling party|expelled!
evacuate: evacuation|agent|evacuated
rescue: rescue|rescuer|rescued!
impeach: impeachment|body|impeached!
veto: veto|agent|
ratify: ratification|ratifying body|
withdraw: withdrawal|withdrawing party|
defect: defection|defector|
surrender: surrender|surrendering party|
flee: flight|fugitive|
leave: departure|traveller|origin!
depart: departure|traveller|
return: return|returnee|-
rename: renaming|agent|renamed!
register: registration|agent|registered!
vote: vote|voter|
arrest: arrest|police|arrested!
detain: detention|authority|detained!
release: release|releaser|released!
crown: coronation|agent|crowned!
bury: funeral|agent|buried!
demolish: demolition|agent|demolished!
destroy: destruction|agent|destroyed!
escape: escape|escapee|-
defeat: defeat|winner|loser!
beat: defeat|winner|loser!
win: victory|winner|
pass: passage|deciding body|
approve: approval|deciding body|
adopt: adoption|deciding body|
reject: rejection|deciding body|
sign: signing|signatory|
"""

VERBS = deeds(_VERBS)

# nouns that are events by themselves
NOUNS = frozenset(
    "fire sinking attack airstrike bombing explosion blast earthquake quake tsunami flood flooding landslide avalanche storm hurricane"
    " cyclone typhoon tornado wildfire blaze crash collision derailment shipwreck protest demonstration riot strike"
    " election referendum coup invasion war siege raid shooting stabbing murder assassination massacre"
    " kidnapping hijacking trial inquest funeral wedding ceremony festival tournament outbreak epidemic shutdown takeover"
    " merger acquisition eruption shootout clash airlift summit offensive incursion occupation heist burglary manhunt"
    " impeachment inauguration coronation parade marathon vote rally stampede evacuation accident mudslide ambush firefight"
    " gunfight tremor aftershock".split()
)
# who 'by', 'on', 'against', 'of' names beside such a noun
NOUN_ROLES = {
    **{"by": "agent", "between": "party", "with": "party"},
    **dict.fromkeys(("on", "against", "of", "into"), "target"),
}
ATTACKS = frozenset(
    "attack airstrike bombing raid shooting stabbing assassination murder massacre invasion siege offensive incursion occupation"
    " kidnapping hijacking takeover acquisition coup impeachment inauguration coronation".split()
)
FIRING = frozenset("open cease return exchange hold catch draw".split())  # what one does with 'fire' that is no fire
HURTING = frozenset("injure wound hurt".split())
FATAL = frozenset("kill murder drown".split())
DYING = frozenset("die drown perish".split())
NAMED = frozenset("typhoon hurricane cyclone storm".split())  # 'Typhoon Ivo'
DISASTERS = frozenset(
    "crash derailment collision explosion eruption collapse sinking capsizing bombing shelling attack shooting".split()
)
