"""Languages: the many ways in which records name them, as the short codes of ISO 639-1 where there is one."""

from __future__ import annotations

import re

_TAG = re.compile("([a-z]{2,3})(?:[-_].*)?")
_NAMES: dict[str, str] = {
    "ar": "ara arabic العربية", "bg": "bul bulgarian български", "ca": "cat catalan català",
    "cs": "cze ces czech čeština český", "da": "dan danish dansk", "de": "ger deu german deutsch allemand alemán",
    "el": "gre ell greek ελληνικά", "en": "eng english anglais inglés englisch", "eo": "epo esperanto",
    "es": "spa spanish español espagnol castellano", "et": "est estonian eesti", "eu": "baq eus basque euskara",
    "fa": "per fas persian فارسی", "fi": "fin finnish suomi", "fr": "fre fra french français francés französisch",
    "ga": "gle irish gaeilge", "gl": "glg galician galego", "he": "heb hebrew עברית", "hi": "hin hindi हिन्दी",
    "hr": "hrv scr croatian hrvatski", "hu": "hun hungarian magyar", "id": "ind indonesian", "is": "ice isl icelandic",
    "it": "ita italian italiano italien italienisch", "ja": "jpn japanese 日本語", "ko": "kor korean 한국어",
    "la": "lat latin", "lt": "lit lithuanian lietuvių", "lv": "lav latvian latviešu", "nl": "dut nld dutch nederlands",
    "no": "nor norwegian norsk", "nb": "nob bokmål", "nn": "nno nynorsk", "pl": "pol polish polski",
    "pt": "por portuguese português portugais portugués", "ro": "rum ron romanian română", "ru": "rus russian русский",
    "sk": "slo slk slovak slovenčina", "sl": "slv slovenian slovene slovenščina", "sr": "srp scc serbian српски",
    "sv": "swe swedish svenska", "th": "tha thai", "tr": "tur turkish türkçe", "uk": "ukr ukrainian українська",
    "vi": "vie vietnamese", "zh": "chi zho chinese 中文",
}  # fmt: skip
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}


def language_of(text: str) -> str:
    """The code of a language given by tag, three-letter code or name: "fr" of "fr-FR", "fre" and "French".

    Of several the first; what is none of these stays as it is, in lower case.
    """
    first = re.split("[;,/]| and ", text.strip().lower(), maxsplit=1)[0].strip()
    if first in _CODES:
        return _CODES[first]
    tag = _TAG.fullmatch(first)
    return _CODES.get(tag[1], tag[1]) if tag else first
