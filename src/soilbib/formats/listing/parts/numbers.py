"""The numbers at the end of a reference: volume, issue, pages and date, in whatever order and with whatever labels.

The stretch of numbers is found from the right: it goes as far as every word is a number, a month or a label. What its
numbers are is then told by their labels, by brackets, and last by their order.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from msgspec import Struct

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.number_tokens import Token, stretch
from soilbib.formats.listing.vocabulary.gazetteer import PLACES
from soilbib.model import Date

_PAGES = frozenset({"pp", "pages"})
_LABELLED = frozenset({"volume", "issue", "chapter-number", "page"})
_COUNTS = dict.fromkeys(
    "p pp page pág pg seite seiten стр с str blz hal σ lpp ص עמ".split(), "number-of-pages"
) | dict.fromkeys("vol volume voll vols".split(), "number-of-volumes")
_COUNTS[""] = "number-of-pages"  # "S." without its letter
_BEHIND = frozenset("évf sz o old".split())
"""Labels that stand behind their numbers."""
_NUMBERS = frozenset({"number", "range", "year_range", "roman"})
_WINDOW = 120
_YEAR = re.compile(r"c?(?:1[4-9]\d\d|20\d\d)[a-h]?")
_YEAR_LETTER = re.compile(r"\bc(?=\d{4})|(?<=\d{4})[a-h]\b")
_COPIED_DASH = re.compile(r"(?<=\d{2})e(?=\d{2})")  # "239e251": as some PDF files give the dash
_DASHES = re.compile(r"\s?[–‐‑—～-]{1,2}\s?")
_NUMBER_AND_YEAR = re.compile(r"(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)")
_MONTHS = 12
_IMPRINT_END = re.compile(r"\w: [^\W\d_a-z][^:.]{2,40}, $")  # "Göttingen: Vandenhoeck, 1957–1958"
_PLACE_END = re.compile(r"[.,]\s([^\W\d_a-z][\w’' -]{2,25})(?:,\s[^\W\d_a-z][\w’'& -]{2,30})?, $")
PAGE_COUNT = re.compile(r"(\d{1,4})\s?(?:pages?|pp?|Seiten?|S|s|págs?|páginas|pagine)\.?")
"""A number of pages, where that is a whole text."""


class Numbers(Struct, frozen=True, gc=False):
    """Where the stretch of numbers begins, and what it says."""

    start: int
    fields: dict[str, str]
    date: Date | None = None


@lru_cache(maxsize=512)
def read_numbers(text: str, year: int | None = None) -> Numbers | None:
    """The numbers at the end of a text; None where there are none that say what they are."""
    low = max(0, len(text) - _WINDOW)
    tokens = stretch(text, low)
    while tokens:
        found = _meaning(tokens, text, year)
        if found:
            return found
        tokens = _shorter(tokens, text)
    return None


def _shorter(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without the first one, and without the number that a label or month before it is for."""
    labelled = tokens[0].kind in ("volume", "issue", "page", "month", "of")
    cut = 2 if labelled and not (_is_surname(tokens[0], text) or _is_abbreviation(tokens[0], text)) else 1
    return tokens[cut:]


def _meaning(tokens: list[Token], text: str, year: int | None) -> Numbers | None:
    """What the tokens say together; None where a number is left whose meaning is not known."""
    parted, numbered = _part_issues(tokens, text, year) if "/" in text else (tokens, None)
    date, others = _take_date(parted, text, year)
    date = date or numbered
    told = _by_labels(others)
    if told is None:
        return None
    fields, bare, dated = told
    date = date or dated
    if not _name_bare(bare, fields, text, date, year) or not (fields or date):
        return None
    return Numbers(_start(tokens, text), fields, date)


def _part_issues(tokens: list[Token], text: str, year: int | None) -> tuple[list[Token], Date | None]:
    """ "n° 5/2015" is issue 5 of 2015, "11/2018" without a label the month; any other token stays as it is."""
    for index, token in enumerate(tokens):
        match = _NUMBER_AND_YEAR.fullmatch(token.text) if "/" in token.text else None
        numbered = index > 0 and tokens[index - 1].kind == "number"  # "59, 4/1989" is volume and issue
        told = (
            match and match["year"] == str(year) and token.text[0] != "0"
        )  # "Doe (2019) … Bauernblatt 3/2019"
        if match and (told or numbered or _is_labelled(tokens, index, text)):
            issue = msgspec.structs.replace(token, text=match["number"])
            labels = [Token("issue", "no", token.start, token.start)] if told and not numbered else []
            parted = [*tokens[:index], *labels, issue, *tokens[index + 1 :]]
            return parted, read_date(match["year"])
        if match and 1 <= int(match["number"]) <= _MONTHS:
            return [*tokens[:index], *tokens[index + 1 :]], read_date(token.text)
    return tokens, None


def _by_labels(tokens: list[Token]) -> tuple[dict[str, str], list[Token], Date | None] | None:
    """What the labels say, the numbers without one, and a year with a label before it; None for a word left over."""
    fields: dict[str, str] = {}
    bare: list[Token] = []
    date: Date | None = None
    label = ""
    for index, token in enumerate(tokens):
        if token.kind in _LABELLED:
            previous = tokens[index - 1] if index else None
            count = _COUNTS.get(token.text.lower().rstrip("s"), "")
            counts = bool(count) and previous in bare and _counts(token, tokens[index + 1 :], previous)
            ranged = previous is not None and previous.kind == "range" and index + 1 == len(tokens)
            behind = token.text.lower() in _BEHIND or (ranged and token.kind == "page")
            if behind and previous in bare:  # "34. évf. 1985. 1-2. sz.", "101-115 p."
                count, counts = token.kind, True
            if counts and previous:
                bare.remove(previous)
                fields[count] = _plain(previous.text)
            label = "" if counts else token.kind
        elif label and token.kind in _NUMBERS:
            if label in fields:
                date = read_date(fields[label])  # "n°2013, n°1"
                if date is None:
                    return None
            fields[label], label = _plain(token.text), ""
        elif "page" in fields and _is_next_page(tokens, index, fields["page"]):
            fields["page"] += f", {_plain(token.text)}"
        elif not _take_unlabelled(token, fields, bare, alone=len(tokens) == 1):
            return None
    return None if label else (fields, bare, date)


def _is_next_page(tokens: list[Token], index: int, pages: str) -> bool:
    """Whether a number goes on with the pages before it: "pp. 34, 36"."""
    page, token = tokens[index - 1], tokens[index]
    follows = pages.endswith(_plain(page.text)) and token.start - page.end == len(", ")
    told = any(label.text.lower() in _PAGES for label in tokens[:index])
    return follows and told and token.kind in ("number", "range") and not _YEAR.fullmatch(token.text)


def _take_unlabelled(token: Token, fields: dict[str, str], bare: list[Token], *, alone: bool) -> bool:
    """Take a token without a label: a month in brackets as the issue, "p12" as pages, "27p" as their number.

    False for what means nothing.
    """
    if token.kind == "month" and token.bracketed and "issue" not in fields:
        fields["issue"] = token.text
    elif token.kind not in _NUMBERS or token.kind == "roman" or (token.kind == "year_range" and alone):
        return False
    elif token.text[0] == "p" and "page" not in fields:
        fields["page"] = _plain(token.text[1:])
    elif token.text[-1] == "p" and token.text[:-1].isdigit() and "number-of-pages" not in fields:
        fields["number-of-pages"] = token.text[:-1]
    else:
        bare.append(token)
    return True


def _counts(label: Token, following: list[Token], number: Token | None) -> bool:
    """Whether a label after a number says that it is a count of pages: "320 p.", nothing numbered after it."""
    if number is None or number.kind != "number" or label.start - number.end > 1:
        return False
    return not (following and following[0].kind in _NUMBERS and following[0].start - label.end <= 2)


def _start(tokens: list[Token], text: str) -> int:
    """Where the stretch begins, an opening bracket before it included."""
    start = tokens[0].start
    before = text[:start].rstrip()
    return len(before) - 1 if before.endswith(("(", "[")) else start


def _plain(text: str) -> str:
    if text.isdecimal():
        return text
    return _COPIED_DASH.sub("-", text) if text.isalnum() else _DASHES.sub("-", text)


def _take_date(tokens: list[Token], text: str, year: int | None) -> tuple[Date | None, list[Token]]:
    """The date among the tokens, and the others: a year in brackets before one beside a month before the first one."""
    best: tuple[int, int, int, Date] | None = None
    for index, token in enumerate(tokens):
        if token.kind == "date":
            date = read_date(token.text)
            first, last = index, index + 1
        elif token.kind == "number" and _YEAR.fullmatch(token.text) and not _is_labelled(tokens, index, text):
            date, first, last = _around(tokens, index, text)
        else:
            continue
        if date is None or (year is not None and date.year != year):
            continue
        rank = 2 * token.bracketed + (last - first > 1) + (token.kind == "date")
        if best is None or rank > best[0]:
            best = (rank, first, last, date)
    if best is None:
        spans = [token for token in tokens if token.kind == "year_range"] if year is None else []
        counted = len(tokens) > 1 and tokens[-1].text.lower().startswith("vol")
        if len(spans) == 1 and (counted or _is_imprint(text[: spans[0].start])):
            return read_date(spans[0].text), [token for token in tokens if token is not spans[0]]
        return _take_day(tokens, year)
    rest = [*tokens[: best[1]], *tokens[best[2] :]]
    return best[3], rest


def _is_imprint(text: str) -> bool:
    """Whether a text ends as before the years of a work in volumes: "Göttingen: Vandenhoeck, ", ", Paris, Seuil, "."""
    placed = _PLACE_END.search(text)
    return _IMPRINT_END.search(text) is not None or (placed is not None and placed[1] in PLACES)


def _is_labelled(tokens: list[Token], index: int, text: str) -> bool:
    previous = tokens[index - 1] if index else None
    return (
        previous is not None
        and previous.kind in ("volume", "issue", "page")
        and previous.text not in _BEHIND
        and text[previous.end : tokens[index].start].strip(". :") == ""
    )


def _around(tokens: list[Token], index: int, text: str) -> tuple[Date | None, int, int]:
    """The date that a year and the widest run of months and days beside it are, its first token and the next one."""
    first, last = index, index + 1
    while first and index - first < 3 and _is_day_or_month(tokens[first - 1], tokens[index]):
        first -= 1
    while last < len(tokens) and last - index <= 2 and _is_day_or_month(tokens[last], tokens[index]):
        last += 1
    if last - first == 1:
        return read_date(_without_letters(tokens[index].text)), index, index + 1
    runs = [(low, high) for low in range(first, index + 1) for high in range(index + 1, last + 1)]
    for low, high in sorted(runs, key=lambda run: run[0] - run[1]):
        if high - low == 1 or (_has_month(tokens[low:high]) and not _is_surname(tokens[low], text)):
            date = read_date(_without_letters(text[tokens[low].start : tokens[high - 1].end]))
            if date:
                return date, low, high
    return None, index, index + 1


def _has_month(tokens: list[Token]) -> bool:
    return any(token.kind == "month" for token in tokens)


def _is_surname(token: Token, text: str) -> bool:
    """Whether a month is the end of a name, a word with a capital before it and a comma after it: "Editora Mar,"."""
    if token.kind != "month" or text[token.end : token.end + 1] != ",":
        return False
    before = text[: token.start].rstrip().rpartition(" ")[2]
    return before.isalpha() and before[0].isupper()


def _is_abbreviation(token: Token, text: str) -> bool:
    """Whether a month is the end of a periodical's short name: "Phil. Mag. 5"."""
    before = text[: token.start].rstrip().rpartition(" ")[2]
    return token.kind == "month" and text[token.end : token.end + 1] == "." and before[-1:] == "."


def _is_day_or_month(token: Token, year: Token) -> bool:
    """Whether a token may belong to the date of a year: in the same bracket, and a month, or days."""
    days = token.kind in ("number", "range") and len(token.text) <= 5 and token.text[0].isdigit()
    return token.bracketed == year.bracketed and (days or token.kind in ("month", "of", "ordinal", "weekday"))


def _without_letters(text: str) -> str:
    """ "c2019" and "2019a" without their letters."""
    return text if text.isdecimal() else _YEAR_LETTER.sub("", text)


def _take_day(tokens: list[Token], year: int | None) -> tuple[Date | None, list[Token]]:
    """A day and month of a year that is known: "…, 4 October"."""
    months = [index for index, token in enumerate(tokens) if token.kind == "month" and not token.bracketed]
    other = any(_YEAR.fullmatch(token.text) and token.text != str(year) for token in tokens)
    if year is None or len(months) != 1 or other:
        return None, tokens
    index = months[0]
    for first, last in ((index - 1, index + 1), (index - 2, index + 1), (index, index + 2)):
        if first >= 0 and last <= len(tokens):
            said = " ".join(token.text for token in tokens[first:last])
            date = read_date(f"{said} {year}")
            if date:
                return date, [*tokens[:first], *tokens[last:]]
    return None, tokens


def _name_bare(
    bare: list[Token], fields: dict[str, str], text: str, date: Date | None, year: int | None
) -> bool:
    """Give the numbers without a label their meaning: an issue in brackets, a range of pages, first the volume."""
    bare = list(bare)
    bracketed = [token for token in bare if token.bracketed and token.kind == "number"]
    if bracketed and "issue" not in fields and bare.index(bracketed[0]) > 0:
        fields["issue"] = bracketed[0].text
        bare.remove(bracketed[0])
    ranges = [token for token in bare if token.kind in ("range", "year_range")]
    if ranges and "page" not in fields:
        last = ranges[-1]
        marks = ":,." if year else ":"
        if len(bare) == 1 and not (fields or date) and text[: last.start].rstrip()[-1:] not in marks:
            return False
        fields["page"] = _plain(last.text)
        bare.remove(last)
    elif bare and "page" not in fields and len(bare) + len(fields) > 1 and _ends_in_page(bare, text):
        fields["page"] = bare.pop().text
    elif len(bare) == 1 and not fields and date and _ends_in_page(bare, text):
        fields["page"] = bare.pop().text  # "5 dicembre 2019: 24", "Press; 1997:588"
    names = [name for name in ("volume", "issue") if name not in fields]
    if len(bare) > len(names):
        return False
    if bare and not fields and not date:
        return False
    fields.update({name: _plain(token.text) for name, token in zip(names, bare, strict=False)})
    return True


def _ends_in_page(bare: list[Token], text: str) -> bool:
    """Whether the last number is a page: after a colon, or with a letter before it, or the third of its kind."""
    last = bare[-1]
    before = text[: last.start].rstrip()
    return (
        before.endswith(":")
        or last.text[0].isalpha()
        or (len(bare) > 1 and (len(last.text) > 4 or last.text[0] == "0"))
        or len(bare) > 2
        or (before.endswith((")", ",")) and len(bare) > 1)
    )
