"""Cases, statutes and articles as lawyers cite them: a volume, a reporter, code or law review, a page or section.

"347 U.S. 483", "42 U.S.C. § 7401", "66 Univ. L. Rev. 447"; and decisions of a court with their date and number.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import DAY, read_date
from soilbib.formats.listing.parts.cuts import commas
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import first_quoted
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
_REVIEWED = re.compile(  # "Jane Doe, Title, 162 SCIENCE 1243, 1245 (2008)", "“Title,” 66 Univ. L. Rev. 447 (2015)"
    r"(?:,|[,.?!][”\"]|[”\"],?)\s(?P<volume>\d{1,4})\s(?P<review>[^\W\d_a-z](?:[^\d,;:()§]|\d(?:d|nd|rd|th)\b){2,60}?)\s(?P<page>\d{1,5})"
    r"(?:,\s\d{1,5}(?:[-–]\d{1,5})?)?\s\((?P<year>(?:1[89]|20)\d\d)\)\.?$"
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
    """A case in a reporter, an article in a law review, a decision of a court, a section of a code; else None."""
    if " v" in text and (reported := _REPORTED.fullmatch(text)):
        return _reported(reported)
    if text.endswith((")", ").")) and (reviewed := _REVIEWED.search(text)) and " v. " not in text:
        return _reviewed(text, reviewed)
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


def _reviewed(text: str, match: re.Match[str]) -> Reading | None:
    """An article whose volume stands before the periodical and whose page behind it."""
    fields = {"container-title": match["review"], "volume": match["volume"], "page": match["page"]}
    led = text[: match.start() + len("?”")].rstrip(" ,")
    quoted = first_quoted(led)
    people, title = Names(), led
    if quoted and quoted[1] >= len(led) - 1:
        people = read_names(led[: quoted[0]].rstrip(" ,.")) if quoted[0] else people
        title = led[quoted[0] + 1 : quoted[1]].rstrip(" ,.")
        if quoted[0] and not people.sure:
            return None
    else:
        for cut in commas(led):
            found = read_names(led[:cut].rstrip(" ,"))
            if found.sure and found.persons and all(name.family and name.given for name in found.names):
                people, title = found, led[cut:].lstrip(" ,")
                break
    return Reading(
        "law-review", title, 0.92, people.names, people.truncated, read_date(match["year"]), fields
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
