"""What repositories, journals and managers of references call the kinds of works, and the item type of each.

The words are those of COAR's and of EPrints', DSpace's, HAL's and Zotero's lists, where their first word alone would
say another thing: a "book chapter" is no book, a "journal article" is no journal.
"""

from __future__ import annotations

DOCUMENT_TYPES: dict[str, str] = {
    " ".join(name.split()): kind
    for kind, names in {
        "article-journal": """
            journal article; research article; scientific article; peer-reviewed article; peer
            reviewed article; original article; original research; original paper; research paper;
            review article; scientific paper; data paper; short communication; article de revue;
            article scientifique; article de recherche; article dans une revue;
            zeitschriftenartikel; zeitschriftenaufsatz; wissenschaftlicher artikel; artículo de
            revista; artículo científico; artículo de investigación; artigo de periódico; artigo
            científico; articolo di rivista; articolo scientifico; artikel in zeitschrift
        """,
        "article-magazine": "magazine article; article de magazine; zeitschriftenbeitrag; artículo de divulgación",
        "article-newspaper": """
            newspaper article; press article; news article; news item; article de presse; article de
            journal; zeitungsartikel; artículo de prensa; artículo de periódico; artigo de jornal;
            articolo di giornale; press release
        """,
        "article": "preprint; pré-publication; prépublication; preprint article; working paper; discussion paper",
        "chapter": """
            book chapter; chapter; book section; book part; chapitre d'ouvrage; chapitre de livre;
            chapitre; buchkapitel; buchbeitrag; beitrag in sammelband; beitrag im sammelband;
            capítulo de libro; capítulo; capítulo de livro; capitolo di libro; contribution to book
        """,
        "paper-conference": """
            conference paper; conference contribution; conference item; conference proceeding;
            conference abstract; proceedings paper; meeting abstract; communication dans un congrès;
            communication à un colloque; acte de colloque; article de conférence; konferenzbeitrag;
            tagungsbeitrag; comunicación a congreso; ponencia en congreso; trabalho de conferência;
            intervento a convegno; contributo in atti
        """,
        "book": """
            edited book; edited volume; monograph; monographie; monografía; monografia; sammelband;
            ouvrage collectif
        """,
        "report": """
            policy brief; case study; annual report; technical report; research report; final
            report; briefing note; briefing paper; technical note; étude de cas; note de synthèse;
            fiche technique; white paper; fact sheet; position paper; background paper; livre blanc;
            occasional paper; issue brief; policy paper; research brief; success story; best
            practice; lessons learned; positionspapier; documento de trabajo; guideline; technical guideline;
            guidance note; action plan; position statement; training material; evaluation report; lignes directrices;
            plan d'action; directrices; plan de acción; nota técnica; hoja informativa; cartilla; linee guida; piano
            d'azione; diretrizes; plano de ação; leitlinie; leitlinien; infoblatt; handreichung; aktionsplan; tool kit
        """,
        "review-book": """
            book review; compte rendu; compte rendu de lecture; buchbesprechung; buchrezension;
            reseña de libro; reseña
        """,
        "thesis": """
            etd; hdr; dissertation or thesis; thesis or dissertation; dissertation/thesis;
            thesis/dissertation; habilitation thesis; trabajo de fin de grado; trabajo de fin de
            máster; mémoire de master; phd;
            trabalho de conclusão de curso; tcc; projet de fin d'études; tesina; trabajo de grado
        """,
        "document": """
            boletín; boletim; bulletin; boletín técnico; boletim técnico; bulletin technique; technical bulletin
        """,
        "dataset": "data set; jeu de données; datensatz; conjunto de datos",
        "webpage": "web page; page web; webseite; página web; web site; site web; web resource; online resource",
        "motion_picture": "video recording; enregistrement vidéo; videoaufnahme",
        "speech": """
            conference presentation; conference talk; conference poster; oral presentation; invited talk;
            ted talk; tedx talk
        """,
        "software": "source code; code source; computer program",
    }.items()
    for name in names.split(";")
}
"""Names of kinds of works, in small letters, with the item type each stands for."""


def document_type(text: str) -> str:
    """The item type that a whole text names, also in the plural ("Book chapters"); empty for none."""
    name = text.lower().replace("’", "'")
    return DOCUMENT_TYPES.get(name, "") or (DOCUMENT_TYPES.get(name[:-1], "") if name.endswith("s") else "")
