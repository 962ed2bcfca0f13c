"""States, provinces, regions and cities of the world that news names most, and bodies that bear the name of a place."""

from __future__ import annotations

_STATES = """
Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Hawaii;Idaho;Illinois;Indiana
Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;Minnesota;Mississippi;Missouri;Montana
Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;North Carolina;North Dakota;Ohio;Oklahoma;Oregon
Pennsylvania;Rhode Island;South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;West Virginia
Wisconsin;Wyoming
"""
_REGIONS = """
Puerto Rico;Guam;Ontario;Quebec;British Columbia;Alberta;Manitoba;Saskatchewan;Nova Scotia;New Brunswick
Newfoundland;Yukon;Nunavut;New South Wales;Queensland;Tasmania;Western Australia;South Australia
Northern Territory;North Island;South Island;Cornwall;Devon;Dorset;Kent;Surrey;Essex;Suffolk;Norfolk;Lancashire
Yorkshire;North Yorkshire;South Yorkshire;West Yorkshire;Cumbria;Northumberland;Durham;Cheshire;Derbyshire
Nottinghamshire;Lincolnshire;Leicestershire;Staffordshire;Shropshire;Herefordshire;Worcestershire;Warwickshire
Northamptonshire;Oxfordshire;Berkshire;Hampshire;Wiltshire;Somerset;Gloucestershire;Buckinghamshire;Bedfordshire
Hertfordshire;Cambridgeshire;Merseyside;Tyneside;North Tyneside;Teesside;Wearside;West Midlands;East Midlands
East Anglia;Greater Manchester;Tyne and Wear;Isle of Wight;Gwynedd;Powys;Fife;Orkney;Shetland;Bavaria;Saxony
Hesse;Brandenburg;Lower Saxony;Thuringia;Catalonia;Andalusia;Galicia;Lombardy;Tuscany;Sicily;Sardinia;Piedmont
Brittany;Normandy;Alsace;Corsica;Provence;Flanders;Wallonia;Zealand;Scania;Lapland;Silesia;Pomerania
Transylvania;Crimea;Donbas;Donbass;Donetsk;Luhansk;Kherson;Zaporizhzhia;Chechnya;Dagestan;Siberia;Tatarstan
Kashmir;Punjab;Kerala;Gujarat;Maharashtra;Tamil Nadu;Karnataka;Rajasthan;Uttar Pradesh;Madhya Pradesh;Bihar
Assam;Odisha;Telangana;Goa;Sindh;Balochistan;Khyber Pakhtunkhwa;Sichuan;Guangdong;Xinjiang;Tibet;Hubei;Hunan
Yunnan;Inner Mongolia;Hong Kong;Macau;Okinawa;Hokkaido;Java;Sumatra;Sulawesi;Borneo;Bali;Aceh;Papua;Luzon
Mindanao;Sabah;Sarawak;Gauteng;KwaZulu-Natal;Limpopo;Mpumalanga;Free State;Western Cape;Eastern Cape
Northern Cape;Darfur;Tigray;Amhara;Oromia;Somaliland;Kivu;North Kivu;Katanga;Biafra;Borno;Kaduna;Gaza;Gaza Strip
West Bank;Golan Heights;Kurdistan;Anatolia;Balkans;Scandinavia;Middle East;Caucasus;Sahel;Sahara;Amazon Basin
Patagonia;Yucatan;Chiapas;Oaxaca;Jalisco;Sinaloa;Tierra del Fuego;Caribbean;Mediterranean;Arctic;Antarctica
Europe;Asia;Africa;North America;South America;Latin America;Central America;Oceania;Eurasia;Southeast Asia
East Asia;Silicon Valley;Manhattan;Brooklyn;Queens;Bronx;Staten Island;Long Island;Broadway;Times Square
Trafalgar Square;Soho;Hollywood;Falkland Islands;Channel Islands;Guernsey;Isle of Man;Gibraltar;Greenland
Faroe Islands;Bermuda;Nagorno-Karabakh
"""
_CITIES = """
New York;New York City;Los Angeles;Chicago;Houston;Phoenix;Philadelphia;San Antonio;San Diego;Dallas
San Francisco;Seattle;Denver;Boston;Detroit;Memphis;Portland;Las Vegas;Baltimore;Milwaukee;Atlanta;Miami
Minneapolis;New Orleans;Cleveland;Pittsburgh;Cincinnati;St. Louis;Salt Lake City;Kansas City;Sacramento;Oakland
Honolulu;Anchorage;Albuquerque;Tucson;El Paso;Santa Fe;Toronto;Montreal;Vancouver;Calgary;Edmonton;Winnipeg
Quebec City;Halifax;Sydney;Melbourne;Brisbane;Perth;Adelaide;Hobart;Darwin;Auckland;Christchurch;Birmingham
Manchester;Liverpool;Leeds;Sheffield;Bristol;Newcastle;Nottingham;Leicester;Glasgow;Aberdeen;Dundee;Swansea
Plymouth;Southampton;Portsmouth;Brighton;Norwich;Oxford;Cambridge;York;Hull;Sunderland;Middlesbrough;Coventry
Wolverhampton;Stoke-on-Trent;Derby;Exeter;Tynemouth;Salisbury;Londonderry;Cork;Galway;Limerick;Lyon;Marseille
Toulouse;Nice;Bordeaux;Lille;Strasbourg;Nantes;Calais;Dunkirk;Grenoble;Hamburg;Munich;Cologne;Frankfurt
Stuttgart;Dresden;Leipzig;Düsseldorf;Hanover;Nuremberg;Bremen;Barcelona;Valencia;Seville;Bilbao;Málaga;Malaga
Zaragoza;Porto;Milan;Naples;Turin;Venice;Genoa;Bologna;Palermo;Rotterdam;Antwerp;Ghent;Liège;Utrecht;Zurich
Zürich;Geneva;Basel;Lausanne;Salzburg;Graz;Gothenburg;Malmö;Uppsala;Bergen;Trondheim;Aarhus;Odense;Tampere;Turku
Kraków;Krakow;Gdańsk;Gdansk;Wrocław;Poznań;Łódź;Brno;Debrecen;Thessaloniki;Istanbul;Izmir;Antalya;Gaziantep
Kharkiv;Odesa;Odessa;Lviv;Mariupol;Dnipro;Bakhmut;Sevastopol;St Petersburg;St. Petersburg;Kazan;Novosibirsk
Vladivostok;Smolensk;Rostov-on-Don;Almaty;Samarkand;Aleppo;Homs;Idlib;Raqqa;Mosul;Basra;Erbil;Kirkuk;Fallujah
Tel Aviv;Haifa;Rafah;Khan Younis;Gaza City;Ramallah;Hebron;Nablus;Jenin;Jeddah;Mecca;Medina;Dubai;Sharjah;Aden
Hodeidah;Alexandria;Luxor;Benghazi;Casablanca;Marrakesh;Fez;Oran;Kano;Ibadan;Port Harcourt;Kumasi;Mombasa;Kisumu
Arusha;Goma;Bukavu;Lubumbashi;Bulawayo;Durban;Johannesburg;Soweto;Port Elizabeth;Gqeberha;Bloemfontein
Swakopmund;Walvis Bay;Beira;Karachi;Lahore;Peshawar;Quetta;Kandahar;Herat;Mumbai;Kolkata;Chennai;Bangalore
Bengaluru;Hyderabad;Ahmedabad;Pune;Jaipur;Lucknow;Kanpur;Varanasi;Amritsar;Chittagong;Mandalay;Chiang Mai;Phuket
Pattaya;Ho Chi Minh City;Da Nang;Penang;Surabaya;Bandung;Medan;Jolo;Cebu;Davao;Quezon City;Shanghai;Shenzhen
Guangzhou;Wuhan;Chongqing;Chengdu;Tianjin;Nanjing;Harbin;Xi'an;Hangzhou;Lhasa;Urumqi;Busan;Incheon;Osaka;Kyoto
Nagoya;Hiroshima;Nagasaki;Fukushima;Sapporo;Kobe;Yokohama;São Paulo;Sao Paulo;Rio de Janeiro;Salvador;Recife
Manaus;Porto Alegre;Medellín;Medellin;Cali;Cartagena;Guayaquil;Maracaibo;Cusco;Valparaíso;Rosario;Cordoba
Guadalajara;Monterrey;Tijuana;Ciudad Juárez;Acapulco;Cancun;Veracruz;Guantanamo;Guantánamo Bay
"""
# a street or a building that speaks for those who sit there; papers, agencies, firms and movements
_BODIES = """
Downing Street;No 10;No. 10;Number 10;White House;Kremlin;Pentagon;Whitehall;Westminster;Capitol Hill
Wall Street;Scotland Yard;Buckingham Palace;Kensington Palace;Élysée;Elysee;Quai d'Orsay;Blue House;Foggy Bottom
Holyrood;Stormont;Holy See;Associated Press;Reuters;Agence France-Presse;AFP;Bloomberg;BBC;CNN;Fox News;Sky News
Al Jazeera;Guardian;The Guardian;Financial Times;New York Times;Washington Post;Wall Street Journal;Daily Mail
Daily Telegraph;Telegraph;Le Monde;Le Figaro;Der Spiegel;Die Zeit;Bild;El País;El Pais;La Repubblica
Corriere della Sera;Dagens Nyheter;Aftenposten;Politiken;Haaretz;Novaya Gazeta;Gazeta Wyborcza;Gazeta Prawna
Times of India;Hindustan Times;Xinhua;Tass;TASS;Interfax;Ria Novosti;Daily Maverick;Twitter;Facebook;Instagram
WhatsApp;TikTok;Telegram;YouTube;LinkedIn;Reddit;Google;Microsoft;Apple;Amazon;Meta;Netflix;Tesla;SpaceX;OpenAI
Nvidia;Intel;Samsung;Huawei;Sony;Toyota;Volkswagen;Boeing;Airbus;Pfizer;AstraZeneca;Moderna;Nestlé;Unilever
Tesco;Mozilla;GitHub;Wikipedia;Wikimedia;Wikinews;Spotify;Uber;Airbnb;Gazprom;Rosneft;Roscosmos;Aramco;Shell
ExxonMobil;Chevron;BP;Hamas;Hezbollah;Taliban;Al-Qaeda;Al Qaeda;Boko Haram;Al-Shabaab;Islamic State;Nato;NATO
Unesco;UNESCO;Unicef;UNICEF;Interpol;Europol;Eurostat;Ofcom;Ofgem;Ofsted;Amnesty International
Human Rights Watch;Greenpeace;Oxfam;Charité;Fifa;FIFA;Uefa;UEFA
"""


def _listed(names: str) -> frozenset[str]:
    return frozenset(name for line in names.split("\n") for name in line.split(";") if name)


AMERICAN = _listed(_STATES)
REGIONS = AMERICAN | _listed(_REGIONS)
CITIES = _listed(_CITIES)
BODIES = _listed(_BODIES)
