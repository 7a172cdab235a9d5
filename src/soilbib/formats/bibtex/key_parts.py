"""The parts of key patterns: functions of the record, and filters, as JabRef's and Better BibTeX's manuals have them.

Values are words with spaces between them, which the key loses at the end. "Words" of a title leave out small
words (of, the, und …) where the manuals say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from soilbib.model.keys import own_words
from soilbib.model.markup import plain_text
from soilbib.model.names import Name
from soilbib.model.record import Record

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HUMP = re.compile(r"[A-Z]?[^\WA-Z_]+|[A-Z]+|\d+")
_NOT_LETTERS = re.compile(r"[^A-Za-z0-9]+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_SMALL_WORDS = frozenset(
    """a an the of on in for and or nor but to with from by at as is are be into via about between through over
    under und der die das ein eine des dem den le la les l un une du de d el los las il lo""".split()
)
_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ı": "i", "’": None, "'": None, "‘": None}
)  # fmt: skip


def to_ascii(text: str) -> str:
    """ASCII of a text with its case kept; what has no ASCII form is left out."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def _words(text: str) -> list[str]:
    """The words in ASCII, those of which nothing would be left being none; of a text that has none its own."""
    plain = plain_text(text)
    words = (to_ascii(word) for word in _WORDS.findall(plain.translate({0x2019: 0x27})))
    return [word for word in words if word.strip("'")] or own_words(plain)


def _joined(name: Name) -> str:
    return "".join(_words(name.full_family or name.literal))


def _initials(name: Name) -> str:
    return "".join(word[0] for word in _words(name.given))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _people(record: Record) -> list[Name]:
    return list(record.authors or record.names.get("editor", ()))


def _editors(record: Record) -> list[Name]:
    return list(record.names.get("editor", ()))


def _at(names: list[Name], m: int, n: int, initials: bool = False) -> str:
    name = names[m - 1] if 0 < m <= len(names) else Name()
    text = _joined(name)[: n or None]
    return text + _initials(name) if initials and text else text


def _list(names: list[Name], n: int, sep: str, etal: str) -> str:
    shown = names[:n] if n else names
    return sep.join(map(_joined, shown)) + (etal if len(shown) < len(names) else "")


def _auth(record: Record, n: int = 0, m: int = 1, *, initials: bool = False) -> str:
    """The family name of the m-th author (or editor), or its first n letters."""
    return _at(_people(record), m, n, initials)


def _authors(record: Record, n: int = 0, sep: str = "", etal: str = "EtAl") -> str:
    """The family names of all or the first n authors; ``etal`` where some are left out."""
    return _list(_people(record), n, sep, etal)


def _auth_et_al(record: Record, etal: str = "EtAl", sep: str = "") -> str:
    """The first author's name, both where there are two, "EtAl" where there are more."""
    people = _people(record)
    return _list(people, 2 if len(people) == 2 else 1, sep, etal)


def _auth_auth_ea(record: Record, sep: str = ".") -> str:
    """The first two authors' names with a full stop between them, and ".ea" for more."""
    return _list(_people(record), 2, sep, f"{sep}ea")


def _auth_short(record: Record) -> str:
    """One author's name; of several the first letters of up to three, and "+" for more."""
    people = _people(record)
    if len(people) < 2:
        return _auth(record)
    return "".join(_joined(name)[:1] for name in people[:3]) + ("+" if len(people) > 3 else "")


def _author_ini(record: Record) -> str:
    """The beginning of the first author's name and the initials of the others'."""
    names = [_joined(name) for name in _people(record)]
    return "".join([*(name[:5] for name in names[:1]), *(name[:1] for name in names[1:])])


def _auth_ini(record: Record, n: int = 5, sep: str = "") -> str:
    """The beginnings of all authors' names, n letters in all."""
    names = [_joined(name) for name in _people(record)]
    each, more = divmod(n, len(names)) if names else (0, 0)
    return sep.join(name[: each + (place < more)] for place, name in enumerate(names)).strip(sep or None)


def _authors_alpha(record: Record) -> str:
    """As BibTeX's style "alpha" has it."""
    names = [_joined(name) for name in _people(record)]
    if len(names) == 1:
        return names[0][:3]
    return "".join(name[:1] for name in names[: 4 if len(names) < 5 else 3]) + ("+" if len(names) > 4 else "")


def _year(record: Record) -> str:
    return str(record.year) if record.year else ""


def _part_of_date(variable: str, place: int) -> Callable[[Record], str]:
    def part(record: Record) -> str:
        date = record.dates.get(variable)
        return f"{date.start[place]:02}" if date and len(date.start) > place else ""

    return part


def _significant(record: Record) -> list[str]:
    words = [word.replace("'", "") for word in _words(record.title)]
    return [word for word in words if word.lower() not in _SMALL_WORDS]


def _title(record: Record) -> str:
    """The words of the title, capitals for all but small ones."""
    return " ".join(word if word in _SMALL_WORDS else _capital(word) for word in _words(record.title))


def _camel(record: Record, n: int = 0) -> str:
    return " ".join(_capital(word) for word in _words(record.title)[: n or None])


def _short_title(record: Record, n: int = 3, m: int = 0) -> str:
    """The first n words that count, the first m of them with a capital."""
    return " ".join(
        _capital(word) if place < m else word for place, word in enumerate(_significant(record)[:n])
    )


def _very_short_title(record: Record, n: int = 1, m: int = 0) -> str:
    return _short_title(record, n, m)


def _page(record: Record, place: int) -> str:
    numbers = re.findall(r"\w+", record.fields.get("page", ""))
    return numbers[place] if numbers else ""


def _keyword(record: Record, n: int = 1) -> str:
    keywords = [word.strip() for word in re.split("[,;]", record.fields.get("keyword", ""))]
    return keywords[n - 1] if 0 < n <= len(keywords) else ""


def _field(name: str) -> Callable[[Record], str]:
    return lambda record: " ".join(_capital(word) for word in _words(record.fields.get(name, "")))


def _exact(name: str) -> Callable[[Record], str]:
    return lambda record: record.fields.get(name, "")


FUNCTIONS: dict[str, Callable[..., str]] = {
    "auth": _auth,
    "pureauth": lambda record, n=0, m=1: _at(list(record.authors), m, n),
    "authors": _authors,
    "authorlast": lambda record: _auth(record, 0, len(_people(record))),
    "authfirstfull": _auth,
    "authforeini": lambda record: "".join(_initials(name)[:1] for name in _people(record)[:1]),
    "authetal": _auth_et_al,
    "authetal2": lambda record, sep=".": _auth_et_al(record, f"{sep}etal", sep),
    "authauthea": _auth_auth_ea,
    "authshort": _auth_short,
    "authini": _auth_ini,
    "authorini": _author_ini,
    "authorsalpha": _authors_alpha,
    "edtr": lambda record, n=0, m=1: _at(_editors(record), m, n),
    "editors": lambda record, n=0, sep="", etal="EtAl": _list(_editors(record), n, sep, etal),
    "year": _year,
    "date": lambda record: record.dates["issued"].text if "issued" in record.dates else "",
    "origyear": _part_of_date("original-date", 0),
    "shortyear": lambda record: _year(record)[-2:],
    "month": _part_of_date("issued", 1),
    "day": _part_of_date("issued", 2),
    "title": _title,
    "fulltitle": lambda record: " ".join(_words(record.title)),
    "camel": _camel,
    "shorttitle": _short_title,
    "shorttitleini": lambda record: "".join(word[0] for word in _significant(record)[:3]),
    "veryshorttitle": _very_short_title,
    "firstpage": lambda record: _page(record, 0),
    "lastpage": lambda record: _page(record, -1),
    "journal": _field("container-title"),
    "booktitle": _field("container-title"),
    "series": _field("collection-title"),
    "publisher": _field("publisher"),
    "institution": _field("publisher"),
    "language": _exact("language"),
    "volume": _exact("volume"),
    "number": _exact("issue"),
    "edition": _exact("edition"),
    "doi": _exact("DOI"),
    "keyword": _keyword,
    "type": lambda record: record.type,
    "entrytype": lambda record: record.type,
    "citekey": lambda record: record.id,
    "citationkey": lambda record: record.id,
}
"""Part of a pattern → function of the record and its arguments."""


def _without_small_words(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in _SMALL_WORDS)


def _select(text: str, start: int = 1, n: int = 0) -> str:
    """n words from the start-th on."""
    return " ".join(text.split()[start - 1 : start - 1 + n if n else None])


def _substring(text: str, start: int, n: int = 0) -> str:
    """n characters from the start-th on; with one number, so many from the first on."""
    return text[start - 1 : start - 1 + n] if n else text[:start]


def _prefix(text: str, more: str | int) -> str:
    """The text with another before it; with a number, so many characters of it."""
    if isinstance(more, int):
        return text[:more]
    return more + text if text else ""


FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "capitalize": lambda text: " ".join(map(_capital, text.split(" "))),
    "titlecase": lambda text: " ".join(map(_capital, text.split(" "))),
    "camel": lambda text: "".join(map(_capital, text.split(" "))),
    "sentencecase": lambda text: _capital(text.lower()),
    "abbr": lambda text: "".join(word[0] for word in _HUMP.findall(text)),
    "ascii": to_ascii,
    "transliterate": to_ascii,
    "fold": to_ascii,
    "clean": lambda text: _NOT_LETTERS.sub("", to_ascii(text)),
    "alphanum": lambda text: _NOT_LETTERS.sub("", to_ascii(text)),
    "nopunct": lambda text: _PUNCTUATION.sub("", text),
    "nopunctordash": lambda text: _PUNCTUATION.sub("", text.replace("-", "")),
    "skipwords": _without_small_words,
}
"""Filter → what it makes of a part."""

FILTERS_WITH_ARGUMENTS: dict[str, Callable[..., str]] = {
    "condense": lambda text, sep="": sep.join(text.split()),
    "select": _select,
    "substring": _substring,
    "truncate": lambda text, n: text[:n],
    "prefix": _prefix,
    "postfix": lambda text, more: text + more if text else "",
    "replace": lambda text, find, replace="": text.replace(find, replace),
    "default": lambda text, other: text or other,
}
"""Filter → what it makes of a part and its arguments."""
