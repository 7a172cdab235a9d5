"""Formulae of mhchem (``\\ce{NO3-}``) and quantities of siunitx (``\\SI{5}{\\milli\\gram}``) as text with markup."""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.model.markup import TAGS

_FORMULA = re.compile(
    r"""(?P<isotope>\^\{?(?P<mass>\d+)\}?(?:_\{?\d+\}?)?(?=[A-Z]))
    | (?P<charge>\^\{?(?P<signed>\d*[+-])\}?|(?<=[A-Za-z\d\])])(?P<bare>[+-])(?=$|[\s)\]]))
    | (?P<count>(?<=[A-Za-z)\]])(?:_\{(?P<group>[^{}\\$]+)\}|_?(?P<number>\d+(?:\.\d+)?|(?<=_)[a-z])))
    | (?P<arrow><=>|<->|->|<-) | (?P<dot>\*(?=\s*\d*[A-Z])) | (?P<other>[\\$])""",
    re.VERBOSE,
)
_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}
_SUB, _SUP = TAGS["subscript"], TAGS["superscript"]
_PREFIXES = """
    yocto y zepto z atto a femto f pico p nano n micro µ milli m centi c deci d deca da deka da hecto h kilo k mega M
    giga G tera T peta P exa E
""".split()
_UNITS = """
    metre m meter m gram g second s ampere A kelvin K mole mol candela cd hertz Hz newton N pascal Pa joule J watt W
    coulomb C volt V farad F ohm Ω siemens S weber Wb tesla T henry H celsius °C degreeCelsius °C lumen lm lux lx
    becquerel Bq gray Gy sievert Sv litre L liter L hectare ha tonne t minute min hour h day d year a bar bar
    dalton Da electronvolt eV percent % degree ° angstrom Å molar M kg kg km km cm cm mm mm um µm nm nm mg mg ug µg ml
    mL mL mL ha ha
""".split()
_SIGNS: dict[str, str] = dict(zip(_PREFIXES[::2], _PREFIXES[1::2], strict=True)) | dict(
    zip(_UNITS[::2], _UNITS[1::2], strict=True)
)
_PREFIX_NAMES = frozenset(_PREFIXES[::2])
_MACRO = re.compile(r"\\([A-Za-z]+)\s*(?:\{(\d+)\})?")
_BEHIND = {"squared": "2", "cubed": "3"}
_AHEAD = {"square": "2", "cubic": "3"}
_NO_BLANK = frozenset("°%")
_TIMES_TEN = re.compile(r"(?<=\d)e([+-]?\d+)$", re.IGNORECASE)


def formula(text: str) -> str | None:
    """The text of ``\\ce{…}``, None where it is more than a formula or an equation of such."""
    found = []
    place = 0
    for match in _FORMULA.finditer(text):
        if match["other"]:
            return None
        found += [text[place : match.start()], _set(match)]
        place = match.end()
    return "".join([*found, text[place:]])


def _set(match: re.Match[str]) -> str:
    """One part of a formula that does not stand on the line."""
    if match["isotope"]:
        return _SUP[0] + match["mass"] + _SUP[1]
    if match["charge"]:
        return _SUP[0] + (match["signed"] or match["bare"]) + _SUP[1]
    if match["count"]:
        return _SUB[0] + (match["group"] or match["number"]) + _SUB[1]
    return _ARROWS.get(match[0], "·")


def unit(text: str) -> str | None:
    """The text of ``\\si{…}``, None where a macro is no unit's; what has no macro is written as it stands."""
    if "\\" not in text:
        return text.replace("~", " ").replace(".", "·")
    pieces: list[str] = []
    per = prefix = power = ""
    for match in _MACRO.finditer(text):
        name, argument = match.groups()
        if name == "per":
            per = "/" if pieces else "1/"
        elif name in _AHEAD:
            power = _AHEAD[name]
        elif name in _BEHIND or name == "tothe":
            pieces.append(_SUP[0] + (argument if name == "tothe" else _BEHIND[name]) + _SUP[1])
        elif name in _PREFIX_NAMES:
            prefix = _SIGNS[name]
        elif name in _SIGNS:
            raised = _SUP[0] + power + _SUP[1] if power else ""
            pieces += [per or (" " if pieces else ""), prefix, _SIGNS[name], raised]
            per = prefix = power = ""
        else:
            return None
    return "".join(pieces) if not _MACRO.sub("", text).strip(" .~{}") else None


def number(text: str) -> str:
    """The text of ``\\num{…}``: 3 × 10<sup>5</sup> of "3e5"."""
    text = text.replace("+-", " ± ").replace(r"\pm", " ± ")
    return _TIMES_TEN.sub(lambda power: f" × 10{_SUP[0]}{power[1].lstrip('+')}{_SUP[1]}", text)


def quantity(value: str, of: str) -> str | None:
    """The text of ``\\SI{5}{\\metre}``."""
    sign = unit(of)
    if sign is None:
        return None
    return number(value) + ("" if sign[:1] in _NO_BLANK and sign != "°C" else " ") + sign


ONE_ARGUMENT: dict[str, Callable[[str], str | None]] = {
    "ce": formula, "cee": formula, "si": unit, "unit": unit, "num": number,
}  # fmt: skip
"""Command with one argument → what it stands for."""
QUANTITIES: frozenset[str] = frozenset({"SI", "qty"})
"""Commands of a number and its unit."""
