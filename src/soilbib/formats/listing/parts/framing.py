"""What stands around a reference or in its midst and is no part of it: signals, chapters, counts of figures, comments.

A thesis of the Brazilian form is put into the order of other references as well.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.framing_words import BY_WORD, ROWS_OF_WORD, TELLING, Rule
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_publisher, is_place
from soilbib.formats.listing.vocabulary.words import is_named_periodical

_SIGNAL = re.compile(
    r"(?:[Vv]gl\.(?:\s(?:dazu|hierzu|auch))?:?|[Cc]fr?\.|[Ss]iehe(?:\s(?:dazu|auch))?:?"
    r"|[Vv]oir(?: aussi| par exemple)?\s?:|[Ss]ee(?:,? (?:also|e\.\s?g\.))?[:,]|[Ss]ee also"
    r"|[Vv]éase(?: también)?[:,]?|[Vv]er também[:,]?|[Vv]edi:|(?:Dr|Prof|Rev|Mons)\.)\s+(?=[^\W\d_a-z“«\"])"
)
"""A word that sends the reader to a reference, and the title of the person that leads it."""
_SIGNALS = tuple("VvCcSsDPRM")
_YEAR = re.compile(r"(?<![\d–-])((?:1[5-9]|20)\d\d)(?![\d–-])")
_STOPPED_YEAR = re.compile(r"\.(?<=\d{4}\.)\s[^\W\d_a-z]")


def without_frame(text: str) -> str:
    """The text without the words that lead to it or comment on it, and with a thesis as other references have one."""
    if text.startswith(_SIGNALS):
        signal = _SIGNAL.match(text)
        text = text[signal.end() :] if signal else text
    for mark, pattern, instead in _BY_MARK if _RARE_SIGN.search(text) else _BY_COMMON_MARK:
        if mark in text and pattern.search(text):  # many times faster than a sub that finds nothing
            text = pattern.sub(instead, text)
    if ": " in text:
        text = _with_lost_stop(text)
    if text.endswith(_ENDS):
        for ends, pattern, instead in _BY_END:
            if text.endswith(ends) and pattern.search(text):
                text = pattern.sub(instead, text)
    words = text.replace(",", "").split()
    if not TELLING.isdisjoint(words):
        for row in sorted({row for word in TELLING.intersection(words) for row in ROWS_OF_WORD[word]}):
            rule = BY_WORD[row]
            text = rule.pattern.sub(rule.instead, text) if rule.pattern.search(text) else text
    if text.endswith(".") and _STOPPED_YEAR.search(text):
        text = _COMMENT.sub(_without_comment, text)
        comment = _BOOK_COMMENT.search(text)
        text = f"{text[: comment.end(1)]}." if comment else text
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


def _without_first_year(match: re.Match[str]) -> str:
    """Nothing for a year in brackets behind a title, where the year of the printing stands before."""
    return (
        ""
        if any(year[1] > match[1] for year in _YEAR.finditer(match.string, 0, match.start()))
        else match.group()
    )


def _with_lost_stop(text: str) -> str:
    """The full stop that was lost between a title in small letters and a place with its publisher, which is known."""
    imprint = _IMPRINT.search(text)
    end = imprint.start() if imprint else 0
    place = _PLACE_LAST.search(text, max(0, end - _LONGEST_PLACE), end) if imprint else None
    if not imprint or not place or not is_place(place["place"]):
        return text
    publisher = imprint["publisher"].strip()
    told = is_known_publisher(publisher) or PUBLISHER_WORD.match(publisher)
    before = text[: place.start()].rpartition(" ")[2]
    joined = before[:1].isupper() or before in ("and", "et", "und", "y", "e", "&")  # "New York: Press"
    return f"{text[: place.start()]}.{text[place.start() :]}" if told and not joined else text


def _spell_series(match: re.Match[str]) -> str:
    """A numbered series before a known publisher in brackets behind the title; other volumes stay as they are."""
    held = _HELD.search(match.string, 0, match.start()) is not None  # a chapter's book
    known = is_known_publisher(match["house"].partition("-")[0]) and not held
    known = known and not is_named_periodical(match["series"])
    series = f"({match['series']} {match['volume']})"
    return f" {series}{match['mark']} {match['house']}" if known else match.group()


def _space(match: re.Match[str]) -> str:
    return f"{match.group()} "


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
_FIRST_YEAR = re.compile(r"\s\((?<=[^\W\d_]{3}\s\()(1[5-9]\d\d)\)(?=,\s[^\W\d_a-z])")
_BRACKETED_EDITORS = re.compile(  # "Title (J. Doe and A. Roe, eds.), Publisher"
    r"(?<=[a-zß-öø-ÿ])\s\((?P<names>[^\W\d_a-z][^()\d]{3,80}?)(?:,\s[Ee]d|,?\s[Ee]ds)\.\)(?=[.,:]\s)"
)
_BRACKETED_NAMES = re.compile(  # "Title (Doe, J.A.), Publisher"
    r"\A(?P<title>[^\W\d_a-z][^().;]{8,150}?)\s\((?P<names>[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}"
    r"(?:(?:[;,&]|,?\s(?:&|and|et|y|und|e))\s[^\W\d_a-z][\w’-]+,\s(?:[^\W\d_a-z]\.[\s-]?){1,3}){0,5})\)[.,:]?(?=\s[^\W\d_a-z])"
)


_HELD = re.compile(r"[.,?!”]\s[Ii]n:?\s[^\W\d_a-z]")
_SERIES = re.compile(
    r"(?P<mark>[.,])(?<![A-Z].)\s(?P<series>[^\W\d_a-z][^.,:;()“”\"]{4,60}\.?),\s[Vv]ol\.\s(?P<volume>\d{1,4})[.,]\s(?P<house>[^\W\d_a-z][\w-]+)(?=[,.]\s)"
)
_REVIEWED = re.compile(  # the numbers of mathematics' reviews
    r"(?<=[\d).])[.,;]?(?:[.,;]?\s\(?(?:MR\s?\d[\d,]*(?:[,:]?\s[#:]?\s?\d+)?(?:;\s\d+[,:]?\s#?\s?\d+)*"
    r"(?:\s\([\w:.,#\s]{4,20}\))?|Zbl\.?\s?\d{2,4}\.\d+|JFM\s[\d.]+)\)?)+\.?$"
)
_IMPRINT = re.compile(r":\s(?P<publisher>[^\W\d_a-z][^:;,.\d]{2,50})(?:[;,.]\s?(?:1[5-9]|20)\d\d\b|\.?$)")
_LONGEST_PLACE = 60  # characters, with what stands before it
_PLACE_LAST = re.compile(  # "Title on soils London: Routledge, 2022"
    r"(?<=[\w)”»])\s(?P<place>[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?)(?:,\s[A-Z]{2})?$"
)
_LOST_BEFORE_IN = re.compile(  # "Title on soils In Doe J (ed.) Book"
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])\s(?=In\s[^\W\d_a-z][^()\d]{3,90}\((?:[Ee]ds?|[ÉEé]ds?|[Hh]rsg|[Hh]g|coords?|orgs?)\.?\))"
)


BY_MARK = (
    Rule("Title. Notes in Soils, Vol. 654, Springer-Verlag, Berlin", "ol. ", _SERIES, _spell_series),
    Rule(
        "Doe, Title, Vol. 1 (Oxford: Press, 1913)",
        ", Vol. ",
        re.compile(r",\sVol\.\s(\d{1,3}|[IVX]{1,5})(?=\s\([^()\d]+:\s)"),
        r", vol. \1",
    ),
    Rule(
        "Title, volume 69 of Texts in Soils. Springer, Berlin",
        "olume ",
        re.compile(r",\s[Vv]olume\s(\d+)\sof\s([^\W\d_][^.,()]{4,80})(?=\.\s(?!In\s)[^\W\d_a-z])"),
        r" (\2 \1)",
    ),
    Rule(
        "Title. Press, 1995. 236 s. - 32A7414-1", " - ", re.compile(r"(?<=\.)\s-\s\d[\dA-Z-]{4,12}\.?$"), ""
    ),
    Rule(
        "Title. NeurIPS, 2017 [paper] [code]",
        "]",
        re.compile(
            r"(?:\s\[(?:paper|pdf|PDF|code|arXiv|arxiv|slides|video|poster|project|blog|demo|dataset|website|bib|abs|doi"
            r"|CrossRef|Cross Ref|PubMed|Google Scholar|Green Version|Web of Science|Medline|ISI|DOI|PMC free article"
            r"|Full [Tt]ext|Free Full Text|Ref list)\])+\.?$"
        ),
        "",
    ),
    Rule(
        "Journal 2, 1–12 (2009).ADS CAS PubMed Google Scholar",
        " Scholar",
        re.compile(
            r"\.?\s?(?<=[.)\d])(?:\s?(?:Article|ADS|CAS|ISI|MATH|Math\s?SciNet|Cross[Rr]ef|PubMed(?: Central)?"
            r"|PMC|View Article|Web of Science|Medline|Google Scholar)){1,9}\.?$"
        ),
        ".",
    ),
    Rule(
        "DOE JR., Jane. Title",
        " JR",
        re.compile(r"(?<=[A-ZÀ-Þ]{2})\sJR\.?,(?=\s[A-ZÀ-Þ][a-zß-öø-ÿ.])"),
        " Jr.,",
    ),
    Rule(
        "J. DOE AND A. ROE. Title",
        " AND ",
        re.compile(r"(?<=[A-ZÀ-Þ]{2})(,?)\sAND\s(?=[A-ZÀ-Þ]\.)"),
        r"\1 and ",
    ),
    Rule("Doe, Jane; Roe, Ann; e Poe, John", "; e ", re.compile(r";\se\s(?=[^\W\d_a-z][\w’'-]+,\s)"), "; "),
    Rule(
        "[Doe and Roe, 2017] Jane Doe, Ann Roe: Title",
        "] ",
        re.compile(
            r"\A\[([^\W\d_a-z][\w’-]+)[^\[\]]{0,60}?,?\s(?:1[5-9]|20)\d\d[a-h]?\]:?\s(?=(?:[^\W\d_][\w.-]*\s){0,3}\1\b)"
        ),
        "",
    ),
    Rule(
        "Doe & Roe 2017 = Doe, J. and Roe, A. 2017. Title",
        " = ",
        re.compile(r"\A([^\W\d_a-z][\w’-]+)[^=\d]{0,40}\s(?:1[5-9]|20)\d\d[a-h]?\s=\s(?=\1\b)"),
        "",
    ),
    Rule(
        "Title. Press, 160 p., bibliogr., index.",
        "p., ",
        re.compile(r"(?<=p\.),\s(?:bibliogr?|index|cartes|tabl|photogr?)\b[^;:\d]{0,60}$"),
        "",
    ),
    Rule(
        "Body, 1991. Title, 138 pp., Press, Place",
        " pp., ",
        re.compile(r",\s(\d{2,4}\spp)\.,\s([^\W\d_a-z][^()\d]{3,150}?)\.?$"),
        r". \2, \1.",
    ),
    Rule("Math. 71 (1965), 546–550. MR 31 #1567. Zbl 0123.45678", "MR", _REVIEWED, "."),
    Rule("Math. 71 (1965), 546–550. Zbl 0123.45678", "Zbl", _REVIEWED, "."),
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
        "Title. Berlin u. a.: Verlag",
        ".:",
        re.compile(r"(?<=[.?!]\s)([^\W\d_a-z][\w-]+)\s(?:u\.\s?a\.|et al\.)(?=:\s[^\W\d_a-z])"),
        r"\1",
    ),
    Rule("М.: Наука, 2014. 19 с. : ил.", " : и", re.compile(r"\s:\s(?:цв\.\s)?ил\b\.?"), ""),
    Rule("Press, 2014. -- 191 p.", " -- ", re.compile(r"\s--\s"), " – "),
    Rule(
        "Place: Press, 1994 [1941].",
        " [1",
        re.compile(r"\b(\d{4})\s\[1\d{3}(?:[-–]\d{4})?\](?=\W*$)"),
        r"\1",
    ),
    Rule("Doe, J. [1978] 2003 Title", "[1", re.compile(r"(?<=[.,)]\s)\[1\d{3}\]\s(?=(?:19|20)\d\d\b)"), ""),
    Rule("Doe J., 1973, Title (1939), Place", "), ", _FIRST_YEAR, _without_first_year),
    Rule("Place: Press 1987 (= Series II)", "(= ", re.compile(r"(?<=\()=\s"), ""),
    Rule("Title (eds). Published: Press, Place", " Published: ", re.compile(r"(?<=\.\s)Published:\s"), ""),
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
    Rule("Doe J. Title on soils In Roe A (ed.) Book", " In ", _LOST_BEFORE_IN, ". "),
)
"""The rules that a mark tells, in their order."""
BY_END = (
    Rule(
        "Title on soils (Doe, J.A., Press, 2007)",
        ") ).",
        _BRACKETED_IMPRINT,
        r"\g<names> \g<title>. \g<imprint>",
    ),
    Rule("机械工业出版社, 2018年.", "年 年.", re.compile(r"(?<=,\s\d{4})年\.?$"), "."),
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
_RARE_SIGN = re.compile(r"[\[\]<=+°/—]")
_BY_MARK = tuple((rule.told, rule.pattern, rule.instead) for rule in BY_MARK)
_BY_COMMON_MARK = tuple(row for row in _BY_MARK if not _RARE_SIGN.search(row[0]))
"""The same for a text without any of the signs that few have."""
_BY_END = tuple((tuple(rule.told.split()), rule.pattern, rule.instead) for rule in BY_END)
_ENDS = tuple(end for ends, _, _ in _BY_END for end in ends)
