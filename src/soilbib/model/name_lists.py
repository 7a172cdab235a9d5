"""Lists of names with initials, read from the left: "Doe, J., A. Roe & P. van der Meer", "Doe JA, Roe B, et al.".

Such names have one reading, wherever the list ends; what is no such name ends it.
"""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.model.cut_lists import mark_behind
from soilbib.model.name_shapes import (
    AND,
    CAPITAL,
    CAPITALISED,
    DOTTED,
    FAMILY,
    JOINERS,
    PARTICLE,
    SHOUTED,
    SMALL,
)
from soilbib.model.name_words import ORGANISATION_WORDS, SHORT_FAMILIES

_UNDOTTED = rf"(?:{CAPITAL}(?:[-‐]?{CAPITAL}){{0,3}}|{CAPITAL}(?:\s{CAPITAL}(?!\w)){{1,3}})(?![\w’'.])"
_SPELLED = (
    rf"(?<=,\s){CAPITAL}\.?\s{CAPITALISED}"
    rf"(?=\s?[&(\[]|,\s(?:and|et|y|und|e|&)\s|,\s{CAPITALISED}[\w\s’-]{{0,25}},\s{CAPITAL}\.)"
)
_STOPPED = rf"(?:{CAPITAL}(?:[-‐]?{CAPITAL}){{1,3}}|{CAPITAL}(?:\s{CAPITAL}){{1,3}})(?=\.(?:[\s,;]|$))"
_BEHIND = rf"(?:\s(?P<particle>(?:(?i:{PARTICLE}|d['’]|v\.)\s?){{1,2}})(?=[\s,;.]|$))?"
_SUFFIX = r"(?:,?\s(?P<suffix>(?:[JS]r|I{2,3}|IV)(?:\.|(?!\w))))?"
_UNPARTED = (  # a comma was lost: "Doe J Roe A."
    rf"\s(?!The\s)(?=\S*?{SMALL})(?={FAMILY}\s{CAPITAL}(?:-?{CAPITAL}){{0,2}}(?:[.,:;]|\s(?:{AND}|&)\s|\s\())"
)
_FOLLOWED = (
    rf"(?=\s?[,;:&/.(\[“”„«‘\"]|(?<=\.)\s(?:[¿¡\d]|{CAPITAL})|\s(?:{JOINERS}|in|\d)"
    r"|\s(?:eds?|éds?|comps?|coords?|dirs?|orgs?|hrsg|hg)\b|\s(?:[uoe]\.\s?a\.|m\.\s?fl\.|i\sin\.|и\sдр)|\s[–—-]\s|…|$)"
)
_NOBLE = (  # "LE BISSONNAIS Y."
    rf"(?:LE|LA|DE|DU|VAN|VON|DI|EL|DA|DEL|TEN|TER)(?:\s(?:LA|DER|DEN|DE))?\s{CAPITAL}{{3,}}(?=,?\s{CAPITAL}\.)"
)
_INVERTED = re.compile(
    rf"(?P<family>{FAMILY}|{_NOBLE}|{SHOUTED}(?=\s?,|\s{CAPITAL}{{1,3}}(?:[,;(]|\s(?:and|et|&|\())))(?:\s?,\s?|\s)(?P<given>{_SPELLED}|{_STOPPED}|{DOTTED}|{_UNDOTTED})"
    rf"{_BEHIND}{_SUFFIX}(?:{_FOLLOWED}|(?<=[^\W\d_a-z])(?={_UNPARTED}))"
)
_NO_PARTICLE, _NO_SUFFIX = r"(?P<particle>(?!))?", r"(?P<suffix>(?!))?"  # all have the same groups
_LAST = re.compile(
    rf"{_NO_PARTICLE}{_NO_SUFFIX}(?P<family>{FAMILY})\s(?P<given>{CAPITAL}(?:[-‐]?{CAPITAL}){{0,3}})(?=\s{CAPITAL})"
)
_FULL = rf"{CAPITALISED}\s{CAPITAL}\.(?:\s?{CAPITAL}\.)?\s(?:{PARTICLE}\s)?{CAPITALISED}"
_LAST_DIRECT = re.compile(
    rf"(?P<given>{DOTTED})\s?(?P<family>{CAPITALISED})(?P<particle>)(?P<suffix>)(?=\s{CAPITAL}{SMALL}+\s{SMALL})"
)
_SPELLED_LIST = re.compile(
    rf"{_FULL}(?:$|\s[(\[]?et al|,?\s(?:(?:and|et|y|und)\s|&\s)?{CAPITALISED}\s(?:{CAPITAL}\.\s)?{CAPITAL})"
)
_DIRECT = re.compile(
    rf"{_NO_PARTICLE}(?P<given>{DOTTED}(?:\s?{CAPITALISED})??|(?!U[KSN]\s|EU\s){CAPITAL}(?:-?{CAPITAL}){{0,2}}(?=\s))\s?(?P<family>{FAMILY}|{SHOUTED}(?=\s?[,;.&(]|\s{AND}\s|$)){_SUFFIX}{_FOLLOWED}"
)
_JOINT = re.compile(
    rf"\s?(?:\.(?=[,;]))?:?[,;/]\s?(?:(?:{AND}\s|&\s?)|(?P<gap>(?:…|\.\s?\.\s?\.)[,\s]*(?:&\s?)?))?|\s(?:{AND}\s|&\s?)|\s?&\s?"
    rf"|\s?(?P<cut>…|\.\.\.)\s?|\s[–—-]\s(?={CAPITAL}[^,.]{{1,30}},\s{CAPITAL}\.|{CAPITALISED}\s(?:{CAPITAL}{SMALL}?\.)+\s?:)|(?<=[^\W\d_a-z]){_UNPARTED}"
)
_LATIN, _LATIN_SMALL = "[A-ZÀ-ÖØ-Þ]", "[a-zß-öø-ÿ]"
_LONE_FAMILY = rf"((?:[DLO]['’])?{_LATIN}{_LATIN_SMALL}{{2,}}+(?:-{_LATIN}{_LATIN_SMALL}++)?)"
_DOTS = rf"{_LATIN}\.(?:[\s-]?{_LATIN}\.)*+"
_PLAIN = re.compile(
    rf"(?:{_LONE_FAMILY},?\s({_DOTS}|{_LATIN}{{1,3}})|({_DOTS})\s?{_LONE_FAMILY})(?=,\s{_LATIN}(?:\.|{_LATIN_SMALL}{{2}}))"
)
"""The commonest names before one more, which have one reading: "Doe, J. R., Roe", "Doe JR, Roe", "J. R. Doe, A."."""
_SHOUTED_SPELLED = re.compile(rf"{CAPITAL}{{3,}}\s{CAPITAL}{SMALL}")
_MOST_INITIALS = 3  # without full stops, of a family name that is not in capitals


class Scanned(Struct, frozen=True, gc=False):
    """The (family, given, suffix) of a list, where it ends, and whether it is known to be cut."""

    names: tuple[tuple[str, str, str], ...]
    end: int
    truncated: bool = False


def scan_names(text: str) -> Scanned | None:
    """The list of names with initials that a text begins with; None where it begins with none."""
    second = text.find(" ") + 1
    if text.startswith(".", second + 1) and _SPELLED_LIST.match(text):  # "Layla M. Roe, Ann T. Doe"
        return None
    names: list[tuple[str, str, str]] = []
    position = end = 0
    truncated = False
    while True:
        while (plain := _PLAIN.match(text, position)) and (
            plain[1] or plain[4]
        ).lower() not in ORGANISATION_WORDS:
            names.append((plain[1] or plain[4], plain[2] or plain[3], ""))
            end, position = plain.end(), plain.end() + len(", ")
        match = _INVERTED.match(text, position) or _DIRECT.match(text, position)
        if not match and names and "." not in names[-1][1]:
            match = _LAST.match(text, position)  # "Doe JA, Roe B Title"
        if not match and len(names) > 1 and "." in names[-1][1]:
            match = _LAST_DIRECT.match(text, position)  # "J. Doe, A. Roe, B. Poe Title"
        if not match:
            break
        family, given, particle, suffix = match.group("family", "given", "particle", "suffix")
        if family.rpartition(" ")[2].lower() in ORGANISATION_WORDS or _is_in_full(family, given):
            break
        if given.rstrip(".") in SHORT_FAMILIES and "," not in match.group():
            break  # "Fang Kong and Wei Xu."
        names.append((_with_particle(family, particle) if particle else family, given.strip(), suffix or ""))
        end = match.end()
        cut = mark_behind(text, end)
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


def _is_in_full(family: str, given: str) -> bool:
    """Whether a name has no initials after all: "VANDERMEER John H.", "Juan Carlos ROBLEDO VEGA"."""
    if " " in family and _SHOUTED_SPELLED.match(family):
        return True
    return len(given) > _MOST_INITIALS and given.isalpha() and not family.isupper()


def _with_particle(family: str, particle: str) -> str:
    """A family name with the particle that stands behind the initials."""
    particle = particle.strip()
    return f"{particle}{family}" if particle[-1] in "’'" else f"{particle} {family}"
