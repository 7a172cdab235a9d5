"""What the line-tagged formats share beyond the lexer: grouped values to a record, and a record to tagged lines.

A format gives a `TagTable`; what is special to it is done on a `Draft` before or after `take_tags`. Where a
value was spelled otherwise than it would be written, its lines stay in ``Record.extra`` under their tag and
are written again as long as they still say the same (`merge_kept`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.inverted_names import is_no_name, read_inverted, split_cut_mark
from soilbib.formats.plain import FORMS, Form
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.tagged import TaggedLine
from soilbib.model import Date, Name, Record, Source, parse_date
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES

Groups: TypeAlias = dict[str, list[str]]
"""Tag → its values, in the order of the text."""

_TRIES = 200
_BREAKS = re.compile(r"\s*[\r\n]\s*")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_DIGITS = re.compile(r"\A(\d{4})([01]\d)([0-3]\d)\Z")
_RUN_TOGETHER = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,3}")
_BARE_INITIAL = re.compile(r"(?<![^\s-])([A-ZÀ-ÖØ-Þ])(?=[\s-]|$)")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?![\dXx-])(?:\s*\([^)]*\))?")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)")
_RANGE = re.compile(r"[^\s,;–-]+\s*[-–]+\s*[^\s,;–-]+|.*[,;].*")
WHOLE_TYPES = frozenset(
    {"book", "classic", "manuscript", "map", "musical_score", "pamphlet", "report", "thesis"}
)
"""The types whose "pages" are the extent, unless they are a range."""

MONTHS = ("", *"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
SEASON_WORDS = ("", "Spring", "Summer", "Autumn", "Winter")


_INVERTED: Callable[[Name], str] = attrgetter("inverted")


def group_values(lines: Iterable[TaggedLine], listed: Collection[str]) -> Groups:
    """The values of a record by their tags; of the ``listed`` tags every line is a value of its own."""
    groups: Groups = {}
    for line in lines:
        values = line.lines if line.tag in listed else (line.value,)
        if found := [value for value in values if value]:
            groups.setdefault(line.tag, []).extend(found)
    return groups


def nothing_but_a_type(lines: Sequence[TaggedLine], path: str, mark: str = "") -> Problem:
    """What is said of a record without any other value, with its text; ``mark`` is what stands before a tag."""
    text = "\n".join(f"{mark}{line.tag} {line.value}" for line in lines)
    return Problem("E103", "the record has nothing but a type", Place(path, lines[0].number, 1), text=text)


@dataclass(frozen=True, slots=True)
class TagTable:
    """How the tags of a format stand to CSL's variables.

    ``variables`` is tag → variable; of several tags of one variable the first is written. ``joined`` gives
    the separator of variables whose tag is repeated. ``meanings`` gives, for tags whose lines may be kept
    as spelled, what those lines mean.
    """

    format: str
    variables: Mapping[str, str]
    joined: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, Callable[[list[str]], object]] = field(default_factory=dict)

    read_name: Callable[[str], Name] = read_inverted
    write_name: Callable[[Name], str] = _INVERTED
    tags: Mapping[str, str] = field(init=False)
    """Variable → the tag that is written for it."""

    def __post_init__(self) -> None:
        tags: dict[str, str] = {}
        for tag, variable in self.variables.items():
            tags.setdefault(variable, tag)
        object.__setattr__(self, "tags", tags)


class Draft:
    """A record in the making."""

    def __init__(self, format: str, csl_type: str = "document") -> None:  # noqa: A002
        self.format = format
        self.type = csl_type
        self.id = ""
        self.names: dict[str, list[Name]] = {}
        self.dates: dict[str, Date] = {}
        self.fields: dict[str, str] = {}
        self.truncated: dict[str, None] = {}
        self.extra: dict[str, Any] = {}

    def take_tags(self, groups: Groups, table: TagTable) -> None:
        """Take the values of all tags; those that the table does not know are kept."""
        for tag, values in groups.items():
            variable = table.variables.get(tag, "")
            separator = table.joined.get(variable)
            if not variable:
                self.keep(tag, values)
            elif separator is not None:
                self.join(variable, values, separator)
            else:
                for value in values:
                    if variable in NAME_VARIABLES:
                        self.add_name(variable, value, table.read_name)
                    else:
                        self.take(variable, value, tag)

    def take(self, variable: str, value: str, tag: str) -> None:
        """Take one value; of several of a text or date the first counts and the others are kept."""
        if variable in DATE_VARIABLES:
            self.take_date(variable, value, tag)
        elif self.fields.setdefault(variable, value) != value:
            self.keep(tag, [value])

    def take_date(self, variable: str, text: str, tag: str) -> None:
        """Take a date, kept as written too where only its year was understood."""
        date, understood = read_date(text)
        if self.dates.setdefault(variable, date) != date or not understood:
            self.keep(tag, [text])

    def add_name(self, variable: str, value: str, read_name: Callable[[str], Name] = read_inverted) -> None:
        """Add a name, or the mark that the list is cut."""
        text, cut = split_cut_mark(value)
        if cut:
            self.truncated[variable] = None
        if text.strip(" ,") and not is_no_name(text):
            self.names.setdefault(variable, []).append(read_name(text))

    def join(self, variable: str, values: Iterable[str], separator: str) -> None:
        """Add to a variable that holds a list."""
        known = [self.fields[variable]] if variable in self.fields else []
        self.fields[variable] = separator.join([*known, *values])

    def keep(self, tag: str, values: Iterable[Any]) -> None:
        """Keep values under their tag."""
        self.extra.setdefault(tag, []).extend(values)

    def build(self, source: Source) -> Record:
        """The finished record."""
        names = {variable: tuple(found) for variable, found in self.names.items()}
        return Record(
            id=self.id,
            type=self.type,
            names=names,
            dates=self.dates,
            fields={variable: value for variable, value in self.fields.items() if value},
            truncated=tuple(variable for variable in self.truncated if variable in names),
            extra={self.format: self.extra} if self.extra else {},
            source=source,
        )


def last_start(text: str, newline: str, pattern: re.Pattern[str]) -> int:
    """Where the last record of a text begins: behind line ends, with what the pattern matches; 0 for nowhere."""
    end = len(text)
    for _ in range(_TRIES):
        place = text.rfind(newline, 0, end)
        if place < 0:
            break
        match = pattern.match(text, place + len(newline))
        if match and match.end() < len(text):
            return place + len(newline)
        end = place + len(newline) - 1
    return 0


def read_date(text: str) -> tuple[Date, bool]:
    """A date, and whether all of it was understood; else its first year, or a literal where there is none."""
    date = parse_date(_DIGITS.sub(r"\1-\2-\3", text))
    if date.start:
        return date, True
    year = _YEAR.search(text)
    return (Date((int(year[0]),), raw=text), False) if year else (date, True)


def write_date(date: Date) -> str:
    """Year, month and day as the databases write them ("2004 Jun 15", "2004 Jan-Feb"); EDTF where that says more."""
    if not date.start or date.circa or not 1000 <= date.start[0] <= 9999:
        return one_line(date.text)
    year = str(date.start[0])
    if date.season and date.end is None and len(date.start) == 1 and date.season <= 4:
        return f"{year} {SEASON_WORDS[date.season]}"
    if date.end is not None or date.season:
        return date.edtf
    return " ".join(
        [year, *(MONTHS[month] for month in date.start[1:2]), *(str(day) for day in date.start[2:])]
    )


def write_day(date: Date) -> tuple[str, str]:
    """The year, and what else a date says, for formats with a field for each ("2004" and "Jun 15")."""
    text = write_date(date)
    if not date.start or not 1000 <= date.start[0] <= 9999:
        return "", text
    year = str(date.start[0])
    head, _, rest = text.partition(" ")
    return year, "" if text == year else rest if head == year else text


def serial_variable(value: str, own: str) -> str:
    """What a number of a publication is, by its form; the type's own number where that tells nothing."""
    if _ISBN.match(value):
        return "ISBN"
    return "ISSN" if _ISSN.match(value) else own


def page_variable(value: str, csl_type: str) -> str:
    """Whether the pages of a work are those it stands on or how many it has."""
    return "number-of-pages" if csl_type in WHOLE_TYPES and not _RANGE.fullmatch(value) else "page"


def dot_initials(name: Name) -> Name:
    """Give initials their full stops: "Hiles, I D" and "Hiles, ID" are "I. D."."""
    given = name.given
    if _RUN_TOGETHER.fullmatch(given):
        given = " ".join(f"{letter}." for letter in given)
    elif given:
        given = _BARE_INITIAL.sub(r"\1.", given)
    return name if given == name.given else msgspec.structs.replace(name, given=given)


def date_meaning(lines: list[str]) -> object:
    """What the first line says as a date, its spelling left aside."""
    date, _ = read_date(lines[0])
    return (date.start, date.end, date.circa, date.season, date.literal)


def one_line(value: str) -> str:
    """A value without line breaks."""
    value = value.strip()
    return _BREAKS.sub(" ", value) if "\n" in value or "\r" in value else value


def derive_tags(record: Record, table: TagTable) -> Groups:
    """The tags that the table has for a record's names, dates and fields."""
    tags = table.tags
    groups: Groups = {}
    for variable, names in record.names.items():
        cut = ["et al."] if variable in record.truncated else []
        _add(groups, tags.get(variable), [*(one_line(table.write_name(name)) for name in names), *cut])
    for variable, value in record.fields.items():
        separator = table.joined.get(variable)
        parts = value.split(separator) if separator else (value,)
        _add(groups, tags.get(variable), map(one_line, parts))
    for variable, date in record.dates.items():
        _add(groups, tags.get(variable), [write_date(date)])
    return groups


def _add(groups: Groups, tag: str | None, values: Iterable[str]) -> None:
    values = [*filter(None, values)]
    if tag and values:
        groups.setdefault(tag, []).extend(values)


def merge_kept(groups: Groups, record: Record, table: TagTable, done: Collection[str] = ()) -> Groups:
    """Add the kept lines, but for those of tags that are done.

    Lines that are a spelling of a value replace it, if they still mean the same, and are left out otherwise.
    """
    for tag, values in record.extra.get(table.format, {}).items():
        lines = [one_line(value) for value in values if isinstance(value, str)] if _is_list(values) else []
        meaning = table.meanings.get(tag)
        if not lines or tag in done:
            continue
        if meaning is None:
            groups.setdefault(tag, []).extend(lines)
        elif meaning(lines) == (meaning(groups[tag]) if tag in groups else ""):
            groups[tag] = lines
    return groups


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def in_order(groups: Groups, order: Iterable[str]) -> Iterator[tuple[str, str]]:
    """All lines, those of the tags in ``order`` first."""
    for tag in dict.fromkeys((*order, *groups)):
        for value in groups.get(tag, ()):
            yield tag, value


def write_checked(
    records: Iterable[Record],
    write_one: Callable[[Record], str],
    read: Callable[[str, str], Iterator[object]],
    title: str,
    name: str,
    forms: Mapping[str, Form] = FORMS,
) -> Iterator[str | Loss]:
    """Write records one by one with the losses that reading back shows; ``forms`` are those of `ReadBack`.

    An id counts as kept where the format has none and a new one made for what is read would be the same.
    """
    back = ReadBack(name, title, lambda text: first_record(read(text, "")), forms=forms, makes_ids=True)
    for record in records:
        text = write_one(record)
        yield from back.losses(record, text)
        yield text


def take_issued(
    draft: Draft,
    groups: Groups,
    tags: tuple[str, str],
    read_day: Callable[[str, str], tuple[Date, bool]],
) -> None:
    """Take the date of a year's tag and a day's tag, which may lack the year; what says something else is kept.

    ``read_day`` reads the day's value, given the year's, and says whether it understood all of it.
    """
    years, days = groups.pop(tags[0], []), groups.pop(tags[1], [])
    year, day = next(iter(years), ""), next(iter(days), "")
    if not year and not day:
        return
    date, understood = read_day(day, year) if day else read_date(year)
    if not date.start and year:
        date, understood = read_date(year)[0], False
    draft.dates["issued"] = date
    if day and not understood:
        draft.keep(tags[1], days)
    if year and date.start[:1] != read_date(year)[0].start[:1]:
        draft.keep(tags[0], years)
