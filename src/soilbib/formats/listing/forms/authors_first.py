"""References that names lead, whatever follows them: initials, spelled-out lists, "Author : Title"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from soilbib.formats.listing.forms.building import BRACKET_YEAR, build
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.editors import editor_lead, editor_mark
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.lone_words import split_slashed_families
from soilbib.formats.listing.parts.names import Names, is_certain_list, lead_names, read_names
from soilbib.formats.listing.parts.segments import depth_map
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.parts.tail import lead_date
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_given, is_known_publisher
from soilbib.formats.listing.vocabulary.given_names import FAMILIES_TOO
from soilbib.model import Date, Name
from soilbib.model.name_words import PARTICLES, SHORT_FAMILIES
from soilbib.model.names import is_initials

_FAMILY_FOLLOWS = re.compile(r"\.?\s?[^\W\d_a-z][\w’'-]+(?:\s?[:/,(]|\.\s|\s\(|\s(?:et|and|und|y|&)\s)")
_FAMILY_ALONE = re.compile(
    r"\s?[^\W\d_a-z][\w’'-]+\.\s(?:[^\W\d_a-z][^\s.]*(?:\s[^\s.]+){0,3}?(?:\s[a-z][^\s.:]+){3}|\(?(?:1[5-9]|20)\d\d\b)"
    r"|\s?[^\W\d_a-z][\w’'-]+\s(?:and|et|und|y|&)\s[^\W\d_a-z][a-zß-öø-ÿ]+\s[^\W\d_a-z][\w’'-]+[.,]"
)
"""One word that is a sentence, then one in small letters, the title, or a year; one that a name in full joins."""
_ARTICLE = re.compile(r"[AIOE]\s[^\W\d_a-z]")
_UNPARTED = re.compile(  # "Doe, Jane Out of the moor": a small word soon follows
    r"(?P<name>[^\W\d_a-z][\w’-]+, (?P<given>[^\W\d_a-z][a-zß-öø-ÿ-]+)) [^\W\d_a-z]\w*"
    r"(?: [^\W\d_a-z]\w*)? (?P<small>[a-zß-öø-ÿ]{2,}) "
)
_SLASHED = re.compile(r"((?:[^\W\d_]+/){1,2}[^\W\d_]+): ")
_BROADCAST = frozenset({"broadcast", "motion_picture"})
"""Types of works whose titles have the name of a series before a colon."""
_MOST_MISSES = 3
_REACH = 60  # characters; no publisher's name is longer
_LONGEST_PERSON = 4  # words of one whose given name is not known, before a colon
_FEW = 3  # authors before a full stop
_ENUMERATED = re.compile(r"\d{1,3}\s+(?=[^\W\d_])")
_LISTED_ON = re.compile(r"[\s,]*[^,.;:]{2,30},\s(?:and|et|und|y|e)\s[a-z]")
_JOINED_LAST = re.compile(r"\s(?:and|et|und|y|e|&)\s[^,;]*(?:,\s[^\s,]+(?:[\s-][^\W\d_a-z][\w.]*)*)?$")
_BEFORE_FAMILY = re.compile(  # "…, and Jane R": the family name follows the full stop
    r"(?:\s(?:and|et|und|y|e|&)|^[^,]*\s[^,]*,|,[^,]*,)\s[^\W\d_a-z][^\W\d_]+(?:[\s-][^\W\d_a-z][^\W\d_]+)*\s[^\W\d_a-z]$"
)
_SHOUTED = re.compile(
    r"[^\W\d_a-zß-öø-ÿ]{2,}(?:[\s’'-][^\W\d_a-zß-öø-ÿ]{2,}){0,3}[\s’'-]?,\s[^\W\d_A-ZÀ-Þ]?[^\W\d_a-z][a-zß-öø-ÿ]+"
)  # "SILVA, João"
_SHOUTED_LAST = re.compile(
    r"[^\W\d_A-ZÀ-Þ]\.?\s[^\W\d_a-zß-öø-ÿ]{3,}(?:[\s’'-][^\W\d_a-zß-öø-ÿ]{2,}){0,3}\.?$"
)  # "João SILVA"
_CUT_AT_PLACE = re.compile(r"([^\W\d_a-z][\w-]+) u\.\s?a\.?$")
_UNDOTTED_LIST = re.compile(  # "Doe J, Roe AB", "Fang Kong and Shuai Li"
    r"\s[A-Z]{1,3},\s|\s[A-Z]{2,3}\.?$"
    rf"|(?:^|,|\sand|\s&)\s?[A-Z][a-z]+\s(?:{'|'.join(SHORT_FAMILIES)})$"
)
_TITLE_BEGUN = re.compile(r"[“”«»?!]|:\s|(?:1[4-9]|20)\d\d")
"""What no list of names has: a quote, the end of a question, what a colon parts, a year."""
_GIVEN_FOLLOWS = re.compile(r"\.(?<=,\s[^\W\d_a-z]\.)\s([^\W\d_a-z][a-zß-öø-ÿ]+)\.\s[^\W\d_a-z]")
_JOINED_ON = re.compile(  # "Doe, J., Roe, A. y Unicef. (1987)"
    r",?\s(?:&|and|et|und|y)\s[^\W\d_a-z]"
)
_LEAD_END = re.compile(r"[.,:;\s](?:(?<=\s)[:–—-]\s|(?<!\s)\s+(?:[–—-]\s+)?)")


def read_lead_authors(text: str) -> Reading | None:
    """ "Authors. Title. Place: Publisher, Year", "Authors, Title, Rest", "Author : Title": names lead."""
    odd = _read_slashed(text) or _read_unparted(text)
    if odd:
        return odd
    best: tuple[int, Names, str] | None = None
    misses = 0
    for head, mark, end in _heads(text):
        edited = editor_mark(head)
        listed = head[: edited.start()] if edited else head
        if not could_be_persons(listed):
            break  # nor could a longer head be
        names = read_names(listed)
        told = _leads(names, head, mark) and not _is_first_half(names, text, end)
        joined = _JOINED_LAST.search(head) is not None
        closed = joined and mark == "." and _are_full(names)
        if told and (closed or not (best and _goes_too_far(text[: best[0]], best[1], head, names))):
            best, misses = (end, names, mark), 0
            if joined:
                break
        else:
            misses += 1
        if (
            misses > _MOST_MISSES
            or names.truncated
            or (not best and len(head.split()) > 8 and "," not in head)
        ):
            break
    if not best:
        return None
    end, names, mark = best
    called = editor_lead(text, end)
    called = (
        called
        if called and text[called.end() - 1 : called.end() + 1].strip()[-1:] in (".", ",", ":", ")")
        else None
    )
    end = called.end() if called else end
    certain = is_certain_list(text[:end].rstrip(" .,:;–—-") + ("." if mark == "." else ""))
    editors = called is not None or editor_mark(text[:end].rstrip(" ,:;–—-")) is not None
    known = mark == ":" and (len(names.names) > 1 or _is_known(names.names[0]))
    score = 0.8 if certain or known or _SHOUTED.match(text) else _spelled_score(names)
    if mark == "," and _LISTED_ON.match(text, end):
        return None  # "San Remo, Byzantium, and the hedges of Venice"
    reading = build("author-first", names, None, text[end:], score, editors=editors)
    if reading and mark == ":" and not known and reading.type in _BROADCAST:
        return None  # "Four Fields: The harvest, 2011, television program"
    return None if reading and _is_publisher(reading) else reading


def _read_slashed(text: str) -> Reading | None:
    """ "Scheffer/Schachtschabel: Title": families alone."""
    slashed = _SLASHED.match(text) if "/" in text[:_REACH] else None
    families = split_slashed_families(slashed[1]) if slashed else ()
    if not slashed or not families:
        return None
    return build("author-first", Names(families, False, 0.8), None, text[slashed.end() :], 0.76)


def _read_unparted(text: str) -> Reading | None:
    """ "Doe, Jane Out of the moor": no mark parts the author from the title."""
    match = _UNPARTED.match(text) if ", " in text[:_REACH] else None
    if not match or not is_given(match["given"]) or match["small"] in PARTICLES:
        return None
    return build("author-first", read_names(match["name"]), None, text[match.end("name") :], 0.72)


def _are_full(names: Names) -> bool:
    """Whether all are persons with a given name, and none of a given name alone with an initial."""
    return all(name.family and name.given for name in names.names)


def _is_publisher(reading: Reading) -> bool:
    """Whether what would be the title is a publisher: the first of the persons was the title."""
    bare = reading.fields.keys().isdisjoint({"publisher", "container-title"}) and len(reading.title) < _REACH
    told = is_known_publisher(reading.title) or PUBLISHER_WORD.match(reading.title) is not None
    return bare and told and len(reading.authors) > 1


def _is_lone(names: Names) -> bool:
    """Whether a full stop can end the authors: few persons in full, given names known and families none.

    One of them vouches for others that are a word each.
    """
    straight = list(map(_is_straight, names.names))
    return len(straight) <= _FEW and (all(straight) or (any(straight) and all(map(_is_plain, names.names))))


def _is_plain(name: Name) -> bool:
    """Whether a name is one given name and one family name, neither of them a place."""
    return name.given.isalpha() and name.family.isalpha() and PLACES.isdisjoint((name.given, name.family))


def _is_first_half(names: Names, text: str, end: int) -> bool:
    """Whether "Margaret A." is no inverted name but the given names of the family that follows.

    Where the given name is not known, the family is a sentence by itself before a title in small letters.
    """
    if len(names.names) != 1 or not is_initials(names.names[0].given):
        return False
    known = is_given(names.names[0].family)
    return (_FAMILY_FOLLOWS if known else _FAMILY_ALONE).match(text, end) is not None


def _goes_too_far(head: str, names: Names, longer: str, more: Names) -> bool:
    """Whether a list that is longer than one already found has a part of the title in it.

    It turns a lone person who was surely written in full ("Edward Said, Orientalism"), goes on from initials to
    other names, or from given names that are known to one that is not ("Jane Doe, Modern Agriculture").
    """
    first, last = names.names[0], more.names[-1]
    direct = "," not in head.rstrip(" ,")
    listed = ";" in longer or _JOINED_LAST.search(longer) is not None
    if not direct and not listed and len(names.names) == 1 and _is_known(first) and not _is_known(last):
        return True  # "Doe, Jane, Modern Agriculture"
    if direct and _is_straight(first) and not (more.names[0] == first and _is_known(last)):
        return not more.truncated
    return _mixes(names, more)


def _is_straight(name: Name) -> bool:
    if name.family in SHORT_FAMILIES and name.given.isalpha() and name.given.istitle():
        return True
    family = not is_given(name.family) or name.family in FAMILIES_TOO
    return _is_known(name) and not is_initials(name.given) and family


def _is_known(name: Name) -> bool:
    """Whether a given name is one of those known, or initials."""
    return bool(name.given) and (is_initials(name.given) or is_given(name.given.split()[0]))


def _heads(text: str) -> Iterator[tuple[str, str, int]]:
    """What may be authors: the text up to each mark outside quotes and brackets, the mark, and where it ends."""
    inside = depth_map(text[:700])
    for match in islice(_LEAD_END.finditer(text, 0, 600), 60):
        if inside[match.start()]:
            continue
        head, mark = text[: match.start()], match.group().strip()[0]
        if " by " in head or " par " in head or " – " in head or _TITLE_BEGUN.search(head):
            return
        if mark == "," and head.isalpha():
            continue  # a family name: its given name follows
        if mark == "." and ((";" not in head and _BEFORE_FAMILY.search(head)) or head.endswith(("St", "ST"))):
            continue
        if mark == "." and _is_cut(text, match.start()):
            continue
        place = _CUT_AT_PLACE.search(head) if "u." in head[-6:] else None
        if place and place[1] in PLACES:
            continue
        yield head + "." * (mark == "." and not _UNDOTTED_LIST.search(head)), mark, match.end()


def _spelled_score(names: Names) -> float:
    """How sure spelled-out names at the start are authors: several, or one whose given name is known."""
    known = any(name.given and is_given(name.given.split()[0]) for name in names.names)
    return (
        0.78 if len(names.names) > 1 and known else 0.74 if known else 0.7 if len(names.names) > 1 else 0.68
    )


def _is_cut(text: str, stop: int) -> bool:
    """Whether a known given name follows the full stop of an initial behind a comma: "Doe, N. Katherine. Title"."""
    spelled = _GIVEN_FOLLOWS.match(text, stop)
    return spelled is not None and is_given(spelled[1])


def read_initials_first(text: str) -> Reading | None:
    """ "Doe, J., A. Roe (2001) Title", "Doe J, Roe A. Title": names with initials lead, whatever follows them."""
    text = without_number(text)
    found = lead_names(text)
    if not found or (len(found[0].names) == 1 and text.startswith("The ")):
        return None  # "The World Without Us. Alan Doe"
    names, end = found
    first = names.names[0]
    if first.given.isupper() and first.given.lower() in PARTICLES:
        return None  # "VAN DEN BERG, Joost"
    goes_on = _JOINED_ON.match(text, end) or (len(names.names) == 1 and _is_cut(text, end - 1))
    if goes_on or (text.startswith(first.family) and _is_first_half(names, text, end)):
        return None
    marked = editor_lead(text, end)
    after = text[marked.end() if marked else end :]
    date, rest = _leading_date(after.lstrip(" ,.:;"))
    if date is None and _ARTICLE.match(text) and after[:1] == " " and len(names.names) == 1:
        return None  # "A Safe and Sustainable World: …"
    if date is None and after[:1].strip() and after[0] not in '.,:;–—-(“"«/[':
        return None
    certain = len(names.names) > 1 or names.truncated or "." in names.names[0].given
    score = 0.9 if certain and date else 0.85 if certain else 0.8
    return build(
        "author-first" if date is None else "author-year", names, date, rest, score, editors=bool(marked)
    )


def without_number(text: str) -> str:
    """A reference without the number that a list gives it: "12 Doe, J."."""
    enumerated = _ENUMERATED.match(text) if text[:1].isdecimal() else None
    return text[enumerated.end() :] if enumerated else text


def _leading_date(text: str) -> tuple[Date | None, str]:
    """A date at the start of a text, all of a bracket or up to its mark, and what follows it."""
    bracket = BRACKET_YEAR.match(text)
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
    if mark == "," and head.isupper() and "," not in head and len(names.names) == 1:
        return False  # "DI STEFANO, Giulia": the given name follows
    if _SHOUTED.match(head) and not all(
        name.family.split()[-1].upper() in head.replace("İ", "I") for name in names.names if name.family
    ):
        return False  # "SILVA, Ana M. Gênero, família": all families are in capitals, or none
    if mark == ":":
        few = all(_is_known(name) or len(name.display.split()) < _LONGEST_PERSON for name in names.names)
        full = all(name.family and (name.given or names.truncated) for name in names.names)
        return full and (few or names.truncated)
    if is_certain_list(head) or (head.endswith(".") and is_certain_list(head.rstrip("."))):
        return True
    full = all(name.family and name.given for name in names.names)
    return full and (
        "," in head or mark in ",–—-" or _SHOUTED_LAST.search(head) is not None or _is_lone(names)
    )
