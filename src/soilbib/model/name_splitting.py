"""A list of names as a text, parted into the single names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from soilbib.model.name_kinds import (
    ACRONYM,
    DOTTED,
    LETTER,
    first_inverted,
    has_organisation_word,
    is_complete,
    is_double_family,
    is_initials,
    is_office,
    is_person,
    lone_family,
    looks_like_organisation,
    unglue,
)
from soilbib.model.name_shapes import JOINERS
from soilbib.model.name_words import PARTICLES, SUFFIXES

_REACH = 300  # how far a joiner's neighbours are looked at
_LIST_SEAM = re.compile(rf"(?<={LETTER}\.)(?={LETTER}[^\s.,;])")
_FAMILY_INITIALS = re.compile(rf"[^\s.,;]{{2,}}(?: [^\s.,;]{{2,}})*(?: {LETTER}{{1,2}}\.(?:-?{LETTER}\.)*)+")
_PREPOSITION = re.compile(
    r"\b(?:of|for|on|against|to|de|des|du|pour|sur|para|del|für|der|zur|im|per|dei|della|delle|van|voor)\b"
)
_STRONG_JOINER = re.compile(r",?\s+and\s+|,?\s*&\s*(?=\w)")
_WEAK_JOINER = re.compile(rf",?\s+(?!and\s)(?:{JOINERS}|oder|ja|dhe)\s+(?=\S)")
_ANY_JOINER = re.compile(rf"[&/]|\s(?:{JOINERS}|oder|ja|dhe)\s")
SEPARATOR = re.compile(rf"[,;.、，]|{_ANY_JOINER.pattern}")
"""What a text has that may be more than one name."""
_TAIL_WORDS = frozenset(
    {"Research", "Extension", "Innovation", "Development", "Partners", "Company", "Co", "Co.", "Sons"}
)
_LONGEST_GIVEN = 5  # words of given names behind a family name in capitals
_NEXT_NAME = re.compile(r"[,/]|\s(?:and|et|und|y|&)\s")
_OFFICE_OF = re.compile(
    r"\b(?:[Mm]inist\w+|[Dd]epartment|[Dd]epartamento|[Oo]ffice|[Ss]ecretar[ií]a\w*|[Cc]ommission|[Cc]omisión|[Cc]onsejería|[Bb]undes\w+"
    r"|[Ii]nstitut[eo]?|[Ff]aculty|[Cc]entre|[Cc]enter|[Cc]ouncil|[Aa]gency)\s(?:of|for|de|del|des|do|da|für|per|dell[ae]|voor)\b",
    re.IGNORECASE,
)
_WEAK_OR_STRONG = re.compile(r"\s(?:and|&|et|y|e|und|en|og|och|i)\s", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_IDEOGRAPH = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
_LEADING_JOINER = re.compile(r"^(?:and|et|und|y|&)\s+", re.IGNORECASE)
_IDEOGRAPHIC_COMMA = re.compile("[、，]")


def split_names(text: str) -> list[str]:
    """The single names of a list, each as it is written."""
    listed = _with_commas(text) if "," in text else None
    if listed:
        return listed
    if ";" in text:
        return [name for part in text.split(";") for name in _listed(_LEADING_JOINER.sub("", part.strip()))]
    glued = _LIST_SEAM.split(text) if "." in text and "," not in text else ()
    if len(glued) > 1 and _are_glued(glued):
        return list(glued)
    pieces = text.split(" and ")
    if len(pieces) > 1 and all(
        piece.count(",") == 1 and _is_inverted(piece, len(pieces)) for piece in pieces
    ):  # as BibTeX has them
        return [name for piece in pieces for name in _at_seam(piece)]
    joined = _split_joined(unglue(text if text.isascii() else _IDEOGRAPHIC_COMMA.sub(", ", text)))
    inverted = all(_is_inverted(piece, len(joined)) for piece in joined if "," in piece.strip(" ,"))
    if len(joined) > 1 and inverted:
        return [piece for piece in joined if piece]
    return [name for piece in joined for name in _split_commas(piece)]


def _with_commas(text: str) -> list[str] | None:
    """One organisation, or spelled-out names with commas; None where the commas say nothing by themselves."""
    from soilbib.model.name_spelling import split_slashed, split_spelled

    return [text] if _is_one_organisation(text) else split_slashed(text) or split_spelled(text)


def _listed(part: str) -> list[str]:
    """The names of a part of a list with semicolons: one, or "Doe, Jane and Roe, Richard"."""
    if part.count(",") < 2:
        return [part] if part else []
    from soilbib.model.name_spelling import split_spelled

    return split_spelled(part) or [part]


def _is_one_organisation(text: str) -> bool:
    """Whether commas are within an organisation's name: "Department for Environment, Food and Rural Affairs"."""
    first, _, rest = text.partition(",")
    if ";" in text or not _OFFICE_OF.search(first) or any(map(is_office, rest.split())):
        return False
    *parts, last = (part.strip() for part in rest.split(","))
    named = any(is_initials(part) or is_person(part) or (part.isupper() and len(part) < 9) for part in parts)
    words = last.split()
    acronym = any(word.isupper() and len(word) < 9 for word in words) and not last.isupper()
    return _WEAK_OR_STRONG.search(f" {last}") is not None and not named and not acronym and len(words[0]) > 2


def _are_glued(pieces: Sequence[str]) -> bool:
    """Whether nearly all pieces are "Family I. I."; one may be a group or misspelt."""
    fitting = sum(bool(_FAMILY_INITIALS.fullmatch(piece)) for piece in pieces)
    return fitting == len(pieces) or (fitting >= 2 and fitting >= len(pieces) * 0.6)


def _at_seam(piece: str) -> list[str]:
    """Part "Doe A. B.Roe, C.", two names of which the first lost its separator."""
    parts = _LIST_SEAM.split(piece, maxsplit=1)
    return parts if len(parts) == 2 and _FAMILY_INITIALS.fullmatch(parts[0]) else [piece]


def _split_joined(text: str) -> list[str]:
    """Split at joiners and slashes where both sides are complete names."""
    if not _ANY_JOINER.search(text):
        return [stripped] if (stripped := text.strip(" ,")) else []
    pieces = [text]
    for joiner in (_STRONG_JOINER, _WEAK_JOINER, _SLASH):
        pieces = [part.strip(" ,") for piece in pieces for part in _split_at(piece, joiner)]
    return [piece for piece in pieces if piece]


def _split_at(text: str, joiner: re.Pattern[str]) -> list[str]:
    parts: list[str] = []
    start = 0
    for match in joiner.finditer(text):
        left = text[max(start, match.start() - _REACH) : match.start()]
        right = text[match.end() : match.end() + _REACH]
        if _joins_names(left, right, joiner, text):
            parts.append(left)
            start = match.end()
    return [*parts, text[start:]]


def _joins_names(left: str, right: str, joiner: re.Pattern[str], text: str) -> bool:
    """Whether what stands between two texts joins names and does not belong to the name of an organisation."""
    last = left.rsplit(",", 1)[-1].strip()
    following = _NEXT_NAME.split(right, maxsplit=1)[0].strip()
    if not last or not following or last.endswith(("-", "‐")) or _acronym_spans(text, left):
        return False
    if joiner is _STRONG_JOINER and not (has_organisation_word(last) or has_organisation_word(following)):
        return not (_PREPOSITION.search(last) and looks_like_organisation(last) and not is_person(following))
    if following[0].islower() and not _is_lower_case_name(following):
        article, _, group = following.partition(" ")
        named = article == "the" and has_organisation_word(group)
        return joiner is _STRONG_JOINER and named and is_complete(last)
    if joiner is _SLASH:
        return is_complete(last) and is_complete(following)
    return _are_complete(last, following, joiner)


def _are_complete(last: str, following: str, joiner: re.Pattern[str]) -> bool:
    """Whether each side can stand alone, none being a word of the other's ("Research and Education")."""
    if is_person(last) and is_person(following):
        return True
    one_word = len(last.split()) == 1 and not last.isupper() and "-" not in last
    words = following.split()
    whole = len(words) > 2 and has_organisation_word(words[0])  # "Embrapa e Universidade de São Paulo"
    if one_word and (has_organisation_word(last) or (has_organisation_word(following) and not whole)):
        return False
    if (
        len(words) == 1
        and has_organisation_word(following)
        and not (is_office(following) or following.isupper())
    ):
        return False  # "Ministerium für Ernährung und Landwirtschaft"
    if following in _TAIL_WORDS and has_organisation_word(last):
        return False
    if _PREPOSITION.search(last) and not looks_like_organisation(following):
        return False
    lone = joiner is _STRONG_JOINER or not has_organisation_word(last)
    return is_complete(last, lone=True) and is_complete(following, lone=lone)


def _acronym_spans(text: str, left: str) -> bool:
    """Whether a bracketed acronym at the end is made of words on both sides: "… Research and Education (SARE)"."""
    match = ACRONYM.search(text[-_REACH:]) if text.endswith(")") and len(text) <= _REACH else None
    if not match:
        return False
    name = text[: match.start()]
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    begun = "".join(word[0] for word in left.split() if word[0].isupper())
    acronym = "".join(letter for letter in match[1] if letter.isupper())
    return bool(begun) and letters.endswith(acronym) and len(letters) - len(begun) < len(acronym)


def _is_lower_case_name(text: str) -> bool:
    words = text.split()
    return bool(DOTTED.fullmatch(words[0])) or (
        words[0] in PARTICLES and len(words) > 1 and words[-1][0].isupper()
    )


def _is_inverted(piece: str, count: int) -> bool:
    """Whether a piece of an "and" list is "Family, Given" and not two names."""
    family, _, given = (part.strip() for part in piece.strip(" ,").partition(","))
    if not given or looks_like_organisation(given) or has_organisation_word(family) or is_ideographic(family):
        return False
    if "," in given and given.rsplit(",", 1)[1].strip().lower().rstrip(".") not in SUFFIXES:
        return False
    words = [word for word in family.split() if word not in PARTICLES]
    if DOTTED.fullmatch(family.split()[0]) or len(words) > 4:
        return False
    return len(words) == 1 or is_initials(given) or len(given.split()) == 1 or count > 2


def _split_commas(piece: str) -> list[str]:
    """Names from a list with commas only, pairing family with given names where the list is inverted."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) < 2:
        return [piece.strip()]
    if len(parts) == 2 and is_double_family(*parts):
        return [", ".join(parts)]
    if len(parts) > 2 and first_inverted(parts):
        return [", ".join(parts[:2]), *parts[2:]]
    if _alternates(parts):
        return [", ".join(parts[index : index + 2]) for index in range(0, len(parts), 2)]
    names: list[list[str]] = []
    for part in parts:
        lone = bool(names) and len(names[-1]) == 1
        if (names and part.lower().rstrip(".") in SUFFIXES) or (
            lone and is_initials(part) and _takes_initials(names[-1][0])
        ):
            names[-1].append(part)
        else:
            names.append([part])
    return [", ".join(name) for name in names]


def _takes_initials(part: str) -> bool:
    """Whether a part can be the family name of the initials after it."""
    words = part.split()
    return (
        not DOTTED.fullmatch(words[0]) and len(words) <= 4 and not (len(words) > 1 and is_initials(words[-1]))
    )


def _alternates(parts: list[str]) -> bool:
    """Whether family and given names take turns: "Doe, Jane, ROE, Richard A."."""
    if len(parts) % 2 or any(is_ideographic(part) for part in parts):
        return False
    families, givens = parts[::2], parts[1::2]
    longest = _LONGEST_GIVEN if families[0].isupper() else 3  # "MACHADO, Pedro Luiz Oliveira de Almeida"
    return all(lone_family(part) for part in families) and all(
        len(part.split()) <= longest and not part.isupper() and not has_organisation_word(part)
        for part in givens
    )


def is_ideographic(word: str) -> bool:
    """Whether a name has ideographs, kana or hangul, which tell no family from given names without a space."""
    return not word.isascii() and _IDEOGRAPH.search(word) is not None
