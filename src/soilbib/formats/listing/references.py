"""References in running text: author first, quoted titles, year in the middle, ISBD, labelled fields.

One small function for each form: it gives a scored reading, or None where the string has not that form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from soilbib.formats.listing.classify import read_date
from soilbib.formats.listing.gazetteer import PLACES, is_given, is_known_organisation
from soilbib.formats.listing.marked import read_film, read_isbd, read_labelled
from soilbib.formats.listing.names import Names, could_be_persons, is_certain_list, lead_names, read_names
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.rest import Split
from soilbib.formats.listing.segments import depth_map, first_quoted, starts_quoted
from soilbib.formats.listing.tail import lead_date, peel
from soilbib.formats.listing.title_end import split_title
from soilbib.formats.listing.titles_first import (
    read_bracketed_imprint,
    read_by,
    read_final_person,
    read_title_persons,
    read_title_tail,
    read_title_year,
)
from soilbib.formats.listing.trailer import Parts, assemble, read_parts
from soilbib.formats.listing.unmarked import read_headline, read_unmarked
from soilbib.formats.listing.words import is_named_periodical
from soilbib.model import Date
from soilbib.model.names import has_organisation_word, is_initials, is_office

_BRACKET_YEAR = re.compile(
    r"[(\[]\s?((?:[^()\[\]]{0,25}[\s,])?(?:1[4-9]\d\d|20\d\d)[a-h]?(?:(?:,\s?|\s|–|-|/)[^()\[\]]{1,25})?)\s?[)\]]"
)
_OPEN_YEAR = re.compile(r"([12](?<![\w.–-].)(?:(?<=1)[4-9]|(?<=2)0)\d\d[a-h]?)(?=\s?[.:,;]\s|\s\S)")
_BY_REST = re.compile(r"[\s,]*(?:by|par|von|por|di)\s(?=[^\W\d_a-z])")
_UNDOTTED = re.compile(r"\s[A-Z]{2,3}$")
_EDITOR_MARK = re.compile(
    r"[\s,]*\(?\b(?:eds?|éds?|dir|hg|hrsg|coord|org|comp|editors?|herausgeber|directeurs?)\b\.?\)?[\s.,]*$",
    re.IGNORECASE,
)
_EDITOR_LEAD = re.compile(
    r"[\s,]*[(\[]?(?:eds?|éds?|dirs?|hg|hrsg|coords?|orgs?|comps?|editors?|herausgeber|directeurs?)\b\.?[)\]]?",
    re.IGNORECASE,
)
_ORGANISATION_END = re.compile(r"\.\s+(?=[^\W\d_a-z“«\"])|\s?:\s+|,\s+(?=[^\W\d_a-z“«\"])")
_ENUMERATED = re.compile(r"\d{1,3}\s+(?=[^\W\d_])")
_FIRST_AUTHOR = re.compile(
    r"(?<=[\w?!.”»)]\s)(?:(?:de|van|von|der|du|la|le|di|da|De|Van|Von|Le|La|Di|El"
    r"|Mc)\s)*[^\W\d_a-z][\w’'-]+,\s(?:[^\W\d_a-z]\.[-\s]?)+"
)
_QUOTE = re.compile('[“”„«»‹›"‘]')
_COMMA_INITIAL = re.compile(r",\s[^\W\d_a-z]\.")
_JOINED_LAST = re.compile(r"\s(?:and|et|und|y|e|&)\s[^,;]*(?:,\s[^\s,]+(?:[\s-][^\W\d_a-z][\w.]*)*)?$")
_BEFORE_FAMILY = re.compile(  # "…, and Jane R": the family name follows the full stop
    r"(?:\s(?:and|et|und|y|e|&)|^[^,]*\s[^,]*,|,[^,]*,)\s[^\W\d_a-z][^\W\d_]+(?:[\s-][^\W\d_a-z][^\W\d_]+)*\s[^\W\d_a-z]$"
)
_GOES_ON = re.compile(r"\s(?!in\s?:|in\s[^\W\d_a-z]|dans\s|en\s)[a-zß-öø-ÿ]")
_TITLE_FOLLOWS = re.compile(r"\s[“«\"¿]?[^\W\d_a-zß-öø-ÿ]")
_SMALL_WORD = re.compile(r"(?<![\w’'.-])[a-zà-ÿ]{4,}")
_NOTE_IMPRINT = re.compile(
    r",?\s\(([^()]{2,40}:\s[^()]{2,60},\s\d{4}|[^():,]{3,60},\s\d{4})\)(?:,\s(?:pp?\.\s)?(\d[\d–-]*))?\.?$"
)
_CUT_AT_PLACE = re.compile(r"([^\W\d_a-z][\w-]+) u\.\s?a\.?$")
_UNDOTTED_LIST = re.compile(r"\s[A-Z]{1,3},\s|\s[A-Z]{2,3}\.?$")
_LEAD_END = re.compile(r"[.,:;]\s+(?:[–—-]\s+)?|\s:\s")


def _spell_imprint(match: re.Match[str]) -> str:
    """ "(Boston: Houghton Mifflin, 1962), 45" as it would stand without brackets."""
    return f". {match[1]}, p. {match[2]}" if match[2] else f". {match[1]}"


def build(
    form: str, names: Names, date: Date | None, after: str, score: float, *, editors: bool = False
) -> Reading | None:
    """A reading of authors and date known and a text that begins with the title."""
    after = _NOTE_IMPRINT.sub(_spell_imprint, after.strip(" .,:;–—-"))
    if not after or len(after) < 3:
        return None
    if starts_quoted(after) or after[0] == "'":
        quoted = first_quoted(after)
        if quoted and quoted[0] == 0 and not _goes_on(after, quoted[1]):
            return _with_rest(form, names, date, after[1 : quoted[1]], after[quoted[1] + 1 :], score, editors)
    if date is None:
        date, after = lead_date(after)
        after = after.strip(" .,:;–—-")
    if date is None and not peel(after).date:
        dated = read_title_year(after)
        if dated:
            return dated.replace(
                form=form, authors=names.names, truncated=names.truncated, score=score - 0.02
            )
    tail = peel(after, date.year if date else None)
    return assemble(form, names, date, tail, split_title(tail), score, editors=editors)


def _goes_on(text: str, closing: int) -> bool:
    """Whether a title goes on after its closing quote: a small word follows, and no comma stands before the quote."""
    return text[closing - 1] not in ",." and _GOES_ON.match(text, closing + 1) is not None


def _with_rest(
    form: str, names: Names, date: Date | None, title: str, rest: str, score: float, editors: bool
) -> Reading:
    """A quoted title, and what follows its closing quote."""
    first, after = lead_date(rest.strip(" .,;:–—-"))
    if date is None or (first is not None and first.year == date.year):
        date, rest = first or date, after
    tail = peel(rest, date.year if date else None)
    parts = read_parts(tail, want_authors=not names.names)
    authors = names if names.names else parts.authors
    if not authors.names and parts.fields.keys() == {"publisher"} and not tail.in_periodical:
        authors, parts = read_names(parts.fields["publisher"]), Parts()
    split = Split(title.rstrip(" .,"), parts.quality, parts.fields, parts.names, parts.note, parts.type)
    return assemble(form, authors, date, tail, split, score, editors=editors)


def read_year_first(text: str) -> Reading | None:
    """ "Authors (Year). Title. Rest", "Authors. Year. Title. Rest", "Organisation, Year : Title"."""
    inside = depth_map(text)
    best: Reading | None = None
    matches = [*list(_BRACKET_YEAR.finditer(text, 0, 600))[:3], *list(_OPEN_YEAR.finditer(text, 0, 600))[:3]]
    for match in matches:
        bracketed = match.group()[0] in "(["
        if not bracketed and inside[match.start()]:
            continue
        date = read_date(
            match[1].rstrip("abcdefgh") if match[1][:4].isdigit() and len(match[1]) == 5 else match[1]
        )
        head = _head(text[: match.start()])
        if not date or not head or first_quoted(head):
            continue
        reading = _read_head(text, head, date, match.end(), bracketed)
        if reading and (best is None or reading.score > best.score):
            best = reading
    return best


def _head(text: str) -> str:
    """What stands before a year, its punctuation dropped; the full stop of an initial stays."""
    bare = text.strip(" .,:;–—(")
    stopped = text.strip(" ,:;–—(").endswith(".") and not _UNDOTTED.search(bare)
    return f"{bare}." if stopped else bare


def _read_head(text: str, head: str, date: Date, end: int, bracketed: bool) -> Reading | None:
    """Judge what stands before the year as names."""
    editors = _EDITOR_MARK.search(head)
    bare = head[: editors.start()] if editors and editors.start() > 3 else head
    if len(_SMALL_WORD.findall(bare)) >= 4 and not any(map(has_organisation_word, bare.split()[:2])):
        return None
    names = read_names(bare)
    after = text[end:]
    spelled = bool(names.score >= 0.8 and _TITLE_FOLLOWS.match(after) and ("," in bare or not names.persons))
    separated = (
        bracketed
        or spelled
        or after[:2].strip(" ")[:1] in (".", ":", ",", ";")
        or head.endswith(".")
        or text[: len(head) + 1].endswith(",")
    )
    lone = bracketed and not end - len(head) > 12 and head.istitle() and " " not in head
    if (
        names.score < (0.4 if lone else 0.55)
        or not separated
        or (not bracketed and names.score < 0.7 and not names.truncated and len(bare.split()) > 8)
    ):
        return None
    if len(after.strip(" .,:;").split()) < 2 and not starts_quoted(after.strip(" .,:;")):
        return None
    if not bracketed and not names.persons and not _is_capitalised(bare):
        return None
    certain = is_certain_list(bare)
    score = 0.88 if certain else 0.6 + 0.25 * names.score
    score -= 0.05 if spelled and not bracketed else 0.0
    return build(
        "author-year",
        names,
        date,
        after,
        score + (0.04 if bracketed else 0.0),
        editors=bool(editors) and bare != head,
    )


def _is_capitalised(organisation: str) -> bool:
    """Whether most words of an organisation's name have a capital, or the first one tells; "The living soil" no."""
    words = [word for word in organisation.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 3 >= len(words) * 2 or has_organisation_word(organisation.split(maxsplit=1)[0])


def read_organisation_first(text: str) -> Reading | None:
    """ "Organisation. Title. Place: Publisher; Year", "Organisation, Title, Year", "Organisation: Title. Year"."""
    best: Reading | None = None
    for end, start, score in _organisation_ends(text):
        head = text[:end].strip(" .,:")
        follows = text[start : start + 40].split(maxsplit=1)
        if not _is_organisation(head) or (" " not in head and follows and is_given(follows[0].strip(" .,:"))):
            continue
        names = read_names(head)
        tail = peel(text[start:])
        split = split_title(tail)
        if names.score < 0.75 or names.persons or not tail.date or len(split.title.split()) < 2:
            continue
        repeated = split.fields.get("publisher", "").casefold() == head.casefold()
        whole = 0.02 if len(names.names) == 1 and "," in head else 0.0
        reading = assemble("organisation-first", names, None, tail, split, score + 0.1 * repeated + whole)
        if best is None or reading.score > best.score:
            best = reading
    return best


def _organisation_ends(text: str) -> Iterator[tuple[int, int, float]]:
    """Where an organisation at the start may end, where its title would begin, and how sure that would be."""
    inside = depth_map(text[:300])
    for match in list(_ORGANISATION_END.finditer(text, 0, 200))[:4]:
        if not inside[match.start()]:
            yield match.start(), match.end(), 0.78 if match.group()[0] == "." else 0.74


def _is_organisation(text: str) -> bool:
    """Whether a text that leads a reference is an organisation's name and no title: an acronym, or a word that tells."""
    words = text.split()
    if len(words) == 1:
        return (text.isupper() and 3 <= len(text) <= 8) or is_office(text) or is_known_organisation(text)
    shouted = len(words) > 2 and words[0].isupper() and len(words[0]) > 2 and has_organisation_word(text)
    return len(words) <= 14 and (shouted or any(map(is_office, words))) and _is_capitalised(text)


def read_date_first(text: str) -> Reading | None:
    """ "2011. Title. Publisher", "(2004) Title. Periodical": a date leads, no author is named."""
    date, rest = lead_date(text) if text[:1].isdigit() or text[:1] in ("(", "[") else (None, text)
    marked = text[:1] in "([" or text[4:5] in ".,:;"
    return build("date-first", Names(), date, rest, 0.72) if date and marked else None


def read_title_names_year(text: str) -> Reading | None:
    """ "Title Family, I. and J. Other Year Container, vol: pages": nothing but the names' shape parts them."""
    if not _COMMA_INITIAL.search(text) or lead_names(text):
        return None
    for match in list(_FIRST_AUTHOR.finditer(text, 0, 700))[:4]:
        for year in list(_OPEN_YEAR.finditer(text, match.end(), match.end() + 700))[:2]:
            names = read_names(text[match.start() : year.start()].strip(" ,"))
            title = text[: match.start()].strip()
            date = read_date(year[1].rstrip("abcdefgh"))
            if names.score < 0.55 or not date or len(title.split()) < 2 or title.endswith((",", "&", " and")):
                continue
            tail = peel(text[year.end() :].strip(" ,.:"), date.year)
            parts = read_parts(tail, want_authors=False)
            split = Split(
                title if title[-1] in "?!" else title.rstrip("., "),
                parts.quality,
                parts.fields,
                parts.names,
                parts.note,
            )
            return assemble("title-names-year", names, date, tail, split, 0.87)
    return None


def read_quoted(text: str) -> Reading | None:
    """ "“Title.” Container, date", "Author, “Title,” Container, date", "“Title”, Author, Container, Year"."""
    span = first_quoted(text) if _QUOTE.search(text) else None
    if not span or span[0] > 400:
        return None
    if text[span[0]] in "‘‚'" and (not span[0] or text[span[1] + 1 : span[1] + 2] not in (",", ".", ";")):
        return None
    head, title = text[: span[0]].strip(" ,.:;"), text[span[0] + 1 : span[1]].strip()
    if len(title.split()) < 2 and not head:
        return None
    if is_named_periodical(head):
        found = _with_rest("quoted", Names(), None, title, text[span[1] + 1 :], 0.8, False)
        return found.replace(fields={"container-title": head, **found.fields}, authors=())
    names = read_names(head)
    if head and (names.score < 0.7 or text[: span[0]].rstrip()[-1] not in ",.:;)"):
        return None
    rest = text[span[1] + 1 :]
    if (not head and rest[:1].isalnum()) or _goes_on(text, span[1]):
        return None
    by = _BY_REST.match(rest) if not head else None
    if by:
        rest = rest[by.end() :]
    elif (
        not head
        and rest.strip()
        and rest.strip()[0] not in ",.;:(["
        and not (rest.strip()[0].isdigit() or rest.strip()[0].isupper())
    ):
        return None
    return _with_rest(
        "quoted",
        names if head else Names(),
        None,
        title,
        rest,
        0.85 if head or rest.strip(" .") else 0.7,
        False,
    )


def read_lead_authors(text: str) -> Reading | None:
    """ "Authors. Title. Place: Publisher, Year", "Authors, Title, Rest", "Author : Title": names lead."""
    best: tuple[int, Names, str] | None = None
    inside = depth_map(text[:700])
    misses = 0
    for match in list(_LEAD_END.finditer(text, 0, 600))[:60]:
        if inside[match.start()]:
            continue
        mark = match.group().strip()[0]
        head = text[: match.start()]
        if mark == "." and (_BEFORE_FAMILY.search(head) or head.endswith(("St", "ST"))):
            continue
        place = _CUT_AT_PLACE.search(head)
        if place and place[1] in PLACES:
            continue
        if mark == "." and not _UNDOTTED_LIST.search(head):
            head += "."
        if could_be_persons(head):
            names = read_names(_EDITOR_MARK.sub("", head) if _EDITOR_MARK.search(head) else head)
        else:
            names = Names()
        if _leads(names, head, mark) and not (best and _mixes(best[1], names)):
            best = (match.end(), names, mark)
            misses = 0
            if _JOINED_LAST.search(head):
                break
        else:
            misses += 1
        if misses > 3 or names.truncated or (not best and len(head.split()) > 8 and "," not in head):
            break
    if not best:
        return None
    end, names, mark = best
    certain = is_certain_list(text[:end].rstrip(" .,:;–—-") + ("." if mark == "." else ""))
    editors = bool(_EDITOR_MARK.search(text[:end].rstrip(" ,:;–—-")))
    score = 0.8 if certain or mark == ":" else _spelled_score(names)
    return build("author-first", names, None, text[end:], score, editors=editors)


def _spelled_score(names: Names) -> float:
    """How sure spelled-out names at the start are authors: several, or one whose given name is known."""
    known = any(name.given and is_given(name.given.split()[0]) for name in names.names)
    return (
        0.78 if len(names.names) > 1 and known else 0.74 if known else 0.7 if len(names.names) > 1 else 0.68
    )


def read_initials_first(text: str) -> Reading | None:
    """ "Doe, J., A. Roe (2001) Title", "Doe J, Roe A. Title": names with initials lead, whatever follows them."""
    enumerated = _ENUMERATED.match(text)
    text = text[enumerated.end() :] if enumerated else text
    found = lead_names(text)
    if not found:
        return None
    names, end = found
    marked = _EDITOR_LEAD.match(text, end)
    after = text[marked.end() if marked else end :]
    date, rest = _leading_date(after.lstrip(" ,.:;"))
    if date is None and after[:1].strip() and after[0] not in '.,:;–—-(“"«/[':
        return None
    certain = len(names.names) > 1 or names.truncated or "." in names.names[0].given
    score = 0.9 if certain and date else 0.85 if certain else 0.8
    return build(
        "author-first" if date is None else "author-year", names, date, rest, score, editors=bool(marked)
    )


def _leading_date(text: str) -> tuple[Date | None, str]:
    """A date at the start of a text, all of a bracket or up to its mark, and what follows it."""
    bracket = _BRACKET_YEAR.match(text)
    date = (
        read_date(bracket[1].rstrip("abcdefgh") if len(bracket[1]) == 5 else bracket[1]) if bracket else None
    )
    return (date, text[bracket.end() :]) if bracket and date else lead_date(text)


def _mixes(names: Names, more: Names) -> bool:
    """Whether a list of names with initials would go on with others: the start of the title."""
    return all(is_initials(name.given) for name in names.names) and not all(
        is_initials(name.given) for name in more.names
    )


def _leads(names: Names, head: str, mark: str) -> bool:
    """Whether the start of a string is authors: certain lists, inverted names, and for a colon full names only."""
    if names.score < 0.8 or not names.persons or len(head) > 500:
        return False
    if mark == ":":
        return all(name.family and name.given for name in names.names)
    if is_certain_list(head.rstrip(".")) or is_certain_list(head):
        return True
    inverted = "," in head and all(name.family and name.given for name in names.names)
    return inverted or (mark == "," and all(name.family and name.given for name in names.names))


REFERENCE_FORMS: tuple[tuple[Callable[[str], Reading | None], float], ...] = (
    (read_initials_first, 0.96),
    (read_year_first, 0.95),
    (read_quoted, 0.88),
    (read_isbd, 0.93),
    (read_title_names_year, 0.9),
    (read_labelled, 0.9),
    (read_film, 0.91),
    (read_lead_authors, 0.83),
    (read_organisation_first, 0.92),
    (read_date_first, 0.76),
    (read_by, 0.81),
    (read_title_year, 0.7),
    (read_title_persons, 0.75),
    (read_title_tail, 0.67),
    (read_bracketed_imprint, 0.74),
    (read_headline, 0.74),
    (read_unmarked, 0.7),
    (read_final_person, 0.62),
)
"""The forms beside the house form, the commonest first, each with the highest score that it can give."""
