"""What stands around a reference or in its midst and is no part of it: signals, chapters, counts of figures, comments.

A thesis of the Brazilian form is put into the order of other references as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_publisher

_SIGNAL = re.compile(
    r"(?:[Vv]gl\.(?:\s(?:dazu|hierzu|auch))?:?|[Cc]fr?\.|[Ss]iehe(?:\s(?:dazu|auch))?:?"
    r"|[Vv]oir(?: aussi| par exemple)?\s?:|[Ss]ee(?:,? (?:also|e\.\s?g\.))?[:,]|[Ss]ee also"
    r"|[Vv]éase(?: también)?[:,]?|[Vv]er também[:,]?|[Vv]edi:|(?:Dr|Prof|Rev|Mons)\.)\s+(?=[^\W\d_a-z“«\"])"
)
"""A word that sends the reader to a reference, and the title of the person that leads it."""
_SIGNALS = tuple("VvCcSsDPRM")
_STOPPED_YEAR = re.compile(r"\.(?<=\d{4}\.)\s[^\W\d_a-z]")


def without_frame(text: str) -> str:
    """The text without the words that lead to it or comment on it, and with a thesis as other references have one."""
    if text.startswith(_SIGNALS):
        signal = _SIGNAL.match(text)
        text = text[signal.end() :] if signal else text
    for mark, pattern, instead in _BY_MARK:
        if mark in text:
            text = pattern.sub(instead, text)
    for ends, pattern, instead in _BY_END:
        if text.endswith(ends):
            text = pattern.sub(instead, text)
    words = text.replace(",", "").split()
    if not _TELLING.isdisjoint(words):
        for row in sorted({row for word in _TELLING.intersection(words) for row in _ROWS_OF_WORD[word]}):
            text = BY_WORD[row].pattern.sub(BY_WORD[row].instead, text)
    if text.endswith(".") and _STOPPED_YEAR.search(text):
        text = _BOOK_COMMENT.sub(r"\1.", _COMMENT.sub(_without_comment, text))
    return text


def _without_comment(match: re.Match[str]) -> str:
    """What stands before a comment, which has small words; what follows a publisher and a year is one."""
    words = match["comment"].split()
    small = sum(word[0].islower() for word in words)
    publisher = match["imprint"][1:].strip().rpartition(": ")[2]
    told = (
        is_known_publisher(publisher)
        or PUBLISHER_WORD.search(publisher) is not None
        or ": " in match["imprint"]
    )
    return f"{match['imprint']}, {match['year']}." if told and small * 2 > len(words) else match.group()


def _spell_dash(match: re.Match[str]) -> str:
    """A dash with spaces, where a person with a given name that is known follows it."""
    return " – " if is_given(match.string[match.end() :].split()[0]) else match.group()


def _spell_responsible(match: re.Match[str]) -> str:
    """A reference that catalogues make, with all whom its slash names in front, as other references have them."""
    people = (
        f"{name['family']} {name['initials'].strip()}" for name in _STRAIGHT_NAME.finditer(match["names"])
    )
    return f"{', '.join(people)} {match['title'].strip()}"


def _spell_imprint(match: re.Match[str]) -> str:
    """A last bracket that names a publisher and its place, as other references have them."""
    publisher = match["publisher"]
    told = is_known_publisher(publisher) or PUBLISHER_WORD.search(publisher)
    return f". {publisher}, {match['place']}." if told else match.group()


def _space(match: re.Match[str]) -> str:
    return f"{match.group()} "


def _spell_thesis(match: re.Match[str]) -> str:
    """A Brazilian thesis with its parts in the order of other references."""
    if genre_type(match["genre"].partition(" ")[0]) != "thesis":
        return match.group()
    genre = match["genre"].replace("(", "").replace(")", "")
    genre = genre if genre_type(genre) else genre.partition(" ")[0]
    pages = f" {match['pages']} p." if match["pages"] else ""
    return f" [{genre}]. {match['school'].replace(' – ', ', ').replace(' - ', ', ')}, {match['year']}.{pages}"


_BOOK_COMMENT = re.compile(  # "Place: Publisher, 1974. Offers a history of documentary films …"
    r"(?<=:\s)([^.:;]{3,60},\s(?:1[5-9]|20)\d\d)\.\s[^\W\d_a-z][^\W\d_A-Z]+(?:\s[^\s()]+){6,}\.$"
)
_COMMENT = re.compile(  # "Simon & Schuster, 2000. An informal introduction by …"
    r"(?P<imprint>[.?!]\s[^.?!]{3,60}),\s(?P<year>(?:1[5-9]|20)\d\d)\.\s(?P<comment>[^\W\d_a-z][^\d]{15,})\.$"
)
_DASH = re.compile(  # "Title—Jane Doe", "Title--Jane Doe (a comment)"
    r"[—–-](?<=\S.)(?:(?<!-)|-)(?=(?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+(?:\s\([a-z][^()]+\))?$)"
)
_STRAIGHT_NAME = re.compile(r"(?P<initials>(?:[^\W\d_a-z]\.\s?){1,3})(?P<family>[^\W\d_a-z][\w’-]+)")
_RESPONSIBLE = re.compile(  # "Doe, J. A. Title / J. A. Doe, A. Roe // Journal"
    r"\A(?P<lead>[^\W\d_a-z][\w’-]+),?\s(?:[^\W\d_a-z]\.\s?){1,3}(?P<title>[^/]{8,400}?)\s/\s"
    r"(?P<names>(?:[^\W\d_a-z]\.\s?){1,3}(?P=lead)(?:,\s(?:[^\W\d_a-z]\.\s?){1,3}[^\W\d_a-z][\w’-]+){1,9})"
    r"(?=\s//|\.\s[–—-]\s|\s\[)"
)
_BRACKETED_IMPRINT = re.compile(  # "Title (Doe, J.A., Press, 2007)"
    r"\A(?P<title>[^\W\d_a-z][^().;]{8,150}?)\s\((?P<names>[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}),\s"
    r"(?P<imprint>[^()]{4,80}\b\d{4})\)\.?$"
)
_BRACKETED_EDITORS = re.compile(  # "Title (J. Doe and A. Roe, eds.), Publisher"
    r"(?<=[a-zß-öø-ÿ])\s\((?P<names>[^\W\d_a-z][^()\d]{3,80}?)(?:,\s[Ee]d|,?\s[Ee]ds)\.\)(?=[.,:]\s)"
)
_BRACKETED_NAMES = re.compile(  # "Title (Doe, J.A.), Publisher"
    r"\A(?P<title>[^\W\d_a-z][^().;]{8,150}?)\s\((?P<names>[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}"
    r"(?:(?:[;,&]|,?\s(?:&|and|et|y|und|e))\s[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}){0,5})\)[.,:]?(?=\s[^\W\d_a-z])"
)


class Rule(NamedTuple):
    """What is looked for in a text that has what tells it (a mark, one of some ends or words), and what stands then.

    The example is a text that the rule changes; the tests hold each rule to its own.
    """

    example: str
    told: str
    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str]


BY_MARK = (
    Rule(
        "Title. Press, 1995. 236 s. - 32A7414-1", " - ", re.compile(r"(?<=\.)\s-\s\d[\dA-Z-]{4,12}\.?$"), ""
    ),
    Rule(
        "Title. NeurIPS, 2017 [paper] [code]",
        "]",
        re.compile(
            r"(?:\s\[(?:paper|pdf|PDF|code|arXiv|arxiv|slides|video|poster|project|blog|demo|dataset|website|bib|abs|doi)\])+\.?$"
        ),
        "",
    ),
    Rule(
        "[Doe et al. 2017] Title",
        "] ",
        re.compile(
            r"\A\[([^\W\d_a-z][^\[\]\d]{1,60}?),?\s\(?((?:1[5-9]|20)\d\d[a-h]?)\)?\][.:]?\s(?=[“«\"A-ZÀ-Þ])"
        ),
        r"\1 (\2). ",
    ),
    Rule("“Title” - (2016), Jane Doe", "), ", re.compile(r"\s([–—-])\s\((\d{4})\),(?=\s)"), r" \1 \2 \1"),
    Rule("Journal 2021, 8, 6 - ", " -", re.compile(r"(?<=\d)\s[–-]\s?<?$"), ""),
    Rule("Title. <", "<", re.compile(r"(?<=[.,;])\s<\W*$"), ""),
    Rule("Title. In:Journal", " In:", re.compile(r"(?<=\sIn:)(?=[^\W\d_a-z“\"])"), " "),
    Rule("DOE J,ROE A,et al.Title", ",et", re.compile(r",(?=[^\W\d_])|(?<=et al\.)(?=[^\W\d_])"), _space),
    Rule("May 7,2022", ",2", re.compile(r",(?=20\d\d\b)(?:(?<=[^\W\d_]\s\d,)|(?<=[^\W\d_]\s\d\d,))"), _space),
    Rule("Title, s.l.: Publisher", "s.l.:", re.compile(r",\ss\.l\.:"), ". [S.l.]:"),
    Rule("Title on soils (Doe, J.A.), Press", ".)", _BRACKETED_NAMES, r"\g<names> \g<title>."),
    Rule("Title on soils (J. Doe, ed.), Press", ".)", _BRACKETED_EDITORS, r", edited by \g<names>"),
    Rule(
        "Title on soils (Doe, J.A., Press, 2007)",
        "., ",
        _BRACKETED_IMPRINT,
        r"\g<names> \g<title>. \g<imprint>",
    ),
    Rule(
        "Title. Berlin u. a.: Verlag",
        ".:",
        re.compile(r"(?<=[.?!]\s)([^\W\d_a-z][\w-]+)\s(?:u\.\s?a\.|et al\.)(?=:\s[^\W\d_a-z])"),
        r"\1",
    ),
    Rule("М.: Наука, 2014. 19 с. : ил.", " : и", re.compile(r"\s:\s(?:цв\.\s)?ил\b\.?"), ""),
    Rule("Press, 2014. -- 191 p.", " -- ", re.compile(r"\s--\s"), " – "),
    Rule("Place: Press, 1994 [1941].", " [1", re.compile(r"\b(\d{4})\s\[1\d{3}\](?=\W*$)"), r"\1"),
    Rule("Paris, 192 p. + 40 planches couleur", " + ", re.compile(r"(?<=p\.)\s\+\s\d[^+.;]{2,40}\.?$"), ""),
    Rule(
        "Vacarme, n°65, 2013/4, p. 107-116",
        "°",
        re.compile(r"(?<=,\s)([Nn]°\s?[\d-]+),\s(\d{4})/\d{1,2}(?:-\d{1,2})?(?=[,.])"),
        r"\1, \2",
    ),
    Rule("Title.. Press", ".. ", re.compile(r"(?<=\w)\.\.(?=\s)"), "."),
    Rule("Title .New York", " .", re.compile(r"(?<=[\w)”»])\s\.(?=[^\W\d_a-z][^\W\d_A-Z])"), ". "),
    Rule("Doe, J. A. Title on soils / J. A. Doe, A. Roe // Journal", " / ", _RESPONSIBLE, _spell_responsible),
    Rule("Title—Jane Doe", "—", _DASH, _spell_dash),
    Rule("Title–Jane Doe", "–", _DASH, _spell_dash),
    Rule("Title--Jane Doe (a comment)", "--", _DASH, _spell_dash),
)
"""The rules that a mark tells, in their order."""
BY_END = (
    Rule("Press, 1999.148 pp.", "pp.", re.compile(r"(?<=\d{4}\.)(?=\d{1,4}\s?pp\.$)"), " "),
    Rule("Press, 1999, 148pp", "pp pp.", re.compile(r"(?<=[\s\d]\d\d)(?=pp\.?$)"), " "),
    Rule("S. 12ff.", "ff ff.", re.compile(r"(?<=\d)ff\.?$"), ""),
    Rule(
        "Doe J (2012) Title on soils (University Press, Place).",
        ") ).",
        re.compile(r"\s(?<=[\w”»]\s)\((?P<publisher>[^(),\d]{4,50}),\s(?P<place>[^()\d]{3,40})\)\.?$"),
        _spell_imprint,
    ),
)
"""The rules that the end of a text tells, in their order."""
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
            "tribune interview chronique éditorial",
            r"(?<=[»”],)\s(?:une\s)?(?:tribune|chronique|éditorial|interview)\sde(?=\s[^\W\d_a-z])",
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
            "p. 56 à 80",
            "p. pp. pages",
            r"(?<=(?:p\.|es)\s)(\d{1,4}) (?:à|a|al|bis|to|até) (\d{1,4})(?=\W*$)",
            r"\1-\2",
        ),
        (
            "pp. 11, 63",
            "pp.",
            r"(?<=pp\.\s)(\d{1,4}(?:[-–]\d{1,4})?)((?:(?:,| and| et| y| und| e)\s\d{1,3}(?:[-–]\d{1,3})?(?!\d))+)\.?$",
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
        ("Jane Doe. n.d. “Title.”", "n.d.", r"(?<=\.)\sn\.d\.(?=\s[“«\"A-ZÀ-Þ])", " (n.d.)."),
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
_ROWS_OF_WORD: dict[str, tuple[int, ...]] = {
    word: tuple(row for row, rule in enumerate(BY_WORD) if word in rule.told.split())
    for rule in BY_WORD
    for word in rule.told.split()
}
_TELLING = frozenset(_ROWS_OF_WORD)
_BY_MARK = tuple((rule.told, rule.pattern, rule.instead) for rule in BY_MARK)
_BY_END = tuple((tuple(rule.told.split()), rule.pattern, rule.instead) for rule in BY_END)
