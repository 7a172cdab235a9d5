"""A string made ready for its forms: what stands in the way of every form is taken out of it.

What is taken out here is in no field, so that it comes back in the record's note.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import genre_type, read_date
from soilbib.formats.listing.parts.editors import EDITOR_WORD
from soilbib.formats.listing.parts.framing import without_frame
from soilbib.formats.listing.parts.remarks import without_remarks
from soilbib.formats.listing.parts.segments import outer_quotes, split_segments
from soilbib.formats.listing.vocabulary.gazetteer import is_country, is_given

_UNDATED_BRACKET = (
    r"[(\[](?!\d)(?:n\.\s?d\.?|s\.\s?[adf]\.?|o\.\s?J\.?|u\.\s?å\.?|z\.\s?j\.?|b\.\s?[dr]\.?|б\.\s?г\.?"
    r"|sans date|sin fecha|undated|no date|in press|forthcoming"
    r"|sous presse|à paraître|im druck|en prensa|no prelo|in stampa|accepted|submitted)[)\]]"
)
_UNDATED_SOMEWHERE = re.compile(_UNDATED_BRACKET, re.IGNORECASE)
_UNDATED = re.compile(
    rf"[.,\s](?:(?<=\.),?\s|(?<=,)\s|(?<=\s)){_UNDATED_BRACKET}[.,:]?",
    re.IGNORECASE,
)

_OPENERS, _CLOSERS = '“«„"', '”»“"'
_ANONYMOUS = re.compile(
    r"\[?(?:an[oó]n(?:ymous|yme|ymus|ym|imo)?|anónimo|o\.\s?V|s\.\s?n)\b\.?\]?[.,:]?\s+(?:[–—-]\s+)?",
    re.IGNORECASE,
)
_GLUED_SENTENCE = re.compile(r"\.(?<=[a-zß-öø-ÿ]{3}\.)(?=[A-ZÀ-Þ][a-zß-öø-ÿ]{2})(?!(?:Org|Com|Net)\b)")
_GLUED_YEAR = re.compile(r"\.(?=(?:1[89]|20)\d\d\.\s)(?<=[A-Za-zß-öø-ÿ]\.)")  # "Doe, Jane P.1996. Title"
_UNDATED_QUOTED = re.compile(r"(?<=[”\"»]),?\s(?:n\.\s?d|s\.\s?d|no date|undated)\b\.?(?=[\s,.]|$)")
_UNDATED_WORDS = ("n.d", "n. d", "s.d", "s. d", "no date", "undated")  # of which it has one
_HONORIFIC = re.compile(  # "Dr. Ilse Brandauer. Title"
    r"^(?:Dr|Prof|Mr|Mrs|Ms|Mme|Mlle)\.?\s(?=[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z]\.)?\s[^\W\d_a-z][\w’'-]+[.,:]\s)"
)
_NAME_MARK = re.compile(  # of the corresponding author: "Jane Doe*, Ann Roe†"
    r"[*†‡¶#](?:(?<=[^\W\d_][^\W\d_].)|(?<=[^\W\d_]\..))[*†‡¶#]*(?=[,;&.:]|\s|$)"
    r"|(?<=\s[A-Z])[*†‡¶#]+(?=[,;]|\s[“«\"])"
)
_EMPHASIS = re.compile(r"(?<!\w)\*\w")
_PRICE = re.compile(
    r"[,;.]?\s(?:[€$£]\s?\d{1,4}(?:[.,]\d\d)?|\d{1,4}(?:[.,]\d\d)?\s?(?:€|[Ee]uros?|EUR|CHF|DM|£|\$))\.?$"
)
_FINAL_COUNTRY = re.compile(r"(?<=\s\d{4}) \(([^\W\d_a-z][^\W\d_]+)\)$")  # "2015 (Belgique)"
_UNDATED_LAST = re.compile(r",\s(?:s\.\s?[df]\.|n\.\s?d\.|o\.\s?J\.|sans date|sin fecha|undated)$")
_UNDATED_ENDS = ("d.", "f.", "J.", "date", "fecha", "dated")
_SIZE = re.compile(
    r"(?:\s?:\s(?:[Ii]ll?|[Ff]ig|[Cc]art|[Cc]oul)\b[^;]{0,40})?\s?;\s?\d{1,3}(?:[\sx×,]+\d{1,3})?\s?cm\b\.?"
)
_SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_a-z]{3}) - (?=[^\W\d_a-z]{3,},\s[^\W\d_a-z])")  # "ROE - DOE, C."
_FIRST_PRINTED = re.compile(r"(?<=\()\[(1[4-9]\d\d)\],?\s(\d{4})(?=\))")
_REPRINTED = re.compile(  # "1978 [1958]", "[1958] 1978"
    r"(?<=[\s(])(?:((?:19|20)\d\d)\s\[(?:1[5-9]|20)\d\d\]|\[(?:1[5-9]|20)\d\d\]\s((?:19|20)\d\d))(?=[.,;:)\s]|$)"
)
_PRINTED_FIRST = re.compile(
    r"(?<=,\s)((?:19|20)\d\d)\s\(((?:1[89]|20)\d\d)\)\.?$"
)  # "Publisher, 2005 (1975)"
_DURATION = re.compile(r"[,.;]?\s\(?\d{1,3}\s?(?:[Mm]in(?:utes?|uten|utos)?|mn)\b\.?\)?(?:\.?$|(?=,\s))")
_CLOCK = re.compile(
    r",\s(?:\d{1,2}:\d\d(?::\d\d)?(?:\s(?:UTC|GMT|CES?T|EST|[ap]\.?m\.?))?|\d{1,2}\s[ap]\.?m\.?)(?=[\s.,;)\]]|$)"
)
_AFTERWORD = re.compile(
    r"\s?\((?:[Oo]riginal(?:ly)?(?: work)? published|[Œœ]uvre originale publiée"
    r"|(?:[Tt]rabajo|[Oo]bra) original publicad[oa])"
    r"[^()]*\)\.?"
    r"|\s?\((?:rééd|réimpr|repr|reprint|nouv\. éd|rist|reed)\b[^()]*\)\.?"
    r"|(?<=\d),\s(?:reprint(?:ed)?|repr\.|réimpr\.|rist\.|reimpr\.)(?:\s(?:in\s)?\d{4})?\.?$"
    r"|(?<!S\.)(?<!p\.),\s\d{2,4}\s(?:f|feuillets|leaves)\.$"
    r"|(?<=[.;])\s(?:Epub|eCollection)\s[^.;]{4,40}\.?(?=\s|$)|(?<=\d\.)\s(?:Print|DVD|CD|Film|Television|Performance)\.$"
    r"|\.?\sOnline ahead of print\.?$"
    r"|\.?\sArchived(?: from (?:the )?original)?(?: \(\w+\))?(?: on \d[^.]{4,20}| on [A-Z][^.]{4,20})?(?=\.|$)"
    r"|,\s(?:vergriffen|épuisée?|out of print|agotado|esgotado|esaurito)\.?$"
    r"|[.;]?\s(?:PubMed\s(?:Central\s)?)?(?:PMID|PMCID)\s?:?\s?(?:PMC)?\d+\.?|[.;,]\s(?:OCLC|S2CID|LCCN|Bibcode)\s?:?\s?\d[\w.&]*(?=[.;,\s]|$)\.?"
)
_RIGHTS = re.compile(
    r"(?<=[.;,)])\s(?:L(?:i[cz]en[cs]e|icen(?:ce|cia|ça)|izenz)\s?:\s)?"
    r"(?:CC[ -]BY|CC0|Creative Commons|MIT|GPL|Public [Dd]omain)[^;]{0,90}$|(?<=\.)\s©\s[^.]{2,60}\.?(?=$|\sLi[cz]en)"
)
_RIGHTS_MARKS = ("CC", "Creative Commons", "©", "icense:")
_FIRST_EDITION = re.compile(  # "Publisher, 2005 (1re édition 1977)", "Place 1990 (zuerst 1962)"
    r" \((?:1\s?(?:ʳᵉ|re|ère|st|\.?ª|\.)\s(?:[ÉéEe]d\w*|Aufl\w*)\.?|[Pp]remière édition"
    r"|[Ff]irst (?:published|edition)(?: in)?|[Pp]rimera edición|[Pp]rima edizione|[Ee]rstausgabe|[Oo]rig\."
    r"|[ÉéEe]d\. orig\.|zuerst|erstmals)[\s,:][^()]{0,20}\d{4}\.?\)"
)
_FIRST_PUBLISHED = re.compile(
    r"\s(?<=\d\.\s)(?:Première (?:publication|édition)|First published|Originally published|Erstveröffentlichung"
    r"|Prima edizione|Primera edición)[^.()]{0,30}\d{4}\.?$"
)
_SENTENCE = 60  # characters; no remark on the first printing is longer
_AFTER = ("riginal", "Epub", "eColl", "ID", "LC", "Bibcode", "Archived", "(r", "(nouv")
"""What one of is in such words,"""
_LAST_WORDS = (
    "Print", "DVD", "CD", "Film", "Television", "Performance", "print", "vergriffen", "épuisé", "épuisée", "agotado",
    "esgotado", "esaurito", "printed", "repr", "réimpr", "rist", "reimpr",
)  # fmt: skip
"""or stands at their end."""
_SHARED = re.compile(
    r"(?P<family>[^\W\d_a-z][\w’'-]++),?\s(?P<first>(?:[^\W\d_a-z]\.-?)+)\s(?:et|and|und|y|e|&)\s"
    r"(?P<second>(?:[^\W\d_a-z]\.-?)+)(?=\s?[(,:]|\s(?:1[5-9]|20)\d\d)"
)
_SHARED_IN_FULL = re.compile(  # "Bourguignon, Claude et Lydia. Le sol, la terre et les champs"
    r"(?P<family>[^\W\d_a-z][a-zß-öø-ÿ][\w’-]*),\s(?P<first>[^\W\d_a-z][a-zß-öø-ÿ-]+)\s(?:et|and|und|y|e|&)\s"
    r"(?P<second>[^\W\d_a-z][a-zß-öø-ÿ-]+)(?=\.\s|\s?\(|:\s)"
)
_LEAD = 80  # characters; two authors end earlier
_SHOUTED_AND = re.compile(r"(?<=[^\W\d_a-z]\.),? AND (?=[^\W\d_a-z]\.)")  # "ROE M. AND E. DOE"
_SHOUTED_PAIR = re.compile(  # "BOURGUIGNON Claude et Lydia, Le sol, la terre et les champs"
    r"(?P<family>[^\W\d_a-zß-öø-ÿ]{3,}),?\s(?P<first>[^\W\d_a-z][a-zß-öø-ÿ]+)\s(?:et|and|und|y|e|&)\s"
    r"(?P<second>[^\W\d_a-z][a-zß-öø-ÿ]+)(?=[,.]|\s?\(|\s:)"
)
_REMARK = re.compile(r"\s\[([^\W\d_][^\[\]\d]{2,40})\]\.?$")
_FINAL_REMARK = re.compile(  # "…, 2009. (§4.1, (4.1); Theorem 4.18)", "…, 2004 [Reprinted 2010]"
    r"(?<=\d)[.,]?\s(?:\((?=[^\W\d]|§)(?:[^()]|\([^()]*\)){0,60}\([^()]*\)[^()]{0,60}\)|\[[^\W\d_][^\[\]]{2,40}\d\])\.?$"
)
_AFFILIATION = re.compile(
    rf" \((?<=[^\W\d_a-z]\. \()(?!(?i:{EDITOR_WORD})(?!\w))[^\W\d_][^()\d]{{2,60}}\)(?=,\s|;\s|\s(?:&|et|and|y|und)\s)"
)
_BRACKETED_GIVEN = re.compile(
    r"([^\W\d_][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?)\s\(((?!(?:Hg|Ed|Éd|Tr)\.)(?:[^\W\d_a-z][\w]?\.[\s-]?){1,4}|[^\W\d_a-z][\w-]+(?:\s[^\W\d_a-z][\w-]+)?)\)(?P<mark>[,;.]|\s(?:et|and|&)\s|\s)"
)
_SPACED_DOI = re.compile(r"https?:\s?//\s?(?:dx\.\s?)?doi\.\s?org/\s?10\.\s?\d{4,9}/\s?\S.{0,60}$")


def join_link(text: str) -> str:
    """The text with the DOI at its end in one piece: "https:// doi. org/ 10. 1111/ gcb. 14844"."""
    match = _SPACED_DOI.search(text) if "doi. org" in text or "/ 10." in text else None
    return text[: match.start()] + "".join(match.group().split()) if match else text


def find_undated(text: str) -> re.Match[str] | None:
    """A bracket that stands where the year would, with the marks around it: "(n.d.)", "(s.d.)", "(in press)"."""
    bracketed = "(" in text or "[" in text
    return _UNDATED.search(text) if bracketed and _UNDATED_SOMEWHERE.search(text) else None


def prepared(text: str) -> str:
    """The text without marks that stand for a missing date or author, prices, sizes, remarks and affiliations."""
    text = without_remarks(text)
    text = _without_quotes(text) if text and text[0] in _OPENERS and text[-1] in _CLOSERS else text
    anonymous = _ANONYMOUS.match(text) if text[:1] in "[aAoOsS" else None
    text = text[anonymous.end() :] if anonymous and len(text) > anonymous.end() + 10 else text
    if any(map(text.__contains__, _UNDATED_WORDS)):
        text = _UNDATED_QUOTED.sub("", text)
    text = _HONORIFIC.sub("", text) if text[:1] in "DPM" else text
    text = _SPACED_HYPHEN.sub("-", text, count=1) if " - " in text[:30] else text
    if _GLUED_SENTENCE.search(text):
        text = _GLUED_SENTENCE.sub(". ", text)
    if ".1" in text or ".2" in text:
        text = _GLUED_YEAR.sub(". ", text, count=1)
    if (
        ("*" in text and not _EMPHASIS.search(text))
        or "†" in text
        or "‡" in text
        or "¶" in text
        or "#" in text
    ):
        text = _NAME_MARK.sub("", text)
    text = _without_end(without_frame(text))
    if " min" in text or "min" in text[-12:].lower() or "mn" in text[-6:]:
        shorter = _DURATION.sub("", text).rstrip(" –—-|·•")
        text = f"{shorter})" if shorter.count("(") > shorter.count(")") else shorter
    if ", edit. " in text:
        text = text.replace(", edit. ", ". ")  # the label of a publisher
    if ":" in text or ".m." in text or "am" in text or "pm" in text:
        text = _CLOCK.sub("", text)
    if " cm" in text:
        text = _SIZE.sub("", text)
    text = _without_afterwords(text)
    if "[1" in text:
        text = _REPRINTED.sub(r"\1\2", _FIRST_PRINTED.sub(r"\1/\2", text))
    if " AND " in text[:_LEAD] or " (" in text[:_LEAD]:
        text = _spell_given(_SHOUTED_AND.sub(" and ", text, count=1))
    shared = _SHARED.match(text) or (_SHOUTED_PAIR.match(text) if text[:3].isupper() else None)
    shared = shared or _shared_in_full(text)
    if shared:  # "Bourguignon C. et L. (2008)"
        family = shared["family"]
        text = f"{family} {shared['first']}, {family} {shared['second']}{text[shared.end() :]}"
    return _AFFILIATION.sub("", text) if ". (" in text else text


def _shared_in_full(text: str) -> re.Match[str] | None:
    """Two given names that are known behind one family name: "Odum, Eugene and Howard."."""
    shared = _SHARED_IN_FULL.match(text)
    return shared if shared and is_given(shared["first"]) and is_given(shared["second"]) else None


def _without_afterwords(text: str) -> str:
    """The text without its rights, numbers of databases and remarks on other printings of the work."""
    if text.removesuffix(".").endswith(_LAST_WORDS) or any(map(text.__contains__, _AFTER)):
        text = _AFTERWORD.sub("", text)
    if any(map(text.__contains__, _RIGHTS_MARKS)):
        text = _RIGHTS.sub("", text)
    if text.rstrip(".)")[-1:].isdigit():
        text = _FIRST_EDITION.sub("", text) if " (" in text else text
        published = _FIRST_PUBLISHED.search(text, max(0, len(text) - _SENTENCE))
        text = text[: published.start()] if published else text
    if "(1" in text[-8:] or "(2" in text[-8:]:
        text = _PRINTED_FIRST.sub(r"\1", text)
    return text


def _without_end(text: str) -> str:
    """The text without a price, a mark for a missing date, or a remark in brackets at its end."""
    if text.endswith(_UNDATED_ENDS):
        text = _UNDATED_LAST.sub("", text)
    end = text[-8:]
    if "€" in end or "$" in end or "£" in end or "uro" in end or end[-4:].isupper():
        text = _PRICE.sub("", text)
    bare = end.rstrip(".")
    country = _FINAL_COUNTRY.search(text) if end[-1:] == ")" else None
    text = text[: country.start()] if country and is_country(country[1]) else text
    if bare.endswith((")", "]")):
        text = _FINAL_REMARK.sub(".", text)
    if bare.endswith("]"):
        remark = _REMARK.search(text)
        text = text[: remark.start()] if remark and not genre_type(remark[1]) else text
    return text


def _without_quotes(text: str) -> str:
    """An entry that is in quotes as a whole, title, year and all: "« Les sols – 2019 – A. Doe »"."""
    pair = outer_quotes(text)
    inner = text[pair[0] + 1 : pair[1]].strip() if pair else ""
    parts = split_segments(inner) if any(map(str.isdigit, inner)) else []
    return inner if len(parts) > 2 and any(map(read_date, parts[1:])) else text


def _spell_given(text: str) -> str:
    """ "Powlson (D.S.), Whitmore (A.P.)." at the start, as it would stand without brackets."""
    end = 0
    people = []
    while match := _BRACKETED_GIVEN.match(text, end):
        if "." not in match[2] and not is_given(match[2].split()[0]):
            break
        people.append(f"{match[1].removeprefix('et ')}, {match[2].strip()}")
        end = match.end()
        if match["mark"].strip() not in (",", ";", "et", "and", "&"):
            break
        end += text[end : end + 1] == " "
    if not people:
        return text
    listed = "; ".join(people)
    mark = "," if text[:end].rstrip().endswith(",") else "" if listed.endswith(".") else "."
    return f"{listed}{mark} {text[end:].lstrip(' .')}"
