"""A string read by a house's forms: the form whose slots fit best."""

from __future__ import annotations

from soilbib.formats.listing.learned.house import Form, House
from soilbib.formats.listing.learned.slots import fill
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.spans import Span

FORM = "learned"
"""The name of the form of readings that a house form gave."""

SURE = 0.86
"""With this score a house's form is taken before the built-in grammar is asked."""

_CERTAIN, _LEAST = 0.97, 0.6
_COMMON, _RARE = 0.0, 0.04  # a form with one example is trusted a little less
_SLOTS_OF_A_SURE_FORM = 2


def read_learned(text: str, house: House) -> Reading | None:
    """Read a string by the forms of a house; None where no form fits it.

    Of the forms that fit, the best is the one whose slots hold what they are for; of equals the one with more
    slots, then the one that more examples have.
    """
    found = [taken for form in house.form if (taken := _read_form(text, form, house))]
    if not found:
        return None
    reading, _ = max(found, key=lambda pair: (round(pair[0].score, 2), pair[1]))
    return reading


def _read_form(text: str, form: Form, house: House) -> tuple[Reading, tuple[int, int]] | None:
    """The best way to fill a form's slots, with the form's rank: its number of slots, its number of examples."""
    pattern = form.compiled
    best: Reading | None = None
    for match in pattern.matches(text):
        reading = _fill(text, match, house, form)
        if reading and (best is None or reading.score > best.score):
            best = reading
        if best and best.score >= _CERTAIN - _RARE:
            break
    if best is None:
        return None
    return best, (len(pattern.slots), form.examples)


def _fill(text: str, match: dict[str, Span], house: House, form: Form) -> Reading | None:
    reading = Reading(FORM, "", 0.0, type=form.type)
    worst = 1.0
    for variable, (start, end) in match.items():
        taken = fill(variable, text[start:end], reading, house)
        if taken is None:
            return None
        reading, fit = taken
        worst = min(worst, fit)
    few = 0.0 if len(match) >= _SLOTS_OF_A_SURE_FORM else 0.3
    rare = _RARE if form.examples == 1 else _COMMON
    score = _LEAST + (_CERTAIN - _LEAST) * worst - few - rare
    return reading.replace(score=score)
