"""The rules of what stands around a reference that a word tells: figures, chapters, comments, theses of Brazil."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from soilbib.formats.listing.parts.classify import genre_type


class Rule(NamedTuple):
    """What is looked for in a text that has what tells it (a mark, one of some ends or words), and what stands then.

    The example is a text that the rule changes; the tests hold each rule to its own.
    """

    example: str
    told: str
    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str]


def _spell_thesis(match: re.Match[str]) -> str:
    """A Brazilian thesis with its parts in the order of other references."""
    if genre_type(match["genre"].partition(" ")[0]) != "thesis":
        return match.group()
    genre = match["genre"].replace("(", "").replace(")", "")
    genre = genre if genre_type(genre) else genre.partition(" ")[0]
    pages = f" {match['pages']} p." if match["pages"] else ""
    return f" [{genre}]. {match['school'].replace(' – ', ', ').replace(' - ', ', ')}, {match['year']}.{pages}"


def _spell_issue(match: re.Match[str]) -> str:
    """A number of a series as a listing string, its title first."""
    who = f" – {match['who']}" if match["who"] else ""
    return f"“{match['title'].rstrip('.')}”{who} – {match['number']} – {match['year']}"


BY_WORD = tuple(
    Rule(example, words, re.compile(pattern), instead)
    for example, words, pattern, instead in (
        (
            "Jane Doe (préf. Ann Roe), Title",
            "(préf. (postf. (trad. (ill.",
            r"\A([^\W\d_a-z][^().:]+)\s\((?:préf|postf|trad|ill)\.\s[^()\d]{4,60}\)(?=,\s)",
            r"\1",
        ),
        (
            "438 S., 41 Abb., 103 Tab.",
            "Abb. Abb Tab. Tab Taf. Kt. Karten Beil. Anl. Fig. fig. figs. ill. Ill. tab. pl. cartes tav. láms.",
            (
                r",\s(?:\d{1,3}|zahlr)\.?\s(?:Abb|Tab|Taf|Kt|Karten|Fig|fig|Beil|Anl|ill|Ill|tabl?|pl|cartes?|tavv?|láms?"
                r"|figs?)\b\.?(?=[,;.\s]|$)"
            ),
            "",
        ),
        (
            "…, 2017, Kap. 3 und 6",
            (
                "Kap. Kapitel Chap. chap. Chapter chapter Chapitre chapitre Cap. cap. Capítulo Ch. ch. § §§ Rn."
                " Abschnitt sec."
            ),
            (
                r"(?<=\b(?:1[5-9]|20)\d\d)[.,;]\s(?:(?:Kap(?:itel)?|[Cc]hap(?:ter|itre)?s?|[Cc]ap(?:ítulo|itolo)?s?|[Cc]h|§+"
                r"|Rn|Abschnitt)\.?\s[\dIVX‘']|sec\.\s).{0,120}?$"
            ),
            "",
        ),
        (
            "2024. 38 p. (Documentos, n. 246).",
            "n. nº no. Nr. v. vol. Bd. N.",
            r"(?<=\d\s[pfS]\.\s)\(([^\W\d_a-z][^()]{3,60}),\s(?:[nN]\.º?|nº|no\.|Nr\.|v\.|vol\.|Bd\.)\s?(\d{1,4})\)\.?$",
            r"(\1, \2)",
        ),
        (
            "…, 2021. Escala 1:250.000.",
            (
                "Seções Seção Secções Sección Secciones Sections Section Abschnitte Escala Scale Échelle Maßstab"
                " Resolução Resolución"
            ),
            (
                r"(?<=\b(?:1[5-9]|20)\d\d)\.\s(?:(?:Sec[cç]?[çc]?(?:ão|ões|ión|iones)|Seç(?:ão|ões)|Sections?|Abschnitte|Escala"
                r"|Scale|Échelle|Maßstab)\s\d|Resolu(?:ção|ción)\sespacial).{0,80}$"
            ),
            "",
        ),
        (
            "Title, écrit par Jane Doe",
            "écrit écrite écrits written escrito escrita scritto scritta geschrieben",
            r",\s(?:écrite?s?|written|escrit[oa]|scritt[oa]|geschrieben)(?=\s(?:par|by|por|da|von)\s[^\W\d_a-z])",
            ",",
        ),
        (
            "Title. Presented at: Congress; July 3-8, 2018; Place, Country",
            "Presented presented Présenté présenté Presentado presentado",
            (
                r"\.\s(?:[^\W\d_a-z][a-z]+\s)?(?:[Pp]resented\sat|[Pp]résentée?\s(?:à|au)|[Pp]resentado\sen)\s?:?\s(?P<event>[^;]{5,120});"
                r"\s(?P<date>[^;]{0,25}\b\d{4}[^;]{0,12});\s(?P<place>[^;]{3,50}?)\.?$"
            ),
            r". In: \g<event>, \g<place>, \g<date>",
        ),
        (
            "« Title », tribune de Jane Doe, Le Monde",
            "tribune interview chronique éditorial reportaje reportage reportagem entrevista crónica",
            (
                r"(?<=[»”\"],)\s(?:une?\s|una\s)?(?:tribune|chronique|éditorial|interview|reporta[jg]em?|entrevista"
                r"|crónica)\sde(?=\s[^\W\d_a-z])"
            ),
            " par",
        ),
        (
            "…, 1986, insbesondere „Sein“",
            "insbesondere insbes. especially esp. notamment bes. hier: here: ici: aquí: qui: hier",
            (
                r"(?<=\d)[.,;]\s(?:insbes(?:ondere|\.)|esp(?:ecially|\.)|notamment|bes\.|hier(?=\sS\.\s\d)"
                r"|(?:hier|here|ici|aquí|qui)(?=:\s(?:S\.\s|p+\.\s)?\d)).{0,120}?$"
            ),
            "",
        ),
        (
            "Title. 2 Bde. Place: Publisher",
            "Bde. Bde Bände vols. vol. t. tomes tomos tomi",
            r"(?<=[.,;])\s\d{1,2}\s(?:Bde|Bände|vols?|t|tom[eoi]s?)\b\.?[.,;]?(?=\s[^\W\d_a-z][^:]{1,40}:\s)",
            "",
        ),
        (
            "Place, Press, 1931, XVIII-265 p.",
            "p. p pp. pages S.",
            r"(?<=[,.]\s)[IVXLCivxlc]{1,8}(?:[-–]|,\s|\s?\+\s?)(?=\d{1,4}\s?(?:pp?|pages|S)\.?\W*$)",
            "",
        ),
        (
            "New York Times 13 Oct. 2014, late ed.: A25",
            "ed.: edition: ed., edition,",
            r",\s(?:late|early|final|national|natl\.|international|intl\.)\sed(?:ition|\.)(?=[:,])",
            "",
        ),
        (
            "Title. 16. Aufl., 570 S.; Place (Press).",
            "S.; p.; pp.; Abb.; Tab.;",
            (
                r",\s(?P<extent>(?:\d{1,4}\s(?:S|Abb|Tab|Taf|pp?|fig|tab)\.(?:,\s)?)+);"
                r"\s(?P<place>[^\W\d_a-z][^();,]{2,30})\s\((?P<press>[^()\d]{2,50})\)\.?$"
            ),
            r". \g<place>: \g<press>, \g<extent>",
        ),
        (
            "Pagedas AC, inventor; Acme Inc., assignee. Title",
            "inventor; inventors;",
            r",\sinventors?;\s[^.;]{2,60}?\.?,\sassignees?\.",
            ".",
        ),
        (
            "Title. COM(2021) 699 final. Brussels",
            "COM SEC SWD JOIN COM(2021) final final.",
            r"\.\s(?:COM|SEC|SWD|JOIN)\s?\(\d{4}\)\s?\d+(?:\sfinal(?:/\d)?)?\.?(?=\s|$)",
            ".",
        ),
        (
            "Olivier Doe, Title (1600), rééd. Press, 1996.",
            "rééd. réimpr. réédition reprint",
            r"\s\(1\d{3}\),\s(?:réé?d|réimpr|réédition|reprint)\.?\s(?=[^\W\d_a-z])",
            ", ",
        ),
        (
            "Title. - 16. Aufl., 570 S.; Place (Press).",
            "Aufl. Aufl. Auflage Auflage. S.; S.",
            r"(?<=\.)\s[-–—]\s(?=\d{1,2}\.\s(?:[a-zü]+\.?\s){0,2}Aufl)",
            " ",
        ),
        (
            "p. 56 à 80",
            "p. pp. pages",
            r"(?<=(?:p\.|es)\s)(\d{1,4}) (?:à|a|al|bis|to|até) (\d{1,4})(?=\W*$)",
            r"\1-\2",
        ),
        (
            "pp. 11 and 63",
            "pp.",
            (
                r"(?<=pp\.\s)(\d{1,4}(?:[-–]\d{1,4})?)((?:,\s\d{1,3}(?:[-–]\d{1,3})?)*"
                r"(?: and| et| y| und| e)\s\d{1,3}(?:[-–]\d{1,3})?)\.?$"
            ),
            r"\1",
        ),
        (
            "Title. Orientadora: Jane Doe. 2020. Tese",
            (
                "Orientador: Orientadora: Orientadores: Coorientador: Advisor: Advisors: Supervisor: Supervisors:"
                " Betreuer: Betreuerin: Relatore: Tutor: Tutora: Tuteur Tuteur:"
            ),
            (
                r"\.\s(?:[Cc]o-?)?(?:[Oo]rientador(?:es|a)?|Advisors?|Supervisors?|Betreuer(?:in)?|Relatore|Tuteur|Tutora?)\s?:\s"
                r"[^.:]{4,80}(?=\.)"
            ),
            "",
        ),
        (
            "Title. 2017. 134 f. Tese (Doutorado em X) – University, Place, 2017.",
            "Tese Dissertação Monografia Trabalho TCC Thesis Dissertation",
            (
                r"\.(?:\s\d{4}\.)?(?:\s(?P<pages>\d{1,4})\s?[fp]\.)?"
                r"\s(?P<genre>[^\W\d_a-z][^\W\d_]+(?:\sde\s[^\W\d_]+){0,3}\s\([^()]+\)),?"
                r"\s[–—-]\s(?P<school>.+?),?\s(?P<year>\d{4})\.?(?=\s|$)"
            ),
            _spell_thesis,
        ),
        (
            "Title. SIMPÓSIO NACIONAL DE SOLOS, 2., 2012, São Paulo. Anais [...].",
            "Anais Anais... Actas Atas Resumos",
            (
                r"(?<![Ii]n:)(?<=[.?!])\s(?P<event>[^a-zß-öø-ÿ]{12,}?),\s(?:\d{1,3}\.,\s)?\d{4},\s[^.:]{3,40}\.\s(?:Anais|A[ct]+as"
                r"|Resumos)\b(?:\s?[^\s.]+)?(?:\s?\[?\s?(?:\.\.\.|…)\s?\]?)?\.?"
            ),
            r" In: \g<event>.",
        ),
        (
            "Jane Doe, avec John Roe, Title",
            "avec with mit con",
            (
                r"\A((?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+), (?:avec|with|mit|con) "
                r"(?=(?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+,)"
            ),
            r"\1 & ",
        ),
        (
            "Vacarme 2013/4 (N° 65), pages 107 à 116",
            "(N° (n° (No (no",
            r"\s(\d{4})/\d{1,2}(?:-\d{1,2})? \([Nn][°o]\s?([\d-]+)\)",
            r", n° \2, \1",
        ),
        (
            "Title. Dissertação (Mestrado). School",
            "Dissertação Tese Monografia",
            r"(?<=[.?!]\s)(Dissertação|Tese|Monografia)\s\(([^\W\d_a-z][^()]{3,40})\)(?=[.,]\s[^\W\d_a-z])",
            r"\1 de \2",
        ),
        ("Jane Doe. n.d. “Title.”", "n.d.", r"(?<=\.),?\sn\.d\.(?=\s[“«\"A-ZÀ-Þ])", " (n.d.)."),
        (
            "…, 213–231. Reprinted in Moors, 1972.",
            "Reprinted reprinted Repr. repr. Republished Wiederabgedruckt Reimpreso reprint Nachdr. rééd.",
            (
                r"(?:[.;]\s(?:[Rr]eprinted|[Rr]epr\.|Republished|Wiederabgedruckt|Reimpreso) (?:in|en) .+$"
                r"|(?<=\d);\s(?:reprint(?:ed)?|repr\.|Nachdr\.|rééd\.)\s[^();]{0,40}(?=\)))"
            ),
            "",
        ),
        (
            "Corpus, 27 | 2025, mis en ligne le 13 mai 2025",
            "|",
            (
                r",\s(\d{1,3}(?:[-–]\d{1,3})?)\s\|\s((?:19|20)\d\d)"
                r"(?:,\s(?:mis en ligne le|posto online no dia|[Pp]ublicado el|[Oo]nline since|[Mm]essa online)"
                r"\s[^,]{6,20}\d{4})?(?:,\s(?:connection on|URL consultato il)\s[^,.]{6,20}\d{4})?"
            ),
            r", n° \1, \2",
        ),
        (
            "DOE, B. (editor); ROE, J. (editor). Title",
            "(editor); (editor). (ed.); (Ed.); (Hrsg.); (Hg.); (dir.); (org.); (coord.);",
            r"\s\((?:editor|[Ee]d\.|Hrsg\.|Hg\.|dir\.|org\.|coord\.)\)(?=;\s)",
            "",
        ),
        (
            "Paris : Seuil, DL 2023",
            "DL cop. impr.",
            r"(?<=[\s,\[])(?:DL|cop\.|impr\.)\s(?=(?:1[5-9]|20)\d\d\b)",
            "",
        ),
        (
            "Title. PhD. Thesis. School",
            "PhD. MSc. Ph.D.",
            r"(?<=\.\s)(PhD|MSc)\.(?=\s(?:[Tt]hesis|[Dd]issertation))",
            r"\1",
        ),
        (
            "Title. Press. Chaps. 2, 4, 15.",
            "Chap. Chaps. Caps. Cap. Chapters Kap.",
            r"(?<=\w\.)\s(?:Chaps?\.|Caps?\.|Chapters|Kap\.)\s\d[\d,\s–-]*\.?$",
            "",
        ),
        (
            "Heft 12 (2019): Title. Von Jane Doe",
            "Heft Band Bd. Nr. No. N° Nº Vol. Issue Folge Cahier Numéro Número Fascículo Quaderno",
            (
                r"\A(?P<number>(?:Heft|Band|Bd\.|Nr\.|No\.|N[°º]|Vol\.|Issue|Folge|Cahier|Numéro|Número|Fascículo|Quaderno)"
                r"\s\d{1,4})\s\((?P<year>(?:19|20)\d\d)\):\s(?P<title>[^\W\d_a-z][^“”«»\"]+?)"
                r"(?:[.,]\s(?:[Vv]on|[Bb]y|[Pp]ar|[Pp]or|[Dd]i)\s(?P<who>[^\W\d_a-z][^.;:()]{3,200}))?\.?\Z"
            ),
            _spell_issue,
        ),
        ("FREIRE, P Y GIROUX, H.", "Y", r"(?<=,\s[A-Z])\.? Y (?=[^\W\d_a-z]{2,},\s[A-Z])", " y "),
        ("Title, tr. it., Press", "tr. trad.", r",\str(?:ad)?\.\s(?:it|fr|esp|port|ingl)\.(?=,)", ""),
        ("S. 12 f.", "f f. ff ff.", r"(?<=\d)\sff?\.?$", ""),
        (
            "Title, selected, translated, and commented by Jane Doe. Press",
            "by",
            r",\s[a-z]+ed(?:(?:,\s(?:and\s)?|\sand\s)[a-z]+ed){1,3}\sby\s[^\W\d_a-z][^,.;]{3,60}(?=[,.;])",
            "",
        ),
    )
)
"""The rules that words tell, in their order."""
ROWS_OF_WORD: dict[str, tuple[int, ...]] = {
    word: tuple(row for row, rule in enumerate(BY_WORD) if word in rule.told.split())
    for rule in BY_WORD
    for word in rule.told.split()
}
"""The rows of the table for each of its words."""
TELLING = frozenset(ROWS_OF_WORD)
"""The words that tell one of the rules."""
