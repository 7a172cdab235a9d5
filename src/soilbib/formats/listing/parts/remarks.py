"""What an entry says of its file and not of the work: a sign in front, "PDF (2.4 MB)", "(EN / FR)", "[in French]"."""

from __future__ import annotations

import re
import unicodedata

_FORMATS = r"(?:pdf|e?pub|docx?|pptx?|xlsx?|csv|zip|html?|mp[34]|mobi)"
_SIZE = r"\d{1,4}(?:[.,]\d{1,2})?\s?(?:[kmg](?:b|o|ib|io)|octets|bytes|бай?т)"
_LANGUAGES = (
    r"(?:en|fr|es|pt|de|it|ar|zh|ru|nl|english|french|spanish|portuguese|german|italian|arabic|chinese|russian|dutch"
    r"|anglais|français|espagnol|portugais|allemand|italien|arabe|chinois|russe|néerlandais|inglés|francés|español"
    r"|portugués|alemán|italiano|inglês|francês|espanhol|português|alemão|englisch|französisch|spanisch|deutsch"
    r"|portugiesisch|italienisch|inglese|francese|spagnolo|tedesco)"
)
_LIST_OF_LANGUAGES = (
    rf"(?:(?:available |disponible |disponibile |verfügbar )?(?:in|en|auf|em) )?{_LANGUAGES}"
    rf"(?:(?:\s?[/,;&|+-]\s?|\s(?:and|et|y|e|und)\s){_LANGUAGES})*(?:\s(?:only|version|uniquement))?"
)
_SIZED = rf"(?:{_FORMATS}[\s,:;–-]{{1,3}}[(\[]?{_SIZE}[)\]]?|{_SIZE}[\s,]{{1,2}}{_FORMATS})"
_FILE = re.compile(  # bare only where a format and a size stand together: "How to make a PDF" is a title
    rf"(?:(?:\s?[–—|·,-])?\s(?:{_SIZED}|\((?:{_SIZED}|{_FORMATS}|{_SIZE})\)|\[(?:{_SIZED}|{_FORMATS}|{_SIZE})\])"
    rf"|(?:\s?[–—|·,-]|(?<=\.))\s(?:{_FORMATS}|{_SIZE}))$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    rf"(?:\s[–—|·-])?\s(?:\({_LIST_OF_LANGUAGES}\)|\[{_LIST_OF_LANGUAGES}\])$", re.IGNORECASE
)
_ENDS = (")", "]", "b", "B", "o", "f", "F", "x", "v", "p", "l", "3", "4")
"""The last characters of what is looked for: brackets, units and names of formats."""
_SIGNS = frozenset({"So", "Sk", "Cn", "Co"})
_FIRST_SIGN = "\u2190"  # arrows, symbols and pictures stand behind it
_LONGEST = 60  # characters of a remark


def without_remarks(text: str) -> str:
    """The text without a picture in front, and without what its end says of file, size and languages."""
    if text[:1] >= _FIRST_SIGN:
        text = _without_signs(text)
    while text.endswith(_ENDS):
        start = max(0, len(text) - _LONGEST)
        remark = (_SPOKEN.search(text, start) if text[-1] in ")]" else None) or _FILE.search(text, start)
        if not remark or not remark.start():
            break
        text = text[: remark.start()].rstrip()
    return text


def _without_signs(text: str) -> str:
    """The text without the pictures and symbols in front, the joiners and variants between them."""
    for index, char in enumerate(text):
        if not (char.isspace() or char in "\u200d\ufe0f" or unicodedata.category(char) in _SIGNS):
            return text[index:]
    return text
