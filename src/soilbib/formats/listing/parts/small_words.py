"""The small words of a text, by which a list of names is told from running text."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.model.cut_lists import CUT_WORDS
from soilbib.model.name_words import PARTICLES

_SMALL_WORD = re.compile(r"(?<![\w’'.-])[a-zà-ÿ]{4,}")
_CAPITAL = re.compile(r"(?<![\w’'-])[^\W\d_a-zà-ÿ]")
_LOWER_WORD = re.compile(r"(?<![\w’'.-])[a-zà-ÿа-я][\w]+")
_SMALL_IN_NAMES = (
    PARTICLES
    | CUT_WORDS
    | frozenset(
        """
    and et und en og och oder ja dhe the team group others' and/or mtsai mts munkatársai wsp eds ed éds dir
    hrsg hg coord org comp red editors editor par by von др ve dan và és și şi ir та і και
    """.split()
    )
)
_TITLE_WORDS = frozenset(
    """
    about against beneath beyond comment cómo delle during eine from für hacia her his how into its our pour pourquoi
    quel quelle sans sur that the their these they this those through toward towards under une vers warum what when
    where which without why your zum über rezension buchbesprechung recension reseña
    """.split()
)
"""Words, with a capital, that begin titles or stand in them and are no one's name."""
_SHORTEST_RUNNING = 29  # characters of six small words


def is_running_text(text: str) -> bool:
    """Whether a text has so many small words that it is no list: six, more than those with a capital, no mark of it."""
    if len(text) < _SHORTEST_RUNNING:
        return False
    words = text.split()
    small = sum(map(_small_words, words))
    return small >= 6 and small > sum(map(_capitals, words)) and ";" not in text


@lru_cache(maxsize=8192)
def _small_words(word: str) -> int:
    if word[0].isupper() and word.isalpha():
        return 0
    return len(_SMALL_WORD.findall(word))


@lru_cache(maxsize=8192)
def _capitals(word: str) -> int:
    return len(_CAPITAL.findall(word))


def could_be_persons(text: str) -> bool:
    """Whether a text has no small word that no list of persons has: cheap to ask before it is read as names."""
    return all(map(_is_in_names, text.split()))


@lru_cache(maxsize=8192)
def _is_in_names(word: str) -> bool:
    """Whether a word, its punctuation aside, has a capital or is a small word of lists of persons."""
    if word[0].isupper():
        if word.lower() in _TITLE_WORDS or word.endswith(("'s", "’s")):
            return False
        if word.isalpha():
            return True
    return _SMALL_IN_NAMES.issuperset(_LOWER_WORD.findall(word))
