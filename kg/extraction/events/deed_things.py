"""The things that news tells of, by class: what a verb in general may be done to."""

from __future__ import annotations

from kg.extraction.events.deed_classes import CLASSES

CLASSES_OF_THINGS = CLASSES | {
    "MONIES": "allocation budget fund funding grant benefit subsidy pension wage salary tax fee fare price rate"
    " levy duty tariff rent bill bonus dividend allowance spending fine charge payment loan debt quota output"
    " production interest stake share toll premium donation",
    "STAFF": "staff workforce job position post number team crew force contingent patrol fleet",
    "RULES": "rule law ban restriction policy order decree curfew lockdown sanction embargo regulation guideline"
    " protocol standard requirement alert warning quarantine limit ceiling quota mandate procedure plan strategy"
    " constitution code statute ordinance measure closure moratorium emergency tariff blockade",
    "SCHEMES": "programme program scheme project initiative campaign course curriculum plan service operation system"
    " hotline fund helpline task-force trial pilot crackdown drive appeal petition inquiry investigation probe review"
    " audit survey study consultation",
    "PRACTICES": "production manufacture export import shipment sale delivery flight service broadcast publication"
    " construction mining drilling testing recruitment hiring shelling bombing firing strike protest payment",
    "GROUPS": "team unit committee commission panel group squad council cabinet coalition alliance party union force"
    " board agency body league brigade militia partnership company firm charity foundation association federation"
    " task-force taskforce band club network",
    "COMPANIES": "firm company party union business corporation",
    "ROOMS": "office branch school hospital shop store factory plant clinic centre center station embassy consulate"
    " museum library market mall restaurant bar pub gym theatre theater cinema park beach border airport port shelter"
    " camp stadium church mosque temple venue hotel headquarters facility terminal mine university college campus"
    " laboratory lab ward studio gallery warehouse court prison base bridge tunnel road street border crossing gate"
    " checkpoint runway",
    "BUILDINGS": "building house home school hospital factory plant church mosque temple tower block warehouse shop"
    " store office hotel bridge road dam tunnel stadium theatre theater museum library station airport terminal port"
    " mine mill farm villa palace castle apartment flat headquarters statue monument memorial shed barn hut cabin shack"
    " property facility complex cottage mansion pier lighthouse ruin site",
    "BARRIERS": "barrier fence barricade checkpoint wall roadblock tent sign billboard banner flag statue monument"
    " plaque bollard buoy gate poster scaffolding net sandbag wreath",
    "EQUIPMENT": "camera sensor pole cable wire machine device computer server laptop phone tablet ventilator mask"
    " glove equipment generator pump turbine panel meter bench seat light lamp screen system engine tank truck bus"
    " train tram ferry ship boat vessel helicopter aircraft plane jet drone satellite rocket probe telescope robot"
    " vehicle car van lorry ambulance bed tent container pipe antenna mast transmitter monitor detector scanner"
    " charger battery radar toilet tap lift elevator alarm speaker microphone instrument tool kit helmet vest"
    " uniform track carriage locomotive",
    "SOFTWARE": "app application software website site platform code database system game browser tool algorithm"
    " firmware page portal server",
    "SUPPLIES": "power electricity water gas fuel oil food medicine vaccine dose aid supply oxygen blood blanket parcel"
    " meal ration medication drug grain rice wheat milk bread flour petrol diesel coal ammunition weapon ammo shelter"
    " internet heating service stock serum antidote",
    "WEAPONS": "gas cannon baton grenade bullet missile rocket bomb drone spray taser firecracker firework shell mortar"
    " torpedo artillery explosive knife gun rifle pistol machete teargas flare mine stone bottle petrol",
    "SPECIMENS": "sample fossil skeleton bone specimen tissue blood cell gene genome dna skull tooth mummy remains"
    " bird fish whale bat mouse rat dolphin patient datum image footage recording document artefact artifact"
    " meteorite soil water ice core star galaxy planet comet virus bacterium strain protein plant insect beetle ant"
    " bee spider snake frog dog cat monkey chimpanzee elephant",
    "SHOWN": "summit conference exhibition tournament championship festival concert ceremony talk debate match game"
    " race rally workshop forum hearing dinner reception gala auction event party",
}
