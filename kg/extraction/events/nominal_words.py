"""The nouns of what people do and of occasions, with the part that each neighbour plays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeedNoun:
    """What a noun tells: the kind, the roles of whom 'of' names and of who does it, and which a bare genitive is."""

    kind: str
    object: str | None = None
    subject: str | None = None
    of_owner: bool = False  # "X's burial": X was buried; "X's search": X searched


# nouns (the first is the kind): role of whom 'of' names | role of who does it | 'of' where a genitive is the former
_DEEDS = """
investigation inquiry enquiry probe: investigated|investigator
search: searched|searcher
rescue: rescued|rescuer|of
capture: captured|captor|of
withdrawal pullout: withdrawn|withdrawing party
deployment: deployed|agent
launch: launched|launcher|of
release: released|releaser|of
publication: published|publisher|of
opening: opened|opener|of
reopening: reopened|opener|of
closure: closed|agent|of
demolition: demolished|agent|of
destruction: destroyed|agent|of
discovery: discovered|finder
introduction: introduced|introducer
abolition: abolished|authority|of
repeal: repealed|authority|of
passage: passed|deciding body|of
adoption: adopted|deciding body
ratification: ratified|ratifying body
rejection: rejected|deciding body
signing: signed|signatory|of
suspension: suspended|agent|of
prorogation: suspended body|agent|of
dissolution: dissolved|agent|of
eviction: evicted|agent|of
execution: executed|executioner|of
hanging: executed|executioner|of
beheading: killed|attacker|of
lynching: killed|attacker|of
disappearance: missing||of
suicide: deceased||of
birth: born||of
burial: buried|agent|of
cremation: cremated|agent|of
autopsy: examined|examiner|of
hospitalisation hospitalization: patient||of
poisoning: victim|attacker|of
beating: victim|attacker|of
torture: victim|attacker|of
rape: victim|attacker|of
shelling: target|attacker
bombardment: target|attacker
downing: shot down|attacker|of
liberation: liberated|liberator|of
annexation: annexed|annexing state
recall: recalled|agent
nationalisation nationalization: nationalised|authority|of
privatisation privatization: privatised|authority|of
cancellation: cancelled|agent|of
postponement: postponed|agent|of
resumption: resumed|agent
boycott: boycotted|boycotter
lawsuit: |claimant
testimony: |witness
pardon: pardoned|pardoner|of
victory: |winner
defeat: loser|winner|of
crackdown: |authority
robbery: robbed|robber
theft: stolen|thief
looting: looted|looter
purchase: bought|buyer
sale: sold|seller|of
collapse: collapsed||of
formation: founded|founder|of
creation: founded|founder|of
removal: removed|agent|of
marriage: spouse||of
divorce: spouse||of
landing: |agent
docking: |agent
return: |returnee
departure: |traveller
diagnosis: |patient
infection: |infected
surgery: |patient
abdication: |monarch
accession: |monarch
coronation: crowned|agent|of
bankruptcy: |debtor
donation: |donor
investment: |investor
reshuffle: |agent
cyberattack: |attacker
breach: |attacker
leak: |leaker
escape: |escapee
interception: intercepted|agent
sighting: seen|witness
restoration: restored|agent
renaming: renamed|agent|of
study: |researcher
experiment: |researcher
survey: |pollster
poll: |pollster
census: |authority
vaccination: vaccinated|vaccinator|of
construction: built|builder|of
renovation: renovated|agent|of
imprisonment: imprisoned|authority|of
prosecution: prosecuted|prosecutor|of
expulsion: expelled|expelling body|of
detention: detained|authority|of
inauguration: inaugurated|agent|of
unveiling: unveiled|unveiler|of
inspection: inspected|inspector|of
seizure: seized|seizer|of
hijacking: hijacked|hijacker|of
siege: besieged|besieger|of
blockade: blocked|blockader|of
occupation: occupied|occupier|of
overthrow: overthrown|agent|of
ouster ousting: ousted|agent|of
relocation: moved|mover|of
expansion: expanded|agent|of
grounding: grounded|authority|of
hacking: hacked|hacker|of
dismantling: dismantled|agent|of
enactment: enacted|deciding body|of
approval: approved|deciding body|of
shutdown: closed|agent|of
resettlement: resettled|agent|of
handover: handed over|giver|of
"""

# the roles of whom another small word names
BESIDE: dict[str, dict[str, str]] = {
    "investigation": {"into": "investigated"},
    "search": {"for": "sought"},
    "lawsuit": {"against": "defendant"},
    "crackdown": {"on": "target", "against": "target"},
    "victory": {"for": "winner", "over": "loser", "against": "loser"},
    "defeat": {"to": "winner", "against": "winner"},
    "marriage": {"to": "spouse", "with": "spouse"},
    "divorce": {"from": "spouse"},
    "return": {"to": "destination", "from": "origin"},
    "departure": {"from": "origin"},
    "donation": {"to": "recipient", "from": "donor"},
    "investment": {"in": "target"},
    "cyberattack": {"on": "target", "against": "target"},
    "escape": {"from": "origin"},
    "match": {"against": "player", "between": "player"},
    "game": {"against": "player", "between": "player"},
    "call": {"from": "caller"},
    "withdrawal": {"from": "origin"},
    "debate": {"between": "participant"},
}

# occasions and what comes over people: who gives or holds them, where that is told
_OCCASIONS = """
briefing: speaker
conference: organiser
speech: speaker
address: speaker
statement: speaker
operation: agent
incident: agent
disaster: agent
violence: agent
fighting: party
downpour: agent
reception: host
gala: host
memorial: agent
call: caller
concert: performer
mission: agent
expedition: agent
voyage: agent
exercise drill: agent
spacewalk: agent
debate: participant
convention: organiser
hearing: court
session: body
vigil: participant
march: marcher
walkout: striker
sit-in: protester
premiere: agent
screening: agent
exhibition: agent
auction: agent
match: player
game: player
race: agent
runoff run-off: agent
caucus: organiser
primary: organiser
by-election: agent
recount: agent
battle: party
standoff stand-off: party
brawl: agent
rebellion: agent
uprising: agent
mutiny: agent
revolt: agent
revolution: agent
unrest: agent
swap: party
outage: agent
blackout: agent
spill: agent
blizzard: agent
snowstorm: agent
thunderstorm: agent
hailstorm: agent
heatwave: agent
drought: agent
famine: agent
tremor: agent
aftershock: agent
pandemic: agent
attempt: agent
"""

# of these more than the noun must tell what it is: 'a distress call', 'a military exercise', 'a coup attempt'
NEEDS_WORD: dict[str, frozenset[str]] = {
    "statement": frozenset("climate budget policy autumn spring mini-budget".split()),
    "operation": frozenset("rescue military police search security counter-terrorism recovery cleanup salvage".split()),
    "breach": frozenset(("data", "security")),
    "leak": frozenset("gas oil chemical data fuel radiation".split()),
    "memorial": frozenset(("service",)),
    "call": frozenset(("distress", "emergency", "phone", "telephone", "mayday", "hoax")),
    "exercise": frozenset("military naval navy army training joint live-fire firing".split()),
    "attempt": frozenset(
        "assassination coup rescue escape murder hijacking robbery kidnapping arson resuscitation mediation"
        " impeachment evacuation docking landing launch record takeover".split()
    ),
    "swap": frozenset(("prisoner", "hostage")),
    "outage": frozenset(("power", "network", "internet", "electricity")),
    "spill": frozenset(("oil", "chemical", "fuel", "acid", "diesel")),
    "mission": frozenset(
        "rescue search combat space military diplomatic peace observer crew spy bombing reconnaissance relief".split()
    ),
    "race": frozenset("car horse boat yacht bicycle cycling road relay motor sprint".split()),
}

# what is told of somebody by name as plainly as by a verb
SURE_KINDS = frozenset(
    "capture rescue withdrawal deployment opening reopening closure demolition dissolution prorogation eviction"
    " execution hanging disappearance suicide birth burial cremation shelling bombardment downing liberation annexation"
    " boycott lawsuit testimony pardon victory defeat marriage divorce return diagnosis debate speech briefing"
    " convention match investigation death killing murder assassination stabbing kidnapping abduction arrest conviction"
    " acquittal sentencing indictment extradition deportation funeral trial".split()
)


def _lines(table: str) -> list[tuple[list[str], list[str]]]:
    rows = [line.split(": ") for line in table.strip().splitlines()]
    return [(nouns.split(), rest.split("|")) for nouns, rest in rows]


DEED_NOUNS = {
    noun: DeedNoun(nouns[0], rest[0] or None, rest[1] or None, rest[2:] == ["of"])
    for nouns, rest in _lines(_DEEDS)
    for noun in nouns
}
OCCASIONS = {noun: DeedNoun(nouns[0], None, role[0]) for nouns, role in _lines(_OCCASIONS) for noun in nouns}
