"""A house form as a value, and as the TOML that people read and change."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import msgspec
from msgspec import Struct

from soilbib.errors import InputError
from soilbib.formats.listing.learned.pattern import Pattern, parse_pattern

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HEAD = """\
# The form of the strings of one house, learned from corrected examples by `soilbib parse --learn`.
# Change it by hand where you know better; `soilbib parse --house FILE` reads strings by it.
"""


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """One order of the parts: its pattern, how many examples have it, and the item type where all agree on one."""

    pattern: str
    examples: int = 1
    type: str = ""

    @property
    def compiled(self) -> Pattern:
        """The pattern, ready to match."""
        return parse_pattern(self.pattern)


class NameForm(Struct, frozen=True, forbid_unknown_fields=True):
    """What is particular about a house's names.

    ``order`` is "family given" where the family name comes first without a comma. ``separators`` are the
    texts between names that the built-in grammar does not part at.
    """

    order: str = ""
    separators: tuple[str, ...] = ()


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """The forms of a house, its names, and the periodicals, organisations and genre words that it uses.

    ``periodicals`` and ``genres`` give the item type that each speaks for.
    """

    form: tuple[Form, ...] = ()
    names: NameForm = NameForm()
    organisations: tuple[str, ...] = ()
    periodicals: dict[str, str] = {}
    genres: dict[str, str] = {}


def load_house(text: str, path: str = "") -> House:
    """Read a house form; `InputError` names what is wrong in it and where."""
    try:
        house = msgspec.convert(tomllib.loads(text), House)
        for form in house.form:
            parse_pattern(form.pattern)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError) as error:
        raise InputError(f"{path}: not a house form: {error}") from None
    return house


def dump_house(house: House) -> str:
    """The house form as TOML; `load_house` reads it back as it was."""
    blocks = [_HEAD]
    if house.organisations:
        blocks.append(f"organisations = {_value(house.organisations)}\n")
    if house.names != NameForm():
        blocks.append(_table("[names]", msgspec.to_builtins(house.names)))
    blocks += [_table("[[form]]", msgspec.to_builtins(form)) for form in house.form]
    for name in ("periodicals", "genres"):
        if getattr(house, name):
            blocks.append(_table(f"[{name}]", getattr(house, name)))
    return "\n".join(blocks)


def _table(head: str, values: dict[str, Any]) -> str:
    lines = [f"{_key(key)} = {_value(value)}\n" for key, value in values.items() if value]
    return f"{head}\n{''.join(lines)}"


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _value(key)


def _value(value: Any) -> str:
    """A value of TOML: its strings are those of JSON, DEL apart."""
    if isinstance(value, (list, tuple)):
        return "[\n" + "".join(f"    {_value(item)},\n" for item in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
