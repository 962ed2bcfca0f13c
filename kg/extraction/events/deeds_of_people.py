"""What verbs tell with a noun beside them, of health, science, sport, culture and lives; deed_objects joins the tables."""

from __future__ import annotations

# verbs > nouns or classes of the object: kind | role of the subject | role of the object | preposition and its role
WITH_OBJECT = """
treat > PEOPLE casualty: treatment|doctor|patient
quarantine isolate > PEOPLE passenger: quarantine|authority|quarantined
discharge > PEOPLE: discharge|hospital|discharged
inoculate immunise immunize > PEOPLE: vaccination|agent|vaccinated
administer > vaccine dose jab: vaccination|agent|
transplant > heart kidney liver lung face hand: transplant|surgeon|
implant > chip pacemaker device: implantation|surgeon|
amputate > leg arm foot hand finger: amputation|surgeon|
give > birth: birth|mother|
adopt > child baby girl boy orphan: adoption|parent|adopted
honour honor > PEOPLE memory: tribute|honourer|honoured
pay > tribute respect: tribute|payer||to honoured
lay > wreath flower: wreath-laying|agent|
study analyse analyze examine > sample specimen datum record genome gene fossil bone skeleton artefact artifact tissue image brain skull dna: study|researcher|
study > patient participant animal rat mouse fish bird student child: study|researcher|
sequence > genome dna virus: sequencing|researcher|
test > PEOPLE sample water patient passenger: testing|tester|tested
observe photograph image > star planet galaxy comet supernova eclipse asteroid: observation|observer|
model simulate > spread outbreak climate effect: modelling|researcher|
land > probe rover spacecraft: landing|agency|
write > letter: letter|writer||to addressee
write publish > essay column op-ed: {} publication|author|
write > article: article publication|author|
compose > symphony song music opera: composition|composer|
produce > album documentary: {} production|producer|
screen > film movie documentary: {} screening|screener|
air broadcast > interview programme program episode documentary debate: broadcast|broadcaster|
exhibit > painting artefact artifact artwork sculpture photograph: exhibition|exhibitor|
thrash trounce rout outplay edge > BODIES PEOPLE: defeat|winner|loser
play > BODIES: match|team|team
reach > final semifinal quarterfinal playoff semi-final quarter-final: qualification|qualifier|
break fracture tear dislocate sprain > leg arm ankle ligament hip wrist collarbone neck rib: injury|injured|
climb summit scale > mountain peak everest: ascent|climber|
celebrate mark > anniversary birthday jubilee: celebration|celebrant|
celebrate > wedding victory festival: {} celebration|celebrant|
win > gold silver bronze: medal win|winner|
host > programme program party reception dinner gala: {}|host|
interview > PEOPLE: interview|interviewer|interviewee
name christen > ship baby: naming|agent|
narrate adapt film shoot > documentary film movie novel scene episode: {} production|maker|
restore > painting building church castle hall mural: restoration|agent|
donate > blood kidney organ: donation|donor||to recipient
deliver give > lecture sermon keynote: {}|speaker|
save > life: rescue|rescuer|
lose > life: death|deceased|
share upload > video photo photograph picture clip image footage: {} posting|poster|
delete remove > post tweet account video page app: {} removal|agent|
scrub > launch test: {} cancellation|agent|
call_up > reservist player striker midfielder defender: call-up|caller|called up
cut_short > visit trip tour holiday season: {} curtailment|agent|
headline > festival concert: performance|performer|
hand present > prize medal trophy: {} award|giver|recipient|to recipient
clinch seal secure > title victory win qualification promotion: {} win|winner|
relegate > team club: relegation|cause|relegated
defend > title: title defence|defender|
"""

# verbs > nouns or classes of the subject, where there is no object
WITH_SUBJECT = """
recover > PEOPLE: recovery|patient|
go > prize medal trophy: {} award|||to recipient
go > award: award|||to recipient
"""

# verbs preposition > nouns or classes behind it
WITH_PHRASE = """
operate on > PEOPLE: surgery|surgeon||on patient
recover from > coronavirus illness injury disease surgery virus covid-19 infection cancer: recovery|patient|
compete in > race event olympics final tournament championship game contest: participation|competitor|
enrol enroll in > university college school course programme program: enrolment|student|
perform at in > festival concert theatre theater hall opening ceremony: performance|performer|
speak at > event conference rally meeting ceremony summit funeral convention: speech|speaker|
star appear in > film movie play musical: performance|performer|
fall slip into > coma: coma|patient|
go into > labour labor: labour|mother|
go into > quarantine isolation hiding exile: {}|involved|
crash out_of > cup tournament competition: elimination|eliminated|
crash_out of > cup tournament competition: elimination|eliminated|
knock out_of > cup tournament competition: elimination|winner|eliminated
knock_out of > cup tournament competition: elimination|winner|eliminated
advance qualify to > final semifinal quarterfinal round playoff: qualification|qualifier|
draw tie with > BODIES: draw|team||with team
lose to > BODIES PEOPLE: defeat|loser||to winner
succumb to > injury illness cancer disease covid-19 wound virus: death|deceased|
graduate from > university college school academy: graduation|graduate|
put on > display show: exhibition|exhibitor|
convert turn into > mosque church museum hotel school apartment hospital shelter: conversion|agent|converted
convert to > islam christianity catholicism judaism buddhism: conversion|convert|
move to > club: transfer|player|
play in > final: final|player|
publish in > journal: publication|publisher|
"""
