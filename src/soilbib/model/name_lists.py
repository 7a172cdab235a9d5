"""Lists of names with initials, read from the left: "Doe, J., A. Roe & P. van der Meer", "Doe JA, Roe B, et al.".

Such names have one reading, wherever the list ends; what is no such name ends it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.model.name_words import ORGANISATION_WORDS

_SMALL = "a-zß-öø-ÿāăąćčďđēęěėğģīįıķļłńňņōőœřśšşșťţțūůűųźżžα-ώа-џ"
_U = rf"[^\W\d_{_SMALL}]"
_L = f"[{_SMALL}]"
_PARTICLES = (
    r"(?:d[aeiou]|de[lnr]|d[ao]s|de la|de las|de los|della|dell['’]|dal|degli|van(?: d?e[nr]| de)?|v[ao]n(?: de[rmn])?"
    r"|vom|zu[mr]?|te[nr]|la|le|el|al|af|av|bin|ibn|op den|in['’]t|['’]t)"
)
_CAPITALISED = rf"(?=[^\s,;/]*?{_L}|{_U}{{4}})(?:[dDlLO]['’])?{_U}[^\W\d_]*(?:['’‐-][^\W\d_]+)*"
_FAMILY = rf"(?:St\.\s)?(?:\s?(?:{_PARTICLES}\s|[dl]['’]\s?){{0,2}}{_CAPITALISED}){{1,3}}"
_DOTTED = rf"(?![JS]r\.){_U}[^\W\d_]?\.(?:\s?[-‐]?\s?(?![JS]r\.){_U}{_L}?\.)*"
_UNDOTTED = rf"{_U}(?:[-‐ ]?{_U}){{0,3}}(?![\w’'.])"
_SPELLED = rf"{_U}\.\s{_CAPITALISED}(?=\s?[,;&(\[:]|\s(?:and|et|y|und|e|&)\s)"
_BEHIND = rf"(?:\s(?P<particle>(?:(?:{_PARTICLES}|d['’])\s?){{1,2}})(?=[\s,;.]|$))?"
_SUFFIX = r"(?:,?\s(?P<suffix>(?:[JS]r|I{2,3}|IV)(?:\.|(?!\w))))?"
_FOLLOWED = rf"(?=\s?[,;:&/.(\[“”«\"]|(?<=\.)\s(?:[¿¡\d]|{_U})|\s(?:and|et|y|und|e|en|og|och|i|a|ve|и|in|\d)|\s[–—-]\s|…|$)"
_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY}|{_U}{{2,}}(?:-{_U}{{2,}})?(?=\s?,))(?:\s?,\s?|\s)(?P<given>{_SPELLED}|{_DOTTED}|{_UNDOTTED})"
    rf"{_BEHIND}{_SUFFIX}{_FOLLOWED}"
)
_DIRECT = re.compile(
    rf"(?P<given>{_DOTTED}(?:\s?{_CAPITALISED})??|{_U}{{1,2}}(?=\s))\s?(?P<family>{_FAMILY}){_SUFFIX}{_FOLLOWED}"
)
_AND = r"(?:and|et|y|und|e|en|og|och|i|a|ve|и|with)"
_JOINT = re.compile(
    rf"\s?[,;/]\s?(?:(?:{_AND}\s|&\s?)|(?P<gap>(?:…|\.\s?\.\s?\.)[,\s]*(?:&\s?)?))?|\s(?:{_AND}\s|&\s?)|\s?&\s?"
    r"|\s?(?P<cut>…|\.\.\.)\s?"
)
_CUT = re.compile(
    r"\s?[,;/&]?\s?(?:(?:&|and|et|y|e|und)\s)?[\[(]?(?:et\.?\s?al(?:ii|ia)?(?:\.|(?!\w))|(?<=[&\s])al(?:\.|\b)|others\b"
    r"|otros\b|outros\b|altri\b|andere\b|autres\b|coll(?:aborateurs)?\b\.?|cols?\b\.|[uoe]\.\s?a\.|i\sin\.|и\sдр\.|m\.\s?fl\."
    r"|a\skol\.|等)[\])]?|\s?(?:…|\.\.\.)(?=\s?$)"
)


class Scanned(Struct, frozen=True, gc=False):
    """The (family, given, suffix) of a list, where it ends, and whether it is known to be cut."""

    names: tuple[tuple[str, str, str], ...]
    end: int
    truncated: bool = False


def scan_names(text: str) -> Scanned | None:
    """The list of names with initials that a text begins with; None where it begins with none."""
    names: list[tuple[str, str, str]] = []
    position = end = 0
    truncated = False
    while True:
        match = _INVERTED.match(text, position) or _DIRECT.match(text, position)
        if not match or match["family"].rpartition(" ")[2].lower() in ORGANISATION_WORDS:
            break
        names.append(_parts(match))
        end = match.end()
        cut = _CUT.match(text, end)
        if cut:
            return Scanned(tuple(names), cut.end(), True)
        joint = _JOINT.match(text, end)
        if not joint:
            break
        truncated = truncated or bool(joint["gap"] or joint["cut"])
        position = joint.end()
    return Scanned(_closed(names), end, truncated) if names else None


def _closed(names: list[tuple[str, str, str]]) -> tuple[tuple[str, str, str], ...]:
    """The names, without the full stop that ends a list of initials without any: "Doe JA, Roe B."."""
    family, given, suffix = names[-1]
    if len(names) > 1 and given.endswith(".") and not any("." in name[1] for name in names[:-1]):
        names[-1] = (family, given[:-1], suffix)
    return tuple(names)


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    """Family, given name and suffix of a matched name; a particle after the initials belongs to the family."""
    found = match.groupdict()
    family, particle = match["family"], (found.get("particle") or "").strip()
    if particle:
        family = f"{particle}{family}" if particle[-1] in "’'" else f"{particle} {family}"
    return family, match["given"].strip(), match["suffix"] or ""
