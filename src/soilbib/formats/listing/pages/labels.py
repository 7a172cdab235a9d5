"""Entries whose lines name what they hold: "Author", "Ilse Bruun", "Date: 2019", as reports and records show them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from soilbib.formats.listing.pages.categories import stated_categories
from soilbib.formats.listing.pages.lines import Block, Line
from soilbib.formats.listing.pages.roles import DATE, NAMES, said_by_line
from soilbib.formats.listing.pages.shape import is_more, is_sentence
from soilbib.formats.listing.parts.segments import unquote
from soilbib.formats.listing.vocabulary.words import COLUMNS, LABELS

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{0,30}?)\s?:(?:\s(?P<value>.+))?")
_ABSTRACT = frozenset("abstract summary résumé resumen resumo zusammenfassung riassunto description".split())
_BY = re.compile(r"\s(?:by|par|von|por|di)\s(?=[^\W\d_a-z])(?!.*\s(?:by|par|von|por|di)\s)")
_PICTURE = re.compile(r"Cover (?:Art|[Ii]mage)|Thumbnail|Couverture|Vignette")  # what stands for one
_IMAGE = re.compile(rf"^(?:{_PICTURE.pattern})\s")
_TOPICS = frozenset(
    "category categories topic topics theme themes catégorie catégories thème thèmes thématique thématiques rubrique"
    " rubriques kategorie kategorien thema themen categoría categorías tema temas categoria categorias argomento"
    " argomenti tags".split()
)
_IDENTIFIERS = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID"}
_FACETS = frozenset(
    "subject subjects sujet sujets schlagwort materia materias assunto soggetto settings paramètres einstellungen"
    " language langue sprache idioma lingua format collection collections status".split()
)
"""What a page sorts and filters by, besides the labels."""
_ENOUGH = 2  # labels of a group with a title
_LISTED = {"author": "; ", "editor": "; "}  # what several lines of are joined with


def join_labelled(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The lines of a group as its entry's line, its abstract and what is left; empty where it is no such group."""
    told = _read(lines)
    values, labels, others = told.values, told.labels, told.others
    if "issued" not in values and any(DATE in said_by_line(line) for line in others[1:]):
        return ()
    shown = [line for line in others if not _PICTURE.fullmatch(line.text)]
    title = values.pop("title", None) or next(
        (line for line in shown if line.heading or line.url), shown[0] if shown else None
    )
    by = _BY.search(title.text) if title and "author" not in values else None
    if title and by and NAMES in said_by_line(Line(title.number, title.text[by.end() :])):
        values["author"], labels["author"] = Line(title.number, title.text[by.end() :]), "Author"
    count = len(values) + len(told.numbers) + ("title" in labels)
    if title is None or values.keys().isdisjoint({"author", "issued"}) or count < _ENOUGH:
        return ()
    bare = title.text[: by.start()] if by and "author" in values else title.text
    parts = [f"{_shown(labels.get('title', 'title'), 'title')}: {unquote(_IMAGE.sub('', bare))}"]
    parts += [f"{_shown(labels[variable], variable)}: {line.text}" for variable, line in values.items()]
    parts += [f"{_IDENTIFIERS[label]} {line.text}" for label, line in told.numbers.items()]
    linked = [*values.values(), *(line for line in others if is_more(line.text))]
    url = title.url or next((line.url for line in linked if line.url), "")
    number = min(line.number for line in (title, *values.values()))
    stated = tuple(dict.fromkeys([*told.categories, *(name for line in lines for name in line.categories)]))
    entry = Line(number, " ".join(parts), url, categories=stated, item=True)
    about = told.abstract or [line for line in others if line is not title and is_sentence(line.text)]
    left = [(line,) for line in others if line is not title and line not in about]
    image = _IMAGE.match(title.text)
    left += [(Line(title.number, image.group().strip()),)] if image else []
    return tuple(filter(None, ((entry,), tuple(about), *left)))


def leads_with_label(lines: Sequence[Line]) -> bool:
    """Whether a label and nothing else begins a group: what it says is of the title above the group."""
    return not lines[0].heading and _is_label(lines[0].text.rstrip(" :").lower())


def _shown(label: str, variable: str) -> str:
    """A label as a labelled string has it: with a capital, and one of those that are words."""
    return label[:1].upper() + label[1:] if label[:1].isalpha() else COLUMNS[variable]


class _Told(Struct):
    """What the labels of a group say: the values and labels by their variables, numbers, the abstract, other lines."""

    values: dict[str, Line] = {}
    labels: dict[str, str] = {}
    numbers: dict[str, Line] = {}
    abstract: list[Line] = []
    categories: list[str] = []
    others: list[Line] = []

    def take(self, written: str, line: Line, value: Line) -> None:
        """Take up the value of a label in a line."""
        label = written.lower()
        variable = LABELS.get(label, "")
        date, mark, topics = value.text.partition(" | ")
        if variable == "issued" and mark:  # "Published: 14 March 2022 | Strategies"
            value = msgspec.structs.replace(value, text=date)
            self.categories += topics.split(" | ")
        known = self.values.get(variable)
        if label in _ABSTRACT:
            self.abstract.append(value)
        elif label in _TOPICS:
            self.categories += value.categories or stated_categories(
                Line(value.number, f"{label}: {value.text}")
            )
        elif label in _IDENTIFIERS and label not in self.numbers:
            self.numbers[label] = value
        elif variable in _LISTED and known:
            joined = f"{known.text}{_LISTED[variable]}{value.text}"
            self.values[variable] = Line(known.number, joined, known.url)
        elif variable in COLUMNS and not known:
            self.values[variable], self.labels[variable] = value, written
        else:
            self.others += [line] if value.text in line.text else [line, value]


def _read(lines: Sequence[Line]) -> _Told:
    """What the labels of a group's lines say."""
    told = _Told()
    skipped = False
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if skipped:
            skipped = False
            continue
        label, value = _labelled(line, following)
        skipped = value is following and value is not None
        if value is None:
            told.others.append(line)
        else:
            told.take(label, line, value)
    return told


def _is_label(text: str) -> bool:
    return text in LABELS or text in _ABSTRACT or text in _IDENTIFIERS or text in _TOPICS


def _labelled(line: Line, following: Line | None) -> tuple[str, Line | None]:
    """The label of a line and its value: behind a colon, or the line below; no value where it has no label."""
    label = line.text.rstrip(" :")
    if _is_label(label.lower()) and following is not None and not line.heading:
        below = following.text.rstrip(" :").lower()
        silent = _is_label(below) or below in _FACETS or is_more(below)
        return (label, None) if silent else (label, following)
    marked = _LABEL.fullmatch(line.text)
    if not marked or not marked["value"] or line.heading:
        return "", None
    return marked["label"], Line(line.number, marked["value"], line.url)
