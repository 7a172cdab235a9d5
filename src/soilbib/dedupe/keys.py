"""Normalise: one comparable key per field of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from soilbib.dedupe.catalogued import split_volume, without_responsibility
from soilbib.dedupe.dois import read_doi
from soilbib.dedupe.editions import read_edition
from soilbib.dedupe.marks import own_number, read_mark
from soilbib.dedupe.places import mangled_start, read_container, read_pages, read_volume
from soilbib.dedupe.text import fold, repair, words
from soilbib.dedupe.titles import EMPTY_TITLE, Title, read_title
from soilbib.model import Name, Record
from soilbib.model.cut_lists import ET_AL
from soilbib.model.names import has_organisation_word

_WORD = re.compile(r"[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?:[A-Z](?:\.[ -]?| |$))+")
_ISBN = re.compile(r"(?<!\d)(?:97[89])?(\d{9})[\dXx](?!\d)")
_SERVER = re.compile(r"https?://(?:\w+\.)?(arxiv|biorxiv|medrxiv|chemrxiv|ssrn)\.(?:org|com)/", re.IGNORECASE)
_UNKNOWN_AUTHORS = frozenset(
    {"anonymous", "anon", "unknown", "none", "na", "various", "authors", "no author", "editorial board"}
)
_NOT_NAMES = frozenset(
    "and et al others jr sr ii iii the of for de la le van von der den del da di dos du el al".split()
)
_MAKERS = ("author", "editor", "director", "composer", "performer", "producer", "host", "compiler", "curator")
"""Whose work a record's is: the first of these that it names."""
_KINDS = {
    "thesis": "thesis", "report": "preprint", "speech": "conference", "book": "book", "chapter": "chapter",
}  # fmt: skip
"""Types of record that tell a publication from others; a report comes before its article like a preprint."""
_WHOLES = frozenset("book collection dataset document motion_picture report software thesis webpage".split())
"""Types of works that stand for themselves, and whose title some programs write down as the container's too."""
LONGEST = 1000
"""What comes after so many characters of a value is not compared."""
_COMPARED = (
    "container-title", "volume", "issue", "edition", "page", "number", "URL", "PMID", "ISBN",
)  # fmt: skip
ABSTRACT_READ = 120
ABSTRACT_KEPT = 60
"""How many characters of an abstract are looked at, and how many letters of it are compared."""
_SUPPLEMENT = re.compile(r"[Ss]uppl|(?<![^\W\d])[Ss]\d")
"""Volume, issue and pages of what stands in a supplement: "56 Suppl 1", "S412"."""
_ARTICLE_NUMBER = re.compile(r"\s*[eE]\d{3,}\s*")
"""The number of an article, which no issue has."""
_JOINER = re.compile("[-‐‑'’]")


class Keys(Struct, frozen=True, gc=False, array_like=True):
    """What is compared of a record. Empty values mean: not known.

    ``families`` are the words of the family names, ``people`` every word of the names; ``first_given`` is the
    first author's given name or initial; ``author_count`` is 0 where the list could not be told apart;
    ``other_page`` is what pages that a spreadsheet took for a date may begin with as well; ``kind`` is told by the
    record's type where it names no container; ``numbered`` says that the first page is none, but the work's number;
    ``mark`` is what else tells it from others of its title (`soilbib.dedupe.marks`); ``supplement`` says that it
    stands in a supplement to its journal.
    """

    title: Title = EMPTY_TITLE
    families: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    first_author: frozenset[str] = frozenset()
    first_given: str = ""
    author_count: int = 0
    truncated: bool = False
    year: int = 0
    container: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    other_page: str = ""
    doi: str = ""
    pmid: str = ""
    isbn: str = ""
    edition: str = ""
    abstract: str = ""
    kind: str = ""
    numbered: bool = False
    mark: str = ""
    supplement: bool = False


def make_keys(record: Record) -> Keys:
    """Normalise the fields of a record that say which work it is."""
    get = record.fields.get
    journal, volume, issue, edition, pages, number, url, pmid, isbn = [
        get(variable, "")[:LONGEST] for variable in _COMPARED
    ]
    journal = journal or _server(get("archive", ""), url)
    names, read = _people(_makers(record))
    first_author = read[0].words if read else ()
    families, everyone = _families(read)
    container = read_container(journal)
    title, volume = _titled(record, everyone, volume)
    if container and title.words.startswith(container) and _repeats(title.words, container, record.type):
        title = EMPTY_TITLE
    if number and not issue and volume and record.type != "article-journal":
        issue, number = number, ""  # what a volume's number is: an issue
    if issue and not pages and not number and _ARTICLE_NUMBER.fullmatch(issue):
        issue, number = "", issue  # e0191240
    own = own_number(record.type, number, journal)
    first_page, last_page = (own, "") if own and not pages else read_pages(pages or number)
    blob = len(names) == 1 and len(first_author) > 3 and not has_organisation_word(names[0].literal)
    return Keys(
        title=title,
        families=families,
        people=everyone,
        first_author=frozenset(first_author[:1] if blob else first_author),
        first_given=_first_given(names),
        author_count=0 if blob else len(names),
        truncated=bool(record.truncated),
        year=record.year or 0,
        container=container,
        volume=read_volume(volume),
        issue=read_volume(issue),
        first_page=first_page,
        last_page=last_page,
        other_page=mangled_start(pages) if pages else "",
        doi=read_doi(record.fields, LONGEST),
        pmid=pmid.strip(),
        isbn=_isbn(isbn),
        edition=read_edition(edition) or title.edition,
        abstract="".join(words(get("abstract", "")[:ABSTRACT_READ]))[:ABSTRACT_KEPT],
        kind="" if container else _KINDS.get(record.type, ""),
        numbered=bool(own or number) and not pages,
        mark=read_mark(record, own),
        supplement=_is_in_supplement(f"{volume} {issue} {pages}"),
    )


def _makers(record: Record) -> Sequence[Name]:
    return next(filter(None, map(record.names.get, _MAKERS)), ())


def _server(archive: str, url: str) -> str:
    """The preprint server on which a record without a container stands, by its archive or its link."""
    if archive.lower() == "arxiv":
        return archive
    found = _SERVER.match(url) if url else None
    return found[1] if found else ""


def _titled(record: Record, people: frozenset[str], volume: str) -> tuple[Title, str]:
    """The title and the volume, which may stand behind the title of a work and tells it from others like a number."""
    text = without_responsibility(record.title, people)
    if record.type not in _WHOLES or record.fields.get("container-title"):
        return read_title(text), volume
    bare, behind = split_volume(text)
    if behind and read_volume(volume) in ("", read_volume(behind)):
        text, volume = bare, behind
    title = read_title(text)
    number = read_volume(volume)
    return (replace(title, numerals=(*title.numerals, number)) if number else title), volume


def _is_in_supplement(place: str) -> bool:
    return ("s" in place or "S" in place) and _SUPPLEMENT.search(place) is not None


def _repeats(title: str, container: str, kind: str) -> bool:
    """Whether a title is nothing but the container's, once or more ("… Volume 52 Paper 41"); a book's own may be."""
    if kind in _WHOLES and title == container:
        return False
    rest = title.replace(container, " ")
    return not any(
        word
        for word in rest.split()
        if not word.isdigit() and word not in {"volume", "vol", "paper", "issue", "number", "no", "part"}
    )


class _Told(Struct, frozen=True, gc=False):
    """Every word of a name with two letters or more, those of its family name, and whether it is but initials."""

    words: tuple[str, ...]
    family: tuple[str, ...]
    initials: bool


def _people(names: Sequence[Name]) -> tuple[Sequence[Name], list[_Told]]:
    """The names, and what each tells; where every other one is initials it is half a name: "A., Bertolino"."""
    read = [_read_name(name, name is names[-1] and not name.given) for name in names]
    if not read or not read[0].initials or len(read) % 2:
        return names, read
    initials = [told.initials for told in read]
    return (names[1::2], read[1::2]) if all(initials[::2]) and not any(initials[1::2]) else (names, read)


def _read_name(name: Name, may_be_cut: bool) -> _Told:
    """What a name tells; ``may_be_cut``: it may end in "et al.".

    Bare initials ("JA") are left out where a longer word is there.
    """
    family, given = name.family, name.given
    plain = family.isascii() and family.isalpha() and 1 < len(family) < LONGEST and _are_initials(given)
    if plain and not name.dropping_particle and not name.non_dropping_particle:
        word = (family.lower(),)  # "Doe, J. R.", as most names are
        return _Told(word, word, False)
    return _read_any_name(name, may_be_cut)


@lru_cache(maxsize=1 << 12)
def _are_initials(given: str) -> bool:
    return _INITIALS.fullmatch(given) is not None


@lru_cache(maxsize=1 << 16)
def _read_any_name(name: Name, may_be_cut: bool) -> _Told:
    """`_read_name` of a name of any form."""
    text = " ".join((name.full_family, name.given, name.dropping_particle))[:LONGEST]
    words = _words_of_name(ET_AL.sub("", text) if may_be_cut else text)
    family = (_family_words(name.family[:LONGEST]) if name.family else ()) or words
    letters = "".join(words)
    return _Told(words, family, len(letters) == len(words) and letters.isascii())


def _isbn(text: str) -> str:
    """The nine digits that an ISBN-10 and its ISBN-13 share; none of what is no ISBN."""
    found = _ISBN.search(text.replace("-", "").replace(" ", "")) if text else None
    return found[1] if found else ""


def _first_given(names: Sequence[Name]) -> str:
    """The first word of the first author's given name, folded; none where the family name may be the given one."""
    if not names or not names[0].family or not names[0].given:
        return ""
    given = names[0].given
    return given[0].lower() if _are_initials(given) else _first_word(given[:LONGEST])


@lru_cache(maxsize=1 << 14)
def _first_word(given: str) -> str:
    word = _WORD.search(given)
    return "".join(_plain([word.group()])) if word else ""


def _words_of_name(text: str) -> tuple[str, ...]:
    text = _without_lost_letters(repair(text))
    raw = _WORD.findall(text)
    shouting = text.isupper()
    kept = [word for word in raw if len(word) > 1 and (shouting or len(word) > 3 or not word.isupper())]
    if not kept:
        kept = [word for word in raw if len(word) > 1] or raw
    folded = _plain(kept)
    return tuple([word for word in folded if word not in _NOT_NAMES] or folded)


def _without_lost_letters(text: str) -> str:
    """A name without the signs that stand where a letter was lost: "Mu?oz"; the rest counts as a slip."""
    return text.replace("?", "").replace("\ufffd", "") if "?" in text or "\ufffd" in text else text


def _plain(raw: list[str]) -> list[str]:
    """The words of a name without case, accents, apostrophes and hyphens."""
    folded = fold(" ".join(raw))
    return (_JOINER.sub("", folded) if _JOINER.search(folded) else folded).split()


def _families(read: Sequence[_Told]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of the family names, and of the whole names; a list that only says "unknown" is empty."""
    everyone: list[str] = []
    families: list[str] = []
    for told in read:
        everyone += told.words
        families += told.family
    if len(everyone) < 3 and " ".join(everyone) in _UNKNOWN_AUTHORS:
        return (), frozenset()
    return tuple(families), frozenset(everyone)


def _family_words(family: str) -> tuple[str, ...]:
    """The words of the family name that are no initials or particles."""
    plain = family.isalpha() and family.isascii()
    parts = [family.lower()] if plain else _plain(_WORD.findall(_without_lost_letters(repair(family))))
    return tuple([word for word in parts if len(word) > 1 and word not in _NOT_NAMES])
