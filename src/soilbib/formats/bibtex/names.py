"""Name lists in BibTeX's grammar and in BibLaTeX's ``family=…, given=…`` form, read and written.

The particle ("von part") is the run of lower-case words before the family name; a name wholly in braces
is an organisation's, so a literal; ``and others`` says that the list is cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.formats.bibtex.encoding import encode
from soilbib.formats.bibtex.latex import collapse, decode, is_plain, split_top, unwrap
from soilbib.formats.inverted_names import split_pairs
from soilbib.model.names import SUFFIXES, Name, parse_names

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_LONE_AND = re.compile(r"^and\s+|\s+and$", re.IGNORECASE)
_CUT_NAME = re.compile(r"(?<=\S)[,;]?[\s~]{1,3}(?:\{\\\w+ )?et\.?[ ~]al\.?\}?$", re.IGNORECASE)
_AMPERSAND = re.compile(r"[\s,]+\\?&\s+")
_INITIALS = r"(?:[A-Z]\.?[ ~-]?){1,4}"
_PERSON = re.compile(rf"[^&]+,[ ~]*{_INITIALS}|(?:[A-Z]\.[ ~-]?)+[ ~]?[A-Z][\w'’-]+")
"""What ends like "Roe, J. K.", or "J. K. Roe": no part of an organisation's name."""
_OTHERS = re.compile(r"(?:others|et\.? al\.?)[,.]?", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*")
_DIRECT = r"(?:[A-Z]\.[ ~-]?)+ ?[A-Z][\w'’-]+"
_DIRECT_ROW = re.compile(rf"{_DIRECT}(?:, ?{_DIRECT})+,?")
"""Names in reading order in a row: "J. Smith, K. Brown,"."""
_INITIALS_END = re.compile(r", ?((?:[A-Z]\.?[ ~-]?){1,4})\s*,$")
_HOMONYM = re.compile(r"(?<=\w) 0\d{3}$")
_UNPOINTED = re.compile(
    r"(?:[a-z'’]{1,4} ){0,3}[A-Z](?=\S*[a-zß-öø-ÿ])[\w'’-]*(?: [A-Z][a-z][\w'’-]*)? [A-Z]{1,3}"
)
_VOWEL = frozenset("AEIOUY")
_SEMICOLON = re.compile(r"\s*;\s*")
_WORD_GAP = re.compile(r"(?:(?<!\\)[ ~])+")
_EXTENDED = re.compile(r'"?(family|given|prefix|suffix|useprefix)(?:-i)?\s*=', re.IGNORECASE)
_EXTENDED_PART = re.compile(r'"?\s*([\w-]+)\s*=\s*(.*?)\s*"?', re.DOTALL)
_PARTS = frozenset(
    {"family", "given", "prefix", "suffix", "useprefix", "id", "hash", "sortingnamekeytemplatename"}
)
_MIDDLE = frozenset({"middle", "patronymic", "nick", "maiden"})
_NAME_WORD = re.compile(r"[^\W\d_]")


class NameList(Struct, frozen=True):
    """What a name field holds; ``doubt`` says what did not fit the grammar."""

    names: tuple[Name, ...]
    truncated: bool = False
    doubt: str = ""


def read_names(text: str, use_prefix: bool = True) -> NameList:
    """Read a name list as written in a file; ``use_prefix`` false makes particles dropping ones."""
    text = _LONE_AND.sub("", collapse(text))
    if not text:
        return NameList(())
    simple = "{" not in text and " AND " not in text and " And " not in text
    split = text.split(" and ") if simple else split_top(text, _AND)
    split = [name for piece in split for name in _beside_ampersands(piece)] if "&" in text else split
    pieces = [_bare(piece) for piece in split if piece]
    last = pieces[-1] if pieces else ""
    truncated = last[:1] in "oOeE{" and bool(_OTHERS.fullmatch(unwrap(last)))
    if truncated:
        pieces.pop()
    elif "al" in last[-5:].lower():
        pieces[-1] = _CUT_NAME.sub("", last)
        truncated = pieces[-1] != last
    if len(pieces) == 1 and _is_foreign_list(pieces[0]):
        names, cut = parse_names(decode(pieces[0]))
        return NameList(names, truncated or cut, "a list of names that is not joined with 'and'")
    rows = {piece: found for piece in pieces if "," in piece and (found := _names_in_row(piece))}
    if rows:
        pieces = [part for piece in pieces for part in rows.get(piece, [piece])]
    if _are_families_first(pieces):
        pieces = [f"{family}, {given}" for family, _, given in (piece.rpartition(" ") for piece in pieces)]
    names = tuple([_read_name(piece, use_prefix) for piece in pieces])
    return NameList(names, truncated, "names joined with commas" if rows else "")


def _beside_ampersands(piece: str) -> list[str]:
    """The persons of "Roe, J. \\& Abe, S."; the piece itself where an organisation may have the sign in its name."""
    parts = split_top(piece, _AMPERSAND) if "&" in piece else [piece]
    return parts if len(parts) > 1 and all(map(_PERSON.fullmatch, parts)) else [piece]


def _are_families_first(pieces: list[str]) -> bool:
    """Whether names are written as PubMed does, "Roe JA and Li X": in all of two or more initials without points.

    "Xiang LI and Wei XU" is not: each may be a family name in capitals.
    """
    if len(pieces) < 2 or not all(map(_UNPOINTED.fullmatch, pieces)):
        return False
    ends = [piece.rpartition(" ")[2] for piece in pieces]
    return any(len(end) == 1 or _VOWEL.isdisjoint(end) for end in ends)


def _bare(piece: str) -> str:
    """A name without the comma before "and" and without the number that tells it from its like ("0002", DBLP)."""
    if piece.endswith(",") and (match := _INITIALS_END.search(piece)) and not _is_suffix(match[1]):
        piece = piece[: match.end(1)]
    return _HOMONYM.sub("", piece) if piece[-1].isdigit() else piece


def _names_in_row(piece: str) -> list[str]:
    """The names of "J. Smith, K. Brown," or "Smith, J., Brown, K."; nothing for one name."""
    if "." in piece[:3] and _DIRECT_ROW.fullmatch(piece):
        return [part for part in _COMMA.split(piece) if part]
    return split_pairs(piece)


def _is_foreign_list(piece: str) -> bool:
    """Whether names stand in a row with semicolons, or with more commas than one name can have."""
    if ";" in piece and len(split_top(piece, _SEMICOLON)) > 1 and "&" not in piece:
        return True
    return piece.count(",") > 2 and not _EXTENDED.match(piece) and len(split_top(piece, _COMMA)) > 3


@lru_cache(maxsize=16384)
def _read_name(piece: str, use_prefix: bool) -> Name:
    plain = _read_plain(piece)
    if plain:
        return plain
    if _EXTENDED.match(piece):
        return _read_extended(piece, use_prefix)
    if piece.startswith("{") and unwrap(piece) is not piece and unwrap(piece) != piece:
        return Name(literal=decode(piece))
    parts = split_top(piece, _COMMA)
    if len(parts) == 1:
        return _read_direct(_words(piece), use_prefix)
    family = _words(parts[0])
    suffix, given = ("", parts[1]) if len(parts) == 2 else (parts[1], ", ".join(parts[2:]))
    if suffix and _is_suffix(given) and not _is_suffix(suffix):
        suffix, given = given, suffix
    cut = 0
    while cut < len(family) - 1 and _is_lower(family[cut]):
        cut += 1
    return _name(family[:cut], family[cut:], [given], suffix, use_prefix)


def _read_plain(piece: str) -> Name | None:
    """ "Family, Given" or "Given Family" in capitalised words; None for all that needs a closer look."""
    if "=" in piece or not piece.isascii() or not is_plain(piece):
        return None
    family, comma, given = piece.partition(", ")
    if not comma:
        given, _, family = piece.rpartition(" ")
        if "," in piece or not all(map(_is_capitalised, piece.split(" "))) or _is_suffix(family):
            return None
        return Name(family, given)
    if "," in given or "," in family or not all(map(_is_capitalised, family.split(" "))):
        return None
    return Name(family, given.strip())


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper()


def _read_direct(words: list[str], use_prefix: bool) -> Name:
    if len(words) > 2 and _is_suffix(words[-1]):
        without = _read_direct(words[:-1], use_prefix)
        return Name(
            without.family,
            without.given,
            without.dropping_particle,
            without.non_dropping_particle,
            suffix=_plain(words[-1]),
        )
    start = next((index for index, word in enumerate(words[:-1]) if _is_lower(word)), len(words) - 1)
    end = start
    while end < len(words) - 1 and _is_lower(words[end]):
        end += 1
    return _name(words[start:end], words[end:], words[:start], "", use_prefix)


def _name(particle: list[str], family: list[str], given: list[str], suffix: str, use_prefix: bool) -> Name:
    von = _plain(" ".join(particle))
    last = _plain(" ".join(family))
    first = _plain(" ".join(given))
    if not last and not von:
        return Name(literal=", ".join(part for part in (_plain(suffix), first) if part))
    return Name(
        family=last,
        given=first,
        dropping_particle="" if use_prefix else von,
        non_dropping_particle=von if use_prefix else "",
        suffix=_plain(suffix),
    )


def _read_extended(piece: str, use_prefix: bool) -> Name:
    values: dict[str, str] = {}
    for part in split_top(piece, _COMMA):
        match = _EXTENDED_PART.fullmatch(part)
        name = match[1].lower() if match else part
        values[name if name not in values else part] = match[2] if match else part
    use = values.get("useprefix", "true" if use_prefix else "false").lower() != "false"
    family = values.get("family", "")
    if family.startswith("{") and unwrap(family) != family and len(values) == 1:
        return Name(literal=_plain(family))
    others = [
        _other_part(name, value) for name, value in values.items() if name.removesuffix("-i") not in _PARTS
    ]
    given = " ".join([values.get("given", ""), *others]).strip()  # a middle name, or a part of a custom kind
    return _name([values.get("prefix", "")], [family], [given], values.get("suffix", ""), use)


def _other_part(name: str, value: str) -> str:
    """A middle name or the like by its value; what is no known part as it stands."""
    return value if name.removesuffix("-i") in _MIDDLE or name == value else f"{name}={value}"


def _plain(text: str) -> str:
    return decode(text).replace("\u00a0", " ").replace("\u2009", " ").strip() if text else ""


def _words(text: str) -> list[str]:
    """The words of a name; a group in braces is part of one word."""
    return [word for word in split_top(text.strip(), _WORD_GAP) if word]


def _is_suffix(text: str) -> bool:
    return text.strip("{} ").rstrip(".").lower() in SUFFIXES


def _is_lower(word: str) -> bool:
    """Whether a word begins with a lower-case letter outside plain braces (BibTeX's rule for the von part)."""
    if word[0].islower():
        return True
    if word[0] == "{" and not word.startswith("{\\"):
        return False
    decoded = decode(word) if "\\" in word else word
    match = _NAME_WORD.search(decoded)
    return bool(match) and match is not None and match.group().islower()


def write_names(names: tuple[Name, ...], truncated: bool, extended: bool) -> str:
    """Write a name list; ``extended`` allows BibLaTeX's keyed form where the classic one would lose a part."""
    written = [_write_name(name, extended) for name in names]
    if truncated:
        written.append("others")
    return " and ".join(piece for piece in written if piece)


def _write_name(name: Name, extended: bool) -> str:
    if name.literal:
        return "{" + encode(name.literal) + "}"
    particle = name.non_dropping_particle or name.dropping_particle
    if extended and (name.dropping_particle or (particle and not _is_particle(particle))):
        return _write_extended(name)
    family = _guard_family(name.family, bool(particle))
    last = f"{particle} {family}".strip()
    if name.suffix:
        return f"{last}, {_guard(name.suffix)}, {_guard(name.given)}"
    if name.given:
        return f"{last}, {_guard(name.given)}"
    return last if not particle and re.fullmatch(r"[^\s~{}\\]+", last) else f"{last},"


def _is_particle(text: str) -> bool:
    return all(_is_lower(word) for word in text.split())


@lru_cache(maxsize=1 << 14)
def _guard(text: str) -> str:
    """A part in braces where its text would be read as grammar."""
    written = encode(text)
    risky = "," in text or ";" in text or "=" in text or _AND.search(f" {text} ") or _OTHERS.fullmatch(text)
    return "{" + written + "}" if risky else written


@lru_cache(maxsize=1 << 14)
def _guard_family(text: str, has_particle: bool) -> str:
    guarded = _guard(text)
    words = text.split()
    if guarded.startswith("{") or len(words) == 0:
        return guarded
    begins_low = _is_lower(words[0]) if len(words) > 1 or not has_particle else False
    return "{" + guarded + "}" if begins_low else guarded


def _write_extended(name: Name) -> str:
    parts = {
        "family": name.family,
        "given": name.given,
        "prefix": name.non_dropping_particle or name.dropping_particle,
        "suffix": name.suffix,
    }
    written = [f"{key}={_guard(value)}" for key, value in parts.items() if value]
    return ", ".join([*written, f"useprefix={'false' if name.dropping_particle else 'true'}"])
