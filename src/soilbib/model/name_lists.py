"""Lists of names with initials, read from the left: "Doe, J., A. Roe & P. van der Meer", "Doe JA, Roe B, et al.".

Such names have one reading, wherever the list ends; what is no such name ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from soilbib.model.name_words import ORGANISATION_WORDS

_SMALL = "a-zß-öø-ÿāăąćčďđēęěėğģīįıķļłńňņōőœřśšşșťţțūůűųźżžα-ώа-џ"
_CASED = (*range(0x590), *range(0x1E00, 0x2E80))  # the scripts of the basic plane that have capitals


def _set_of(codes: Iterable[int]) -> str:
    """Characters as ranges within a set: a set that leaves out a whole plane takes long to compile."""
    runs = (list(run) for _, run in groupby(enumerate(codes), lambda numbered: numbered[1] - numbered[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_NOT_SMALL = re.compile(f"[^{_SMALL}]")
_U = "[{}\U00010000-\U0001bfff\U0001d400-\U0001d7cb\U00020000-\U0003ffff]".format(
    _set_of(
        code
        for code in _CASED
        if chr(code).isalnum() and not chr(code).isdecimal() and _NOT_SMALL.match(chr(code))
    )
)
_L = f"[{_SMALL}]"
_PARTICLES = (
    r"(?:d[aeiou]|de[lnr]|d[ao]s|de la|de las|de los|della|dell['’]|dal|degli|van(?: d?e[nr]| de)?|v[ao]n(?: de[rmn])?"
    r"|vom|zu[mr]?|te[nr]|la|le|el|al|af|av|bin|ibn|op den|in['’]t|['’]t)"
)
_CAPITALISED = rf"(?=[^\s,;/]*?{_L}|(?:[DLO]['’])?{_U}{{4}})(?:[dDlLO]['’])?{_U}[^\W\d_]*(?:['’‐-][^\W\d_]+)*"
_FAMILY = rf"(?:St\.\s)?(?:\s?(?:{_PARTICLES}\s|[dl]['’]\s?){{0,2}}{_CAPITALISED}){{1,3}}"
_AND = r"(?:and|et|y|und|e|en|og|och|i|a|ve|и|with)"
_SHOUTED = rf"(?:ST\.\s)?(?:[DLO]['’])?{_U}{{2,}}(?:[\s’'-]{_U}{{2,}}){{0,3}}"
_DOTTED = rf"(?![JS]r\.|St\.){_U}[^\W\d_]?\.(?:\s?[-‐]?\s?(?![JS]r\.|St\.){_U}{_L}?\.)*"
_UNDOTTED = rf"(?:{_U}(?:[-‐]?{_U}){{0,3}}|{_U}(?:\s{_U}(?!\w)){{1,3}})(?![\w’'.])"
_SPELLED = (
    rf"(?<=,\s){_U}\.?\s{_CAPITALISED}"
    rf"(?=\s?[&(\[]|,\s(?:and|et|y|und|e|&)\s|,\s{_CAPITALISED}[\w\s’-]{{0,25}},\s{_U}\.)"
)
_STOPPED = rf"(?:{_U}(?:[-‐]?{_U}){{1,3}}|{_U}(?:\s{_U}){{1,3}})(?=\.(?:\s|$))"
_BEHIND = rf"(?:\s(?P<particle>(?:(?i:{_PARTICLES}|d['’])\s?){{1,2}})(?=[\s,;.]|$))?"
_SUFFIX = r"(?:,?\s(?P<suffix>(?:[JS]r|I{2,3}|IV)(?:\.|(?!\w))))?"
_FOLLOWED = (
    rf"(?=\s?[,;:&/.(\[“”«\"]|(?<=\.)\s(?:[¿¡\d]|{_U})|\s(?:and|et|y|und|e|en|og|och|i|a|ve|и|in|\d)"
    r"|\s[–—-]\s|…|$)"
)
_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY}|{_SHOUTED}(?=\s?,|\s{_U}{{1,3}}(?:[,;(]|\s(?:and|et|&|\())))(?:\s?,\s?|\s)(?P<given>{_SPELLED}|{_STOPPED}|{_DOTTED}|{_UNDOTTED})"
    rf"{_BEHIND}{_SUFFIX}{_FOLLOWED}"
)
_LAST = re.compile(rf"(?P<family>{_FAMILY})\s(?P<given>{_U}(?:[-‐]?{_U}){{0,3}})(?=\s{_U})")
_FULL = rf"{_CAPITALISED}\s{_U}\.(?:\s?{_U}\.)?\s(?:{_PARTICLES}\s)?{_CAPITALISED}"
_SPELLED_LIST = re.compile(
    rf"{_FULL}(?:$|\s[(\[]?et al|,?\s(?:(?:and|et|y|und)\s|&\s)?{_CAPITALISED}\s(?:{_U}\.\s)?{_U})"
)
_DIRECT = re.compile(
    rf"(?P<given>{_DOTTED}(?:\s?{_CAPITALISED})??|(?!U[KSN]\s|EU\s){_U}(?:-?{_U}){{0,2}}(?=\s))\s?(?P<family>{_FAMILY}|{_SHOUTED}(?=\s?[,;.&(]|\s{_AND}\s|$)){_SUFFIX}{_FOLLOWED}"
)
_JOINT = re.compile(
    rf"\s?:?[,;/]\s?(?:(?:{_AND}\s|&\s?)|(?P<gap>(?:…|\.\s?\.\s?\.)[,\s]*(?:&\s?)?))?|\s(?:{_AND}\s|&\s?)|\s?&\s?"
    rf"|\s?(?P<cut>…|\.\.\.)\s?|\s[–—]\s(?={_U}[^,.]{{1,30}},\s{_U}\.)"
)
_CUT = re.compile(
    r"\s?[,;/&]?\s?(?:(?:&|and|et|y|e|und)\s)?[\[(]?(?:et\.?\s?al(?:ii|ia)?(?:\.|(?!\w))|(?<=[&\s])al(?:\.|\b)|(?:others|[Cc]o-?authors)\b"
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
    if _SPELLED_LIST.match(text):  # "Layla M. Roe, Ann T. Doe"
        return None
    names: list[tuple[str, str, str]] = []
    position = end = 0
    truncated = False
    while True:
        match = _INVERTED.match(text, position) or _DIRECT.match(text, position)
        if not match and names and "." not in names[-1][1]:
            match = _LAST.match(text, position)  # "Doe JA, Roe B Title"
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
    return family, match["given"].strip(), found.get("suffix") or ""


_MARK = re.compile(rf"\s*,\s*(?P<comma>{_AND}\s+|&\s*)?|\s+(?P<word>{_AND})\s+|\s*(?P<sign>&)\s*")
_FAMILY_NAME = re.compile(rf"{_FAMILY}|{_SHOUTED}")
_GIVEN = (
    rf"(?:{_CAPITALISED}|{_DOTTED}|{_U})"
    rf"(?:[\s-](?:{_CAPITALISED}|{_DOTTED}|{_U}(?!\w)|(?:d[aeo]s?|del|la)(?=\s))){{0,3}}"
)
_GIVEN_NAME = re.compile(rf"{_GIVEN}(?:\s{_PARTICLES}){{0,2}}")
_SENTENCE_END = re.compile(rf"{_L}\.$")
_MOST = 2000


def split_slashed(text: str) -> list[str] | None:
    """The names of "Doe, Jane/Roe, Richard"; None for any other text."""
    pieces = [piece.strip() for piece in text.split("/")]
    inverted = len(pieces) > 1 and all(piece.count(",") == 1 for piece in pieces) and len(text) <= _MOST
    return pieces if inverted and all(map(_INVERTED_NAME.fullmatch, pieces)) else None


def split_spelled(text: str) -> list[str] | None:
    """The names of "Doe, Jane, Roe, Richard & Poe, Ann" or "Doe, Jane, Richard Roe and Ann Poe"; else None.

    Where all after the first are of two words or more, a joiner before the last part says that these are whole names.
    """
    if len(text) > _MOST or any(char in text for char in ';:/()[]"'):
        return None
    parts, joined, end = [], [], 0
    for match in _MARK.finditer(text):
        parts.append(text[end : match.start()])
        joined.append(bool(match["comma"] or match["word"] or match["sign"]))
        end = match.end()
    last = text[end:].strip(" ,")
    parts.append(last[:-1] if _SENTENCE_END.search(last) else last)
    if (
        len(parts) < 3
        or not _FAMILY_NAME.fullmatch(parts[0])
        or not _GIVEN_NAME.fullmatch(parts[1])
        or joined[0]
    ):
        return None
    if all(map(_FULL_NAME.fullmatch, parts[2:])) and (len(parts) % 2 or joined[-1] or not any(joined)):
        spaced = " " in parts[0] and " " in parts[1]  # "Jane Roe, Ann Poe, Richard Doe"
        ambiguous = spaced and not parts[0][0].islower()
        return None if ambiguous else [", ".join(parts[:2]), *parts[2:]]
    pairs = not len(parts) % 2 and not any(joined[::2])
    if (
        not pairs
        or not all(map(_FAMILY_NAME.fullmatch, parts[::2]))
        or not all(map(_GIVEN_NAME.fullmatch, parts[1::2]))
    ):
        return None
    return [", ".join(parts[index : index + 2]) for index in range(0, len(parts), 2)]


_INVERTED_NAME = re.compile(rf"(?:{_FAMILY}|{_SHOUTED}),\s{_GIVEN}(?:\s{_PARTICLES}){{0,2}}")
_FULL_NAME = re.compile(rf"{_GIVEN}\s(?:{_FAMILY}|{_SHOUTED})")
