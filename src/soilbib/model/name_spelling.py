"""Lists of names spelt out, parted by slashes or by commas that stand inside names, too."""

from __future__ import annotations

import re

from soilbib.model.name_shapes import AND, CAPITAL, CAPITALISED, DOTTED, FAMILY, PARTICLE, SHOUTED, SMALL

_MARK = re.compile(rf"\s*,\s*(?P<comma>{AND}\s+|&\s*)?|\s+(?P<word>{AND})\s+|\s*(?P<sign>&)\s*")
_FAMILY_NAME = re.compile(rf"{FAMILY}|{SHOUTED}")
_GIVEN = (
    rf"(?:{CAPITALISED}|{DOTTED}|{CAPITAL})"
    rf"(?:[\s-](?:{CAPITALISED}|{DOTTED}|{CAPITAL}(?!\w)|(?:d[aeo]s?|del|la)(?=\s))){{0,3}}"
)
_GIVEN_NAME = re.compile(rf"{_GIVEN}(?:\s|(?:\s{PARTICLE}){{0,2}})")  # or with the space behind it
_SPACE = re.compile(r"\s")
_SENTENCE_END = re.compile(rf"{SMALL}\.$")
_NO_NAME = re.compile(r"[;:/()\[\]\"]")
_MOST = 2000


def split_slashed(text: str) -> list[str] | None:
    """The names of "Doe, Jane/Roe, Richard"; None for any other text."""
    pieces = [piece.strip() for piece in text.split("/")]
    inverted = len(pieces) > 1 and all(piece.count(",") == 1 for piece in pieces) and len(text) <= _MOST
    return pieces if inverted and all(map(_is_inverted, pieces)) else None


def _is_inverted(piece: str) -> bool:
    """Whether a piece is "Doe, Jane"."""
    family, _, given = piece.partition(",")
    spaced = given[:1].isspace()
    return spaced and bool(_FAMILY_NAME.fullmatch(family) and _GIVEN_NAME.fullmatch(given[1:]))


def _is_whole(part: str) -> bool:
    """Whether a part is a whole name in reading order: "Jane Doe", parted at any of its spaces."""
    return any(
        _FAMILY_NAME.fullmatch(part, space.end()) and _GIVEN_NAME.fullmatch(part, 0, space.end())
        for space in _SPACE.finditer(part)
    )


def split_spelled(text: str) -> list[str] | None:
    """The names of "Doe, Jane, Roe, Richard & Poe, Ann" or "Doe, Jane, Richard Roe and Ann Poe"; else None.

    Where all after the first are of two words or more, a joiner before the last part says that these are whole names.
    """
    if len(text) > _MOST or _NO_NAME.search(text):
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
    if all(map(_is_whole, parts[2:])) and (len(parts) % 2 or joined[-1] or not any(joined)):
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
