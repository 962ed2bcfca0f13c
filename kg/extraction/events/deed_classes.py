"""The nouns that several verbs of news share: 'signed the bill', 'vetoed the law'."""

from __future__ import annotations

# the nouns that several verbs share
CLASSES = {
    "LAWS": "bill law legislation act amendment resolution motion budget constitution reform measure ordinance statute"
    " referendum proposal",
    "MEASURES": "ban law rule restriction policy order decree sanction embargo curfew lockdown moratorium blockade tariff"
    " quota limit mandate regulation act emergency",
    "JUDGEMENTS": "ruling verdict judgment judgement opinion conviction sentence decision injunction order",
    "CASES": "case appeal lawsuit suit petition complaint charge claim indictment challenge argument",
    "EFFORTS": "search campaign operation mission investigation inquiry probe review survey poll census audit trial test"
    " experiment study hearing strike protest rally march boycott blockade siege offensive airstrike raid patrol"
    " inspection autopsy crackdown manhunt evacuation exercise drill tour expedition voyage flight auction vote ballot"
    " election referendum primary caucus recount count runoff debate session ceremony vigil funeral memorial"
    " parade festival concert exhibition tournament championship competition race match game show screening sale"
    " attack bombing shooting assassination robbery ambush demonstration walkout lockout occupation rescue"
    " excavation simulation analysis training appeal fundraiser petition coup rebellion insurgency purge reshuffle"
    " dig cleanup recall trek pilgrimage reign season marathon summit conference",
    "SERVICES": "service flight operation production work construction sale trading export import shipment delivery"
    " broadcast transmission publication school class lesson season game match league event programme program project"
    " campaign search trial hearing vote election talk negotiation parliament session membership account licence license"
    " contract funding aid payment show tour concert festival race tournament ceremony launch play plan strike protest"
    " support treaty pact deal special voyage",
    "WRITINGS": "study report paper finding result research survey analysis article book memoir novel letter photo"
    " photograph image document data figure estimate list edition cartoon manifesto statistic file transcript tape"
    " recording update",
    "SHOWS": "video footage album song single film movie game trailer version software",
    "PLACES": "store shop branch factory plant mill school hospital road street bridge station airport port border mine"
    " office headquarters restaurant museum park line tunnel motorway runway embassy consulate prison camp centre center"
    " hotel theatre theater stadium market library terminal railway base facility court clinic exhibition business pub bar gym beach casino warehouse farm garage campus pool",
    "BUILT": "bridge tunnel road railway dam factory plant building tower wall stadium airport house home school hospital"
    " station line museum monument memorial statue temple church mosque fence pipeline reactor shelter telescope ship"
    " village settlement mine port",
    "FOUND": "body remain remains wreckage wreck weapon gun bomb explosive drug fossil bone tomb skeleton planet species gene virus"
    " device cache grave corpse debris ship crater injury galaxy comet asteroid moon meteorite artefact artifact coin"
    " painting treasure evidence recorder victim survivor leak flaw vulnerability error bug ruin deposit"
    " particle gas wave mutation variant cannabis cocaine heroin ammunition cash skull",
    "RAISED": "price rate tax fee wage salary pension tariff dividend output production duty interest fare pay rent budget"
    " forecast limit target stake threshold age vat levy premium tuition",
    "CONTESTS": "election seat vote match game final semifinal race championship title series"
    " referendum primary caucus battle case appeal bid round fight runoff playoff",
    "FIGURES": "price sale profit share revenue inflation unemployment index stock export import rate turnover gdp"
    " income earning emission temperature turnout",
    "GOODS": "product car vehicle model phone toy drug medicine food device battery tyre airbag ship engine meat",
    "HOLDS": "ceasefire truce embargo sanction treaty airspace agreement border law constitution accord sovereignty",
    "VEHICLES": "aircraft airliner boat bus car coach ferry helicopter jet lorry minibus motorcycle plane ship tanker taxi"
    " train tram truck van vessel yacht",
    "FIRES": "fire blaze wildfire flame bushfire inferno",
    "CROWDS": "protester protestor demonstrator supporter crowd people hundred thousand worker activist opponent resident"
    " farmer teacher nurse student campaigner villager mourner fan dozen well-wisher",
}

# what is cancelled before it is held; a search that is called off was on
SCHEDULED = frozenset(
    "match game race concert festival show tour gig performance screening exhibition wedding funeral parade march rally"
    " protest demonstration strike election referendum vote primary caucus debate summit conference meeting session"
    " hearing trial visit trip ceremony tournament marathon fair flight launch auction sale sailing event reception"
    " party celebration exam vigil exercise drill".split()
)
