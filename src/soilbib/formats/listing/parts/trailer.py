"""What follows a known title, part by part, and the reading made of it."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec
from msgspec import Struct

from soilbib.formats.listing.parts.classify import genre_type, split_genre
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.cuts import boundaries, commas
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, is_vouched, lead_names, read_names
from soilbib.formats.listing.parts.number_tokens import ROMAN
from soilbib.formats.listing.parts.numbers import PAGE_COUNT
from soilbib.formats.listing.parts.rest import understand
from soilbib.formats.listing.parts.segments import outer_quotes, unquote
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import Tail
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import (
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.formats.listing.vocabulary.words import is_named_periodical, is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import is_initials, is_office

_COLLECTION = re.compile(r"^(?:[Cc]oll(?:ection)?\.?|[Rr]eihe|[Ss]érie|[Ss]eries)\s+(\S.*)$")
_LEAD_BRACKET = re.compile(r"\(([^()]{3,200})\)[\s,.]*")
_ARCHIVE = re.compile(
    r"\b(?:Archives?|Archivos?|Archiv|Library|Files|Fonds|Bibliothèque|Bibliothek|Papers)\b"
)


_SHORTEST_ROMAN = 2  # characters; one may be an initial
_HOUSE_WORDS = 4  # of a publisher behind its place
_REPORTS = re.compile(
    r"(?:Documents? de travail|Documentos? de traba[jl]h?o|Arbeitspapiere?"
    r"|(?:\w+ )?(?:[Ww]orking|[Dd]iscussion|[Oo]ccasional) [Pp]apers?"
    r"|(?:Technical|Research) (?:[Rr]eports?|[Pp]apers?|[Bb]ulletins?|[Nn]otes?)"
    r"|Policy (?:[Bb]riefs?|[Pp]apers?|[Nn]otes?)"
    r"|Rapports? (?:technique|d['’]étude|de recherche|scientifique)s?|Informes? técnicos?)\b"
)
_ABBREVIATIONS = re.compile(  # "Phys. Rev. D", "MNRAS", "A&A", "ApJ", "Am J Clin Nutr"
    r"(?:[^\W\d_a-z][\w-]{0,7}\.\s?){1,5}(?:[A-Z]|[^\W\d_a-z][\w-]{1,7})?\.?|[A-Z][A-Za-z&]{0,5}[A-Z]"
    r"|(?:[A-Z]\w{0,9}\s){0,3}J(?:\s[A-Z]\w{0,9}){1,4}"
)
_CUT_LIST = re.compile(r"(?P<names>[^()]{4,200}?),? et al\.?,? (?=[^\W\d_a-z])")
_MIDDLE_INITIAL = re.compile(  # "Ruth T. Roe, Heron Press, Bern"
    r"(?P<given>[^\W\d_a-z][a-zß-öø-ÿ]+)\s[A-Z]\.\s[^\W\d_a-z][\w’-]+,\s"
)
_JOINED = re.compile(r"^[^\W\d_a-z]\w+\s(?:&|and|et|und|y|e)\s[^\W\d_a-z]\w+$")
_MOST_WORDS = 14  # of a periodical's name
_TITLE_WORDS = 2  # of a book that has a part
_QUOTE_ENDS = ("”", "»", '"', "“")
_REPRINT = 3  # years; spans written with a slash are shorter


class Parts(Struct, frozen=True, gc=False):
    """The fields that the parts after a title give, and how well they are understood."""

    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    authors: Names = Names()
    note: str = ""
    quality: float = 0.8
    type: str = ""
    date: Date | None = None


def read_parts(tail: Tail, *, want_authors: bool, published: bool = False) -> Parts:
    """Read the text between a known title and the numbers at the end."""
    text = tail.text.strip(" .,;:–—-")
    authors = Names()
    if not text:
        return Parts()
    if want_authors:
        kind, comma, more = text.partition(", ")
        genre = genre_type(kind) if comma and kind.islower() else ""
        behind = read_parts(msgspec.structs.replace(tail, text=more), want_authors=True) if genre else None
        if (
            behind and behind.authors.persons and "genre" not in behind.fields
        ):  # "rapport, Jane Doe, Fen Institute"
            return msgspec.structs.replace(behind, fields={"genre": kind, **behind.fields}, type=genre)
        authors, text = _take_authors(text, daily=tail.date is not None and len(tail.date.start) == 3)
    if not text:
        return Parts(authors=authors)
    whole = understand(text, tail)
    book = None if whole and "publisher" in whole.fields else _book_and_imprint(text, tail)
    if book:
        return Parts(book, {}, authors, quality=0.97)
    if (whole and whole.quality >= 0.9) or (tail.in_periodical and _is_one_name(text, tail)):
        fields = whole.fields if whole else {"container-title": text}
        kind = whole.type if whole else ""
        people = whole.names if whole else {}
        quality, date = (whole.quality, whole.date) if whole else (0.8, None)
        return Parts(fields, people, authors, quality=quality, type=kind, date=date)
    return _read_list(_pieces(text), tail, authors, published=published)


def _is_one_name(text: str, tail: Tail) -> bool:
    """Whether a text before numbers is one periodical's name: no comma in it, or "Ethics, Place & Environment"."""
    pieces = text.split(", ")
    joined = "volume" in tail.fields and len(pieces) == 2 and _JOINED.search(pieces[1]) is not None
    lone = joined and " " not in pieces[0] and not is_place(pieces[0]) and not PUBLISHER_WORD.search(text)
    return (lone or not commas(text)) and len(text.split()) <= _MOST_WORDS


def _book_and_imprint(text: str, tail: Tail) -> dict[str, str] | None:
    """The fields of "Book of Poems. Boston: Beacon": what holds a part, a place that is known, a publisher."""
    cut = boundaries(text)[-1:] if ": " in text else ()
    if not cut or not is_place(text[cut[0] :].partition(":")[0]):
        return None
    imprint = understand(text[cut[0] :], tail)
    if not imprint or "publisher-place" not in imprint.fields or len(text[: cut[0]].split()) < _TITLE_WORDS:
        return None
    return {**imprint.fields, "container-title": text[: cut[0]].rstrip(" .,;")}


def _take_authors(text: str, *, daily: bool) -> tuple[Names, str]:
    """Persons in front of the container ("…”, CM Perou, The Oncologist"); before a day a newspaper may stand alone."""
    bracket = _LEAD_BRACKET.match(text)
    if bracket and read_names(bracket[1]).sure and read_names(bracket[1]).persons:
        return read_names(bracket[1]), text[bracket.end() :]
    sentence = _take_sentence(text)
    if sentence:
        return sentence
    best: tuple[Names, int] = (Names(), 0)
    for cut in [*commas(text), len(text)]:
        head = text[:cut].strip(" ,.")
        names = read_names(head)
        if best[0].names and (_is_source(text[best[1] : cut].strip(" ,.")) or _breaks(best[0], names)):
            break
        if (
            not names.sure
            or not all(name.family and name.given for name in names.names)
            or is_periodical(head)
            or (
                daily
                and cut == len(text)
                and not any(is_given(name.given.split()[0]) for name in names.names)
            )
        ):
            break
        best = (names, cut)
    return best[0], text[best[1] :].strip()


def _breaks(known: Names, names: Names) -> bool:
    """Whether a piece more reads those before it anew, or writes no initials as they have: "CM Roe, Cancer Cell"."""
    more = names.names[len(known.names) :]
    if not more or names.names[: len(known.names)] != known.names:
        return True
    initials = all(is_initials(name.given) for name in known.names)
    return initials and any(
        name.given and not is_initials(name.given) and not is_given(name.given.split()[0]) for name in more
    )


def _is_source(text: str) -> bool:
    """Whether what follows persons is where the work stands, or who published it: known by name, or an office."""
    office = " " in text and any(map(is_office, text.split()))
    return is_named_periodical(text) or is_known_organisation(text) or is_known_publisher(text) or office


def _take_sentence(text: str) -> tuple[Names, str] | None:
    """Persons that are a sentence by themselves: "Ann Roe, Joost de Wit. Mires and Peat", "Roe A, de Wit J. Mires"."""
    cut_list = _CUT_LIST.match(text) if " et al" in text else None
    cut_names = read_names(cut_list["names"]) if cut_list else Names()
    if cut_list and cut_names.sure and cut_names.persons:  # "Ann Roe et al. Moor Trust"
        return Names(cut_names.names, True, cut_names.score), text[cut_list.end() :]
    lead = lead_names(text)
    middle = _MIDDLE_INITIAL.match(text) if lead and len(lead[0].names) == 1 else None
    lead = None if middle and is_given(middle["given"]) else lead
    if lead and lead[1] < len(text) and text[lead[1] - 1] == "." and text[lead[1] + 1 :][:1] != "(":
        return lead[0], text[lead[1] :].strip()
    cut = next(iter(boundaries(text)), 0)
    head = text[:cut].strip(" .")
    names = read_names(head) if head and could_be_persons(head) and not is_periodical(head) else Names()
    spelled = names.sure and all(name.family and name.given for name in names.names)
    return (names, text[cut:].strip()) if spelled and any(map(is_vouched, names.names)) else None


def _pieces(text: str) -> list[str]:
    cuts = sorted({0, *commas(text), *boundaries(text), len(text)})
    return [piece for first, last in pairwise(cuts) if (piece := text[first:last].strip(" ,.;"))]


def _read_list(pieces: list[str], tail: Tail, authors: Names, *, published: bool) -> Parts:
    """Each piece by the first rule that knows it; what is left are container, publisher and place in this order."""
    fields: dict[str, str] = {}
    notes: list[str] = []
    kind = ""
    people: dict[str, tuple[Name, ...]] = {}
    for piece in pieces:
        credit = read_credit(piece) if piece[0].islower() else None
        if credit and credit.variable != "author":  # "interview by Jane Doe"
            people[credit.variable] = credit.names.names
            kind = kind or credit.type
            fields.update({"genre": credit.genre} if credit.genre else {})
            continue
        genre = genre_type(piece) if piece[0].islower() else ""
        kept = "archive" in fields and not (tail.in_periodical or "container-title" in fields)
        if (kept or (_ARCHIVE.search(piece) and not is_periodical(piece))) and not tail.in_periodical:
            fields["archive"] = f"{fields['archive']}. {piece}" if "archive" in fields else piece
        elif genre and "genre" not in fields:
            fields["genre"], kind = piece, genre
        elif _take_marked(piece, fields):
            continue
        else:
            variable = _variable(piece, fields, tail, published=published)
            if variable:
                fields[variable] = f"{fields[variable]}, {piece}" if variable in fields else piece
            else:
                notes.append(piece)
    return Parts(fields, people, authors, ", ".join(notes), 0.85 - 0.1 * len(notes), kind)


def _take_marked(piece: str, fields: dict[str, str]) -> bool:
    """Series and page counts, which say what they are."""
    series, count = _COLLECTION.match(piece), PAGE_COUNT.fullmatch(piece)
    if series or outer_quotes(piece):
        fields.setdefault("collection-title", unquote(series[1] if series else piece).strip())
        return True
    if count:
        fields.setdefault("number-of-pages", count[1])
    return bool(count)


def _variable(piece: str, fields: dict[str, str], tail: Tail, *, published: bool) -> str:
    """Which variable an unmarked piece is for."""
    names = read_names(piece) if piece[0].isalpha() else Names()
    organisation = names.bodies and not is_periodical(piece)
    book = (
        "number-of-pages" in {**tail.fields, **fields}
        or "genre" in fields
        or "publisher" in fields
        or "collection-title" in fields
    )
    if "container-title" not in fields and is_named_periodical(piece):
        return "container-title"
    if "container-title" not in fields and "publisher" not in fields:
        issued_in = tail.in_periodical and not book
        publisher = published or PUBLISHER_WORD.search(piece) or ((organisation or book) and not issued_in)
        return "publisher" if publisher else "container-title"
    if "publisher" not in fields and organisation:
        return "publisher"
    return _imprint_variable(piece, fields, tail)


def _imprint_variable(piece: str, fields: dict[str, str], tail: Tail) -> str:
    """Which variable of an imprint a piece without any mark of its own is for, behind what holds the work."""
    words = len(piece.split())
    if "publisher-place" in fields and words == 1 and len(piece) <= 6:  # "Santa Monica, Calif."
        return "publisher-place"
    if "publisher-place" not in fields and words <= 3 and piece[0].isupper():
        return "publisher-place"
    housed = "publisher" not in fields and "volume" not in tail.fields and words <= _HOUSE_WORDS
    return "publisher" if housed and piece[0].isupper() else ""  # "Dictionary of soils, Paris, Le Robert"


def assemble(
    form: str,
    names: Names,
    date: Date | None,
    tail: Tail,
    split: Split,
    score: float,
    *,
    editors: bool = False,
) -> Reading:
    """The reading that a tail and its title make together."""
    held = tail.date if date and tail.date and _are_days(tail.date) else None
    known = [
        found
        for found in (date, None if held else tail.date, split.date)
        if found and (not date or found.year == date.year)
    ]
    title = (
        _without_responsibility(split.title.strip(), names) if " / " in split.title else split.title.strip()
    )
    issued = max(known, key=lambda found: len(found.start)) if known else None
    title = title[1:-1] if len(title) > _REPRINT and title[0] in "'‘" and title[-1] in "'’" else title
    issued, original = _printed_again(issued)
    titled = split_genre(title) if title[-1:] in _QUOTE_ENDS and not split.type else None
    if titled and outer_quotes(titled[2]):  # "Cartilha “Title”"
        title = unquote(titled[2])
        split = msgspec.structs.replace(split, fields={"genre": titled[0], **split.fields}, type=titled[1])
    if not split.fields and _is_periodical_alone(title, tail):  # "Doe et al., Geoderma, 134, 253–266, 2006"
        title, split = "", Split("", 0.9, {"container-title": title})
    people = {**tail.names, **split.names}
    fields = _as_publisher(_with_roman_volume({**split.fields, **tail.fields}))
    reports = "container-title" in fields and _REPORTS.match(fields["container-title"])
    if editors:
        people["editor"] = names.names
    if "event-title" in fields and "publisher-place" in fields and "publisher" not in fields:
        fields["event-place"] = fields.pop("publisher-place")
    return Reading(
        form,
        title,
        score + 0.15 * (split.quality - 0.8),
        authors=() if editors else names.names,
        truncated=names.truncated,
        issued=issued,
        fields=_as_series(fields) if reports else fields,
        names=people,
        dates={**original, **({"event-date": held} if held else {})},  # "(2003). Title. Congress, May 16–21"
        notes=tuple(note for note in (split.note, tail.note) if note),
        type=split.type or ("report" if reports else ""),
    )


def _with_roman_volume(fields: dict[str, str]) -> dict[str, str]:
    """A Roman numeral behind a periodical is its volume: "Ecosistemas, VIII (2): 25-31", "Mind LIX, 433–460"."""
    if "container-title" not in fields or "page" not in fields:
        return fields
    if ROMAN.fullmatch(fields.get("publisher", "")):
        fields["container-title"] += f", {fields.pop('publisher')}"
    title, _, last = fields["container-title"].rpartition(" ")
    if (
        not title[-1:].strip(".")
        or len(last) < _SHORTEST_ROMAN
        or not ROMAN.fullmatch(last)
        or "issue" in fields
    ):
        return fields
    issue = {"issue": fields["volume"]} if "volume" in fields else {}
    return {**fields, **issue, "container-title": title.rstrip(" ,"), "volume": last}


def _as_publisher(fields: dict[str, str]) -> dict[str, str]:
    """A publishing house before a lone number of pages is no periodical: "Moor Editore, 2002, pp. 600"."""
    counted = fields.get("page", "").isdigit() and fields.keys().isdisjoint({"volume", "issue", "publisher"})
    if not counted or not PUBLISHER_WORD.search(fields.get("container-title", "")):
        return fields
    renamed = {"container-title": "publisher", "page": "number-of-pages"}
    return {renamed.get(variable, variable): value for variable, value in fields.items()}


def _are_days(date: Date) -> bool:
    """Whether a date is a span of days: of what took place, where another tells when it was published."""
    return date.end is not None and len(date.start) == len(date.end) == len(("year", "month", "day"))


def _is_periodical_alone(title: str, tail: Tail) -> bool:
    """Whether what stands between authors and numbers is a periodical: known by name, or all abbreviations."""
    numbered = "volume" in tail.fields and "page" in tail.fields
    return numbered and (is_named_periodical(title) or _ABBREVIATIONS.fullmatch(title) is not None)


def _as_series(fields: dict[str, str]) -> dict[str, str]:
    """A series of reports is no periodical: "Document de travail n° 152"."""
    fields["collection-title"] = fields.pop("container-title")
    for variable in ("issue", "volume"):
        if variable in fields:
            fields["collection-number"] = fields.pop(variable)
    return fields


def _printed_again(issued: Date | None) -> tuple[Date | None, dict[str, Date]]:
    """ "1867/1990" is the year of a new printing with that of the first one, and no span of years."""
    if not issued or not issued.end or "/" not in issued.raw or issued.end[0] - issued.start[0] < _REPRINT:
        return issued, {}
    return Date(start=issued.end, raw=str(issued.end[0])), {
        "original-date": Date(start=issued.start, raw=str(issued.start[0]))
    }


def _without_responsibility(title: str, names: Names) -> str:
    """The title without the statement of responsibility after its slash, where it repeats the first author."""
    bare, _, said = title.rpartition(" / ")
    repeated = bool(names.names) and names.names[0].full_family.casefold() in said.casefold()
    return bare.rstrip() if repeated else title
