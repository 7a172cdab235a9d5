"""Names of persons and organisations: the value, its spellings, and lists of them."""

from __future__ import annotations

import re

from msgspec import Struct

PARTICLES: frozenset[str] = frozenset(
    {
        "af", "al", "av", "bin", "da", "dal", "das", "de", "degli", "dei", "del", "della", "dello", "den",
        "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "les", "lo", "los", "op",
        "pour", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "'t", "’t", "d'", "d’", "l'", "l’",
    }
)  # fmt: skip
"""Lower-case words that belong to the family name after them."""

SUFFIXES: frozenset[str] = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior", "esq", "phd", "md"})

ORGANISATION_WORDS: frozenset[str] = frozenset(
    """academy académie academia agence agencia agency agenzia akademie alliance association asociación
    associazione authority bank banque bibliothek board bundesamt bureau cabinet center centre centro church
    college comité comisión commission committee company conference conseil consejo conservancy consortium
    convention corporation council department département departamento dienst école escuela faculty fao
    federation fédération federación fondation forum foundation fund fundación fundação fédéral gesellschaft
    global gmbh gouvernement government groupe group grupo gruppe hospital inc inicjativa initiative
    iniciativa institut institute instituto institution international journal laboratoire laboratory library
    ltd magazine media ministerio ministerium ministère ministry museum nations network office organisation
    organización organization panel partners partnership press programme program project projet radio
    regional research revue school secretariat secrétariat service services society società sociedad société
    stiftung team television times trust umweltbundesamt union universidad università universität université
    university unesco verband verein verlag""".split()
)
"""Words that only an organisation's name has, lower case."""

ET_AL = re.compile(
    r"""[\s,;&]*(?:(?:&|\band|\bet|\by|\bund|\be)\s*)?
    (?:\[\s*et\s+al\.?\s*\]|\bet\s+al\b\.?|(?<=[&\s])al\b\.?|\bcoll(?:ab(?:orateurs)?|ègues)?\b\.?|\bothers\b|\botros\b|\baltri\b
      |\bcols?\b\.?|\bu\.\s?a\.|\ba\s+kol\.|\bm\.\s?fl\.|…|\.\.\.)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
"""The mark at the end of a list that says it was cut: "et al.", "& al", "and others", "u.a."."""

_INITIALS = re.compile(r"(?:\w\.?-?\s?){1,4}", re.UNICODE)
_GLUED = re.compile(r"(?<=\.)(?=[^\W\d_]{2})")


class Name(Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A name in CSL's parts; an organisation or a name without parts is a ``literal``."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""

    @property
    def full_family(self) -> str:
        """The family name with its non-dropping particle, or the literal."""
        return " ".join(part for part in (self.non_dropping_particle, self.family) if part) or self.literal

    @property
    def display(self) -> str:
        """The name in reading order: "Julia Le Noë"."""
        if self.literal:
            return self.literal
        parts = (self.given, self.dropping_particle, self.full_family, self.suffix)
        return " ".join(part for part in parts if part)

    @property
    def inverted(self) -> str:
        """The name in index order: "Le Noë, Julia", with the suffix last; a family alone ends in a comma."""
        if self.literal:
            return self.literal
        given = " ".join(part for part in (self.given, self.dropping_particle) if part)
        if self.suffix:
            return f"{self.full_family}, {given}, {self.suffix}"
        return f"{self.full_family}, {given}".rstrip() if given else f"{self.full_family},"


def looks_like_organisation(text: str) -> bool:
    """Whether a name is an organisation's: an acronym, a telling word, a leading article, or five words."""
    words = re.findall(r"[\w’'.-]+", text)
    if not words:
        return False
    lowered = {re.split(r"[’']", word.lower().rstrip("."))[-1] for word in words}
    if lowered & ORGANISATION_WORDS or words[0].lower() in {"the", "le", "la", "les", "der", "die", "das"}:
        return True
    acronyms = [word for word in words if len(word) > 1 and word.isupper() and "." not in word]
    bare = [word for word in words if word.lower() not in PARTICLES]
    has_initials = any(re.fullmatch(r"(?:\w\.-?)+", word) for word in words)
    return (bool(acronyms) and len(acronyms) == len(bare) and not has_initials) or len(bare) >= 5


def parse_name(text: str) -> Name:
    """Read one name as written: "Family, Given[, Suffix]", "Given Family" or an organisation.

    Particles stay with the family name ("von Oheimb"), glued initials are parted from it
    ("J.Le Noë"), and what looks like an organisation, or like nothing known, is a literal.
    """
    text = " ".join(text.split()).strip(" ;")
    if "," in text:
        return _parse_inverted(text)
    if not text or looks_like_organisation(text):
        return Name(literal=text)
    words = _GLUED.sub(" ", text).split()
    if len(words) == 1:
        return Name(literal=words[0])
    return _parse_direct(words)


def parse_names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Read a list of names; the second value says that the list is known to be cut.

    The separator is found in this order: ";", " and ", "&", and the comma, which either parts the
    names ("J. Smith, A. Doe") or family from given ("Smith, J., Doe, A.").
    """
    stripped = ET_AL.sub("", text.strip())
    truncated = stripped != text.strip()
    if ";" in stripped:
        pieces = stripped.split(";")
    else:
        joined = re.split(r"\s+(?:and|&)\s+|\s*&\s*(?=\w)", stripped)
        inverted = len(joined) > 1 and all(piece.count(",") == 1 and _is_inverted(piece) for piece in joined)
        pieces = joined if inverted else [name for piece in joined for name in _split_commas(piece)]
    names = tuple(parse_name(piece) for piece in pieces if piece.strip(" ,;"))
    return names, truncated


def _is_inverted(piece: str) -> bool:
    family, _, given = piece.partition(",")
    return bool(given.strip()) and len(family.split()) <= 4


def _split_commas(piece: str) -> list[str]:
    """Names from a list with commas only, pairing "Family, Initials" where the list is inverted."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) < 2:
        return [piece.strip()]
    if _INITIALS.fullmatch(parts[1] + " ") or (len(parts) == 2 and " " not in parts[0]):
        return [", ".join(pair) for pair in _pairs(parts)]
    return parts


def _pairs(parts: list[str]) -> list[list[str]]:
    """Join each family name with the initials or given names after it."""
    pairs: list[list[str]] = []
    for part in parts:
        if pairs and len(pairs[-1]) == 1 and (_INITIALS.fullmatch(part + " ") or len(parts) == 2):
            pairs[-1].append(part)
        else:
            pairs.append([part])
    return pairs


def _parse_inverted(text: str) -> Name:
    parts = [part.strip() for part in text.split(",")]
    family, rest = parts[0], [part for part in parts[1:] if part]
    if not family:
        return Name(literal=", ".join(rest))
    suffix = next((part for part in rest if part.lower().rstrip(".") in SUFFIXES), "")
    given = ", ".join(part for part in rest if part != suffix)
    words = given.split()
    cut = len(words)
    while cut > 0 and words[cut - 1].lower() in PARTICLES and words[cut - 1].islower():
        cut -= 1
    if 0 < cut < len(words):  # "Oheimb, G. von"
        family = " ".join([*words[cut:], family])
        given = " ".join(words[:cut])
    return Name(family=family, given=given, suffix=suffix)


def _parse_direct(words: list[str]) -> Name:
    suffix = ""
    if words[-1].lower().rstrip(".") in SUFFIXES and len(words) > 2:
        suffix, words = words[-1], words[:-1]
    cut = _family_start(words)
    return Name(family=" ".join(words[cut:]), given=" ".join(words[:cut]), suffix=suffix)


def _family_start(words: list[str]) -> int:
    """Index of the first word of the family name: the first particle, or after bare initials, or the last word."""
    for index, word in enumerate(words[1:-1], start=1):
        if word in PARTICLES:
            return index
    initials = 0
    while initials < len(words) - 1 and re.fullmatch(r"(?:\w\.-?)+", words[initials]):
        initials += 1
    return initials if initials else len(words) - 1
