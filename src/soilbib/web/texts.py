"""The interface's languages: what is said in English, and the tables that say it otherwise.

A table is ``languages/CODE.toml``: English text = its translation. Texts of two forms, for one and for several,
are written "{n} record|{n} records". What a table lacks is said in English; a test holds the tables complete.
Names of item types come from CSL's own locale files, unless a table has "type:" and the type.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from soilbib.csl.locale import LocaleTerms
from soilbib.model.variables import ITEM_TYPES

FOLDER = Path(__file__).with_name("languages")
LANGUAGES: dict[str, str] = {"en": "English", "fr": "Français", "es": "Español", "de": "Deutsch"}
"""Code → the language's own name, in the order of the switch."""
ZERO_IS_ONE = frozenset({"fr"})
"""Languages in which nothing is counted like one."""

MOST_SAID = 1_000
"""So many texts are kept as they go into pages."""

RECORD_LANGUAGES: dict[str, str] = {
    **LANGUAGES, "ar": "العربية", "bg": "Български", "ca": "Català", "cs": "Čeština", "da": "Dansk", "el": "Ελληνικά",
    "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "fi": "Suomi", "gl": "Galego", "he": "עברית", "hi": "हिन्दी",
    "hr": "Hrvatski", "hu": "Magyar", "id": "Bahasa Indonesia", "it": "Italiano", "ja": "日本語", "ko": "한국어",
    "la": "Latina", "lt": "Lietuvių", "lv": "Latviešu", "nb": "Norsk bokmål", "nl": "Nederlands", "nn": "Norsk nynorsk",
    "no": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina",
    "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "th": "ไทย", "tr": "Türkçe", "uk": "Українська",
    "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


class Texts:
    """What the interface says, in one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._table = read_table(code)
        self._terms = LocaleTerms((), code)
        self._said: dict[str, Markup] = {}
        self._types: dict[str, str] = {}

    def __call__(self, text: str, **values: object) -> Markup:
        """A text in this language, its places filled; fit for a page, whatever it is filled with."""
        said = self._said.get(text)
        if said is None:
            said = escape(self._table.get(text, text))
            if len(self._said) < MOST_SAID:
                self._said[text] = said
        return said.format(**values) if values else said

    def count(self, text: str, n: int) -> Markup:
        """A text with two forms, "{n} record|{n} records", for a number."""
        one, many = self._table.get(text, text).split("|")
        single = n == 1 or (n == 0 and self.code in ZERO_IS_ONE)
        return self._form(one if single else many).format(n=self.number(n))

    def _form(self, text: str) -> Markup:
        return self._said.setdefault(f"|{text}", escape(text))

    def number(self, n: int) -> Markup:
        """A number with its thousands apart, by a narrow space that never breaks."""
        return Markup(f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"))

    def type_name(self, kind: str) -> str:
        """The name of an item type."""
        if kind not in self._types:
            term = self._terms.text(kind) if kind in ITEM_TYPES else ""
            name = self._table.get(f"type:{kind}") or term or kind.replace("-", " ").replace("_", " ")
            self._types[kind] = name[:1].upper() + name[1:]
        return self._types[kind]

    def field_name(self, variable: str) -> str:
        """The name of a CSL variable; its own English one where the table has none."""
        plain = variable.replace("-", " ")
        return self._table.get(f"field:{variable}", plain[:1].upper() + plain[1:])

    def change_name(self, kind: str) -> str:
        """The name of a kind of change."""
        return self._table.get(f"change:{kind}", kind)


@lru_cache
def read_table(code: str) -> dict[str, str]:
    """The table of a language; English has the names of fields and changes only."""
    with (FOLDER / f"{code}.toml").open("rb") as stream:
        table: dict[str, str] = tomllib.load(stream)
    return table


@lru_cache
def texts_in(code: str) -> Texts:
    """The texts of one of `LANGUAGES`."""
    return Texts(code)


def choose_language(wanted: str, accepted: str) -> str:
    """The interface's language: the one asked for, else the first accepted (Accept-Language) that there is."""
    if wanted in LANGUAGES:
        return wanted
    ranked = sorted(map(_weighed, accepted.split(",")), key=lambda pair: -pair[1])
    return next((code for code, weight in ranked if code in LANGUAGES and weight > 0), "en")


def _weighed(part: str) -> tuple[str, float]:
    tag, _, weight = part.partition(";q=")
    try:
        return tag.strip().lower().partition("-")[0], float(weight or 1)
    except ValueError:
        return "", 0.0


def language_name(code: str) -> str:
    """The own name of a record's language, or its code."""
    return RECORD_LANGUAGES.get(code.lower().partition("-")[0], code)
