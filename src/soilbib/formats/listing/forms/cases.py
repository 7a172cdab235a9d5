"""Cases and statutes: parties and a reporter ("347 U.S. 483"), a court with its date and number, a code's section."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import DAY, read_date
from soilbib.formats.listing.reading import Reading

_REPORTED = re.compile(  # "Brown v. Board of Education, 347 U.S. 483, 495 (1954)"
    r"(?P<title>[^\W\d_a-z][^,]{1,80}\s(?:v\.?|vs\.)\s[^\W\d_a-z].{1,100}?),\s(?P<volume>\d{1,4})"
    r"\s(?P<reporter>[A-Z][^,()\d]*(?:\dd)?)"
    r"\s(?P<page>\d{1,5})(?P<more>,[^()]*)?\s\((?P<court>(?:\d{1,2}\w{1,2}\s)?[^()\d]*\s)?(?P<year>1[789]\d\d|20\d\d)\)\.?"
)
_CODE = re.compile(  # "Clean Air Act, 42 U.S.C. § 7401 et seq. (1970)"
    r"(?:(?P<title>[^\W\d_a-z][^§]{3,120}?),\s)?(?P<volume>\d{1,3})\s(?P<code>(?:[A-Z]\.){2,4}(?:\s?[A-Z]\.)?|[A-Z]{2,5})"
    r"\s§+\s?(?P<section>[\w.()–-]+)(?P<more>(?:\set\sseq\.?|[,–-]\s?[\w.()–-]+)*)(?:\s\((?P<year>\d{4})\))?\.?"
)
_COURT = (
    r"(?:Conseil d['’][ÉE]tat|Cour de cassation|Cass\.(?:\s[\w.]+){0,3}"
    r"|Conseil constitutionnel|Cons\. const\.|C\.?J\.?[UC]\.?E\.?"
    r"|C\.?E\.?D\.?H\.?|CJEU|ECJ|ECtHR|Tribunal (?:administratif|judiciaire|correctionnel) d[eu']\s?[^\W\d_a-z][\w-]+"
    r"|(?:TA|CAA|CA|TGI)\s(?:de\s)?[^\W\d_a-z][\w-]+|CE|BVerfG|BVerwG|BGH|BFH|BAG|EuGH|EuG|(?:OVG|VGH?|OLG|LG|AG)\s[^\W\d_a-z][\w-]+"
    r"|Corte costituzionale|Corte di cassazione|Tribunal (?:Supremo|Constitucional)|Supremo Tribunal Federal|STF|STJ)"
)
_DECIDED = re.compile(  # "Conseil d'État, 19 novembre 2020, Commune de Grande-Synthe, n° 427301"
    rf"(?P<court>{_COURT}),\s(?:(?P<genre>[^\W\d_]+\.?)\s(?:vom|v\.|du|de|del|of)\s)?(?P<date>{DAY})"
    r"(?:,\s(?P<title>[^\d,][^,]*(?:,\s[^,\d]+)*?))?"
    r"(?:(?:,|\s[–—-])\s(?:Az\.?:?\s|[Nn][°ºo]s?\.?\s?|aff\.\s?|case\s|Case\s|req\.\s?n°\s?|pourvoi\sn°\s?|Rs\.\s)?"
    r"(?P<number>[\w./ -]*\d[\w./ -]*))?\.?"
)


def read_case(text: str) -> Reading | None:
    """A case in a reporter, a decision of a court, or a section of a code; None for anything else."""
    if " v" in text and (reported := _REPORTED.fullmatch(text)):
        return _reported(reported)
    if "§" in text and (code := _CODE.fullmatch(text)):
        return _code(code)
    decided = (
        _DECIDED.fullmatch(text) if text[:1].isupper() and text[-5:].rstrip(".")[-1:].isdigit() else None
    )
    return _decided(decided) if decided else None


def _reported(match: re.Match[str]) -> Reading:
    fields = {"volume": match["volume"], "container-title": match["reporter"].strip(), "page": match["page"]}
    fields["language"] = "en"  # "v." is a word of Czech
    notes = (match["more"].strip(" ,"),) if match["more"] else ()
    court = {"authority": match["court"].strip()} if match["court"] else {}
    date = read_date(match["year"])
    return Reading(
        "case", match["title"], 0.92, issued=date, fields={**fields, **court}, type="legal_case", notes=notes
    )


def _code(match: re.Match[str]) -> Reading:
    fields = {"volume": match["volume"], "container-title": match["code"], "section": match["section"]}
    title = match["title"] or match.group().rstrip(".")
    notes = (match["more"].strip(" ,"),) if match["more"].strip(" ,") else ()
    date = read_date(match["year"] or "")
    return Reading("case", title, 0.9, issued=date, fields=fields, type="legislation", notes=notes)


def _decided(match: re.Match[str]) -> Reading | None:
    date = read_date(match["date"])
    title = (match["title"] or "").strip()
    if not date or not (match["number"] or title):
        return None
    fields = {"authority": match["court"], "genre": match["genre"], "number": match["number"]}
    said = {variable: value.strip(" .") for variable, value in fields.items() if value}
    return Reading(
        "case", title or match.group().rstrip("."), 0.9, issued=date, fields=said, type="legal_case"
    )
