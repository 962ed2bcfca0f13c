"""What verbs tell with a noun beside them, of firms, work and money; deed_objects joins the tables."""

from __future__ import annotations

# verbs > nouns or classes of the object: kind | role of the subject | role of the object | preposition and its role
WITH_OBJECT = """
hire recruit take_on > PEOPLE NUMBER staff workforce: hiring|employer|hired
sack fire dismiss lay_off > worker employee staff teacher nurse miner journalist officer official guard doctor pilot soldier aide: dismissal|employer|dismissed
furlough > PEOPLE staff workforce: furlough|employer|furloughed
shed axe eliminate > job post staff workforce: {} cut|agent|
lose > job: job loss|affected|
create add > job post: {} creation|employer|
train retrain > PEOPLE staff: training|trainer|trained
pay > MONEY: payment|payer||to recipient
pay > tax rent bonus dividend salary wage debt bill tuition: {} payment|payer||to recipient
repay > MONEY loan debt: repayment|debtor||to creditor
borrow > MONEY: borrowing|borrower||from lender
lend > MONEY: loan|lender|borrower|to borrower
raise > MONEY: fundraising|fundraiser|
deliver > aid food vaccine supply parcel medicine ship aircraft: delivery|deliverer||to recipient
export > GOODS oil gas grain weapon tonne arms: export|exporter||to destination
import > GOODS oil gas grain weapon tonne arms: import|importer||from origin
sell_off > share stake business unit land asset: sale|seller||to buyer
buy_back repurchase > share stock: share buyback|buyer|
buy_out > BODIES shareholder partner: buyout|buyer|
spin_off > unit business division: spin-off|parent|
issue sell > bond: bond issue|issuer|
enter > administration liquidation receivership bankruptcy: insolvency|debtor|
call_in > administrator receiver: insolvency|debtor|
relocate > headquarters production factory office plant: relocation|agent|
expand > factory plant airport network production: expansion|agent|
ramp_up step_up boost > production output: production increase|producer|
manufacture > GOODS aircraft weapon vaccine mask: production|producer|
produce > mask vaccine vehicle car aircraft roll barrel tonne film: production|producer|
develop > vaccine drug software missile weapon app: development|developer|
discontinue > product line model service: discontinuation|maker|
downgrade > rating outlook forecast LANDS BODIES: downgrade|agent|affected
upgrade > rating outlook forecast: upgrade|agent|
revise > forecast estimate outlook figure: {} revision|agent|
post record > profit loss surplus deficit: {}|firm|
secure land win > contract order funding investment loan: {} award|recipient|
keep hold leave maintain > rate: rate hold|agent|
cap > RAISED: {} cap|authority|
freeze > RAISED: {} freeze|authority|
waive > fee tariff fine charge rent: {} waiver|authority|
collect > tax revenue debt signature sample rent donation: {} collection|collector|
collect > MONEY: collection|collector|
audit > BODIES account: audit|auditor|audited
lose > MONEY: loss|loser|
sign > PEOPLE: signing|club|signed
ground > plane flight fleet aircraft: grounding|authority|
order > GOODS: order|buyer|
patent > device drug method process design invention: patenting|inventor|
license > technology software: licensing|agent||to licensee
outsource > job production work service: outsourcing|agent||to contractor
acquire buy purchase > startup brand newspaper bank hotel stadium mine: acquisition|acquirer|
open reopen > account: account opening|holder|
float list > share company firm: flotation|firm|
write_off cancel forgive restructure > debt loan: debt relief|creditor|
default on > debt loan: default|debtor|
join > walkout picket: strike|striker|
cancel > order flight booking contract: {} cancellation|agent|
triple halve > production output capacity spending: {} change|agent|
pull withdraw > product advert advertisement advertising: withdrawal of {}|agent|
rebrand > BODIES product: rebranding|agent|
renegotiate negotiate > contract lease deal loan: negotiation|negotiator|
pay_off > debt loan mortgage: repayment|debtor|
pay_out > MONEY: payout|payer|
snap_up > BODIES share house: purchase|buyer|
take_out > loan mortgage: borrowing|borrower|
suffer > loss drop fall decline: {}|sufferer|
drill > well: drilling|agent|
dig > tunnel trench grave well: {} digging|agent|
lay > cable pipeline: {} laying|agent|
replace > pipe battery engine equipment roof window turbine: replacement|agent|
plant > tree: tree planting|planter|
fell cut_down > tree: tree felling|agent|
down > tool: strike|striker|
miss > payment: missed payment|debtor|
acquire buy purchase > painting artwork manuscript sculpture collection: purchase|buyer|
move > headquarters production factory plant: relocation|agent||to destination
report > profit loss surplus deficit: {}|firm|
win > MONEY: prize win|winner|
update > app policy system software: {} update|agent|
patch fix > bug flaw vulnerability: fix|agent|
suffer > outage cyberattack breach: {}|sufferer|
develop > robot technique: development|developer|
"""

# verbs > nouns or classes of the subject, where there is no object
WITH_SUBJECT = """
crash plunge slump tumble > market bourse currency: {} crash
grow expand recover rebound > economy: economic growth
contract shrink > economy: economic contraction
rebound recover rally > share stock market price sale: {} recovery
weaken depreciate slide slip fall > currency pound dollar rand euro rouble ruble yen lira: {} depreciation
strengthen appreciate > currency pound dollar rand euro rouble ruble yen lira: {} appreciation
rise climb increase surge soar jump grow > output debt deficit spending wage demand consumption production: {} increase
fall drop decline decrease plunge slump tumble shrink > output debt deficit spending wage demand consumption production: {} decrease
go_up shoot_up > FIGURES output debt deficit spending wage demand production: {} increase
double triple > FIGURES output debt deficit spending wage demand production: {} increase
go_down come_down > FIGURES output debt deficit spending wage demand production: {} decrease
"""

# verbs preposition > nouns or classes behind it
WITH_PHRASE = """
go on > strike: strike|striker|
walk off > job: walkout|striker|
go into > administration liquidation receivership: insolvency|debtor|
file for > bankruptcy: bankruptcy filing|debtor|
file for > protection: bankruptcy filing|debtor|
file for > divorce: divorce filing|spouse|
file for > patent: patent application|applicant|
put_up for > sale auction: {}|seller|
put on > sale market: sale|seller|
go on > sale: sale||
default on > debt loan payment: default|debtor|
partner with > BODIES: partnership|partner||with partner
team_up with > BODIES PEOPLE: partnership|partner||with partner
merge with > BODIES: merger|party||with party
"""
