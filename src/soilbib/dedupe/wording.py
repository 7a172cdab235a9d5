"""How two titles differ: ratios over whole columns, and the words that only one of them has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from soilbib.dedupe.romanisation import skeleton
from soilbib.dedupe.text import is_han, short_symbols, without_symbols

_EMPTY = frozenset("some a an the of in on at by for to and or with from s".split())

_NEVER_LAST = frozenset("the of and an for with from de du des der das und et del y".split())
_ENDINGS = ("ing", "ed", "ies", "ic", "al", "es", "ly")
"""What makes another word of a whole one: a title that stops before it need not be cut."""

SHORT_WORD = 6
"""In words of fewer letters another letter makes another word."""

MIDDLE_WORD, LONG_WORD = 8, 10
"""In words of so many letters two edits may be a slip, in those of so many two wrong letters."""

MISREAD, SHORTEST_MISREAD = 7, 5
"""In words of fewer letters what looks like another letter may be one (yarn, yam); in shorter ones, digits too."""
_GLYPHS = str.maketrans("1058", "losb")


def _both_ways(pairs: str) -> dict[str, tuple[str, ...]]:
    """What stands across each side of pairs such as "hypo/hyper"; "-" is nothing."""
    table: dict[str, tuple[str, ...]] = {}
    for one, other in (pair.replace("-", "").split("/") for pair in pairs.split()):
        table[one] = (*table.get(one, ()), other)
        table[other] = (*table.get(other, ()), one)
    return table


_BEGINNINGS = _both_ways(
    """hypo/hyper hypo/normo hyper/normo pre/post pre/peri peri/post ante/post intra/inter intra/extra micro/macro
    endo/exo endo/epi ex/in in/out in/de up/down over/under super/sub supra/infra mono/poly oligo/poly mono/bi mono/di
    mono/multi uni/bi uni/multi bi/tri di/tri homo/hetero auto/allo allo/xeno ipsi/contra ab/ad af/ef as/des as/de
    intro/extro mater/pater matri/patri meth/eth chlor/fluor brom/chlor thym/thyr asympt/sympt atyp/typ asymm/symm
    asynchr/synchr non/- un/- anti/- wo/- fe/- dis/- in/- im/- ir/- de/- re/- sub/- bi/- hyper/- hypo/- pre/- post/-
    pseudo/- neo/- trans/cis"""
)
"""Beginnings that turn a word's meaning into another one's."""
_ENDS = _both_ways("ite/ate ane/ene ene/yne ide/ine ful/less er/ee or/ee some/ses")
"""Endings that do: nitrite and nitrate, employer and employee."""
_LONGEST = max(map(len, (*_BEGINNINGS, *_ENDS)))


def ratios(one: Sequence[str], other: Sequence[str]) -> list[float]:
    """How alike the strings of two columns are, 0 to 1, row by row (normalised Indel similarity)."""
    import numpy
    from rapidfuzz import fuzz, process

    values: list[float] = (process.cpdist(one, other, scorer=fuzz.ratio, dtype=numpy.float32) / 100).tolist()
    return values


def differing_words(
    one: Sequence[str], other: Sequence[str], romanised: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only one of two titles has, leaving out slips, little words and words written together.

    Of titles that may be ``romanised`` by two systems also what these spell otherwise.
    """
    left, right = _rest(one, other), _rest(other, one)
    if (
        not (left or right)
        or _symbols_lost(left, right)
        or _are_slips(left, right, "".join(one), "".join(other))
    ):
        return (), ()
    for word in list(left):
        close = next(
            (
                candidate
                for candidate in right
                if is_typo(word, candidate)
                or is_slipped_number(word, candidate)
                or _is_mistyped_little_word(word, candidate)
                or _has_short_symbol(word, candidate)
                or _is_misread(word, candidate)
                or (romanised and skeleton(word) == skeleton(candidate))
            ),
            None,
        )
        if close is not None:
            left.remove(word)
            right.remove(close)
    return tuple(_telling(left, other)), tuple(_telling(right, one))


def ends_in_a_word(short: str, long: str) -> bool:
    """Whether one title's words begin another's and stop inside a word, two letters or more before its end.

    Or after a word that no title ends with, such as "of".
    """
    if not long.startswith(short):
        return False
    if short.rpartition(" ")[2] in _NEVER_LAST:
        return True
    rest = long[len(short) :].partition(" ")[0]
    return len(rest) >= 2 and not rest.startswith(_ENDINGS)


def _are_slips(left: list[str], right: list[str], one: str, other: str) -> bool:
    """Whether two runs of letters are one with up to three slips; ``left`` and ``right`` are the words that differ."""
    if one == other:
        return True
    if _is_han(one) or _is_han(other):
        return False
    shorter = min(sum(map(len, left)), sum(map(len, right)))
    allowed = min(3, max(1, shorter // 3))
    if shorter < 2 or abs(len(one) - len(other)) > allowed:
        return False
    if len(left) == len(right) == 1:
        return is_typo(left[0], right[0])
    if _edit_distance()(one, other, score_cutoff=allowed) > allowed or _digits(one) != _digits(other):
        return False
    whole = len(one) == len(other)  # what looks like a prefix is then a word written together with the next
    return not any(
        are_opposites(word, candidate) and not (whole and len(word) != len(candidate))
        for word in left
        for candidate in right
    )


def _is_han(text: str) -> bool:
    return not text.isascii() and is_han(text)


def _digits(text: str) -> str:
    return "" if text.isalpha() else "".join(char for char in text if char.isdigit())


@lru_cache(maxsize=1 << 14)
def are_opposites(one: str, other: str) -> bool:
    """Whether two words differ by a beginning or an ending that turns the meaning: "hypotension", "hypertension"."""
    lengths = range(min(len(one), _LONGEST) + 1)
    if one[-2:] == other[-2:] and any(
        other.startswith(affix) and one[length:] == other[len(affix) :]
        for length in lengths
        for affix in _BEGINNINGS.get(one[:length], ())
    ):
        return True
    return one[:3] == other[:3] and any(
        other.endswith(affix) and one[: len(one) - length] == other[: len(other) - len(affix)]
        for length in lengths
        for affix in _ENDS.get(one[len(one) - length :], ())
    )


def _rest(words: Sequence[str], taken: Sequence[str]) -> list[str]:
    """The words that are left when those of the other title are taken away, each once."""
    remaining = list(words)
    for word in taken:
        if word in remaining:
            remaining.remove(word)
    return remaining


def _symbols_lost(left: list[str], right: list[str]) -> bool:
    """Whether the words differ by Greek letters alone, which only one side has."""
    one, other = "".join(left), "".join(right)
    bare_one, bare_other = without_symbols(one), without_symbols(other)
    return bare_one == bare_other and (one == bare_one or other == bare_other)


def _telling(words: list[str], other: Sequence[str]) -> list[str]:
    """The words left over that say something and are not pieces of the other title's run of letters."""
    telling = [word for word in words if word not in _EMPTY and (len(word) != 2 or not word.isalpha())]
    if len(telling) < 2:
        return telling
    run = "".join(other)
    return [word for word in telling if len(word) < 3 or word.isdigit() or word not in run]


def is_typo(one: str, other: str) -> bool:
    """Whether two words are one with a slip: one edit in a short word, two from eight letters on.

    Another digit is never a slip (HPV16, HPV18), nor is what makes another word (`_is_another_word`).
    """
    length, width = len(one), len(other)
    shorter = min(width, length)
    allowed = 1 if shorter < MIDDLE_WORD else 2
    if shorter < 3 or not -allowed <= length - width <= allowed or one.isdigit() or other.isdigit():
        return False
    edits = _edit_distance()(one, other, score_cutoff=allowed)
    if edits > allowed:
        return one.replace("ph", "f") == other.replace("ph", "f")  # sulphur, Stephan
    if _digits(one) != _digits(other) or _is_another_word(one, other, edits):
        return False
    return not are_opposites(one, other)


def _is_another_word(one: str, other: str, edits: int) -> bool:
    """Whether so many edits make another word of one.

    Another letter in a short word (rats, cats) or at its beginning (Gambia, Zambia), two in one that is not long
    (northern, southern), two more or less (prednisone, prednisolone), and another Chinese character.
    """
    if _is_han(one) or _is_han(other):
        return True
    if len(one) != len(other):
        return edits == 2 and abs(len(one) - len(other)) == 2
    if edits == 2 or sorted(one) == sorted(other):  # two letters swapped are one edit
        return edits == 2 and len(one) < LONG_WORD
    return len(one) < SHORT_WORD or (len(one) < MIDDLE_WORD and one[0] != other[0])


def _is_mistyped_little_word(one: str, other: str) -> bool:
    """Whether a word is "of", "in" or "the" with a letter too many or one too few: "otf", "th"."""
    if abs(len(one) - len(other)) != 1 or not (one.isalpha() and other.isalpha()):
        return False
    little = one if one in _EMPTY else other
    return little in _EMPTY and len(little) > 1 and _edit_distance()(one, other, score_cutoff=1) == 1


def _is_misread(one: str, other: str) -> bool:
    """Whether a scanner took letters of a word for others, or a digit for a letter: northem, bio1ogical."""
    short = min(len(one), len(other))
    if short < SHORTEST_MISREAD or one.isdigit() or other.isdigit():
        return False
    if one.isalpha() and other.isalpha() and (short < MISREAD or one[0] != other[0]):
        return False
    return (one.isalpha() or other.isalpha()) and _in_print(one) == _in_print(other)


def _in_print(word: str) -> str:
    """A word as a scanner may see it."""
    return word.translate(_GLYPHS).replace("rn", "m").replace("cl", "d").replace("vv", "w")


def _has_short_symbol(one: str, other: str) -> bool:
    """Whether a Greek letter is spelt out in one word and put as a Latin one in the other: PKCepsilon, PKCe."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return short[0] == long[0] and short == short_symbols(long)


def is_slipped_number(one: str, other: str) -> bool:
    """Whether two numbers of four digits or more are one with two digits swapped or a digit lost: 1852, 1825."""
    if (
        not (one.isdigit() and other.isdigit())
        or max(len(one), len(other)) < 4
        or abs(len(one) - len(other)) > 1
    ):
        return False
    return _edit_distance()(one, other) == 1 and (len(one) != len(other) or sorted(one) == sorted(other))


def is_lost_digit(one: str, other: str) -> bool:
    """Whether two numbers are one that lost a digit in the one place: 36 and 3."""
    return one.isdigit() and other.isdigit() and len(one) != len(other) and _edit_distance()(one, other) == 1


@cache
def _edit_distance() -> Callable[..., int]:
    """Optimal string alignment: a swap of two letters is one edit."""
    from rapidfuzz.distance import OSA

    return OSA.distance
