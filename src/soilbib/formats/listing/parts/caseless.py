"""Names in scripts without capitals: Arabic, Hebrew, Thai, the scripts of India and of East Asia."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.model import Name
from soilbib.model.name_splitting import is_ideographic

MARKS = str.maketrans("،؛؟۔।٠١٢٣٤٥٦٧٨٩", ",;?..0123456789")
"""The marks and digits of these scripts, each with the one that stands for it elsewhere."""
_IDEOGRAPHIC_NAME = re.compile("(?:(?![等他])[\u3040-\u30fa\u30fc-\u30ff\u4e00-\u9fff\uac00-\ud7af]){2,5}")
_IDEOGRAPHIC_LIST = re.compile(
    rf"(?P<names>{_IDEOGRAPHIC_NAME.pattern}(?:\s?[,，、;；・]\s?{_IDEOGRAPHIC_NAME.pattern})*)"
    r"(?P<cut>[,，、\s]{0,2}(?:等|외|他))?(?=\s?[.。．(（\d]|$)"
)
_SEAM = re.compile(r";\s?|\sو\s?|\s(?:और|एवं)\s|,?\s&\s")
_MOST_WORDS = 5  # of a name
_BODIES = frozenset(
    """
    منظمة وزارة جامعة مركز هيئة مؤسسة معهد برنامج البنك المنظمة الهيئة المركز اللجنة لجنة اتحاد جمعية الأمم
    ארגון משרד אוניברסיטת אוניברסיטה מכון המכון המשרד הארגון
    संयुक्त विश्व मंत्रालय भारत भारतीय
    """.split()
)
"""First words of organisations."""
_PARTICLES = frozenset("بن ابن أبو آل בן".split())
_THAI_BODIES = ("องค์การ", "กระทรวง", "มหาวิทยาลัย", "กรม", "สถาบัน")


@lru_cache(maxsize=1024)
def is_caseless(char: str) -> bool:
    """Whether a character is a letter of a script without capitals; those of East Asia have rules of their own."""
    return char.isalpha() and char.lower() == char.upper() and not is_ideographic(char)


def read_caseless_names(text: str) -> tuple[Name, ...]:
    """The names of a list: a body, one that is inverted, or any with the family last; none where one is too long."""
    plain = text.translate(MARKS).strip(" .,")
    if plain.partition(" ")[0] in _BODIES or plain.startswith(_THAI_BODIES):
        return (Name(literal=plain),)
    inverted = plain.split(",")
    words = [len(part.split()) for part in inverted]
    if len(inverted) == 2 and ";" not in plain and words[0] <= 2 and min(words) == 1:
        return (Name(family=inverted[0].strip(), given=inverted[1].strip()),)
    pieces = [piece.strip() for part in _SEAM.split(plain) for piece in part.split(",") if piece.strip()]
    if any(len(piece.split()) > _MOST_WORDS or any(map(str.isdigit, piece)) for piece in pieces):
        return ()
    return tuple(map(_name, pieces))


def _name(text: str) -> Name:
    given, _, family = text.rpartition(" ")
    before, _, particle = given.rpartition(" ")
    if before and particle in _PARTICLES:  # "ليلى بن عمر"
        given, family = before, f"{particle} {family}"
    return Name(family=family, given=given) if given else Name(literal=text)


def lead_ideographic(text: str) -> tuple[tuple[tuple[Name, ...], bool], int] | None:
    """ "王伟, 李娜, 等": short names of ideographs or hangul, whether they are cut, and where they end.

    They go up to a full stop, a bracket or a number; None where a text begins with none.
    """
    match = _IDEOGRAPHIC_LIST.match(text)
    if not match:
        return None
    names = tuple(Name(literal=name) for name in _IDEOGRAPHIC_NAME.findall(match["names"]))
    return (names, match["cut"] is not None), match.end()
