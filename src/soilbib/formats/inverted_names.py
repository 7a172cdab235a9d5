"""Names in index order, as the tabular and tagged formats give them: "Family, Given, Suffix"."""

from __future__ import annotations

import re
from typing import cast

from soilbib.model import Name, parse_name, parse_names
from soilbib.model.cut_lists import ET_AL, WRITTEN_MARKS
from soilbib.model.name_splitting import is_ideographic
from soilbib.model.names import (
    PARTICLES,
    SUFFIXES,
    has_organisation_word,
    read_plain,
)

_MARK_LENGTH = 40
_NO_NAME = re.compile(
    r"\[?no authors?(?: names?)?(?: (?:available|listed|given|found|identified))\]?\.?|\[anonymous\]",
    re.IGNORECASE,
)
_CUT_END = re.compile(r"\bal\b|\bothers\b", re.IGNORECASE)
_BRACED = re.compile(r"\{([^{}]*)\}")
_ONE_NAME = re.compile(r"[^,;&/.]+,\s*(?:[^\W\d_]\.[ -]?)+")  # "Family, F. G.": nothing to guess
_WORD = r"[A-Za-zÀ-ÖØ-öø-ʯͰ-ӿ]+(?:['’-][A-Za-zÀ-ÖØ-öø-ʯͰ-ӿ]+)*"
_LETTER = r"[A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я]"
_DATED_NAME = re.compile(r"[^,;&/]+,[^,;&/]+, ?(?:(?:b|d|fl|ca?)\. ?)?\d{4}\??(?: ?[-–] ?(?:\d{4})?\??)?")
"""One name as libraries have it: "Family, Given, 1935-"."""
_DATE_ENDS = frozenset("0123456789-–?")
_UNPARTED = re.compile(rf"({_WORD}(?: {_WORD}){{0,3}}) ((?:-?{_LETTER}\. ?){{1,4}})")
_SHORT_NAME = re.compile(rf"({_WORD}(?: {_WORD}){{0,2}}) ((?:-?{_LETTER}\. ?){{1,4}}|{_LETTER}{{1,3}})")
_BARE_INITIALS = re.compile(
    rf"((?:[a-zß-öø-ÿ'’]{{1,4}} ){{0,3}}(?={_LETTER}){_WORD}(?: (?={_LETTER}){_WORD})?) "
    rf"({_LETTER}(?:-?{_LETTER}){{0,2}})(?: (Jr|Sr|2nd|3rd|II|III|IV))?"
)
_INITIALS = rf"(?:(?:[^\W\d_]\.[ -]?){{1,4}}|{_LETTER}{{1,3}})"
_IN_PAIRS = re.compile(rf"(?:[^\s,;{{}}][^,;{{}}]*+, ?{_INITIALS}, ?)++[^\s,;{{}}][^,;{{}}]*+, ?{_INITIALS}")
_ACRONYMS = frozenset({"EU", "FAO", "GB", "II", "III", "IV", "NZ", "UK", "UN", "US", "USA", "WHO"})
_FAMILY_SUFFIX = re.compile(r"(\S.*?)[ ]((?:[JS][Rr]\b\.?)|III?|IV)")
_INITIALS_FIRST = re.compile(
    rf"((?:{_LETTER}\.[ -]?){{1,4}})(?<=[ ])"
    rf"((?:[a-zß-öø-ÿ'’]{{1,4}} ){{0,3}}(?={_LETTER}){_WORD}(?: (?={_LETTER}){_WORD})?)"
)
_PAIRED_COMMAS = 3
_MASK = re.compile(r"\0(\d+)\0")
_SEPARATOR = re.compile(r";")
_BRACED_SEPARATOR = re.compile(r";|\s+and\s+")


def is_no_name(text: str) -> bool:
    """Whether a database says so that a work has no author ("[No author name available]", "[Anonymous]")."""
    return bool(_NO_NAME.fullmatch(text.strip()))


def read_inverted(text: str) -> Name:
    """Read "Family, Given, Suffix"; a name without a comma is a literal.

    Lower-case particles behind the given name ("Oheimb, Goddert von") are dropping ones.
    """
    family, comma, rest = text.partition(",")
    if not comma or not family.strip():
        return Name(literal=text.strip(" ,"))
    given, _, suffix = rest.partition(",")
    given, suffix = given.strip(), suffix.strip(" ,")
    generation = None if suffix or not given else _FAMILY_SUFFIX.fullmatch(family.strip())
    if generation:  # "Family Jr., Given"
        family, suffix = generation.groups()
    if suffix and _is_suffix(given) and not _is_suffix(suffix):
        given, suffix = suffix, given  # "Family, Jr., Given"
    particles = _trailing_particles(given) if given[-1:].islower() else ""
    given = given[: len(given) - len(particles)].rstrip()
    return Name(family.strip(), given, dropping_particle=particles, suffix=suffix)


def with_comma(text: str) -> str:
    """A name as Embase ("Smith J.R."), PubMed ("Smith JR") or the IEEE ("J. R. Smith") has it in index order.

    Any other text is given as it is.
    """
    if "," in text or has_organisation_word(text):
        return text
    if "." not in text:
        if text.count(" ") == 1 and all(map(is_ideographic, text.split(" "))):
            return text.replace(" ", ", ")
        match = _BARE_INITIALS.fullmatch(text)
        return text if not match or match[2] in _ACRONYMS else ", ".join(filter(None, match.groups()))
    match = _UNPARTED.fullmatch(text) if text.endswith(".") else None
    if match:
        return f"{match[1]}, {match[2]}"
    match = _INITIALS_FIRST.fullmatch(text)
    return f"{match[2]}, {match[1].strip()}" if match else text


def read_one_or_more(text: str) -> list[Name]:
    """The names of a field meant for one: more of them only where nothing else can be meant.

    That is "Smith J., Jones K. B." and "Smith, J. and Jones, K.", as some databases and home-made files have them.
    """
    if " and " in text:
        found = _read_plain_list(text)
        if found:
            return list(found[0])
    if pairs := split_pairs(text):
        return list(map(read_inverted, pairs))
    pieces = text.split(", ") if "," in text else []
    if len(pieces) > 1 and all(map(_SHORT_NAME.fullmatch, pieces)):
        return [read_inverted(_SHORT_NAME.sub(r"\1, \2", piece)) for piece in pieces]
    return [read_inverted(with_comma(text))]


def split_pairs(text: str) -> list[str]:
    """The names of "Family, F. G., Family, F." or "Family, FG, Family, F"; nothing for any other text."""
    if text.count(",") < _PAIRED_COMMAS or not _IN_PAIRS.fullmatch(text):
        return []
    parts = text.split(",")
    return [
        f"{family.strip()}, {given.strip()}" for family, given in zip(parts[::2], parts[1::2], strict=True)
    ]


def _is_suffix(text: str) -> bool:
    return text.lower().rstrip(".") in SUFFIXES


def _trailing_particles(given: str) -> str:
    words = given.split()
    cut = len(words)
    while cut > 1 and words[cut - 1] in PARTICLES:
        cut -= 1
    particles = " ".join(words[cut:])
    return particles if given.endswith(particles) else ""


def split_cut_mark(text: str) -> tuple[str, bool]:
    """A name without the "et al." at its end, and whether there was one."""
    tail = text[-_MARK_LENGTH:]  # the mark is short, and searching for it takes quadratic time
    if not _CUT_END.search(tail):
        return text, False
    rest = (
        "" if text.strip().lower() in WRITTEN_MARKS else text[: len(text) - len(tail)] + ET_AL.sub("", tail)
    )
    return rest, rest != text


def read_list(text: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a list, and whether it is cut.

    Names parted by ";" are taken as they stand: "Family, Given", a literal in braces, or a name in
    reading order. Without ";" and braces the list is read as a free one.
    """
    if ";" not in text and "{" not in text:
        if " and " in text:
            return _read_plain_list(text) or parse_names(text)
        if _ONE_NAME.fullmatch(text) or (text[-1:] in _DATE_ENDS and _DATED_NAME.fullmatch(text)):
            return (read_inverted(text),), False
        return parse_names(text)
    braced: list[str] = []

    def mask(match: re.Match[str]) -> str:
        braced.append(match[1])
        return f"\0{len(braced) - 1}\0"

    masked = _BRACED.sub(mask, text.replace("\0", "")) if "{" in text else text
    pieces = [piece.strip() for piece in (_BRACED_SEPARATOR if braced else _SEPARATOR).split(masked)]
    pieces = [piece for piece in pieces if piece]
    last, truncated = split_cut_mark(pieces[-1]) if pieces else ("", False)
    names = [_read_piece(piece, braced) for piece in [*pieces[:-1], last] if piece.strip(" ,")]
    return tuple(names), truncated


def _read_plain_list(text: str) -> tuple[tuple[Name, ...], bool] | None:
    """The names of "Doe, J. R. and Roe, Jane", as `parse_names` gives them, where there is nothing to guess."""
    pieces = text.split(" and ")
    truncated = pieces[-1] in WRITTEN_MARKS and not pieces[-1].startswith("and ")
    if truncated:
        pieces.pop()
    names = tuple(map(read_plain, pieces))
    if len(names) < 2 or text.count(",") not in (0, len(names)) or not all(names):
        return None
    return cast("tuple[Name, ...]", names), truncated


def _read_piece(piece: str, braced: list[str]) -> Name:
    match = _MASK.fullmatch(piece)
    if match:
        return Name(literal=braced[int(match[1])])
    text = _MASK.sub(lambda part: "{" + braced[int(part[1])] + "}", piece) if braced else piece
    return read_inverted(text) if "," in text else parse_name(text)


def write_list(names: tuple[Name, ...], truncated: bool) -> str:
    """The names as `read_list` reads them: "Family, Given; Family, Given; et al.".

    Braces stand around literals, and ";" behind a single name, only where the plain form would be read
    otherwise.
    """
    if not names:
        return ""
    mark = ["et al."] if truncated else []
    plain = "; ".join([*(name.inverted for name in names), *mark])
    if read_list(plain) == (names, truncated):
        return plain
    careful = "; ".join([*(_with_braces(name) for name in names), *mark])
    attempts = (plain + ";", careful, careful + ";")
    return next((text for text in attempts if read_list(text) == (names, truncated)), plain)


def _with_braces(name: Name) -> str:
    doubtful = name.literal and (
        "," in name.literal or ";" in name.literal or parse_name(name.literal) != name
    )
    return f"{{{name.literal}}}" if doubtful else name.inverted
