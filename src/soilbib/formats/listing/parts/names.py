"""Author segments: which texts are names, how sure that is, and family names in capitals."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from soilbib.formats.listing.parts.caseless import is_caseless, lead_ideographic, read_caseless_names
from soilbib.formats.listing.parts.casing import recase
from soilbib.formats.listing.parts.full_names import split_full_names
from soilbib.formats.listing.parts.honours import without_honours
from soilbib.formats.listing.parts.lone_words import is_office_of, split_families, split_slashed
from soilbib.formats.listing.parts.name_order import (
    FAMILY_JOINERS,
    is_spelled,
    read_double_family,
    read_double_first,
    turned,
    two_persons,
    unshared,
    with_middle,
)
from soilbib.formats.listing.parts.organisations import (
    is_branch,
    is_hierarchy,
    is_listed_office,
    is_polity,
    is_spelled_out,
    known_or,
    likeness_of,
    rejoined,
    split_acronyms,
    split_joined_bodies,
)
from soilbib.formats.listing.parts.small_words import could_be_persons, is_running_text
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_organisation
from soilbib.formats.listing.vocabulary.given_names import FAMILIES_TOO
from soilbib.model import Name, parse_names
from soilbib.model.cut_lists import may_be_cut
from soilbib.model.name_lists import scan_names
from soilbib.model.name_splitting import is_ideographic
from soilbib.model.name_words import PARTICLES
from soilbib.model.names import has_organisation_word, is_initials

_BY = re.compile(
    r"^(?:par|by|por|de la part de|written by|écrit par|escrito por|geschrieben von|scritto da"
    r"|auteurs?\s*:|authors?\s*:|autor(?:es)?\s*:)\s+"
    r"(?-i:(?:l['’]|(?:l[ea]s?|the|el|l[ao]s|il|lo)\s)(?=[^\W\d_a-z]))?",
    re.IGNORECASE,
)
VARIOUS = re.compile(r"(?:AA\.\s?VV|VV\.\s?AA)\b")  # various authors, as Italian and Spanish lists have it
_BY_LETTERS = tuple("pbdwéaegsPBDWÉAEGS")  # that it begins with
_SENIOR = re.compile(r"\bet al\.?\s*\(([^()]+)\)\s*$")
_STOPPED = re.compile(r"(?:[^\W\d_]{4,}|[^\W\d_]+-[^\W\d_]{3,})\.")
_TOGETHER = re.compile(
    r"(?<=[^\W\d_A-Z])\s(?:with|avec|mit)\s(?=[^\W\d_a-z][^\W\d_]*\.?(?:\s[^\W\d_a-z][\w.’-]*){1,3}$)"
)
_AFFILIATED = re.compile(
    r"\s[(\[](?!(?:[Ee]ds?|[Éé]ds?|[Dd]irs?|[Hh]rsg|[Hh]g|[Cc]oords?|[Oo]rgs?|[Cc]omps?|[Tt]rad|[Tt]rans"
    r"|a cura|sous la dir|et al)\b)[^()\[\]\d]{2,60}[)\]](?=\s*(?:[,;&]|\.?$|(?:et|and|y|und|e)\s))"
)
_HANDLE = re.compile(r"@\w{2,30}")
_STOP = re.compile(r"\.(?<=\w\.)")
_LONE_CAPITALS = re.compile(r"[^\W\d_a-z](?<!\w.)[^\W\d_a-z]{0,2}(?!\w)")
_ELIDED = re.compile(r"[dl]['’][^\W\d_a-z]")
_BODY_FIRST = re.compile(r"([^\W\d_a-z][^(),;]+\([A-Z][A-Za-z\d]*[A-Z\d]\)),\s(?=[^\W\d_a-z])")
_QUOTES = tuple('“„«"([')  # and brackets, with which no name begins
_ODD = re.compile(r"[\d“”«»():?!]")
_LONGEST = 1200
_FEW_SPACES = 6
_BODIES = re.compile(  # "FAO, IFAD, UNICEF, WFP and WHO"
    r"[A-ZÀ-Þ]{3,}(?:,\s[A-ZÀ-Þ]{3,})+(?:,?\s(?:&|and|et|und|y|e|en)\s[A-ZÀ-Þ]{3,})"
)
_ACRONYMS = re.compile(r"[A-ZÀ-Þ]{3,}")
_ONE_INITIAL = 2  # characters of it and its full stop

_ARTICLES = (" the ", " l", " el ", " il ", " die ", " der ", " das ")  # one of which stands before a body
_AND_BODY = re.compile(
    r",?\s(?:et|and|y|e|ed|und|&)\s(?:l['’]|(?:l[ea]s?|the|el|l[ao]s|il|lo|die|der|das)\s)(?=[^\W\d_a-z])"
)
_BODY = re.compile(r"[A-Z]{3,8}(?:-[^\W\d_]+|(?:\s[A-Z]{2,8}){1,2})?")
_LONG_END = re.compile(r"[^\W\d_]{4}(?<!Corp)(?<!Univ)(?<!Dept)\.$")  # of a word, no abbreviation
_FORM_END = re.compile(r"(?:e\.\s?V|S\.\s?A|Inc|Ltd|Co|Corp)\.$")  # "Moorland e.V."
_SURE = 0.75
_SPELLED, _ALONE = 0.85, 0.95  # likeness of names in full, and what is left of it where there is but one


class Names(msgspec.Struct, frozen=True, gc=False):
    """The names of a segment, whether the list is cut, and how much speaks for names (0..1)."""

    names: tuple[Name, ...] = ()
    truncated: bool = False
    score: float = 0.0

    @property
    def sure(self) -> bool:
        """Whether they are certainly names."""
        return self.score >= _SURE

    @property
    def persons(self) -> bool:
        """Whether there is a person among them."""
        return any(name.family for name in self.names)

    @property
    def bodies(self) -> bool:
        """Whether they are certainly names, and no person is among them."""
        return self.sure and not self.persons


@lru_cache(maxsize=2048)
def read_names(text: str) -> Names:
    """Read a segment as a list of names; ``score`` says how far it looks like one."""
    text = text.strip() if len(text) <= _LONGEST else ""
    if not text:
        return Names()
    text = f"{text}." if text.endswith("e.V") else text  # the mark behind a name took the full stop along
    if not text.isascii() and is_caseless(text[0]):
        people = read_caseless_names(text)
        return Names(people, False, 0.8) if people else Names()
    if text[0] == "@" and _HANDLE.fullmatch(text):
        return Names((Name(literal=text),), False, 0.9)
    full = _read_full(text)
    slashed = split_slashed(text) if not full and "/" in text else ()
    full = Names(slashed, False, _SPELLED) if slashed else full
    if full:
        return full
    by = _BY.match(text) if text[:1] in _BY_LETTERS else None
    text = text[by.end() :] or text if by else text
    text = without_honours(text) or text
    senior = _SENIOR.search(text) if text.endswith(")") else None
    if senior:  # "R. First et al. (Last S)": the senior author is named, not placed
        text = text[: senior.start(1) - 1].rstrip()
    if " with " in text or " avec " in text or " mit " in text:
        text = _TOGETHER.sub(" & ", text)
    led = read_double_first(text) if "., " in text or ". & " in text else None
    others = read_names(led[1]) if led else Names()
    if led and others.sure and others.persons:
        return Names((led[0], *others.names), others.truncated, min(others.score, _SPELLED))
    bodies = split_joined_bodies(text)
    return Names(bodies, False, 0.9) if bodies else _certain(text) or _judged(text)


def _read_full(text: str) -> Names | None:
    """Persons in full, where a list has no others."""
    families = split_families(text) if ", " in text else ()
    if families:
        return Names(families, False, 0.8)
    people = split_full_names(text)
    if not people or not could_be_persons(text) or (len(people) == 2 and read_double_family(text)):
        return None
    if "," not in text.partition(" ")[0]:
        people = turned(people)
    score = _combined([_likeness(name, len(people) == 1, False) for name in people])
    return Names(tuple(map(recase, people)), False, score)


def _certain(text: str) -> Names | None:
    """Names that have one reading: organisations that are known, acronyms, lists with initials."""
    known = is_known_organisation(text) or is_branch(text) or (text[-1] == ")" and is_spelled_out(text))
    known = known or (", " in text and is_listed_office(text))
    if known or is_polity(text) or (". " in text and is_hierarchy(text)):
        stopped = text[-1] == "." and not _FORM_END.search(text) and (known or _LONG_END.search(text))
        return Names((Name(literal=text.rstrip(".") if stopped else text),), False, 0.9)
    people = _unaffiliated(text) if ")" in text or "]" in text else None
    people = people or (_with_body(text) if ", " in text else None)
    people = people or (_and_body(text) if any(map(text.__contains__, _ARTICLES)) else None)
    if people:
        return people
    body, comma, office = text.partition(", ")
    if (comma or body.endswith(")")) and (
        (is_known_organisation(body.partition(" (")[0]) and is_office_of(office))
        or (office.startswith("DG ") and has_organisation_word(body))
    ):
        return Names(
            (Name(literal=text),), False, 0.9
        )  # "Teagasc, Johnstown Castle", "Deutsche Welle (Planet A)"
    short = (
        text.isupper()
        or text.count(" ") == 2
        or (text.count(" ") < _FEW_SPACES and ("," in text or "/" in text))
    )
    cut = text.endswith(("…", "..."))
    acronyms = split_acronyms(text.rstrip(" …,.") if cut else text) if short else ()
    if not acronyms and text[:3].isupper() and _BODIES.fullmatch(text):
        acronyms = tuple(Name(literal=body) for body in _ACRONYMS.findall(text))
    if acronyms:
        return Names(acronyms, cut, 0.9)
    listed = _behind_body(text) if ", " in text else None
    if listed:
        return listed
    scanned = lead_names(text)
    return scanned[0] if scanned and not text[scanned[1] :].strip(" .,;") else None


def _behind_body(text: str) -> Names | None:
    """A body with its acronym and persons behind it: "Institute for Moors (IM), J. Doe & A. Roe"."""
    match = _BODY_FIRST.match(text) if "), " in text else None
    if not match:
        return _behind_known(text)
    people = read_names(text[match.end() :]) if has_organisation_word(match[1]) else None
    if not people or not people.sure or not all(name.family for name in people.names):
        return None
    return Names((Name(literal=match[1]), *people.names), people.truncated, people.score)


def _behind_known(text: str) -> Names | None:
    """ "Solagro, Jane Doe & Ann Roe": a body that is known, and persons in full."""
    body, _, others = text.partition(", ")
    told = is_known_organisation(body) or (body.isupper() and has_organisation_word(body))
    first = others.partition(" ")[0]
    listed = first[-1:] != "," or first[:-1].isupper()  # no "FAO, Roe, Jane"
    people = read_names(others) if told and listed else None
    if not people or not people.sure or not any(map(is_vouched, people.names)):
        return None
    if not all(name.literal or (name.family and name.given) for name in people.names):
        return None
    return Names((Name(literal=body), *people.names), people.truncated, people.score)


def _with_body(text: str) -> Names | None:
    """ "Eric Roose, IRD", "V. Freycon, CIRAD-Forêt": persons given name first, and the body that is theirs."""
    people, _, body = text.rpartition(", ")
    first = people.partition(" ")[0]
    if not (_BODY.fullmatch(body) or (is_known_organisation(body) and body[0].isupper())):
        return None
    if first == people or "," in people or not (is_given(first) or first.endswith(".")):
        return None
    found = read_names(people)
    told = found.sure and all(name.family and name.given for name in found.names)
    return Names((*found.names, Name(literal=body)), found.truncated, found.score) if told else None


def _and_body(text: str) -> Names | None:
    """ "Jane Doe et la Fondation des Prés": persons, and a body with its article behind the last joiner."""
    joiners = list(_AND_BODY.finditer(text))
    found = joiners[-1] if joiners else None
    people = read_names(text[: found.start()].rstrip(" ,")) if found else Names()
    if not found or not people.sure or not all(name.family and name.given for name in people.names):
        return None
    body = text[found.end() :]
    initials = all(is_initials(name.given) for name in people.names)
    if initials and text.startswith(
        "the ", found.end() - 4
    ):  # as such lists print it: "Doe, J. and the Moor team"
        body = f"the {body}"
    named = body[:2].isupper() or has_organisation_word(body) or is_known_organisation(body)
    if not named or " et " in body or " and " in body:
        return None
    return Names((*people.names, Name(literal=body.rstrip(" .,"))), False, people.score)


def _unaffiliated(text: str) -> Names | None:
    """Persons without what stands in brackets behind them: "A. Bispo (INRAE), C. Chenu (AgroParisTech)"."""
    bare = _AFFILIATED.sub("", text)
    people = read_names(bare) if bare != text else None
    acronym = "".join(word[0] for word in bare.split() if word[0].isupper())
    if not people or not people.sure or f"({acronym})" in text:
        return None
    return people if all(name.family for name in people.names) else None


def _judged(text: str) -> Names:
    """The names that a text may be, with how far each looks like one."""
    if is_running_text(text):
        return Names((Name(literal=text),), False, 0.1)
    if text and not could_be_persons(text) and not has_organisation_word(text) and not may_be_cut(text):
        return Names((Name(literal=text),), False, likeness_of(text))
    double = read_double_family(text)
    names, truncated = (double, False) if double else parse_names(text)
    names = unshared(names) if len(names) == 2 else names
    names = two_persons(names[0]) or names if len(names) == 1 and not double else names
    if len(names) == 1 and names[0].given.endswith(" the"):  # "Kiss the Land"
        return Names((Name(literal=text),), False, 0.5)
    if len(names) == 1 and names[0].literal:
        return Names(names, truncated, likeness_of(names[0].literal))
    if names and (len(names) > 1 or "," in text):
        names = tuple(known_or(name) for name in names)
    names = rejoined(names, text) if len(names) > 1 and names[0].literal else names
    if "," not in text.partition(" ")[0]:
        names = turned(names)
    if any(map(is_spelled, names)):
        names = tuple(map(with_middle, names))
    single = len(names) == 1
    scores = [_likeness(name, single, truncated) for name in names]
    return Names(tuple(map(recase, names)), truncated, _combined(scores)) if names else Names()


@lru_cache(maxsize=512)
def lead_names(text: str) -> tuple[Names, int] | None:
    """The names with initials that a text begins with, and where they end; None where it begins with none."""
    if text[:1] in _QUOTES:
        return None
    if is_ideographic(text[:1]):
        listed = lead_ideographic(text)
        return (Names(*listed[0], 0.9), listed[1]) if listed else None
    scanned = scan_names(text) if _has_initial(text, 90) else None
    if not scanned:
        return None
    if len(scanned.names) == 1 and VARIOUS.match(text):
        return Names((Name(literal=text[: scanned.end].rstrip(" .") + "."),), False, 1.0), scanned.end
    shouted = [family for family, _, _ in scanned.names if family.isupper()]
    shortest = 2 if len(shouted) == len(scanned.names) > 1 and max(map(len, shouted)) > 3 else 3
    names = tuple(
        recase(Name(family=family, given=given, suffix=suffix), shortest)
        for family, given, suffix in scanned.names
    )
    if (
        len(names) == 1
        and len(names[0].given) <= _ONE_INITIAL
        and text.startswith(names[0].given)
        and names[0].family.split()[0] not in FAMILIES_TOO
    ):
        names = (with_middle(names[0]),)
    return Names(names, scanned.truncated, 1.0), scanned.end


def _has_initial(text: str, end: int) -> bool:
    """Whether up to some place a full stop follows a letter, or one to three capitals are a word."""
    return _STOP.search(text, 0, end) is not None or _LONE_CAPITALS.search(text, 0, end) is not None


def is_vouched(name: Name) -> bool:
    """Whether initials or a given name that is known vouch for a person."""
    return bool(name.given) and (is_given(name.given.partition(" ")[0]) or is_initials(name.given))


def _combined(scores: list[float]) -> float:
    """The score of a list: the mean of its mean and its weakest member, whom three sure ones vouch for."""
    weakest = min(scores)
    if 0.1 <= weakest < 0.7 and scores.count(1.0) >= 3:
        weakest = 0.7
    return weakest * 0.5 + sum(scores) / len(scores) * 0.5


@lru_cache(maxsize=4096)
def _likeness(name: Name, single: bool, truncated: bool) -> float:
    """How far one parsed name looks like a name."""
    if name.literal:
        return likeness_of(name.literal)
    if not _is_proper(name):
        lower_case = is_initials(name.given) and name.family.islower() and " " not in name.family
        return 0.5 if lower_case else 0.0
    if not name.given:
        return 0.9 if truncated else 0.6
    if is_initials(name.given):
        return 1.0
    if is_initials(name.given.split()[-1]) and not any(map(_STOPPED.fullmatch, name.given.split()[:-1])):
        return 1.0
    return _given_likeness(name.given) * (_ALONE if single else 1.0)


def _is_proper(name: Name) -> bool:
    """Whether the family name is one to four capitalised words, none of them an organisation's, without odd marks."""
    parts = name.family.split()
    words = [word for word in parts if word not in PARTICLES]
    if len(words) == 3 and words[1] in FAMILY_JOINERS:
        del words[1]
    if not words or len(parts) > 4 or has_organisation_word(name.family):
        return False
    if (
        _ODD.search(name.family)
        or _ODD.search(name.given)
        or any(map(_STOPPED.match, parts if len(parts) > 1 else ()))
    ):
        return False
    return all(word[0].isupper() or word[0] in "’'" or _ELIDED.match(word) for word in words)


def _given_likeness(given: str) -> float:
    """How far spelled-out given names look like such: capitalised, no full stop, no initial amid words."""
    words = [word for word in given.split() if word not in PARTICLES]
    if given.startswith(("L'", "L’")):
        return 0.0  # "L'Année du Maghreb"
    if "." in given and (any(map(_STOPPED.fullmatch, words)) or any(map(_ends_given, words[:-1]))):
        return 0.2  # "Ted. Dream Machines"
    if len(words) > 2 and not is_initials(words[0]) and any(is_initials(word) for word in words[1:-1]):
        return 0.3  # "Roe, Jane R. Title": a word of the title
    return _SPELLED if len(words) <= 4 and all(word[0].isupper() for word in words) else 0.0


def _ends_given(word: str) -> bool:
    """Whether a full stop ends a given name and shortens none."""
    return word.endswith(".") and is_given(word[:-1])


def is_certain_list(text: str) -> bool:
    """Whether a text is a list of names beyond doubt: initials, or the mark of a cut list."""
    if len(text) > _LONGEST or not (_has_initial(text, len(text)) or may_be_cut(text)):
        return False
    found = read_names(text)
    if not found.sure:
        return False
    initials = any(
        is_initials(name.given) or is_initials(name.given.split()[-1]) for name in found.names if name.given
    )
    return initials or found.truncated
