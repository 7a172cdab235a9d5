"""Works made up at random, from words of our own, for the listing benches: CSL-JSON items, seeded.

The persons, titles, periodicals and publishers are written for this purpose; they belong together by language only.
"""

from __future__ import annotations

import random
from typing import Any

PERSONS: dict[str, str] = {
    "en": (
        "Margaret Anne|Holloway; Peter|Ashdown; J. Mark|Sealy; Rosalind|O’Connor; Thomas B.|Whitlock; Ian|McAllister; "
        "Grace Wanjiru|Kamau; Samuel|Okonkwo; Priya|Raghunathan; Rajesh K.|Venkataraman; Hye-Jin|Park; Wei|Zhang; "
        "Xiaoling|Chen; Yuki|Nakamura; Ahmed|El-Sayed; Fatma|Al-Hassan; Robert John|Smith-Jones; Lindiwe|Dlamini; "
        "Dat Quoc|Nguyen; Catherine|St. Clair; Aoife|Ní Bhriain; David R.|Long; Emily|Stone; George|Field"
    ),
    "fr": (
        "Julie|Le Goff; Jean-François|Delmas; Hélène|d’Harcourt; Marc-Antoine|Péron; Cécile|de la Tour; Luc|Béranger; "
        "Anne-Sophie|Moreau; Étienne|Vasseur; Aminata|Diallo; Pierre|Lefèvre; Françoise|Du Bois; Gaël|Kerguelen"
    ),
    "es": (
        "María José|García Lozano; Juan Carlos|Pérez; Íñigo|Echeverría; Lucía|Fernández de Castro; Andrés|Núñez; "
        "Carmen|Ruiz-Ortega; Hernán|Quispe Mamani; Óscar|Ibáñez"
    ),
    "pt": (
        "João Paulo|da Silva; Ana Beatriz|dos Santos; Antônio|Carvalho; Inês|Queirós; Luís Felipe|Araújo; "
        "Conceição|Gonçalves de Sá"
    ),
    "de": (
        "Jürgen|Müller; Anna-Lena|von Hohenfeld; Karl-Heinz|Schäfer; Ulrike|Großmann; Matthias|Weiß; Sabine|Krüger; "
        "Hans Georg|Brandt; Friederike|zur Linden"
    ),
    "it": "Giulia|Di Stefano; Paolo|Bianchi; Chiara|D’Amico; Marco Antonio|Della Valle; Elena|Ricci; Lorenzo|Esposito",
    "nl": "Pieter|van der Meer; Saskia|de Vries; Jan Willem|ten Brink; Annemarie|Bakker; Joost|van ’t Hoff",
    "pl": "Małgorzata|Wiśniewska; Krzysztof|Zieliński; Łukasz|Dąbrowski; Agnieszka|Nowak-Szymańska",
    "cs": "Jiří|Dvořák; Kateřina|Novotná; Zdeněk|Říha",
    "sv": "Åsa|Lindqvist; Björn|Öberg; Karin|af Klint; Nils|Söderström",
    "ru": "Ирина Сергеевна|Волкова; Алексей|Кузнецов; Дмитрий Петрович|Соколов; Ольга|Жукова",
    "tr": "Ayşe|Yıldırım; Mehmet Ali|Çelik; Gökhan|Şahin",
}

TITLES: dict[str, str] = {
    "en": """Soil carbon under grazing: a thirty-year record
Do cover crops pay? Evidence from 400 farms
Microbial life in dry soils
A history of the plough, 1750–1950
The long-term effects of biochar on yield and water retention in sandy soils of the Sahel
Fire, flood and famine: Rural responses to climate change in East Africa
On the origin of loess
“Living soil” in policy and practice
Farming without the plough
Towards a theory of peatland subsidence
Carbon markets and small farmers: who benefits?
Mapping erosion risk with Sentinel-2 imagery and machine learning
Earthworms as ecosystem engineers in no-till systems
Rethinking nitrogen
The soil beneath our feet
Rice, roots and methane
Assessing the carbon footprint of dairy production in New Zealand
Land use change in the Amazon since 1990
Rapid measurement of soil organic matter by near-infrared spectroscopy
What is regenerative agriculture?
Compost quality and plant disease suppression
Global patterns of soil respiration, temperature sensitivity and moisture
Enzyme activity along a gradient of salinity
Women and land tenure in Malawi
Phosphorus: the next crisis?
Bayesian inference for spatial models of erosion
Optimal transport in porous media
Dust to dust
Learning from the land: oral histories of drought
In search of lost soils""",
    "fr": """Le sol, un patrimoine vivant
L’agriculture de conservation : promesses et limites
Sols et climat : que peut-on attendre du carbone ?
Les vers de terre, alliés du jardinier
De la terre à l’assiette
Évaluation des pratiques agroécologiques en zone méditerranéenne
Une histoire des haies
Quand les racines parlent
Comment nourrir dix milliards d’êtres humains ?
Gestion durable des terres au Sahel : enseignements de vingt projets
L’érosion hydrique dans le bassin de la Garonne entre 1960 et 2010
Guide pratique du compostage""",
    "es": """El suelo vivo
Manejo sostenible de suelos en zonas áridas: una revisión
¿Qué es la agricultura regenerativa?
Erosión y desertificación en la cuenca del Ebro
Los sistemas agroforestales de café y su potencial de captura de carbono
Mujeres rurales y acceso a la tierra en los Andes
Guía de compostaje para la huerta urbana
Historia de los regadíos valencianos""",
    "pt": """Sistemas agroflorestais na Amazônia
O solo como sumidouro de carbono: desafios e oportunidades
Agricultura familiar e políticas públicas no Brasil
Recuperação de áreas degradadas
A qualidade do solo em plantio direto
Uma breve história da mandioca""",
    "de": """Böden im Klimawandel
Der Humus als Grundlage der Fruchtbarkeit
Bodenschutz in der Praxis: Ein Leitfaden für Gemeinden
Die Geschichte der Dreifelderwirtschaft
Was Regenwürmer leisten
Zur Messung der Bodenatmung im Feld
Wem gehört das Land?
Untersuchungen über den Einfluss der Düngung auf die Wasserqualität""",
    "it": """La terra e il pane
Il suolo agrario: struttura e funzioni
Erosione e gestione del territorio in Toscana
Storia dell’agricoltura italiana nel Novecento
Biodiversità dei suoli vitati""",
    "nl": """De bodem onder onze voeten
Veenweiden en klimaat: een verkenning
Bodemleven in de akkerbouw
Hoe het land verandert""",
    "pl": """Gleba i klimat
Ochrona gleb w rolnictwie ekologicznym
Historia uprawy zbóż na Mazowszu""",
    "cs": """Půda a člověk
Eroze zemědělské půdy na Moravě""",
    "sv": """Jorden vi ärver
Kolinlagring i svensk jordbruksmark""",
    "ru": """Почвы лесостепи и их плодородие
Влияние климата на органическое вещество почвы
История земледелия на Кубани""",
    "tr": """Toprak ve iklim
Anadolu’da kuru tarım yöntemleri""",
}

PERIODICALS: dict[str, str] = {
    "en": (
        "Journal of Soil Ecology; Nature; Agronomy Letters; Global Change Biology; Land Use Policy; Catena; "
        "Proceedings of the Royal Society B; Soil Use and Management; PLOS ONE; Annals of Botany; Geoderma; "
        "Rural History; Environmental Research Letters; Climatic Change; Antiquity; The Lancet; "
        "Water, Air, & Soil Pollution; European Journal of Agronomy; Ecological Modelling; Oecologia"
    ),
    "fr": "Étude et gestion des sols; Cahiers Agricultures; Annales de géographie; Économie rurale; La Météorologie",
    "es": "Revista de Ciencias del Suelo; Agrociencia; Terra Latinoamericana; Ecosistemas",
    "pt": "Revista Brasileira de Ciência do Solo; Pesquisa Agropecuária Brasileira; Estudos Avançados",
    "de": "Zeitschrift für Bodenkunde; Die Erde; Berichte über Landwirtschaft; Natur und Landschaft",
    "it": "Rivista di agronomia; L’Informatore Agrario; Geologia tecnica",
    "nl": "Tijdschrift voor Bodem; Landschap",
    "pl": "Roczniki Gleboznawcze; Wieś i Rolnictwo",
    "cs": "Rostlinná výroba",
    "sv": "Svensk Geografisk Årsbok",
    "ru": "Почвоведение; Вестник Московского университета",
    "tr": "Toprak Bilimi Dergisi",
}

NEWSPAPERS: dict[str, str] = {
    "en": "The Guardian; The New York Times; Financial Times; The Hindu; Irish Examiner",
    "fr": "Le Monde; Libération; Ouest-France; La France agricole",
    "es": "El País; La Vanguardia; El Tiempo",
    "pt": "Folha de S. Paulo; Público",
    "de": "Süddeutsche Zeitung; Die Zeit; taz",
    "it": "Corriere della Sera; La Stampa",
    "nl": "Trouw; NRC Handelsblad",
}

PUBLISHERS: dict[str, str] = {
    "en": (
        "Cambridge University Press|Cambridge; Routledge|London; Island Press|Washington, DC; Earthscan|London; "
        "University of California Press|Berkeley; Wiley-Blackwell|Hoboken, NJ; Springer|Cham; CRC Press|Boca Raton; "
        "Penguin|Harmondsworth; Duke University Press|Durham"
    ),
    "fr": (
        "Quæ|Versailles; Éditions du Seuil|Paris; La Découverte|Paris; Presses universitaires de Rennes|Rennes; "
        "Armand Colin|Paris"
    ),
    "es": "Siglo XXI|Madrid; Mundi-Prensa|Madrid; Fondo de Cultura Económica|México; Editorial Nobuko|Buenos Aires",
    "pt": "Embrapa|Brasília; Companhia das Letras|São Paulo; Editora UFV|Viçosa",
    "de": "Ulmer|Stuttgart; Oekom|München; Springer Spektrum|Berlin; Böhlau|Köln",
    "it": "Donzelli|Roma; Il Mulino|Bologna; Laterza|Bari",
    "nl": "Wageningen Academic|Wageningen; Atlas Contact|Amsterdam",
    "pl": "Wydawnictwo Naukowe PWN|Warszawa",
    "cs": "Academia|Praha",
    "sv": "Natur & Kultur|Stockholm",
    "ru": "Наука|Москва",
    "tr": "İş Bankası Kültür Yayınları|İstanbul",
}

ORGANISATIONS: dict[str, str] = {
    "en": (
        "Food and Agriculture Organization of the United Nations; IPCC; World Bank; Soil Association; "
        "UK Soil Observatory; Department for Environment, Food and Rural Affairs; Rodale Institute; "
        "The Nature Conservancy; USDA Natural Resources Conservation Service; Oxfam"
    ),
    "fr": (
        "ADEME; Ministère de l’Agriculture et de la Souveraineté alimentaire; INRAE; "
        "Chambres d’agriculture de Bretagne; Institut de recherche pour le développement; Réseau Action Climat"
    ),
    "es": (
        "Ministerio de Agricultura, Pesca y Alimentación; CEPAL; Fundación Biodiversidad; "
        "Instituto Geográfico Agustín Codazzi"
    ),
    "pt": "Ministério do Meio Ambiente; Instituto Socioambiental; IBGE",
    "de": (
        "Umweltbundesamt; Bundesministerium für Ernährung und Landwirtschaft; "
        "Deutsche Bodenkundliche Gesellschaft; BUND"
    ),
    "it": "ISPRA; Ministero delle politiche agricole; Legambiente",
    "nl": "Planbureau voor de Leefomgeving; Stichting Natuur en Milieu",
    "pl": "Instytut Uprawy Nawożenia i Gleboznawstwa",
    "sv": "Naturvårdsverket; Jordbruksverket",
    "ru": "Министерство сельского хозяйства",
}

SCHOOLS: dict[str, str] = {
    "en": "University of Reading; Cornell University; Makerere University",
    "fr": "Université de Montpellier; AgroParisTech",
    "es": "Universidad de Córdoba; Universidad Nacional de Colombia",
    "pt": "Universidade Federal de Viçosa",
    "de": "Universität Hohenheim; Technische Universität München",
    "it": "Università di Pisa",
    "nl": "Wageningen University",
}
GENRES = {
    "en": "PhD thesis", "fr": "Thèse de doctorat", "es": "Tesis doctoral",
    "pt": "Tese de doutorado", "de": "Dissertation",
}  # fmt: skip

LANGUAGES = {
    "en": 50, "fr": 14, "es": 9, "pt": 6, "de": 9, "it": 4, "nl": 2, "pl": 2, "cs": 1, "sv": 1, "ru": 2, "tr": 1,
}  # fmt: skip
"""How many of a hundred works are in each language."""

TYPES = {
    "article-journal": 42, "book": 16, "chapter": 10, "report": 9, "thesis": 5, "webpage": 5, "article-newspaper": 5,
    "paper-conference": 4, "motion_picture": 2, "dataset": 2,
}  # fmt: skip
"""How many of a hundred works are of each type."""

LOCALES = {
    "en": "en-US", "fr": "fr-FR", "es": "es-ES", "pt": "pt-BR", "de": "de-DE",
    "it": "it-IT", "nl": "nl-NL", "pl": "pl-PL", "cs": "cs-CZ", "sv": "sv-SE", "ru": "ru-RU", "tr": "tr-TR",
}  # fmt: skip


def _listed(table: dict[str, str], language: str) -> list[str]:
    text = table.get(language) or table["en"]
    return [part.strip() for part in text.split("\n" if "\n" in text else ";")]


def person(chance: random.Random, language: str) -> dict[str, str]:
    given, family = chance.choice(_listed(PERSONS, language)).split("|")
    return {"family": family, "given": given}


def persons(chance: random.Random, language: str, most: int = 7) -> list[dict[str, str]]:
    """One to ``most`` persons with different names, most of them of that language."""
    count = chance.choice((1, 1, 1, 2, 2, 3, 3, 4, 5, most, most + 4))
    found: list[dict[str, str]] = []
    for _ in range(count):
        new = person(
            chance, language if chance.random() < 0.7 else chance.choice(("en", "fr", "es", "de", "it"))
        )
        if all(new["family"] != old["family"] for old in found):
            found.append(new)
    return found


def authors(chance: random.Random, language: str, kind: str) -> list[dict[str, str]]:
    share = {"report": 0.6, "webpage": 0.5, "dataset": 0.4, "article-newspaper": 0.1}.get(kind, 0.04)
    if chance.random() < share:
        return [{"literal": name} for name in chance.sample(_listed(ORGANISATIONS, language), 1)]
    if chance.random() < (0.3 if kind in ("article-newspaper", "webpage") else 0.03):
        return []
    return persons(chance, language, 2 if kind in ("book", "thesis", "webpage") else 7)


def issued(chance: random.Random, kind: str) -> list[int]:
    year = chance.randint(1994, 2025) if chance.random() < 0.85 else chance.randint(1890, 1993)
    share = 0.95 if kind in ("article-newspaper", "webpage") else 0.15 if kind == "article-journal" else 0.03
    if chance.random() < share:
        return [year, chance.randint(1, 12), chance.randint(1, 28)]
    return [year, chance.randint(1, 12)] if kind == "article-journal" and chance.random() < 0.15 else [year]


def work(chance: random.Random, key: str) -> dict[str, Any]:
    """A work as a CSL-JSON item."""
    language = chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    item: dict[str, Any] = {
        "id": key,
        "type": kind,
        "language": language,
        "title": chance.choice(_listed(TITLES, language)),
        "issued": {"date-parts": [issued(chance, kind)]},
    }
    made_by = authors(chance, language, kind)
    if made_by:
        item["author"] = made_by
    item.update(_published(chance, language, kind))
    if kind in ("article-journal", "dataset") and chance.random() < 0.4:
        item["DOI"] = (
            f"10.{chance.randint(1000, 9999)}/{chance.choice('jsae')}.{chance.randint(10**5, 10**7)}"
        )
    return item


def _published(chance: random.Random, language: str, kind: str) -> dict[str, Any]:
    """Where a work of that type appeared."""
    first = chance.randint(1, 900)
    publisher, place = chance.choice(_listed(PUBLISHERS, language)).split("|")
    imprint = {"publisher": publisher, "publisher-place": place}
    if kind == "article-journal":
        return _in_journal(chance, language, first)
    if kind in ("chapter", "paper-conference"):
        book = chance.choice(_listed(TITLES, language))
        container = book if kind == "chapter" else f"Proceedings of the {first % 40 + 2}th Congress"
        editors = {"editor": persons(chance, language, 2)} if chance.random() < 0.6 else {}
        return {"container-title": container, "page": f"{first}-{first + 20}", **imprint, **editors}
    if kind == "report":
        number = {"number": str(first)} if chance.random() < 0.3 else {}
        return {"publisher": chance.choice(_listed(ORGANISATIONS, language)), **number}
    elsewhere: dict[str, dict[str, Any]] = {
        "article-newspaper": {"container-title": chance.choice(_listed(NEWSPAPERS, language))},
        "thesis": {
            "publisher": chance.choice(_listed(SCHOOLS, language)),
            "genre": GENRES.get(language, "PhD thesis"),
        },
    }
    link = {"URL": f"https://example.org/soil/{first}", "accessed": {"date-parts": [[2025, 5, 17]]}}
    edition = {"edition": "2"} if kind == "book" and chance.random() < 0.15 else {}
    return elsewhere.get(kind) or (link if kind in ("webpage", "dataset") else {**imprint, **edition})


def _in_journal(chance: random.Random, language: str, first: int) -> dict[str, Any]:
    """Periodical, volume, pages or an article's number, and often an issue."""
    found = {
        "container-title": chance.choice(_listed(PERIODICALS, language)),
        "volume": str(chance.randint(1, 140)),
    }
    paged = chance.random() < 0.85
    found["page"] = f"{first}-{first + chance.randint(1, 40)}" if paged else f"e{chance.randint(1000, 99999)}"
    return found | ({"issue": str(chance.randint(1, 12))} if chance.random() < 0.6 else {})


def works(count: int, seed: int) -> list[dict[str, Any]]:
    """That many works; the same ones for the same seed."""
    chance = random.Random(seed)
    return [work(chance, f"w{number}") for number in range(count)]
