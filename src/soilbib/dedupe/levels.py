"""How far a field of two records agrees."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How far one field agrees; ``level >= MISSING`` reads "does not speak against it"."""

    DIFFERENT = 0
    MISSING = 1
    SIMILAR = 2
    EQUAL = 3


EQUAL, SIMILAR, MISSING, DIFFERENT = Level.EQUAL, Level.SIMILAR, Level.MISSING, Level.DIFFERENT
"""The levels by names of this module, as Python 3.11 takes long to find them in their class."""
