"""Places of publication, organisations and publishers: what tells the parts of a string apart where no mark does."""

from __future__ import annotations

import re

from soilbib.formats.listing.vocabulary.given_names import GIVEN_NAMES

_PLACES = """
Aarhus Aberdeen Abingdon Aix-en-Provence Alger Algiers Almería Amherst Amiens Amsterdam Angers Ankara Antwerp
Antwerpen Anvers Arles Athens Athènes Auckland Austin Avignon Baltimore Bamako Bangkok Barcelona Barcelone
Bari Basel Bath Beijing Belgrade Beograd Berkeley Berlin Bern Berne Besançon Bielefeld Bilbao Bloomington
Boca_Raton Bogotá Bologna Bonn Bordeaux Boston Boulder Bratislava Braunschweig Bremen Brescia Brest Brisbane
Bristol Brno Brussels Bruxelles Brüssel Bucharest București Budapest Buenos_Aires Bâle Caen Cairo Calcutta
Cambridge Campinas Canberra Cape_Town Caracas Cardiff Carouge Casablanca Catania Chambéry Chennai Chester
Chicago Chichester Clermont-Ferrand Cleveland Coimbra Colombo Columbia Columbus Copenhagen Cotonou Córdoba
Dakar Dallas Darmstadt Delhi Den_Haag Denver Detroit Dijon Dordrecht Dortmund Dresden Dublin Durban Durham
Düsseldorf Edinburgh Edmonton Erfurt Essen Exeter Firenze Florence Frankfurt Freiburg Fribourg Gand Geneva
Genf Genova Gent Genève Glasgow Graz Grenoble Groningen Guadalajara Göteborg Göttingen Haarlem Habana Halifax
Halle Hamburg
Harmondsworth Hannover Hanoi Harlow Hassocks Heidelberg Helsinki Hildesheim Hoboken Hong_Kong Honolulu Houston
Indianapolis Innsbruck Istanbul Ithaca Jena Jerusalem Johannesburg Kampala Karlsruhe Kassel Katowice Kiel Kiev
Kinshasa Kolkata Konstanz Kraków Kyiv Kyoto Köln København La_Haye La_Paz La_Rochelle Lausanne Laval Leeds
Leicester Leiden Leipzig Leuven Levallois-Perret Lille Lima Lincoln Lisboa Lisbon Lisbonne Liège Ljubljana
Lomé London Londres Los_Angeles Louvain Louvain-la-Neuve Lublin Lund Lyon Madison Madrid Mainz Malakoff
Manchester Mannheim Maputo Marburg Marseille Medellín Melbourne Metz Mexico Miami Milan Milano Milwaukee
Minneapolis Modena Montevideo Montpellier Montreal Montreuil Montréal Moscou Moscow Mumbai Munich Murcia
México Mülheim München Münster Nairobi Namur Nancy Nanterre Nantes Naples Napoli Neuchâtel Nevers New_Delhi
New_Haven New_York Newark Nice Nijmegen Norman Norwich Nottingham Nîmes Nürnberg Oakland Oldenburg Olten
Orléans Orsay Oslo Osnabrück Ottawa Ouagadougou Oxford Paderborn Padova Palermo Palo_Alto Pamplona
Paris Pau Perpignan Perth Perugia Philadelphia Phoenix Pisa Pittsburgh Plovdiv Poitiers Portland Porto Potsdam
Poznań Prag Prague Praha Pretoria Princeton Providence Quebec Quito Québec Rabat Ravenna Reading Regensburg
Reims Rennes Rio_de_Janeiro Roma Rome Rosario Rostock Rotterdam Rouen Saarbrücken Saint-Denis Saint-Étienne
Salamanca Salzburg San_Diego San_Francisco San_José Santa_Barbara Santa_Monica Santiago Sarajevo Seattle Seoul
Sevilla Shanghai Sheffield Siena Singapore Sofia Southampton Stanford Steinfurt Stockholm Strasbourg Straßburg
Stuttgart Sydney Syracuse São_Paulo Tallinn Tampere Tartu Thessaloniki Tirana Tokyo Torino Toronto Toulon
Toulouse Tournai Tours Trento Trieste Trondheim Troyes Tucson Tunis Turin Tübingen Umeå Uppsala Urbana Utrecht
Valencia Valenciennes Valladolid Vancouver Varsovie Venezia Venice Verona Versailles Vienna Vienne Vilnius
Wageningen Wallingford Warsaw Warszawa Washington Weimar Weinheim Wellington Wien Wiesbaden Winnipeg
Wolfenbüttel Wrocław Würzburg Yaoundé York Zagreb Zaragoza Zurich Zürich Évry Łódź Белград Киев Київ Ленинград
Минск Москва Пловдив Санкт-Петербург София Київ Харків Львів Одеса Београд Нови_Сад Скопје Αθήνα Θεσσαλονίκη Πάτρα
Hà_Nội Hanoi Bandung Yogyakarta Surabaya Malang İstanbul Ankara İzmir القاهرة بيروت دمشق بغداد الرياض الجزائر الرباط
تونس ירושלים תל_אביב תל־אביב חיפה Ljubljana Maribor Novi_Sad Skopje Cluj-Napoca Iași Timișoara Szeged Debrecen Gödöllő
Brasília Piracicaba Viçosa Lavras Dessau Dessau-Roßlau Gembloux Bogor Frick Lindau Cham Thousand_Oaks Accra
Addis_Ababa Ames Asunción Bergen Bethesda Birmingham Bucarest Burlington Chapel_Hill Cologne Curitiba
Dar_es_Salaam Delft East_Lansing Englewood_Cliffs Ghent Goiânia Gothenburg Guelph Gainesville Harare Hyderabad
Ibadan Jakarta Kumasi Libreville Limoges Linz Luxembourg Lugano Managua Manila Milton_Park Minsk Nagoya Niamey
Odense Osaka Paris-La_Défense Parma Petrolina Pointe-à-Pitre Port-au-Prince Porto_Alegre Portici Potsdam-Golm
Raleigh Recife Riga Sacramento Saint-Louis San_Salvador São_Carlos Seville Tegucigalpa Tempe Tsukuba Tunja Turku
Udine Ulm Upper_Saddle_River Vaduz Vientiane Vicenza Viterbo White_River_Junction Windhoek Zollikofen Bogota
Lausanne-Dorigny Arlington Annapolis Ann_Arbor Asheville Atlanta Emmaus Fort_Collins Garden_City Laxenburg Ispra
Nagpur Patancheru Texcoco Turrialba Chapingo Mérida Puebla Xalapa Monterrey Santiago_de_Chile Kuala_Lumpur
Los_Baños Louisville Pullman Corvallis Moskva Leningrad Saint-Pétersbourg Maribor Skopje Tbilisi Yerevan Baku
Almaty Tashkent Warszawa-Puławy Puławy Białystok Gdańsk Gdynia Olsztyn Toruń Szczecin Bydgoszcz Opole Rzeszów
Ostrava Olomouc Plzeň Liberec Pardubice Košice Nitra Zvolen Žilina Debrecen Szeged Pécs Gödöllő Cluj-Napoca Iași
Timișoara Constanța Roma-Bari
Nueva_York Nova_York Nova_Iorque Londra Parigi Lovaina Ginebra Estocolmo Aubervilliers Ivry-sur-Seine
Boulogne-Billancourt Gif-sur-Yvette Lons-le-Saunier Cergy Villeneuve_d'Ascq Villeneuve-d’Ascq Mons New_Brunswick
Oxon Hanover Lanham Basingstoke Cheltenham Aldershot Farnham Sausalito Albany Notre_Dame Lexington Tuscaloosa
Baton_Rouge College_Park Santa_Fe Albuquerque Reston Evanston Bombay Madras Lahore Karachi Dhaka Islamabad
Kathmandu Assen Zwolle Maastricht Enschede Apeldoorn Turnhout Mechelen Hasselt Chur Aarau Frauenfeld Luzern
Lucerne St._Gallen Vevey Morges Bellinzona Granada Cádiz Málaga Alicante Oviedo Gijón Vigo Santander
San_Sebastián Toledo Burgos Cáceres Badajoz Huelva Jaén Logroño Castellón Lleida Girona Tarragona Braga Évora
Aveiro Petrópolis Niterói Belo_Horizonte Fortaleza Manaus Florianópolis Londrina Maringá Pelotas São_Leopoldo
Botucatu Jaboticabal Uberlândia Cuiabá Campo_Grande São_Luís João_Pessoa Teresina Barueri Bauru Santa_Maria
Passo_Fundo Ijuí Ferrara Lucca Pescara L'Aquila L’Aquila Bergamo Mantova Novara Cagliari Sassari Messina Salerno
Lecce Cosenza Soveria_Mannelli Rimini Ancona Macerata Urbino Pavia Cremona Piacenza Rovereto Trapani Augsburg
Bamberg Bayreuth Bochum Chemnitz Duisburg Eichstätt Frankfurt_am_Main Frankfurt_a._M. Frankfurt/Main Freising
Frankfurt_a.M Gießen Giessen Greifswald Gütersloh Hanau Ingolstadt Kaiserslautern Koblenz Landshut Lüneburg Magdeburg
Neukirchen-Vluyn Neuwied Opladen Passau Radolfzell Ravensburg Remagen Schwerin Sigmaringen Speyer
Stuttgart-Hohenheim Trier Tutzing Wuppertal Zwickau Klagenfurt St._Pölten Freiburg_i._Br. Freiburg_im_Breisgau
Halle_(Saale) Albi Annecy Arras Aurillac Auxerre Bayonne Beauvais Belfort Blois Bourges Chartres Colmar Créteil
La_Tour_d'Aigues La_Tour_d’Aigues La_Tour-d’Aigues Le_Havre Le_Mans Lorient Mulhouse Niort Pessac Talence
Quimper Saint-Brieuc Saint-Malo Sceaux Spézet Tarbes Vannes Villeurbanne Morlaix Rodez Cahors Forcalquier
Woodbridge Swansea Aberystwyth Belfast Cork Galway Newcastle Hull Coventry Brighton Canterbury Ipswich Totnes
Stroud Plymouth Cincinnati St._Louis St._Paul Omaha Topeka Richmond Charlottesville Williamsburg Knoxville
Nashville Memphis New_Orleans Mahwah Hillsdale Piscataway Westport Greenwich Stamford Hartford Middletown
Burlingame Menlo_Park San_Jose Santa_Cruz Boise Missoula Laramie Lubbock College_Station La_Plata Cali
Barranquilla Bucaramanga Manizales Palmira Cuernavaca Morelia Zacatecas Oaxaca Toluca Saltillo Culiacán
Hermosillo Valdivia Temuco Valparaíso Cochabamba Sucre Guayaquil Cuenca Otavalo Maracaibo Maracay Santo_Domingo
San_Juan La_Habana México_D.F. México,_D.F. Ciudad_de_México Lagos Abuja Nsukka Zaria Lusaka Gaborone
Stellenbosch Pietermaritzburg Grahamstown Dodoma Morogoro Arusha Kigali Bujumbura Lubumbashi Douala N'Djamena
Nouakchott Conakry Bobo-Dioulasso Korhogo Bouaké Meknès Fès Marrakech Oujda Agadir Settat Oran Sfax Sousse
Tripoli Khartoum Antananarivo Chiang_Mai Bandung Yogyakarta Surabaya Malang Nanjing Wuhan Guangzhou Taipei Busan
Sapporo Fukuoka Казань Екатеринбург Новосибирск Воронеж Ростов-на-Дону Харків Львів Одеса Αθήνα Θεσσαλονίκη
Kaunas Jyväskylä Oulu Joensuu Kuopio Helsingfors Åbo Linköping Växjö Örebro Karlstad Kristiansand Stavanger
Tromsø Ås Roskilde Esbjerg Viborg Reykjavík Banská_Bystrica Trnava Prešov České_Budějovice Hradec_Králové Zlín
Brasov Brașov Sibiu Craiova Galați Varna Split Rijeka Osijek Novi_Sad Niš Celje Koper Kragujevac Banja_Luka
Mostar Tuzla Bursa Konya Adana Erzurum Eskişehir Kayseri Siegen Eschborn Feldafing Petersberg Kröning
Witzenhausen Müncheberg Bad_Dürkheim Bad_Honnef Neustadt Schaan Emmendingen Holzkirchen Löhne Xanten
"""
PLACES: frozenset[str] = frozenset(word.replace("_", " ") for word in _PLACES.split())
"""Places where books are published."""

_LONG_NAMED = """
    Acres USA; Actes Sud; AgroParisTech Innovation; Agroforestry Regeneration Communities; Assemblée nationale;
    Biodiversa Partners; Bread for the World; Brot für die Welt; Carbon Cycle; Care International; Carbon
    Underground; Cool Farm; Cool Farm Tool; Cour des comptes; Danone North America; Deutscher Bundestag;
    Deutsche Welle; Earth Overshoot; Farm Europe; France Culture; France Info; France Inter; France Stratégie; France
    Télévisions; France Nature Environnement; Friends of the Earth; Gold Standard; Heinrich Böll; Humus Project;
    Indigo Ag; Ja zur Natur; Kering; Zero Waste France; La Ferme du Bec Hellouin; La Via Campesina;
    La Vía Campesina; Land Life;
    Les Greniers d’Abondance; Label Bas-Carbone; Ökosoziales Forum; Patagonia Provisions; Paysans de nature;
    Penn State Extension; Planet Earth; Pour une agriculture du vivant; Project Drawdown; R Core Team;
    Rainforest Alliance; Réussir Grandes Cultures; Rothamsted Research; Scientists for Future; Secours
    Catholique; Sénat; Slow Food; Soil Capital; Soil Heroes; Soil4Climate; Soils for Life; Solutions for Earth;
    TED-Ed; TEDx Talks; Terra Genesis; Terre de Liens; Terre & Humanisme; Terre et Humanisme; Terres Inovia;
    Terres Univia; The Carbon Underground; The Nature Conservancy; The Climate Reality Project; The Shift
    Project; Thünen-Institut; Trees for the Future; Ver de Terre Production; Via Campesina; Welthungerhilfe;
    Wetlands International; Wikipedia contributors; World Vision
""".split(";")
_ORGANISATIONS = frozenset(" ".join(name.split()).lower() for name in _LONG_NAMED) | frozenset(
    """
    Ademe Agreste Agridea Agrisud Agropolis Agroscope Arvalis Bioland Biovision Caritas Cirad Demeter Ecocert
    Embrapa Eurostat Fibl Greenpeace Idele Inrae Isric Ispra Legambiente Misereor Naturland Oxfam Rodale Solagro
    Soilcapital Swissaid Terre-net Trócaire Unesco Unicef WWF Acted Afac-Agroforesteries Agrifood Agrosolutions
    Alterra Agritrop Apad Bayer Biofilia BirdLife Carrefour Cerema Cifor Copa-Cogeca Corpen Csiro Danone
    Deltares Ecologistes Ecosia Euractiv Farmbetter Fonafifo Franceagrimer Gret Heifer Helvetas Icarda
    Icraf Icrisat Iddri Irstea Landcare Mapaq Miteco Nabu Nestlé Nrcs Ofb Orée Ouranos Pronatura Prosol Quae
    Rabobank Rikolto Safer Scopela Sencrop Serida Solidaridad Syngenta Teagasc Terraprima Unccd Unep Unfccc Usda Verra
    Wikipedia Youtube Yara
    ACTA AFD AFES AGRA AgroParisTech AgroSup ANR APCA APESA ASARECA AVSF BAFU BfN BGR BMEL BMZ BRGM CARI CATIE
    CCFD CEDEAO CEMAGREF CEPAL CESBIO CIAT CIHEAM CILSS CIMMYT CIP CNRS CONICET CORAF CRAAQ CTA CTIFL DDC DEFRA
    DFID EAA ECLAC ECOWAS EEA EJP ENDA EPA ETH FARA FFEM FIDA FNAB GERES GIZ ICARDA IDDRI IFAD IFDC IFOAM IFPRI
    IFV IGN IICA IITA IIED ILRI INIA INRA INTA IRAD IRD ISRA ITAB ITK IUCN IWMI JRC KfW NABU NEPAD OFEV OSS PNUD
    PNUE RRA SCAR SDC SNV TNC UBA UEMOA UICN UNDP USAID VITO WOCAT WRI WSL ZALF
    """.lower().split()
)
_LONGEST_NAME = 60  # characters, with the marks around it; no name of these lists is longer


def is_known_organisation(text: str) -> bool:
    """Whether a name is that of an organisation of the field which nothing but its being known tells."""
    return len(text) < _LONGEST_NAME and text.lower().removesuffix(" e.v.").rstrip(".") in _ORGANISATIONS


PLATFORMS = tuple(
    "YouTube Youtube Vimeo Dailymotion Netflix Spotify SoundCloud PeerTube Facebook LinkedIn Deezer".split()
)
"""Where films and programmes are shown, whoever made them."""
FILM_PLATFORMS = frozenset("YouTube Youtube Vimeo Dailymotion Netflix PeerTube".split())
"""Those of them that show nothing but films."""
_PUBLISHERS = frozenset(
    " ".join(name.split())
    for name in """
    terre vivante; actes sud; seuil; le seuil; éditions du seuil; la découverte; gallimard; flammarion; fayard;
    grasset; armand colin; dunod; quae; quæ; belin; puf; ulmer; eugen ulmer; rustica; delachaux et niestlé;
    france agricole; la france agricole; educagri; la plage; sang de la terre; nil; odile jacob; écosociété; le
    pommier; edp sciences; métailié; economica; l'harmattan; harmattan; karthala; cnrs éditions; albin michel;
    robert laffont; hachette; larousse; nathan; ellipses; vuibert; lavoisier; tec & doc; masson; de boeck; peter
    lang; wildproject; tana; les liens qui libèrent; rue de l'échiquier; utovie; éditions de terran; de terran;
    terran; glénat; payot; plon; stock; julliard; oekom; suhrkamp; c. h. beck; beck; s. fischer; fischer;
    rowohlt; hanser; reclam; campus; transcript; nomos; haupt; diogenes; ullstein; piper; dtv; econ; metropolis;
    pala; kosmos; springer; wiley; wiley-blackwell; blackwell; elsevier; academic press; routledge; earthscan;
    penguin; norton; w. w. norton; island press; chelsea green; rodale; rodale books; vintage; knopf; alfred a.
    knopf; random house; harpercollins; harper & row; macmillan; palgrave macmillan; bloomsbury; beacon press;
    south end press; new society; faber; faber & faber; faber and faber; oxford university press; cambridge
    university press; mit press; crc press; cabi; cab international; allen lane; doubleday;
    simon & schuster; houghton mifflin;
    mcgraw-hill; pearson; prentice hall; sage; edward elgar; polity; verso; zed books; pluto press; il mulino;
    boringhieri; bollati boringhieri; calderini; pàtron; rizzoli; utet; il saggiatore;
    laterza; einaudi; feltrinelli; mondadori; donzelli; carocci; franco angeli; francoangeli; slow food editore;
    edagricole; alianza; siglo xxi; paidós; mundi-prensa; icaria; akal; ariel; planeta; anagrama; crítica;
    tecnos; fondo de cultura económica; companhia das letras; edusp; expressão popular; unesp; almedina; vozes;
    jorge zahar; zahar; autêntica; brill; de gruyter; mouton; kluwer; birkhäuser; nova science; iwa publishing;
    timber press; storey; workman; ten speed press; acres usa; new york review books; les belles lettres; belles
    lettres; lessiter publications; g. trédaniel; guy trédaniel; longman; academia; acco; utet; pwn; nobel; zahn;
    o'reilly; o'reilly media; addison-wesley; apress; manning; packt; no starch press
    """.split(";")
)


def is_known_publisher(text: str) -> bool:
    """Whether a whole text is the name of a publishing house, "éditions" and the like in front of it aside."""
    if len(text) >= _LONGEST_NAME:
        return False
    name = text.casefold().replace("’", "'").strip(" .,")
    name = _GLUED_INITIAL.sub(". ", name) if "." in name else name  # "W.W. Norton"
    return name in _PUBLISHERS or name.removeprefix("éditions ").removeprefix("éd. ") in _PUBLISHERS


_GLUED_INITIAL = re.compile(r"\.(?=\w)")
_WORD = re.compile(r"[\w-]+")
_COUNTRIES = tuple(
    " ".join(name.split())
    for name in """
    Netherlands; Germany; France; Italy; Italia; Switzerland; Suisse; Schweiz; Kenya; India; Spain; España;
    Brazil; Brasil; Canada; Australia; Belgium; Belgique; Austria; Österreich; Sweden; Norway; Denmark; Mexico;
    México; Nigeria; Colombia; Peru; Perú; Chile; China; Japan; England; Scotland; Ireland; Deutschland;
    Portugal; Sénégal; Indonesia; Philippines; Ethiopia; Tanzania; Ghana; South Africa; Argentina; Ecuador;
    Bolivia; Thailand; Vietnam; Malaysia; Nepal; Bangladesh; Pakistan; Sri Lanka; Iran; Israel; Turkey; Türkiye;
    Turquie; Egypt; Égypte; Morocco; Maroc; Marruecos; Tunisia; Tunisie; Algeria; Algérie; Mali; Burkina Faso;
    Niger; Cameroon; Cameroun; Uganda; Rwanda; Zambia; Zimbabwe; Malawi; Mozambique; Madagascar; Poland; Polska;
    Czech Republic; Czechia; Slovakia; Hungary; Romania; Bulgaria; Greece; Grèce; Serbia; Croatia; Slovenia;
    Ukraine; Russia; Finland; Iceland; Estonia; Latvia; Lithuania; Luxembourg; Wales; New Zealand; South Korea;
    Korea; Taiwan; Cuba; Costa Rica; Guatemala; Honduras; Nicaragua; Panama; Uruguay; Paraguay; Venezuela;
    Allemagne; Italie; Espagne; Brésil; Inde; Chine; Pays-Bas; Côte d'Ivoire;
    Autriche; Norvège; Suède; Danemark; Pologne; Irlande; Mexique; Colombie; Argentine; Frankreich; Italien;
    Francia; Alemania; Suiza; Svizzera; Germania; Spagna; Austrália; Wallonie; Québec; United States; United Kingdom;
    Royaume-Uni; États-Unis; Estados Unidos
    """.split(";")
)
COUNTRY = rf"(?:[Tt]he\s)?(?:{'|'.join(_COUNTRIES)})"
"""Matches the name of a country behind a place."""
_COUNTRY = frozenset(_COUNTRIES)


def is_country(text: str) -> bool:
    """Whether a whole text is the name of a country, as it stands behind a place."""
    return text.removeprefix("The ").removeprefix("the ") in _COUNTRY


_MOST_WORDS = 1 + max(place.count(" ") for place in PLACES)


def is_place(text: str) -> bool:
    """Whether a whole text is the name of a place, a state or country after it aside ("Princeton, NJ")."""
    place = text.strip(" .,;[]").partition(",")[0]
    return place in PLACES or (
        " bei " in place and place.partition(" bei ")[2] in PLACES
    )  # "Reinbek bei Hamburg"


def find_places(text: str) -> list[tuple[int, int]]:
    """Where names of places stand in a text, the longest ones that begin at a word."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    for index, (start, _) in enumerate(words):
        if found and start < found[-1][1]:
            continue
        ends = [end for _, end in words[index : index + _MOST_WORDS] if text[start:end] in PLACES]
        found += [(start, ends[-1])] if ends else []
    return found


def is_given(word: str) -> bool:
    """Whether a word is a given name, the first part of a hyphenated one included."""
    return word in GIVEN_NAMES or word.partition("-")[0] in GIVEN_NAMES
