"""What the paragraph under an entry adds: full names, the container, a fuller date, directors.

Only bylines count ("Full Names in Journal - Month Year", "Organisation - 20 décembre 2019", "Directed by …",
"© January 2018"), never running text; names replace initials only where they agree.
"""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.byline import (
    BYLINE_DATE,
    DATE_WORDS,
    LONGEST,
    SENTENCE_END,
    Byline,
    byline_names,
    read_byline,
)
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.vocabulary.gazetteer import is_known_organisation
from soilbib.formats.listing.vocabulary.words import is_periodical, periodical_type
from soilbib.model import Date, Name, Record
from soilbib.model.keys import ascii_fold
from soilbib.model.names import has_organisation_word

_EVENT_DATE = re.compile(
    rf"\b(?:launched|published|released|posted|issued|publié|publiée|paru|parue|lancé|lancée|publicado|publicada|"
    rf"veröffentlicht|erschienen)\s+(?:(?:by|par|por|von)\s[^.,;]{{2,60}}?\s)?(?:on|in|le|en|el|am|im)?\s*(?P<date>{DATE_WORDS})\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(rf"(?:©|\(c\)|copyright)\s*(?P<date>{DATE_WORDS})\b", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?P<role>directed|narrated|edited|translated|produced|réalisée?|dirigée?|narrée?|traduite?|dirigid[oa]"
    r"|narrad[oa]|illustrated"
    r"|illustrée?|presented|présentée?|hosted|animée?|interview(?:ed)?|composed|written|coordonnée?|coordinated|coordinad[oa]|filmée?|filmed)\s+(?:by|par|por)\s+"
    r"|(?:^|(?<=[.;]\s))(?:[Uu]ne?\s|[Aa]n?\s|[Ee]in\s)?(?P<work>(?:\w+\s)?(?:film|documentaire|documentary|documental|émission|filme)"
    r"(?:\sdocumentaire)?)\s(?:de|by|von|di)\s+",
    re.IGNORECASE,
)
_ROLES = (
    ("direct", "director"), ("réalis", "director"), ("dirig", "director"), ("narr", "narrator"), ("edit", "editor"),
    ("transl", "translator"), ("tradui", "translator"), ("produc", "producer"), ("illust", "illustrator"),
    ("present", "host"), ("présent", "host"), ("host", "host"), ("anim", "host"), ("interview", "interviewer"),
    ("compos", "composer"), ("writ", "script-writer"), ("coord", "editor"), ("film", "director"),
)  # fmt: skip
_ROLE_NAMES = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*|&(?=\s)|(?:and|et|y|de|van|von|du|la|le)\b|,(?=\s+[A-Z][\w.’'-]+\s+(?:[A-Z]"
    r"|and\b)))(?:\s+|(?=,)|$|(?=[.;]))"
)
_EVENT_DAYS = re.compile(
    r"\b(?:organis|organiz|held|tenu|lieu|celebr|took place|statt)\w*\b[^.]{0,20}?\b(?P<date>(?:les?|on|am|el"
    r"|vom)?\s*\d{1,2}(?:\s*(?:et|and|und|y|-|–|to|au)\s*\d{1,2})?"
    r"\s+(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:de\s+)?\d{4})",
    re.IGNORECASE,
)


_PRINTED_IN = re.compile(
    r"\b(?:paru|parue|publiée?|published|printed|appeared|publicad[oa]|veröffentlicht|erschienen|pubblicat[oa])\b[^.]{0,40}?"
    r"\s(?:dans|in|en|em|su)\s(?:la revue |le |la |the |el |der |die )?(?P<container>[^\W\d_a-z][^.,;()]{2,60}?)"
    r"(?=\s(?:le|on|el|am|du|n°|vol)\s|[.,;(]|\s[–—-]\s|$)"
)


def apply_description(record: Record, description: str) -> Record:
    """The record with its abstract, and with what the description's byline adds where it agrees."""
    text = description.strip()
    if not text:
        return record
    fields = {**record.fields, "abstract": text}
    names, dates = dict(record.names), dict(record.dates)
    truncated, kind = record.truncated, record.type
    byline = _behind_container(record, text) or read_byline(text)
    others = byline is not None and _is_of_others(record, byline)
    byline = None if others else byline
    taken: dict[str, str] = {}
    written = _written_in(record, text)
    if written:
        names["author"], fields["container-title"] = written.names.names, written.container
        record = record.replace(names=names, fields=fields)
        kind = periodical_type(written.container) if kind in ("document", "report") else kind
        taken.update({"author": "description", "container-title": "description"})
        byline = written
    agrees = byline is not None and _same_list(record.authors, byline.names.names)
    authors, cut = _authors_of(record, byline, agrees=agrees)
    if authors != record.authors or cut != ("author" in truncated):
        names["author"], taken["author"] = authors, "description"
        truncated = tuple(name for name in truncated if name != "author") + (("author",) if cut else ())
    container = _container_of(byline, record, agrees=agrees) or _printed_in(text)
    if container:
        if "container-title" not in fields:
            fields["container-title"], taken["container-title"] = container, "description"
        if kind == "document":
            kind, taken["type"] = periodical_type(container), "description"
    issued = _agreed_date(record, byline, "" if others else text)
    if issued and issued != record.dates.get("issued"):
        dates["issued"] = issued
        taken["issued"] = "description"
    for variable, people in read_roles(text):
        if variable not in names:
            names[variable] = people
            taken[variable] = "description"
            kind = "motion_picture" if variable == "director" and kind == "document" else kind
    event = _EVENT_DAYS.search(text[:LONGEST])
    event_date = read_date(event["date"]) if event and "organizer" in names else None
    if event_date:
        dates["event-date"] = event_date
        taken["event-date"] = "description"
    source = msgspec.structs.replace(
        record.source, fields={**record.source.fields, "abstract": "description", **taken}
    )
    return record.replace(
        fields=fields, names=names, dates=dates, truncated=truncated, type=kind, source=source
    )


def _behind_container(record: Record, text: str) -> Byline | None:
    """The byline behind the container that the entry names: "Journal of Moors - Jane Doe - 12 March 2020"."""
    known = record.fields.get("container-title", "")
    rest = text[len(known) :] if known and text.startswith(known) else ""
    byline = read_byline(rest[3:]) if rest[:3] in (" - ", " – ", " — ") else None
    if not byline or not byline.names.persons or byline.container:
        return None
    return msgspec.structs.replace(byline, container=known)


def _written_in(record: Record, text: str) -> Byline | None:
    """The byline whose container the entry gives as its only author: "Jane Doe, New Statesman - 12 April 2018"."""
    known = record.authors[0].display if len(record.authors) == 1 else ""
    if not known or known.isupper() or "container-title" in record.fields or record.truncated:
        return None
    people, comma, rest = text.partition(f", {known}")
    dated = BYLINE_DATE.fullmatch(SENTENCE_END.split(rest[:80], maxsplit=1)[0].rstrip(".")) if comma else None
    names = byline_names(people) if dated and len(people) < LONGEST else None
    if (
        not dated
        or not names
        or not names.persons
        or has_organisation_word(known)
        or is_known_organisation(known)
    ):
        return None
    return Byline(names, ends=True, container=known, date=read_date(dated["date"]))


def _authors_of(record: Record, byline: Byline | None, *, agrees: bool) -> tuple[tuple[Name, ...], bool]:
    """The authors, and whether their list is cut, with what a byline makes fuller."""
    if byline and agrees:
        return _merge_authors(record, byline)
    if byline and _signs(record, byline):
        return byline.names.names, False
    return record.authors, "author" in record.truncated


def _is_of_others(record: Record, byline: Byline) -> bool:
    """Whether a byline names only persons whom the entry does not, though it names persons itself."""
    known = [name for name in record.authors if name.family]
    found = [name for name in byline.names.names if name.family]
    return bool(known and found) and not any(_agree(name, other) for name in known for other in found)


def _signs(record: Record, byline: Byline) -> bool:
    """Whether a byline tells who wrote what the entry gives no author for: "Jane Doe, El País - 14 July 2019"."""
    people, issued = byline.names.names, record.dates.get("issued")
    held = record.fields.get("container-title", "").casefold() == byline.container.casefold()
    dated = issued is not None and byline.date is not None and issued.year == byline.date.year
    full = bool(people) and all(name.family and name.given for name in people)
    return full and bool(byline.container) and (held or dated) and not record.names


def _container_of(byline: Byline | None, record: Record, *, agrees: bool) -> str:
    """The byline's container, where its names agree with the entry's or it is surely a periodical."""
    if not byline or not byline.container:
        return ""
    trusted = agrees or not record.authors or is_periodical(byline.container)
    return byline.container if trusted else ""


def _printed_in(text: str) -> str:
    """The periodical that a sentence says the work was printed in: "paru dans The Conversation le 15 février"."""
    match = _PRINTED_IN.search(text, 0, LONGEST)
    return match["container"] if match and is_periodical(match["container"]) else ""


def _same_list(known: tuple[Name, ...], found: tuple[Name, ...]) -> bool:
    """Whether two lists speak of the same people: the first names agree, and no known one is missing.

    A longer list may stand for a cut one; a shorter one never replaces a longer.
    """
    if not known or not found or len(found) < len(known):
        return False
    return _agree(known[0], found[0]) and all(
        any(_agree(name, other) for other in found) for name in known[1:]
    )


def _agree(known: Name, found: Name) -> bool:
    left, right = _key(known), _key(found)
    if not left or not right:
        return False
    same = left == right or left.endswith(f" {right}") or right.endswith(f" {left}")
    initial, other = ascii_fold(known.given)[:1], ascii_fold(found.given)[:1]
    return same and (not initial or not other or initial == other)


def _key(name: Name) -> str:
    return ascii_fold(name.full_family) or name.full_family.casefold()


def _merge_authors(record: Record, byline: Byline) -> tuple[tuple[Name, ...], bool]:
    """The fuller names of the description, in its order; known family names decide how names are split."""
    cut = "author" in record.truncated
    found = list(byline.names.names)
    if len(found) > len(record.authors) and not cut:  # whom the entry does not name is no author of its
        named = (
            (known, next((name for name in found if _agree(known, name)), known)) for known in record.authors
        )
        return tuple(_fuller(known, name) for known, name in named), cut
    merged = []
    for index, name in enumerate(found):
        known = record.authors[index] if index < len(record.authors) else None
        merged.append(_fuller(known, name) if known and _agree(known, name) else name)
    return tuple(merged), cut and not (
        byline.ends and len(found) > len(record.authors) and not _few(record, byline, found)
    )


def _few(record: Record, byline: Byline, found: list[Name]) -> bool:
    """Whether a short list before "in CONTAINER" may itself be a selection of a cut list."""
    return bool(byline.container) and len(found) <= 4 and len(record.authors) == 1


def _fuller(known: Name, found: Name) -> Name:
    """The name with the longer given name; the family name as the entry has it."""
    if known.literal or found.literal:
        return known
    full = found.display.split()
    family = known.full_family.split()
    same_tail = [ascii_fold(word) for word in full[-len(family) :]] == [ascii_fold(word) for word in family]
    if same_tail and len(full) > len(family):
        return Name(
            family=known.family,
            given=" ".join(full[: -len(family)]),
            non_dropping_particle=known.non_dropping_particle,
        )
    return found if len(found.given) > len(known.given) else known


def _agreed_date(record: Record, byline: Byline | None, text: str) -> Date | None:
    """The most precise date: the byline's or the one of a statement of publication, in the same year."""
    known = record.dates.get("issued")
    for date in _description_dates(record, byline, text):
        if known is None or (known.year == date.year and len(date.start) > len(known.start)):
            return date
    return known


def _description_dates(record: Record, byline: Byline | None, text: str) -> list[Date]:
    """Dates that the description gives for the work itself; without a known year only those of a byline."""
    texts = [match["date"] for pattern in (_COPYRIGHT,) for match in pattern.finditer(text[:2000])]
    if "issued" in record.dates:
        texts += [match["date"] for match in _EVENT_DATE.finditer(text[:2000])]
    final = BYLINE_DATE.search(text[-60:])
    if final and ("issued" in record.dates or (byline and byline.date)):
        texts.append(final["date"])
    dates = [byline.date] if byline and byline.date else []
    return dates + [date for date in map(read_date, texts) if date]


def is_copyright(text: str) -> bool:
    """Whether a line begins with a mark of copyright and its date: "© January 2018"."""
    return _COPYRIGHT.match(text) is not None


def read_roles(text: str) -> list[tuple[str, tuple[Name, ...]]]:
    """Names after "directed by", "narrated by", "edited by" and the like, with their CSL variables."""
    found: list[tuple[str, tuple[Name, ...]]] = []
    for match in list(_ROLE.finditer(text[:2000]))[:6]:
        end = match.end()
        while True:
            word = _ROLE_NAMES.match(text, end)
            if not word or word.end() == end or _ROLE.match(text, end):
                break
            end = word.end()
        listed = re.sub(r"[\s,]+(?:and|et|y|&)?\s*$", "", text[match.end() : end])
        names = read_names(listed)
        role = match["role"] or ("host" if match["work"].endswith("émission") else "film")
        variable = next(variable for stem, variable in _ROLES if role.lower().startswith(stem))
        if names.sure and names.persons:
            found.append((variable, names.names))
    return found
