"""What a line of an entry says by itself: that it is names, a date, a kind of work or a source.

Entries over several lines are read by this, as `cards` amid others and as `groups` with bounds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from soilbib.formats.listing.byline import read_byline
from soilbib.formats.listing.pages.lines import Line
from soilbib.formats.listing.pages.shape import has_office, has_shape, is_more, is_numbered
from soilbib.formats.listing.parts.classify import (
    genre_type,
    is_venue,
    phrase_type,
    read_date,
    split_final_date,
)
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.names import Names, is_certain_list, read_names
from soilbib.formats.listing.parts.segments import outer_quotes, split_segments, starts_quoted
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.formats.listing.vocabulary.words import LABELS, LEADING_WORDS
from soilbib.model.names import has_organisation_word

NAMES, DATE, KIND, SOURCE = "names", "date", "kind", "source"

_LONGEST = 300
_CERTAIN = 0.9
_MOST_WORDS = 12
_DATE_LAST = re.compile(r"(?P<title>.+)\s\((?P<date>[^()]{0,20}(?:19|20)\d\d)\)")
_LONGEST_TOPIC = 40  # characters
_POST_MARK = re.compile(r"\s[|·•]\s")
_NO_IMPRINT = '“”«»"?!:'
_QUOTES = '“«„"'
_LABEL = re.compile(
    r"(?:authored by\s|(?:by|par|por|von|di|contributors?|authors?|auteurs?|autor(?:es|en|in|innen|as?)?"
    r"|autrice|autor[ei]|published|publié|date|datum|fecha|data|year"
    r"|année|jahr|año|anno)\s?:)\s*"
    r"|(?:published|posted|released|publiée?|parue?|mise? en ligne|publicad[oa]|veröffentlicht"
    r"|erschienen|pubblicat[oa])"
    r"(?:\son|\sle|\sen|\sel|\sem|\sam|\sil|\sin)?\s?:?\s(?=(?:\d|[^\W\d_]{3,10}\.?\s\d)[^,;]{3,24}$)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:[Bb]y|[Pp]ar|[Pp]or|[Vv]on|[Dd]i)\s(?:(?:[Tt]he|l[ea]s?|el|l[ao]s|d(?:er|em)|il)\s|l['’])?(?=[^\W\d_a-z])"
)
_PAGES_LAST = re.compile(
    r"[.,;]\s\(?(?P<pages>\d{1,4}\s(?:pp?|pages?|S|Seiten|págs?|páginas|pagine|pag)\.?)\)?\.?$"
)
_SMALL_BY = re.compile(
    r"^(?:di|von|da)\s(?=[^\W\d_a-z][\w’-]+\s[^\W\d_a-z])"
)  # no particle, as two words follow
_DATE_BY = re.compile(
    r"(?:(?:(?P<kind>[^\W\d_]+)\s)?posted\son\s)?(?P<date>[^()]{4,50}?)(?:,\s(?P<time>\d\d:\d\d))?"
    r"(?:,|\s[-–—|·])?\s"
    r"(?P<names>(?:(?:authored )?by|par|por|von|di)\s[^\W\d_a-z].+)"
)
_ROLE = re.compile(  # which the string's form reads
    r"(?:[Dd]irect(?:or|ed by)s?|[Rr]éalis(?:ation|ateurs?|atrice)|[Rr]egie|[Dd]irección|[Rr]egia"
    r"|[Ff]ilm (?:by|de|von|di))(?:\s?:)?\s(?=[^\W\d_a-z])"
)
EDITORS = r"\((?:[Hh]rsg|[Hh]g|[Ee]ds?|[Éé]ds?|[Dd]irs?|[Cc]oords?|[Oo]rgs?)\.?\)"
_EDITORS_LAST = re.compile(rf"\s{EDITORS}$|,\s(?:eds?|éds?|dirs?|coords?|orgs?|[Hh]rsg)\.$")
_EDITED_BY_COMMA = re.compile(r",\s((?:eds?|éds?|dirs?|coords?|orgs?|[Hh]rsg)\.)$")
_EDITED_BY = re.compile(r"((?:[^\W\d_]+\s){1,2}(?:by|par|por|von|di)\s[^()]{4,200})\s\(([^()]{3,100}\d{4})\)")
IN_BRACKET = re.compile(
    r"(?P<names>[^()]{3,300}?),?\s\((?P<date>[^()]{0,20}\d{4}[a-z]?)\)[.,:;]?(?:\s+(?P<rest>.+))?"
)
_RUNNING_LAST = re.compile(r"(?:\s?[|·,–(-])?\s?\(?\d{1,3}\s?(?:[Mm]in\w*|mn)\.?\)?$")
_REPOSITORY = re.compile(r"[a-z]+[A-Z]\w*\b")  # "arXiv", "bioRxiv"
_VERSION = re.compile(r"\s\((?:v\.?\s?\d[\w.]{0,12}|\d+\.\d[\w.]{0,8}|\d{4})\)$")  # "17 May 2022 (v1.0)"
_IDENTIFIER = re.compile(
    r"(?:(?:DOI|doi|ISBN|ISSN|PMID|PMCID)[:\s]\s?\S+(?:[\s-]\d+){0,4}|https?://(?:dx\.)?doi\.org/\S+)"
    r"(?:\s[Ff]ree (?:PMC )?article\.?)?"
)
_LONGEST_NUMBER = 120
_OTHER_LABEL = re.compile(
    r"(?!(?i:director|réal|regi|film|in:|en:))[^\W\d_][^\W\d_]*(?: [^\W\d_]+){0,2}\s?:\s"
)
_RUNNING_TIME = re.compile(r"\d{1,3}\s?(?:min\w*|mn|’|')\.?")
_BRACKET = re.compile(r"\([^()]*\)")
_DASH = re.compile(
    r"\s[–—-]\s(?=[^\W\d_])"
)  # in a bracket, where it would part the string: "(Turku, Finland - Sep. 2024)"
_SPACED_SPAN = re.compile(  # "25 – 29 May"
    r"(?:(?<=\D\d)|(?<=\D\d\d))\s[–-]\s(?=\d{1,2}\s|[^\W\d_a-z][^\W\d_]{1,8}\.?\s\d)"
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def said_by_line(line: Line) -> set[str]:
    """What a line under a title says: the whole of it is names, a date, a kind of work, a source; else nothing."""
    text = _unlabelled(line.text)
    if line.credited and read_names(text).sure and " " in text:
        return {NAMES}
    if not text or line.heading or not could_say(line.text) or is_more(text) or _is_foreign(line.text, text):
        return set()
    label = _OTHER_LABEL.match(text)
    if has_office(text) or (label and _is_kind(label.group())):
        return {KIND} if label else set()
    dated = _YEAR.search(text) is not None
    if _ROLE.match(text):
        others = split_segments(text)[1:] if dated else []
        told = bool(others) and all(is_date(part) or _RUNNING_TIME.fullmatch(part) for part in others)
        return {NAMES, DATE} if told else set() if dated else {NAMES}
    if dated and (is_numbered(text) or _date_by(text)):
        return {DATE, SOURCE if is_numbered(text) else NAMES}
    return _said_by_parts(text, credited=text != line.text)


def _said_by_parts(text: str, *, credited: bool) -> set[str]:
    """What a line says by all its parts together, else as a whole; names lead one that is ``credited`` ("By …")."""
    text = _RUNNING_LAST.sub("", text) if "min" in text[-10:].lower() or "mn" in text[-3:] else text
    text = _PAGES_LAST.sub("", text) if any(map(str.isdigit, text[-16:])) else text
    parts = split_segments(text)
    if len(parts) > 2 and _POST_MARK.search(text):
        parts = [part for part in parts if part not in _topics(parts)]
    joined = (
        _said_together(parts, credited=credited) if len(parts) > 1 and not outer_quotes(parts[0]) else set()
    )
    return joined or (_said_by(text) if text else set())


def _is_foreign(written: str, text: str) -> bool:
    """Whether a line has a label that is not known ("Call Number: S594"), or is too long for what a line can say."""
    label = _OTHER_LABEL.match(text) if text == written else None
    if label and not _is_kind(label.group()):
        return True
    return text.count(" ") > _MOST_WORDS and not _YEAR.search(text) and not could_be_persons(text)


def _is_kind(label: str) -> bool:
    """Whether a label names the kind of work: "Resource type: "."""
    return LABELS.get(label.rstrip(" :").lower()) == "genre"


def is_led_by_role(text: str) -> bool:
    """Whether a line begins with what somebody did for a film: it is about the title above, and none itself."""
    return _ROLE.match(text) is not None


def posted_by(text: str) -> set[str]:
    """What a line says of a post that is an entry itself: "Publié le 3 novembre 2022 par Nadia Ferhat"."""
    if _date_by(text):
        return {DATE, NAMES}
    return {DATE} if is_date(text) else set()


def _date_by(text: str) -> tuple[str, ...]:
    """The date, the names and any kind of work of "18 février 2021, par Solène Aubry", "Map posted on … by …"."""
    match = _DATE_BY.fullmatch(text) if _YEAR.search(text[:54]) else None
    if not match or not is_date(match["date"]) or not _are_names(_unlabelled(match["names"])):
        return ()
    kind = match["kind"] or ""
    if kind and not phrase_type(kind):
        return ()
    return tuple(filter(None, (match["date"], _unlabelled(match["names"]), kind, match["time"])))


def _said_together(parts: list[str], *, credited: bool) -> set[str]:
    """What the parts of a line say, a second name where the work came out; nothing where one part says nothing."""
    joined: set[str] = set()
    for number, part in enumerate(parts):
        said = {KIND} if _RUNNING_TIME.fullmatch(part) else _said_by(part)
        if not said and NAMES in joined and is_imprint(part):
            said = {SOURCE, DATE}  # "Orchard Workers' Alliance, January 2017"
        if NAMES in said and NAMES in joined:
            said = said - {NAMES} | {SOURCE}
        if (
            not said
            or not joined.isdisjoint(said)
            or (number == 0 and said == {NAMES} and not (credited or _is_named(part)))
        ):
            return set()
        joined |= said
    return joined


def _topics(parts: list[str]) -> tuple[str, ...]:
    """The topics of a post, where others of the parts of its line are a date and names: "Ann Roe | May 2022 | Soil"."""
    if not any(map(is_date, parts)):
        return ()
    others = [part for part in parts if not is_date(part)]
    names = next((part for part in others if read_names(_unlabelled(part)).sure), "")
    silent = [part for part in others if part != names and not (_said_by(part) or is_more(part))]
    topical = names and all(
        part[0].isupper() and len(part) < _LONGEST_TOPIC and not any(map(str.isdigit, part))
        for part in silent
    )
    return tuple(silent) if topical else ()


def _is_named(text: str) -> bool:
    """Whether names are no title in capitals: several, an organisation, or a given name that is known."""
    names = read_names(text).names
    first = names[0].given.split()[:1] if names else []
    return len(names) > 1 or (bool(names) and bool(names[0].literal)) or any(map(is_given, first))


def _unlabelled(text: str) -> str:
    label = _LABEL.match(text) or _BY.match(text)
    return text[label.end() :] if label else text


def _said_by(text: str) -> set[str]:
    dated = IN_BRACKET.fullmatch(text) if text.endswith(")") else None
    if dated and is_date(dated["date"]) and are_authors(dated["names"]):
        return {NAMES, DATE}  # "Ann Roe et al. (2025)"
    for told, kind in _TOLD:
        if told(text):
            return {kind}
    if not any(map(str.isdigit, text)) or starts_quoted(text) or has_shape(text):
        return set()
    byline = read_byline(text) if _YEAR.search(text) and not text.endswith("…") else None
    if byline and byline.date and byline.names.names:
        return {NAMES, DATE, *([SOURCE] if byline.container else [])}
    tail = peel(text)
    if (
        tail.in_periodical
        and tail.text
        and not boundaries(tail.text)
        and tail.text.count(" ") < 10
        and tail.text[0].isupper()
    ):
        return {SOURCE, *([DATE] if tail.date else [])}
    return set()


def _starts_as_periodical(text: str) -> bool:
    """Whether a line is the name of a periodical by its first word, and has no more than a name: "Journal of Bogs"."""
    first = text.partition(" ")[0].lower()
    return first in LEADING_WORDS and not any(map(str.isdigit, text)) and is_venue(text)


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, but for a label."""
    if len(text) > 60 or not _YEAR.search(text):
        return False
    return read_date(_VERSION.sub("", _unlabelled(text))) is not None


def is_dated(title: str) -> bool:
    """Whether a title has its year in a bracket behind it."""
    match = _DATE_LAST.fullmatch(title) if title.endswith(")") else None
    return match is not None and read_date(match["date"]) is not None


def are_listed(text: str) -> bool:
    """Whether a line is a list of persons, and no title: initials, or given names that are known."""
    if is_certain_list(text):
        return True
    names = read_names(text) if could_be_persons(text) else Names()
    given = [name.given.split()[0] for name in names.names if name.given]
    return len(names.names) > 1 and names.sure and any(map(is_given, given))


def could_say(text: str) -> bool:
    """Whether a line under a title may be of its card, by what is cheap to see."""
    if len(text) > _LONGEST or text[0] in _QUOTES or text[-1] in "…!?":
        return False
    return not text.split(maxsplit=1)[0].islower() or _unlabelled(text) != text or is_date(text)


def is_credited(line: Line) -> bool:
    """Whether a line says that it is names: "Contributors: Ann Roe; Paul Doe"."""
    bare = _unlabelled(line.text)
    if line.credited and read_names(bare).sure and " " in bare:
        return True
    return bare != line.text and not _YEAR.search(bare) and _are_names(bare)


def is_body(text: str) -> bool:
    """Whether names are one organisation's, or what else is no person's."""
    names = read_names(text).names
    return len(names) == 1 and bool(names[0].literal)


def is_identifier(text: str) -> bool:
    """Whether a line is a DOI, ISBN or ISSN and nothing else."""
    return len(text) < _LONGEST_NUMBER and _IDENTIFIER.fullmatch(text) is not None


def is_imprint(text: str) -> bool:
    """Whether a line is a name of few words and a date: "Heron Press, 2016", "arXiv preprint arXiv:2101.01, 2021"."""
    head, date = split_final_date(text) if len(text) < 120 else (text, None)
    words = head.split()
    numbered = _REPOSITORY.match(head) is not None
    plain = numbered or not any(char.isdigit() or char in _NO_IMPRINT for char in head)
    return date is not None and 0 < len(words) <= 10 and (numbered or head[0].isupper()) and plain


def _are_names(text: str) -> bool:
    """Whether a whole line is names: a list, an organisation, or a person whose given name is known."""
    if len(text) < 4 or text[0] == "(":
        return False
    text = _EDITORS_LAST.sub("", text) if text[-1] in ")." else text
    names = read_names(text)
    if not names.sure:
        return False
    return len(names.names) > 1 or names.truncated or _is_known(names, text)


def _is_known(names: Names, text: str) -> bool:
    if not names.names:
        return False
    name = names.names[0]
    if name.literal:
        return has_organisation_word(text) or names.score >= 0.9
    return bool(name.given) and (
        is_given(name.given.split()[0]) or is_certain_list(text) or text.count(" ") == 1
    )


_TOLD: tuple[tuple[Callable[[str], object], str], ...] = (
    (is_date, DATE),
    (phrase_type, KIND),
    (_starts_as_periodical, SOURCE),
    (_are_names, NAMES),
    (is_venue, SOURCE),
)
"""The questions to a line, in the order in which they are asked, and what a yes says."""


def are_authors(text: str) -> bool:
    """Whether a text is names, also of editors: persons with given names or initials, or organisations."""
    names = read_names(text)
    if not names.sure or has_shape(text):
        return False
    if any(genre_type(name.family) or has_organisation_word(name.given) for name in names.names):
        return False
    if any(name.literal for name in names.names):
        return len(names.names) == 1 and (has_organisation_word(text) or names.score >= _CERTAIN)
    spelled = all(name.family and name.given for name in names.names)
    return spelled and (len(names.names) > 1 or names.truncated or ", " in text or _is_known(names, text))


def joined_card(title: Line, said: Sequence[Line]) -> Line:
    """The listing string that a card stands for: its title in quotes, and what is said of it behind dashes."""
    bare = title.text.removesuffix(".") if not title.text.endswith("..") else title.text
    dated = _DATE_LAST.fullmatch(bare) if bare.endswith(")") and not starts_quoted(bare) else None
    dates: list[str] = []
    if dated and not any(DATE in said_by_line(line) for line in said):
        bare, dates = dated["title"], [dated["date"]]
    quoted = title.text if starts_quoted(title.text) else f"“{bare}”"
    text = _dashed([quoted, *dates, *(part for line in said for part in _segments(line.text))])
    url = title.url or next((line.url for line in said if line.url), "")
    stated = tuple(name for line in (title, *said) for name in (*line.categories, *_topics_of(line.text)))
    number = min(line.number for line in (title, *said))
    return Line(number, text, url, categories=stated, item=title.item)


def _dashed(parts: list[str]) -> str:
    """The parts as one string, two in the other order where a dash would make a span of them: "42 min – 2023"."""
    ordered: list[str] = []
    for part in parts:
        spans = len(ordered) > 1 and ordered[-1][-1].isdigit() and part[0].isdigit()
        ordered.insert(len(ordered) - spans, part)
    return " – ".join(ordered)


def _topics_of(text: str) -> tuple[str, ...]:
    few = text.count(" ") < 4 * _MOST_WORDS
    return _topics(_POST_MARK.split(text)) if few and _POST_MARK.search(text) else ()


def _without_dashes(bracket: re.Match[str]) -> str:
    return _DASH.sub(", ", bracket.group())


def _segments(text: str) -> tuple[str, ...]:
    """What a line says, as segments of a listing string."""
    dated = _date_by(text)
    if dated:
        return dated
    text = _EDITED_BY_COMMA.sub(r" (\1)", text) if text.endswith(".") else text
    bare = _LABEL.sub("", text, count=1) if _LABEL.match(text) else _SMALL_BY.sub("", text, count=1)
    pages = _PAGES_LAST.search(bare) if any(map(str.isdigit, bare[-16:])) else None
    if pages:
        return (bare[: pages.start()], pages["pages"])
    edited = _EDITED_BY.fullmatch(bare) if bare[-1:] == ")" else None
    if edited:  # "Edited by Ann Roe (Heron Press, 2019)"
        return (edited[1], edited[2])
    version = _VERSION.search(bare) if bare[-1:] == ")" and is_date(bare) else None
    if version:
        said = version.group()[2:-1]
        told = () if said.isdigit() else (said if "v" in said else f"Version {said}",)  # else a year again
        return (bare[: version.start()], *told)
    kind = _OTHER_LABEL.match(bare)
    bare = bare[kind.end() :] if kind and _is_kind(kind.group()) else bare
    if "(" in bare:
        bare = _BRACKET.sub(_without_dashes, bare)
    bare = _SPACED_SPAN.sub("–", bare).replace(" , ", ", ")
    topics = _topics_of(bare)
    return tuple(part for part in _POST_MARK.split(bare) if part and part not in topics)
