"""Titles made of several fields: subtitles, additions, the titles of volumes and of issues."""

from __future__ import annotations

from typing import TypeAlias

from soilbib.formats.bibtex.latex import collapse, unwrap
from soilbib.formats.bibtex.mapping import JOINED_TITLES, PARTS
from soilbib.model.markup import TAGS

Fields: TypeAlias = dict[str, str]

OTHER_TITLES: frozenset[str] = frozenset({"maintitle", "issuetitle", "titleaddon"})
"""The fields for which `renamed_titles` may have something to do."""

_OF_SERIES = frozenset({"motion_picture", "song"})


def is_own_title(raw: Fields) -> bool:
    """Whether ``booktitle`` only repeats the title, for the parts to inherit."""
    booktitle = collapse(raw.get("booktitle", ""))
    return bool(booktitle) and collapse(raw["title"]).startswith(booktitle)


def is_braced(value: str) -> bool:
    """Whether a value is in braces of its own as a whole."""
    text = collapse(value)
    return unwrap(text) != text


def protected_part(text: str, value: str) -> str:
    """A part of a title, protected where it stood in braces of its own."""
    return f"{TAGS['nocase'][0]}{text}{TAGS['nocase'][1]}" if text and is_braced(value) else text


def join_title(title: str, subtitle: str, addition: str) -> str:
    """A title with its subtitle after a colon and its addition after a full stop."""
    for mark, part in ((":", subtitle), (".", addition)):
        if title and part:
            title += (" " if title[-1] in "!?.,:;" else mark + " ") + part
        else:
            title = title or part
    return title


def renamed_titles(raw: Fields, csl_type: str) -> Fields:
    """Titles under the names of the work that the record is about (as pandoc reads them).

    Of a part, ``maintitle`` is the container and ``booktitle`` its volume; of a book, ``maintitle`` is the
    title and ``title`` the volume's; of an episode or a song, ``maintitle`` is the container. An issue's own
    title is the title of a periodical's record, and a ``titleaddon`` alone says what an untitled work is.
    """
    fields = dict(raw)
    if "title" not in raw and "titleaddon" in raw and "maintitle" not in raw:
        fields["title"] = fields.pop("titleaddon")
    if "issuetitle" in raw and csl_type == "periodical" and not {"journaltitle", "journal"} & raw.keys():
        _move(fields, "title", "journaltitle")
        _move(fields, "issuetitle", "title")
    if "maintitle" in raw and csl_type in _OF_SERIES and "title" in raw and "booktitle" not in raw:
        _move(fields, "maintitle", "booktitle")
    elif "maintitle" in raw:
        base = "booktitle" if csl_type in PARTS else "title"
        parts = [fields.pop(name) for name in (base, *JOINED_TITLES[base]) if name in fields]
        if parts and parts[0] != raw["maintitle"]:
            fields["volumetitle"] = join_title(*[*parts, "", ""][:3])
        _move(fields, "maintitle", base)
    return fields


def _move(fields: Fields, base: str, target: str) -> None:
    for name, new in zip((base, *JOINED_TITLES[base]), (target, *JOINED_TITLES[target]), strict=True):
        if name in fields:
            fields[new] = fields.pop(name)
