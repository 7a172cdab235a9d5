"""Cutting a string where its quotes and brackets allow it."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from soilbib.formats.listing.parts.dashes import with_blanks
from soilbib.formats.listing.parts.quotation_marks import with_usual_marks

_CLOSERS = {
    "'": "'",
    "“": '”“"»',
    "„": '“”"',
    "«": "»”",
    "‹": "›",
    "»": "«",
    "‘": "’",
    "(": ")",
    "[": "]",
    "”": "”",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
_QUOTES = "“”„«»‹›\"‚‘’'「」『』《》〈〉"
_DASH = "–—‒―−-"
SEPARATOR = re.compile(
    rf"[|·•¦{_DASH}](?:(?<=[|·•¦])(?<=\s.)(?=\s)|(?<=[{_DASH}])(?:"
    rf"(?<=\s.)[{_DASH}]{{0,2}}(?=\s)"  # spaced on both sides
    rf"|(?<=[”»\"“].)(?=\s|\d{{4}}\b)|(?<=[”»]\s[–—-])(?=[^\W\d_a-z]|\d{{4}}[–—-])|(?<=[”»]\s[–—-]\d{{4}}[–—-])"
    rf"|(?<=\s[–—])(?=\d{{4}}\b)|(?<=\b\d{{4}}[–—])(?=\s)"
    rf"|(?<=\b\d{{4}}\s[–—])(?=[A-ZÀ-Þ])|(?<=\s[{_DASH}])(?=\d{{4}}[{_DASH}]\s)"
    rf"|(?<=\s[{_DASH}]\d{{4}}[{_DASH}])(?=\s)|(?<=\s[{_DASH}])(?=\d{{4}}\s[{_DASH}]\s)"
    rf"|(?<=\s[{_DASH}]\s\d{{4}}[{_DASH}])(?=\s)|(?<=[”»\"][{_DASH}]\d{{4}}[{_DASH}])(?=[A-ZÀ-Þ])|(?<!..)(?=\s)|(?<=\s.)$))"
)
"""What parts the segments of a listing string: dashes and bars, by what stands on both sides."""
_BULLET = re.compile(
    r"^\s*(?:[•▪●◦‣*·►▶➢→]+|[-–](?=\s|[A-ZÀ-Þ][a-zß-öø-ÿ]+,\s)|\(\s\d{1,3}\s\)(?=\s)|\(?\d{1,3}[.)](?=\s|[^\W\d_])(?:\s[-–—](?=\s))?|\[(?!(?:1[4-9]|20)\d\d\])\d{1,4}\]|\d{1,3}\s_\s"
    r"|[\^↑↩](?:\s?[a-z](?=\s)|\s\d\.\d\d?(?=\s))*"
    r"|[—–―_-]{3,}[.,:]?(?=\s)|\[[A-Z][A-Za-z+-]{0,11}\d{1,4}[a-z]?\](?=\s)|\[\^[\w-]{1,20}\]:(?=\s))\s*"
)
_LETTERED = re.compile(  # "J-12. ", "C7: Doe J, Roe A"
    r"[A-Z]{1,2}-\d{1,3}[.)]\s+(?=\S)|[A-Z]{1,2}-?\d{1,3}[.:)]\s+(?=\(?\d{1,3}[.)]\s|\[\d|(?:[A-Z]\.[\s-]?){1,3}[^\W\d_a-z]|(?:[a-z]+\s)?[^\W\d_a-z][\w’-]+,?\s[^\W\d_a-z]{1,3}(?:[.,]|\s\())"
)
_EMPHASIS = re.compile(  # Markdown's: "*Title*", "**Title**", "_Journal_"
    r"(?<![\w*])(?P<mark>\*{1,3}|_{1,2})(?=[^\s*_])(?P<text>[^*_]{2,}?)(?<=\S)(?P=mark)(?![\w*])"
)
_ESCAPED = re.compile(r"\\(?=[\[\]*_&#.])")  # Markdown's and TeX's: "\\[Thesis\\]", "Soil \\& Tillage"
_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<link>https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
_LINK_TEXTS = ("http", "www.", "doi", "DOI", "10.")
_CODE = re.compile(r"(?<![`\w])`([^`\s]+)`")  # Markdown's: "DOI: `10.5555/12`"
_GLUED_YEAR = re.compile(
    r"[12](?<=[a-zß-öø-ÿ]{3}.)(?:(?<=1)[89]|(?<=2)0)\d\d(?=;\s?\d)"
)  # "Lancet1997;349:1269"
_DOUBLED = re.compile(r"[‘’'`]{2}(?!\d)")
_GLUED_COMMA = re.compile(r",(?=[^\W\d_a-z]\w)(?<=[\w.],)|,(?=[^\W\d_a-z]\.)(?<=[\w.],)")
_MISREAD = tuple("l9 I9 l8 I8 2O 0O 9O 8O 9l 9I 8l 8I 1O 1l 1I 2l".split())  # of which such a year has one
_DIGITS = str.maketrans("OolI", "0011")
_MANY_COMMAS = 3  # most of them glued: then spaces were lost
_MISREAD_YEAR = re.compile(
    r"(?<![\w.,/-])(?=[OlI]*\d[\dOlI]*[OlI]|[OlI]+\d)[1lI2][98Oo0][\dOlI]{2}(?=[\s.,;:)]|$)"
)
"""A year of which a scan took digits for letters: "2OO2", "l998"."""
_LOOSE_QUOTES = re.compile(r"(?<=“)\s+|(?<=\S)\s+(?=”)")
_LOOSE_STOP = re.compile(r"([^\W\d_]{2}) \. (?=[^\W\d_a-z])")  # "roots . Ann. Bot."
_LOOSE_COMMA = re.compile(r"\s,(?<=[\w)”»]\s,)")
_NUMBERS = re.compile(r"(\d+)\s*$")
_NUMBER = re.compile(r"\s*(\d+)(?!\d)\s*(?:\.?$|[–—-]\s|[^\d\s])?")
_HYPHEN = re.compile(  # the hyphen of a broken word, but not that of "long-term"
    r"(?<=[a-zß-öø-ÿ]{2})(?<!\blong)(?<!\bshort)(?<!\bself)(?<!\bnon)(?<!\bwell)(?<!\bhigh)(?<!\blow)(?<!\bagro)"
    r"-\n\s*(?=[a-zß-öø-ÿ]{2})"
)
_WRAPPED_RANGE = re.compile(r"(?<=\d[–-])\n\s*(?=\d)")  # "pp. 1623–", and "1627" below it
_WRAPPED_ADDRESS = re.compile(r"((?:https?://|\b10\.\d{4,9}(?=/))[^\s\n]{0,300}[./_=-])\n\s*(?=[a-z\d])")
_ZERO_WIDTH = re.compile("[\u200b\u200e\u200f\u2060\ufeff\u00ad]")


_APOSTROPHE_END = re.compile(r"[\w?!.,]'(?=[,.;:)]|\s[\[(–—-]|$)")
_INITIAL_LAST = re.compile(r"(?<!\w)[^\W\d_a-z]\.$")


def without_cuts(text: str) -> str:
    """The text without the line ends that cut a word, a range or an address."""
    if "-\n" in text or "–\n" in text:
        text = _WRAPPED_RANGE.sub("", _HYPHEN.sub("", text))
    return _WRAPPED_ADDRESS.sub(r"\1", text) if "/" in text else text


def visible(text: str) -> str:
    """The text without characters that take no room, soft hyphens too; those that join letters of a script stay."""
    return text if text.isascii() or text.isprintable() else _ZERO_WIDTH.sub("", text)


def clean(text: str) -> str:
    """One line of text: NFC, the usual quotes, blanks around dashes, no bullet or number in front.

    Of copies and scans, lost and doubled blanks, invisible characters, broken words and misread years are mended.
    """
    if not text.isascii():
        text = with_usual_marks(unicodedata.normalize("NFC", text).replace("−", "–"))
        text = visible(text)
    if ("“ " in text or " ”" in text) and "„" not in text:  # which “ closes
        text = _LOOSE_QUOTES.sub("", text)
    if " ," in text:
        text = _LOOSE_COMMA.sub(",", text)
    if " . " in text:
        text = _LOOSE_STOP.sub(r"\1. ", text)
    if "''" in text or "‘‘" in text or "’’" in text:
        text = _DOUBLED.sub('"', text)
    if text.count(",") > _MANY_COMMAS and text.count(", ") * 2 < text.count(","):
        text = _GLUED_COMMA.sub(", ", text)
    if "<<" in text and ">>" in text:
        text = text.replace("<<", "«").replace(">>", "»")
    if any(map(text.__contains__, _MISREAD)):
        text = _MISREAD_YEAR.sub(_spell_year, text)
    if "⟨" in text:
        text = text.replace("⟨", "").replace("⟩", "")  # around the identifiers of HAL
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "\n" in text:
        text = without_cuts(text)
    text = _without_markup(text)
    tidy = text.isprintable() and "  " not in text
    line = with_blanks(text.strip() if tidy else " ".join(text.split()))
    bare = _without_label(line)
    return line if bare is line else _without_label(bare)  # "* [3] Doe, J."


def _spell_year(match: re.Match[str]) -> str:
    """The digits of a year that a scan took for letters."""
    return match.group().translate(_DIGITS)


def _without_markup(text: str) -> str:
    """The text without the marks of Markdown (code, escapes, links, emphasis), and no year glued to a word."""
    if "`" in text:
        text = _CODE.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPED.sub("", text)
    if ";" in text:
        text = _GLUED_YEAR.sub(r" \g<0>", text)
    if "](http" in text:
        text = _spell_links(text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\g<text>", text)
    return text


def _spell_links(text: str) -> str:
    """Markdown's links as text: "In [Journal](https://a.org), 2019" as "In Journal, 2019 https://a.org"."""
    if text[:1] == "[" and text.count("](http") == 1:
        return text  # the entry is the link
    links: list[str] = []

    def spell(match: re.Match[str]) -> str:
        """A link's text, or the link where the text is only a word for it; one not yet seen goes to the end."""
        bare = match["text"].startswith(_LINK_TEXTS)
        known = (
            match["link"] in text[: match.start()].replace(f"({match['link']})", "") or match["link"] in links
        )
        if not known and not bare:
            links.append(match["link"])
        return match["text"] if not bare else "" if known else match["link"]

    text = _LINK.sub(spell, text)
    return " ".join([text.rstrip(), *links[:1]])


def _without_label(line: str) -> str:
    """A line without one bullet, number or label in front."""
    if line[:1].isalpha():
        label = _LETTERED.match(line) if any(map(str.isdigit, line[1:4])) else None
    else:
        label = _BULLET.match(line)
    return line[label.end() :] if label else line


@lru_cache(maxsize=256)
def pairs(text: str) -> tuple[tuple[int, int], ...]:
    """The matching quotes and brackets, as (opening, closing) positions, outer ones after inner ones.

    An apostrophe closes only where a ‘ is open and no letter follows; a straight quote opens after a space
    and closes before one; what has no partner is text.
    """
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for match in _MARKS.finditer(text):
        index, char = match.start(), match.group()
        before = text[index - 1] if index else " "
        after = text[index + 1] if index + 1 < len(text) else " "
        depth = _closes(text, stack, char, before, after) if stack else None
        if depth is not None:
            found.append((stack[depth], index))
            del stack[depth:]
        elif _opens(text, index, before, after) and len(stack) < 12:
            stack.append(index)
    return tuple(found)


_MARKS = re.compile(
    rf"[{re.escape(_QUOTES + '()[]')}](?:(?<!['’])|(?![^\W_])|(?<!\S['’]))"
)  # no apostrophe in a word


def _closes(text: str, stack: list[int], char: str, before: str, after: str) -> int | None:
    """The position in the stack of what the character closes, or None."""
    if char in "’'\"“‘«" and (after.isalnum() or (char in "“«‘" and before.isspace())):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        opener = text[stack[depth]]
        if char in _CLOSERS.get(opener, opener):
            return depth
    return None


def _opens(text: str, index: int, before: str, after: str) -> bool:
    char = text[index]
    if char in "([„“«‹‘‚「『《〈":
        return not after.isspace() or char in "([«„"
    if char == "'":
        return after.isalnum() and before.isspace() and _closes_later(text, index)
    return char in '"”»' and not after.isspace() and (before.isspace() or before in "([/:’'–—")


def _closes_later(text: str, index: int) -> bool:
    """Whether an apostrophe that opens a quotation has a partner: one before punctuation, not far away."""
    return bool(_APOSTROPHE_END.search(text, index + 4, index + 400))


@lru_cache(maxsize=256)
def depth_map(text: str) -> bytes:
    """For each character, whether it stands inside quotes or brackets (1) or not (0)."""
    inside = bytearray(len(text))
    end = -1
    for first, last in sorted(pairs(text)):
        if first > end:  # an outermost pair
            inside[first : last + 1] = b"\1" * (last + 1 - first)
            end = last
    return bytes(inside)


def split_segments(text: str) -> list[str]:
    """The parts between separators: spaced dashes and bars outside quotes, brackets and ranges of numbers."""
    separators = [match.span() for match in SEPARATOR.finditer(text)]
    if not separators:
        return [text.strip()] if text.strip() else []
    inside = depth_map(text)
    parts: list[str] = []
    start = 0
    long_ones = sum(
        text[first] in "–—" and not inside[first] and last < len(text) for first, last in separators
    )
    for first, last in separators:
        before = text[start:first].rstrip()
        if text[first] == "-" and long_ones > 1 and not _is_number(before) and before[-1:] not in '”»"':
            continue  # between long dashes a hyphen parts nothing: "FAO - GSP"
        if not inside[first] and not _in_range(text, first, last):
            parts.append(text[start:first].strip())
            start = last
    parts.append(text[start:].strip())
    return [part for part in parts if part]


_SHORTENED = 2  # digits of the end of a range: "1998 – 99"
_YEAR_LENGTH = 4  # digits
_AFTER_DASH = re.compile(rf"\s[{_DASH}]\s$")


def _is_number(part: str) -> bool:
    """Whether a part is four digits: behind a year any dash parts, as in "– 2015 - J. Doe"."""
    return len(part.strip()) == _YEAR_LENGTH and part.strip().isdecimal()


def _in_range(text: str, start: int, end: int) -> bool:
    """Whether a dash stands between two numbers: years of a life, pages; but "4 per 1000 – 2018 – …" parts."""
    if not text[max(0, start - 12) : start].rstrip()[-1:].isdecimal():
        return False
    left = _NUMBERS.search(text, max(0, start - 12), start)
    right = _NUMBER.match(text, end, end + 12)
    if not left or not right or text[right.end(1) : right.end(1) + 1] in ("’", "'", "′"):  # "2016 – 52’"
        return False
    counts = len(right[1]) > _SHORTENED or text[right.end(1) :][:2].strip()[:1].isalpha()
    if counts and int(right[1]) < int(left[1]):
        return False  # "October 2012 – 240 pages", "2012 - 27p."
    years = 1450 <= int(right[1]) <= 2100
    if not years and 1450 <= int(left[1]) <= 2100 and _AFTER_DASH.search(text, 0, left.start()):
        return False  # "– 2022 – 4 per 1000 Group"
    return not (years and (int(left[1]) < 1450 or SEPARATOR.match(text, right.end(1) + 1) is not None))


@lru_cache(maxsize=256)
def outer_quotes(text: str) -> tuple[int, int] | None:
    """The pair of quotes that encloses the whole text, a full stop or comma at its end aside."""
    if text[:1] not in _QUOTES:
        return None
    end = len(text.rstrip(" .,;:"))
    for first, last in pairs(text):
        if first == 0 and last >= end - 1 and text[0] in _QUOTES:
            return first, last
    return None


def unquote(text: str) -> str:
    """The text without the quotes around all of it, and without a lone one at its start or end."""
    text = text.strip()
    outer = outer_quotes(text)
    if outer:
        return text[outer[0] + 1 : outer[1]].strip().rstrip(",")
    if text and text[0] in '“„«"”' and not any(first == 0 for first, _ in pairs(text)):
        return text[1:].strip()
    if text and text[-1] in '”»"' and not any(last == len(text) - 1 for _, last in pairs(text)):
        return text[:-1].strip()
    return text


def starts_quoted(text: str) -> bool:
    """Whether a text begins with an opening quote, closed or not."""
    return bool(text) and text[0] in '“„«"”‘»‚「『《〈' and len(text) > 1


def first_quoted(text: str) -> tuple[int, int] | None:
    """The first outermost quoted span of a text."""
    end = -1
    for first, last in sorted(pairs(text)):
        if first > end:
            if text[first] in _QUOTES:
                return first, last
            end = last
    return None


def without_stop(text: str) -> str:
    """The text without the full stop at its end, unless that is an initial's: "Doe, J."."""
    return text if _INITIAL_LAST.search(text) else text.rstrip(" .")
