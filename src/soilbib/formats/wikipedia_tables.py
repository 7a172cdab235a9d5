"""The tables of Wikipedia's citation templates: their names and parameters in CSL's vocabulary, in ten languages.

Sources: the documentation of Citation Style 1 and of the other Wikipedias' templates. Parameters of one name mean
the same in all of them.
"""

from __future__ import annotations

from typing import TypeVar

Meaning = TypeVar("Meaning")


def _by_name(rows: dict[Meaning, str]) -> dict[str, Meaning]:
    """Name → meaning, of a table of meanings with their names ("_" for the space in a name)."""
    return {name.replace("_", " "): meaning for meaning, names in rows.items() for name in names.split()}


TEMPLATES: dict[str, str] = _by_name(
    {
        "article-journal": (
            "cite_journal vcite_journal article cita_publicación cita_pubblicazione citar_periódico "
            "citeer_journal citeer_tijdschrift cytuj_pismo статья tidskriftsref"
        ),
        "article-magazine": "cite_magazine",
        "article-newspaper": (
            "cite_news cite_newspaper article_presse cita_noticia cita_news citar_jornal citeer_nieuws "
            "tidningsref"
        ),
        "book": "cite_book vcite_book ouvrage cita_libro citar_livro citeer_boek cytuj_książkę книга bokref",
        "webpage": (
            "cite_web cite_website cite_press_release cite_pr vcite_web internetquelle lien_web cita_web "
            "citar_web citeer_web cytuj_stronę webbref"
        ),
        "paper-conference": "cite_conference cita_conferencia cita_conferenza citar_conferência",
        "thesis": "cite_thesis cite_dissertation cita_tesis citar_tese",
        "report": "cite_report cite_tech_report cite_techreport",
        "document": "cite_document citation literatur cytuj публикация",
        "article": "cite_arxiv cite_biorxiv cite_medrxiv cite_ssrn cite_citeseerx cite_preprint",
        "entry-encyclopedia": "cite_encyclopedia cite_encyclopaedia article_encyclopédique cita_enciclopedia",
        "entry-dictionary": "cite_dictionary",
        "map": "cite_map",
        "interview": "cite_interview",
        "speech": "cite_speech",
        "broadcast": "cite_podcast cite_episode cite_serial",
        "motion_picture": "cite_av_media cite_video",
        "song": "cite_av_media_notes",
        "graphic": "cite_sign",
        "patent": "cite_patent",
        "post": "cite_mailing_list cite_newsgroup cite_tweet",
        "legal_case": "cite_court",
        "legislation": "cite_act",
        "dataset": "cite_dataset cite_data",
        "software": "cite_software",
        "post-weblog": "cite_blog",
        "personal_communication": "cite_letter",
        "chapter": "chapitre",
    }
)
"""Name of a template in lower case → CSL type."""

WRITTEN_TEMPLATES: dict[str, str] = {
    "article-journal": "cite journal", "article-magazine": "cite magazine", "article-newspaper": "cite news",
    "book": "cite book", "chapter": "cite book", "webpage": "cite web", "paper-conference": "cite conference",
    "thesis": "cite thesis", "report": "cite report", "entry-encyclopedia": "cite encyclopedia",
    "entry-dictionary": "cite dictionary", "map": "cite map", "interview": "cite interview", "speech": "cite speech",
    "broadcast": "cite episode", "motion_picture": "cite AV media", "song": "cite AV media notes",
    "patent": "cite patent", "post": "cite mailing list", "graphic": "cite sign", "post-weblog": "cite web",
    "dataset": "cite web", "software": "cite web", "legal_case": "cite court", "legislation": "cite act",
    "personal_communication": "cite letter",
}  # fmt: skip
"""CSL type → the template that is written; the others get the one for works of any kind (citation)."""

KINDS: dict[str, str] = {
    "preprint": "article", "data set": "dataset", "dataset": "dataset", "software": "software",
    "computer software": "software", "blog": "post-weblog", "blog post": "post-weblog", "manuscript": "manuscript",
    "press release": "webpage", "conference paper": "paper-conference", "pamphlet": "pamphlet", "standard": "standard",
}  # fmt: skip
"""What ``type`` says in lower case of a page, an article or any work → CSL type, the one that is written first."""

FIELDS: dict[str, str] = _by_name(
    {
        "title": "title titel titre título titulo titolo tytuł заглавие заголовок titulli",
        "container-title": (
            "journal newspaper magazine periodical work website encyclopedia encyclopaedia dictionary book-title "
            "mailing-list newsgroup périodique revista publicación obra periódico jornal sammelwerk "
            "werk rivista pubblicazione sito czasopismo издание tidskrift tidning tijdschrift site opera "
            "titre_ouvrage titre_périodique dans podcast program"
        ),
        "event-title": "conference event congrès conferencia",
        "volume": "volume vol volumen band tome tom том wolumin jaargang",
        "issue": "issue number numéro número numero nummer номер выпуск numer",
        "page": (
            "pages page p pp at article-number páginas página paginas pagina's pagina pagine seiten seite "
            "strony s sid sidor страницы passage"
        ),
        "number-of-pages": "pages_totales страниц",
        "publisher": (
            "publisher institution school editorial editora éditeur editore verlag uitgever uitgeverij "
            "wydawca издательство utgivare förlag universidad"
        ),
        "publisher-place": (
            "location place publication-place ubicación lugar local città lieu ort plaats miejsce место "
            "utgivningsort"
        ),
        "edition": "edition edición edição edizione auflage numéro_d'édition druk wydanie upplaga",
        "collection-title": "series collection colección coleção serie série reihe collana серия",
        "collection-number": "bandreihe series-number numéro_dans_collection",
        "ISBN": "isbn",
        "ISSN": "issn eissn",
        "DOI": "doi",
        "PMID": "pmid",
        "PMCID": "pmc",
        "URL": "url lire_en_ligne online ссылка",
        "language": "language lang langue idioma sprache lingua taal język язык språk",
        "genre": "type degree",
        "medium": "medium",
        "source": "via",
        "version": "version",
        "archive_location": "arxiv eprint",
        "number": "patent-number report-number",
    }
)
"""Parameter in lower case → variable, the one that is written first; a chapter's title is in `CHAPTERS`."""

CHAPTERS: frozenset[str] = frozenset(
    "chapter contribution entry article section kapitel capítulo capitolo hoofdstuk rozdział глава".split()
) | {"titre chapitre"}
"""The parameters of the title of a part; the title is then that of the whole."""

SUBTITLES: frozenset[str] = frozenset({"sous-titre", "titelerg", "subtítulo", "subtitulo", "ondertitel"})

OF_TYPES: dict[tuple[str, str], str] = {
    ("report", "number"): "number", ("patent", "number"): "number", ("legislation", "number"): "number",
    ("broadcast", "number"): "number", ("broadcast", "series"): "container-title",
    ("thesis", "type"): "genre", ("map", "map"): "title",
    ("webpage", "hrsg"): "publisher", ("legal_case", "litigants"): "title", ("legal_case", "court"): "authority",
}  # fmt: skip
"""CSL type and parameter → the variable that it stands for there."""

NAMES: dict[str, tuple[str, str]] = _by_name(
    {
        ("author", "family"): (
            "last surname author-last author-surname nom apellidos apellido último ultimo sobrenome cognome "
            "achternaam nazwisko efternamn inventor-last inventor-surname subject-last"
        ),
        ("author", "given"): (
            "first given author-first author-given prénom nombre primeiro nome voornaam imię förnamn "
            "inventor-first inventor-given subject-first"
        ),
        ("author", "whole"): (
            "author auteur autor autore författare автор people authors auteurs autores autori inventor "
            "coauthors host subject credits vauthors"
        ),
        ("editor", "family"): "editor-last editor-surname",
        ("editor", "given"): "editor-first editor-given",
        ("editor", "whole"): (
            "editor editors veditors curatore herausgeber hrsg redacteur redaktör ответственный"
        ),
        ("translator", "family"): "translator-last",
        ("translator", "given"): "translator-first",
        ("translator", "whole"): "translator traduction traductor tradutor übersetzer",
        ("interviewer", "family"): "interviewer-last",
        ("interviewer", "given"): "interviewer-first",
        ("interviewer", "whole"): "interviewer",
        ("director", "whole"): "director",
    }
)
"""Parameter without its number → name variable, and the part of the name that it is."""

DATES: dict[str, str] = _by_name(
    {
        "issued": "date year publication-date datum jahr fecha año data ano anno année rok год jaar år дата",
        "accessed": (
            "access-date accessdate abruf zugriff consulté_le fechaacceso acessodata accesso bezochtdatum "
            "data_dostępu дата_обращения hämtdatum"
        ),
        "original-date": "orig-date orig-year origyear",
        "event-date": "event-date",
        "submitted": "filing-date fdate",
    }
)
"""Parameter → date variable, the one that is written first."""

MONTHS: tuple[str, ...] = ("month", "mois", "mes", "mês", "mese", "maand", "miesiąc", "месяц", "månad")
DAYS: tuple[str, ...] = ("day", "jour", "día", "dia", "giorno", "dzień", "число", "dag")

ORDER: tuple[str, ...] = (
    "title", "chapter", "journal", "newspaper", "magazine", "website", "work", "encyclopedia", "book-title",
    "conference", "series", "volume", "issue", "number", "pages", "edition", "type", "publisher", "location", "date",
)  # fmt: skip
"""The order of the parameters behind the names; others follow."""
