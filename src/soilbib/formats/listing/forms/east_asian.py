"""References of East Asia: brackets of their own tell titles, and counters after them tell the numbers.

「article」『book or journal』 in Japanese and Korean, 〈article〉《book or journal》 or 《either》 in Chinese
(GB/T 15834, SIST 02). What stands before the first title are who made it; what follows are numbers, then the
periodical or place and publisher.
"""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.reading import Reading
from soilbib.model import Date, Name
from soilbib.model.name_splitting import is_ideographic

_OPENS = "「『《〈"
_TITLE = re.compile(
    "「(?P<part>(?:[^「」]|「[^「」]*」)+)」|『(?P<whole>(?:[^『』]|『[^『』]*』)+)』"
    "|《(?P<work>(?:[^《》]|《[^《》]*》)+)》|〈(?P<piece>[^〈〉]+)〉"
)
_WIDE = str.maketrans("（）：，；．。、～〜－", "():,;..,~~-")
_LEAD = 90  # characters of the names before a title
_SEAM = re.compile(r"\s?[,;/・·‧&]\s?")
_KATAKANA = re.compile("(?<=[ァ-ヶー])[・·](?=[ァ-ヶ])")
_CUT = re.compile(r"(?:[,\s]*(?:等|ほか|他|外|외)(?:\s?\d+\s?[人名명])?)$")
_ROLE = re.compile(
    r"\s?[(（]?(?P<mark>主编|主編|编著|編著|編集|编辑|編者|监修|監修|编|編|엮음|편저|편|訳|译|譯|翻訳|옮김|역|著|지음|저)[)）]?$"
)
_ROLES = {"译": "translator", "訳": "translator", "譯": "translator", "翻": "translator", "옮": "translator",
          "역": "translator", "著": "author", "지": "author", "저": "author"}  # fmt: skip
_LONGEST_NAME = 14
_HEAD_DATE = re.compile(r"[\s,.]*\(?(\d{4})年?\)?[\s,.:]*$")
_COUNTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\b(\d{1,4})\s?\((\d{1,4}(?:-\d{1,3})?)\)"), ("volume", "issue")),
    (re.compile(r"[第제]?\s?(\d{1,4})\s?[卷巻권集輯辑]"), ("volume",)),
    (re.compile(r"[第제]?\s?(\d{1,5}(?:[・-]\d{1,5})?)\s?[期号號호]"), ("issue",)),
    (re.compile(r"[第제]?\s?(\d{1,3})\s?[版판]"), ("edition",)),
    (
        re.compile(
            r"(?:\bpp?\.?\s?|[第頁页]\s?)?(\d{1,5})\s?[-–~]\s?(\d{1,5})\s?(?:頁|页|ページ|쪽|면|面)?(?!\d|年)"
        ),
        ("page", "page"),
    ),
    (re.compile(r"(?:\bpp?\.\s?|[第頁页]\s?)(\d{1,5})\s?(?:頁|页|ページ|쪽|면)?"), ("page",)),
    (re.compile(r"共?\s?(\d{1,5})\s?(?:頁|页|ページ|쪽|면)"), ("number-of-pages",)),
)
"""Numbers by their counters, the surest first, and the variables of their groups."""
_DATE = re.compile(
    r"\(?((?:1[5-9]|20)\d\d\s?[年년](?:\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)?)(?:刊|出版|发行)?\)?"
)
_BARE_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?!\d)")
_COUNTERS = re.compile(
    r"[第제](?=\s?\d)|(?<=\d)\s?(?:[卷巻권集輯辑期号號호版판頁页쪽면面]|ページ)|[頁页](?=\s?\d)"
    rf"|{_ROLE.pattern.removesuffix('$')}(?=[\s,，、;；:：。「『《〈(（]|$)|{_CUT.pattern.removesuffix('$')}(?=[「『《〈(（:：])"
)
_LISTED = re.compile(r"\s[–—|-]\s")
_VOLUME = re.compile(r"(?P<title>\D+?)\s?(?P<volume>\d{1,4})")
_HANGUL_DATE = str.maketrans("년월일", "年月日")
_PIECES = re.compile(r"[,;.()]+|\s-\s")
_CONNECTED = re.compile(r"[\s,.]*(?:載於|載于|载于|載|载|收入|收录于|收録|見|见|in|In)?[\s,.:]*")


def read_east_asian(text: str) -> Reading | None:
    """ "山田太郎「題名」『雑誌』第110号、2008年、12-20頁", "王明：《题名》，北京：出版社，2008年"."""
    first = (
        _TITLE.search(text) if not text.isascii() and any(map(text[:_LEAD].__contains__, _OPENS)) else None
    )
    if not first or first.start() > _LEAD or not is_ideographic(text[: first.start()] or first.group()):
        return None
    head, rest = text[: first.start()].translate(_WIDE), text[first.end() :].translate(_WIDE)
    if _LISTED.search(rest):
        return None  # a listing string: the house form reads it
    date, head = _take_year(head)
    people, truncated = _read_people(head.strip(" ,.:"))
    if people is None:
        return None
    second = _TITLE.match(text, first.end() + len(_connective(rest)))
    fields = {"container-title": _inside(second)} if second else {}
    if second:
        rest = text[second.end() :].translate(_WIDE)
    date, rest = (date, rest) if date else _take_date(rest)
    rest = _take_numbers(rest, fields)
    _place(rest, fields, people, article=bool(first["part"] or first["piece"]) or "page" in fields)
    return Reading(
        "east-asian",
        _inside(first),
        0.93 if people or fields else 0.8,
        authors=people.pop("author", ()),
        truncated=truncated,
        issued=date,
        fields=fields,
        names=people,
        type=_type(fields),
    )


def without_counters(text: str) -> str:
    """A text of this form with spaces for the counters and marks of roles outside its titles."""
    pieces, start = [], 0
    for match in _TITLE.finditer(text):
        pieces += [_COUNTERS.sub(" ", text[start : match.start()]), match.group()]
        start = match.end()
    return "".join([*pieces, _COUNTERS.sub(" ", text[start:])])


def _inside(match: re.Match[str]) -> str:
    return match.group()[1:-1].strip()


def _connective(rest: str) -> str:
    """The words and marks that lead from an article to what it stands in."""
    match = _CONNECTED.match(rest)
    return match.group() if match else ""


def _take_year(head: str) -> tuple[Date | None, str]:
    """A year at the end of what stands before the title: "佐藤一郎 (2015)"."""
    match = _HEAD_DATE.search(head)
    return (read_date(match[1]), head[: match.start()]) if match else (None, head)


def _read_people(text: str) -> tuple[dict[str, tuple[Name, ...]] | None, bool]:
    """Who made it, by role, and whether the list is cut; None where the text is no list of names."""
    role = _ROLE.search(text)
    listed = text[: role.start()] if role else text
    cut = _CUT.search(listed)
    listed = (listed[: cut.start()] if cut else listed).strip(" ,")
    if not listed:
        return {}, False
    pieces = _SEAM.split(_KATAKANA.sub("\0", listed))
    if any(not piece or len(piece) > _LONGEST_NAME or any(map(str.isdigit, piece)) for piece in pieces):
        return None, False
    names = tuple(_name(piece.replace("\0", "・").strip()) for piece in pieces)
    variable = _ROLES.get(role["mark"][0], "editor") if role else "author"
    return {variable: names}, cut is not None


def _name(text: str) -> Name:
    """A name: "山田 太郎" has its parts apart, "山田太郎" does not tell them."""
    family, _, given = text.partition(" ")
    parted = is_ideographic(text) and given and max(len(family), len(given)) <= 4
    return Name(family=family, given=given) if parted else Name(literal=text)


def _take_date(rest: str) -> tuple[Date | None, str]:
    """The date among what follows the title, by its counters or else the only bare year."""
    for pattern in (_DATE, _BARE_YEAR):
        match = pattern.search(rest)
        date = read_date(match[1].translate(_HANGUL_DATE)) if match else None
        if match and date:
            return msgspec.structs.replace(
                date, raw=match[1]
            ), f"{rest[: match.start()]},{rest[match.end() :]}"
    return None, rest


def _take_numbers(rest: str, fields: dict[str, str]) -> str:
    """Take the counted numbers out."""
    for pattern, variables in _COUNTED:
        match = pattern.search(rest)
        if not match or variables[0] in fields or (variables == ("number-of-pages",) and "page" in fields):
            continue
        if variables == ("page", "page"):
            fields["page"] = f"{match[1]}-{match[2]}"
        else:
            fields.update(zip(variables, match.groups(), strict=True))
        rest = f"{rest[: match.start()]},{rest[match.end() :]}"
    return rest


def _place(rest: str, fields: dict[str, str], people: dict[str, tuple[Name, ...]], *, article: bool) -> None:
    """Give what is left its variables: roles, periodical of an article, place and publisher; else a note."""
    for piece in filter(None, (piece.strip(" :-") for piece in _PIECES.split(rest))):
        more = _read_people(piece)[0] if _ROLE.search(piece) else None
        if more and people.keys().isdisjoint(more):
            people.update(more)
            continue
        place, colon, publisher = (part.strip() for part in piece.partition(":"))
        if colon and "publisher" not in fields:
            fields.update({"publisher-place": place, "publisher": publisher})
        elif article and "container-title" not in fields:
            numbered = _VOLUME.fullmatch(piece) if "volume" not in fields else None
            fields["container-title"] = numbered["title"] if numbered else piece
            fields.update({"volume": numbered["volume"]} if numbered else {})
        elif piece.isdigit() and "container-title" in fields and "volume" not in fields:
            fields["volume"] = piece
        else:
            variable = "note" if "publisher" in fields else "publisher"
            fields[variable] = f"{fields[variable]}, {piece}" if variable in fields else piece


def _type(fields: dict[str, str]) -> str:
    """A book where nothing holds the work; else its container tells."""
    return "book" if fields and "container-title" not in fields else ""
