"""The locale in force: a style's own terms over the locale file's dialect, its main dialect and en-US."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from soilbib.csl import ast
from soilbib.csl.parse_locale import parse_locale, parse_xml

MAIN_DIALECTS: dict[str, str] = {
    "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK",
    "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR",
    "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS",
    "it": "it-IT", "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV",
    "mn": "mn-MN", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT",
    "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
"""Language to the locale that a dialect falls back to."""

FORM_FALLBACK = {"symbol": "short", "verb-short": "verb", "short": "long", "verb": "long"}
ORDINAL = ("ordinal", "long", "")
NO_FILE = ast.Locale()
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
"""What a language tag looks like: nothing else is a file's name."""


def normalise_lang(lang: str) -> str:
    """A language tag in the spelling of the locale files: ``en_us`` → ``en-US``."""
    head, _, region = lang.replace("_", "-").strip().partition("-")
    return (
        f"{head.lower()}-{region.upper()}"
        if len(region) == 2
        else (f"{head.lower()}-{region}" if region else head.lower())
    )


@lru_cache(maxsize=16)
def read_locale(lang: str) -> ast.Locale:
    """The locale file of a language tag, from citeproc-py's data; an empty locale where there is none."""
    package = find_spec("citeproc")
    if package is None or package.origin is None or not _TAG.fullmatch(lang):
        return NO_FILE
    file = Path(package.origin).parent / "data" / "locales" / f"locales-{lang}.xml"
    return parse_locale(parse_xml(file.read_bytes())) if file.is_file() else NO_FILE


def fallback_chain(lang: str) -> list[str]:
    """The locale files to look into, best first."""
    lang = normalise_lang(lang)
    chain = [lang, MAIN_DIALECTS.get(lang.partition("-")[0], ""), "en-US"]
    return [name for index, name in enumerate(chain) if name and name not in chain[:index]]


def _tag(locale: ast.Locale) -> str:
    return normalise_lang(locale.lang) if locale.lang else ""


class LocaleTerms:
    """Terms, dates and options for one language; look-ups are remembered."""

    def __init__(self, style_locales: tuple[ast.Locale, ...], lang: str) -> None:
        self.lang = normalise_lang(lang) or "en-US"
        language = self.language = self.lang.partition("-")[0]
        tags = dict.fromkeys((self.lang, language, MAIN_DIALECTS.get(language, language), ""))
        own = [locale for tag in tags for locale in style_locales if _tag(locale) == tag]
        files = [read_locale(name) for name in fallback_chain(self.lang)]
        self._locales: tuple[ast.Locale, ...] = tuple(
            locale for locale in (*own, *files) if locale is not NO_FILE
        )
        self._default = read_locale("en-US") if self.language != "en" else None
        self._ordinals = self._ordinal_locales()
        self._found: dict[tuple[str, str, str], ast.Term | None] = {}
        self.options: dict[str, str] = {}
        for locale in reversed(self._locales):
            self.options.update(locale.options)
        self.punctuation_in_quote = self.options.get("punctuation-in-quote") == "true"
        self.limit_day_ordinals = self.options.get("limit-day-ordinals-to-day-1") == "true"
        self.range_delimiter = self.text("page-range-delimiter") or "–"
        symbol = self.text("and", "symbol")
        self.ampersand = "&" if not symbol or symbol == self.text("and") else symbol
        self.quotes = tuple(
            self.text(name) for name in ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        )

    def _ordinal_locales(self) -> tuple[ast.Locale, ...]:
        """The locales that ordinals are looked up in: those down to the first that has the term "ordinal".

        That one replaces the ordinals of all below it. Older styles redefine some suffixes without it, for
        the numbers that the locale file has suffixes for.
        """
        known = [
            locale for locale in self._locales if any(key[0].startswith("ordinal") for key in locale.terms)
        ]
        if self._default in known[1:]:  # what a language has of its own is not mixed with English suffixes
            known.remove(self._default)
            if not any(ORDINAL in locale.terms for locale in known):
                return tuple(known)
        base = next((n for n, locale in enumerate(self._locales) if ORDINAL in locale.terms), -1)
        return self._locales[: base + 1]

    def _places(self, name: str) -> tuple[ast.Locale, ...]:
        """The locales that may have a term, best first."""
        if not name.startswith("ordinal"):
            return self._locales
        known = bool(self._ordinals) and any(key[0] == name for key in self._ordinals[-1].terms)
        return self._ordinals if known else ()

    def term(self, name: str, form: str = "long", gender: str = "") -> ast.Term | None:
        """The term in a form, or in the form that it falls back to."""
        key = (name, form, gender)
        if key not in self._found:
            self._found[key] = self._look_up(*key)
        return self._found[key]

    def _look_up(self, name: str, form: str, gender: str) -> ast.Term | None:
        name = {"sub verbo": "sub-verbo"}.get(name, name)
        places = self._places(name)
        own = tuple(locale for locale in places if locale is not self._default)
        for locales in (own, places):  # another form in the language comes before the form in English
            wanted: str | None = form
            while wanted:
                for locale in locales:
                    term = locale.terms.get((name, wanted, gender))
                    if term is not None:
                        return term
                wanted = FORM_FALLBACK.get(wanted)
        return self._look_up(name, form, "") if gender else None

    def gendered(self, name: str, gender: str) -> ast.Term | None:
        """The term in a gender or in none; before English in the one there is: all ordinals of Portuguese have one."""
        own = [locale for locale in self._places(name) if locale is not self._default]
        keys = ((name, "long", each) for each in (gender, "", "feminine", "masculine"))
        found = (locale.terms[key] for key in keys for locale in own if key in locale.terms)
        return next(found, None) or self.term(name)

    def text(self, name: str, form: str = "long", plural: bool = False) -> str:
        """The term's text; empty where there is no such term."""
        term = self.term(name, form)
        if term is None:
            return ""
        return term.multiple if plural else term.single

    def date(self, form: str) -> ast.Date | None:
        """The localised date format, "text" or "numeric"."""
        return next((locale.dates[form] for locale in self._locales if form in locale.dates), None)
