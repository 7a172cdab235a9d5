"""What a site says of the post that shows an entry, and nothing of the work: when it went up, by whom, its hits.

    “Peat and people” – 2018 – A. Roe        the entry, with a date of its own
    12 March 2021 · Guides · 3 comments      the post
    Category: Guides

Where the entries of a page have dates of their own and those of the posts are others, the posts' are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from soilbib.formats.listing.pages.categories import stated_categories
from soilbib.formats.listing.pages.lines import IsEntry, Line, Page, leave_out
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.segments import outer_quotes
from soilbib.formats.listing.strings import parse_alone

_REACH = 6  # lines under an entry that may be its post's
_ABOVE = 2
_LONGEST, _LONGEST_TOPIC = 120, 40
_BETWEEN = re.compile(r"\s*[|·•∙]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE_LABEL = re.compile(
    r"(?:(?:first |last |zuletzt |dernière )?(?:published|posted|created|written|added|updated|modified|date|online"
    r"|publiée?|mise? en ligne|mise? à jour|créée?|ajoutée?|modifiée?"
    r"|veröffentlicht|erstellt|geschrieben|aktualisiert|datum|publicad[oa]|cread[oa]|actualizad[oa]|criad[oa]|fecha"
    r"|pubblicat[oa]|creat[oa]|aggiornat[oa]))(?:\s(?:on|le|am|vom|el|em|il))?\s?:?\s+",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:hits|views?|zugriffe|vues|visites|visitas|visite|accessi|aufrufe|lectures|downloads?)\s?:\s?\d[\d.,]*"
    r"|(?:\d[\d.,]*|no|aucun|keine|sin|nessun|sem)\s(?:comment(?:s|aires?|i|o)?|kommentare?|comentarios?|comentários?"
    r"|views?|hits|vues|visites|visitas|aufrufe)"
    r"|(?:leave a (?:comment|reply)|laisser un commentaire|schreibe einen kommentar|deja un comentario"
    r"|lascia un commento|deixe um comentário)"
    r"|(?:(?:reading time|temps de lecture|lesezeit|lecture)\s?:?\s)?\d{1,2}\s?"
    r"(?:min|mn|minutes?|minuten|minutos|minuti)\.?"
    r"(?:\s(?:read|de lecture|lesezeit|de lectura|di lettura|de leitura))?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|posted|published|created|geschrieben|publié|écrit|escrito|scritto)\s)?(?:by|par|von|por|di|da)\s?:?\s"
    r"[\w.@-]+(?:\s[\w.@-]+){0,3}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:written|posted|geschrieben|écrit|escrito|scritto)\s(?:by|par|von|por|da)\s.{2,40}", re.IGNORECASE
)
_TOPIC = re.compile(r"[^\W\d_a-z][^.:;!?\d]*")


class _Post(Struct, frozen=True):
    """What a line says of a post: its dates, its topics, and whether it says anything else."""

    dates: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def without_posts(page: Page, is_entry: IsEntry) -> Page:
    """The page without the lines that only speak of the posts its entries stand in; entries take their categories."""
    lines = [line for block in page.blocks for line in block]
    posts = {index: post for index, line in enumerate(lines) if (post := _read_post(line))}
    if not posts:
        return page
    posts |= {index: _Post() for index in _signed_beside(lines, posts)}
    found = list(_owned(lines, posts, is_entry))
    others = sum(not same for _, _, same in found if same is not None)
    agreed = sum(bool(same) for _, _, same in found)
    if not others or others < agreed:
        return page
    topics = Counter(topic for index, _, _ in found for topic in posts[index].topics)
    again = sum(count for count in topics.values() if count > 1) * 2 >= topics.total()
    stated: dict[int, list[str]] = {}
    for index, owner, _ in found:
        names = posts[index].topics if again else ()
        stated.setdefault(owner, []).extend([*stated_categories(lines[index]), *names])
    return leave_out(page, {index for index, _, _ in found}, stated)


def _signed_beside(lines: Sequence[Line], posts: Mapping[int, _Post]) -> Iterator[int]:
    """The lines beside those of posts that only say by whom: "by admin"."""
    for index in posts:
        for other in (index - 1, index + 1):
            if (
                0 <= other < len(lines)
                and len(lines[other].text) < _LONGEST_TOPIC
                and _BY.fullmatch(lines[other].text)
            ):
                yield other


def _read_post(line: Line) -> _Post | None:
    """What a line says of a post; None where it says something else, or no more than a topic."""
    text = line.text
    if len(text) > _LONGEST or line.heading:
        return None
    stated = stated_categories(line)
    if stated and not _YEAR.search(text):
        return _Post()
    if not (_YEAR.search(text) or _COUNT.match(text) or _SIGNED.match(text)):
        return None
    dates: list[str] = []
    topics: list[str] = []
    told = bool(stated) or _SIGNED.fullmatch(text) is not None
    for part in _BETWEEN.split(text):
        bare = _DATE_LABEL.sub("", part, count=1)
        date = read_date(bare) if _YEAR.search(bare) and len(bare) < _LONGEST_TOPIC else None
        if date and len(date.start) > 1:
            dates.append(str(date.year))
        elif _COUNT.fullmatch(part):
            told = True
        elif _TOPIC.fullmatch(part) and len(part) < _LONGEST_TOPIC and part not in stated:
            topics.append(part)
        elif part and not (_BY.fullmatch(part) or part in stated):
            return None
    return _Post(tuple(dates), tuple(topics)) if dates or (told and not topics) else None


def _owned(
    lines: Sequence[Line], posts: dict[int, _Post], is_entry: IsEntry
) -> Iterator[tuple[int, int, bool | None]]:
    """The lines of posts near entries, each with its entry and whether their years agree; None without both."""
    for index, post in posts.items():
        owner = _owner(lines, index, posts, is_entry)
        if owner is None:
            continue
        year = _year_of(lines[owner].text)
        yield index, owner, (str(year) in post.dates) if post.dates and year else None


def _owner(lines: Sequence[Line], index: int, posts: dict[int, _Post], is_entry: IsEntry) -> int | None:
    """The entry that a post's line stands under, else the one right below it."""
    above = range(index - 1, max(-1, index - 1 - _REACH), -1)
    below = range(index + 1, min(len(lines), index + 1 + _ABOVE))
    for near in (above, below):
        for other in near:
            if other not in posts and _is_whole(lines[other].text, is_entry):
                return other
    return None


def _is_whole(text: str, is_entry: IsEntry) -> bool:
    """Whether a line is an entry by more than quotes around all of it."""
    return is_entry(text) and not outer_quotes(text)


def _year_of(text: str) -> int | None:
    issued = parse_alone(text).record.dates.get("issued")
    return issued.year if issued else None
