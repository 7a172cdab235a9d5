"""The word tables of the listing's grammar: genres, periodicals, labels."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")

GENRES: dict[str, str] = {
    word: kind
    for kind, words in {
        "motion_picture": (
            "movie motion dvd film filme documentary documentaire documental documentário documentario "
            "dokumentarfilm kurzfilm "
            "cortometraje curta-metragem court-métrage cortometraggio "
            "video vidéo vídeo vidéos videos clip animation película reportage webdoc"
        ),
        "broadcast": (
            "emission émission emisión sendung broadcast podcast podcasts radio programa program television "
            "programme "
            "série serie"
        ),
        "speech": (
            "webinar webinaire webinario conférence conferencia vortrag lecture talk présentation presentation "
            "presentación keynote discours speech charla palestra ponencia "
            "intervention allocution témoignage testimony audition exposé remarks intervento testimonianza testimonio "
            "débat debate debatte dialogue séminaire seminaire seminario seminário seminar atelier taller"
        ),
        "graphic": (
            "infographic infographie infografía infografik poster affiche exposition exhibition exposición exposição "
            "mostra ausstellung diaporama diapositives slideshow slides"
        ),
        "report": (
            "report rapport rapporto relazione relatório informe bericht guide guía leitfaden guida ficha fiche "
            "scheda cartilha opuscolo merkblatt toolkit brochure booklet livret manuel manual handbook note "
            "synthèse synthesis résumé summary zusammenfassung síntesis sintesi monograph étude study studie "
            "estudio factsheet draft brief communiqué comunicado folleto folheto leaflet flyer dépliant plaquette "
            "standard norme norm paper cahier cuaderno caderno manifeste manifesto glossaire glossary "
            "faltblatt pamphlet broschüre handbuch gutachten ratgeber briefing comunicato pressemitteilung persbericht"
        ),
        "book": (
            "audiobook hörbuch audiolivre "
            "book livre libro livro buch ouvrage actes atti tagungsband dessinée bd comic cómic fumetto novel "
            "roman novela poem poème poema gedicht poesia poesía"
        ),
        "thesis": (
            "thesis thèse tesis tese diss dissertation dissertação doutorado mestrado proefschrift mémoire tesi "
            "phd habilitation diplomarbeit masterarbeit doktorarbeit doctoral"
        ),
        "map": "map carte mapa karte",
        "software": "software cédérom logiciel outil tool app application",
        "dataset": "dataset database",
        "document": "jeu game juego gioco spiel newsletter mallette",
        "interview": "interview entretien entrevista intervista wywiad",
        "article": (
            "article artículo artigo articolo artikel dossier tribune tribuna reportaje reportagem reportaggio "
            "crónica "
            "chronique editorial éditorial column columna kommentar gastbeitrag plaidoyer essay essai ensayo saggio "
            "letter lettre carta lettera opinion opinión opinião meinung op-ed oped"
        ),
        "webpage": (
            "website site campaña campaign campagne campanha kampagne campagna formation "
            "mooc cours course curso kurs corso tutorial tutoriel"
        ),
        "post-weblog": "blog billet blogg blogpost",
    }.items()
    for word in words.split()
}
"""Words that name a kind of work, with the item type each speaks for."""

MEDIA_TYPES = frozenset({"motion_picture", "broadcast", "speech", "graphic", "interview"})
"""Types whose genre word may stand before a title without quotes ("Podcast: …")."""

PERIODICAL_WORDS: frozenset[str] = frozenset(
    """
    acta advances annals annales annual anales rendus anuario archives archivos blog boletín bulletin cahiers chronicle
    communications courier courrier daily gazette gazeta herald journal journals jahrbuch letters magazine
    magazin mitteilungen monthly news newsletter observer post proceedings quarterly reports review reviews
    revista revue rivista roczniki dergisi årsbok estudos estudios
    spectrum studies tagblatt tagesspiegel telegraph times transactions trends tribune
    weekly zeitschrift zeitung
    """.split()
)
"""Words that speak for a periodical, lower case."""

LEADING_WORDS = frozenset(
    """
    journal revista revue rivista zeitschrift annales annals archives archiv bulletin cahiers proceedings transactions
    """.split()
)
"""Words that the names of periodicals begin with, lower case."""

PERIODICALS: frozenset[str] = frozenset(
    """
    agronomy antiquity biogeosciences catena cell ecography ecology ecosystems ecosistemas eos forbes
    geoderma geophysical nature oecologia oikos pedosphere pnas plos quaternary science soil
    sustainability time wired bbc cnn agrociencia elife nyt libération figaro humanité mediapart
    reporterre agropolis spiegel stern wikipedia wikipédia wikipédie
    """.split()
) | frozenset(
    " ".join(name.split())
    for name in """
        new york times; new york times magazine; le monde; le figaro; the guardian; guardian; el país;
        el mundo; the economist; the conversation; the lancet; national geographic; la croix; la france
        agricole; der spiegel; die zeit; die welt; scientific american; new scientist; washington post;
        the washington post; the new york times; science of the total environment; nature climate
        change; nature geoscience; nature communications; scientific reports; plos one; global change
        biology; nips; neurips; iclr; icml; cvpr; acl; emnlp; aaai; ijcai; eccv; iccv; naacl; sigir;
        coling; interspeech; icassp; icra; iros; siggraph; aistats; uai; nature biotechnology;
        nature chemistry; nature energy; nature genetics; nature materials; nature medicine; nature methods;
        nature microbiology; nature neuroscience; nature physics; nature water; cancer cell; cancer discovery;
        cancer research; cell reports; molecular cell; jama; bmj; new england journal of medicine; jmlr;
        tmlr; tacl; tpami; arxiv; biorxiv;
        kdd; chi; www; focs; stoc; soda; colt; agriculture, ecosystems & environment; agriculture,
        ecosystems and environment; agronomy for sustainable development; applied soil ecology; carbon
        management; climatic change; current biology; ecological applications; ecological economics;
        ecology letters; environmental management; environmental science & technology; european journal
        of soil science; field crops research; food policy; forest ecology and management; frontiers in
        ecology and the environment; geophysical research letters; global biogeochemical cycles; land
        degradation & development; land degradation and development; land use policy; nature food;
        nature plants; nature sustainability; nature ecology & evolution; new phytologist; one earth;
        plant and soil; rural history; science advances; soil & tillage research; soil and tillage
        research; soil biology and biochemistry; soil biology & biochemistry; soil science society of
        america journal; soil systems; soil use and management; sustainability science; water research;
        water, air, & soil pollution; water, air, and soil pollution; world development; courrier de
        l’environnement de l’inra; économie rurale; étude et gestion des sols; innovations agronomiques;
        la météorologie; pour la science; sciences et avenir; terra latinoamericana; die erde;
        почвоведение; abc; aftenposten; bloomberg; carbon brief; civil eats; clarín; corriere della
        sera; dagens nyheter; de standaard; de volkskrant; der standard; el espectador; el tiempo; el
        universal; euractiv; financial times; folha de s. paulo; folha de são paulo; grist;
        handelsblatt; huffington post; irish examiner; l’express; l’humanité; l’obs; la libre belgique;
        la nación; la presse; la repubblica; la stampa; la tribune; la vanguardia; le devoir; le
        parisien; le point; le soir; le temps; les echos; les échos; modern farmer; mongabay; mother
        jones; neue zürcher zeitung; nrc handelsblad; o globo; ouest-france; politiken; público; sierra;
        sud ouest; süddeutsche zeitung; taz; the atlantic; the hindu; the independent; the irish times;
        the new yorker; the telegraph; the times; trouw; usa today; wall street journal; the wall street
        journal;
        yale environment 360; actu-environnement; reporterre; basta!; novethic; socialter; we
        demain; farmers weekly; alternatives économiques; national observer; politico; politico
        europe; the ecologist; ensia; agweb; agfunder news; food tank; earth island journal; nature
        news; down to earth; la recherche; science et vie; science & vie; sciences humaines;
        courrier international; le monde diplomatique; mediapart; slate; marianne; ethical
        corporation; farm progress; farmers guardian; successful farming; no-till farmer; la tribune
        de genève; tages-anzeiger; 24 heures; le nouvel observateur; top agrar; agrarheute;
        bioland-fachmagazin; zeit online; spiegel online; bioactualités; 20 minutes; perspectives
        agricoles; terra madre; il sole 24 ore; avvenire; valor econômico; estadão; o
        estado de s. paulo; el comercio; la jornada; el periódico; abc color; página 12; el heraldo;
        milenio; the straits times; daily nation; the east african; mail & guardian; the nation;
        vanguard; jeune afrique; le soleil; fraternité matin; cameroon tribune; the globe and mail;
        toronto star; sydney morning herald; the sydney morning herald; the age; the australian; the
        land; stock & land; environment, development and sustainability; geoderma; geoderma
        regional; catena; soil research; pedosphere; biogeosciences; nutrient cycling in
        agroecosystems; biology and fertility of soils; european journal of agronomy; agroforestry
        systems; journal of environmental quality; environmental research letters; gcb bioenergy;
        journal of soil and water conservation; journal of plant nutrition and soil science; soil
        science; vadose zone journal; agricultural systems; agricultural water management; agronomy;
        agronomy journal; crop science; sustainability; plos biology; ecosystems; ecology;
        oecologia; oikos; biochar; carbon balance and management; mitigation and adaptation
        strategies for global change; proceedings of the national academy of sciences; proceedings
        of the royal society b; philosophical transactions of the royal society b; international
        journal of agricultural sustainability; agroecology and sustainable food systems; renewable
        agriculture and food systems; journal of cleaner production; environmental pollution;
        chemosphere; applied and environmental microbiology; isme journal; the isme journal;
        mycorrhiza; pedobiologia; cahiers agricultures; fourrages; natures sciences sociétés;
        économie et statistique; population et sociétés; tiers monde; revue tiers monde; études
        rurales; comptes rendus geoscience; le courrier de la nature; agrociencia; ecosistemas; acta
        agronómica; suelos ecuatoriales; revista brasileira de ciência do solo; pesquisa
        agropecuária brasileira; scientia agricola; bodenschutz; berichte über landwirtschaft; natur
        und landschaft; ambio; science; cell; thorax
    """.split(";")
)
"""Periodicals and conferences known by name, lower case."""

CONFERENCES: frozenset[str] = frozenset(
    """
    nips neurips iclr icml cvpr acl emnlp aaai ijcai eccv iccv naacl sigir kdd chi www focs stoc soda colt
    coling interspeech icassp icra iros siggraph aistats uai
    """.split()
)

NEWSPAPER_WORDS: frozenset[str] = frozenset(
    """
    chronicle courier daily gazette guardian herald monde news post telegraph times tribune zeitung tidings
    matin soir
    """.split()
)
MAGAZINE_WORDS: frozenset[str] = frozenset("magazine magazin spiegel economist weekly forbes".split())

LABELS: dict[str, str] = {
    label.strip(): variable
    for variable, labels in {
        "title": (
            "thesis title|title of thesis|paper title|article title|report title|titre de la thèse|"
            "title|titre|título|title|titel|titolo|document title|título del documento|tytuł|otsikko|tittel"
            "|název|cím|başlık"
            "|τίτλος|название|заглавие|назва|العنوان|عنوان|כותרת|שם הספר|标题|標題|题名|书名|タイトル|書名|제목"
        ),
        "author": (
            "contributors|contributor|student|candidate|doctorant|doctorante|doktorand|doktorandin|auteur|auteurs|author|authors|autor|autores|autoren|autore|autori|auteur(s)|author(s)|autor(es)|autrice"
            "|autora|autoras|autrici|auteures|auteur·rice·s|auteur·e·s|auteur.e.s|autor*|autor/a|autor/es"
            "|autorin|autorinnen|autor/in|autor*in|autor*innen|autor:in|autor:innen"
            "|verfasser|creator|creators|autorzy|forfatter|författare|kirjoittaja|szerző|yazar|yazarlar"
            "|συγγραφέας|автор"
            "|авторы|автори|المؤلف|المؤلفون|الكاتب|מחבר|מחברים|作者|著者|저자"
        ),
        "editor": (
            "editor|editors|editor(s)|herausgeber|herausgeber/in|herausgeberin|herausgeber:innen|herausgeber*innen"
        ),
        "issued": (
            "année|année de publication|année de parution|date|date de publication|date de parution|year"
            "|publication year"
            "|published|publication date|date published|date of publication|date issued|issue date|issued"
            "|released|updated|last updated|año"
            "|fecha|año de publicación|fecha de publicación|jahr|datum|erscheinungsjahr|erscheinungsdatum|anno"
            "|data|anno di pubblicazione|data di pubblicazione|ano|ano de publicação|data de publicação|jaar|år"
            "|vuosi|rok"
            "|rok wydania|év|yıl|έτος|год|год издания|рік|السنة|سنة النشر|التاريخ|שנה|年份|年|出版年|発行年|연도"
        ),
        "publisher": (
            "éditeur|editeur|publisher|editorial|editora|verlag|editore|édition|institution|organisation|organization"
            "|casa editrice"
            "|organización|uitgever|förlag|forlag|utgiver|wydawca|wydawnictwo|kiadó|yayınevi|εκδότης"
            "|издательство|видавництво"
            "|الناشر|דار النشر|הוצאה|出版社|출판사"
        ),
        "publisher-place": "place|lieu|lieu d'édition|ort|erscheinungsort|lugar|luogo|local",
        "container-title": (
            "revue|journal|journal-ref|source|revista|zeitschrift|rivista|publication|periodical|published in"
            "|publication title"
            "|book title|proceedings title|paru dans|publié dans|publicado en|publicado em|erschienen in"
            "|pubblicato in"
            "|tijdschrift|czasopismo|журнал|المجلة|期刊|刊名|雑誌名"
        ),
        "collection-title": "collana|collection|colección|coleção|reihe",
        "volume": "volume",
        "issue": "issue",
        "URL": "lien|url|link|enlace|web address|liens|links|enlaces|website|رابط|الرابط|קישור|链接|ссылка|リンク",
        "genre": "type|type de document|document type|typ|tipo|item type|resource type|dokumenttyp"
        "|tipo de documento|format"
        "|النوع|סוג|类型|тип",
        "number-of-pages": "pages|nombre de pages|# of pages|num pages|seiten|páginas|pagine",
        "note": "note|notes|remarks|remarque|remarques|bemerkung|bemerkungen|observaciones|observações|osservazioni",
        "call-number": "call number|call no.|shelfmark|cote|signatur|signatura|signatura topográfica|collocazione|cota",
        "language": "langue|language|idioma|sprache|lingua|taal|språk|język|язык|اللغة|שפה|语言|言語",
    }.items()
    for label in labels.split("|")
}
"""Labels of entries written as "Title: … Author: … Year: …", lower case."""

COLUMNS: dict[str, str] = {
    "title": "Title", "author": "Author", "editor": "Editor", "issued": "Date", "publisher": "Publisher",
    "publisher-place": "Place", "container-title": "Journal", "volume": "Volume", "issue": "Issue", "URL": "Link",
    "genre": "Type", "number-of-pages": "Pages", "language": "Language",
    "call-number": "Call Number",
}  # fmt: skip
"""The label that the value of a variable is written with, where a table's head or a record's lines say what it is."""

ORDINALS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "",
            "first première erste primera prima primeira",
            "second deuxième seconde zweite segunda seconda",
            "third troisième dritte tercera terza terceira",
            "fourth quatrième vierte cuarta quarta",
            "fifth cinquième fünfte quinta",
            "sixth sixième sechste sexta sesta",
            "seventh septième siebte séptima settima sétima",
            "eighth huitième achte octava ottava oitava",
            "ninth neuvième neunte novena nona",
            "tenth dixième zehnte décima decima",
        )
    )
    for word in words.split()
}
"""Ordinal numbers of editions as words, in small letters."""
REVISIONS = (
    "revised|enlarged|expanded|updated|new|abridged|international|nouvelle|neue|überarbeitete|erweiterte|nueva"
    "|nuova|nova|revisada|ampliada"
)
"""What editions are called that are not counted, as alternatives of an expression."""


def edition_number(words: str) -> str:
    """The number of an edition that a word counts ("Second edition"); else its words."""
    return str(ORDINALS.get(words.lower().split()[0], words))


STRUCTURAL: frozenset[str] = frozenset(
    """
    la dr drs prof mr mrs mme mlle herr frau sous direction herausgegeben hrsg translated traduit illustrated l d
    perf prod narr nd sd sf núm trans trad
    aufl auflage edition édition edición vyd drsg and et und y e en og och i al coll collaborateurs
    collab colab comp comps others otros otras outras
    évf sz mtsai munkatársai ark diğerleri wsp ym altres
    col cols u a kol am др и in dans par by de von doi isbn issn http https www org dx url
    tome tomo band v ja druk udg вып eb db ol cp colaboración collaborazione colaboração con
    available at download pdf p pp pages page s с str vol no nº n nr num bd t ed eds éd dir hg red accessed consulté
    published on le collection série series p. the auteur author titre title année year publication edited directed
    réalisé réalisée réalisation réal regie regia di dirigé dirigée coordonné recueillis propos altri alii avec mit
    pmid pmcid pubmed fl m ligne págs package version editor editors editores editorin herausgeber éditeurs
    cura coord coords coordinateur coordinatrice coordinateurs coordonné coordonnée film documentaire übers
    j 等 narrated doi.org retrieved from disponible sur à verfügbar unter online
    with of entre between au aux episode épisode folge puntata revue magazine
    chapter chapitre kapitel capítulo capitolo compiled compilé compilada compilado
    presented présenté présentée presentado presentada presentata
    directors director producers producer hosts host
    o sy ص و σ số tr br lpp hal τχ бр lk évf god içinde ve dan và és și şi ir та і και
    przeł tłum přel prel övers overs av çev пер под ред общ сост
    """.split()
) | frozenset(ORDINALS)
"""Words whose meaning is in the record's structure, so that they need not be kept as text."""

MINISTERS = re.compile(
    r"\b(?:minist(?:er|re|ro)|président|president|directeur|director|secretary|professor)\b", re.IGNORECASE
)
"""Offices that follow a person's name in a byline."""


NEWSPAPERS: frozenset[str] = frozenset(
    name.strip()
    for name in """
        el país; el mundo; libération; la croix; la repubblica; corriere della sera; la stampa; taz; die zeit; die welt;
        le temps; le devoir; la presse; folha de s. paulo; folha de são paulo; o globo; público; the hindu; usa today;
        the independent; ouest-france; les echos; les échos; l'humanité; l’humanité; le parisien; sud ouest; trouw; de
        volkskrant; de standaard; der standard; aftenposten; dagens nyheter; politiken; el universal; el tiempo; el
        espectador; la nación; clarín; la vanguardia; el comercio; la jornada; wall street journal; the wall street
        journal; reporterre; mediapart; le provençal; le figaro; fresno bee; the age; the australian; toronto star; the
        globe and mail; daily nation; il sole 24 ore; avvenire; valor econômico; estadão; la libre belgique; el heraldo
    """.split(";")
)
"""Newspapers whose names do not say that they are some, lower case."""


_JOINTS = frozenset("and & of the in for et des de la du und".split())
_SHORTENED = frozenset(  # "Plant Soil"
    " ".join(word for word in name.split() if word not in _JOINTS) for name in PERIODICALS if " " in name
)
"""Names of periodicals without their small words, as PubMed has them."""


def is_named_periodical(text: str) -> bool:
    """Whether a text is the name of a periodical or conference that the list has, with its small words or without."""
    name = text.lower().strip(" .,")
    return name in PERIODICALS or (" " in name and name in _SHORTENED)


def is_periodical(text: str) -> bool:
    """Whether a text is the name of a periodical or conference, by the list or by a telling word."""
    lowered = text.lower().strip(" .,")
    if lowered in PERIODICALS:
        return True
    words = _WORD.findall(lowered)
    return 1 < len(words) <= 10 and not PERIODICAL_WORDS.isdisjoint(words)


_LEARNED = frozenset("revue review revista rivista annales annals".split())
CONFERENCE_WORDS: frozenset[str] = frozenset(
    """
    conference conf symposium symp workshop congress congrès colloque congreso congresso kongress convegno simposio
    simpósio konferenz tagung symposion
    """.split()
)
"""Words that only a conference's name has, lower case."""


_ENCYCLOPEDIAS = frozenset(
    """
    encyclopedia encyclopaedia encyclopædia encyclopédie enciclopedia enciclopédia enzyklopädie encyclopedie lexikon
    handwörterbuch wikipedia wikipédia wikipédie
    """.split()
)
_DICTIONARIES = frozenset(
    "dictionary dictionnaire diccionario dicionário dizionario wörterbuch woordenboek".split()
)


def reference_type(words: set[str]) -> str:
    """The item type of an entry in a work of reference, by the words of its name in small letters; else nothing."""
    if words & _ENCYCLOPEDIAS:
        return "entry-encyclopedia"
    return "entry-dictionary" if words & _DICTIONARIES else ""


@lru_cache(maxsize=2048)
def periodical_type(name: str) -> str:
    """The item type of what stands in a periodical of that name."""
    if name.lower().strip(" .,") in NEWSPAPERS:
        return "article-newspaper"
    words = set(_WORD.findall(name.lower()))
    if words & CONFERENCES or words & CONFERENCE_WORDS:
        return "paper-conference"
    if "blog" in words:
        return "post-weblog"
    if words & MAGAZINE_WORDS:
        return "article-magazine"
    if words & _LEARNED:
        return "article-journal"
    return "article-newspaper" if words & NEWSPAPER_WORDS else "article-journal"
