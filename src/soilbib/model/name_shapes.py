"""The shapes that names in lists have, as pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

_SMALL = "a-zß-öø-ÿāăąćčďđēęěėğģīįıķļłńňņōőœřśšşșťţțūůűųźżžα-ώа-џ"
_CASED = (*range(0x590), *range(0x1E00, 0x2E80))  # the scripts of the basic plane that have capitals


def _set_of(codes: Iterable[int]) -> str:
    """Characters as ranges within a set: a set that leaves out a whole plane takes long to compile."""
    runs = (list(run) for _, run in groupby(enumerate(codes), lambda numbered: numbered[1] - numbered[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_NOT_SMALL = re.compile(f"[^{_SMALL}]")
CAPITAL = "[{}\U00010000-\U0001bfff\U0001d400-\U0001d7cb\U00020000-\U0003ffff]".format(
    _set_of(
        code
        for code in _CASED
        if chr(code).isalnum() and not chr(code).isdecimal() and _NOT_SMALL.match(chr(code))
    )
)
SMALL = f"[{_SMALL}]"
PARTICLE = (
    r"(?:d[aeiou]|de[lnr]|d[ao]s|de la|de las|de los|della|dell['’]|dal|degli|van(?: d?e[nr]| de)?|v[ao]n(?: de[rmn])?"
    r"|vom|zu[mr]?|te[nr]|la|le|el|al|af|av|bin|ibn|op den|in['’]t|['’]t)"
)
CAPITALISED = (
    rf"(?=[^\s,;/]*?{SMALL}|(?:[DLO]['’])?{CAPITAL}{{4}})"
    rf"(?![JS]r\b)(?:[dDlLO]['’])?{CAPITAL}[^\W\d_]*+(?:['’‐-][^\W\d_]++)*+"
)
FAMILY = rf"(?:St\.\s)?(?:\s?(?:{PARTICLE}\s|[dl]['’]\s?){{0,2}}{CAPITALISED}){{1,3}}"
JOINERS = "and|et|y|und|e|en|og|och|i|a|ve|и|dan|và|și|şi|és|ir|та|і|και"
"""The words for "and" between names; of those of more languages `name_splitting` is less sure."""
AND = rf"(?:{JOINERS}|with)"
SHOUTED = rf"(?:ST\.\s)?(?:[DLO]['’])?{CAPITAL}{{2,}}(?:[\s’'-]{CAPITAL}{{2,}}){{0,3}}"
_NO_INITIAL = r"(?![JS]r\.|St\.|Eds?\.|Bd\.|Hg\.|Nr\.)"
DOTTED = (
    rf"{_NO_INITIAL}{CAPITAL}[^\W\d_]?\.(?:(?:\s?(?:[-‐]|d[aeo]s?\s))?\s?{_NO_INITIAL}{CAPITAL}{SMALL}?\.)*"
)
"""Initials, among them those of Brazil that have a particle: "P. L. O. de A."."""
