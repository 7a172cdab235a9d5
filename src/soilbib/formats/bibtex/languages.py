"""Babel's and polyglossia's language names and BCP 47 codes."""

from __future__ import annotations

import re

_NAMES = """
    english en-US australian en-AU british en-GB canadian en-CA newzealand en-NZ ngerman de-DE naustrian de-AT
    nswissgerman de-CH french fr-FR acadian fr-CA spanish es-ES italian it-IT portuguese pt-PT brazilian pt-BR
    dutch nl-NL danish da-DK norwegian nb-NO nynorsk nn-NO swedish sv-SE finnish fi-FI icelandic is-IS
    polish pl-PL czech cs-CZ slovak sk-SK slovene sl-SI croatian hr-HR serbian sr-RS bulgarian bg-BG
    russian ru-RU ukrainian uk-UA hungarian hu-HU romanian ro-RO greek el-GR turkish tr-TR estonian et-EE
    latvian lv-LV lithuanian lt-LT catalan ca-ES galician gl-ES basque eu-ES latin la irish ga-IE scottish gd-GB
    welsh cy-GB arabic ar hebrew he-IL persian fa-IR hindi hi-IN chinese zh-CN japanese ja-JP korean ko-KR
    vietnamese vi-VN thai th-TH indonesian id-ID malay ms-MY afrikaans af-ZA albanian sq-AL armenian hy-AM
    esperanto eo breton br-FR
"""
_OTHER_NAMES = """
    american en-US usenglish en-US ukenglish en-GB german de-DE germanb de-DE austrian de-AT swissgerman de-CH
    francais fr-FR français fr-FR frenchb fr-FR canadien fr-CA portuges pt-PT brazil pt-BR norsk nb-NO magyar hu-HU
    polutonikogreek el-GR slovenian sl-SI bahasa id-ID deutsch de-DE español es-ES italiano it-IT português pt-PT
    nederlands nl-NL
"""
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_BY_NAME = {**_pairs(_NAMES), **_pairs(_OTHER_NAMES)}
_BY_CODE = {code: name for name, code in _pairs(_NAMES).items()}


def code_of(name: str) -> str:
    """The BCP 47 code of a babel name in any case, or of a code; what is neither stays as it is."""
    found = _BY_NAME.get(name.strip().lower().removeprefix("lang"))
    if found:
        return found
    return name.replace("_", "-") if _CODE.fullmatch(name) else name


def name_of(code: str) -> str | None:
    """The babel name that reads back as the code, or None."""
    return _BY_CODE.get(code)
